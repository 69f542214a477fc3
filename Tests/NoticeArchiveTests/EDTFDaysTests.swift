import Foundation
import Testing

@testable import NoticeArchive

struct EDTFDaysTests {
  @Test(arguments: [
    ("1970-01-01", 0, 0), ("1969-12-31", -1, -1), ("2000-02-29", 11_016, 11_016),
    ("2021-10-18", 18_918, 18_918), ("2021-10", 18_901, 18_931), ("2021-02", 18_659, 18_686),
    ("2020-02", 18_293, 18_321), ("2021", 18_628, 18_992), ("2021-33", 18_628, 18_717),
    ("2021-36", 18_901, 18_992), ("2021/2025", 18_628, 20_453), ("2021-10-18/2021-10-20", 18_918, 18_920),
    ("2021-10/2021-36", 18_901, 18_992), ("0001-01-01", -719_162, -719_162),
    ("9999-12-31", 2_932_896, 2_932_896),
  ])
  func daysOfADate(text: String, first: Int32, last: Int32) {
    #expect(EDTFDays.range(text) == first...last)
  }

  @Test(arguments: [
    "", "-", "/", "2021-", "2021-1", "2021-13", "2021-00", "2021-32", "2021-37", "2021-36-01", "2021-02-29",
    "2021-04-31", "2021-10-00", "2021-10-32", "0000", "21", "20211018", "2021/10", "2021-10-18T00:00",
    "2021-10-18/", "/2021", "2022/2021", "2021/2022/2023", "../2021", "２０２１", "2021-x0", "+021",
    "2021–10", "-2021", "2021-10-1a",
  ])
  func isNoDate(text: String) {
    #expect(EDTFDays.range(text) == nil)
  }

  /// Against Foundation's calendar, every day of some years.
  @Test(arguments: [1583, 1900, 1999, 2000, 2021, 2024, 2100, 9999])
  func agreesWithTheCalendar(year: Int) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    var date = try #require(calendar.date(from: DateComponents(year: year, month: 1, day: 1)))
    while calendar.component(.year, from: date) == year {
      let parts = calendar.dateComponents([.month, .day], from: date)
      let text = String(format: "%04d-%02d-%02d", year, parts.month ?? 0, parts.day ?? 0)
      let day = Int32((date.timeIntervalSince1970 / 86_400).rounded(.down))
      #expect(EDTFDays.range(text) == day...day)
      date = try #require(calendar.date(byAdding: .day, value: 1, to: date))
    }
  }
}
