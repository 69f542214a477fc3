extension Query {
  /// Whether a document's values alone decide, none of its words: nothing in the text can stand beside it.
  var isFilter: Bool {
    switch self {
    case .everything, .keyword, .days: true
    case .word, .phrase, .near: false
    case .together(let parts), .all(let parts), .any(let parts): parts.allSatisfy(\.isFilter)
    case .not(let part), .boosted(let part, _): part.isFilter
    }
  }

  /// The order of hits that suits it: the newest first if nothing of it makes one better than another.
  public var usualSort: SearchOptions.Sort { isFilter ? .newest : .relevance }

  /// Whether it has places in the text that something can be near to.
  var hasPositions: Bool {
    switch self {
    case .word, .phrase: true
    case .near(_, let parts), .any(let parts): parts.allSatisfy(\.hasPositions)
    default: false
    }
  }

  /// The phrase of `parts`, if they are two or more plain words of one field.
  static func phrase(of parts: [Query]) -> Query? {
    guard parts.count > 1, case .word(let first) = parts[0] else { return nil }
    var texts: [String] = []
    var end = first.range.upperBound
    for part in parts {
      guard case .word(let word) = part, word.match == .whole, !word.isExact, word.field == first.field else {
        return nil
      }
      texts.append(word.text)
      end = max(end, word.range.upperBound)
    }
    return .phrase(
      Phrase(texts.joined(separator: " "), field: first.field, range: first.range.lowerBound..<end))
  }

  /// The same query with no word of where it was typed: two that mean the same are equal.
  public func withoutRanges() -> Query {
    switch self {
    case .everything, .days: return self
    case .word(var word):
      word.range = 0..<0
      return .word(word)
    case .phrase(var phrase):
      phrase.range = 0..<0
      return .phrase(phrase)
    case .keyword(let field, let match, _): return .keyword(field, match, 0..<0)
    case .near(let distance, let parts): return .near(distance: distance, parts.map { $0.withoutRanges() })
    case .together(let parts): return .together(parts.map { $0.withoutRanges() })
    case .all(let parts): return .all(parts.map { $0.withoutRanges() })
    case .any(let parts): return .any(parts.map { $0.withoutRanges() })
    case .not(let part): return .not(part.withoutRanges())
    case .boosted(let part, let factor): return .boosted(part.withoutRanges(), factor)
    }
  }
}
