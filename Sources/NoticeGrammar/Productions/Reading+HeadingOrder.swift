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
      let range = lines[candidates[heading.index].line].range
      out[heading.index].label.level = .roman
      out[heading.index].label.ordinals = Ordinals(value)
      out[heading.index].label.isDamaged = false
      if isShoutedHeading(candidates[heading.index].label.range.upperBound, range) {
        out[heading.index].strong = true
      }
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
    for (index, candidate) in candidates.enumerated() {
      let label = candidate.label
      let isShouted = isShoutedHeading(label.range.upperBound, lines[candidate.line].range)
      if label.level == .roman, label.startsItem,
        isShouted || !isOfCapitals && candidate.strong && !label.isDamaged
      {
        out.append(
          Heading(
            index: index, value: label.ordinals[0] > 20 ? 0 : label.ordinals[0],
            isDamaged: label.isDamaged || label.ordinals[0] > 20, isNumber: false))
      } else if label.level == .number, isShouted, label.ordinals == [1] || label.ordinals == [11] {
        // A list of headings in capitals has a second one.
        let next = candidates[(index + 1)...].first {
          $0.label.level <= .number && $0.label.ordinals.count == 1
        }
        let isList = next.map { $0.label.level == .number && $0.label.ordinals == [2] } ?? false
        out.append(
          Heading(
            index: index, value: label.ordinals[0] == 1 ? 1 : 2, isDamaged: true, isNumber: true,
            skipping: isList ? 0 : 1.5))
      }
    }
    return out
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
