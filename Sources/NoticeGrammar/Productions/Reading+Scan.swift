import NoticeText

extension Reading {
  /// Finds every reference, date and body of `range`, in one pass.
  ///
  ///     text ← (reference / date / agency-list / agency / WORD / PUNCTUATION)*
  ///
  /// What a reference takes (its date, its issuer) is listed on its own too.
  mutating func scan(_ range: Range<Int>, except own: Range<Int>?, silent: [Range<Int>] = []) {
    var index = range.lowerBound
    var quiet = silent.sorted { $0.lowerBound < $1.lowerBound }[...]
    while index < range.upperBound {
      // Nearly every token begins nothing.
      guard traits[index].has(.scanned) else {
        index &+= 1
        continue
      }
      if let own, own.contains(index) {
        index = own.upperBound
        continue
      }
      let token = tokens[index]
      switch token.kind {
      case .number:
        if token.length <= 6,
          isMark(index + 1, 47) || isMark(index + 1, 45)
            || isWord(index + 1) && !tokens[index + 1].has(.space)
            || isMark(index + 1, 46) && isMark(index + 3, 47)
            || isWord(index + 1) && isMark(index + 2, 47) && tokens[index + 1].has(.caps),
          let reference = reference(atNumber: index)
        {
          index = add(reference, number: index)
          continue
        }
        if token.length <= 2, let date = numericDate(at: index) {
          index = add(date)
          continue
        }
      case .word:
        let first = traits[index]
        if first.contains(.date), let date = date(at: index) {
          index = add(date)
          continue
        }
        if first.contains(.year), let year = bareYear(at: index) {
          dates.append(year)
          index = year.range.upperBound
          continue
        }
        if first.contains(.kind), token.has(.upper), let match = longest(lexicon.kindPhrases, at: index) {
          let kind = (entry: lexicon.kinds[match.value], end: match.end)
          if let law = law(at: index, kind) {
            index = add(law, number: index)
            continue
          }
          if let partial = partialReference(at: index, kind) {
            index = add(partial, number: index)
            continue
          }
        }
        if first.contains(.agency), token.has(.upper) || isMark(index - 1, 46), !isQuiet(index, &quiet),
          let agency = agency(at: index)
        {
          index = add(agency)
          continue
        }
        if first.contains(.agencyList) {
          let list = agencyList(at: index)
          if !list.isEmpty {
            for agency in list { index = add(agency) }
            continue
          }
        }
      default: break
      }
      index += 1
    }
  }

  private func isQuiet(_ index: Int, _ ranges: inout ArraySlice<Range<Int>>) -> Bool {
    while let first = ranges.first, first.upperBound <= index { ranges.removeFirst() }
    return ranges.first?.contains(index) ?? false
  }

  private mutating func add(_ date: FoundDate) -> Int {
    dates.append(date)
    if trace != nil { took("date", date.range, date.first.edtf(defaultYear: year) ?? "") }
    return date.range.upperBound
  }

  private mutating func add(_ agency: FoundAgency) -> Int {
    // "Phó Thủ tướng Chính phủ": a person's post, not the body.
    if at(agency.range.lowerBound - 1, .phó), agency.name.hasPrefix("Thủ tướng") {
      return agency.range.upperBound
    }
    let members = agency.isGroup ? members(of: agency) : []
    guard let last = members.last else {
      agencies.append(agency)
      if trace != nil { took("agency", agency.range, agency.name.string) }
      return agency.range.upperBound
    }
    for member in members {
      agencies.append(member)
      if trace != nil { took("agency-places", member.range, member.name.string) }
    }
    return last.range.upperBound
  }

  private mutating func add(_ reference: FoundReference, number: Int) -> Int {
    if let (pin, start) = pinpoint(before: reference.range.lowerBound) {
      reference.pinpoint = pin
      reference.range = start..<reference.range.upperBound
    }
    if reference.issuer == nil { issuerAtMeeting(reference) }
    if reference.issuer == nil { issuerBefore(reference) }
    // "Chỉ thị số 15, 16, 19/CT-TTg": the numbers before take the symbol.
    if let symbol = reference.symbol {
      for member in earlierNumbers(before: symbol.range.lowerBound) {
        append(reference.numbered(string(member..<member + 1), at: member..<member + 1))
      }
    }
    append(reference)
    if var date = reference.date, !reference.isDateInferred {
      date.isOfReference = true
      dates.append(date)
    }
    if let issuer = reference.issuer, issuer.range.lowerBound >= number { agencies.append(issuer) }
    if trace != nil {
      let name = reference.symbol?.identifier ?? reference.title ?? reference.number ?? ""
      took("reference", reference.range, "\(name), \(grade(of: reference).rawValue)")
    }
    return max(reference.range.upperBound, number + 1)
  }

  private mutating func append(_ reference: FoundReference) {
    references.append(reference)
    // One date, one issuer after a list belong to all its members.
    var next = references.count - 1
    while next > 0 {
      let index = next - 1
      guard isListed(references[index].range.upperBound, references[next].range.lowerBound) else { break }
      var changed = false
      let hadIssuer = references[index].issuer != nil
      if references[index].date == nil, !hadIssuer, references[index].symbol != nil,
        let date = references[next].date,
        isKindless(references[next].range.lowerBound) || isSaidOfAll(date)
      {
        references[index].date = date
        references[index].isDateInferred = true
        changed = true
      }
      if !hadIssuer, let issuer = references[next].issuer, let a = references[index].symbol,
        let b = references[next].symbol, a.organs.last == b.organs.last
      {
        references[index].issuer = issuer
        references[index].isIssuerInferred = true
        changed = true
      }
      guard changed else { break }
      next = index
    }
  }

  /// Whether a member of a list that begins at `start` names no kind of its own: a date after it is the whole
  /// list's.
  private func isKindless(_ start: Int) -> Bool { isNumber(start) || at(start, .số) }

  /// "cùng ngày 05/01/2026": the day of the members before, too.
  private func isSaidOfAll(_ date: FoundDate) -> Bool {
    at(date.range.lowerBound - 1, .cùng) || atBare(date.range.lowerBound - 1, .deu)
  }

  /// Whether only commas, "và", "số" and a kind part two members of a list.
  private func isListed(_ end: Int, _ start: Int) -> Bool {
    guard start >= end, start - end <= 3 else { return false }
    var separators = 0
    for index in end..<start {
      if isMark(index, 44) || at(index, .và) {
        separators += 1
      } else if !at(index, .số), !at(index, .các) {
        return false
      }
    }
    return separators > 0
  }

  /// The numbers of "15, 16 và 19/CT-TTg" before the last one.
  private func earlierNumbers(before index: Int) -> [Int] {
    var out: [Int] = []
    var next = index
    while isMark(next - 1, 44) || at(next - 1, .và) {
      var number = next - 2
      if isMark(number, 44) { number -= 1 }
      guard isNumber(number), token(number).length <= 5, !isMark(number - 1, 47), !isMark(number - 1, 46),
        !isMark(number - 1, 45)
      else { break }
      out.append(number)
      next = number
    }
    guard !out.isEmpty,
      at(next - 1, .số) || atBare(next - 1, .so) || kind(before: next, mayBeFar: false) != nil
    else { return [] }
    return out.reversed()
  }

  /// "Kết luận số … tại Hội nghị lần thứ tư, Ban Chấp hành Trung ương Đảng", "… của Hội nghị …": the body that met.
  private mutating func issuerAtMeeting(_ reference: FoundReference) {
    let start = reference.range.upperBound
    guard at(start, .tại) || at(start, .của), at(start + 1, .hội, .nghị) else { return }
    for index in start + 3..<start + 9 {
      if token(index).kind == .punctuation, !isMark(index, 44) { return }
      if let agency = agency(at: index) {
        reference.issuer = agency
        reference.isIssuerInferred = true
        return
      }
    }
  }

  /// "… của X tại Văn bản số …", "X (văn bản số …)": the body before is the issuer.
  private mutating func issuerBefore(_ reference: FoundReference) {
    guard let last = agencies.last else { return }
    let start = reference.range.lowerBound
    let end = last.range.upperBound
    guard start > end, start - end <= 2 else {
      // "Tờ trình của X về Đề án … (Tờ trình số …)"
      if isMark(start - 1, 40), start - end < 60, let kind = reference.kind {
        let issuer = agencies.suffix(4).last { agency in
          at(agency.range.lowerBound - 1, .của)
            && self.kind(before: agency.range.lowerBound - 1, mayBeFar: false)?.entry?.kind == kind
        }
        if let issuer {
          reference.issuer = issuer
          reference.isIssuerInferred = true
        }
      }
      return
    }
    let isAt = at(start - 1, .tại) && start - end == 1
    let isBracket = isMark(start - 1, 40) && start - end == 1
    var before = last.range.lowerBound - 1
    while before > 0, isWord(before),
      longest(lexicon.postPhrases, at: before).map({ $0.end >= last.range.lowerBound }) ?? false
    { before -= 1 }
    if isAt && at(last.range.lowerBound - 1, .của) || isAt && at(before, .của) || isBracket {
      reference.issuer = last
      reference.isIssuerInferred = true
    }
  }
}
