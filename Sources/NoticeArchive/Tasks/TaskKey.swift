import NoticeGrammar
import NoticeIndex
import NoticeSearch

/// What a notice is found by as a task: a value of the field `task`.
///
///     so-y-te@quang-ninh#k3vq7a|2021-11-30<|l      Sở Y tế of Quảng Ninh, before 30 November, to lead
///     cong-an-tinh@ninh-binh#2h5mra|~|a2           two rows without a deadline
///     |2021-11-30<|l3                              three rows of any body
///
///     key    ← body? "|" term "|" ROLE NUMBER?
///     body   ← NAME "@" PROVINCE? "#" HASH        slugs, and what names of one slug differ by
///     term   ← DAY ("<" DAY?)? / "}" / "~"        last day; late from that or another day on; open; none
///     ROLE   ← "l" / "c" / "d" / "a" / "-"        lead, coordinate, direct, assigned; nobody
///     NUMBER how many rows, if not one
///
/// Keys of a body stand together, in the order of their terms.
struct TaskKey: Hashable, Sendable {
  struct Body: Hashable, Comparable, Sendable {
    /// Slugs; cut.
    var name: String
    var province: String
    var hash: String

    init(name: String, province: String, hash: String) {
      self.name = name
      self.province = province
      self.hash = hash
    }

    init(_ body: TaskBody) {
      name = String(body.name.slug.prefix(Self.longestName))
      province = String(body.province.map { BodyWords($0).slug }?.prefix(Self.longestProvince) ?? "")
      hash = body.name.hash
    }

    static let longestName = 100
    private static let longestProvince = 40

    var text: String { "\(name)@\(province)#\(hash)" }

    static func < (left: Body, right: Body) -> Bool {
      left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
  }

  /// `nil`: any, or none.
  var body: Body?
  var term: TaskTerm
  var role: Assignee.Role?
  /// Rows of the document that are so.
  var rows = 1

  static let separator = UInt8(ascii: "|")

  var text: String {
    let term =
      switch term {
      case .due(let due) where due.overdueFrom > due.day: CalendarDay.text(due.day)
      case .due(let due) where due.overdueFrom == due.day: "\(CalendarDay.text(due.day))<"
      case .due(let due): "\(CalendarDay.text(due.day))<\(CalendarDay.text(due.overdueFrom))"
      case .open: "}"
      case .none: "~"
      }
    return "\(body?.text ?? "")|\(term)|\(Self.letter(role))" + (rows == 1 ? "" : String(rows))
  }

  init(body: Body?, term: TaskTerm, role: Assignee.Role?) {
    self.body = body
    self.term = term
    self.role = role
  }

  /// `nil` of what is no key.
  init?(_ text: [UInt8]) {
    let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false)
    guard parts.count == 3, let term = Self.term(parts[1]), let letter = parts[2].first else { return nil }
    if !parts[0].isEmpty {
      guard let body = Self.body(parts[0]) else { return nil }
      self.body = body
    }
    self.term = term
    guard let role = Self.role(letter) else { return nil }
    self.role = role
    if parts[2].count > 1 {
      guard let rows = Int(String(decoding: parts[2].dropFirst(), as: UTF8.self)), rows > 0 else {
        return nil
      }
      self.rows = rows
    }
  }

  static func body(_ text: ArraySlice<UInt8>) -> Body? {
    guard let at = text.firstIndex(of: UInt8(ascii: "@")),
      let mark = text[at...].firstIndex(of: UInt8(ascii: "#"))
    else { return nil }
    func string(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
    return Body(
      name: string(text[..<at]), province: string(text[(at + 1)..<mark]), hash: string(text[(mark + 1)...]))
  }

  private static func term(_ text: ArraySlice<UInt8>) -> TaskTerm? {
    if text.elementsEqual("~".utf8) { return TaskTerm.none }
    if text.elementsEqual("}".utf8) { return .open }
    func day(_ text: ArraySlice<UInt8>) -> DayNumber? {
      EDTFDays.range(String(decoding: text, as: UTF8.self))?.lowerBound
    }
    guard let last = day(text.prefix(10)) else { return nil }
    let rest = text.dropFirst(10)
    if rest.isEmpty { return .due(TaskDue(day: last, overdueFrom: last + 1)) }
    guard rest.first == UInt8(ascii: "<") else { return nil }
    if rest.count == 1 { return .due(TaskDue(day: last, overdueFrom: last)) }
    return day(rest.dropFirst()).map { .due(TaskDue(day: last, overdueFrom: $0)) }
  }

  private static func letter(_ role: Assignee.Role?) -> String {
    switch role {
    case .lead: "l"
    case .coordinate: "c"
    case .direct: "d"
    case .assigned: "a"
    case nil: "-"
    }
  }

  private static func role(_ letter: UInt8) -> Assignee.Role?? {
    switch letter {
    case UInt8(ascii: "l"): .some(.lead)
    case UInt8(ascii: "c"): .some(.coordinate)
    case UInt8(ascii: "d"): .some(.direct)
    case UInt8(ascii: "a"): .some(.assigned)
    case UInt8(ascii: "-"): .some(nil)
    default: nil
    }
  }
}

extension TaskKey {
  /// The keys of a notice, each once.
  static func keys(of notice: Notice) -> [String] {
    var counts: [TaskKey: Int] = [:]
    var order: [TaskKey] = []
    func count(_ key: TaskKey) {
      if counts.updateValue((counts[key] ?? 0) + 1, forKey: key) == nil { order.append(key) }
    }
    for row in notice.taskRows {
      if let body = row.key { count(TaskKey(body: body, term: row.term, role: row.role)) }
      count(TaskKey(body: nil, term: row.term, role: row.role))
    }
    return order.map { key in
      var key = key
      key.rows = counts[key] ?? 1
      return key.text
    }
  }
}
