import NoticeGrammar
import NoticeText

extension Notice {
  /// Every span with the name of what it belongs to: `directives[2.1].deadline`.
  package var allSpans: [(name: String, span: SourceRange)] {
    var all = spans.map { ($0.name, $0.span) }
    if let issuer { all.append(("issuer", issuer.span)) }
    for item in addressees { all.append(("addressees", item.span)) }
    for item in recipients { all.append(("recipients", item.span)) }
    for (index, item) in references.enumerated() {
      all.append(("references[\(index)]", item.span))
      if let issuer = item.issuer { all.append(("references[\(index)].issuer", issuer.span)) }
    }
    for item in dates { all.append(("dates \(item.value)", item.span)) }
    for item in agencies { all.append(("agencies \(item.name)", item.span)) }
    all += (signature?.spans ?? []).map { ("signature.\($0.name)", $0.span) }
    all += repairs.map { ("repairs \($0.rule)", $0.span) }
    all += diagnostics.compactMap { item in item.span.map { ("diagnostics \(item.code)", $0) } }
    var waiting = directives
    while let item = waiting.popLast() {
      all.append(("directives[\(item.path)]", item.span))
      all += item.assignees.map { ("directives[\(item.path)].assignees", $0.agency.span) }
      all += item.deadlines.map { ("directives[\(item.path)].deadlines", $0.span) }
      waiting += item.children
    }
    return all
  }

  /// What is wrong with this notice whatever its text was; empty for every notice that the parser gives.
  ///
  /// - Parameter limit: How many faults are told at most.
  package func faults(limit: Int = 5) -> [String] {
    var faults = Faults(limit: limit)
    checkSpans(&faults)
    checkNames(&faults)
    checkTree(directives, under: nil, &faults)
    checkReferences(&faults)
    for date in dates where !EDTF.isValid(date.value) { faults.add("the date \(date.value) is no EDTF") }
    if let date, !EDTF.isValid(date) { faults.add("the notice's date \(date) is no EDTF") }
    for repair in repairs where !(0...1).contains(repair.confidence) {
      faults.add("a repair's confidence is \(repair.confidence)")
    }
    return faults.found
  }

  /// Each span lies in the source, and cuts no letter of valid UTF-8 in two.
  private func checkSpans(_ faults: inout Faults) {
    let bytes = text.bytes
    for (name, span) in allSpans {
      guard 0 <= span.start, span.start <= span.end, span.end <= bytes.count else {
        faults.add("\(name) \(span) lies outside the source of \(bytes.count) bytes")
        continue
      }
      if span.isEmpty { faults.add("\(name) \(span) is empty") }
      for edge in [span.start, span.end] where Self.cutsLetter(bytes, at: edge) {
        faults.add("\(name) \(span) cuts a letter in two at \(edge)")
      }
    }
  }

  /// Each named span is that of a property that the notice has, and no property has two.
  private func checkNames(_ faults: inout Faults) {
    let own: [String: String?] = [
      "kind": kind?.name, "number": number, "symbol": symbol, "identifier": identifier, "place": place,
      "date": date, "subject": subject, "secrecy": marks.secrecy, "urgency": marks.urgency,
      "circulation": marks.circulation, "draft": marks.draft, "copy": marks.copy,
    ]
    let signed: [String: String?] = [
      "capacity": signature?.capacity, "onBehalfOf": signature?.onBehalfOf, "position": signature?.position,
      "name": signature?.name,
    ]
    for (spans, properties) in [(spans, own), (signature?.spans ?? [], signed)] {
      for span in spans where (properties[span.name] ?? nil) == nil {
        faults.add("there is a span for \(span.name), which the notice has not")
      }
      if Set(spans.map(\.name)).count < spans.count { faults.add("a property has two spans: \(spans)") }
    }
  }

  /// Whether `edge` lies inside the UTF-8 of one scalar; invalid bytes have no inside.
  private static func cutsLetter(_ bytes: [UInt8], at edge: Int) -> Bool {
    guard 0 < edge, edge < bytes.count, bytes[edge] & 0xC0 == 0x80 else { return false }
    var lead = edge - 1
    while lead > 0, edge - lead < 3, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
    let length =
      switch bytes[lead] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard lead + length > edge, lead + length <= bytes.count else { return false }
    return String(validating: bytes[lead..<lead + length], as: UTF8.self) != nil
  }

  /// Children lie inside their parents, one behind the other, and their paths say so.
  private func checkTree(_ items: [Directive], under parent: Directive?, _ faults: inout Faults) {
    var end = parent?.span.start ?? 0
    for item in items {
      if item.span.start < end {
        faults.add("directive \(item.path) starts before what stands before it ends")
      }
      end = item.span.end
      if let parent {
        if item.span.end > parent.span.end { faults.add("directive \(item.path) reaches beyond its parent") }
        if !item.path.hasPrefix(parent.path + ".") {
          faults.add("directive \(item.path) stands under \(parent.path)")
        }
      }
      let inside = item.assignees.map(\.agency.span) + item.deadlines.map(\.span)
      for span in inside where span.start < item.span.start || item.span.end < span.end {
        faults.add("directive \(item.path) says something outside itself, at \(span)")
      }
      for index in item.references where !references.indices.contains(index) {
        faults.add("directive \(item.path) has the reference \(index) of \(references.count)")
      }
      for deadline in item.deadlines {
        if deadline.value == nil && deadline.period == nil {
          faults.add("a deadline of \(item.path) says nothing")
        }
        if let value = deadline.value, !EDTF.isValid(value) { faults.add("the deadline \(value) is no EDTF") }
      }
      checkTree(item.children, under: item, &faults)
    }
  }

  /// Grades keep their promises: a damaged number is never a confident wrong link.
  private func checkReferences(_ faults: inout Faults) {
    for index in basis where !references.indices.contains(index) {
      faults.add("the basis has the reference \(index) of \(references.count)")
    }
    for (index, item) in references.enumerated() {
      let isSound =
        switch item.grade {
        case .exact, .repaired: item.identifier != nil && item.candidates.isEmpty
        case .partial: item.identifier == nil && item.number != nil
        case .titled: item.identifier == nil && item.title != nil
        case .ambiguous: item.identifier == nil && item.uri == nil && !item.candidates.isEmpty
        }
      if !isSound { faults.add("references[\(index)] has the grade \(item.grade) and \(item)") }
      if let date = item.date, !EDTF.isValid(date) { faults.add("references[\(index)] has the date \(date)") }
    }
  }

  /// What the notice says, without where it stands: a line a value, `references[0].number: 18`.
  package var values: [String] {
    let unsaid: Set = ["text", "source", "span", "spans", "repairs", "diagnostics"]
    var lines: [String] = []
    func walk(_ value: Any, _ path: String) {
      let mirror = Mirror(reflecting: value)
      switch mirror.displayStyle {
      case .optional:
        if let child = mirror.children.first { walk(child.value, path) }
      case .collection:
        if let texts = value as? [String] {
          if !texts.isEmpty { lines.append("\(path): \(texts)") }
          return
        }
        for (index, child) in mirror.children.enumerated() { walk(child.value, "\(path)[\(index)]") }
      case .struct where !(value is String):
        for child in mirror.children {
          guard let label = child.label, !unsaid.contains(label) else { continue }
          // A parsed text may be inferred or printed: that is a value; its place is none.
          walk(child.value, path.isEmpty ? label : "\(path).\(label)")
        }
      default:
        lines.append("\(path): \(value)")
      }
    }
    walk(self, "")
    return lines
  }
}

private struct Faults {
  let limit: Int
  private(set) var found: [String] = []

  init(limit: Int) { self.limit = limit }

  mutating func add(_ fault: @autoclosure () -> String) {
    if found.count < limit { found.append(fault()) }
  }
}

/// The dates of EDTF that notices use.
package enum EDTF {
  /// Whether `text` is a year, a month, a quarter (33…36), a day of the calendar, or an interval of two of them.
  package static func isValid(_ text: String) -> Bool {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    return ends.count <= 2 && ends.allSatisfy(isDate)
  }

  private static func isDate(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard (1...3).contains(parts.count),
      zip(parts, widths).allSatisfy({ $0.utf8.count == $1 && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return false }
    let numbers = parts.compactMap { Int($0) }
    switch numbers.count {
    case 1: return true
    case 2: return (1...12).contains(numbers[1]) || (21...41).contains(numbers[1])
    default:
      let (year, month) = (numbers[0], numbers[1])
      guard (1...12).contains(month) else { return false }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      return (1...days[month - 1]).contains(numbers[2])
    }
  }
}
