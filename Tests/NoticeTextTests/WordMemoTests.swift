import TestSupport
import Testing

@testable import NoticeText

/// The memo of words changes no token.
@Suite struct WordMemoTests {
  private static let pieces = [
    "Ủy", "ban", "nhân", "dân", "hoà", "hòa", "thường", "trưởng", "nghiêng", "QH", "TTg", "Đ", "đ", "15",
    "2021", "128a",
    " ", " ", " ", "  ", "    ", "\t", "\n", "\r\n", "\n\n", ",", ".", "...", ";", ":", "-", "--", "---", "/",
    "–", "“", "”", "(", ")",
    "*", "**", "_", "#", "|", "`", "<br>", "<", "\\-", "•", "…", "=", "===", "\u{301}", "ứ\u{323}", "я",
    "naïve",
    "international", "\u{A0}", "\u{FFFD}", "😀", "@", "[", "{", "\0", "\u{7F}",
  ]

  private func plain(_ token: Token) -> [UInt64] {
    [
      UInt64(token.start), UInt64(token.length), UInt64(token.kind.rawValue), UInt64(token.flags.rawValue),
      token.key.bits,
    ]
  }

  @Test(arguments: UInt64(0)..<200)
  func tokensAreThoseOfLetterByLetter(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = (0..<random.below(160)).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
    let bytes = seed % 4 == 3 ? random.bytes(200) : Array(text.utf8)
    let normalized = NormalizedText(SourceText(bytes: bytes))
    let expected = Tokenizer.tokenizeByLetters(normalized).map(plain)
    // The second time most words are known.
    for _ in 0..<2 { #expect(Tokenizer.tokenize(normalized).map(plain) == expected) }
  }

  @Test func formsEndAtWhatIsNoLetter() {
    func length(_ text: String) -> Int? {
      Array((text + String(repeating: "\u{0}", count: 16)).utf8).withUnsafeBufferPointer {
        WordMemo.Form($0, at: 0)?.length
      }
    }
    for mark in (0..<128).map({ UInt8($0) }) where !(65...90 ~= mark || 97...122 ~= mark) {
      let mark = String(decoding: [mark], as: UTF8.self)
      #expect(length(mark) == 0)
      #expect(length("đảng" + mark) == "đảng".utf8.count)
      #expect(length("abcdefghijklmno" + mark) == 15)
    }
    #expect(length("abcdefgh") == 8)
    #expect(length("@Z[`az{") == 0)
    #expect(length("AZaz") == 4)
    #expect(length("abcdefghijklmnop") == nil)
    [UInt8]("too short".utf8).withUnsafeBufferPointer { #expect(WordMemo.Form($0, at: 0) == nil) }
  }
}
