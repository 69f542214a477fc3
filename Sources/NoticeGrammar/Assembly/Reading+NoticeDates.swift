import NoticeText

/// The dates of a notice.
extension Reading {
  /// The value of a date, the year taken from the document if the text leaves it out.
  func edtf(_ date: FoundDate, isDeadline: Bool = false) -> String? {
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
  func isOver(_ date: FoundDate, _ relation: Deadline.Relation) -> Bool {
    guard let own, !isDamaged, relation != .from, case let last = date.last ?? date.first,
      let year = last.year,
      let month = last.month, let day = last.day
    else { return false }
    return (year, month, day) < own
  }

  mutating func fillDates(_ notice: inout Notice, bareYears: Set<Int>) {
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
}
