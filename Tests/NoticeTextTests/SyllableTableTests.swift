import Testing

@testable import NoticeText

@Suite struct SyllableTableTests {
  let table = SyllableTable.standard

  @Test(arguments: [
    "ủy", "uỷ", "ban", "nhân", "dân", "nghị", "quyết", "quốc", "quý", "gì", "giếng", "giữ", "yêu", "tiến",
    "kỳ", "khuỷu", "thuở",
    "Nghiêng", "ĐẢNG", "oanh", "huyện", "xã", "phường", "việc", "ngoặc", "hoạch", "a", "ý",
  ])
  func isOne(_ word: String) {
    #expect(table.isSyllable(WordKey(word)))
  }

  @Test(arguments: [
    "tỉrứi", "kmh", "Chíiih", "ữiển", "COVID", "bệnli", "ngi", "cế", "gê", "ka" + "b", "việng" + "h", "tôc",
    "nhàt", "iêu", "bc", "UBND", "quoa",
  ])
  func isNone(_ word: String) {
    #expect(!table.isSyllable(WordKey(word)))
  }

  @Test func thereAreAsManyAsTheTablesGive() {
    #expect(table.count > 2_000 && table.count < 4_500)
  }
}
