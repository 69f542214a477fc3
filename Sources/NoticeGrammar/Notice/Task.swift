extension Notice {
  /// Who must do what by when: one row of the directives, spelt out.
  public struct Task: Hashable, Sendable {
    /// The directive's path: `2.4.1`.
    public var path: String
    /// The directive's label as printed: `2.4`, `(1)`, `-`.
    public var label: String
    /// The directive's own text.
    public var text: String
    /// `nil` if neither the directive nor one above it names a body.
    public var assignee: Assignee?
    /// Whether the assignee is named by a directive above, not by this one.
    public var isAssigneeInherited: Bool
    /// The bodies that pass it on: `A` of "giao A chỉ đạo B" where the assignee is `B`.
    public var through: [String]
    /// `nil` if there is none; a recurring one only if those were asked for.
    public var deadline: Deadline?
    /// Whether the deadline is named by a directive above, not by this one.
    public var isDeadlineInherited: Bool
  }

  /// The directives as rows, in the order of the text: one for each body and each deadline.
  ///
  /// A directive gives rows if it names a body or a deadline itself. What it leaves out it takes from the
  /// nearest directive above that says it. Recurring deadlines are none.
  public var tasks: [Task] { tasks(withRecurring: false) }

  /// The same; with recurring deadlines as deadlines if they are wanted.
  public func tasks(withRecurring: Bool) -> [Task] {
    var rows: [Task] = []
    for directive in directives {
      directive.addTasks(to: &rows, bodies: [], deadlines: [], withRecurring: withRecurring)
    }
    return rows
  }
}

extension Directive {
  fileprivate func addTasks(
    to rows: inout [Notice.Task], bodies: [Assignee], deadlines inherited: [Deadline], withRecurring: Bool
  ) {
    let due = deadlines.filter { withRecurring || $0.relation != .recurring }
    let told = assignees.isEmpty ? bodies : assignees
    let terms = due.isEmpty ? inherited : due
    if !assignees.isEmpty || !due.isEmpty {
      for index in 0..<max(told.count, 1) {
        let body = index < told.count ? told[index] : nil
        for term in terms.map(Optional.some) + (terms.isEmpty ? [nil] : []) {
          rows.append(
            Notice.Task(
              path: path, label: label, text: text, assignee: body,
              isAssigneeInherited: body != nil && assignees.isEmpty,
              through: Self.through(told, to: index), deadline: term,
              isDeadlineInherited: term != nil && due.isEmpty))
        }
      }
    }
    for child in children {
      child.addTasks(to: &rows, bodies: told, deadlines: terms, withRecurring: withRecurring)
    }
  }

  /// The bodies of `told` that stand right before the one at `index` and are to direct it.
  private static func through(_ told: [Assignee], to index: Int) -> [String] {
    guard index < told.count, told[index].role != .direct else { return [] }
    guard let last = told[..<index].lastIndex(where: { $0.role == .direct }) else { return [] }
    // All that one chain directs are assigned; a body that leads or joins in begins a thought of its own.
    guard told[last...index].dropFirst().allSatisfy({ $0.role == .assigned }) else { return [] }
    let first = told[..<last].lastIndex { $0.role != .direct }.map { $0 + 1 } ?? 0
    return told[first...last].map(\.agency.name)
  }
}
