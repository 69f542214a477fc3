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
  ///     damaged-label ← ROMAN-SHAPES MARK* CAPITALS / "Điều" NUMBER-SHAPES MARK / LETTER-SHAPE ")" TEXT
  ///                   / DEBRIS? NUMBER "."? TEXT / NUMBER-SHAPES ("." NUMBER)+ "." TEXT / BULLET-SHAPE TEXT
  func damagedLabel(at line: Line) -> Label? {
    guard isDamaged else { return nil }
    if let label = damagedHeading(line.range) { return label }
    var start = line.range.lowerBound
    if at(start, .điều), token(start).has(.upper), let label = damagedArticle(start, line.range) {
      return label
    }
    // "€) Trích", "A) Hoàn thành": some letter.
    if isMark(start + 1, 41), !token(start + 1).has(.space), token(start + 1).length == 1, !isNumber(start),
      token(start).kind == .punctuation || token(start).key.count == 1, token(start).length <= 3,
      token(start + 2).has(.upper), token(start + 2).has(.space)
    {
      return Label(
        level: .letter, ordinals: Ordinals(0), range: start..<start + 2, startsItem: true, isDamaged: true)
    }
    // "I.1. Kiện toàn": the number's first figure misread.
    if let first = damagedNumber(start), let label = compound(from: start, first: first) { return label }
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
    // "Š. Bộ Công Thương": some number.
    if isMark(start + 1, 46), token(start + 1).length == 1, !token(start + 1).has(.space), !isNumber(start),
      token(start).kind == .punctuation || token(start).key.count == 1, token(start).length <= 3,
      isWord(start + 2), token(start + 2).has(.upper), token(start + 2).has(.space),
      token(start + 2).length > 1
    {
      return Label(
        level: .number, ordinals: Ordinals(0), range: start..<start + 2, startsItem: true, isDamaged: true)
    }
    if isBulletShape(start), token(start + 1).has(.upper), !token(start + 1).has(.newline),
      isWord(start + 1)
    {
      return Label(level: .dash, ordinals: [], range: start..<start + 1, startsItem: true)
    }
    return nil
  }

  /// "1H. NHIỆM VỤ", "TỊL: TỔ CHỨC THỰC HIỆN": the Roman numeral of a heading in capitals.
  func damagedHeading(_ line: Range<Int>) -> Label? {
    guard isDamaged else { return nil }
    let isDebris = token(line.lowerBound).kind == .punctuation && shapeCount(line.lowerBound) == nil
    let start = isDebris ? line.lowerBound + 1 : line.lowerBound
    guard start < line.upperBound, let end = romanShapes(in: start..<line.upperBound) else { return nil }
    return Label(
      level: .roman, ordinals: Ordinals(romanValue(start)), range: start..<end, startsItem: true,
      isDamaged: true)
  }

  /// "Điều I0.", "Điều ]1,": an article by its word and its mark.
  private func damagedArticle(_ index: Int, _ line: Range<Int>) -> Label? {
    var next = index + 1
    var value = 0
    var count = 0
    while next < line.upperBound, next < index + 4, next == index + 1 || !token(next).has(.space) {
      guard let shapes = figures(next) else { break }
      for figure in shapes { value = min(value * 10 + figure, 999) }
      count += shapes.count
      next += 1
    }
    guard 1...3 ~= count else { return nil }
    if next == line.upperBound {
      return Label(
        level: .article, ordinals: Ordinals(value), range: index..<next, startsItem: true, isDamaged: true)
    }
    guard isMark(next, 46) || isMark(next, 44) || isMark(next, 58) || isMark(next, 59),
      !token(next).has(.space),
      next + 1 == line.upperBound || token(next + 1).has(.upper) && token(next + 1).has(.space)
    else { return nil }
    return Label(
      level: .article, ordinals: Ordinals(value), range: index..<next + 1, startsItem: true, isDamaged: true)
  }

  /// The figures that a token has, or has the shapes of: `I0` is 1 and 0.
  private func figures(_ index: Int) -> [Int]? {
    let token = token(index)
    guard token.kind != .end, token.length <= 4 else { return nil }
    var out: [Int] = []
    for byte in text[Int(token.start)..<token.end] {
      switch byte {
      case 48...57: out.append(Int(byte) - 48)
      case 0x49, 0x6C, 0x5D, 0x5B, 0x7C, 0x21, 0x69, 0x4A: out.append(1)  // I l ] [ | ! i J
      case 0x4F, 0x6F: out.append(0)  // O o
      case 0x53: out.append(5)  // S
      case 0x42: out.append(8)  // B
      case 0x5A: out.append(2)  // Z
      default: return nil
      }
    }
    return out
  }

  private func compound(from start: Int, first: Int) -> Label? {
    var ordinals = Ordinals(first)
    var next = start + 1
    while isMark(next, 46), !token(next).has(.space), isNumber(next + 1), !token(next + 1).has(.space),
      token(next + 1).length <= 2, ordinals.count < 6
    {
      ordinals.append(token(next + 1).number)
      next += 2
    }
    guard ordinals.count > 1, isMark(next, 46) || isMark(next, 45), !token(next).has(.space),
      token(next + 1).has(.upper)
    else { return nil }
    return Label(level: .number, ordinals: ordinals, range: start..<next + 1, startsItem: true)
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

  /// What the shapes at `index` read as: `1V` is IV; 0 if nothing.
  private func romanValue(_ index: Int) -> Int {
    var letters = ""
    var next = index
    while next < index + 3, next == index || !token(next).has(.space), shapeCount(next) != nil {
      for letter in String(decoding: text[Int(token(next).start)..<token(next).end], as: UTF8.self) {
        switch letter {
        case "V", "v", "Y", "y": letters += "V"
        case "X", "x": letters += "X"
        case "H", "h", "N", "n", "U", "u": letters += "II"
        case "M", "m": letters += "III"
        default: letters += "I"
        }
      }
      next += 1
    }
    return Roman.value(WordKey(letters)) ?? 0
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

  /// The candidates, and those of which OCR lost the label: a line that begins after a semicolon inside a list, and
  /// the one line that can be what a gap in the numbers leaves out.
  func withLostLabels(_ candidates: [LabelCandidate], _ lines: [Line]) -> [LabelCandidate] {
    var out: [LabelCandidate] = []
    func lost(_ line: Int, _ level: Label.Level, _ ordinals: Ordinals) -> LabelCandidate {
      let start = lines[line].range.lowerBound
      return LabelCandidate(
        label: Label(
          level: level, ordinals: ordinals, range: start..<start, startsItem: true, isDamaged: true),
        strong: true, line: line)
    }
    for candidate in candidates {
      defer { out.append(candidate) }
      guard let last = out.last else { continue }
      let fresh = (last.line + 1..<max(candidate.line, last.line + 1)).filter { opensAfterEnd(lines[$0]) }
      if fresh.isEmpty { continue }
      let inList = fresh.filter { isMark(lines[$0].range.lowerBound - 1, 59) }
      let isGap =
        candidate.label.level == .letter
        && candidate.label.ordinals[0] == last.label.ordinals.first.map { $0 + 2 }
      if last.label.level > .letter || last.label.level == .letter && isGap, !inList.isEmpty {
        for line in inList {
          out.append(lost(line, last.label.level, last.label.level == .letter ? [0] : []))
        }
        continue
      }
      guard fresh.count == 1, candidate.label.ordinals.count == 1,
        candidate.label.level == .number
          || candidate.label.level == .letter && candidate.label.ordinals[0] <= 4
      else { continue }
      let level = candidate.label.level
      let before = out.reversed().prefix { $0.label.level >= level }.first {
        $0.label.level == level && $0.label.ordinals.count == 1
      }
      let missing = (before?.label.ordinals[0] ?? 0) + 1
      if candidate.label.ordinals[0] == missing + 1 { out.append(lost(fresh[0], level, [missing])) }
    }
    return out
  }

  /// Whether a line without a label begins with a capital after a full stop, semicolon or colon.
  private func opensAfterEnd(_ line: Line) -> Bool {
    let start = line.range.lowerBound
    guard isWord(start), token(start).has(.upper), line.range.count > 3,
      !lexicon.kindPhrases.canStart(word(start))
    else { return false }
    return isMark(start - 1, 59) || isMark(start - 1, 46) || isMark(start - 1, 58)
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
      let value = candidate.label.ordinals[0]
      // A gap is one only if the next heading goes on from it, or its V is plain to see.
      let next = later.first { $0.label.level == .roman }?.label.ordinals[0]
      let isGap = value == before + 2 && (next == value + 1 || next == nil && value > 3)
      let isRead = value > before && (!candidate.label.isDamaged || value == before + 1 || isGap)
      if isShouted, !isRead, candidate.label.isDamaged || value > 1 || before == 1 {
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
      // "4) …" in a list of "1. 2. 3.": a letter.
      if let before, isClosed(candidate.label, 41), !isClosed(before, 41),
        value != expected || later.first?.label.level == .letter
      {
        out.label.isDamaged = true
        out.label.level = .letter
        out.label.ordinals = Ordinals(last(.letter) == nil ? 1 : 2)
        return out
      }
      if value == expected { return out }
      let next = later.prefix { $0.label.level > .article }.first {
        $0.label.level == .number && $0.label.ordinals.count == 1
      }
      // In an act that amends others, numbers that repeat are quoted.
      if next?.label.ordinals[0] == expected + 1, value > expected || !isNormative {
        out.label.ordinals = Ordinals(expected)
      }
    case .number where candidate.label.ordinals.count >= 2 && candidate.label.ordinals[0] > 9:
      // "52.1." under "5.2.": the full stop lost.
      let own = candidate.label.ordinals
      guard let parent = last(.number)?.ordinals, parent.count >= 2, parent[0] == own[0] / 10,
        parent[1] == own[0] % 10
      else { break }
      out.label.ordinals = [parent[0], parent[1]]
      for ordinal in own.dropFirst() { out.label.ordinals.append(ordinal) }
    case .number where candidate.label.ordinals.count == 2:
      // "3.1." under "2." before "2.2.": the first figure misread.
      guard let parent = last(.number).flatMap({ $0.ordinals.count == 1 ? $0 : nil })?.ordinals[0] else {
        break
      }
      let own = candidate.label.ordinals
      if own[0] != parent, let next = later.first(where: { $0.label.level <= .number })?.label,
        next.ordinals.count == 2, next.ordinals[0] == parent, next.ordinals[1] == own[1] + 1
      {
        out.label.ordinals = [parent, own[1]]
      }
    case .article:
      let before = last(.article)?.ordinals[0] ?? 0
      // "Điều 3" twice: the first is a 2.
      let next = later.first { $0.label.level == .article }?.label.ordinals[0]
      if candidate.label.ordinals[0] == before + 2, next == before + 2 {
        out.label.ordinals = Ordinals(before + 1)
        break
      }
      if candidate.label.isDamaged,
        candidate.label.ordinals[0] <= before || candidate.label.ordinals[0] > before + 3
      {
        out.label.ordinals = Ordinals(before + 1)
      }
    case .letter where candidate.label.isDamaged:
      out.label.ordinals = Ordinals(last(.letter) == nil ? 1 : 2)
    default: break
    }
    return out
  }

  private func isClosed(_ label: Label, _ mark: UInt8) -> Bool { isMark(label.range.upperBound - 1, mark) }
}
