#if Web
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeSearch

  /// A question of the search page or of the API: a query, and what is chosen beside it.
  struct SearchRequest: Sendable {
    var text: String
    var kinds: [String]
    var issuers: [String]
    var agencies: [String]
    var year: Int?
    /// Only documents with a deadline.
    var hasDeadline: Bool
    var sort: SearchOptions.Sort?
    var limit: Int
    var after: String
    var facets: [KeywordField] = [.kind, .issuer, .agency]
    var facetLimit = 10

    init(_ exchange: Exchange, standardLimit: Int) {
      text = exchange["q"]
      kinds = exchange.all("kind")
      issuers = exchange.all("issuer")
      agencies = exchange.all("agency")
      year = Int(exchange["year"])
      hasDeadline = exchange["hasDeadline"] == "true"
      sort = SearchOptions.Sort(rawValue: exchange["sort"])
      limit = exchange.integer("limit", standard: standardLimit)
      after = exchange["after"]
    }

    static func parameters(_ limits: WebLimits) -> [Parameter] {
      [
        Parameter("q", .text(longest: 1000), "The query, in the query language; empty for all documents."),
        Parameter("kind", .text(longest: 200), "Only documents of this kind: TB, CT.", repeats: true),
        Parameter("issuer", .text(longest: 300), "Only documents of this issuer.", repeats: true),
        Parameter("agency", .text(longest: 300), "Only documents that name this body.", repeats: true),
        Parameter("year", .integer(1...9999), "Only documents issued in this year."),
        Parameter("hasDeadline", .flag, "Only documents with a deadline."),
        Parameter("sort", .choice(SearchOptions.Sort.allCases.map(\.rawValue)), "The order of hits."),
        Parameter("limit", .integer(0...limits.results), "Hits of this page.", standard: 10),
        Parameter("after", .text(longest: 120), "The cursor that the page before named as next."),
      ]
    }

    /// The query as it was typed; everything if that is nothing.
    func typedQuery(_ limits: WebLimits) throws(Failure) -> Query {
      if text.allSatisfy(\.isWhitespace) { return .everything }
      let query: Query
      do throws(QueryError) {
        query = try Query.parse(text)
      } catch {
        throw .query(error, in: text)
      }
      if QueryCost.of(query) > limits.queryCost { throw .tooCostly }
      return query
    }

    /// With what is chosen beside it.
    func query(_ limits: WebLimits) throws(Failure) -> Query {
      var parts = [try typedQuery(limits)]
      func add(_ values: [String], _ field: KeywordField) {
        let choices = values.prefix(20).map { Query.keyword(field, .value($0), 0..<0) }
        if let first = choices.first { parts.append(choices.count == 1 ? first : .any(choices)) }
      }
      add(kinds, .kind)
      add(issuers, .issuer)
      // All of the bodies, but one of the kinds: a document has one kind.
      for agency in agencies.prefix(20) { add([agency], .agency) }
      if let year, let days = CalendarDay.year(year) {
        parts.append(.days(.date, Query.DayRange(first: days.lowerBound, last: days.upperBound)))
      }
      if hasDeadline { parts.append(.days(.deadline, Query.DayRange(first: nil, last: nil))) }
      if parts.count > 1, parts[0] == .everything { parts.removeFirst() }
      return parts.count == 1 ? parts[0] : .all(parts)
    }

    /// - Throws: `Failure`, `IndexError`.
    func page(_ desk: ArchiveDesk, _ limits: WebLimits, countsDates: Bool) throws -> SearchPage {
      let query = try query(limits)
      var options = SearchOptions()
      options.limit = limit
      options.sort = sort ?? query.usualSort
      if !after.isEmpty {
        guard let cursor = SearchCursor(after) else {
          throw Failure(
            422, "bad-cursor", Phrase("“after” không phải vị trí trang", "“after” is no cursor"),
            place: Failure.Place(parameter: "after"))
        }
        options.after = cursor
      }
      options.countsHits = true
      options.countsDates = countsDates
      options.facets = facets
      options.facetLimit = facetLimit
      return try SearchPage(
        text, query, options, desk.searcher, explains: false, desk.reader, desk.graph, desk.documents,
        desk.forms)
    }

    /// What an answer depends on, beside the commit.
    var key: String {
      let lists = [kinds, issuers, agencies].map { $0.joined(separator: "\u{1}") }
      let rest = [
        "\(year ?? 0)", "\(hasDeadline)", sort?.rawValue ?? "", "\(limit)", after,
        facets.map { "\($0.rawValue)" }.joined(separator: ","), "\(facetLimit)",
      ]
      return ([text] + lists + rest).joined(separator: "\u{2}")
    }
  }
#endif
