import NoticeText

/// Dates that no calendar has: digits that OCR changed or lost. They are never mended, only reported.
extension Reading {
  /// Reports every day in numbers after "ngày" that cannot be, with what it may have been.
  mutating func checkDates() {
    for index in 0..<count where words[index] == Word.ngày.rawValue {
      let (day, month, year) = (token(index + 1), token(index + 3), token(index + 5))
      let (first, second) = (token(index + 2), token(index + 4))
      guard day.kind == .number, month.kind == .number, year.kind == .number, day.length <= 2,
        month.length <= 2,
        year.length == 4, 1900...2100 ~= year.number, first.key == second.key,
        first.isMark(47) || first.isMark(45) || first.isMark(46), first.length == 1, second.length == 1,
        !month.has(.space), !year.has(.space), !DateValue.isDay(day.number, month.number, year.number)
      else { continue }
      let range = index + 1..<index + 6
      let (days, months) = (digits(day), digits(month))
      var meant: [String] = []
      func note(_ day: String, _ month: String) {
        guard let d = Int(day), let m = Int(month), DateValue.isDay(d, m, year.number) else { return }
        let text = (d < 10 ? "0\(d)" : "\(d)") + "/" + (m < 10 ? "0\(m)" : "\(m)") + "/\(year.number)"
        if !meant.contains(text) { meant.append(text) }
      }
      for other in Self.misread(months) { note(days, other) }
      for other in Self.misread(days) { note(other, months) }
      let alternatives =
        meant.isEmpty ? "" : "; it may be " + meant.sorted().prefix(12).joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .warning, "impossible-date", "there is no \(string(range))\(alternatives)", span: span(range)))
    }
  }

  private func digits(_ token: Token) -> String {
    String(decoding: text[Int(token.start)..<token.end], as: UTF8.self)
  }

  /// What a number of one or two digits was, if OCR took one of them for another, or lost one.
  private static func misread(_ read: String) -> [String] {
    let digits = Array(read)
    var out: [String] = []
    for (place, digit) in digits.enumerated() {
      for other in alike[digit] ?? [] {
        var changed = digits
        changed[place] = other
        out.append(String(changed))
      }
    }
    if digits.count == 1 {
      for other in "0123456789" { out += [String(other) + read, read + String(other)] }
    }
    return out
  }

  /// Digits that are taken for each other by their shape.
  private static let alike: [Character: [Character]] = [
    "0": ["6", "8", "9"], "1": ["4", "7"], "2": ["7"], "3": ["5", "8"], "4": ["1"], "5": ["3", "6"],
    "6": ["0", "5", "8"], "7": ["1", "2"], "8": ["0", "3", "6"], "9": ["0"],
  ]
}

extension DateValue {
  /// Whether the calendar has that day.
  static func isDay(_ day: Int, _ month: Int, _ year: Int) -> Bool {
    (1...31).contains(day) && (1...12).contains(month)
      && DateValue(year: year, month: month, day: day).isPossible
  }
}
