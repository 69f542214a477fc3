/// The graph as GraphML, which Gephi, yEd and networkx read.
///
/// - Source: Brandes et al., “GraphML Progress Report”, 2001; http://graphml.graphdrawing.org/specification.html
extension CitationNetwork {
  private static let nodeKeys: [StaticString] = [
    "label", "kind", "issuer", "date", "subject", "uri", "documents",
  ]
  private static let edgeKeys: [StaticString] = ["role", "certainty"]

  public func graphML() -> String {
    var xml = XMLWriter()
    xml.declaration()
    xml.begin("graphml")
    xml.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns")
    for name in Self.nodeKeys { xml.key(name, of: "node", type: "string") }
    xml.key("inArchive", of: "node", type: "boolean")
    for name in Self.edgeKeys { xml.key(name, of: "edge", type: "string") }
    xml.begin("graph")
    xml.attribute("id", "citations")
    xml.attribute("edgedefault", "directed")
    for node in nodes {
      let card = node.card
      let values = [
        card.identifier, card.kind, card.issuer, card.date, card.subject, card.uri,
        card.documents.joined(separator: " "),
      ]
      xml.begin("node")
      xml.attribute("id", node.id)
      for (name, value) in zip(Self.nodeKeys, values) where !value.isEmpty { xml.data(name, value) }
      xml.data("inArchive", node.isInArchive ? "true" : "false")
      xml.end()
    }
    for (place, edge) in edges.enumerated() {
      xml.begin("edge")
      xml.attribute("id", "e\(place)")
      xml.attribute("source", nodes[edge.from].id)
      xml.attribute("target", nodes[edge.to].id)
      xml.data("role", edge.role.rawValue)
      xml.data("certainty", "\(edge.certainty)")
      xml.end()
    }
    xml.end()
    xml.end()
    return String(decoding: xml.bytes, as: UTF8.self) + "\n"
  }
}

extension XMLWriter {
  fileprivate mutating func key(_ name: StaticString, of element: String, type: String) {
    begin("key")
    attribute("id", "\(name)")
    attribute("for", element)
    attribute("attr.name", "\(name)")
    attribute("attr.type", type)
    end()
  }

  fileprivate mutating func data(_ key: StaticString, _ value: String) {
    begin("data", isText: true)
    attribute("key", "\(key)")
    text(value)
    end()
  }
}
