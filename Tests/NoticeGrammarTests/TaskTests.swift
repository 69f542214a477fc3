import NoticeText
import Testing

@testable import NoticeGrammar

@Suite struct TaskTests {
  /// A directive that says nothing but its bodies and deadlines.
  private func directive(
    _ path: String, _ bodies: [(String, Assignee.Role)] = [], due: [String] = [], _ children: [Directive] = []
  ) -> Directive {
    let nowhere = SourceRange(0, 0)
    var directive = Directive(label: "", path: path, text: "", span: nowhere)
    directive.assignees = bodies.map { Assignee(agency: Agency(name: $0, span: nowhere), role: $1) }
    directive.deadlines = due.map { value in
      value.hasPrefix("R/")
        ? Deadline(period: value, relation: .recurring, span: nowhere)
        : Deadline(value: value, relation: .before, span: nowhere)
    }
    directive.children = children
    return directive
  }

  private func rows(_ directives: [Directive]) -> [String] {
    var notice = Notice(text: SourceText(""))
    notice.directives = directives
    return notice.tasks.map { task in
      let body = (task.assignee?.agency.name ?? "-") + (task.isAssigneeInherited ? "^" : "")
      let due = (task.deadline?.value ?? "-") + (task.isDeadlineInherited ? "^" : "")
      return ([task.path] + task.through.map { $0 + ">" } + [body, due]).joined(separator: " ")
    }
  }

  @Test func everyBodyAndEveryDeadlineIsARow() {
    let one = directive("1", [("A", .lead), ("B", .coordinate)], due: ["2025-10", "2026"])
    #expect(rows([one]) == ["1 A 2025-10", "1 A 2026", "1 B 2025-10", "1 B 2026"])
  }

  @Test func whatIsLeftOutComesFromTheNearestAbove() {
    let tree = directive(
      "1", [("A", .assigned)], due: ["2025"],
      [
        directive("1.1", [("B", .assigned)], [directive("1.1.1", due: ["2024"])]),
        directive("1.2", due: ["2023"]), directive("1.3"),
      ])
    #expect(rows([tree]) == ["1 A 2025", "1.1 B 2025^", "1.1.1 B^ 2024", "1.2 A^ 2023"])
  }

  @Test func aBodyWithoutDeadlineAndADeadlineWithoutBodyAreRows() {
    #expect(
      rows([directive("1", [("A", .assigned)]), directive("2", due: ["2025"])]) == ["1 A -", "2 - 2025"])
  }

  @Test func recurringDeadlinesAreNoRows() {
    let tree = directive("1", [("A", .assigned)], due: ["2025"], [directive("1.1", due: ["R/P1M"])])
    #expect(rows([tree]) == ["1 A 2025"])
    #expect(rows([directive("1", [("A", .assigned)], due: ["R/P1W"])]) == ["1 A -"])
  }

  @Test func aChainNamesThoseWhoPassItOn() {
    let bodies: [(String, Assignee.Role)] = [
      ("A", .direct), ("B", .direct), ("C", .assigned), ("D", .assigned), ("E", .lead), ("F", .assigned),
    ]
    #expect(
      rows([directive("1", bodies)]) == [
        "1 A -", "1 B -", "1 A> B> C -", "1 A> B> D -", "1 E -", "1 F -",
      ])
  }
}
