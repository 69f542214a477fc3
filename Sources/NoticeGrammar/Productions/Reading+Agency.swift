import NoticeText

/// A body found in the text.
struct FoundAgency {
  var range: Range<Int>
  var name: Wording
  var within: Wording?
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
    // "Ban Thường vụ tỉnh ủy": below another body a committee may stand in small letters.
    guard first.kind == .word, depth < 4,
      first.has(.upper) || isSentenceStart(index) || depth > 0 && at(index + 1, .ủy) && !at(index, .đảng)
    else { return nil }
    let word = word(index)
    guard lexicon.traits(word).has(.agency) else { return nil }
    var fixed: (value: Int, end: Int)?
    var head: (value: Int, end: Int)?
    let names = names(at: index)
    (fixed, head) = (names.agency, names.head)
    // Through damage: names of two words and more, by their letters alone; "Giao Hội Nông dân" is an order, no "Giáo hội".
    if fixed == nil, !at(index, .giao) {
      let bare = bareNames(from: bareWord(index), at: index)
      fixed = bare.agency
      if let match = bare.head, match.end > head?.end ?? 0 { head = match }
    }
    guard fixed != nil || head != nil else { return nil }
    // "Bộ trưởng", "Cục trưởng": a post, not a body.
    if let post = names.postEnd, post > max(fixed?.end ?? 0, head?.end ?? 0) { return nil }
    if let head, fixed.map({ head.end >= $0.end }) ?? true, let found = headed(head, at: index, depth: depth)
    {
      return found
    }
    if let fixed {
      let entry = lexicon.agencies[fixed.value]
      if entry.isAbbreviation, !first.has(.caps), !isAbbreviationCase(index) { return nil }
      var found = FoundAgency(
        range: index..<fixed.end, name: entry.wording, level: entry.level, system: entry.system)
      if entry.level != .central || entry.system == .front || entry.system == .organisation
        || at(fixed.end, .khu, .vực),
        let tail = levelTail(at: fixed.end, allowsPlace: false), !at(fixed.end, .cấp)
      {
        add(tail, to: &found)
      }
      addBranch(to: &found)
      // "VNPT Cà Mau": a company's branch, not the company.
      if entry.isAbbreviation, entry.system == .company, !token(fixed.end).has([.newline, .blank]),
        let place = longest(lexicon.provincePhrases, at: fixed.end)
      {
        found.name = wording(index..<place.end)
        found.range = index..<place.end
        found.level = .province
        found.within = lexicon.provinces[place.value].titleWording
        found.province = place.value
      }
      return found
    }
    return nil
  }

  /// "Ngân hàng … Chi nhánh tỉnh Phú Thọ", "… chi nhánh Khu vực 14".
  func addBranch(to found: inout FoundAgency) {
    let next = found.range.upperBound
    guard token(next).key == BareWord.chi.key, atBare(next + 1, BareWord.nhanh) else { return }
    if let tail = levelTail(at: next + 2, allowsPlace: true), !tail.isGroup {
      found.name = scratch.joined(scratch.joined(found.name, Wording("Chi nhánh")), tail.text)
      found.range = found.range.lowerBound..<tail.end
      found.level = .province
      found.within = tail.within
    } else if at(next + 2, .khu), atBare(next + 3, BareWord.vuc), isNumber(next + 4) {
      found.name = scratch.joined(found.name, wording(next..<next + 5))
      found.range = found.range.lowerBound..<next + 5
    }
  }

  /// TTg, TTgCP: abbreviations with a small letter.
  func isAbbreviationCase(_ index: Int) -> Bool {
    token(index).length <= 5 && token(index).has(.upper)
  }

  func headed(_ head: (value: Int, end: Int), at index: Int, depth: Int) -> FoundAgency? {
    let entry = lexicon.heads[head.value]
    if entry.isAbbreviation, !token(index).has(.caps) { return nil }
    var found = FoundAgency(
      range: index..<head.end, name: entry.wording, level: entry.level, system: entry.system)
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
        found.name = scratch.joined(found.name, lexicon.fields[field.value])
        found.range = index..<field.end
      } else if token(next).has(.upper), token(next).kind == .word,
        longest(lexicon.headPhrases, at: next) == nil, !shouts || isLetterhead,
        isLetterhead
          || !(token(next).has(.newline) && (entry.level == .central || opensLine(next)))
            && !isPlaceBefore(index),
        let end = nameEnd(from: next, shouts: shouts), !isSet(of: next..<end, entry)
      {
        found.name = scratch.joined(found.name, wording(next..<end))
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
      // "Dự án Nhà máy điện …": what is built, no body.
      if entry.system == .company, at(index - 1, .án), at(index - 2, .dự) { return nil }
      // In a title, "DỊCH VỤ CÔNG" is no Vụ.
      if shouts, !isLetterhead, head.end == index + 1 { return nil }
      if !breaks, head.end - index >= 4, let tail = levelTail(at: next, allowsPlace: false) {
        add(tail, to: &found)
        return found
      }
      if head.end == index + 1, !isLetterhead, !namesOffice(at: next, entry) { return nil }
      guard !breaks, var end = nameEnd(from: next, shouts: shouts), end > next,
        containsUpper(next..<end) || isNumber(end - 1) && head.end > index + 1
          || longest(lexicon.compoundPhrases, at: next) != nil
            && levelTail(at: end, allowsPlace: false) != nil
      else {
        return shortForm(entry, index..<head.end)
      }
      // "Hội An" is a place; in capitals "ĐẠI HỘI ĐẠI BIỂU" stands too near.
      if entry.special == .association, shouts || end < next + 2 { return nil }
      // "các Ban Đảng": what kind of bodies they are, not one's name.
      if end == next + 1, at(next, .đảng) { return nil }
      if let more = restOfHeading(after: end, of: index) { end = more }
      let text = wording(next..<end)
      found.name = isMark(next, 44) ? scratch.glued(found.name, text) : scratch.joined(found.name, text)
      found.range = index..<end
      found.isShouted = shouts
      if !at(end, .cấp), let tail = levelTail(at: end, allowsPlace: false), !tail.isGroup {
        add(tail, to: &found)
      }
      return found

    case .body:
      // "Phó Bí thư Thường trực", "cơ quan thường trực": no standing committee.
      if entry.special == .standing, isPostBefore(index) { return nil }
      var start = next
      if at(start, .của) { start += 1 }
      if isMark(start, 46) { start += 1 }  // TT. Tỉnh ủy
      if let owner = agency(at: start, depth: depth + 1) {
        found.name = scratch.joined(found.name, owner.name)
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
      if entry.special == .office, at(next, .bộ) || at(next, .sở), token(next).has(.upper) {
        found.name = scratch.joined(found.name, wording(next..<next + 1))
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
      if entry.special == .partyCommittee || entry.special == .partyCell, token(next).has(.upper),
        !shouts, let end = nameEnd(from: next)
      {
        found.name = scratch.joined(found.name, wording(next..<end))
        found.range = index..<end
        if let tail = levelTail(at: end, allowsPlace: false), !tail.isGroup { add(tail, to: &found) }
        return found
      }
      if entry.special != .office, let tail = levelTail(at: next, allowsPlace: true) {
        add(tail, to: &found)
        return found
      }
      // "Văn phòng Đảng ủy": of a commune's own committee, which needs no place below its organs.
      if entry.special == .partyCommittee, depth > 0, !shouts { return found }
      return entry.standsAlone && !shouts ? found : nil

    case .level:
      if !breaks, let tail = levelTail(at: next, allowsPlace: true) {
        add(tail, to: &found)
        return found
      }
      // A committee or council of the province stands alone; "Công an", "Thanh tra" and "UBND" are too many.
      if entry.standsAlone { return found }
      if entry.special == .peoplesCommittee || entry.special == .peoplesCouncil {
        // "HĐND, UBND tỉnh": the level of the next one is its own.
        if isMark(next, 44) || at(next, .và), let other = self.agency(at: next + 1, depth: depth + 1),
          other.name.hasPrefix("Ủy ban nhân dân ")
        {
          found.name = scratch.joined(found.name, other.name.dropFirst("Ủy ban nhân dân ".utf8.count))
          found.level = other.level
          found.within = other.within
          found.isGroup = other.isGroup
          return found
        }
        return shortForm(entry, index..<head.end) ?? (isLetterhead || depth > 0 ? found : nil)
      }
      // "BỘ TÀI CHÍNH / CỤC THUẾ": its level is that of the one above.
      if isLetterhead, head.end - index >= 2 {
        found.level = nil
        return found
      }
      return nil

    case .place:
      if shouts, !isLetterhead, longest(lexicon.provincePhrases, at: next) == nil { return nil }
      if isNumber(next), !breaks {  // Quân khu 4
        found.name = scratch.joined(found.name, wording(next..<next + 1))
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

  /// "Bộ Thủ tục hành chính", "Bộ Chỉ số": after "Bộ" a common noun alone is what a set holds, no ministry's field.
  private func isSet(of name: Range<Int>, _ entry: HeadEntry) -> Bool {
    entry.level == .central && longest(lexicon.compoundPhrases, at: name.lowerBound)?.end == name.upperBound
  }

  /// Whether what follows a head of one syllable may name an office: after "Trạm", "Hội", "Vụ" a common word or an
  /// abbreviation, since "Trạm Thản", "Hội An" and "Vụ Bản" are places; and no word for a place stands before.
  private func namesOffice(at next: Int, _ entry: HeadEntry) -> Bool {
    if isPlaceBefore(next - 1) { return false }
    let first = token(next)
    // "Ban hành Quy chế", "Hội nghị Trung ương": no bodies.
    if atBare(next, .hanh), !first.has(.upper) { return false }
    // "các Ban thuộc Cục"
    if !first.has(.upper), longest(lexicon.stopPhrases, at: next) != nil { return false }
    switch entry.special {
    case .association, .division, .station, .squad, .broadcaster:
      if longest(lexicon.compoundPhrases, at: next) != nil { return true }
      guard first.has(.upper) else { return false }
      return first.has(.caps) && first.key.count > 1
        || isWord(next + 1) && !token(next + 1).has(.upper)
          && !token(next + 1).has(.blank) && !isFunctionWord(next + 1)
          && longest(lexicon.stopPhrases, at: next + 1) == nil
        || at(next + 1, .việt, .nam)
    default: return true
    }
  }

  /// Whether a word for a place ends just before: "phường Sở Dầu", "xã Hội Sơn".
  private func isPlaceBefore(_ index: Int) -> Bool {
    guard index > 0, !token(index).has([.blank, .cell, .wide]), !token(index - 1).has(.upper) else {
      return false
    }
    switch Word(rawValue: word(index - 1)) {
    case .xã, .phường, .thôn, .phố, .trấn: return true
    default: return false
    }
  }

  /// "1. Vụ Kế hoạch, Tài chính": where a comma and a capital go on to the end of a line that a label begins.
  private func restOfHeading(after end: Int, of index: Int) -> Int? {
    guard isMark(end, 44), isWord(end + 1), token(end + 1).has(.upper), !token(end + 1).has(.newline),
      isMark(index - 1, 46), isNumber(index - 2) || token(index - 2).has(.newline),
      !agencyCanStart(end + 1), longest(lexicon.postPhrases, at: end + 1) == nil,
      let last = nameEnd(from: end + 1), last <= end + 5,
      token(last).has(.newline) || isMark(last, 58) || last >= count
    else { return nil }
    return last
  }

  /// A head alone, capitalised, after its full name: "Ban Quản lý", "Công ty", "UBND" of the letterhead.
  func shortForm(_ entry: HeadEntry, _ range: Range<Int>) -> FoundAgency? {
    // "các Tập đoàn" are many.
    guard range.count >= 2 || entry.isAbbreviation, !isShouting(range.lowerBound, entry),
      !at(range.lowerBound - 1, .các)
    else { return nil }
    let alone = entry.wording
    guard
      let full = agencies.first(where: {
        $0.name.count > alone.count && $0.name.bytes[alone.count] == 32 && $0.name.hasPrefix(alone)
          && !$0.isGroup
      })
    else {
      return nil
    }
    var found = full
    found.range = range
    return found
  }

  /// Whether a name stands in capitals throughout, so that they say nothing.
  func isShouting(_ index: Int, _ entry: HeadEntry) -> Bool {
    token(index).has(.caps) && token(index).length > 1 && !entry.isAbbreviation
  }

  /// Whether a post, or "cơ quan", ends just before.
  func isPostBefore(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    if at(index - 1, .quan), !token(index).has(.blank) { return true }
    if token(index).has(.newline) { return false }
    for length in 1...4 where index - length >= 0 {
      if let post = longest(lexicon.postPhrases, at: index - length), post.end >= index { return true }
    }
    return false
  }

  /// Whether a sentence begins at `index`: OCR often makes its capital small.
  func isSentenceStart(_ index: Int) -> Bool {
    index > 1 && isMark(index - 1, 46) && (isNumber(index - 2) || token(index).has(.newline))
  }

  func add(_ tail: LevelTail, to found: inout FoundAgency) {
    found.name = scratch.joined(found.name, tail.text)
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

  func agencyCanStart(_ index: Int) -> Bool {
    guard let head = longest(lexicon.headPhrases, at: index) else {
      return longest(lexicon.agencyPhrases, at: index) != nil
    }
    return head.end > index
  }
}

extension BareWord {
  static let tac = BareWord("tác")
  static let phuong = BareWord("phương")
  static let chi = BareWord("chi")
  static let nhanh = BareWord("nhánh")
  static let vuc = BareWord("vực")
  static let hanh = BareWord("hành")
}
