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

  /// All groups of near-duplicates, by the name of their first document.
  ///
  /// Candidates are documents of the same number, and those that share a band of their `TextSketch`; each is then
  /// compared with the first of its group, word by word.
  ///
  /// - Complexity: O(terms of `work` and `sketch`), and two documents read for each candidate.
  public func nearDuplicates() throws(IndexError) -> [NearDuplicates] {
    var groups = DisjointSets()
    var compared: Set<[DocumentAddress]> = []
    var resemblances: [DocumentAddress: Double] = [:]
    for candidates in try candidates() {
      for (place, other) in candidates.enumerated().dropFirst() {
        // Chains are enough: of those that are alike, each is compared with the one before.
        let one = candidates[place - 1]
        guard compared.insert([min(one, other), max(one, other)]).inserted else { continue }
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

  /// Documents that share a term, in groups of two and more.
  private func candidates() throws(IndexError) -> [[DocumentAddress]] {
    var groups: [[DocumentAddress]] = []
    for field in [KeywordField.work, .sketch] {
      var byTerm: [String: [DocumentAddress]] = [:]
      var term = ""
      try forEachTerm(field, prefix: "") { (text, occurrence) throws(IndexError) in
        term = field == .work ? String(text.prefix { $0 != "|" }) : text
        byTerm[term, default: []] += try addresses(occurrence)
      }
      groups += byTerm.sorted { $0.key < $1.key }.map { $0.value.sorted() }.filter { $0.count > 1 }
    }
    return groups
  }

  /// `nil` if they are two notices.
  private func resemblance(_ one: DocumentAddress, _ other: DocumentAddress) throws(IndexError) -> Double? {
    let (left, right) = (try reader.document(one), try reader.document(other))
    let resemblance = TextSketch.resemblance(left.text, right.text)
    guard resemblance >= Self.sameWork else { return nil }
    if resemblance >= Self.alike { return resemblance }
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
