import Testing

@testable import NoticeGrammar

@Suite struct WordingTests {
  @Test func partsAreJoined() {
    let scratch = Scratch()
    let name = scratch.joined(Wording("Ủy ban nhân dân"), scratch.keep("tỉnh Quảng Ninh"))
    #expect(name.string == "Ủy ban nhân dân tỉnh Quảng Ninh")
    #expect(scratch.glued(Wording("Sở"), Wording(", ban")).string == "Sở, ban")
    #expect(name.hasPrefix("Ủy ban nhân dân "))
    #expect(!Wording("Ủy ban").hasPrefix(name))
    #expect(name.dropFirst("Ủy ban nhân dân ".utf8.count) == "tỉnh Quảng Ninh")
    #expect(Wording.empty.isEmpty && Wording.empty.string == "" && !(Wording.empty == name))
  }

  /// What was written stays where it is, however much follows, in one block or in many.
  @Test func nothingMoves() {
    let scratch = Scratch()
    let texts = (0..<400).map { String(repeating: "đ", count: $0 * $0 % 1500) + "\($0)" }
    let kept = texts.map { scratch.keep($0) }
    #expect(kept.map(\.string) == texts)
  }
}
