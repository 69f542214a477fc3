import NoticeText

/// A label at the beginning of a line that may open an item.
struct LabelCandidate {
  var label: Label
  /// Whether the line surely begins something.
  var strong: Bool
  var line: Int
}

/// What OCR makes of labels: read by what stands around them.
extension Reading {
  /// Whether repair found damage in this text: only there labels are guessed.
  var isDamaged: Bool { !textRepairs.isEmpty }

  /// A label of which OCR left no more than that there is one.
  ///
  ///     damaged-label ← ROMAN-SHAPES MARK* CAPITALS / DEBRIS? NUMBER "."? TEXT / BULLET-SHAPE TEXT
  func damagedLabel(at line: Line) -> Label? {
    guard isDamaged else { return nil }
    if let end = romanShapes(in: line.range) {
      return Label(
        level: .roman, ordinals: Ordinals(0), range: line.range.lowerBound..<end, startsItem: true,
        isDamaged: true)
    }
    var start = line.range.lowerBound
    // "ị 3. Sở Y tế": debris of one letter or mark before the number.
    if !isNumber(start), isNumber(start + 1), token(start).length <= 3,
      token(start).kind == .punctuation || token(start).key.count == 1, isMark(start + 2, 46)
    {
      start += 1
    }
    // "6 Sở Y tế": the full stop lost.
    if isNumber(start), token(start).length <= 2, token(start).number > 0 {
      let next = isMark(start + 1, 46) ? start + 2 : start + 1
      if isWord(next), token(next).has(.upper), token(next).has(.space), !token(next).has(.newline),
        token(next).length > 1
      {
        return Label(
          level: .number, ordinals: Ordinals(token(start).number), range: start..<next, startsItem: true,
          isDamaged: true)
      }
    }
    if isBulletShape(start), token(start + 1).has(.upper), !token(start + 1).has(.newline),
      isWord(start + 1)
    {
      return Label(level: .dash, ordinals: [], range: start..<start + 1, startsItem: true)
    }
    return nil
  }

  /// = ~ » ¬ * _ ° alone before a word: the dash of a list.
  private func isBulletShape(_ index: Int) -> Bool {
    let token = token(index)
    guard token.kind == .punctuation else { return false }
    return [0x3D, 0x7E, 0xBB, 0xAC, 0x2A, 0x5F, 0xB0].contains(token.key.bits)
  }

  /// Where the shapes end that a Roman numeral before a heading in capitals is read as: "1H.", "TỊL:", "|".
  private func romanShapes(in line: Range<Int>) -> Int? {
    var next = line.lowerBound
    var shapes = 0
    while next < line.upperBound, next < line.lowerBound + 3,
      next == line.lowerBound || !token(next).has(.space)
    {
      guard let count = shapeCount(next) else { break }
      shapes += count
      next += 1
    }
    guard 1...5 ~= shapes, next > line.lowerBound else { return nil }
    let marks = next
    while next < marks + 2, token(next).kind == .punctuation, !token(next).has(.newline) { next += 1 }
    guard next > marks || Roman.asHeading(token(line.lowerBound).key) != nil else { return nil }
    return isShoutedHeading(next, line) && capacity(at: line.lowerBound) == nil ? next : nil
  }

  /// How many letters a token has, if all of them have the shape of a Roman numeral's.
  private func shapeCount(_ index: Int) -> Int? {
    let token = token(index)
    guard token.kind != .end, token.length <= 8 else { return nil }
    var place = Int(token.start)
    var count = 0
    while place < token.end {
      let (scalar, length) = UTF8Bytes.decode(text, at: place)
      guard let letter = Unicode.Scalar(scalar), Self.romanShapes.contains(letter) else { return nil }
      count += 1
      place += length
    }
    return count
  }

  private static let romanShapes = Set("IiLl1|!ÍÌíìỊịÏïJj]}TtHhMmNnUuVvYyXx".unicodeScalars)

  /// Whether a heading in capitals goes from `index` to the end of its line.
  func isShoutedHeading(_ index: Int, _ line: Range<Int>) -> Bool {
    guard index + 1 < line.upperBound, isCaps(index..<line.upperBound) else { return false }
    let words = (index..<line.upperBound).filter { isWord($0) && token($0).length > 1 }
    return words.count >= 2 && token(words[0]).has(.caps)
  }

  /// A label as the list wants it: numbers that OCR misread take their place between those around them.
  ///
  /// - Parameter last: Of each level the last open label.
  func mended(
    _ candidate: LabelCandidate, _ later: ArraySlice<LabelCandidate>, _ lines: [Line],
    last: (Label.Level) -> Label?
  ) -> LabelCandidate {
    guard isDamaged else { return candidate }
    var out = candidate
    let line = lines[candidate.line].range
    let isShouted = isShoutedHeading(candidate.label.range.upperBound, line)
    switch candidate.label.level {
    case .roman:
      let before = last(.roman)?.ordinals[0] ?? 0
      // A second "II." before a heading is a III.
      let isRead = candidate.label.ordinals[0] > before && !candidate.label.isDamaged
      if isShouted, !isRead, candidate.label.isDamaged || candidate.label.ordinals[0] > 1 || before == 1 {
        out.label.ordinals = Ordinals(before + 1)
      }
      out.strong = out.strong || isShouted
    case .number where candidate.label.ordinals.count == 1 && !candidate.label.isRow:
      // "1. MỤC TIÊU" before "II.": a Roman I.
      if isShouted, candidate.label.ordinals[0] == 1, last(.roman) == nil,
        let next = later.first(where: { $0.label.level == .roman })?.label,
        next.isDamaged || next.ordinals[0] == 2
      {
        out.label.level = .roman
        out.strong = true
        return out
      }
      let before = last(.number).flatMap { $0.ordinals.count == 1 ? $0 : nil }
      let expected = (before?.ordinals[0] ?? 0) + 1
      let value = candidate.label.ordinals[0]
      if value == expected { return out }
      // "4) …" in a list of "1. 2. 3.": a letter.
      if let before, isClosed(candidate.label, 41), !isClosed(before, 41) {
        out.label.level = .letter
        out.label.ordinals = Ordinals(last(.letter) == nil ? 1 : 2)
        return out
      }
      let next = later.prefix { $0.label.level > .article }.first {
        $0.label.level == .number && $0.label.ordinals.count == 1
      }
      if next?.label.ordinals[0] == expected + 1 { out.label.ordinals = Ordinals(expected) }
    default: break
    }
    return out
  }

  private func isClosed(_ label: Label, _ mark: UInt8) -> Bool { isMark(label.range.upperBound - 1, mark) }
}
