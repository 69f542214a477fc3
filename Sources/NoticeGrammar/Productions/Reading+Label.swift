import NoticeText

/// The label of an item: where it stands, its level and its ordinals.
struct Label {
  /// The levels, from the widest to the narrowest.
  enum Level: Int, Comparable {
    case part, chapter, section, roman, article, number, letter, bracket, dash, plus
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  var level: Level
  /// One, or several for `2.4`. A bullet has none.
  var ordinals: Ordinals
  var range: Range<Int>
  /// Whether what follows looks like the beginning of an item: a capital, a quotation mark.
  var startsItem: Bool
  /// The first cell of a row in a table of tasks.
  var isRow = false
  /// Whether it is guessed from what OCR left of it.
  var isDamaged = false
}

/// Up to eight small numbers, in place.
struct Ordinals: RandomAccessCollection, Hashable, ExpressibleByArrayLiteral {
  private var lanes = SIMD8<Int16>()
  private(set) var endIndex = 0

  init(arrayLiteral elements: Int...) {
    for element in elements { append(element) }
  }

  init(_ ordinal: Int) { append(ordinal) }

  init(_ ordinals: some Sequence<Int>) {
    for ordinal in ordinals { append(ordinal) }
  }

  var startIndex: Int { 0 }

  subscript(_ index: Int) -> Int { Int(lanes[index]) }

  /// Appends `ordinal`, unless there are eight already.
  mutating func append(_ ordinal: Int) {
    guard endIndex < lanes.scalarCount else { return }
    lanes[endIndex] = Int16(truncatingIfNeeded: ordinal)
    endIndex += 1
  }
}

extension Reading {
  /// The label at the beginning of a line.
  ///
  ///     label ← "Điều" NUMBER ("." / ":")? / ("Phần" / "Chương" / "Mục") (ROMAN / NUMBER / ORDINAL)
  ///           / ROMAN ("." / "-" / ")") / NUMBER ("." NUMBER)* ("." / ")" / "-" / "/")
  ///           / LETTER (")" / "." / "-" / "/") / "(" (NUMBER / ROMAN / LETTER) ")" "."? / "-" / "+" / "•"
  ///
  /// - Source: Decree 30/2020/NĐ-CP, Appendix I; Regulation 66-QĐ/TW.
  func labelMark(at index: Int) -> Label? {
    var start = index
    // A stray mark that OCR left at the line's start.
    if isDamaged, isMark(start, 45), !token(start + 1).has(.newline),
      isNumber(start + 1) && isMark(start + 2, 46) && !token(start + 2).has(.space)
        && (!token(start + 1).has(.space) || token(start + 3).has(.upper))
        || atBare(start + 1, .dieu) && token(start + 1).has(.upper) && isNumber(start + 2)
          && (isMark(start + 3, 46) || isMark(start + 3, 58))
    {
      start += 1
    }
    if token(start).kind == .punctuation, !isMark(start, 45), !isMark(start, 40), !isMark(start, 43),
      !isMark(start, 0x22),
      isWord(start + 1) || isNumber(start + 1), at(start + 1, .điều) || isNumber(start + 1),
      !isMark(start, 0x25), token(start).length == 1
    {
      start += 1
    }
    let first = token(start)
    switch first.kind {
    case .word:
      if at(start, .điều) || atBare(start, .dieu) && first.has(.upper),
        isNumber(start + 1) || damagedNumber(start + 1) == 1,
        first.has(.upper), token(start + 1).length <= 3
      {
        let number = isNumber(start + 1) ? token(start + 1).number : 1
        var next = start + 2
        // Điều 5a
        if isWord(next), token(next).length == 1, !token(next).has(.space) { next += 1 }
        let ends =
          isMark(next, 46) || isMark(next, 58) || token(next).has(.newline) || token(next).kind == .end
        guard ends else { return nil }
        if isMark(next, 46) || isMark(next, 58) { next += 1 }
        return Label(level: .article, ordinals: Ordinals(number), range: start..<next, startsItem: true)
      }
      if at(start, .phần) || at(start, .chương) || at(start, .mục), first.has(.upper) {
        let level: Label.Level = at(start, .phần) ? .part : at(start, .chương) ? .chapter : .section
        var next = start + 1
        if at(next, .thứ) { next += 1 }
        guard let number = ordinal(next) else { return nil }
        next += 1
        if isMark(next, 46) || isMark(next, 58) || isMark(next, 45) { next += 1 }
        guard
          token(next).has(.newline) || isMark(next - 1, 46) || isMark(next - 1, 58) || token(next).has(.caps)
        else { return nil }
        return Label(level: level, ordinals: Ordinals(number), range: start..<next, startsItem: true)
      }
      if first.has(.caps), let value = Roman.value(first.key),
        isMark(start + 1, 46) || isMark(start + 1, 45) || isMark(start + 1, 41),
        !token(start + 1).has(.space), token(start + 1).length == 1,
        !isNumber(start + 2) || token(start + 2).has(.space)
      {
        return Label(
          level: .roman, ordinals: Ordinals(value), range: start..<start + 2,
          startsItem: startsItem(start + 2))
      }
      // "I - MỤC ĐÍCH": the dash set apart, before a heading in capitals.
      if first.has(.caps), let value = Roman.value(first.key), isMark(start + 1, 45),
        token(start + 1).has(.space),
        token(start + 2).has(.caps), token(start + 2).has(.space), token(start + 2).length > 1,
        token(start + 3).has(.caps)
      {
        return Label(level: .roman, ordinals: Ordinals(value), range: start..<start + 2, startsItem: true)
      }
      // H. for II., m. for III.: before a heading in capitals.
      if let value = Roman.asHeading(first.key), isMark(start + 1, 46), !token(start + 1).has(.space),
        token(start + 2).has(.caps),
        token(start + 2).length > 1, token(start + 3).has(.caps)
      {
        return Label(level: .roman, ordinals: Ordinals(value), range: start..<start + 2, startsItem: true)
      }
      // l. for 1.
      if let number = damagedNumber(start), isMark(start + 1, 46), !token(start + 1).has(.space),
        token(start + 2).has(.space),
        token(start + 2).has(.upper)
      {
        return Label(level: .number, ordinals: Ordinals(number), range: start..<start + 2, startsItem: true)
      }
      if first.length <= 2, !first.has(.upper), first.key.count == 1, let ordinal = letterOrdinal(first.key),
        isMark(start + 1, 41) || isMark(start + 1, 46) || isMark(start + 1, 45) || isMark(start + 1, 47),
        !token(start + 1).has(.space), token(start + 1).length == 1
      {
        if !isMark(start + 1, 41), !token(start + 2).has(.upper) || !token(start + 2).has(.space) {
          return nil
        }
        return Label(
          level: .letter, ordinals: Ordinals(ordinal), range: start..<start + 2,
          startsItem: startsItem(start + 2))
      }
      return nil

    case .number:
      // 11. for II.: before a heading in capitals.
      if first.number == 11 || first.number == 111, isMark(start + 1, 46), token(start + 2).has(.caps),
        token(start + 2).length > 1, token(start + 3).has(.caps)
      {
        return Label(
          level: .roman, ordinals: Ordinals(first.number == 11 ? 2 : 3), range: start..<start + 2,
          startsItem: true)
      }
      // The number of a row in a table of tasks: alone in its cell.
      if first.has(.cell), token(start + 1).has(.cell), token(start + 1).has(.upper), first.length <= 3,
        first.number > 0
      {
        guard first.number > 1 || isTaskTable(before: start) else { return nil }
        return Label(
          level: .number, ordinals: Ordinals(first.number), range: start..<start + 1, startsItem: true,
          isRow: true)
      }
      guard first.length <= 3, first.number > 0 || first.length == 1, first.number < 200 else { return nil }
      var ordinals = Ordinals(first.number)
      var next = start + 1
      while isMark(next, 46) && token(next).length == 1 || isDamagedPoint(next), !token(next).has(.space),
        isNumber(next + 1),
        !token(next + 1).has(.space),
        token(next + 1).length <= 2, token(next + 1).number > 0, ordinals.count < 6
      {
        ordinals.append(token(next + 1).number)
        next += 2
      }
      if isMark(next, 46) || isMark(next, 41) || isMark(next, 45) || isMark(next, 47)
        || isMark(next, 44) && isDamaged && ordinals.count > 1 && token(next + 1).has(.upper),
        token(next).length == 1, !token(next).has(.space)
      {
        // 1.000; 5-10; 24/7
        if isNumber(next + 1), !token(next + 1).has(.space) { return nil }
        if isWord(next + 1), !token(next + 1).has(.space), !isMark(next, 46), !isMark(next, 41) { return nil }
        if isMark(next, 47) && ordinals.count > 1 { return nil }
        next += 1
        if isMark(next - 1, 41) == false, isMark(next, 45), !token(next).has(.space) { next += 1 }
        return Label(level: .number, ordinals: ordinals, range: start..<next, startsItem: startsItem(next))
      }
      // "2~ Bảo quản": a dash.
      if isDamaged, isMark(next, 126) || isMark(next, 61), token(next).length == 1, !token(next).has(.space),
        token(next + 1).has(.space), token(next + 1).has(.upper)
      {
        return Label(level: .number, ordinals: ordinals, range: start..<next + 1, startsItem: true)
      }
      if isMark(next, 58), ordinals.count > 1 {
        return Label(
          level: .number, ordinals: ordinals, range: start..<next + 1, startsItem: startsItem(next + 1))
      }
      // 2.4 Nội dung
      if ordinals.count > 1, token(next).has(.space), token(next).has(.upper), token(next).kind == .word {
        return Label(level: .number, ordinals: ordinals, range: start..<next, startsItem: true)
      }
      return nil

    case .punctuation:
      if first.isMark(40), first.length == 1, isMark(start + 2, 41), !token(start + 1).has(.space) {
        var end = start + 3
        if isMark(end, 46), !token(end).has(.space) { end += 1 }
        let inner = token(start + 1)
        if inner.kind == .number, inner.length <= 2 {
          return Label(
            level: .bracket, ordinals: Ordinals(inner.number), range: start..<end, startsItem: startsItem(end)
          )
        }
        if inner.kind == .word, !inner.has(.upper) {
          if let roman = Roman.value(inner.key) {
            return Label(
              level: .bracket, ordinals: Ordinals(roman), range: start..<end, startsItem: startsItem(end))
          }
          if let letter = letterOrdinal(inner.key) {
            return Label(
              level: .letter, ordinals: Ordinals(letter), range: start..<end, startsItem: startsItem(end))
          }
        }
        return nil
      }
      // "- - Giao": one dash, read twice.
      if isDamaged, first.isMark(45), isMark(start + 1, 45), token(start + 1).length == 1,
        !token(start + 1).has(.newline), token(start + 2).has(.upper)
      {
        return Label(level: .dash, ordinals: [], range: start..<start + 2, startsItem: true)
      }
      if first.isMark(45) || first.key.bits == 0x2022, first.length <= 3,
        first.isMark(45) ? first.length != 2 : true
      {
        return Label(level: .dash, ordinals: [], range: start..<start + 1, startsItem: startsItem(start + 1))
      }
      if first.isMark(43), token(start + 1).has(.space) || token(start + 1).has(.upper) {
        return Label(level: .plus, ordinals: [], range: start..<start + 1, startsItem: startsItem(start + 1))
      }
      return nil

    case .end: return nil
    }
  }

  /// "3,2. Hoàn thành", "2:1- Đảng ủy", "1/2. Phê duyệt", "1-2. Kiểm tra": the full stop within a label misread.
  private func isDamagedPoint(_ index: Int) -> Bool {
    isDamaged
      && (isMark(index, 44) || isMark(index, 58) || isMark(index, 59) || isMark(index, 47)
        || isMark(index, 45))
      && isOneSign(index)
      && (isMark(index + 2, 46) || isMark(index + 2, 45) && !isMark(index, 45)
        || isMark(index, 44) && isMark(index + 2, 44))
      && !token(index + 2).has(.space) && token(index + 3).has(.upper)
  }

  /// Whether a mark is one sign: the slash `⁄` of fractions, which is read as `/`, takes three bytes.
  private func isOneSign(_ index: Int) -> Bool {
    UTF8Bytes.decode(text, at: Int(token(index).start)).1 == Int(token(index).length)
  }

  /// Whether what stands at `index` looks like the beginning of an item: a capital, a quotation mark.
  private func startsItem(_ index: Int) -> Bool {
    let token = token(index)
    return token.has(.upper) || token.isMark(34) || token.isMark(40) || token.kind == .number
      || token.kind == .end
  }

  /// Whether the head of a table says who does it or by when.
  private func isTaskTable(before index: Int) -> Bool {
    var next = index - 1
    while next > 0, index - next < 60 {
      if at(next, .chủ, .trì) || at(next, .thời, .hạn) || at(next, .phối, .hợp) { return true }
      next -= 1
    }
    return false
  }

  /// The place of a letter in the list of points: a b c d đ e g h i k …
  func letterOrdinal(_ key: WordKey) -> Int? { Self.letterOrder[key] }

  private static let letterOrder: WordTable<Int> = {
    var out: [WordKey: Int] = [:]
    for (index, letter) in "abcdđefghijklmnopqrstuvwxyz".enumerated() {
      out[WordKey(String(letter))] = index + 1
    }
    return WordTable(out)
  }()

  /// Digits that OCR read as letters, at the beginning of a line only: l and I for 1, ö for 8.
  func damagedNumber(_ index: Int) -> Int? {
    let token = token(index)
    guard token.kind == .word, token.length <= 2 else { return nil }
    let (scalar, length) = UTF8Bytes.decode(text, at: Int(token.start))
    guard length == Int(token.length), let letter = Unicode.Scalar(scalar) else { return nil }
    switch letter {
    case "l", "I": return 1
    case "Z": return 2
    case "S": return 5
    case "ó", "Ó": return 6
    case "ö", "B": return 8
    default: return nil
    }
  }

  /// "nhất", "hai", "III", "3" after "Phần thứ", "Chương".
  private func ordinal(_ index: Int) -> Int? {
    let token = token(index)
    if token.kind == .number { return token.length <= 2 ? token.number : nil }
    if token.has(.caps), let roman = Roman.value(token.key) { return roman }
    switch Word(rawValue: word(index)) {
    case .nhất, .một: return 1
    case .hai: return 2
    case .ba: return 3
    case .tư, .bốn: return 4
    case .năm: return 5
    case .sáu: return 6
    case .bảy: return 7
    case .tám: return 8
    case .chín: return 9
    case .mười: return 10
    default: return nil
    }
  }
}
