import TestSupport
import Testing

@testable import NoticeIntake
@testable import NoticeText

struct HTMLTextTests {
  private func text(_ html: String) throws -> String { try text(Array(html.utf8)) }

  private func text(_ html: [UInt8]) throws -> String {
    String(decoding: try HTMLText.read(html).bytes, as: UTF8.self)
  }

  @Test func blocksAreLines() throws {
    let html = """
      <!DOCTYPE html><html><head><title>no</title><style>p { no }</style><script>no()</script></head>
      <body><h1>THÔNG
        BÁO</h1><p>Một&nbsp;<b>hai</b> ba<br>bốn</p><div>năm</div>
      <ol start=3><li>sáu</li><li><p>bảy</p></li></ol><ul><li>tám</ul><pre>a
        b</pre><noscript>no</noscript><!-- no --></body></html>
      """
    #expect(
      try text(html)
        == "THÔNG BÁO\n\nMột\u{A0}hai ba\nbốn\n\nnăm\n3. sáu\n4. bảy\n\n- tám\na\n  b\n\n")
  }

  @Test func tablesOfTwoCellsStandSideBySide() throws {
    let html = """
      <table><tr><td><p>ỦY BAN NHÂN DÂN<p>TỈNH A<p>Số: 1/QĐ</td><td>CỘNG HÒA<br>Độc lập</td></tr></table>
      <table><tr><th>TT<th>Việc<th>Hạn</tr><tr><td>1<td>Báo cáo<br>năm<td>30/6</tr></table>
      """
    #expect(
      try text(html)
        == "ỦY BAN NHÂN DÂN      CỘNG HÒA\nTỈNH A               Độc lập\nSố: 1/QĐ\n| TT | Việc | Hạn |\n| 1 | Báo cáo năm | 30/6 |\n"
    )
  }

  @Test func bytesTellTheEncodingWhateverThePageSays() throws {
    let line =
      "Ủy ban nhân dân tỉnh thông báo kết luận của đồng chí Bí thư Tỉnh ủy về việc thực hiện nhiệm vụ"
    for encoding in [LegacyEncoding.vni, .windows1258, .viscii, .vps] {
      let encoder = LegacyEncoder(encoding)
      let head = "<html><meta charset=\"iso-8859-1\"><body><p>"
      #expect(try text(Array(head.utf8) + encoder.encode(line) + Array("</p>".utf8)) == line + "\n\n")
    }
    let entities = line.unicodeScalars.map { $0.isASCII ? String($0) : "&#\($0.value);" }.joined()
    #expect(try text("<html><meta charset=windows-1252><p>" + entities) == line + "\n\n")
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in "<html><p>\(line)</p></html>".utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try FileReader.forContent(utf16, named: FilePath("a")).name == "html")
    #expect(try text(utf16) == line + "\n\n")
  }

  @Test func fontsTellTheEncoding() throws {
    let html = """
      <html><p><font face=".VnTimeH">céng hoµ</font></p><p style="font-family: '.VnTime'; x: y">x· héi</p>
      <p style="font-family:VNI-Times">nha&acirc;n da&acirc;n</p><p>déjà vu</p>
      """
    #expect(try text(html) == "CỘNG HOÀ\n\nxã hội\n\nnhân dân\n\ndéjà vu\n\n")
  }

  @Test func isKnownByItsContent() throws {
    func reader(_ text: String, _ name: String) throws -> String {
      try FileReader.forContent(Array(text.utf8), named: FilePath(name)).name
    }
    #expect(try reader("\u{FEFF} <!DOCTYPE HTML><p>", "a.txt") == "html")
    #expect(try reader("<?xml version=\"1.0\"?><html xmlns=\"x\">", "a") == "html")
    #expect(try reader("<p>Kính gửi", "a.htm") == "html")
    #expect(try reader("<Kính gửi> html", "a.txt") == "text")
    #expect(try reader("Số: 12", "a.html") == "text")
  }

  @Test func hostilePagesEnd() throws {
    let million = 1_000_000
    #expect(throws: InputError.self) { try text("<html>" + String(repeating: "<b>", count: million)) }
    #expect(throws: InputError.self) {
      try text("<html>" + String(repeating: "<table><tr><td>", count: million / 10))
    }
    // Some of these are text and some are nothing: they only have to end, and not in a trap.
    for piece in [
      "<", "<p", "<!--", "&#", "&amp", "</b>", "<b></i>", "<![CDATA[", "<li>", "<a b=\"", "\u{1}",
    ] {
      _ = try? text("<html><p>x" + String(repeating: piece, count: million / piece.utf8.count))
    }
    let wide = "<html><table><tr><td>" + String(repeating: "a", count: million) + "<td>"
    let lines = String(repeating: "b<br>", count: 100_000)
    #expect(try text(wide + lines).utf8.count < 20_000_000)
  }

  @Test(arguments: UInt64(0)..<200)
  func anyBytesEnd(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let tags = [
      "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<p>", "<li>", "<ol>", "</ol>",
      "<font face=.VnTimeH>", "</font>", "<pre>", "<script>", "</script>", "đ", "&#273;", "\n", "a",
    ]
    var html = Array("<html>".utf8)
    for _ in 0..<random.below(200) {
      html += random.oneIn(20) ? random.bytes(3) : Array(tags[random.below(tags.count)].utf8)
    }
    _ = try? HTMLText.read(html)
  }
}
