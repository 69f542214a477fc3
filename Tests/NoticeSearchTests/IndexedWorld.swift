import NoticeIndex
import NoticeSearch
import TestSupport

/// The documents of a world in an index that came about in one of several ways.
struct IndexedWorld {
  enum Layout: CaseIterable {
    /// One build.
    case single
    /// A segment for every few documents.
    case segments
    case mergedNewest
    case merged
    /// Other indexes, taken in one after the other.
    case shards
  }

  let directory: MemoryDirectory
  let searcher: Searcher
  /// The same, counting facets by columns: of its own, and of those that an earlier commit had.
  let byColumns: Searcher
  let byKeptColumns: Searcher
  /// Names by segment and document.
  let ids: [[String]]

  /// - Parameter earlier: A commit before, and its columns, which have been used.
  init(_ directory: MemoryDirectory, after earlier: (reader: IndexReader, columns: FacetColumns)? = nil)
    throws
  {
    self.directory = directory
    let reader = try IndexReader(directory, after: earlier?.reader)
    searcher = Searcher(reader)
    byColumns = Searcher(reader, columns: FacetColumns(reader))
    byKeptColumns = Searcher(
      reader,
      columns: earlier.map { FacetColumns(reader, keeping: $0.columns) } ?? FacetColumns(reader))
    ids = try reader.segments.map { segment in
      let store = try StoreReader(segment)
      return try (0..<segment.documents).map { try store.id($0) }
    }
  }

  init(_ documents: [IndexDocument], _ layout: Layout, seed: UInt64, deleting deleted: [String] = []) throws {
    var random = SeededGenerator(seed: seed)
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let size = layout == .single ? documents.count : max(1, documents.count / (2 + random.below(4)))
    var start = 0
    while start < documents.count {
      let end = min(documents.count, start + (layout == .single ? size : 1 + random.below(2 * size)))
      let builder = SegmentBuilder()
      for document in documents[start..<end] { try builder.add(document) }
      if layout == .shards {
        let other = MemoryDirectory()
        let shard = try IndexWriter(other)
        try shard.add(builder)
        try shard.commit()
        try writer.add(contentsOf: try IndexReader(other))
      } else {
        try writer.add(builder)
        if random.oneIn(2) { try writer.commit() }
      }
      start = end
    }
    try writer.commit()
    let earlier = try IndexReader(directory)
    let columns = FacetColumns(earlier)
    var options = SearchOptions()
    (options.facets, options.countsDates) = (KeywordField.allCases, true)
    _ = try Searcher(earlier, columns: columns).search(.everything, options)
    for id in deleted { try writer.delete(id: id) }
    switch layout {
    case .single, .segments: break
    case .mergedNewest: try writer.mergeNewest()
    case .merged, .shards: try writer.mergeAll()
    }
    try writer.commit()
    try self.init(directory, after: (earlier, columns))
  }

  func id(_ hit: Hit) -> String { ids[hit.segment][hit.document] }

  /// Whether a document is in its segments that is not there any more: it still counts for the weight of words.
  var hasDeleted: Bool { searcher.reader.documents != searcher.reader.allDocuments }
}
