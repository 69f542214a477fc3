import NoticeGrammar
import NoticeIndex

/// Works and their references as a graph to draw or to compute with.
public struct CitationNetwork: Sendable {
  public struct Node: Sendable {
    /// `/akn/…` where it is known, else what is; the name of a document that has no number. Each once.
    public var id: String
    public var card: WorkCard

    public var isInArchive: Bool { !card.documents.isEmpty }
  }

  public struct Edge: Hashable, Sendable {
    /// Who refers: a place in `nodes`.
    public var from: Int
    /// To whom.
    public var to: Int
    public var role: Reference.Role
    public var certainty: LinkCertainty
  }

  public private(set) var nodes: [Node] = []
  public private(set) var edges: [Edge] = []
  private var places: [String: Int] = [:]
  private var edgePlaces: [Edge: Int] = [:]

  public init() {}

  /// What a tree shows.
  public mutating func add(_ tree: CitationTree) {
    let place = node(tree.work, tree.card)
    for citation in tree.citedBy?.citations ?? [] {
      edge(node(citation.work, citation.card), place, citation.role, citation.certainty)
      if let next = citation.next { add(next) }
    }
    for citation in tree.cites?.citations ?? [] {
      edge(place, node(citation.work, citation.card), citation.role, citation.certainty)
      if let next = citation.next { add(next) }
    }
  }

  mutating func node(_ work: Work?, _ card: WorkCard) -> Int {
    let id = work.map { Self.id($0, card) } ?? card.identifier
    if let place = places[id] { return place }
    places[id] = nodes.count
    nodes.append(Node(id: id, card: card))
    return nodes.count - 1
  }

  /// Of two edges that differ in how sure they are, the surer one stays.
  mutating func edge(_ from: Int, _ to: Int, _ role: Reference.Role, _ certainty: LinkCertainty) {
    let edge = Edge(from: from, to: to, role: role, certainty: .doubtful)
    if let place = edgePlaces[edge] {
      edges[place].certainty = max(edges[place].certainty, certainty)
    } else {
      edgePlaces[edge] = edges.count
      edges.append(Edge(from: from, to: to, role: role, certainty: certainty))
    }
  }

  private static func id(_ work: Work, _ card: WorkCard) -> String {
    if !card.uri.isEmpty { return card.uri }
    return [work.name, work.author, work.year].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension CitationGraph {
  /// The whole archive: all its documents, and all they refer to.
  ///
  /// - Parameter progress: Called after each document.
  public func network(
    withDoubtful: Bool = true, progress: () -> Void = {}
  ) throws(IndexError) -> CitationNetwork {
    var network = CitationNetwork()
    for address in try reader.addresses() {
      progress()
      let document = try reader.document(address)
      guard let notice = reader.notice(of: document) else { continue }
      let work = try work(of: notice, at: address)
      let from = network.node(
        work, try work.map { work throws(IndexError) in try card(work) } ?? WorkCard(document, notice))
      for reference in notice.references {
        for term in CitationTerm.terms(of: reference, in: notice) {
          for (other, certainty) in try links(term)
          where other != work && (withDoubtful || certainty > .doubtful) {
            network.edge(from, network.node(other, try card(other)), reference.role, certainty)
          }
        }
      }
    }
    return network
  }
}
