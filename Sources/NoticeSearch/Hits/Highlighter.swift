import NoticeIndex
import NoticeText

/// Marks in a document what a query found there.
///
/// It reads the words of the text as the index did (`TextWords`), so what it marks is what matched: every form of a
/// word, and a phrase only where it stands. What a query excludes, and the values of fields, are not marked.
public final class Highlighter {
  /// How the words of a unit belong together.
  enum Shape {
    /// In their order, with at most so many others in between.
    case ordered(slop: Int)
    case near(NearSides)
  }

  /// What stands near each other, by places among a unit's words.
  indirect enum NearSides {
    case words(Range<Int>, slop: Int, field: TextField?)
    case any([NearSides])
    case near([NearSides], distance: Int)
  }

  /// A word or phrase of the query, or all that a `NEAR` is about.
  struct Unit {
    /// `nil`: text and subject.
    var field: TextField?
    var shape: Shape
    /// By word; the first of them is the query's word number `first`.
    var words: [WordMatcher]
    var first: Int
    /// As it was typed.
    var text: String
  }

  /// A word of the document that matches.
  struct Match: Equatable {
    /// Bytes of the source; never cuts a character's encoding.
    var source: Range<Int>
    /// Number of the query's word.
    var word: Int
    /// Among the words of the field.
    var position: Int
  }

  let units: [Unit]
  /// Numbers the terms of all texts that it reads.
  let forms: FormTable

  public convenience init(_ query: Query) { self.init(query, FormTable(capacity: 1 << 10)) }

  /// - Parameter forms: Of one thread; what other queries' texts had is not numbered again.
  package init(_ query: Query, _ forms: FormTable) {
    self.forms = forms
    var builder = Builder(isUnmarked: !query.hasMarks, forms)
    builder.add(query)
    units = builder.units
  }

  /// Whether there is anything to mark.
  public var isEmpty: Bool { units.isEmpty }

  /// The bytes of a plain text that match, ascending, none within another.
  public func ranges(in text: String, _ field: TextField = .text) -> [Range<Int>] {
    Self.merged(matches(Array(text.utf8), edits: [], field))
  }

  /// The bytes of a document's source that match, ascending, none within another.
  package func ranges(_ text: [UInt8], edits: [IndexDocument.Edit]) -> [Range<Int>] {
    Self.merged(matches(text, edits: edits, .text))
  }

  /// Every match, by its place.
  func matches(_ text: [UInt8], edits: [IndexDocument.Edit], _ field: TextField) -> [Match] {
    units.isEmpty || text.isEmpty ? [] : matches(text, words(text, edits: edits), field)
  }

  func words(_ text: [UInt8], edits: [IndexDocument.Edit]) -> [TextWords.Word] {
    TextWords.words(text, edits: edits, forms)
  }

  /// - Parameter words: Of the text.
  func matches(_ text: [UInt8], _ words: [TextWords.Word], _ field: TextField) -> [Match] {
    var out: [Match] = []
    for unit in units where unit.field == nil || unit.field == field {
      out += unit.matches(words, forms, field).found.map {
        Match(source: Self.whole($0.source, of: text), word: $0.word, position: $0.position)
      }
    }
    return out.sorted {
      ($0.source.lowerBound, $0.source.upperBound, $0.word)
        < ($1.source.lowerBound, $1.source.upperBound, $1.word)
    }
  }

  /// Ranges that overlap become one.
  static func merged(_ matches: [Match]) -> [Range<Int>] {
    var out: [Range<Int>] = []
    for match in matches {
      if let last = out.last, match.source.lowerBound < last.upperBound {
        out[out.count - 1] = last.lowerBound..<max(last.upperBound, match.source.upperBound)
      } else if !match.source.isEmpty {
        out.append(match.source)
      }
    }
    return out
  }

  /// The range as whole characters' encodings: a repair may begin or end anywhere.
  private static func whole(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    var start = min(max(range.lowerBound, 0), text.count)
    var end = min(max(range.upperBound, start), text.count)
    while start > 0, start < text.count, text[start] & 0xC0 == 0x80, range.lowerBound - start < 3 {
      start -= 1
    }
    while end < text.count, text[end] & 0xC0 == 0x80, end - range.upperBound < 3 { end += 1 }
    // The mark before the first word is no part of it.
    if start == 0, end > 3, text.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    return start..<end
  }
}

extension Highlighter.Unit {
  /// The words that belong to an occurrence, and how many occurrences there are.
  func matches(
    _ words: [TextWords.Word], _ forms: FormTable, _ field: TextField
  ) -> (found: [Highlighter.Match], count: Int) {
    var found: [Highlighter.Match] = []
    if self.words.count == 1, case .ordered = shape {
      let matcher = self.words[0]
      var positions = 0
      var last = -1
      for word in words where matcher.matches(word.number, forms) {
        found.append(.init(source: word.source, word: first, position: word.position))
        if word.position != last { positions += 1 }
        last = word.position
      }
      return (found, positions)
    }
    var positions: [[UInt32]] = []
    for matcher in self.words {
      var own: [UInt32] = []
      for word in words where matcher.matches(word.number, forms) {
        let position = UInt32(truncatingIfNeeded: word.position)
        if own.last != position { own.append(position) }
      }
      positions.append(own)
    }
    var wanted: [Set<UInt32>] = self.words.map { _ in [] }
    let count: Int
    switch shape {
    case .ordered(let slop):
      let places = PhrasePlaces(positions, slop: slop).places
      for place in places { for (word, position) in place.enumerated() { wanted[word].insert(position) } }
      count = places.count
    case .near(let sides): count = sides.mark(positions, field, &wanted)
    }
    if count == 0 { return ([], 0) }
    for word in words {
      let position = UInt32(truncatingIfNeeded: word.position)
      // Few words match at all: that is asked first.
      for index in self.words.indices
      where self.words[index].matches(word.number, forms) && wanted[index].contains(position) {
        found.append(.init(source: word.source, word: first + index, position: word.position))
      }
    }
    return (found, count)
  }
}

/// Where the words of a phrase stand, as `PhraseMatching` counts them.
struct PhrasePlaces {
  /// By occurrence, the position of each word.
  private(set) var places: [[UInt32]] = []

  /// - Parameter positions: By word, ascending.
  init(_ positions: [[UInt32]], slop: Int) {
    guard let first = positions.first, !positions.contains(where: \.isEmpty) else { return }
    var at = Array(repeating: 0, count: positions.count)
    for start in first {
      var place = [start]
      for word in 1..<positions.count {
        while at[word] < positions[word].count, positions[word][at[word]] <= place[word - 1] { at[word] += 1 }
        if at[word] == positions[word].count { return }
        place.append(positions[word][at[word]])
      }
      if let last = place.last, Int(last - start) - (positions.count - 1) <= slop { places.append(place) }
    }
  }
}

extension Highlighter {
  /// Goes through a query as `Planner` does, and collects what has a place in the text.
  private struct Builder {
    let isUnmarked: Bool
    let forms: FormTable
    var units: [Unit] = []
    private var words = 0

    init(isUnmarked: Bool, _ forms: FormTable) {
      self.isUnmarked = isUnmarked
      self.forms = forms
    }

    mutating func add(_ query: Query) {
      switch query {
      case .everything, .keyword, .days, .not: break
      case .word(let word): add(word)
      case .phrase(let phrase):
        let folded = isUnmarked && !phrase.isExact
        add(
          Planner.terms(phrase.text).map { WordMatcher($0, folded: folded, forms) }, phrase.field,
          .ordered(slop: phrase.slop), phrase.text)
      case .near(let distance, let parts): addNear(distance, parts)
      case .together(let parts), .all(let parts), .any(let parts): for part in parts { add(part) }
      case .boosted(let part, _): add(part)
      }
    }

    private mutating func add(
      _ matchers: [WordMatcher], _ field: TextField?, _ shape: Shape, _ text: String
    ) {
      guard !matchers.isEmpty else { return }
      units.append(Unit(field: field, shape: shape, words: matchers, first: words, text: text))
      words += matchers.count
    }

    private mutating func add(_ word: Query.Word) {
      add(matchers(word), word.field, .ordered(slop: 0), word.text)
    }

    /// The words that were typed as one.
    private func matchers(_ word: Query.Word) -> [WordMatcher] {
      let folded = isUnmarked && !word.isExact
      let terms = Planner.terms(word.text)
      switch word.match {
      case .pattern: return [WordMatcher(Planner.pattern(word.text), folded: folded)]
      case .prefix:
        return terms.enumerated().map { place, term in
          place == terms.count - 1
            ? WordMatcher(prefix: term, folded: folded) : WordMatcher(term, folded: folded, forms)
        }
      case .whole, .fuzzy, .widened:
        return terms.map { matcher($0, terms.count > 1 ? .whole : word.match, folded: folded) }
      }
    }

    private func matcher(_ term: [UInt8], _ match: Query.WordMatch, folded: Bool) -> WordMatcher {
      switch match {
      case .fuzzy(let edits): return WordMatcher(fuzzy: term, edits: edits, folded: folded)
      case .widened:
        return WordMatcher(fuzzy: term, edits: TermExpander.widenedEdits(term), folded: true)
      default: return WordMatcher(term, folded: folded, forms)
      }
    }

    private mutating func addNear(_ distance: Int, _ parts: [Query]) {
      var matchers: [WordMatcher] = []
      let sides = parts.compactMap { nearSides($0, &matchers) }
      guard sides.count == parts.count else { return }
      add(matchers, nil, .near(.near(sides, distance: distance)), "")
    }

    private func nearSides(_ part: Query, _ matchers: inout [WordMatcher]) -> NearSides? {
      func words(_ own: [WordMatcher], slop: Int, _ field: TextField?) -> NearSides? {
        matchers += own
        return own.isEmpty
          ? nil : .words(matchers.count - own.count..<matchers.count, slop: slop, field: field)
      }
      switch part {
      case .word(let word): return words(self.matchers(word), slop: 0, word.field)
      case .phrase(let phrase):
        let folded = isUnmarked && !phrase.isExact
        return words(
          Planner.terms(phrase.text).map { WordMatcher($0, folded: folded, forms) }, slop: phrase.slop,
          phrase.field)
      case .any(let parts): return .any(parts.compactMap { nearSides($0, &matchers) })
      case .near(let distance, let parts):
        let sides = parts.compactMap { nearSides($0, &matchers) }
        return sides.count == parts.count ? .near(sides, distance: distance) : nil
      case .boosted(let part, _): return nearSides(part, &matchers)
      default: return nil
      }
    }
  }
}
