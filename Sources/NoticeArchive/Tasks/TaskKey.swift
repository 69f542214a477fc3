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

  /// - Parameter rest: What follows the body in a key: `|2021-11-30<|l3`; `nil` if it is no such thing.
  init?(_ body: Body?, rest: UnsafeBufferPointer<UInt8>) {
    var index = 1
    guard rest.count >= 4, rest[0] == Self.separator, let term = Self.term(rest, &index),
      index + 1 < rest.count, rest[index] == Self.separator, let role = Self.role(rest[index + 1])
    else { return nil }
    self.body = body
    self.term = term
    self.role = role
    index += 2
    if index == rest.count { return }
    rows = 0
    while index < rest.count {
      guard 48...57 ~= rest[index], rows < 1 << 32 else { return nil }
      rows = rows * 10 + Int(rest[index] - 48)
      index += 1
    }
    if rows == 0 { return nil }
  }

  static func body(_ text: ArraySlice<UInt8>) -> Body? {
    guard let at = text.firstIndex(of: UInt8(ascii: "@")),
      let mark = text[at...].firstIndex(of: UInt8(ascii: "#"))
    else { return nil }
    func string(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
    return Body(
      name: string(text[..<at]), province: string(text[(at + 1)..<mark]), hash: string(text[(mark + 1)...]))
  }

  private static func term(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> TaskTerm? {
    if text[index] == UInt8(ascii: "~") || text[index] == UInt8(ascii: "}") {
      index += 1
      return text[index - 1] == UInt8(ascii: "~") ? TaskTerm.none : .open
    }
    guard let last = day(text, &index), index < text.count else { return nil }
    guard text[index] == UInt8(ascii: "<") else {
      return .due(TaskDue(day: last, overdueFrom: last + 1))
    }
    index += 1
    if index < text.count, text[index] == Self.separator {
      return .due(TaskDue(day: last, overdueFrom: last))
    }
    return day(text, &index).map { .due(TaskDue(day: last, overdueFrom: $0)) }
  }

  private static func day(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> DayNumber? {
    guard index + 10 <= text.count else { return nil }
    defer { index += 10 }
    return EDTFDays.range(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[index..<index + 10])))?
      .lowerBound
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
