import NoticeIndex
import NoticeText

/// The value of `date:` and `due:`: which days it means.
///
///     days   ← "*" / ("<=" / "<" / ">=" / ">") point / point? ".." point? / point
///     point  ← year / month / quarter / day
///     year   ← "năm"? YEAR
///     month  ← YEAR SEP MONTH / "tháng"? MONTH (SEP / "năm") YEAR
///     quarter ← YEAR "-" ("33" / "34" / "35" / "36") / YEAR SEP "Q" NUMBER
///             / ("Q" / "quý") (NUMBER / ROMAN) (SEP / "năm") YEAR
///     day    ← YEAR SEP MONTH SEP DAY / "ngày"? DAY (SEP MONTH SEP / "tháng" MONTH "năm") YEAR
///     SEP    ← "-" / "/" / "."
///
/// Nothing in it depends on the clock: there is no “today”.
///
/// - Source: quarters as 33…36: EDTF, ISO 8601-2:2019, 4.8.
package enum DayExpression {
  /// The days that `text` (NFC) means; `nil` if it is none of the above, or ends before it begins.
  package static func parse(_ text: String) -> Query.DayRange? {
    let text = folded(text)
    if text == [UInt8(ascii: "*")] { return Query.DayRange(first: nil, last: nil) }
    let sign = Array(text.prefix(text.dropFirst().first == 61 ? 2 : 1))
    if sign.first == 60 || sign.first == 62 {
      return point(text[sign.count...]).flatMap { comparison(sign, $0) }
    }
    guard let dots = text.indices.dropLast().first(where: { text[$0] == 46 && text[$0 + 1] == 46 }) else {
      return point(text[...]).map { Query.DayRange(first: $0.lowerBound, last: $0.upperBound) }
    }
    let (before, after) = (trimmed(text[..<dots]), trimmed(text[(dots + 2)...]))
    if before.isEmpty, after.isEmpty { return nil }
    let (first, last) = (point(before), point(after))
    guard before.isEmpty || first != nil, after.isEmpty || last != nil else { return nil }
    if let first, let last, first.lowerBound > last.upperBound { return nil }
    return Query.DayRange(first: first?.lowerBound, last: last?.upperBound)
  }

  /// What somebody who typed `text`, which is no expression, may have meant: the ends of a range swapped, or day and
  /// month.
  package static func suggestion(for text: String) -> String? {
    let characters = Array(text)
    if let dots = characters.indices.dropLast().first(where: {
      characters[$0] == "." && characters[$0 + 1] == "."
    }) {
      let swapped = String(characters[(dots + 2)...]) + ".." + String(characters[..<dots])
      return parse(swapped) == nil ? nil : swapped
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let swapped = "\(parts[1])/\(parts[0])/\(parts[2])"
    return parse(swapped) == nil ? nil : swapped
  }

  /// `<=2021-10`; `nil` if there is no day that is.
  private static func comparison(_ sign: [UInt8], _ days: ClosedRange<DayNumber>) -> Query.DayRange? {
    let all = CalendarDay.all
    switch (sign[0], sign.count) {
    case (60, 2): return Query.DayRange(first: nil, last: days.upperBound)
    case (60, _) where days.lowerBound > all.lowerBound:
      return Query.DayRange(first: nil, last: days.lowerBound - 1)
    case (62, 2): return Query.DayRange(first: days.lowerBound, last: nil)
    case (62, _) where days.upperBound < all.upperBound:
      return Query.DayRange(first: days.upperBound + 1, last: nil)
    default: return nil
    }
  }

  /// Small letters without marks, dashes and comparisons as ASCII; what is no ASCII then is 0.
  private static func folded(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    for scalar in text.unicodeScalars {
      let base = WordLetters.bases[scalar.value]
      switch scalar.value {
      case _ where base != 0: out.append(base)
      case 0..<0x20: out.append(32)
      case 0..<0x80: out.append(UInt8(scalar.value))
      case 0x2010...0x2015, 0x2212: out.append(45)
      case 0x2264: out += [60, 61]
      case 0x2265: out += [62, 61]
      default: out.append(0)
      }
    }
    return Array(trimmed(out[...]))
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text.firstIndex { $0 != 32 } ?? text.endIndex
    let end = text.lastIndex { $0 != 32 }.map { $0 + 1 } ?? start
    return text[start..<end]
  }

  private enum Part: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case separator(UInt8)

    var year: Int? { if case .number(let value, digits: 4) = self { value } else { nil } }
    /// A number of one or two digits.
    var small: Int? { if case .number(let value, digits: 1...2) = self { value } else { nil } }
    var quarter: Int? {
      if case .word(let word) = self { return ["i": 1, "ii": 2, "iii": 3, "iv": 4][word] }
      return small
    }
    var separator: UInt8? { if case .separator(let mark) = self { mark } else { nil } }
  }

  /// `nil` if there is anything but numbers, letters and separators, or too many of them for a day.
  private static func parts(_ text: ArraySlice<UInt8>) -> [Part]? {
    var parts: [Part] = []
    var i = text.startIndex
    while i < text.endIndex {
      guard parts.count < 8 else { return nil }
      let start = i
      func run(_ isPart: (UInt8) -> Bool) { while i < text.endIndex, isPart(text[i]) { i += 1 } }
      switch text[i] {
      case 32: i += 1
      case 45, 46, 47:
        parts.append(.separator(text[i]))
        i += 1
      case 48...57:
        run { 48...57 ~= $0 }
        guard i - start <= 4 else { return nil }
        parts.append(.number(text[start..<i].reduce(0) { $0 * 10 + Int($1 - 48) }, digits: i - start))
      case 97...122:
        run { 97...122 ~= $0 }
        guard i - start <= 5 else { return nil }
        parts.append(.word(String(decoding: text[start..<i], as: UTF8.self)))
      default: return nil
      }
    }
    return parts
  }

  private static func point(_ text: ArraySlice<UInt8>) -> ClosedRange<DayNumber>? {
    guard var parts = parts(text), !parts.isEmpty else { return nil }
    // What the point says it is; `-` stands for a blank after it.
    var unit: String?
    if case .word(let word) = parts[0] {
      unit = word
      parts.removeFirst()
      if word.hasPrefix("qi") {  // QIV/2021
        unit = "q"
        parts.insert(.word(String(word.dropFirst())), at: 0)
      }
      if parts.first == .separator(45) { parts.removeFirst() }
    }
    // The words between the numbers, as separators: `18 tháng 10 năm 2021`.
    let marks = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    let values = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    guard values.count == marks.count + 1 else { return quarterAfterYear(parts, unit) }
    switch (values.count, unit) {
    case (1, nil), (1, "nam"):
      return values[0].year.flatMap { CalendarDay.year($0) }
    case (2, "q"), (2, "quy"):
      guard marks[0].separator != nil || marks[0] == .word("nam"), let quarter = values[0].quarter,
        let year = values[1].year
      else { return nil }
      return CalendarDay.quarter(quarter, of: year)
    case (2, nil) where values[0].year != nil:
      guard marks[0].separator != nil, let year = values[0].year, let number = values[1].small else {
        return nil
      }
      if 33...36 ~= number, marks[0] == .separator(45) { return CalendarDay.quarter(number - 32, of: year) }
      return CalendarDay.month(number, of: year)
    case (2, nil), (2, "thang"):
      guard marks[0].separator != nil || unit != nil && marks[0] == .word("nam"),
        let month = values[0].small, let year = values[1].year
      else { return nil }
      return CalendarDay.month(month, of: year)
    case (3, nil), (3, "ngay"):
      let isSpelled = marks == [.word("thang"), .word("nam")]
      guard isSpelled || marks[0].separator != nil && marks[0] == marks[1], let month = values[1].small else {
        return nil
      }
      if unit == nil, !isSpelled, let year = values[0].year, let day = values[2].small {
        return CalendarDay.day(day, month, year)
      }
      guard let day = values[0].small, let year = values[2].year else { return nil }
      return CalendarDay.day(day, month, year)
    default: return nil
    }
  }

  /// `2021-Q4`
  private static func quarterAfterYear(_ parts: [Part], _ unit: String?) -> ClosedRange<DayNumber>? {
    guard unit == nil, parts.count == 4, let year = parts[0].year, parts[1].separator != nil,
      parts[2] == .word("q"), let quarter = parts[3].small
    else { return nil }
    return CalendarDay.quarter(quarter, of: year)
  }

  /// The shortest expression of `days`; days outside the years 1…9999, which no expression gives, count as open.
  static func text(of days: Query.DayRange) -> String {
    let first = days.first.flatMap { $0 < CalendarDay.all.lowerBound ? nil : $0 }
    let last = days.last.flatMap { $0 > CalendarDay.all.upperBound ? nil : $0 }
    guard let first, let last else {
      if first == nil, last == nil { return "*" }
      return (first.map(CalendarDay.text) ?? "") + ".." + (last.map(CalendarDay.text) ?? "")
    }
    if first == last { return CalendarDay.text(first) }
    let (year, month, _) = CalendarDay.civil(first)
    if CalendarDay.year(year) == first...max(first, last) { return CalendarDay.digits(year, 4) }
    if CalendarDay.month(month, of: year) == first...max(first, last) {
      return "\(CalendarDay.digits(year, 4))-\(CalendarDay.digits(month, 2))"
    }
    let quarter = (month + 2) / 3
    if CalendarDay.quarter(quarter, of: year) == first...max(first, last) {
      return "\(CalendarDay.digits(year, 4))-\(32 + quarter)"
    }
    return "\(CalendarDay.text(first))..\(CalendarDay.text(last))"
  }
}
