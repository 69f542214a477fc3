import Foundation
import TestSupport
import Testing

/// `export` and `parse` in formats of other worlds.
struct ExportFormatTests {
  private let folder: TemporaryFolder
  private let archive: String

  init() throws {
    folder = try TemporaryFolder()
    archive = folder("archive")
    for number in 1...2 { try folder.write("notices/\(number).txt", sampleText(number)) }
    #expect(try Program.run("add", archive, folder("notices")).code == 0)
  }

  private func export(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(Program.path, ["export", archive] + arguments, input: nil, environment: [:])
  }

  @Test func everyDocumentIsAFileOfAkomaNtoso() throws {
    let run = try export("--format", "akn", "--output-dir", folder("xml"))
    #expect(run.code == 0 && run.output == "")
    #expect(run.errors.hasPrefix("2 documents exported ("))
    let names = (1...2).map { "xml\(folder("notices/\($0).txt.xml"))" }
    #expect(try folder.files().filter { $0.hasPrefix("xml/") } == names)
    let file = String(decoding: try folder.read(names[0]), as: UTF8.self)
    #expect(file.contains("<docNumber>1-TB/TU</docNumber>"))
    let parsed = try Program.run("parse", folder("notices/1.txt"), "--format", "akn")
    #expect(parsed.code == 0 && parsed.output == file)
    let one = try export("--format", "akn", "--query", "number:1-TB/TU", "-o", folder("one.xml"))
    #expect(one.code == 0)
    #expect(try folder.read("one.xml") == Array(file.utf8))
  }

  @Test func severalFilesNeedAFolder() throws {
    let run = try export("--format", "akn")
    #expect(run.code == 64)
    #expect(
      run.errorLines == [
        "--format akn: error: every document is a file of its own: give a folder with --output-dir"
      ])
    let none = try export("--format", "akn", "--query", "nix", "-o", folder("one.xml"))
    #expect(none.code == 1)
    #expect(try !folder.files().contains("one.xml"))
    let parse = try Program.run("parse", folder("notices"), "--format", "akn", "--lang", "vi")
    #expect(parse.code == 64)
    #expect(
      parse.errorLines == ["--format akn: lỗi: mỗi văn bản là một tệp: hãy cho thư mục bằng --output-dir"])
  }

  @Test func parseWritesAFolderOfAkomaNtoso() throws {
    try folder.write("notices/none.txt", "không có gì")
    let run = try Program.run("parse", folder("notices"), "--format", "akn", "--output-dir", folder("xml"))
    #expect(run.code == 1)
    #expect(try folder.files().filter { $0.hasPrefix("xml/") } == ["xml/1.txt.xml", "xml/2.txt.xml"])
    let bad = try Program.run("parse", folder("notices/none.txt"), "--format", "akn", "-o", folder("one.xml"))
    #expect(bad.code == 1)
    #expect(try !folder.files().contains("one.xml"))
  }

  /// Names in the archive are anything; files stay inside the folder, and none overwrites another.
  @Test func filesStayInsideTheFolder() throws {
    let ids = ["../a", "a", "/a", "b/../../c", "..", "-", String(repeating: "x", count: 300)]
    let lines = ids.map { #"{"id":"\#($0)","text":"x"}"# }.joined(separator: "\n")
    try folder.write("ready.ndjson", lines)
    let other = folder("other")
    #expect(try Program.run("add", other, "--documents", folder("ready.ndjson")).code == 0)
    let run = try Program.run("export", other, "--format", "akn", "--output-dir", folder("out/xml"))
    #expect(run.code == 1)
    #expect(
      try folder.files().filter { $0.hasSuffix(".xml") } == [
        "out/xml/a.xml", "out/xml/b/c.xml", "out/xml/document.xml", "out/xml/stdin.xml",
      ])
    #expect(run.errorLines.first == "/a: error: its output would overwrite that of ../a")
    #expect(run.errorLines.count == 4 && run.errorLines[3].hasPrefix("4 documents exported ("))
  }

  @Test func linkedDataIsOneObject() throws {
    let run = try export("--format", "jsonld", "--base", "https://example.org", "--jobs", "3")
    let data = try #require(try run.json() as? [String: Any])
    let context = try #require(data["@context"] as? [String: Any])
    #expect(context["@base"] as? String == "https://example.org")
    let graph = try #require(data["@graph"] as? [[String: Any]])
    #expect(graph.map { $0["legislationIdentifier"] as? String } == ["1-TB/TU", "2-TB/TU"])
    #expect(
      run.output == (try export("--format", "jsonld", "--base", "https://example.org", "--jobs", "1")).output)
    let none = try export("--format", "jsonld", "--query", "nix")
    #expect((try none.json() as? [String: Any])?["@graph"] as? [String] == [])
    #expect(none.code == 1)
  }

  @Test func theBulkNamesItsIndex() throws {
    let run = try export("--format", "opensearch", "--index-name", "vanban-2021")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0] == #"{"index":{"_index":"vanban-2021","_id":"\#(folder("notices/1.txt"))"}}"#)
    let template = try export("--format", "opensearch", "--template", "-o", folder("template.json"))
    #expect(template.code == 0 && template.output == "" && template.errors == "")
    #expect(try folder.read("template.json").starts(with: "{\n  \"index_patterns\": [\"thongbao\"".utf8))
  }

  @Test(arguments: [
    ["--format", "ndjson", "--output-dir", "x"], ["--format", "akn", "--output-dir", "x", "-o", "y"],
    ["--format", "akn", "--include-text"], ["--base", "x"], ["--template"],
    ["--format", "csv", "--index-name", "x"],
    ["--format", "opensearch", "--index-name", "Văn bản"], ["--format", "opensearch", "--index-name", "_x"],
    ["--format", "opensearch", "--template", "--query", "x"],
  ])
  func whatMakesNoSenseIsRefused(arguments: [String]) throws {
    let run = try Program.run(Program.path, ["export", archive] + arguments, input: nil, environment: [:])
    #expect(run.code == 64)
  }
}
