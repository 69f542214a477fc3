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
  /// Of each document, by number, where its references begin among `mentions` and `targets`.
  private var starts: [Int] = []
  /// −1 where the report has no such document.
  private var targets: [Int32] = []
  /// Document, then who refers to it; both ascending.
  private var citations: [(cited: Int32, by: Int32)] = []

  private struct Mention {
    var uri: UInt64?
    var name: UInt64?
  }

  /// Documents are added by number, those without a notice too.
  mutating func add(_ notice: Notice?, _ number: Int) {
    let document = Int32(number)
    starts.append(mentions.count)
    guard let notice else { return }
    if let uri = notice.uri {
      let key = Self.hash(uri)
      if byURI[key] == nil { byURI[key] = document }
    } else {
      withoutURI.insert(document)
    }
    if let key = Self.name(notice.identifier, notice.issuer) {
      byName[key] = byName[key] == nil ? document : -1
    }
    for reference in notice.references {
      let isSure = reference.grade != .ambiguous
      mentions.append(
        Mention(
          uri: isSure ? reference.uri.map { Self.hash($0) } : nil,
          name: isSure ? Self.name(reference.identifier, reference.issuer) : nil))
    }
  }

  /// After the last document was added.
  mutating func resolve() {
    starts.append(mentions.count)
    targets = mentions.map { document($0.uri, $0.name) ?? -1 }
    mentions = []
    for by in 0..<starts.count - 1 {
      for cited in targets[starts[by]..<starts[by + 1]] where cited >= 0 && cited != by {
        citations.append((cited, Int32(by)))
      }
    }
    citations.sort { ($0.cited, $0.by) < ($1.cited, $1.by) }
  }

  /// The documents that the references of a document mean, in their order; `nil` if the report has none of which that
  /// is sure.
  func targets(of document: Int) -> [Int?] {
    targets[starts[document]..<starts[document + 1]].map { $0 < 0 ? nil : Int($0) }
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
