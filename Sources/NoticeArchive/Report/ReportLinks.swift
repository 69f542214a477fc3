import CXXHash
import NoticeGrammar
import NoticeIndex

/// Which document of the report a reference means, and who refers to a document.
///
/// A link is made where both sides have the same `uri`; where one of them lacks it, by identifier and issuer, if only
/// one document has these. Everything else stays without a link: a wrong one is worse than none.
struct ReportLinks {
  private var byURI: [UInt64: Int32] = [:]
  /// −1 where several documents have them.
  private var byName: [UInt64: Int32] = [:]
  private var withoutURI: Set<Int32> = []
  private var mentions: [Mention] = []
  /// Document, then who refers to it; both ascending.
  private var citations: [(cited: Int32, by: Int32)] = []

  private struct Mention {
    var by: Int32
    var uri: UInt64?
    var name: UInt64?
  }

  mutating func add(_ notice: Notice, _ number: Int) {
    let document = Int32(number)
    if let uri = notice.uri {
      let key = Self.hash(uri)
      if byURI[key] == nil { byURI[key] = document }
    } else {
      withoutURI.insert(document)
    }
    if let key = Self.name(notice.identifier, notice.issuer) {
      byName[key] = byName[key] == nil ? document : -1
    }
    for reference in notice.references where reference.grade != .ambiguous {
      let (uri, name) = Self.keys(reference)
      if uri != nil || name != nil { mentions.append(Mention(by: document, uri: uri, name: name)) }
    }
  }

  /// After the last document was added.
  mutating func resolve() {
    citations.reserveCapacity(mentions.count)
    for mention in mentions {
      if let cited = document(mention.uri, mention.name), cited != mention.by {
        citations.append((cited, mention.by))
      }
    }
    mentions = []
    citations.sort { ($0.cited, $0.by) < ($1.cited, $1.by) }
  }

  /// The document that a reference means; `nil` if the report has none of which that is sure.
  func document(_ reference: Reference) -> Int? {
    guard reference.grade != .ambiguous else { return nil }
    let (uri, name) = Self.keys(reference)
    return document(uri, name).map { Int($0) }
  }

  /// Who refers to a document, each once, ascending.
  func citing(_ document: Int) -> [Int] {
    var low = 0
    var high = citations.count
    while low < high {
      let middle = (low + high) / 2
      if citations[middle].cited < document { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    while low < citations.count, citations[low].cited == document {
      let by = Int(citations[low].by)
      if found.last != by { found.append(by) }
      low += 1
    }
    return found
  }

  private func document(_ uri: UInt64?, _ name: UInt64?) -> Int32? {
    if let uri, let found = byURI[uri] { return found }
    guard let name, let found = byName[name], found >= 0 else { return nil }
    // Two names for one work would be equal: where both are known, they are two works.
    return uri == nil || withoutURI.contains(found) ? found : nil
  }

  private static func keys(_ reference: Reference) -> (uri: UInt64?, name: UInt64?) {
    (reference.uri.map { hash($0) }, name(reference.identifier, reference.issuer))
  }

  private static func name(_ identifier: String?, _ issuer: Agency?) -> UInt64? {
    guard let identifier, let issuer else { return nil }
    let parts = [
      KeywordKey.key(identifier, .identifier), KeywordKey.key(issuer.name, .issuer),
      KeywordKey.key(issuer.within ?? "", .issuer),
    ]
    return hash(Array(parts.joined(separator: [0])))
  }

  private static func hash(_ text: String) -> UInt64 { hash(Array(text.utf8)) }

  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
  }
}
