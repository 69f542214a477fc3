import Foundation
import NoticeIndex
import TestSupport
import Testing

/// Words and values as they are looked up: what is brought to its key by tables is what normalising makes of it.
struct WordKeyTests {
  @Test(arguments: [
    ("HOÀ", "hòa"), ("hoà", "hòa"), ("HÒA", "hòa"), ("Thuỵ", "thụy"), ("quý", "quý"), ("QUỲ", "quỳ"),
    ("oà", "òa"),
    ("à", "à"), ("ĐƯỜNG", "đường"), ("18", "18"), ("COVID19", "covid19"),
  ])
  func termsAreSmallAndToneIsInItsPlace(word: String, term: String) {
    #expect(String(decoding: TermForm.term(Array(word.utf8)), as: UTF8.self) == term)
  }

  @Test func wordsHaveOneTermHoweverTheyAreComposed() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let word = Self.random(Self.letters, 1...9, using: &random)
      let apart = word.decomposedStringWithCanonicalMapping
      #expect(TermForm.term(Array(word.utf8)) == TermForm.term(Array(apart.utf8)), "\(word)")
    }
  }

  @Test func valuesHaveOneKeyHoweverTheyAreComposed() {
    var random = SeededGenerator(seed: 2)
    let marks = (0x20..<0x7F).compactMap(Unicode.Scalar.init).map(Character.init)
    for _ in 0..<20_000 {
      let value = Self.random(Self.letters + marks, 1...14, using: &random)
      // A mark that no letter carries makes no difference to the value, but is beyond what tables know.
      let apart = value.decomposedStringWithCanonicalMapping + "\u{200B}"
      for field in [KeywordField.identifier, .reference, .agency, .kind] {
        #expect(KeywordKey.key(value, field) == KeywordKey.key(apart, field), "\(value)")
      }
    }
  }

  @Test func plainSymbolsHaveTheKeyThatNormalisingGives() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      let value = Self.random(Array("001289ABtu--//"), 1...14, using: &random)
      #expect(KeywordKey.key(value, .reference) == KeywordKey.key(value + "\u{200B}", .reference), "\(value)")
    }
  }

  private static let letters: [Character] =
    Array("aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbcdghklmnpqrstvx")
    + Array("AÀÁẢÃẠĂẰÂẦEÊIOÔƠUƯYÝĐBCDGHKLMNPQRSTVX0123456789")

  private static func random(
    _ alphabet: [Character], _ length: ClosedRange<Int>, using random: inout SeededGenerator
  ) -> String {
    String(
      (0..<Int.random(in: length, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
  }
}
