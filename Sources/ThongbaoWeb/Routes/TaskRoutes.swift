#if Web
  import NoticeArchive
  import NoticeGrammar

  /// Who must do what by when.
  extension WebApplication {
    /// Tasks of a calendar: programs that subscribe take all at once.
    private static let mostEvents = 5000

    static func taskRoutes(_ limits: WebLimits) -> [Route] {
      [
        Route(
          "/api/v1/tasks",
          TaskRequest.parameters + [
            Parameter("sort", .choice(TaskSelection.Sort.allCases.map(\.rawValue)), "What comes first."),
            Parameter("limit", .integer(0...limits.results), "So many.", standard: 20),
            Parameter("skip", .integer(0...10_000), "After so many.", standard: 0),
          ],
          operation: Operation(
            id: "tasks", summary: "Who must do what by when.", answer: .json("Tasks"), errors: [422])
        ) { exchange, application in
          let request = try TaskRequest(exchange, application.options.limits)
          return try application.archive.snapshot().withDesk { desk in
            let found = try request.find(desk)
            for _ in 0..<exchange.integer("skip", standard: 0) {
              if try found.next() == nil { break }
            }
            return try .json { writer in
              writer.beginObject()
              writer.name("count")
              writer.integer(found.count)
              writer.name("tasks")
              writer.beginArray()
              for _ in 0..<exchange.integer("limit", standard: 20) {
                guard let task = try found.next() else { break }
                writer.task(task, on: request.day)
              }
              writer.endArray()
              writer.name("unknownAgencies")
              writer.beginArray(inline: true)
              for agency in found.unknownAgencies { writer.string(agency) }
              writer.endArray()
              writer.endObject()
            }
          }
        },
        Route(
          "/api/v1/tasks.ics",
          TaskRequest.parameters + [
            Parameter(
              "as", .choice(TaskCalendar.Kind.allCases.map(\.rawValue)), "What a task is in the calendar."),
            Parameter("alarm", .integer(0...365), "Remind so many days before."),
            Parameter("lang", .choice(["vi", "en"]), "The language of what people read."),
          ],
          operation: Operation(
            id: "calendar", summary: "The tasks as a calendar to subscribe to.",
            answer: .other(["text/calendar"]),
            errors: [422])
        ) { exchange, application in
          let request = try TaskRequest(exchange, application.options.limits)
          let language = Phrase.Language(rawValue: exchange["lang"]) ?? .vi
          return try application.archive.snapshot().withDesk { desk in
            let found = try request.find(desk)
            var calendar = TaskCalendar(
              kind: TaskCalendar.Kind(rawValue: exchange["as"]) ?? .event, alarmDays: Int(exchange["alarm"]))
            var left = mostEvents
            while left > 0, let task = try found.next() {
              _ = calendar.add(task, TaskWords(task).calendar(language))
              left -= 1
            }
            calendar.end()
            return Reply(
              contentType: "text/calendar; charset=utf-8",
              headers: [("Content-Disposition", "inline; filename=\"thongbao.ics\"")], body: calendar.take())
          }
        },
      ]
    }
  }

  /// What people read of a task.
  struct TaskWords {
    let task: ArchivedTask

    init(_ task: ArchivedTask) { self.task = task }

    /// The body that is to act, with its province where its name does not say it.
    var body: Phrase {
      guard let agency = task.task.assignee?.agency else {
        return Phrase("(không nêu cơ quan)", "(nobody named)")
      }
      guard let province = task.province, !agency.name.hasSuffix(province) else { return Phrase(agency.name) }
      return Phrase("\(agency.name) (\(province))")
    }

    var role: Phrase? { task.task.assignee.map { Phrase($0.role) } }

    /// Until when; `nil` without a deadline.
    var term: Phrase? { task.task.deadline?.phrase }

    /// What is to be done, on one line, cut at a word's end.
    func text(longest: Int) -> String {
      var out = ""
      for word in task.task.text.split(whereSeparator: \.isWhitespace) {
        if out.count + word.count > longest { return out + "…" }
        out += (out.isEmpty ? "" : " ") + word
      }
      return out
    }

    /// The document that says so.
    var source: Phrase {
      [
        Phrase(task.card.identifier), Phrase(task.card.issuer), Phrase.date(task.card.date),
        Phrase(task.document),
      ]
      .filter { !$0.vi.isEmpty }
      .reduce(Phrase("")) { $0.vi.isEmpty ? $1 : $0 + " · " + $1 }
    }

    func calendar(_ language: Phrase.Language) -> TaskCalendar.Words {
      let who = role.map { "\(body[language]) (\($0[language])): " } ?? ""
      var lines = [text(longest: 2000)]
      if let term { lines.append(Phrase("Thời hạn: ", "Deadline: ")[language] + term[language]) }
      lines += ["", source[language], Phrase("Mục ", "Item ")[language] + task.task.path]
      return TaskCalendar.Words(summary: who + text(longest: 80), description: lines.joined(separator: "\n"))
    }
  }
#endif
