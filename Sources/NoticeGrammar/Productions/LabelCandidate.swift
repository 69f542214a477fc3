import NoticeText

/// A label at the beginning of a line that may open an item.
struct LabelCandidate {
  var label: Label
  /// Whether the line surely begins something.
  var strong: Bool
  var line: Int
}

extension Reading {
  /// The candidates without the articles of a law that is quoted: those that do not begin with the first ones would take
  /// in all that follows.
  func withoutQuotedArticles(_ candidates: [LabelCandidate]) -> [LabelCandidate] {
    let articles = candidates.count { $0.label.level == .article }
    let first = candidates.first { $0.label.level == .article && !$0.label.isDamaged }?.label.ordinals[0] ?? 1
    return first > (articles > 1 ? 2 : 1) ? candidates.filter { $0.label.level != .article } : candidates
  }

  /// The candidates, the articles counted anew that stand between two that count rightly: "Điều 1, Điều 3, Điều 3", and
  /// those of which only the word is left.
  ///
  /// - Complexity: O(candidates).
  func recountedArticles(_ candidates: [LabelCandidate]) -> [LabelCandidate] {
    let places = candidates.indices.filter { candidates[$0].label.level == .article }
    var numbers = places.map { candidates[$0].label.ordinals[0] }
    for place in numbers.indices {
      let before = place > 0 ? numbers[place - 1] : 0
      if numbers[place] == before + 1 { continue }
      let after = (place + 1..<min(place + 4, max(numbers.count, place + 1))).first {
        numbers[$0] == before + $0 - place + 1
      }
      if after != nil || numbers[place] == 0 { numbers[place] = before + 1 }
    }
    var out = candidates
    for (place, number) in zip(places, numbers) { out[place].label.ordinals = Ordinals(number) }
    return out
  }

  /// What stands behind “ up to its ”, where that is more than one line: items of a text that is quoted are none of this
  /// one. They ascend, none within another.
  ///
  ///     quotation ← ":" "“" (TEXT / "“" TEXT "”")* "”"
  ///
  /// A mark that nothing closes, or that closes nothing, quotes nothing, and one that no colon announces quotes words, or is dirt.
  ///
  /// - Complexity: O(tokens).
  func quotations(in range: Range<Int>) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var open: [Int] = []
    for index in range where isMark(index, 34) {
      switch UTF8Bytes.decode(text, at: Int(token(index).start)).scalar {
      case 0x201C: if !open.isEmpty || isMark(index - 1, 58) { open.append(index) }
      case 0x201D:
        guard let first = open.popLast() else { continue }
        if open.isEmpty, (first + 1..<index).contains(where: { token($0).has(.newline) }) {
          out.append(first + 1..<index)
        }
      default: break
      }
    }
    return out
  }

  /// Whether an `I.` is a 1: what goes on from it is `2.`, and no `II.` does.
  func isMisreadOne(
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
}
