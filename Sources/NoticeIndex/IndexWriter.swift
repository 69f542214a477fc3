import CXXHash

/// Changes an index: the only one that does, as long as it lives.
///
/// What is added and deleted is seen by readers, and survives a crash, from `commit` on; all of a commit or
/// nothing of it. Used by one thread; builders are filled and sealed by others.
public final class IndexWriter {
  private let directory: any Directory
  private let lock: any AnyObject & Sendable
  private var manifest: Manifest
  private var segments: [Open]
  /// Hashes of the names of all documents, made when the first is added.
  private var names: Set<UInt64>?
  /// Numbers of segments that may be being written; their files are left alone.
  private var underway: Set<UInt64> = []

  private struct Open {
    var segment: Segment
    /// Which documents are there still, if that has changed since the commit; one bit each.
    var live: [UInt64]?
    var deleted: Int

    init(_ segment: Segment) {
      self.segment = segment
      deleted = segment.entry.deleted
    }

    var liveDocuments: Int { segment.documents - deleted }
  }

  /// - Throws: `locked` if another writer is at work; what `IndexReader` throws, but for `noIndex`.
  package init(_ directory: any Directory) throws(IndexError) {
    self.directory = directory
    lock = try directory.lock()
    do {
      manifest = try Manifest.read(from: directory)
    } catch .noIndex {
      manifest = Manifest()
    }
    segments = []
    for entry in manifest.segments { segments.append(Open(try Segment(directory, entry))) }
    try removeUnreferenced()
  }

  /// Opens the index in a folder, or begins one there.
  public convenience init(path: String) throws(IndexError) {
    try self.init(try FileDirectory.create(at: path))
  }

  /// Documents that are there, those not yet committed included.
  public var documents: Int { segments.reduce(0) { $0 + $1.liveDocuments } }
  public var segmentCount: Int { segments.count }

  // MARK: Notes

  /// What the next commit notes under this name; `nil` if it notes nothing. In it are small letters and hyphens.
  package func note(_ name: String) -> [UInt8]? { manifest.notes[name] }

  package func setNote(_ name: String, _ bytes: [UInt8]?) { manifest.notes[name] = bytes }

  // MARK: Adding

  /// A number for a segment that is about to be sealed; every one is used once.
  ///
  /// Until the segment is taken in, or its number given back, commits leave its files alone.
  package func takeSegmentNumber() -> UInt64 {
    defer { manifest.nextSegment += 1 }
    underway.insert(manifest.nextSegment)
    return manifest.nextSegment
  }

  /// No segment of this number will be taken in.
  package func giveBack(segmentNumber number: UInt64) { underway.remove(number) }

  /// Seals a builder and takes it in.
  package func add(_ builder: SegmentBuilder) throws(IndexError) {
    if builder.isEmpty { return }
    let sealed = try builder.seal(directory, id: takeSegmentNumber())
    try add(sealed.entry, replaced: sealed.replaced)
  }

  /// Takes in a sealed segment; its documents replace earlier ones of the same names.
  package func add(_ entry: SegmentEntry, replaced: [UInt32]) throws(IndexError) {
    var open = Open(try Segment(directory, entry))
    for document in replaced { Self.delete(Int(document), of: &open) }
    try replaceOlder(open.segment)
    segments.append(open)
    underway.remove(entry.id)
    try mergeTiers()
  }

  private func replaceOlder(_ newer: Segment) throws(IndexError) {
    var known = names ?? []
    if names == nil { known = try loadNames() }
    var cursor = TermCursor(try newer.dictionary(.keyword(.id)))
    while try cursor.next() {
      let name = cursor.key
      let hash = name.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
      if !known.insert(hash).inserted { try delete(id: String(decoding: name, as: UTF8.self)) }
    }
    names = known
  }

  private func loadNames() throws(IndexError) -> Set<UInt64> {
    var known: Set<UInt64> = []
    for open in segments {
      var cursor = TermCursor(try open.segment.dictionary(.keyword(.id)))
      while try cursor.next() {
        known.insert(cursor.key.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) })
      }
    }
    return known
  }

  // MARK: Deleting

  /// Returns whether there was a document of this name.
  @discardableResult
  public func delete(id: String) throws(IndexError) -> Bool {
    for index in segments.indices {
      guard let document = try Self.document(id, of: segments[index]) else { continue }
      Self.delete(document, of: &segments[index])
      return true
    }
    return false
  }

  /// The version of the document of this name; `nil` if there is none.
  public func version(id: String) throws(IndexError) -> UInt64? {
    for open in segments {
      guard let document = try Self.document(id, of: open) else { continue }
      return try open.segment.version(document)
    }
    return nil
  }

  private static func document(_ id: String, of open: Open) throws(IndexError) -> Int? {
    guard let document = try open.segment.document(id: id) else { return nil }
    if let live = open.live, live[document >> 6] >> UInt64(document & 63) & 1 == 0 { return nil }
    return document
  }

  private static func delete(_ document: Int, of open: inout Open) {
    var live = open.live ?? currentLive(open.segment)
    open.live = nil  // else the next line copies it
    let bit: UInt64 = 1 << UInt64(document & 63)
    if live[document >> 6] & bit != 0 {
      live[document >> 6] &= ~bit
      open.deleted += 1
    }
    open.live = live
  }

  private static func currentLive(_ segment: Segment) -> [UInt64] {
    (0..<PostingsFormat.words(segment.documents)).map { word in
      if let live = segment.live { return live.load(fromByteOffset: word * 8, as: UInt64.self) }
      let left = segment.documents - word * 64
      return left >= 64 ? UInt64.max : (1 << UInt64(left)) - 1
    }
  }

  // MARK: Committing

  /// Makes what was added and deleted last. After it returned, nothing of it can be lost.
  public func commit() throws(IndexError) {
    try writeDeletes()
    manifest.segments = segments.map(\.segment.entry)
    manifest.generation += 1
    try manifest.write(to: directory)
    try removeUnreferenced()
  }

  private func writeDeletes() throws(IndexError) {
    for index in segments.indices {
      guard let live = segments[index].live else { continue }
      var entry = segments[index].segment.entry
      // Number of the commit under way: no list of an earlier one is written over.
      entry.deletesGeneration = manifest.generation + 1
      entry.deleted = segments[index].deleted
      let file = try CheckedFileWriter(
        directory: directory, name: entry.deletesName, kind: .deletes)
      var bytes = ByteBuffer(capacity: live.count * 8)
      for word in live { bytes.append(word) }
      try file.append(bytes.bytes)
      _ = try file.finish()
      segments[index] = Open(try Segment(directory, entry))
    }
    segments.removeAll { $0.liveDocuments == 0 }
  }

  /// Removes what no commit needs: readers that have such files open keep them.
  private func removeUnreferenced() throws(IndexError) {
    let pending = pendingFiles
    for name in manifest.unreferencedFiles(in: try directory.names()) {
      let isUnderway = SegmentEntry.segment(ofFileName: name).map(underway.contains) ?? false
      if !isUnderway, !pending.contains(name) { try directory.remove(name) }
    }
  }

  /// Files of segments that are taken in and not yet committed.
  private var pendingFiles: Set<String> {
    Set(segments.flatMap { open in open.segment.entry.files.map { open.segment.entry.fileName($0.part) } })
  }

  // MARK: Merging

  /// So many segments of about one size are made one.
  private static let mergeFactor = 16
  /// Segments of fewer documents are all of about one size; then those of up to `mergeFactor` times as many, and so on.
  private static let smallestTier = 64

  /// Keeps the number of segments small while many are added.
  ///
  /// Only neighbours are merged, so that documents keep the order in which they were added: the newest back to the
  /// first of a larger tier, once enough of them are of the tier below. So a document is merged once for every
  /// power of `mergeFactor` that the index grows by.
  private func mergeTiers() throws(IndexError) {
    var limit = Self.smallestTier
    // Ends: each turn leaves fewer segments, or looks at a larger tier until all are below it.
    while true {
      let least = limit == Self.smallestTier ? 0 : limit / Self.mergeFactor
      let first = (segments.lastIndex { $0.liveDocuments >= limit } ?? -1) + 1
      if segments[first...].count(where: { $0.liveDocuments >= least }) >= Self.mergeFactor {
        try merge(first..<segments.count)
        limit = Self.smallestTier
      } else if first == 0 {
        return
      } else {
        limit *= Self.mergeFactor
      }
    }
  }

  /// A segment of so many documents is worth no merge at the end of a run; what it costs a query is little beside them.
  private static let largeSegment = 1 << 16
  /// More segments than this are merged even if they are large.
  private static let manySegments = 16

  /// Merges the newest segments, as many of them as are together at least half as large as the oldest of them.
  ///
  /// Large ones are left alone while there are few: so a run of any length rewrites what it added about once, and a document
  /// that many short runs have behind it is merged O(log documents) times.
  public func mergeNewest() throws(IndexError) {
    try mergeNewest(smallerThan: Self.largeSegment)
    if segments.count > Self.manySegments { try mergeNewest(smallerThan: .max) }
  }

  private func mergeNewest(smallerThan limit: Int) throws(IndexError) {
    var newer = 0
    var first = segments.count
    for index in segments.indices.reversed() {
      let own = segments[index].liveDocuments
      if own >= limit { break }
      if own <= 2 * newer { first = index }
      newer += own
    }
    if first < segments.count { try merge(first..<segments.count) }
  }

  /// Makes one segment of all, without what was deleted.
  public func mergeAll() throws(IndexError) {
    if segments.count > 1 || segments.contains(where: { $0.deleted > 0 }) { try merge(0..<segments.count) }
  }

  private func merge(_ range: Range<Int>) throws(IndexError) {
    // The merger sees deletions that are not committed.
    let merged = segments[range].map { open in
      open.live.map { Segment(open.segment, live: $0, deleted: open.deleted) } ?? open.segment
    }
    var merger = try SegmentMerger(merged)
    guard merger.documents > 0 else {
      segments.removeSubrange(range)
      return
    }
    let entry = try merger.write(directory, id: takeSegmentNumber())
    segments.replaceSubrange(range, with: [Open(try Segment(directory, entry))])
    underway.remove(entry.id)
  }

  /// Takes in the documents of other indexes, as if they were added now, in their order.
  public func add(contentsOf reader: IndexReader) throws(IndexError) {
    let live = reader.segments.filter { $0.liveDocuments > 0 }
    guard !live.isEmpty else { return }
    var merger = try SegmentMerger(live)
    let entry = try merger.write(directory, id: takeSegmentNumber())
    try add(entry, replaced: [])
  }
}
