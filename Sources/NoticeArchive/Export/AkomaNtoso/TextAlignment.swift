import NoticeText

/// Where places of a source stand in the text that was made of it: lines unwrapped, damage mended, page numbers gone.
///
///     source   Chỉ thị số 18-CT/TU⏎        ngay 18/10/2021
///     text     Chỉ thị số 18-CT/TU ngày 18/10/2021
///
/// Words are compared one after the other; where they differ, the next ones that agree are looked for nearby. What lies
/// between counts as one place. So a text that a person corrected by hand still finds its places.
///
/// - Complexity: O(words), times a constant where they differ.
struct TextAlignment {
  private struct Pair {
    var source: Range<Int>
    var text: Range<Int>
    /// Whether both are the same bytes.
    var isSame: Bool
  }

  private let source: [UInt8]
  private let text: [UInt8]
  /// Ascending in both.
  private var pairs: [Pair] = []

  /// How far the next words that agree are looked for.
  private static let reach = 24

  /// - Parameter range: The part of the source that became the text.
  init(_ text: [UInt8], of source: [UInt8], _ range: Range<Int>) {
    self.source = source
    self.text = text
    let range = range.clamped(to: 0..<source.count)
    let (a, b) = (Self.words(text, text.indices), Self.words(source, range))
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if same(a[i], b[j]) {
        pairs.append(Pair(source: b[j], text: a[i], isSame: true))
        (i, j) = (i + 1, j + 1)
        continue
      }
      let (x, y) = gap(a[i...], b[j...])
      if x == y {
        for step in 0..<x { pairs.append(Pair(source: b[j + step], text: a[i + step], isSame: false)) }
      } else if x > 0, y > 0 {
        pairs.append(
          Pair(
            source: b[j].lowerBound..<b[j + y - 1].upperBound,
            text: a[i].lowerBound..<a[i + x - 1].upperBound, isSame: false))
      }
      (i, j) = (i + x, j + y)
    }
  }

  /// Where the text of `span` stands; `nil` if that cannot be told, or it is nothing.
  func range(of span: SourceRange) -> Range<Int>? {
    let first = count { $0.source.upperBound <= span.start }
    let last = count { $0.source.lowerBound < span.end } - 1
    guard !span.isEmpty, first <= last,
      let start = place(max(span.start, pairs[first].source.lowerBound), in: pairs[first]),
      let end = place(min(span.end, pairs[last].source.upperBound), in: pairs[last]), start < end
    else { return nil }
    return start..<end
  }

  /// How many pairs at the front are so.
  private func count(_ isBefore: (Pair) -> Bool) -> Int {
    var low = 0
    var high = pairs.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(pairs[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func place(_ offset: Int, in pair: Pair) -> Int? {
    if offset == pair.source.lowerBound { return pair.text.lowerBound }
    if offset == pair.source.upperBound { return pair.text.upperBound }
    let before = offset - pair.source.lowerBound
    if pair.isSame { return pair.text.lowerBound + before }
    let after = pair.source.upperBound - offset
    let (text, source) = (text[pair.text], source[pair.source])
    if text.starts(with: source.prefix(before)) { return pair.text.lowerBound + before }
    if text.count >= after, text.suffix(after).elementsEqual(source.suffix(after)) {
      return pair.text.upperBound - after
    }
    return nil
  }

  /// How many words of each to leave behind until two agree; one if none do.
  ///
  /// - Precondition: Neither is empty, and their first words differ.
  private func gap(_ a: ArraySlice<Range<Int>>, _ b: ArraySlice<Range<Int>>) -> (Int, Int) {
    for distance in 1...Self.reach {
      // The middle first: most often as many words as there were.
      for step in 0...distance + 1 {
        let x = distance / 2 + (step % 2 == 0 ? step / 2 : -(step + 1) / 2)
        let y = distance - x
        guard x >= 0, y >= 0, x < a.count, y < b.count else { continue }
        if same(a[a.startIndex + x], b[b.startIndex + y]) { return (x, y) }
      }
    }
    return (1, 1)
  }

  private func same(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    a.count == b.count && text[a].elementsEqual(source[b])
  }

  private static func words(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let isWide = bytes[index] == 0xC2 && index + 1 < range.upperBound && bytes[index + 1] == 0xA0
      if bytes[index] > 0x20, !isWide {
        index += 1
        continue
      }
      if index > start { words.append(start..<index) }
      index += isWide ? 2 : 1
      start = index
    }
    if range.upperBound > start { words.append(start..<range.upperBound) }
    return words
  }
}
