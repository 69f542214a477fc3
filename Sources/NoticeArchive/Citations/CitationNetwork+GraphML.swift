/// The graph as GraphML, which Gephi, yEd and networkx read.
///
/// - Source: Brandes et al., “GraphML Progress Report”, 2001; http://graphml.graphdrawing.org/specification.html
extension CitationNetwork {
  private static let nodeKeys = ["label", "kind", "issuer", "date", "subject", "uri", "documents"]
  private static let edgeKeys = ["role", "certainty"]

  public func graphML() -> String {
    var out = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    for key in Self.nodeKeys {
      out += "  <key id=\"\(key)\" for=\"node\" attr.name=\"\(key)\" attr.type=\"string\"/>\n"
    }
    out += "  <key id=\"inArchive\" for=\"node\" attr.name=\"inArchive\" attr.type=\"boolean\"/>\n"
    for key in Self.edgeKeys {
      out += "  <key id=\"\(key)\" for=\"edge\" attr.name=\"\(key)\" attr.type=\"string\"/>\n"
    }
    out += "  <graph id=\"citations\" edgedefault=\"directed\">\n"
    for node in nodes {
      let card = node.card
      let values = [
        card.identifier, card.kind, card.issuer, card.date, card.subject, card.uri,
        card.documents.joined(separator: " "),
      ]
      out += "    <node id=\"\(Self.escaped(node.id))\">"
      for (key, value) in zip(Self.nodeKeys, values) where !value.isEmpty { out += Self.data(key, value) }
      out += Self.data("inArchive", node.isInArchive ? "true" : "false") + "</node>\n"
    }
    for (place, edge) in edges.enumerated() {
      out += "    <edge id=\"e\(place)\" source=\"\(Self.escaped(nodes[edge.from].id))\""
      out += " target=\"\(Self.escaped(nodes[edge.to].id))\">"
      out += Self.data("role", edge.role.rawValue) + Self.data("certainty", "\(edge.certainty)") + "</edge>\n"
    }
    return out + "  </graph>\n</graphml>\n"
  }

  private static func data(_ key: String, _ value: String) -> String {
    "<data key=\"\(key)\">\(escaped(value))</data>"
  }

  /// For text and attributes; what XML 1.0 cannot hold is U+FFFD.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\t", "\n", "\r": out += "&#\(scalar.value);"
      case _ where scalar.value < 0x20 || scalar.value & 0xFFFE == 0xFFFE: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
