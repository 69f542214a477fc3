import Synchronization

/// One segment of an index, open for reading. It never changes; what was deleted of it is a list of its own.
package final class Segment: @unchecked Sendable {
  package let entry: SegmentEntry
  package let documents: Int
  /// Whether no word stands in the subject of a document and not in its text.
  package let subjectsAreInText: Bool
  /// Words in all documents.
  package let words: Int
  /// The average length that bounds were made for.
  package let boundsAverage: Float
  package let norms: UnsafePointer<UInt8>
  /// One bit a document, 1 for those that are still there; `nil` if all are.
  package let live: UnsafeRawPointer?

  let dictionaryFile: CheckedFile
  package let postings: CheckedFile
  package let positions: CheckedFile
  let columns: CheckedFile
  let store: CheckedFile
  private let deletes: CheckedFile?
  /// Deletions that no file has yet.
  private let pendingLive: UnsafeBufferPointer<UInt64>?
  private let layouts: [TermDictionaryLayout]
  private let sections: [Range<Int>]
  /// By field; `nil` where they were asked for but once.
  private let starts = Mutex<[SegmentField: TermStarts?]>([:])

  package var liveDocuments: Int { documents - entry.deleted }

  package init(_ directory: any Directory, _ entry: SegmentEntry) throws(IndexError) {
    func file(_ kind: FileKind) throws(IndexError) -> CheckedFile {
      let expected = entry.files.first { $0.part == kind.part }
      return try CheckedFile(
        directory: directory, name: entry.fileName(kind.part), kind: kind, expecting: expected?.summary)
    }
    self.entry = entry
    dictionaryFile = try file(.dictionary)
    postings = try file(.postings)
    positions = try file(.positions)
    columns = try file(.columns)
    store = try file(.store)

    let name = columns.name
    let content = columns.content
    func check(_ isRight: Bool, _ offset: Int, _ reason: String) throws(IndexError) {
      if !isRight { throw .corrupt(file: name, offset: offset, reason: reason) }
    }
    try check(content.count >= 24, 0, "shorter than its head")
    try columns.verify(0..<24)
    // An older segment has fewer fields: those that came later are empty.
    let fields = Int(content.loadUnaligned(fromByteOffset: 20, as: UInt32.self))
    try check(1...SegmentField.all.count ~= fields, 20, "number of fields")
    let head = 24 + fields * 32 + ColumnSection.allCases.count * 16
    try check(content.count >= head, 0, "shorter than its head")
    try columns.verify(0..<head)
    var reader = ByteReader(content)
    documents = Int(reader.uint32())
    subjectsAreInText = reader.uint32() & 1 != 0
    words = Int(truncatingIfNeeded: reader.uint64() & UInt64(Int.max))
    boundsAverage = Float(bitPattern: reader.uint32())
    try check(
      documents == entry.documents && documents > 0, 0, "another number of documents than the manifest")
    try check(boundsAverage.isFinite && boundsAverage >= 0, 16, "average length")
    _ = reader.uint32()
    func number() -> Int { Int(truncatingIfNeeded: min(reader.uint64(), UInt64(Int.max / 4))) }
    var layouts: [TermDictionaryLayout] = []
    for _ in 0..<fields {
      layouts.append(
        TermDictionaryLayout(start: number(), length: number(), terms: number(), blocks: number()))
    }
    layouts += Array(repeating: .empty, count: SegmentField.all.count - fields)
    self.layouts = layouts
    var sections: [Range<Int>] = []
    for _ in ColumnSection.allCases {
      let offset = number()
      let length = number()
      try check(
        offset >= head && offset <= content.count && length <= content.count - offset, reader.offset,
        "a section outside of the file")
      sections.append(offset..<offset + length)
    }
    self.sections = sections
    let needed: [(ColumnSection, Int)] = [(.norms, 1), (.lengths, 4), (.versions, 8), (.dates, 4)]
    for (section, size) in needed {
      try check(sections[section.rawValue].count == documents * size, head, "a section of another size")
    }
    guard let base = content.baseAddress else { throw .corrupt(file: name, offset: 0, reason: "empty") }
    norms = (base + sections[ColumnSection.norms.rawValue].lowerBound).assumingMemoryBound(to: UInt8.self)
    try columns.verify(sections[ColumnSection.norms.rawValue])

    if entry.deletesGeneration > 0 {
      let file = try CheckedFile(directory: directory, name: entry.deletesName, kind: .deletes)
      try file.verifyAll()
      guard file.content.count == PostingsFormat.words(documents) * 8 else {
        throw .corrupt(file: file.name, offset: 0, reason: "another number of documents than the segment")
      }
      deletes = file
      live = file.content.baseAddress
    } else {
      deletes = nil
      live = nil
    }
    pendingLive = nil
  }

  /// The same segment with other documents deleted.
  init(_ other: Segment, live: [UInt64], deleted: Int) {
    var entry = other.entry
    entry.deleted = deleted
    self.entry = entry
    documents = other.documents
    words = other.words
    subjectsAreInText = other.subjectsAreInText
    boundsAverage = other.boundsAverage
    norms = other.norms
    dictionaryFile = other.dictionaryFile
    postings = other.postings
    positions = other.positions
    columns = other.columns
    store = other.store
    deletes = other.deletes
    layouts = other.layouts
    sections = other.sections
    let copy = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: live.count)
    _ = copy.initialize(from: live)
    pendingLive = UnsafeBufferPointer(copy)
    self.live = UnsafeRawPointer(copy.baseAddress)
  }

  deinit { pendingLive?.deallocate() }

  @inline(__always)
  package func isLive(_ document: Int) -> Bool {
    guard let live else { return true }
    return live.load(fromByteOffset: document >> 3, as: UInt8.self) >> UInt8(document & 7) & 1 != 0
  }

  package func dictionary(_ field: SegmentField) throws(IndexError) -> TermDictionary {
    try TermDictionary(dictionaryFile, layouts[field.index], isText: field.isText)
  }

  /// The starts of the terms of a field, for whoever looks through all of them. They pay for the second time: the first who
  /// asks gets `nil`.
  package func termStarts(_ field: SegmentField) throws(IndexError) -> TermStarts? {
    try starts.withLock { starts throws(IndexError) in
      switch starts[field] {
      case .some(.some(let known)): return known
      case .some(.none):
        let made = try TermStarts(dictionary(field))
        starts[field] = made
        return made
      case .none:
        starts[field] = .some(nil)
        return nil
      }
    }
  }

  /// The bytes of a section, checked.
  func section(_ section: ColumnSection) throws(IndexError) -> UnsafeRawBufferPointer {
    let range = sections[section.rawValue]
    try columns.verify(range)
    return UnsafeRawBufferPointer(rebasing: columns.content[range])
  }

  package func version(_ document: Int) throws(IndexError) -> UInt64 {
    try section(.versions).loadUnaligned(fromByteOffset: document * 8, as: UInt64.self)
  }

  /// `version` of every document, at `8 × document`.
  package func versions() throws(IndexError) -> UnsafeRawBufferPointer { try section(.versions) }

  func lengths() throws(IndexError) -> UnsafeRawBufferPointer { try section(.lengths) }

  /// The day of the document's date, `Int32.min` if it has none, at `4 × document`.
  package func dates() throws(IndexError) -> UnsafeRawBufferPointer { try section(.dates) }

  /// The number of the document of this name, if it is still there.
  package func document(id: String) throws(IndexError) -> Int? {
    let dictionary = try dictionary(.keyword(.id))
    guard let found = try dictionary.find(KeywordKey.key(id, .id)) else { return nil }
    let list = try PostingsList(self, found, hasFrequencies: false)
    // Of several that were built into one segment, only the last can be there.
    var documents: [UInt32] = []
    var block = list.blocks - 1
    while documents.isEmpty, block >= 0 {
      list.appendDocuments(of: block, to: &documents)
      block -= 1
    }
    guard let last = documents.last, isLive(Int(last)) else { return nil }
    return Int(last)
  }
}
