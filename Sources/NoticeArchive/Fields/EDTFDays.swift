import NoticeIndex

/// The days that a date of a notice stands for.
///
///     2021-10-18 → that day        2021-10 → the month        2021 → the year
///     2021-36    → 1 October … 31 December (33…36 are the quarters)
///     2021-10-01/2021-10-15, 2021/2025 → from the first day of the one to the last of the other
///
/// - Source: EDTF, ISO 8601-2:2019, as far as `notice-1.schema.json` uses it.
package enum EDTFDays {
  /// `nil` for what is no such date, or no day of the calendar (years 1 to 9999).
  package static func range(_ text: some StringProtocol) -> ClosedRange<DayNumber>? {
    var text = String(text)
    return text.withUTF8 { range(UnsafeRawBufferPointer($0)) }
  }

  package static func range(_ text: UnsafeRawBufferPointer) -> ClosedRange<DayNumber>? {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return single(text[...]) }
    guard let first = single(text[..<slash]), let last = single(text[(slash + 1)...]),
      first.lowerBound <= last.upperBound
    else { return nil }
    return first.lowerBound...last.upperBound
  }

  private static func single(_ text: Slice<UnsafeRawBufferPointer>) -> ClosedRange<DayNumber>? {
    let hyphen = UInt8(ascii: "-")
    guard text.count == 4 || text.count == 7 || text.count == 10,
      let year = number(text.prefix(4)), 1...9999 ~= year
    else { return nil }
    guard text.count > 4 else { return day(year, 1, 1)...day(year, 12, 31) }
    guard text[text.startIndex + 4] == hyphen, let part = number(text.dropFirst(5).prefix(2)) else {
      return nil
    }
    let months: ClosedRange<Int>
    switch part {
    case 1...12: months = part...part
    case 33...36: months = (part - 33) * 3 + 1...(part - 33) * 3 + 3
    default: return nil
    }
    let first = day(year, months.lowerBound, 1)
    let last = day(year, months.upperBound, length(ofMonth: months.upperBound, in: year))
    guard text.count > 7 else { return first...last }
    guard part <= 12, text[text.startIndex + 7] == hyphen, let day = number(text.dropFirst(8)),
      1...(last - first + 1) ~= Int32(day)
    else { return nil }
    return first + Int32(day) - 1...first + Int32(day) - 1
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    var value = 0
    for digit in digits {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 of a day of the Gregorian calendar.
  ///
  /// Years begin in March here, so that the odd day is a year's last.
  ///
  /// - Source: Hinnant, “chrono-Compatible Low-Level Date Algorithms”, `days_from_civil`.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> DayNumber {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return DayNumber(era * 146_097 + dayOfEra - 719_468)
  }
}

extension EDTFDays {
  /// The day as EDTF: `2021-10-18`.
  ///
  /// - Source: Hinnant, “chrono-Compatible Low-Level Date Algorithms”, `civil_from_days`.
  package static func text(_ day: DayNumber) -> String {
    let days = Int(day) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfYear - (153 * shifted + 2) / 5 + 1, 2))"
  }
}
