#if Web
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeSearch

  /// Which tasks are asked for.
  struct TaskRequest: Sendable {
    var selection = TaskSelection()
    var query: Query?
    /// The day on which tasks are late or not, if one was named.
    var day: DayNumber?

    static let parameters = [
      Parameter("agency", .text(longest: 300), "Tasks of this body.", repeats: true),
      Parameter("role", .choices(Assignee.Role.allCases.map(\.rawValue)), "Tasks in these roles."),
      Parameter("due", .text(longest: 60), "The deadline ends in these days: 2021-11, <2021-12-01."),
      Parameter("overdueOn", .text(longest: 20), "The deadline has passed on this day."),
      Parameter("noDeadline", .flag, "Only tasks without a deadline."),
      Parameter("q", .text(longest: 1000), "Only of documents that this query finds."),
    ]

    init(_ exchange: Exchange, _ limits: WebLimits) throws(Failure) {
      selection.agencies = exchange.all("agency").filter { $0.contains(where: \.isLetter) }
      selection.roles = Set(
        exchange["role"].split(separator: ",").compactMap { Assignee.Role(rawValue: String($0)) })
      selection.isWithoutDeadline = exchange["noDeadline"] == "true"
      if let sort = TaskSelection.Sort(rawValue: exchange["sort"]) { selection.sort = sort }
      if !exchange["due"].isEmpty {
        let days = try Self.days(exchange["due"], of: "due")
        let all = CalendarDay.all
        let (first, last) = (
          max(days.first ?? all.lowerBound, all.lowerBound), min(days.last ?? all.upperBound, all.upperBound)
        )
        guard first <= last else { throw Self.badDay(exchange["due"], of: "due") }
        selection.due = first...last
      }
      if !exchange["overdueOn"].isEmpty {
        let days = try Self.days(exchange["overdueOn"], of: "overdueOn")
        guard let first = days.first, first == days.last else {
          throw Self.badDay(exchange["overdueOn"], of: "overdueOn")
        }
        selection.overdueOn = first
        day = first
      }
      let text = exchange["q"]
      if !text.allSatisfy(\.isWhitespace) {
        do throws(QueryError) {
          query = try Query.parse(text)
        } catch {
          throw .query(error, in: text)
        }
        if let query, QueryCost.of(query) > limits.queryCost { throw .tooCostly }
      }
    }

    /// - Throws: `IndexError`.
    func find(_ desk: ArchiveDesk) throws -> FoundTasks { try desk.tasks().find(selection, matching: query) }

    private static func days(_ text: String, of parameter: String) throws(Failure) -> Query.DayRange {
      guard let days = DayExpression.parse(text) else { throw badDay(text, of: parameter) }
      return days
    }

    private static func badDay(_ text: String, of parameter: String) -> Failure {
      Failure(
        422, "bad-day", Phrase(.badDay(text)),
        place: Failure.Place(parameter: parameter, suggestion: DayExpression.suggestion(for: text)))
    }
  }
#endif
