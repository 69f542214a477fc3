import NoticeText
import TestSupport
import Testing

@testable import NoticeIntake

@Suite struct PageAssemblerTests {
  /// Words of a line, ten units high and a letter wide five, that begins at `left`.
  private func line(_ text: String, _ left: Int, _ top: Int, fall: Double = 0) -> ReadLine {
    var words: [ReadWord] = []
    var at = left
    for word in text.split(separator: " ") {
      let width = word.count * 5
      let shift = Int((Double(at) * fall).rounded())
      words.append(
        ReadWord(
          text: String(word),
          box: Box(left: at, top: top + shift, right: at + width, bottom: top + shift + 10),
          confidence: 90))
      at += width + 5
    }
    return ReadLine(words: words)
  }

  private func text(_ lines: ReadLine...) -> String {
    let page = ReadPage(width: 600, height: 800, reader: "ocr", lines: lines)
    return String(decoding: PageAssembler.text(of: [page]).bytes, as: UTF8.self)
  }

  @Test func linesFollowEachOther() {
    #expect(text(line("hai ba", 0, 15), line("một", 0, 0)) == "một\nhai ba\n")
  }

  @Test func aGapIsAnEmptyLine() {
    #expect(text(line("một", 0, 0), line("hai", 0, 14), line("ba", 0, 40)) == "một\nhai\n\nba\n")
  }

  @Test func aPageThatLeansHasTheSameText() {
    let straight = text(
      line("một hai ba bốn năm sáu", 0, 0), line("trái", 0, 15), line("phải cũng là một dòng", 300, 15))
    let leaning = text(
      line("một hai ba bốn năm sáu", 0, 0, fall: 0.03), line("trái", 0, 15, fall: 0.03),
      line("phải cũng là một dòng", 300, 15, fall: 0.03))
    #expect(straight == leaning)
  }

  @Test func pagesArePartedByFormFeeds() {
    let pages = (0..<3).map { number in
      ReadPage(
        width: 600, height: 800, reader: "ocr", lines: number == 1 ? [] : [line("trang \(number)", 0, 0)])
    }
    let text = PageAssembler.text(of: pages)
    #expect(String(decoding: text.bytes, as: UTF8.self) == "trang 0\n\u{C}\u{C}trang 2\n")
    #expect(text.pages.map(\.number) == [1, 2, 3])
  }

  @Test func columnsOfTheHeadFollowEachOther() {
    #expect(
      text(
        line("TỈNH ỦY MỘT TỈNH", 0, 0), line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 300, 0),
        line("Số 1 - TB/TU", 0, 15),
        line("Độc lập", 340, 17), line("THÔNG BÁO", 200, 50), line("về một việc", 180, 64))
        == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nĐộc lập\n\nTỈNH ỦY MỘT TỈNH\nSố 1 - TB/TU\n\nTHÔNG BÁO\nvề một việc\n")
  }

  @Test func aTitleBeyondTheGutterIsOfNoColumn() {
    let body = String(repeating: "một dòng của thân văn bản ", count: 4) + "dài"
    #expect(
      text(
        line("BỘ CÔNG THƯƠNG", 100, 0), line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 250, 0),
        line("Số 2", 120, 15), line("Hà Nội, ngày 05 tháng 9 năm 2024", 255, 15), line("THÔNG BÁO", 250, 30),
        line(body, 0, 45), line(body, 0, 60)
      ).hasPrefix(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 05 tháng 9 năm 2024\n\nBỘ CÔNG THƯƠNG\nSố 2\n\nTHÔNG BÁO\n"
      ))
  }

  @Test func columnsOfTheFootFollowEachOther() {
    let body = (0..<4).map {
      line("một dòng của thân văn bản đứng suốt cả bề ngang của trang này", 0, $0 * 15)
    }
    let page = ReadPage(
      width: 600, height: 800, reader: "ocr",
      lines: body + [
        line("chờ lệnh./.", 0, 60), line("Nơi nhân:", 0, 90), line("T/M BAN THƯỜNG VỤ", 250, 92),
        line("- Như trên,", 0, 105), line("BÍ THƯ", 290, 109), line("- Lưu VP.", 0, 120),
        line("Trần Văn Một", 270, 180),
      ])
    #expect(
      String(decoding: PageAssembler.text(of: [page]).bytes, as: UTF8.self).hasSuffix(
        "chờ lệnh./.\n\nNơi nhân:\n- Như trên,\n- Lưu VP.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nTrần Văn Một\n\n"))
  }

  @Test func rowsOfATableStayRows() {
    let body = (0..<4).map {
      line("một dòng của thân văn bản đứng suốt cả bề ngang của trang này", 0, $0 * 15)
    }
    let page = ReadPage(
      width: 600, height: 800, reader: "ocr",
      lines: body + [
        line("Sở Tài chính", 0, 80), line("12 hộ", 300, 80), line("Sở Xây dựng", 0, 95),
        line("7 hộ", 300, 95),
      ])
    #expect(
      String(decoding: PageAssembler.text(of: [page]).bytes, as: UTF8.self).hasSuffix(
        "\nSở Tài chính      12 hộ\nSở Xây dựng      7 hộ\n"))
  }

  @Test func specksAreLeftOutAndCounted() {
    var speck = line("¬ ]l", 200, 40)
    for index in speck.words.indices { speck.words[index].confidence = 20 }
    var faint = line("Tôn Thất", 0, 60)
    for index in faint.words.indices { faint.words[index].confidence = 20 }
    let page = ReadPage(width: 600, height: 800, reader: "ocr", lines: [line("một", 0, 0), speck, faint])
    let text = PageAssembler.text(of: [page])
    #expect(String(decoding: text.bytes, as: UTF8.self) == "một\n\nTôn Thất\n")
    #expect(text.diagnostics.map(\.code) == ["ocr-noise"])
  }

  /// Every word of any page stands in the text once, where its span says, with its box.
  @Test(arguments: 0..<100) func nothingIsLost(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pages = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      ReadPage(
        width: 600, height: 800, reader: "ocr",
        lines: (0..<Int.random(in: 0...12, using: &random)).map { _ in
          ReadLine(
            words: (0..<Int.random(in: 0...6, using: &random)).map { number in
              let left = Int.random(in: -5...600, using: &random)
              let top = Int.random(in: -5...800, using: &random)
              return ReadWord(
                text: ["ủy", "ban", "12/TB", "·"].randomElement(using: &random) ?? "",
                box: Box(
                  left: left, top: top, right: left + Int.random(in: -3...90, using: &random),
                  bottom: top + Int.random(in: -3...40, using: &random)),
                confidence: UInt8.random(in: 60...100, using: &random))
            })
        })
    }
    let text = PageAssembler.text(of: pages)
    #expect(text.pages.count == pages.count)
    for (page, read) in zip(text.pages, pages) {
      var before = page.span.start
      for word in page.words {
        #expect(word.span.start >= before && word.span.end <= page.span.end)
        before = word.span.end
        #expect(read.words.contains { $0.text == text.raw(word.span) && $0.box == word.box })
      }
      #expect(page.words.map { text.raw($0.span) }.sorted() == read.words.map(\.text).sorted())
    }
  }
}
