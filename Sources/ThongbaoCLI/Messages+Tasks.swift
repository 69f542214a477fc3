import NoticeArchive
import NoticeGrammar

/// What is said of tasks.
extension Messages {
  // MARK: A task

  /// Until when, as people say it; `–` without a deadline.
  ///
  ///     trước 30/11/2021, hằng tháng, trong 5 ngày     before 30/11/2021, every month, within 5 days
  func term(_ deadline: Deadline?) -> String {
    guard let deadline else { return "–" }
    guard let value = deadline.value else {
      let period = deadline.period ?? ""
      if deadline.relation == .recurring { return recurrence(period) }
      return say(vi: "trong ", en: "within ") + duration(period)
    }
    let date = date(value)
    return switch deadline.relation {
    case .by: say(vi: "đến \(date)", en: "by \(date)")
    case .before: say(vi: "trước \(date)", en: "before \(date)")
    case .within: say(vi: "trong \(date)", en: "within \(date)")
    case .during: say(vi: "trong \(date)", en: "in \(date)")
    case .from: say(vi: "từ \(date)", en: "from \(date)")
    case .recurring: date
    }
  }

  /// `P5D`: 5 days.
  private func duration(_ period: String) -> String {
    guard period.hasPrefix("P"), let unit = period.last, let number = Int(period.dropFirst().dropLast())
    else {
      return period
    }
    return switch unit {
    case "D": say(vi: "\(number) ngày", en: count(number, "day"))
    case "W": say(vi: "\(number) tuần", en: count(number, "week"))
    case "M": say(vi: "\(number) tháng", en: count(number, "month"))
    case "Y": say(vi: "\(number) năm", en: count(number, "year"))
    default: period
    }
  }

  /// `R/P1M`: every month.
  private func recurrence(_ period: String) -> String {
    switch period {
    case "R/P1D": say(vi: "hằng ngày", en: "every day")
    case "R/P1W": say(vi: "hằng tuần", en: "every week")
    case "R/P1M": say(vi: "hằng tháng", en: "every month")
    case "R/P3M": say(vi: "hằng quý", en: "every quarter")
    case "R/P1Y": say(vi: "hằng năm", en: "every year")
    default:
      say(vi: "mỗi ", en: "every ") + duration(period.hasPrefix("R/") ? String(period.dropFirst(2)) : period)
    }
  }

  func role(_ role: Assignee.Role) -> String {
    switch role {
    case .lead: say(vi: "chủ trì", en: "lead")
    case .coordinate: say(vi: "phối hợp", en: "coordinate")
    case .direct: say(vi: "chỉ đạo", en: "direct")
    case .assigned: say(vi: "giao", en: "assigned")
    }
  }

  /// The body that is to act, with its province where the name does not say it.
  func body(_ task: ArchivedTask) -> String {
    guard let agency = task.task.assignee?.agency else {
      return say(vi: "(không nêu cơ quan)", en: "(nobody named)")
    }
    guard let province = task.province, !agency.name.hasSuffix(province) else { return agency.name }
    return "\(agency.name) (\(province))"
  }

  /// The role, and how the body comes to it.
  func standing(_ task: ArchivedTask) -> [String] {
    var parts = task.task.assignee.map { [role($0.role)] } ?? []
    if !task.task.through.isEmpty {
      let names = task.task.through.joined(separator: ", ")
      parts.append(say(vi: "qua \(names)", en: "through \(names)"))
    }
    if task.match == .group { parts.append(say(vi: "trong nhóm", en: "as one of a group")) }
    return parts
  }

  /// Where the directive stands: its path, and its label if that says something else.
  func place(_ task: ArchivedTask) -> String {
    let (path, label) = (task.task.path, task.task.label)
    let isSame = label.isEmpty || path == label.filter { $0.isNumber || $0 == "." }.trimmed(".")
    let isListed = label.count == 1 && label.first?.isLetter == false
    return isSame || isListed ? path : "\(path) [\(label)]"
  }

  func source(_ task: ArchivedTask) -> String {
    [task.card.identifier, task.card.kind, task.card.issuer, date(task.card.date), task.document]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  func late(_ days: Int) -> String {
    say(vi: "quá hạn \(number(days)) ngày", en: "\(count(days, "day")) late")
  }

  // MARK: All of them

  /// `tasks 1–50 of 341 (--limit shows more)`.
  func tasks(shown: Int, of count: Int) -> String {
    if shown >= count { return say(vi: "\(number(count)) việc", en: self.count(count, "task")) }
    return say(
      vi: "\(number(shown)) trong \(number(count)) việc (xem thêm: --limit)",
      en: "\(number(shown)) of \(self.count(count, "task")) (--limit shows more)")
  }

  var noTasks: String { say(vi: "không tìm thấy việc nào", en: "no tasks found") }

  /// A body that has no tasks, and others that have.
  func unknown(_ agency: String, _ suggestions: [AgencySuggestion]) -> String {
    var out =
      say(vi: "không văn bản nào giao việc cho: ", en: "no document tells to act: ") + harmless(agency) + "\n"
    if suggestions.isEmpty { return out }
    out += say(vi: "có thể là:", en: "these have tasks:") + "\n"
    let counts = suggestions.map { number($0.count) }
    let width = counts.map(\.count).max() ?? 0
    for (suggestion, count) in zip(suggestions, counts) {
      out +=
        "  " + String(repeating: " ", count: width - count.count) + "\(count)  \(harmless(suggestion.name))\n"
    }
    return out
  }

  func didYouMean(_ text: String) -> String { say(vi: "có phải là: ", en: "did you mean: ") + harmless(text) }

  func notInCalendar(_ tasks: Int) -> String {
    say(
      vi: "\(number(tasks)) việc không có ngày nên không có trong lịch (--ics-kind todo có đủ)",
      en: "\(count(tasks, "task")) without a day left out of the calendar (--ics-kind todo has them)")
  }

  // MARK: Calendar

  func calendarWords(_ task: ArchivedTask) -> TaskCalendar.Words {
    let text = task.task.text.split(whereSeparator: \.isWhitespace)
    var first = ""
    for word in text {
      if first.count + word.count > 80 {
        first += "…"
        break
      }
      first += (first.isEmpty ? "" : " ") + word
    }
    let who = task.task.assignee.map { "\(body(task)) (\(role($0.role))): " } ?? ""
    var lines = [text.joined(separator: " "), "", source(task), say(vi: "Mục ", en: "Item ") + place(task)]
    if task.task.deadline != nil {
      lines.insert(say(vi: "Thời hạn: ", en: "Deadline: ") + term(task.task.deadline), at: 1)
    }
    if !task.task.through.isEmpty {
      let names = task.task.through.joined(separator: ", ")
      lines.append(say(vi: "Qua: ", en: "Through: ") + names)
    }
    return TaskCalendar.Words(summary: who + first, description: lines.joined(separator: "\n"))
  }
}

extension String {
  /// Without that character at its ends.
  fileprivate func trimmed(_ character: Character) -> String {
    var text = self[...]
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
