import NoticeText

/// Committees and councils, which are named for what they are about.
extension Reading {
  /// "Ban Chỉ đạo" and its kin: a level, a topic, a level, in the orders that occur.
  ///
  ///     topic ← level? ("về" / "công" "tác")? (TOPIC / WORD+) level?
  func withTopic(_ bare: FoundAgency, _ entry: HeadEntry, from start: Int) -> FoundAgency? {
    var found = bare
    var next = start
    var hasLevel = false
    func addLevel() -> Bool {
      if let tail = levelTail(at: next, allowsPlace: false),
        !tail.isGroup || tail.text.hasPrefix("cấp")
      {
        found.name = scratch.joined(found.name, tail.text)
        found.level = tail.level
        found.within = tail.within ?? found.within
        found.isGroup = tail.isGroup && tail.level != .province
        next = tail.end
        return true
      }
      return false
    }
    hasLevel = addLevel()
    // "Ban Chỉ đạo của Chính phủ": whose it is.
    if !hasLevel, entry.special == .steeringCommittee, at(next, .của), !token(next).has(.caps),
      let owner = agency(at: next + 1, depth: 3)
    {
      found.name = scratch.joined(scratch.joined(found.name, Wording("của")), owner.name)
      found.range = found.range.lowerBound..<owner.range.upperBound
      found.level = owner.level
      found.within = owner.within
      return found
    }
    let topicStart = next
    if at(next, .về) { next += 1 }
    if at(next, .công), atBare(next + 1, BareWord.tac) { next += 2 }
    let shouts = isShouting(bare.range.lowerBound, entry)
    if token(next).has(.blank) || token(next).has(.cell) || token(next).has(.wide)
      || shouts && !token(next).has(.caps)
    {
      next = topicStart
    } else if at(next, .số), isNumber(next + 1) {
      next += 2  // "Đoàn kiểm tra số 06"
    } else if let topic = longest(lexicon.topicPhrases, at: next) {
      next = topic.end
      // "phòng, chống dịch bệnh COVID-19": what makes a topic of the list more precise.
      if token(next).has(.upper), isWord(next), !token(next).has(.blank), let end = topicEnd(from: next),
        end <= next + 3, !shouts
      {
        next = end
      }
    } else if shouts {
      next = topicStart
    } else if let end = topicEnd(from: next, isCouncil: entry.special == .council)
      ?? (hasLevel && next > topicStart ? plainTopicEnd(from: next) : nil)
    {
      next = topicOverDash(from: end)
    } else {
      next = topicStart
    }
    if next > topicStart {
      found.name = scratch.joined(found.name, wording(topicStart..<next))
      found.isShouted = shouts
    }
    if !hasLevel { hasLevel = addLevel() }
    found.range = found.range.lowerBound..<next
    if entry.special != .steeringCommittee, next == start { return nil }
    if entry.special == .council, next == start || !hasLevel && !containsUpper(start..<next) { return nil }
    return found
  }

  /// Where a topic ends that goes on after a dash, up to a level: "Dân số - Kế hoạch hóa gia đình tỉnh Hà Giang".
  private func topicOverDash(from end: Int) -> Int {
    guard isMark(end, 45), token(end).has(.space), isWord(end + 1), token(end + 1).has(.upper),
      !token(end + 1).has(.blank), !isIndependent(end + 1), let more = topicEnd(from: end + 1),
      levelWord(at: more) != nil
    else { return end }
    return more
  }

  /// "Ban Chỉ đạo quốc gia về dữ liệu": two to four small words up to a mark or a stop.
  private func plainTopicEnd(from start: Int) -> Int? {
    var end = start
    while end < start + 5, isWord(end), !token(end).has(.upper), !token(end).has(.blank),
      end == start || longest(lexicon.stopPhrases, at: end) == nil
    {
      end += 1
    }
    let isClosed = token(end).kind == .punctuation || longest(lexicon.stopPhrases, at: end) != nil
    return isClosed && 2...4 ~= end - start ? end : nil
  }

  /// Whether a person's name stands at `index`: a family name and two or three words more, all with a capital.
  private func isPerson(_ index: Int) -> Bool {
    guard PersonName.isFamilyName(token(index).key) else { return false }
    var end = index
    while end < index + 5, isWord(end), token(end).has(.upper), !token(end).has(.caps),
      end == index || !token(end).has(.blank)
    {
      end += 1
    }
    return 3...4 ~= end - index
  }

  /// Where a topic that no list has ends: at the last capitalised name or level before a stop.
  func topicEnd(from start: Int, isCouncil: Bool = false) -> Int? {
    var next = start
    var good: Int?
    if isPerson(start) { return nil }  // "Trưởng Ban Chỉ đạo Lê Văn Hải"
    while next < min(start + 16, count) {
      let token = token(next)
      if next > start, token.has(.blank) || token.has(.cell) { break }
      if next > start, token.has(.newline), token.has(.bold) != self.token(next - 1).has(.bold) { break }
      if token.kind == .punctuation {
        // "phòng, chống": a comma between two small words of one term.
        guard token.isMark(44), isWord(next - 1), isWord(next + 1), !self.token(next + 1).has(.upper),
          at(next - 1, .phòng)
        else { break }
      } else if token.kind == .number {
        if isMark(next - 1, 45) || next > start { good = next + 1 }
      } else {
        // "Hội đồng kiểm tra Nhà nước": what a council is for may be a verb.
        if let stop = longest(lexicon.stopPhrases, at: next) {
          guard isCouncil, next == start, stop.end == next + 2 else { break }
          next += 2
          continue
        }
        if longest(lexicon.postPhrases, at: next) != nil, token.has(.upper) { break }
        if at(next, .tỉnh) || at(next, .huyện) || at(next, .thành, .phố) || at(next, .cấp)
          || at(next, .quốc, .gia) || at(next, .các)
        {
          break
        }
        if token.has(.upper), next > start, agencyCanStart(next) { break }
        if token.has(.upper) {
          good = next + 1
          // "Nhà nước", "Dân số": the first syllable of a word.
          if let term = longest(lexicon.compoundPhrases, at: next) {
            (good, next) = (term.end, term.end)
            continue
          }
          if !token.has(.caps), isWord(next + 1), !self.token(next + 1).has(.upper),
            !self.token(next + 1).has(.blank),
            !isFunctionWord(next + 1), longest(lexicon.stopPhrases, at: next + 1) == nil
          {
            // "Người cao tuổi": what follows may be a word of two.
            let end = longest(lexicon.compoundPhrases, at: next + 1)?.end ?? next + 2
            (good, next) = (end, end)
            continue
          }
          // COVID-19
          if isMark(next + 1, 45), isNumber(next + 2), !self.token(next + 2).has(.space) { good = next + 3 }
        }
      }
      next += 1
    }
    // With a level right after the words, all of them belong to the name.
    if next > start, next < start + 12, isWord(next - 1) || isNumber(next - 1),
      at(next, .tỉnh) || at(next, .huyện) || at(next, .cấp, .tỉnh) || at(next, .thành, .phố)
        || at(next, .quốc, .gia) || at(next, .trung, .ương)
    {
      return next
    }
    return good
  }
}
