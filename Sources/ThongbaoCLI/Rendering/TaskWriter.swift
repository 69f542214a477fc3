import NoticeArchive
import NoticeGrammar
import NoticeIndex

/// Writes tasks in one of the command's formats, one after the other.
struct TaskWriter {
  private let format: TasksCommand.Format
  private let messages: Messages
  /// On which tasks are late or not.
  private let day: DayNumber?
  private let table: TaskTable
  private var calendar: TaskCalendar
  private var isFirst = true
  /// Tasks that have no place in the format.
  private(set) var left = 0

  init(
    _ format: TasksCommand.Format, _ messages: Messages, day: DayNumber?, hasColor: Bool, columns: Int,
    calendar: (kind: TaskCalendar.Kind, alarm: Int?)
  ) {
    self.format = format
    self.messages = messages
    self.day = day
    table = TaskTable(messages, hasColor: hasColor, columns: columns)
    self.calendar = TaskCalendar(kind: calendar.kind, alarmDays: calendar.alarm)
  }

  mutating func opening() -> [UInt8] {
    switch format {
    case .table, .ndjson: return []
    case .json: return Array("[".utf8)
    case .ics: return calendar.take()
    case .csv:
      var writer = CSVWriter()
      writer.taskHeader()
      return writer.bytes
    }
  }

  mutating func render(_ task: ArchivedTask) -> [UInt8] {
    defer { isFirst = false }
    switch format {
    case .table:
      return Array((isFirst ? "" : "\n").utf8) + Array(table.text(task, on: day).utf8)
    case .csv:
      var writer = CSVWriter()
      writer.task(task, on: day)
      return writer.bytes
    case .json:
      var writer = JSONWriter(layout: .pretty, depth: 1)
      writer.task(task, on: day)
      return Array((isFirst ? "\n  " : ",\n  ").utf8) + writer.bytes
    case .ndjson:
      var writer = JSONWriter()
      writer.task(task, on: day)
      return writer.bytes + [0x0A]
    case .ics:
      if !calendar.add(task, messages.calendarWords(task)) { left += 1 }
      return calendar.take()
    }
  }

  mutating func closing(shown: Int, of count: Int) -> [UInt8] {
    switch format {
    case .csv, .ndjson: return []
    case .json: return Array((isFirst ? "]\n" : "\n]\n").utf8)
    case .ics:
      calendar.end()
      return calendar.take()
    case .table: return count == 0 ? [] : Array("\n\(messages.tasks(shown: shown, of: count))\n".utf8)
    }
  }
}

/// A task as people read it: three lines, until when before all.
///
///     trước 05/08/2022    Sở Tài nguyên và Môi trường (Nghệ An) · chủ trì · quá hạn 3 ngày
///                         2.1 Yêu cầu Sở Tài nguyên và Môi trường chủ trì, phối hợp với Sở…
///                         318-TB/TU · TB · Tỉnh ủy Nghệ An · 14/07/2022 · notices/318.txt
struct TaskTable {
  let messages: Messages
  let hasColor: Bool
  /// How wide a line may be.
  let columns: Int

  init(_ messages: Messages, hasColor: Bool, columns: Int) {
    self.messages = messages
    self.hasColor = hasColor
    self.columns = max(columns, 40)
  }

  private static let margin = 20

  func text(_ task: ArchivedTask, on day: DayNumber?) -> String {
    let term = messages.term(task.task.deadline)
    let late = day.flatMap { task.daysLate(on: $0) }
    // A long term has the line for itself.
    let gap = Self.margin - term.count
    var out = late != nil ? red(term) : strong(term)
    out += gap > 0 ? String(repeating: " ", count: gap) : "\n" + String(repeating: " ", count: Self.margin)

    var body = strong(cut(harmless(messages.body(task))))
    for part in messages.standing(task) { body += " · " + harmless(part) }
    if let late { body += " · " + red(messages.late(late)) }
    out += body + "\n"

    let margin = String(repeating: " ", count: Self.margin)
    out += margin + cut(harmless(oneLine("\(messages.place(task)) \(task.task.text)"))) + "\n"
    out += margin + faint(harmless(messages.source(task))) + "\n"
    return out
  }

  /// As much of it as has room, at a word's end.
  private func cut(_ text: String) -> String {
    let room = columns - Self.margin
    guard text.count > room else { return text }
    let front = text.prefix(room - 1)
    let words = front.lastIndex(of: " ").map { front[..<$0] } ?? front
    return (words.count > room / 2 ? words : front) + "…"
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func strong(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func faint(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
  private func red(_ text: String) -> String { hasColor ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }
}
