import NoticeIndex

/// Turns a query into a plan for one index: looks its words up and weighs them.
struct Planner {
  private let segments: [Segment]
  private let expander: TermExpander
  /// Documents of the whole index.
  private let documents: Int
  /// Whether words without marks match every word of their letters: no word of the query has a mark.
  private let isUnmarked: Bool

  /// Whether some word of a subject is not in the text of its document.
  private let subjectsMatter: Bool

  init(_ segments: [Segment], documents: Int, for query: Query) {
    subjectsMatter = !segments.allSatisfy(\.subjectsAreInText)
    self.segments = segments
    self.documents = documents
    expander = TermExpander(segments: segments)
    isUnmarked = query.hasInexactWords && !query.hasMarks
  }

  func plan(_ query: Query, boost: Float = 1) throws(IndexError) -> Plan {
    switch query {
    case .everything: return .everything(score: 0)
    case .word(let word): return try plan(word, boost: boost)
    case .phrase(let phrase):
      let terms = Self.terms(phrase.text)
      return try self.phrase(
        terms, phrase.field, isExact: phrase.isExact, .ordered(slop: phrase.slop), phrase.text, boost)
    case .near(let distance, let parts): return try near(distance, parts, boost)
    case .keyword(let field, let match, _): return .values(try values(field, match))
    case .days(let field, let range): return .days(field, range)
    case .together(let parts):
      var plans: [Plan] = []
      for part in parts { plans.append(try plan(part, boost: boost)) }
      return .together(plans, pairs: Self.pairs(parts, plans))
    case .all(let parts): return try all(parts, boost)
    case .any(let parts):
      var plans: [Plan] = []
      for part in parts { plans.append(try plan(part, boost: boost)) }
      return .any(plans)
    case .not(let part): return .excluding(.everything(score: 0), [try plan(part)])
    case .boosted(let part, let factor): return try plan(part, boost: Self.boost(boost, factor))
    }
  }

  /// Boosts on one another are multiplied, up to what numbers can carry: scores stay finite, and above 0.
  static func boost(_ boost: Float, _ factor: Double) -> Float {
    let product = boost * Float(factor)
    return product > 0 ? min(max(product, 1e-9), 1e9) : 0
  }

  private func all(_ parts: [Query], _ boost: Float) throws(IndexError) -> Plan {
    var wanted: [Plan] = []
    var excluded: [Plan] = []
    for part in parts {
      if case .not(let part) = part {
        excluded.append(try plan(part))
      } else {
        wanted.append(try plan(part, boost: boost))
      }
    }
    let base: Plan = wanted.isEmpty ? .everything(score: 0) : wanted.count == 1 ? wanted[0] : .all(wanted)
    return excluded.isEmpty ? base : .excluding(base, excluded)
  }

  // MARK: Words

  /// The terms of what was typed as one word or phrase.
  static func terms(_ text: String, placingTones: Bool = true) -> [[UInt8]] {
    var text = text
    return text.withUTF8 { buffer in
      var scanner = WordScanner(buffer)
      var out: [[UInt8]] = []
      while let range = scanner.next() {
        let term = TermForm.term(UnsafeBufferPointer(rebasing: buffer[range]), placingTone: placingTones)
        if !term.isEmpty { out.append(term) }
      }
      return out
    }
  }

  private func plan(_ word: Query.Word, boost: Float) throws(IndexError) -> Plan {
    let terms = Self.terms(word.text)
    switch word.match {
    case .prefix, .pattern: return try widePlan(word, terms, boost)
    case .whole, .fuzzy, .widened:
      guard let first = terms.first else { return .nothing }
      if terms.count > 1 {
        return try phrase(terms, word.field, isExact: word.isExact, .ordered(slop: 0), word.text, boost)
      }
      let found = try forms(first, word.field ?? .text, word.match, isExact: word.isExact)
      var weighed = weigh(found, boost)
      if word.field == nil, subjectsMatter {
        weighed = try withSubjects(weighed, of: found, first, word.match, isExact: word.isExact, boost)
      }
      return weighed.isEmpty ? .nothing : .word(WordPlan(terms: weighed, text: word.text))
    }
  }

  private func forms(
    _ term: [UInt8], _ field: TextField, _ match: Query.WordMatch, isExact: Bool
  ) throws(IndexError) -> [TermExpander.Found] {
    switch match {
    case .fuzzy(let edits):
      return try expander.fuzzy(term, edits: edits, folded: isUnmarked && !isExact, field)
    case .widened: return try expander.widened(term, field)
    default:
      if isUnmarked, !isExact { return try expander.unmarked(term, field) }
      return try expander.exact(term, field).map { [$0] } ?? []
    }
  }

  /// All forms of a word weigh what its most frequent form does: a rare misprint is not worth more than the word.
  private func weigh(_ found: [TermExpander.Found], _ boost: Float) -> [TermPlan] {
    let most = found.reduce(0) { max($0, $1.count) }
    let weight = Scoring.weight(documents: most, of: documents) * boost
    return found.map {
      TermPlan(
        term: $0.term, postings: $0.postings, subjects: Array(repeating: nil, count: segments.count),
        weight: weight * $0.factor)
    }
  }

  /// Adds the documents that have the word in the subject alone.
  private func withSubjects(
    _ terms: [TermPlan], of text: [TermExpander.Found], _ term: [UInt8], _ match: Query.WordMatch,
    isExact: Bool, _ boost: Float
  ) throws(IndexError) -> [TermPlan] {
    let found = try forms(term, .subject, match, isExact: isExact)
    var terms = terms
    // Of a word that no text has, the subjects say how frequent it is.
    let most = text.isEmpty ? found : text
    let weight = Scoring.weight(documents: most.reduce(0) { max($0, $1.count) }, of: documents) * boost
    for form in found {
      let index: Int
      if let known = terms.firstIndex(where: { $0.term == form.term }) {
        index = known
      } else {
        terms.append(
          TermPlan(
            term: form.term, postings: Array(repeating: nil, count: segments.count),
            subjects: Array(repeating: nil, count: segments.count),
            weight: weight * form.factor))
        index = terms.count - 1
      }
      for segment in segments.indices {
        // Where every document has it in the text too, the text's postings know of the subject.
        guard let postings = form.postings[segment], !postings.isInText else { continue }
        terms[index].subjects[segment] = postings
      }
    }
    return terms
  }

  private func widePlan(_ word: Query.Word, _ terms: [[UInt8]], _ boost: Float) throws(IndexError) -> Plan {
    let isFolded = isUnmarked && !word.isExact
    func found(_ field: TextField) throws(IndexError) -> [[TermPostings]] {
      if word.match == .pattern {
        return try expander.pattern(Self.pattern(word.text), folded: isFolded, field)
      }
      guard let last = terms.last else { return segments.map { _ in [] } }
      return try expander.prefix(Self.beginnings(last, word.text), folded: isFolded, field)
    }
    if word.match == .prefix, terms.count > 1 {
      var slots: [[TermPlan]] = []
      if word.field != .subject { slots = try self.slots(word, .text, boost) }
      let subjectSlots = word.field == .text ? [] : try self.slots(word, .subject, boost)
      return phrasePlan(slots, subjectSlots, .ordered(slop: 0), boost, word.text)
    }
    let postings = try found(word.field ?? .text)
    let subjects =
      word.field == nil && subjectsMatter
      ? try found(.subject).map { $0.filter { !$0.isInText } } : segments.map { _ in [TermPostings]() }
    return .terms(TermsPlan(postings: postings, subjects: subjects, score: boost, text: word.text))
  }

  /// The pattern in the letters of a term: its stars stay where they are.
  static func pattern(_ text: String) -> WordPattern {
    var out: [UInt8] = []
    var part: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") {
        out += TermForm.term(part) + [byte]
        part = []
      } else {
        part.append(byte)
      }
    }
    return WordPattern(out + TermForm.term(part))
  }

  // MARK: Phrases

  private func phrase(
    _ terms: [[UInt8]], _ field: TextField?, isExact: Bool, _ shape: PhraseShape, _ text: String,
    _ boost: Float
  ) throws(IndexError) -> Plan {
    guard let first = terms.first else { return .nothing }
    if terms.count == 1 {
      return try plan(
        Query.Word(String(decoding: first, as: UTF8.self), field: field, isExact: isExact), boost: boost)
    }
    var slots: [[TermPlan]] = []
    var subjectSlots: [[TermPlan]] = []
    for term in terms {
      if field != .subject { slots.append(weigh(try forms(term, .text, .whole, isExact: isExact), boost)) }
      if field != .text {
        subjectSlots.append(weigh(try forms(term, .subject, .whole, isExact: isExact), boost))
      }
    }
    return phrasePlan(slots, subjectSlots, shape, boost, text)
  }

  /// Weighs what the words do together: in the text, if it is looked for there.
  private func phrasePlan(
    _ slots: [[TermPlan]], _ subjectSlots: [[TermPlan]], _ shape: PhraseShape, _ boost: Float, _ text: String
  ) -> Plan {
    let weight = NearSide.words(slots.isEmpty ? subjectSlots : slots, slop: 0).weight
    return .phrase(
      PhrasePlan(
        slots: slots, subjectSlots: subjectSlots, shape: shape, weight: weight > 0 ? weight : boost,
        text: text))
  }

  /// The words that were typed as one, each with its forms; the last of a beginning's with its most frequent.
  func slots(_ word: Query.Word, _ field: TextField, _ boost: Float) throws(IndexError) -> [[TermPlan]] {
    let isFolded = isUnmarked && !word.isExact
    if word.match == .pattern {
      return [weigh(try expander.wideForms([], Self.pattern(word.text), folded: isFolded, field), boost)]
    }
    let terms = Self.terms(word.text)
    let isPrefix = word.match == .prefix
    var slots: [[TermPlan]] = []
    for term in isPrefix ? terms.dropLast() : terms[...] {
      let match = isPrefix || terms.count > 1 ? .whole : word.match
      slots.append(weigh(try forms(term, field, match, isExact: word.isExact), boost))
    }
    if isPrefix, let last = terms.last {
      let found = try expander.wideForms(Self.beginnings(last, word.text), nil, folded: isFolded, field)
      slots.append(weigh(found, boost))
    }
    return slots
  }

  /// A tone at the end of a beginning may stay where it is, if more letters follow: `hoà*` finds hoàn too.
  private static func beginnings(_ last: [UInt8], _ text: String) -> [[UInt8]] {
    [last, Self.terms(text, placingTones: false).last ?? last]
  }

  func slots(_ phrase: Query.Phrase, _ field: TextField, _ boost: Float) throws(IndexError) -> [[TermPlan]] {
    var slots: [[TermPlan]] = []
    for term in Self.terms(phrase.text) {
      slots.append(weigh(try forms(term, field, .whole, isExact: phrase.isExact), boost))
    }
    return slots
  }

  /// Neighbours of a query that are plain words, looked for in the same field.
  private static func pairs(_ parts: [Query], _ plans: [Plan]) -> [Plan.Pair] {
    var pairs: [Plan.Pair] = []
    for index in parts.indices.dropLast() {
      guard case .word(let a) = parts[index], case .word(let b) = parts[index + 1], !a.isExact, !b.isExact,
        a.field ?? .text == b.field ?? .text,
        case .word(let first) = plans[index], case .word(let second) = plans[index + 1]
      else { continue }
      let weight = min(
        first.terms.reduce(0) { max($0, $1.weight) }, second.terms.reduce(0) { max($0, $1.weight) })
      pairs.append(
        Plan.Pair(first: first.terms, second: second.terms, bonus: weight * Together.nearness))
    }
    return pairs
  }

  // MARK: Values

  /// A value without any marks finds those of its letters, as a word does; of a name every byte counts.
  static func values(
    of key: TermKey, _ field: KeywordField, in segment: Segment
  ) throws(IndexError) -> [TermPostings] {
    try segment.dictionary(.keyword(field)).values(key, isExact: key.folded != key.term || field == .id)
  }

  private func values(
    _ field: KeywordField, _ match: Query.KeywordMatch
  ) throws(IndexError) -> [[TermPostings]] {
    var out: [[TermPostings]] = []
    if case .value(let value) = match {
      let key = TermKey(KeywordKey.key(value, field))
      for segment in segments { out.append(try Self.values(of: key, field, in: segment)) }
      return out
    }
    for segment in segments {
      var found: [TermPostings] = []
      var cursor = TermCursor(try segment.dictionary(.keyword(field)))
      switch match {
      case .value: break
      case .present:
        while try cursor.next() { found.append(cursor.postings) }
      case .prefix(let value):
        let key = TermKey(KeywordKey.prefix(value, field))
        let isFolded = key.folded == key.term && field != .id
        var isThere = try cursor.seek(folded: key.folded)
        while isThere, case let other = TermKey(cursor.key), other.folded.starts(with: key.folded) {
          if isFolded || other.term.starts(with: key.term) { found.append(cursor.postings) }
          isThere = try cursor.next()
        }
      }
      out.append(found)
    }
    return out
  }
}

extension Query {
  /// Whether any of its words is not asked for in its very form.
  var hasInexactWords: Bool {
    switch self {
    case .everything, .keyword, .days: false
    case .word(let word): !word.isExact
    case .phrase(let phrase): !phrase.isExact
    case .near(_, let parts), .together(let parts), .all(let parts), .any(let parts):
      parts.contains { $0.hasInexactWords }
    case .not(let part), .boosted(let part, _): part.hasInexactWords
    }
  }

  /// Whether any of its words has a mark: then all of them mean what they say.
  var hasMarks: Bool {
    switch self {
    case .everything, .keyword, .days: false
    case .word(let word): Self.hasMarks(word.text)
    case .phrase(let phrase): Self.hasMarks(phrase.text)
    case .near(_, let parts), .together(let parts), .all(let parts), .any(let parts):
      parts.contains { $0.hasMarks }
    case .not(let part), .boosted(let part, _): part.hasMarks
    }
  }

  private static func hasMarks(_ text: String) -> Bool {
    Planner.terms(text).contains { !TermForm.isBare($0) }
  }
}
