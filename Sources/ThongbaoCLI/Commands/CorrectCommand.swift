import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex

struct CorrectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Apply what you know better to an archive.",
    discussion: """
      Write it into corrections.toml in the archive's folder:

        [[agency]]                        # these are one
        name = "Sở Y tế tỉnh Quảng Ninh"
        also = ["SYT Quảng Ninh", "Sở Y tế Q.Ninh"]

        [[reference]]                     # add, ban, or replace … by
        in = "notices/a.txt"
        replace = "13-CT/TU"
        by = "18-CT/TU"

        [[header]]                        # set; "" takes away
        in = "notices/b.txt"
        number = "401"
        date = 2021-10-27

      docs/CORRECTIONS.md has all of it. Each line is reported with the number of documents that it is for; one \
      that matches no document is a warning. What you take out of the file is taken back. Only documents that \
      changed lines are for are indexed anew, from what the archive keeps: nothing has to be read again, and \
      'add' keeps everything corrected, new notices and changed ones too.

      add, search and all other commands apply a changed file by themselves. This one says all, and with \
      --check what would happen.

      The exit code is 65 if something in the file is wrong, and nothing is changed then; 1 if a document could \
      not be corrected.

      EXAMPLES
        thongbao correct archive/ --check
        thongbao correct archive/
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Flag(help: "Only say what would be done.")
  var check = false

  @OptionGroup var language: LanguageOptions

  func run() throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    let update = CorrectionsUpdate(archive: archive, messages: messages)
    do {
      // Of an archive that is there.
      let reader = try ArchiveReader(path: FilePath(archive))
      let corrections = try Corrections.read(from: FilePath(archive))
      let report =
        check ? try reader.check(corrections) : try Archive(path: FilePath(archive)).correct(corrections)
      let text = update.lines(report) { $0.documents > 0 } + update.takenBack(report)
      try writeAll(Array(text.utf8), to: STDOUT_FILENO, called: FilePath("-"))
      update.warnings(report)
      screen.write(messages.corrected(report, isCheck: check) + "\n")
      if !report.failed.isEmpty { throw ExitCode(1) }
    } catch let error as CorrectionsError {
      throw update.end(on: error)
    } catch let error as IndexError {
      throw screen.end(on: error, archive: archive, messages)
    } catch let error as OutputError {
      throw screen.end(on: error, messages)
    }
  }
}
