import NoticeGrammar
import NoticeIndex

/// Who refers to what, in one commit of an archive. Used by one thread.
///
/// Nothing of it is kept beside the index but what a commit leaves as it is (`CitationMemory`): a name's mentions are neighbours in the dictionary of `citation`, and which of
/// them mean the same document is decided when it is asked for. So it is never older than the archive.
public final class CitationGraph {
  public let reader: ArchiveReader
  let memory: CitationMemory
  private var families: [String: WorkFamily] = [:]
  var cards: [Work: WorkCard] = [:]
  /// A work's card and its list are asked for one after the other.
  private var lastCiting: (work: Work, citing: [CitingDocument])?
  private var spellings: [String: SymbolVariants] = [:]
  private var wholeNames: [String: [String]] = [:]

  /// - Parameter memory: Of the reader's commit, if it is kept from one to the next.
  public init(_ reader: ArchiveReader, memory: CitationMemory? = nil) {
    self.reader = reader
    self.memory = memory ?? CitationMemory(reader.index)
  }

  // MARK: Works

  /// All that is known of documents of one name: `18-ct-tu`.
  ///
  /// - Complexity: O(names of that number + different ways of mentioning it), once.
  func family(_ name: String) throws(IndexError) -> WorkFamily {
    if let known = families[name] { return known }
    var family = WorkFamily(name: name)
    try forEachTerm(.work, prefix: "\(name)|") { (text, occurrence) throws(IndexError) in
      guard let key = CitationTerm.key(text) else { return }
      for address in try addresses(occurrence) { family.documents.append((key, address)) }
    }
    var names = [(name, false)]
    if let bare = WorkFamily.numberAndKind(of: name) { names.append((bare, false)) }
    let spellings = try variants(number: name)
    names += spellings.variants(of: name).map { ($0, true) }
    // What means another work, spelt rightly, means none of this name.
    var others: [WorkFamily] = []
    for original in spellings.originals(of: name) { others.append(try self.family(original)) }
    for (spelling, isVariant) in names {
      try forEachTerm(.citation, prefix: "\(spelling)|") { text, occurrence in
        guard let term = CitationTerm(text), !others.contains(where: { $0.isLikely(term) }) else { return }
        family.add(term, occurrence, isVariant: isVariant)
      }
    }
    family.settle()
    families[name] = family
    return family
  }

  /// The spellings of all names of the number of one.
  func variants(number name: String) throws(IndexError) -> SymbolVariants {
    let number = String(name.prefix { $0 != "-" })
    guard number.allSatisfy(\.isNumber), !number.isEmpty else { return SymbolVariants([:]) }
    if let known = spellings[number] { return known }
    var names: [String: Int] = [:]
    for field in [KeywordField.work, .citation] {
      try forEachTerm(field, prefix: "\(number)-") { text, occurrence in
        // Of a number and a kind alone there is no symbol.
        if text.hasSuffix("|p") { return }
        names[String(text.prefix { $0 != "|" }), default: 0] += occurrence.postings.count
      }
    }
    let found = SymbolVariants(names)
    spellings[number] = found
    return found
  }

  /// The works that a mention means, whether the archive has it or not: one, or each of several that it may mean.
  package func links(_ term: CitationTerm) throws(IndexError) -> [(work: Work, certainty: LinkCertainty)] {
    var found: [(work: Work, certainty: LinkCertainty)] = []
    let name = term.key.name
    let names = term.grade == .partial ? try names(withNumberAndKind: name) : [name]
    for name in try names + variants(number: name).originals(of: name) {
      let family = try family(name)
      found += family.links(term).map { (family.clusters.works[$0.work], $0.certainty) }
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
  package func work(of notice: Notice, at address: DocumentAddress) throws(IndexError) -> Work? {
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

  /// The documents of the archive that a mention means; none where it may mean more than one work.
  package func documents(_ term: CitationTerm) throws(IndexError) -> [DocumentAddress] {
    let likely = try links(term).filter { $0.certainty > .doubtful }
    guard likely.count == 1, let work = likely.first?.work else { return [] }
    return try documents(work)
  }

  // MARK: Cited by

  /// The documents that refer to a work, each once for every role that it gives it.
  ///
  /// - Complexity: O(documents found).
  func citing(_ work: Work) throws(IndexError) -> [CitingDocument] {
    if let last = lastCiting, last.work == work { return last.citing }
    let family = try family(work.name)
    guard let place = family.clusters.works.firstIndex(of: work) else { return [] }
    var found: [CitingDocument] = []
    for (index, mention) in family.mentions.enumerated() {
      guard let link = family.clusters.links[index].first(where: { $0.work == place }) else { continue }
      for occurrence in mention.occurrences {
        for address in try addresses(occurrence) {
          found.append(
            CitingDocument(address: address, role: mention.term.role, certainty: link.certainty))
        }
      }
    }
    found.sort()
    // Of a document's several mentions in one role, the surest.
    var last = 0
    for index in found.indices.dropFirst() {
      if found[index].address == found[last].address, found[index].role == found[last].role {
        found[last].certainty = max(found[last].certainty, found[index].certainty)
      } else {
        last += 1
        found[last] = found[index]
      }
    }
    if !found.isEmpty { found.removeLast(found.count - last - 1) }
    lastCiting = (work, found)
    return found
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

  package static func < (left: CitingDocument, right: CitingDocument) -> Bool {
    left.address != right.address ? left.address < right.address : left.role.rawValue < right.role.rawValue
  }
}

/// The documents and the mentions of one name.
struct WorkFamily {
  let name: String
  var documents: [(key: WorkKey, address: DocumentAddress)] = []
  private(set) var mentions: [(term: CitationTerm, isVariant: Bool, occurrences: [TermOccurrence])] = []
  private(set) var clusters = WorkClusters(documents: [], mentions: [])
  private var places: [CitationTerm: Int] = [:]

  init(name: String) { self.name = name }

  mutating func add(_ term: CitationTerm, _ occurrence: TermOccurrence, isVariant: Bool) {
    if let place = places[term] {
      mentions[place].occurrences.append(occurrence)
    } else {
      places[term] = mentions.count
      mentions.append((term, isVariant, [occurrence]))
    }
  }

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
          documents: mention.occurrences.reduce(0) { $0 + $1.postings.count }, isVariant: mention.isVariant)
      })
  }

  /// The number of a mention among `mentions`.
  func place(of term: CitationTerm) -> Int? { places[term] }

  /// What a mention of this name means, or one of the number alone, or of a name that is spelt like it.
  func links(_ term: CitationTerm) -> [WorkClusters.Link] {
    if let place = place(of: term) { return clusters.links[place] }
    let isVariant = term.key.name != name && term.grade != .partial
    return clusters.links(WorkClusters.Mention(key: term.key, grade: term.grade, isVariant: isVariant))
  }

  /// Whether a mention means one of the works, as far as is known.
  func isLikely(_ term: CitationTerm) -> Bool { links(term).contains { $0.certainty > .doubtful } }

  /// `128-nq-cp` → `128-nq`, by which a mention without symbol is known; `nil` if that says nothing.
  static func numberAndKind(of name: String) -> String? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].allSatisfy(\.isNumber) else { return nil }
    // The year stands between number and kind in normative texts.
    let kind = parts[1].count == 4 && parts[1].allSatisfy(\.isNumber) ? parts[2] : parts[1]
    return "\(parts[0])-\(kind)"
  }
}
