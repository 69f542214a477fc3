import NoticeText
import Testing

@testable import NoticeIntake

/// Of two readings of a signature, each line is taken from the surer one.
@Suite struct SignatureReadingTests {
  private let zone = Box(left: 0, top: 0, right: 1000, bottom: 1000)

  /// A word 20 units high for each text, side by side from `left`.
  private func line(_ top: Int, _ words: [(String, UInt8)], left: Int = 100) -> ReadLine {
    ReadLine(
      words: words.enumerated().map { place, word in
        let start = left + 100 * place
        return ReadWord(
          text: word.0, box: Box(left: start, top: top, right: start + 90, bottom: top + 20),
          confidence: word.1)
      })
  }

  private func page(_ lines: ReadLine...) -> ReadPage {
    ReadPage(width: 2000, height: 1000, reader: "ocr", lines: lines)
  }

  private func texts(_ page: ReadPage) -> [String] {
    page.lines.sorted { $0.words[0].box.top < $1.words[0].box.top }.map {
      $0.words.map(\.text).joined(separator: " ")
    }
  }

  @Test func eachLineIsTakenFromTheSurerReading() {
    let one = page(
      line(100, [("CHỦ", 96), ("TỊCH", 95)]), line(300, [("Ngu1yên", 20), ("V3n", 55), ("An", 96)]))
    let other = page(
      line(103, [("CHÚ", 60), ("TỊCH", 95)]), line(297, [("Nguyễn", 93), ("Văn", 90), ("An", 96)]))
    #expect(texts(Tesseract.withSurerLines(one, other, [zone])) == ["CHỦ TỊCH", "Nguyễn Văn An"])
    #expect(texts(Tesseract.withSurerLines(other, one, [zone])) == ["CHỦ TỊCH", "Nguyễn Văn An"])
  }

  @Test func aNameThatOneReadingLacksIsAdded() {
    let one = page(line(100, [("CHỦ", 96), ("TỊCH", 95)]))
    let other = page(line(300, [("Nguyễn", 93), ("An", 96)]))
    #expect(texts(Tesseract.withSurerLines(one, other, [zone])) == ["CHỦ TỊCH", "Nguyễn An"])
  }

  @Test func specksAreNotAddedAndNothingElseIsTouched() {
    let one = page(line(100, [("CHỦ", 96)]), line(100, [("Lưu", 30)], left: 1200))
    let other = page(line(300, [("Ệ:", 28), ("z»", 50)]), line(100, [("Lưu", 96)], left: 1200))
    let read = Tesseract.withSurerLines(one, other, [zone])
    #expect(Set(texts(read)) == ["CHỦ", "Lưu"])
    #expect(read.words.map(\.confidence).contains(30))
  }

  @Test func twoLinesAreNotGivenUpForOneThatIsLessSure() {
    let one = page(line(300, [("Nguyễn", 90)]), line(302, [("An", 90)], left: 400))
    let other = page(line(301, [("Nguyễn", 92), ("4#", 5)]))
    #expect(Tesseract.withSurerLines(one, other, [zone]).words.map(\.text) == ["Nguyễn", "An"])
  }
}
