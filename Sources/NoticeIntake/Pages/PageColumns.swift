import NoticeText

/// Two columns of rows that follow each other: the head of a notice, or its foot.
struct PageColumns {
  enum Place {
    case head, foot
  }

  var place: Place
  var rows: Range<Int>
  /// What ends before it stands on the left; what begins after it, on the right.
  var gutter: Int

  /// The columns of a page, top down; they do not overlap.
  ///
  /// Tables have columns, too, and are read by rows: only what stands at the top of a page, and what the list of
  /// recipients is part of, are columns here.
  static func all(in page: PageRows) -> [PageColumns] {
    var found: [PageColumns] = []
    var next = 0
    while next < page.rows.count {
      let first = found.last?.rows.upperBound ?? 0
      guard let columns = columns(seed: next, in: page, from: first) ?? lone(next, in: page) else {
        next += 1
        continue
      }
      if let placed = columns.placed(in: page) { found.append(placed) }
      next = max(next + 1, columns.rows.upperBound)
    }
    return found
  }

  /// The rows around `seed` that one gutter parts; `nil` if `seed` has none.
  private static func columns(seed: Int, in page: PageRows, from first: Int) -> PageColumns? {
    let pieces = page.rows[seed].pieces.filter { !$0.isNoise }
    guard pieces.count == 2, pieces[1].box.left - pieces[0].box.right > page.columnGap else { return nil }
    var gutter = pieces[0].box.right..<pieces[1].box.left
    let middle = page.left + (page.right - page.left) / 5..<page.right - (page.right - page.left) / 4
    guard gutter.overlaps(middle) else { return nil }
    var (start, end) = (seed, seed + 1)
    while start > first, let narrower = page.rows[start - 1].parted(by: gutter, atLeast: page.columnGap / 3) {
      gutter = narrower
      start -= 1
    }
    while end < page.rows.count, !page.isTitle(end),
      let narrower = page.rows[end].parted(by: gutter, atLeast: page.columnGap / 3)
    {
      gutter = narrower
      end += 1
    }
    return PageColumns(place: .head, rows: start..<end, gutter: (gutter.lowerBound + gutter.upperBound) / 2)
  }

  /// The same as head or foot; `nil` if it is neither.
  private func placed(in page: PageRows) -> PageColumns? {
    let list = rows.first { row in
      page.rows[row].pieces.contains {
        $0.box.left < gutter ? Self.isRecipientsHeading($0) : Self.isCapacity($0)
      }
    }
    if let list {
      // The last line of the body is often short enough to stand in the left column.
      let start = rows.first { $0 >= list || page.rows[$0].pieces.contains { $0.box.left >= gutter } } ?? list
      return PageColumns(place: .foot, rows: start..<rows.upperBound, gutter: gutter)
    }
    if rows.lowerBound > 2 { return nil }
    // A letter's addressees follow its head, and belong to neither column.
    let end = rows.first { page.rows[$0].pieces.contains(where: Self.isAddress) } ?? rows.upperBound
    return end > rows.lowerBound
      ? PageColumns(place: .head, rows: rows.lowerBound..<end, gutter: gutter) : nil
  }

  /// The recipients of a foot whose signature nobody has seen: the gutter is where they end.
  private static func lone(_ row: Int, in page: PageRows) -> PageColumns? {
    guard let heading = page.rows[row].pieces.first(where: { !$0.isNoise }), isRecipientsHeading(heading)
    else {
      return nil
    }
    let limit = page.left + (page.right - page.left) * 3 / 5
    var (end, right) = (row, heading.box.right)
    while end < page.rows.count {
      let pieces = page.rows[end].pieces.filter { !$0.isNoise }
      guard pieces.allSatisfy({ $0.box.right < limit }) else { break }
      right = max(right, pieces.map(\.box.right).max() ?? right)
      end += 1
    }
    guard end > row + 1, right + page.height < page.right else { return nil }
    return PageColumns(place: .foot, rows: row..<end, gutter: right + page.height / 2)
  }

  /// Whether a piece begins as a signature does: `TM.`, `T/L`, `KT.`.
  private static func isCapacity(_ piece: PageRows.Piece) -> Bool {
    guard let word = piece.words.first?.text else { return false }
    let letters = word.filter(\.isLetter)
    return ["TM", "TL", "KT", "TUQ"].contains(letters) && word != letters
  }

  /// Whether a piece begins with `Kính gửi`.
  private static func isAddress(_ piece: PageRows.Piece) -> Bool {
    letters(piece) == WordKey("kinh").codes + WordKey("gui").codes
  }

  /// The letters of the first two words, without marks.
  private static func letters(_ piece: PageRows.Piece) -> [UInt8] {
    let text = piece.words.prefix(2).map(\.text).joined(separator: " ")
    return Tokenizer.tokenize(NormalizedText(SourceText(text))).filter { $0.kind == .word }
      .flatMap { $0.key.bare.codes }
  }

  /// Whether a piece begins with `Nơi nhận`, perhaps damaged.
  private static func isRecipientsHeading(_ piece: PageRows.Piece) -> Bool {
    let letters = letters(piece)
    let wanted = WordKey("noi").codes + WordKey("nhan").codes
    guard letters.count == wanted.count else { return false }
    return zip(letters, wanted).count { $0 != $1 } <= 2
  }

  /// What the columns cover: left and right.
  func boxes(in page: PageRows) -> [Box] {
    let pieces = rows.flatMap { page.rows[$0].pieces }.filter { !$0.isNoise }
    return [pieces.filter { $0.box.left < gutter }, pieces.filter { $0.box.left >= gutter }].compactMap {
      side in
      side.dropFirst().reduce(side.first?.box) { $0?.union($1.box) }
    }
  }
}

extension PageRows {
  /// Whether a row stands alone in the middle of the page: a title, which is of no column, even where it begins
  /// beyond the gutter.
  fileprivate func isTitle(_ row: Int) -> Bool {
    let pieces = rows[row].pieces.filter { !$0.isNoise }
    guard let piece = pieces.first, pieces.count == 1 else { return false }
    return abs(piece.box.left + piece.box.right - left - right) <= 2 * height
  }
}

extension PageRows.Row {
  /// `gutter` without what the row's pieces cover of it; `nil` if one stands across, or too little is left.
  fileprivate func parted(by gutter: Range<Int>, atLeast least: Int) -> Range<Int>? {
    var (low, high) = (gutter.lowerBound, gutter.upperBound)
    for piece in pieces where !piece.isNoise {
      // A title in the middle of the page stands mostly in the gutter, and in neither column.
      let beyond = piece.box.right - high
      if piece.box.left >= low + (high - low) / 2, beyond * 2 >= piece.box.right - piece.box.left {
        high = min(high, piece.box.left)
      } else if piece.box.right <= low + (high - low) / 2 || piece.box.right < high && piece.box.left < low {
        low = max(low, piece.box.right)
      } else {
        return nil
      }
    }
    return high - low >= least ? low..<high : nil
  }
}
