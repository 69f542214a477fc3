import NoticeText

/// When an item is due.
struct FoundDeadline {
  /// An index into `dates`; nil for a term or recurrence.
  var date: Int?
  var period: String?
  var relation: Deadline.Relation
  var range: Range<Int>
}

extension Reading {
  /// When an item is due: its dates that a cue makes deadlines, and its terms and recurrences.
  ///
  ///     deadline ← ("chậm nhất" / "muộn nhất" / "trước" / "hết" / "đến" / "từ" / "kể từ") "là"? "vào"? (HOUR? WEEKDAY? ","?) date
  ///              / "trong" (month / quarter / "năm" YEAR) / "trong" ("vòng" / "thời hạn")? NUMBER UNIT
  ///              / "trong" "thời gian" NUMBER UNIT "kể từ"
  ///              / ("chậm nhất" / "muộn nhất") "là"? "sau"? NUMBER UNIT
  ///              / ("hằng" / "hàng" / "định kỳ") UNIT
  ///              / (NUMBER / "mỗi") UNIT ("một" / "1") "lần"
  ///
  /// - Source: `deadline_cues.tsv`; ISO 8601 for terms and recurrences.
  func deadlines(in own: Range<Int>, _ found: Range<Int>) -> [FoundDeadline] {
    var out: [FoundDeadline] = []
    for index in found where !dates[index].isOfReference && dates[index].range.upperBound <= own.upperBound {
      let date = dates[index]
      guard let relation = relation(of: date, floor: own.lowerBound) else { continue }
      // "trước ngày 10 hằng tháng" is no date.
      out.append(
        FoundDeadline(
          date: index, period: nil, relation: relation,
          range: cueStart(date, floor: own.lowerBound)..<date.range.upperBound))
    }
    var index = own.lowerBound
    while index < own.upperBound {
      guard traits[index].has(.term) else {
        index &+= 1
        continue
      }
      let word = words[index]
      if word == Word.hằng.rawValue || word == Word.hàng.rawValue, let unit = unit(at: index + 1) {
        out.append(
          FoundDeadline(
            date: nil, period: "R/P" + unit.period(1), relation: .recurring, range: index..<index + 2))
        index += 2
        continue
      }
      if word == Word.định.rawValue, at(index + 1, .kỳ), isNumber(index + 2), let unit = unit(at: index + 3) {
        out.append(
          FoundDeadline(
            date: nil, period: "R/P" + unit.period(token(index + 2).number), relation: .recurring,
            range: index..<index + 4))
        index += 4
        continue
      }
      if word == Word.lần.rawValue {
        if let found = recurrence(endingAt: index, floor: own.lowerBound) { out.append(found) }
        index += 1
        continue
      }
      if word == Word.nhất.rawValue {
        if let found = latestTerm(at: index) {
          out.append(found)
          index = found.range.upperBound
        } else {
          index += 1
        }
        continue
      }
      if word == Word.trong.rawValue || word == Word.không.rawValue && at(index + 1, .quá) {
        var next = index + (word == Word.trong.rawValue ? 1 : 2)
        if at(next, .vòng) { next += 1 }
        if at(next, .thời, .hạn) { next += 2 }
        // "trong thời gian 03 tháng kể từ ngày …", but not "trong thời gian 5 năm qua"
        if at(next, .thời), atBare(next + 1, BareWord.gian), isNumber(next + 2), atBare(next + 4, BareWord.ke)
        {
          next += 2
        }
        if isNumber(next), token(next).length <= 3, token(next).number > 0, let unit = unit(at: next + 1),
          !at(next + 2, .đầu), !at(next + 2, .cuối)
        {
          let number = token(next).number
          out.append(
            FoundDeadline(
              date: nil, period: "P" + unit.period(number), relation: .within, range: index..<next + 2))
          index = next + 2
          continue
        }
      }
      index += 1
    }
    return out
  }

  /// "6 tháng một lần", "mỗi quý 1 lần", its "lần" at `index`; behind "hằng" and "định kỳ" it is found already.
  private func recurrence(endingAt index: Int, floor: Int) -> FoundDeadline? {
    let start = index - 3
    guard start >= floor, at(index - 1, .một) || isNumber(index - 1) && token(index - 1).number == 1,
      let unit = unit(at: index - 2)
    else { return nil }
    let isNumbered = isNumber(start) && token(start).length <= 3 && token(start).number > 0
    guard isNumbered || at(start, .mỗi), !at(start - 1, .kỳ) else { return nil }
    return FoundDeadline(
      date: nil, period: "R/P" + unit.period(isNumbered ? token(start).number : 1), relation: .recurring,
      range: start..<index + 1)
  }

  /// "chậm nhất sau 03 ngày kể từ …", its "nhất" at `index`: a term; "chậm nhất 05 ngày trước khi …" is none that
  /// runs from then, and "chậm nhất 10 tháng 12" a day.
  private func latestTerm(at index: Int) -> FoundDeadline? {
    guard at(index - 1, .chậm) || at(index - 1, .muộn) else { return nil }
    var next = index + 1
    if at(next, .là) { next += 1 }
    if at(next, .sau) { next += 1 }
    guard isNumber(next), token(next).length <= 3, token(next).number > 0, let unit = unit(at: next + 1)
    else {
      return nil
    }
    let after = at(next + 2, .làm, .việc) ? next + 4 : next + 2
    guard !isNumber(after), !at(after, .trước) else { return nil }
    return FoundDeadline(
      date: nil, period: "P" + unit.period(token(next).number), relation: .within,
      range: index - 1..<next + 2)
  }

  private struct Unit {
    let letter: String
    let factor: Int
    func period(_ count: Int) -> String { "\(count * factor)\(letter)" }
  }

  private func unit(at index: Int) -> Unit? {
    switch Word(rawValue: word(index)) {
    case .ngày: return Unit(letter: "D", factor: 1)
    case .tuần: return Unit(letter: "W", factor: 1)
    case .tháng: return Unit(letter: "M", factor: 1)
    case .quý: return Unit(letter: "M", factor: 3)
    case .năm: return Unit(letter: "Y", factor: 1)
    default: return nil
    }
  }

  /// Where the cue words before a date begin.
  private func cueStart(_ date: FoundDate, floor: Int) -> Int {
    var start = date.range.lowerBound
    while start > floor, start > date.range.lowerBound - 6 {
      switch Word(rawValue: word(start - 1)) {
      case .trước, .chậm, .nhất, .muộn, .đến, .hết, .là, .vào, .trong, .từ, .kể, .thời, .điểm, .ngày, .thành,
        .hoàn, .xong:
        start -= 1
      default: return start
      }
    }
    return start
  }

  /// What a date is to its item, nil if no deadline.
  private func relation(of date: FoundDate, floor: Int) -> Deadline.Relation? {
    let start = date.range.lowerBound
    func back(_ steps: Int, _ word: Word) -> Bool { start - steps >= floor && at(start - steps, word) }
    let isPast = pastBefore(start, floor: floor, within: date.isBareYear ? 90 : 30)
    // The column of a table's row that says when.
    if token(floor - 1).has(.cell), !date.isBareYear, token(cueStart(date, floor: floor)).has(.cell) {
      return date.last == nil ? .by : .during
    }
    if date.last != nil {
      if at(start, .giai) || at(start, .thời) || at(start, .nhiệm) || isPast { return nil }
      return .during
    }
    // Recurring days are no dates.
    if date.first.year == nil, at(date.range.upperBound, .hằng) || at(date.range.upperBound, .hàng) {
      return nil
    }
    var step = 1
    // "ngày" may stand before a month or after the cue; "thời điểm" too.
    while step <= 9, start - step >= floor {
      let index = start - step
      switch Word(rawValue: word(index)) {
      case .ngày, .là, .vào, .điểm, .thời, .cuối, .đầu, .giữa, .hạn, .giờ, .phút, .hồi, .lúc: step += 1
      case .trước:
        return date.isBareYear && isPast ? nil : .before
      case .nhất: return at(index - 1, .chậm) || at(index - 1, .muộn) ? .by : nil
      case .hết: return isPast ? nil : .by
      case .đến, .tới:
        if date.isBareYear || isPast { return nil }
        return .by
      case .trong:
        if isPast { return nil }
        if date.first.day != nil { return .by }
        return date.isBareYear && isInBrackets(start, floor: floor) ? nil : .during
      case .từ:
        // "từ ngày … đến nay": what was.
        if at(date.range.upperBound, .đến), at(date.range.upperBound + 1, .nay) { return nil }
        return date.isBareYear ? nil : .from
      case .xong, .thành: return date.isBareYear ? nil : .by
      case .họp:
        return date.first.day == nil && !date.isBareYear && !isPast
          && isBroughtTo(index, floor: floor) ? .during : nil
      case .nửa: step += 1
      // "trước 16h00 thứ Sáu, ngày …": the day of the week.
      case _ where isWeekday(index): step += 2
      case _ where isMark(index, 44) && isWeekday(index - 1): step += 1
      default:
        if at(index + 1, .vào), date.first.day == nil, !date.isBareYear, !isPast { return .during }
        if isMark(index, 58), step == 1, date.first.day == nil, !date.isBareYear { return .during }
        // "trước 16h00 ngày …", "trước 17 giờ 00 ngày …"
        guard
          isNumber(index) || isHourMark(index) || isMark(index, 58) && isNumber(index - 1)
            || isMark(index, 44) && endsHour(index - 1)
        else { return nil }
        step += 1
      }
    }
    return nil
  }

  /// Whether a day of the week ends at `index`: "thứ Hai" … "thứ Bảy", "thứ 6", "Chủ nhật".
  private func isWeekday(_ index: Int) -> Bool {
    if at(index - 1, .thứ) {
      switch Word(rawValue: word(index)) {
      case .hai, .ba, .tư, .năm, .sáu, .bảy: return true
      default: return isNumber(index) && 2...7 ~= token(index).number
      }
    }
    return at(index - 1, .chủ) && atBare(index, .nhat)
  }

  /// Whether a bracket that opened before is still open: a remark, not an order.
  private func isInBrackets(_ index: Int, floor: Int) -> Bool {
    openBracket(before: index, floor: floor) != nil
  }

  /// The bracket that opened before `index`, at most 120 words, and is still open.
  func openBracket(before index: Int, floor: Int) -> Int? {
    var next = index - 1
    while next >= floor, index - next < 120 {
      if isMark(next, 41) { return nil }
      if isMark(next, 40) { return next }
      next -= 1
    }
    return nil
  }

  /// The h of "16h00".
  private func isHourMark(_ index: Int) -> Bool {
    isNumber(index - 1) && token(index).kind == .word && token(index).length == 1 && !token(index).has(.space)
  }

  /// The end of "14 giờ", "14 giờ 30 phút", "16h", "16h00": a comma may stand between it and the day.
  private func endsHour(_ index: Int) -> Bool {
    at(index, .giờ) || at(index, .phút) || isHourMark(index) || isNumber(index) && isHourMark(index - 1)
  }

  /// "trình … tại phiên họp tháng 3": whether something is to be brought to the meeting whose "họp" is at `index`.
  private func isBroughtTo(_ index: Int, floor: Int) -> Bool {
    let meeting = index - 1
    guard meeting - 1 >= floor, atBare(meeting, .phien) || at(meeting, .kỳ) || atBare(meeting, .cuoc),
      at(meeting - 1, .tại) || at(meeting - 1, .vào) || at(meeting - 1, .trong)
    else { return false }
    let start = max(sentenceStart(of: meeting, floor: floor), meeting - 16)
    // "Tờ trình" is a kind of document.
    return (start..<meeting).contains {
      at($0, .trình) && !atBare($0 - 1, .sheet) || at($0, .báo, .cáo)
    }
  }

  /// "đã …": what is told of the past is no deadline.
  private func pastBefore(_ index: Int, floor: Int, within limit: Int) -> Bool {
    let start = sentenceStart(of: index, floor: floor)
    // "Hoàn thành … các hộ đã được …": an order, whatever is told of whom it concerns.
    if at(start, .hoàn, .thành) { return false }
    var next = index
    while next > start, index - next < limit {
      next -= 1
      if at(next, .đã) { return true }
      // "…, phấn đấu đến ngày …": what is still aimed at.
      if atBare(next, .phan), atBare(next + 1, .dau) { return false }
    }
    return false
  }
}

extension BareWord {
  static let phan = BareWord("phấn")
  static let dau = BareWord("đấu")
  static let gian = BareWord("gian")
  static let phien = BareWord("phiên")
  static let sheet = BareWord("tờ")
  static let cuoc = BareWord("cuộc")
  static let nhat = BareWord("nhật")
  static let ke = BareWord("kể")
}
