/// Puts the files of one segment down; the builder and the merger both do it through this.
final class SegmentWriter {
  let id: UInt64
  let documents: Int
  private let directory: any Directory
  private let dictionaryFile: CheckedFileWriter
  private let postingsFile: CheckedFileWriter
  private let positionsFile: CheckedFileWriter
  private let averageLength: Float
  private var layouts = Array(repeating: TermDictionaryLayout.empty, count: SegmentField.all.count)
  private var dictionary: TermDictionaryWriter?
  private var field: SegmentField?
  private var subjectsAreInText = true
  private var postings: PostingsWriter
  let store: StoreWriter

  static func name(_ id: UInt64, _ kind: FileKind) -> String {
    SegmentEntry.fileName(segment: id, part: kind.part)
  }

  /// - Parameters:
  ///   - documents: How many it will have, at least 1.
  ///   - norms: One a document; must outlive the writer.
  init(
    _ directory: any Directory, id: UInt64, documents: Int, averageLength: Float, norms: UnsafePointer<UInt8>
  ) throws(IndexError) {
    func file(_ kind: FileKind) throws(IndexError) -> CheckedFileWriter {
      try CheckedFileWriter(directory: directory, name: Self.name(id, kind), kind: kind)
    }
    self.id = id
    self.documents = documents
    self.directory = directory
    self.averageLength = averageLength
    dictionaryFile = try file(.dictionary)
    postingsFile = try file(.postings)
    positionsFile = try file(.positions)
    store = try StoreWriter(try file(.store))
    postings = PostingsWriter(
      documents: documents, norms: norms, averageLength: averageLength, postings: postingsFile,
      positions: positionsFile)
  }

  /// Fields are written one after the other, their terms in the order of `TermKey`.
  func begin(_ field: SegmentField) {
    self.field = field
    dictionary = TermDictionaryWriter(dictionaryFile, isText: field.isText)
  }

  @discardableResult
  func add(
    _ term: [UInt8], _ documents: PostingsWriter.Term, isInText: Bool = false
  ) throws(IndexError) -> TermPostings {
    var written = try postings.write(documents)
    written.isInText = isInText
    if field == .words(.subject), !isInText { subjectsAreInText = false }
    try dictionary?.add(term, written)
    return written
  }

  func end(_ field: SegmentField) throws(IndexError) {
    if let layout = try dictionary?.finish() { layouts[field.index] = layout }
    dictionary = nil
  }

  /// What is known of each document by its number.
  struct Columns {
    var norms: [UInt8] = []
    var lengths: [UInt32] = []
    var versions: [UInt64] = []
    /// In any order.
    var days: [(field: DateField, day: DayNumber, document: UInt32)] = []
  }

  func finish(_ columns: Columns) throws(IndexError) -> SegmentEntry {
    let file = try CheckedFileWriter(
      directory: directory, name: Self.name(id, .columns), kind: .columns)
    let storeSummary = try store.finish()
    let head = 24 + layouts.count * 32 + ColumnSection.allCases.count * 16
    var body = ByteBuffer(capacity: documents * 24)
    var sections: [(offset: Int, length: Int)] = []
    let sorted = DateField.allCases.map { field in
      columns.days.filter { $0.field == field }.sorted { ($0.day, $0.document) < ($1.day, $1.document) }
    }
    for section in ColumnSection.allCases {
      body.pad(to: 8)
      let start = body.count
      switch section {
      case .norms: body.append(columns.norms)
      case .lengths: for length in columns.lengths { body.append(length) }
      case .versions: for version in columns.versions { body.append(version) }
      case .storeFirsts: body.append(store.firsts.bytes)
      case .storeOffsets: body.append(store.offsets.bytes)
      case .dates:
        var days = Array(repeating: Int32.min, count: documents)
        for entry in sorted[0].reversed() { days[Int(entry.document)] = entry.day }
        for day in days { body.append(UInt32(bitPattern: day)) }
      case .dateDays: Self.appendDays(sorted[0], to: &body)
      case .dateDocuments: for entry in sorted[0] { body.append(entry.document) }
      case .deadlineDays: Self.appendDays(sorted[1], to: &body)
      case .deadlineDocuments: for entry in sorted[1] { body.append(entry.document) }
      }
      sections.append((head + start, body.count - start))
    }
    var out = ByteBuffer(capacity: head)
    out.append(UInt32(documents))
    out.append(UInt32(subjectsAreInText ? 1 : 0))
    out.append(columns.lengths.reduce(UInt64(0)) { $0 + UInt64($1) })
    out.append(averageLength.bitPattern)
    out.append(UInt32(layouts.count))
    for layout in layouts {
      for value in [layout.start, layout.length, layout.terms, layout.blocks] { out.append(UInt64(value)) }
    }
    for section in sections {
      out.append(UInt64(section.offset))
      out.append(UInt64(section.length))
    }
    try file.append(out.bytes)
    try file.append(body.bytes)
    try postingsFile.append(bytes: Array(repeating: 0, count: PostingsFormat.padding))
    let summaries: [(FileKind, CheckedFileSummary)] = [
      (.dictionary, try dictionaryFile.finish()), (.postings, try postingsFile.finish()),
      (.positions, try positionsFile.finish()), (.columns, try file.finish()), (.store, storeSummary),
    ]
    return SegmentEntry(
      id: id, documents: documents,
      files: summaries.map { SegmentEntry.FileEntry(part: $0.0.part, summary: $0.1) })
  }

  private static func appendDays(
    _ days: [(field: DateField, day: DayNumber, document: UInt32)], to out: inout ByteBuffer
  ) {
    var last: DayNumber?
    for (index, entry) in days.enumerated() where entry.day != last {
      out.append(UInt32(bitPattern: entry.day))
      out.append(UInt32(index))
      last = entry.day
    }
    out.append(UInt32(bitPattern: Int32.max))
    out.append(UInt32(days.count))
  }
}
