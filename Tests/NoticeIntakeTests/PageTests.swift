import NoticeText
import Testing

@Suite struct PageTests {
  /// Words of ten by ten on two lines and two pages.
  private static func text() -> SourceText {
    var text = SourceText("một hai\nba bốn\n\u{C}năm")
    func word(_ start: Int, _ end: Int, _ left: Int, _ top: Int) -> PageWord {
      PageWord(
        span: SourceRange(start, end), box: Box(left: left, top: top, right: left + 10, bottom: top + 10))
    }
    let hai = 6
    text.pages = [
      Page(
        number: 1, width: 100, height: 100, span: SourceRange(0, 19), reader: "ocr",
        words: [word(0, 5, 0, 0), word(hai, 9, 20, 1), word(10, 12, 0, 20), word(13, 18, 20, 20)]),
      Page(
        number: 2, width: 100, height: 100, span: SourceRange(20, 24), reader: "ocr",
        words: [word(20, 24, 5, 5)]),
    ]
    return text
  }

  @Test func spanHasARegionALine() {
    let text = Self.text()
    #expect(
      text.regions(of: SourceRange(6, 24)) == [
        Region(page: 1, box: Box(left: 20, top: 1, right: 30, bottom: 11)),
        Region(page: 1, box: Box(left: 0, top: 20, right: 30, bottom: 30)),
        Region(page: 2, box: Box(left: 5, top: 5, right: 15, bottom: 15)),
      ])
  }

  @Test func wholePagesHaveARegionEach() {
    #expect(
      Self.text().regions(of: SourceRange(0, 24), wholePages: true).map(\.box) == [
        Box(left: 0, top: 0, right: 30, bottom: 30), Box(left: 5, top: 5, right: 15, bottom: 15),
      ])
  }

  @Test func partOfAWordHasItsBox() {
    #expect(Self.text().regions(of: SourceRange(7, 8)).map(\.box.left) == [20])
    #expect(Self.text().regions(of: SourceRange(9, 10)).isEmpty)
    #expect(SourceText("một").regions(of: SourceRange(0, 3)).isEmpty)
  }
}
