import NoticeText

/// Number, place and date.
extension Reading {
  /// The national title, the motto and the Party's name: which tokens of the head they take.
  func nationalTitle(upTo limit: Int) -> [Range<Int>] {
    let (cong, hoa, xa) = (BareWord.cong.key, BareWord.hoa.key, BareWord.xa.key)
    let (doc, lap, phuc) = (BareWord.doc.key, BareWord.lap.key, BareWord.phuc.key)
    let (dang, san, nam) = (BareWord.dang.key, BareWord.san.key, BareWord.namCountry.key)
    var out: [Range<Int>] = []
    var wrapped: Range<Int>?
    var index = 0
    let (c, d, tokens) = (cong.bits & 31, doc.bits & 31, tokens)
    while true {
      // Nearly every word begins with another letter.
      while index < limit, tokens[index].key.bits & 31 != c, tokens[index].key.bits & 31 != d { index &+= 1 }
      guard index < limit else { break }
      let start = index
      let key = tokens[index].key.bare
      // "CÔNG AN XÃ TÂN PHÚ" has two of its words.
      if key == cong,
        token(index + 1).key.bare == hoa || token(index + 2).key.bare == xa && atBare(index + 3, .society)
      {
        while index < limit, index < start + 12, isWord(index) {
          index += 1
          if token(index - 1).key.bare == nam || !token(index).has(.caps) { break }
          wrapped = wrappedNation(from: index, limit)
          if wrapped != nil { break }
        }
      } else if key == doc, token(index + 1).key.bare == lap {
        while index < min(start + 9, limit) {
          index += 1
          if token(index - 1).key.bare == phuc { break }
        }
      } else if key == dang, tokens[index].has(.caps), token(index + 1).key.bare == cong,
        token(index + 2).key.bare == san
      {
        index = min(index + 5, limit)
      } else {
        index += 1
        continue
      }
      out.append(start..<index)
      if let rest = wrapped { out.append(rest) }
      wrapped = nil
    }
    return out
  }

  /// "CỘNG HÒA … CHỦ NGHĨA VIỆT ⏎ HUYỆN ĐÔNG SƠN NAM": in a narrow column the title wraps, and the line of the other column
  /// comes between: its last word ends one of the next three lines, or stands before the motto.
  private func wrappedNation(from index: Int, _ limit: Int) -> Range<Int>? {
    guard token(index).has(.newline), atBare(index - 1, .vietCountry), !atBare(index, .namCountry) else {
      return nil
    }
    var rows = 1
    for next in index + 1..<min(index + 24, limit) {
      if token(next).has(.newline) { rows += 1 }
      if rows > 3 { return nil }
      let isEnd = token(next + 1).has(.newline) || token(next + 1).has(.wide) || atBare(next + 1, .doc)
      if atBare(next, .namCountry), token(next).has(.caps), isEnd,
        !atBare(next - 1, .vietCountry) || token(next).has(.newline)
      {
        return next..<next + 1
      }
    }
    return nil
  }

  /// The document's own number.
  ///
  ///     number-line ← "Số" ":"? symbol / "Số" ":"? "/" code ("-" code)* / "Số" ":"? "-" code "/" code
  mutating func findNumber(upTo limit: Int, _ head: inout Head) {
    for index in 0..<min(limit, count)
    where atBare(index, .so)
      && (token(index).has(.upper) || endsKindAtLineStart(index) || isSmallAtLineStart(index))
    {
      var next = index + 1
      if isMark(next, 58) || isMark(next, 46) { next += 1 }
      if isMark(next, 46), isMark(next - 1, 58), isNumber(next + 1) { next += 1 }  // "Số:.48/TB-UBND": dirt
      if let symbol = symbol(at: next, kind: head.kind, isAnnounced: true),
        symbol.range.upperBound <= limit + 8
      {
        head.symbol = symbol
        took("number-line", index..<symbol.range.upperBound, symbol.identifier)
        if symbol.isRepaired { noteRepair(symbol.identifier, symbol.range, "symbol") }
        return
      }
      if let dash = dashBeforeCode(next), dash + 1 < limit {
        if dash > next { head.numberDebris = next..<dash + 4 }
        head.symbolOnly = (Bytes.withoutBlanks(string(dash + 1..<dash + 4)), dash + 1..<dash + 4)
        return
      }
      // "Số: /CT-UBND"
      while isMark(next, 46) || isMark(next, 45) || isMark(next, 0x7F) { next += 1 }
      if let code = codeAfterDebris(next) {
        if code.lowerBound > next + 1 { head.numberDebris = next..<code.upperBound }
        head.symbolOnly = (Bytes.withoutBlanks(string(code)), code)
        if isMark(next, 47) { head.numberApart = numberAbove(index) }
        return
      }
      if let code = codeBelow(next, upTo: limit) {
        head.symbolOnly = (Bytes.withoutBlanks(string(code)), code)
        if token(next).has(.newline) { return }
        head.numberApart = next..<next + 1
        took("number-line", index..<next + 1, string(next..<next + 1))
        return
      }
      left("number-line", index..<index + 2, "no symbol follows")
    }
    // Without the word: a line that begins with a symbol.
    for index in 0..<min(limit, count)
    where isNumber(index) && (token(index).has(.newline) || isAfterDamagedWord(index)) {
      if let symbol = symbol(at: index, kind: head.kind, isAnnounced: head.kind != nil), symbol.type != nil {
        head.symbol = symbol
        took("number-line", symbol.range, symbol.identifier)
        return
      }
    }
  }

  /// "Nghị quyết số: 88/2025/UBTVQH15", "Luật số: …": the National Assembly's number lines name the kind.
  private func endsKindAtLineStart(_ index: Int) -> Bool {
    guard at(index, .số), isMark(index + 1, 58) else { return false }
    return (1...3).contains { length in
      index >= length && token(index - length).has(.newline)
        && longest(lexicon.kindPhrases, at: index - length)?.end == index
    }
  }

  /// "số:58 /BCA-C04": the capital misread, or the form of a body that prints none.
  private func isSmallAtLineStart(_ index: Int) -> Bool {
    at(index, .số) && token(index).has(.newline) && isMark(index + 1, 58) && !token(index + 1).has(.space)
  }

  /// "12094 ⏎ Số: /BNV-CCHC": the number that a stamp set above its line, alone on one.
  private func numberAbove(_ index: Int) -> Range<Int>? {
    guard token(index).has(.newline), isNumber(index - 1), token(index - 1).has(.newline),
      2...5 ~= token(index - 1).length
    else { return nil }
    return index - 1..<index
  }

  /// "Số: 453 ⏎ … ⏎ /TB-UBND", "Số: ⏎ … ⏎ /TB-UBND": the code that a page read in columns brings after other lines.
  private func codeBelow(_ start: Int, upTo limit: Int) -> Range<Int>? {
    let isBlank = token(start).has(.newline)
    guard isBlank || isNumber(start) && token(start).length <= 5 && token(start + 1).has(.newline) else {
      return nil
    }
    let next = isBlank ? start : start + 1
    let slash = (next..<max(min(limit, next + 40), next)).first {
      isMark($0, 47) && token($0).has(.newline) && isWord($0 + 1) && !token($0 + 1).has(.space)
        && token($0 + 1).has(.upper)
    }
    return slash.flatMap { codes(from: $0 + 1) }
  }

  /// The code of a number line whose number is blank, or cannot be read: "/QĐ-UBND", "2?8 /QĐ-TTg", "71) BCA-C04".
  ///
  ///     blank-number ← DEBRIS? "/" code (("-" / "/" / "&") code)*
  ///
  /// Through damage the last slash of the line counts, and without one the first two codes that a dash joins.
  private func codeAfterDebris(_ start: Int) -> Range<Int>? {
    guard isDamaged, !token(start).has(.newline) else {
      return isMark(start, 47) ? codes(from: start + 1) : nil
    }
    var end = start
    while end < start + 7, !token(end).has(.newline), end == start || !token(end).has(.wide),
      token(end).length <= 12
    {
      end += 1
    }
    let line = start..<end
    if let slash = line.last(where: { isMark($0, 47) && token($0 + 1).has(.upper) && isMark($0 + 2, 45) })
      ?? line.first(where: { isMark($0, 47) })
    {
      return codes(from: slash + 1)
    }
    // What is joined to letters before it is but the end of a symbol.
    return line.first {
      token($0).kind == .word && token($0).has(.caps) && token($0).key.count >= 2 && isMark($0 + 1, 45)
        && !token($0 + 1).has(.space) && isWord($0 + 2) && token($0 + 2).has(.caps)
        && (token($0).has(.space) || !isMark($0 - 1, 45))
    }.flatMap { codes(from: $0) }
  }

  /// Codes that dashes, slashes and "&" join, with the digits that end them: `C04-P6`, `TTr-CAT-PC04`.
  private func codes(from start: Int) -> Range<Int>? {
    guard isWord(start), token(start).has(.upper) else { return nil }
    func afterDigits(_ index: Int) -> Int {
      isNumber(index) && !token(index).has(.space) && token(index).length <= 2 ? index + 1 : index
    }
    var end = afterDigits(start + 1)
    while end < start + 14, isMark(end, 45) || isMark(end, 47) || isMark(end, 38), isWord(end + 1),
      !token(end + 1).has(.wide), !token(end + 1).has(.newline)
    {
      end = afterDigits(end + 2)
    }
    return start..<end
  }

  /// The number of copies that print it under the title, and the date with it.
  ///
  ///     title-number ← KIND "số" ":"? symbol ","? date?
  mutating func findNumberUnderTitle(_ head: inout Head) {
    guard let kind = head.kindRange, atBare(kind.upperBound, .so) else { return }
    var next = kind.upperBound + 1
    if isMark(next, 58) { next += 1 }
    guard let symbol = symbol(at: next, kind: head.kind, isAnnounced: true) else {
      // Columns read in disorder: the number line below the title, its number illegible.
      if isDamaged, let code = codeAfterDebris(next) {
        head.numberDebris = next..<code.upperBound
        head.symbolOnly = (Bytes.withoutBlanks(string(code)), code)
        head.titleEnd = code.upperBound
      }
      return
    }
    head.symbol = symbol
    took("title-number", kind.upperBound..<symbol.range.upperBound, symbol.identifier)
    next = symbol.range.upperBound
    head.titleEnd = next
    if isMark(next, 44) || isMark(next, 40) { next += 1 }
    guard head.date == nil, at(next, .ngày), let (value, after) = day(at: next), value.year != nil else {
      return
    }
    head.date = FoundDate(range: next..<after, first: value)
    head.titleEnd = isMark(after, 41) ? after + 1 : after
  }

  /// "Số      -KH/ĐU", "Số 85?-CV/TU": the dash before a kind's code and its body, where the number is blank or cannot
  /// be read.
  private func dashBeforeCode(_ start: Int) -> Int? {
    (start..<start + (isDamaged ? 4 : 1)).first { index in
      isMark(index, 45) && !token(index).has(.newline) && isWord(index + 1) && token(index + 1).has(.upper)
        && lexicon.kindsByCode[token(index + 1).key] != nil && isMark(index + 2, 47) && isWord(index + 3)
        && token(index + 3).has(.caps)
    }
  }

  /// "$ố: 42/…", "S$ó 46-TB/…": what is left of a word of two letters, at the beginning of a line; without the colon its
  /// first letter.
  private func isAfterDamagedWord(_ index: Int) -> Bool {
    guard isDamaged else { return false }
    let start = (isMark(index - 1, 58) ? 2...4 : 1...3).first {
      token(index - $0).has(.newline) || index - $0 == 0
    }
    if !isMark(index - 1, 58) {
      guard let start, string(index - start..<index - start + 1).hasPrefix("S") else { return false }
    }
    return start.map { Int(token(index - 1).start) - Int(token(index - $0).start) <= 6 } ?? false
  }

  /// địa danh, ngày tháng năm.
  ///
  ///     place-date ← PLACE "," ("ngày" NUMBER)? "tháng" NUMBER "năm" YEAR
  mutating func findPlaceAndDate(upTo limit: Int, _ head: inout Head) {
    let end = min(max(limit, 0), count)
    let symbol = head.symbol?.range ?? head.symbolOnly?.range
    for index in 0..<end where at(index, .ngày) || at(index, .tháng) {
      guard let (value, after) = day(at: index) ?? (at(index, .tháng) ? month(at: index) : nil),
        value.year != nil
      else {
        if head.place == nil, at(index, .ngày), isMark(index - 1, 44),
          let start = (2...5).map({ index - 1 - $0 }).first(where: {
            longest(lexicon.provincePhrases, at: $0)?.end == index - 1
          }) ?? placeBeforeDamagedDate(index)
        {
          head.place = start..<index - 1
        }
        continue
      }
      var comma = index - 1
      // "Hà Nội ngày 01 tháng 12 năm 2025": without the comma, if it is a province.
      let known =
        at(index, .ngày)
        ? (2...4).map { index - $0 }.first { longest(lexicon.provincePhrases, at: $0)?.end == index } : nil
      if known != nil { comma = index }
      while known == nil, comma > index - 9, comma > 0,
        !isMark(comma, 44) && !endsDamagedPlace(comma) || isNumber(comma - 1) && !isNumberedPlace(comma - 1)
          || at(comma - 1, .phút)
          || at(comma - 1, .ngày)
      {
        // "Hà Nội, hồi 09 giờ 30 ngày …"; a damaged day before "tháng".
        if at(index, .ngày), !isNumber(comma), !at(comma, .giờ), !at(comma, .hồi), !at(comma, .phút),
          !isMark(comma, 44)
        {
          break
        }
        comma -= 1
      }
      guard
        known != nil || isMark(comma, 44) || endsDamagedPlace(comma)
          || at(index, .ngày) && isMark(index - 1, 46)
      else { continue }
      var start = comma
      if isNumberedPlace(comma - 1) { start -= 1 }
      while start > 0, comma - start < 7,
        isWord(start - 1) || isMark(start - 1, 46) || isMark(start - 1, 45)
          || isDirt(start - 1, before: comma),
        !(start < comma && (token(start).has(.blank) || token(start).has(.cell) || token(start).has(.wide))),
        !(start < comma && token(start).has(.newline) && !at(start - 1, .thành, .phố)
          && (token(start - 1).has(.caps) || comma - start > 2))
      {
        if token(start - 1).kind == .word, !token(start - 1).has(.upper), !at(start - 2, .thành, .phố),
          !isDirt(start - 2, before: comma)
        {
          break
        }
        // "TRUNG ƯƠNG Hà Nội, ngày …", "MINH TP. Hồ Chí Minh, ngày …": the columns ran together.
        if start < comma, isWord(start - 1), token(start - 1).has(.caps), token(start - 1).length > 2,
          !token(start).has(.caps) || isTP(start), !(isTP(start - 1))
        {
          break
        }
        if start == symbol?.upperBound || start < comma && isAfterDebris(start) { break }
        start -= 1
      }
      if let symbol, symbol.contains(start) { start = symbol.upperBound }
      // "- Yên Bái, ngày …": what OCR left of the rule or the star beside it.
      if isDamaged, isMark(start, 45) || isMark(start, 46), token(start).has(.newline) { start += 1 }
      guard start < comma, isWord(start), !isMark(start - 1, 47),
        head.kindRange != nil || head.symbol != nil || index < 120
      else { continue }
      head.place = withoutDirt(start..<comma)
      head.date = FoundDate(range: index..<after, first: value)
      took("place-date", start..<after, value.edtf(defaultYear: nil) ?? "")
      return
    }
    if isDamaged { findDateOfSpoiltPlace(upTo: end, &head) }
  }

  /// "Bình ID3ưdng, ngày 27 tháng 4 năm 2023", "Hà Nội/'ngày 07 tháng 12 năm 2022": a line that ends with a date in words
  /// behind a mark; whose place is no name, or is a province's.
  private mutating func findDateOfSpoiltPlace(upTo end: Int, _ head: inout Head) {
    for line in lines(0..<end, columns: true) {
      guard let index = line.range.prefix(9).dropFirst(2).first(where: { at($0, .ngày) }),
        token(index - 1).kind == .punctuation, !isMark(index - 1, 58), at(index + 2, .tháng),
        token(line.range.lowerBound).has(.upper) || !isWord(line.range.lowerBound),
        let (value, after) = day(at: index), value.year != nil, line.range.upperBound - after <= 2
      else { continue }
      head.date = FoundDate(range: index..<after, first: value)
      var comma = index - 1
      while comma > line.range.lowerBound, token(comma - 1).kind == .punctuation { comma -= 1 }
      let start = (2...4).map { comma - $0 }.first {
        $0 >= line.range.lowerBound && longestBare(lexicon.bareProvincePhrases, at: $0)?.end == comma
      }
      if let start { head.place = start..<comma }
      took("place-date", (start ?? index)..<after, value.edtf(defaultYear: nil) ?? "")
      return
    }
  }

  /// Whether a damaged line begins with a token behind a mark, which is none of a place.
  private func isAfterDebris(_ index: Int) -> Bool {
    isDamaged && token(index).has(.newline) && token(index - 1).kind == .punctuation && !isTP(index - 2)
  }

  /// "Cà Đội Thanh Hóa, ngày …": a province behind two words or more of what OCR read in a seal or a rule.
  private func withoutDirt(_ place: Range<Int>) -> Range<Int> {
    guard isDamaged, place.count >= 4, !place.contains(where: { levelWord(at: $0) != nil || isTP($0) }),
      let start = place.dropFirst(2).first(where: {
        longest(lexicon.provincePhrases, at: $0)?.end == place.upperBound
      })
    else { return place }
    return start..<place.upperBound
  }

  /// "Quận 8", "Bảo Lâm 2": a place that a number tells from others of its name; "hồi 9 giờ 30" is none.
  private func isNumberedPlace(_ index: Int) -> Bool {
    isNumber(index) && token(index).length <= 2 && token(index).number > 0
      && !token(index).has([.newline, .cell, .wide]) && isWord(index - 1) && token(index - 1).has(.upper)
      && (!token(index - 1).has(.caps) || token(index - 1).key.count == 1)
  }

  /// "Lâm }ồng, ngày …": a mark for the first letter of a place's second word.
  private func isDirt(_ index: Int, before comma: Int) -> Bool {
    isDamaged && index < comma - 1 && token(index).kind == .punctuation && !isMark(index, 44)
      && !isMark(index, 58)
      && token(index).has(.space) && !token(index).has([.newline, .cell, .wide]) && isWord(index + 1)
      && !token(index + 1).has(.space) && isWord(index - 1) && token(index - 1).has(.upper)
  }

  /// "Lâm Đông. ngài Ø3 tháng 02 …": a full stop for the comma, after a province's name.
  private func endsDamagedPlace(_ index: Int) -> Bool {
    isDamaged && isMark(index, 46)
      && (2...4).contains { longestBare(lexicon.bareProvincePhrases, at: index - $0)?.end == index }
  }

  /// "Đức Trọng, ngày 09 tháng § năm 2021": where a place begins before a date of which only the year can be read.
  private func placeBeforeDamagedDate(_ index: Int) -> Int? {
    guard isDamaged,
      (index + 1..<index + 8).contains(where: { at($0, .năm) && yearNumber(at: $0 + 1) != nil })
    else { return nil }
    var start = index - 1
    while start > 0, index - start <= 4, isWord(start - 1), token(start - 1).has(.upper),
      !token(start - 1).has(.caps), start == index - 1 || !token(start).has([.newline, .wide, .cell])
    {
      start -= 1
    }
    return index - 1 - start >= 2 ? start : nil
  }

  /// The province that a place is, its marks perhaps misread: no other place issues documents under its letters.
  func province(named place: Range<Int>) -> Int? {
    // "Tp. Hồ Chí Minh"
    var start = place.lowerBound
    if isTP(start) { start += isMark(start + 1, 46) ? 2 : 1 }
    let found =
      longest(lexicon.provincePhrases, at: start)
      ?? (isDamaged ? longestBare(lexicon.bareProvincePhrases, at: start) : nil)
    return found?.end == place.upperBound ? found?.value : nil
  }

  private func isTP(_ index: Int) -> Bool { at(index, .tp) }
}

extension BareWord {
  static let cong = BareWord("cộng")
  static let hoa = BareWord("hòa")
  static let xa = BareWord("xã")
  static let doc = BareWord("độc")
  static let lap = BareWord("lập")
  static let phuc = BareWord("phúc")
  static let dang = BareWord("đảng")
  static let san = BareWord("sản")
  static let society = BareWord("hội")
  static let vietCountry = BareWord("việt")
  static let namCountry = BareWord("nam")
}
