import NoticeIndex

/// A query as text, in the one way of several to write it.
///
/// Parsing the text of a query that `parse` gave gives the same query, ranges aside. Of a tree that was built by hand
/// this holds if it has the form that `parse` gives, and its words are words.
extension Query: CustomStringConvertible {
  public var description: String {
    var out = ""
    write(to: &out, in: .top)
    return out
  }

  /// What stands around a part, loosest first.
  private enum Place: Comparable {
    /// Anything may stand here as it is.
    case top
    case any
    /// Beside other words, with `AND` or a blank between.
    case all
    /// Beside `NEAR`, behind `-`, before `^`: one word, phrase, value or group.
    case unit
  }

  private func write(to out: inout String, in place: Place) {
    let needsBrackets = place > loosestPlace
    if needsBrackets { out += "(" }
    switch self {
    case .everything: out += "*"
    case .word(let word): word.write(to: &out)
    case .phrase(let phrase): phrase.write(to: &out)
    case .keyword(let field, let match, _):
      out += QueryField.keyword(field).name + ":"
      switch match {
      case .value(let value): out += Self.isBare(value) ? value : Self.quoted(value)
      case .prefix(let value): out += (Self.isBare(value) ? value : Self.quoted(value)) + "*"
      case .present: out += "*"
      }
    case .days(let field, let days): out += QueryField.day(field).name + ":" + DayExpression.text(of: days)
    case .near(let distance, let parts): Self.write(parts, " NEAR/\(distance) ", in: .unit, to: &out)
    case .together(let parts): Self.write(parts, " ", in: .all, to: &out)
    case .all(let parts): Self.write(all: parts, to: &out)
    case .any(let parts): Self.write(parts, " OR ", in: .any, to: &out)
    case .not(let part):
      out += "-"
      part.write(to: &out, in: .unit)
    case .boosted(let part, let factor):
      if case .boosted = part {
        out += "("
        part.write(to: &out, in: .top)
        out += ")"
      } else {
        part.write(to: &out, in: .unit)
      }
      out += "^" + Self.text(of: factor)
    }
    if needsBrackets { out += ")" }
  }

  /// The last place where this may stand without brackets.
  private var loosestPlace: Place {
    switch self {
    case .everything, .word, .phrase, .keyword, .days, .boosted: .unit
    case .not: .all
    // Beside words, a NEAR would take them for its own.
    case .near, .together, .all: .any
    case .any: .top
    }
  }

  private static func write(_ parts: [Query], _ separator: String, in place: Place, to out: inout String) {
    for (index, part) in parts.enumerated() {
      if index > 0 { out += separator }
      part.write(to: &out, in: place)
    }
  }

  /// Writes the parts of an `.all`: a blank is enough but between two parts that it would make one `.together`.
  private static func write(all parts: [Query], to out: inout String) {
    var parts = parts[...]
    if parts.first == .everything, parts.count > 1, parts.dropFirst().allSatisfy(\.isNegative) {
      parts.removeFirst()
    }
    var runHasWords = false
    for (index, part) in parts.enumerated() {
      let hasWords = !part.isFilter && !part.isNegative
      if index > 0 { out += hasWords && runHasWords ? " AND " : " " }
      runHasWords = runHasWords || hasWords
      if case .together(let words) = part {
        write(words, " ", in: .all, to: &out)
      } else {
        part.write(to: &out, in: .all)
      }
    }
  }

  private var isNegative: Bool { if case .not = self { true } else { false } }

  /// Whether `value` needs no quotes: letters and digits, with marks between them that are no signs.
  private static func isBare(_ value: String) -> Bool {
    let scalars = value.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, QueryScalar.isWord(first.value),
      QueryScalar.isWord(last.value)
    else { return false }
    return scalars.allSatisfy { QueryScalar.isWord($0.value) || "-/._".unicodeScalars.contains($0) }
  }

  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      out.unicodeScalars.append(scalar)
      if scalar == "\"" { out += "\"" }
    }
    return out + "\""
  }

  /// At most six decimals, which is what a query may have.
  private static func text(of factor: Double) -> String {
    let limit = Double(QueryLexer.largestBoost)
    let millionths = factor.isNaN ? 0 : Int((min(max(factor, 0), limit) * 1_000_000).rounded())
    let (whole, part) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
    if part == 0 { return String(whole) }
    var decimals = String(String(part + 1_000_000).dropFirst())
    while decimals.last == "0" { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }
}

extension Query.Word {
  fileprivate func write(to out: inout String) {
    if let field { out += QueryField.text(field).name + ":" }
    if isExact { out += "=" }
    out += text
    switch match {
    case .whole, .pattern: break
    case .prefix: out += "*"
    case .fuzzy(let edits): out += "~\(edits)"
    case .widened: out += "~"
    }
  }
}

extension Query.Phrase {
  fileprivate func write(to out: inout String) {
    if let field { out += QueryField.text(field).name + ":" }
    if isExact { out += "=" }
    out += Query.quoted(text)
    if slop > 0 { out += "~\(slop)" }
  }
}
