import NoticeGrammar
import NoticeIndex
import NoticeSearch

extension Query {
  /// The query with every `ref:` widened to the damaged spellings that the archive knows of what it asks for.
  ///
  /// - Complexity: O(names of each number that is asked for); nothing of a query without `ref:`.
  public func findingSpellings(in graph: CitationGraph) throws(IndexError) -> Query {
    switch self {
    case .keyword(.reference, .value(let value), let range):
      var others: [Query] = []
      for name in try graph.spellings(ofReference: value) {
        others.append(.keyword(.citation, .prefix("\(name)|"), range))
      }
      return others.isEmpty ? self : .any([self] + others)
    case .all(let parts): return .all(try Self.findingSpellings(parts, graph))
    case .any(let parts): return .any(try Self.findingSpellings(parts, graph))
    case .together(let parts): return .together(try Self.findingSpellings(parts, graph))
    case .not(let part): return .not(try part.findingSpellings(in: graph))
    case .boosted(let part, let factor): return .boosted(try part.findingSpellings(in: graph), factor)
    case .everything, .word, .phrase, .near, .keyword, .days: return self
    }
  }

  private static func findingSpellings(
    _ parts: [Query], _ graph: CitationGraph
  ) throws(IndexError) -> [Query] {
    var out: [Query] = []
    for part in parts { out.append(try part.findingSpellings(in: graph)) }
    return out
  }

  /// What the query asks for by `ref:`, and does not exclude.
  fileprivate var references: [KeywordMatch] {
    switch self {
    case .keyword(.reference, let match, _): [match]
    case .all(let parts), .any(let parts), .together(let parts): parts.flatMap(\.references)
    case .boosted(let part, _): part.references
    case .not, .everything, .word, .phrase, .near, .keyword, .days: []
    }
  }
}

extension CitationGraph {
  /// The damaged spellings of an identifier, as keys.
  fileprivate func spellings(ofReference value: String) throws(IndexError) -> [String] {
    let key = String(decoding: KeywordKey.key(value, .reference), as: UTF8.self)
    guard let name = WorkKey.name(key) else { return [] }
    return try variants(number: name).variants(of: name)
  }
}

/// Finds in a notice the mentions that a query's `ref:` asks for.
public struct MentionFinder {
  private var keys: Set<[UInt8]> = []
  private var fronts: [[UInt8]] = []
  private var names: Set<String> = []
  private var takesAny = false

  /// - Parameter query: As it was parsed.
  public init(_ query: Query, _ graph: CitationGraph) throws(IndexError) {
    for match in query.references {
      switch match {
      case .value(let value):
        keys.insert(KeywordKey.key(value, .reference))
        names.formUnion(try graph.spellings(ofReference: value))
      case .prefix(let value): fronts.append(KeywordKey.prefix(value, .reference))
      case .present: takesAny = true
      }
    }
  }

  /// Whether the query asks for any.
  public var isEmpty: Bool { keys.isEmpty && fronts.isEmpty && !takesAny }

  /// Where they stand, ascending, in bytes of the notice's text.
  public func spans(in notice: Notice) -> [Range<Int>] {
    notice.references.filter(isWanted).map { $0.span.start..<max($0.span.start, $0.span.end) }
      .filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
  }

  private func isWanted(_ reference: Reference) -> Bool {
    if takesAny { return true }
    guard reference.grade != .ambiguous else { return false }
    let value = reference.identifier ?? "\(reference.kind?.code ?? "") \(reference.number ?? "")"
    let key = KeywordKey.key(value, .reference)
    return keys.contains(key) || fronts.contains { key.starts(with: $0) }
      || WorkKey.name(value).map(names.contains) ?? false
  }
}
