import NoticeText

extension Reading {
  /// Reads the whole document.
  ///
  ///     notice ← head text directives foot
  mutating func notice(of source: SourceText, diagnostics: [Diagnostic]) -> Notice {
    let head = readHead()
    year = head.date?.first.year
    if let date = head.date?.first, let year, let month = date.month, let day = date.day {
      own = (year, month, day)
    }
    isNormative = head.kind.map { $0.isAct || Self.changingKinds.contains($0.kind.code) } ?? false
    month = head.date?.first.month
    let foot = readFoot(after: head.bodyStart)
    scan(
      0..<count, except: head.symbol?.range ?? head.numberDebris,
      silent: head.national + (foot?.signatureLines ?? []))
    if year == nil {
      year =
        dates.lazy.compactMap { $0.first.day == nil ? nil : $0.first.year }.first
        ?? dates.lazy.compactMap(\.first.year).first
    }
    let items = readItems(head.bodyStart..<(foot?.start ?? count))

    var notice = Notice(text: source)
    let province = province(head)
    fill(&notice, head: head, foot: foot, province: province)
    let places = fillReferences(&notice, items, head: head, province: province)
    let deadlineYears = fillDirectives(
      &notice, items, references: places, issuer: head.issuer?.name.string, province: province)
    fillDates(&notice, bareYears: deadlineYears)
    fillAgencies(&notice, head: head, province: province)
    for replacement in replacements {
      repairs.append(
        Repair(
          text: replacement.text, span: span(replacement.index..<replacement.index + 1), confidence: 0.9,
          rule: "lexicon"))
    }
    checkDates()
    notice.repairs = repairs.sorted { $0.span.start < $1.span.start }
    notice.diagnostics = diagnostics + self.diagnostics
    return notice
  }

  private static let changingKinds: Set<String> = ["QĐ", "NQ", "QC", "QyĐ", "TT", "NĐ"]

  // MARK: Head and foot

  private func fill(_ notice: inout Notice, head: Head, foot: Foot?, province: Int?) {
    notice.kind = head.kind?.kind
    if let range = head.kindRange { notice.spans.append(NamedSpan("kind", span(range))) }
    if let symbol = head.symbol {
      notice.number = symbol.number
      notice.symbol = symbol.symbol
      notice.identifier = symbol.identifier
      let at = span(symbol.range)
      let numberEnd = symbol.range.lowerBound + (symbol.number.utf8.contains(46) ? 3 : 1)
      notice.spans.append(NamedSpan("number", span(symbol.range.lowerBound..<numberEnd)))
      notice.spans.append(NamedSpan("symbol", at))
      notice.spans.append(NamedSpan("identifier", at))
    } else if let only = head.symbolOnly {
      notice.symbol = only.text
      notice.spans.append(NamedSpan("symbol", span(only.range)))
    }
    if let issuer = head.issuer {
      notice.issuer = agency(issuer, province)
    }
    if let place = head.place {
      notice.place = string(place)
      notice.spans.append(NamedSpan("place", span(place)))
    }
    if let date = head.date {
      notice.date = date.first.edtf(defaultYear: nil)
      notice.spans.append(NamedSpan("date", span(date.range)))
    }
    if let subject = head.subject {
      notice.subject = string(subject)
      notice.spans.append(NamedSpan("subject", span(subject)))
    }
    for mark in head.marks {
      switch mark.class {
      case "secrecy": notice.marks.secrecy = mark.mark
      case "urgency": notice.marks.urgency = mark.mark
      case "circulation": notice.marks.circulation = mark.mark
      case "draft": notice.marks.draft = mark.mark
      default: notice.marks.copy = mark.mark
      }
      notice.spans.append(NamedSpan(mark.class, span(mark.range)))
    }
    notice.addressees = head.addressees.map { Recipient(name: string($0), span: span($0)) }
    if let kind = notice.kind, let identifier = notice.identifier,
      let date = notice.date ?? head.symbol?.year.map(String.init)
    {
      let issuer =
        head.symbol.flatMap { issuerName(of: $0, named: head.issuer, province: province) }
        ?? notice.issuer?.name
      if let issuer {
        notice.uri = WorkURI.make(
          kind: kind, isAct: head.symbol?.year != nil || head.kind?.isAct == true, issuer: issuer,
          year: Substring(date.utf8.prefix(4)), name: identifier)
      }
    }
    guard let foot else { return }
    notice.recipients = foot.recipients.map {
      Recipient(name: $0.name, purpose: $0.purpose, span: span($0.range))
    }
    guard let found = foot.signature else { return }
    var signature = Signature()
    func put(_ value: (text: String, range: Range<Int>)?, _ name: String) -> String? {
      guard let value else { return nil }
      signature.spans.append(NamedSpan(name, span(value.range)))
      return value.text
    }
    signature.capacity = put(found.capacity, "capacity")
    signature.onBehalfOf = put(found.onBehalfOf, "onBehalfOf")
    signature.position = put(found.position, "position")
    signature.name = put(found.name, "name")
    notice.signature = signature
  }

  // MARK: Agencies

  /// The province of the document, which "tỉnh" alone means: a row of `provinces.tsv`.
  private func province(_ head: Head) -> Int? {
    if let province = head.issuer?.province { return province }
    if let issuer = head.issuer, issuer.level == .central { return nil }
    if let place = head.place, let match = longest(lexicon.provincePhrases, at: place.lowerBound),
      match.end == place.upperBound
    {
      return match.value
    }
    if head.issuer?.level == .province || head.issuer == nil {
      return agencies.lazy.compactMap(\.province).first
    }
    return nil
  }

  private func agency(_ found: FoundAgency, _ province: Int?) -> Agency {
    let printed = found.name.string
    let name = found.isShouted ? ProperCase.name(printed) : printed
    let home = found.within == nil && found.level == .province ? province : nil
    return Agency(
      name: name, within: home.map { lexicon.provinces[$0].title } ?? found.within?.string,
      level: found.level,
      system: found.system, span: span(found.range), inferred: home == nil ? [] : Self.inferredWithin)
  }

  private static let inferredWithin = ["within"]

  private func fillAgencies(_ notice: inout Notice, head: Head, province: Int?) {
    var order = Array(agencies.indices)
    var starts = order.map { agencies[$0].range.lowerBound }
    if let issuer = head.issuer, !order.contains(where: { agencies[$0].range.overlaps(issuer.range) }) {
      order.append(agencies.count)
      starts.append(issuer.range.lowerBound)
    }
    if !Self.ascend(starts, by: \.self) { order.sort { starts[$0] < starts[$1] } }
    notice.agencies.reserveCapacity(order.count)
    // "ĐẢNG ỦY XÃ TÂN PHÚ": read as a list of lines a letterhead says more than the same words in the text.
    let cut = head.issuer.flatMap { issuer in
      order.last {
        $0 < agencies.count && issuer.range.contains(agencies[$0].range.lowerBound)
          && issuer.range.upperBound >= agencies[$0].range.upperBound
          && issuer.name.count > agencies[$0].name.count
          && Bytes.hasPrefix(issuer.name.string, agencies[$0].name.string)
      }
    }
    for index in order {
      if index == cut, let issuer = head.issuer {
        notice.agencies.append(agency(issuer, province))
      } else if index < agencies.count {
        notice.agencies.append(agency(agencies[index], province))
      } else if let issuer = head.issuer {
        notice.agencies.append(agency(issuer, province))
      }
    }
  }

  // MARK: Directives

  private mutating func fillDirectives(
    _ notice: inout Notice, _ items: [FoundItem], references: [[Int]], issuer: String?,
    province: Int?
  ) -> Set<Int> {
    guard !items.isEmpty else { return [] }
    var bareYears: Set<Int> = []
    var next = 0
    while next < items.count {
      next = plant(
        next, items, references: references, issuer: issuer, province: province, &bareYears,
        into: &notice.directives)
    }
    checkNumbering(items)
    return bareYears
  }

  /// Settles an item and its children and appends it to `place`; a section that orders nothing gives its children
  /// alone. Gives the item after them.
  private func plant(
    _ index: Int, _ items: [FoundItem], references: [[Int]], issuer: String?, province: Int?,
    _ bareYears: inout Set<Int>, into place: inout [Directive]
  ) -> Int {
    func plantChildren(into place: inout [Directive]) -> Int {
      var next = index + 1
      while next < items.count, items[next].parent == index {
        next = plant(
          next, items, references: references, issuer: issuer, province: province, &bareYears, into: &place)
      }
      return next
    }
    let item = items[index]
    let own = min(item.label.range.upperBound, item.own.upperBound)..<item.own.upperBound
    let found = indices(upTo: agencies.count, in: own) { agencies[$0].range.lowerBound }
    let named = indices(upTo: dates.count, in: own) { dates[$0].range.lowerBound }
    let assignees = assignees(in: own, found, issuer: issuer)
    let due = deadlines(in: own, named)
    var deadlines: [Deadline] = []
    deadlines.reserveCapacity(due.count)
    for deadline in due {
      guard let date = deadline.date else {
        deadlines.append(
          Deadline(period: deadline.period, relation: deadline.relation, span: span(deadline.range)))
        continue
      }
      guard let value = edtf(dates[date], isDeadline: true), !isOver(dates[date], deadline.relation),
        !deadlines.contains(where: { $0.value == value && $0.relation == deadline.relation })
      else { continue }
      if dates[date].isBareYear { bareYears.insert(date) }
      deadlines.append(
        Deadline(
          value: value, period: deadline.period, relation: deadline.relation, span: span(deadline.range),
          inferred: dates[date].first.year == nil ? ["value"] : []))
    }
    let orders =
      !assignees.isEmpty || !deadlines.isEmpty || item.childCount == 0 && own.count > 8 && !isCaps(own)
    if item.label.level <= .roman, !orders { return plantChildren(into: &place) }
    let at = place.count
    place.append(
      Directive(
        label: string(item.label.range), path: item.path,
        heading: heading(own, hasChildren: item.childCount > 0).map { string($0) }, text: string(own),
        span: span(item.label.range.lowerBound..<max(own.upperBound, item.label.range.upperBound))))
    if !references[index].isEmpty { place[at].references = references[index] }
    if !deadlines.isEmpty { place[at].deadlines = deadlines }
    if !assignees.isEmpty { place[at].assignees = settled(assignees, province: province) }
    guard items[index].childCount > 0 else { return index + 1 }
    place[at].children.reserveCapacity(items[index].childCount)
    let next = plantChildren(into: &place[at].children)
    if let end = place[at].children.last?.span.end { place[at].span.end = max(place[at].span.end, end) }
    return next
  }

  /// The bodies that must act, each once.
  private func settled(_ found: [FoundAssignee], province: Int?) -> [Assignee] {
    var out: [Assignee] = []
    out.reserveCapacity(found.count)
    for assignee in found {
      let agency = agency(assignee.agency, province)
      if !out.contains(where: { Bytes.equal($0.agency.name, agency.name) }) {
        out.append(Assignee(agency: agency, role: assignee.role))
      }
    }
    return out
  }

  /// A run-in heading: what stands before the first colon, if a sentence follows.
  private func heading(_ own: Range<Int>, hasChildren: Bool) -> Range<Int>? {
    let isBold = !own.isEmpty && tokens[own.lowerBound].has(.bold)
    for index in own.prefix(60) where isBold || traits[index].has(.stop) {
      let token = tokens[index]
      if token.isMark(58) {
        return index > own.lowerBound && (index + 1 < own.upperBound || hasChildren)
          ? own.lowerBound..<index : nil
      }
      if token.isMark(46) || token.isMark(59) { return nil }
      if index > own.lowerBound, isBold, !token.has(.bold) {
        return own.lowerBound..<index
      }
    }
    return nil
  }

  private mutating func checkNumbering(_ items: [FoundItem]) {
    // By parent, the root first.
    var last = [(level: Label.Level, value: Int)?](repeating: nil, count: items.count + 1)
    for index in items.indices {
      let level = items[index].label.level
      guard level == .number && items[index].label.ordinals.count == 1 || level == .article else { continue }
      let value = items[index].label.ordinals[0]
      let parent = items[index].parent.map { $0 + 1 } ?? 0
      if let before = last[parent], before.level == level, value > before.value + 1 {
        diagnostics.append(
          Diagnostic(
            .warning, "numbering-gap", "the numbering goes from \(before.value) to \(value)",
            span: span(items[index].label.range)))
      }
      last[parent] = (level, value)
    }
  }

  /// The indices below `count`, ascending by position, whose position is within `range`.
  private func indices(upTo count: Int, in range: Range<Int>, position: (Int) -> Int) -> Range<Int> {
    func first(notBefore limit: Int) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if position(middle) < limit { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = first(notBefore: range.lowerBound)
    return start..<max(start, first(notBefore: range.upperBound))
  }

  private static func ascend<Element>(_ list: [Element], by key: (Element) -> Int) -> Bool {
    zip(list, list.dropFirst()).allSatisfy { key($0) <= key($1) }
  }

  // MARK: Dates

  /// The value of a date, the year taken from the document if the text leaves it out.
  private func edtf(_ date: FoundDate, isDeadline: Bool = false) -> String? {
    var (first, last) = (date.first, date.last)
    if let year {
      if first.year == nil {
        first.year = year
        // A deadline months before the document is next year's.
        if isDeadline, let own = month, let month = first.month, month + 2 < own { first.year = year + 1 }
      }
      if last != nil, last?.year == nil { last?.year = first.year }
    }
    guard let from = first.edtf(defaultYear: nil) else { return nil }
    guard let last else { return from }
    return last.edtf(defaultYear: nil).map { from + "/" + $0 }
  }

  /// Whether a limit lies before the day of the document itself: it tells what was.
  private func isOver(_ date: FoundDate, _ relation: Deadline.Relation) -> Bool {
    guard let own, !isDamaged, relation != .from, case let last = date.last ?? date.first,
      let year = last.year,
      let month = last.month, let day = last.day
    else { return false }
    return (year, month, day) < own
  }

  private mutating func fillDates(_ notice: inout Notice, bareYears: Set<Int>) {
    for (index, date) in dates.enumerated() {
      if date.isBareYear, !bareYears.contains(index) { continue }
      // "ngày 10 tháng 6 hằng năm" is no date.
      if date.last == nil, date.first.year == nil,
        at(date.range.upperBound, .hằng) || at(date.range.upperBound, .hàng)
      {
        continue
      }
      guard let value = edtf(date) else { continue }
      notice.dates.append(
        DateMention(value: value, span: span(date.range), inferred: date.first.year == nil ? ["value"] : []))
    }
    if !Self.ascend(notice.dates, by: \.span.start) { notice.dates.sort { $0.span.start < $1.span.start } }
  }

  // MARK: References

  /// Settles the references; gives, by item, the indices of those in it.
  private func fillReferences(
    _ notice: inout Notice, _ items: [FoundItem], head: Head, province: Int?
  ) -> [[Int]] {
    var previous: (range: Range<Int>, role: Reference.Role)?
    var byItem = [[Int]](repeating: [], count: items.count)
    var item = -1
    let own = head.symbol?.identifier
    notice.references.reserveCapacity(references.count)
    for found in references {
      let symbol = found.symbol
      let printed = symbol?.symbol
      let identifier = printed.flatMap { symbol?.identifier($0) }
      // The document's own number is no reference.
      if let identifier, let own, found.date == nil || found.date?.first == head.date?.first,
        Bytes.equal(identifier, own)
      {
        continue
      }
      let role = role(of: found.range, previous: previous)
      previous = (found.range, role)
      let position = found.range.lowerBound
      while item + 1 < items.count, items[item + 1].label.range.lowerBound <= position { item += 1 }
      var directive: String?
      if item >= 0, position < items[item].own.upperBound, position >= items[item].own.lowerBound {
        directive = items[item].path
        byItem[item].append(notice.references.count)
      }
      notice.references.append(
        settled(
          found, symbol, printed: printed, identifier: identifier, role: role, directive: directive,
          province: province))
    }
    shareDates(&notice.references)
    shareIssuers(&notice.references)
    notice.basis = notice.references.indices.filter { notice.references[$0].role == .basis }
    return byItem
  }

  /// A reference as the notice gives it; `printed` and `identifier` are its symbol's.
  private func settled(
    _ found: FoundReference, _ symbol: FoundSymbol?, printed: String?, identifier: String?,
    role: Reference.Role, directive: String?, province: Int?
  ) -> Reference {
    let place = span(found.range)
    var reference = Reference(role: role, grade: grade(of: found), span: place)
    reference.kind = found.kind
    reference.number = symbol?.number ?? found.number
    if let symbol, found.grade == .ambiguous {
      reference.candidates = symbol.candidates.map { candidate in
        var other = symbol
        other.type = candidate
        return other.identifier
      }
    } else {
      reference.identifier = identifier
      reference.symbol = printed
    }
    reference.title = found.title
    reference.pinpoint = found.pinpoint
    if let date = found.date {
      reference.date = edtf(date)
      if found.isDateInferred || date.first.year == nil { reference.inferred.append("date") }
    }
    var issuer = found.issuer
    if let issuer {
      reference.issuer = agency(issuer, province)
      if found.isIssuerInferred { reference.inferred.append("issuer") }
    } else if let symbol {
      if let name = closedIssuer(symbol) {
        reference.issuer = Agency(name: name, span: span(symbol.range))
        reference.inferred.append("issuer")
      } else if let body = bodyNamed(by: symbol, before: found.range.lowerBound) {
        reference.issuer = agency(body, province)
        reference.inferred.append("issuer")
        issuer = body
      }
    }
    reference.directive = directive
    guard
      let issuer = symbol.map({ issuerName(of: $0, named: issuer, province: province) })
        ?? (found.grade == .titled ? "Quốc hội" : nil)
    else { return reference }
    if let kind = found.kind, let name = reference.identifier ?? (found.grade == .titled ? found.title : nil),
      let year = symbol?.year.map({ Substring(String($0)) })
        ?? reference.date.map({ Substring($0.utf8.prefix(4)) })
        ?? found.year.map({ Substring(String($0)) })
    {
      reference.uri = WorkURI.make(kind: kind, isAct: found.isAct, issuer: issuer, year: year, name: name)
    }
    if reference.uri == nil { reference.author = WorkURI.slug(issuer) }
    return reference
  }

  /// A mention without date takes the one date that all other mentions of the document have.
  private func shareDates(_ references: inout [Reference]) {
    guard
      references.indices.contains(where: { references[$0].date == nil && references[$0].identifier != nil })
    else { return }
    var known: [Bytes: (date: String, uri: String?)?] = [:]
    known.reserveCapacity(references.count)
    for index in references.indices {
      guard let identifier = references[index].identifier, let date = references[index].date,
        !references[index].inferred.contains("date")
      else { continue }
      let key = Bytes(identifier)
      if let other = known[key] {
        if other?.date != date { known[key] = .some(nil) }
      } else {
        known[key] = (date, references[index].uri)
      }
    }
    for index in references.indices where references[index].date == nil {
      guard let identifier = references[index].identifier, let found = known[Bytes(identifier)],
        let found
      else { continue }
      // Of another body, if one is named, it is another document.
      if references[index].issuer != nil, !references[index].inferred.contains("issuer"),
        let author = references[index].author, let uri = found.uri,
        !uri.utf8.split(separator: 47).contains(where: { $0.elementsEqual(author.utf8) })
      {
        continue
      }
      references[index].date = found.date
      references[index].inferred.append("date")
      if references[index].uri == nil, let uri = found.uri {
        references[index].uri = uri
        references[index].author = nil
      }
    }
  }

  /// A mention that does not say who issued the document takes it from another one of the same number and date that
  /// does, and is not of the province that it would be of else: "… số 34-CT/TU ngày 20/11/2023 nêu trên".
  private func shareIssuers(_ references: inout [Reference]) {
    /// A document's number and date.
    struct Name: Hashable {
      let identifier: Bytes
      let date: Bytes
    }
    func lacksIssuer(_ reference: Reference) -> Bool {
      reference.issuer == nil && reference.identifier != nil && reference.date != nil
    }
    guard references.contains(where: lacksIssuer) else { return }
    var known: [Name: (issuer: Agency, uri: String)] = [:]
    for reference in references {
      guard let identifier = reference.identifier, let date = reference.date, let uri = reference.uri,
        let issuer = reference.issuer, !reference.inferred.contains("issuer")
      else { continue }
      known[Name(identifier: Bytes(identifier), date: Bytes(date))] = (issuer, uri)
    }
    guard !known.isEmpty else { return }
    for index in references.indices where references[index].issuer == nil {
      guard let identifier = references[index].identifier, let date = references[index].date,
        let found = known[Name(identifier: Bytes(identifier), date: Bytes(date))]
      else { continue }
      references[index].issuer = found.issuer
      references[index].inferred.append("issuer")
      references[index].uri = found.uri
      references[index].author = nil
    }
  }

  /// The body that a symbol's code names in the whole country, nil if the code is not closed.
  private func closedIssuer(_ symbol: FoundSymbol) -> String? {
    guard let body = symbol.body.map({ lexicon.bodies[$0] }), body.level == "central", body.code != "TW"
    else { return nil }
    if body.code == "QH", symbol.year == nil { return nil }
    return body.name
  }

  /// The body of the text whose initials the symbol's code is: `BCSĐ` of "Ban cán sự đảng UBND tỉnh".
  private func bodyNamed(by symbol: FoundSymbol, before position: Int) -> FoundAgency? {
    guard let code = symbol.issuingCode, code.utf8.count >= 3,
      symbol.body.map({ !Self.manifold.contains(lexicon.bodies[$0].code) }) ?? true
    else { return nil }
    let letters = Array(code.utf8)
    func isIts(_ index: Int) -> Bool {
      !agencies[index].isGroup
        && !(at(agencies[index].range.lowerBound - 2, .nay) && at(agencies[index].range.lowerBound - 1, .là))
        && Self.begins(agencies[index].name.bytes, withInitials: letters)
    }
    if let before = agencies.indices.last(where: { agencies[$0].range.lowerBound < position && isIts($0) }) {
      return agencies[before]
    }
    if let after = agencies.indices.first(where: isIts) { return agencies[after] }
    guard let body = symbol.body.map({ lexicon.bodies[$0] }), Bytes.hasPrefix(body.name, "Sở ") else {
      return nil
    }
    return FoundAgency(
      range: symbol.range, name: scratch.keep(body.name), level: .province, system: body.system)
  }

  /// Codes that stand for many bodies.
  private static let manifold: Set<String> = ["UBND", "HĐND", "BCĐ", "TU", "TW"]

  /// Whether the first letters of a name's words, "và" aside, begin with `code`.
  private static func begins(_ bytes: UnsafeBufferPointer<UInt8>, withInitials code: [UInt8]) -> Bool {
    var rest = code[...]
    var isStart = true
    var index = 0
    while index < bytes.count, !rest.isEmpty {
      let byte = bytes[index]
      if byte == 32 || byte == 45 || byte == 44 {
        isStart = true
      } else if isStart {
        isStart = false
        // "và" is passed over; a small first letter counts as its capital.
        if byte == 118, bytes[index...].starts(with: "và ".utf8) {
          index += 1
          continue
        }
        if byte < 0x80 {
          guard byte & 0xDF == rest.first else { return false }
          rest = rest.dropFirst()
        } else {
          // đ and the other letters of two or three bytes.
          let (scalar, length) = UTF8Bytes.decode(bytes, at: index)
          let letter = UnsafeBufferPointer(rebasing: bytes[index..<index + length])
          let upper =
            switch LetterCase.kind(scalar) {
            case .capital: String(validated: letter)
            case .small:
              String(capacity: length) { LetterCase.lower(letter[...], capitalized: true, to: &$0) }
            default: String(validated: letter).uppercased()
            }
          guard rest.starts(with: upper.utf8) else { return false }
          rest = rest.dropFirst(upper.utf8.count)
        }
      }
      index += 1
    }
    return rest.isEmpty
  }

  /// The issuer's name for URIs: by the code that closes the symbol, with its province.
  private func issuerName(of symbol: FoundSymbol, named: FoundAgency?, province: Int?) -> String? {
    if symbol.organs.count > 1, symbol.form != .letter, symbol.type == "TTLT" { return nil }
    if let closed = closedIssuer(symbol) { return closed }
    let home = (named?.province ?? province).map { lexicon.provinces[$0] }
    guard let body = symbol.body.map({ lexicon.bodies[$0] }) else {
      guard let named else { return nil }
      if named.within == nil, named.level == .province, named.province == nil, let home {
        return placed(named.name.string, within: home.title)
      }
      return placed(named.name.string, within: named.within?.string)
    }
    switch body.code {
    case "TW": return "Trung ương"
    case "TU": return home.map { ($0.isCity ? "Thành ủy " : "Tỉnh ủy ") + $0.name }
    case "UBND", "HĐND":
      if let named, named.province == nil, let within = named.within, named.level != .province {
        return body.name + " " + within.string
      }
      return home.map { body.name + " " + $0.title }
    default:
      if body.level == "province" {
        guard let home else { return nil }
        if body.system == .party {
          return (home.isCity ? body.cityName : body.name) + " " + home.name
        }
        return body.stem + " " + home.title
      }
      guard let named else { return nil }
      if named.within == nil, let home {
        return placed(named.name.string, within: home.title, ifLevelIsSaid: true)
      }
      return placed(named.name.string, within: named.within?.string)
    }
  }

  /// A body's name with its place, of which no word stands twice.
  ///
  ///     Sở Y tế, tỉnh Hà Nam → Sở Y tế tỉnh Hà Nam        Công an tỉnh, tỉnh Hà Nam → Công an tỉnh Hà Nam
  ///
  /// - Parameter ifLevelIsSaid: The name takes the place only if it ends with its level, as the second does.
  private func placed(_ name: String, within: String?, ifLevelIsSaid: Bool = false) -> String {
    guard let within, !Bytes.hasSuffix(name, within) else { return name }
    for level in Self.placeLevels where Bytes.hasPrefix(within, level.opening) {
      let place = within.utf8.dropFirst(level.opening.utf8.count - 1)
      if name.utf8.count >= place.count, name.utf8.suffix(place.count).elementsEqual(place) { return name }
      let tail = name.utf8.suffix(level.ending.utf8.count)
      if Bytes.equal(String(Substring(tail)).lowercased(), level.ending) { return name + Substring(place) }
    }
    return ifLevelIsSaid ? name : name + " " + within
  }

  /// A place's level, as its name begins with it and as a body's name ends with it.
  private static let placeLevels = ["tỉnh", "thành phố"].map { (opening: $0 + " ", ending: " " + $0) }

  /// The grade that the notice gives it: what only repair made a symbol is `repaired`.
  func grade(of found: FoundReference) -> Reference.Grade {
    found.grade == .exact && isSymbolMended(span(found.range)) ? .repaired : found.grade
  }

  /// Whether the text of a symbol within `span` is not as it was printed.
  private func isSymbolMended(_ span: SourceRange) -> Bool {
    var (low, high) = (0, textRepairs.count)
    while low < high {
      let middle = (low + high) / 2
      if textRepairs[middle].span.end <= span.start { low = middle + 1 } else { high = middle }
    }
    while low < textRepairs.count, textRepairs[low].span.start < span.end {
      if ["code", "roman", "blank"].contains(textRepairs[low].rule) { return true }
      low += 1
    }
    return false
  }
}
