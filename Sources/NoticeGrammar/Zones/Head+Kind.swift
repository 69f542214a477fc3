import NoticeText

/// What kind of document it is: the title, or what stands for one.
extension Reading {
  mutating func findKind(_ lines: [Line], _ head: inout Head) {
    for isDamaged in [false, true] where head.kind == nil { findKind(lines, isDamaged: isDamaged, &head) }
    if head.kind == nil, isDamaged { findKindAfterDebris(lines, &head) }
  }

  /// "ĐẾN i: _¬ CHỈ THỊ": the title on one line with what is left of a stamp.
  private mutating func findKindAfterDebris(_ lines: [Line], _ head: inout Head) {
    for line in lines.prefix(40) {
      for length in 2...3 where line.range.count > length {
        let start = line.range.upperBound - length
        guard token(start).has(.caps), isDebris(start - 1, line), isCaps(start..<start + length),
          case let title = start..<line.range.upperBound,
          let match = longest(lexicon.kindPhrases, at: start).map({ (kind: $0.value, end: $0.end) })
            ?? (token(start - 1).kind == .word ? nil : titleKind(title, isDamaged: true)),
          match.end == line.range.upperBound
        else { continue }
        head.kind = lexicon.kinds[match.kind]
        head.kindRange = start..<match.end
        took("kind", start..<match.end, lexicon.kinds[match.kind].kind.name)
        return
      }
    }
  }

  /// A mark, or the one or two letters that alone stand before a title.
  private func isDebris(_ index: Int, _ line: Line) -> Bool {
    token(index).kind == .punctuation
      || token(index).kind == .number && !token(index).has(.space) && token(index - 1).kind == .punctuation
      || index == line.range.lowerBound && token(index).kind == .word && token(index).key.count <= 2
  }

  mutating func findKind(_ lines: [Line], isDamaged: Bool, _ head: inout Head) {
    for (number, line) in lines.enumerated() where number < 70 {
      // What stands beside the recipients is a seal's: "HỘI LUẬT SƯ".
      if number > 0, isRecipientsHeading(line.range) { return }
      let title = withoutStrayMarks(line.range)
      let first = token(title.lowerBound)
      guard first.kind == .word, first.has(.upper),
        let match = titleKind(title, isDamaged: isDamaged)
          ?? (isDamaged ? nil : wrappedTitleKind(lines, number))
      else { continue }
      let rest = match.end..<max(match.end, title.upperBound)
      // "QUYẾT ĐỊNH:" is the enacting word; a kind in small letters must stand alone and be set off.
      if isMark(match.end, 58) { continue }
      if !first.has(.caps), !(rest.isEmpty && (first.has(.bold) || first.has(.heading))) { continue }
      if !rest.isEmpty, !isCaps(rest), !token(rest.lowerBound).has(.upper),
        !token(rest.lowerBound).has(.space)
      {
        continue
      }
      head.kind = lexicon.kinds[match.kind]
      head.kindRange = title.lowerBound..<match.end
      took("kind", title.lowerBound..<match.end, lexicon.kinds[match.kind].kind.name)
      return
    }
  }

  /// "-_THÔNG BÁO": a damaged line of a title alone, without the one or two marks before it and behind it.
  private func withoutStrayMarks(_ line: Range<Int>) -> Range<Int> {
    guard isDamaged, token(line.lowerBound).kind == .punctuation else { return line }
    var (start, end) = (line.lowerBound, line.upperBound)
    while start < end, start < line.lowerBound + 2, token(start).kind == .punctuation { start += 1 }
    while end > start, token(end - 1).kind == .punctuation, !isMark(end - 1, 58) { end -= 1 }
    guard 2...4 ~= end - start, isCaps(start..<end) else { return line }
    return start..<end
  }

  /// "QUYẾT / ĐỊNH": a title that wraps, alone on its lines.
  private func wrappedTitleKind(_ lines: [Line], _ number: Int) -> (kind: Int, end: Int)? {
    guard number + 1 < lines.count, lines[number].range.count <= 2,
      token(lines[number].range.lowerBound).has(.caps)
    else { return nil }
    let next = lines[number + 1]
    guard !next.isBlankBefore, !next.isColumn, isCaps(next.range),
      let match = longest(lexicon.kindPhrases, at: lines[number].range.lowerBound),
      match.end == next.range.upperBound
    else { return nil }
    return (match.value, match.end)
  }

  /// The kind that a title line begins with, through damage.
  private func titleKind(_ range: Range<Int>, isDamaged: Bool) -> (kind: Int, end: Int)? {
    if let match = longest(lexicon.kindPhrases, at: range.lowerBound), match.end <= range.upperBound {
      return isDamaged ? nil : (match.value, match.end)
    }
    guard isDamaged, longest(lexicon.headPhrases, at: range.lowerBound) == nil else { return nil }
    // The same letters without marks, or one letter off.
    for length in 2...4 where range.count == length {
      let end = range.lowerBound + length
      guard (range.lowerBound..<end).allSatisfy({ token($0).kind == .word && token($0).has(.caps) }) else {
        continue
      }
      let letters = (range.lowerBound..<end).flatMap { token($0).key.bare.codes.map { $0 & 31 } }
      for entry in lexicon.kindLetters
      where entry.words == length && abs(entry.letters.count - letters.count) <= 1 {
        let limit = letters.count >= 7 ? 1 : 0
        if EditRow.distance(letters, entry.letters, limit: limit) <= limit {
          return (entry.kind, end)
        }
      }
    }
    return nil
  }

  /// The line "Kính gửi", which ends the head of a letter.
  func addresseeLine(_ lines: [Line]) -> Int? {
    lines.first { atBare($0.range.lowerBound, .kinh) && atBare($0.range.lowerBound + 1, .gui) }?.range
      .lowerBound
  }

  mutating func inferKind(_ head: inout Head, _ lines: [Line]) {
    let letter = lexicon.kindsByCode[WordKey("CV")]?.first.map { lexicon.kinds[$0] }
    // A letter has a subject and addressees, and no title: "CT-CS" under "Kính gửi" is the code of a body.
    if !head.addressees.isEmpty, let subject = head.subject, startsLetterSubject(subject.lowerBound) {
      head.kind = letter
      return
    }
    if let symbol = head.symbol, symbol.type != nil, let entry = lexicon.kindsByCode[symbol.typeKey]?.first {
      head.kind = lexicon.kinds[entry]
      return
    }
    if head.symbol?.form == .letter || !head.addressees.isEmpty && head.symbol?.type == nil {
      head.kind = letter
    } else if head.symbol == nil, let code = head.symbolOnly?.range.lowerBound,
      lexicon.kindsByCode[token(code).key] == nil, let subject = head.subject?.lowerBound, at(subject, .v),
      isMark(subject + 1, 47)
    {
      // "V/v …" under a number that cannot be read: only letters say so.
      head.kind = letter
    } else if head.symbol == nil, head.addressees.isEmpty, let code = head.symbolOnly?.range.lowerBound,
      isMark(code + 1, 45), let entry = lexicon.kindsByCode[token(code).key]?.first
    {
      // "5 2 /KH-BXD": neither number nor title can be read, but the code of the kind.
      head.kind = lexicon.kinds[entry]
    }
  }
}
