import TestSupport
import Testing

@testable import NoticeText

/// Emphasis that begins or ends inside a word.
@Suite struct InnerEmphasisTests {
  private func normalized(_ text: String) -> String {
    String(decoding: NormalizedText(document: SourceText(text)).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("n**ă**m", "năm"),
    ("T**ỉnh ủy**", "Tỉnh** ủy**"),
    ("**V****Ă****N PHÒNG**", "**VĂN PHÒNG**"),
    ("tháng 1**1** năm 20**25**.", "tháng 11 năm 2025."),
    ("ph*ối* hợp", "phối* hợp"),
    ("h**òa**Bình", "hòa****Bình"),
  ])
  func lettersOfOneSyllableAreOneWord(_ printed: String, _ normal: String) {
    #expect(normalized(printed) == normal)
    #expect(normalized(normal) == normal)
  }

  /// Two words stay two, and a sign of multiplication or the Party's asterisk stays a sign.
  @Test(arguments: [
    "Điều 1**Phạm vi**", "của**các** bộ", "NGHỊ ĐỊNH**Quy định**", "3*4", "BTC****Quy", "III****LỰA CHỌN",
    "**", "*",
    "TỈNH ỦY\n*\nSố 3", "a**", "**a",
  ])
  func whatIsNoSyllableStays(_ text: String) { #expect(normalized(text) == text) }

  @Test func spansCutTheSource() {
    let source = "Hà N**ộ**i, ngày 2**1**/11"
    let text = NormalizedText(document: SourceText(source))
    let tokens = Tokenizer.tokenize(text).filter { $0.kind != .end }
    let cut = tokens.map { token in
      let span = text.map.source(Int(token.start)..<token.end)
      return String(decoding: Array(source.utf8)[span.start..<span.end], as: UTF8.self)
    }
    #expect(cut == ["Hà", "N**ộ**i", ",", "ngày", "2**1", "/", "11"])
  }

  private static let pieces = [
    "**", "*", "****", "a", "n", "ă", "m", "N", "Ă", "1", "2", " ", "ộ", "b", "\n", "é", "đ", "—",
  ]

  /// Normalising twice is normalising once, nothing but asterisks goes, and offsets stay in order.
  @Test(arguments: UInt64(0)..<500)
  func onlyAsterisksGo(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let source = (0..<random.below(60)).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
    let text = NormalizedText(document: SourceText(source))
    let once = String(decoding: text.bytes, as: UTF8.self)
    #expect(normalized(once) == once)
    #expect(once.filter { $0 != "*" } == source.filter { $0 != "*" })
    var last = 0
    for offset in 0...text.bytes.count {
      let place = text.map.sourceStart(of: offset)
      #expect(place >= last && place <= source.utf8.count)
      last = place
    }
    for token in Tokenizer.tokenize(text) where token.kind == .word || token.kind == .number {
      let span = text.map.source(Int(token.start)..<token.end)
      let cut = Array(source.utf8)[span.start..<span.end].filter { $0 != 42 }
      #expect(Array(text.bytes[Int(token.start)..<token.end]) == Array(cut))
    }
  }
}
