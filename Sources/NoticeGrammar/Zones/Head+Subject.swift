import NoticeText

/// What it is about, whom it is for, and where its body begins.
extension Reading {
  /// trích yếu, and where the body begins.
  ///
  ///     subject ← TITLE / "V/v" TITLE / "Về" "việc" TITLE
  mutating func findSubject(_ lines: [Line], _ head: inout Head, kindStart: Int) {
    if let kind = head.kindRange {
      var start = head.titleEnd ?? kind.upperBound
      var rows: [Line] = []
      for line in lines where line.range.upperBound > start {
        var line = line
        if line.range.lowerBound < start { line.range = start..<line.range.upperBound }
        rows.append(line)
      }
      var next = 0
      // "CỦA BỘ CHÍNH TRỊ": whose it is, not what it is about.
      if next < rows.count, at(rows[next].range.lowerBound, .của),
        let about = rows[next].range.first(where: { at($0, .về) })
      {
        start = about
      } else if next < rows.count, at(rows[next].range.lowerBound, .của) {
        next += 1
        while next < rows.count, !startsSubject(rows[next].range.lowerBound), isCaps(rows[next].range),
          !rows[next].isBlankBefore,
          next < 4
        {
          next += 1
        }
        if next < rows.count { start = rows[next].range.lowerBound }
      }
      // "Ig-0612 -| Về các nhiệm vụ …": debris before the subject's first word.
      if isDamaged, next < rows.count, start == rows[next].range.lowerBound, token(start).kind != .end,
        let about = rows[next].range.prefix(8).dropFirst().first(where: {
          at($0, .về) && token($0).has(.upper) && token($0 - 1).kind == .punctuation
        })
      {
        start = about
      } else if isDamaged, next + 1 < rows.count, rows[next].range.count <= 8,
        case let after = rows[next + 1].range.lowerBound, at(after, .về), token(after).has(.upper),
        token(after).has(.cell), !token(after).has(.newline)
      {
        start = after
        next += 1
      }
      var end = start
      while next < rows.count {
        var row = rows[next]
        if row.range.contains(start) { row.range = start..<row.range.upperBound }
        if isBodyStart(
          row, after: next > 0 ? rows[next - 1] : nil, subjectStart: start, subjectEnd: end, rows: rows, next)
        {
          break
        }
        end = row.range.upperBound
        next += 1
        if end - start > (isCaps(start..<end) ? 320 : 220) { break }
      }
      head.bodyStart = end
      if end > start {
        // Signs at the end of a title are layout.
        while end > start, isMark(end - 1, 46) || isMark(end - 1, 45) { end -= 1 }
        head.subject = start..<end
        if trace != nil { took("subject", start..<end, string(start..<end)) }
      }
      skipAddressees(lines, &head)
      return
    }
    // A letter: "V/v …" under the number, or a line of its own before "Kính gửi".
    let limit = kindStart
    var end = max(head.symbol?.range.upperBound ?? 0, head.symbolOnly?.range.upperBound ?? 0)
    let from = end
    var begin: Int?
    for line in lines where line.range.upperBound > from && line.range.lowerBound < limit {
      var range = line.range
      if range.lowerBound < from { range = from..<range.upperBound }
      if range.isEmpty { continue }
      if begin != nil, isDateLine(range) || head.national.contains(where: { $0.overlaps(range) }) { continue }
      if let place = head.place, range.overlaps(place) || head.date.map({ range.overlaps($0.range) }) ?? false
      {
        if begin != nil, range.lowerBound > (begin ?? 0), range.lowerBound < place.lowerBound {
          end = place.lowerBound
        }
        if begin == nil, range.lowerBound < place.lowerBound, startsLetterSubject(range.lowerBound) {
          begin = range.lowerBound
          end = place.lowerBound
        }
        continue
      }
      if begin == nil {
        if startsLetterSubject(range.lowerBound) {
          begin = range.lowerBound
        } else if head.symbol?.form == .party, head.symbol?.type == "CV", !isCaps(range),
          token(range.lowerBound).has(.upper)
        {
          begin = range.lowerBound
        }
        if begin != nil { end = range.upperBound }
      } else if isStamp(range) {
        break
      } else if line.isBlankBefore && !line.isColumn
        && (token(range.lowerBound).has(.cell) || isOpener(range.lowerBound))
      {
        break
      } else {
        end = range.upperBound
      }
    }
    if begin == nil, head.symbol?.type != nil, let title = titleWithoutKind(lines, after: head) {
      (begin, end) = (title.lowerBound, title.upperBound)
    }
    if let begin, end > begin { head.subject = begin..<end }
    head.bodyStart = max(end, head.date?.range.upperBound ?? 0)
    skipAddressees(lines, &head)
  }

  /// "SỞ NỘI VỤ TỈNH …", "ĐẾN Số: …": the stamp of the office that registered a letter, below its subject.
  private func isStamp(_ range: Range<Int>) -> Bool {
    guard isDamaged, range.count >= 3, range.prefix(3).allSatisfy({ isWord($0) && token($0).has(.caps) })
    else {
      return false
    }
    let head = longest(lexicon.headPhrases, at: range.lowerBound)
    return head.map { !lexicon.heads[$0.value].isAbbreviation && $0.end < range.upperBound } ?? false
  }

  /// "là Nội, ngày AF tháng 4Ô năm 2016": of place and date only the words.
  private func isDateLine(_ range: Range<Int>) -> Bool {
    guard let day = range.first(where: { at($0, .ngày) }), range.count <= 16,
      let month = (day..<range.upperBound).first(where: { at($0, .tháng) })
    else { return false }
    return (month..<range.upperBound).contains { at($0, .năm) && yearNumber(at: $0 + 1) != nil }
  }

  /// The capitals after the head of a copy that left the kind out: "QUY CHẾ" drawn as an image.
  private func titleWithoutKind(_ lines: [Line], after head: Head) -> Range<Int>? {
    let from = max(head.symbol?.range.upperBound ?? 0, head.date?.range.upperBound ?? 0)
    let rows = lines.filter { $0.range.lowerBound >= from }
    guard let first = rows.first, first.range.count >= 4, isCaps(first.range) else { return nil }
    var end = first.range.upperBound
    for row in rows.dropFirst() {
      guard !row.isBlankBefore, isCaps(row.range) else { break }
      end = row.range.upperBound
    }
    return first.range.lowerBound..<end
  }

  func startsLetterSubject(_ index: Int) -> Bool {
    at(index, .v) && isMark(index + 1, 47) && at(index + 2, .v)
      || at(index, .về) && token(index).has(.upper)
      || isDamaged && startsDamagedSubject(index)
  }

  /// "V% cử …", "'V/\ tham gia …": what is left of V/v at the beginning of a line, before words in small letters.
  private func startsDamagedSubject(_ index: Int) -> Bool {
    guard token(index).has(.newline) else { return false }
    // "Víw dự kiến …": no syllable, the slash and the second v read as letters.
    if isWord(index), 2...4 ~= token(index).key.count,
      token(index).key.bare.bits & 31 == BareWord.v.key.bits & 31,
      token(index).has(.upper), !SyllableTable.standard.isSyllable(token(index).key),
      isWord(index + 1), !token(index + 1).has([.upper, .newline])
    {
      return true
    }
    let start = token(index).kind == .punctuation ? index + 1 : index
    guard at(start, .v), token(start).has(.upper), token(start + 1).kind == .punctuation else { return false }
    let next = token(start + 2).kind == .punctuation ? start + 3 : start + 2
    return isWord(next) && !token(next).has([.upper, .newline]) && token(next).key.count > 1
  }

  private func startsSubject(_ index: Int) -> Bool { at(index, .về) || at(index, .v) }

  /// Words that open the body of a notice.
  private func isOpener(_ index: Int) -> Bool {
    guard token(index).has(.upper), !token(index).has(.caps) || token(index).length <= 2 else { return false }
    switch Word(rawValue: word(index)) {
    case .căn: return atBare(index + 1, .cu)
    case .ngày: return isNumber(index + 1)
    case .thực: return at(index + 1, .hiện)
    case .kính: return at(index + 1, .gửi)
    case .nhân: return at(index + 1, .dịp)
    case .phúc: return at(index + 1, .đáp)
    case .vừa: return at(index + 1, .qua)
    case .nhằm, .sau, .để, .trong, .tại, .xét, .theo, .qua, .thời, .triển, .tiếp, .năm, .từ, .đến, .trước,
      .điều,
      .hiện:
      return true
    default: return atBare(index, .can) && atBare(index + 1, .cu)
    }
  }

  private func isBodyStart(
    _ row: Line, after previous: Line?, subjectStart: Int, subjectEnd: Int, rows: [Line], _ number: Int
  ) -> Bool {
    let start = row.range.lowerBound
    let first = token(start)
    let hasSubject = subjectEnd > subjectStart
    if row.isRuleBefore, hasSubject { return true }
    if startsSubject(start), !row.isBlankBefore || !hasSubject { return false }
    if isOpener(start) {
      // In a title too, a line may begin with "Tại" or "Trong": only a paragraph is a body.
      var end = number
      while end + 1 < rows.count, !rows[end + 1].isBlankBefore { end += 1 }
      if row.isBlankBefore,
        hasSubject || at(start, .căn) || row.range.count >= 8 && !isTitle(rows[number...end], of: rows)
      {
        return true
      }
      let length = rows[end].range.upperBound - start
      if hasSubject,
        length >= 40 || isMark(rows[end].range.upperBound - 1, 46)
          || isMark(rows[end].range.upperBound - 1, 59)
      {
        return true
      }
    }
    if labelMark(at: start) != nil, hasSubject, row.isBlankBefore || !first.has(.upper) { return true }
    if atBare(start, .kinh), atBare(start + 1, .gui) { return true }
    if hasSubject, isRecipientsHeading(row.range) { return true }
    if isTelegramLine(row) { return true }
    // "… CỦA / BỘ TÀI CHÍNH": the subject goes on.
    if hasSubject, !row.isBlankBefore, let last = previous?.range.last,
      isMark(last, 44) || at(last, .của) || at(last, .và) || at(last, .với) || at(last, .do) || at(last, .tại)
    {
      return false
    }
    if hasSubject, isCaps(row.range) {
      // The body that enacts: capitals of their own after a subject in small letters, or before "Căn cứ" …
      if let previous, !isCaps(previous.range), previous.range.count > 1 { return true }
      if agency(at: start) != nil || longest(lexicon.postPhrases, at: start) != nil,
        row.isBlankBefore || isOnlyBody(row.range)
      {
        for ahead in number + 1..<min(number + 4, max(rows.count, number + 1)) where ahead < rows.count {
          let next = rows[ahead].range.lowerBound
          if atBare(next, .can) && atBare(next + 1, .cu) || at(next, .theo, .đề) || at(next, .xét) {
            return true
          }
          if atBare(next, .quyet), isMark(rows[ahead].range.upperBound - 1, 58) { return true }
        }
        if isMark(row.range.upperBound - 1, 58) { return true }
      }
      if isMark(row.range.upperBound - 1, 58) { return true }
    }
    guard hasSubject, first.has(.upper), first.kind == .word, !isCaps(row.range) else { return false }
    if row.isBlankBefore {
      // A paragraph that runs on or closes like a sentence.
      var end = number
      while end + 1 < rows.count, !rows[end + 1].isBlankBefore { end += 1 }
      let last = rows[end].range.upperBound
      return last - start >= 40 || isMark(last - 1, 46) || isMark(last - 1, 58) || isMark(last - 1, 59)
    }
    if isFullParagraph(row, rows, number) { return true }
    // A title in capitals, and a line that is not.
    if let previous, isCaps(previous.range), isCaps(subjectStart..<subjectEnd) {
      var end = number
      while end + 1 < rows.count, !rows[end + 1].isBlankBefore { end += 1 }
      return rows[end].range.upperBound - start >= 30 || isMark(row.range.upperBound - 1, 58)
    }
    return false
  }

  /// Whether a line begins a paragraph that fills its lines, as those of a title, which stand in the middle, do not.
  private func isFullParagraph(_ row: Line, _ rows: [Line], _ number: Int) -> Bool {
    guard number + 1 < rows.count, !rows[number + 1].isBlankBefore else { return false }
    return edge(of: row) == .begins && edge(of: rows[number + 1]) == .continues
  }

  /// "Triển khai thi hành Luật …": a paragraph between the kind and the body that does not end as a sentence does,
  /// though it begins as a body may.
  private func isTitle(_ paragraph: ArraySlice<Line>, of rows: [Line]) -> Bool {
    guard paragraph.endIndex < rows.count, let first = paragraph.first?.range.lowerBound,
      let last = paragraph.last?.range.last, last - first < 60, isWord(last) || isNumber(last)
    else { return false }
    let next = rows[paragraph.endIndex].range.lowerBound
    return labelMark(at: first) == nil && token(next).has(.upper)
  }

  /// Whether a line names a body, with its posts, and says nothing else but perhaps where.
  private func isOnlyBody(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while let post = longest(lexicon.postPhrases, at: index), post.end <= range.upperBound {
      index = post.end
    }
    if let agency = agency(at: index) { index = agency.range.upperBound }
    return index > range.lowerBound && range.upperBound - index <= 4
  }

  /// "THỦ TƯỚNG CHÍNH PHỦ điện:", the colon perhaps misread.
  func isTelegramLine(_ line: Line) -> Bool {
    let last = line.range.upperBound - 1
    return at(last - 1, .điện) && last - 1 > line.range.lowerBound
      && (isMark(last, 58) || isMark(last, 59) && isDamaged)
  }

  /// Kính gửi, and "… điện:", before the body proper.
  ///
  ///     addressees ← ("Kính" "gửi" / agency "điện") ":" (NAME / ("-" NAME)+)
  private mutating func skipAddressees(_ lines: [Line], _ head: inout Head) {
    let from = head.kindRange == nil ? 0 : head.bodyStart
    for (number, line) in lines.enumerated()
    where line.range.lowerBound >= from && line.range.lowerBound < from + 400 {
      let start = line.range.lowerBound
      let isLetter = atBare(start, .kinh) && atBare(start + 1, .gui)
      let isTelegram = isTelegramLine(line)
      guard isLetter || isTelegram else { continue }
      var items: [Range<Int>] = []
      var next = number + 1
      var first = isLetter ? start + 2 : line.range.upperBound
      if isMark(first, 58) { first += 1 }
      if first < line.range.upperBound { items.append(first..<line.range.upperBound) }
      while next < lines.count {
        let row = lines[next]
        let begin = row.range.lowerBound
        if isBullet(begin) {
          items.append(begin + 1..<row.range.upperBound)
        } else if let last = items.last {
          // A wrapped line of the last item; a finished item, a gap or a new sentence ends the list.
          let closed = isMark(last.upperBound - 1, 46) || isMark(last.upperBound - 1, 59) && row.isBlankBefore
          if row.isBlankBefore || closed || row.isRuleBefore || opensBody(begin, after: last) { break }
          items[items.count - 1] = last.lowerBound..<row.range.upperBound
        } else if row.range.count < 80 {
          items.append(row.range)
        } else {
          break
        }
        next += 1
        if items.count > 60 { break }
      }
      for item in items {
        var end = item.upperBound
        while end > item.lowerBound, isMark(end - 1, 46) || isMark(end - 1, 59) || isMark(end - 1, 44) {
          end -= 1
        }
        if end > item.lowerBound { head.addressees.append(item.lowerBound..<end) }
      }
      if let last = items.last { head.bodyStart = max(head.bodyStart, last.upperBound) }
      return
    }
  }

  /// Whether the text proper begins at a line after an addressee: without an empty line only its words say so.
  private func opensBody(_ index: Int, after last: Range<Int>) -> Bool {
    guard !isMark(last.upperBound - 1, 44), !at(last.upperBound - 1, .và) else { return false }
    if let label = labelMark(at: index), label.level == .number, label.ordinals == [1] { return true }
    guard token(index).has(.upper) else { return false }
    if atBare(index, .can) && atBare(index + 1, .cu) { return true }
    switch Word(rawValue: word(index)) {
    case .theo, .xét, .ngày, .trong, .để, .trên, .sau, .qua, .tiếp: return true
    case .thực: return at(index + 1, .hiện)
    case .triển: return at(index + 1, .khai)
    default: return false
    }
  }
}

extension BareWord {
  static let v = BareWord("v")
}
