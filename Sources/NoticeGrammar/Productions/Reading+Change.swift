import NoticeText

extension Reading {
  /// Whether this document amends, replaces or repeals the one at `range`, or is changed by it.
  ///
  ///     change ← (DOCUMENT "này")? change-verb reference / reference ("bị" change-verb / "hết" "hiệu" "lực")
  ///            / reference ("được" / "bị") change-verb ("bởi" / "bằng" / "theo" / "tại") DOCUMENT "này"
  ///            / DOCUMENT "này" ("được" / "bị") change-verb ("bởi" / "bằng" / "theo" / "tại") reference
  ///     change-verb ← "sửa đổi" / "bổ sung" / "thay thế" / "thay cho" / "thay" / "bãi bỏ" / "hủy bỏ"
  ///            / ("thôi" / "ngừng") "áp dụng"
  ///
  /// A document changes another one only if it says so of itself ("Thông tri này thay thế …"), or is of a kind that
  /// changes others and does so in a clause of its own: an order to change one changes nothing yet, and of
  /// "X được sửa đổi bởi Y" this document neither changes X nor Y.
  func change(of range: Range<Int>, floor: Int, previous: Range<Int>?) -> Reference.Role? {
    passive(after: range.upperBound) ?? active(before: range.lowerBound, floor: floor, previous: previous)
      ?? listed(range.lowerBound)
  }

  private enum Verb {
    case amend, replace, repeal

    var active: Reference.Role {
      switch self {
      case .amend: .amends
      case .replace: .replaces
      case .repeal: .repeals
      }
    }

    var passive: Reference.Role {
      switch self {
      case .amend: .amendedBy
      case .replace: .replacedBy
      case .repeal: .repealedBy
      }
    }
  }

  /// The verb of change whose last word stands at `index`, and where it begins.
  private func verb(endingAt index: Int) -> (verb: Verb, start: Int)? {
    guard index >= 0, index < count, traits[index].has(.change) else { return nil }
    switch Word(rawValue: word(index)) {
    case .bỏ where at(index - 1, .bãi) || at(index - 1, .hủy): return (.repeal, index - 1)
    case .dụng where at(index - 1, .áp) && (at(index - 2, .thôi) || at(index - 2, .ngừng)):
      return (.repeal, index - 2)
    case .đổi where at(index - 1, .sửa): return (.amend, index - 1)
    case .sung where at(index - 1, .bổ):
      let isPair = isMark(index - 2, 44) && at(index - 4, .sửa, .đổi)
      return (.amend, isPair ? index - 4 : index - 1)
    default: break
    }
    guard token(index).kind == .word, token(index).key.bare == BareWord.thay.key else { return nil }
    if token(index + 1).key.bare == BareWord.the.key || at(index + 1, .cho) {
      // "Thay thế cụm từ …", "thay thế Phụ lục …" changes a part.
      return (isPart(index + 2) ? .amend : .replace, index)
    }
    if lexicon.kindPhrases.canStart(word(index + 1)) { return (.replace, index) }
    return token(index).has(.upper) && isPart(index + 1) ? (.amend, index) : nil
  }

  /// Whether a part of a document begins at `index`: words, an annex, a form.
  private func isPart(_ index: Int) -> Bool {
    let index = at(index, .các) ? index + 1 : index
    return at(index, .cụm) || at(index, .từ) || at(index, .phụ) || at(index, .mẫu) || at(index, .biểu)
  }

  /// "Quyết định này thay thế …", "Bãi bỏ …", "… này được sửa đổi bởi …".
  private func active(before start: Int, floor: Int, previous: Range<Int>?) -> Reference.Role? {
    var index = start - 1
    let floor = max(floor, start - 28)
    while index >= floor {
      if isMark(index, 46) || isMark(index, 59) { return nil }
      guard let (verb, first) = verb(endingAt: index) else {
        index -= 1
        continue
      }
      if isMark(first - 1, 40) { return nil }
      if at(first - 1, .được) || at(first - 1, .bị) || at(first - 1, .đã) || isAgent(index + 1)
        || isAgent(index + 2)
      {
        // "Chỉ thị này được thay thế bởi …"
        let isOwn = (1...3).contains { at(first - $0, .này) } && hasAgent(index + 1..<start)
        return isOwn ? verb.passive : nil
      }
      return isOwnAct(verb, first, previous: previous) ? verb.active : nil
    }
    return nil
  }

  /// "bởi", "bằng" and the like after a verb: the one that does it follows.
  private func isAgent(_ index: Int) -> Bool { at(index, .bởi) || at(index, .bằng) }

  private func hasAgent(_ range: Range<Int>) -> Bool {
    range.contains { isAgent($0) || at($0, .theo) || at($0, .tại) }
  }

  /// "… được thay thế bởi Quyết định này", "… bị bãi bỏ", "… hết hiệu lực".
  private func passive(after end: Int) -> Reference.Role? {
    var index = end
    while index < min(end + 30, count) {
      guard traits[index].has(.passive) else {
        index &+= 1
        continue
      }
      if isMark(index, 46) || isMark(index, 59) { break }
      if at(index, .hết, .hiệu), isNormative || isOfThis(index) { return .repeals }
      if at(index, .được) || at(index, .bị) {
        for last in index + 1...index + 5 {
          guard let (verb, first) = verb(endingAt: last), first == index + 1 || at(index + 1, .sửa, .đổi)
          else { continue }
          if (2...8).contains(where: { at(last + $0, .này) }), hasAgent(last + 1..<last + 4) {
            return verb.active
          }
          if at(index, .bị), isNormative, !hasAgent(last + 1..<last + 2) { return verb.active }
        }
      }
      index += 1
    }
    return nil
  }

  /// Whether the verb that begins at `first` is this document's own act.
  private func isOwnAct(_ verb: Verb, _ first: Int, previous: Range<Int>?) -> Bool {
    if isOfThis(first) { return true }
    let joins = isMark(first - 1, 44) || isMark(first - 1, 59) || at(first - 1, .và)
    // "Nghị quyết số 06 … sửa đổi Nghị quyết số 13": the other document does it.
    if let previous, previous.upperBound <= first, first - previous.upperBound < 24, !joins,
      !(previous.upperBound..<first).contains(where: { isMark($0, 46) || isMark($0, 59) || isMark($0, 58) })
    {
      return false
    }
    let opens =
      token(first).has(.upper) || token(first).has(.newline) || isMark(first - 1, 59) || isMark(first - 1, 46)
    if isNormative {
      return opens || joins || isMark(first - 1, 58) || at(first - 1, .việc) || at(first - 1, .về)
        || at(first - 1, .là)
    }
    // "Hướng dẫn này thay thế …; bãi bỏ …"
    let sentence = clauseStart(of: first)
    if opens || joins, (sentence..<min(sentence + 8, first)).contains(where: { at($0, .này) }) { return true }
    // An order without one who is to do it is done by giving it.
    guard verb == .repeal else { return false }
    if isMark(first - 1, 59), !token(first).has(.upper) { return true }
    let isAfterLabel = isMark(sentence - 1, 46) && token(sentence - 2).has(.newline)
    guard let label = labelMark(at: isAfterLabel ? sentence - 2 : sentence), label.level <= .number else {
      return false
    }
    return label.range.upperBound == first
      || joins && !agencies.contains { (sentence..<first).contains($0.range.lowerBound) }
        && !(sentence..<first).contains { at($0, .tham) || at($0, .trình) || at($0, .đề) || at($0, .dự) }
  }

  /// "… này" just before `index`.
  private func isOfThis(_ index: Int) -> Bool { (1...8).contains { at(index - $0, .này) } }

  /// A list of documents under a lead-in that repeals them all.
  private func listed(_ start: Int) -> Reference.Role? {
    guard isItemStart(start), let leadIn = leadIn(before: start) else { return nil }
    for index in max(0, leadIn - 30)..<leadIn {
      if at(index, .bỏ), at(index - 1, .bãi) || at(index - 1, .hủy) { return .repeals }
      if at(index, .hết, .hiệu) { return .repeals }
    }
    return nil
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
}
