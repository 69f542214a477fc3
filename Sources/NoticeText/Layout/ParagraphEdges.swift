/// Which lines of a scanned text begin a paragraph, by where they begin on paper.
///
/// Official documents set in the first line of a paragraph by 1 to 1.27 cm and fill the other ones. Where a page is set
/// so, a line at the margin after a full one goes on, whatever it begins with (`Quản lộ / - Phụng Hiệp`), and one that is
/// set in begins something, though OCR lost the label, or the full stop before it. Of pages that are set otherwise nothing
/// is said.
///
/// - Source: Decree 30/2020/NĐ-CP, Appendix I, part II: “Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm”.
package struct ParagraphEdges: Sendable {
  package enum Edge: Sendable {
    case begins, continues
  }

  private struct Line {
    /// Of its first word in the text.
    var start: Int
    var left: Double
    var right: Double
    var edge: Edge?
  }

  /// In the order of the text.
  private var lines: [Line] = []

  package init() {}

  /// Appends a line of which nothing is known but what it does.
  mutating func append(start: Int, edge: Edge?) {
    lines.append(Line(start: start, left: 0, right: 0, edge: edge))
  }

  /// - Complexity: O(words log words).
  package init(_ text: SourceText) {
    for page in text.pages { append(page, of: text) }
  }

  /// What the line that holds `offset`, in bytes of the text, does; `nil` if nothing tells.
  package func edge(at offset: Int) -> Edge? {
    var (low, high) = (0, lines.count)
    while low < high {  // lines before `low` begin at `offset` or before it
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? lines[low - 1].edge : nil
  }

  private mutating func append(_ page: Page, of text: SourceText) {
    let words = page.words.filter { $0.confidence != nil && $0.box.right > $0.box.left }
    guard words.count >= 20 else { return }
    let height = Double(Self.median(words.map { Double($0.box.bottom - $0.box.top) }))
    var rows: [[PageWord]] = []
    for word in words {
      if let last = rows.last?.last, last.span.end <= word.span.start,
        !text.bytes[last.span.end..<word.span.start].contains(UInt8(ascii: "\n"))
      {
        rows[rows.count - 1].append(word)
      } else {
        rows.append([word])
      }
    }
    let slope = Self.slope(of: rows)
    var found = rows.map { row in
      let box = row.dropFirst().reduce(row[0].box) { $0.union($1.box) }
      // Specks before a line are none of it.
      let first = row.first { !Self.isSpeck($0, in: text) } ?? row[0]
      let fall = slope * Double(box.top + box.bottom) / 2
      return Line(
        start: row[0].span.start, left: Double(first.box.left) + fall, right: Double(box.right) + fall)
    }
    mark(&found, height)
    lines += found
  }

  /// Says of each line of a page what it does, if the page has first lines that are set in.
  private func mark(_ lines: inout [Line], _ height: Double) {
    let rights = lines.map(\.right).sorted()
    let full = rights[rights.count * 3 / 4] - 4 * height
    let isAfterFull = lines.indices.map { $0 > 0 && lines[$0 - 1].right > full }
    let after = lines.indices.filter { isAfterFull[$0] }.map { lines[$0].left }
    guard after.count >= 4 else { return }
    let margin = Self.median(after)
    guard after.count(where: { abs($0 - margin) < height }) * 3 >= after.count * 2 else { return }
    let others = lines.indices.filter { !isAfterFull[$0] && lines[$0].left > margin + 1.2 * height }
    guard others.count >= 2 else { return }
    let indent = Self.median(others.map { lines[$0].left }) - margin
    for index in lines.indices {
      let distance = lines[index].left - margin
      if distance > indent * 0.6 {
        lines[index].edge = .begins
      } else if isAfterFull[index], abs(distance) < min(indent * 0.35, height) {
        lines[index].edge = .continues
      }
    }
  }

  /// How many units the lines of a page fall a unit, to the right.
  private static func slope(of rows: [[PageWord]]) -> Double {
    let slopes = rows.filter { $0.count >= 5 }.compactMap { row -> Double? in
      guard let first = row.first?.box, let last = row.last?.box, last.left > first.left else { return nil }
      return Double(last.bottom - first.bottom) / Double(last.left - first.left)
    }
    let slope = slopes.isEmpty ? 0 : median(slopes)
    return abs(slope) < 0.1 ? slope : 0
  }

  /// Whether a word has neither letters nor figures, and is not the dash or plus of a list.
  private static func isSpeck(_ word: PageWord, in text: SourceText) -> Bool {
    !text.bytes[word.span.start..<word.span.end].contains { byte in
      switch byte {
      case 0x2B, 0x2D, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
      default: false
      }
    }
  }

  /// - Precondition: `values` is not empty.
  private static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }
}
