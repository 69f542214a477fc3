import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex
import NoticeSearch

struct ExportCommand: AsyncParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case ndjson, csv }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write an archive's documents for other programs.",
    discussion: """
      Documents are written in the order of their names, as they stand at the last commit: the same bytes \
      whatever the number of jobs and however the archive grew.

      FORMATS
        ndjson   one line a document, as 'parse --format ndjson' writes it; with --include-text, 'add' takes \
      it in again
        csv      one row a notice, or what --csv-table says

      --query takes what 'search' takes, and only what it finds is written. A file named by --output appears \
      whole or not at all.

      docs/EXPORTS.md has every format, field by field.

      EXAMPLES
        thongbao export archive/ --include-text -o notices.ndjson
        thongbao export archive/ --format csv --csv-table directives -o tasks.csv
        thongbao export archive/ --query 'issuer:"Tỉnh ủy Quảng Ninh" date:2021' --format csv

      The exit code is 1 if the query finds nothing.
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Option(help: "Format of the output.")
  var format = Format.ndjson

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("Only the documents that this finds.", valueName: "query"))
  var query: String?

  @Flag(help: "Give the text of each document, as \"text\", if the archive keeps it.")
  var includeText = false

  @OptionGroup var csv: CSVOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Work on so many documents at the same time. (default: one a processor)", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Show progress on standard error; auto: if that is a terminal and the results go elsewhere.",
      valueName: "when"))
  var progress = ProgressMode.auto

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is between 1 and 1024.") }
    if output == "" { throw ValidationError("The output needs a name.") }
    if format != .csv, csv.isUsed { throw ValidationError("That is for --format csv only.") }
    if format != .ndjson, includeText { throw ValidationError("--include-text is for ndjson only.") }
  }

  func run() async throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    do {
      let query = try parsedQuery(messages)
      let export = try ArchiveExport(try IndexReader(path: archive), query: query)
      try checkThatOutputIsOutside(messages)
      let bytes = try await write(export, messages)
      screen.write(messages.exported(documents: export.count, bytes: bytes) + "\n")
      if query != nil, export.count == 0 { throw ExitCode(1) }
    } catch let error as IndexError {
      throw screen.end(on: error, archive: archive, messages)
    } catch let error as OutputError {
      throw screen.end(on: error, messages)
    }
  }

  /// The bytes written.
  private func write(_ export: ArchiveExport, _ messages: Messages) async throws -> Int {
    let format = exportFormat
    let destination = try Destination(output.map { FilePath($0) })
    var display = self.display(messages, of: export)
    defer { display.clear() }
    var written = 0
    func write(_ bytes: [UInt8]) throws(OutputError) {
      try destination.write(bytes)
      written += bytes.count
    }
    try write(format.opening)
    try await export.run(jobs: jobs ?? Self.processors) { document in
      format.bytes(of: document)
    } deliver: { bytes in
      try write(bytes)
      display.advance(bytes: bytes.count)
    }
    try destination.finish()
    display.finish()
    return written
  }

  private var exportFormat: ExportFormat {
    switch format {
    case .ndjson: .lines(includeText: includeText)
    case .csv:
      .table(csv.csvTable ?? .notices, byteOrderMark: csv.csvBom, guardsFormulas: csv.csvGuard)
    }
  }

  private func display(_ messages: Messages, of export: ArchiveExport) -> ProgressDisplay {
    var display = ProgressDisplay(
      progress, outputIsTerminal: output == nil && isatty(STDOUT_FILENO) == 1, messages: messages,
      unit: .documents)
    display.expect(files: export.count, bytes: 0)
    return display
  }

  private func parsedQuery(_ messages: Messages) throws -> Query? {
    guard let query else { return nil }
    do throws(QueryError) {
      return try Query.parse(query)
    } catch {
      let screen = Terminal.standardError
      screen.write(messages.report(error, in: query, hasColor: screen.hasColor))
      throw ExitCode(EX_USAGE)
    }
  }

  /// Nothing but the archive belongs into its folder.
  private func checkThatOutputIsOutside(_ messages: Messages) throws {
    guard let output, let folder = FileIdentity(FilePath(archive)),
      FileIdentity(FilePath(output).folder ?? FilePath(".")) == folder
    else { return }
    Terminal.standardError.report(output, messages.outputIsInArchive, messages)
    throw ExitCode(EX_USAGE)
  }

  private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
