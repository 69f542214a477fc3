import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex
import NoticeSearch

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a folder of web pages of an archive, to be read without any server.",
    discussion: """
      Each document gets a page: its directives with who must do what by when, the text as it was read beside \
      the repaired one, links to the documents that it refers to and to those that refer to it. The first page \
      searches, with or without diacritics; another has all deadlines by date. Open DIR/index.html; the folder \
      can be copied, put on a share or a web server, or sent as a zip file.

      The pages speak Vietnamese and English. DIR must be new or empty, or hold an earlier report, which is \
      replaced. --query takes what 'search' takes.

      EXAMPLES
        thongbao report archive/ --output-dir report
        thongbao report archive/ --output-dir report --query 'date:2025 issuer:"Tỉnh ủy"' --title 'Năm 2025'
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Option(help: ArgumentHelp("The folder to write the pages into.", valueName: "dir"), completion: .directory)
  var outputDir: String

  @Option(help: ArgumentHelp("Only the documents that a query finds.", valueName: "query"))
  var query: String?

  @Option(help: ArgumentHelp("What the report is called.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "Show progress on standard error; auto: if that is a terminal.", valueName: "when"))
  var progress = ProgressMode.auto

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if outputDir.isEmpty { throw ValidationError("--output-dir needs a name.") }
  }

  func run() throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    CorrectionsUpdate(archive: archive, messages: messages).beforeReading()
    var display = ProgressDisplay(progress, outputIsTerminal: false, messages: messages, unit: .documents)
    defer { display.clear() }
    do {
      let wanted = try query.map { try Query.parsed($0, messages) }
      let report = Report(try ArchiveReader(path: FilePath(archive)), Report.Options(title: title))
      let summary = try report.write(to: FilePath(outputDir), query: wanted) { _ in
        display.advance(by: 1, bytes: 0)
      }
      display.finish()
      screen.write(messages.reportWritten(summary, outputDir) + "\n")
      if summary.documents == 0 { throw ExitCode(1) }
    } catch let error as IndexError {
      display.clear()
      throw screen.end(on: error, archive: archive, messages)
    } catch let error as OutputError {
      display.clear()
      throw screen.end(on: error, messages)
    } catch let error as ReportError {
      display.clear()
      screen.report(outputDir, messages.reason(error), messages)
      throw ExitCode(EX_CANTCREAT)
    }
  }
}
