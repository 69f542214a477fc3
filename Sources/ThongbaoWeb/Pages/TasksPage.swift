#if Web
  import Glibc
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeSearch

  /// Who must do what by when: a month as a calendar with its tasks, or all of them as a list.
  struct TasksPage {
    let desk: ArchiveDesk
    let frame: WebFrame
    private let request: TaskRequest

    /// Tasks of a page of the list, and of a month.
    private static let perPage = 100
    private static let mostOfMonth = 400

    init(_ desk: ArchiveDesk, _ frame: WebFrame) throws(Failure) {
      self.desk = desk
      self.frame = frame
      request = try TaskRequest(frame.exchange, frame.application.options.limits)
    }

    /// - Throws: `Failure`, `IndexError`.
    func reply() throws -> Reply {
      let exchange = frame.exchange
      let isList =
        exchange["all"] == "true" || request.selection.isWithoutDeadline
        || exchange.has("due") && !exchange["due"].isEmpty
      let body = try isList ? list() : month()
      let content: HTML = """
        <section class="due-list">
        <h1>\(Phrase("Việc và thời hạn", "Tasks and deadlines"))</h1>
        \(form)
        \(body)
        </section>
        """
      return frame.reply(Phrase("Việc và thời hạn", "Tasks and deadlines").both, .tasks, content)
    }

    // MARK: Filters

    private var form: HTML {
      let exchange = frame.exchange
      let roles = Assignee.Role.allCases.map { role -> HTML in
        let mark: HTML = request.selection.roles == [role] ? " selected" : ""
        return "<option value=\"\(role.rawValue)\"\(mark)>\(Phrase(role))</option>"
      }
      let isList: HTML = exchange["all"] == "true" ? " checked" : ""
      let without: HTML = request.selection.isWithoutDeadline ? " checked" : ""
      return """
        <form class="task-filter" action="/tasks" method="get" role="search">
        \(exchange["month"].isEmpty ? "" : "<input type=\"hidden\" name=\"month\" value=\"\(exchange["month"])\">" as HTML)
        <p><label for="agency">\(Phrase("Cơ quan", "Body"))</label><input id="agency" name="agency" value="\(exchange["agency"])" maxlength="300" placeholder="\(Phrase("Sở Y tế Quảng Ninh", "Sở Y tế Quảng Ninh"))" autocomplete="off"></p>
        <p><label for="role">\(Phrase("Vai trò", "Role"))</label><select id="role" name="role"><option value="">\(Phrase("tất cả", "all"))</option>\(roles)</select></p>
        <p><label for="due">\(Phrase("Hạn trong", "Due in"))</label><input id="due" name="due" value="\(exchange["due"])" maxlength="60" placeholder="2021-10..2021-12" autocomplete="off"></p>
        <p><label for="q">\(Phrase("Văn bản có", "Documents with"))</label><input id="q" name="q" value="\(exchange["q"])" maxlength="1000" autocomplete="off"></p>
        <p class="switch"><label><input type="checkbox" name="all" value="true"\(isList)> \(Phrase("Xem dạng danh sách", "As a list"))</label>
        <label><input type="checkbox" name="noDeadline" value="true"\(without)> \(Phrase("Chỉ việc không có hạn", "Without a deadline"))</label></p>
        <p><button type="submit">\(Phrase("Lọc", "Filter"))</button> <a href="/api/v1/tasks.ics?\(calendarQuery)">\(Phrase("Lịch .ics để đăng ký", "Calendar .ics to subscribe to"))</a></p>
        </form>
        """
    }

    private var filters: [(name: String, value: String)] {
      ["agency", "role", "due", "overdueOn", "noDeadline", "q"].map { ($0, frame.exchange[$0]) }
    }

    private var calendarQuery: String {
      PercentCoding.query(filters + [("lang", frame.exchange.language.rawValue)])
    }

    private func address(_ more: [(name: String, value: String)]) -> String {
      "/tasks?" + PercentCoding.query(filters + more)
    }

    private func unknown(_ found: FoundTasks) throws -> HTML {
      var html: HTML = ""
      for agency in found.unknownAgencies {
        let others = try desk.tasks().suggestions(for: agency).map { suggestion -> HTML in
          let address = "/tasks?" + PercentCoding.query([("agency", suggestion.name)])
          return
            "<li><a href=\"\(address)\">\(suggestion.name)</a> <span class=\"count\">\(Phrase.number(suggestion.count))</span></li>"
        }
        html += """
          <div class="remark"><p>\(Phrase("Không văn bản nào giao việc cho:", "No document tells to act:")) <b>\(agency)</b></p>
          \(others.isEmpty ? "" : "<ul>\(others)</ul>" as HTML)</div>
          """
      }
      return html
    }

    // MARK: A list

    private func list() throws -> HTML {
      let found = try request.find(desk)
      let skip = frame.exchange.integer("skip", standard: 0)
      var passed = 0
      while passed < skip, try found.next() != nil { passed += 1 }
      var rows: [HTML] = []
      while rows.count < Self.perPage, let task = try found.next() { rows.append(row(task)) }
      var links: [HTML] = []
      if skip > 0 {
        links.append(
          "<li><a href=\"\(address([("all", "true")]))\">\(Phrase("Về trang đầu", "First page"))</a></li>")
      }
      if skip + rows.count < found.count, skip + Self.perPage <= 10_000 {
        let next = address([("all", "true"), ("skip", "\(skip + Self.perPage)")])
        links.append("<li><a rel=\"next\" href=\"\(next)\">\(Phrase("Trang sau", "Next page"))</a></li>")
      }
      return """
        <p class="figures" id="task-count">\(Phrase.count(found.count, "việc", "task"))</p>
        \(try unknown(found))
        <ul class="tasks">\(rows)</ul>
        <nav class="pages" aria-label="\(Phrase("Trang", "Page"))"><ul>\(links)</ul></nav>
        """
    }

    private func row(_ task: ArchivedTask) -> HTML {
      let words = TaskWords(task)
      let term: HTML = words.term.map { "<b class=\"when\">\($0)</b> " } ?? ""
      let role: HTML = words.role.map { " <small class=\"note\">\($0)</small>" } ?? ""
      let path = task.task.path
      let isPlain = path.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
      let anchor = isPlain ? "#d-\(path)" : "#directives"
      return """
        <li>\(term)<span class="agency-name">\(words.body)</span>\(role)
        <p><a href="\(WebFrame.page(of: task.document))\(anchor)">\(words.text(longest: 260))</a></p>
        <p class="of">\(words.source)</p></li>

        """
    }

    // MARK: A month

    private func month() throws -> HTML {
      let (year, month) = try shownMonth()
      guard let days = CalendarDay.month(month, of: year) else { return try list() }
      var request = request
      request.selection.due = days
      request.selection.sort = .due
      let found = try request.find(desk)
      var byDay: [DayNumber: [HTML]] = [:]
      var shown = 0
      while shown < Self.mostOfMonth, let task = try found.next() {
        shown += 1
        if let day = task.dueDay { byDay[day, default: []].append(row(task)) }
      }
      var lists: [HTML] = []
      for (day, rows) in byDay.sorted(by: { $0.key < $1.key }) {
        let text = CalendarDay.text(day)
        lists.append(
          "<section id=\"day-\(text)\" class=\"day-tasks\"><h3><time datetime=\"\(text)\">\(Phrase.date(text))</time></h3><ul class=\"tasks\">\(rows)</ul></section>\n"
        )
      }
      let left = found.count - shown
      let more: HTML =
        left > 0
        ? "<p class=\"remark\">\(Phrase("Còn nữa; lọc theo cơ quan, hay xem dạng danh sách:", "There are more; filter by body, or see the list:")) \(Phrase.number(left))</p>"
        : ""
      return """
        \(try unknown(found))
        \(calendar(year, month, days, byDay.mapValues(\.count)))
        <p class="figures" id="task-count">\(Phrase.count(found.count, "việc", "task"))</p>
        \(lists)\(more)
        """
    }

    private func calendar(
      _ year: Int, _ month: Int, _ days: ClosedRange<DayNumber>, _ counts: [DayNumber: Int]
    ) -> HTML {
      func step(_ by: Int, _ name: Phrase) -> HTML {
        let months = year * 12 + month - 1 + by
        guard months >= 12, months < 10_000 * 12 else { return "" }
        let address = address([("month", Self.name(months / 12, months % 12 + 1))])
        return "<a href=\"\(address)\">\(name)</a>"
      }
      let names =
        frame.exchange.language == .vi
        ? ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "CN"] : ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
      var rows: HTML = "<tr>"
      // 1970-01-01 was a Thursday; weeks begin on Monday.
      let before = (Int(days.lowerBound) + 3 + 7 * 1_000_000) % 7
      for _ in 0..<before { rows += "<td class=\"no-day\"></td>" }
      for (index, day) in days.enumerated() {
        if index > 0, (before + index) % 7 == 0 { rows += "</tr>\n<tr>" }
        if let count = counts[day] {
          let what = Phrase.count(count, "việc", "task")
          rows +=
            "<td class=\"has\"><a href=\"#day-\(CalendarDay.text(day))\">\(index + 1)<span>\(what)</span></a></td>"
        } else {
          rows += "<td>\(index + 1)</td>"
        }
      }
      for _ in 0..<(7 - (before + days.count) % 7) % 7 { rows += "<td class=\"no-day\"></td>" }
      rows += "</tr>"
      let title = Phrase("Tháng \(month) năm \(year)", "\(Self.name(year, month))")
      return """
        <nav class="month-steps" aria-label="\(Phrase("Tháng", "Month"))">\(step(-12, Phrase("Năm trước", "Year before"))) \(step(-1, Phrase("Tháng trước", "Month before")))
        \(step(1, Phrase("Tháng sau", "Next month"))) \(step(12, Phrase("Năm sau", "Next year")))</nav>
        <table class="calendar"><caption>\(title)</caption>
        <thead><tr>\(names.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
        <tbody>\(rows)</tbody></table>
        """
    }

    /// The month that was asked for; else this one, or the last that has deadlines if that is past.
    private func shownMonth() throws -> (year: Int, month: Int) {
      let asked = frame.exchange["month"]
      if !asked.isEmpty {
        let parts = asked.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, CalendarDay.month(parts[1], of: parts[0]) != nil else {
          throw Failure.badParameter(
            "month", Phrase("“month” là một tháng, như 2021-10", "“month” is a month: 2021-10"))
        }
        return (parts[0], parts[1])
      }
      let today = DayNumber(time(nil) / 86_400)
      var last: DayNumber?
      for segment in desk.reader.index.segments {
        let list = try DayList(segment, .deadline)
        if list.days > 0 { last = max(last ?? .min, list.day(list.days - 1)) }
      }
      let day = CalendarDay.civil(min(today, last ?? today))
      return (day.year, day.month)
    }

    private static func name(_ year: Int, _ month: Int) -> String {
      String(CalendarDay.text(CalendarDay.month(month, of: year)?.lowerBound ?? 0).prefix(7))
    }
  }
#endif
