#if Web
  import NoticeArchive
  import NoticeIndex
  import NoticeSearch

  /// Finding documents.
  extension WebApplication {
    private static let facetFields: [KeywordField] = [
      .kind, .issuer, .agency, .assignee, .signer, .place, .reference, .identifier,
    ]

    static func searchRoutes(_ limits: WebLimits) -> [Route] {
      let names = facetFields.map(\.name)
      let facets = Parameter("facets", .choices(names), "Fields whose values are counted among all hits.")
      let search = SearchRequest.parameters(limits)
      return [
        Route(
          "/api/v1/search", search + [facets],
          operation: Operation(
            id: "search", summary: "Find documents.", answer: .json("SearchResults"), errors: [422])
        ) { exchange, application in
          var request = SearchRequest(exchange, standardLimit: 10)
          request.facets = fields(exchange["facets"])
          return try application.cached("search", request.key) { desk in
            let page = try request.page(
              desk, application.options.limits, countsDates: !request.facets.isEmpty)
            return .json { $0.page(page) }
          }
        },
        Route(
          "/api/v1/facets",
          search.filter { !["limit", "after", "sort"].contains($0.name) } + [
            Parameter("fields", .choices(names), "Fields whose values are counted."),
            Parameter("most", .integer(1...limits.results), "Values of each field.", standard: 10),
          ],
          operation: Operation(
            id: "facets", summary: "Count the values of fields among all documents found.",
            answer: .json("Facets"),
            errors: [422])
        ) { exchange, application in
          var request = SearchRequest(exchange, standardLimit: 0)
          request.limit = 0
          request.after = ""
          let chosen = fields(exchange["fields"])
          request.facets = chosen.isEmpty ? [.kind, .issuer, .agency] : chosen
          request.facetLimit = exchange.integer("most", standard: 10)
          return try application.cached("facets", request.key) { desk in
            let page = try request.page(desk, application.options.limits, countsDates: true)
            return .json { $0.facets(of: page) }
          }
        },
        Route(
          "/api/v1/suggest",
          [
            Parameter("q", .text(longest: 200), "What was typed so far.", isRequired: true),
            Parameter("limit", .integer(1...20), "So many at most.", standard: 8),
          ],
          operation: Operation(
            id: "suggest", summary: "How a query that is being typed may go on.", answer: .json("Completions")
          )
        ) { exchange, application in
          let snapshot = application.archive.snapshot()
          let completions = try snapshot.searcher.completions(
            of: exchange["q"], limit: exchange.integer("limit", standard: 8))
          return .json { writer in
            writer.beginObject()
            writer.name("completions")
            writer.beginArray()
            for completion in completions { writer.completion(completion) }
            writer.endArray()
            writer.endObject()
          }
        },
      ]
    }

    private static func fields(_ text: String) -> [KeywordField] {
      var fields: [KeywordField] = []
      for name in text.split(separator: ",") {
        if let field = KeywordField(named: String(name)), facetFields.contains(field), !fields.contains(field)
        {
          fields.append(field)
        }
      }
      return fields
    }

    /// An answer that depends on the commit and `key` alone.
    func cached(_ kind: String, _ key: String, _ make: (ArchiveDesk) throws -> Reply) throws -> Reply {
      let snapshot = archive.snapshot()
      let key = kind + "\u{3}" + key
      if let reply = snapshot.cache[key] { return reply }
      let reply = try snapshot.withDesk(make)
      snapshot.cache.keep(reply, for: key)
      return reply
    }
  }

  extension JSONWriter {
    fileprivate mutating func completion(_ completion: Completion) {
      beginObject()
      name("kind")
      switch completion.kind {
      case .word: string("word")
      case .value(let field): string(field.name)
      }
      name("text")
      string(completion.text)
      name("count")
      integer(completion.count)
      endObject()
    }
  }
#endif
