import NoticeIndex
import NoticeText

/// A query's text → its signs, in one pass.
///
/// What is legal inside brackets depends on what stands before them: in `issuer:(Tỉnh ủy OR Sở Y tế)` words are parts
/// of values (`QueryLexer+Values.swift`), elsewhere each is looked for.
///
/// - Complexity: O(bytes). Every step takes a scalar at least; what is looked at ahead of that is either taken next
///   or, such as the `*` and `?` of a pattern, looked at once for each sign before it.
struct QueryLexer {
  static let longestQuery = 100_000
  static let deepestGroup = 100
  static let mostClauses = 1_000
  static let mostEdits = 2
  /// Of `NEAR/n` and `"…"~n`.
  static let widestGap = 1_000
  /// Of `NEAR` alone.
  static let usualDistance = 10
  static let largestBoost = 1_000

  enum Mode { case words, values }

  let query: String
  let text: NormalizedText
  let scalars: [UInt32]
  /// Where each scalar begins in the normalised text, and its end.
  let offsets: [Int]
  private(set) var tokens: [QueryToken] = []
  /// The next scalar.
  var i = 0
  private var groups: [(open: Int, mode: Mode)] = []
  private var clauses = 0

  init(_ query: String) throws(QueryError) {
    let length = query.utf8.count
    guard length <= Self.longestQuery else {
      throw QueryError(.tooLong(limit: Self.longestQuery), 0..<length, in: query)
    }
    self.query = query
    text = NormalizedText(SourceText(query))
    var scalars: [UInt32] = []
    var offsets = [0]
    for scalar in String(decoding: text.bytes, as: UTF8.self).unicodeScalars {
      scalars.append(scalar.value)
      offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar))
    }
    (self.scalars, self.offsets) = (scalars, offsets)
  }

  /// Reads the whole query; the last token is `.end`.
  mutating func run() throws(QueryError) {
    while i < scalars.count {
      switch groups.last?.mode ?? .words {
      case .words: try takeInWords()
      case .values: try takeInValues()
      }
    }
    if let group = groups.last {
      throw error(.unclosedGroup, group.open..<i, suggestion: slice(group.open..<i) + ")")
    }
    append(.end, i..<i)
  }

  // MARK: What a token is made of

  mutating func append(_ kind: QueryToken.Kind, _ range: Range<Int>) {
    tokens.append(QueryToken(kind: kind, range: range))
  }

  func slice(_ range: Range<Int>) -> String {
    String(decoding: text.bytes[offsets[range.lowerBound]..<offsets[range.upperBound]], as: UTF8.self)
  }

  /// UTF-8 bytes of the query as it was typed.
  func source(_ range: Range<Int>) -> Range<Int> {
    let source = text.map.source(offsets[range.lowerBound]..<offsets[range.upperBound])
    return source.start..<max(source.start, source.end)
  }

  func error(_ kind: QueryError.Kind, _ range: Range<Int>, suggestion: String? = nil) -> QueryError {
    QueryError(kind, source(range), in: query, suggestion: suggestion)
  }

  mutating func count(clauses more: Int, _ range: Range<Int>) throws(QueryError) {
    clauses += more
    if clauses > Self.mostClauses { throw error(.tooManyClauses(limit: Self.mostClauses), range) }
  }

  /// The scalar at `index`, if there is one.
  func at(_ index: Int) -> UInt32? { scalars.indices.contains(index) ? scalars[index] : nil }
  func isMark(_ mark: Unicode.Scalar, at index: Int) -> Bool { at(index) == mark.value }
  func isWord(at index: Int) -> Bool { at(index).map(QueryScalar.isWord) ?? false }
  func isQuote(at index: Int) -> Bool { at(index).flatMap(QueryScalar.closingQuote) != nil }
  func isDoubled(_ mark: Unicode.Scalar, at index: Int) -> Bool {
    isMark(mark, at: index) && isMark(mark, at: index + 1)
  }

  /// Whether a sign at `index` has nothing directly before it that it could belong to.
  func isAfterBlank(_ index: Int) -> Bool {
    guard let before = at(index - 1) else { return true }
    return QueryScalar.isBlank(before) || before == 0x28
  }

  /// Whether a word, a pattern or a phrase begins at `index`.
  private func startsWord(at index: Int) -> Bool {
    var index = index
    if isWord(at: index) || isQuote(at: index) || isMark("*", at: index) { return true }
    while isMark("?", at: index) { index += 1 }
    return isWord(at: index) || isMark("*", at: index)
  }

  /// Whether anything that can be looked for begins at `index`.
  func startsOperand(at index: Int) -> Bool {
    if isMark("(", at: index) { return true }
    return startsWord(at: isMark("=", at: index) || isMark("~", at: index) ? index + 1 : index)
  }

  // MARK: Words

  private mutating func takeInWords() throws(QueryError) {
    let scalar = Unicode.Scalar(scalars[i]) ?? " "
    switch scalar {
    case "(": try open(.words)
    case ")": try close()
    case "&" where isDoubled("&", at: i): takeOperator(.and)
    case "|" where isDoubled("|", at: i): takeOperator(.or)
    case "-" where isAfterBlank(i) && startsOperand(at: i + 1),
      "!" where isAfterBlank(i) && startsOperand(at: i + 1):
      append(.not, i..<i + 1)
      i += 1
    case "=", "~":
      if !isWord(at: i - 1), isMark("(", at: i + 1) {
        throw error(.misplacedOperator(String(scalar)), i..<i + 1)
      }
      if !isWord(at: i - 1), startsWord(at: i + 1) {
        try takeOperand(sign: scalar)
      } else {
        i += 1
      }
    case "?" where !startsWord(at: i):
      // The whole run: a shorter one begins no word either, and asking each would take quadratic time.
      while isMark("?", at: i) { i += 1 }
    default:
      if startsWord(at: i) { try takeOperand(sign: nil) } else { i += 1 }
    }
  }

  mutating func takeOperator(_ kind: QueryToken.Kind) {
    append(kind, i..<i + 2)
    i += 2
  }

  mutating func open(_ mode: Mode) throws(QueryError) {
    guard groups.count < Self.deepestGroup else {
      throw error(.tooDeep(limit: Self.deepestGroup), i..<i + 1)
    }
    groups.append((i, mode))
    append(.open, i..<i + 1)
    i += 1
  }

  mutating func close() throws(QueryError) {
    guard groups.popLast() != nil else { throw error(.unexpectedClose, i..<i + 1, suggestion: "") }
    append(.close, i..<i + 1)
    i += 1
    if isMark("~", at: i) { throw error(.misplacedOperator("~"), i..<i + 1, suggestion: "") }
    try takeBoost()
  }

  /// Takes a word or a phrase, the signs before and behind it, and the field that it turns out to be.
  ///
  ///     operand ← ("=" / "~")? (word / phrase) ("~" NUMBER?)? ("^" NUMBER)?
  private mutating func takeOperand(sign: Unicode.Scalar?, isFieldValue: Bool = false) throws(QueryError) {
    let start = i
    if sign != nil { i += 1 }
    if isQuote(at: i) { return try takePhrase(from: start, sign: sign) }
    let body = WordBody(scalars, from: i)
    let range = i..<body.end
    guard body.hasLetter else {
      i = max(body.end, i + 1)
      guard body.isStar else { return }  // ?*: punctuation
      if let sign { throw error(.misplacedOperator(String(sign)), start..<i) }
      if isFieldValue || isMark("~", at: i) { throw error(.misplacedOperator("*"), start..<i) }
      try count(clauses: 1, range)
      append(.everything, range)
      return try takeBoost()
    }
    i = body.end
    if sign == nil, !isFieldValue {
      if try takeField(named: range, body) { return }
      if body.match == .whole, !isMark("~", at: i), !isMark("^", at: i), let kind = try operatorWord(range) {
        return append(kind, range)
      }
    } else if fieldFollows(range, body) {
      throw error(
        .misplacedOperator(sign.map(String.init) ?? ":"), sign == nil ? i..<i + 1 : start..<start + 1)
    }
    var match = body.match
    if isMark("~", at: i) {
      let tilde = i..<i + 1
      guard match == .whole, sign != "~" else { throw error(.misplacedOperator("~"), tilde, suggestion: "") }
      match = try takeEdits()
      // Exact letters within so many edits make sense, an exact form of any form does not.
      if sign == "=", match == .widened { throw error(.misplacedOperator("~"), tilde, suggestion: "") }
    } else if sign == "~" {
      guard match == .whole else { throw error(.misplacedOperator("~"), start..<start + 1, suggestion: "") }
      match = .widened
    }
    try count(clauses: body.words, start..<i)
    append(.word(body.text, match, isExact: sign == "="), start..<i)
    try takeBoost()
  }

  /// What `range` is if it is `AND`, `OR`, `NOT`, `NEAR` or `NEAR/5`.
  func operatorWord(_ range: Range<Int>) throws(QueryError) -> QueryToken.Kind? {
    guard scalars[range.lowerBound] < 0x80 else { return nil }
    // No word of any length is copied for this.
    let name = slice(range.lowerBound..<min(range.upperBound, range.lowerBound + 5))
    switch name {
    case "AND": return .and
    case "OR": return .or
    case "NOT": return .not
    case "NEAR": return .near(distance: Self.usualDistance)
    case "NEAR/":
      let number = range.lowerBound + 5..<range.upperBound
      guard let distance = integer(number), distance <= Self.widestGap else {
        throw error(.badNumber(slice(number)), number)
      }
      return .near(distance: distance)
    default: return nil
    }
  }

  /// `"…"`, `="…"`, `"…"~3`
  private mutating func takePhrase(from start: Int, sign: Unicode.Scalar?) throws(QueryError) {
    let phrase = try takeQuoted()
    if sign == "~" { throw error(.fuzzyPhrase, start..<i) }
    if isMark("*", at: i) { throw error(.misplacedOperator("*"), i..<i + 1, suggestion: "") }
    var slop = 0
    if isMark("~", at: i) {
      let number = numberRange(from: i + 1)
      if number.isEmpty { throw error(.fuzzyPhrase, start..<i + 1) }
      guard let value = integer(number), value <= Self.widestGap else {
        throw error(.badNumber(slice(number)), number)
      }
      slop = value
      i = number.upperBound
    }
    try count(clauses: phrase.words, start..<i)
    append(.phrase(phrase.text, isExact: sign == "=", slop: slop), start..<i)
    try takeBoost()
  }

  /// Takes what is in quotes; between `"` and `"` a doubled `""` is one.
  mutating func takeQuoted() throws(QueryError) -> (text: String, words: Int) {
    let start = i
    guard let closing = at(i).flatMap(QueryScalar.closingQuote) else { return ("", 0) }
    var text = String.UnicodeScalarView()
    var words = 0
    i += 1
    while let scalar = at(i) {
      if scalar == closing {
        guard isDoubled("\"", at: i) else {
          i += 1
          if words == 0 { throw error(.emptyPhrase, start..<i) }
          return (String(text), words)
        }
        i += 1
      }
      if QueryScalar.isWord(scalar), !isWord(at: i - 1) { words += 1 }
      if let scalar = Unicode.Scalar(scalar) { text.append(scalar) }
      i += 1
    }
    var mended = slice(start..<i)
    if let closing = Unicode.Scalar(closing) { mended.unicodeScalars.append(closing) }
    throw error(.unclosedQuote, start..<i, suggestion: mended)
  }

  // MARK: Numbers

  /// What stands for a number at `index`: letters, digits, and the marks between them.
  private func numberRange(from index: Int) -> Range<Int> {
    func isMarkOfNumber(_ index: Int) -> Bool {
      at(index).flatMap(Unicode.Scalar.init).map { ".,-+".unicodeScalars.contains($0) } ?? false
    }
    var end = index
    while isWord(at: end) || isMarkOfNumber(end) && isWord(at: end + 1) { end += 1 }
    return index..<end
  }

  /// A whole number of at most six digits.
  private func integer(_ range: Range<Int>) -> Int? {
    guard 1...6 ~= range.count, scalars[range].allSatisfy({ 48...57 ~= $0 }) else { return nil }
    return scalars[range].reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// Takes `~`, `~1` or `~2`.
  private mutating func takeEdits() throws(QueryError) -> Query.WordMatch {
    let number = numberRange(from: i + 1)
    if number.isEmpty {
      i += 1
      return .widened
    }
    guard let edits = integer(number), edits > 0 else { throw error(.badNumber(slice(number)), number) }
    guard edits <= Self.mostEdits else {
      throw error(
        .tooManyEdits(found: edits, limit: Self.mostEdits), number, suggestion: String(Self.mostEdits))
    }
    i = number.upperBound
    return .fuzzy(edits: edits)
  }

  /// Takes `^2`, `^0.5` or `^0,5`, if it follows directly.
  mutating func takeBoost() throws(QueryError) {
    guard isMark("^", at: i) else { return }
    var number = numberRange(from: i + 1)
    guard let boost = boost(number), !isMark("^", at: number.upperBound) else {
      while isMark("^", at: number.upperBound) {
        number = number.lowerBound..<numberRange(from: number.upperBound + 1).upperBound
      }
      throw error(.badNumber(slice(number)), i..<number.upperBound)
    }
    append(.boost(boost), i..<number.upperBound)
    i = number.upperBound
  }

  /// At most six digits on either side of the point, so that it is printed as it was typed.
  private func boost(_ range: Range<Int>) -> Double? {
    let point = range.first { isMark(".", at: $0) || isMark(",", at: $0) } ?? range.upperBound
    guard let whole = integer(range.lowerBound..<point) else { return nil }
    guard point < range.upperBound else { return whole <= Self.largestBoost ? Double(whole) : nil }
    let decimals = point + 1..<range.upperBound
    guard let part = integer(decimals) else { return nil }
    let scale = (0..<decimals.count).reduce(1) { scale, _ in scale * 10 }
    let boost = Double(whole * scale + part) / Double(scale)
    return boost <= Double(Self.largestBoost) ? boost : nil
  }

  // MARK: Fields

  /// Whether the word `range` is a name with a colon and a value behind it.
  private func fieldFollows(_ range: Range<Int>, _ body: WordBody) -> Bool {
    body.isName && isMark(":", at: range.upperBound) && startsOperand(at: range.upperBound + 1)
  }

  /// Takes a field with its value, or the bracket that opens its values; or takes nothing.
  ///
  /// - Precondition: `i` is the end of `name`.
  private mutating func takeField(named name: Range<Int>, _ body: WordBody) throws(QueryError) -> Bool {
    guard body.isName, isMark(":", at: i) else { return false }
    guard let field = QueryField(named: slice(name)) else {
      if fieldFollows(name, body) { throw unknownField(name) }
      return false
    }
    guard case .text = field else { return try takeValue(of: field, named: name) }
    let value = i + 1
    guard startsOperand(at: value) else {
      let isSign = ["-", "!"].contains { isMark($0, at: value) } && startsOperand(at: value + 1)
      let isSignOfWord = ["=", "~"].contains { isMark($0, at: value) } && isMark("(", at: value + 1)
      if isSign || isSignOfWord {
        throw error(.misplacedOperator(slice(value..<value + 1)), value..<value + 1)
      }
      return false
    }
    append(.field(field), name.lowerBound..<value)
    i = value
    switch at(i).flatMap(Unicode.Scalar.init) {
    case "(": try open(.words)
    case let sign? where sign == "=" || sign == "~":
      try takeOperand(sign: sign, isFieldValue: true)
    default: try takeOperand(sign: nil, isFieldValue: true)
    }
    return true
  }

  /// The error of a name that no field has; `trích yếu:` is `trích-yếu:` with a blank.
  private func unknownField(_ name: Range<Int>) -> QueryError {
    var start = name.lowerBound
    var joined = slice(name)
    for token in tokens.suffix(3).reversed() {
      guard let word = token.plainWord,
        scalars[token.range.upperBound..<start].allSatisfy(QueryScalar.isBlank)
      else { break }
      (start, joined) = (token.range.lowerBound, word + "-" + joined)
      if QueryField(named: joined) != nil {
        return error(
          .unknownField(slice(start..<name.upperBound)), start..<name.upperBound, suggestion: joined)
      }
    }
    return error(.unknownField(slice(name)), name, suggestion: QueryField.nearestName(to: slice(name)))
  }
}
