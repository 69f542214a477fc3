import NoticeArchive
import NoticeGrammar
import NoticeText

/// Why a place of a text became what it did, or nothing.
struct Explanation: Sendable {
  var place: Place
  var raw: String
  var zone: Zone
  /// What it became, the innermost part first.
  var parts: [Part]
  /// The rules that took it, the innermost first; then those that looked at it and left it.
  var steps: [Trace.Step]

  init(of place: Place, in notice: Notice, parts: [Part], trace: Trace) {
    self.place = place
    raw = notice.raw(place.span)
    zone = notice.zone(at: place.span.start)
    self.parts = parts.filter { $0.span.overlaps(place.span) }.sorted { $0.span.count < $1.span.count }
    let near = trace.steps.filter { $0.span.overlaps(place.span) }.sorted { $0.span.count < $1.span.count }
    steps = near.filter(\.taken) + near.filter { !$0.taken }
  }

  /// A heading with the place, and a line for everything that is known of it.
  func text(path: String, notice: Notice, messages: Messages, hasColor: Bool) -> String {
    func bold(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    var lines = [bold("\(harmless(path)):\(place.line):\(place.column): “\(Self.short(raw))”")]
    lines += parts.map { "  " + messages.becomes($0) }
    for step in steps {
      let (raw, note) = (Self.short(notice.raw(step.span)), harmless(step.note))
      lines.append("  " + (step.taken ? messages.took : messages.left)(step.rule, raw, note))
    }
    if parts.isEmpty, steps.isEmpty { lines.append("  " + messages.noRule) }
    lines.append("  " + messages.stands(in: zone))
    return lines.joined(separator: "\n") + "\n"
  }

  /// On one line, at most 60 characters of it.
  private static func short(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let cut = words.count > 60 ? "\(words.prefix(40)) … \(words.suffix(15))" : words
    return harmless(cut)
  }
}

extension JSONWriter {
  mutating func explanation(_ explanation: Explanation, in notice: Notice) {
    beginObject()
    name("line")
    integer(explanation.place.line)
    name("column")
    integer(explanation.place.column)
    raw(explanation.place.span, in: notice)
    name("zone")
    string(explanation.zone.name)
    if case .directive(let path) = explanation.zone {
      name("directive")
      string(path)
    }
    name("parts")
    beginArray()
    for part in explanation.parts { self.part(part, in: notice) }
    endArray()
    name("steps")
    beginArray()
    for step in explanation.steps { self.step(step, in: notice) }
    endArray()
    endObject()
  }

  mutating func step(_ step: Trace.Step, in notice: Notice) {
    beginObject()
    name("rule")
    string(step.rule)
    name("taken")
    boolean(step.taken)
    name("note")
    string(step.note)
    raw(step.span, in: notice)
    endObject()
  }

  private mutating func part(_ part: Part, in notice: Notice) {
    beginObject()
    name("part")
    string(part.name)
    name("value")
    string(part.value)
    raw(part.span, in: notice)
    endObject()
  }

  private mutating func raw(_ span: SourceRange, in notice: Notice) {
    name("raw")
    string(notice.text.bytes, from: span.start, to: span.end)
    name("span")
    self.span(span)
  }
}
