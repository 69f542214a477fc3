import NoticeGrammar
import NoticeIndex
import NoticeSearch

/// One page of what a query found, with all that is shown of it.
package struct SearchPage {
  package struct Found {
    /// From 1, among all hits.
    package var rank: Int
    package var score: Float
    package var id: String
    package var card: DocumentCard
    package var subject: String
    package var subjectMarks: [Range<Int>]
    package var snippet: Snippet?
    package var explanation: ScoreExplanation?
  }

  package var query: String
  package var sort: SearchOptions.Sort
  package var count: Int
  package var hits: [Found] = []
  package var facets: [Facet] = []
  package var years: [YearCount] = []
  package var withDeadline: Int?
  /// `nil` behind the last page.
  package var next: SearchCursor?
  /// If nothing was found.
  package var suggestions: [Suggestion] = []

  /// Finds it.
  ///
  /// - Parameter options: With `countsHits`.
  package init(
    _ text: String, _ query: Query, _ options: SearchOptions, _ searcher: Searcher, explains: Bool
  ) throws(IndexError) {
    let archive = try ArchiveReader(searcher.reader)
    try self.init(
      text, query, options, searcher, explains: explains, archive, CitationGraph(archive),
      StoredDocuments(searcher.reader), FormTable(capacity: 1 << 10))
  }

  /// Finds it.
  ///
  /// - Parameters:
  ///   - archive: Of the searcher's commit, as `graph` and `documents`.
  ///   - forms: Numbers the words of what is shown.
  package init(
    _ text: String, _ query: Query, _ options: SearchOptions, _ searcher: Searcher, explains: Bool,
    _ archive: ArchiveReader, _ graph: CitationGraph, _ documents: StoredDocuments, _ forms: FormTable
  ) throws(IndexError) {
    let mentions = try MentionFinder(query, graph)
    let asked = query
    let query = try query.findingSpellings(in: graph)
    self.query = text
    sort = options.sort
    let results = try searcher.search(query, options)
    count = results.count ?? results.hits.count
    facets = results.facets
    years = results.years
    withDeadline = results.withDeadline
    let before = options.after?.shown ?? 0
    if let next = results.next, next.shown < count { self.next = next }
    let highlighter = Highlighter(asked, forms)
    for (index, hit) in results.hits.enumerated() {
      let document = try documents.document(hit)
      let address = DocumentAddress(segment: hit.segment, document: hit.document)
      let notice = mentions.isEmpty ? nil : try archive.document(address).notice
      hits.append(
        Found(
          rank: before + index + 1, score: hit.score, id: document.id,
          card: DocumentCard.read(document.stored)?.card ?? DocumentCard(), subject: document.subject,
          subjectMarks: highlighter.ranges(in: document.subject, .subject),
          snippet: highlighter.snippet(
            document.text, edits: document.edits, subject: document.subject,
            mentions: notice.map { mentions.spans(in: $0) } ?? []),
          explanation: explains ? try searcher.explain(hit, of: query, document, highlighter) : nil))
    }
    if count == 0 { suggestions = try searcher.suggestions(for: query) }
  }
}

// MARK: JSON

extension JSONWriter {
  /// As `docs/SEARCH-JSON.md` describes it.
  package mutating func page(_ page: SearchPage) {
    beginObject()
    name("query")
    string(page.query)
    name("sort")
    string(page.sort.rawValue)
    name("count")
    integer(page.count)
    name("hits")
    beginArray()
    for hit in page.hits { self.hit(hit, page.sort) }
    endArray()
    name("facets")
    beginArray()
    for facet in page.facets { self.facet(facet) }
    endArray()
    dates(of: page)
    if let next = page.next {
      name("next")
      string(next.description)
    }
    if page.count == 0 {
      name("suggestions")
      beginArray()
      for suggestion in page.suggestions { self.suggestion(suggestion) }
      endArray()
    }
    endObject()
  }

  /// What was counted, and nothing of the hits.
  package mutating func facets(of page: SearchPage) {
    beginObject()
    name("count")
    integer(page.count)
    name("facets")
    beginArray()
    for facet in page.facets { self.facet(facet) }
    endArray()
    dates(of: page)
    endObject()
  }

  private mutating func dates(of page: SearchPage) {
    guard let withDeadline = page.withDeadline else { return }
    name("years")
    beginArray()
    for year in page.years {
      beginObject()
      name("year")
      integer(year.year)
      name("count")
      integer(year.count)
      endObject()
    }
    endArray()
    name("withDeadline")
    integer(withDeadline)
  }

  private mutating func hit(_ hit: SearchPage.Found, _ sort: SearchOptions.Sort) {
    beginObject()
    name("rank")
    integer(hit.rank)
    name("id")
    string(hit.id)
    if sort == .relevance {
      name("score")
      self.score(hit.score)
    }
    text("identifier", hit.card.identifier)
    text("kind", hit.card.kind)
    text("issuer", hit.card.issuer)
    text("date", hit.card.date)
    text("subject", hit.subject)
    if !hit.subject.isEmpty {
      name("subjectMarks")
      ranges(hit.subjectMarks)
    }
    if let snippet = hit.snippet {
      name("snippet")
      beginObject()
      name("text")
      string(snippet.text)
      name("marks")
      ranges(snippet.marks)
      name("span")
      range(snippet.source)
      name("spans")
      ranges(snippet.spans)
      endObject()
    }
    if let explanation = hit.explanation {
      name("explanation")
      self.explanation(explanation)
    }
    endObject()
  }

  private mutating func explanation(_ explanation: ScoreExplanation) {
    beginObject()
    name("parts")
    beginArray()
    for part in explanation.parts {
      beginObject()
      name("text")
      string(part.text)
      if let form = part.form {
        name("form")
        string(form)
      }
      if let occurrences = part.occurrences {
        name("occurrences")
        integer(occurrences)
      }
      name("inSubject")
      boolean(part.isInSubject)
      name("weight")
      score(part.weight)
      name("share")
      score(part.share)
      name("score")
      score(part.score)
      endObject()
    }
    endArray()
    name("nearness")
    score(explanation.nearness)
    name("total")
    score(explanation.total)
    endObject()
  }

  private mutating func facet(_ facet: Facet) {
    beginObject()
    name("field")
    string(facet.field.name)
    name("values")
    beginArray()
    for value in facet.values {
      beginObject()
      name("value")
      string(value.value)
      name("count")
      integer(value.count)
      endObject()
    }
    endArray()
    endObject()
  }

  private mutating func suggestion(_ suggestion: Suggestion) {
    beginObject()
    name("query")
    string(suggestion.query)
    name("count")
    integer(suggestion.count)
    let (reason, part): (String, String?) =
      switch suggestion.reason {
      case .otherWord(let word): ("other-word", word)
      case .withoutMarks: ("without-marks", nil)
      case .otherValue(let value): ("other-value", value)
      case .apart(let phrase): ("apart", phrase)
      case .without(let part): ("without", part)
      }
    name("reason")
    string(reason)
    if let part {
      name("instead")
      string(part)
    }
    endObject()
  }

  /// A property that is left out if the document does not say.
  private mutating func text(_ property: StaticString, _ value: String) {
    if value.isEmpty { return }
    name(property)
    string(value)
  }

  /// As short as it can be without losing anything of it.
  private mutating func score(_ value: Float) { number(Double(value.description) ?? Double(value)) }

  private mutating func ranges(_ ranges: [Range<Int>]) {
    beginArray()
    for range in ranges { self.range(range) }
    endArray()
  }

  private mutating func range(_ range: Range<Int>) {
    beginArray(inline: true)
    integer(range.lowerBound)
    integer(range.upperBound)
    endArray()
  }
}
