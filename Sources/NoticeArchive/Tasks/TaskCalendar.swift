import NoticeIntake
import NoticeGrammar
import NoticeIndex
import NoticeSearch

/// Tasks as a calendar: each a day that programs show, or a to-do.
///
/// - Source: RFC 5545 (iCalendar).
public struct TaskCalendar {
  public enum Kind: String, CaseIterable, Sendable {
    /// VEVENT, all day, on the last day: what every calendar shows.
    case event
    /// VTODO, due on that day: what programs for to-dos show, Google's and Outlook's calendars not.
    case todo
  }

  /// What people read of a task.
  public struct Words: Sendable {
    public var summary: String
    public var description: String

    public init(summary: String, description: String) {
      self.summary = summary
      self.description = description
    }
  }

  private let kind: Kind
  /// So many days before, a reminder; `nil`: none.
  private let alarmDays: Int?
  private var writer = ICalendarWriter()
  /// How often a document, path and body came: rows of other deadlines get names of their own.
  private var names: [String: Int] = [:]

  /// - Parameter alarmDays: How many days before the day a reminder is due; `nil`: none.
  public init(kind: Kind, alarmDays: Int? = nil) {
    self.kind = kind
    self.alarmDays = alarmDays
    writer.property("BEGIN", "VCALENDAR")
    writer.property("VERSION", "2.0")
    writer.property("PRODID", "-//thongbao//\(ProgramVersion.current)//VI")
    writer.property("CALSCALE", "GREGORIAN")
    writer.property("METHOD", "PUBLISH")
  }

  /// What was written since the last time.
  public mutating func take() -> [UInt8] {
    defer { writer = ICalendarWriter() }
    return writer.bytes
  }

  public mutating func end() { writer.property("END", "VCALENDAR") }

  /// Adds a task; `false` if it has no day to stand on.
  ///
  /// A to-do needs none. A recurrence stands on the last day of each period, from the document's date on.
  public mutating func add(_ task: ArchivedTask, _ words: Words) -> Bool {
    let issued = EDTFDays.range(task.card.date)?.lowerBound
    let rule = Recurrence(task.task.deadline, from: issued)
    let day = rule?.first ?? task.dueDay
    if day == nil, kind == .event { return false }
    let component = kind == .event ? "VEVENT" : "VTODO"
    writer.property("BEGIN", component)
    writer.property("UID", uid(task))
    writer.property("DTSTAMP", Self.basic(issued ?? 0) + "T000000Z")
    switch kind {
    case .event:
      if let day {
        writer.property("DTSTART;VALUE=DATE", Self.basic(day))
        writer.property("DTEND;VALUE=DATE", Self.basic(day + 1))
      }
      writer.property("TRANSP", "TRANSPARENT")
    case .todo:
      // A rule counts from the start.
      if let rule {
        writer.property("DTSTART;VALUE=DATE", Self.basic(rule.first))
      } else if let day {
        writer.property("DUE;VALUE=DATE", Self.basic(day))
      } else if let start = Self.start(task.task.deadline) {
        writer.property("DTSTART;VALUE=DATE", Self.basic(start))
      }
      writer.property("STATUS", "NEEDS-ACTION")
    }
    if let rule { writer.property("RRULE", rule.rule) }
    writer.text("SUMMARY", words.summary)
    writer.text("DESCRIPTION", words.description)
    if let agency = task.task.assignee?.agency.name { writer.text("CATEGORIES", agency) }
    if day != nil, let alarmDays { alarm(alarmDays, words.summary, beforeEnd: kind == .todo && rule == nil) }
    writer.property("END", component)
    return true
  }

  private mutating func alarm(_ days: Int, _ summary: String, beforeEnd: Bool) {
    writer.property("BEGIN", "VALARM")
    writer.property("ACTION", "DISPLAY")
    writer.property(
      "TRIGGER" + (beforeEnd ? ";RELATED=END" : ""), days == 0 ? "PT0S" : "-P\(days)D")
    writer.text("DESCRIPTION", summary)
    writer.property("END", "VALARM")
  }

  /// The same for the same document, directive and body, so that a newer calendar takes the older one's place.
  private mutating func uid(_ task: ArchivedTask) -> String {
    let agency = task.task.assignee?.agency.name ?? ""
    let name = [task.document, task.task.path, agency, task.province ?? ""].joined(separator: "\0")
    let times = names[name, default: 0]
    names[name] = times + 1
    let bytes = Array((times == 0 ? name : "\(name)\0\(times)").utf8)
    let hash = bytes.withUnsafeBytes { sha256($0) } ?? ""
    return hash.prefix(32) + "@thongbao"
  }

  private static func start(_ deadline: Deadline?) -> DayNumber? {
    guard let deadline, deadline.relation == .from, let value = deadline.value else { return nil }
    return EDTFDays.range(value)?.lowerBound
  }

  /// `20211130`
  private static func basic(_ day: DayNumber) -> String {
    CalendarDay.text(day).filter { $0 != "-" }
  }
}

/// A recurring deadline as a calendar has it.
struct Recurrence: Hashable {
  /// RRULE's value.
  let rule: String
  let first: DayNumber

  /// `nil` of a deadline that does not recur, whose period is not understood, or that begins nobody knows when.
  ///
  ///     R/P1D → every day      R/P1W → Fridays      R/P1M, R/P3M, R/P6M, R/P1Y → the last day of the month, the
  ///     quarter, the half-year, the year
  init?(_ deadline: Deadline?, from issued: DayNumber?) {
    guard let deadline, deadline.relation == .recurring, let issued,
      let period = deadline.period, period.hasPrefix("R/P"), let unit = period.last,
      let number = Int(period.dropFirst(3).dropLast()), 1...1000 ~= number
    else { return nil }
    let interval = number == 1 ? "" : ";INTERVAL=\(number)"
    switch unit {
    case "D":
      (rule, first) = ("FREQ=DAILY" + interval, issued)
    case "W":
      // 1970-01-01 was a Thursday.
      let toFriday = (1 - Int(issued)) % 7
      (rule, first) = (
        "FREQ=WEEKLY\(interval);BYDAY=FR", issued + DayNumber(toFriday < 0 ? toFriday + 7 : toFriday)
      )
    case "M", "Y":
      let months = unit == "Y" ? 12 * number : number
      let (year, month, _) = CalendarDay.civil(issued)
      // Where periods divide the year, they end where the year's do; others begin with the document's month.
      let last = 12 % months == 0 ? (month + months - 1) / months * months : month
      guard let days = CalendarDay.month(last, of: year) else { return nil }
      let every = months == 1 ? "" : ";INTERVAL=\(months)"
      (rule, first) = ("FREQ=MONTHLY\(every);BYMONTHDAY=-1", days.upperBound)
    default: return nil
    }
  }
}
