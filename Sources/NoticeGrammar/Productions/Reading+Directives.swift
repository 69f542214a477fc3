import NoticeText

/// One item of the operative part, before it is bound.
struct FoundItem {
  var label: Label
  /// The ordinals from the root, joined by `.`.
  var path: String
  /// The last of them.
  var lastOrdinal: Int?
  /// From the label to where the next item begins.
  var own: Range<Int>
  /// An item before it; those between the two are the parent's too, or below its other children.
  var parent: Int?
  var childCount = 0
}

/// The items found so far.
private struct ItemList {
  var items: [FoundItem] = []
  /// Those that may still get children, outermost first: indices of `items`.
  var open: [Int] = []
  var rootCount = 0
  /// Where the operative part ends.
  var end: Int

  init(end: Int) { self.end = end }

  /// Closes what stands as deep as `depth` or deeper; the outermost stand at 1.
  mutating func close(downTo depth: Int) {
    open.removeLast(max(open.count - (depth - 1), 0))
  }
}

extension Reading {
  /// The items of the operative part, in the order of the text.
  ///
  ///     directives ← item+
  ///     item ← label TEXT item*
  ///
  /// What nests in what follows from the class of the label, not from indentation: part, chapter, section,
  /// Roman, article, number, letter, bracket, dash, plus. A number is taken for a label if it goes on counting
  /// (gaps are allowed where a sentence ends before it), so that a wrapped line that begins with a date or
  /// an amount is not one.
  mutating func readItems(_ body: Range<Int>) -> [FoundItem] {
    let lines = lines(body, columns: false)
    let candidates = labelCandidates(lines)
    guard !candidates.isEmpty else { return [] }
    let firstTop = operativeStart(candidates, lines)
    var list = ItemList(end: body.upperBound)
    if isDamaged {
      let outline = outline(candidates[firstTop...], lines)
      for (label, depth) in outline {
        list.close(downTo: depth)
        append(label, to: &list)
      }
      if trace != nil {
        let taken = Set(outline.map(\.label.range.lowerBound))
        for candidate in candidates[firstTop...] where !taken.contains(candidate.label.range.lowerBound) {
          left("label", candidate.label.range, "the outline of the whole text is likelier without it")
        }
      }
      return list.items
    }
    for number in firstTop..<candidates.count {
      let candidate = candidates[number]
      var label = candidate.label
      if isMisreadOne(candidate, candidates[(number + 1)...], lines) { label.level = .number }
      guard accept(label, strong: candidate.strong, items: list.items, open: &list.open) else {
        left("label", label.range, "the number does not go on from the last one, or stands inside a sentence")
        continue
      }
      append(label, to: &list)
    }
    return list.items
  }

  /// Appends an item under what is open.
  private func append(_ label: Label, to list: inout ItemList) {
    let parent = list.open.last
    var siblings = parent.map { list.items[$0].childCount } ?? list.rootCount
    // No list begins with b: OCR lost what stood before.
    if isDamaged, label.level == .letter, siblings == 0, 2...3 ~= label.ordinals[0] {
      siblings = label.ordinals[0] - 1
    }
    let (path, lastOrdinal) = path(of: label, parent: parent, items: list.items, siblings: siblings)
    if let last = list.items.indices.last {
      list.items[last].own = list.items[last].own.lowerBound..<label.range.lowerBound
    }
    list.items.append(
      FoundItem(
        label: label, path: path, lastOrdinal: lastOrdinal, own: label.range.lowerBound..<list.end,
        parent: parent))
    if let parent { list.items[parent].childCount = siblings + 1 } else { list.rootCount = siblings + 1 }
    list.open.append(list.items.count - 1)
  }

  /// The lines of which a label may open an item.
  private func labelCandidates(_ lines: [Line]) -> [LabelCandidate] {
    var out: [LabelCandidate] = []
    var body = 0  // the first body that does not end before the line
    let quotations = quotations(
      in: (lines.first?.range.lowerBound ?? 0)..<(lines.last?.range.upperBound ?? 0))
    var quotation = 0  // the first that does not end before the line
    for number in lines.indices {
      let line = lines[number]
      let start = line.range.lowerBound
      while quotation < quotations.count, quotations[quotation].upperBound <= start { quotation += 1 }
      let isQuoted = quotation < quotations.count && quotations[quotation].contains(start)
      if edge(of: line) == .continues || isQuoted { continue }
      var mark = labelMark(at: start)
      if let label = mark, !line.isBlankBefore, isWord(start - 1) {
        // "báo động / 3.": the last word of a sentence, wrapped.
        if label.level == .number, label.range.upperBound == line.range.upperBound,
          token(line.range.upperBound).has(.blank)
        {
          continue
        }
        // "Tập đoàn Công nghiệp / - Viễn thông Quân đội": a dash of the name.
        while body < agencies.count, agencies[body].range.upperBound <= start { body += 1 }
        if label.level == .dash, body < agencies.count, agencies[body].range.lowerBound < start { continue }
      }
      // "l- MỤC TIÊU" is no letter.
      if let label = mark, label.level > .number, let heading = damagedHeading(line.range) { mark = heading }
      if mark == nil, let second = secondRoman(line, after: out) { mark = second }
      guard let label = mark ?? damagedLabel(at: line) else { continue }
      // "- 3" alone: the number of a page.
      if label.level == .dash, label.range.upperBound + 1 == line.range.upperBound,
        isNumber(label.range.upperBound)
      {
        continue
      }
      out.append(LabelCandidate(label: label, strong: isStrong(lines[number], label), line: number))
    }
    return isDamaged ? recountedArticles(withoutQuotedArticles(out)) : out
  }

  /// "H. Đề xuất nhu cầu" after an "I.": the two strokes of II that OCR joined.
  private func secondRoman(_ line: Line, after candidates: [LabelCandidate]) -> Label? {
    let start = line.range.lowerBound
    guard isDamaged, line.isBlankBefore, token(start).key == WordKey("H"), token(start).has(.upper),
      isMark(start + 1, 46), isWord(start + 2), token(start + 2).has(.upper), token(start + 2).length > 1,
      candidates.last(where: { $0.label.level == .roman })?.label.ordinals == [1]
    else { return nil }
    return Label(level: .roman, ordinals: [2], range: start..<start + 2, startsItem: true)
  }

  /// Whether a line begins a paragraph, as far as the page or the lines show it.
  func edge(of line: Line) -> ParagraphEdges.Edge? { edge(at: line.range.lowerBound) }

  /// Whether the line that a token opens begins a paragraph.
  func edge(at index: Int) -> ParagraphEdges.Edge? {
    edges.edge(at: map.sourceStart(of: Int(token(index).start)))
  }

  /// Whether a line surely begins something: a gap before it, or a sentence, clause or lead-in that ended.
  private func isStrong(_ line: Line, _ label: Label) -> Bool {
    let start = line.range.lowerBound
    if line.isBlankBefore || line.isRuleBefore || start == 0 || edge(of: line) == .begins { return true }
    if token(start).has(.bold), !token(start - 1).has(.bold) { return true }
    let last = token(start - 1)
    return last.isMark(46) || last.isMark(59) || last.isMark(58) || last.isMark(34) || last.isMark(41)
      || last.kind == .punctuation && last.key.bits == 0x2026
      || last.isMark(44) && label.level >= .letter || label.level == .article
  }

  /// The first candidate of the operative part: items before it are run-in remarks, or the basis.
  private func operativeStart(_ candidates: [LabelCandidate], _ lines: [Line]) -> Int {
    // With articles, nothing before the first one.
    if let article = candidates.firstIndex(where: { $0.label.level == .article && $0.label.ordinals[0] <= 2 })
    {
      var first = article
      // Its chapter's heading stands before it.
      while first > 0, candidates[first - 1].label.level <= .section { first -= 1 }
      return first
    }
    if let top = candidates.firstIndex(where: {
      $0.label.level <= .number && ($0.label.ordinals.first ?? 9) <= 3 && ($0.strong || $0.label.startsItem)
    }) {
      // "8. Sở Y tế" before "2.": the first figure misread.
      if isDamaged, candidates[top].label.level == .number, candidates[top].label.ordinals == [2], top > 0,
        let first = candidates[..<top].lastIndex(where: {
          $0.label.level == .number && $0.label.ordinals.count == 1 && $0.strong && $0.label.startsItem
        })
      {
        return first
      }
      return top
    }
    // No numbers at all: bullets and letters count after a lead-in that ends in a colon.
    for (number, candidate) in candidates.enumerated() where candidate.line > 0 {
      let before = lines[candidate.line].range.lowerBound - 1
      if isMark(before, 58), !isBasisItem(candidate.label.range.upperBound) { return number }
    }
    // The colon lost: the first of several that is no basis.
    if isDamaged, let first = candidates.firstIndex(where: { !isBasisItem($0.label.range.upperBound) }),
      candidates.count >= first + 2
    {
      return first
    }
    return candidates.count
  }

  private func isBasisItem(_ index: Int) -> Bool { atBare(index, .can) && atBare(index + 1, .cu) }

  /// Whether a label goes on with what is open; closes what it ends.
  private func accept(_ label: Label, strong: Bool, items: [FoundItem], open: inout [Int]) -> Bool {
    func last(_ level: Label.Level) -> Int? { open.last { items[$0].label.level == level } }
    func close(downTo level: Label.Level) {
      while let top = open.last, items[top].label.level >= level { open.removeLast() }
    }

    switch label.level {
    case .part, .chapter, .section:
      guard strong || label.startsItem else { return false }
      close(downTo: label.level)
      return true

    case .roman:
      let expected = (last(.roman).map { items[$0].label.ordinals[0] } ?? 0) + 1
      guard label.startsItem, strong,
        (expected...expected + 2).contains(label.ordinals[0]) || label.ordinals[0] == 1
      else { return false }
      close(downTo: .roman)
      return true

    case .article:
      let last = items.indices.last { items[$0].label.level == .article }
      let previous = last.map { items[$0].label.ordinals[0] } ?? 0
      guard label.ordinals[0] > previous, label.ordinals[0] <= previous + 3 || previous == 0 else {
        return false
      }
      close(downTo: .article)
      return true

    case .number:
      if label.ordinals.count > 1 {
        // A compound label stands under its own prefix, or opens its list.
        let previous = open.last {
          items[$0].label.level == .number && items[$0].label.ordinals.count == label.ordinals.count
        }
        if let previous {
          let (a, b) = (items[previous].label.ordinals, label.ordinals)
          guard !b.lexicographicallyPrecedes(a), a != b, strong || label.startsItem else { return false }
        } else if !(strong || label.startsItem) {
          return false
        }
        guard (label.ordinals.last ?? 0) <= 60 else { return false }
        while let top = open.last,
          items[top].label.level > .number
            || items[top].label.level == .number
              && !(items[top].label.ordinals.count < label.ordinals.count
                && label.ordinals.starts(with: items[top].label.ordinals))
        {
          open.removeLast()
        }
        return true
      }
      let previous = open.last { items[$0].label.level == .number && items[$0].label.ordinals.count == 1 }
      let value = label.ordinals[0]
      if label.isRow {
        // The rows of one table: the first opens a list, the others go on with it.
        if value == 1 {
          while let top = open.last, items[top].label.isRow { open.removeLast() }
          return true
        }
        guard let same = open.last(where: { items[$0].label.isRow }), value > items[same].label.ordinals[0]
        else { return false }
        while let top = open.last, top != same { open.removeLast() }
        open.removeLast()
        return true
      }
      if let previous {
        let before = items[previous].label.ordinals[0]
        if value == before + 1, strong || label.startsItem {
          // goes on
        } else if value > before, value <= before + 4, strong, label.startsItem {
          // a gap
        } else if value == 1, strong, label.startsItem,
          open.last.map({ items[$0].label.level > .number }) ?? false
        {
          // a new list inside a letter or a bullet
          return true
        } else {
          return false
        }
      } else {
        guard value <= 3, strong || label.startsItem, label.startsItem || strong && value == 1 else {
          return false
        }
      }
      while let top = open.last, items[top].label.level >= .number { open.removeLast() }
      return true

    case .letter:
      guard strong || label.startsItem else { return false }
      if label.ordinals[0] == 1 {
        if let same = last(.letter), open.last != same, let top = open.last,
          items[top].label.level == .bracket
        {
          return true  // a) inside (1)
        }
        while let top = open.last,
          items[top].label.level == .letter || items[top].label.level == .dash
            || items[top].label.level == .plus
        {
          open.removeLast()
        }
        return true
      }
      guard let same = last(.letter) else {
        return strong && label.startsItem && label.ordinals[0] <= 2
      }
      while let top = open.last, top != same { open.removeLast() }
      open.removeLast()
      return true

    case .bracket:
      guard strong || label.startsItem else { return false }
      if label.ordinals[0] > 1 {
        guard let same = last(.bracket) else { return false }
        while let top = open.last, top != same { open.removeLast() }
        open.removeLast()
        return true
      }
      while let top = open.last,
        items[top].label.level == .bracket || items[top].label.level == .dash
          || items[top].label.level == .plus
      {
        open.removeLast()
      }
      return true

    case .dash:
      guard
        strong && label.startsItem || label.startsItem && token(label.range.upperBound).has(.upper)
          || strong && !label.startsItem && isWord(label.range.upperBound)
      else { return false }
      close(downTo: .dash)
      return true

    case .plus:
      guard strong || label.startsItem else { return false }
      close(downTo: .plus)
      return true
    }
  }

  /// The ordinals from the root.
  ///
  /// Parts and chapters are no level where articles are: articles count through the whole document.
  private func path(of label: Label, parent: Int?, items: [FoundItem], siblings: Int) -> (String, last: Int?)
  {
    var path = parent.map { items[$0].path } ?? ""
    var last = parent.flatMap { items[$0].lastOrdinal }
    func add(_ ordinal: Int) {
      if !path.isEmpty { path += "." }
      path += String(ordinal)
      last = ordinal
    }
    var own = label.ordinals[...]
    switch label.level {
    case .article: (path, last) = ("", nil)
    // A list goes on counting from what else the item has.
    case .letter, .dash, .plus:
      add(siblings + 1)
      return (path, last)
    case .number where label.ordinals.count > 1:
      if let parent, items[parent].label.level == .number {
        own = own.dropFirst(items[parent].label.ordinals.count)
      } else if let above = last, above == label.ordinals[0],
        parent.map({ items[$0].label.level < .article }) ?? false
      {
        // "2.1" right under section II already names it.
        own = own.dropFirst()
      }
    default: break
    }
    for ordinal in own { add(ordinal) }
    return (path, last)
  }
}
