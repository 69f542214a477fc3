import NoticeText

extension Reading {
  func containsUpper(_ range: Range<Int>) -> Bool { range.contains { token($0).has(.upper) } }

  /// Where a name that begins at `start` ends.
  ///
  /// Small letters go on up to a stop or a mark; a comma or "và" goes on if a capital follows that is no
  /// body or post of its own, and only inside a list that "và" closes.
  ///
  /// - Parameter inList: Whether commas and "và" part names.
  func nameEnd(from start: Int, shouts: Bool = false, inList: Bool = false) -> Int? {
    guard isWord(start) || isNumber(start) && !token(start).has(.newline),
      !token(start).has(.blank) || start == 0
    else { return nil }
    if let number = numberEnd(at: start) { return number }
    var next = start
    var end = start
    while next < min(start + 28, count) {
      let token = token(next)
      if next > start, token.has(.blank) || token.has(.cell) || token.has(.wide) { break }
      if next > start, token.has(.newline), opensLine(next) { break }
      switch token.kind {
      case .word:
        if shouts, next > start, token.has(.newline), lexicon.headPhrases.canStart(word(next)),
          longest(lexicon.headPhrases, at: next) != nil
        {
          return end
        }
        if shouts, !token.has(.caps) { return end }
        if token.has(.upper), !(shouts && token.has(.caps)) {
          if next > start, longest(lexicon.postPhrases, at: next) != nil { return end }
          if next > start, isIndependent(next) { return end }
          // "Người có công", "Dân số": a term that begins with a capital, its grammar words included.
          if let term = longest(lexicon.compoundPhrases, at: next), term.end > next + 1,
            !(next + 1..<term.end).contains(where: { self.token($0).has(.blank) })
          {
            next = term.end
            end = next
            continue
          }
        } else {
          if at(next, .tỉnh) || at(next, .huyện) || at(next, .quận) || at(next, .phường)
            || at(next, .xã) && !at(next + 1, .hội)
            || at(next, .thị, .xã)
            || at(next, .thành, .phố)
          {
            if next > start { return end }
          }
          if inList, at(next, .và) { return end }
          if at(next, .và), at(next + 1, .các), self.token(next + 2).has(.upper), isWord(next + 2),
            !isIndependent(next + 2), longest(lexicon.kindPhrases, at: next + 2) == nil
          {
            next += 2
            continue
          }
          // "Hội Bảo vệ thiên nhiên và môi trường tỉnh Hà Nam"
          if at(next, .và), !self.token(next + 1).has(.upper),
            let term = longest(lexicon.compoundPhrases, at: next + 1), levelWord(at: term.end) != nil,
            !(next..<term.end + 1).contains(where: { self.token($0).has(.blank) }),
            longest(lexicon.provincePhrases, at: term.end + 1) != nil
          {
            next = term.end
            end = next
            continue
          }
          if at(next, .và) {
            guard self.token(next + 1).has(.upper), isWord(next + 1), !isIndependent(next + 1),
              longest(lexicon.postPhrases, at: next + 1) == nil
            else { return end }
            next += 1
            continue
          }
          // "Ban Xây dựng Đảng đảng ủy xã": whose it is.
          if next > start, at(next + 1, .ủy), !self.token(next).has(.upper) { return end }
          if at(next, .các) {
            // "Văn hóa các dân tộc Việt Nam"
            let after = longest(lexicon.compoundPhrases, at: next + 1)?.end ?? next + 1
            guard self.token(after).has(.upper), isWord(after), after == next + 1 || !isIndependent(after)
            else {
              return end
            }
            next = after
            continue
          }
          // "Ban Quản lý dự án 85 báo cáo": nothing goes on after a number.
          if next > start, self.token(next - 1).kind == .number { return end }
          if let after = numberEnd(at: next) { return after }
          if let after = smallWords(at: next, from: start) {
            next = after
            end = next
            continue
          }
          return end
        }
        next += 1
        end = next
      case .number:
        if next > start, !self.token(next - 1).has(.upper), !isMark(next - 1, 45), !at(next - 1, .số),
          !at(next - 1, .khu), !at(next - 1, .vực)
        {
          return end
        }
        next += 1
        end = next
      case .punctuation:
        if inList, token.isMark(44) { return end }
        if token.isMark(44), let term = termOver(comma: next, from: start) {
          next = term
          end = next
        } else if token.isMark(38), isWord(next + 1) {
          next += 1
        } else if token.isMark(45), !token.has(.newline), isWord(next + 1), self.token(next + 1).has(.upper),
          !isIndependent(next + 1)
        {
          next += 1
        } else if token.isMark(45), isMark(next + 1, 45), isWord(next + 2), self.token(next + 2).has(.upper),
          !isIndependent(next + 2)
        {
          next += 2
        } else if token.isMark(44), isWord(next + 1), self.token(next + 1).has(.upper),
          !isIndependent(next + 1), longest(lexicon.postPhrases, at: next + 1) == nil,
          listGoesOn(from: next + 1)
        {
          next += 1
        } else if token.isMark(44), isAbbreviation(next - 1), isAbbreviation(next + 1), isMark(next + 2, 38) {
          next += 1  // "TT, DL&CN"
        } else {
          return end
        }
      case .end: return end
      }
    }
    return end > start ? end : nil
  }

  /// Where a term of the lists ends that goes on over the comma at `comma`: "Khám, chữa bệnh", "phòng, chống".
  private func termOver(comma: Int, from start: Int) -> Int? {
    for back in 1...2 where comma - back >= start {
      let term =
        longest(lexicon.compoundPhrases, at: comma - back)
        ?? longestBare(lexicon.bareCommaTerms, at: comma - back)
      if let term, term.end > comma { return term.end }
    }
    return nil
  }

  /// Where "số 1" ends, which tells a body from others of its name; the number of a document goes on.
  func numberEnd(at index: Int) -> Int? {
    guard at(index, .số), !token(index).has(.upper), isNumber(index + 1), token(index + 1).length <= 2,
      !token(index + 1).has(.newline), !isMark(index + 2, 47), !isMark(index + 2, 45)
    else { return nil }
    return index + 2
  }

  /// Where a name goes on after words in small letters at `next`, nil if it ended before them.
  ///
  /// Known compounds go on. The second syllable of a word that began with a capital does. A few other words do
  /// if a capital, a level, a mark or a stop closes them soon; after a proper name, only if a capital does.
  func smallWords(at next: Int, from start: Int) -> Int? {
    let isCommon = takesPartner(next - 1, from: start)
    if isCommon || !token(next - 1).has(.upper), let compound = longest(lexicon.compoundPhrases, at: next) {
      return compound.end
    }
    let stop = longest(lexicon.stopPhrases, at: next)
    if isCommon, token(next - 1).has(.upper), stop == nil || stop?.end == next + 1 && !isFunctionWord(next) {
      return next + 1
    }
    if stop != nil { return nil }
    var end = next + 1
    while end < next + 4, isWord(end), !token(end).has(.upper), !token(end).has(.blank),
      longest(lexicon.stopPhrases, at: end) == nil,
      !at(end, .và), levelWord(at: end) == nil, longest(lexicon.compoundPhrases, at: end) == nil
    {
      end += 1
    }
    if isWord(end), token(end).has(.upper), !token(end).has(.blank), !isIndependent(end),
      longest(lexicon.postPhrases, at: end) == nil, end <= next + 3
    {
      return end
    }
    guard isCommon || !token(next - 1).has(.upper), end <= next + 2 else { return nil }
    if levelWord(at: end) != nil || longest(lexicon.stopPhrases, at: end) != nil
      || token(end).kind == .punctuation && !(isMark(end, 45) && !isIndependent(end + 1)) || at(end, .và)
    {
      return end
    }
    return longest(lexicon.compoundPhrases, at: end) == nil ? nil : end
  }

  /// Whether a line that begins at `index` is no part of a name: set otherwise, or a sentence's first words.
  func opensLine(_ index: Int) -> Bool {
    if token(index).has(.bold) != token(index - 1).has(.bold) { return true }
    guard token(index).has(.upper) else { return false }
    switch Word(rawValue: word(index)) {
    case .ngày: return isNumber(index + 1)
    case .phối, .khẩn, .tiếp, .căn, .thực, .triển, .tham, .chủ, .tập: return isPredicate(index)
    default: return false
    }
  }

  private func isAbbreviation(_ index: Int) -> Bool {
    isWord(index) && token(index).has(.caps) && token(index).key.count > 1
  }

  /// Words of grammar, which never close a name's word.
  func isFunctionWord(_ index: Int) -> Bool {
    switch Word(rawValue: word(index)) {
    case .có, .đã, .được, .để, .theo, .tại, .về, .và, .của, .với, .cho, .là, .sẽ, .phải, .cần, .do, .từ, .đến,
      .trong, .trên, .này, .như, .khi, .các, .giao, .hoặc, .qua, .vào, .ra, .bằng, .nếu,
      .trước, .sau, .ngày, .năm, .tháng, .quý, .số:
      return true
    default: return false
    }
  }

  /// Whether the capitalised word at `index` is the first syllable of a common word ("Khí tượng"), not a proper
  /// name ("Tiền Giang") or an abbreviation.
  func takesPartner(_ index: Int, from start: Int) -> Bool {
    let word = token(index)
    guard word.has(.upper), !word.has(.caps) || word.key.count == 1 else { return index < start }
    if index > start, token(index - 1).has(.upper), token(index - 1).kind == .word,
      !token(index).has(.newline),
      !(token(index - 1).has(.caps) && token(index - 1).key.count > 1)
    {
      return false
    }
    if let province = longest(lexicon.provincePhrases, at: index), province.end == index + 1 { return false }
    return true
  }

  /// Whether a body of its own begins at `index`.
  func isIndependent(_ index: Int) -> Bool {
    if let fixed = longest(lexicon.agencyPhrases, at: index), fixed.end > index {
      return !(lexicon.agencies[fixed.value].isAbbreviation && !token(index).has(.caps))
    }
    guard let head = longest(lexicon.headPhrases, at: index) else { return false }
    let entry = lexicon.heads[head.value]
    if entry.isAbbreviation && !token(index).has(.caps) { return false }
    // "Trung tâm Y tế", "Công an nhân dân": a head inside a name is followed by small letters or nothing.
    return token(head.end).has(.upper) || entry.tail == .level
  }

  /// "A, B và C": whether "và" and a capital follow before the list breaks off.
  func listGoesOn(from start: Int) -> Bool {
    var next = start
    var small = 0
    while next < min(start + 12, count) {
      let token = token(next)
      if token.kind == .word {
        if at(next, .và) { return self.token(next + 1).has(.upper) && !isIndependent(next + 1) }
        if !token.has(.upper) {
          small += 1
          if small > 4 || longest(lexicon.stopPhrases, at: next) != nil { return false }
        } else {
          small = 0
          if next > start, isIndependent(next) { return false }
        }
      } else if !token.isMark(44), !token.isMark(45) {
        return false
      }
      next += 1
    }
    return false
  }
}
