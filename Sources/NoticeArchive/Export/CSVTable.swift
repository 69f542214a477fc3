import NoticeIntake
import NoticeGrammar
import NoticeText

/// A table that notices fill: one row a notice, a reference, or a directive.
///
/// Several values of one field are joined by `; `, which no name of a body, no date and no identifier has.
public enum CSVTable: String, Sendable, CaseIterable {
  case notices, references, directives

  /// The names of the columns, in order; columns may be added at the end, none is renamed or moved.
  public var columns: [String] {
    switch self {
    case .notices:
      [
        "path", "identifier", "kind", "kindName", "issuer", "issuerWithin", "place", "date", "subject",
        "directives", "references", "deadlines", "firstDeadline", "lastDeadline", "agencies", "recipients",
        "signer", "position", "secrecy", "urgency", "diagnostics", "uri", "error", "message",
        "quality",
      ]
    case .references:
      [
        "path", "notice", "noticeDate", "identifier", "kind", "kindName", "number", "symbol", "title", "date",
        "issuer", "issuerWithin", "role", "grade", "candidates", "article", "clause", "point", "directive",
        "uri", "raw", "start", "end",
      ]
    case .directives:
      [
        "path", "notice", "noticeDate", "issuer", "directive", "label", "heading", "text", "lead",
        "coordinate", "direct", "assigned", "deadlines", "relations", "references", "start", "end",
      ]
    }
  }

  /// The first row.
  public func header(into writer: inout CSVWriter) {
    for column in columns { writer.field(column) }
    writer.endRow()
  }

  /// The rows of one notice: one in `notices`, any number in the others.
  public func rows(of notice: Notice, path: String, into writer: inout CSVWriter) {
    switch self {
    case .notices: Self.notice(notice, path, &writer)
    case .references: for reference in notice.references { Self.reference(reference, notice, path, &writer) }
    case .directives: notice.forEachDirective { Self.directive($0, notice, path, &writer) }
    }
  }

  /// The row of an input that gave no notice; only `notices` has one.
  ///
  /// - Parameter message: In English: output does not depend on the locale.
  public func row(of error: InputError, message: String, path: String, into writer: inout CSVWriter) {
    guard self == .notices else { return }
    writer.field(path)
    for _ in 0..<(columns.count - 4) { writer.field("") }
    writer.field(error.code)
    writer.field(message)
    writer.field("")
    writer.endRow()
  }

  // MARK: Rows

  private static func notice(_ notice: Notice, _ path: String, _ writer: inout CSVWriter) {
    var directives = 0
    var deadlines: [Deadline] = []
    notice.forEachDirective {
      directives += 1
      deadlines += $0.deadlines
    }
    let due = deadlines.compactMap { $0.relation == .from ? nil : $0.value }
      .sorted { lastDay(of: $0) < lastDay(of: $1) }
    writer.field(path)
    writer.field(notice.identifier)
    writer.field(notice.kind?.code)
    writer.field(notice.kind?.name)
    writer.field(notice.issuer?.name)
    writer.field(notice.issuer?.within)
    writer.field(notice.place)
    writer.field(notice.date)
    writer.field(notice.subject)
    writer.field(directives)
    writer.field(notice.references.count)
    writer.field(deadlines.count)
    writer.field(due.first)
    writer.field(due.last)
    writer.field(joined(notice.agencies.map(\.name)))
    writer.field(joined(notice.recipients.map(\.name)))
    writer.field(notice.signature?.name)
    writer.field(notice.signature?.position)
    writer.field(notice.marks.secrecy)
    writer.field(notice.marks.urgency)
    writer.field(notice.diagnostics.count)
    writer.field(notice.uri)
    writer.field("")
    writer.field("")
    writer.field(notice.source.quality.map { "\($0)" } ?? "")
    writer.endRow()
  }

  private static func reference(
    _ reference: Reference, _ notice: Notice, _ path: String, _ writer: inout CSVWriter
  ) {
    writer.field(path)
    writer.field(notice.identifier)
    writer.field(notice.date)
    writer.field(reference.identifier)
    writer.field(reference.kind?.code)
    writer.field(reference.kind?.name)
    writer.field(reference.number)
    writer.field(reference.symbol)
    writer.field(reference.title)
    writer.field(reference.date)
    writer.field(reference.issuer?.name)
    writer.field(reference.issuer?.within)
    writer.field(reference.role.rawValue)
    writer.field(reference.grade.rawValue)
    writer.field(joined(reference.candidates))
    writer.field(reference.pinpoint?.article)
    writer.field(reference.pinpoint?.clause)
    writer.field(reference.pinpoint?.point)
    writer.field(reference.directive)
    writer.field(reference.uri)
    writer.field(notice.raw(reference.span))
    writer.field(reference.span.start)
    writer.field(reference.span.end)
    writer.endRow()
  }

  private static func directive(
    _ directive: Directive, _ notice: Notice, _ path: String, _ writer: inout CSVWriter
  ) {
    func agencies(_ role: Assignee.Role) -> String {
      joined(directive.assignees.filter { $0.role == role }.map(\.agency.name))
    }
    let cited = directive.references.filter(notice.references.indices.contains).map { notice.references[$0] }
    writer.field(path)
    writer.field(notice.identifier)
    writer.field(notice.date)
    writer.field(notice.issuer?.name)
    writer.field(directive.path)
    writer.field(directive.label)
    writer.field(directive.heading)
    writer.field(directive.text)
    writer.field(agencies(.lead))
    writer.field(agencies(.coordinate))
    writer.field(agencies(.direct))
    writer.field(agencies(.assigned))
    writer.field(directive.deadlines.map { $0.value ?? $0.period ?? "" }.joined(separator: "; "))
    writer.field(directive.deadlines.map(\.relation.rawValue).joined(separator: "; "))
    writer.field(joined(cited.map { $0.identifier ?? $0.title ?? notice.raw($0.span) }))
    writer.field(directive.span.start)
    writer.field(directive.span.end)
    writer.endRow()
  }

  /// Something that sorts an EDTF date by its last day: `2021-36` as `2021-12-99`, after `2021-12-31`.
  private static func lastDay(of date: String) -> String {
    let end = date.split(separator: "/").last.map(String.init) ?? date
    let parts = end.split(separator: "-").map(String.init)
    let quarters = ["33": "03", "34": "06", "35": "09", "36": "12"]
    let month = parts.count > 1 ? quarters[parts[1]] ?? parts[1] : "99"
    return [parts.first ?? "", month, parts.count > 2 ? parts[2] : "99"].joined(separator: "-")
  }

  /// Each value once, in the order of the text.
  private static func joined(_ values: [String]) -> String {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }.joined(separator: "; ")
  }
}

extension Notice {
  /// Visits every directive, parents before their children, in the order of the text.
  public func forEachDirective(_ visit: (Directive) -> Void) {
    func descend(_ directives: [Directive]) {
      for directive in directives {
        visit(directive)
        descend(directive.children)
      }
    }
    descend(directives)
  }
}
