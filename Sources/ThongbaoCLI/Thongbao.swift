import ArgumentParser
import NoticeArchive

@main
struct Thongbao: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thongbao",
    abstract: "Scanned Vietnamese official notices → exact structured data.",
    discussion: """
      From the text of a notice (thông báo, chỉ thị, quyết định, công văn, …) it reads who issued it, when \
      and about what, who must do what by when, and every other document it mentions. Each value points \
      back to the bytes that it was read from.

      EXAMPLES
        thongbao parse notice.txt                    one notice as JSON
        thongbao parse notices/ --output-dir out     a JSON file for each of a folder
        thongbao parse notices/ --format csv         a table, one row a notice
        thongbao explain notice.txt "18-CT/TU"       what became of this place, and why
        thongbao repair scan.txt --diff              what OCR damaged, and what it was
        thongbao add archive/ notices/               an archive of them, to be searched
        thongbao search archive/ tiêm chủng          what it has on something
        thongbao tasks archive/ --agency "Sở Y tế"   what it is to do, and by when
        thongbao refs archive/ 18-CT/TU              who refers to it, and to what it refers
        thongbao export archive/ --format csv        its documents for other programs
        thongbao report archive/ --output-dir pages  web pages of it, to be read without a server
        thongbao serve archive/                      the same, searched and read in a browser
        thongbao correct archive/                    what you know better, applied to it
        thongbao index check archive/                whether an archive is whole

      EXIT CODES
        0   all good, or found
        1   some inputs failed (each is named on standard error), or nothing found, or damage found by a check
        64  wrong usage     65  damaged archive   66  no such path, no archive
        69  a program that is needed is not there (dot of Graphviz)
        73  cannot create   74  cannot write      75  another process writes to the archive

      Completion for your shell: thongbao --generate-completion-script bash|zsh|fish
      """,
    version: "thongbao \(ProgramVersion.current)",
    subcommands: [
      ParseCommand.self, ExplainCommand.self, RepairCommand.self, TrainRepairCommand.self, AddCommand.self,
      SearchCommand.self, RefsCommand.self, TasksCommand.self, ExportCommand.self, ReportCommand.self,
      CorrectCommand.self, ServeCommand.self,
      IndexCommand.self,
    ])
}
