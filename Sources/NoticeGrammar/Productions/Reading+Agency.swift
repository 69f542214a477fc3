import NoticeText

/// A body found in the text.
struct FoundAgency {
  var range: Range<Int>
  var name: String
  var within: String?
  var level: Agency.Level?
  var system: Agency.System?
  /// Many bodies under one name: "UBND các xã, phường", "UBND cấp huyện".
  var isGroup = false
  var isWithinInferred = false
  /// The row of `provinces.tsv` that the name says.
  var province: Int?
  /// Whether it was printed in capitals, so that what no list knew of it still is.
  var isShouted = false
}

/// What a name ends with: a level of government, and perhaps which one.
private struct LevelTail {
  var end: Int
  var text: String
  var level: Agency.Level?
  var within: String?
  var isGroup = false
  var province: Int?
}

extension Reading {
  /// The body whose name begins at `index`.
  ///
  ///     agency ← FIXED-NAME level? / HEAD FIELD level? / HEAD NAME level? / HEAD agency / HEAD level
  ///            / HEAD topic level?
  ///
  /// A name from the lists is taken as long as it goes. After a head that no list completes, the name is
  /// the run of words up to one that cannot stand in a name (`stops.tsv`) or a mark.
  ///
  /// - Source: Decree 30/2020/NĐ-CP, Appendix II: the first letters of a body's kind and function are capitals.
  func agency(at index: Int, depth: Int = 0) -> FoundAgency? {
    let first = token(index)
    guard first.kind == .word, depth < 4, first.has(.upper) || isSentenceStart(index) else { return nil }
    let word = word(index)
    var fixed: (value: Int, end: Int)?
    var head: (value: Int, end: Int)?
    if word != 0, lexicon.headPhrases.canStart(word) || lexicon.agencyPhrases.canStart(word) {
      fixed = longest(lexicon.agencyPhrases, at: index)
      head = longest(lexicon.headPhrases, at: index)
    }
    // Through damage: names of two words and more, by their letters alone.
    if fixed == nil {
      let bare = bareWord(index)
      if lexicon.bareAgencyPhrases.canStart(bare) {
        fixed = longestBare(lexicon.bareAgencyPhrases, at: index)
      }
      if lexicon.bareHeadPhrases.canStart(bare), let bare = longestBare(lexicon.bareHeadPhrases, at: index),
        bare.end > head?.end ?? 0
      {
        head = bare
      }
    }
    guard fixed != nil || head != nil else { return nil }
    // "Bộ trưởng", "Cục trưởng": a post, not a body.
    if let post = longest(lexicon.postPhrases, at: index), post.end > max(fixed?.end ?? 0, head?.end ?? 0) {
      return nil
    }
    if let head, fixed.map({ head.end >= $0.end }) ?? true, let found = headed(head, at: index, depth: depth)
    {
      return found
    }
    if let fixed {
      let entry = lexicon.agencies[fixed.value]
      if entry.isAbbreviation, !first.has(.caps), !isAbbreviationCase(index) { return nil }
      var found = FoundAgency(
        range: index..<fixed.end, name: entry.name, level: entry.level, system: entry.system)
      if entry.level != .central || entry.system == .front || entry.system == .organisation,
        let tail = levelTail(at: fixed.end, allowsPlace: false), !at(fixed.end, .cấp)
      {
        add(tail, to: &found)
      }
      addBranch(to: &found)
      return found
    }
    return nil
  }

  /// "Ngân hàng … Chi nhánh tỉnh Phú Thọ", "… chi nhánh Khu vực 14".
  private func addBranch(to found: inout FoundAgency) {
    let next = found.range.upperBound
    guard token(next).key == BareWord.chi.key, atBare(next + 1, BareWord.nhanh) else { return }
    if let tail = levelTail(at: next + 2, allowsPlace: true), !tail.isGroup {
      found.name += " Chi nhánh " + tail.text
      found.range = found.range.lowerBound..<tail.end
      found.level = .province
      found.within = tail.within
    } else if at(next + 2, .khu), atBare(next + 3, BareWord.vuc), isNumber(next + 4) {
      found.name += " " + string(next..<next + 5)
      found.range = found.range.lowerBound..<next + 5
    }
  }

  /// TTg, TTgCP: abbreviations with a small letter.
  private func isAbbreviationCase(_ index: Int) -> Bool {
    token(index).length <= 5 && token(index).has(.upper)
  }

  private func headed(_ head: (value: Int, end: Int), at index: Int, depth: Int) -> FoundAgency? {
    let entry = lexicon.heads[head.value]
    if entry.isAbbreviation, !token(index).has(.caps) { return nil }
    var found = FoundAgency(
      range: index..<head.end, name: entry.name, level: entry.level, system: entry.system)
    let next = head.end
    let shouts = isShouting(index, entry)
    // A name in capitals does not go on in small letters, nor over a gap.
    let breaks =
      token(next).has(.blank) || token(next).has(.cell) || token(next).has(.wide)
      || shouts && !token(next).has(.caps) && token(next).kind == .word
    if breaks, entry.tail != .level, entry.tail != .topic, entry.tail != .name {
      return isLetterhead && entry.tail == .body ? found : nil
    }
    switch entry.tail {
    case .field:
      guard !breaks else { return nil }
      if let field = longest(lexicon.fieldPhrases, at: next)
        ?? longestBare(lexicon.bareFieldPhrases, at: next), token(next).has(.upper)
      {
        found.name += " " + lexicon.fields[field.value]
        found.range = index..<field.end
      } else if token(next).has(.upper), token(next).kind == .word,
        longest(lexicon.headPhrases, at: next) == nil, !shouts || isLetterhead,
        let end = nameEnd(from: next, shouts: shouts)
      {
        found.name += " " + string(next..<end)
        found.range = index..<end
        found.isShouted = shouts
      } else {
        return nil
      }
      if entry.level != .central, let tail = levelTail(at: found.range.upperBound, allowsPlace: true) {
        add(tail, to: &found)
      }
      return found

    case .name:
      // In a title, "DỊCH VỤ CÔNG" is no Vụ.
      if shouts, !isLetterhead, head.end == index + 1 { return nil }
      if !breaks, head.end - index >= 4, levelTail(at: next, allowsPlace: false) != nil,
        let tail = levelTail(at: next, allowsPlace: false)
      {
        add(tail, to: &found)
        return found
      }
      guard !breaks, let end = nameEnd(from: next, shouts: shouts), end > next,
        containsUpper(next..<end) || isNumber(end - 1)
          || longest(lexicon.compoundPhrases, at: next) != nil
            && levelTail(at: end, allowsPlace: false) != nil
      else {
        return shortForm(entry, index..<head.end)
      }
      let text = string(next..<end)
      found.name += (isMark(next, 44) ? "" : " ") + text
      found.range = index..<end
      found.isShouted = shouts
      if !at(end, .cấp), let tail = levelTail(at: end, allowsPlace: false), !tail.isGroup {
        add(tail, to: &found)
      }
      return found

    case .body:
      // "Phó Bí thư Thường trực", "cơ quan thường trực": no standing committee.
      if entry.name == "Thường trực", isPostBefore(index) { return nil }
      var start = next
      if at(start, .của) { start += 1 }
      if isMark(start, 46) { start += 1 }  // TT. Tỉnh ủy
      if let owner = agency(at: start, depth: depth + 1) {
        found.name += " " + owner.name
        found.range = index..<owner.range.upperBound
        found.within = owner.within
        found.province = owner.province
        found.isShouted = owner.isShouted
        found.isWithinInferred = owner.isWithinInferred
        found.isGroup = owner.isGroup
        found.level = owner.level ?? found.level
        found.system = entry.system ?? owner.system
        return found
      }
      if entry.name == "Văn phòng", at(next, .bộ) || at(next, .sở), token(next).has(.upper) {
        found.name += " " + string(next..<next + 1)
        found.range = index..<next + 1
        return found
      }
      // "TT", "VP", "BCH" are many things: only with their body.
      if entry.isAbbreviation { return nil }
      if let tail = levelTail(at: next, allowsPlace: false) {
        add(tail, to: &found)
        return found
      }
      // In a letterhead the owner stands above.
      if isLetterhead { return found }
      if entry.name == "Đảng ủy" || entry.name == "Chi bộ", token(next).has(.upper),
        let end = nameEnd(from: next)
      {
        found.name += " " + string(next..<end)
        found.range = index..<end
        found.isShouted = shouts
        if let tail = levelTail(at: end, allowsPlace: false), !tail.isGroup { add(tail, to: &found) }
        return found
      }
      if entry.name != "Văn phòng", let tail = levelTail(at: next, allowsPlace: true) {
        add(tail, to: &found)
        return found
      }
      return nil

    case .level:
      if !breaks, let tail = levelTail(at: next, allowsPlace: true) {
        add(tail, to: &found)
        return found
      }
      // A committee or council of the province stands alone; "Công an", "Thanh tra" and "UBND" are too many.
      let alone = ["Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Tỉnh đoàn", "Thành đoàn"]
      if alone.contains(entry.name) || entry.system == .front { return found }
      if entry.name == "Ủy ban nhân dân" || entry.name == "Hội đồng nhân dân" {
        // "HĐND, UBND tỉnh": the level of the next one is its own.
        if isMark(next, 44) || at(next, .và), let other = self.agency(at: next + 1, depth: depth + 1),
          other.name.hasPrefix("Ủy ban nhân dân ")
        {
          found.name += other.name.dropFirst("Ủy ban nhân dân".count)
          found.level = other.level
          found.within = other.within
          found.isGroup = other.isGroup
          return found
        }
        return shortForm(entry, index..<head.end) ?? (isLetterhead || depth > 0 ? found : nil)
      }
      return nil

    case .place:
      if shouts, longest(lexicon.provincePhrases, at: next) == nil { return nil }
      if isNumber(next), !breaks {  // Quân khu 4
        found.name += " " + string(next..<next + 1)
        found.range = index..<next + 1
        return found
      }
      if let tail = levelTail(at: next, allowsPlace: true) {
        if tail.isGroup { return nil }
        add(tail, to: &found)
        return found
      }
      return nil

    case .topic:
      return withTopic(found, entry, from: next)
    }
  }

  /// A head alone, capitalised, after its full name: "Ban Quản lý", "Công ty", "UBND" of the letterhead.
  private func shortForm(_ entry: HeadEntry, _ range: Range<Int>) -> FoundAgency? {
    guard range.count >= 2 || entry.isAbbreviation, !isShouting(range.lowerBound, entry) else { return nil }
    guard let full = agencies.first(where: { $0.name.hasPrefix(entry.name + " ") && !$0.isGroup }) else {
      return nil
    }
    var found = full
    found.range = range
    return found
  }

  /// Whether a name stands in capitals throughout, so that they say nothing.
  private func isShouting(_ index: Int, _ entry: HeadEntry) -> Bool {
    token(index).has(.caps) && token(index).length > 1 && !entry.isAbbreviation
  }

  /// Whether a post, or "cơ quan", ends just before.
  private func isPostBefore(_ index: Int) -> Bool {
    guard index > 0, !token(index).has(.newline) else { return false }
    if at(index - 1, .quan) { return true }
    for length in 1...4 where index - length >= 0 {
      if let post = longest(lexicon.postPhrases, at: index - length), post.end >= index { return true }
    }
    return false
  }

  /// Whether a sentence begins at `index`: OCR often makes its capital small.
  private func isSentenceStart(_ index: Int) -> Bool {
    index > 1 && isMark(index - 1, 46) && (isNumber(index - 2) || token(index).has(.newline))
  }

  private func add(_ tail: LevelTail, to found: inout FoundAgency) {
    found.name += " " + tail.text
    found.range = found.range.lowerBound..<tail.end
    found.level = tail.level ?? found.level
    found.within = tail.within ?? found.within
    found.province = tail.province ?? found.province
    if tail.province == nil, tail.within != nil, token(tail.end - 1).has(.caps),
      token(tail.end - 1).length > 2
    {
      found.isShouted = true
    }
    found.isGroup = found.isGroup || tail.isGroup
  }

  /// "Ban Chỉ đạo" and its kin: a level, a topic, a level, in the orders that occur.
  ///
  ///     topic ← level? ("về" / "công" "tác")? (TOPIC / WORD+) level?
  private func withTopic(_ bare: FoundAgency, _ entry: HeadEntry, from start: Int) -> FoundAgency? {
    var found = bare
    var next = start
    var hasLevel = false
    func addLevel() -> Bool {
      if let tail = levelTail(at: next, allowsPlace: false), !tail.isGroup || tail.text.hasPrefix("cấp") {
        found.name += " " + tail.text
        found.level = tail.level
        found.within = tail.within ?? found.within
        found.isGroup = tail.isGroup && tail.level != .province
        next = tail.end
        return true
      }
      return false
    }
    hasLevel = addLevel()
    let topicStart = next
    if at(next, .về) { next += 1 }
    if at(next, .công), atBare(next + 1, BareWord.tac) { next += 2 }
    let shouts = isShouting(bare.range.lowerBound, entry)
    if token(next).has(.blank) || token(next).has(.cell) || token(next).has(.wide)
      || shouts && !token(next).has(.caps)
    {
      next = topicStart
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
    } else if let end = topicEnd(from: next) {
      next = end
    } else {
      next = topicStart
    }
    if next > topicStart {
      found.name += " " + string(topicStart..<next)
      found.isShouted = shouts
    }
    if !hasLevel { hasLevel = addLevel() }
    found.range = found.range.lowerBound..<next
    if entry.name != "Ban Chỉ đạo", next == start { return nil }
    if entry.name == "Hội đồng", next == start || !hasLevel && !containsUpper(start..<next) { return nil }
    return found
  }

  /// Where a topic that no list has ends: at the last capitalised name or level before a stop.
  private func topicEnd(from start: Int) -> Int? {
    var next = start
    var good: Int?
    while next < min(start + 16, count) {
      let token = token(next)
      if next > start, token.has(.blank) || token.has(.cell) { break }
      if token.kind == .punctuation {
        // "phòng, chống": a comma between two small words of one term.
        guard token.isMark(44), isWord(next - 1), isWord(next + 1), !self.token(next + 1).has(.upper),
          at(next - 1, .phòng)
        else { break }
      } else if token.kind == .number {
        if isMark(next - 1, 45) || next > start { good = next + 1 }
      } else {
        if longest(lexicon.stopPhrases, at: next) != nil { break }
        if next > start, longest(lexicon.postPhrases, at: next) != nil, token.has(.upper) { break }
        if at(next, .tỉnh) || at(next, .huyện) || at(next, .thành, .phố) || at(next, .cấp)
          || at(next, .quốc, .gia) || at(next, .các)
        {
          break
        }
        if token.has(.upper), next > start, agencyCanStart(next) { break }
        if token.has(.upper) {
          good = next + 1
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

  private func agencyCanStart(_ index: Int) -> Bool {
    guard let head = longest(lexicon.headPhrases, at: index) else {
      return longest(lexicon.agencyPhrases, at: index) != nil
    }
    return head.end > index
  }

  private func containsUpper(_ range: Range<Int>) -> Bool { range.contains { token($0).has(.upper) } }

  /// Where a name that begins at `start` ends.
  ///
  /// Small letters go on up to a stop or a mark; a comma or "và" goes on if a capital follows that is no
  /// body or post of its own, and only inside a list that "và" closes.
  func nameEnd(from start: Int, shouts: Bool = false) -> Int? {
    guard isWord(start) || isNumber(start) && !token(start).has(.newline),
      !token(start).has(.blank) || start == 0
    else { return nil }
    var next = start
    var end = start
    while next < min(start + 28, count) {
      let token = token(next)
      if next > start, token.has(.blank) || token.has(.cell) || token.has(.wide) { break }
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
        } else {
          if at(next, .tỉnh) || at(next, .huyện) || at(next, .quận) || at(next, .phường) || at(next, .xã)
            || at(next, .thị, .xã)
            || at(next, .thành, .phố)
          {
            if next > start { return end }
          }
          if at(next, .và), at(next + 1, .các), self.token(next + 2).has(.upper), isWord(next + 2),
            !isIndependent(next + 2)
          {
            next += 2
            continue
          }
          if at(next, .và) {
            guard self.token(next + 1).has(.upper), isWord(next + 1), !isIndependent(next + 1),
              longest(lexicon.postPhrases, at: next + 1) == nil
            else { return end }
            next += 1
            continue
          }
          if at(next, .các) {
            guard self.token(next + 1).has(.upper), isWord(next + 1) else { return end }
            next += 1
            continue
          }
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
        if token.isMark(44), at(next - 1, .phòng), at(next + 1, .chống) {
          next += 2
          end = next
        } else if token.isMark(38), isWord(next + 1) {
          next += 1
        } else if token.isMark(45), isWord(next + 1), self.token(next + 1).has(.upper),
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
        } else {
          return end
        }
      case .end: return end
      }
    }
    return end > start ? end : nil
  }

  /// Where a name goes on after words in small letters at `next`, nil if it ended before them.
  ///
  /// Known compounds go on. The second syllable of a word that began with a capital does. A few other words do
  /// if a capital, a level, a mark or a stop closes them soon; after a proper name, only if a capital does.
  private func smallWords(at next: Int, from start: Int) -> Int? {
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
      || token(end).kind == .punctuation && !isMark(end, 45) || at(end, .và)
    {
      return end
    }
    return longest(lexicon.compoundPhrases, at: end) == nil ? nil : end
  }

  /// Words of grammar, which never close a name's word.
  private func isFunctionWord(_ index: Int) -> Bool {
    switch Word(rawValue: word(index)) {
    case .có, .đã, .được, .để, .theo, .tại, .về, .và, .của, .với, .cho, .là, .sẽ, .phải, .cần, .do, .từ, .đến,
      .trong, .trên, .này, .như, .khi, .các, .giao,
      .trước, .sau, .ngày, .năm, .tháng, .quý, .số:
      return true
    default: return false
    }
  }

  /// Whether the capitalised word at `index` is the first syllable of a common word ("Khí tượng"), not a proper
  /// name ("Tiền Giang") or an abbreviation.
  private func takesPartner(_ index: Int, from start: Int) -> Bool {
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
  private func isIndependent(_ index: Int) -> Bool {
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
  private func listGoesOn(from start: Int) -> Bool {
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

  /// The level of government, and its place, at `index`.
  ///
  ///     level ← ("tỉnh" / "thành phố" / "TP" / "huyện" / "quận" / "thị xã" / "xã" / "phường" / "thị trấn"
  ///              / "đặc khu") PLACE? / "cấp" level-word / "các" level-word+ / PLACE / "Trung ương" / "Việt Nam"
  private func levelTail(at index: Int, allowsPlace: Bool) -> LevelTail? {
    let token = token(index)
    guard token.kind == .word, !token.has(.blank), !token.has(.cell) else { return nil }
    if let (word, level, next) = levelWord(at: index) {
      // "xã, phường", "huyện, thị xã": many.
      if isMark(next, 44), let other = levelWord(at: next + 1),
        level != .province || other.level != .province,
        !self.token(index).has(.upper)
      {
        var end = other.next
        while isMark(end, 44), let more = levelWord(at: end + 1) { end = more.next }
        return LevelTail(end: end, text: string(index..<end), level: level, isGroup: true)
      }
      if let place = placeEnd(from: next, level: level, isNamedProvince: word == "tỉnh") {
        let known = longest(lexicon.provincePhrases, at: next).flatMap { $0.end == place ? $0.value : nil }
        let text = word + " " + (known.map { lexicon.provinces[$0].name } ?? string(next..<place))
        return LevelTail(
          end: place, text: text, level: level, within: text, province: level == .province ? known : nil)
      }
      return LevelTail(end: next, text: word, level: level)
    }
    if at(index, .cấp), let (word, level, next) = levelWord(at: index + 1) {
      if !isMark(next, 44) || !at(next + 1, .cấp) {
        return LevelTail(end: next, text: "cấp " + word, level: level, isGroup: level != .province)
      }
      var end = next
      while isMark(end, 44), at(end + 1, .cấp), let more = levelWord(at: end + 2) { end = more.next }
      return LevelTail(end: end, text: string(index..<end), level: level, isGroup: level != .province)
    }
    if at(index, .các) {
      var next = index + 1
      if at(next, .cấp) { return LevelTail(end: next + 1, text: string(index..<next + 1), isGroup: true) }
      if at(next, .địa), atBare(next + 1, BareWord.phuong) {
        return LevelTail(end: next + 2, text: string(index..<next + 2), isGroup: true)
      }
      guard let (_, level, after) = levelWord(at: next) else { return nil }
      next = after
      while isMark(next, 44) || at(next, .và), let more = levelWord(at: next + 1) { next = more.next }
      return LevelTail(end: next, text: string(index..<next), level: level, isGroup: true)
    }
    if at(index, .trung, .ương) {
      return LevelTail(end: index + 2, text: string(index..<index + 2), level: .central)
    }
    if at(index, .quốc, .gia) {
      return LevelTail(end: index + 2, text: string(index..<index + 2), level: .central)
    }
    if at(index, .việt, .nam), token.has(.upper) {
      return LevelTail(end: index + 2, text: string(index..<index + 2), level: .central)
    }
    if allowsPlace, token.has(.upper) {
      if let province = longest(lexicon.provincePhrases, at: index) {
        let entry = lexicon.provinces[province.value]
        return LevelTail(
          end: province.end, text: entry.name, level: nil, within: entry.title, province: province.value)
      }
      if !isIndependent(index), longest(lexicon.postPhrases, at: index) == nil,
        !token.has(.caps) || token.length <= 2,
        let end = placeEnd(from: index, level: .district, isNamedProvince: false),
        end <= index + 4
      {
        return LevelTail(end: end, text: string(index..<end))
      }
    }
    return nil
  }

  /// The word for a level of government.
  ///
  ///     level-word ← "tỉnh" / "thành" "phố" / "TP" / "huyện" / "quận" / "thị" "xã" / "thị" "trấn" / "xã"
  ///                / "phường" / "đặc" "khu"
  private func levelWord(at index: Int) -> (text: String, level: Agency.Level, next: Int)? {
    switch Word(rawValue: word(index)) {
    case .tỉnh: return ("tỉnh", .province, index + 1)
    case .thành where at(index + 1, .phố):
      return (
        token(index).has(.upper) && !token(index).has(.caps) ? "Thành phố" : "thành phố", .province, index + 2
      )
    case .tp where token(index).has(.upper):
      return ("thành phố", .province, isMark(index + 1, 46) ? index + 2 : index + 1)
    case .huyện: return ("huyện", .district, index + 1)
    case .quận: return ("quận", .district, index + 1)
    case .thị where at(index + 1, .xã): return ("thị xã", .district, index + 2)
    case .thị where at(index + 1, .trấn): return ("thị trấn", .commune, index + 2)
    case .xã where !at(index + 1, .hội): return ("xã", .commune, index + 1)
    case .phường: return ("phường", .commune, index + 1)
    case .đặc where at(index + 1, .khu): return ("đặc khu", .commune, index + 2)
    default:
      // "tinh", "tmh", "tkửi": damage, where only a level can stand.
      let token = token(index)
      guard token.key.bare == BareWord.tinh.key && !token.has(.upper) || Self.readsAsTinh(token) else {
        return nil
      }
      return ("tỉnh", .province, index + 1)
    }
  }

  /// "tmh", "tkửi", "tìrứi": what OCR makes of "tỉnh", where only a level can stand.
  private static func readsAsTinh(_ token: Token) -> Bool {
    guard token.kind == .word, !token.has(.upper), 3...6 ~= token.key.count else { return false }
    return Damage.reads(token.key, as: BareWord.tinh.key)
  }

  /// Where a place's name ends: a province's name, or one to four capitalised words, or a number.
  ///
  /// Provinces are a closed list; after "tỉnh" nothing else is a place, so that "UBND tỉnh Võ Phiên" is not one.
  private func placeEnd(from start: Int, level: Agency.Level, isNamedProvince: Bool) -> Int? {
    let token = token(start)
    guard !token.has(.blank), !token.has(.cell), !token.has(.wide) else { return nil }
    if token.kind == .number, level != .province, !token.has(.newline) { return start + 1 }
    guard token.kind == .word, token.has(.upper) else { return nil }
    if let province = longest(lexicon.provincePhrases, at: start) { return province.end }
    if isNamedProvince || token.has(.caps) && token.length > 2 && !isLetterhead { return nil }
    var end = start
    while end < start + 4, isWord(end), self.token(end).has(.upper),
      end == start || !self.token(end).has(.blank) && !self.token(end).has(.wide)
    {
      if end > start, isIndependent(end) || longest(lexicon.postPhrases, at: end) != nil { break }
      if lexicon.postPhrases.canStart(word(end)), longest(lexicon.postPhrases, at: end) != nil { return nil }
      end += 1
    }
    guard end > start, !isIndependent(start) else { return nil }
    // One capital before small letters is a common word, not a place.
    if end == start + 1, isWord(end), !self.token(end).has(.upper), !self.token(end).has(.newline),
      longest(lexicon.stopPhrases, at: end) == nil, !at(end, .và),
      levelWord(at: end) == nil
    {
      return nil
    }
    // A person: a family name and two more.
    if end - start >= 3, Self.familyNames.contains(token.key) { return nil }
    return end
  }

  private static let familyNames: Set<WordKey> = Set(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Đoàn Lưu Mai Trịnh Cao Hà Tạ"
      .split(separator: " ").map { WordKey(String($0)) })

  /// The members of a group that lists its places: "UBND các huyện Gio Linh, Vĩnh Linh và Hải Lăng".
  ///
  ///     agency-places ← HEAD "các" level-word PLACE (("," / "và") PLACE)+
  func members(of group: FoundAgency) -> [FoundAgency] {
    var next = group.range.upperBound
    guard group.isGroup, token(next).has(.upper), isWord(next), let level = group.level,
      level != .province || at(next - 1, .phố), case let parts = group.name.split(separator: " "),
      let cut = parts.firstIndex(of: "các")
    else { return [] }
    let head = (parts[..<cut] + parts[(cut + 1)...]).joined(separator: " ")
    guard !head.utf8.contains(44) else { return [] }
    var out: [FoundAgency] = []
    while let end = placeEnd(from: next, level: .district, isNamedProvince: false) {
      var member = group
      member.range = (out.isEmpty ? group.range.lowerBound : next)..<end
      member.name = head + " " + string(next..<end)
      member.isGroup = false
      out.append(member)
      guard isMark(end, 44) || at(end, .và), token(end + 1).has(.upper), isWord(end + 1) else { break }
      next = end + 1
    }
    return out.count > 1 ? out : []
  }

  /// Bodies that share a head: "các Sở: Tài chính, Nội vụ và Xây dựng".
  ///
  ///     agency-list ← ("các" / "Các") ("Sở" / "Bộ") (","? "ban" ","? "ngành")? ":"? FIELD (("," / "và") FIELD)+
  func agencyList(at index: Int) -> [FoundAgency] {
    guard at(index, .các) else { return [] }
    guard let head = longest(lexicon.headPhrases, at: index + 1), head.end == index + 2,
      lexicon.heads[head.value].tail == .field || lexicon.heads[head.value].name == "Cục"
        || lexicon.heads[head.value].name == "Vụ"
    else { return [] }
    let entry = lexicon.heads[head.value]
    var next = head.end
    // "các Sở, ban, ngành:"
    while isMark(next, 44) || at(next, .ban) || at(next, .ngành) || at(next, .cơ, .quan) || at(next, .và)
      || at(next, .quan)
    {
      next += 1
      if next > head.end + 9 { return [] }
    }
    let hasColon = isMark(next, 58)
    if hasColon { next += 1 } else if next != head.end { return [] }
    var out: [FoundAgency] = []
    while next < count, !token(next).has(.blank) {
      if let other = agency(at: next), hasColon || !out.isEmpty {
        out.append(other)
        next = other.range.upperBound
      } else if let field = longest(lexicon.fieldPhrases, at: next)
        ?? longestBare(lexicon.bareFieldPhrases, at: next), token(next).has(.upper)
      {
        out.append(
          FoundAgency(
            range: (out.isEmpty ? index : next)..<field.end,
            name: entry.name + " " + lexicon.fields[field.value],
            level: entry.level, system: entry.system))
        next = field.end
      } else if hasColon || out.count > 0, token(next).has(.upper),
        !token(next).has(.caps) || token(next).length > 4,
        longest(lexicon.postPhrases, at: next) == nil, let end = nameEnd(from: next)
      {
        out.append(
          FoundAgency(
            range: next..<end, name: entry.name + " " + string(next..<end), level: entry.level,
            system: entry.system))
        next = end
      } else {
        break
      }
      if isMark(next, 40) {
        var close = next
        while close < min(next + 12, count), !isMark(close, 41) { close += 1 }
        if isMark(close, 41) { next = close + 1 }
      }
      var after = next
      if isMark(after, 44) || isMark(after, 59) { after += 1 }
      if at(after, .và) { after += 1 }
      if after == next || token(after).has(.newline) && isMark(after, 45) { break }
      next = after
    }
    return out
  }
}

extension BareWord {
  static let tac = BareWord("tác")
  static let phuong = BareWord("phương")
  static let chi = BareWord("chi")
  static let nhanh = BareWord("nhánh")
  static let vuc = BareWord("vực")
}
