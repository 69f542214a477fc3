#if Web
  import Glibc
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeSearch

  /// Who must do what by when: a month as a calendar with its tasks, or all of them as a list.
  struct TasksPage {
    /// A body that no document tells to act, and those whose names are near.
    typealias UnknownBody = (name: String, suggestions: [AgencySuggestion])

    enum Body {
      case list([ArchivedTask], skipped: Int)
      case month(TaskMonth)
    }

    let form: TaskForm
    let body: Body
    /// Of all that were found.
    let count: Int
    let unknown: [UnknownBody]
    let language: Phrase.Language

    /// Tasks of a page of the list, and of a month.
    private static let perPage = 100
    private static let mostOfMonth = 400
    /// Of those before a page.
    private static let mostSkipped = 10_000

    // MARK: Asking

    /// - Throws: `Failure`, `IndexError`.
    static func reply(_ desk: ArchiveDesk, _ frame: WebFrame) throws -> Reply {
      let exchange = frame.exchange
      let request = try TaskRequest(exchange, frame.application.options.limits)
      let form = TaskForm(exchange, request)
      let found: FoundTasks
      let body: Body
      if let month = form.isList ? nil : try shownMonth(exchange, desk), let days = month.days {
        var ofMonth = request
        ofMonth.selection.due = days
        ofMonth.selection.sort = .due
        found = try ofMonth.find(desk)
        body = .month(TaskMonth(month, days, try take(mostOfMonth, of: found)))
      } else {
        found = try request.find(desk)
        let skipped = exchange.integer("skip", standard: 0)
        var passed = 0
        while passed < skipped, try found.next() != nil { passed += 1 }
        body = .list(try take(perPage, of: found), skipped: skipped)
      }
      var unknown: [UnknownBody] = []
      for name in found.unknownAgencies {
        unknown.append((name, try desk.tasks().suggestions(for: name)))
      }
      let page = TasksPage(
        form: form, body: body, count: found.count, unknown: unknown, language: frame.language)
      return frame.reply(
        .tasks, Phrase("Việc và thời hạn", "Tasks and deadlines")[frame.language], .tasks, page.view)
    }

    private static func take(_ most: Int, of found: FoundTasks) throws(IndexError) -> [ArchivedTask] {
      var tasks: [ArchivedTask] = []
      while tasks.count < most, let task = try found.next() { tasks.append(task) }
      return tasks
    }

    /// The month that was asked for; else this one, or the last that has deadlines if that is past.
    private static func shownMonth(_ exchange: Exchange, _ desk: ArchiveDesk) throws -> CalendarMonth {
      let asked = exchange["month"]
      if !asked.isEmpty {
        let parts = asked.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, CalendarDay.month(parts[1], of: parts[0]) != nil else {
          throw Failure.badParameter(
            "month", Phrase("“month” là một tháng, như 2021-10", "“month” is a month: 2021-10"))
        }
        return CalendarMonth(year: parts[0], month: parts[1])
      }
      let today = DayNumber(time(nil) / 86_400)
      var last: DayNumber?
      for segment in desk.reader.index.segments {
        let list = try DayList(segment, .deadline)
        if list.days > 0 { last = max(last ?? .min, list.day(list.days - 1)) }
      }
      let day = CalendarDay.civil(min(today, last ?? today))
      return CalendarMonth(year: day.year, month: day.month)
    }

    // MARK: Showing

    var view: TemplateView {
      let unknown = self.unknown.map { name, suggestions -> TemplateView in
        [
          "body": .text(name), "hasSuggestions": .flag(!suggestions.isEmpty),
          "suggestions": .views(
            suggestions.map { suggestion in
              [
                "address": .text("/tasks?" + PercentCoding.query([("agency", suggestion.name)])),
                "text": .text(suggestion.name), "number": .number(suggestion.count, language),
              ]
            }),
        ]
      }
      var view: TemplateView = ["unknownBodies": .views(unknown), "count": .view(.count(count, language))]
      var pager = Pager()
      switch body {
      case .list(let tasks, let skipped):
        pager = self.pager(skipped: skipped, shown: tasks.count)
        view = view.adding(["month": .none, "tasks": .views(tasks.map { TaskWords($0).view(language) })])
      case .month(let month):
        view = view.adding(["month": .view(month.view(form, of: count, language)), "tasks": .none])
      }
      return view.adding(pager.view).adding(form.view(language))
    }

    private func pager(skipped: Int, shown: Int) -> Pager {
      var pager = Pager()
      if skipped > 0 { pager.first = form.address([("all", "true")]) }
      let next = skipped + Self.perPage
      if skipped + shown < count, next <= Self.mostSkipped {
        pager.next = form.address([("all", "true"), ("skip", "\(next)")])
      }
      return pager
    }
  }

  /// What is chosen on the page of tasks.
  struct TaskForm {
    private let exchange: Exchange
    private let request: TaskRequest

    init(_ exchange: Exchange, _ request: TaskRequest) {
      self.exchange = exchange
      self.request = request
    }

    /// Whether a list is shown rather than a month.
    var isList: Bool {
      exchange["all"] == "true" || request.selection.isWithoutDeadline || !exchange["due"].isEmpty
    }

    /// The page of what is chosen, and of more.
    func address(_ more: [(name: String, value: String)]) -> String {
      "/tasks?" + PercentCoding.query(filters + more)
    }

    private var filters: [(name: String, value: String)] {
      ["agency", "role", "due", "overdueOn", "noDeadline", "q"].map { ($0, exchange[$0]) }
    }

    func view(_ language: Phrase.Language) -> TemplateView {
      let roles = Assignee.Role.allCases.map { role -> TemplateView in
        [
          "value": .text(role.rawValue), "name": .text(Phrase(role)[language]),
          "isChosen": .flag(request.selection.roles == [role]),
        ]
      }
      let calendar = PercentCoding.query(filters + [("lang", language.rawValue)])
      return [
        "shownMonth": .text(exchange["month"]), "agency": .text(exchange["agency"]),
        "roles": .views(roles), "due": .text(exchange["due"]), "query": .text(exchange["q"]),
        "asList": .flag(exchange["all"] == "true"),
        "withoutDeadline": .flag(request.selection.isWithoutDeadline),
        "calendar": .text("/api/v1/tasks.ics?" + calendar),
      ]
    }
  }

  extension TaskWords {
    /// A row of a list.
    func view(_ language: Phrase.Language) -> TemplateView {
      let path = task.task.path
      let isPlain = path.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
      let anchor = isPlain ? "#d-\(path)" : "#directives"
      return [
        "term": .text(term?[language]),
        "body": task.task.assignee == nil ? .none : .text(body[language]),
        "role": .text(role?[language]), "address": .text(WebFrame.page(of: task.document) + anchor),
        "text": .text(text(longest: 260)), "source": .text(source[language]),
      ]
    }
  }
#endif
