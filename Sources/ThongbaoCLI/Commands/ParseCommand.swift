import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeGrammar
import NoticeText

/// What became of a batch, in numbers.
struct Tally: Sendable {
  var inputs = 0
  var parsed = 0
  var bytes = 0
  /// How many of the failures are paths that are not there.
  var missing = 0

  var failed: Int { inputs - parsed }
}

struct ParseCommand: AsyncParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case json, ndjson, csv, akn }

  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Read notices and write them as JSON, NDJSON, CSV or Akoma Ntoso XML.",
    discussion: """
      A PATH is a file, a folder (walked with all its folders), a quoted pattern ('notices/**/*.txt'), or - \
      for standard input. A file you name is read whatever its name; inside folders only .txt, .text, .md \
      and .markdown are, and the rest is counted. Links inside folders are not followed.

      FORMATS
        json     one file: the notice itself; several: an array of ndjson's objects
        ndjson   one line an input, in the order of the inputs:
                 {"path":…,"notice":…} or {"path":…,"error":{"code":…,"message":…}}
        csv      one row a notice, or what --csv-table says
        akn      Akoma Ntoso 3.0 (XML): one file, or several with --output-dir

      With --output-dir every notice becomes a file: DIR/NAME.json (or .xml), where NAME is the file's name with its \
      extension, under the path that it has inside the folder given. Of two inputs with one NAME the second \
      fails. Files appear whole or not at all.

      A bad input never stops the others: it is named on standard error with the reason, and the exit code \
      is 1. The JSON is described by docs/schema/notice-1.schema.json; it is the same bytes whatever the \
      locale and the number of jobs.

      EXAMPLES
        thongbao parse notice.txt
        thongbao parse notices/ --output-dir out --jobs 4
        thongbao parse notices/ --format ndjson | jq -r .notice.identifier
        thongbao parse notices/ --format csv --csv-table directives -o tasks.csv
        pdftotext -layout scan.pdf - | thongbao parse -
      """)

  @Argument(help: "Files, folders, quoted patterns, or - for standard input.", completion: .file())
  var path: [String]

  @Option(help: "Format of the output.")
  var format = Format.json

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("Write DIR/NAME.json (or .xml) for every notice.", valueName: "dir"),
    completion: .directory)
  var outputDir: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Parse so many files at the same time. (default: one a processor)", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Give the text that spans point into, as \"text\".")
  var includeText = false

  @Flag(help: "Write json without blanks and line breaks inside a notice.")
  var compact = false

  @OptionGroup var csv: CSVOptions

  @Option(help: ArgumentHelp("Refuse larger files.", valueName: "mb"))
  var maxSize = Batch.standardSizeLimit / 1_000_000

  @Option(
    help: ArgumentHelp(
      "Show progress on standard error; auto: if that is a terminal and the results go elsewhere.",
      valueName: "when"))
  var progress = ProgressMode.auto

  @OptionGroup var repair: RepairOptions

  @OptionGroup var words: LexiconOptions

  @OptionGroup var intake: IntakeCommandOptions

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1.") }
    if !(1...1_000_000).contains(maxSize) { throw ValidationError("--max-size is between 1 and 1000000.") }
    if output != nil, outputDir != nil { throw ValidationError("Give either --output or --output-dir.") }
    if outputDir != nil, ![.json, .akn].contains(format) {
      throw ValidationError("--output-dir writes json and akn only.")
    }
    if outputDir == "" || output == "" { throw ValidationError("The output needs a name.") }
    if format != .csv, csv.isUsed { throw ValidationError("That is for --format csv only.") }
    if [.csv, .akn].contains(format), includeText {
      throw ValidationError("--include-text is for json and ndjson only.")
    }
    if format != .json, compact { throw ValidationError("--compact is for --format json only.") }
  }

  func run() async throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    do {
      try checkThatOutputIsNoInput(messages)
      let tally = try await parse(messages)
      if tally.parsed == 0, tally.missing == tally.inputs, tally.inputs > 0 { throw ExitCode(EX_NOINPUT) }
      if tally.failed > 0 { throw ExitCode(1) }
    } catch let error as OutputError {
      throw screen.end(on: error, messages)
    }
  }

  private func parse(_ messages: Messages) async throws -> Tally {
    let screen = Terminal.standardError
    let paths = path.map { FilePath($0) }
    let isOneFile = paths.count == 1 && Self.isFile(paths[0]) && !InputWalker.isArchive(paths[0])
    if format == .akn, !isOneFile, outputDir == nil {
      screen.report("--format akn", messages.severalNeedAFolder, messages)
      throw ExitCode(EX_USAGE)
    }
    let writer = ResultWriter(
      format: resultFormat(isOneFile: isOneFile), includeText: includeText, byteOrderMark: csv.csvBom,
      guardsFormulas: csv.csvGuard)
    let parser = try words.parser(messages, try repair.repairer(messages))
    if let outputDir { try createFolder(FilePath(outputDir)) }
    let destination = try Destination(output.map { FilePath($0) })
    let inputs = Walk(InputWalker(paths, namesAreUnique: outputDir != nil && paths.count > 1))
    var display = ProgressDisplay(
      isOneFile ? .never : progress,
      outputIsTerminal: output == nil && outputDir == nil && isatty(STDOUT_FILENO) == 1, messages: messages)
    defer { display.clear() }
    if display.isOn {
      let ahead = InputWalker(paths, opensArchives: false).reduce(into: (files: 0, bytes: 0)) { sum, found in
        sum.files += 1
        if case .input(let input) = found { sum.bytes += input.size }
      }
      display.expect(files: ahead.files, bytes: ahead.bytes)
    }

    var tally = Tally()
    try destination.write(writer.opening)
    let batch = Batch(
      jobs: jobs ?? Self.processors, sizeLimit: maxSize * 1_000_000, intake: intake.intake,
      parser: parser)
    try await batch.run(inputs, transform: { writer.render($0) }) { rendered in
      if let fatal = rendered.fatal { throw fatal }
      if !rendered.bytes.isEmpty {
        try destination.write(writer.separator(isFirst: tally.inputs == 0) + rendered.bytes)
      }
      tally.inputs += 1
      tally.bytes += rendered.parsedBytes
      if let error = rendered.error {
        if error == .noSuchPath || error == .noMatch { tally.missing += 1 }
        display.clear()
        screen.report(rendered.path.description, messages.reason(error), messages)
      } else {
        tally.parsed += 1
      }
      display.advance(bytes: rendered.size)
    }
    try destination.write(writer.closing(isEmpty: tally.inputs == 0))
    // Of one file that failed there is nothing to show: what stood there before stays.
    if !isOneFile || tally.failed == 0 || ![.json, .akn].contains(format) { try destination.finish() }
    display.finish()
    if !isOneFile { screen.write(messages.summary(tally, inputs.skipped) + "\n") }
    return tally
  }

  private func resultFormat(isOneFile: Bool) -> ResultFormat {
    let layout: JSONWriter.Layout = compact ? .compact : .pretty
    let file: NoticeFile = format == .akn ? .akn : .json(layout, includeText: includeText)
    if let outputDir { return .files(in: FilePath(outputDir), file) }
    return switch format {
    case .json: isOneFile ? .notice(file) : .array(layout)
    case .ndjson: .lines
    case .csv: .table(csv.csvTable ?? .notices)
    case .akn: .notice(file)
    }
  }

  /// `-o` on an input would take the notice away, and leave its JSON.
  private func checkThatOutputIsNoInput(_ messages: Messages) throws {
    guard let output, let file = Self.status(output), file.st_mode & S_IFMT == S_IFREG else { return }
    for path in path {
      guard let input = Self.status(path), input.st_dev == file.st_dev, input.st_ino == file.st_ino else {
        continue
      }
      Terminal.standardError.report(output, messages.outputIsInput, messages)
      throw ExitCode(EX_USAGE)
    }
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  private static func isFile(_ path: FilePath) -> Bool {
    guard path != FilePath("-") else { return true }
    guard let status = status(path.description) else { return !path.hasWildcards }
    return status.st_mode & S_IFMT != S_IFDIR
  }

  private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

extension FilePath {
  fileprivate var hasWildcards: Bool {
    bytes.contains(UInt8(ascii: "*")) || bytes.contains(UInt8(ascii: "?"))
  }
}

/// A walk that can still be asked, when it is over, what it left out.
final class Walk: Sequence, IteratorProtocol {
  private var walker: InputWalker

  init(_ walker: InputWalker) { self.walker = walker }

  var skipped: Skipped { walker.skipped }
  func next() -> Found? { walker.next() }
}
