import NoticeText

/// One printed line, table cell or column of a line: a range of tokens.
struct Line {
  var range: Range<Int>
  /// An empty line, a ruled one or a cell's border stands before it.
  var isBlankBefore: Bool
  var isRuleBefore: Bool
  /// Set apart from the line before by a gap: the right column of a head or foot.
  var isColumn: Bool
}

extension Reading {
  /// The lines of `range`; with `columns`, a wide gap parts a line too.
  func lines(_ range: Range<Int>, columns: Bool) -> [Line] {
    guard !range.isEmpty else { return [] }
    var next = firstBreak(after: range.lowerBound)
    var out: [Line] = []
    out.reserveCapacity(min(breaks.count - next + 1, 1024))
    var start = range.lowerBound
    while next < breaks.count, breaks[next] < range.upperBound {
      let index = breaks[next]
      if columns || tokens[index].has([.newline, .cell]) {
        append(start..<index, to: &out, columns: columns)
        start = index
      }
      next += 1
    }
    append(start..<range.upperBound, to: &out, columns: columns)
    return out
  }

  /// The place of the first break after `index`.
  private func firstBreak(after index: Int) -> Int {
    var (low, high) = (0, breaks.count)
    while low < high {
      let middle = (low + high) / 2
      if breaks[middle] <= index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func append(_ range: Range<Int>, to out: inout [Line], columns: Bool) {
    let first = tokens[range.lowerBound]
    out.append(
      Line(
        range: range, isBlankBefore: first.has(.blank) || first.has(.cell), isRuleBefore: first.has(.rule),
        isColumn: columns && first.has(.wide) && !first.has(.newline)))
  }

  /// Whether all words of `range` are capitals, but for a damaged few.
  func isCaps(_ range: Range<Int>) -> Bool {
    var (caps, small) = (0, 0)
    for index in range where tokens[index].kind == .word {
      if tokens[index].has(.caps) { caps += 1 } else { small += 1 }
    }
    return caps > 0 && small * 4 <= caps
  }
}
