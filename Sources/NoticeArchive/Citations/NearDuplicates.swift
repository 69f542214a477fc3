import NoticeGrammar
import NoticeIndex

/// Documents that are one notice twice, such as two scans of it. They are reported, never deleted.
public struct NearDuplicates: Sendable {
  /// By name, the first of which stands for all.
  public var documents: [String]
  /// The share of pairs of neighbouring words that each has in common with the first, 0…1; the smallest of them.
  public var resemblance: Double
  /// Whether all have the same number, issuer and year as far as each says; else they only read alike.
  public var isSameWork: Bool
}

extension CitationGraph {
  /// Texts that resemble each other less are two notices, whatever their numbers say.
  private static let sameWork = 0.4
  /// Of different numbers, or of none, more is needed.
  private static let alike = 0.8

  /// Groups of near-duplicates, by the name of their first document.
  ///
  /// Candidates are documents of the same number, and those that share a band of their `TextSketch`; each is then
  /// compared with its neighbours among them, word by word.
  ///
  /// - Parameter names: Only groups that one of these documents made what they are; `nil` for all.
  /// - Complexity: Of all, O(terms of `work` and `sketch`); of some, O(their terms). And two documents read for each
  ///   candidate.
  public func nearDuplicates(of names: [String]? = nil) throws(IndexError) -> [NearDuplicates] {
    var groups = DisjointSets()
    var compared: Set<Pair> = []
    var resemblances: [DocumentAddress: Double] = [:]
    var wanted: Set<DocumentAddress>?
    if let names { wanted = try addresses(of: names) }
    for candidates in try candidates(of: wanted) {
      for (place, other) in candidates.enumerated().dropFirst() {
        // Chains are enough: of those that are alike, each is compared with the one before.
        let one = candidates[place - 1]
        if let wanted, !wanted.contains(one), !wanted.contains(other) { continue }
        guard compared.insert(Pair(one: min(one, other), other: max(one, other))).inserted else { continue }
        guard let resemblance = try resemblance(one, other) else { continue }
        groups.join(one, other)
        for address in [one, other] { resemblances[address] = min(resemblances[address] ?? 1, resemblance) }
      }
    }
    var found: [NearDuplicates] = []
    for group in groups.all {
      var names: [String] = []
      var works: Set<Work> = []
      for address in group {
        names.append(try reader.id(address))
        if let notice = try notice(address), let work = try work(of: notice, at: address) {
          works.insert(work)
        }
      }
      found.append(
        NearDuplicates(
          documents: names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
          resemblance: group.compactMap { resemblances[$0] }.min() ?? 1, isSameWork: works.count <= 1))
    }
    return found.sorted { $0.documents[0].utf8.lexicographicallyPrecedes($1.documents[0].utf8) }
  }

  /// A document and what it is by its own head.
  private struct KeyedDocument {
    var key: WorkKey
    var address: DocumentAddress

    /// Whether one notice may say both: what is not known is like anything.
    private func mayBe(_ other: KeyedDocument) -> Bool {
      (key.author == other.key.author || key.author.isEmpty || other.key.author.isEmpty)
        && (key.year == other.key.year || key.year.isEmpty || other.key.year.isEmpty)
    }

    /// Those of one name that may be one notice, side by side.
    static func groups(_ documents: [KeyedDocument]) -> [[DocumentAddress]] {
      let sorted = documents.sorted {
        ($0.key.author, $0.key.date, $0.address) < ($1.key.author, $1.key.date, $1.address)
      }
      var groups: [[DocumentAddress]] = []
      for (place, document) in sorted.enumerated() {
        if place > 0, sorted[place - 1].mayBe(document) {
          groups[groups.count - 1].append(document.address)
        } else {
          groups.append([document.address])
        }
      }
      return groups.filter { $0.count > 1 }
    }
  }

  private struct Pair: Hashable {
    var one: DocumentAddress
    var other: DocumentAddress
  }

  private func addresses(of names: [String]) throws(IndexError) -> Set<DocumentAddress> {
    var found: Set<DocumentAddress> = []
    for name in names {
      if let address = try reader.address(id: name) { found.insert(address) }
    }
    return found
  }

  /// Documents that share a term, in groups of two and more.
  ///
  /// - Parameter documents: Only by terms that one of these has; `nil` for all.
  private func candidates(of documents: Set<DocumentAddress>?) throws(IndexError) -> [[DocumentAddress]] {
    var groups: [[DocumentAddress]] = []
    var named: [KeyedDocument] = []
    func closeName() {
      if named.count > 1 { groups += KeyedDocument.groups(named) }
      named = []
    }
    func take(_ key: [UInt8], _ occurrences: [TermOccurrence]) throws(IndexError) {
      guard let key = CitationTerm.key(String(decoding: key, as: UTF8.self)) else { return }
      if named.first?.key.name != key.name { closeName() }
      for occurrence in occurrences {
        for address in try addresses(occurrence) { named.append(KeyedDocument(key: key, address: address)) }
      }
    }
    func takeBand(_ occurrences: [TermOccurrence]) throws(IndexError) {
      if occurrences.reduce(0, { $0 + $1.postings.count }) < 2 { return }
      var group: [DocumentAddress] = []
      for occurrence in occurrences { group += try addresses(occurrence) }
      if group.count > 1 { groups.append(group.sorted()) }
    }
    guard let documents else {
      try forEachTerm(inAllSegments: .work) { (key, found) throws(IndexError) in try take(key, found) }
      closeName()
      try forEachTerm(inAllSegments: .sketch) { (_, found) throws(IndexError) in try takeBand(found) }
      return groups
    }
    let terms = try terms(of: documents)
    for name in terms.names {
      try forEachTerm(.work, prefix: "\(name)|") { (text, found) throws(IndexError) in
        try take(Array(text.utf8), [found])
      }
      closeName()
    }
    for band in terms.bands {
      var all: [TermOccurrence] = []
      try forEachTerm(.sketch, prefix: band) { _, found in all.append(found) }
      try takeBand(all)
    }
    return groups
  }

  /// By what documents are found that may be the same as one of these.
  private func terms(of documents: Set<DocumentAddress>) throws(IndexError) -> (
    names: [String], bands: [String]
  ) {
    var names: Set<String> = []
    var bands: Set<String> = []
    for address in documents {
      let document = try reader.document(address)
      bands.formUnion(TextSketch.terms(document.text))
      if let key = reader.notice(of: document).flatMap({ WorkKey($0) }) { names.insert(key.name) }
    }
    return (names.sorted(), bands.sorted())
  }

  /// Calls `body` with every term of a field, in order, and where its documents are in each segment that has it.
  ///
  /// - Complexity: O(terms × segments); the terms are not kept.
  private func forEachTerm(
    inAllSegments field: KeywordField, _ body: ([UInt8], [TermOccurrence]) throws(IndexError) -> Void
  ) throws(IndexError) {
    var cursors: [(segment: Int, cursor: TermCursor, key: [UInt8])] = []
    for (number, segment) in reader.index.segments.enumerated() {
      var cursor = TermCursor(try segment.dictionary(.keyword(field)))
      if try cursor.next() { cursors.append((number, cursor, cursor.key)) }
    }
    while var least = cursors.first?.key {
      for other in cursors.dropFirst() where other.key.lexicographicallyPrecedes(least) { least = other.key }
      var found: [TermOccurrence] = []
      for place in cursors.indices.reversed() where cursors[place].key == least {
        found.append(
          TermOccurrence(segment: cursors[place].segment, postings: cursors[place].cursor.postings))
        if try cursors[place].cursor.next() {
          cursors[place].key = cursors[place].cursor.key
        } else {
          cursors.remove(at: place)
        }
      }
      try body(least, found)
    }
  }

  /// The number and symbol of a document, as a work is named; `nil` if it has none.
  private static func name(_ shown: StoredDocument) -> String? {
    DocumentCard.read(shown.stored).flatMap { WorkKey.name($0.card.identifier) }
  }

  /// `nil` if they are two notices.
  private func resemblance(_ one: DocumentAddress, _ other: DocumentAddress) throws(IndexError) -> Double? {
    let (shown, otherShown) = (try reader.shown(one), try reader.shown(other))
    let resemblance = TextSketch.resemblance(shown.text, otherShown.text)
    guard resemblance >= Self.sameWork else { return nil }
    if resemblance >= Self.alike { return resemblance }
    // Most are two notices of one form: their cards say so.
    guard let name = Self.name(shown), name == Self.name(otherShown) else { return nil }
    let (left, right) = (try reader.document(one), try reader.document(other))
    guard let leftNotice = reader.notice(of: left), let rightNotice = reader.notice(of: right),
      let work = try work(of: leftNotice, at: one), try self.work(of: rightNotice, at: other) == work
    else { return nil }
    return resemblance
  }
}

/// Groups that grow together.
private struct DisjointSets {
  private var parents: [DocumentAddress: DocumentAddress] = [:]

  mutating func join(_ one: DocumentAddress, _ other: DocumentAddress) {
    let (left, right) = (root(one), root(other))
    parents[max(left, right)] = min(left, right)
  }

  private mutating func root(_ address: DocumentAddress) -> DocumentAddress {
    var root = address
    // Ends: a parent is never greater than its child, and only a root is its own.
    while let parent = parents[root], parent != root { root = parent }
    parents[address] = root
    return root
  }

  var all: [[DocumentAddress]] {
    var copy = self
    return Dictionary(grouping: parents.keys) { copy.root($0) }.values.map { $0.sorted() }.filter {
      $0.count > 1
    }
  }
}
