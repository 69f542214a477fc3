import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex
import NoticeText

struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Take notices into an archive, to be searched.",
    discussion: """
      ARCHIVE is a folder; if there is none, it is made, and nothing but the archive belongs into it. A PATH \
      is what parse takes: a file, a folder, a quoted pattern, or - for standard input. The path as you give \
      it is the document's name in the archive.

      A file may also be NDJSON as 'parse --format ndjson --include-text' writes it: its notices are taken as \
      they are, corrected by you, say. Of a notice without its text the source is read and parsed again.

      What the archive holds already and has not changed is left alone; what has changed, or was read by \
      another version of the program, with other tables or another repair, replaces what was there. So the \
      same command brings an archive up to date, and goes on where one that was ended stopped: what was \
      committed, every ten seconds at least, is not lost. What is gone from disk stays in the archive; \
      'index delete' takes it out.

      A file may have several notices, as a bundle that was scanned as one: it is split where another head begins, \
      and each is a document, PATH#1, PATH#2, …. A file that gave no notice is not read again until it changes, or \
      with --retry-failed.

      Of up to a thousand new documents it is said which are there already, as another scan of the same notice, \
      say; all are kept. 'index duplicates' looks through the whole archive.

      With --watch the program stays, and takes in what is new or has changed in the folders once it has been \
      quiet for a second. Ctrl-C or SIGTERM ends it, after a commit; a second one at once.

      READY DOCUMENTS
      --documents takes texts of any kind that need no parsing, one a line:
        {"id":"2021/0400","text":"…","subject":"…","date":"2021-10-26","identifier":"400-TB/TU",
         "kind":"TB","issuer":"Tỉnh ủy Quảng Ninh","references":["18-CT/TU"],"agencies":["Sở Y tế"]}
      id and text are needed. date may be a month or a year. Of two lines with one id the later counts.

      A bad input or line never stops the others: it is named on standard error with the reason, and the \
      exit code is 1.

      EXAMPLES
        thongbao add archive/ notices/
        thongbao add archive/ 'scans/**/*.txt' --jobs 4 --repair aggressive
        thongbao parse notices/ --format ndjson --include-text | thongbao add archive/ -
        thongbao add archive/ --documents gazette.ndjson
        thongbao add archive/ scans/ --watch --report scans.csv
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Argument(help: "Files, folders, quoted patterns, or - for standard input.", completion: .file())
  var path: [String] = []

  @Option(
    help: ArgumentHelp(
      "Ready documents, one a line of NDJSON; can be given several times.", valueName: "file"),
    completion: .file(extensions: ["ndjson", "jsonl"]))
  var documents: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Work on so many at the same time. (default: one a processor)", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Memory for building the index, about; more makes it faster, as there are fewer pieces to merge.",
      valueName: "mb"))
  var memory = IngestOptions.standardMemory / 1_000_000

  @Flag(
    help:
      "Keep no texts: they are found as well, but hits show no passages, and the archive is half as large.")
  var noText = false

  @Option(help: ArgumentHelp("Refuse larger files, and longer lines.", valueName: "mb"))
  var maxSize = Batch.standardSizeLimit / 1_000_000

  @Option(
    help: ArgumentHelp(
      "Show progress on standard error; auto: if that is a terminal.", valueName: "when"))
  var progress = ProgressMode.auto

  @Flag(help: "Stay, and take in what is new or has changed.")
  var watch = false

  @Flag(help: "With --watch: compare sizes and times every two seconds, whatever the system tells.")
  var poll = false

  @Flag(help: "Read files again that gave no notice before, though they have not changed.")
  var retryFailed = false

  @OptionGroup var log: RunOptions

  @OptionGroup var repair: RepairOptions

  @OptionGroup var words: LexiconOptions

  @OptionGroup var intake: IntakeCommandOptions

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if path.isEmpty, documents.isEmpty { throw ValidationError("Give a PATH, or --documents.") }
    if archive.isEmpty { throw ValidationError("The archive needs a name.") }
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is between 1 and 1024.") }
    if !(16...1_000_000).contains(memory) { throw ValidationError("--memory is between 16 and 1000000.") }
    if !(1...1_000_000).contains(maxSize) { throw ValidationError("--max-size is between 1 and 1000000.") }
    if (path + documents).filter({ $0 == "-" }).count > 1 {
      throw ValidationError("There is one standard input.")
    }
    if watch, path.isEmpty || path.contains("-") {
      throw ValidationError("--watch takes a PATH that is no standard input.")
    }
    if poll, !watch { throw ValidationError("--poll is for --watch only.") }
  }

  func run() async throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    let parser = try words.parser(messages, try repair.repairer(messages))
    if Archive.isOccupied(FilePath(archive)) {
      screen.report(archive, messages.folderIsOccupied, messages)
      throw ExitCode(EX_CANTCREAT)
    }
    if watch { StopSignal.catch() }
    let display = ProgressDisplay(progress, outputIsTerminal: false, messages: messages, unit: .documents)
    var run = AddRun(messages: messages, display: display, options: options(), parser: parser)
    do {
      run.recorder = try RunRecorder(log)
      let paths = path.map { FilePath($0) }
      // What changes while the first run goes on is taken in by the next.
      let folders = watch ? FolderWatch(paths, polling: poll) : nil
      if run.display.isOn { run.display.expect(files: 0, bytes: bytesAhead()) }
      let inputs = Walk(InputWalker(paths), isOver: { StopSignal.isRaised })
      let archive = try Archive(path: FilePath(archive))
      try CorrectionsUpdate(archive: self.archive, messages: messages).beforeWriting(archive)
      try await run.add(inputs, documents: documents.map { FilePath($0) }, to: archive)
      run.display.finish()
      screen.write(messages.summary(run.tally, of: archive.documents, inputs.skipped) + "\n")
      if let folders { try await run.follow(folders, archive) }
      screen.write(try run.recorder?.finish(documents: run.taken, messages) ?? "")
      if run.taken == 0, run.missing == run.failed, run.failed > 0 { throw ExitCode(EX_NOINPUT) }
      if run.failed > 0 { throw ExitCode(1) }
    } catch let error as OutputError {
      run.display.clear()
      throw screen.end(on: error, messages)
    } catch let error as IndexError {
      run.display.clear()
      throw screen.end(on: error, archive: archive, messages)
    }
  }

  private func options() -> IngestOptions {
    var options = IngestOptions()
    options.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    options.memory = memory * 1_000_000
    options.withText = !noText
    options.sizeLimit = maxSize * 1_000_000
    options.intake = intake.intake
    options.retriesFailed = retryFailed
    var reading = ReadingOptions()
    reading.repair = repair.repair
    reading.model = repair.models.model.map { FilePath($0) }
    reading.lexicon = words.lexicon.map { FilePath($0) }
    options.readingOptions = reading
    return options
  }

  private func bytesAhead() -> Int {
    let walked = InputWalker(path.map { FilePath($0) }, opensArchives: false).reduce(0) { sum, found in
      if case .input(let input) = found { return sum + input.size }
      return sum
    }
    return InputWalker(documents.map { FilePath($0) }, opensArchives: false).reduce(walked) { sum, found in
      if case .input(let input) = found { return sum + input.size }
      return sum
    }
  }
}
