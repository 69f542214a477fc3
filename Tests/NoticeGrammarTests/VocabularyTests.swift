import NoticeText
import TestSupport
import Testing

@testable import NoticeGrammar

/// The tables of words agree with dictionaries.
@Suite struct VocabularyTests {
  @Test(arguments: UInt64(0)..<20)
  func agreesWithADictionary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var entries: [WordKey: UInt16] = [:]
    // Few bits, so that some are asked for that differ in little from those in the list.
    func key() -> WordKey { WordKey(bits: random.next() & 0x8000_0000_0000_1F9F) }
    for id in 1...UInt16(1 + random.below(400)) { entries[key()] = id }
    let (words, rare, table) = (Vocabulary(entries), RareWords(entries), WordTable(entries))
    for asked in Array(entries.keys) + (0..<2000).map({ _ in key() }) {
      #expect(words.id(asked) == entries[asked] ?? 0)
      #expect(rare.id(asked) == entries[asked] ?? 0)
      #expect(table[asked] == entries[asked])
      #expect(table.contains(asked) == (entries[asked] != nil))
    }
  }

  @Test(arguments: [
    "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Ủy ban nhân dân TỈNH SƠN LA", "BAN CHỈ ĐẠO phòng, chống COVID-19", "  ",
    "Đ A B",
    "Sở Y tế thành phố HUẾ", "CÔNG TY 36-67", "x ĐỘI tỉnh ĐẮK LẮK phố VINH", "(ĐẢNG ỦY) A", "",
  ])
  func namesGetTheirCaseWithAndWithoutOtherLetters(_ name: String) {
    // A Greek letter at the end sends the name the other way.
    let foreign = name + " ω"
    #expect(ProperCase.name(name) + " ω" == ProperCase.name(foreign) || name.allSatisfy { $0 == " " })
    #expect(ProperCase.lower(name) == name.lowercased())
  }
}
