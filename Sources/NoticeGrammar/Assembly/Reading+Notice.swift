import NoticeText

extension Reading {
  /// Reads the whole document.
  ///
  ///     notice ← head text directives foot
  mutating func notice(of source: SourceText, diagnostics: [Diagnostic]) -> Notice {
    let head = readHead()
    year = head.date?.first.year
    month = head.date?.first.month
    let foot = readFoot(after: head.bodyStart)
    scan(0..<count, except: head.symbol?.range)
    if year == nil { year = dates.lazy.compactMap { $0.first.day == nil ? nil : $0.first.year }.first ?? dates.lazy.compactMap(\.first.year).first }
    let items = readItems(head.bodyStart..<(foot?.start ?? count))

    var notice = Notice(text: source)
    let province = province(head)
    fill(&notice, head: head, foot: foot, province: province)
    let deadlineYears = fillDirectives(&notice, items, issuer: head.issuer?.name, province: province)
    fillReferences(&notice, items, head: head, province: province)
    fillDates(&notice, bareYears: deadlineYears)
    fillAgencies(&notice, head: head, province: province)
    notice.repairs = repairs.sorted { $0.span.start < $1.span.start }
    notice.diagnostics = diagnostics + self.diagnostics
    return notice
  }

  // MARK: Head and foot

  private func fill(_ notice: inout Notice, head: Head, foot: Foot?, province: Province?) {
    notice.kind = head.kind?.kind
    if let range = head.kindRange { notice.spans.append(NamedSpan("kind", span(range))) }
    if let symbol = head.symbol {
      notice.number = symbol.number
      notice.symbol = symbol.symbol
      notice.identifier = symbol.identifier
      let at = span(symbol.range)
      notice.spans.append(NamedSpan("number", span(symbol.range.lowerBound..<symbol.range.lowerBound + 1)))
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
      notice.spans.append(NamedSpan("marks." + mark.class, span(mark.range)))
    }
    notice.addressees = head.addressees.map { Recipient(name: string($0), span: span($0)) }
    if let kind = notice.kind, let identifier = notice.identifier, let date = notice.date ?? head.symbol?.year.map(String.init) {
      let issuer = head.symbol.flatMap { issuerName(of: $0, named: head.issuer, province: province) } ?? notice.issuer?.name
      if let issuer {
        notice.uri = WorkURI.make(
          kind: kind, isAct: head.symbol?.year != nil || head.kind?.isAct == true, issuer: issuer,
          year: String(date.prefix(4)), name: identifier)
      }
    }
    guard let foot else { return }
    notice.recipients = foot.recipients.map { Recipient(name: $0.name, purpose: $0.purpose, span: span($0.range)) }
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

  /// The province of the document, which "tỉnh" alone means.
  struct Province {
    var name: String
    var isCity: Bool
    var title: String { (isCity ? "thành phố " : "tỉnh ") + name }
  }

  private func province(_ head: Head) -> Province? {
    func find(_ text: String?) -> Province? {
      guard let text else { return nil }
      return lexicon.provinces.first { text.hasSuffix($0.name) }.map { Province(name: $0.name, isCity: $0.isCity) }
    }
    if let province = find(head.issuer?.within) ?? find(head.issuer?.name) { return province }
    if let issuer = head.issuer, issuer.level == .central { return nil }
    if let place = head.place, let match = longest(lexicon.provincePhrases, at: place.lowerBound), match.end == place.upperBound {
      let entry = lexicon.provinces[match.value]
      return Province(name: entry.name, isCity: entry.isCity)
    }
    if head.issuer?.level == .province || head.issuer == nil {
      return agencies.lazy.compactMap { find($0.within) }.first
    }
    return nil
  }

  private func agency(_ found: FoundAgency, _ province: Province?) -> Agency {
    var name = found.name
    if isShouted(name) { name = ProperCase.name(name) }
    var agency = Agency(name: name, within: found.within, level: found.level, system: found.system, span: span(found.range))
    if agency.within == nil, found.level == .province, let province {
      agency.within = province.title
      agency.inferred = ["within"]
    }
    return agency
  }

  private func isShouted(_ name: String) -> Bool {
    name.split(separator: " ").contains { $0.count > 1 && $0.allSatisfy { $0.isUppercase } && $0.contains { !$0.isASCII } }
  }

  private func fillAgencies(_ notice: inout Notice, head: Head, province: Province?) {
    var found = agencies
    if let issuer = head.issuer, !found.contains(where: { $0.range.overlaps(issuer.range) }) { found.append(issuer) }
    found.sort { $0.range.lowerBound < $1.range.lowerBound }
    notice.agencies = found.map { agency($0, province) }
  }

  // MARK: Directives

  private mutating func fillDirectives(
    _ notice: inout Notice, _ items: [FoundItem], issuer: String?, province: Province?
  ) -> Set<Int> {
    guard !items.isEmpty else { return [] }
    var bareYears: Set<Int> = []
    let referenceDates = Set(references.compactMap { $0.isDateInferred ? nil : $0.date?.range.lowerBound })
    var built: [Directive?] = []
    for item in items {
      let own = min(item.label.range.upperBound, item.own.upperBound)..<item.own.upperBound
      let found = indices(of: agencies, in: own) { $0.range.lowerBound }
      let named = indices(of: dates, in: own) { $0.range.lowerBound }
      let assignees = assignees(in: own, found, issuer: issuer)
      let due = deadlines(in: own, named) { referenceDates.contains(dates[$0].range.lowerBound) }
      var directive = Directive(
        label: string(item.label.range), path: item.path.map(String.init).joined(separator: "."), text: string(trimmed(own)),
        span: span(item.label.range.lowerBound..<max(trimmed(own).upperBound, item.label.range.upperBound)))
      directive.heading = heading(own, hasChildren: !item.children.isEmpty).map { string($0) }
      var seen: Set<String> = []
      for assignee in assignees {
        let agency = agency(agencies[assignee.agency], province)
        if seen.insert(agency.name).inserted { directive.assignees.append(Assignee(agency: agency, role: assignee.role)) }
      }
      for deadline in due {
        var out = Deadline(period: deadline.period, relation: deadline.relation, span: span(deadline.range))
        if let index = deadline.date {
          guard let value = edtf(dates[index], isDeadline: true) else { continue }
          out.value = value
          if dates[index].first.year == nil { out.inferred = ["value"] }
          if dates[index].isBareYear { bareYears.insert(index) }
        }
        directive.deadlines.append(out)
      }
      let isSection = item.label.level <= .roman
      let orders = !directive.assignees.isEmpty || !directive.deadlines.isEmpty || item.children.isEmpty && own.count > 8 && !isCaps(own)
      built.append(isSection && !orders ? nil : directive)
    }
    for (index, item) in items.enumerated() where item.parent == nil {
      notice.directives += tree(index, items, built)
    }
    checkNumbering(items)
    return bareYears
  }

  /// An item with its children; a section that orders nothing gives its children alone.
  private func tree(_ index: Int, _ items: [FoundItem], _ built: [Directive?]) -> [Directive] {
    let children = items[index].children.flatMap { tree($0, items, built) }
    guard var directive = built[index] else { return children }
    directive.children = children
    if let last = children.last { directive.span.end = max(directive.span.end, last.span.end) }
    return [directive]
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> { range }

  /// A run-in heading: what stands before the first colon, if a sentence follows.
  private func heading(_ own: Range<Int>, hasChildren: Bool) -> Range<Int>? {
    for index in own where index < own.lowerBound + 60 {
      let token = tokens[index]
      if token.isMark(58) {
        return index > own.lowerBound && (index + 1 < own.upperBound || hasChildren) ? own.lowerBound..<index : nil
      }
      if token.isMark(46) || token.isMark(59) { return nil }
      if index > own.lowerBound, token.has(.bold) != tokens[own.lowerBound].has(.bold), tokens[own.lowerBound].has(.bold) {
        return own.lowerBound..<index
      }
    }
    return nil
  }

  private mutating func checkNumbering(_ items: [FoundItem]) {
    var last: [Int?: (Label.Level, Int)] = [:]
    for item in items where item.label.level == .number && item.label.ordinals.count == 1 || item.label.level == .article {
      let value = item.label.ordinals[0]
      if let (level, before) = last[item.parent], level == item.label.level, value > before + 1 {
        diagnostics.append(
          Diagnostic(.warning, "numbering-gap", "the numbering goes from \(before) to \(value)", span: span(item.label.range)))
      }
      last[item.parent] = (item.label.level, value)
    }
  }

  /// The elements, ascending by position, that begin within `range`.
  private func indices<Element>(of list: [Element], in range: Range<Int>, position: (Element) -> Int) -> Range<Int> {
    func first(notBefore limit: Int) -> Int {
      var (low, high) = (0, list.count)
      while low < high {
        let middle = (low + high) / 2
        if position(list[middle]) < limit { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = first(notBefore: range.lowerBound)
    return start..<max(start, first(notBefore: range.upperBound))
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
      if last != nil, last?.year == nil { last?.year = year }
    }
    guard let from = first.edtf(defaultYear: nil) else { return nil }
    guard let last else { return from }
    return last.edtf(defaultYear: nil).map { from + "/" + $0 }
  }

  private mutating func fillDates(_ notice: inout Notice, bareYears: Set<Int>) {
    for (index, date) in dates.enumerated() {
      if date.isBareYear, !bareYears.contains(index) { continue }
      guard let value = edtf(date) else { continue }
      notice.dates.append(
        DateMention(value: value, span: span(date.range), inferred: date.first.year == nil ? ["value"] : []))
    }
    notice.dates.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
  }

  // MARK: References

  private func fillReferences(_ notice: inout Notice, _ items: [FoundItem], head: Head, province: Province?) {
    var previous: (range: Range<Int>, role: Reference.Role)?
    var spans: [Int] = []
    for found in references {
      let identifier = found.symbol?.identifier
      // The document's own number is no reference.
      if let identifier, let own = head.symbol?.identifier, identifier.lowercased() == own.lowercased() {
        let sameDate = found.date == nil || found.date?.first == head.date?.first
        if sameDate { continue }
      }
      var reference = Reference(grade: found.grade, span: span(found.range))
      reference.kind = found.kind
      reference.number = found.symbol?.number ?? found.number
      if let symbol = found.symbol {
        if found.grade == .ambiguous {
          reference.candidates = symbol.candidates.map { candidate in
            var other = symbol
            other.type = candidate
            return other.identifier
          }
        } else {
          reference.identifier = symbol.identifier
          reference.symbol = symbol.symbol
        }
      }
      reference.title = found.title
      reference.pinpoint = found.pinpoint
      if let date = found.date {
        reference.date = edtf(date)
        if found.isDateInferred || date.first.year == nil { reference.inferred.append("date") }
      }
      if let issuer = found.issuer {
        reference.issuer = agency(issuer, province)
        if found.isIssuerInferred { reference.inferred.append("issuer") }
      } else if let symbol = found.symbol, let name = closedIssuer(symbol) {
        reference.issuer = Agency(name: name, span: span(symbol.range))
        reference.inferred.append("issuer")
      }
      reference.role = role(of: found.range, previous: previous)
      previous = (found.range, reference.role)
      if let kind = found.kind {
        let year = found.symbol?.year.map(String.init) ?? reference.date.map { String($0.prefix(4)) }
        let issuer = found.symbol.map { issuerName(of: $0, named: found.issuer, province: province) } ?? (found.grade == .titled ? "Quốc hội" : nil)
        if let year, let issuer, let name = reference.identifier ?? (found.grade == .titled ? found.title : nil) {
          reference.uri = WorkURI.make(kind: kind, isAct: found.isAct, issuer: issuer, year: year, name: name)
        }
      }
      notice.references.append(reference)
      spans.append(found.range.lowerBound)
    }
    shareDates(&notice.references)
    notice.basis = notice.references.indices.filter { notice.references[$0].role == .basis }
    guard !items.isEmpty else { return }
    // Which item each stands in.
    var byPath: [String: [Int]] = [:]
    var item = -1
    for (index, position) in spans.enumerated() {
      while item + 1 < items.count, items[item + 1].label.range.lowerBound <= position { item += 1 }
      guard item >= 0, position < items[item].own.upperBound else { continue }
      let path = items[item].path.map(String.init).joined(separator: ".")
      notice.references[index].directive = path
      byPath[path, default: []].append(index)
    }
    func attach(_ directives: inout [Directive]) {
      for index in directives.indices {
        directives[index].references = byPath.removeValue(forKey: directives[index].path) ?? []
        attach(&directives[index].children)
      }
    }
    attach(&notice.directives)
  }

  /// A mention without date takes the one date that all other mentions of the document have.
  private func shareDates(_ references: inout [Reference]) {
    var known: [String: (date: String, uri: String?)?] = [:]
    for reference in references {
      guard let identifier = reference.identifier, let date = reference.date, !reference.inferred.contains("date") else { continue }
      if let other = known[identifier] {
        if other?.date != date { known[identifier] = .some(nil) }
      } else {
        known[identifier] = (date, reference.uri)
      }
    }
    for index in references.indices where references[index].date == nil {
      guard let identifier = references[index].identifier, let found = known[identifier], let found else { continue }
      references[index].date = found.date
      references[index].inferred.append("date")
      if references[index].uri == nil { references[index].uri = found.uri }
    }
  }

  /// The body that a symbol's code names in the whole country, nil if the code is not closed.
  private func closedIssuer(_ symbol: FoundSymbol) -> String? {
    guard let code = symbol.form == .party ? symbol.organs.last : symbol.organs.first else { return nil }
    if code.hasPrefix("UBTVQH") { return "Ủy ban Thường vụ Quốc hội" }
    if code.hasPrefix("QH"), symbol.year != nil { return "Quốc hội" }
    guard let body = lexicon.bodiesByCode[WordKey(code)].map({ lexicon.bodies[$0] }) else { return nil }
    if body.level == "central", code != "TW" { return body.name }
    return nil
  }

  /// The issuer's name for URIs: by the code that closes the symbol, with its province.
  private func issuerName(of symbol: FoundSymbol, named: FoundAgency?, province: Province?) -> String? {
    guard let code = symbol.form == .party ? symbol.organs.last : symbol.organs.first else { return named?.name }
    if symbol.organs.count > 1, symbol.form != .letter, symbol.type == "TTLT" { return nil }
    if let closed = closedIssuer(symbol) { return closed }
    if code == "TW" { return "Trung ương" }
    guard let body = lexicon.bodiesByCode[WordKey(code)].map({ lexicon.bodies[$0] }) else {
      return named.map { $0.within.map { within in named.map { $0.name.hasSuffix(within) ? $0.name : $0.name + " " + within } ?? "" } ?? $0.name }
    }
    let home = place(of: named) ?? province?.title
    switch code {
    case "TU":
      guard let home else { return nil }
      let isCity = home.hasPrefix("thành phố")
      return (isCity ? "Thành ủy " : "Tỉnh ủy ") + home.dropFirst(isCity ? "thành phố ".count : "tỉnh ".count)
    case "UBND", "HĐND":
      if let named, let within = named.within, named.name.contains(within) { return body.name + " " + within }
      guard let home else { return nil }
      return body.name + " " + home
    default:
      if body.level == "province", !body.name.contains("Tỉnh ủy") {
        guard let home else { return nil }
        return body.name.replacing(" tỉnh", with: "").replacing(" thành phố", with: "") + " " + home
      }
      if body.level == "province", let home {
        return body.name.replacing("Tỉnh ủy / Thành ủy", with: "Tỉnh ủy") + " " + home.replacing("tỉnh ", with: "").replacing("thành phố ", with: "")
      }
      guard let named else { return nil }
      if let within = named.within, !named.name.hasSuffix(within) { return named.name + " " + within }
      if named.name.hasSuffix("tỉnh") || named.name.contains("cấp tỉnh"), let province { return named.name + " " + province.name }
      return named.name
    }
  }

  private func place(of agency: FoundAgency?) -> String? {
    guard let agency else { return nil }
    if let within = agency.within, within.hasPrefix("tỉnh ") || within.hasPrefix("thành phố ") { return within }
    return lexicon.provinces.first { agency.name.hasSuffix(" " + $0.name) }.map { ($0.isCity ? "thành phố " : "tỉnh ") + $0.name }
  }
}
