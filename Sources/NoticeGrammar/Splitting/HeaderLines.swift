import NoticeText

/// The lines around a header: where it begins, what it stands in.
struct HeaderLines {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where pages begin, ascending.
  private let pages: [Int]

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ text: SourceText) {
    self.bytes = bytes
    pages = text.pages.map(\.span.start)
  }

  /// So many lines of a letterhead, of a page's number and the like stand above the title at most.
  private static let mostLines = 10
  /// So many bytes at most.
  private static let reach = 800

  /// Where the header begins whose title stands at `line`, and whether a page begins there.
  ///
  /// Its left column may have been read before the right one, so that letterhead and number stand above the title.
  func beginning(before line: Int) -> (offset: Int, isPage: Bool) {
    let page = pageStart(before: line)
    var start = line
    var begin = line
    var lines = 0
    var blank = 0
    /// Lines of a letter's subject, maybe; else of the document before.
    var small = 0
    while start > page, line - start < Self.reach, lines < Self.mostLines {
      let above = lineStart(start - 1)
      let range = max(above, page)..<(start - 1)
      start = range.lowerBound
      let letters = LineLetters(bytes, range)
      if letters.codes.isEmpty {
        blank += 1
        // A gap that nothing of a head has; a ruled line or a page's number is none.
        if blank > 3, !letters.hasDigit { break }
        continue
      }
      lines += 1
      if letters.starts(with: "vv") {
        // What a letter is about, under its number; it may have been wrapped.
        begin = start
        small = 0
      } else if small == 0, letters.starts(with: "so"), letters.hasDigit, letters.codes.count < 30 {
        begin = start
      } else if small == 0, letters.isCaps(), letters.codes.count < 90 {
        if Self.letterheadWords.contains(where: { letters.firstWord(is: $0) })
          || Self.marks.contains(where: { letters.starts(with: $0) })
        {
          begin = start
        }
      } else if lines <= 3, isNearTop(start, of: page) {
        // On a page's top whatever stands above is the header's own, such as "Biểu số 1" or a stamp.
        return (page, page > 0)
      } else {
        small += 1
        if small > 3 { break }
      }
      blank = 0
    }
    if start <= page, page > 0, small == 0 { return (page, true) }
    return start == 0 ? (0, page > 0) : (begin, false)
  }

  /// How the names of bodies begin.
  private static let letterheadWords: [StaticString] = [
    "uy", "ubnd", "hdnd", "ban", "bo", "bch", "so", "tinh", "thanh", "huyen", "quan", "thi", "xa", "phuong",
    "hoi",
    "van", "chinh", "thu", "dang", "quoc", "tong", "cuc", "chi", "toa", "vien", "phong", "kiem", "cong",
    "truong",
    "doan", "lien", "mat", "trung", "ngan", "bao", "hoc", "trungtam", "benh", "dai",
  ]

  /// độ khẩn, độ mật, dự thảo.
  private static let marks: [StaticString] = ["hoatoc", "thuongkhan", "khan", "tuyetmat", "toimat", "duthao"]

  /// Whether no more than a few lines stand between a page's top and `line`.
  private func isNearTop(_ line: Int, of page: Int) -> Bool {
    page > 0 && line - page < 200
      && bytes[page..<max(page, line)].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } <= 3
  }

  /// Where the page begins that `offset` stands on; 0 if that is the first, or nothing tells.
  private func pageStart(before offset: Int) -> Int {
    var (low, high) = (0, pages.count)
    while low < high {  // pages before `low` begin at `offset` or before it
      let middle = (low + high) / 2
      if pages[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    let known = low > 0 ? pages[low - 1] : 0
    var index = offset
    while index > known, offset - index < Self.reach {
      index -= 1
      if bytes[index] == 0x0C { return index + 1 }
    }
    return known
  }

  private func lineStart(_ offset: Int) -> Int {
    var index = offset
    while index > 0, bytes[index - 1] != 0x0A { index -= 1 }
    return index
  }

  /// Where the line ends that `offset` stands in.
  func lineEnd(_ offset: Int) -> Int {
    var index = min(offset, bytes.count)
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    return index
  }

  // MARK: Annexes

  /// Whether a header stands in an annex: the line above it says so, or one between it and the text.
  ///
  /// - Parameter mark: Where the line of its title begins.
  func isAnnex(start: Int, mark: Int, end: Int) -> Bool {
    // Above: the last few lines with letters, since a form is named right over its head.
    var line = start
    var lines = 0
    while line > 0, lines < 3, mark - line < Self.reach {
      let above = lineStart(line - 1)
      let letters = LineLetters(bytes, above..<(line - 1))
      line = above
      if letters.codes.isEmpty { continue }
      lines += 1
      if Self.namesAnnex(letters) { return true }
    }
    // Below: up to where the text begins.
    line = start
    lines = 0
    while line < end, lines < 24, line - mark < 1500 {
      let after = lineEnd(line)
      let letters = LineLetters(bytes, line..<after)
      line = after + 1
      if letters.codes.isEmpty { continue }
      lines += 1
      if Self.namesAnnex(letters) { return true }
      // A long line is text.
      if letters.codes.count > 60, !letters.isCaps() { break }
    }
    return false
  }

  private static func namesAnnex(_ letters: LineLetters) -> Bool {
    if letters.codes.count > 120 { return false }
    for word in [
      "phuluc", "mauso", "bieumau", "bieuso", "kemtheo", "bankemtheo", "banhanhkemtheo", "dinhkem",
      "duthaomau",
    ] as [StaticString] where letters.starts(with: word) {
      return true
    }
    // "Mẫu 01", "Mẫu 2a", alone on its line.
    return letters.firstWord(is: "mau") && letters.hasDigit && letters.codes.count < 30
  }

  /// Whether lines of `range` close a document: those who get it, and where it is filed.
  func hasClosing(in range: Range<Int>) -> Bool {
    var line = lineStart(range.lowerBound)
    while line < range.upperBound {
      let end = lineEnd(line)
      if end - line < 300 {
        let letters = LineLetters(bytes, line..<end)
        if letters.starts(with: "noinhan") { return true }
      }
      line = end + 1
    }
    return false
  }
}
