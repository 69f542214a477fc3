import NoticeIntake
import NoticeArchive
import NoticeIndex
import NoticeSearch

/// One page of what a query found, with all that is shown of it.
struct SearchPage {
  struct Found {
    /// From 1, among all hits.
    var rank: Int
    var score: Float
    var id: String
    var card: DocumentCard
    var subject: String
    var subjectMarks: [Range<Int>]
    var snippet: Snippet?
    var explanation: ScoreExplanation?
  }

  var query: String
  var sort: SearchOptions.Sort
  var count: Int
  var hits: [Found] = []
  var facets: [Facet] = []
  /// `nil` behind the last page.
  var next: SearchCursor?
  /// If nothing was found.
  var suggestions: [Suggestion] = []

  /// Finds it.
  ///
  /// - Parameter options: With `countsHits`.
  init(
    _ text: String, _ query: Query, _ options: SearchOptions, _ searcher: Searcher, explains: Bool
  ) throws(IndexError) {
    let archive = try ArchiveReader(searcher.reader)
    let graph = CitationGraph(archive)
    let mentions = try MentionFinder(query, graph)
    let asked = query
    let query = try query.findingSpellings(in: graph)
    self.query = text
    sort = options.sort
    let results = try searcher.search(query, options)
    count = results.count ?? results.hits.count
    facets = results.facets
    let before = options.after?.shown ?? 0
    if let next = results.next, next.shown < count { self.next = next }
    let documents = StoredDocuments(searcher.reader)
    let highlighter = Highlighter(asked)
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

  // MARK: Text

  /// As people read it: each hit on a few lines, then the facets, and where the next page is.
  func text(_ messages: Messages, hasColor: Bool) -> String {
    let style = Style(hasColor: hasColor)
    let width = String(hits.last?.rank ?? 0).count
    let margin = String(repeating: " ", count: width + 2)
    var out = ""
    for hit in hits {
      let rank = String(repeating: " ", count: width - String(hit.rank).count) + "\(hit.rank). "
      let head = [hit.card.identifier, hit.card.kind, hit.card.issuer, messages.date(hit.card.date)]
        .filter { !$0.isEmpty }.map(harmless)
      out += style.faint(rank)
      out +=
        head.isEmpty
        ? style.strong(harmless(hit.id))
        : ([style.strong(head[0])] + head.dropFirst()).joined(separator: " · ")
      out += "\n"
      if !hit.subject.isEmpty { out += margin + style.marked(hit.subject, hit.subjectMarks) + "\n" }
      // Where the text has nothing of the query, the subject says enough.
      if let snippet = hit.snippet, !snippet.marks.isEmpty || hit.subject.isEmpty {
        out += margin + style.marked(snippet.text, snippet.marks) + "\n"
      }
      if !head.isEmpty { out += margin + style.faint(harmless(hit.id)) + "\n" }
      if let explanation = hit.explanation {
        for line in messages.lines(explanation) { out += margin + style.faint(harmless(line)) + "\n" }
      }
      out += "\n"
    }
    for facet in facets where !facet.values.isEmpty {
      let values = facet.values.map { "\(harmless($0.value)) \(messages.number($0.count))" }
      out += "\(style.strong(facet.field.name)): \(values.joined(separator: " · "))\n"
    }
    guard count > 0 else { return out }
    let range = hits.first.map { $0.rank...($0.rank + hits.count - 1) }
    out += messages.page(range, of: count, next: next?.description) + "\n"
    return out
  }

  private struct Style {
    let hasColor: Bool

    func strong(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func faint(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// The text on one line; what matches is bold and red, as `grep` shows it.
    func marked(_ text: String, _ marks: [Range<Int>]) -> String {
      let bytes = Array(text.utf8)
      func piece(_ range: Range<Int>) -> String {
        let blanks: Set<UInt8> = [0x09, 0x0A, 0x0B, 0x0C, 0x0D]
        return harmless(
          String(decoding: bytes[range].map { blanks.contains($0) ? 0x20 : $0 }, as: UTF8.self))
      }
      var out = ""
      var end = 0
      for mark in marks where mark.lowerBound >= end && mark.upperBound <= bytes.count {
        out += piece(end..<mark.lowerBound)
        out += hasColor ? "\u{1B}[1;31m\(piece(mark))\u{1B}[0m" : piece(mark)
        end = mark.upperBound
      }
      return out + piece(end..<bytes.count)
    }
  }
}

// MARK: JSON

extension JSONWriter {
  /// As `docs/SEARCH-JSON.md` describes it.
  mutating func page(_ page: SearchPage) {
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
