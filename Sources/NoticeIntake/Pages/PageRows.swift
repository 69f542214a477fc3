import NoticeText

/// The lines of a page as rows, top down; of a row the pieces that stand side by side, left to right.
struct PageRows {
  struct Piece {
    var words: [ReadWord]
    var box: Box
    /// Where its middle stands once the page is straight.
    var middle: Double
    /// Whether it is what OCR made of specks, of a stamp or of a rule.
    var isNoise: Bool
    /// Whether, beside a seal, it is more likely of the seal than a line.
    var isSealLike: Bool
    var height: Int { box.bottom - box.top }
  }

  struct Row {
    var pieces: [Piece]
    var top: Double
    var bottom: Double
  }

  private(set) var rows: [Row] = []
  /// The usual height of a word, in units of the page; 1 at least.
  let height: Int
  /// What all words cover, sideways.
  private(set) var left = 0
  private(set) var right = 0

  /// What a gap between two rows is more than, if a paragraph begins.
  var paragraphGap: Double { Double(height) * 0.9 }
  /// What a gap between two pieces is more than, if they stand in two columns.
  var columnGap: Int { height * 3 / 2 }

  init(_ page: ReadPage) {
    let lines = page.lines.filter { !$0.words.isEmpty }
    let slope = Self.slope(of: lines)
    let heights = lines.flatMap { $0.words.map { $0.box.bottom - $0.box.top } }.sorted()
    height = heights.isEmpty ? 1 : max(1, heights[heights.count / 2])
    var pieces: [Piece] = []
    for line in lines { pieces += Self.pieces(of: line, height: height, slope: slope) }
    pieces.sort { ($0.middle, $0.box.left) < ($1.middle, $1.box.left) }
    for piece in pieces { place(piece) }
    for index in rows.indices { rows[index].pieces.sort { $0.box.left < $1.box.left } }
    let boxes = pieces.filter { !$0.isNoise }.map(\.box)
    left = boxes.map(\.left).min() ?? 0
    right = boxes.map(\.right).max() ?? 0
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
      pieces.append(
        Piece(
          words: words, box: box, middle: middles[middles.count / 2], isNoise: isNoise(words),
          isSealLike: isSealLike(words)))
    }
    for word in line.words {
      if let last = words.last,
        word.box.left - last.box.right > 2 * height || word.box.right < last.box.left
      {
        close()
        words = []
      }
      words.append(word)
    }
    close()
    return pieces
  }

  /// Whether OCR is sure of no word here, and most are none.
  private static func isNoise(_ words: [ReadWord]) -> Bool {
    guard words.allSatisfy({ ($0.confidence ?? 100) < 60 }) else { return false }
    let text = NormalizedText(SourceText(words.map(\.text).joined(separator: " ")))
    var good = 0
    for token in Tokenizer.tokenize(text) where token.kind == .word {
      if token.length > 1, SyllableTable.standard.isSyllable(token.key) { good += 1 }
    }
    return good * 2 < words.count
  }

  /// Whether of the words that OCR read, fewer than a third are syllables that it may be right about.
  private static func isSealLike(_ words: [ReadWord]) -> Bool {
    guard words.allSatisfy({ $0.confidence != nil }) else { return false }
    let good = words.count { word in
      guard word.confidence ?? 0 >= 50 || words.count >= 3 else { return false }
      return Tokenizer.tokenize(NormalizedText(SourceText(word.text))).contains {
        $0.kind == .word && $0.length > 1 && SyllableTable.standard.isSyllable($0.key)
      }
    }
    return good * 3 < words.count
  }

  /// Puts a piece into the row that it stands on beside others, or into one of its own.
  private mutating func place(_ piece: Piece) {
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
