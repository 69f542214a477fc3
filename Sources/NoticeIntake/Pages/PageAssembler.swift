import NoticeText

/// Makes a text of pages: lines in reading order, form feeds between pages.
///
/// The two columns of a foot follow each other, left before right; those of a head right before left, for a letter says
/// what it is about in the left one, last. Whatever else stands side by side, such as
/// the cells of a table, shares a line of the text, set apart by a wide gap.
package struct PageAssembler {
  private var bytes: [UInt8] = []
  private var pages: [Page] = []
  private var diagnostics: [Diagnostic] = []
  private var words: [PageWord] = []
  /// The row that was written last; `nil` where an empty line stands.
  private var previous: PageRows.Row?
  private var noise = 0

  /// The text of `pages`, with the box of every word.
  ///
  /// What OCR made of specks is left out; a diagnostic says how much.
  package static func text(of pages: [ReadPage]) -> SourceText {
    var assembler = PageAssembler()
    for page in pages { assembler.append(page) }
    var text = SourceText(bytes: assembler.bytes)
    text.pages = assembler.pages
    text.diagnostics = assembler.diagnostics
    return text
  }

  private mutating func append(_ page: ReadPage) {
    if !pages.isEmpty { bytes += Self.pageBreak }
    let start = bytes.count
    (words, previous, noise) = ([], nil, 0)
    let rows = PageRows(page)
    var next = 0
    for columns in PageColumns.all(in: rows) {
      for row in rows.rows[next..<columns.rows.lowerBound] { append(row, rows) }
      for isRight in columns.place == .head ? [true, false] : [false, true] {
        breakParagraph()
        for row in rows.rows[columns.rows] {
          var side = row
          side.pieces.removeAll { ($0.box.left >= columns.gutter) != isRight }
          if isRight, columns.place == .foot { markSeal(&side) }
          append(side, rows)
        }
      }
      breakParagraph()
      next = columns.rows.upperBound
    }
    for row in rows.rows[next...] { append(row, rows) }
    pages.append(
      Page(
        number: pages.count + 1, width: page.width, height: page.height,
        span: SourceRange(start, bytes.count), reader: page.reader, words: words))
    if noise > 0 {
      diagnostics.append(
        Diagnostic(
          .note, "ocr-noise", "page \(pages.count): \(noise) specks that were read as words are left out"))
    }
  }

  private func markSeal(_ side: inout PageRows.Row) {
    for piece in side.pieces.indices where side.pieces[piece].isSealLike { side.pieces[piece].isNoise = true }
  }

  private mutating func breakParagraph() {
    if previous != nil { bytes.append(Self.newline) }
    previous = nil
  }

  private mutating func append(_ row: PageRows.Row, _ rows: PageRows) {
    let pieces = row.pieces.filter { !$0.isNoise }
    noise += row.pieces.reduce(0) { $0 + ($1.isNoise ? $1.words.count : 0) }
    if pieces.isEmpty { return }
    if let previous, row.top - previous.bottom > rows.paragraphGap { bytes.append(Self.newline) }
    for (place, piece) in pieces.enumerated() {
      if place > 0 {
        let gap = piece.box.left - pieces[place - 1].box.right
        bytes += gap > rows.columnGap ? Self.wideGap : [Self.space]
      }
      for (place, word) in piece.words.enumerated() {
        if place > 0 { bytes.append(Self.space) }
        let from = bytes.count
        bytes += word.text.utf8
        words.append(
          PageWord(
            span: SourceRange(from, bytes.count), box: word.box, confidence: word.confidence,
            alternatives: word.alternatives))
      }
    }
    bytes.append(Self.newline)
    previous = row
  }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let wideGap = Array("      ".utf8)
  private static let pageBreak: [UInt8] = [0x0C]
}
