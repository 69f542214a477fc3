import Testing

@testable import NoticeText

@Suite struct WordKeyTests {
  @Test func oneKeyForEitherToneStyleAndCase() {
    #expect(WordKey("hoà") == WordKey("hòa"))
    #expect(WordKey("Uỷ") == WordKey("ỦY"))
    #expect(WordKey("quý") != WordKey("qúy").bare)
    #expect(WordKey("đảng") != WordKey("dảng"))
  }

  @Test func withoutMarks() {
    #expect(WordKey("Đảng").bare == WordKey("dang"))
    #expect(WordKey("thường").bare == WordKey("thuong"))
    #expect(WordKey("nghiêng").count == 7)
  }

  @Test func whatDoesNotFitIsHashed() {
    #expect(WordKey("international").isHashed)
    #expect(WordKey("ữiển").isHashed)  // two tones
    #expect(WordKey("naïve").isHashed)
    #expect(!WordKey("nghiêng").isHashed)
    #expect(WordKey("International") == WordKey("international"))
  }

  @Test(arguments: [
    "hòa", "ủy", "quý", "hoàn", "thuyền", "giếng", "gì", "trường", "khuỷu", "múa", "nghĩa", "đoàn", "quốc",
  ])
  func spellsAWordAsItIsWritten(_ word: String) {
    #expect(WordKey(word).spelling == word)
  }
}
