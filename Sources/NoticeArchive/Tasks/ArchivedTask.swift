import NoticeGrammar
import NoticeIndex

/// Who must do what by when, and which document says so.
public struct ArchivedTask: Sendable {
  /// The document's name in the archive.
  public var document: String
  /// The document's number, kind, issuer and date.
  package var card: DocumentCard
  public var subject: String
  public var task: Notice.Task
  /// The province of the body that is to act, if it is known.
  public var province: String?
  /// How the body is the one that was asked for; `nil` if none was.
  public var match: TaskMatch?
  /// Which of the document's tasks it is, from 0.
  package var number: Int
  let row: TaskRow

  /// The last day of its deadline.
  package var dueDay: DayNumber? { row.term.due?.day }

  /// How many days late it is on a day: 1 on the first; `nil` if it is not.
  package func daysLate(on day: DayNumber) -> Int? {
    guard let due = row.term.due, due.isOverdue(on: day) else { return nil }
    return Int(day - due.overdueFrom) + 1
  }
}

/// Which tasks are wanted, and in which order.
public struct TaskSelection: Sendable {
  public enum Sort: String, CaseIterable, Sendable {
    /// What is due first comes first; then what is due some time, then the rest.
    case due
    /// The newest document first.
    case date
    /// By the body's name.
    case agency
  }

  /// Bodies as people write them; none: of all bodies.
  public var agencies: [String] = []
  /// Empty: of all roles.
  public var roles: Set<Assignee.Role> = []
  /// When the deadline ends.
  package var due: ClosedRange<DayNumber>?
  /// A day on which it is too late.
  package var overdueOn: DayNumber?
  /// Only those without a deadline.
  public var isWithoutDeadline = false
  public var sort = Sort.due

  public init() {}
}

/// A selection, ready to be asked about tasks.
struct TaskFilter: Sendable {
  let selection: TaskSelection
  var asks: [AgencyAsk]
  /// The bodies that are the asked ones, once it is known which an archive has.
  private var settled: [TaskKey.Body: TaskMatch]?

  init(_ selection: TaskSelection) {
    self.selection = selection
    asks = selection.agencies.map { AgencyAsk($0) }
  }

  /// From now on, only these bodies are looked at.
  mutating func settle(on bodies: Set<TaskKey.Body>) {
    settled = nil
    var matches: [TaskKey.Body: TaskMatch] = [:]
    for body in bodies { matches[body] = match(body) }
    settled = matches
  }

  func takes(_ term: TaskTerm) -> Bool {
    if selection.isWithoutDeadline, term != .none { return false }
    if let days = selection.due {
      guard let due = term.due, days.contains(due.day) else { return false }
    }
    if let day = selection.overdueOn {
      guard let due = term.due, due.isOverdue(on: day) else { return false }
    }
    return true
  }

  func takes(_ role: Assignee.Role?) -> Bool {
    selection.roles.isEmpty || role.map(selection.roles.contains) ?? false
  }

  /// How a body is one of those asked for: the nearest, if several are.
  func match(_ body: TaskKey.Body?) -> TaskMatch? {
    guard let body else { return nil }
    if let settled { return settled[body] }
    return asks.lazy.compactMap { $0.match(body) }.min()
  }

  /// The tasks of a document that are wanted, in the order of the text.
  func tasks(of document: ArchivedDocument) -> [ArchivedTask] {
    var tasks: [ArchivedTask] = []
    for (number, row) in (document.notice?.taskRows ?? []).enumerated()
    where takes(row.term) && takes(row.role) {
      var match: TaskMatch?
      if !asks.isEmpty {
        guard let found = self.match(row.key) else { continue }
        match = found == .direct && !row.task.through.isEmpty ? .chain : found
      }
      tasks.append(
        ArchivedTask(
          document: document.id, card: document.card, subject: document.subject, task: row.task,
          province: row.body?.province, match: match, number: number, row: row))
    }
    return tasks
  }
}
