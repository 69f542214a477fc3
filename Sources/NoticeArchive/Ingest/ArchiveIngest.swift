import CXXHash
import NoticeIndex

/// How documents are taken in.
public struct IngestOptions: Sendable {
  /// How many are parsed and built at the same time; at least 1, which is one thread alone.
  public var jobs = 1
  /// About how many bytes of memory building may take.
  public var memory = standardMemory
  /// Whether the text is kept, so that hits can be shown; it is found either way.
  public var withText = true
  /// The largest file, and the longest line of NDJSON, in bytes.
  public var sizeLimit = Batch.standardSizeLimit

  public static let standardMemory = 256_000_000

  public init() {}
}

/// What became of a run.
public struct IngestTally: Hashable, Sendable {
  /// Documents that the archive did not have.
  public var added = 0
  /// Documents that it had otherwise.
  public var updated = 0
  /// Documents that it had as they are.
  public var unchanged = 0
  /// Of those added or updated, how many a later one of the same name replaced.
  public var replaced = 0
  public var failed = 0
  /// Read, in bytes.
  public var bytes = 0

  public init() {}
}

/// What is told while documents are taken in.
public enum IngestEvent: Sendable {
  case failedLine(FilePath, LineError)
  /// A file of lines cannot be read (further).
  case failedFile(FilePath, InputError)
  /// So many more documents were looked at, and bytes read.
  case progress(documents: Int, bytes: Int)
}

extension Archive {
  /// Takes in ready documents, one a line of NDJSON, from files or, for `-`, from standard input.
  ///
  /// Committed are the documents at least every ten seconds and every 64 MB of text, and all of them at the end;
  /// a run that was ended before is continued by another.
  public func add(
    documents files: [FilePath], _ options: IngestOptions, tell: (IngestEvent) -> Void
  ) async throws(IndexError) -> IngestTally {
    var run = try IngestRun(self, options)
    for file in files { try await run.addLines(file, tell) }
    try run.finish()
    return run.tally
  }
}

/// One run of taking in.
struct IngestRun {
  private let archive: Archive
  private let options: IngestOptions
  private let before: IndexReader?
  private let documentsBefore: Int
  private(set) var tally = IngestTally()
  /// Hashes of the names of documents that were there before and were taken in anew.
  private var updated: Set<UInt64> = []
  private var committed = ContinuousClock.now
  private var textSinceCommit = 0

  private static let commitInterval = Duration.seconds(10)
  private static let commitSize = 64_000_000

  init(_ archive: Archive, _ options: IngestOptions) throws(IndexError) {
    self.archive = archive
    self.options = options
    documentsBefore = archive.documents
    before = documentsBefore > 0 ? try IndexReader(archive.directory) : nil
  }

  // MARK: Lines

  /// A builder takes some six times the memory of the lines that it is made of.
  private var chunkSize: Int { min(24 << 20, max(1 << 20, options.memory / max(1, options.jobs) / 6)) }

  mutating func addLines(_ path: FilePath, _ tell: (IngestEvent) -> Void) async throws(IndexError) {
    var chunks: LineChunks
    do {
      let file = path == FilePath("-") ? OpenFile.standardInput() : try OpenFile(reading: path)
      chunks = LineChunks(file, size: chunkSize, limit: options.sizeLimit)
    } catch {
      tally.failed += 1
      return tell(.failedFile(path, error))
    }
    let ingest = LineIngest(
      directory: archive.directory, before: before, withText: options.withText, seed: seed("lines"),
      limit: options.sizeLimit)
    let writer = archive.writer
    var failure: InputError?
    var line = 0
    try await inOrder(jobs: options.jobs) { () throws(IndexError) -> (LineChunk, UInt64)? in
      do throws(InputError) {
        guard let chunk = try chunks.next() else { return nil }
        return (chunk, writer.takeSegmentNumber())
      } catch {
        failure = error
        return nil
      }
    } work: { chunk, number in
      (chunk, number, ingest.build(chunk, number: number))
    } deliver: { (chunk, number, result) throws(IndexError) in
      let built = try result.get()
      try take(built, of: chunk, number, ingest)
      for error in built.errors {
        tell(.failedLine(path, LineError(line: line + error.line, reason: error.reason)))
      }
      line += built.lines
      tell(.progress(documents: built.added + built.unchangedCount + built.errors.count, bytes: built.bytes))
      try commitIfDue()
    }
    if let failure {
      tally.failed += 1
      tell(.failedFile(path, failure))
    }
  }

  private mutating func take(
    _ built: LineIngest.Built, of chunk: LineChunk, _ number: UInt64, _ ingest: LineIngest
  ) throws(IndexError) {
    if let segment = built.segment {
      try archive.writer.add(segment, replaced: built.replaced)
    } else {
      archive.writer.giveBack(segmentNumber: number)
    }
    tally.added += built.added - built.updated.count
    tally.updated += built.updated.count
    tally.unchanged += built.unchangedCount
    tally.failed += built.errors.count
    tally.bytes += built.bytes
    textSinceCommit += built.textBytes
    // Left out because the archive had them; but meanwhile an earlier line has put another one in their place.
    let late = updated.isEmpty ? [] : built.unchanged.filter { updated.contains($0.key) }
    if !late.isEmpty {
      let lines = late.map(\.value).sorted { $0.line < $1.line }
      let number = archive.writer.takeSegmentNumber()
      let again = try ingest.build(chunk, number: number, only: lines).get()
      if let segment = again.segment { try archive.writer.add(segment, replaced: again.replaced) }
      tally.unchanged -= late.count
      tally.updated += late.count
    }
    updated.formUnion(built.updated)
  }

  // MARK: Committing

  private mutating func commitIfDue() throws(IndexError) {
    let now = ContinuousClock.now
    guard textSinceCommit >= Self.commitSize || now - committed >= Self.commitInterval else { return }
    try archive.writer.commit()
    committed = now
    textSinceCommit = 0
  }

  mutating func finish() throws(IndexError) {
    try archive.writer.mergeNewest()
    try archive.writer.commit()
    tally.replaced = max(0, documentsBefore + tally.added - archive.documents)
  }

  /// What decides, beside a document's bytes, how it is indexed.
  private func seed(_ parts: String...) -> UInt64 {
    let text = ([ProgramVersion.current, "index 1", options.withText ? "text" : "no text"] + parts)
      .joined(separator: "\n")
    return LineIngest.hash(text)
  }
}
