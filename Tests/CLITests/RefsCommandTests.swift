import Foundation
import TestSupport
import Testing

struct RefsCommandTests {
  private let folder: TemporaryFolder
  private let archive: String

  init() throws {
    folder = try TemporaryFolder()
    archive = folder("archive")
    _ = try folder.write(
      "notices/a.txt", Self.notice(401, "20", "Thực hiện Chỉ thị số 18-CT/TU ngày 18/10/2021 của Tỉnh ủy."))
    _ = try folder.write(
      "notices/b.txt",
      Self.notice(402, "22", "Thông báo này thay thế Thông báo số 401-TB/TU ngày 20/11/2021 của Tỉnh ủy."))
    _ = try folder.write("notices/c.txt", Self.notice(403, "25", "Thực hiện Chỉ thị số 18-CT/TU."))
    #expect(try Program.shell("cd '\(folder("notices"))' && \"$thongbao\" add ../archive .").code == 0)
  }

  private static func notice(_ number: Int, _ day: String, _ body: String) -> String {
    """
    TỈNH ỦY SƠN LA
    *
    Số \(number)-TB/TU

    ĐẢNG CỘNG SẢN VIỆT NAM
    Sơn La, ngày \(day) tháng 11 năm 2021

    THÔNG BÁO
    ý kiến chỉ đạo về công tác số \(number)

    Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau:
    1. \(body)

    T/L BAN THƯỜNG VỤ
    CHÁNH VĂN PHÒNG
    Trần Văn Minh
    """
  }

  private func refs(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Outcome {
    try Program.run(Program.path, ["refs", archive] + arguments, input: nil, environment: environment)
  }

  @Test func showsWhoRefersAndToWhat() throws {
    let run = try refs("18-ct/tu")
    #expect(run.code == 0 && run.errors == "")
    #expect(
      run.output == """
        18-CT/TU · Chỉ thị · Tỉnh ủy · 18/10/2021 [not in the archive]

        2 documents refer to it: implements 2
        ├─ 403-TB/TU · Thông báo · Tỉnh ủy Sơn La · 25/11/2021 · implements
        │     …Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau: 1. Thực hiện Chỉ thị số 18-CT/TU.…
        │     ./c.txt § 1
        └─ 401-TB/TU · Thông báo · Tỉnh ủy Sơn La · 20/11/2021 · implements
              …Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau: 1. Thực hiện Chỉ thị số 18-CT/TU ngày 18/10/2021 của Tỉnh ủy.…
              ./a.txt § 1

        """)
    let inVietnamese = try refs("Thông báo số 401 - TB/TU", "--cited-by", "--lang", "vi")
    #expect(inVietnamese.output.contains("1 văn bản viện dẫn: thay thế 1\n└─ 402-TB/TU"))
    #expect(!inVietnamese.output.contains("18-CT/TU"))
  }

  @Test func readyDocumentsReferToo() throws {
    let ready = try folder.write(
      "ready.ndjson",
      #"""
      {"id":"gazette/1","text":"abc","identifier":"500-TB/TU","kind":"TB","issuer":"Tỉnh ủy Sơn La","date":"2021-12-01","references":["401-TB/TU","402-TB/TU"]}
      {"id":"gazette/2","text":"abd","identifier":"501-TB/TU","references":["500-TB/TU"]}
      """#)
    #expect(try Program.run("add", archive, "--documents", ready).code == 0)
    let citedBy = try refs("401-TB/TU", "--cited-by").output
    #expect(
      citedBy.contains("2 documents refer to it") && citedBy.contains("500-TB/TU · TB · Tỉnh ủy Sơn La"))
    let own = try refs("gazette/1").output
    #expect(own.contains("501-TB/TU") && own.contains("402-TB/TU") && own.contains("401-TB/TU"))
  }

  @Test func goesAlongTheLineOfTime() throws {
    let lines = try refs("401-TB/TU", "--timeline").output.split(separator: "\n")
    #expect(lines.map { $0.prefix(3) } == ["→ 1", "● 4", "ý k", "← 4"])
  }

  @Test func namesWhatIsMissing() throws {
    #expect(try refs("--missing").output == "2  18-CT/TU · Chỉ thị · Tỉnh ủy · 18/10/2021\n")
    let json = try #require(try refs("--missing", "--format", "json").json() as? [String: Any])
    let first = try #require((json["missing"] as? [[String: Any]])?.first)
    #expect(first["documents"] as? Int == 2)
  }

  @Test func givesJSON() throws {
    let json = try #require(
      try refs("401-TB/TU", "--depth", "2", "--format", "json").json() as? [String: Any])
    let work = try #require((json["works"] as? [[String: Any]])?.first)
    #expect(
      (work["work"] as? [String: Any])?["uri"] as? String
        == "/akn/vn/doc/thong-bao/tinh-uy-son-la/2021/401-tb-tu")
    let items = try #require((work["citedBy"] as? [String: Any])?["items"] as? [[String: Any]])
    #expect(items.count == 1 && items[0]["role"] as? String == "replaces")
    #expect(items[0]["certainty"] as? String == "certain")
    let evidence = try #require(items[0]["evidence"] as? [String: Any])
    let bytes = Array(try #require(evidence["text"] as? String).utf8)
    let mark = try #require(evidence["mark"] as? [Int])
    #expect(String(decoding: bytes[mark[0]..<mark[1]], as: UTF8.self).hasPrefix("Thông báo số 401-TB/TU"))
  }

  @Test func drawsGraphs() throws {
    let dot = try refs("--format", "dot").output
    #expect(
      dot.hasPrefix("digraph citations {") && dot.contains("402-TB/TU")
        && dot.contains("[label=\"replaces\"]"))
    let whole = try refs("--format", "graphml").output
    #expect(whole.hasPrefix("<?xml") && whole.hasSuffix("</graphml>\n"))
    let one = try refs("401-TB/TU", "--format", "graphml").output
    #expect(one.components(separatedBy: "<node ").count == 4)
    // Without Graphviz it says what to install, and that is not a crash.
    let svg = try refs("401-TB/TU", "--format", "svg", environment: ["PATH": "/nowhere"])
    #expect(svg.code == 69 && svg.errors.contains("sudo apt install graphviz") && svg.output == "")
  }

  @Test func saysWhatItDoesNotKnow() throws {
    let run = try refs("403-TB/TV")
    #expect(run.code == 1 && run.output == "")
    #expect(
      run.errors.contains("neither in the archive nor mentioned") && run.errors.contains("403-tb-tu (1)"))
    #expect(try refs().code == 64)
    #expect(try refs("18-CT/TU", "--missing").code == 64)
    #expect(try refs("18-CT/TU", "--role", "loves").code == 64)
    #expect(try Program.run("refs", folder("nothing"), "1-CT/TU").code == 66)
  }

  @Test func choosesRolesAndNumbers() throws {
    #expect(try refs("401-TB/TU", "--role", "implements").output.contains("18-CT/TU"))
    #expect(!(try refs("401-TB/TU", "--role", "implements").output.contains("402-TB/TU")))
    #expect(try refs("18-CT/TU", "--limit", "1").output.contains("… 1 more (--limit 0 for all)"))
    let file = folder("out.json")
    #expect(try refs("18-CT/TU", "--format", "json", "-o", file).code == 0)
    #expect(FileManager.default.contents(atPath: file)?.last == 0x0A)
  }

  @Test func duplicatesAreNamed() throws {
    let none = try Program.run("index", "duplicates", archive)
    #expect(none.code == 1 && none.errors == "there are no duplicates\n")
    let name = Corpus.notices.first.map { $0.text.path } ?? ""
    let copy = try folder.write(
      "copy.txt", String(contentsOfFile: name, encoding: .utf8) + "\nsao y bản chính")
    #expect(try Program.run("add", archive, name, copy).code == 0)
    let found = try Program.run("index", "duplicates", archive)
    #expect(found.code == 0 && found.output.contains(copy) && found.output.contains("the same document, "))
    let json = try #require(
      try Program.run("index", "duplicates", archive, "--json").json() as? [[String: Any]])
    #expect(json.count == 1 && json[0]["sameWork"] as? Bool == true)
  }
}
