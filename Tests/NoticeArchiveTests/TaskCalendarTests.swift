import NoticeGrammar
import NoticeIndex
import NoticeText
import Testing

@testable import NoticeArchive

@Suite struct TaskCalendarTests {
  private func task(
    _ deadline: Deadline?, document: String = "a.txt", path: String = "1", agency: String = "Sở Y tế",
    date: String = "2021-10-26"
  ) -> ArchivedTask {
    var directive = Directive(label: "1.", path: path, text: "x", span: SourceRange(0, 0))
    directive.assignees = [
      Assignee(agency: Agency(name: agency, level: .province, span: SourceRange(0, 0)), role: .lead)
    ]
    directive.deadlines = deadline.map { [$0] } ?? []
    var notice = Notice(text: SourceText(""))
    notice.directives = [directive]
    let row = notice.taskRows[0]
    return ArchivedTask(
      document: document, card: DocumentCard(date: date), subject: "", task: row.task, province: nil,
      match: nil, number: 0, row: row)
  }

  private func deadline(_ relation: Deadline.Relation, _ value: String?, _ period: String? = nil) -> Deadline
  {
    Deadline(value: value, period: period, relation: relation, span: SourceRange(0, 0))
  }

  private func lines(
    _ tasks: [ArchivedTask], _ kind: TaskCalendar.Kind = .event, alarm: Int? = nil
  ) -> [String] {
    var calendar = TaskCalendar(kind: kind, alarmDays: alarm)
    for task in tasks { _ = calendar.add(task, TaskCalendar.Words(summary: "S", description: "D")) }
    calendar.end()
    return String(decoding: calendar.take(), as: UTF8.self).split(separator: "\r\n").map(String.init)
  }

  @Test func aTaskIsADayOfACalendar() {
    let found = lines([task(deadline(.before, "2021-11-30"))], alarm: 3)
    #expect(found.first == "BEGIN:VCALENDAR" && found.last == "END:VCALENDAR")
    for line in [
      "BEGIN:VEVENT", "DTSTAMP:20211026T000000Z", "DTSTART;VALUE=DATE:20211130", "DTEND;VALUE=DATE:20211201",
      "SUMMARY:S", "DESCRIPTION:D", "CATEGORIES:Sở Y tế", "BEGIN:VALARM", "TRIGGER:-P3D", "END:VEVENT",
    ] {
      #expect(found.contains(line), "\(line)")
    }
  }

  @Test func aToDoIsDueAndNeedsNoDay() {
    let due = lines([task(deadline(.by, "2021-36"))], .todo, alarm: 0)
    #expect(due.contains("DUE;VALUE=DATE:20211231") && due.contains("TRIGGER;RELATED=END:PT0S"))
    #expect(lines([task(nil)], .todo).contains("BEGIN:VTODO"))
    #expect(lines([task(deadline(.from, "2021-12-01"))], .todo).contains("DTSTART;VALUE=DATE:20211201"))
    #expect(!lines([task(nil), task(deadline(.from, "2021-12-01"))]).contains("BEGIN:VEVENT"))
  }

  @Test(arguments: [
    ("R/P1D", "FREQ=DAILY", "20211026"), ("R/P1W", "FREQ=WEEKLY;BYDAY=FR", "20211029"),
    ("R/P2W", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "20211029"),
    ("R/P1M", "FREQ=MONTHLY;BYMONTHDAY=-1", "20211031"),
    ("R/P3M", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "20211231"),
    ("R/P6M", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1", "20211231"),
    ("R/P1Y", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=-1", "20211231"),
    ("R/P5M", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1", "20211031"),
  ])
  func recurrencesAreRules(period: String, rule: String, first: String) {
    let found = lines([task(deadline(.recurring, nil, period))])
    #expect(found.contains("RRULE:" + rule) && found.contains("DTSTART;VALUE=DATE:" + first))
  }

  @Test(arguments: ["R/P", "R/P1X", "R/PM", "R/P0D", "P1M", "R/PT1H", "R/P99999999999999999999D"])
  func otherRecurrencesAreNone(period: String) {
    #expect(Recurrence(deadline(.recurring, nil, period), from: 0) == nil)
  }

  @Test func fridaysAreFridaysBeforeTheEpochToo() {
    for day in DayNumber(-20)...20 {
      let first = Recurrence(deadline(.recurring, nil, "R/P1W"), from: day)?.first ?? .max
      #expect((first - 1) % 7 == 0 && first >= day && first < day + 7)
    }
  }

  @Test func namesStayAndDiffer() {
    func names(_ tasks: [ArchivedTask]) -> [String] { lines(tasks).filter { $0.hasPrefix("UID:") } }
    let due = deadline(.by, "2021-11-30")
    let all = [
      task(due), task(due, path: "2"), task(due, agency: "Sở Nội vụ"), task(due, document: "b.txt"),
      task(deadline(.by, "2021-12-31")),
    ]
    #expect(Set(names(all)).count == 5)
    #expect(names(all) == names(all))
    // The deadline changes, the name does not.
    #expect(names([task(due)]) == names([task(deadline(.by, "2022-01-31"))]))
  }

  // MARK: Lines

  private func written(_ write: (inout ICalendarWriter) -> Void) -> [UInt8] {
    var writer = ICalendarWriter()
    write(&writer)
    return writer.bytes
  }

  @Test func textIsEscaped() {
    #expect(ICalendarWriter.escaped("a,b;c\\d\r\ne\tf\u{1}") == "a\\,b\\;c\\\\d\\ne f ")
  }

  @Test(arguments: 0..<90)
  func linesAreFoldedBetweenCharacters(length: Int) {
    for text in [String(repeating: "ế", count: length), String(repeating: "a", count: length) + "🀄đ🀄"] {
      let bytes = written { $0.text("SUMMARY", text) }
      let string = String(decoding: bytes, as: UTF8.self)
      #expect(string.hasSuffix("\r\n"))
      for line in string.dropLast().split(separator: "\r\n") {
        #expect(line.utf8.count <= 75 && !line.contains("\u{FFFD}"))
      }
      #expect(string.replacing("\r\n ", with: "") == "SUMMARY:\(text)\r\n")
    }
  }
}
