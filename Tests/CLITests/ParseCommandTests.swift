import Foundation
import NoticeIntake
import TestSupport
import Testing

struct ParseCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func identifier(_ value: Any?) -> String? { (value as? [String: Any])?["identifier"] as? String }

  @Test func oneFileGivesTheNoticeItself() throws {
    let path = try folder.write("a.txt", sampleText())
    let run = try Program.run("parse", path)
    #expect(run.code == 0)
    #expect(run.errors == "")
    let notice = try #require(run.json() as? [String: Any])
    #expect(identifier(notice) == "12-TB/TU")
    #expect((notice["source"] as? [String: Any])?["path"] as? String == path)
    #expect(notice["text"] == nil)
    #expect(run.output.hasPrefix("{\n  \"schema\": \"thongbao/notice/1\",\n"))
    #expect(run.output.hasSuffix("\n}\n"))
    let compact = try Program.run("parse", path, "--compact", "--include-text")
    #expect(compact.output.filter { $0 == "\n" }.count == 1)
    #expect((try compact.json() as? [String: Any])?["text"] as? String == sampleText())
  }

  @Test func standardInputIsAFileToo() throws {
    let run = try Program.run("parse", "-", input: sampleText())
    #expect(run.code == 0)
    let notice = try #require(run.json() as? [String: Any])
    #expect(identifier(notice) == "12-TB/TU")
    #expect((notice["source"] as? [String: Any])?["path"] as? String == "-")
  }

  @Test func severalFilesGiveAnArray() throws {
    try folder.write("a.txt", sampleText(1))
    try folder.write("b.txt", "")
    try folder.write("c.md", sampleText(3))
    let run = try Program.run("parse", folder.path)
    #expect(run.code == 1)
    let items = try #require(run.json() as? [[String: Any]])
    #expect(items.map { $0["path"] as? String } == ["a.txt", "b.txt", "c.md"].map { folder($0) })
    #expect(items.map { identifier($0["notice"]) } == ["1-TB/TU", nil, "3-TB/TU"])
    #expect(items[1]["error"] as? [String: String] == ["code": "empty", "message": "it is empty"])
    #expect(
      run.errorLines == [
        "\(folder("b.txt")): error: it is empty", "3 files read (\(run.size)): 2 notices, 1 failed",
      ])
    #expect(try Program.run("parse", folder.path, "--compact").json() as? NSArray == run.json() as? NSArray)
  }

  @Test func linesAreTheSameWhateverTheJobsAndTheLocale() throws {
    for index in 0..<60 { try folder.write("\(100 + index).txt", index % 9 == 0 ? "\n" : sampleText(index)) }
    let one = try Program.run("parse", folder.path, "--format", "ndjson", "--jobs", "1")
    let lines = one.output.split(separator: "\n")
    #expect(lines.count == 60)
    for (index, line) in lines.enumerated() {
      let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["path"] as? String == folder("\(100 + index).txt"))
      #expect((object["error"] != nil) == (index % 9 == 0))
    }
    for jobs in ["2", "7"] {
      let other = try Program.run(
        "parse", folder.path, "--format", "ndjson", "-j", jobs, environment: ["LC_ALL": "vi_VN.UTF-8"])
      #expect(other.output == one.output)
    }
  }

  @Test func tablesHaveARowForEach() throws {
    try folder.write("a.txt", sampleText())
    try folder.write("b.txt", "")
    let run = try Program.run("parse", folder.path, "--format", "csv", "--csv-bom")
    #expect(run.code == 1)
    let rows = run.output.components(separatedBy: "\r\n")
    #expect(rows.count == 4)
    #expect(rows[0].hasPrefix("\u{FEFF}path,identifier,kind,"))
    #expect(rows[1].hasPrefix(folder("a.txt") + ",12-TB/TU,"))
    #expect(rows[2].hasSuffix(",empty,it is empty,"))
    let references = try Program.run("parse", folder.path, "--format", "csv", "--csv-table", "references")
    #expect(references.output.contains("18-CT/TU"))
  }

  @Test func outputFoldersMirrorTheInputs() throws {
    try folder.write("in/a.txt", sampleText(1))
    try folder.write("in/deep/b.md", sampleText(2))
    try folder.write("in/c.txt", "no notice at all")
    let run = try Program.run("parse", folder("in"), "--output-dir", folder("out/new"))
    #expect(run.code == 1)
    #expect(run.output == "")
    #expect(
      try folder.files() == [
        "in/a.txt", "in/c.txt", "in/deep/b.md", "out/new/a.txt.json", "out/new/deep/b.md.json",
      ])
    let notice = try JSONSerialization.jsonObject(with: Data(folder.read("out/new/deep/b.md.json")))
    #expect(identifier(notice) == "2-TB/TU")
    #expect(
      try folder.read("out/new/a.txt.json") == Array(Program.run("parse", folder("in/a.txt")).output.utf8))
  }

  @Test func ofTwoInputsWithOneNameTheSecondFails() throws {
    try folder.write("x/a.txt", sampleText(1))
    try folder.write("y/a.txt", sampleText(2))
    let run = try Program.run("parse", folder("x/a.txt"), folder("y"), "--output-dir", folder("out"))
    #expect(run.code == 1)
    #expect(
      run.errorLines.first
        == "\(folder("y/a.txt")): error: its output would overwrite that of \(folder("x/a.txt"))")
    let notice = try JSONSerialization.jsonObject(with: Data(folder.read("out/a.txt.json")))
    #expect(identifier(notice) == "1-TB/TU")
    // Without files there is nothing to overwrite.
    #expect(try Program.run("parse", folder("x/a.txt"), folder("y")).code == 0)
  }

  @Test func outputFilesAppearWhole() throws {
    let path = try folder.write("a.txt", sampleText())
    try folder.write("out.json", "old")
    #expect(try Program.run("parse", folder("absent"), "-o", folder("out.json")).code == 66)
    #expect(try folder.read("out.json") == Array("old".utf8))
    let run = try Program.run("parse", path, "-o", folder("out.json"))
    #expect(run.code == 0 && run.output == "")
    #expect(try folder.read("out.json") == Array(Program.run("parse", path).output.utf8))
    #expect(try folder.files() == ["a.txt", "out.json"])
  }

  @Test func anInputIsNeverWrittenOver() throws {
    let path = try folder.write("a.txt", sampleText())
    let run = try Program.run("parse", path, "-o", folder.path + "/./a.txt")
    #expect(run.code == 64)
    #expect(run.errors == "\(folder.path)/./a.txt: error: the output is also an input\n")
    #expect(try folder.read("a.txt") == Array(sampleText().utf8))
  }

  // MARK: Bad input

  @Test func everyBadInputIsNamedAndHarmsNoOther() throws {
    try folder.write("good.txt", sampleText(1))
    try folder.write("more.txt", sampleText(2))
    try folder.write("empty.txt", "")
    try folder.write("nul.txt", "abc\u{0}def")
    try folder.write("novel.txt", "Ngày xưa có một người đi chợ. Trời mưa to.\n")
    try folder.write("main.c", "int main(void) { return 0; }\n")
    // Lists that no one is told to act on: a licence's clauses, a story's dialogue.
    try folder.write(
      "licence.txt", "TERMS AND CONDITIONS\n\n1. Definitions.\n\n(a) You must keep this notice.\n")
    try folder.write(
      "story.txt", "Trời mưa.\n\n- Em phải về trước khi trời tối.\n- Yêu cầu em nghe anh một lần!\n")
    try folder.write("scan.gif", "GIF89a")
    try folder.write("zeros.txt", "")
    try folder.write("large.txt", [UInt8](repeating: 0x61, count: 1_100_000))
    try folder.write("none/x.xlsx", "x")
    try #require(truncate(folder("zeros.txt"), 1 << 30) == 0)
    let kinds = FileReader.all.flatMap(\.extensions).map { ".\($0)" }.joined(separator: ", ")
    let bad = [
      ("absent.txt", "no-such-path", "there is no such file or folder"),
      ("empty.txt", "empty", "it is empty"),
      ("nul.txt", "binary", "it is not text: there is binary data at byte 3"),
      ("novel.txt", "no-notice", "it is no notice: it has no head, no directives and no references"),
      ("main.c", "no-notice", "it is no notice: it has no head, no directives and no references"),
      ("licence.txt", "no-notice", "it is no notice: it has no head, no directives and no references"),
      ("story.txt", "no-notice", "it is no notice: it has no head, no directives and no references"),
      (
        "scan.gif", "unsupported",
        "it is a GIF file, which is not read (read are \(kinds))"
      ),
      ("zeros.txt", "binary", "it is not text: there is binary data at byte 0"),
      ("large.txt", "too-large", "it is larger than 1 MB (--max-size raises the limit)"),
      ("none", "no-notices", "the folder has no file of the kinds \(kinds)"),
      ("*.odt", "no-match", "no file matches this pattern"),
    ]
    let paths = [folder("good.txt")] + bad.map { folder($0.0) } + [folder("more.txt")]
    let run = try Program.run(
      Program.path, ["parse", "--format", "ndjson", "--max-size", "1"] + paths, input: nil, environment: [:])
    #expect(run.code == 1)
    let lines = try run.output.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    try #require(lines.count == 14)
    #expect(identifier(lines[0]["notice"]) == "1-TB/TU")
    #expect(identifier(lines[13]["notice"]) == "2-TB/TU")
    for (index, (name, code, message)) in bad.enumerated() {
      #expect(lines[index + 1]["path"] as? String == folder(name))
      #expect(lines[index + 1]["error"] as? [String: String] == ["code": code, "message": message])
      #expect(run.errorLines[index] == "\(folder(name)): error: \(message)")
    }
    #expect(run.errorLines.count == 13)
    #expect(run.errorLines[12].hasSuffix(": 2 notices, 12 failed; left out: 1 of other kinds (.xlsx 1)"))
  }

  @Test func invalidUTF8IsReadAsFarAsItGoes() throws {
    let path = try folder.write("a.txt", Array(sampleText().utf8) + [0xFF, 0xC3, 0x0A])
    let run = try Program.run("parse", path, "--include-text")
    #expect(run.code == 0)
    let notice = try #require(run.json() as? [String: Any])
    #expect((notice["text"] as? String)?.hasSuffix("\u{FFFD}\u{FFFD}\n") == true)
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func permissionIsAskedFor() throws {
    let path = try folder.write("a.txt", sampleText())
    chmod(path, 0)
    let run = try Program.run("parse", path)
    #expect(run.code == 1)
    #expect(run.errors == "\(path): error: no permission to read it\n")
  }

  @Test func oneFileThatFailsGivesNoOutput() throws {
    let path = try folder.write("novel.txt", "Ngày xưa có một người đi chợ.\n")
    let run = try Program.run("parse", path)
    #expect(run.code == 1)
    #expect(run.output == "")
    #expect(
      run.errors == "\(path): error: it is no notice: it has no head, no directives and no references\n")
  }

  @Test func fileNamesCannotCommandTheTerminal() throws {
    let run = try Program.run("parse", folder("a\u{1B}[2J.txt"))
    #expect(run.errors == "\(folder("a\u{FFFD}[2J.txt")): error: there is no such file or folder\n")
  }

  // MARK: Exit codes

  @Test func exitCodesSayWhatKindOfFailure() throws {
    let path = try folder.write("a.txt", sampleText())
    #expect(try Program.run("parse").code == 64)
    #expect(try Program.run("parse", path, "--format", "xml").code == 64)
    #expect(try Program.run("parse", path, "--jobs", "0").code == 64)
    #expect(try Program.run("parse", path, "-o", "x", "--output-dir", "y").code == 64)
    #expect(try Program.run("parse", path, "--format", "csv", "--output-dir", folder("y")).code == 64)
    #expect(try Program.run("parse", path, "--csv-table", "references").code == 64)
    #expect(try Program.run("parse", folder("x"), folder("y")).code == 66)
    #expect(try Program.run("parse", folder("*.x"), "--format", "ndjson").code == 66)
    #expect(try Program.run("parse", folder("x"), path).code == 1)
    #expect(try Program.run("parse", path, "-o", folder("no/x.json")).code == 73)
    #expect(try Program.run("parse", path, "-o", folder.path).code == 73)
    #expect(try Program.run("parse", path, "--output-dir", path).code == 73)
    let full = try Program.run("parse", path, "-o", "/dev/full")
    #expect(full.code == 74)
    #expect(full.errors == "/dev/full: error: cannot write it: No space left on device\n")
  }

  @Test func aClosedPipeEndsTheBatchQuietly() throws {
    for index in 0..<400 { try folder.write("\(1000 + index).txt", sampleText(index)) }
    let run = try Program.shell(
      "\"$thongbao\" parse '\(folder.path)' --format ndjson | head -n 1 >/dev/null; echo ${PIPESTATUS[0]}")
    #expect(run.output == "141\n")
    #expect(run.errors == "")
  }

  @Test func aLexiconAddsWords() throws {
    let text = sampleText().replacingOccurrences(of: "Công an tỉnh", with: "Liên hiệp Cầu Vồng")
    let path = try folder.write("a.txt", text)
    try folder.write("words/agencies.tsv", "Liên hiệp Cầu Vồng\tLiên hiệp Cầu Vồng\tprovince\torganisation\n")
    #expect(!(try Program.run("parse", path).output.contains("\"name\": \"Liên hiệp Cầu Vồng\"")))
    let run = try Program.run("parse", path, "--lexicon", folder("words"))
    #expect(run.code == 0)
    #expect(run.output.contains("\"name\": \"Liên hiệp Cầu Vồng\""))
    let absent = try Program.run("parse", path, "--lexicon", folder("absent"))
    #expect(absent.code == 66)
    #expect(absent.errors == "\(folder("absent")): error: there is no such file or folder\n")
    let none = try Program.run("explain", path, "--lexicon", folder.path)
    #expect(none.code == 66)
    #expect(none.errors.hasPrefix("\(folder.path): error: the folder has none of the tables agencies.tsv, "))
  }

  // MARK: Talk

  @Test func talkFollowsTheLocaleAndTheOption() throws {
    let path = folder("absent.txt")
    let inEnglish = "\(path): error: there is no such file or folder\n"
    let inVietnamese = "\(path): lỗi: không có tệp hay thư mục này\n"
    #expect(try Program.run("parse", path).errors == inEnglish)
    #expect(try Program.run("parse", path, "--lang", "vi").errors == inVietnamese)
    #expect(try Program.run("parse", path, environment: ["LANG": "vi_VN.UTF-8"]).errors == inVietnamese)
    #expect(
      try Program.run("parse", path, environment: ["LANG": "vi_VN.UTF-8", "LC_ALL": "C"]).errors == inEnglish)
    #expect(
      try Program.run("parse", path, "--lang", "en", environment: ["LC_ALL": "vi_VN.UTF-8"]).errors
        == inEnglish)
  }

  @Test func progressIsShownOnRequest() throws {
    try folder.write("a.txt", sampleText(1))
    try folder.write("b.txt", sampleText(2))
    let quiet = try Program.run("parse", folder.path)
    #expect(quiet.errorLines.count == 1)
    let always = try Program.run("parse", folder.path, "--progress", "always", "--lang", "vi")
    #expect(always.errorLines.count == 2)
    #expect(always.errorLines[0].hasPrefix("2/2 tệp, "))
    #expect(always.errorLines[1].hasPrefix("Đã đọc 2 tệp ("))
    #expect(!always.errors.contains("\u{1B}"))
    #expect(try Program.run("parse", folder.path, "--progress", "never").errorLines.count == 1)
  }

  @Test func helpTeaches() throws {
    #expect(try Program.run("--version").output == "thongbao 0.1.0\n")
    let help = try Program.run("--help").output
    #expect(help.contains("EXIT CODES") && help.contains("--generate-completion-script"))
    let parse = try Program.run("parse", "--help").output
    #expect(parse.contains("EXAMPLES") && parse.contains("--output-dir"))
    #expect((help + parse).split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE") })
    for shell in ["bash", "zsh", "fish"] {
      let script = try Program.run("--generate-completion-script", shell)
      #expect(
        script.code == 0 && script.output.contains("--output-dir") || script.output.contains("output-dir"))
    }
  }

  // MARK: Schema

  private static let hasValidator: Bool = {
    let check = try? Program.shell("python3 -c 'import jsonschema, referencing'")
    return check?.code == 0
  }()

  @Test(.enabled(if: hasValidator, "python3 has no jsonschema"))
  func theSchemaKnowsEverythingThatIsWritten() throws {
    try folder.write("full.json", SampleNotice.make().json(layout: .pretty, includeText: true))
    try folder.write("in/a.txt", sampleText())
    try folder.write("in/b.txt", "")
    for (name, arguments) in [
      ("one.json", [folder("in/a.txt")]), ("all.json", [folder("in")]),
      ("lines.ndjson", [folder("in"), "--format", "ndjson"]),
    ] {
      let run = try Program.run(Program.path, ["parse"] + arguments, input: nil, environment: [:])
      try folder.write(name, run.output)
    }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("validate_schema.py").path
    let run = try Program.shell("python3 '\(script)' '\(folder.path)'")
    #expect(run.code == 0)
    #expect(run.output == "")
    #expect(run.errors == "6 of 6 valid\n")
    // And it is strict.
    try folder.write("wrong.json", #"{"schema":"thongbao/notice/1","other":1}"#)
    #expect(try Program.shell("python3 '\(script)' '\(folder("wrong.json"))'").code == 1)
  }
}

extension Program.Outcome {
  /// The size that the summary names.
  fileprivate var size: Substring {
    errorLines.last?.split(separator: "(").last?.prefix { $0 != ")" } ?? ""
  }
}
