import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

struct TextAlignmentTests {
  /// What stands in `text` for a phrase of `source`.
  private func found(_ phrase: String, _ text: String, _ source: String) -> String? {
    let bytes = Array(source.utf8)
    let alignment = TextAlignment(Array(text.utf8), of: bytes, bytes.indices)
    return alignment.range(of: SampleNotice.span(phrase, in: bytes)).map {
      String(decoding: Array(text.utf8)[$0], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("b\n   c", "a b c d", "a  b\n   c d", "b c"),
    ("18-CT/TU", "(18-CT/TU) của", "(18-CT/TU) của", "18-CT/TU"),
    ("uỷ tỉnh", "Tỉnh ủy tỉnh A", "Tỉnh uỷ tỉnh A", "ủy tỉnh"),
    ("ỷ tỉnh", "Tỉnh ủy tỉnh A", "Tỉnh uỷ tỉnh A", nil),
    ("nhât", "chậm nhất ngày", "chậm nhât ngày", "nhất"),
    ("(nhât", "chậm (nhất) ngày", "chậm (nhât) ngày", "(nhất"),
    ("CT/T\nU", "số 18-CT/TU ngày", "số 18-CT/T\nU ngày", "CT/TU"),
    ("18-CT/T\nU", "số 18-CT/TU ngày", "số 18-CT/T\nU ngày", "18-CT/TU"),
    ("18 - CT/TU", "số 18-CT/TU ngày", "số 18 - CT/TU ngày", "18-CT/TU"),
    ("c d", "a b c d e", "a b\n7\nc d e", "c d"),
    ("b 7 c", "a b c d e", "a b 7 c d e", "b c"),
    ("x", "a b c", "a b c x", nil),
    ("a", "", "a", nil),
    ("z", "một hai ba", "bốn z năm", "hai"),
  ])
  func placesAreFoundAgain(phrase: String, text: String, source: String, expected: String?) {
    #expect(found(phrase, text, source) == expected)
  }

  @Test(arguments: UInt64(0)..<200)
  func unwrappingLosesNoPlace(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = (0..<random.below(60)).map { _ in
      String("abcđủ".shuffled(using: &random).prefix(1 + random.below(3)))
    }
    let text = words.joined(separator: " ")
    var source: [UInt8] = []
    var spans: [SourceRange] = []
    for word in words {
      source += Array([" ", "\n", "\u{A0}", " \r\n  "][random.below(4)].utf8)
      spans.append(SourceRange(source.count, source.count + word.utf8.count))
      source += Array(word.utf8)
    }
    let alignment = TextAlignment(Array(text.utf8), of: source, source.indices)
    for first in words.indices {
      let last = first + random.below(words.count - first)
      let range = alignment.range(of: SourceRange(spans[first].start, spans[last].end))
      let expected = words[first...last].joined(separator: " ")
      #expect(range.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) } == expected)
    }
  }

  /// Whatever the two texts are, a place is inside the text, at whole letters.
  @Test(arguments: UInt64(0)..<300)
  func placesAreInTheText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func text() -> [UInt8] {
      (0..<random.below(80)).flatMap { _ in
        Array(["a", "ủ", "ỷ", " ", "\n", "bc", "("][random.below(7)].utf8)
      }
    }
    let (made, source) = (text(), text())
    let alignment = TextAlignment(made, of: source, source.indices)
    for _ in 0..<20 {
      let span = SourceRange(random.below(source.count + 5), random.below(source.count + 5))
      guard let range = alignment.range(of: span) else { continue }
      #expect(!range.isEmpty && range.upperBound <= made.count)
    }
  }
}
