import Foundation
import TestSupport
import Testing

struct ExplainCommandTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = try folder.write("a.txt", sampleText())
  }

  @Test func showsTheNotice() throws {
    let run = try Program.run("explain", path)
    #expect(run.code == 0)
    #expect(run.output.hasPrefix(" 1 │ "))
    #expect(run.output.contains("18-CT/TU"))
    #expect(!run.output.contains("\u{1B}"))
    let inColor = try Program.run("explain", path, "--color", "always", environment: ["NO_COLOR": "1"])
    #expect(inColor.output.hasPrefix("Legend: "))
    #expect(inColor.output.contains("\u{1B}[32m"))
  }

  @Test func explainsAPlace() throws {
    let run = try Program.run("explain", path, "18-ct/tu")
    #expect(run.code == 0)
    #expect(run.output.hasPrefix("\(path):10:46: “18-CT/TU”\n"))
    #expect(run.output.contains("reference"))
    let line = try Program.run("explain", path, "10:46", "--lang", "vi")
    #expect(line.output.contains("văn bản viện dẫn"))
    #expect(try Program.run("explain", "-", "@0", input: sampleText()).output.hasPrefix("-:1:1: “T”\n"))
  }

  @Test func explainsInJSON() throws {
    let run = try Program.run("explain", path, "18-CT/TU", "--json")
    let object = try #require(run.json() as? [String: Any])
    let place = try #require((object["places"] as? [[String: Any]])?.first)
    #expect(place["line"] as? Int == 10)
    #expect(place["raw"] as? String == "18-CT/TU")
    #expect((place["parts"] as? [[String: Any]])?.contains { $0["part"] as? String == "reference" } == true)
    let whole = try #require(Program.run("explain", path, "--json").json() as? [String: Any])
    #expect((whole["notice"] as? [String: Any])?["identifier"] as? String == "12-TB/TU")
    #expect(whole["steps"] is [Any])
  }

  @Test func saysWhatItCannotExplain() throws {
    let absent = try Program.run("explain", path, "không đâu có")
    #expect(absent.code == 1)
    #expect(absent.output == "")
    #expect(absent.errors == "\(path): error: “không đâu có” is not in the text\n")
    #expect(try Program.run("explain", folder("x")).code == 66)
    #expect(try Program.run("explain", folder.path).code == 64)
    let novel = try folder.write("novel.txt", "Ngày xưa có một người đi chợ.\n")
    let run = try Program.run("explain", novel, "chợ")
    #expect(run.code == 1)
    #expect(run.output.contains("  no rule starts here\n") || run.output.contains("left it"))
    #expect(
      run.errors == "\(novel): error: it is no notice: it has no head, no directives and no references\n")
  }

  /// A file of several notices is explained notice by notice.
  @Test func explainsOneNoticeOfSeveral() throws {
    let texts = try ["kh-ubnd-thai-binh-2023-46.md", "tb-ubnd-ha-tinh-2023-211.txt"].map { name in
      try #require(Corpus.notices.first { $0.name == name }).source()
    }
    let both = texts.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
    let bundle = try folder.write("bundle.txt", both)
    func identifier(_ path: String) throws -> String? {
      let run = try Program.run("explain", path, "--json")
      let object = try run.json() as? [String: Any]
      return (object?["notice"] as? [String: Any])?["identifier"] as? String
    }
    #expect(try identifier(bundle) == "46/KH-UBND")
    #expect(try identifier(bundle + "#1") == "46/KH-UBND")
    #expect(try identifier(bundle + "#2") == "211/TB-UBND")
    let first = try Program.run("explain", bundle)
    #expect(first.errors == "The file has 2 notices; this is the first, \(bundle)#2 is the second.\n")
    #expect(try Program.run("explain", bundle + "#2").errors == "")
    let none = try Program.run("explain", bundle + "#3")
    #expect(none.code == 64)
    #expect(none.errors.contains("the file has 2 notices, none of number 3"))
    #expect(try Program.run("explain", path + "#1").code == 0)
    // A name is a name first.
    let named = try folder.write("a#2", sampleText())
    #expect(try Program.run("explain", named).code == 0)
  }
}
