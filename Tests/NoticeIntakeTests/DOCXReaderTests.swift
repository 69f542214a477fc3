import Foundation
import TestSupport
import Testing

@testable import NoticeIntake

struct DOCXReaderTests {
  private static let names =
    #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#

  static func docx(_ body: String, styles: String = "", numbering: String = "") -> [UInt8] {
    var entries = [
      ZipMaker.Entry("[Content_Types].xml", "<Types/>"),
      ZipMaker.Entry(
        "word/document.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \(names)><w:body>\(body)</w:body></w:document>"
      ),
    ]
    if !styles.isEmpty {
      entries.append(ZipMaker.Entry("word/styles.xml", "<w:styles \(names)>\(styles)</w:styles>"))
    }
    if !numbering.isEmpty {
      entries.append(ZipMaker.Entry("word/numbering.xml", "<w:numbering \(names)>\(numbering)</w:numbering>"))
    }
    return ZipMaker.zip(entries)
  }

  private func text(_ body: String, styles: String = "", numbering: String = "") throws -> String {
    String(
      decoding: try DOCXReader.read(Self.docx(body, styles: styles, numbering: numbering)).bytes,
      as: UTF8.self)
  }

  private func p(_ text: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
  }

  @Test func paragraphsAreLines() throws {
    let body = """
      <w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>Số:</w:t><w:tab/><w:t>12</w:t></w:r></w:p>
      <w:p/><w:p><w:r><w:t>Một</w:t><w:br/><w:t>hai</w:t></w:r><w:del><w:r><w:delText>không</w:delText><w:t>không</w:t></w:r></w:del>
      <w:ins><w:r><w:t xml:space="preserve"> ba</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>
      <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>TB</w:t></w:r></w:p>
      """
    #expect(try text(body) == "Số:\t12\n\nMột\nhai ba1-TB\n")
  }

  @Test func boxesAreReadOnce() throws {
    let box = "<w:txbxContent>\(p("hộp"))</w:txbxContent>"
    let body =
      "<w:p><w:r><w:t>trước</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>\(box)</mc:Choice><mc:Fallback>\(box)</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>sau</w:t></w:r></w:p>"
    #expect(try text(body) == "trước\nhộp\nsau\n")
  }

  @Test func listsAreCounted() throws {
    func item(_ level: Int, _ list: Int, _ text: String) -> String {
      p(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
    }
    func level(_ level: Int, _ format: String, _ text: String, start: Int = 1) -> String {
      "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"\(start)\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"\(text)\"/></w:lvl>"
    }
    let numbering =
      "<w:abstractNum w:abstractNumId=\"7\">" + level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.")
      + level(2, "lowerLetter", "%3)") + level(3, "bullet", "\u{F0B7}") + level(4, "decimal", "%2.%5")
      + "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">" + level(0, "decimal", "Điều %1.", start: 4)
      + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
      + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>"
      + "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"8\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
    let styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>"
      + "<w:style w:type=\"paragraph\" w:styleId=\"Item\"><w:basedOn w:val=\"Base\"/></w:style>"
      + "<w:style w:type=\"paragraph\" w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/></w:style>"
    let body =
      item(0, 1, "a") + item(1, 1, "b") + item(2, 1, "c") + item(2, 1, "d") + item(3, 1, "e")
      + item(1, 1, "f")
      + item(4, 1, "g") + item(2, 1, "h") + item(0, 1, "i") + item(1, 1, "j")
      + p("k", "<w:pStyle w:val=\"Item\"/>")
      + item(0, 2, "l") + item(0, 3, "m") + p("n", "<w:pStyle w:val=\"Loop\"/>") + item(0, 0, "o")
      + item(0, 99, "p")
    #expect(
      try text(body, styles: styles, numbering: numbering)
        == "I. a\n1. b\na) c\nb) d\n- e\n2. f\n2.1 g\na) h\nII. i\n1. j\nĐiều 4. k\nĐiều 5. l\nĐiều 1. m\nn\no\np\n"
    )
  }

  @Test func tablesAreLaidOut() throws {
    func row(_ cells: String...) -> String {
      "<w:tr>" + cells.map { "<w:tc>\($0)</w:tc>" }.joined() + "</w:tr>"
    }
    let head = row(p("TỈNH ỦY A") + p("*") + p("Số 1-TB/TU"), p("ĐẢNG CỘNG SẢN VIỆT NAM") + p("A, ngày 1"))
    let data = row(p("TT"), p("Việc"), p("Hạn")) + row(p("1"), p("Báo cáo") + p("năm"), p(""))
    #expect(
      try text("<w:tbl>\(head)</w:tbl><w:tbl>\(data)</w:tbl>")
        == "TỈNH ỦY A       ĐẢNG CỘNG SẢN VIỆT NAM\n*               A, ngày 1\nSố 1-TB/TU\n| TT | Việc | Hạn |\n| 1 | Báo cáo năm |  |\n"
    )
  }

  @Test func fontsOfOldAreRead() throws {
    func run(_ text: String, _ font: String) -> String {
      "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\"/></w:rPr><w:t>\(text)</w:t></w:r></w:p>"
    }
    let styles =
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr></w:rPrDefault></w:docDefaults>"
    let body =
      run("céng hoµ", ".VnTimeH") + run("Uûy ban nhaân daân", "VNI-Times") + p("x· héi")
      + run("đã đổi", ".VnTime")
      + "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>thông báo ộ</w:t></w:r></w:p>"
      + "<w:p><w:r><w:t>nh</w:t><w:softHyphen/><w:t> trªn</w:t></w:r></w:p>"
    let lines = ["CỘNG HOÀ", "Ủy ban nhân dân", "xã hội", "đã đổi", "THÔNG BÁO Ộ", "như trên", ""]
    #expect(try text(body, styles: styles) == lines.joined(separator: "\n"))
  }

  @Test func isKnownByItsContent() throws {
    let bytes = Self.docx(p("x"))
    #expect(try FileReader.forContent(bytes, named: FilePath("a.zip")).name == "docx")
    #expect(throws: InputError.unsupported(format: "ZIP")) {
      try FileReader.forContent(ZipMaker.zip([.init("scan.docx", bytes)]), named: FilePath("a.docx"))
    }
    #expect(try FileReader.forContent(Array("{\\rtf1".utf8), named: FilePath("a")).name == "rtf")
  }

  @Test func hostileDocumentsAreErrors() throws {
    func code(_ bytes: [UInt8]) -> String? {
      do throws(InputError) {
        _ = try DOCXReader.read(bytes)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code(Self.docx("<w:p>")) == "damaged")
    #expect(code(Self.docx("")) == "empty")
    #expect(code(ZipMaker.zip([.init("[Content_Types].xml", "x")])) == "unsupported")
    #expect(code(Array(Self.docx(p("x")).prefix(60))) == "damaged")
    var laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">"
    for (next, last) in zip("bcdefghij", "abcdefghi") {
      laughs += "<!ENTITY \(next) \"" + String(repeating: "&\(last);", count: 10) + "\">"
    }
    let bomb =
      "<?xml version=\"1.0\"?>\(laughs)]><w:document \(Self.names)><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
    let zip = ZipMaker.zip([.init("[Content_Types].xml", "x"), .init("word/document.xml", bomb)])
    #expect(code(zip) == "damaged" || code(zip) == "empty")
    let deep = String(repeating: "<w:p>", count: 100_000)
    #expect(code(Self.docx(deep)) == "damaged")
    let outside =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:document \(Self.names)><w:body><w:p><w:r><w:t>x&a;</w:t></w:r></w:p></w:body></w:document>"
    let text = try? DOCXReader.read(
      ZipMaker.zip([.init("[Content_Types].xml", "x"), .init("word/document.xml", outside)]))
    #expect(text.map { !String(decoding: $0.bytes, as: UTF8.self).contains("root") } ?? true)
  }

  /// Through LibreOffice, where it is.
  @Test func oldKindsAreConverted() async throws {
    let rtf = Array(#"{\rtf1\ansi\ansicpg1252 S\u7889? 12/TB-UBND\par Giao S\u7903? Y t\u7871?}"#.utf8)
    do {
      let file = try await Intake().read(rtf, FileReader.forContent(rtf, named: FilePath("a.rtf")))
      #expect(String(decoding: file.text.bytes, as: UTF8.self) == "Số 12/TB-UBND\nGiao Sở Y tế\n")
      #expect(file.reader == "rtf")
    } catch InputError.missingProgram(let name, let package) {
      #expect(name == "soffice")
      #expect(package == "libreoffice-writer-nogui")
    }
  }

  @Test func aMissingProgramIsNamed() async throws {
    var intake = Intake()
    intake.programs.soffice = ExternalProgram(
      "soffice", package: "libreoffice-writer-nogui", path: "/nowhere/soffice")
    let rtf = Array(#"{\rtf1 x}"#.utf8)
    await #expect(throws: InputError.missingProgram("soffice", package: "libreoffice-writer-nogui")) {
      try await intake.read(rtf, .rtf)
    }
  }
}
