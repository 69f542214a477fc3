import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeGrammar
import NoticeIndex
import NoticeSearch

struct TasksCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, csv, json, ndjson, ics }

  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "Who must do what by when: the directives of an archive.",
    discussion: """
      A task is a body that a directive names, with the deadline of the directive or of the one above it.

        --agency "Sở Y tế"             told to act: by name, through others, or as one of a group
        --agency "so y te quang ninh"  marks may be missing; with a province only there
        --due 2021-11                  the deadline ends in November; also 2021-10..2021-12, <30/11/2021, "quý IV/2021"
        --overdue-on 30/11/2021        too late on that day; today, if you write today
        --role lead --role coordinate  to lead, to join in; also direct, assigned
        --query 'kind:TB tiêm chủng'   of documents that this query finds

      A deadline "before 30 November" is overdue on that day, "by 30 November" on the next. Starts and recurrences \
      are never overdue.

      docs/TASKS.md describes the columns of csv and the properties of json. ics is a calendar with a day for each \
      deadline, or with --ics-kind todo a list of to-dos.

      EXAMPLES
        thongbao tasks archive/ --agency "Sở Y tế" --due '>=2021-11'
        thongbao tasks archive/ --overdue-on today --sort agency
        thongbao tasks archive/ --agency "UBND tỉnh Quảng Ninh" --format ics -o tasks.ics

      The exit code is 0 if a task was found, else 1.
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Option(help: ArgumentHelp("Tasks of this body; may be given several times.", valueName: "name"))
  var agency: [String] = []

  @Option(help: ArgumentHelp("The deadline ends in these days.", valueName: "days"))
  var due: String?

  @Option(help: ArgumentHelp("The deadline has passed on this day.", valueName: "day"))
  var overdueOn: String?

  @Flag(help: "Only tasks without a deadline.")
  var noDeadline = false

  @Option(help: ArgumentHelp("Tasks in this role; may be given several times.", valueName: "role"))
  var role: [Assignee.Role] = []

  @Option(help: ArgumentHelp("Only of documents that this query finds.", valueName: "query"))
  var query: String?

  @Option(
    help: ArgumentHelp("What comes first: what is due, the newest document, or by body.", valueName: "order"))
  var sort = TaskSelection.Sort.due

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Give so many tasks. (default: 50 as a table, else all)", valueName: "k"))
  var limit: Int?

  @Flag(help: "Print the number of tasks, and nothing else.")
  var count = false

  @Option(name: .shortAndLong, help: ArgumentHelp("How tasks are written.", valueName: "format"))
  var format = Format.table

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"), completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("What a task is in ics.", valueName: "kind"))
  var icsKind: TaskCalendar.Kind?

  @Option(help: ArgumentHelp("In ics, remind so many days before.", valueName: "days"))
  var alarm: Int?

  @Option(help: ArgumentHelp("Use colours.", valueName: "when"))
  var color = ColorMode.auto

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if let limit, !(1...1_000_000_000).contains(limit) { throw ValidationError("--limit is at least 1.") }
    if noDeadline, due != nil || overdueOn != nil {
      throw ValidationError("--no-deadline does not go with --due or --overdue-on.")
    }
    if agency.contains(where: { !$0.contains(where: \.isLetter) }) {
      throw ValidationError("--agency needs a name.")
    }
    if format != .ics, icsKind != nil || alarm != nil {
      throw ValidationError("--ics-kind and --alarm are for --format ics only.")
    }
    if let alarm, !(0...365).contains(alarm) { throw ValidationError("--alarm is between 0 and 365.") }
    if count, output != nil || format != .table { throw ValidationError("--count goes to the terminal.") }
    if output == "" { throw ValidationError("The output needs a name.") }
  }

  func run() throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    CorrectionsUpdate(archive: archive, messages: messages).beforeReading()
    do {
      let selection = try selection(messages)
      let query = try query.map { try Query.parsed($0, messages) }
      let finder = try TaskFinder(ArchiveReader(path: FilePath(archive)))
      let found = try finder.find(selection, matching: query)
      if count {
        try writeAll(Array("\(found.count)\n".utf8), to: STDOUT_FILENO, called: FilePath("-"))
      } else {
        try write(found, selection, messages)
      }
      if !found.unknownAgencies.isEmpty || found.count == 0 {
        if found.count == 0 { screen.write(messages.noTasks + "\n") }
        for agency in found.unknownAgencies {
          screen.write(messages.unknown(agency, try finder.suggestions(for: agency)))
        }
      }
      if found.count == 0 { throw ExitCode(1) }
    } catch let error as IndexError {
      throw screen.end(on: error, archive: archive, messages)
    } catch let error as OutputError {
      throw screen.end(on: error, messages)
    }
  }

  // MARK: What is asked

  private func selection(_ messages: Messages) throws -> TaskSelection {
    var selection = TaskSelection()
    selection.agencies = agency
    selection.roles = Set(role)
    selection.isWithoutDeadline = noDeadline
    selection.sort = sort
    if let due {
      guard let days = DayExpression.parse(due) else { throw wrongDay(due, messages) }
      let all = CalendarDay.all
      selection.due = max(days.first ?? all.lowerBound, all.lowerBound)...(days.last ?? all.upperBound)
    }
    if let overdueOn {
      guard let day = Self.day(overdueOn) else { throw wrongDay(overdueOn, messages) }
      selection.overdueOn = day
    }
    return selection
  }

  private func wrongDay(_ text: String, _ messages: Messages) -> ExitCode {
    let screen = Terminal.standardError
    screen.report(text, messages.reason(.badDay(text)), messages)
    if let suggestion = DayExpression.suggestion(for: text) {
      screen.write(messages.didYouMean(suggestion) + "\n")
    }
    return ExitCode(EX_USAGE)
  }

  /// A single day as people write it; `today` and `hôm nay` are the clock's.
  static func day(_ text: String) -> DayNumber? {
    let words = text.split(separator: " ").joined(separator: " ").lowercased()
    if ["today", "hôm nay", "hom nay"].contains(words) {
      var now = time(nil)
      var parts = tm()
      guard localtime_r(&now, &parts) != nil else { return nil }
      return CalendarDay.day(Int(parts.tm_mday), Int(parts.tm_mon) + 1, Int(parts.tm_year) + 1900)?.lowerBound
    }
    guard let days = DayExpression.parse(text), let day = days.first, day == days.last else { return nil }
    return day
  }

  // MARK: What is written

  private func write(_ found: FoundTasks, _ selection: TaskSelection, _ messages: Messages) throws {
    let destination = try Destination(output.map { FilePath($0) })
    let terminal = Terminal(STDOUT_FILENO, color: color)
    var writer = TaskWriter(
      format, messages, day: selection.overdueOn, hasColor: output == nil && terminal.hasColor,
      columns: output == nil ? terminal.columns : 80, calendar: (icsKind ?? .event, alarm))
    try destination.write(writer.opening())
    var left = limit ?? (format == .table ? 50 : .max)
    var shown = 0
    while left > 0, let task = try found.next() {
      try destination.write(writer.render(task))
      left -= 1
      shown += 1
    }
    try destination.write(writer.closing(shown: shown, of: found.count))
    try destination.finish()
    if writer.left > 0 { Terminal.standardError.write(messages.notInCalendar(writer.left) + "\n") }
  }
}

extension Assignee.Role: ExpressibleByArgument {}
extension TaskSelection.Sort: ExpressibleByArgument {}
extension TaskCalendar.Kind: ExpressibleByArgument {}
