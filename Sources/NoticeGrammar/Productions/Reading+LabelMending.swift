import NoticeText

/// A label at the beginning of a line that may open an item.
struct LabelCandidate {
  var label: Label
  /// Whether the line surely begins something.
  var strong: Bool
  var line: Int
}

/// Damaged labels among those before and after them.
extension Reading {
  /// The candidates, and those of which OCR lost the label: a line that begins after a semicolon inside a list, and
  /// the one line that can be what a gap in the numbers leaves out.
  func withLostLabels(_ candidates: [LabelCandidate], _ lines: [Line]) -> [LabelCandidate] {
    var out: [LabelCandidate] = []
    func lost(_ line: Int, _ level: Label.Level, _ ordinals: Ordinals) -> LabelCandidate {
      let start = lines[line].range.lowerBound
      return LabelCandidate(
        label: Label(
          level: level, ordinals: ordinals, range: start..<start, startsItem: true, isDamaged: true),
        strong: true, line: line)
    }
    for candidate in candidates {
      defer { out.append(candidate) }
      guard let last = out.last else { continue }
      let fresh = (last.line + 1..<max(candidate.line, last.line + 1)).filter { opensAfterEnd(lines[$0]) }
      if fresh.isEmpty { continue }
      let inList = fresh.filter { isMark(lines[$0].range.lowerBound - 1, 59) }
      let isGap =
        candidate.label.level == .letter
        && candidate.label.ordinals[0] == last.label.ordinals.first.map { $0 + 2 }
      if last.label.level > .letter || last.label.level == .letter && isGap, !inList.isEmpty {
        for line in inList {
          out.append(lost(line, last.label.level, last.label.level == .letter ? [0] : []))
        }
        continue
      }
      guard fresh.count == 1, candidate.label.ordinals.count == 1,
        candidate.label.level == .number
          || candidate.label.level == .letter && candidate.label.ordinals[0] <= 4
      else { continue }
      let level = candidate.label.level
      let before = out.reversed().prefix { $0.label.level >= level }.first {
        $0.label.level == level && $0.label.ordinals.count == 1
      }
      let missing = (before?.label.ordinals[0] ?? 0) + 1
      if candidate.label.ordinals[0] == missing + 1 { out.append(lost(fresh[0], level, [missing])) }
    }
    return out
  }

  /// The candidates without the articles of a law that is quoted: those that do not begin with the first ones would take
  /// in all that follows.
  func withoutQuotedArticles(_ candidates: [LabelCandidate]) -> [LabelCandidate] {
    let articles = candidates.count { $0.label.level == .article }
    let first = candidates.first { $0.label.level == .article && !$0.label.isDamaged }?.label.ordinals[0] ?? 1
    return first > (articles > 1 ? 2 : 1) ? candidates.filter { $0.label.level != .article } : candidates
  }

  /// Whether a line without a label begins with a capital after a full stop, semicolon or colon.
  private func opensAfterEnd(_ line: Line) -> Bool {
    let start = line.range.lowerBound
    let edge = edge(of: line)
    guard isWord(start), token(start).has(.upper), line.range.count > 3,
      edge == .begins
        ? longest(lexicon.kindPhrases, at: start) == nil : !lexicon.kindPhrases.canStart(word(start)),
      edge != .continues
    else { return false }
    return edge == .begins || isMark(start - 1, 59) || isMark(start - 1, 46) || isMark(start - 1, 58)
  }

  /// A label as the list wants it: numbers that OCR misread take their place between those around them.
  ///
  /// - Parameter last: Of each level the last open label.
  func mended(
    _ candidate: LabelCandidate, _ later: ArraySlice<LabelCandidate>, _ lines: [Line],
    last: (Label.Level) -> Label?
  ) -> LabelCandidate {
    var out = candidate
    if isMisreadOne(candidate, later, lines) {
      out.label.level = .number
      return out
    }
    guard isDamaged else { return candidate }
    let line = lines[candidate.line].range
    let isShouted = isShoutedHeading(candidate.label.range.upperBound, line)
    switch candidate.label.level {
    case .roman:
      let before = last(.roman)?.ordinals[0] ?? 0
      // A second "II." before a heading is a III.
      let value = candidate.label.ordinals[0]
      // A gap is one only if the next heading goes on from it, or its V is plain to see.
      let next = later.first { $0.label.level == .roman }?.label.ordinals[0]
      let isGap = value == before + 2 && (next == value + 1 || next == nil && value > 3)
      // "IL." before "II.": the first is a I.
      if value == before + 2, next == value {
        out.label.ordinals = Ordinals(before + 1)
        out.strong = out.strong || isShouted
        break
      }
      let isRead = value > before && (!candidate.label.isDamaged || value == before + 1 || isGap)
      if isShouted, !isRead, candidate.label.isDamaged || value > 1 || before == 1 {
        out.label.ordinals = Ordinals(before + 1)
      }
      out.strong = out.strong || isShouted
    case .number where candidate.label.ordinals.count == 1 && !candidate.label.isRow:
      // "1. MỤC TIÊU" before "II.": a Roman I.
      if isShouted, candidate.label.ordinals[0] == 1, last(.roman) == nil,
        let next = later.first(where: { $0.label.level == .roman })?.label,
        next.isDamaged || next.ordinals[0] == 2
      {
        out.label.level = .roman
        out.strong = true
        return out
      }
      let before = last(.number).flatMap { $0.ordinals.count == 1 ? $0 : nil }
      let expected = (before?.ordinals[0] ?? 0) + 1
      let value = candidate.label.ordinals[0]
      // "4) …" in a list of "1. 2. 3.": a letter.
      if let list = last(.number), isClosed(candidate.label, 41), !isClosed(list, 41),
        later.first(where: { $0.label.level <= .letter })?.label.level == .letter
          || (before == nil ? last(.letter) != nil : value != expected)
      {
        out.label.isDamaged = true
        out.label.level = .letter
        out.label.ordinals = Ordinals(last(.letter) == nil ? 1 : 2)
        return out
      }
      if value == expected { return out }
      // "32." after "3.1.": the full stop within lost.
      if let list = last(.number)?.ordinals, let above = list.first, value / 10 == above, above < 10,
        list.count == 2 && value % 10 == list[1] + 1 || list.count == 1 && value % 10 == 1,
        list.count == 2 || value != expected,
        later.first(where: { $0.label.level <= .number })?.label.ordinals != Ordinals(value + 1)
      {
        out.label.ordinals = [above, value % 10]
        return out
      }
      // A full stop alone is the number that goes on.
      if before != nil, isMark(candidate.label.range.lowerBound, 46) {
        out.label.ordinals = Ordinals(expected)
        return out
      }
      // "8)" among "4. 3. 6." is a letter, not of this list.
      let next = later.prefix { $0.label.level > .article }.first {
        $0.label.level == .number && $0.label.ordinals.count == 1
          && isClosed($0.label, 41) == isClosed(candidate.label, 41)
      }
      // In an act that amends others, numbers that repeat are quoted.
      guard value > expected || !isNormative else { break }
      if next?.label.ordinals[0] == expected + 1 {
        out.label.ordinals = Ordinals(expected)
      } else if before != nil, next == nil, value > 1, value < expected || value > expected + 3,
        candidate.strong, candidate.label.startsItem, !candidate.label.isDamaged
      {
        // No list counts back: the last number of all, misread.
        out.label.ordinals = Ordinals(expected)
      }
    case .number where candidate.label.ordinals.count >= 2 && candidate.label.ordinals[0] > 9:
      // "52.1." under "5.2.": the full stop lost.
      let own = candidate.label.ordinals
      guard let parent = last(.number)?.ordinals, parent.count >= 2, parent[0] == own[0] / 10,
        parent[1] == own[0] % 10
      else { break }
      out.label.ordinals = [parent[0], parent[1]]
      for ordinal in own.dropFirst() { out.label.ordinals.append(ordinal) }
    case .number where candidate.label.ordinals.count > 2:
      // "8.1.1." under "1.1.", "0.2.4." after "5.2.1.": one figure misread, and not the last one.
      let own = candidate.label.ordinals
      guard let list = last(.number)?.ordinals,
        list.count == own.count - 1 || list.count == own.count && list[own.count - 1] < own[own.count - 1]
      else { break }
      let wrong = own.indices.dropLast().filter { own[$0] != list[$0] }
      if wrong.count == 1 {
        out.label.ordinals = []
        for index in own.indices { out.label.ordinals.append(wrong[0] == index ? list[index] : own[index]) }
      }
    case .number where candidate.label.ordinals.count == 2:
      // "3.1." under "2." before "2.2.": the first figure misread.
      let own = candidate.label.ordinals
      // "3.3." after "5.2.": no list goes so, unless it goes on.
      if let list = last(.number)?.ordinals, list.count == 2, own[0] != list[0], own[1] == list[1] + 1,
        later.first(where: { $0.label.level == .number })?.label.ordinals != [own[0], own[1] + 1]
      {
        out.label.ordinals = [list[0], own[1]]
        break
      }
      guard let parent = last(.number).flatMap({ $0.ordinals.count == 1 ? $0 : nil })?.ordinals[0] else {
        break
      }
      if own[0] != parent, let next = later.first(where: { $0.label.level <= .number })?.label,
        next.ordinals.count == 2, next.ordinals[0] == parent, next.ordinals[1] == own[1] + 1
      {
        out.label.ordinals = [parent, own[1]]
      }
    case .article:
      let before = last(.article)?.ordinals[0] ?? 0
      // "Điều 3" twice: the first is a 2.
      let next = later.first { $0.label.level == .article }?.label.ordinals[0]
      if candidate.label.ordinals[0] == before + 2, next == before + 2 {
        out.label.ordinals = Ordinals(before + 1)
        break
      }
      if candidate.label.isDamaged,
        candidate.label.ordinals[0] <= before || candidate.label.ordinals[0] > before + 3
      {
        out.label.ordinals = Ordinals(before + 1)
      }
    case .letter where candidate.label.isDamaged:
      out.label.ordinals = Ordinals(last(.letter) == nil ? 1 : 2)
    // What is left of a plus among pluses.
    case .dash where candidate.label.isDamaged && last(.plus) != nil:
      out.label.level = .plus
    default: break
    }
    return out
  }

  /// Whether an `I.` is a 1: what goes on from it is `2.`, and no `II.` does.
  private func isMisreadOne(
    _ candidate: LabelCandidate, _ later: ArraySlice<LabelCandidate>, _ lines: [Line]
  ) -> Bool {
    guard candidate.label.level == .roman, candidate.label.ordinals[0] == 1,
      let next = later.first(where: { $0.label.level <= .number }),
      next.label.level == .number, next.label.ordinals == [2], !next.label.isRow,
      later.first(where: { $0.label.level == .roman })?.label.ordinals[0] != 2
    else { return false }
    // A heading of which the first item is lost stays one.
    let isHeading = isShoutedHeading(candidate.label.range.upperBound, lines[candidate.line].range)
    return !isHeading || isShoutedHeading(next.label.range.upperBound, lines[next.line].range)
  }

  private func isClosed(_ label: Label, _ mark: UInt8) -> Bool { isMark(label.range.upperBound - 1, mark) }
}
