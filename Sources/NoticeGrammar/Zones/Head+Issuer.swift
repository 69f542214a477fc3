import NoticeText

/// Who issued it, and the marks of urgency and secrecy.
extension Reading {
  mutating func findIssuer(upTo kindStart: Int, _ head: inout Head) {
    let stop = min(
      head.symbol?.range.lowerBound ?? head.symbolOnly?.range.lowerBound ?? head.place?.lowerBound
        ?? kindStart, kindStart)
    var letterhead = letterhead(upTo: stop, head)
    // Columns read in disorder: the date stands before it.
    if letterhead.isEmpty, stop < kindStart, isDamaged { letterhead = self.letterhead(upTo: kindStart, head) }
    guard !letterhead.isEmpty else {
      if head.kindRange != nil || head.symbol != nil { issuerAfterKind(&head) }
      return
    }
    // Continuous stretches: the columns' tokens may alternate, so a name is parsed from copied tokens.
    let joined = LetterheadText(self, letterhead)
    var found: [FoundAgency] = []
    joined.read { reading in
      var index = 0
      while index < reading.count {
        if let agency = reading.agency(at: index) {
          found.append(agency)
          index = agency.range.upperBound
        } else {
          index += 1
        }
      }
    }
    guard var issuer = found.last else {
      let range = letterhead[0]..<(letterhead[letterhead.count - 1] + 1)
      let name = ProperCase.sentence(words(letterhead) { $0 })
      if letterhead.count >= 2, letterhead.count <= 24,
        isDamaged
          || letterhead.allSatisfy({ isMark($0, 44) || SyllableTable.standard.isSyllable(token($0).key) })
      {
        head.issuer = FoundAgency(range: range, name: scratch.keep(name))
        left("letterhead", range, "no known body; the capitals are taken as its name")
      }
      return
    }
    let rest = restOfLetterhead(
      letterhead, after: issuer.range.upperBound,
      isCommittee: issuer.system == .party && (issuer.level == .district || issuer.level == .commune))
    if !rest.isEmpty {
      // A committee's name goes on with a place, any other with what it does.
      let namesPlace = issuer.system == .party || issuer.system == .front || isBareName(issuer)
      let more = words(rest) { namesPlace ? ProperCase.sentence($0) : ProperCase.lower($0) }
      issuer.name = scratch.keep(issuer.name.string + (more.hasPrefix(",") ? "" : " ") + more)
      issuer.range = issuer.range.lowerBound..<issuer.range.upperBound + rest.count
    }
    let last = letterhead[min(issuer.range.upperBound - 1, letterhead.count - 1)]
    let first = letterhead[issuer.range.lowerBound]
    if issuer.isShouted { issuer.name = inProperCase(issuer.name) }
    issuer.isShouted = false
    let agencyName = issuer.name
    if found.count > 1, issuer.within == nil, let parent = found.dropLast().last {
      issuer.within = inProperCase(parent.name)
      // "TỈNH ỦY X / BAN TỔ CHỨC": the organ of that committee.
      if parent.system == .party && issuer.system == .party && !issuer.name.string.contains("ủy")
        || issuer.name == "Thanh tra" || isOrgan(issuer.name)
      {
        issuer.name = scratch.joined(issuer.name, inProperCase(parent.name))
        if issuer.province == nil { issuer.province = parent.province }
        // "BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TỔ CHỨC": the list knows it by its own name.
        if parent.name == Self.centralCommittee {
          let office = issuer.name == scratch.joined(Wording("Văn phòng"), Wording(Self.centralCommittee))
          issuer.name = scratch.joined(
            inProperCase(agencyName), office ? Wording("Trung ương Đảng") : Wording("Trung ương"))
        }
      }
    }
    issuer.range = first..<(last + 1)
    // Capitals that follow a committee and are no known place: damage, if the place line knows the province.
    if issuer.name == "Ủy ban nhân dân" || issuer.name == "Hội đồng nhân dân", let place = head.place,
      let province = province(named: place)
    {
      let entry = lexicon.provinces[province]
      issuer.within = entry.titleWording
      issuer.name = scratch.joined(issuer.name, entry.titleWording)
      issuer.level = .province
      issuer.range = first..<(letterhead[letterhead.count - 1] + 1)
    }
    // "CÔNG AN TỈNH LÂM ĐÔNG": of a province's body the place alone is damaged.
    if isDamaged, issuer.level == .province, issuer.province == nil, issuer.name.string.hasSuffix(" tỉnh"),
      let value = provinceAfter(last, letterhead) ?? head.place.flatMap({ province(named: $0) })
    {
      issuer.name = scratch.joined(issuer.name, lexicon.provinces[value].nameWording)
      issuer.within = lexicon.provinces[value].titleWording
      issuer.province = value
    }
    head.issuer = issuer
    if trace != nil { took("letterhead", issuer.range, issuer.name.string) }
  }

  /// The province whose name, its marks misread, follows the last word of an issuer.
  private func provinceAfter(_ last: Int, _ letterhead: [Int]) -> Int? {
    guard letterhead.contains(last + 1), !token(last + 1).has([.newline, .wide, .cell]) else { return nil }
    return longestBare(lexicon.bareProvincePhrases, at: last + 1)?.value ?? nearProvince(at: last + 1)
  }

  /// The one province of whose name, six letters at least, one letter beside the marks is misread: "LAÁM ĐÔNG".
  ///
  /// - Complexity: O(provinces).
  private func nearProvince(at index: Int) -> Int? {
    var found: Int?
    for (value, entry) in lexicon.provinces.enumerated() {
      guard entry.bareWords.reduce(0, { $0 + $1.count }) >= 6 else { continue }
      let cost = entry.bareWords.enumerated().reduce(0) { cost, word in
        cost + EditRow.distance(token(index + word.offset).key.bare.codes, word.element, limit: 2)
      }
      if cost > 1 { continue }
      if found != nil { return nil }
      found = value
    }
    return found
  }

  /// The letterhead: capitals that are not the national title. A wide gap may part them, so they are read as a list.
  private func letterhead(upTo stop: Int, _ head: Head) -> [Int] {
    var isDay = false
    return (0..<min(stop, count)).filter { index in
      // "ngày 28 thẳng TT năm 2018": nothing that follows on the line of a date is a body's.
      if token(index).has(.newline) { isDay = false }
      if at(index, .ngày), !token(index).has(.caps), isNumber(index + 1) { isDay = true }
      return !isDay
        && (token(index).kind == .word && token(index).has(.caps) || tellsLetterhead(index)
          || partsLetterhead(index, head))
        && !isInSymbol(index)
        && !(atBare(index, .so) && (isMark(index + 1, 58) || isNumber(index + 1)))
        && !head.national.contains { $0.contains(index) } && head.numberDebris?.contains(index) != true
    }
  }

  /// "ỦY BAN NHÂN DÂN QUẬN 8", "XÃ BẢO LÂM 2", "… VÀ ĐỀ ÁN 06": a number that ends a line of capitals and tells which one.
  private func tellsLetterhead(_ index: Int) -> Bool {
    guard isNumber(index), token(index).length <= 2, token(index).number > 0, isWord(index - 1),
      token(index - 1).has(.caps), !token(index).has([.newline, .wide, .cell]),
      index + 1 >= count || token(index + 1).has(.newline) || token(index + 1).has(.wide)
        || token(index + 1).has(.cell)
    else { return false }
    if at(index - 2, .đề, .án) { return true }
    return (1...4).contains { back in
      !(0..<back).contains { token(index - $0).has(.newline) } && levelWord(at: index - back) != nil
    }
  }

  /// "PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ": a comma between the capitals of one column.
  private func partsLetterhead(_ index: Int, _ head: Head) -> Bool {
    func isName(_ index: Int) -> Bool {
      isWord(index) && token(index).has(.caps) && token(index).key.count > 1
        && !head.national.contains { $0.contains(index) }
    }
    guard isMark(index, 44), !token(index).has(.space), isName(index - 1) else { return false }
    if isName(index + 1), !token(index + 1).has(.wide), !token(index + 1).has(.cell),
      !token(index + 1).has(.blank)
    {
      return true
    }
    // At the end of its line, the other column behind it: the name goes on below.
    guard token(index + 1).has(.wide),
      let below = (index + 1..<min(index + 16, count)).first(where: { token($0).has(.newline) })
    else { return false }
    return isName(below) && isName(below + 1) && !token(below).has(.blank)
  }

  /// The words of a letterhead, its commas at the words before them.
  private func words(_ letterhead: some Sequence<Int>, _ inCase: (String) -> String) -> String {
    letterhead.reduce(into: "") { text, index in
      if !text.isEmpty, !isMark(index, 44) { text += " " }
      text += inCase(string(index..<index + 1))
    }
  }

  /// Whether a word is part of a symbol: "CT" of "12/CT-UBND".
  private func isInSymbol(_ index: Int) -> Bool {
    let isJoined = { (index: Int) in self.isMark(index, 47) || self.isMark(index, 45) }
    return isJoined(index - 1) && !token(index).has(.space) && isNumber(index - 2)
      || isJoined(index - 1) && !token(index).has(.space) && !token(index - 1).has(.space)
        && isJoined(index - 3)
      || isJoined(index + 1) && !token(index + 1).has(.space) && isJoined(index - 1)
  }

  /// The words that end the line of a body whose name goes beyond what is known: "TRUNG TÂM PHỤC VỤ / HÀNH CHÍNH CÔNG".
  private func restOfLetterhead(_ letterhead: [Int], after start: Int, isCommittee: Bool) -> ArraySlice<Int> {
    // "HỘI ĐỒNG THẨM ĐỊNH, ⏎ ĐÁNH GIÁ CHẤT LƯỢNG": behind a comma that ends a line the name goes on below.
    if start + 1 < letterhead.count, letterhead.count - start <= 16,
      isMark(letterhead[start], 44),
      token(letterhead[start + 1]).has(.newline),
      letterhead[start...].allSatisfy({ isMark($0, 44) || SyllableTable.standard.isSyllable(token($0).key) })
    {
      return letterhead[start...]
    }
    var end = start
    while end < letterhead.count, end > 0, letterhead[end] == letterhead[end - 1] + 1,
      case let token = token(letterhead[end]), !token.has(.newline), !token.has(.cell), !token.has(.wide),
      token.isMark(44) || SyllableTable.standard.isSyllable(token.key)
    {
      end += 1
    }
    // A name that goes on is not what OCR made of the other column.
    let isWhole =
      end == letterhead.count || token(letterhead[end]).has(.newline)
      || letterhead[end] > letterhead[end - 1] + 1
    // Through damage only a committee's place is worth it: "HUYỆN ỦY NÔNG CỐNG".
    return isWhole && (!isDamaged || isCommittee && 1...3 ~= end - start) ? letterhead[start..<end] : []
  }

  /// "Ban Thường vụ", "Văn phòng": what alone names no body; below another one in the letterhead it is that one's.
  private func isOrgan(_ name: Wording) -> Bool {
    lexicon.heads.contains {
      $0.tail == .body && $0.special != .partyCommittee && $0.special != .partyCell && $0.wording == name
    }
  }

  private static let centralCommittee: StaticString = "Ban Chấp hành Trung ương Đảng"

  private func inProperCase(_ name: Wording) -> Wording { scratch.keep(ProperCase.name(name.string)) }

  /// "THÔNG BÁO / CỦA BAN CHỈ ĐẠO …": without a letterhead, the body that the title names.
  private mutating func issuerAfterKind(_ head: inout Head) {
    guard let kind = head.kindRange, at(kind.upperBound, .của), let agency = agency(at: kind.upperBound + 1)
    else { return }
    var issuer = agency
    issuer.name = inProperCase(issuer.name)
    head.issuer = issuer
  }

  /// "THỦ TƯỚNG CHÍNH PHỦ điện:": who sends a telegram that was copied without its letterhead.
  func issuerOfTelegram(_ lines: [Line], _ head: inout Head) {
    guard let line = lines.first(where: isTelegramLine), var issuer = agency(at: line.range.lowerBound) else {
      return
    }
    if issuer.isShouted { issuer.name = inProperCase(issuer.name) }
    issuer.isShouted = false
    head.issuer = issuer
  }

  mutating func findMarks(_ lines: [Line], upTo limit: Int, _ head: inout Head) {
    for line in lines where line.range.lowerBound < limit && line.range.count <= 8 {
      guard isCaps(line.range), let match = longest(lexicon.markPhrases, at: line.range.lowerBound) else {
        continue
      }
      let mark = lexicon.marks[match.value]
      guard match.end == line.range.upperBound || mark.class == "draft" || mark.class == "copy" else {
        continue
      }
      head.marks.append((mark.class, mark.mark, line.range))
    }
  }
}

/// A few scattered tokens read as if they stood together: the letterhead without the national title.
private struct LetterheadText {
  let tokens: [Token]
  let words: [UInt16]
  let traits: [Traits]
  let reading: Reading

  init(_ reading: Reading, _ indices: [Int]) {
    var tokens = indices.map { reading.token($0) }
    for index in tokens.indices { tokens[index].flags.subtract([.blank, .cell, .wide]) }
    var words = indices.map { reading.word($0) }
    for _ in 0..<Tokenizer.padding {
      tokens.append(reading.token(reading.count))
      words.append(0)
    }
    traits = indices.map { reading.traits[$0] } + [Traits](repeating: [], count: Tokenizer.padding)
    (self.tokens, self.words, self.reading) = (tokens, words, reading)
  }

  func read(_ body: (Reading) -> Void) {
    tokens.withUnsafeBufferPointer { tokens in
      words.withUnsafeBufferPointer { words in
        traits.withUnsafeBufferPointer { traits in
          var copy = Reading(
            tokens: tokens, words: words, traits: traits, breaks: [], text: reading.text, map: reading.map,
            lexicon: reading.lexicon, scratch: reading.scratch, traced: false)
          copy.isLetterhead = true
          body(copy)
        }
      }
    }
  }
}
