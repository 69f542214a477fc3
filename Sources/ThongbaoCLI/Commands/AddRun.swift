import NoticeArchive
import NoticeGrammar
import NoticeIndex
import NoticeIntake

/// What `add` does with an archive, once or again and again.
struct AddRun {
  let messages: Messages
  var display: ProgressDisplay
  let options: IngestOptions
  let parser: NoticeParser
  var recorder: RunRecorder?
  /// Of the last run.
  private(set) var tally = IngestTally()
  /// Of all runs: documents that the archive has now, inputs and lines that failed, and paths that are not there.
  private(set) var taken = 0
  private(set) var failed = 0
  private(set) var missing = 0

  init(messages: Messages, display: ProgressDisplay, options: IngestOptions, parser: NoticeParser) {
    self.messages = messages
    self.display = display
    self.options = options
    self.parser = parser
  }

  mutating func add(
    _ inputs: some Sequence<Found>, documents: [FilePath] = [], to archive: Archive
  ) async throws {
    let screen = Terminal.standardError
    var (display, missing) = (display, missing)
    var unwritten: OutputError?
    tally = try await archive.add(inputs, documents: documents, options, parser: parser) { event in
      do throws(OutputError) {
        switch event {
        case .read(let facts): try recorder?.add(facts)
        case .failed(let path, let error, let isKnown):
          if error == .noSuchPath || error == .noMatch { missing += 1 }
          display.clear()
          screen.report(
            path.description, isKnown ? messages.reasonAsBefore(error) : messages.reason(error), messages)
          try recorder?.add(error, at: path)
        case .failedLine(let path, let error):
          display.clear()
          screen.report("\(path):\(error.line)", messages.reason(error.reason), messages)
        case .progress(let documents, let bytes): display.advance(by: documents, bytes: bytes)
        case .duplicates(let groups):
          display.clear()
          screen.write(messages.duplicatesTaken(groups) + "\n")
        }
      } catch {
        unwritten = error
      }
    }
    (self.display, self.missing) = (display, missing)
    taken += tally.taken
    failed += tally.failed
    if let unwritten { throw unwritten }
  }

  /// Takes in what is new or has changed, until a signal ends it; a line for each time that something was.
  mutating func follow(_ folders: FolderWatch, _ archive: Archive) async throws {
    let screen = Terminal.standardError
    display.clear()
    screen.write(messages.watching(folders.folders, polling: folders.isPolling) + "\n")
    while !StopSignal.isRaised, let changed = folders.next(stop: StopSignal.descriptor) {
      try await add(InputWalker(changed.map(\.path)), to: archive)
      display.clear()
      if tally.unchanged == tally.taken, tally.failed == 0 { continue }
      screen.write(messages.summary(tally, of: archive.documents, Skipped()) + "\n")
    }
    screen.write(messages.watchEnded + "\n")
  }
}
