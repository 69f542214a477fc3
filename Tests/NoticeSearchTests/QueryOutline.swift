import NoticeIndex
import NoticeSearch

/// A query's tree with its shape in full, which its canonical text hides: `all(together(a b) kind=TB not(c))`.
func outline(_ query: Query) -> String {
  func list(_ name: String, _ parts: [Query]) -> String {
    "\(name)(" + parts.map(outline).joined(separator: " ") + ")"
  }
  func field(_ field: TextField?) -> String { field.map { "\($0):" } ?? "" }
  switch query {
  case .everything: return "*"
  case .word(let word):
    let sign =
      switch word.match {
      case .whole: ""
      case .prefix: "…"
      case .pattern: "?"
      case .fuzzy(let edits): "~\(edits)"
      case .widened: "~"
      }
    return field(word.field) + (word.isExact ? "=" : "") + word.text + sign
  case .phrase(let phrase):
    let slop = phrase.slop > 0 ? "~\(phrase.slop)" : ""
    return field(phrase.field) + (phrase.isExact ? "=" : "") + "“\(phrase.text)”\(slop)"
  case .near(let distance, let parts): return list("near\(distance)", parts)
  case .keyword(let field, .value(let value), _): return "\(field)=‹\(value)›"
  case .keyword(let field, .prefix(let value), _): return "\(field)=‹\(value)…›"
  case .keyword(let field, .present, _): return "\(field)=*"
  case .days(let field, let days):
    return "\(field)[\(days.first.map(String.init) ?? "")…\(days.last.map(String.init) ?? "")]"
  case .together(let parts): return list("together", parts)
  case .all(let parts): return list("all", parts)
  case .any(let parts): return list("any", parts)
  case .not(let part): return list("not", [part])
  case .boosted(let part, let factor): return outline(part) + "^\(factor)"
  }
}
