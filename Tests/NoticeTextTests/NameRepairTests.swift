import Testing

@testable import NoticeText

/// Names that lists have, with a word misread.
@Suite struct NameRepairTests {
  /// Names are mended in damaged texts only: this one is.
  private static let damaged = "\nCác địa phuơng báo cáo kết quả thực hịện nhiêm vụ trọng tâm của quý."

  private func mended(_ text: String, _ repairer: Repairer = Repairer()) -> String {
    let all = String(decoding: repairer.repair(SourceText(text + Self.damaged)).bytes, as: UTF8.self)
    return String(all.prefix { $0 != "\n" })
  }

  @Test(arguments: [
    ("- Ban Kinh lẽ Trung ương;", "- Ban Kinh tế Trung ương;"),
    ("- Ban Tổ chức Trung dag;", "- Ban Tổ chức Trung ương;"),
    ("Kính gửi: Bộ Văn hán, Thế thao và Du lịch", "Kính gửi: Bộ Văn hóa, Thể thao và Du lịch"),
    (
      "Giao Sở Nông nghiệp và Phát triển đồng thôn lập hồ sơ.",
      "Giao Sở Nông nghiệp và Phát triển nông thôn lập hồ sơ."
    ),
    ("BỘ TRƯỞNG BỘ GIAO THÔNG VẬN LÃI", "BỘ TRƯỞNG BỘ GIAO THÔNG VẬN TẢI"),
    ("Viện kiểm sát phần dân tỉnh phối hợp.", "Viện kiểm sát nhân dân tỉnh phối hợp."),
    ("- Ban cần sự đẳng Ủy ban nhân dân tỉnh;", "- Ban cán sự đảng Ủy ban nhân dân tỉnh;"),
  ])
  func aWordOfANameIsMended(_ text: String, _ expected: String) {
    #expect(mended(text) == expected)
  }

  @Test(arguments: [
    // Another word stands before a name, or behind it.
    "Báo cáo nội dung của Chương trình mục tiêu quốc gia phòng, chống ma túy.",
    "Tờ trình số Tư pháp đã thẩm định.",
    "- Ban Tổ chức Trung ương (để báo cáo);",
    // Names that differ by a word are two names.
    "Tỉnh Thái Bình và tỉnh Ninh Bình, tỉnh Thái Nguyên.",
    "Sở Văn hóa và Thể thao, Sở Văn hóa, Thể thao và Du lịch.",
  ])
  func whatIsMeantIsLeft(_ text: String) {
    #expect(mended(text) == text)
  }

  @Test func aCleanTextHasNoNamesMended() {
    let text = "Ban Kinh lẽ Trung ương tổ chức hội nghị."
    #expect(!Repairer().repair(SourceText(text)).repairs.contains { $0.rule == "name" })
  }

  @Test func aUsersNamesAreKnown() {
    let text = "Giao Trạm Quan trắc Khe Vèng lập báo cáo."
    let repairer = Repairer().knowing([
      "agencies.tsv": "Trạm Quan trắc Khe Vàng\tTrạm Quan trắc Khe Vàng\tprovince\tstate"
    ])
    #expect(mended(text) == text)
    #expect(mended(text, repairer) == "Giao Trạm Quan trắc Khe Vàng lập báo cáo.")
  }

  @Test func aNameIsFoundByTheWordsAroundEachOfItsWords() {
    let names = ListedNames.standard
    let model = LanguageModel.standard
    let words = ["ban", "kinh", "tế", "trung", "ương"].map { model.id(WordKey($0)) }
    for (index, word) in words.enumerated() {
      var found: Set<LanguageModel.ID> = []
      for side in ListedNames.Side.allCases {
        let (first, second) = (index + side.offsets.0, index + side.offsets.1)
        guard words.indices.contains(first), words.indices.contains(second) else { continue }
        names.forEachPlace(side, words[first], words[second]) { place in
          let name = names.words(place.name)
          found.insert(name[name.startIndex + place.index])
        }
      }
      #expect(found.contains(word))
    }
  }

  @Test(arguments: [("tế", "tế"), ("te", "tế"), ("lẽ", "tế"), ("m", "rn"), ("", "a"), ("ương", "dag")])
  func aMisreadingCostsNothingOnlyIfThereIsNone(_ read: String, _ truth: String) {
    let costs = MisreadingCosts(.standard)
    let cost = costs.letters(Glyphs(truth).codes, read: Glyphs(read).codes)
    #expect((cost == 0) == (Glyphs(truth).codes == Glyphs(read).codes))
    #expect(cost.isFinite)
  }
}
