import NoticeText

/// What OCR makes of labels: read by what stands around them.
extension Reading {
  /// Whether repair found damage in this text: only there labels are guessed.
  var isDamaged: Bool { !textRepairs.isEmpty }

  /// A label of which OCR left no more than that there is one.
  ///
  ///     damaged-label ← ROMAN-SHAPES MARK* CAPITALS / "Điều" NUMBER-SHAPES MARK / LETTER-SHAPE ")" TEXT
  ///                   / DEBRIS? NUMBER "."? TEXT / "." TEXT / NUMBER-SHAPES ("." NUMBER)+ "." TEXT / BULLET-SHAPE TEXT
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
    // "© Sở Y tế": "c)" as one sign.
    if token(start).kind == .punctuation, token(start).key.bits == 0xA9, token(start + 1).has(.upper),
      token(start + 1).has(.space)
    {
      return Label(
        level: .letter, ordinals: Ordinals(3), range: start..<start + 1, startsItem: true, isDamaged: true)
    }
    // "ä) Lập", "ð) Xây dựng": the letter with a mark that no list has.
    if isMark(start + 1, 41), !token(start + 1).has(.space), token(start + 1).length == 1,
      token(start + 2).has(.upper), token(start + 2).has(.space), let letter = shapeOfLetter(start)
    {
      return Label(
        level: .letter, ordinals: Ordinals(letter), range: start..<start + 2, startsItem: true,
        isDamaged: true)
    }
    // "3..Ban Tuyên giáo": the full stop seen twice.
    if isNumber(start), token(start).length <= 2, token(start).number > 0, isMark(start + 1, 46),
      !token(start + 1).has(.space)
    {
      var next = start + 1
      while next < start + 4, isMark(next, 46) { next += 1 }
      if token(start + 1).length > 1 || next > start + 2, isWord(next), token(next).has(.upper),
        token(next).length > 1
      {
        return Label(
          level: .number, ordinals: Ordinals(token(start).number), range: start..<next, startsItem: true,
          isDamaged: true)
      }
    }
    // "2.I- Văn phòng": the last figure of a compound number.
    if isNumber(start), token(start).length <= 2, isMark(start + 1, 46), token(start + 1).length == 1,
      !token(start + 1).has(.space), let last = damagedNumber(start + 2), !token(start + 2).has(.space),
      isMark(start + 3, 46) || isMark(start + 3, 45), !token(start + 3).has(.space),
      token(start + 4).has(.upper), token(start + 4).has(.space)
    {
      return Label(
        level: .number, ordinals: [token(start).number, last], range: start..<start + 4, startsItem: true)
    }
    // "I.1. Kiện toàn", "{.2.4. Sở Y tế": the number's first figure misread.
    let isShort = isNumber(start) && token(start).length <= 2
    if let first = damagedNumber(start) ?? (token(start).kind == .punctuation ? 0 : nil)
      ?? (isShort ? token(start).number : nil),
      let label = compound(from: start, first: first)
    {
      return label
    }
    // "„3,2. Trước mắt": a speck before it.
    if token(start).kind == .punctuation, isNumber(start + 1), token(start + 1).length <= 2,
      !token(start + 1).has(.space),
      let label = compound(from: start + 1, first: token(start + 1).number)
    {
      return label
    }
    // "‡ Chủ trì", "† Khối sở", "t Khối huyện": a plus.
    if isPlusShape(start), isWord(start + 1), token(start + 1).has(.upper),
      token(start + 1).has(.space), token(start + 1).length > 1, !token(start + 1).has(.newline)
    {
      return Label(level: .plus, ordinals: [], range: start..<start + 1, startsItem: true, isDamaged: true)
    }
    // "b} Bố trí", "b Bố trí": the bracket misread, or lost.
    if let label = openLetter(start) { return label }
    // "3, Văn phòng": the full stop misread.
    if isNumber(start), token(start).length <= 2, token(start).number > 0,
      isMark(start + 1, 44) || isMark(start + 1, 58) || isMark(start + 1, 59), !token(start + 1).has(.space),
      isWord(start + 2), token(start + 2).has(.upper), token(start + 2).has(.space)
    {
      return Label(
        level: .number, ordinals: Ordinals(token(start).number), range: start..<start + 2, startsItem: true,
        isDamaged: true)
    }
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
    // "Š. Bộ Công Thương", "{- Cải cách", "Ø, Cục": some number.
    if !isBulletShape(start),
      isMark(start + 1, 46) || isMark(start + 1, 44) && edge(of: line) == .begins
        || isMark(start + 1, 45) && "{[]}|".utf8.contains(text[Int(token(start).start)]),
      token(start + 1).length == 1, !token(start + 1).has(.space), !isNumber(start),
      token(start).kind == .punctuation || token(start).key.count == 1, token(start).length <= 3,
      isWord(start + 2), token(start + 2).has(.upper), token(start + 2).has(.space),
      token(start + 2).length > 1
    {
      return Label(
        level: .number, ordinals: Ordinals(0), range: start..<start + 2, startsItem: true, isDamaged: true)
    }
    // ". Tổ chức": of the number only the full stop.
    if line.isBlankBefore, isMark(start, 46), token(start).length == 1, isWord(start + 1),
      token(start + 1).has(.upper), token(start + 1).has(.space), token(start + 1).length > 1
    {
      return Label(
        level: .number, ordinals: Ordinals(0), range: start..<start + 1, startsItem: true, isDamaged: true)
    }
    // "_~ Trạm": one dash, read twice.
    if isBulletShape(start), isBulletShape(start + 1) || isMark(start + 1, 45), !token(start + 1).has(.space),
      isWord(start + 2), token(start + 2).has(.upper), token(start + 2).has(.space)
    {
      return Label(level: .dash, ordinals: [], range: start..<start + 2, startsItem: true)
    }
    // "'- Giao", "..__ - Giao", "ˆ + Giao": specks before the dash or the plus.
    var dash = start
    while dash < start + 4, token(dash).kind == .punctuation, token(dash).length <= 3, !isMark(dash, 45),
      !isMark(dash, 43)
    {
      dash += 1
    }
    if dash > start, isMark(dash, 45) || isMark(dash, 43),
      dash > start + 1 || !token(dash).has(.space) || isMark(dash, 43),
      !token(dash).has(.newline), isWord(dash + 1), token(dash + 1).has(.upper), token(dash + 1).has(.space)
    {
      return Label(
        level: isMark(dash, 43) ? .plus : .dash, ordinals: [], range: start..<dash + 1, startsItem: true)
    }
    // "~. Thường trực": the dash and a speck.
    if isBulletShape(start), isMark(start + 1, 46), !token(start + 1).has(.space), isWord(start + 2),
      token(start + 2).has(.upper), token(start + 2).has(.space)
    {
      return Label(level: .dash, ordinals: [], range: start..<start + 2, startsItem: true, isDamaged: true)
    }
    if isBulletShape(start), token(start + 1).has(.upper), !token(start + 1).has(.newline),
      isWord(start + 1)
    {
      return Label(
        level: .dash, ordinals: [], range: start..<start + 1, startsItem: true, isDamaged: true)
    }
    return nil
  }

  /// † ‡ t alone before a word: the plus of a list.
  private func isPlusShape(_ index: Int) -> Bool {
    let token = token(index)
    return token.kind == .punctuation
      ? token.key.bits == 0x2020 || token.key.bits == 0x2021
      : token.length == 1 && text[Int(token.start)] == UInt8(ascii: "t")
  }

  /// The place of a letter that has marks which no list has: `ä` is an a, `ð` a đ.
  private func shapeOfLetter(_ index: Int) -> Int? {
    let token = token(index)
    let (scalar, length) = UTF8Bytes.decode(text, at: Int(token.start))
    guard Int(token.length) == length, let letter = Unicode.Scalar(scalar) else { return nil }
    switch letter {
    case "ä", "à", "á", "â", "ã", "å", "ă", "ạ", "ả": return 1
    case "ç": return 3
    case "ð": return 5
    case "è", "é", "ê", "ë", "ẹ", "ẻ", "ẽ": return 6
    default: return nil
    }
  }

  /// A letter of a list whose bracket OCR took for another one, or lost.
  private func openLetter(_ start: Int) -> Label? {
    if let label = letterWithBracket(start) { return label }
    guard isWord(start), token(start).key.count == 1, !token(start).has(.upper),
      let ordinal = letterOrdinal(token(start).key)
    else { return nil }
    let next = token(start + 1)
    let isMisread =
      next.kind == .punctuation && !next.has(.space) && [0x7D, 0x5D, 0x3E].contains(next.key.bits)
    let end = isMisread ? start + 2 : start + 1
    guard isWord(end), token(end).has(.upper), token(end).has(.space), token(end).length > 1,
      !token(end).has(.newline)
    else { return nil }
    return Label(
      level: .letter, ordinals: Ordinals(ordinal), range: start..<end, startsItem: true, isDamaged: true)
  }

  /// "bỳ Bộ Xây dựng", "aj Hoàn thành": the letter and its bracket as one word that is no syllable.
  private func letterWithBracket(_ start: Int) -> Label? {
    guard isWord(start), !token(start).has(.upper), token(start).key.count == 2,
      !SyllableTable.standard.isSyllable(token(start).key), isWord(start + 1), token(start + 1).has(.upper),
      token(start + 1).has(.space), token(start + 1).length > 1, !token(start + 1).has(.newline)
    else { return nil }
    let (first, length) = UTF8Bytes.decode(text, at: Int(token(start).start))
    let (second, _) = UTF8Bytes.decode(text, at: Int(token(start).start) + length)
    guard let letter = Unicode.Scalar(first), let bracket = Unicode.Scalar(second),
      "yỳýỷỹỵjlIiJ".unicodeScalars.contains(bracket), let ordinal = letterOrdinal(WordKey(String(letter)))
    else { return nil }
    return Label(
      level: .letter, ordinals: Ordinals(ordinal), range: start..<start + 1, startsItem: true,
      isDamaged: true)
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

  /// "Điều I0.", "Điều ]1,": an article by its word and its mark; "Điều" alone on its line, by the word.
  private func damagedArticle(_ index: Int, _ line: Range<Int>) -> Label? {
    var next = index + 1
    if next == line.upperBound || next + 1 == line.upperBound && token(next).kind == .punctuation {
      return Label(
        level: .article, ordinals: Ordinals(0), range: index..<line.upperBound, startsItem: true,
        isDamaged: true)
    }
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

  /// "I.1. Kiện toàn", "2:1: Giao", "1-2. Công an": a compound number, its full stops misread or not.
  private func compound(from start: Int, first: Int) -> Label? {
    var ordinals = Ordinals(first)
    var next = start + 1
    while isStop(next), isNumber(next + 1), !token(next + 1).has(.space), token(next + 1).length <= 2,
      ordinals.count < 6
    {
      ordinals.append(token(next + 1).number)
      next += 2
    }
    guard ordinals.count > 1, isStop(next), token(next + 1).has(.upper), token(next + 1).has(.space) else {
      return nil
    }
    let isMisread = (start..<next).contains { isStop($0) && !isMark($0, 46) }
    return Label(
      level: .number, ordinals: ordinals, range: start..<next + 1, startsItem: true, isDamaged: isMisread)
  }

  /// A full stop of a compound number, or what OCR may make of it.
  private func isStop(_ index: Int) -> Bool {
    guard !token(index).has(.space), token(index).length == 1 else { return false }
    return isMark(index, 46) || isMark(index, 45) || isMark(index, 44) || isMark(index, 58)
      || isMark(index, 59)
  }

  /// = ~ » ¬ * _ ° alone before a word: the dash of a list.
  private func isBulletShape(_ index: Int) -> Bool {
    let token = token(index)
    guard token.kind == .punctuation else { return false }
    return [0x3D, 0x7E, 0xBB, 0xAC, 0x2A, 0x5F, 0xB0].contains(token.key.bits)
  }

  /// Where the shapes end that a Roman numeral before a heading in capitals is read as: "1H.", "TỊL:", "|".
  private func romanShapes(in line: Range<Int>) -> Int? {
    guard let (_, marks, next) = numeral(opening: line),
      next > marks || Roman.asHeading(token(line.lowerBound).key) != nil
    else { return nil }
    return isShoutedHeading(next, line) && capacity(at: line.lowerBound) == nil ? next : nil
  }

  /// The shapes of a Roman numeral that open a line, at most five letters: how many, where its marks begin, and where they end.
  func numeral(opening line: Range<Int>) -> (shapes: Int, marks: Int, end: Int)? {
    var next = line.lowerBound
    var shapes = 0
    while next < line.upperBound, next < line.lowerBound + 3,
      next == line.lowerBound || !token(next).has(.space)
    {
      guard let count = shapeCount(next) else { break }
      shapes += count
      next += 1
    }
    guard 1...5 ~= shapes else { return nil }
    let marks = next
    while next < min(marks + 2, line.upperBound), token(next).kind == .punctuation,
      !token(next).has(.newline)
    {
      next += 1
    }
    return (shapes, marks, next)
  }

  /// What the shapes at `index` read as: `1V` is IV; 0 if nothing.
  func romanValue(_ index: Int) -> Int {
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
  func shapeCount(_ index: Int) -> Int? {
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

  private static let romanShapes = Set("IiLl1|!ÍÌíìỊịÏïJj]}[{†TtHhMmNnUuVvYyXx".unicodeScalars)

  /// Whether a heading in capitals goes from `index` to the end of its line.
  func isShoutedHeading(_ index: Int, _ line: Range<Int>) -> Bool {
    guard index + 1 < line.upperBound, isCaps(index..<line.upperBound) else { return false }
    let words = (index..<line.upperBound).filter { isWord($0) && token($0).length > 1 }
    return words.count >= 2 && token(words[0]).has(.caps)
  }
}
