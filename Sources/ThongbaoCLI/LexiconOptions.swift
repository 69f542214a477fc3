import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeGrammar
import NoticeText

struct LexiconOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with tables (agencies.tsv, kinds.tsv, …) whose lines are added to the built-in ones.",
      valueName: "dir"),
    completion: .directory)
  var lexicon: String?

  /// The parser with the user's words; what is wrong with them ends the program.
  func parser(_ messages: Messages, _ repairer: Repairer) throws -> NoticeParser {
    guard let lexicon else { return NoticeParser(repairer: repairer) }
    do {
      return NoticeParser(lexicon: try Lexicon(folder: FilePath(lexicon)), repairer: repairer)
    } catch {
      switch error {
      case .unreadable(let path, let reason):
        Terminal.standardError.report(path.description, messages.reason(reason), messages)
      case .noTables(let path):
        Terminal.standardError.report(path.description, messages.noTables(Lexicon.tableNames), messages)
      }
      throw ExitCode(EX_NOINPUT)
    }
  }
}
