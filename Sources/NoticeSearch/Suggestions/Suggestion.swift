import NoticeIndex

/// Another query that finds something, for one that finds nothing.
public struct Suggestion: Hashable, Sendable {
  /// What was changed.
  public enum Reason: Hashable, Sendable {
    /// A word that no document has, for another one.
    case otherWord(instead: String)
    case withoutMarks
    /// A value that no document has, for another one.
    case otherValue(instead: String)
    /// The words of a phrase need not stand together.
    case apart(phrase: String)
    /// A word, or another part of the query, was left out.
    case without(part: String)
  }

  public var reason: Reason
  public var query: String
  /// How many documents it finds: at least one.
  public var count: Int
}

extension Searcher {
  /// Queries near one that finds nothing, which find something: at most `limit`, the best guesses first.
  ///
  /// - Complexity: That of some dozens of counts, and of going through the words, or values, that are near.
  public func suggestions(for query: Query, limit: Int = 5) throws(IndexError) -> [Suggestion] {
    var finder = SuggestionFinder(self, query)
    return Array(try finder.find().prefix(max(limit, 0)))
  }
}

/// Looks for suggestions.
private struct SuggestionFinder {
  private let searcher: Searcher
  private let query: Query
  private let expander: TermExpander
  private var seen: Set<String>
  private var out: [Suggestion] = []

  /// Parts that are tried, of each kind: a query may have a thousand.
  private static let most = 20

  init(_ searcher: Searcher, _ query: Query) {
    self.searcher = searcher
    self.query = query
    expander = TermExpander(segments: searcher.reader.segments)
    seen = [query.description]
  }

  mutating func find() throws(IndexError) -> [Suggestion] {
    try suggestWords()
    if query.hasMarks { try suggest([(query.withoutMarks, .withoutMarks)], most: 1) }
    try suggestValues()
    try suggest(
      query.replacing { part in
        guard case .phrase(let phrase) = part else { return [] }
        return phrase.apart.map { [$0] } ?? []
      }.prefix(Self.most).map { ($0.query, .apart(phrase: Query.quoted($0.part.text))) }, most: 1)
    try suggest(
      query.withoutOne.prefix(Self.most).map { ($0.query, .without(part: $0.part.description)) }, most: 2)
    return out
  }

  /// Takes those that find most.
  private mutating func suggest(
    _ candidates: [(query: Query, reason: Suggestion.Reason)], most: Int
  ) throws(IndexError) {
    var found: [(suggestion: Suggestion, query: Query, score: Float)] = []
    for candidate in candidates {
      let text = candidate.query.description
      if seen.contains(text) { continue }
      // What was typed decides, not the tree: it is text that people get.
      guard let parsed = try? Query.parse(text) else { continue }
      let count = try searcher.count(parsed)
      if count == 0 { continue }
      seen.insert(text)
      found.append((Suggestion(reason: candidate.reason, query: text, count: count), parsed, 0))
    }
    // Of words that find as many, those that stand together in a text are meant.
    var options = SearchOptions()
    options.limit = 1
    for (index, own) in found.enumerated() {
      let isAlone = !found.indices.contains {
        $0 != index && found[$0].suggestion.count == own.suggestion.count
      }
      if !isAlone { found[index].score = try searcher.search(own.query, options).hits.first?.score ?? 0 }
    }
    // Equal ones stay in their order.
    let order = found.indices.sorted { a, b in
      let (first, second) = (found[a], found[b])
      return (second.suggestion.count, second.score, a) < (first.suggestion.count, first.score, b)
    }
    out += order.prefix(most).map { found[$0].suggestion }
  }

  /// Documents of a part, its words read as in the whole query.
  private func count(_ part: Query) throws(IndexError) -> Int {
    let planner = Planner(searcher.reader.segments, documents: searcher.reader.allDocuments, for: query)
    return try searcher.runs(planner.plan(part)).reduce(0) { $0 + $1.count() }
  }

  // MARK: Words

  private mutating func suggestWords() throws(IndexError) {
    var missing: [(word: String, field: TextField?, others: [String])] = []
    for part in query.parts.prefix(Self.most) {
      let (text, field, isExact) =
        switch part {
        case .word(let word) where word.match == .whole: (word.text, word.field, word.isExact)
        case .phrase(let phrase): (phrase.text, phrase.field, phrase.isExact)
        default: ("", TextField?.none, false)
        }
      for term in Planner.terms(text) {
        let word = String(decoding: term, as: UTF8.self)
        if missing.contains(where: { $0.word == word && $0.field == field }) { continue }
        if try count(.word(Query.Word(word, field: field, isExact: isExact))) > 0 { continue }
        missing.append((word, field, try others(term, field ?? .text)))
        if missing.count == 8 { break }
      }
    }
    if missing.isEmpty { return }
    // All of them at once, each by its best guess; and the first by others.
    var candidates: [(query: Query, reason: Suggestion.Reason)] = []
    for choice in 0..<8 {
      var changed = query
      var isChanged = false
      for (index, word) in missing.enumerated() {
        let other = index == 0 ? word.others.dropFirst(choice).first : word.others.first
        guard let other else { continue }
        if index == 0 || choice == 0 { isChanged = true }
        changed = changed.replacing(word: Array(word.word.utf8), with: other)
      }
      if isChanged {
        candidates.append((changed, .otherWord(instead: missing.map(\.word).joined(separator: ", "))))
      }
    }
    let before = out.count
    try suggest(candidates, most: 2)
    guard out.count == before else { return }
    // With the rest of the query it finds nothing: then alone.
    for word in missing {
      try suggest(
        word.others.prefix(4).map {
          (.word(Query.Word($0, field: word.field)), .otherWord(instead: word.word))
        }, most: 1)
    }
  }

  /// Words that documents have, near one that none has: with other marks, then with other letters.
  private func others(_ term: [UInt8], _ field: TextField) throws(IndexError) -> [String] {
    func best(_ found: [TermExpander.Found], _ most: Int) -> [String] {
      let sorted = found.filter { $0.term != term }
        .sorted { ($1.factor, $1.count) < ($0.factor, $0.count) }
      return sorted.prefix(most).map { String(decoding: $0.term, as: UTF8.self) }
    }
    let marks = try expander.unmarked(term, field).filter { $0.term != term }
    var out = best(marks.map { TermExpander.Found($0, factor: 1) }, 4)
    if term.count > 2 {
      let near = try expander.fuzzy(term, edits: 1, folded: false, field)
      out += best(near, 4).filter { !out.contains($0) }
    }
    if out.isEmpty, term.count > 4 { out = best(try expander.fuzzy(term, edits: 2, folded: true, field), 4) }
    return out
  }

  // MARK: Values

  private mutating func suggestValues() throws(IndexError) {
    for part in query.parts.prefix(Self.most) {
      guard case .keyword(let field, let match, _) = part else { continue }
      let value: String
      switch match {
      case .value(let text), .prefix(let text): value = text
      case .present: continue
      }
      if try count(part) > 0 { continue }
      let others = try values(near: value, field).map {
        Query.keyword(field, .value($0), 0..<0)
      }
      let reason = Suggestion.Reason.otherValue(instead: part.description)
      let before = out.count
      try suggest(
        others.flatMap { other in
          query.replacing { $0 == part ? [other] : [] }.map { ($0.query, reason) }
        }, most: 2)
      if out.count == before { try suggest(others.map { ($0, reason) }, most: 2) }
    }
  }

  /// Values of a field like `value`: with few other letters, or with most of its words.
  private func values(near value: String, _ field: KeywordField) throws(IndexError) -> [String] {
    let key = TermForm.folded(KeywordKey.key(value, field))
    guard !key.isEmpty else { return [] }
    let words = Set(key.split(separator: 0x20))
    var distance = EditDistance(key, limit: min(4, max(1, key.count / 5)))
    var found: [[UInt8]: (value: String, rank: Int, count: Int)] = [:]
    // Of names and symbols there are as many as documents, and they have no words.
    let hasWords = field != .id && !KeywordKey.isSymbol(field)
    for segment in searcher.reader.segments {
      distance.reset()
      var cursor = TermCursor(try segment.dictionary(.keyword(field)))
      var isThere = try cursor.next()
      while isThere {
        var rank: Int?
        switch distance.walk(cursor.foldedBytes) {
        case .near(let edits): rank = edits
        case .dead where !hasWords:
          isThere = distance.next.isEmpty ? false : try cursor.skip(toFolded: distance.next)
          continue
        case .dead, .far: if hasWords { rank = Self.rank(words, cursor.folded) }
        }
        if let rank {
          let shown = field == .id ? String(decoding: cursor.key, as: UTF8.self) : cursor.value
          found[cursor.key, default: (shown, rank, 0)].count += cursor.postings.count
        }
        isThere = try cursor.next()
      }
    }
    let sorted = found.values.sorted { ($0.rank, $1.count, $0.value) < ($1.rank, $0.count, $1.value) }
    return sorted.prefix(6).map(\.value)
  }

  /// How far a value is that has most of the words, as `Ủy ban nhân dân tỉnh Quảng Ninh` of `UBND Quảng Ninh`.
  private static func rank(_ words: Set<ArraySlice<UInt8>>, _ value: [UInt8]) -> Int? {
    let others = Set(value.split(separator: 0x20))
    let shared = words.intersection(others).count
    guard shared * 2 > words.count, shared > 1 || shared == words.count else { return nil }
    let (missing, more) = (words.count - shared, others.count - shared)
    return 4 + missing * 8 + more
  }
}
