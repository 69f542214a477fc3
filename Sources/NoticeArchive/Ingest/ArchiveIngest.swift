import NoticeIntake
import NoticeGrammar
import NoticeIndex

/// How documents are taken in.
public struct IngestOptions: Sendable {
  /// How many are parsed and built at the same time; at least 1, which is one thread alone.
  public var jobs = 1
  /// About how many bytes of memory building may take.
  public var memory = standardMemory
  /// Whether the text is kept, so that hits can be shown; it is found either way.
  public var withText = true
  /// Stands for what decides how notices are read: another number, and they are read anew.
  public var reading: UInt64 = 0
  /// What that number stands for, so that a notice can be read again when its text's corrections change.
  public var readingOptions: ReadingOptions? {
    didSet { reading = readingOptions?.fingerprint ?? 0 }
  }
  /// What reads the files.
  public var intake = Intake()
  /// Whether files that gave no notice before are read again, though they have not changed.
  public var retriesFailed = false
  /// The largest file, and the longest line of NDJSON, in bytes.
  public var sizeLimit = Batch.standardSizeLimit

  /// A commit is due after so many bytes of text, or seconds.
  package var commitSize = 64_000_000
  package var commitInterval = Duration.seconds(10)
  /// Of so many new documents near-duplicates are looked for; of more that is left to `CitationGraph.nearDuplicates`.
  package var fewDocuments = 1024

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
  /// Of those failed, how many had failed before, and were not read again.
  public var failedBefore = 0
  /// Documents that are gone since their file has fewer now, or is a file of several.
  public var removed = 0
  /// Read, in bytes.
  public var bytes = 0

  /// Documents that the archive has now, or that a later one replaced.
  public var taken: Int { added + updated + unchanged }

  public init() {}
}

/// What is told while documents are taken in.
public enum IngestEvent: Sendable {
  /// An input gave no document, or a file of lines cannot be read (further).
  ///
  /// - Parameter isKnown: Whether it had failed before, and was not read again.
  case failed(FilePath, InputError, isKnown: Bool)
  /// A document of a file was read.
  case read(DocumentFacts)
  case failedLine(FilePath, LineError)
  /// So many more documents were looked at, and bytes read.
  case progress(documents: Int, bytes: Int)
  /// At the end: documents that were taken in are one notice twice, or with others that were there.
  case duplicates([NearDuplicates])
}

extension Archive {
  /// Takes in notices, and ready documents.
  ///
  /// What is indexed already as it is costs no more than reading it. Committed is at least every ten seconds or 64
  /// MB of text, and at the end: a run that was ended before is continued by the next.
  ///
  /// - Parameters:
  ///   - inputs: What `InputWalker` finds: texts of notices, and NDJSON as `parse` writes it.
  ///   - documents: Files of ready documents, one a line of NDJSON; `-` is standard input.
  ///   - parser: Of the notices.
  ///   - tell: Called by one task.
  public func add(
    _ inputs: some Sequence<Found>, documents: [FilePath] = [], _ options: IngestOptions,
    parser: NoticeParser = NoticeParser(), tell: (IngestEvent) -> Void
  ) async throws(IndexError) -> IngestTally {
    var run = try IngestRun(self, options, parser)
    try await run.addNotices(inputs, tell)
    for file in documents { try await run.addLines(file, head: [], tell) }
    try run.finish()
    let duplicates = try run.duplicates()
    if !duplicates.isEmpty { tell(.duplicates(duplicates)) }
    return run.tally
  }
}

/// One run of taking in.
struct IngestRun {
  private let archive: Archive
  private let options: IngestOptions
  private let batch: Batch
  private let before: IndexReader?
  private let documentsBefore: Int
  private(set) var tally = IngestTally()
  /// Hashes of the names of documents that were there before and were taken in anew.
  private var updated: Set<UInt64> = []
  private var committed = ContinuousClock.now
  private var textSinceCommit = 0
  private var failures: FailureNote
  /// Names of documents added or updated; `nil` once they are many.
  private var fresh: [String]? = []
  /// Documents to be deleted once what replaces them is taken in.
  private var stale: [String] = []

  init(_ archive: Archive, _ options: IngestOptions, _ parser: NoticeParser) throws(IndexError) {
    self.archive = archive
    self.options = options
    batch = Batch(
      jobs: options.jobs, sizeLimit: options.sizeLimit, intake: options.intake,
      parser: parser.knowing(archive.corrections.words))
    if let reading = options.readingOptions {
      var readings = ReadingNote(archive.writer.note(ReadingNote.name))
      readings.add(reading, as: options.reading)
      archive.writer.setNote(ReadingNote.name, readings.bytes)
    }
    failures = FailureNote(archive.writer.note(FailureNote.name))
    documentsBefore = archive.documents
    before = documentsBefore > 0 ? try IndexReader(archive.directory) : nil
  }

  // MARK: Notices

  mutating func addNotices(
    _ inputs: some Sequence<Found>, _ tell: (IngestEvent) -> Void
  ) async throws(IndexError) {
    let ingest = NoticeIngest(
      batch: batch, before: before,
      seed: seed("notices", "\(options.reading)", options.intake.options.ocr.rawValue),
      corrections: archive.corrections, reading: options.reading,
      failures: options.retriesFailed ? [:] : failures.errors)
    var runs = Runs(inputs.makeIterator())
    var files: [(path: FilePath, head: [UInt8])] = []
    /// Versions of what was taken in, by the hash of the name: a path may be given twice.
    var seen: [UInt64: UInt64] = [:]
    var builder = SegmentBuilder(withText: options.withText)
    try await inOrder(jobs: batch.jobs, sizeInFlight: batch.sizeInFlight) {
      (room, alone) throws(IndexError) in
      runs.next(upTo: room, alone: alone)
    } work: { found in
      var results: [NoticeIngest.Result] = []
      for found in found { results.append(await ingest.result(found)) }
      return results
    } deliver: { (results) throws(IndexError) in
      for result in results {
        var documents = 1
        switch result.outcome {
        case .documents(let read, let gone):
          documents = read.count
          stale += gone
          for one in read {
            let document = one.document
            tell(.read(one.facts))
            if seen.updateValue(document.version, forKey: LineIngest.hash(document.id)) == document.version {
              tally.unchanged += 1
              continue
            }
            if one.wasThere {
              tally.updated += 1
              updated.insert(LineIngest.hash(document.id))
            } else {
              tally.added += 1
            }
            textSinceCommit += document.text.count
            note(fresh: [document.id])
            try builder.add(document)
          }
        case .unchanged(let count):
          documents = count
          tally.unchanged += count
        case .lines(let head):
          files.append((result.path, head))
          documents = 0
        case .failed(let error, let version, let isKnown):
          tally.failed += 1
          if isKnown { tally.failedBefore += 1 }
          if let version { failures.add(error, version: version) }
          tell(.failed(result.path, error, isKnown: isKnown))
        case .damaged(let error): throw error
        }
        tally.bytes += result.read
        if documents > 0 { tell(.progress(documents: documents, bytes: result.size)) }
      }
      // Sealing takes about as much again as the builder says that it has, and those being read take their share.
      let isDue = isCommitDue
      if isDue || builder.size > options.memory / 4 {
        try take(builder)
        builder = SegmentBuilder(withText: options.withText)
      }
      if isDue { try commit() }
    }
    try take(builder)
    for file in files { try await addLines(file.path, head: file.head, tell) }
  }

  /// Takes in what was built, and takes out what it stands in the place of: both are in one commit.
  private mutating func take(_ builder: SegmentBuilder) throws(IndexError) {
    try archive.writer.add(builder)
    for name in stale where try archive.writer.delete(id: name) { tally.removed += 1 }
    stale = []
  }

  // MARK: Lines

  /// A builder takes some six times the memory of the lines that it is made of. Larger segments are merged less
  /// often: so large as the budget allows, up to where it makes no difference.
  private var chunkSize: Int { min(48 << 20, max(1 << 18, options.memory / batch.jobs / 6)) }

  /// - Parameter head: What was read of the file already.
  mutating func addLines(
    _ path: FilePath, head: [UInt8], _ tell: (IngestEvent) -> Void
  ) async throws(IndexError) {
    var chunks: LineChunks
    do {
      let file = path == FilePath("-") ? OpenFile.standardInput() : try OpenFile(reading: path)
      chunks = LineChunks(file, size: chunkSize, limit: options.sizeLimit, head: head)
    } catch {
      tally.failed += 1
      return tell(.failed(path, error, isKnown: false))
    }
    let ingest = LineIngest(
      directory: archive.directory, before: before, withText: options.withText, seed: seed("lines"),
      batch: batch, corrections: archive.corrections, reading: options.reading)
    let writer = archive.writer
    var failure: InputError?
    var line = 0
    try await inOrder(jobs: batch.jobs) {
      (_, _) throws(IndexError) -> (thing: (LineChunk, UInt64), size: Int)? in
      do throws(InputError) {
        guard failure == nil, let chunk = try chunks.next() else { return nil }
        return ((chunk, writer.takeSegmentNumber()), chunk.bytes.count)
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
      tell(.failed(path, failure, isKnown: false))
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
    note(fresh: built.names)
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

  private var isCommitDue: Bool {
    textSinceCommit >= options.commitSize || ContinuousClock.now - committed >= options.commitInterval
  }

  private mutating func commitIfDue() throws(IndexError) {
    if isCommitDue { try commit() }
  }

  private mutating func commit() throws(IndexError) {
    archive.writer.setNote(FailureNote.name, failures.bytes)
    try archive.writer.commit()
    committed = .now
    textSinceCommit = 0
  }

  mutating func finish() throws(IndexError) {
    try archive.writer.mergeNewest()
    try commit()
    tally.replaced = max(0, documentsBefore + tally.added - tally.removed - archive.documents)
  }

  // MARK: Duplicates

  private mutating func note(fresh names: [String]) {
    guard let known = fresh?.count else { return }
    if known + names.count > options.fewDocuments { fresh = nil } else { fresh?.append(contentsOf: names) }
  }

  /// Groups of near-duplicates that a document of this run is in; none are looked for if those are many.
  ///
  /// Notices of one form whose numbers differ are left out: they are many where a body writes the like every week.
  func duplicates() throws(IndexError) -> [NearDuplicates] {
    guard let fresh, !fresh.isEmpty else { return [] }
    return try CitationGraph(try ArchiveReader(try IndexReader(archive.directory))).nearDuplicates(of: fresh)
      .filter(\.isSameWork)
  }

  /// What decides, beside a document's bytes, how it is indexed.
  private func seed(_ parts: String...) -> UInt64 {
    let text = ([ProgramVersion.current, "index 3", options.withText ? "text" : "no text"] + parts)
      .joined(separator: "\n")
    return LineIngest.hash(text)
  }
}
