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
    let home = TaskBody.home(issuer)
    var bodies: [String: (body: TaskBody, key: TaskKey.Body)] = [:]
    return tasks(withRecurring: true).map { task in
      var row = TaskRow(task: task, term: TaskTerm(task.deadline))
      guard let assignee = task.assignee else { return row }
      let agency = assignee.agency
      let name = [agency.name, agency.within ?? "", agency.level?.rawValue ?? ""].joined(separator: "\0")
      let known = bodies[name]
      let body = known?.body ?? TaskBody(agency, home: home)
      let key = known?.key ?? TaskKey.Body(body)
      bodies[name] = (body, key)
      guard !body.name.isEmpty else { return row }
      (row.body, row.key, row.role) = (body, key, assignee.role)
      return row
    }
  }
}
