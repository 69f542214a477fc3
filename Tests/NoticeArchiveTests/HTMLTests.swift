import Testing

@testable import NoticeArchive

@Suite struct HTMLTests {
  private func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

  @Test(arguments: [
    ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
    (#""><img src=x onerror="y">"#, "&quot;&gt;&lt;img src=x onerror=&quot;y&quot;&gt;"),
    ("a & b &amp; c", "a &amp; b &amp;amp; c"),
    ("Chỉ thị số 18-CT/TU\tngày", "Chỉ thị số 18-CT/TU\tngày"),
    ("\u{0}\u{1B}[1m\r\u{7F}\u{85}", "\u{FFFD}\u{FFFD}[1m\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("trang 1\u{0C}trang 2", "trang 1 trang 2"),
    ("a\u{202E}b\u{2066}c\u{2069}\u{202A}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}"),
    ("\u{2029}…\u{00A0}\u{1F600}", "\u{2029}…\u{00A0}\u{1F600}"), ("", ""),
  ])
  func whatIsPutInIsText(given: String, shown: String) {
    #expect(text("<p title=\"\(given)\">\(given)</p>") == "<p title=\"\(shown)\">\(shown)</p>")
    #expect(text(HTML(text: Array(given.utf8)[...])) == shown)
    #expect(HTML.escaped(given) == shown)
  }

  @Test func bytesThatAreNoUTF8ShowAsReplacements() {
    #expect(text(HTML(text: [0x3C, 0xFF, 0x26, 0xC2][...])) == "&lt;\u{FFFD}&amp;\u{FFFD}")
    #expect(text(HTML(text: [0xE2, 0x80][...])) == "\u{FFFD}")
  }

  @Test func markupNests() {
    let items: [HTML] = ["a<b", "c"].map { "<li>\($0)</li>" }
    var html: HTML = "<ul>\(items)</ul>"
    html += "<p>\(3) \(Phrase("thời <hạn>", "deadlines"))\(Phrase("–"))</p>"
    #expect(
      text(html) == "<ul><li>a&lt;b</li><li>c</li></ul><p>3 <span class=\"vi\">thời &lt;hạn&gt;</span>"
        + "<span class=\"en\" lang=\"en\">deadlines</span>–</p>")
  }

  @Test(arguments: [
    ("2021-10-18", "18/10/2021", "18/10/2021"), ("2021-10", "10/2021", "10/2021"), ("2021", "2021", "2021"),
    ("2021-36", "quý IV/2021", "Q4/2021"), ("2021/2025", "2021 – 2025", "2021 – 2025"),
    ("2021-33/2021-06-30", "quý I/2021 – 30/06/2021", "Q1/2021 – 30/06/2021"), ("soon", "soon", "soon"),
    ("2021-x", "2021-x", "2021-x"), ("", "", ""),
  ])
  func datesInBothLanguages(edtf: String, vi: String, en: String) {
    #expect(Phrase.date(edtf) == Phrase(vi, en))
  }

  @Test(arguments: [
    ("R/P1M", "hằng tháng", "every month"), ("R/P1W", "hằng tuần", "every week"),
    ("R/P3M", "hằng quý", "every quarter"), ("R/P2W", "2 tuần một lần", "every 2 weeks"),
    ("P5D", "5 ngày", "5 days"), ("P1Y", "1 năm", "1 year"), ("PT5H", "PT5H", "PT5H"), ("x", "x", "x"),
    ("", "", ""),
  ])
  func periodsInBothLanguages(iso: String, vi: String, en: String) {
    #expect(Phrase.period(iso) == Phrase(vi, en))
  }

  @Test func numbersInBothLanguages() {
    #expect(Phrase.number(1_234_567) == Phrase("1.234.567", "1,234,567"))
    #expect(Phrase.number(-1234) == Phrase("-1.234", "-1,234"))
    #expect(Phrase.number(0) == Phrase("0"))
    #expect(Phrase.count(1, "thời hạn", "deadline") == Phrase("1 thời hạn", "1 deadline"))
    #expect(Phrase.count(2, "văn bản", "other", plural: "others") == Phrase("2 văn bản", "2 others"))
  }
}
