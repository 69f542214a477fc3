import NoticeText

/// The Roman numerals of a damaged text, chosen for the whole of it.
///
/// OCR reads `II.` as `I.` and `III.` as `II:`: each alone is as good a label as any, and takes all below it to a wrong
/// place. What tells is the sequence: I, II, III … through the document, with as few misread and as few lost as can be.
extension Reading {
  /// A candidate that is a heading, or may be one.
  private struct Heading {
    /// Of the candidate.
    var index: Int
    /// As read; 0 if nothing was.
    var value: Int
    var isDamaged: Bool
    /// Whether it was read as a number, and may be one.
    var isNumber: Bool
    /// What it costs to leave it a number.
    var skipping = 0.0
  }

  /// The candidates with the Roman numerals that the sequence asks for.
  ///
  /// - Complexity: O(h · n²) for h headings, numerals up to n = 20.
  func withHeadingsInOrder(_ candidates: [LabelCandidate], _ lines: [Line]) -> [LabelCandidate] {
    let candidates = withTitlesInSmallLetters(candidates, lines)
    let headings = headings(candidates, lines)
    guard headings.count(where: { !$0.isNumber }) >= 2, headings.count <= 40,
      !candidates.contains(where: { $0.label.level <= .section }),
      let values = Self.sequence(of: headings)
    else { return candidates }
    var out = candidates
    // "I. Không áp dụng" among headings in capitals is a 1.
    if hasHeadingsInCapitals(candidates, lines) {
      for (index, candidate) in candidates.enumerated()
      where candidate.label.level == .roman && candidate.label.ordinals[0] == 1
        && !isShoutedHeading(candidate.label.range.upperBound, lines[candidate.line].range)
      {
        out[index].label.level = .number
      }
    }
    var wrong: Set<Int> = []  // no headings at all
    for (heading, value) in zip(headings, values) {
      if value == 0 {
        if !heading.isNumber { wrong.insert(heading.index) }
        continue
      }
      out[heading.index].label.level = .roman
      out[heading.index].label.ordinals = Ordinals(value)
      out[heading.index].label.isDamaged = false
      out[heading.index].strong = true
    }
    return wrong.isEmpty ? out : out.indices.filter { !wrong.contains($0) }.map { out[$0] }
  }

  /// Whether the Roman numerals of a text stand before headings in capitals: two at least.
  private func hasHeadingsInCapitals(_ candidates: [LabelCandidate], _ lines: [Line]) -> Bool {
    candidates.count {
      $0.label.level == .roman && isShoutedHeading($0.label.range.upperBound, lines[$0.line].range)
    } >= 2
  }

  private func headings(_ candidates: [LabelCandidate], _ lines: [Line]) -> [Heading] {
    var out: [Heading] = []
    let isOfCapitals = hasHeadingsInCapitals(candidates, lines)
    let next = Dictionary(
      candidates.indices.map { (candidates[$0].line, $0) }, uniquingKeysWith: { first, _ in first })
    let isOfTitles = !isOfCapitals && titles(candidates, lines).count >= 2
    for (index, candidate) in candidates.enumerated() {
      let label = candidate.label
      let isShouted = isShoutedHeading(label.range.upperBound, lines[candidate.line].range)
      if label.level == .roman, label.startsItem,
        isShouted
          || !isOfCapitals && candidate.strong && (!isOfTitles || isTitle(candidate, candidates, lines))
      {
        let value = label.ordinals[0] > 20 ? 0 : label.ordinals[0]
        out.append(
          Heading(index: index, value: value, isDamaged: label.isDamaged || value == 0, isNumber: false))
        continue
      }
      guard label.level == .number, label.ordinals == [1] || label.ordinals == [11] else { continue }
      let below = next[candidate.line + 1].map { candidates[$0].label }
      let isOne = below?.level == .number && below?.ordinals == [1]
      // A list of headings in capitals has a second one; a list begins anew below a title.
      let following = candidates[(index + 1)...].first {
        $0.label.level <= .number && $0.label.ordinals.count == 1
      }
      let isList = following.map { $0.label.level == .number && $0.label.ordinals == [2] } ?? false
      if isShouted || isOfTitles && isOne && isTitle(candidate, candidates, lines) {
        out.append(
          Heading(
            index: index, value: label.ordinals[0] == 1 ? 1 : 2, isDamaged: true, isNumber: true,
            skipping: isOne ? 2 : isList ? 0 : 1.5))
      }
    }
    return out
  }

  /// The candidates with the headings in small letters whose Roman numerals OCR made something else of: `1L Tình hình`,
  /// `HI. Cơ sở pháp lý`. Asked for only where others of the text are plain.
  private func withTitlesInSmallLetters(
    _ candidates: [LabelCandidate], _ lines: [Line]
  ) -> [LabelCandidate] {
    guard !hasHeadingsInCapitals(candidates, lines),
      titles(candidates, lines).contains(where: { $0.label.ordinals[0] >= 2 })
    else { return candidates }
    var out: [LabelCandidate] = []
    var rest = candidates[...]
    for line in lines.indices {
      let known = rest.first?.line == line ? rest.removeFirst() : nil
      if let known, known.label.level <= .article || known.label.isRow {
        out.append(known)
        continue
      }
      let range = lines[line].range
      let isPlain = known.map {
        $0.label.level == .number && $0.label.ordinals != [11] && !$0.label.isDamaged
      }
      if isPlain != true, edge(of: lines[line]) != .continues, let end = numeralShapes(range) {
        let label = Label(
          level: .roman, ordinals: Ordinals(romanValue(range.lowerBound)), range: range.lowerBound..<end,
          startsItem: true, isDamaged: true)
        let title = LabelCandidate(label: label, strong: true, line: line)
        if isTitle(title, candidates, lines) {
          out.append(title)
          continue
        }
      }
      if let known { out.append(known) }
    }
    return out
  }

  /// The candidates with a Roman numeral that is plain, before a title in small letters.
  private func titles(_ candidates: [LabelCandidate], _ lines: [Line]) -> [LabelCandidate] {
    candidates.filter { $0.label.level == .roman && isTitle($0, candidates, lines) }
  }

  /// Whether a label stands before a title: a short line without a mark at its end, and below it a list begins.
  private func isTitle(_ candidate: LabelCandidate, _ candidates: [LabelCandidate], _ lines: [Line]) -> Bool {
    let end = lines[candidate.line].range.upperBound
    let start = candidate.label.range.upperBound
    guard 2...16 ~= end - start, isWord(start), token(start).has(.upper), isWord(end - 1),
      let below = Self.first(after: candidate.line, candidates), below.line == candidate.line + 1
    else { return false }
    return below.label.level == .dash || below.label.ordinals.last == 1 && below.label.level >= .number
  }

  /// The first candidate below a line.
  private static func first(after line: Int, _ candidates: [LabelCandidate]) -> LabelCandidate? {
    var (low, high) = (0, candidates.count)
    while low < high {  // candidates before `low` stand on the line or above it
      let middle = (low + high) / 2
      if candidates[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return low < candidates.count ? candidates[low] : nil
  }

  /// Where the shapes end that a Roman numeral is read as, with its mark: `1L`, `HI.`, `†-`.
  private func numeralShapes(_ line: Range<Int>) -> Int? {
    guard let (shapes, marks, next) = numeral(opening: line) else { return nil }
    let isOdd = isNumber(line.lowerBound) && shapes > 1 || token(line.lowerBound).kind == .punctuation
    return next > marks || isOdd ? next : nil
  }

  /// The cheapest numerals, 0 for what is none; `nil` if there are none.
  private static func sequence(of headings: [Heading]) -> [Int]? {
    let most = 20
    // The price of the best way on which the last numeral is `value`, and what each heading is on it.
    var best: [(price: Double, values: [Int])?] = Array(repeating: nil, count: most + 1)
    best[0] = (0, [])
    for heading in headings {
      var next: [(price: Double, values: [Int])?] = Array(repeating: nil, count: most + 1)
      func offer(_ price: Double, _ values: [Int], _ last: Int) {
        if let known = next[last], known.price <= price { return }
        next[last] = (price, values)
      }
      for last in 0...most {
        guard let way = best[last] else { continue }
        // What is left a number; what was taken for a numeral and is none.
        if heading.isNumber { offer(way.price + heading.skipping, way.values + [0], last) }
        if heading.isDamaged, !heading.isNumber { offer(way.price + 1.2, way.values + [0], last) }
        for value in stride(from: last + 1, through: min(last + 3, most), by: 1) {
          let lost = Double(value - last - 1) * 1.5
          offer(way.price + lost + misreading(heading, as: value), way.values + [value], value)
        }
        // Another list, such as that of an annex.
        if last > 1, heading.value == 1, !heading.isDamaged {
          offer(way.price + 2.5, way.values + [1], 1)
        }
      }
      best = next
    }
    return best.compactMap { $0 }.min { $0.price < $1.price }?.values
  }

  /// How unlikely it is that `value` was read as the heading's: strokes are lost more often than seen twice, a V is
  /// plain to see.
  private static func misreading(_ heading: Heading, as value: Int) -> Double {
    let read = heading.value
    if heading.isNumber { return (read == value ? 0 : read < value && value <= 3 ? 1 : 3) + 0.5 }
    if read == value { return 0 }
    if read == 0 { return 0.5 }
    let isSure = heading.isDamaged ? 0.6 : 1
    if read <= 3, value <= 3 { return (read < value ? 1 : 2) * isSure }
    if read > 3, value > 3, (read < 9) == (value < 9) { return 1.5 * isSure }
    return 3 * isSure
  }
}
