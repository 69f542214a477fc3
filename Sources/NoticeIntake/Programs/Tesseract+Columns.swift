import NoticeText

/// Columns that are read by themselves.
extension Tesseract {
  /// A column of the page's head or foot.
  struct Zone {
    var box: Box
    /// Whether a signature stands in it, perhaps under a seal and a stroke.
    var isSignature = false
  }

  /// The columns of the page's head and foot. Tesseract takes lines that touch across the gap for one, and gives up
  /// what stands around a seal; of each column for itself it reads more.
  static func zones(of page: ReadPage) -> [Zone] {
    let rows = PageRows(page)
    var zones: [Zone] = []
    for columns in PageColumns.all(in: rows) {
      let boxes = columns.boxes(in: rows)
      guard let first = boxes.first else { continue }
      let box = boxes.dropFirst().reduce(first) { $0.union($1) }
      let margin = rows.height / 2
      // Beside recipients alone, the signature begins up to three lines higher.
      let lift = boxes.count < 2 ? 4 * rows.height : 0
      // Below a seal there may be a name that nobody has seen yet.
      let isLast = columns.place == .foot && columns.rows.upperBound == rows.rows.count
      // Nothing of a line above that runs across.
      let above =
        rows.rows[..<columns.rows.lowerBound].flatMap(\.pieces)
        .filter { !$0.isNoise && $0.box.right > columns.gutter && $0.box.bottom <= box.top + margin }
        .map(\.box.bottom).max() ?? 0
      let top = max(0, above, box.top - margin)
      let bottom = min(page.height, box.bottom + (isLast ? 6 * rows.height : margin))
      let left = max(0, min(box.left, rows.left) - margin)
      let right = min(page.width, max(box.right, rows.right) + margin)
      guard top < bottom, left < columns.gutter, columns.gutter < right else { continue }
      zones.append(Zone(box: Box(left: left, top: top, right: columns.gutter, bottom: bottom)))
      let beside = Box(left: columns.gutter, top: max(0, above, top - lift), right: right, bottom: bottom)
      zones.append(Zone(box: beside, isSignature: columns.place == .foot))
    }
    return zones
  }

  /// `page` with the words of each zone as the surer reading has them, and the other one's beside them.
  static func merged(_ page: ReadPage, _ other: ReadPage, _ zones: [Zone]) -> ReadPage {
    var page = page
    for (zone, isSignature) in zones.map({ ($0.box, $0.isSignature) }) {
      let new = other.part(in: zone, isInside: true)
      let old = page.part(in: zone, isInside: true)
      var (best, other) = (old, new)
      if certain(new) > certain(old) { swap(&best, &other) }
      if !isSignature { best.take(other) }
      page = page.part(in: zone, isInside: false)
      page.lines += best.lines
    }
    return page
  }

  /// `page` with each line in the zones as `other` has it, where that is surer.
  ///
  /// Where a seal or a stroke crosses a name, now the one threshold tells them apart, now the other.
  static func withSurerLines(_ page: ReadPage, _ other: ReadPage, _ zones: [Box]) -> ReadPage {
    var page = page
    for zone in zones {
      var lines = page.part(in: zone, isInside: true).lines
      page = page.part(in: zone, isInside: false)
      for line in other.part(in: zone, isInside: true).lines {
        let same = lines.indices.filter { isBeside(lines[$0], line) }
        if sureness(line) <= same.reduce(0, { $0 + sureness(lines[$1]) }) { continue }
        for index in same.reversed() { lines.remove(at: index) }
        lines.append(line)
      }
      page.lines += lines
    }
    return page
  }

  /// Letters, each counted by how far its word is from a mere guess.
  private static func sureness(_ line: ReadLine) -> Int {
    line.words.reduce(0) { sum, word in
      sum + word.text.unicodeScalars.count * max(0, Int(word.confidence ?? 0) - 50)
    }
  }

  /// Whether two readings may be of one line.
  private static func isBeside(_ one: ReadLine, _ other: ReadLine) -> Bool {
    let (a, b) = (middle(one), middle(other))
    return abs(a.place - b.place) * 2 < max(a.height, b.height)
  }

  /// Of a line's words, the median of their middles and that of their heights: specks of a seal are taller.
  private static func middle(_ line: ReadLine) -> (place: Int, height: Int) {
    let places = line.words.map { ($0.box.top + $0.box.bottom) / 2 }.sorted()
    let heights = line.words.map { $0.box.bottom - $0.box.top }.sorted()
    return places.isEmpty ? (0, 0) : (places[places.count / 2], heights[heights.count / 2])
  }
}
