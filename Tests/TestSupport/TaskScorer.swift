import NoticeGrammar
import NoticeText

/// Who must do what by when: the rows that `Notice.tasks` makes of the gold's directives and of those found.
///
/// What the gold neither asks for nor punishes, an optional body or what a directive repeats from one above, is
/// taken away before anything is spelt out, so that both sides leave the same to be inherited.
struct TaskScorer {
  /// A row as it is compared; `nil` stands for none.
  struct Row: Hashable {
    var path: String
    var body: String?
    var deadline: String?
    var name: String { "\(path) \(body ?? "(nobody)") \(deadline ?? "(no deadline)")" }
  }

  let gold: GoldNotice
  let names: NameFolding

  /// - Parameter matched: The paths at which a directive of the gold was found.
  func tally(_ found: [Directive], _ wanted: [GoldDirective], matched: Set<String>) -> Tally {
    let free = Set((gold.directivesOptional ?? []).map(\.path)).subtracting(wanted.map(\.path))
    let all = (gold.directivesOptional ?? []).filter { free.contains($0.path) } + wanted
    let asked = Asked(of: all, self)
    let right = rows(GoldNotice.tree(of: all).map { asked.tree($0, asked.folded) })
    let given = rows(found.map { asked.tree($0, asked.left) }).map { row in
      var row = row
      if !matched.contains(row.path), !free.contains(row.path) { row.path = "?" + row.path }
      return row
    }
    func counted(_ rows: [Row]) -> [Row] { unique(rows.filter { !free.contains($0.path) }) }
    return Pairing(counted(right), counted(given), ==).named(\.name).tally { _ in true }
  }

  private func rows(_ directives: [Directive]) -> [Row] {
    var notice = Notice(text: SourceText(""))
    notice.directives = directives
    return notice.tasks.map { task in
      Row(path: task.path, body: task.assignee?.agency.name, deadline: task.deadline?.value)
    }
  }

  fileprivate func bodies(_ names: [String]) -> [String] {
    unique(names.map(self.names.agency).filter { !NameFolding.isGroup($0) })
  }

  fileprivate func days(_ dates: [String]) -> [String] { unique(dates.map(AccuracyScorer.foldDate)) }
}

/// What the gold has by path, and which values of a directive that leaves.
private struct Asked {
  private var told: [String: (bodies: [String], days: [String])] = [:]
  private var optional: [String: (bodies: [String], days: [String])] = [:]
  private let scorer: TaskScorer

  init(of gold: [GoldDirective], _ scorer: TaskScorer) {
    self.scorer = scorer
    for one in gold {
      told[one.path] = (scorer.bodies(one.assignees ?? []), scorer.days(one.deadlines ?? []))
      optional[one.path] = (
        scorer.bodies(one.assigneesOptional ?? []), scorer.days(one.deadlinesOptional ?? [])
      )
    }
  }

  /// `directive` and all below it, each by `one`.
  func tree(_ directive: Directive, _ one: (Directive) -> Directive) -> Directive {
    var out = one(directive)
    out.children = directive.children.map { tree($0, one) }
    return out
  }

  /// `directive` without those values that count neither way, the others folded.
  func left(_ directive: Directive) -> Directive {
    let above = GoldNotice.pathsAbove(directive.path).compactMap { told[$0] }
    let own = told[directive.path] ?? ([], []), maybe = optional[directive.path] ?? ([], [])
    let (bodies, days) = (above.flatMap(\.bodies) + maybe.bodies, above.flatMap(\.days) + maybe.days)
    return folded(directive) { name in
      own.bodies.contains(name) || !bodies.contains(name)
    } days: { day in
      own.days.contains(day) || !days.contains(day)
    }
  }

  func folded(_ directive: Directive) -> Directive {
    folded(directive, bodies: { _ in true }, days: { _ in true })
  }

  private func folded(
    _ directive: Directive, bodies: (String) -> Bool, days: (String) -> Bool
  ) -> Directive {
    var out = directive
    out.assignees = scorer.bodies(directive.assignees.map(\.agency.name)).filter(bodies)
      .map { Assignee(agency: Agency(name: $0, span: directive.span), role: .assigned) }
    out.deadlines = scorer.days(directive.deadlines.compactMap(\.value)).filter(days)
      .map { Deadline(value: $0, relation: .by, span: directive.span) }
    return out
  }
}
