import NoticeIndex
import NoticeText

/// Marks in a document what a query found there.
///
/// It reads the words of the text as the index did (`TextWords`), so what it marks is what matched: every form of a
/// word, and a phrase only where it stands. What a query excludes, and the values of fields, are not marked.
public final class Highlighter {
  /// A word or phrase of the query.
  struct Unit {
    /// `nil`: text and subject.
    var field: TextField?
    var shape: PhraseShape
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

  public init(_ query: Query) {
    var builder = Builder(isUnmarked: !query.hasMarks)
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
    units.isEmpty || text.isEmpty ? [] : matches(text, TextWords.words(text, edits: edits), field)
  }

  /// - Parameter words: Of the text.
  func matches(_ text: [UInt8], _ words: [TextWords.Word], _ field: TextField) -> [Match] {
    var out: [Match] = []
    for unit in units where unit.field == nil || unit.field == field {
      out += unit.matches(words).found.map {
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
  func matches(_ words: [TextWords.Word]) -> (found: [Highlighter.Match], count: Int) {
    var found: [Highlighter.Match] = []
    if self.words.count == 1 {
      var positions = 0
      var last = -1
      for word in words where self.words[0].matches(word.term) {
        found.append(.init(source: word.source, word: first, position: word.position))
        if word.position != last { positions += 1 }
        last = word.position
      }
      return (found, positions)
    }
    var positions: [[UInt32]] = []
    for matcher in self.words {
      var own: [UInt32] = []
      for word in words where matcher.matches(word.term) {
        let position = UInt32(truncatingIfNeeded: word.position)
        if own.last != position { own.append(position) }
      }
      positions.append(own)
    }
    let places = PhrasePlaces.places(positions, shape)
    if places.isEmpty { return ([], 0) }
    var wanted: [Set<UInt32>] = self.words.map { _ in [] }
    for place in places { for (word, position) in place.enumerated() { wanted[word].insert(position) } }
    for word in words {
      let position = UInt32(truncatingIfNeeded: word.position)
      for index in self.words.indices
      where wanted[index].contains(position) && self.words[index].matches(word.term) {
        found.append(.init(source: word.source, word: first + index, position: word.position))
      }
    }
    return (found, places.count)
  }
}

/// Where the words of a phrase stand, as `PhraseMatching` counts them.
enum PhrasePlaces {
  /// By occurrence, the position of each word.
  ///
  /// - Parameter positions: By word, ascending.
  static func places(_ positions: [[UInt32]], _ shape: PhraseShape) -> [[UInt32]] {
    guard !positions.contains(where: \.isEmpty), !positions.isEmpty else { return [] }
    switch shape {
    case .ordered(let slop): return ordered(positions, slop: slop)
    case .near(let distance): return near(positions, distance: distance)
    }
  }

  private static func ordered(_ positions: [[UInt32]], slop: Int) -> [[UInt32]] {
    var out: [[UInt32]] = []
    var at = Array(repeating: 0, count: positions.count)
    for start in positions[0] {
      var place = [start]
      for word in 1..<positions.count {
        while at[word] < positions[word].count, positions[word][at[word]] <= place[word - 1] { at[word] += 1 }
        if at[word] == positions[word].count { return out }
        place.append(positions[word][at[word]])
      }
      if let last = place.last, Int(last - start) - (positions.count - 1) <= slop { out.append(place) }
    }
    return out
  }

  private static func near(_ positions: [[UInt32]], distance: Int) -> [[UInt32]] {
    var out: [[UInt32]] = []
    var at = Array(repeating: 0, count: positions.count)
    // Ends: each turn one list moves on.
    while true {
      var place: [UInt32] = []
      var least = 0
      for word in positions.indices {
        guard at[word] < positions[word].count else { return out }
        place.append(positions[word][at[word]])
        if place[word] < place[least] { least = word }
      }
      let span = Int((place.max() ?? 0) - place[least]) + 1 - positions.count
      if Set(place).count == place.count, span <= distance { out.append(place) }
      at[least] += 1
    }
  }
}

extension Highlighter {
  /// Goes through a query as `Planner` does, and collects what has a place in the text.
  private struct Builder {
    let isUnmarked: Bool
    var units: [Unit] = []
    private var words = 0

    init(isUnmarked: Bool) { self.isUnmarked = isUnmarked }

    mutating func add(_ query: Query) {
      switch query {
      case .everything, .keyword, .days, .not: break
      case .word(let word): add(word)
      case .phrase(let phrase):
        let folded = isUnmarked && !phrase.isExact
        add(
          Planner.terms(phrase.text).map { WordMatcher($0, folded: folded) }, phrase.field,
          .ordered(slop: phrase.slop), phrase.text)
      case .near(let distance, let parts): addNear(distance, parts)
      case .together(let parts), .all(let parts), .any(let parts): for part in parts { add(part) }
      case .boosted(let part, _): add(part)
      }
    }

    private mutating func add(
      _ matchers: [WordMatcher], _ field: TextField?, _ shape: PhraseShape, _ text: String
    ) {
      guard !matchers.isEmpty else { return }
      units.append(Unit(field: field, shape: shape, words: matchers, first: words, text: text))
      words += matchers.count
    }

    private mutating func add(_ word: Query.Word) {
      let folded = isUnmarked && !word.isExact
      let terms = Planner.terms(word.text)
      switch word.match {
      case .prefix:
        guard let last = terms.last else { return }
        add(
          terms.dropLast().map { WordMatcher($0, folded: folded) }, word.field, .ordered(slop: 0), word.text)
        add([WordMatcher(prefix: last, folded: folded)], word.field, .ordered(slop: 0), word.text)
      case .pattern:
        add(
          [WordMatcher(Planner.pattern(word.text), folded: folded)], word.field, .ordered(slop: 0), word.text)
      case .whole, .fuzzy, .widened:
        let isPhrase = terms.count > 1
        let matchers = terms.map { matcher($0, isPhrase ? .whole : word.match, folded: folded) }
        add(matchers, word.field, .ordered(slop: 0), word.text)
      }
    }

    private func matcher(_ term: [UInt8], _ match: Query.WordMatch, folded: Bool) -> WordMatcher {
      switch match {
      case .fuzzy(let edits): return WordMatcher(fuzzy: term, edits: edits, folded: folded)
      case .widened:
        return WordMatcher(fuzzy: term, edits: TermExpander.widenedEdits(term), folded: true)
      default: return WordMatcher(term, folded: folded)
      }
    }

    private mutating func addNear(_ distance: Int, _ parts: [Query]) {
      var slots: [WordMatcher] = []
      for part in parts {
        if case .phrase = part { add(part) }
        slots += nearSlots(part)
      }
      add(slots, Self.field(parts) ?? .text, .near(distance: distance), "")
    }

    private func nearSlots(_ part: Query) -> [WordMatcher] {
      switch part {
      case .word(let word):
        if word.match == .prefix || word.match == .pattern { return [] }
        return Planner.terms(word.text).map {
          matcher($0, word.match, folded: isUnmarked && !word.isExact)
        }
      case .phrase(let phrase):
        return Planner.terms(phrase.text).map { WordMatcher($0, folded: isUnmarked && !phrase.isExact) }
      case .any(let parts): return [WordMatcher(any: parts.compactMap { nearSlots($0).first })]
      case .boosted(let part, _): return nearSlots(part)
      default: return []
      }
    }

    private static func field(_ parts: [Query]) -> TextField? {
      for part in parts {
        switch part {
        case .word(let word): return word.field
        case .phrase(let phrase): return phrase.field
        case .any(let parts): return field(parts)
        case .boosted(let part, _): return field([part])
        default: continue
        }
      }
      return nil
    }
  }
}
