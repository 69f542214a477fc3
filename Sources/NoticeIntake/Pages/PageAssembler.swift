import NoticeText

/// Makes a text of pages: lines in reading order, columns set apart by wide gaps, form feeds between pages.
///
/// What stands side by side shares a line of the text, as in print; the grammar tells columns apart by the gap.
package struct PageAssembler {
  private var bytes: [UInt8] = []
  private var pages: [Page] = []

  /// The text of `pages`, with the box of every word.
  package static func text(of pages: [ReadPage]) -> SourceText {
    var assembler = PageAssembler()
    for page in pages { assembler.append(page) }
    var text = SourceText(bytes: assembler.bytes)
    text.pages = assembler.pages
    return text
  }

  private mutating func append(_ page: ReadPage) {
    if !pages.isEmpty { bytes += Self.pageBreak }
    let start = bytes.count
    var words: [PageWord] = []
    let rows = PageRows(page)
    var previous: PageRows.Row?
    for row in rows.rows {
      if let previous, row.top - previous.bottom > rows.paragraphGap { bytes.append(Self.newline) }
      for (place, piece) in row.pieces.enumerated() {
        if place > 0 {
          bytes +=
            piece.box.left - row.pieces[place - 1].box.right > rows.columnGap ? Self.wideGap : [Self.space]
        }
        for (place, word) in piece.words.enumerated() {
          if place > 0 { bytes.append(Self.space) }
          let from = bytes.count
          bytes += word.text.utf8
          words.append(
            PageWord(span: SourceRange(from, bytes.count), box: word.box, confidence: word.confidence))
        }
      }
      bytes.append(Self.newline)
      previous = row
    }
    pages.append(
      Page(
        number: pages.count + 1, width: page.width, height: page.height,
        span: SourceRange(start, bytes.count),
        reader: page.reader, words: words))
  }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let wideGap = Array("      ".utf8)
  private static let pageBreak: [UInt8] = [0x0C]
}

/// The lines of a page as rows, top down; of a row the pieces that stand side by side, left to right.
struct PageRows {
  struct Piece {
    var words: [ReadWord]
    var box: Box
    /// Where its middle stands once the page is straight.
    var middle: Double
    var height: Int { box.bottom - box.top }
  }

  struct Row {
    var pieces: [Piece]
    var top: Double
    var bottom: Double
  }

  private(set) var rows: [Row] = []
  /// What a gap between two rows is more than, if a paragraph begins: units of the page.
  private(set) var paragraphGap = 0.0
  /// What a gap between two pieces is more than, if they stand in two columns.
  private(set) var columnGap = 0

  init(_ page: ReadPage) {
    let lines = page.lines.filter { !$0.words.isEmpty }
    let slope = Self.slope(of: lines)
    let heights = lines.flatMap { $0.words.map { $0.box.bottom - $0.box.top } }.sorted()
    let height = heights.isEmpty ? 1 : max(1, heights[heights.count / 2])
    var pieces: [Piece] = []
    for line in lines { pieces += Self.pieces(of: line, height: height, slope: slope) }
    pieces.sort { ($0.middle, $0.box.left) < ($1.middle, $1.box.left) }
    for piece in pieces { place(piece, height: height) }
    for index in rows.indices {
      rows[index].pieces.sort { $0.box.left < $1.box.left }
    }
    paragraphGap = Double(height) * 0.9
    columnGap = height * 3 / 2
  }

  /// How many units the lines of a page fall a unit, to the right.
  private static func slope(of lines: [ReadLine]) -> Double {
    var slopes: [Double] = []
    for line in lines where line.words.count >= 5 {
      guard let first = line.words.first?.box, let last = line.words.last?.box else { continue }
      let width = last.left - first.left
      // Bottoms, for the tops of Vietnamese letters differ by their marks.
      if width > 0 { slopes.append(Double(last.bottom - first.bottom) / Double(width)) }
    }
    slopes.sort()
    let slope = slopes.isEmpty ? 0 : slopes[slopes.count / 2]
    return abs(slope) < 0.1 ? slope : 0
  }

  /// The parts of a line that a wide gap sets apart.
  private static func pieces(of line: ReadLine, height: Int, slope: Double) -> [Piece] {
    var pieces: [Piece] = []
    var words: [ReadWord] = []
    func close() {
      guard let first = words.first else { return }
      let box = words.dropFirst().reduce(first.box) { $0.union($1.box) }
      let middles = words.map { word in
        (Double(word.box.top + word.box.bottom) - slope * Double(word.box.left + word.box.right)) / 2
      }.sorted()
      pieces.append(Piece(words: words, box: box, middle: middles[middles.count / 2]))
    }
    for word in line.words {
      if let last = words.last, word.box.left - last.box.right > 2 * height || word.box.right < last.box.left
      {
        close()
        words = []
      }
      words.append(word)
    }
    close()
    return pieces
  }

  /// Puts a piece into the row that it stands on beside others, or into one of its own.
  private mutating func place(_ piece: Piece, height: Int) {
    let half = Double(min(piece.height, height * 2)) / 2
    for index in rows.indices.suffix(3).reversed() {
      let isBeside = rows[index].pieces.allSatisfy {
        abs($0.middle - piece.middle) < Double(height) * 0.5
          && ($0.box.right <= piece.box.left + height / 2 || piece.box.right <= $0.box.left + height / 2)
      }
      if isBeside {
        rows[index].pieces.append(piece)
        rows[index].top = min(rows[index].top, piece.middle - half)
        rows[index].bottom = max(rows[index].bottom, piece.middle + half)
        return
      }
    }
    rows.append(Row(pieces: [piece], top: piece.middle - half, bottom: piece.middle + half))
  }
}
