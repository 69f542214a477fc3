import NoticeText
import TestSupport
import Testing

/// Lines of a page: those that are set in begin a paragraph, those at the margin after a full one go on.
@Suite struct ParagraphEdgesTests {
  /// A line of a page: where it begins and ends, from the margin, in tenths of the width.
  private struct Row {
    var left: Int
    var right: Int
    var first = "chữ"
  }

  /// A page of ten words a line, turned by `slope`.
  private func text(_ rows: [Row], slope: Double = 0, confidence: UInt8? = 90) -> SourceText {
    var bytes: [UInt8] = []
    var words: [PageWord] = []
    for (number, row) in rows.enumerated() {
      for place in 0..<10 {
        if place > 0 { bytes.append(32) }
        let start = bytes.count
        bytes += (place == 0 ? row.first : "chữ").utf8
        let width = (row.right - row.left) * 8
        let (x, y) = (Double(100 + row.left * 80 + place * width), Double(100 + number * 30))
        let (left, top) = (Int(x - slope * y), Int(y + slope * x))
        words.append(
          PageWord(
            span: SourceRange(start, bytes.count),
            box: Box(left: left, top: top, right: left + width - 6, bottom: top + 20), confidence: confidence)
        )
      }
      bytes.append(10)
    }
    var text = SourceText(bytes: bytes)
    text.pages = [
      Page(
        number: 1, width: 1000, height: 1400, span: SourceRange(0, bytes.count), reader: "ocr", words: words)
    ]
    return text
  }

  private func edges(_ text: SourceText) -> [ParagraphEdges.Edge?] {
    let edges = ParagraphEdges(text)
    return text.bytes.indices.filter { $0 == 0 || text.bytes[$0 - 1] == 10 }.map { edges.edge(at: $0) }
  }

  /// Three paragraphs, the second one with a dash at the margin, where a line broke.
  private let rows = [
    Row(left: 1, right: 10), Row(left: 0, right: 10), Row(left: 0, right: 6),
    Row(left: 1, right: 10), Row(left: 0, right: 10, first: "-"), Row(left: 0, right: 4),
    Row(left: 1, right: 10), Row(left: 0, right: 10), Row(left: 0, right: 7),
  ]

  @Test(arguments: [0, 0.01, -0.01])
  func firstLinesAreSetIn(slope: Double) {
    let expected: [ParagraphEdges.Edge?] = [.begins, .continues, .continues]
    #expect(edges(text(rows, slope: slope)) == expected + expected + expected)
  }

  @Test func pagesWithoutIndentsSayNothing() {
    let flat = rows.map { Row(left: 0, right: $0.right) }
    #expect(edges(text(flat)).allSatisfy { $0 == nil })
    // Hanging: the first line stands at the margin, the others are set in.
    let hanging = rows.map { Row(left: 1 - $0.left, right: $0.right) }
    #expect(edges(text(hanging)).allSatisfy { $0 != .continues })
    #expect(edges(text(rows, confidence: nil)).allSatisfy { $0 == nil })
  }

  @Test func aLineAtTheMarginAfterAShortOneIsNotKnown() {
    var rows = rows
    rows[6].left = 0
    #expect(edges(text(rows))[6] == nil)
  }

  @Test func specksBeforeALineAreNoneOfIt() {
    var text = text(rows)
    let start = text.pages[0].words[30].span  // the fourth line begins
    text.bytes.replaceSubrange(start.start..<start.end, with: "__...".utf8)
    text.pages[0].words[30].box.left = 20
    #expect(edges(text)[3] == .begins)
  }

  @Test(arguments: UInt64(0)..<200)
  func anyPageIsTaken(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<Int.random(in: 0...30, using: &random)).map { _ in
      Row(left: Int.random(in: -3...9, using: &random), right: Int.random(in: -3...12, using: &random))
    }
    var text = text(rows)
    if !text.pages.isEmpty {
      for word in text.pages[0].words.indices where Int.random(in: 0..<9, using: &random) == 0 {
        text.pages[0].words[word].box.left = Int.random(in: -5000...5000, using: &random)
      }
    }
    #expect(edges(text).count == rows.count)
    #expect(ParagraphEdges(text).edge(at: text.bytes.count + 9) == edges(text).last ?? nil)
  }

  // MARK: Text without pages

  private func edges(wrapped text: String) -> [ParagraphEdges.Edge?] {
    let source = SourceText(text)
    let edges = ParagraphEdges(wrapped: source)
    return source.bytes.indices.filter { $0 == 0 || source.bytes[$0 - 1] == 10 }.map { edges.edge(at: $0) }
  }

  /// Paragraphs of 160, 70 and 100 letters in lines of 60.
  private static let wrapped = String(
    repeating: [
      "Aaa" + String(repeating: " bbbb", count: 11), String(repeating: "cccc ", count: 12),
      String(repeating: "dddd ", count: 8), "Eee" + String(repeating: " ffff", count: 11), "gggg gggg",
      "Hhh" + String(repeating: " iiii", count: 11), String(repeating: "jjjj ", count: 8),
    ].joined(separator: "\n") + "\n", count: 3)

  @Test func aWordThatWouldHaveFittedBeginsAParagraph() {
    let found = edges(wrapped: Self.wrapped)
    #expect(
      Array(found[7..<14]) == [.begins, .continues, .continues, .begins, .continues, .begins, .continues])
  }

  @Test func aLineAfterAFullStopIsNotKnown() {
    let text = Self.wrapped.replacing("bbbb\ncccc", with: "bbbb.\ncccc")
    #expect(edges(wrapped: text)[8] == nil)
    // A page number between them changes nothing.
    #expect(edges(wrapped: Self.wrapped.replacing("bbbb\ncccc", with: "bbbb\n12\ncccc"))[2] == .continues)
  }

  @Test func textOfOtherWidthsSaysNothing() {
    let unwrapped = Self.wrapped.replacing("\ncccc", with: " cccc").replacing("\ndddd", with: " dddd")
      .replacing("\ngggg", with: " gggg").replacing("\njjjj", with: " jjjj")
    #expect(edges(wrapped: unwrapped).allSatisfy { $0 == nil })
    // Wrapped once more: every other line is short, and begins nothing.
    let ragged = Self.wrapped.replacing("bbbb bbbb bbbb\n", with: "bbbb\nbbbb bbbb\n")
      .replacing("ffff ffff ffff\n", with: "ffff\nffff ffff\n").replacing(
        "cccc cccc cccc \n", with: "cccc\ncccc\n")
    #expect(edges(wrapped: ragged).allSatisfy { $0 == nil })
    #expect(edges(wrapped: "").allSatisfy { $0 == nil })
  }
}
