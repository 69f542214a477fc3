/// Figures that OCR took for letters or marks, where only a number can stand: `L2/CT-UBND`, `ngày 0†/10/2020`,
/// `ngày 1! tháng I0 năm 2022`.
///
/// What was read as a figure is never changed. Shapes that may be two figures (`§` is 8 five times of eight) are left.
struct FigureRepair {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let codes: CodeRepair

  /// The edits, ascending.
  ///
  /// - Complexity: O(tokens); pieces without a blank in them are looked at if they have a figure.
  func edits() -> [RepairEdit] {
    var edits: [RepairEdit] = []
    let count = tokens.count - Tokenizer.padding
    var start = 0
    while start < count {
      var end = start + 1
      var hasFigure = tokens[start].kind == .number
      while end < count, !tokens[end].has(.space), !tokens[end].has(.newline) {
        hasFigure = hasFigure || tokens[end].kind == .number
        end += 1
      }
      if let mark = strayMark(before: start, end) { edits.append(mark) }
      if let word = dateWord(before: start) {
        edits += inWords(start..<end, after: word)
      } else if hasFigure, end - start >= 4 {
        edits += symbolOrDate(start..<end, afterDay: false)
      }
      start = end
    }
    return edits
  }

  /// A part of a piece, and where it stands.
  private struct Part {
    var scalars: [Unicode.Scalar]
    var range: Range<Int>

    /// It as figures alone, if it has some that were read as such, or is all of them.
    var figures: String? {
      var out = ""
      var wasRead = false
      for scalar in scalars {
        if "0"..."9" ~= scalar {
          wasRead = true
          out.unicodeScalars.append(scalar)
        } else if let figure = FigureRepair.shapes[scalar] {
          out.append(figure)
        } else {
          return nil
        }
      }
      return wasRead ? out : nil
    }
    var isRead: Bool { scalars.allSatisfy { "0"..."9" ~= $0 } }
    func isMark(_ mark: Unicode.Scalar) -> Bool { scalars == [mark] }
  }

  /// `L2/CT-UBND`, `12/2O17/NĐ-CP`, `0†/10/2020`.
  ///
  /// - Parameter afterDay: Whether `ngày` stands before it: then a day and a month will do.
  private func symbolOrDate(_ piece: Range<Int>, afterDay: Bool) -> [RepairEdit] {
    let range = Int(tokens[piece.lowerBound].start)..<tokens[piece.upperBound - 1].end
    guard range.count <= 48 else { return [] }
    var parts = parts(range)[...]
    if parts.first.map({ Self.isSeparator($0.scalars[0]) }) == true { parts.removeFirst() }
    let part = Array(parts)
    guard part.count >= 3, let number = part[0].figures else { return [] }
    if afterDay, part[1].isMark("/"), part.count == 3 || part.count == 4 && !part[3].isMark("/"),
      let month = part[2].figures, Self.isDay(number, month, "2000")
    {
      return edits([(part[0], number), (part[2], month)])
    }
    guard part.count >= 5 else { return [] }
    if part[1].scalars == part[3].scalars, part[1].isMark("/") || part[1].isMark("-") || part[1].isMark("."),
      let month = part[2].figures, let year = part[4].figures,
      Self.isDay(number, month, year)
    {
      return edits([(part[0], number), (part[2], month), (part[4], year)])
    }
    guard number.utf8.count <= 5, part[1].isMark("/") || part[1].isMark("-") else { return [] }
    var wanted = [(part[0], number)]
    var code = 2
    if part[1].isMark("/"), part[3].isMark("/"), let year = part[2].figures, Self.isYear(year) {
      wanted.append((part[2], year))
      code = 4
    }
    // With a year before it, a code stands alone in the symbols of laws: 29/2018/QH14.
    guard let type = part[code].scalars.first, type.properties.isUppercase,
      code == 4 || codes.isCode(String(String.UnicodeScalarView(part[2].scalars))),
      code == 4
        || part[3].isMark("-") || part[3].isMark("/"), code == 4 || part[4].scalars[0].properties.isUppercase
    else { return [] }
    return edits(wanted)
  }

  /// Of which word of a date the number begins at `index`: 0 day, 1 month, 2 year; `nil` if of none.
  private func dateWord(before index: Int) -> Int? {
    guard index > 0, !tokens[index].has(.blank) else { return nil }
    return Self.dateWords.firstIndex(of: tokens[index - 1].key)
  }

  /// `ngày: 10 tháng`: a mark that nothing asks for.
  private func strayMark(before index: Int, _ end: Int) -> RepairEdit? {
    guard index > 1, !tokens[index].has(.blank), end == index + 1, tokens[index].kind == .number,
      tokens[end].key == Self.dateWords[1], tokens[index - 2].key == Self.dateWords[0]
    else { return nil }
    let mark = tokens[index - 1]
    guard mark.isMark(58) || mark.isMark(46) || mark.isMark(44), mark.length == 1, !mark.has(.space) else {
      return nil
    }
    return RepairEdit(
      range: Int(mark.start)..<mark.end, text: "", confidence: 0.9, rule: "mark")
  }

  /// `ngày !0 tháng`, `tháng 0† năm`, `tháng 11 năm 2O20`.
  private func inWords(_ piece: Range<Int>, after word: Int) -> [RepairEdit] {
    let range = Int(tokens[piece.lowerBound].start)..<tokens[piece.upperBound - 1].end
    guard range.count <= 12 else { return symbolOrDate(piece, afterDay: word == 0) }
    let next = tokens[piece.upperBound]
    let number = Part(scalars: scalars(range), range: range)
    if number.isRead { return [] }
    guard let figures = number.figures else { return symbolOrDate(piece, afterDay: word == 0) }
    switch word {
    case 0:
      guard next.key == Self.dateWords[1], let day = Int(figures), 1...31 ~= day else { return [] }
    case 1:
      guard next.key == Self.dateWords[2], let month = Int(figures), 1...12 ~= month else { return [] }
    default:
      guard Self.isYear(figures), piece.lowerBound > 2, tokens[piece.lowerBound - 3].key == Self.dateWords[1]
      else { return [] }
    }
    return figures.utf8.count <= 2 || word == 2 ? edits([(number, figures)]) : []
  }

  private func edits(_ wanted: [(part: Part, figures: String)]) -> [RepairEdit] {
    wanted.filter { !$0.part.isRead }.map { part, figures in
      RepairEdit(range: part.range, text: figures, confidence: 0.9, rule: "figure")
    }
  }

  private func scalars(_ range: Range<Int>) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, size) = UTF8Bytes.decode(text, at: index)
      if let scalar = Unicode.Scalar(scalar) { out.append(scalar) }
      index += size
    }
    return out
  }

  /// Runs of separators, and of what stands between them; a bracket or an exclamation mark is a shape.
  private func parts(_ range: Range<Int>) -> [Part] {
    var parts: [Part] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let (value, size) = UTF8Bytes.decode(text, at: index)
      let place = index..<index + size
      index += size
      guard let scalar = Unicode.Scalar(value) else { continue }
      if let last = parts.last?.scalars.last, Self.isSeparator(last) == Self.isSeparator(scalar) {
        parts[parts.count - 1].scalars.append(scalar)
        parts[parts.count - 1].range = parts[parts.count - 1].range.lowerBound..<place.upperBound
      } else {
        parts.append(Part(scalars: [scalar], range: place))
      }
    }
    return parts
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", "-", ".", ",", ";", ":", "\u{2044}", "(", ")", "\"", "'": true
    default: false
    }
  }

  private static func isYear(_ figures: String) -> Bool {
    figures.utf8.count == 4 && Int(figures).map { 1900...2100 ~= $0 } == true
  }

  /// Whether the figures can be a day of the calendar, leap years aside.
  private static func isDay(_ day: String, _ month: String, _ year: String) -> Bool {
    guard day.utf8.count <= 2, month.utf8.count <= 2, isYear(year), let day = Int(day), let month = Int(month)
    else { return false }
    return isDay(day, month)
  }

  /// Whether the calendar has that day, leap years aside.
  static func isDay(_ day: Int, _ month: Int) -> Bool {
    1...12 ~= month && 1...(month == 2 ? 29 : [4, 6, 9, 11].contains(month) ? 30 : 31) ~= day
  }

  private static let dateWords = [WordKey("ngày"), WordKey("tháng"), WordKey("năm")]

  /// Counted on scans for training: what stands for one figure nine times of ten at least.
  private static let shapes: [Unicode.Scalar: Character] = {
    var table: [Unicode.Scalar: Character] = [:]
    for (figure, shapes) in [
      ("0", "OoØÖ"), ("1", "IlLJ!|\\[]{}†¡ÍÌÏỊíìïị"), ("6", "ó"), ("7", "?"), ("8", "B"),
    ] as [(Character, String)] {
      for shape in shapes.unicodeScalars { table[shape] = figure }
    }
    return table
  }()
}
