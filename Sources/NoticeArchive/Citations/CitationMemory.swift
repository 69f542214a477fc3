import NoticeIndex
import Synchronization

/// What was worked out about citations for one commit and holds for the next: how often names are mentioned, and which
/// works of a name are missing.
///
/// What is said of a name rests on the documents that have a name of the same number (`group`), or of the same title: those
/// that come or go with a commit say which names are to be looked at anew. Used by any number of threads.
public final class CitationMemory: Sendable {
  /// A work that the archive lacks, and how many documents refer to it.
  typealias Lacking = (work: Work, documents: Int)

  private struct State {
    var lacking: [String: [Lacking]] = [:]
    var cards: [Work: WorkCard] = [:]

    var isEmpty: Bool { lacking.isEmpty && cards.isEmpty }

    mutating func forget(_ groups: Set<String>) {
      lacking = lacking.filter { !groups.contains(CitationMemory.group(of: $0.key)) }
      cards = cards.filter { !groups.contains(CitationMemory.group(of: $0.key.name)) }
    }
  }

  let mentions: MentionCounts
  private let index: IndexReader
  private let state: Mutex<State>

  /// So many documents may come or go until it is as well to begin anew.
  private static let mostChanges = 2000

  public init(_ index: IndexReader) {
    self.index = index
    mentions = MentionCounts(index)
    state = Mutex(State())
  }

  /// - Parameter other: Of an earlier commit of the same archive.
  /// - Complexity: O(terms of documents that came or went since), and nothing if the other one was never asked.
  public init(_ index: IndexReader, keeping other: CitationMemory) throws(IndexError) {
    self.index = index
    mentions = MentionCounts(index, keeping: other.mentions)
    var state = other.state.withLock { $0 }
    if !state.isEmpty {
      if let groups = try Self.changedGroups(from: other.index, to: index) {
        state.forget(groups)
      } else {
        state = State()
      }
    }
    self.state = Mutex(state)
  }

  /// The works of a name that the archive lacks; worked out where that is not known.
  func lacking(_ name: String, _ find: () throws(IndexError) -> [Lacking]) throws(IndexError) -> [Lacking] {
    if let known = state.withLock({ $0.lacking[name] }) { return known }
    let found = try find()
    state.withLock { $0.lacking[name] = found }
    return found
  }

  /// What is shown of a work that the archive lacks.
  func card(_ work: Work, _ make: () throws(IndexError) -> WorkCard) throws(IndexError) -> WorkCard {
    if let known = state.withLock({ $0.cards[work] }) { return known }
    let made = try make()
    state.withLock { $0.cards[work] = made }
    return made
  }

  // MARK: What a commit changes

  /// What names share that may be mixed up with each other: their number, else all of the name.
  static func group(of name: some StringProtocol) -> String {
    let number = name.prefix { $0 != "-" }
    return !number.isEmpty && number.allSatisfy(\.isNumber) ? String(number) : String(name)
  }

  /// The groups of all names that documents have which are in one commit alone; `nil` if these are too many.
  private static func changedGroups(
    from old: IndexReader, to new: IndexReader
  ) throws(IndexError) -> Set<String>? {
    var groups: Set<String> = []
    var changes = 0
    func kept(_ segment: Segment, in index: IndexReader) -> Segment? {
      index.segments.first { $0.entry.id == segment.entry.id && $0.entry.files == segment.entry.files }
    }
    for (segment, other) in old.segments.map({ ($0, new) }) + new.segments.map({ ($0, old) })
    where kept(segment, in: other) == nil {
      changes += segment.documents
      if changes > mostChanges { return nil }
      try addGroups(of: segment, to: &groups)
    }
    var reader: ArchiveReader?
    for (number, segment) in old.segments.enumerated() {
      guard let after = kept(segment, in: new), after.entry != segment.entry else { continue }
      for document in 0..<segment.documents where segment.isLive(document) != after.isLive(document) {
        changes += 1
        if changes > mostChanges { return nil }
        if reader == nil { reader = try ArchiveReader(old) }
        let address = DocumentAddress(segment: number, document: document)
        guard let reader, let notice = reader.notice(of: try reader.document(address)) else { return nil }
        if let key = WorkKey(notice) { groups.insert(group(of: key.name)) }
        for reference in notice.references {
          for key in WorkKey.keys(of: reference, in: notice) { groups.insert(group(of: key.name)) }
        }
      }
    }
    return groups
  }

  private static func addGroups(of segment: Segment, to groups: inout Set<String>) throws(IndexError) {
    for field in [KeywordField.work, .citation] {
      var cursor = TermCursor(try segment.dictionary(.keyword(field)))
      while try cursor.next() {
        let name = String(decoding: cursor.key.prefix { $0 != UInt8(ascii: "|") }, as: UTF8.self)
        groups.insert(group(of: name))
      }
    }
  }
}
