import NoticeText

/// Who gets it.
extension Reading {
  /// nơi nhận.
  ///
  ///     recipients ← "Nơi" "nhận" ":" ("-"? recipient (";" / "," / "."))+
  ///     recipient ← NAME ("(" PURPOSE ")")?
  func recipients(_ rows: [Line]) -> [FoundRecipient] {
    let dashed = rows.contains { startsItem($0) }
    var items: [Range<Int>] = []
    for row in rows {
      let isItem = startsItem(row)
      if isItem {
        // "~-": one dash, read twice.
        let start = row.range.lowerBound + (isMark(row.range.lowerBound + 1, 45) ? 2 : 1)
        if start < row.range.upperBound { items.append(start..<row.range.upperBound) }
      } else if dashed {
        // Before the first dash: a remark such as "Gửi bản điện tử:". After it: a wrapped line.
        if let last = items.last {
          let mark = token(last.upperBound - 1)
          if mark.isMark(46), row.isBlankBefore { break }
          // "Lưu VP, TH.": the dash lost.
          if isFilingRow(row.range) { break }
          items[items.count - 1] = last.lowerBound..<row.range.upperBound
        }
      } else if let last = items.last, !row.isBlankBefore, !token(row.range.lowerBound).has(.upper),
        !isMark(last.upperBound - 1, 44),
        !isMark(last.upperBound - 1, 59)
      {
        items[items.count - 1] = last.lowerBound..<row.range.upperBound
      } else {
        items.append(row.range)
      }
    }
    // What stands between two rows of the list is the other column's.
    let gaps = zip(rows, rows.dropFirst()).compactMap { row, next in
      row.range.upperBound < next.range.lowerBound ? row.range.upperBound..<next.range.lowerBound : nil
    }
    var out: [FoundRecipient] = []
    for item in items {
      if isFiling(item, isLast: item == items.last) { break }
      for part in split(item, gaps) {
        if part.lowerBound > item.lowerBound, isFiling(part, isLast: false) { break }
        if let recipient = recipient(part, gaps) { out.append(recipient) }
      }
    }
    return out
  }

  /// Whether a line without a dash says what is filed: "Lưu" before a mark or an office's abbreviation.
  private func isFilingRow(_ range: Range<Int>) -> Bool {
    guard isDamaged, atBare(range.lowerBound, .luu), token(range.lowerBound).has(.upper), range.count >= 2
    else { return false }
    let next = range.lowerBound + 1
    return isMark(next, 58) || isWord(next) && token(next).has(.caps) && token(next).key.count > 1
  }

  /// "Lưu: VT, …": what is filed, not who gets it.
  private func isFiling(_ range: Range<Int>, isLast: Bool) -> Bool {
    let first = token(range.lowerBound)
    if first.key.bare == BareWord.luu.key { return true }
    // "LưuVPTU": the blank was lost.
    return isLast && first.has(.upper) && !first.key.isHashed
      && first.key.bare.bits & 0x3FFF == BareWord.luu.key.bits & 0x3FFF
  }

  /// One item that lists whole names gives one recipient each; one whose parts share a word stays whole.
  private func split(_ item: Range<Int>, _ gaps: [Range<Int>]) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var start = item.lowerBound
    var depth = 0
    var hasColon = false
    var index = item.lowerBound
    while index < item.upperBound {
      if let gap = gaps.first(where: { $0.contains(index) }), gap.upperBound < item.upperBound {
        index = gap.upperBound
        continue
      }
      if isMark(index, 40) { depth += 1 }
      if isMark(index, 41) { depth -= 1 }
      if isMark(index, 58) { hasColon = true }
      if depth <= 0, index > start, index + 1 < item.upperBound {
        let isComma = isMark(index, 44)
        let isSemicolon = isMark(index, 59)
        // "A, - B; - C": the lines of a table's cell, in one.
        if isComma || isSemicolon, isMark(index + 1, 45), token(index + 2).has(.space),
          token(index + 1).has(.space)
        {
          out.append(start..<index)
          start = index + 2
          hasColon = false
          index += 2
          continue
        }
        if !hasColon,
          isSemicolon && !isMark(index + 1, 40) && token(index + 1).length > 2
            || isComma && isWhole(start..<index) && beginsWhole(index + 1, item.upperBound)
              && !(sharesHead(item.lowerBound) && longest(lexicon.headPhrases, at: index + 1) == nil)
        {
          out.append(start..<index)
          start = index + 1
        }
      }
      index += 1
    }
    out.append(start..<item.upperBound)
    return out
  }

  /// Whether a part is a name that needs nothing of what follows: it has a body with its level, or is a group.
  private func isWhole(_ range: Range<Int>) -> Bool {
    if at(range.lowerBound, .các) { return range.count >= 3 }
    var last: FoundAgency?
    var index = range.lowerBound
    while index < range.upperBound {
      if let agency = agency(at: index), agency.range.upperBound <= range.upperBound {
        last = agency
        index = agency.range.upperBound
      } else {
        index += 1
      }
    }
    return last.map { !isBareName($0) } ?? false
  }

  func isBareName(_ agency: FoundAgency) -> Bool {
    Self.bareNames.contains { $0 == agency.name }
  }

  private static let bareNames = [
    Wording("Ủy ban nhân dân"), Wording("Hội đồng nhân dân"), Wording("Thường trực Hội đồng nhân dân"),
    Wording("Văn phòng"),
  ]

  private func beginsWhole(_ index: Int, _ end: Int) -> Bool {
    if at(index, .các) {
      return at(index + 1, .sở) || at(index + 1, .ban) || at(index + 1, .bộ) || at(index + 1, .huyện)
        || at(index + 1, .cơ, .quan)
    }
    var start = index
    while let post = longest(lexicon.postPhrases, at: start), post.end < end { start = post.end }
    guard let agency = agency(at: start) else { return false }
    return !isBareName(agency) && agency.name.bytes.split(separator: 32, maxSplits: 1).count > 1
  }

  /// "Các Tập đoàn EVN, Viettel": names that stand under one head.
  private func sharesHead(_ index: Int) -> Bool {
    guard at(index, .các), let head = longest(lexicon.headPhrases, at: index + 1) else { return false }
    return lexicon.heads[head.value].tail == .name
  }

  private func recipient(_ range: Range<Int>, _ gaps: [Range<Int>]) -> FoundRecipient? {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, token(start).kind == .punctuation, !isMark(start, 34), !isMark(start, 40) {
      start += 1
    }
    var purpose: String?
    var text = ""
    func add(_ range: Range<Int>) {
      let part = string(range)
      // A mark alone is no name.
      if part.utf8.count <= 1, part.utf8.allSatisfy({ $0 == 59 || $0 == 44 || $0 == 46 }) { return }
      if !text.isEmpty { text += " " }
      text += part
    }
    var from = start
    var index = start
    while index < end {
      if let gap = gaps.first(where: { $0.contains(index) }) {
        if index > from { add(from..<index) }
        index = min(gap.upperBound, end)
        from = index
        continue
      }
      if isMark(index, 40) {
        if index > from { add(from..<index) }
        var close = index + 1
        while close < end, !isMark(close, 41) { close += 1 }
        if isPurpose(index + 1), purpose == nil { purpose = string(index + 1..<min(close, end)) }
        index = min(close + 1, end)
        from = index
        continue
      }
      index += 1
    }
    while end > from, isMark(end - 1, 59) || isMark(end - 1, 44) || isMark(end - 1, 46) || isMark(end - 1, 58)
    { end -= 1 }
    if end > from { add(from..<end) }
    while let last = text.utf8.last, last == 59 || last == 44 || last == 32 {
      text.unicodeScalars.removeLast()
    }
    // "Ð/e Giám đốc", "Các D/e": OCR's reading of "Đ/c".
    let comrade = at(start, .các) ? start + 1 : start
    if isDamaged, atBare(comrade, .comrade), isMark(comrade + 1, 47), token(comrade + 2).key.count == 1,
      let abbreviation = text.firstRange(of: string(comrade..<comrade + 3))
    {
      text.replaceSubrange(abbreviation, with: "Đ/c")
    }
    guard text.utf8.contains(where: { 97...122 ~= $0 | 32 }) || text.contains(where: \.isLetter) else {
      return nil
    }
    return FoundRecipient(range: start..<max(end, start + 1), name: text, purpose: purpose)
  }

  func isPurpose(_ index: Int) -> Bool {
    at(index, .để) || atBare(index, .deWord) || at(index, .báo) || at(index, .phối) || at(index, .thực)
      || at(index, .đôn)
      || isWord(index) && token(index).length == 1 && isMark(index + 1, 47)
  }
}
