import NoticeText

/// A mention of a document, before identity and grade are settled.
///
/// A class, since it is large and goes from rule to rule; whoever reads it adds what it found.
final class FoundReference {
  var range: Range<Int>
  let kind: Kind?
  let isAct: Bool
  var symbol: FoundSymbol?
  /// Without a symbol: the number alone.
  var number: String?
  var title: String?
  var date: FoundDate?
  /// Behind the symbol, where no date stands: "Nghị quyết số 18-NQ/TW năm 2017".
  var year: Int?
  var issuer: FoundAgency?
  /// From another member of its list, or from elsewhere in the text.
  var isDateInferred = false
  var isIssuerInferred = false
  var pinpoint: Pinpoint?
  var grade: Reference.Grade = .exact

  init(range: Range<Int>, kind: Kind?, isAct: Bool, symbol: FoundSymbol? = nil) {
    (self.range, self.kind, self.isAct, self.symbol) = (range, kind, isAct, symbol)
  }

  /// The same of a document with another number, for a member of a list.
  func numbered(_ number: String, at range: Range<Int>) -> FoundReference {
    let other = FoundReference(range: range, kind: kind, isAct: isAct, symbol: symbol)
    other.symbol?.number = number
    other.symbol?.range = range
    (other.number, other.title, other.date, other.issuer) = (self.number, title, date, issuer)
    (other.isDateInferred, other.isIssuerInferred) = (isDateInferred, isIssuerInferred)
    (other.pinpoint, other.grade) = (pinpoint, grade)
    return other
  }
}

extension BareWord {
  static let deu = BareWord("đều")
}

extension Reading {
  /// The reference whose number is at `index`.
  ///
  ///     reference ← pinpoint? KIND? "số"? ":"? (NUMBER ("," / "và"))* symbol ","? date? ("của" agency)?
  ///               / pinpoint? partial ("của" agency / date)?
  ///               / pinpoint? law
  ///
  /// What stands before the symbol is read backwards from it, so that damage to the kind costs no reference.
  mutating func reference(atNumber index: Int) -> FoundReference? {
    if isPartOfMisreadNumber(index) { return nil }
    var before = index
    if isMark(before - 1, 58) { before -= 1 }
    var hasSo = false
    if at(before - 1, .số) || atBare(before - 1, .so) {
      before -= 1
      hasSo = true
    }
    let named = kind(before: before, mayBeFar: hasSo) ?? sharedKind(before: before)
    let isAnnounced = hasSo || named?.isAdjacent == true
    guard let symbol = symbol(at: index, kind: named?.entry, isAnnounced: isAnnounced) else { return nil }
    let (kind, isAct) = kind(of: symbol, named: named?.entry)
    let found = FoundReference(
      range: (named?.start ?? before)..<symbol.range.upperBound, kind: kind, isAct: isAct, symbol: symbol)
    found.grade = symbol.candidates.isEmpty ? (symbol.isRepaired ? .repaired : .exact) : .ambiguous
    if let named, let title = named.title { found.title = title }
    readTail(found)
    return found
  }

  /// "số S0/NQ-CP": behind a letter that OCR read for the first digit, what is left is another document's number.
  private func isPartOfMisreadNumber(_ index: Int) -> Bool {
    guard isDamaged, !token(index).has(.space), token(index - 1).has(.space), token(index - 1).key.count == 1,
      damagedNumber(index - 1) != nil
    else { return false }
    return at(index - 2, .số) || atBare(index - 2, .so) || isMark(index - 2, 58) && atBare(index - 3, .so)
  }

  /// The date and the issuer that follow a document's number, in either order.
  mutating func readTail(_ found: FoundReference) {
    var end = found.range.upperBound
    for _ in 0..<2 {
      if found.date == nil {
        var next = end
        if isMark(next, 44) || isMark(next, 40) { next += 1 }
        if at(next, .ký) { next += 1 } else if at(next, .ban, .hành) || at(next, .thông, .qua) { next += 2 }
        if at(next, .cùng) || atBare(next, .deu) {
          if at(next + 1, .ngày), !isNumber(next + 2), let last = references.last?.date {
            found.date = last
            found.isDateInferred = true
            end = next + 2
            continue
          }
          next += 1
        }
        if at(next, .ngày) || at(next, .tháng), !token(next).has(.cell),
          let (value, after) = day(at: next) ?? month(at: next)
        {
          found.date = FoundDate(range: next..<after, first: value)
          end = after
          if isMark(end, 41) { end += 1 }
          continue
        }
      }
      // "số 11-QĐi/TW (sửa đổi) của Bộ Chính trị"
      var after = end
      if isMark(end, 40), let close = (end + 2..<end + 7).first(where: { isMark($0, 41) }),
        at(close + 1, .của)
      {
        after = close + 1
      }
      if found.issuer == nil, at(after, .của) || isMark(after, 44) && at(after + 1, .của) {
        let next = at(after, .của) ? after + 1 : after + 2
        // "…, của Ban Bí thư tại văn bản số 213-KL/TW": who issued the next one.
        if let issuer = issuer(at: next), !(isMark(after, 44) && introduces(issuer.range.upperBound)) {
          found.issuer = issuer
          end = issuer.range.upperBound
          continue
        }
      }
      break
    }
    if found.date == nil, at(end, .năm), let year = yearNumber(at: end + 1) { found.year = year }
    found.range = found.range.lowerBound..<end
  }

  /// Whether "tại" and another document's kind and number follow.
  private func introduces(_ index: Int) -> Bool {
    at(index, .tại) && (index + 2..<index + 6).contains { at($0, .số) && isNumber($0 + 1) }
  }

  /// A body, perhaps through a post: "của Bộ trưởng Bộ Tài chính", "của Chủ tịch UBND tỉnh".
  mutating func issuer(at index: Int) -> FoundAgency? {
    var next = index
    if at(next, .đồng, .chí) { next += 2 }
    if let agency = agency(at: next) { return agency }
    while let post = longest(lexicon.postPhrases, at: next), post.end > next {
      next = post.end
      // "Trưởng Ban Chỉ đạo …": the post ends with the body's first word.
      if at(next - 1, .ban), next - 1 > index, let agency = agency(at: next - 1) { return agency }
      if isMark(next, 44) { next += 1 }
      if let agency = agency(at: next) { return agency }
    }
    return nil
  }

  /// A kind's name that ends just before `index` (or a few words before, if `số` stands between).
  func kind(before index: Int, mayBeFar: Bool) -> (
    entry: KindEntry?, start: Int, isAdjacent: Bool, title: String?
  )? {
    for gap in 0...(mayBeFar ? 4 : 0) {
      let end = index - gap
      guard end > 0, isWord(end - 1), gap == 0 || isWord(end), !token(index - 1).has(.blank) || gap == 0
      else { break }
      if gap > 0, token(end).has(.upper), !token(end).has(.caps) || token(end).length > 12 {
        // "Luật Đấu thầu số …": the title of a law stands between.
        break
      }
      // Several kinds in a row: the longest phrase, then one more before it.
      for length in stride(from: 5, through: 1, by: -1) where end - length >= 0 {
        let start = end - length
        if let match = longest(lexicon.kindPhrases, at: start), match.end == end {
          return (lexicon.kinds[match.value], start, gap == 0, nil)
        }
      }
      if end >= 2, at(end - 2, .văn), at(end - 1, .bản) { return (nil, end - 2, gap == 0, nil) }
      if let bare = bareKind(endingAt: end) { return (bare.entry, bare.start, gap == 0, nil) }
    }
    guard mayBeFar else { return nil }
    return lawTitle(before: index)
  }

  /// A kind whose marks OCR damaged.
  private func bareKind(endingAt end: Int) -> (entry: KindEntry, start: Int)? {
    for length in stride(from: 3, through: 2, by: -1) where end - length >= 0 {
      let start = end - length
      var node: UInt32 = 0
      for index in start..<end {
        let word = token(index).kind == .word ? lexicon.bareVocabulary.id(token(index).key.bare) : 0
        node =
          word == 0
          ? 0
          : (index == start ? lexicon.bareKindPhrases.root(word) : lexicon.bareKindPhrases.step(node, word))
        if node == 0 { break }
      }
      if node != 0, lexicon.bareKindPhrases.value(node) >= 0 {
        return (lexicon.kinds[lexicon.bareKindPhrases.value(node)], start)
      }
    }
    return nil
  }

  /// "Luật Đấu thầu" before "số 22/2023/QH15".
  private func lawTitle(before index: Int) -> (
    entry: KindEntry?, start: Int, isAdjacent: Bool, title: String?
  )? {
    var start = index - 1
    while start >= 0, index - start < 40 {
      let token = token(start)
      if token.kind == .word, at(start, .luật) || at(start, .pháp, .lệnh),
        token.has(.upper) || at(start - 1, .bộ)
      {
        if at(start - 1, .của) || at(start - 2, .của) && at(start - 1, .bộ) {
          // "sửa đổi, bổ sung một số điều của Luật …": the outer law's title goes on to the left.
          start -= 1
          continue
        }
        let first = at(start, .luật) && at(start - 1, .bộ) ? start - 1 : start
        guard let match = longest(lexicon.kindPhrases, at: first) else { return nil }
        let title = string(first..<index)
        return (lexicon.kinds[match.value], first, true, title)
      }
      if token.kind == .punctuation, !token.isMark(44), !token.isMark(45) { return nil }
      if token.has(.blank) || token.has(.cell) { return nil }
      if at(start, .số) || at(start, .ngày) { return nil }
      start -= 1
    }
    return nil
  }

  /// "Nghị định số A ngày …, số B": the kind of the member before.
  private func sharedKind(before index: Int) -> (
    entry: KindEntry?, start: Int, isAdjacent: Bool, title: String?
  )? {
    guard let last = references.last, index - last.range.upperBound <= 2, index >= last.range.upperBound,
      (last.range.upperBound..<index).allSatisfy({ isMark($0, 44) || isMark($0, 59) || at($0, .và) })
    else { return nil }
    let entry = last.kind.flatMap { kind in lexicon.kinds.first { $0.kind == kind } }
    return (entry, index, false, nil)
  }

  /// What kind of document a symbol names.
  func kind(of symbol: FoundSymbol, named: KindEntry?) -> (Kind?, Bool) {
    let isNormative = symbol.year != nil
    // "Quy định số 366-QĐ/TW": one code for two kinds; the name decides.
    if let named, symbol.type != nil, let entries = lexicon.kindsByCode[symbol.typeKey], entries.count > 1,
      let entry = entries.first(where: { Bytes.equal(lexicon.kinds[$0].kind.name, named.kind.name) })
    {
      return (lexicon.kinds[entry].kind, lexicon.kinds[entry].isAct || isNormative)
    }
    if let named, named.kind.code.isEmpty || symbol.type == nil || named.kind.code == symbol.type {
      if symbol.form == .letter, symbol.type == nil, named.kind.code != "CV", symbol.year == nil,
        !named.kind.code.isEmpty
      {
        return (Kind(code: "CV", name: "Công văn"), false)
      }
      return (named.kind, named.isAct || isNormative)
    }
    if let type = symbol.type, let entries = lexicon.kindsByCode[symbol.typeKey] {
      let party = symbol.form == .party
      let entry =
        entries.first {
          lexicon.kinds[$0].system == (party ? .party : .state) && entries.count > 1 && type == "TT"
        }
        ?? entries.first
      if let entry { return (lexicon.kinds[entry].kind, lexicon.kinds[entry].isAct && !party || isNormative) }
    }
    if let named { return (named.kind, named.isAct || isNormative) }
    if symbol.form == .letter, symbol.type == nil { return (Kind(code: "CV", name: "Công văn"), false) }
    if isNormative, symbol.organs.first.map({ Bytes.hasPrefix($0, "QH") }) == true {
      return (Kind(code: "", name: "Luật"), true)
    }
    return (nil, isNormative)
  }

  /// A reference without a symbol.
  ///
  ///     partial ← KIND "số"? NUMBER ("/" YEAR)?
  ///
  /// Only where a mark, a date or the issuer ends it: "Quyết định 05 nội dung" counts things.
  ///
  /// - Parameter kind: What begins at `index`, and where its name ends.
  mutating func partialReference(at index: Int, _ kind: (entry: KindEntry, end: Int)) -> FoundReference? {
    let entry = kind.entry
    guard 1...3 ~= entry.codeLength else { return nil }
    var next = kind.end
    if at(next, .số) || atBare(next, .so) { next += 1 }
    let number = token(next)
    guard number.kind == .number, number.length <= 5, number.number > 0, !number.has(.blank) else {
      return nil
    }
    // "Chỉ thị số 15, 16, 19/CT-TTg": the symbol comes with the last number.
    var member = next + 1
    while member < next + 40, isMark(member, 44) || at(member, .và), isNumber(member + 1) {
      if symbol(at: member + 1, kind: entry, isAnnounced: true) != nil { return nil }
      member += 2
    }
    var digits = string(next..<next + 1)
    var end = next + 1
    if isMark(end, 47), !token(end).has(.space), let year = yearNumber(at: end + 1) {
      digits += "/\(year)"
      end += 2
    }
    let found = FoundReference(range: index..<end, kind: entry.kind, isAct: entry.isAct)
    found.number = digits
    found.grade = .partial
    let after = end
    readTail(found)
    if found.range.upperBound == after {
      let mark = token(after)
      let isEnd =
        mark.kind == .end || mark.isMark(44) || mark.isMark(46) || mark.isMark(59) || mark.isMark(41)
        || mark.isMark(34)
        || at(after, .về) || at(after, .và) || at(after, .của)
      guard isEnd, !isMark(after, 47), mark.isMark(46) || !isNumber(after + 1) || at(after, .và) == false
      else {
        left("partial", index..<after, "a number follows the kind, but nothing that ends a reference")
        return nil
      }
      // 1.234: a counted thing.
      if mark.isMark(46), isNumber(after + 1), !token(after + 1).has(.space) { return nil }
    }
    return found
  }

  /// A law by its name.
  ///
  ///     law ← ("Luật" / "Bộ luật" / "Pháp lệnh" / "Hiến pháp") TITLE ("năm" YEAR / date / "số" symbol)
  ///         / KNOWN-LAW YEAR?
  ///
  /// A title ends where its date, year or number begins; a law named inside the title of another is no
  /// reference of its own.
  ///
  /// - Parameter kind: What begins at `index`, and where its name ends.
  mutating func law(at index: Int, _ kind: (entry: KindEntry, end: Int)) -> FoundReference? {
    let entry = kind.entry
    guard entry.isAct, entry.kind.code.isEmpty || entry.kind.code == "PL" else { return nil }
    if at(index - 1, .dự, .luật) || at(index - 2, .dự, .án) || at(index - 2, .dự, .thảo) || at(index - 1, .án)
    {
      return nil
    }
    var next = kind.end
    // "… bổ sung bởi Luật ngày 25/6/2025": a law without a name.
    if at(next, .ngày), isNumber(next + 1) { return nil }
    var titleEnd = next
    let limit = min(index + 60, count)
    while next < limit {
      let token = token(next)
      if token.has(.blank) && token.kind != .word || token.has(.cell) { break }
      if at(next, .số) || atBare(next, .so), isNumber(next + 1) {
        guard let symbol = symbol(at: next + 1, kind: entry, isAnnounced: true) else { break }
        let found = FoundReference(
          range: index..<symbol.range.upperBound, kind: entry.kind, isAct: true, symbol: symbol)
        found.title = titleEnd > kind.end ? string(index..<titleEnd) : nil
        found.grade = symbol.isRepaired ? .repaired : .exact
        readTail(found)
        return found
      }
      if isNumber(next), let symbol = symbol(at: next, kind: entry, isAnnounced: false) {
        let found = FoundReference(
          range: index..<symbol.range.upperBound, kind: entry.kind, isAct: true, symbol: symbol)
        found.title = titleEnd > kind.end ? string(index..<titleEnd) : nil
        readTail(found)
        return found
      }
      if titleEnd > kind.end || entry.kind.name == "Hiến pháp" {
        if at(next, .ngày), let (value, end) = day(at: next), value.year != nil {
          let found = FoundReference(range: index..<end, kind: entry.kind, isAct: true)
          found.title = lawTitle(index..<titleEnd)
          found.date = FoundDate(range: next..<end, first: value)
          found.grade = .titled
          return found
        }
        // Of a day that cannot be read the year is left.
        let isDay = at(next, .ngày) && isNumber(next + 1)
        if at(next, .năm) || isDay,
          let end = (next...(isDay ? next + 5 : next)).first(where: {
            at($0, .năm) && yearNumber(at: $0 + 1) != nil
          }),
          let year = yearNumber(at: end + 1)
        {
          let found = FoundReference(range: index..<end + 2, kind: entry.kind, isAct: true)
          found.title = lawTitle(index..<titleEnd)
          found.date = FoundDate(range: end..<end + 2, first: DateValue(year: year))
          found.grade = .titled
          return found
        }
      }
      if token.kind == .punctuation, !token.isMark(44), !token.isMark(45), !token.isMark(40),
        !token.isMark(41), !token.isMark(47)
      {
        break
      }
      if token.isMark(40), !isMark(next + 2, 41), !isMark(next + 4, 41) { break }
      if token.kind == .word {
        // "của" only inside "… một số điều của Luật …".
        if at(next, .của), !at(next - 1, .điều) { break }
        if at(next, .theo) || at(next, .tại) || at(next, .được) || at(next, .từ) || at(next, .đến)
          || at(next, .là)
        {
          break
        }
        if at(next, .và), at(next + 1, .các) || at(next + 1, .văn, .bản) { break }
        if at(next, .trên) || at(next, .để) || at(next, .khi) { break }
        if next > kind.end, token.has(.upper), !token.has(.caps) || kind.end - index < 3,
          !(at(next - 1, .và) && at(kind.end, .sửa)),
          let other = longest(lexicon.kindPhrases, at: next), other.end > next + 1 || at(next, .luật),
          !at(next - 1, .của)
        {
          break
        }
      }
      next += 1
      titleEnd = next
    }
    // By its name alone, if that is known.
    if let known = longest(lexicon.lawPhrases, at: index) ?? longestBare(lexicon.bareLawPhrases, at: index) {
      // "Luật Đất đai 2013": behind a known name the year may stand alone.
      let year = token(known.end).has(.newline) ? nil : yearNumber(at: known.end)
      let found = FoundReference(
        range: index..<(year == nil ? known.end : known.end + 1), kind: entry.kind, isAct: true)
      found.title = lexicon.laws[known.value]
      if let year {
        found.date = FoundDate(range: known.end..<known.end + 1, first: DateValue(year: year))
      }
      found.grade = .titled
      return found
    }
    left("law", index..<min(titleEnd, count), "no year, date or number follows the name of the law")
    return nil
  }

  /// A law's title, repaired if a known one has its letters.
  private func lawTitle(_ range: Range<Int>) -> String {
    let printed = string(range)
    // "Luật sửa đổi, bổ sung một số điều của Luật …": the known law stands at the end.
    for index in range where at(index, .luật) || index == range.lowerBound {
      guard let known = longestBare(lexicon.bareLawPhrases, at: index), known.end == range.upperBound else {
        continue
      }
      if index == range.lowerBound { return lexicon.laws[known.value] }
      var amending = range.lowerBound + 1
      for word in Self.amendingWords {
        while isMark(amending, 44) { amending += 1 }
        guard atBare(amending, word) else { return printed }
        amending += 1
      }
      if amending == index {
        return string(range.lowerBound..<range.lowerBound + 1) + " sửa đổi, bổ sung một số điều của "
          + lexicon.laws[known.value]
      }
    }
    return printed
  }

  private static let amendingWords = ["sửa", "đổi", "bổ", "sung", "một", "số", "điều", "của"].map {
    BareWord($0)
  }

  /// The pin points that stand before a reference.
  ///
  ///     pinpoint ← ("điểm" LETTER ","?)? ("khoản" NUMBER ","?)? ("Điều" NUMBER)? "của"?
  func pinpoint(before start: Int) -> (Pinpoint, Int)? {
    var pin = Pinpoint()
    var index = start
    if at(index - 1, .của) { index -= 1 }
    for _ in 0..<3 {
      var end = index
      if isMark(end - 1, 44) { end -= 1 }
      if isNumber(end - 1), at(end - 2, .điều) || atBare(end - 2, .dieu), pin.article == nil {
        pin.article = string(end - 1..<end)
        index = end - 2
      } else if isNumber(end - 1), at(end - 2, .khoản), pin.clause == nil {
        pin.clause = string(end - 1..<end)
        index = end - 2
      } else if isWord(end - 1), token(end - 1).length <= 2, at(end - 2, .điểm), pin.point == nil {
        pin.point = string(end - 1..<end)
        index = end - 2
      } else {
        break
      }
    }
    return pin == Pinpoint() ? nil : (pin, index)
  }
}
