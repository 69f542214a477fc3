/// The graph for Graphviz.
///
/// What the archive lacks is dashed; what is doubtful is dotted. Arrows go from who refers to whom.
extension CitationNetwork {
  public func dot() -> String {
    var out = """
      digraph citations {
        rankdir=LR;
        node [shape=box, style="rounded,filled", fillcolor="#eef3fb", color="#2f5d9b", fontname="Noto Sans,DejaVu Sans,sans-serif", fontsize=11];
        edge [color="#55606e", fontname="Noto Sans,DejaVu Sans,sans-serif", fontsize=9];

      """
    for (place, node) in nodes.enumerated() {
      let label = [node.card.identifier, node.card.issuer, node.card.date].filter { !$0.isEmpty }
      out += "  n\(place) [label=\(Self.quoted(label.joined(separator: "\n")))"
      out += ", tooltip=\(Self.quoted(node.card.subject.isEmpty ? node.id : node.card.subject))"
      if !node.isInArchive {
        out += ", style=\"rounded,dashed\", color=\"#a03030\", fontcolor=\"#a03030\""
      }
      out += "];\n"
    }
    for edge in edges {
      out += "  n\(edge.from) -> n\(edge.to) [label=\(Self.quoted(edge.role.rawValue))"
      if edge.certainty == .doubtful { out += ", style=dotted" }
      out += "];\n"
    }
    return out + "}\n"
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
