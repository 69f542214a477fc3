import NoticeIndex
import Testing

@testable import NoticeSearch

/// What holds for any text that is parsed as a query.
enum QueryLaws {
  static func parse(_ text: String) -> Result<Query, QueryError> {
    Result { () throws(QueryError) in try Query.parse(text) }
  }

  /// Parses `text`: a tree is in form, reads back, and points into the text; an error points into the text, and what
  /// it suggests mends it.
  static func check(_ text: String) {
    let bytes = text.utf8.count
    let shown = text.prefix(200)
    switch parse(text) {
    case .success(let query):
      #expect(isInForm(query), "\(shown)")
      #expect(
        ranges(query).allSatisfy { 0 <= $0.lowerBound && !$0.isEmpty && $0.upperBound <= bytes }, "\(shown)")
      let printed = query.description
      // Quotes, brackets and names may make it longer than a query may be.
      guard printed.utf8.count <= QueryLexer.longestQuery else { return }
      let again = parse(printed).map { $0.withoutRanges() }
      #expect(again == .success(query.withoutRanges()), "\(shown) ⟹ \(printed.prefix(200))")
      // The normaliser takes ligatures apart after it has composed: a mark behind one is left loose.
      if text.unicodeScalars.contains(where: { $0 == "ﬁ" || $0 == "ﬂ" }) { return }
      #expect((try? again.get())?.description.utf8.elementsEqual(printed.utf8) == true)
    case .failure(let error):
      #expect(0 <= error.range.lowerBound && error.range.upperBound <= bytes, "\(shown)")
      #expect(1...text.count + 1 ~= error.column, "\(shown)")
      guard let suggestion = error.suggestion, !suggestion.isEmpty, bytes < 1_000 else { return }
      var mended = Array(text.utf8)
      mended.replaceSubrange(error.range, with: Array(suggestion.utf8))
      if case .failure(let next) = parse(String(decoding: mended, as: UTF8.self)) {
        #expect(next.kind != error.kind || next.range != error.range, "\(text) ⟹ \(suggestion)")
      }
    }
  }

  static func ranges(_ query: Query) -> [Range<Int>] {
    switch query {
    case .everything, .days: []
    case .word(let word): [word.range]
    case .phrase(let phrase): [phrase.range]
    case .keyword(_, _, let range): [range]
    case .near(_, let parts), .together(let parts), .all(let parts), .any(let parts): parts.flatMap(ranges)
    case .not(let part), .boosted(let part, _): ranges(part)
    }
  }

  /// Whether `query` has the form that `Query.parse` promises.
  static func isInForm(_ query: Query) -> Bool {
    switch query {
    case .everything, .days, .keyword: true
    case .word(let word):
      switch word.match {
      case .whole, .prefix, .pattern: !word.text.isEmpty
      case .fuzzy(let edits): !word.text.isEmpty && !word.isExact && 1...2 ~= edits
      case .widened: !word.text.isEmpty && !word.isExact
      }
    case .phrase(let phrase): !phrase.text.isEmpty
    case .near(_, let parts): parts.count > 1 && parts.allSatisfy { isPlace($0) && isInForm($0) }
    case .together(let parts):
      parts.count > 1 && parts.allSatisfy { !isNegative($0) && !isFilter($0) && isInForm($0) }
    case .all(let parts):
      parts.count > 1 && !isNegative(parts[0])
        && parts.allSatisfy { if case .not(let part) = $0 { isInForm(part) } else { isInForm($0) } }
    case .any(let parts): parts.count > 1 && parts.allSatisfy { !isNegative($0) && isInForm($0) }
    case .not: false
    case .boosted(let part, _): isInForm(part)
    }
  }

  static func isNegative(_ query: Query) -> Bool { if case .not = query { true } else { false } }

  /// Whether values alone decide.
  static func isFilter(_ query: Query) -> Bool {
    switch query {
    case .everything, .days, .keyword: true
    case .word, .phrase, .near: false
    case .together(let parts), .all(let parts), .any(let parts): parts.allSatisfy(isFilter)
    case .not(let part), .boosted(let part, _): isFilter(part)
    }
  }

  /// Whether something can be near to it.
  static func isPlace(_ query: Query) -> Bool {
    switch query {
    case .word, .phrase: true
    case .near(_, let parts), .any(let parts): parts.allSatisfy(isPlace)
    default: false
    }
  }
}
