#if Web
  import NoticeArchive
  import NoticeIndex
  import NoticeSearch

  struct CalendarMonth {
    var year: Int
    var month: Int

    /// `nil` if the calendar has no such month.
    var days: ClosedRange<DayNumber>? { CalendarDay.month(month, of: year) }

    /// `2021-10`
    var name: String { String(CalendarDay.text(days?.lowerBound ?? 0).prefix(7)) }

    /// So many months later; `nil` beyond the years from 1 to 9999.
    func later(by months: Int) -> CalendarMonth? {
      let number = year * 12 + month - 1 + months
      guard number >= 12, number < 10_000 * 12 else { return nil }
      return CalendarMonth(year: number / 12, month: number % 12 + 1)
    }
  }

  /// A month of tasks: its calendar, and below it the tasks of each day.
  struct TaskMonth {
    private let month: CalendarMonth
    private let days: ClosedRange<DayNumber>
    private let tasks: [DayNumber: [ArchivedTask]]
    private let shown: Int

    /// - Parameter tasks: In the order of their days, those that are shown.
    init(_ month: CalendarMonth, _ days: ClosedRange<DayNumber>, _ tasks: [ArchivedTask]) {
      self.month = month
      self.days = days
      shown = tasks.count
      self.tasks = Dictionary(grouping: tasks.filter { $0.dueDay != nil }) { $0.dueDay ?? 0 }
    }

    /// - Parameters:
    ///   - form: What else is chosen; the way to other months keeps it.
    ///   - count: Of all tasks of the month.
    func view(_ form: TaskForm, of count: Int, _ language: Phrase.Language) -> TemplateView {
      func address(_ months: Int) -> TemplateValue {
        .text(month.later(by: months).map { form.address([("month", $0.name)]) })
      }
      let lists = tasks.sorted { $0.key < $1.key }.map { day, tasks -> TemplateView in
        let text = CalendarDay.text(day)
        return [
          "day": .text(text), "date": .text(Phrase.date(text)[language]),
          "tasks": .views(tasks.map { TaskWords($0).view(language) }),
        ]
      }
      return [
        "monthNumber": .integer(month.month), "year": .integer(month.year), "monthName": .text(month.name),
        "yearBefore": address(-12), "monthBefore": address(-1), "monthAfter": address(1),
        "yearAfter": address(12), "weeks": .views(weeks(language)), "days": .views(lists),
        "left": count > shown ? .number(count - shown, language) : .none,
      ]
    }

    /// From Monday to Sunday; days of other months are blank.
    private func weeks(_ language: Phrase.Language) -> [TemplateView] {
      let blank: TemplateView = ["day": .none, "dayNumber": .none, "tasksOfDay": .none]
      // 1970-01-01 was a Thursday.
      let before = (Int(days.lowerBound) + 3 + 7 * 1_000_000) % 7
      var cells = [TemplateView](repeating: blank, count: before)
      for (index, day) in days.enumerated() {
        cells.append([
          "day": .text(CalendarDay.text(day)), "dayNumber": .integer(index + 1),
          "tasksOfDay": .view(tasks[day].map { .count($0.count, language) }),
        ])
      }
      cells += [TemplateView](repeating: blank, count: (7 - cells.count % 7) % 7)
      return stride(from: 0, to: cells.count, by: 7).map {
        ["weekDays": .views(Array(cells[$0..<$0 + 7]))]
      }
    }
  }
#endif
