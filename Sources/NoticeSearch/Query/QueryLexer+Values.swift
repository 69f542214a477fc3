import NoticeText

/// Values of keyword and day fields, which are not words to be looked for one by one.
extension QueryLexer {
  /// Takes the value of `field`, or the bracket that opens a group of them; or takes nothing.
  ///
  ///     value ← quoted "*"? / RAW / "(" … ")"
  ///
  /// - Precondition: `i` is at the colon.
  mutating func takeValue(of field: QueryField, named name: Range<Int>) throws(QueryError) -> Bool {
    let start = i + 1
    let isGroup = isMark("(", at: start)
    let value = trimmed(start..<rawEnd(from: start))
    if !isGroup, !isQuote(at: start) {
      // A day without a digit is an error, any other value is none: `Số: …`.
      if case .day = field { if value.isEmpty { return false } } else if !isValue(value) { return false }
    }
    append(.field(field), name.lowerBound..<start)
    i = start
    if isGroup {
      try open(.values)
    } else if isQuote(at: start) {
      try takeQuotedValue()
    } else {
      // Commas and the like behind the value are punctuation of the query.
      i = value.upperBound
      try appendValue(value)
    }
    return true
  }

  /// Takes one step inside the brackets of a field of values: a run of words is one value.
  ///
  ///     values ← value (("OR" / "AND" / …) value)*
  mutating func takeInValues() throws(QueryError) {
    if isMark("(", at: i) { return try open(.values) }
    if isMark(")", at: i) { return try close() }
    if isQuote(at: i) { return try takeQuotedValue() }
    if isDoubled("&", at: i) { return takeOperator(.and) }
    if isDoubled("|", at: i) { return takeOperator(.or) }
    if isNegation(at: i) {
      append(.not, i..<i + 1)
      i += 1
      return
    }
    if QueryScalar.isBlank(scalars[i]) {
      i += 1
      return
    }
    let start = i
    var end = i
    while i < scalars.count {
      let word = i..<rawEnd(from: i)
      if word.isEmpty { break }  // a bracket, a quote or an operator
      if word.lowerBound > start, isNegation(at: word.lowerBound) { break }
      if let kind = try operatorWord(word) {
        if word.lowerBound > start { break }
        i = word.upperBound
        return append(kind, word)
      }
      i = word.upperBound
      end = i
      while let scalar = at(i), QueryScalar.isBlank(scalar) { i += 1 }
    }
    if i == start { i += 1 }  // a ^ that belongs to nothing
    let value = trimmed(start..<end)
    guard isValue(value) else { return }
    let after = i
    i = value.upperBound
    try appendValue(value)
    i = max(i, after)
  }

  /// A `-` or `!` after a blank, directly before a value.
  private func isNegation(at index: Int) -> Bool {
    guard isMark("-", at: index) || isMark("!", at: index), isAfterBlank(index), let next = at(index + 1)
    else {
      return false
    }
    return !QueryScalar.isBlank(next) && !isMark(")", at: index + 1) && !isMark("-", at: index + 1)
      && !isMark("!", at: index + 1)
  }

  /// Where a value without quotes ends that begins at `index`.
  private func rawEnd(from index: Int) -> Int {
    var end = index
    while let scalar = at(end), !QueryScalar.isBlank(scalar), QueryScalar.closingQuote(scalar) == nil,
      !isMark("(", at: end), !isMark(")", at: end), !isMark("^", at: end), !isDoubled("&", at: end),
      !isDoubled("|", at: end)
    { end += 1 }
    return end
  }

  /// `range` without the punctuation at its ends; the `..` of an open range of days is none.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isPunctuation(_ index: Int) -> Bool {
      [",", ";", ":", "!", "?"].contains { isMark($0, at: index) }
    }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, [",", ";", ":"].contains(where: { isMark($0, at: start) }) { start += 1 }
    while start < end,
      isPunctuation(end - 1) || isMark(".", at: end - 1) && !(end - 2 >= start && isMark(".", at: end - 2))
    { end -= 1 }
    return start..<end
  }

  /// Whether there is a letter or a digit in `range`, or nothing but `*`.
  private func isValue(_ range: Range<Int>) -> Bool {
    range.contains(where: isWord) || !range.isEmpty && range.allSatisfy { isMark("*", at: $0) }
  }

  private mutating func takeQuotedValue() throws(QueryError) {
    let start = i
    let quoted = try takeQuoted()
    let isPrefix = isMark("*", at: i)
    while isMark("*", at: i) { i += 1 }
    if isMark("~", at: i) { throw error(.misplacedOperator("~"), i..<i + 1, suggestion: "") }
    try count(clauses: 1, start..<i)
    append(.value(quoted.text, isQuoted: true, isPrefix: isPrefix), start..<i)
    try takeBoost()
  }

  /// Appends the value `range`, a `*` at its end being a sign, and takes its boost.
  ///
  /// - Precondition: `i` is the end of `range`.
  private mutating func appendValue(_ range: Range<Int>) throws(QueryError) {
    var end = range.upperBound
    while end > range.lowerBound, isMark("*", at: end - 1) { end -= 1 }
    try count(clauses: 1, range)
    if end == range.lowerBound {
      append(.everything, range)
    } else {
      append(.value(slice(range.lowerBound..<end), isQuoted: false, isPrefix: end < range.upperBound), range)
    }
    try takeBoost()
  }
}
