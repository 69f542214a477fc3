import NoticeIntake
import NoticeData
import NoticeIndex
import NoticeSearch

/// An archive as a folder of pages that need no server.
///
///     index.html        search, facets, the newest documents
///     deadlines.html    who must do what by when, soonest first; d/2021-10.html … if they are many
///     l/2021.html …     all documents of a year
///     n/3f/….html       a document: directives, references, the text as read beside the mended one
///     data/…            what the search looks into
///     assets/…          style, script and icon
///
/// The same archive gives the same bytes, however its index is cut into segments.
public struct Report {
  public struct Options: Sendable {
    /// What the report is called; `nil` for “Kho văn bản”.
    public var title: String?

    public init(title: String? = nil) { self.title = title }
  }

  /// What was written.
  public struct Summary: Hashable, Sendable {
    public var documents: Int
    public var files: Int
    public var bytes: Int

    public init(documents: Int, files: Int, bytes: Int) {
      self.documents = documents
      self.files = files
      self.bytes = bytes
    }
  }

  private let reader: ArchiveReader
  private let options: Options

  public init(_ reader: ArchiveReader, _ options: Options = Options()) {
    self.reader = reader
    self.options = options
  }

  /// Writes the pages of these documents; `nil` means all.
  ///
  /// Memory: some kilobytes a document, a page at a time, and 130 MB for pairs of words at most.
  ///
  /// - Parameters:
  ///   - query: Which documents; `nil` for all.
  ///   - progress: Is told how many pages of documents are written.
  /// - Throws: `ReportError` if the folder holds something else; `OutputError`; `IndexError`.
  public func write(
    to path: FilePath, query: Query? = nil, progress: (_ documents: Int) -> Void = { _ in }
  ) throws -> Summary {
    let addresses = try addresses(query)
    var folder = try ReportFolder(path)
    for name in ["report.css", "report.js", "search.js", "report.svg"] {
      try folder.write("assets/\(name)", Self.asset(name))
    }
    let catalog = try ReportCatalog(reader, addresses)
    let frame = PageFrame(title: options.title)
    for (number, entry) in catalog.entries.enumerated() {
      let page = NoticePage(
        try reader.document(entry.address), NoticeSurroundings(number, of: catalog))
      try folder.write(entry.page, page.page(frame))
      progress(number + 1)
    }
    try SearchData(catalog: catalog).write(reader, to: &folder)
    try DeadlinePages(frame: frame, catalog: catalog).write(reader) { try folder.write($0, $1) }
    let lists = ListPages(frame, catalog, data: [SearchData.name, "assets/search.js"])
    try lists.forEachList { try folder.write($0, $1) }
    try folder.write("index.html", lists.index())
    folder.removeOthers()
    return Summary(documents: catalog.entries.count, files: folder.files, bytes: folder.bytes)
  }

  private func addresses(_ query: Query?) throws(IndexError) -> [DocumentAddress] {
    let all = try reader.addresses()
    guard let query else { return all }
    var found: Set<DocumentAddress> = []
    for place in try Searcher(reader.index).documents(matching: query) {
      found.insert(DocumentAddress(segment: place.segment, document: place.document))
    }
    return all.filter(found.contains)
  }

  private static func asset(_ name: String) -> [UInt8] {
    var length = 0
    guard let bytes = notice_table(name, &length) else { return [] }
    return Array(UnsafeBufferPointer(start: bytes, count: length))
  }
}
