import NoticeGrammar
import NoticeIndex
import NoticeSearch

extension CSVWriter {
  /// The names of the columns of tasks; columns may be added at the end, none is renamed or moved.
  public static let taskColumns = [
    "due", "deadline", "relation", "period", "daysLate", "agency", "province", "role", "as", "through",
    "inherited",
    "text", "path", "label", "notice", "kind", "issuer", "noticeDate", "subject", "document",
  ]

  public mutating func taskHeader() {
    for column in Self.taskColumns { field(column) }
    endRow()
  }

  /// The row of a task.
  ///
  /// - Parameter day: On which it is late or not.
  package mutating func task(_ task: ArchivedTask, on day: DayNumber?) {
    let deadline = task.task.deadline
    field(task.dueText)
    field(deadline?.value)
    field(deadline?.relation.rawValue)
    field(deadline?.period)
    field(day.flatMap { task.daysLate(on: $0) }.map(String.init))
    field(task.task.assignee?.agency.name)
    field(task.province)
    field(task.task.assignee?.role.rawValue)
    field(task.match?.rawValue)
    field(task.task.through.joined(separator: "; "))
    field(task.inherited.joined(separator: "; "))
    field(task.task.text)
    field(task.task.path)
    field(task.task.label)
    field(task.card.identifier)
    field(task.card.kind)
    field(task.card.issuer)
    field(task.card.date)
    field(task.subject)
    field(task.document)
    endRow()
  }
}

extension JSONWriter {
  /// An object, as `docs/TASKS.md` describes it.
  ///
  /// - Parameter day: On which it is late or not.
  package mutating func task(_ task: ArchivedTask, on day: DayNumber?) {
    beginObject()
    text("due", task.dueText)
    if let deadline = task.task.deadline {
      name("deadline")
      beginObject()
      text("value", deadline.value)
      text("period", deadline.period)
      text("relation", deadline.relation.rawValue)
      endObject()
    }
    if let late = day.flatMap({ task.daysLate(on: $0) }) {
      name("daysLate")
      integer(late)
    }
    if let assignee = task.task.assignee {
      name("agency")
      beginObject()
      text("name", assignee.agency.name)
      text("within", assignee.agency.within)
      text("level", assignee.agency.level?.rawValue)
      text("province", task.province)
      endObject()
      text("role", assignee.role.rawValue)
    }
    text("as", task.match?.rawValue)
    list("through", task.task.through)
    list("inherited", task.inherited)
    text("text", task.task.text)
    text("path", task.task.path)
    text("label", task.task.label)
    name("notice")
    beginObject()
    text("identifier", task.card.identifier)
    text("kind", task.card.kind)
    text("issuer", task.card.issuer)
    text("date", task.card.date)
    text("subject", task.subject)
    endObject()
    text("document", task.document)
    endObject()
  }

  private mutating func text(_ property: StaticString, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    name(property)
    string(value)
  }

  private mutating func list(_ property: StaticString, _ values: [String]) {
    if values.isEmpty { return }
    name(property)
    beginArray(inline: true)
    for value in values { string(value) }
    endArray()
  }
}

extension ArchivedTask {
  /// The last day of its deadline, `2021-11-30`.
  fileprivate var dueText: String? { dueDay.map { CalendarDay.text($0) } }

  /// What a directive above says.
  fileprivate var inherited: [String] {
    (task.isAssigneeInherited ? ["agency"] : []) + (task.isDeadlineInherited ? ["deadline"] : [])
  }
}
