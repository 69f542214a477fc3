import Foundation
import NoticeGrammar
import NoticeText

extension GoldNotice {
  package init(json: String) throws {
    self = try JSONDecoder().decode(GoldNotice.self, from: Data(json.utf8))
  }

  /// The notice that a perfect parser would give, as far as the gold says; all spans are empty.
  package func asNotice() -> Notice {
    let nowhere = SourceRange(0, 0)
    func field(_ name: String) -> String? { header[name]?.values.first }
    func agency(_ name: String) -> Agency { Agency(name: name, span: nowhere) }

    var notice = Notice(text: SourceText(""))
    notice.number = field("number")
    notice.symbol = field("symbol")
    notice.identifier = field("identifier")
    notice.kind = field("kind").map { Kind(code: $0, name: "") }
    notice.issuer = field("issuer").map(agency)
    notice.place = field("place")
    notice.date = field("date")
    notice.subject = field("subject")
    var signature = Signature()
    signature.name = field("signer")
    signature.position = field("position")
    signature.capacity = field("capacity")
    notice.signature = signature
    notice.recipients = (recipients ?? []).map { Recipient(name: $0, span: nowhere) }
    notice.agencies = (agencies ?? []).map(agency)
    for date in dates ?? [] {
      notice.dates += Array(repeating: DateMention(value: date.value, span: nowhere), count: date.count ?? 1)
    }
    notice.directives = Self.tree(of: directives ?? [])
    for gold in references ?? [] {
      var reference = Reference(grade: .exact, span: nowhere)
      reference.identifier = gold.identifier
      reference.date = gold.date
      reference.issuer = gold.issuer.map(agency)
      reference.uri = gold.uri
      reference.role = gold.role.flatMap(Reference.Role.init) ?? .cites
      notice.references += Array(repeating: reference, count: gold.count ?? 1)
    }
    return notice
  }

  /// Directives as a parser would give them: what stands below another one is its child.
  static func tree(of flat: [GoldDirective]) -> [Directive] {
    let nowhere = SourceRange(0, 0)
    let paths = Set(flat.map(\.path))
    let below = Dictionary(grouping: flat) { pathsAbove($0.path).first(where: paths.contains) ?? "" }
    func planted(_ one: GoldDirective) -> Directive {
      var directive = Directive(label: "", path: one.path, text: one.starts, span: nowhere)
      directive.assignees = (one.assignees ?? []).map {
        Assignee(agency: Agency(name: $0, span: nowhere), role: .assigned)
      }
      directive.deadlines = (one.deadlines ?? []).map { Deadline(value: $0, relation: .by, span: nowhere) }
      directive.children = (below[one.path] ?? []).map(planted)
      return directive
    }
    return (below[""] ?? []).map(planted)
  }

  /// The paths above `path`, the nearest first: `2.4` and `2` above `2.4.1`.
  static func pathsAbove(_ path: String) -> [String] {
    path.indices.reversed().filter { path[$0] == "." }.map { String(path[..<$0]) }
  }
}
