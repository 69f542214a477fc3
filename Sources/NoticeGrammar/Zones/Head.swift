import NoticeText

/// The head of a document: everything before its body.
struct Head {
  var kind: KindEntry?
  var kindRange: Range<Int>?
  var symbol: FoundSymbol?
  /// The symbol where the number is blank: drafts, and stamps that hid it.
  var symbolOnly: (text: String, range: Range<Int>)?
  /// What stands for its number: no reference.
  var numberDebris: Range<Int>?
  var issuer: FoundAgency?
  var isIssuerInferred = false
  var place: Range<Int>?
  var date: FoundDate?
  var subject: Range<Int>?
  var addressees: [Range<Int>] = []
  var marks: [(class: String, mark: String, range: Range<Int>)] = []
  /// Where number, date and author end that stand under the title: "KẾT LUẬN / số 12-KL/TW, ngày 03/4/2020".
  var titleEnd: Int?
  /// The token where the body begins.
  var bodyStart = 0
  /// The national title and motto: no bodies are named in them.
  var national: [Range<Int>] = []
}

extension Reading {
  /// Reads the head.
  ///
  ///     head ← LETTERHEAD number-line? place-date? MARK* (KIND subject / subject? addressees) ENACTING-BODY?
  ///
  /// Two columns are told apart by a wide gap, by table cells, or by the national title and motto, whose
  /// words are known; OCR often runs them together on one line.
  ///
  /// - Source: Decree 30/2020/NĐ-CP, Appendix I; Guidance 36-HD/VPTW.
  mutating func readHead() -> Head {
    var head = Head()
    let limit = min(count, 900)
    let lines = lines(0..<limit, columns: true)
    head.national = nationalTitle(upTo: limit)
    findKind(lines, &head)
    let kindStart = head.kindRange?.lowerBound ?? addresseeLine(lines) ?? min(limit, 160)
    findNumber(upTo: kindStart, &head)
    findPlaceAndDate(upTo: head.kindRange?.lowerBound ?? kindStart, &head)
    if head.symbol == nil, head.symbolOnly == nil { findNumberUnderTitle(&head) }
    findIssuer(upTo: kindStart, &head)
    findMarks(lines, upTo: kindStart, &head)
    findSubject(lines, &head, kindStart: kindStart)
    if head.kind == nil { inferKind(&head, lines) }
    if head.issuer == nil, head.kind?.kind.code == "CĐ" { issuerOfTelegram(lines, &head) }
    return head
  }

  // MARK: Kind

  private mutating func findKind(_ lines: [Line], _ head: inout Head) {
    for isDamaged in [false, true] where head.kind == nil { findKind(lines, isDamaged: isDamaged, &head) }
    if head.kind == nil, isDamaged { findKindAfterDebris(lines, &head) }
  }

  /// "ĐẾN i: _¬ CHỈ THỊ": the title on one line with what is left of a stamp.
  private mutating func findKindAfterDebris(_ lines: [Line], _ head: inout Head) {
    for line in lines.prefix(40) {
      for length in 2...3 where line.range.count > length {
        let start = line.range.upperBound - length
        guard token(start).has(.caps), token(start - 1).kind == .punctuation, isCaps(start..<start + length),
          let match = longest(lexicon.kindPhrases, at: start), match.end == line.range.upperBound
        else { continue }
        head.kind = lexicon.kinds[match.value]
        head.kindRange = start..<match.end
        took("kind", start..<match.end, lexicon.kinds[match.value].kind.name)
        return
      }
    }
  }

  private mutating func findKind(_ lines: [Line], isDamaged: Bool, _ head: inout Head) {
    for (number, line) in lines.enumerated() where number < 70 {
      let first = token(line.range.lowerBound)
      guard first.kind == .word, first.has(.upper),
        let match = titleKind(line.range, isDamaged: isDamaged)
          ?? (isDamaged ? nil : wrappedTitleKind(lines, number))
      else { continue }
      let rest = match.end..<max(match.end, line.range.upperBound)
      // "QUYẾT ĐỊNH:" is the enacting word; a kind in small letters must stand alone and be set off.
      if isMark(match.end, 58) { continue }
      if !first.has(.caps), !(rest.isEmpty && (first.has(.bold) || first.has(.heading))) { continue }
      if !rest.isEmpty, !isCaps(rest), !token(rest.lowerBound).has(.upper),
        !token(rest.lowerBound).has(.space)
      {
        continue
      }
      head.kind = lexicon.kinds[match.kind]
      head.kindRange = line.range.lowerBound..<match.end
      took("kind", line.range.lowerBound..<match.end, lexicon.kinds[match.kind].kind.name)
      return
    }
  }

  /// "QUYẾT / ĐỊNH": a title that wraps, alone on its lines.
  private func wrappedTitleKind(_ lines: [Line], _ number: Int) -> (kind: Int, end: Int)? {
    guard number + 1 < lines.count, lines[number].range.count <= 2,
      token(lines[number].range.lowerBound).has(.caps)
    else { return nil }
    let next = lines[number + 1]
    guard !next.isBlankBefore, !next.isColumn, isCaps(next.range),
      let match = longest(lexicon.kindPhrases, at: lines[number].range.lowerBound),
      match.end == next.range.upperBound
    else { return nil }
    return (match.value, match.end)
  }

  /// The kind that a title line begins with, through damage.
  private func titleKind(_ range: Range<Int>, isDamaged: Bool) -> (kind: Int, end: Int)? {
    if let match = longest(lexicon.kindPhrases, at: range.lowerBound), match.end <= range.upperBound {
      return isDamaged ? nil : (match.value, match.end)
    }
    guard isDamaged, longest(lexicon.headPhrases, at: range.lowerBound) == nil else { return nil }
    // The same letters without marks, or one letter off.
    for length in 2...4 where range.count == length {
      let end = range.lowerBound + length
      guard (range.lowerBound..<end).allSatisfy({ token($0).kind == .word && token($0).has(.caps) }) else {
        continue
      }
      let letters = (range.lowerBound..<end).flatMap { token($0).key.bare.codes.map { $0 & 31 } }
      for entry in lexicon.kindLetters
      where entry.words == length && abs(entry.letters.count - letters.count) <= 1 {
        let limit = letters.count >= 7 ? 1 : 0
        if EditRow.distance(letters, entry.letters, limit: limit) <= limit {
          return (entry.kind, end)
        }
      }
    }
    return nil
  }

  /// The line "Kính gửi", which ends the head of a letter.
  private func addresseeLine(_ lines: [Line]) -> Int? {
    lines.first { atBare($0.range.lowerBound, .kinh) && atBare($0.range.lowerBound + 1, .gui) }?.range
      .lowerBound
  }

  private mutating func inferKind(_ head: inout Head, _ lines: [Line]) {
    let letter = lexicon.kindsByCode[WordKey("CV")]?.first.map { lexicon.kinds[$0] }
    // A letter has a subject and addressees, and no title: "CT-CS" under "Kính gửi" is the code of a body.
    if !head.addressees.isEmpty, let subject = head.subject, startsLetterSubject(subject.lowerBound) {
      head.kind = letter
      return
    }
    if let symbol = head.symbol, symbol.type != nil, let entry = lexicon.kindsByCode[symbol.typeKey]?.first {
      head.kind = lexicon.kinds[entry]
      return
    }
    if head.symbol?.form == .letter || !head.addressees.isEmpty && head.symbol?.type == nil {
      head.kind = letter
    }
  }

  // MARK: Number, place, date

  /// The national title, the motto and the Party's name: which tokens of the head they take.
  private func nationalTitle(upTo limit: Int) -> [Range<Int>] {
    let (cong, hoa, xa) = (BareWord.cong.key, BareWord.hoa.key, BareWord.xa.key)
    let (doc, lap, phuc) = (BareWord.doc.key, BareWord.lap.key, BareWord.phuc.key)
    let (dang, san, nam) = (BareWord.dang.key, BareWord.san.key, BareWord.namCountry.key)
    var out: [Range<Int>] = []
    var index = 0
    let (c, d, tokens) = (cong.bits & 31, doc.bits & 31, tokens)
    while true {
      // Nearly every word begins with another letter.
      while index < limit, tokens[index].key.bits & 31 != c, tokens[index].key.bits & 31 != d { index &+= 1 }
      guard index < limit else { break }
      let start = index
      let key = tokens[index].key.bare
      if key == cong, token(index + 1).key.bare == hoa || token(index + 2).key.bare == xa {
        while index < limit, index < start + 12, isWord(index) {
          index += 1
          if token(index - 1).key.bare == nam || !token(index).has(.caps) { break }
        }
      } else if key == doc, token(index + 1).key.bare == lap {
        while index < min(start + 9, limit) {
          index += 1
          if token(index - 1).key.bare == phuc { break }
        }
      } else if key == dang, tokens[index].has(.caps), token(index + 1).key.bare == cong,
        token(index + 2).key.bare == san
      {
        index = min(index + 5, limit)
      } else {
        index += 1
        continue
      }
      out.append(start..<index)
    }
    return out
  }

  /// The document's own number.
  ///
  ///     number-line ← "Số" ":"? symbol / "Số" ":"? "/" code ("-" code)*
  private mutating func findNumber(upTo limit: Int, _ head: inout Head) {
    for index in 0..<min(limit, count) where atBare(index, .so) && token(index).has(.upper) {
      var next = index + 1
      if isMark(next, 58) || isMark(next, 46) { next += 1 }
      if let symbol = symbol(at: next, kind: head.kind, isAnnounced: true),
        symbol.range.upperBound <= limit + 8
      {
        head.symbol = symbol
        took("number-line", index..<symbol.range.upperBound, symbol.identifier)
        if symbol.isRepaired { noteRepair(symbol.identifier, symbol.range, "symbol") }
        return
      }
      // "Số: /CT-UBND"
      while isMark(next, 46) || isMark(next, 45) || isMark(next, 0x7F) { next += 1 }
      if isDamaged, !isMark(next, 47), let slash = (next..<next + 5).first(where: { isMark($0, 47) }),
        !(next..<slash).contains(where: { token($0).has(.newline) || token($0).length > 4 })
      {
        head.numberDebris = next..<slash
        next = slash
      }
      if isMark(next, 47), isWord(next + 1), token(next + 1).has(.upper) {
        var end = next + 2
        while end < next + 12, isMark(end, 45) || isMark(end, 47) || isMark(end, 38), isWord(end + 1),
          !token(end + 1).has(.wide),
          !token(end + 1).has(.newline)
        {
          end += 2
        }
        head.symbolOnly = (Bytes.withoutBlanks(string(next + 1..<end)), next + 1..<end)
        head.numberDebris = head.numberDebris.map { $0.lowerBound..<end }
        return
      }
      left("number-line", index..<index + 2, "no symbol follows")
    }
    // Without the word: a line that begins with a symbol.
    for index in 0..<min(limit, count)
    where isNumber(index) && (token(index).has(.newline) || isAfterDamagedWord(index)) {
      if let symbol = symbol(at: index, kind: head.kind, isAnnounced: head.kind != nil), symbol.type != nil {
        head.symbol = symbol
        took("number-line", symbol.range, symbol.identifier)
        return
      }
    }
  }

  /// The number of copies that print it under the title, and the date with it.
  ///
  ///     title-number ← KIND "số" ":"? symbol ","? date?
  private mutating func findNumberUnderTitle(_ head: inout Head) {
    guard let kind = head.kindRange, atBare(kind.upperBound, .so) else { return }
    var next = kind.upperBound + 1
    if isMark(next, 58) { next += 1 }
    guard let symbol = symbol(at: next, kind: head.kind, isAnnounced: true) else { return }
    head.symbol = symbol
    took("title-number", kind.upperBound..<symbol.range.upperBound, symbol.identifier)
    next = symbol.range.upperBound
    head.titleEnd = next
    if isMark(next, 44) || isMark(next, 40) { next += 1 }
    guard head.date == nil, at(next, .ngày), let (value, after) = day(at: next), value.year != nil else {
      return
    }
    head.date = FoundDate(range: next..<after, first: value)
    head.titleEnd = isMark(after, 41) ? after + 1 : after
  }

  /// "$ố: 42/…": a colon after what is left of a word of two letters, at the beginning of a line.
  private func isAfterDamagedWord(_ index: Int) -> Bool {
    guard isDamaged, isMark(index - 1, 58) else { return false }
    let start = (2...4).first { token(index - $0).has(.newline) || index - $0 == 0 }
    return start.map { Int(token(index - 1).start) - Int(token(index - $0).start) <= 6 } ?? false
  }

  /// địa danh, ngày tháng năm.
  ///
  ///     place-date ← PLACE "," ("ngày" NUMBER)? "tháng" NUMBER "năm" YEAR
  private mutating func findPlaceAndDate(upTo limit: Int, _ head: inout Head) {
    let end = min(max(limit, 0), count)
    for index in 0..<end where at(index, .ngày) || at(index, .tháng) {
      guard let (value, after) = day(at: index) ?? (at(index, .tháng) ? month(at: index) : nil),
        value.year != nil
      else {
        if head.place == nil, at(index, .ngày), isMark(index - 1, 44),
          let start = (2...5).map({ index - 1 - $0 }).first(where: {
            longest(lexicon.provincePhrases, at: $0)?.end == index - 1
          })
        {
          head.place = start..<index - 1
        }
        continue
      }
      var comma = index - 1
      // "Hà Nội ngày 01 tháng 12 năm 2025": without the comma, if it is a province.
      let known =
        at(index, .ngày)
        ? (2...4).map { index - $0 }.first { longest(lexicon.provincePhrases, at: $0)?.end == index } : nil
      if known != nil { comma = index }
      while known == nil, comma > index - 9, comma > 0,
        !isMark(comma, 44) || isNumber(comma - 1) || at(comma - 1, .phút)
      {
        // "Hà Nội, hồi 09 giờ 30 ngày …"; a damaged day before "tháng".
        if at(index, .ngày), !isNumber(comma), !at(comma, .giờ), !at(comma, .hồi), !at(comma, .phút),
          !isMark(comma, 44)
        {
          break
        }
        comma -= 1
      }
      guard known != nil || isMark(comma, 44) || at(index, .ngày) && isMark(index - 1, 46) else { continue }
      var start = comma
      while start > 0, comma - start < 7, isWord(start - 1) || isMark(start - 1, 46) || isMark(start - 1, 45),
        !(start < comma && (token(start).has(.blank) || token(start).has(.cell) || token(start).has(.wide))),
        !(start < comma && token(start).has(.newline) && !at(start - 1, .thành, .phố)
          && (token(start - 1).has(.caps) || comma - start > 2))
      {
        if token(start - 1).kind == .word, !token(start - 1).has(.upper), !at(start - 2, .thành, .phố) {
          break
        }
        // "TRUNG ƯƠNG Hà Nội, ngày …": the columns ran together.
        if start < comma, isWord(start - 1), token(start - 1).has(.caps), token(start - 1).length > 2,
          !token(start).has(.caps), !(isTP(start - 1))
        {
          break
        }
        if let symbol = head.symbol, start == symbol.range.upperBound { break }
        start -= 1
      }
      if let symbol = head.symbol, symbol.range.contains(start) { start = symbol.range.upperBound }
      guard start < comma, isWord(start), !isMark(start - 1, 47),
        head.kindRange != nil || head.symbol != nil || index < 120
      else { continue }
      head.place = start..<comma
      head.date = FoundDate(range: index..<after, first: value)
      took("place-date", start..<after, value.edtf(defaultYear: nil) ?? "")
      return
    }
  }

  private func isTP(_ index: Int) -> Bool { at(index, .tp) }

  // MARK: Issuer

  private mutating func findIssuer(upTo kindStart: Int, _ head: inout Head) {
    let stop = min(
      head.symbol?.range.lowerBound ?? head.symbolOnly?.range.lowerBound ?? head.place?.lowerBound
        ?? kindStart, kindStart)
    // The letterhead: capitals that are not the national title. A wide gap may part them, so they are read as a list.
    var letterhead: [Int] = []
    for index in 0..<min(stop, count) where !head.national.contains(where: { $0.contains(index) }) {
      let token = token(index)
      if token.kind == .word, token.has(.caps), !isInSymbol(index),
        !(atBare(index, .so) && (isMark(index + 1, 58) || isNumber(index + 1)))
      {
        letterhead.append(index)
      }
    }
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
      let name = ProperCase.sentence(letterhead.map { string($0..<$0 + 1) }.joined(separator: " "))
      if letterhead.count >= 2, letterhead.count <= 24,
        isDamaged || letterhead.allSatisfy({ SyllableTable.standard.isSyllable(token($0).key) })
      {
        head.issuer = FoundAgency(range: range, name: scratch.keep(name))
        left("letterhead", range, "no known body; the capitals are taken as its name")
      }
      return
    }
    let rest = restOfLetterhead(letterhead, after: issuer.range.upperBound)
    if !rest.isEmpty {
      // A committee's name goes on with a place, any other with what it does.
      let namesPlace = issuer.system == .party || issuer.system == .front || isBareName(issuer)
      let words = rest.map { index in
        let word = string(index..<index + 1)
        return namesPlace ? ProperCase.sentence(word) : ProperCase.lower(word)
      }
      issuer.name = scratch.keep(issuer.name.string + " " + words.joined(separator: " "))
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
        || issuer.name == "Văn phòng" || issuer.name == "Thanh tra"
      {
        issuer.name = scratch.joined(issuer.name, inProperCase(parent.name))
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
      let province = longest(lexicon.provincePhrases, at: place.lowerBound), province.end == place.upperBound
    {
      let entry = lexicon.provinces[province.value]
      issuer.within = entry.titleWording
      issuer.name = scratch.joined(issuer.name, entry.titleWording)
      issuer.level = .province
      issuer.range = first..<(letterhead[letterhead.count - 1] + 1)
    }
    head.issuer = issuer
    if trace != nil { took("letterhead", issuer.range, issuer.name.string) }
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
  private func restOfLetterhead(_ letterhead: [Int], after start: Int) -> ArraySlice<Int> {
    var end = start
    while end < letterhead.count, end > 0, letterhead[end] == letterhead[end - 1] + 1,
      case let token = token(letterhead[end]), !token.has(.newline), !token.has(.cell), !token.has(.wide),
      SyllableTable.standard.isSyllable(token.key)
    {
      end += 1
    }
    // A name that goes on is not what OCR made of the other column.
    let isWhole =
      end == letterhead.count || token(letterhead[end]).has(.newline)
      || letterhead[end] > letterhead[end - 1] + 1
    return isWhole && !isDamaged ? letterhead[start..<end] : []
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
  private func issuerOfTelegram(_ lines: [Line], _ head: inout Head) {
    guard let line = lines.first(where: isTelegramLine), var issuer = agency(at: line.range.lowerBound) else {
      return
    }
    if issuer.isShouted { issuer.name = inProperCase(issuer.name) }
    issuer.isShouted = false
    head.issuer = issuer
  }

  private mutating func findMarks(_ lines: [Line], upTo limit: Int, _ head: inout Head) {
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

  // MARK: Subject

  /// trích yếu, and where the body begins.
  ///
  ///     subject ← TITLE / "V/v" TITLE / "Về" "việc" TITLE
  private mutating func findSubject(_ lines: [Line], _ head: inout Head, kindStart: Int) {
    if let kind = head.kindRange {
      var start = head.titleEnd ?? kind.upperBound
      var rows: [Line] = []
      for line in lines where line.range.upperBound > start {
        var line = line
        if line.range.lowerBound < start { line.range = start..<line.range.upperBound }
        rows.append(line)
      }
      var next = 0
      // "CỦA BỘ CHÍNH TRỊ": whose it is, not what it is about.
      if next < rows.count, at(rows[next].range.lowerBound, .của),
        let about = rows[next].range.first(where: { at($0, .về) })
      {
        start = about
      } else if next < rows.count, at(rows[next].range.lowerBound, .của) {
        next += 1
        while next < rows.count, !startsSubject(rows[next].range.lowerBound), isCaps(rows[next].range),
          !rows[next].isBlankBefore,
          next < 4
        {
          next += 1
        }
        if next < rows.count { start = rows[next].range.lowerBound }
      }
      // "Ig-0612 -| Về các nhiệm vụ …": debris before the subject's first word.
      if isDamaged, next < rows.count, start == rows[next].range.lowerBound, token(start).kind != .end,
        let about = rows[next].range.prefix(8).dropFirst().first(where: {
          at($0, .về) && token($0).has(.upper) && token($0 - 1).kind == .punctuation
        })
      {
        start = about
      } else if isDamaged, next + 1 < rows.count, rows[next].range.count <= 8,
        case let after = rows[next + 1].range.lowerBound, at(after, .về), token(after).has(.upper),
        token(after).has(.cell), !token(after).has(.newline)
      {
        start = after
        next += 1
      }
      var end = start
      while next < rows.count {
        var row = rows[next]
        if row.range.contains(start) { row.range = start..<row.range.upperBound }
        if isBodyStart(
          row, after: next > 0 ? rows[next - 1] : nil, subjectStart: start, subjectEnd: end, rows: rows, next)
        {
          break
        }
        end = row.range.upperBound
        next += 1
        if end - start > (isCaps(start..<end) ? 320 : 220) { break }
      }
      head.bodyStart = end
      if end > start {
        // Signs at the end of a title are layout.
        while end > start, isMark(end - 1, 46) || isMark(end - 1, 45) { end -= 1 }
        head.subject = start..<end
        if trace != nil { took("subject", start..<end, string(start..<end)) }
      }
      skipAddressees(lines, &head)
      return
    }
    // A letter: "V/v …" under the number, or a line of its own before "Kính gửi".
    let limit = kindStart
    var end = max(head.symbol?.range.upperBound ?? 0, head.symbolOnly?.range.upperBound ?? 0)
    let from = end
    var begin: Int?
    for line in lines where line.range.upperBound > from && line.range.lowerBound < limit {
      var range = line.range
      if range.lowerBound < from { range = from..<range.upperBound }
      if range.isEmpty { continue }
      if begin != nil, isDateLine(range) { continue }
      if let place = head.place, range.overlaps(place) || head.date.map({ range.overlaps($0.range) }) ?? false
      {
        if begin != nil, range.lowerBound > (begin ?? 0), range.lowerBound < place.lowerBound {
          end = place.lowerBound
        }
        if begin == nil, range.lowerBound < place.lowerBound, startsLetterSubject(range.lowerBound) {
          begin = range.lowerBound
          end = place.lowerBound
        }
        continue
      }
      if begin == nil {
        if startsLetterSubject(range.lowerBound) {
          begin = range.lowerBound
        } else if head.symbol?.form == .party, head.symbol?.type == "CV", !isCaps(range),
          token(range.lowerBound).has(.upper)
        {
          begin = range.lowerBound
        }
        if begin != nil { end = range.upperBound }
      } else if line.isBlankBefore && !line.isColumn && token(range.lowerBound).has(.cell) {
        break
      } else {
        end = range.upperBound
      }
    }
    if begin == nil, head.symbol?.type != nil, let title = titleWithoutKind(lines, after: head) {
      (begin, end) = (title.lowerBound, title.upperBound)
    }
    if let begin, end > begin { head.subject = begin..<end }
    head.bodyStart = max(end, head.date?.range.upperBound ?? 0)
    skipAddressees(lines, &head)
  }

  /// "là Nội, ngày AF tháng 4Ô năm 2016": of place and date only the words.
  private func isDateLine(_ range: Range<Int>) -> Bool {
    guard let day = range.first(where: { at($0, .ngày) }), range.count <= 16,
      let month = (day..<range.upperBound).first(where: { at($0, .tháng) })
    else { return false }
    return (month..<range.upperBound).contains { at($0, .năm) && yearNumber(at: $0 + 1) != nil }
  }

  /// The capitals after the head of a copy that left the kind out: "QUY CHẾ" drawn as an image.
  private func titleWithoutKind(_ lines: [Line], after head: Head) -> Range<Int>? {
    let from = max(head.symbol?.range.upperBound ?? 0, head.date?.range.upperBound ?? 0)
    let rows = lines.filter { $0.range.lowerBound >= from }
    guard let first = rows.first, first.range.count >= 4, isCaps(first.range) else { return nil }
    var end = first.range.upperBound
    for row in rows.dropFirst() {
      guard !row.isBlankBefore, isCaps(row.range) else { break }
      end = row.range.upperBound
    }
    return first.range.lowerBound..<end
  }

  private func startsLetterSubject(_ index: Int) -> Bool {
    at(index, .v) && isMark(index + 1, 47) && at(index + 2, .v)
      || at(index, .về) && token(index).has(.upper)
  }

  private func startsSubject(_ index: Int) -> Bool { at(index, .về) || at(index, .v) }

  /// Words that open the body of a notice.
  private func isOpener(_ index: Int) -> Bool {
    guard token(index).has(.upper), !token(index).has(.caps) || token(index).length <= 2 else { return false }
    switch Word(rawValue: word(index)) {
    case .căn: return atBare(index + 1, .cu)
    case .ngày: return isNumber(index + 1)
    case .thực: return at(index + 1, .hiện)
    case .kính: return at(index + 1, .gửi)
    case .sau, .để, .trong, .tại, .xét, .theo, .qua, .thời, .triển, .tiếp, .năm, .từ, .đến, .trước, .điều,
      .hiện:
      return true
    default: return atBare(index, .can) && atBare(index + 1, .cu)
    }
  }

  private func isBodyStart(
    _ row: Line, after previous: Line?, subjectStart: Int, subjectEnd: Int, rows: [Line], _ number: Int
  ) -> Bool {
    let start = row.range.lowerBound
    let first = token(start)
    let hasSubject = subjectEnd > subjectStart
    if row.isRuleBefore, hasSubject { return true }
    if startsSubject(start), !row.isBlankBefore || !hasSubject { return false }
    if isOpener(start) {
      // In a title too, a line may begin with "Tại" or "Trong": only a paragraph is a body.
      if row.isBlankBefore, hasSubject || row.range.count >= 8 || at(start, .căn) { return true }
      var end = number
      while end + 1 < rows.count, !rows[end + 1].isBlankBefore { end += 1 }
      let length = rows[end].range.upperBound - start
      if hasSubject,
        length >= 40 || isMark(rows[end].range.upperBound - 1, 46)
          || isMark(rows[end].range.upperBound - 1, 59)
      {
        return true
      }
    }
    if labelMark(at: start) != nil, hasSubject, row.isBlankBefore || !first.has(.upper) { return true }
    if atBare(start, .kinh), atBare(start + 1, .gui) { return true }
    if isTelegramLine(row) { return true }
    // "… CỦA / BỘ TÀI CHÍNH": the subject goes on.
    if hasSubject, !row.isBlankBefore, let last = previous?.range.last,
      isMark(last, 44) || at(last, .của) || at(last, .và) || at(last, .với) || at(last, .do) || at(last, .tại)
    {
      return false
    }
    if hasSubject, isCaps(row.range) {
      // The body that enacts: capitals of their own after a subject in small letters, or before "Căn cứ" …
      if let previous, !isCaps(previous.range), previous.range.count > 1 { return true }
      if agency(at: start) != nil || longest(lexicon.postPhrases, at: start) != nil,
        row.isBlankBefore || isOnlyBody(row.range)
      {
        for ahead in number + 1..<min(number + 4, max(rows.count, number + 1)) where ahead < rows.count {
          let next = rows[ahead].range.lowerBound
          if atBare(next, .can) && atBare(next + 1, .cu) || at(next, .theo, .đề) || at(next, .xét) {
            return true
          }
          if atBare(next, .quyet), isMark(rows[ahead].range.upperBound - 1, 58) { return true }
        }
        if isMark(row.range.upperBound - 1, 58) { return true }
      }
      if isMark(row.range.upperBound - 1, 58) { return true }
    }
    guard hasSubject, first.has(.upper), first.kind == .word, !isCaps(row.range) else { return false }
    if row.isBlankBefore {
      // A paragraph that runs on or closes like a sentence.
      var end = number
      while end + 1 < rows.count, !rows[end + 1].isBlankBefore { end += 1 }
      let last = rows[end].range.upperBound
      return last - start >= 40 || isMark(last - 1, 46) || isMark(last - 1, 58) || isMark(last - 1, 59)
    }
    // A title in capitals, and a line that is not.
    if let previous, isCaps(previous.range), isCaps(subjectStart..<subjectEnd) {
      var end = number
      while end + 1 < rows.count, !rows[end + 1].isBlankBefore { end += 1 }
      return rows[end].range.upperBound - start >= 30 || isMark(row.range.upperBound - 1, 58)
    }
    return false
  }

  /// Whether a line names a body, with its posts, and says nothing else but perhaps where.
  private func isOnlyBody(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while let post = longest(lexicon.postPhrases, at: index), post.end <= range.upperBound {
      index = post.end
    }
    if let agency = agency(at: index) { index = agency.range.upperBound }
    return index > range.lowerBound && range.upperBound - index <= 4
  }

  /// "THỦ TƯỚNG CHÍNH PHỦ điện:", the colon perhaps misread.
  private func isTelegramLine(_ line: Line) -> Bool {
    let last = line.range.upperBound - 1
    return at(last - 1, .điện) && last - 1 > line.range.lowerBound
      && (isMark(last, 58) || isMark(last, 59) && isDamaged)
  }

  /// Kính gửi, and "… điện:", before the body proper.
  ///
  ///     addressees ← ("Kính" "gửi" / agency "điện") ":" (NAME / ("-" NAME)+)
  private mutating func skipAddressees(_ lines: [Line], _ head: inout Head) {
    let from = head.kindRange == nil ? 0 : head.bodyStart
    for (number, line) in lines.enumerated()
    where line.range.lowerBound >= from && line.range.lowerBound < from + 400 {
      let start = line.range.lowerBound
      let isLetter = atBare(start, .kinh) && atBare(start + 1, .gui)
      let isTelegram = isTelegramLine(line)
      guard isLetter || isTelegram else { continue }
      var items: [Range<Int>] = []
      var next = number + 1
      var first = isLetter ? start + 2 : line.range.upperBound
      if isMark(first, 58) { first += 1 }
      if first < line.range.upperBound { items.append(first..<line.range.upperBound) }
      while next < lines.count {
        let row = lines[next]
        let begin = row.range.lowerBound
        if isBullet(begin) {
          items.append(begin + 1..<row.range.upperBound)
        } else if let last = items.last {
          // A wrapped line of the last item; a finished item, a gap or a new sentence ends the list.
          let closed = isMark(last.upperBound - 1, 46) || isMark(last.upperBound - 1, 59) && row.isBlankBefore
          if row.isBlankBefore || closed || row.isRuleBefore || opensBody(begin, after: last) { break }
          items[items.count - 1] = last.lowerBound..<row.range.upperBound
        } else if row.range.count < 80 {
          items.append(row.range)
        } else {
          break
        }
        next += 1
        if items.count > 60 { break }
      }
      for item in items {
        var end = item.upperBound
        while end > item.lowerBound, isMark(end - 1, 46) || isMark(end - 1, 59) || isMark(end - 1, 44) {
          end -= 1
        }
        if end > item.lowerBound { head.addressees.append(item.lowerBound..<end) }
      }
      if let last = items.last { head.bodyStart = max(head.bodyStart, last.upperBound) }
      return
    }
  }

  /// Whether the text proper begins at a line after an addressee: without an empty line only its words say so.
  private func opensBody(_ index: Int, after last: Range<Int>) -> Bool {
    guard !isMark(last.upperBound - 1, 44), !at(last.upperBound - 1, .và) else { return false }
    if let label = labelMark(at: index), label.level == .number, label.ordinals == [1] { return true }
    guard token(index).has(.upper) else { return false }
    if atBare(index, .can) && atBare(index + 1, .cu) { return true }
    switch Word(rawValue: word(index)) {
    case .theo, .xét, .ngày, .trong, .để, .trên, .sau, .qua, .tiếp: return true
    case .thực: return at(index + 1, .hiện)
    case .triển: return at(index + 1, .khai)
    default: return false
    }
  }

  mutating func noteRepair(_ text: String, _ range: Range<Int>, _ rule: String) {
    repairs.append(Repair(text: text, span: span(range), confidence: 0.95, rule: rule))
  }
}

extension BareWord {
  static let cong = BareWord("cộng")
  static let hoa = BareWord("hòa")
  static let xa = BareWord("xã")
  static let doc = BareWord("độc")
  static let lap = BareWord("lập")
  static let phuc = BareWord("phúc")
  static let dang = BareWord("đảng")
  static let san = BareWord("sản")
  static let namCountry = BareWord("nam")
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
