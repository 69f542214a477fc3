import NoticeGrammar
import NoticeIndex
import NoticeSearch

/// Until when a task is to be done.
struct TaskDue: Hashable, Sendable {
  /// The last day of the deadline's value: what `due:` finds it by.
  var day: DayNumber
  /// The first day on which it is too late.
  var overdueFrom: DayNumber

  init(day: DayNumber, overdueFrom: DayNumber) {
    self.day = day
    self.overdueFrom = overdueFrom
  }

  /// `nil` if there is no last day: of a start (`from`), a recurrence, a term that begins nobody knows when.
  ///
  ///     by 2021-11-30 → late from 1 December        before 2021-11-30 → late from 30 November
  ///     during 2021-11 → late from 1 December       before 2021-11 → late from 1 November
  init?(_ deadline: Deadline?) {
    guard let deadline, let value = deadline.value, let days = EDTFDays.range(value) else { return nil }
    switch deadline.relation {
    case .from, .recurring: return nil
    case .before: self.init(day: days.upperBound, overdueFrom: days.lowerBound)
    case .by, .within, .during: self.init(day: days.upperBound, overdueFrom: days.upperBound + 1)
    }
  }

  func isOverdue(on day: DayNumber) -> Bool { day >= overdueFrom }
}

/// Until when, as tasks are sorted by it: days first, then terms that no day ends, then none.
enum TaskTerm: Hashable, Sendable {
  case due(TaskDue)
  case open
  case none

  init(_ deadline: Deadline?) {
    if let due = TaskDue(deadline) { self = .due(due) } else { self = deadline == nil ? .none : .open }
  }

  /// By which terms are sorted.
  var order: Int64 {
    switch self {
    case .due(let due): Int64(due.day) << 32 + Int64(due.overdueFrom)
    case .open: .max - 1
    case .none: .max
    }
  }

  var due: TaskDue? { if case .due(let due) = self { due } else { nil } }
}
