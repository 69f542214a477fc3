import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeText

struct RepairCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Mend the OCR damage of texts.",
    discussion: """
      Prints the text with its damage mended, line for line as it was. Digits are never changed (but for a \
      1 in a Roman numeral: quý 1V), and what is clean is left alone. parse does the same before it reads a notice (--repair).

      LEVELS
        safe        only what is all but certain (the default)
        aggressive  what is likely, too
        off         nothing: the text as thongbao reads it

      PATHs are as for parse. Of several files the texts follow one another; --output-dir writes each to \
      DIR/NAME.

      EXAMPLES
        thongbao repair scan.txt > mended.txt
        thongbao repair scan.txt --diff --color always | less -R
        thongbao repair scans/ --json | jq -c '.repairs[] | [.raw, .text, .confidence]'
      """)

  @Argument(help: "Files, folders, quoted patterns, or - for standard input.", completion: .file())
  var path: [String]

  @Option(help: "How much repair dares: off, safe or aggressive.")
  var level = RepairLevel.safe

  @Flag(help: "Show the lines that change, word by word.")
  var diff = false

  @Flag(help: #"Write {"path":…,"level":…,"repairs":[…]} for each text, on a line."#)
  var json = false

  @Option(help: ArgumentHelp("Write DIR/NAME for every text.", valueName: "dir"), completion: .directory)
  var outputDir: String?

  @Option(help: ArgumentHelp("Use colours.", valueName: "when"))
  var color = ColorMode.auto

  @OptionGroup var models: RepairModelOptions

  @OptionGroup var intake: IntakeCommandOptions

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if diff, json { throw ValidationError("Give either --diff or --json.") }
    if outputDir != nil, diff || json { throw ValidationError("--output-dir writes texts only.") }
    if outputDir == "" { throw ValidationError("The output needs a name.") }
  }

  func run() async throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    let repairer = try models.repairer(level, messages)
    let paths = path.map { FilePath($0) }
    var (inputs, failures, missing) = (0, 0, 0)
    do {
      if let outputDir { try createFolder(FilePath(outputDir)) }
      // A text has its input's name: in the input's folder it would take the scan away.
      let sources =
        outputDir == nil ? [] : Set(InputWalker(paths, opensArchives: false).compactMap { Self.file(of: $0) })
      for found in InputWalker(paths, namesAreUnique: outputDir != nil && path.count > 1) {
        inputs += 1
        var name: FilePath
        do {
          switch found {
          case .failure(let path, let error):
            name = path
            throw error
          case .input(let input):
            name = input.path
            if let output = output(of: input), let file = FileIdentity(output), sources.contains(file) {
              screen.report(output.description, messages.outputIsInput, messages)
              throw ExitCode(EX_USAGE)
            }
            let source = try await intake.intake.read(input, limit: Batch.standardSizeLimit).text
            try write(repairer.repair(source), of: source, input)
          }
        } catch let error as InputError {
          failures += 1
          if error == .noSuchPath || error == .noMatch { missing += 1 }
          screen.report(name.description, messages.reason(error), messages)
        }
      }
    } catch let error as OutputError {
      throw screen.end(on: error, messages)
    }
    if failures == inputs, missing == inputs, inputs > 0 { throw ExitCode(EX_NOINPUT) }
    if failures > 0 { throw ExitCode(1) }
  }

  private func output(of input: Input) -> FilePath? {
    outputDir.map { FilePath($0).appending(input.name) }
  }

  private static func file(of found: Found) -> FileIdentity? {
    guard case .input(let input) = found, input.path != FilePath("-") else { return nil }
    return FileIdentity(input.path)
  }

  private func write(_ repaired: RepairedText, of source: SourceText, _ input: Input) throws {
    if let path = output(of: input) {
      if let folder = path.folder { try createFolder(folder) }
      var file = try OutputFile(path)
      try file.write(repaired.bytes)
      try file.commit()
    } else if json {
      var writer = JSONWriter()
      writer.repairs(repaired.repairs, of: source, path: input.path, level: level)
      try writeAll(writer.bytes + [0x0A], to: STDOUT_FILENO, called: FilePath("-"))
    } else if diff {
      let hasColor = Terminal(STDOUT_FILENO, color: color).hasColor
      let text = WordDiff(source: source, repairs: repaired.repairs, hasColor: hasColor)
        .render(path: path.count > 1 ? input.path.description : nil)
      try writeAll(Array(text.utf8), to: STDOUT_FILENO, called: FilePath("-"))
    } else {
      try writeAll(repaired.bytes, to: STDOUT_FILENO, called: FilePath("-"))
    }
  }
}
