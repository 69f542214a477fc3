import Foundation
import TestSupport
import Testing

/// `export`: lines and tables; what is chosen, and where it goes.
struct ExportCommandTests {
  private let folder: TemporaryFolder
  private let archive: String

  init() throws {
    folder = try TemporaryFolder()
    archive = folder("archive")
    for number in 1...3 { try folder.write("notices/\(number).txt", sampleText(number)) }
    #expect(try Program.run("add", archive, folder("notices")).code == 0)
  }

  private func export(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(
      Program.path, ["export", archive] + arguments, input: nil, environment: [:])
  }

  @Test(arguments: [[], ["--include-text"]])
  func linesAreWhatParseWrites(more: [String]) throws {
    let parse = ["parse", folder("notices"), "--format", "ndjson"] + more
    let parsed = try Program.run(Program.path, parse, input: nil, environment: [:])
    let run = try Program.run(Program.path, ["export", archive] + more, input: nil, environment: [:])
    #expect(run.code == 0)
    #expect(run.output == parsed.output)
    #expect(run.errorLines.count == 1 && run.errors.hasPrefix("3 documents exported ("))
  }

  @Test func linesMakeTheSameArchiveAgain() throws {
    try folder.write(
      "ready.ndjson",
      #"{"id":"r","text":"=1+1 \u0001","subject":"“Về” \"x\"","kind":"TB","references":["18-CT/TU"],"agencies":[]}"#
        + "\n" + #"{"id":"s","text":""}"#)
    #expect(try Program.run("add", archive, "--documents", folder("ready.ndjson")).code == 0)
    let out = folder("all.ndjson")
    #expect(try export("--include-text", "-o", out).code == 0)
    let lines = try folder.read("all.ndjson").split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
    #expect(
      lines.suffix(2) == [
        #"{"id":"r","subject":"“Về” \"x\"","kind":"TB","references":["18-CT/TU"],"text":"=1+1 \u0001"}"#,
        #"{"id":"s","text":""}"#,
      ])
    let again = folder("again")
    #expect(try Program.run("add", again, out).code == 0)
    let copy = try Program.run("export", again, "--include-text")
    #expect(Array(copy.output.utf8) == (try folder.read("all.ndjson")))
  }

  @Test func withoutTextsThereIsNoneToGive() throws {
    let bare = folder("bare")
    #expect(try Program.run("add", bare, folder("notices"), "--no-text").code == 0)
    let run = try Program.run("export", bare, "--include-text")
    let parsed = try Program.run("parse", folder("notices"), "--format", "ndjson")
    #expect(run.output == parsed.output)
  }

  @Test(arguments: ["notices", "references", "directives"])
  func tablesAreWhatParseWrites(table: String) throws {
    let parsed = try Program.run(
      "parse", folder("notices"), "--format", "csv", "--csv-table", table, "--csv-bom")
    for jobs in ["1", "3"] {
      let run = try export("--format", "csv", "--csv-table", table, "--csv-bom", "--jobs", jobs)
      #expect(run.output == parsed.output && run.output.hasPrefix("\u{FEFF}path,"))
    }
  }

  @Test func aQueryChooses() throws {
    let one = try export("--query", "number:2-TB/TU")
    #expect(one.code == 0)
    #expect(one.output.split(separator: "\n").count == 1)
    #expect(one.output.hasPrefix(#"{"path":"\#(folder("notices/2.txt"))","#))
    let both = try export("--query", "phòng -number:2-TB/TU", "--jobs", "2")
    #expect(both.output.split(separator: "\n").map { $0.contains("/1.txt\",\"notice") } == [true, false])
    let none = try export("--query", "nix", "--format", "csv", "--lang", "vi")
    #expect(none.code == 1)
    #expect(none.output.split(separator: "\r\n").count == 1)
    #expect(none.errorLines == ["Đã xuất 0 văn bản (219 B)"])
    let wrong = try export("--query", "(x")
    #expect(wrong.code == 64)
    #expect(wrong.errorLines.first == "query:1: error: the closing bracket is missing")
  }

  @Test func readyDocumentsHaveRowsToo() throws {
    try folder.write(
      "ready.ndjson",
      #"{"id":"r","text":"x","subject":"+84 is a number","identifier":"7-TB/TU","kind":"TB","issuer":"Tỉnh ủy X","date":"2021-10","references":["18-CT/TU"],"agencies":["Sở Y tế"]}"#
    )
    #expect(try Program.run("add", archive, "--documents", folder("ready.ndjson")).code == 0)
    let run = try export("--format", "csv", "--query", "number:7-TB/TU", "--csv-guard")
    #expect(
      run.output.split(separator: "\r\n").last
        == "r,7-TB/TU,TB,TB,Tỉnh ủy X,,,2021-10,'+84 is a number,0,1,0,,,Sở Y tế,,,,,,0,,,,")
    let references = try export("--format", "csv", "--csv-table", "references", "--query", "number:7-TB/TU")
    #expect(
      references.output.split(separator: "\r\n").last
        == "r,7-TB/TU,2021-10,18-CT/TU,,,,,,,,,cites,exact,,,,,,,,0,0")
  }

  @Test func filesAppearWholeOrNotAtAll() throws {
    let out = folder("out.csv")
    #expect(try export("--format", "csv", "-o", out).output == "")
    #expect(try folder.files().contains("out.csv"))
    let inside = try export("-o", archive + "/out.csv")
    #expect(inside.code == 64)
    #expect(
      inside.errorLines == ["\(archive)/out.csv: error: the output would stand inside the archive's folder"])
    #expect(try export("-o", folder("nix/out.csv")).code == 73)
    #expect(try Program.run("export", folder("notices")).code == 66)
  }

  @Test func aDamagedArchiveLeavesNothing() throws {
    let store = try #require(try folder.files().first { $0.hasSuffix(".store") })
    var bytes = try folder.read(store)
    for index in bytes.indices.dropFirst(bytes.count / 3).prefix(64) { bytes[index] ^= 0xFF }
    try folder.write(store, bytes)
    let run = try export("-o", folder("out.ndjson"))
    #expect(run.code == 65)
    #expect(run.errors.contains("index check"))
    #expect(try !folder.files().contains("out.ndjson"))
  }

  @Test(arguments: [
    ["--csv-bom"], ["--format", "csv", "--include-text"], ["--jobs", "0"], ["-o", ""], ["--format", "x"],
  ])
  func whatMakesNoSenseIsRefused(arguments: [String]) throws {
    let run = try Program.run(Program.path, ["export", archive] + arguments, input: nil, environment: [:])
    #expect(run.code == 64)
  }

  @Test func progressIsShownIfAskedFor() throws {
    #expect(try export("--progress", "always").errors.contains("3 documents, "))
  }
}
