import NoticeText

extension Reading {
  /// What this document does with the one at `range`.
  ///
  ///     role ← change / "Căn cứ" / "Xét" / "xem xét" / "theo" "đề" "nghị"
  ///          / "thực hiện" / "triển khai" / "quán triệt" / "thi hành" / "chấp hành" / "học tập"
  ///
  /// The members of a list have the role of its first.
  func role(of range: Range<Int>, previous: (range: Range<Int>, role: Reference.Role)?) -> Reference.Role {
    if let previous, goesOn(from: previous.range.upperBound, to: range.lowerBound) { return previous.role }
    var paragraph = clauseStart(of: range.lowerBound)
    if isBullet(paragraph) { paragraph += 1 }
    let cue = nearestCue(before: range.lowerBound, floor: paragraph)
    if cue == .basis { return .basis }
    if let change = change(of: range, floor: paragraph, previous: previous?.range) { return change }
    return cue ?? .cites
  }

  /// The role that the words before a mention give it: the nearest cue decides.
  private func nearestCue(before start: Int, floor: Int) -> Reference.Role? {
    var index = start - 1
    // Beyond a few words only what opens the clause counts.
    let near = max(floor, start - 14)
    var isNear = true
    var isWithin = false  // "… tại": what comes before it says where it stands, not what is done with it
    while index >= floor {
      let opens = index == floor || isMark(index - 1, 59)
      guard opens || traits[index].has(.cue) else {
        index &-= 1
        continue
      }
      if opens, let role = openingCue(index), start - index < 60 || role == .basis { return role }
      // What opens with another word begins a thought of its own.
      if opens, index > floor, !goesOnList(index) { return nil }
      if isMark(index, 46) && token(index + 1).has(.space) || isMark(index, 59) { isNear = false }
      if isNear, index >= near {
        if at(index, .cứ), at(index - 1, .căn), !isWithin { return .basis }
        if at(index, .nghị), at(index - 1, .đề), at(index - 2, .theo) { return .basis }
        if at(index, .xét), at(index - 1, .xem), !isWithin { return .basis }
        if isImplementing(endingAt: index),
          !isWithin || at(index + 1, .chỉ, .đạo) || at(index + 1, .ý, .kiến) || at(index + 1, .kết, .luận)
        {
          return .implements
        }
        if at(index, .tại) { isWithin = true }
        if at(index, .như) || at(index, .theo) && !at(index + 1, .đề) && !at(index - 1, .hiện) {
          isNear = false
        }
      }
      index -= 1
    }
    return nil
  }

  /// A cue that opens a paragraph or what follows a semicolon.
  private func openingCue(_ index: Int) -> Reference.Role? {
    if atBare(index, .can) && atBare(index + 1, .cu) || at(index, .theo, .đề)
      || at(index, .xét) && token(index).has(.upper)
    {
      return .basis
    }
    return isImplementing(endingAt: index + 1) ? .implements : nil
  }

  /// "thực hiện", "triển khai", "quán triệt", "thi hành", "chấp hành", "học tập".
  private func isImplementing(endingAt index: Int) -> Bool {
    switch Word(rawValue: word(index)) {
    case .hiện: at(index - 1, .thực)
    case .khai: at(index - 1, .triển)
    case .triệt: at(index - 1, .quán)
    case .hành: at(index - 1, .thi) || at(index - 1, .chấp) && !at(index - 2, .việc)
    case .tập: at(index - 1, .học)
    default: false
    }
  }

  /// Whether what stands after a semicolon may be one more member of a list of documents.
  private func goesOnList(_ index: Int) -> Bool {
    token(index).has(.upper) || !isWord(index) || at(index, .các) || at(index, .số) || at(index, .và)
      || lexicon.kindPhrases.canStart(word(index))
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
        || at(index, .tại) || at(index, .hủy)
      {
        return false
      }
    }
    return separators > 0
  }

  /// Where the clause of `index` begins: after a full stop or semicolon, or at a line that begins one.
  func clauseStart(of index: Int) -> Int {
    var start = index
    // A basis runs on to its semicolon, over several references: look as far as its first word.
    while start > 0, index - start < 240 {
      let before = token(start - 1)
      guard token(start).has([.newline, .blank]) || before.isMark(46) else {
        start -= 1
        continue
      }
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
