import NoticeGrammar
import NoticeIndex

/// Who refers to what, in one commit of an archive. Used by one thread.
///
/// Nothing of it is kept beside the index: a name's mentions are neighbours in the dictionary of `citation`, and which of
/// them mean the same document is decided when it is asked for. So it is never older than the archive.
public final class CitationGraph {
  public let reader: ArchiveReader
  private var families: [String: WorkFamily] = [:]
  var cards: [Work: WorkCard] = [:]
  private var wholeNames: [String: [String]] = [:]

  public init(_ reader: ArchiveReader) {
    self.reader = reader
  }

  // MARK: Works

  /// All that is known of documents of one name: `18-ct-tu`.
  ///
  /// - Complexity: O(log terms + different ways of mentioning it), once.
  func family(_ name: String) throws(IndexError) -> WorkFamily {
    if let known = families[name] { return known }
    var family = WorkFamily(name: name)
    try forEachTerm(.work, prefix: "\(name)|") { (text, occurrence) throws(IndexError) in
      guard let key = CitationTerm.key(text) else { return }
      for address in try addresses(occurrence) { family.documents.append((key, address)) }
    }
    var places: [CitationTerm: Int] = [:]
    let prefixes = ["\(name)|"] + (WorkFamily.numberAndKind(of: name).map { ["\($0)|"] } ?? [])
    for prefix in prefixes {
      try forEachTerm(.citation, prefix: prefix) { (text, occurrence) throws(IndexError) in
        guard let term = CitationTerm(text) else { return }
        let place = places[term] ?? family.mentions.count
        if place == family.mentions.count {
          places[term] = place
          family.mentions.append((term, []))
        }
        family.mentions[place].occurrences.append(occurrence)
      }
    }
    family.settle()
    families[name] = family
    return family
  }

  /// The works that a mention means, the likelier ones first.
  package func links(_ term: CitationTerm) throws(IndexError) -> [(work: Work, certainty: LinkCertainty)] {
    var found: [(work: Work, certainty: LinkCertainty)] = []
    for name in term.grade == .partial ? try names(withNumberAndKind: term.key.name) : [term.key.name] {
      let family = try family(name)
      guard let place = family.place(of: term) else { continue }
      found += family.clusters.links[place].map { (family.clusters.works[$0.work], $0.certainty) }
    }
    // Of several, none is likely.
    if found.count(where: { $0.certainty > .doubtful }) > 1 { found = found.map { ($0.work, .doubtful) } }
    return found
  }

  /// `128-nq` → `128-nq-cp`, `128-nq-tw`, …: all names that are in the archive, or mentioned in it.
  func names(withNumberAndKind name: String) throws(IndexError) -> [String] {
    if let known = wholeNames[name] { return known }
    var names: Set<String> = []
    for field in [KeywordField.work, .citation] {
      try forEachTerm(field, prefix: "\(name)-") { text, _ in names.insert(String(text.prefix { $0 != "|" }))
      }
    }
    wholeNames[name] = names.sorted()
    return names.sorted()
  }

  /// The work that a document of the archive is; `nil` if it has no number.
  func work(of notice: Notice, at address: DocumentAddress) throws(IndexError) -> Work? {
    guard let key = WorkKey(notice) else { return nil }
    let family = try family(key.name)
    guard let place = family.documents.firstIndex(where: { $0.address == address }) else { return nil }
    return family.clusters.works[family.clusters.owners[place]]
  }

  /// The documents of the archive that are this work: more than one if it was scanned more than once.
  func documents(_ work: Work) throws(IndexError) -> [DocumentAddress] {
    let family = try family(work.name)
    return family.documents.indices.filter { family.clusters.works[family.clusters.owners[$0]] == work }
      .map { family.documents[$0].address }.sorted()
  }

  // MARK: Cited by

  /// The documents that refer to a work, each once for every role that it gives it.
  ///
  /// - Complexity: O(documents found).
  func citing(_ work: Work) throws(IndexError) -> [CitingDocument] {
    let family = try family(work.name)
    guard let place = family.clusters.works.firstIndex(of: work) else { return [] }
    var found: [CitingDocument.Key: LinkCertainty] = [:]
    for (index, mention) in family.mentions.enumerated() {
      guard let link = family.clusters.links[index].first(where: { $0.work == place }) else { continue }
      for occurrence in mention.occurrences {
        for address in try addresses(occurrence) {
          let key = CitingDocument.Key(address: address, role: mention.term.role)
          found[key] = max(found[key] ?? link.certainty, link.certainty)
        }
      }
    }
    return found.map { CitingDocument(address: $0.key.address, role: $0.key.role, certainty: $0.value) }
      .sorted()
  }

  // MARK: The index

  /// Calls `body` with every term of a field that begins so, a segment's after another's.
  func forEachTerm(
    _ field: KeywordField, prefix: String, _ body: (String, TermOccurrence) throws(IndexError) -> Void
  ) throws(IndexError) {
    let wanted = Array(prefix.utf8)
    for (number, segment) in reader.index.segments.enumerated() {
      var cursor = TermCursor(try segment.dictionary(.keyword(field)))
      var isAt = try cursor.seek(folded: wanted)
      while isAt {
        let key = cursor.key
        guard key.starts(with: wanted) else { break }
        try body(
          String(decoding: key, as: UTF8.self), TermOccurrence(segment: number, postings: cursor.postings))
        isAt = try cursor.next()
      }
    }
  }

  /// The documents that have a term and are still there, ascending.
  func addresses(_ occurrence: TermOccurrence) throws(IndexError) -> [DocumentAddress] {
    let segment = reader.index.segments[occurrence.segment]
    let list = try PostingsList(segment, occurrence.postings, hasFrequencies: false)
    var documents: [UInt32] = []
    for block in 0..<list.blocks { list.appendDocuments(of: block, to: &documents) }
    return documents.lazy.filter { segment.isLive(Int($0)) }
      .map { DocumentAddress(segment: occurrence.segment, document: Int($0)) }
  }
}

/// A term of one segment, and where its documents are.
struct TermOccurrence: Sendable {
  var segment: Int
  var postings: TermPostings
}

/// A document that refers to a work.
package struct CitingDocument: Hashable, Comparable, Sendable {
  package var address: DocumentAddress
  package var role: Reference.Role
  package var certainty: LinkCertainty

  struct Key: Hashable {
    var address: DocumentAddress
    var role: Reference.Role
  }

  package static func < (left: CitingDocument, right: CitingDocument) -> Bool {
    left.address != right.address ? left.address < right.address : left.role.rawValue < right.role.rawValue
  }
}

/// The documents and the mentions of one name.
struct WorkFamily {
  let name: String
  var documents: [(key: WorkKey, address: DocumentAddress)] = []
  var mentions: [(term: CitationTerm, occurrences: [TermOccurrence])] = []
  private(set) var clusters = WorkClusters(documents: [], mentions: [])
  private var places: [CitationTerm: Int] = [:]

  init(name: String) { self.name = name }

  /// Decides who means what; the same whatever the segments.
  mutating func settle() {
    documents.sort { ($0.key.author, $0.key.date, $0.address) < ($1.key.author, $1.key.date, $1.address) }
    mentions.sort { $0.term.text < $1.term.text }
    places = Dictionary(mentions.enumerated().map { ($1.term, $0) }) { first, _ in first }
    clusters = WorkClusters(
      documents: documents.map(\.key),
      mentions: mentions.map { mention in
        WorkClusters.Mention(
          key: mention.term.key, grade: mention.term.grade,
          documents: mention.occurrences.reduce(0) { $0 + $1.postings.count })
      })
  }

  /// The number of a mention among `mentions`.
  func place(of term: CitationTerm) -> Int? { places[term] }

  /// Whether a mention of one name may mean a work of another.
  static func mayMean(_ name: String, _ work: String) -> Bool {
    name == work || name == numberAndKind(of: work)
  }

  /// `128-nq-cp` → `128-nq`, by which a mention without symbol is known; `nil` if that says nothing.
  static func numberAndKind(of name: String) -> String? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].allSatisfy(\.isNumber) else { return nil }
    // The year stands between number and kind in normative texts.
    let kind = parts[1].count == 4 && parts[1].allSatisfy(\.isNumber) ? parts[2] : parts[1]
    return "\(parts[0])-\(kind)"
  }
}
