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
    var out: [Line] = []
    out.reserveCapacity(min(range.count / 8, 1024))
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let token = tokens[index]
      if token.has(columns ? [.newline, .cell, .wide] : [.newline, .cell]), index > start {
        append(start..<index, to: &out, columns: columns)
        start = index
      }
      index += 1
    }
    if index > start { append(start..<index, to: &out, columns: columns) }
    return out
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
