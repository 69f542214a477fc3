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
                confidence: UInt8.random(in: 0...100, using: &random))
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
