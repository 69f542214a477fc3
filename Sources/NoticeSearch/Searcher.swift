import NoticeIndex

/// Answers queries from one commit of an index.
///
/// Immutable and shared by any number of threads; every search works with buffers of its own.
public final class Searcher: Sendable {
  public let reader: IndexReader
  let scorings: [SegmentScoring]
  /// Number of each segment's first document in the whole index, and the end.
  private let bases: [UInt64]
  private let facets: FacetCounter?

  /// - Parameter columns: Of the same reader: keeps what was made for counting facets; without them every question counts from scratch, which
  ///   is right for one.
  public init(_ reader: IndexReader, columns: FacetColumns? = nil) {
    self.reader = reader
    facets = columns.map { FacetCounter(reader, $0) }
    scorings = reader.segments.map { SegmentScoring($0, averageLength: reader.averageLength) }
    var bases: [UInt64] = [0]
    for segment in reader.segments { bases.append((bases.last ?? 0) + UInt64(segment.documents)) }
    self.bases = bases
  }

  /// The best documents for a query, in order.
  ///
  /// - Complexity: Less than the matches of its words where few can be among the best: O(documents ÷ 16) at least
  ///   for a word that many documents have.
  public func search(_ query: Query, _ options: SearchOptions = SearchOptions()) throws(IndexError)
    -> SearchResults
  {
    let threshold = Threshold()
    var runs = try runs(plan(query), threshold)
    let needsAll = options.countsHits || options.countsDates || !options.facets.isEmpty
    // First, for what is known to match is not looked for again.
    let found = needsAll ? runs.map { FoundDocuments($0) } : []
    for (index, documents) in found.enumerated() { runs[index].found = documents }
    var results = SearchResults()
    if options.limit > 0 {
      results.hits =
        options.sort == .relevance
        ? best(runs, threshold, options) : try byDate(runs, options)
      if results.hits.count == options.limit {
        results.next = results.hits.last.map {
          SearchCursor($0, reader, shown: (options.after?.shown ?? 0) + results.hits.count)
        }
      }
    }
    if needsAll {
      let matches = Matches(found, reader)
      results.count = matches.count
      if let facets {
        for field in options.facets {
          let values = try facets.values(of: field, matches, limit: options.facetLimit)
          results.facets.append(Facet(field: field, values: values))
        }
        if options.countsDates {
          let dates = try facets.dates(matches)
          results.years = dates.years
          results.withDeadline = dates.withDeadline
        }
      } else {
        for field in options.facets {
          let values = try matches.facet(field, limit: options.facetLimit)
          results.facets.append(Facet(field: field, values: values))
        }
        if options.countsDates {
          results.years = try matches.years()
          results.withDeadline = try matches.withDeadline()
        }
      }
    }
    return results
  }

  /// How many documents match.
  public func count(_ query: Query) throws(IndexError) -> Int {
    if let known = try knownCount(query) { return known }
    return try runs(plan(query)).reduce(0) { $0 + $1.count() }
  }

  /// What the dictionaries alone tell, if that is all: of one term or value, where no document is deleted.
  private func knownCount(_ query: Query) throws(IndexError) -> Int? {
    guard scorings.allSatisfy({ $0.live == nil }) else { return nil }
    switch query {
    case .word(let word) where word.match == .whole:
      let terms = Planner.terms(word.text)
      // Without marks it may stand for several terms.
      guard let term = terms.first, terms.count == 1, word.isExact || !TermForm.isBare(term) else {
        return nil
      }
      if word.field == nil, !reader.segments.allSatisfy(\.subjectsAreInText) { return nil }
      var count = 0
      for segment in reader.segments {
        count += try segment.dictionary(.words(word.field ?? .text)).find(term)?.count ?? 0
      }
      return count
    case .keyword(let field, .value(let value), _):
      let key = TermKey(KeywordKey.key(value, field))
      var count = 0
      for segment in reader.segments {
        let found = try Planner.values(of: key, field, in: segment)
        // Values of the same letters may be of the same document.
        if found.count > 1 { return nil }
        count += found.first?.count ?? 0
      }
      return count
    default: return nil
    }
  }

  func plan(_ query: Query) throws(IndexError) -> Plan {
    try Planner(reader.segments, documents: reader.allDocuments, for: query).plan(query)
  }

  func runs(
    _ plan: Plan, _ threshold: Threshold = Threshold()
  ) throws(IndexError) -> [SegmentRun] {
    var runs: [SegmentRun] = []
    for (index, scoring) in scorings.enumerated() {
      runs.append(
        SegmentRun(root: try plan.set(index, scoring, threshold), scoring: scoring, base: bases[index]))
    }
    return runs
  }

  private func best(_ runs: [SegmentRun], _ threshold: Threshold, _ options: SearchOptions) -> [Hit] {
    var top = TopHits(
      limit: options.limit, after: options.after.map { TopHits.Entry(score: $0.score, document: $0.document) }
    )
    for run in runs {
      run.root.prune(slack: 0)
      run.collect(into: &top, threshold)
    }
    return top.sorted.map { hit($0.document, score: $0.score) }
  }

  /// Newest or oldest first; documents without a date come last.
  private func byDate(_ runs: [SegmentRun], _ options: SearchOptions) throws(IndexError) -> [Hit] {
    var top = TopHits(
      limit: options.limit, after: options.after.map { TopHits.Entry(score: $0.score, document: $0.document) }
    )
    for run in runs {
      let dates = try run.scoring.segment.dates()
      run.matches { first, words, count in
        for word in 0..<count where words[word] != 0 {
          Bits.forEach(words[word]) { bit in
            let document = (first + word) * 64 + bit
            let day = dates.loadUnaligned(fromByteOffset: document * 4, as: Int32.self)
            let score: Float = day == .min ? -.infinity : Float(options.sort == .newest ? day : -day)
            top.offer(score, run.base + UInt64(document))
          }
        }
      }
    }
    return top.sorted.map { hit($0.document, score: $0.score) }
  }

  private func hit(_ document: UInt64, score: Float) -> Hit {
    var segment = bases.count - 2
    while segment > 0, bases[segment] > document { segment -= 1 }
    return Hit(segment: segment, document: Int(document - bases[segment]), number: document, score: score)
  }
}

/// What is wanted of a search.
public struct SearchOptions: Sendable {
  public enum Sort: String, CaseIterable, Sendable {
    case relevance, newest, oldest
  }

  public var limit = 10
  public var sort = Sort.relevance
  /// Where the page before ended.
  public var after: SearchCursor?
  /// Whether all matches are to be counted.
  public var countsHits = false
  public var facets: [KeywordField] = []
  public var facetLimit = 10
  /// Whether the matches of each year are to be counted, and those that have a deadline.
  public var countsDates = false

  public init() {}
}

public struct SearchResults: Sendable {
  public var hits: [Hit] = []
  /// All matches, if they were to be counted.
  public var count: Int?
  public var facets: [Facet] = []
  /// If dates were to be counted, the newest first.
  public var years: [YearCount] = []
  /// How many of all matches have a deadline, if that was to be counted.
  public var withDeadline: Int?
  /// Where the next page begins, if there may be one.
  public var next: SearchCursor?
}

/// A document found.
public struct Hit: Hashable, Sendable {
  /// Place of its segment in the index, and of the document in the segment.
  package var segment: Int
  package var document: Int
  /// In the whole index.
  package var number: UInt64
  /// BM25; of results by date, the day.
  public var score: Float
}

/// The end of a page of results, as text: give it back for the next page.
public struct SearchCursor: Hashable, Sendable, CustomStringConvertible {
  var score: Float
  var document: UInt64
  /// Of the commit that the page came from.
  public var generation: UInt64
  /// Hits up to this one.
  public var shown: Int

  init(_ hit: Hit, _ reader: IndexReader, shown: Int) {
    self.shown = shown
    score = hit.score
    document = hit.number
    generation = reader.generation
  }

  /// `nil` if the text is no cursor.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, let generation = UInt64(parts[0], radix: 36),
      let bits = UInt32(parts[1], radix: 36),
      let document = UInt64(parts[2], radix: 36), let shown = Int(parts[3], radix: 36), shown >= 0
    else { return nil }
    self.generation = generation
    score = Float(bitPattern: bits)
    self.document = document
    self.shown = min(shown, .max / 2)
  }

  public var description: String {
    [generation, UInt64(score.bitPattern), document, UInt64(shown)].map { String($0, radix: 36) }.joined(
      separator: ".")
  }
}
