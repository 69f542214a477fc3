import NoticeText
import Testing

@testable import NoticeIntake

/// Of two readings of a page each word is taken from the surer one; the other is not forgotten.
@Suite struct ReadingFusionTests {
  /// Words side by side, 100 units apart at a scale of 1.
  private func page(_ words: [(String, UInt8)], scale: Int = 1, top: Int = 100) -> ReadPage {
    let line = ReadLine(
      words: words.enumerated().map { place, word in
        let left = (100 + 100 * place) * scale
        return ReadWord(
          text: word.0,
          box: Box(left: left, top: top * scale, right: left + 90 * scale, bottom: (top + 20) * scale),
          confidence: word.1)
      })
    return ReadPage(width: 1000 * scale, height: 1000 * scale, reader: "ocr", lines: [line])
  }

  private func texts(_ page: ReadPage) -> [String] { page.words.map(\.text) }

  @Test func theSurerWordStaysAndTheOtherIsAnAlternative() {
    var page = page([("Tỉnh", 96), ("ùy", 40), ("họp", 70)])
    page.take(self.page([("Tính", 60), ("ủy", 90), ("họp", 95)], scale: 2))
    #expect(texts(page) == ["Tỉnh", "ủy", "họp"])
    #expect(page.words.map(\.confidence) == [96, 90, 95])
    #expect(
      page.words.map(\.alternatives) == [
        [WordReading(text: "Tính", confidence: 60)], [WordReading(text: "ùy", confidence: 40)], [],
      ])
    #expect(page.lines[0].words[1].box == Box(left: 200, top: 100, right: 290, bottom: 120))
  }

  @Test func aThirdReadingJoinsTheAlternatives() {
    var page = page([("ùy", 40)])
    page.take(self.page([("ủy", 90)]))
    page.take(self.page([("úy", 60)]))
    page.take(self.page([("ùy", 30)]))
    #expect(texts(page) == ["ủy"])
    #expect(page.lines[0].words[0].alternatives.map(\.text) == ["úy", "ùy"])
  }

  @Test func whereOneReadingPartsWordsTheSurerStaysWhole() {
    let parted = page([("VIỆT", 96), ("NAM", 95)])
    var joined = parted
    joined.lines[0].words = [
      ReadWord(text: "VIỆTNAM", box: Box(left: 100, top: 100, right: 290, bottom: 120), confidence: 50)
    ]
    for (mine, other) in [(joined, parted), (parted, joined)] {
      var page = mine
      page.take(other)
      #expect(texts(page) == ["VIỆT", "NAM"])
    }
  }

  @Test func whatOneReadingAloneHasIsAddedIfItIsSure() {
    var page = page([("Số", 90)])
    page.take(self.page([("Điều", 96), ("z»", 30)], top: 300))
    #expect(texts(page) == ["Số", "Điều"])
    var zoned = self.page([("Số", 90)])
    zoned.take(
      self.page([("Điều", 96)], top: 300), except: [Box(left: 0, top: 250, right: 1000, bottom: 400)])
    #expect(texts(zoned) == ["Số"])
  }

  @Test(arguments: [
    ("II-", "H-"), ("1.", "l."), ("a)", "4}"), ("III", "HI"), ("-", "\u{2C6}"), ("(2)", "(ê)"),
  ])
  func aLabelIsMoreLikelyThanWhatLooksLikeIt(_ label: String, _ other: String) {
    for (mine, their) in [((label, 70), (other, 90)), ((other, 90), (label, 70))] {
      var page = page([(mine.0, UInt8(mine.1)), ("Giao", 96)])
      page.take(self.page([(their.0, UInt8(their.1)), ("Giao", 96)]))
      #expect(texts(page) == [label, "Giao"])
    }
  }

  /// A mark within a line, or before a label, that one reading alone has.
  @Test func specksAreLeftOut() {
    for (words, kept) in [
      (["-", "3.", "Giao"], ["3.", "Giao"]), (["Giao", "ˆ", "Sở"], ["Giao", "Sở"]),
      (["-", "Giao"], ["-", "Giao"]),
    ] {
      var page = page(words.map { ($0, $0.count > 1 ? 96 : 50) })
      var other = page
      other.lines[0].words.removeAll { $0.text.count == 1 }
      page.take(other)
      #expect(texts(page) == kept)
    }
  }

  @Test func aDayOfTheCalendarIsTakenBeforeASurerOneThatIsNone() {
    var page = page([("15/3/2924.", 95)])
    page.take(self.page([("15/3/2024.", 80)]))
    #expect(texts(page) == ["15/3/2024."])
  }

  @Test func emptyPagesAreTaken() {
    var empty = ReadPage(width: 0, height: 0, reader: "ocr")
    empty.take(page([("Số", 90)]))
    #expect(texts(empty) == ["Số"])
    var full = page([("Số", 90)])
    full.take(ReadPage(width: 0, height: 0, reader: "ocr"))
    #expect(texts(full) == ["Số"])
  }

  @Test func symbolsAreTakenPartByPart() {
    var page = page([("1§90/HD-TTg", 60), ("66/2016/NB-CP", 90)])
    page.take(self.page([("1890/HĐ-TTs", 40), ("66/2016/NĐ-CP", 85)]))
    #expect(texts(page) == ["1890/HD-TTg", "66/2016/NĐ-CP"])
  }
}
