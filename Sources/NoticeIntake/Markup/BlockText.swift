import NoticeText

/// Lays paragraphs and tables out as lines of text, as the grammar reads them.
///
/// A table's row of two cells, such as a letterhead or a closing, with an empty one between or without, comes out side by side, set apart by a wide gap; a row of
/// more as one line between bars, `| 1 | Sở Y tế | 30/6 |`.
struct BlockText {
  /// The lines of a cell, or of the whole.
  private struct Frame {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    /// The cells of the row that is open in it, and how many tables are.
    var cells: [[[UInt8]]] = []
    var tables = 0
    /// Blanks were met, and nothing yet after them.
    var hasSpace = false
  }

  /// The whole, and the cells that are open in each other.
  private var frames = [Frame()]
  /// Tables that stand deeper in each other are no tables.
  static let deepest = 16
  /// Wider columns are not filled up with blanks.
  static let widest = 60
  private static let gap = Array("      ".utf8)

  /// Appends text, its blanks as they are.
  mutating func append(_ bytes: some Collection<UInt8>) {
    let last = frames.count - 1
    if frames[last].hasSpace, !frames[last].line.isEmpty { frames[last].line.append(0x20) }
    frames[last].hasSpace = false
    frames[last].line.append(contentsOf: bytes)
  }

  /// Appends text in which runs of blanks are one, and none at a line's end.
  mutating func appendCollapsed(_ bytes: some Collection<UInt8>) {
    let last = frames.count - 1
    for byte in bytes {
      if byte == 0x20 || 0x09...0x0D ~= byte {
        frames[last].hasSpace = true
      } else {
        if frames[last].hasSpace, !frames[last].line.isEmpty { frames[last].line.append(0x20) }
        frames[last].hasSpace = false
        frames[last].line.append(byte)
      }
    }
  }

  /// Ends the line, empty as it may be.
  mutating func breakLine() {
    let last = frames.count - 1
    frames[last].lines.append(frames[last].line)
    frames[last].line = []
    frames[last].hasSpace = false
  }

  /// Ends the line, if there is one.
  mutating func endBlock() {
    let last = frames.count - 1
    frames[last].hasSpace = false
    if frames[last].line.contains(where: { $0 != 0x20 }) { breakLine() } else { frames[last].line = [] }
  }

  /// Leaves a line free, if the one before is not.
  mutating func addGap() {
    endBlock()
    let last = frames.count - 1
    // In a cell, lines that stand beside it go on.
    guard last == 0 else { return }
    if let line = frames[last].lines.last, !line.isEmpty { frames[last].lines.append([]) }
  }

  // MARK: Tables

  private var depth: Int { frames.count - 1 }

  mutating func beginTable() {
    endBlock()
    frames[depth].tables += 1
  }

  mutating func endTable() {
    endRow()
    if frames[depth].tables > 0 { frames[depth].tables -= 1 }
  }

  mutating func beginCell() {
    if frames[depth].tables > 0, depth < Self.deepest { frames.append(Frame()) } else { endBlock() }
  }

  mutating func endCell() {
    guard depth > 0, frames[depth].tables == 0 else { return endBlock() }
    endBlock()
    guard var cell = frames.popLast() else { return }
    while cell.lines.last?.isEmpty == true { cell.lines.removeLast() }
    frames[depth].cells.append(cell.lines)
  }

  mutating func endRow() {
    endBlock()
    let cells = frames[depth].cells
    frames[depth].cells = []
    let filled = cells.filter { !$0.isEmpty }
    if filled.count == 1 {
      frames[depth].lines += filled[0]
    } else if filled.count == 2, cells.count == 2 || cells.count == 3 && cells[1].isEmpty {
      frames[depth].lines += Self.sideBySide(filled[0], filled[1])
    } else if filled.count > 1 {
      var line: [UInt8] = []
      for cell in cells {
        line += line.isEmpty ? [0x7C, 0x20] : [0x20]
        for (place, piece) in cell.enumerated() {
          if place > 0 { line.append(0x20) }
          line += piece
        }
        line += [0x20, 0x7C]
      }
      frames[depth].lines.append(line)
    }
  }

  private static func sideBySide(_ left: [[UInt8]], _ right: [[UInt8]]) -> [[UInt8]] {
    func width(_ line: [UInt8]) -> Int { line.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
    let column = min(widest, left.map(width).max() ?? 0)
    return (0..<max(left.count, right.count)).map { index in
      var line = index < left.count ? left[index] : []
      guard index < right.count, !right[index].isEmpty else { return line }
      line += Array(repeating: 0x20, count: max(0, column - width(line)))
      return line + gap + right[index]
    }
  }

  /// The whole; cells and rows that are still open end.
  mutating func finish() -> [UInt8] {
    // Ends: each turn closes a cell.
    while depth > 0 {
      frames[depth].tables = 0
      endCell()
      endRow()
    }
    endBlock()
    var out: [UInt8] = []
    for line in frames[0].lines {
      out += line
      out.append(0x0A)
    }
    frames = [Frame()]
    return out
  }
}

/// Text of a run, in the font that it is set in.
struct RunText {
  /// Makes `text` what its font shows: letters of a legacy font are read in its encoding.
  ///
  /// A font's name alone is no proof: text that has letters of Vietnamese beyond Latin-1 was converted before, and its
  /// font left.
  static func shown(_ text: [UInt8], font: String?) -> [UInt8] {
    guard let font, let (encoding, capitals) = LegacyEncoding.font(named: font) else { return text }
    guard text.contains(where: { $0 >= 0x80 }) else {
      return capitals ? encoding.convert(text, capitals: true) : text
    }
    let isUnicode = String(decoding: text, as: UTF8.self).unicodeScalars.contains {
      0x102...0x1B0 ~= $0.value || 0x1EA0...0x1EF9 ~= $0.value
    }
    if !isUnicode { return encoding.convert(text, capitals: capitals) }
    return capitals ? Array(String(decoding: text, as: UTF8.self).uppercased().utf8) : text
  }
}
