import NoticeIndex
import NoticeText

extension Query {
  /// Reads a query as people type it; `docs/QUERY-LANGUAGE.md` says what it may be.
  ///
  ///     let query = try Query.parse(#"kind:TB "tiêm chủng" -covid due:<2021-11-30"#)
  ///
  /// The tree is in a form that leaves little to be asked: a `.not` stands only in an `.all`, behind a part that is
  /// none, and holds none; the parts of a `.together` are looked for in the text, what a document's values decide
  /// (`kind:`, `date:`, `*`) stands beside it in an `.all`; the parts of a `.near` are words, phrases, and `.any` and
  /// `.near` of them. Texts are NFC, otherwise as typed.
  ///
  /// - Complexity: O(bytes); at most 100 kB, 1,000 words and values, 100 levels of groups.
  /// - Throws: The first error found.
  public static func parse(_ text: String) throws(QueryError) -> Query {
    var lexer = try QueryLexer(text)
    try lexer.run()
    var parser = QueryParser(lexer: lexer)
    return try parser.query()
  }
}

/// Signs → tree, by recursive descent: one function a rule.
struct QueryParser {
  let lexer: QueryLexer
  private var next = 0

  init(lexer: QueryLexer) { self.lexer = lexer }

  /// What a word means where it stands.
  private enum Scope {
    case words(TextField?)
    case values(KeywordField)
    case days(DateField)
  }

  private var current: QueryToken { lexer.tokens[next] }

  /// What an operator is called in the errors about it.
  private func spelling(_ token: QueryToken) -> String { lexer.slice(token.range) }

  private func missingOperand(_ token: QueryToken) -> QueryError {
    lexer.error(.missingOperand(operator: spelling(token)), token.range)
  }

  ///     query ← any
  mutating func query() throws(QueryError) -> Query {
    if lexer.tokens.count == 1 { throw lexer.error(.emptyQuery, 0..<lexer.scalars.count) }
    return try any(.words(nil))
  }

  ///     any ← all (("OR" / "||") all)*
  private mutating func any(_ scope: Scope) throws(QueryError) -> Query {
    var parts = [try all(scope)]
    while case .or = current.kind {
      let or = current
      next += 1
      switch current.kind {
      case .or, .end, .close: throw missingOperand(or)
      default: parts.append(try all(scope))
      }
    }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  ///     all  ← part (("AND" / "&&")? part)*
  ///     part ← ("NOT" / "-" / "!")* near
  private mutating func all(_ scope: Scope) throws(QueryError) -> Query {
    var conjunction = Conjunction()
    var and: QueryToken?
    while true {
      switch current.kind {
      case .end, .close, .or:
        if let and { throw missingOperand(and) }
        // Something stands here, or the caller would not have asked; alone, an OR lacks what it stands behind.
        guard let query = conjunction.query else { throw missingOperand(current) }
        return query
      case .and:
        if and != nil || conjunction.isEmpty { throw missingOperand(current) }
        and = current
        next += 1
        conjunction.endRun()
        continue
      case .near: throw missingOperand(current)
      case .not:
        let (isNegative, operand) = try negated(scope)
        conjunction.add(operand, isNegative: isNegative)
      default:
        for part in try near(scope, isRun: true) { conjunction.add(part, isNegative: false) }
      }
      and = nil
    }
  }

  /// Takes negations and what they negate; two of them are none.
  private mutating func negated(_ scope: Scope) throws(QueryError) -> (Bool, Query) {
    var isNegative = false
    var not = current
    while case .not = current.kind {
      isNegative.toggle()
      not = current
      next += 1
    }
    guard startsOperand else { throw missingOperand(not) }
    return (isNegative, try near(scope, isRun: false)[0])
  }

  private var startsOperand: Bool {
    switch current.kind {
    case .end, .close, .and, .or, .not, .near, .boost: false
    default: true
    }
  }

  ///     near ← side (("NEAR" / "NEAR/" NUMBER) side)*
  ///     side ← WORD+ / unit
  ///
  /// A run of plain words beside a `NEAR` is a phrase: words of several syllables are what Vietnamese has. Without
  /// a `NEAR` its words are returned one by one.
  ///
  /// - Parameter isRun: Whether the left side may be a run of more than one word.
  /// - Returns: At least one part.
  private mutating func near(_ scope: Scope, isRun: Bool) throws(QueryError) -> [Query] {
    let start = next
    let first = try run(scope, atMost: isRun ? .max : 1)
    guard case .near = current.kind else { return first }
    var sides = [try side(first, start..<next, of: current)]
    var distance: Int?
    while case .near(let wanted) = current.kind {
      let near = current
      next += 1
      guard startsOperand else { throw missingOperand(near) }
      let start = next
      let parts = try run(scope, atMost: .max)
      if let distance, distance != wanted { sides = [.near(distance: distance, sides)] }
      distance = wanted
      if sides.count == NearMatching.mostSides {
        throw lexer.error(.tooManySides(limit: NearMatching.mostSides), near.range)
      }
      sides.append(try side(parts, start..<next, of: near))
    }
    return [.near(distance: distance ?? 0, sides)]
  }

  /// Takes up to `limit` plain words, or else one unit.
  private mutating func run(_ scope: Scope, atMost limit: Int) throws(QueryError) -> [Query] {
    var words: [Query] = []
    while words.count < limit, current.plainWord != nil, !lexer.tokens[next + 1].isBoost {
      words.append(try unit(scope))
    }
    return words.isEmpty ? [try unit(scope)] : words
  }

  /// What `parts`, which the signs `range` say, are as a side of `near`.
  private func side(_ parts: [Query], _ range: Range<Int>, of near: QueryToken) throws(QueryError) -> Query {
    if parts.count == 1, parts[0].hasPositions { return parts[0] }
    if let phrase = Query.phrase(of: parts) { return phrase }
    if parts.count == 1, case .together(let words) = parts[0], let phrase = Query.phrase(of: words) {
      return phrase
    }
    throw lexer.error(
      .unsuitableOperand(operator: spelling(near)),
      lexer.tokens[range.lowerBound].range.lowerBound..<lexer.tokens[range.upperBound - 1].range.upperBound)
  }

  ///     unit ← (WORD / PHRASE / VALUE / "*" / FIELD unit / "(" any ")") BOOST?
  private mutating func unit(_ scope: Scope) throws(QueryError) -> Query {
    let token = current
    next += 1
    let range = lexer.source(token.range)
    var query: Query
    switch (token.kind, scope) {
    case (.word(let text, let match, let isExact), .words(let field)):
      query = .word(Query.Word(text, field: field, match: match, isExact: isExact, range: range))
    case (.phrase(let text, let isExact, let slop), .words(let field)):
      query = .phrase(Query.Phrase(text, field: field, isExact: isExact, slop: slop, range: range))
    case (.everything, .words): query = .everything
    case (.everything, .values(let field)): query = .keyword(field, .present, range)
    case (.everything, .days(let field)): query = .days(field, Query.DayRange(first: nil, last: nil))
    case (.value, .values(let field)): query = .keyword(field, try keyword(token), range)
    case (.value, .days(let field)): query = .days(field, try days(token))
    case (.field(let field), _): return try unit(Self.scope(of: field))
    case (.open, _):
      if current.isClose {
        throw lexer.error(.emptyGroup, token.range.lowerBound..<current.range.upperBound)
      }
      query = try any(scope)
      next += 1  // the lexer lets every group be closed
    default: throw missingOperand(token)
    }
    if case .boost(let factor) = current.kind {
      next += 1
      query = .boosted(query, factor)
    }
    return query
  }

  private static func scope(of field: QueryField) -> Scope {
    switch field {
    case .text(let field): .words(field)
    case .keyword(let field): .values(field)
    case .day(let field): .days(field)
    }
  }

  private func keyword(_ token: QueryToken) throws(QueryError) -> Query.KeywordMatch {
    guard case .value(let text, let isQuoted, let isPrefix) = token.kind else { return .present }
    if !isQuoted {
      // Signs that words have and values have not: in quotes they are letters like others.
      let first = text.first { "=<>-!".contains($0) }.flatMap { text.hasPrefix(String($0)) ? $0 : nil }
      if let sign = first ?? text.first(where: { "*~".contains($0) }) {
        throw lexer.error(.misplacedOperator(String(sign)), token.range, suggestion: Query.quoted(text))
      }
    }
    return isPrefix ? .prefix(text) : .value(text)
  }

  private func days(_ token: QueryToken) throws(QueryError) -> Query.DayRange {
    guard case .value(let text, let isQuoted, let isPrefix) = token.kind else { throw missingOperand(token) }
    if !isPrefix, let days = DayExpression.parse(text) { return days }
    let typed = isPrefix ? text + "*" : text
    let suggestion = DayExpression.suggestion(for: typed)
    throw lexer.error(
      .badDay(typed), token.range, suggestion: isQuoted ? suggestion.map(Query.quoted) : suggestion)
  }
}

/// The parts between two `OR`s.
private struct Conjunction {
  private var parts: [Query] = []
  private var negatives: [Query] = []
  /// The parts of the current run of juxtaposed ones that are looked for in the text; they stand at `place`.
  private var run: [Query] = []
  private var place = 0

  var isEmpty: Bool { parts.isEmpty && negatives.isEmpty }

  mutating func add(_ part: Query, isNegative: Bool) {
    if isNegative {
      negatives.append(.not(part))
    } else if part.isFilter {
      parts.append(part)
    } else {
      if run.isEmpty {
        place = parts.count
        parts.append(part)
      }
      run.append(part)
    }
  }

  /// Ends the run of juxtaposed parts: an `AND` follows, or nothing.
  mutating func endRun() {
    if run.count > 1 { parts[place] = .together(run) }
    run = []
  }

  /// `nil` if nothing was added.
  var query: Query? {
    var whole = self
    whole.endRun()
    if whole.isEmpty { return nil }
    let parts = (whole.parts.isEmpty ? [.everything] : whole.parts) + negatives
    return parts.count == 1 ? parts[0] : .all(parts)
  }
}
