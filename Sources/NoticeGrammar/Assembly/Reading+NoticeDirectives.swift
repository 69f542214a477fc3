import NoticeText

/// What a notice orders, as a tree.
extension Reading {
  mutating func fillDirectives(
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
  func indices(upTo count: Int, in range: Range<Int>, position: (Int) -> Int) -> Range<Int> {
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

  static func ascend<Element>(_ list: [Element], by key: (Element) -> Int) -> Bool {
    zip(list, list.dropFirst()).allSatisfy { key($0) <= key($1) }
  }
}
