/// Which lines of a text without pages begin a paragraph, by how long they are.
///
/// OCR and `pdftotext` leave the lines as they are on paper, all but the last of a paragraph filled. Where the first word
/// of a line would have fitted into the line before it, a paragraph ended there; where it would not, and the line before
/// it ends in no mark, the paragraph goes on.
extension ParagraphEdges {
  private struct TextLine {
    /// Of its first byte that is not blank, in bytes of the text.
    var start: Int
    /// In letters, figures and marks, blanks at both ends left out.
    var length = 0
    var firstWord = 0
    /// Whether it ends in a letter or a figure.
    var isOpen = false
    var hasLetters = false
    /// Whether it begins with a word in small letters, not with the letter of a list.
    var isSmall = false
  }

  /// Of a text that is not broken into lines of one width, nothing is said.
  ///
  /// - Complexity: O(bytes + lines log lines).
  package init(wrapped text: SourceText) {
    self.init()
    let lines = Self.textLines(text.bytes)
    guard let width = Self.width(of: lines) else { return }
    var begins = 0
    var beginsSmall = 0
    var before: TextLine?
    for line in lines where line.hasLetters || line.length > 3 {  // a page number is none
      if let before {
        let room = width - before.length - 1
        if line.firstWord + width / 8 < room {
          append(start: line.start, edge: .begins)
          begins += 1
          if line.isSmall { beginsSmall += 1 }
        } else {
          // A dash of a name would hardly have stood alone at the end.
          let isFull = max(line.firstWord, 4) > room
          append(start: line.start, edge: isFull && before.isOpen ? .continues : nil)
        }
      }
      before = line
    }
    // Broken once more at a smaller width: every other line is short.
    if beginsSmall * 4 > begins { self.init() }
  }

  /// The width of full lines; `nil` if too few lines are full.
  private static func width(of lines: [TextLine]) -> Int? {
    let lengths = lines.map(\.length).filter { $0 >= 40 }.sorted()
    guard lengths.count >= 8 else { return nil }
    let width = lengths[lengths.count * 3 / 5]
    let full = lengths.count { abs($0 - width) * 8 < width }
    return full * 2 > lengths.count && width < 160 ? width : nil
  }

  private static func textLines(_ bytes: [UInt8]) -> [TextLine] {
    var lines: [TextLine] = []
    var line: TextLine?
    var length = 0  // up to here, with blanks within
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") {
        if let line { lines.append(line) }
        (line, length) = (nil, 0)
      } else if byte & 0xC0 == 0x80 {
        continue
      } else if byte <= 0x20 {
        if let known = line, known.firstWord == 0 { line?.firstWord = known.length }
        length += 1
      } else {
        if line == nil { (line, length) = (TextLine(start: index), 0) }
        length += 1
        line?.length = length
        let isLetter = byte >= 0x80 || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
        line?.isOpen = isLetter || 0x30...0x39 ~= byte
        if isLetter { line?.hasLetters = true }
        if length == 2 { line?.isSmall = isLetter && 0x61...0x7A ~= bytes[index - 1] }
      }
    }
    if let line { lines.append(line) }
    return lines.map { line in
      var line = line
      if line.firstWord == 0 { line.firstWord = line.length }
      return line
    }
  }
}
