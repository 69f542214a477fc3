import NoticeIndex

/// Days of the Gregorian calendar, years 1…9999, as numbers.
///
/// - Source: Hinnant, “chrono-Compatible Low-Level Date Algorithms”: `days_from_civil`, `civil_from_days`.
package enum CalendarDay {
  /// 0001-01-01…9999-12-31
  package static let all: ClosedRange<DayNumber> = -719_162...2_932_896

  package static func year(_ year: Int) -> ClosedRange<DayNumber>? {
    1...9999 ~= year ? number(year, 1, 1)...number(year, 12, 31) : nil
  }

  /// The year that a day is in, and its last day.
  package static func year(of day: DayNumber) -> (year: Int, last: DayNumber) {
    let year = civil(min(max(day, all.lowerBound), all.upperBound)).0
    return (year, number(year, 12, 31))
  }

  package static func quarter(_ quarter: Int, of year: Int) -> ClosedRange<DayNumber>? {
    guard 1...4 ~= quarter, let first = month(quarter * 3 - 2, of: year),
      let last = month(quarter * 3, of: year)
    else { return nil }
    return first.lowerBound...last.upperBound
  }

  package static func month(_ month: Int, of year: Int) -> ClosedRange<DayNumber>? {
    guard 1...9999 ~= year, 1...12 ~= month else { return nil }
    return number(year, month, 1)...number(year, month, length(month, of: year))
  }

  package static func day(_ day: Int, _ month: Int, _ year: Int) -> ClosedRange<DayNumber>? {
    guard let days = self.month(month, of: year), day >= 1, day <= days.count else { return nil }
    return days.lowerBound + DayNumber(day - 1)...days.lowerBound + DayNumber(day - 1)
  }

  /// `2021-10-18`
  package static func text(_ day: DayNumber) -> String {
    let (year, month, day) = civil(min(max(day, all.lowerBound), all.upperBound))
    return [digits(year, 4), digits(month, 2), digits(day, 2)]
      .joined(separator: "-")
  }

  /// `number` in at least `width` digits.
  static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static func length(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(_ year: Int, _ month: Int, _ day: Int) -> DayNumber {
    let year = month <= 2 ? year - 1 : year  // years begin in March, so that the odd day comes last
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return DayNumber(era * 146_097 + dayOfEra - 719_468)
  }

  /// - Precondition: `day` is one of `all`.
  package static func civil(_ day: DayNumber) -> (year: Int, month: Int, day: Int) {
    let days = Int(day) + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400
    return (
      month >= 10 ? year + 1 : year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1
    )
  }
}
