import NoticeText

/// The outline of a text that OCR damaged: what each line may be, for `OutlineDecoder`.
extension Reading {
  /// The labels of the outline, how deep each stands, and the lines they stand on.
  ///
  /// - Complexity: that of `OutlineDecoder`.
  func outline(
    _ candidates: ArraySlice<LabelCandidate>, _ lines: [Line]
  ) -> [(label: Label, depth: Int)] {
    guard let start = candidates.first?.line else { return [] }
    // Above the first label stands the heading of its list, with what is left of its numeral, or without.
    let isHeaded = start > 0 && (headingShapes(lines[start - 1]) != nil || isHeading(lines[start - 1].range))
    let first = isHeaded ? start - 1 : start
    let areInCapitals = candidates.count { isShouted($0, lines) && $0.label.level == .roman } >= 2
    var labels: [Label] = []  // of each line what stands there, or may
    var readings: [[LineReading]] = []
    var rest = candidates
    if candidates.contains(where: { $0.label.level == .roman }), candidates.first?.label.level != .roman {
      // Where Roman numerals follow, the first heading may be lost.
      let place = lines[first].range.lowerBound
      labels.append(
        Label(level: .roman, ordinals: [1], range: place..<place, startsItem: true, isDamaged: true))
      readings.append([reading(.text, 0), reading(.label(.roman, [1]), isHeaded ? 1.2 : 2)])
    }
    for number in first..<lines.count {
      let line = lines[number]
      if rest.first?.line == number, let candidate = rest.popFirst() {
        labels.append(candidate.label)
        var found = self.readings(
          candidate, isShouted: isShouted(candidate, lines), isTitle: isTitle(candidate.label, line),
          areInCapitals: areInCapitals, begins: edge(of: line) == .begins)
        if repeatsLater(candidate.label, rest) {
          for index in found.indices.dropFirst() { found[index].cost += 2 }
        }
        readings.append(found)
      } else {
        let (label, found) = readingsWithoutLabel(line)
        labels.append(label)
        readings.append(found)
      }
    }
    return OutlineDecoder.outline(of: readings).map { item in
      var label = labels[item.line]
      label.isDamaged = label.level != item.level || label.ordinals != item.ordinals
      label.level = item.level
      label.ordinals = item.ordinals
      return (label, item.depth)
    }
  }

  /// Whether a guessed number is that of the next label that is none: `3 Xã Tân Lập` in a table before `3. Văn phòng`.
  private func repeatsLater(_ label: Label, _ later: ArraySlice<LabelCandidate>) -> Bool {
    guard label.isDamaged, label.level == .number, label.ordinals.count == 1 else { return false }
    let next = later.prefix { $0.label.level > .article }.first {
      $0.label.level == .number && $0.label.ordinals.count == 1 && !$0.label.isDamaged && !$0.label.isRow
    }
    return next?.label.ordinals == label.ordinals
  }

  /// What a line with a label, or with what looks like one, may be.
  private func readings(
    _ candidate: LabelCandidate, isShouted: Bool, isTitle: Bool, areInCapitals: Bool,
    begins: Bool
  ) -> [LineReading] {
    let label = candidate.label
    let value = label.ordinals.first ?? 0
    if label.level <= .section || label.level == .article || label.isRow {
      return [reading(.label(label.level, label.ordinals), 0), reading(.text, 8)]
    }
    let isStrong = candidate.strong && label.startsItem
    var out = [
      reading(.text, label.isDamaged ? 1.3 : (isStrong ? 5 : 1.9) + (begins ? 1 : 0))
    ]
    switch label.level {
    case .roman:
      let isOdd: Float = areInCapitals && !isShouted ? 2 : 0
      out.append(reading(.misread(.roman, read: value > 20 ? 0 : value, isDamaged: label.isDamaged), isOdd))
      if value == 1 { out.append(reading(.label(.number, [1]), isShouted ? 2.5 : 1)) }
      if value == 2 { out.append(reading(.label(.number, [11]), isShouted ? 3 : 2)) }
    case .number where label.ordinals.count == 1:
      if value > 0 {
        out.append(reading(.label(.number, label.ordinals), label.isDamaged ? (isStrong ? 0.3 : 1) : 0))
        if value < 20 { out.append(reading(.misread(.number, read: value, isDamaged: true), 2)) }
      } else {
        out.append(reading(.misread(.number, read: 0, isDamaged: true), 0.4))
      }
      if value <= 1 || value == 11 {
        let cost: Float = value == 0 ? 0.5 : isShouted ? 0.2 : isTitle ? 1 : 2.2
        let read = value == 11 ? 2 : value
        out.append(
          reading(
            .misread(.roman, read: read, isDamaged: false), cost + (areInCapitals && !isShouted ? 2 : 0)))
      }
      // "32." for "3.2.".
      if value > 10, value < 100, value % 10 > 0 {
        out.append(reading(.label(.number, [value / 10, value % 10]), 1))
      }
      if isMark(label.range.upperBound - 1, 41) {
        out.append(reading(.misread(.letter, read: 0, isDamaged: true), 0.8))
      }
    case .number:
      out.append(reading(.label(.number, label.ordinals), 0))
      out.append(reading(.misreadFigure(label.ordinals), 3))
      // "52.1." for "5.2.1.".
      if value > 10, value < 100, value % 10 > 0 {
        let ordinals = Ordinals([value / 10, value % 10] + label.ordinals.dropFirst())
        out.append(reading(.label(.number, ordinals), 0.8))
      }
    case .letter, .bracket:
      if value > 0 { out.append(reading(.label(label.level, label.ordinals), label.isDamaged ? 0.2 : 0)) }
      let isUnsure = label.isDamaged || value == 0
      out.append(reading(.misread(label.level, read: value, isDamaged: true), isUnsure ? 0.4 : 1.6))
    default:
      out.append(reading(.label(label.level, label.ordinals), 0))
      // What is left of a plus.
      if label.level == .dash, label.isDamaged { out.append(reading(.label(.plus, []), 0.5)) }
    }
    return out
  }

  /// What a line without a label may be, and where its label would end: `1L Tình hình`, `EH- Quy trình`, `bì Đến năm`.
  private func readingsWithoutLabel(_ line: Line) -> (Label, [LineReading]) {
    let start = line.range.lowerBound
    var label = Label(
      level: .number, ordinals: [0], range: start..<start, startsItem: true, isDamaged: true)
    let edge = edge(of: line)
    var out = [reading(.text, 0)]
    guard edge != .continues else { return (label, out) }
    if let (end, value) = headingShapes(line) {
      label.range = start..<end
      out.append(reading(.misread(.roman, read: value, isDamaged: true), 1.1))
    }
    if isShoutedHeading(start, line.range) {  // of which the numeral is lost
      out.append(reading(.lost, 1.2))
      return (label, out)
    }
    guard line.range.count > 3,
      edge == .begins || start > 0 && [46, 59, 58].contains(where: { isMark(start - 1, $0) })
    else { return (label, out) }
    if let end = debris(line) {
      label.range = start..<end
      out.append(reading(.lost, 0.7))
    } else if isWord(start), token(start).has(.upper) {
      // In a list of clauses, what begins after a semicolon is one.
      if isMark(start - 1, 59) { out[0].cost = 1 }
      out.append(reading(.lost, 0.8))
    }
    return (label, out)
  }

  /// Where what may be left of a label ends: one short word, and a mark, before a word with a capital.
  private func debris(_ line: Line) -> Int? {
    let start = line.range.lowerBound
    guard token(start).length <= 4, token(start).kind != .end else { return nil }
    var next = start + 1
    if next < line.range.upperBound, token(next).kind == .punctuation, !token(next).has(.space) { next += 1 }
    guard next < line.range.upperBound, isWord(next), token(next).has(.upper), token(next).has(.space),
      next > start + 1 || !token(start).has(.upper)
    else { return nil }
    return next
  }

  /// Where the shapes of a Roman numeral end before a heading, and what they read as.
  private func headingShapes(_ line: Line) -> (end: Int, value: Int)? {
    guard edge(of: line) != .continues, let (shapes, marks, end) = numeral(opening: line.range) else {
      return nil
    }
    let start = line.range.lowerBound
    let isOdd = isNumber(start) && shapes > 1 || token(start).kind == .punctuation
    guard end > marks || isOdd, isShoutedHeading(end, line.range) || isTitle(end..<line.range.upperBound)
    else { return nil }
    return (end, romanValue(start))
  }

  /// Whether a line is a heading: in capitals, or a title.
  private func isHeading(_ line: Range<Int>) -> Bool {
    !line.isEmpty && (isShoutedHeading(line.lowerBound, line) || isTitle(line))
  }

  private func isShouted(_ candidate: LabelCandidate, _ lines: [Line]) -> Bool {
    isShoutedHeading(candidate.label.range.upperBound, lines[candidate.line].range)
  }

  private func isTitle(_ label: Label, _ line: Line) -> Bool {
    label.range.upperBound < line.range.upperBound && isTitle(label.range.upperBound..<line.range.upperBound)
  }

  /// Whether tokens are a title: few words, no mark at their end.
  private func isTitle(_ range: Range<Int>) -> Bool {
    1...16 ~= range.count && isWord(range.lowerBound) && token(range.lowerBound).has(.upper)
      && isWord(range.upperBound - 1)
  }

  private func reading(_ meaning: LineReading.Meaning, _ cost: Float) -> LineReading {
    LineReading(meaning: meaning, cost: cost)
  }
}
