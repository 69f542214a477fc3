import NoticeIndex
import NoticeSearch

/// What one query finds, as far as a person sees it.
package struct IndexAnswer: Equatable {
  package var hits: [String]
  package var scores: [Float]
  package var count: Int?
  package var facets: [Facet]
}

/// Everything that the reader of an index can be asked: to see that two give the same, or an error.
package struct IndexQuestions {
  package let queries: [Query]

  package init(_ queries: [Query]) {
    self.queries = queries
  }

  /// One kind after the other over words of `IndexWorld`.
  package static func all(of world: IndexWorld) -> IndexQuestions {
    let words = world.vocabulary
    func word(_ place: Int) -> String { words.isEmpty ? "hoa" : words[place % words.count] }
    func plain(_ place: Int) -> Query { .word(.init(word(place))) }
    let bare = NaiveWords.folded(NaiveWords.term(word(0)))
    return IndexQuestions([
      .everything, plain(0), plain(1), .word(.init(bare)), .word(.init("zzz")),
      .phrase(.init("\(word(0)) \(word(1))")), .phrase(.init("\(bare) \(word(2))", slop: 9)),
      .near(distance: 5, [plain(0), plain(2)]), .word(.init(String(bare.prefix(1)), match: .prefix)),
      .word(.init("*\(bare.suffix(1))", match: .pattern)), .word(.init(word(3), match: .fuzzy(edits: 1))),
      .together([plain(0), plain(1)]), .any([plain(4), .keyword(.kind, .value("TB"), 0..<0)]),
      .all([.keyword(.issuer, .prefix("Sở"), 0..<0), .not(plain(1))]),
      .days(.deadline, Query.DayRange(first: IndexWorld.days.lowerBound, last: nil)),
      .days(.date, Query.DayRange(first: nil, last: IndexWorld.days.upperBound)),
      .word(.init(word(0), field: .subject)), .keyword(.id, .prefix("2021"), 0..<0),
    ])
  }

  /// What each of them gives; of those whose file is damaged the error.
  package func answers(_ reader: IndexReader) -> [Result<IndexAnswer, IndexError>] {
    let searcher = Searcher(reader)
    return queries.flatMap { query in
      [SearchOptions.Sort.relevance, .newest].map { sort in
        Result { () throws(IndexError) in try answer(query, sort, searcher) }
      }
    }
  }

  private func answer(
    _ query: Query, _ sort: SearchOptions.Sort, _ searcher: Searcher
  ) throws(IndexError) -> IndexAnswer {
    var options = SearchOptions()
    options.sort = sort
    options.limit = 12
    options.countsHits = true
    if sort == .newest { options.facets = [.kind, .issuer] }
    let results = try searcher.search(query, options)
    var hits: [String] = []
    for hit in results.hits {
      hits.append(try StoreReader(searcher.reader.segments[hit.segment]).id(hit.document))
    }
    return IndexAnswer(
      hits: hits, scores: results.hits.map(\.score), count: results.count, facets: results.facets)
  }

  /// All documents that are there, as they are kept; the error where a file is damaged.
  package static func documents(_ reader: IndexReader) -> [Result<[StoredDocument], IndexError>] {
    reader.segments.map { segment in
      Result { () throws(IndexError) in
        let store = try StoreReader(segment)
        var documents: [StoredDocument] = []
        for document in 0..<segment.documents where segment.isLive(document) {
          documents.append(try store.document(document))
        }
        return documents
      }
    }
  }
}
