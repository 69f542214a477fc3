import Foundation
import TestSupport
import Testing

struct RepairCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let damaged = """
    ~ Công tác kiểm ừa phải được tiến hành thường xuyên.

    Đăng tải trên cổng thông tin điện tò của huyện.
    Sở Y tế báo cáo.

    """
  private static let text = """
    - Công tác kiểm tra phải được tiến hành thường xuyên.

    Đăng tải trên cổng thông tin điện tử của huyện.
    Sở Y tế báo cáo.

    """

  private func repairs(_ value: Any?) -> [[String: Any]]? {
    (value as? [String: Any])?["repairs"] as? [[String: Any]]
  }

  @Test func printsTheMendedText() throws {
    let path = try folder.write("a.txt", Self.damaged)
    let run = try Program.run("repair", path)
    #expect(run.code == 0)
    #expect(run.output == Self.text)
    #expect(run.errors == "")
    let again = try Program.run("repair", "-", input: run.output)
    #expect(again.output == run.output)
  }

  @Test func standardInputIsAFileToo() throws {
    let run = try Program.run("repair", "-", input: Self.damaged)
    #expect(run.code == 0)
    #expect(run.output == Self.text)
    #expect(try Program.run("repair", "-", input: "").errorLines == ["-: error: it is empty"])
  }

  @Test func offChangesNothing() throws {
    let path = try folder.write("a.txt", Self.damaged)
    let run = try Program.run("repair", path, "--level", "off")
    #expect(run.code == 0)
    #expect(run.output == Self.damaged)
    #expect(try Program.run("repair", path, "--level", "off", "--diff").output == "")
    #expect(repairs(try Program.run("repair", path, "--level", "off", "--json").json())?.count == 0)
    #expect(try Program.run("repair", path, "--level", "bold").code == 64)
  }

  @Test func diffShowsTheLinesThatChange() throws {
    let path = try folder.write("a.txt", Self.damaged)
    let run = try Program.run("repair", path, "--diff")
    #expect(run.code == 0)
    #expect(
      run.output == """
        1: [-~-]{+-+} Công tác kiểm [-ừa-]{+tra+} phải được tiến hành thường xuyên.
        3: Đăng tải trên cổng thông tin điện [-tò-]{+tử+} của huyện.

        """)
    // Of several files each line tells its own; colours only where they are asked for.
    let clean = try folder.write("b.txt", Self.text)
    let both = try Program.run("repair", path, clean, "--diff")
    #expect(both.output.split(separator: "\n").map { $0.hasPrefix("\(path):") } == [true, true])
    let coloured = try Program.run("repair", path, "--diff", "--color", "always")
    #expect(coloured.output.contains("\u{1B}[9;31mừa\u{1B}[0m\u{1B}[1;32mtra\u{1B}[0m"))
  }

  @Test func jsonHasALineForEachText() throws {
    try folder.write("a.txt", Self.damaged)
    try folder.write("b.txt", Self.text)
    let run = try Program.run("repair", folder.path, "--json", "--level", "aggressive")
    #expect(run.code == 0)
    let lines = run.output.split(separator: "\n")
    let objects = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["path"] as? String } == ["a.txt", "b.txt"].map { folder($0) })
    #expect(objects.map { $0["level"] as? String } == ["aggressive", "aggressive"])
    let found = try #require(repairs(objects.first))
    #expect(found.map { $0["raw"] as? String } == ["~", "ừa", "tò"])
    #expect(found.map { $0["text"] as? String } == ["-", "tra", "tử"])
    #expect(found.map { $0["rule"] as? String } == ["bullet", "word", "context"])
    let bytes = Array(Self.damaged.utf8)
    for repair in found {
      #expect(Set(repair.keys) == ["raw", "text", "span", "confidence", "rule"])
      let span = try #require(repair["span"] as? [Int])
      #expect(String(decoding: bytes[span[0]..<span[1]], as: UTF8.self) == repair["raw"] as? String)
      #expect((0...1).contains(try #require(repair["confidence"] as? Double)))
    }
    #expect(repairs(objects.last)?.isEmpty == true)
  }

  @Test func outputFoldersMirrorTheInputs() throws {
    try folder.write("in/a.txt", Self.damaged)
    try folder.write("in/deep/b.md", Self.text)
    let run = try Program.run("repair", folder("in"), "--output-dir", folder("out/new"))
    #expect(run.code == 0 && run.output == "")
    #expect(
      try folder.files() == ["in/a.txt", "in/deep/b.md", "out/new/a.txt", "out/new/deep/b.md"])
    #expect(try folder.read("out/new/a.txt") == Array(Self.text.utf8))
    #expect(try folder.read("out/new/deep/b.md") == Array(Self.text.utf8))
  }

  @Test func oneBadFileStopsNoOther() throws {
    let good = try folder.write("a.txt", Self.damaged)
    let bad = try folder.write("b.txt", "abc\u{0}def")
    let more = try folder.write("c.txt", Self.text)
    let run = try Program.run("repair", good, bad, folder("absent.txt"), more)
    #expect(run.code == 1)
    #expect(run.output == Self.text + Self.text)
    #expect(run.errorLines.count == 2)
    #expect(run.errorLines.first?.hasPrefix("\(bad): error: ") == true)
    #expect(run.errorLines.last?.hasPrefix("\(folder("absent.txt")): error: ") == true)
  }

  @Test func aPathThatIsNotThereIsNoInput() throws {
    let run = try Program.run("repair", folder("absent.txt"))
    #expect(run.code == 66)
    #expect(run.output == "")
    #expect(run.errorLines.count == 1)
  }

  @Test func optionsThatExcludeEachOtherAreRefused() throws {
    let path = try folder.write("a.txt", Self.damaged)
    #expect(try Program.run("repair", path, "--diff", "--json").code == 64)
    #expect(try Program.run("repair", path, "--diff", "--output-dir", folder("out")).code == 64)
    #expect(try Program.run("repair", path, "--output-dir", "").code == 64)
    #expect(try Program.run("repair").code == 64)
    #expect(try folder.files() == ["a.txt"])
  }

  /// An output folder that is the input's: the texts would be written over.
  @Test func anInputIsNeverWrittenOver() throws {
    try folder.write("in/a.txt", Self.damaged)
    let run = try Program.run("repair", folder("in"), "--output-dir", folder("in"))
    #expect(run.code == 64)
    #expect(run.errors == "\(folder("in"))/a.txt: error: the output is also an input\n")
    #expect(try folder.read("in/a.txt") == Array(Self.damaged.utf8))
    // Nor is one that comes later.
    try folder.write("other/a.txt", Self.text)
    #expect(
      try Program.run("repair", folder("other/a.txt"), folder("in"), "--output-dir", folder("in")).code == 64)
    #expect(try folder.read("in/a.txt") == Array(Self.damaged.utf8))
  }

  @Test func ofTwoInputsWithOneNameTheSecondFails() throws {
    try folder.write("x/a.txt", Self.damaged)
    try folder.write("y/a.txt", "Khác.\n")
    let run = try Program.run("repair", folder("x/a.txt"), folder("y"), "--output-dir", folder("out"))
    #expect(run.code == 1)
    #expect(try folder.read("out/a.txt") == Array(Self.text.utf8))
  }

  // MARK: A user's model

  @Test func aBadLineOfAModelIsNamed() throws {
    let model = try folder.write("model.tsv", "# mine\nword\tbuôn\t3\nword\n")
    for command in ["repair", "parse"] {
      let run = try Program.run(command, "-", "--model", model, input: Self.damaged)
      #expect(run.code == 65)
      #expect(run.output == "")
      #expect(run.errors.hasPrefix("\(model):3: error: "))
    }
    #expect(try Program.run("repair", "-", "--model", folder("absent"), input: Self.damaged).code == 66)
  }

  @Test func whatWasTrainedIsUsed() throws {
    let right = "Sở Tài chính trình kế hoạch. Các đơn vị hoàn thành, định kỳ báo cáo tình hình hành chính.\n"
    let clean = try folder.write("right.txt", right)
    let read = try folder.write("read.txt", right.replacing(/nh\b/, with: "wz"))
    let names = try folder.write("names.txt", String(repeating: "Dân ở plei Kroa.\n", count: 3))
    let model = folder("model.tsv")
    let run = try Program.run("train-repair", "--pairs", clean, read, "--text", names, "-o", model)
    #expect(run.code == 0)
    #expect(run.output == "" && run.errors == "")
    let lines = String(decoding: try folder.read("model.tsv"), as: UTF8.self).split(separator: "\n")
    #expect(lines.contains("pair\tplei\tkroa\t3"))
    #expect(lines.contains { $0.hasPrefix("misreading\tnh\twz\t") })
    let text = "Bộ Quốc phòng và Bộ Tài chíwz tham gia ý kiến.\n"
    #expect(try Program.run("repair", "-", input: text).output == text)
    let mended = try Program.run("repair", "-", "--model", model, input: text)
    #expect(mended.code == 0)
    #expect(mended.output == text.replacing("wz", with: "nh"))
    // The same on standard output, and again.
    let printed = try Program.run("train-repair", "--pairs", clean, read, "--text", names)
    #expect(Array(printed.output.utf8) == (try folder.read("model.tsv")))
  }

  @Test func trainingNeedsTextsTwoByTwo() throws {
    let path = try folder.write("a.txt", Self.text)
    #expect(try Program.run("train-repair").code == 64)
    #expect(try Program.run("train-repair", "--pairs", path).code == 64)
    #expect(try Program.run("train-repair", "--pairs", path, path, path).code == 64)
    let absent = try Program.run("train-repair", "--pairs", path, folder("absent"), "-o", folder("model"))
    #expect(absent.code == 66)
    #expect(absent.errorLines.count == 1)
    #expect(try folder.files() == ["a.txt"])
    // A model over the text that it is learned from.
    #expect(try Program.run("train-repair", "--text", path, "-o", path).code == 64)
    #expect(try folder.read("a.txt") == Array(Self.text.utf8))
  }

  // MARK: parse

  @Test func parseReadsTheMendedText() throws {
    let damaged = sampleText().replacingOccurrences(of: "phối hợp với", with: "phối họp với")
      .replacingOccurrences(of: "Thường trực Tỉnh ủy có", with: "Thường ừực Tỉnh ủy có")
    let path = try folder.write("a.txt", damaged)
    func notice(_ arguments: String...) throws -> [String: Any] {
      let run = try Program.run(Program.path, ["parse", path] + arguments, input: nil, environment: [:])
      #expect(run.code == 0)
      return try #require(try run.json() as? [String: Any])
    }
    func raws(_ notice: [String: Any]) -> [String]? { repairs(notice)?.compactMap { $0["raw"] as? String } }
    let (safe, off) = (try notice(), try notice("--repair", "off"))
    #expect(raws(safe)?.contains("họp") == true)
    #expect(raws(safe)?.contains("ừực") == true)
    // The closed lists of the grammar are its own.
    #expect((repairs(off) ?? []).allSatisfy { ["lexicon", "symbol"].contains($0["rule"] as? String) })
    #expect(safe["identifier"] as? String == "12-TB/TU")
    #expect(off["identifier"] as? String == "12-TB/TU")
    #expect(try notice("--repair", "safe", "--include-text")["text"] as? String == damaged)
    #expect(try Program.run("parse", path, "--repair", "bold").code == 64)
  }

  /// What the schema asks of `repairs`.
  @Test func theRepairsOfANoticeAreAsTheSchemaSays() throws {
    let schema = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: Corpus.root.appendingPathComponent("docs/schema/notice-1.schema.json")))
        as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let definition = try #require(definitions["repair"] as? [String: Any])
    let properties = try #require(definition["properties"] as? [String: Any])
    let required = try #require(definition["required"] as? [String])
    let text = sampleText().replacingOccurrences(of: "phối hợp với", with: "phối họp với")
    let found = try #require(repairs(try Program.run("parse", "-", input: text).json()))
    #expect(!found.isEmpty)
    for repair in found {
      #expect(Set(repair.keys).isSubset(of: properties.keys))
      #expect(Set(required).isSubset(of: repair.keys))
    }
  }
}
