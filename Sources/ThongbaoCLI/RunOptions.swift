import ArgumentParser
import NoticeArchive
import NoticeGrammar
import NoticeIntake

enum SummaryMode: String, CaseIterable, ExpressibleByArgument, Sendable { case auto, always, never }

/// What a run over many files says about itself.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "At the end, say by what documents were read, how well, and why others were not; auto: of 100 files and more.",
      valueName: "when"))
  var summary = SummaryMode.auto

  @Option(
    help: ArgumentHelp(
      "Write a line for each document read or failed: NDJSON, or CSV if it is named .csv.", valueName: "file"),
    completion: .file())
  var report: String?

  func validate() throws {
    if report == "" { throw ValidationError("The report needs a name.") }
  }
}

/// Takes down what a run does.
final class RunRecorder {
  private(set) var summary = RunSummary()
  private let mode: SummaryMode
  private let report: (lines: RunReport, file: Destination)?
  private let started = ContinuousClock.now

  init(_ options: RunOptions) throws(OutputError) {
    mode = options.summary
    guard let path = options.report.map({ FilePath($0) }) else {
      report = nil
      return
    }
    let report = RunReport(fileNamed: path)
    let file = try Destination(path)
    try file.write(report.opening)
    self.report = (report, file)
  }

  func add(_ facts: DocumentFacts) throws(OutputError) {
    summary.add(facts)
    if let report { try report.file.write(report.lines.line(facts)) }
  }

  func add(_ error: InputError, at path: FilePath) throws(OutputError) {
    summary.add(error, at: path)
    if let report {
      try report.file.write(report.lines.line(error, message: Messages.english.reason(error), path: path))
    }
  }

  /// Lets the report appear, and gives what is to be said; empty if that is nothing.
  ///
  /// - Parameter documents: How many were read, or found unchanged.
  func finish(documents: Int, _ messages: Messages) throws(OutputError) -> String {
    try report?.file.finish()
    let failed = summary.failures.values.reduce(0) { $0 + $1.count }
    guard mode == .always || mode == .auto && documents + failed >= 100 else { return "" }
    let seconds = Double((ContinuousClock.now - started) / .milliseconds(1)) / 1000
    return messages.details(summary, documents: documents, seconds: seconds)
  }
}
