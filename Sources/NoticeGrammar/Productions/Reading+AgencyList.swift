import NoticeText

extension Reading {
  /// The members of a group that lists its places: "UBND các huyện Gio Linh, Vĩnh Linh và Hải Lăng".
  ///
  ///     agency-places ← HEAD "các" level-word "ủy"? ":"? PLACE (("," / "và") PLACE)+
  func members(of group: FoundAgency) -> [FoundAgency] {
    var next = group.range.upperBound
    if isMark(next, 58), !token(next + 1).has(.newline) { next += 1 }
    guard group.isGroup, token(next).has(.upper), isWord(next), let level = group.level,
      level != .province || at(next - 1, .phố) || isMark(next - 1, 58),
      case let parts = group.name.bytes.split(separator: 32),
      let cut = parts.firstIndex(where: { $0.elementsEqual("các".utf8) })
    else { return [] }
    let words = parts[..<cut] + parts[(cut + 1)...]
    guard !words.isEmpty else { return [] }
    // "các tỉnh, thành phố: Nam Định, Hải Phòng": which of them it is, each says itself.
    if words.contains(where: { $0.contains(44) }) {
      return level == .province ? provinces(of: group, from: next, head: scratch.joined(parts[..<cut])) : []
    }
    let head = scratch.joined(words)
    var out: [FoundAgency] = []
    // In a list of places a name like a person's is a place too.
    while let end = placeEnd(from: next, level: .district, isNamedProvince: false)
      ?? (out.isEmpty ? nil : capitalised(from: next))
    {
      var member = group
      member.range = (out.isEmpty ? group.range.lowerBound : next)..<end
      member.name = scratch.joined(head, wording(next..<end))
      member.isGroup = false
      out.append(member)
      guard isMark(end, 44) || at(end, .và), token(end + 1).has(.upper), isWord(end + 1) else { break }
      next = end + 1
    }
    return out.count > 1 ? out : []
  }

  /// The members of a group that lists provinces and cities, from `next` on: nothing if there is but one.
  private func provinces(of group: FoundAgency, from start: Int, head: Wording) -> [FoundAgency] {
    var out: [FoundAgency] = []
    var next = start
    while token(next).has(.upper), let place = longest(lexicon.provincePhrases, at: next) {
      var member = group
      let entry = lexicon.provinces[place.value]
      member.range = (out.isEmpty ? group.range.lowerBound : next)..<place.end
      member.name = scratch.joined(head, entry.titleWording)
      (member.within, member.province) = (entry.titleWording, place.value)
      member.isGroup = false
      out.append(member)
      next = place.end
      if isMark(next, 44) { next += 1 } else if at(next, .và) { next += 1 } else { break }
    }
    return out.count > 1 ? out : []
  }

  /// Where up to four words with capitals end.
  private func capitalised(from start: Int) -> Int? {
    var end = start
    while end < start + 4, isWord(end), token(end).has(.upper), !token(end).has(.blank), !isIndependent(end) {
      end += 1
    }
    // One capital before small letters is a common word; a body is no place.
    let isWordAfter = isWord(end) && !token(end).has(.newline) && !at(end, .và) && end == start + 1
    guard end > start, !agencyCanStart(start), !isWordAfter || longest(lexicon.stopPhrases, at: end) != nil
    else {
      return nil
    }
    return end
  }

  /// A member that, after the list's head, is a body of the lists: "Bưu chính Viễn thông Việt Nam" of "các Tập đoàn:".
  private func knownMember(at index: Int, head: Range<Int>) -> FoundAgency? {
    guard token(index).has(.upper) else { return nil }
    var node = lexicon.agencyPhrases.root(word(head.lowerBound))
    for index in head.dropFirst() where node != 0 { node = lexicon.agencyPhrases.step(node, word(index)) }
    guard node != 0, let found = longest(lexicon.agencyPhrases, from: node, at: index - 1), found.end > index
    else { return nil }
    let entry = lexicon.agencies[found.value]
    return FoundAgency(
      range: index..<found.end, name: entry.wording, level: entry.level, system: entry.system)
  }

  /// Whether a member of a list may end at `index`: at a mark, "và", a line or a level.
  private func endsMember(_ index: Int) -> Bool {
    token(index).kind != .word || at(index, .và) || token(index).has([.newline, .blank, .cell])
      || levelWord(at: index) != nil || at(index, .của) || token(index).has(.upper)
  }

  /// Bodies that share a head: "các Sở: Tài chính, Nội vụ và Xây dựng".
  ///
  ///     agency-list ← ("các" / "Các") ("Sở" / "Bộ") (","? "ban" ","? "ngành")? ":"? FIELD (("," / "và") FIELD)+
  ///                 / ("các" / "Các") HEAD ":" NAME (("," / "và") NAME)+
  func agencyList(at index: Int) -> [FoundAgency] {
    guard at(index, .các) else { return [] }
    guard let head = longest(lexicon.headPhrases, at: index + 1) else { return [] }
    let entry = lexicon.heads[head.value]
    // "các Tập đoàn: …": before a colon any head.
    guard
      entry.tail == .name && isMark(head.end, 58)
        || head.end == index + 2
          && (entry.tail == .field || entry.special == .department || entry.special == .division)
    else { return [] }
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
    // "của các bộ: Ông Trần Văn An": who answers for them.
    if at(next, .ông) || at(next, .bà) || at(next, .đồng, .chí) { return [] }
    var out: [FoundAgency] = []
    while next < count, !token(next).has(.blank) {
      if let known = knownMember(at: next, head: index + 1..<head.end) {
        out.append(known)
        next = known.range.upperBound
      } else if let other = agency(at: next), hasColon || !out.isEmpty {
        out.append(other)
        next = other.range.upperBound
      } else if let field = longest(lexicon.fieldPhrases, at: next)
        ?? longestBare(lexicon.bareFieldPhrases, at: next), token(next).has(.upper)
      {
        out.append(
          FoundAgency(
            range: (out.isEmpty ? index : next)..<field.end,
            name: scratch.joined(entry.wording, lexicon.fields[field.value]),
            level: entry.level, system: entry.system))
        next = field.end
      } else if hasColon || out.count > 0, token(next).has(.upper),
        !token(next).has(.caps) || token(next).length > 4,
        longest(lexicon.postPhrases, at: next) == nil,
        // "NHNNVN" is an abbreviation that no list knows, "Chủ đầu tư" the beginning of something else.
        !(token(next).has(.caps) && !SyllableTable.standard.isSyllable(token(next).key)),
        let end = nameEnd(from: next, inList: entry.tail == .name && hasColon), endsMember(end)
      {
        out.append(
          FoundAgency(
            range: next..<end, name: scratch.joined(entry.wording, wording(next..<end)), level: entry.level,
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
