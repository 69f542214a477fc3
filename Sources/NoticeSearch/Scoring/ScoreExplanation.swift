import NoticeIndex

/// Why a hit scores what it does.
public struct ScoreExplanation: Hashable, Sendable {
  /// A word or phrase of the query.
  public struct Part: Hashable, Sendable {
    /// As it was typed; empty for `NEAR`.
    public var text: String
    /// The form of the word that counted, which an unmarked or widened word may have many of.
    public var form: String?
    /// In the text; `nil` if the archive keeps no text.
    public var occurrences: Int?
    public var isInSubject: Bool
    /// What it gives at most: more for a rare word.
    public var weight: Float
    /// How much of that this document gets: more for many occurrences in a short text.
    public var share: Float
    /// `weight` × `share`.
    public var score: Float
  }

  /// Those that the document has, in the order of the query.
  public var parts: [Part] = []
  /// For words of the query that stand side by side in the document.
  public var nearness: Float = 0
  /// All of it together: the hit's score.
  public var total: Float = 0
}

extension Searcher {
  /// Why a hit of `query` scores what it does.
  ///
  /// - Complexity: That of finding the hit's segment's documents for each word, and O(text).
  package func explain(
    _ hit: Hit, of query: Query, _ document: StoredDocument, _ highlighter: Highlighter
  ) throws(IndexError) -> ScoreExplanation {
    var explainer = Explainer(
      hit, scorings[hit.segment], highlighter, text: highlighter.words(document.text, edits: document.edits),
      subject: highlighter.words(Array(document.subject.utf8), edits: []), hasText: !document.text.isEmpty)
    explainer.explanation.total = try explainer.take(plan(query)) ?? 0
    return explainer.explanation
  }
}

/// Goes through a plan for one document.
private struct Explainer {
  private let hit: Hit
  private let scoring: SegmentScoring
  private let text: [TextWords.Word]
  private let subject: [TextWords.Word]
  private let hasText: Bool
  private let forms: FormTable
  /// Those of the query that no part of the explanation was made of yet.
  private var units: [(terms: [[UInt8]], unit: Highlighter.Unit)]
  var explanation = ScoreExplanation()

  init(
    _ hit: Hit, _ scoring: SegmentScoring, _ highlighter: Highlighter, text: [TextWords.Word],
    subject: [TextWords.Word], hasText: Bool
  ) {
    self.hit = hit
    self.scoring = scoring
    self.text = text
    self.subject = subject
    self.hasText = hasText
    forms = highlighter.forms
    units = highlighter.units.map { (Planner.terms($0.text), $0) }
  }

  /// What the document scores; `nil` if it does not match.
  mutating func take(_ plan: Plan) throws(IndexError) -> Float? {
    switch plan {
    case .nothing: return nil
    case .everything, .values, .days: return try score(plan)
    case .word(let word): return try take(word)
    case .phrase(let phrase):
      guard let score = try score(plan) else { return nil }
      add(phrase.text, weight: phrase.weight, score)
      return score
    case .near(let near):
      guard let score = try score(plan) else { return nil }
      add("", weight: near.weight, score)
      return score
    case .terms(let terms):
      guard let score = try score(plan) else { return nil }
      add(terms.text, weight: terms.score, score)
      return score
    case .together(let parts, _):
      guard let score = try score(plan) else { return nil }
      let sum = try sum(parts)
      explanation.nearness += score - sum
      return score
    case .all(let parts):
      guard try score(plan) != nil else { return nil }
      return try sum(parts)
    case .any(let parts):
      guard try score(plan) != nil else { return nil }
      return try sum(parts)
    case .excluding(let part, _):
      guard try score(plan) != nil else { return nil }
      return try take(part)
    }
  }

  private mutating func sum(_ parts: [Plan]) throws(IndexError) -> Float {
    var sum: Float = 0
    for part in parts { sum += try take(part) ?? 0 }
    return sum
  }

  /// The best form of a word counts, and only that.
  private mutating func take(_ word: WordPlan) throws(IndexError) -> Float? {
    var best: (term: TermPlan, score: Float)?
    for term in word.terms {
      guard let score = try score(.word(WordPlan(terms: [term], text: word.text))) else { continue }
      if score > best?.score ?? -1 { best = (term, score) }
    }
    guard let best else { return nil }
    add(
      word.text, form: String(decoding: best.term.term, as: UTF8.self), weight: best.term.weight, best.score)
    return best.score
  }

  /// What the document scores for a plan alone; `nil` if it does not match.
  private func score(_ plan: Plan) throws(IndexError) -> Float? {
    let set = try plan.set(hit.segment, scoring, Threshold())
    guard hit.document < set.documents else { return nil }
    let matches = set.bits(hit.document >> 6) >> UInt64(hit.document & 63) & 1 != 0
    guard matches else { return nil }
    var document = UInt32(truncatingIfNeeded: hit.document)
    var score: Float = 0
    set.addScores(&document, 1, &score)
    return score
  }

  private mutating func add(_ text: String, form: String? = nil, weight: Float, _ score: Float) {
    let terms = Planner.terms(text)
    var part = ScoreExplanation.Part(
      text: text, form: form, occurrences: nil, isInSubject: false, weight: weight,
      share: weight > 0 ? score / weight : 0, score: score)
    if let index = units.firstIndex(where: { $0.terms == terms }) {
      let unit = units.remove(at: index).unit
      if hasText {
        part.occurrences = unit.field == .subject ? 0 : unit.matches(self.text, forms, .text).count
      }
      part.isInSubject = unit.field != .text && unit.matches(subject, forms, .subject).count > 0
    }
    explanation.parts.append(part)
  }
}
