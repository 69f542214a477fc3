import Foundation
import TestSupport
import Testing

/// The tools of the tests.
@Suite struct TestSupportTests {
  @Test(arguments: [
    (
      "ủy ban Hòa Bình, thủy lợi, quý, quả, hoàn toàn, loè lòe",
      "uỷ ban Hoà Bình, thuỷ lợi, quý, quả, hoàn toàn, loè loè"
    ),
    ("TỈNH ỦY, THỎA THUẬN", "TỈNH UỶ, THOẢ THUẬN"), ("của mùa, ngoài, khỏe", "của mùa, ngoài, khoẻ"),
  ])
  func tonesMoveAndComeBack(_ traditional: String, _ new: String) {
    #expect(TonePlacement.newStyle(traditional) == new)
    #expect(TonePlacement.traditional(new) == TonePlacement.traditional(traditional))
  }

  @Test(arguments: Corpus.notices)
  func variantsKeepTheLetters(_ notice: CorpusNotice) throws {
    func letters(_ text: String) -> String {
      TonePlacement.traditional(text).filter { !$0.isWhitespace }
    }
    let text = String(decoding: try notice.bytes(), as: UTF8.self)
    for variant in TextVariant.allCases {
      #expect(letters(variant.applied(to: text)) == letters(text), "\(variant)")
    }
  }

  @Test func wrappedLinesAreShortAndStartNoItem() {
    let line = String(repeating: "Ủy ban nhân dân tỉnh - Hội đồng 2. ", count: 20)
    let rows = LineBreaks.wrapped(line, at: 72).split(separator: "\n")
    #expect(rows.count > 8)
    #expect(rows.allSatisfy { $0.count <= 80 && !$0.hasPrefix("-") && !$0.hasPrefix("2.") })
  }

  @Test func mutationsRepeatWithTheirSeed() {
    let bytes = Array("Số: 12/TB-UBND\nGiao Sở Y tế chủ trì.\n".utf8)
    for mutation in Mutation.allCases {
      var one = SeededGenerator(seed: 7), same = SeededGenerator(seed: 7)
      #expect(mutation.apply(to: bytes, using: &one) == mutation.apply(to: bytes, using: &same))
    }
  }

  @Test(arguments: Mutation.allCases)
  func mutationsTakeAnEmptyText(_ mutation: Mutation) {
    var random = SeededGenerator(seed: 1)
    _ = mutation.apply(to: [], using: &random)
  }

  @Test(arguments: [
    "2021", "2021-10", "2021-36", "2021-10-18", "2020-02-29", "2021/2025", "2021-11-16/2021-11-20",
  ])
  func edtfIsKnown(_ text: String) { #expect(EDTF.isValid(text)) }

  @Test(arguments: [
    "", "21", "2021-13", "2021-02-29", "2021-1-1", "../2021", "2021/", "18/10/2021", "2021-10-18 ",
  ])
  func whatIsNoEDTFIsRefused(_ text: String) { #expect(!EDTF.isValid(text)) }
}
