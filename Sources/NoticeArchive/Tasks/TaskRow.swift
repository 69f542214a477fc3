import NoticeGrammar

/// A task of a notice, with what it is found by.
struct TaskRow: Sendable {
  var task: Notice.Task
  /// Its body as bodies are compared; `nil` if nobody is named.
  var body: TaskBody?
  var key: TaskKey.Body?
  var role: Assignee.Role?
  var term: TaskTerm
}

extension Notice {
  /// Its tasks, recurring ones too, in the order of the text.
  var taskRows: [TaskRow] {
    var bodies: [Agency: TaskBody] = [:]
    return tasks(withRecurring: true).map { task in
      var row = TaskRow(task: task, term: TaskTerm(task.deadline))
      guard let assignee = task.assignee else { return row }
      let body = bodies[assignee.agency] ?? TaskBody(assignee.agency, issuer: issuer)
      bodies[assignee.agency] = body
      guard !body.name.isEmpty else { return row }
      (row.body, row.key, row.role) = (body, TaskKey.Body(body), assignee.role)
      return row
    }
  }
}
