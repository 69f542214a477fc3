import NoticeText

extension Reading {
  /// What this document does with the one at `range`.
  ///
  ///     role ← "Căn cứ" / "Xét" / "theo" "đề" "nghị" / "thực hiện" / "triển khai" / "quán triệt" / "thi hành"
  ///          / "bãi bỏ" / "hủy bỏ" / "hết hiệu lực" / "thay thế" / "thay cho" / "sửa đổi" / "bổ sung"
  ///
  /// The members of a list have the role of its first. A document changes another one only if it is of a kind
  /// that does (a decision, a circular …), or says so of itself ("Thông tri này thay thế …"): an order to change
  /// one changes nothing yet.
  func role(of range: Range<Int>, previous: (range: Range<Int>, role: Reference.Role)?) -> Reference.Role {
    if let previous, goesOn(from: previous.range.upperBound, to: range.lowerBound) { return previous.role }
    var paragraph = clauseStart(of: range.lowerBound)
    if isBullet(paragraph) { paragraph += 1 }
    if atBare(paragraph, .can) && atBare(paragraph + 1, .cu)
      || at(paragraph, .xét) && token(paragraph).has(.upper)
      || at(paragraph, .theo, .đề)
    {
      return .basis
    }
    var ahead = range.upperBound
    while ahead < min(range.upperBound + 30, count), !isMark(ahead, 46), !isMark(ahead, 59) {
      if at(ahead, .hết, .hiệu), changesOthers(ahead) { return .repeals }
      ahead += 1
    }
    if let role = changingRole(before: range.lowerBound, floor: paragraph) { return role }
    if isItemStart(range.lowerBound), let leadIn = leadIn(before: range.lowerBound) {
      for index in max(0, leadIn - 30)..<leadIn {
        if at(index, .bỏ), at(index - 1, .bãi) || at(index - 1, .hủy) { return .repeals }
        if at(index, .hết, .hiệu) { return .repeals }
      }
    }
    if at(paragraph, .thực, .hiện) || at(paragraph, .triển, .khai) || at(paragraph, .quán, .triệt),
      range.lowerBound - paragraph < 60, token(paragraph).has(.upper)
    {
      return .implements
    }
    var index = range.lowerBound - 1
    let floor = max(paragraph, range.lowerBound - 14)
    while index >= floor {
      if isMark(index, 46) || isMark(index, 59) { break }
      if at(index, .cứ), at(index - 1, .căn) { return .basis }
      if at(index, .nghị), at(index - 1, .đề), at(index - 2, .theo) { return .basis }
      if at(index, .hiện), at(index - 1, .thực) { return .implements }
      if at(index, .khai), at(index - 1, .triển) { return .implements }
      if at(index, .triệt), at(index - 1, .quán) { return .implements }
      if at(index, .hành), at(index - 1, .thi) { return .implements }
      if at(index, .tại) || at(index, .như) { break }
      index -= 1
    }
    return .cites
  }

  /// Whether one mention goes on the list of the one before: a separator and a few words, no verb.
  private func goesOn(from end: Int, to start: Int) -> Bool {
    guard start > end, start - end <= 10 else { return false }
    var separators = 0
    for index in end..<start {
      if isMark(index, 44) || isMark(index, 59) || at(index, .và) {
        separators += 1
      } else if token(index).kind == .punctuation {
        return false
      } else if isPredicate(index) || at(index, .thay) || at(index, .sửa) || at(index, .bãi)
        || at(index, .tại)
      {
        return false
      }
    }
    return separators > 0
  }

  /// Amending, replacing or repealing, said before a mention in its clause.
  private func changingRole(before start: Int, floor: Int) -> Reference.Role? {
    var index = start - 1
    let floor = max(floor, start - 28)
    while index >= floor {
      if isMark(index, 46) || isMark(index, 59) { return nil }
      if at(index, .bỏ), at(index - 1, .bãi) || at(index - 1, .hủy) {
        return changesOthers(index) ? .repeals : nil
      }
      if token(index).key.bare == BareWord.thay.key, token(index).kind == .word {
        if token(index + 1).key.bare == BareWord.the.key || at(index + 1, .cho)
          || lexicon.kindPhrases.canStart(word(index + 1))
        {
          return changesOthers(index) ? .replaces : nil
        }
        // "Thay cụm từ … bằng …"
        if changesOthers(index), token(index).has(.upper) { return .amends }
      }
      if at(index, .sung) && at(index - 1, .bổ) || at(index, .đổi) && at(index - 1, .sửa) {
        var first = index - 1
        if at(first, .bổ), isMark(first - 1, 44), at(first - 2, .đổi) { first -= 3 }
        if at(first - 1, .được) || at(first - 1, .đã) || at(index + 1, .bởi) || isMark(first - 1, 40) {
          return nil
        }
        return changesOthers(first) ? .amends : nil
      }
      index -= 1
    }
    return nil
  }

  /// Whether a verb of change is this document's own act.
  private func changesOthers(_ index: Int) -> Bool {
    if isNormative { return true }
    return (1...8).contains { at(index - $0, .này) }
  }

  /// Whether a mention opens its item or line.
  private func isItemStart(_ index: Int) -> Bool {
    var start = index
    while start > 0, index - start < 8, !token(start).has(.newline) { start -= 1 }
    return token(start).has(.newline) && (start == index || labelMark(at: start) != nil)
  }

  /// The colon of the lead-in above a list.
  private func leadIn(before index: Int) -> Int? {
    var next = index - 1
    while next > 0, index - next < 300 {
      if isMark(next, 58), token(next + 1).has(.newline) { return next }
      if isMark(next, 46), token(next + 1).has(.newline),
        !isItemStart(next + 1) || labelMark(at: next + 1) == nil
      {
        return nil
      }
      next -= 1
    }
    return nil
  }

  /// Where the clause of `index` begins: after a full stop or semicolon, or at a line that begins one.
  private func clauseStart(of index: Int) -> Int {
    var start = index
    // A basis runs on to its semicolon, over several references: look as far as its first word.
    while start > 0, index - start < 240 {
      let before = token(start - 1)
      if token(start).has(.newline),
        atBare(start, .can) && atBare(start + 1, .cu) || at(start, .xét) || at(start, .theo, .đề)
      {
        return start
      }
      if token(start).has(.blank) { return start }
      if before.isMark(46), token(start).has(.upper), token(start).has(.space) { return start }
      start -= 1
    }
    return start
  }
}
