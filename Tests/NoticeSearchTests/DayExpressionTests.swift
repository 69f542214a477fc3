import NoticeIndex
import Testing

@testable import NoticeSearch

@Suite struct DayExpressionTests {
  /// Counts days as a calendar on the wall does.
  @Test func agreesWithCountingDays() {
    var day = CalendarDay.all.lowerBound
    for year in 1...2400 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let firstOfYear = day
      for (month, length) in zip(1...12, [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        #expect(CalendarDay.month(month, of: year) == day...day + DayNumber(length) - 1)
        for number in [1, length] {
          let expected = day + DayNumber(number) - 1
          #expect(CalendarDay.day(number, month, year) == expected...expected)
          #expect(CalendarDay.civil(expected) == (year, month, number))
        }
        #expect(CalendarDay.day(length + 1, month, year) == nil)
        day += DayNumber(length)
      }
      #expect(CalendarDay.year(year) == firstOfYear...day - 1)
    }
    #expect(CalendarDay.day(1, 1, 1970) == 0...0)
    #expect(CalendarDay.year(9999)?.upperBound == CalendarDay.all.upperBound)
  }

  @Test(arguments: [
    ("2021", "2021"), ("năm 2021", "2021"), ("2021-10", "2021-10"), ("2021-1", "2021-01"),
    ("10/2021", "2021-10"), ("10-2021", "2021-10"), ("tháng 10/2021", "2021-10"),
    ("THÁNG 10 NĂM 2021", "2021-10"), ("thang-10/2021", "2021-10"), ("2021-10-18", "2021-10-18"),
    ("18/10/2021", "2021-10-18"), ("8/1/2021", "2021-01-08"), ("18-10-2021", "2021-10-18"),
    ("18.10.2021", "2021-10-18"), ("ngày 18/10/2021", "2021-10-18"),
    ("ngày 18 tháng 10 năm 2021", "2021-10-18"), ("18 tháng 10 năm 2021", "2021-10-18"),
    ("2021-33", "2021-33"), ("2021-36", "2021-36"), ("Q4/2021", "2021-36"), ("q1-2021", "2021-33"),
    ("QIV/2021", "2021-36"), ("2021-Q4", "2021-36"), ("quý 4/2021", "2021-36"), ("quý IV/2021", "2021-36"),
    ("quý II năm 2021", "2021-34"), ("QUÝ-III/2021", "2021-35"),
    ("2021-10..2021-12", "2021-36"), ("2021-01..2021-12", "2021"), ("..2021", "..2021-12-31"),
    ("2021-10..", "2021-10-01.."), ("quý I/2021 .. quý II/2021", "2021-01-01..2021-06-30"),
    ("18/10/2021..20/10/2021", "2021-10-18..2021-10-20"), ("<2021-11-30", "..2021-11-29"),
    ("<= 2021-11", "..2021-11-30"), (">2021-11", "2021-12-01.."), (">=2021-11-30", "2021-11-30.."),
    ("≤ 30/11/2021", "..2021-11-30"), ("29/2/2020", "2020-02-29"), ("0001-01-01", "0001-01-01"),
    (">=9999-12-31", "9999-12-31.."), ("*", "*"),
  ])
  func reads(_ text: String, _ canonical: String) throws {
    let days = try #require(DayExpression.parse(text))
    #expect(DayExpression.text(of: days) == canonical)
    #expect(DayExpression.parse(canonical) == days)
  }

  @Test(arguments: [
    "", "..", "…", "hôm nay", "today", "21", "20211", "2021-", "2021-13", "2021-00", "2021-37", "2021-32",
    "2021-02-29",
    "31/4/2021", "0/1/2021", "10/18/2021", "18/10-2021", "2021/36", "quý 5/2021", "quý V/2021", "quý IV",
    "Q/2021",
    "tháng 10", "ngày 2021", "năm 10/2021", "<", "<..2021", "2021..2020", "2021..x", "x..2021",
    "2021..2022..2023",
    "<0001", ">9999", "0000", "2021-10-18-1", "1 2 2021", "99999999999999999999", "２０２１", "2021*",
    "2021 2021",
    "ngày tháng năm", "2021/2025",
  ])
  func refuses(_ text: String) {
    #expect(DayExpression.parse(text) == nil)
  }

  @Test func suggestsTheOtherOrder() {
    #expect(DayExpression.suggestion(for: "2021-12..2021-10") == "2021-10..2021-12")
    #expect(DayExpression.suggestion(for: "10/18/2021") == "18/10/2021")
    #expect(DayExpression.suggestion(for: "40/18/2021") == nil)
    #expect(DayExpression.suggestion(for: "2021-13") == nil)
  }

  /// Days that no expression gives are printed all the same.
  @Test func printsAnyDays() {
    for days in [
      Query.DayRange(first: .min, last: .max), Query.DayRange(first: .max, last: .min),
      Query.DayRange(first: .min, last: nil), Query.DayRange(first: 5, last: 3),
      Query.DayRange(first: .max, last: .max), Query.DayRange(first: .min, last: .min),
    ] {
      #expect(!DayExpression.text(of: days).isEmpty)
    }
  }
}
