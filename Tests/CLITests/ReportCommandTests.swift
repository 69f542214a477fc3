import NoticeIntake
import Foundation
import Glibc
import NoticeArchive
import TestSupport
import Testing

@testable import ThongbaoCLI

/// `report`: what is written, what is refused, what is said.
struct ReportCommandTests {
  private let folder: TemporaryFolder
  private let archive: String

  init() throws {
    folder = try TemporaryFolder()
    archive = folder("archive")
    for number in 1...3 { try folder.write("notices/\(number).txt", sampleText(number)) }
    #expect(try Program.run("add", archive, folder("notices")).code == 0)
  }

  @Test func pagesAreWritten() throws {
    let out = folder("out")
    let run = try Program.run("report", archive, "--output-dir", out, "--title", "Năm <2021>")
    #expect(run.code == 0 && run.output == "")
    #expect(run.errors.hasPrefix("3 documents, ") && run.errors.hasSuffix("): open \(out)/index.html\n"))
    let index = String(decoding: try folder.read("out/index.html"), as: UTF8.self)
    #expect(index.contains("<h1>Năm &lt;2021&gt;</h1>"))
    let files = try folder.files().filter { $0.hasPrefix("out/n/") }
    #expect(files.count == 3)
    // Assets come from the program itself.
    for name in ["report.css", "report.js", "search.js", "report.svg"] {
      #expect(try folder.read("out/assets/\(name)").count > 100, "\(name)")
    }
  }

  @Test func onlyWhatIsAskedFor() throws {
    let run = try Program.run("report", archive, "--output-dir", folder("out"), "--query", "number:2-TB/TU")
    #expect(run.code == 0 && run.errors.hasPrefix("1 document, "))
    #expect(try Program.run("report", archive, "--output-dir", folder("out"), "--query", "zzz").code == 1)
    #expect(try folder.files().filter { $0.hasPrefix("out/n/") } == [])
  }

  @Test func whatIsRefused() throws {
    try folder.write("mine/a.txt", "mine")
    let occupied = try Program.run("report", archive, "--output-dir", folder("mine"))
    #expect(occupied.code == EX_CANTCREAT)
    #expect(
      occupied.errors
        == "\(folder("mine")): error: the folder holds other files, not a report: choose a new or an empty one\n"
    )
    #expect(try Program.run("report", archive, "--output-dir", archive).code == EX_CANTCREAT)
    #expect(try Program.run("report", folder("none"), "--output-dir", folder("out")).code == EX_NOINPUT)
    #expect(
      try Program.run("report", archive, "--output-dir", folder("out"), "--query", "knd:TB").code == EX_USAGE)
    #expect(try Program.run("report", archive).code == EX_USAGE)
    #expect(try Program.run("report", archive, "--output-dir", folder("mine/a.txt")).code == EX_CANTCREAT)
    #expect(!FileManager.default.fileExists(atPath: folder("out")))
  }

  @Test func messagesInBothLanguages() {
    let summary = Report.Summary(documents: 1234, files: 1, bytes: 45_600_000)
    #expect(Messages(.vi).reportWritten(summary, "a") == "1.234 văn bản, 1 tệp (45 MB): mở a/index.html")
    #expect(
      Messages(.en).reportWritten(summary, "a/") == "1,234 documents, 1 file (45 MB): open a/index.html")
    let occupied = ReportError.occupied(FilePath("a"))
    #expect(
      Messages(.vi).reason(occupied)
        == "thư mục có tệp khác, không phải báo cáo: hãy chọn thư mục mới hoặc trống")
    #expect(
      Messages(.en).reason(occupied)
        == "the folder holds other files, not a report: choose a new or an empty one")
  }
}
