#if Web
  import NoticeArchive
  import NoticeGrammar

  /// Who refers to what.
  extension WebApplication {
    static func referenceRoutes(_ limits: WebLimits) -> [Route] {
      [
        Route(
          "/api/v1/references",
          [
            Parameter(
              "document", .text(longest: 500),
              "A document in any way of writing it: its number, its URI, its name in the archive.",
              isRequired: true),
            Parameter(
              "direction", .choice(["cites", "citedBy", "both"]),
              "Whom it refers to, who refers to it, or both."),
            Parameter("depth", .integer(1...3), "How far to go.", standard: 1),
            Parameter("roles", .choices(Reference.Role.allCases.map(\.rawValue)), "Only these roles."),
            Parameter("sure", .flag, "Whether what is doubtful is left out."),
            Parameter("limit", .integer(1...limits.results), "Of each list, the newest first.", standard: 20),
          ],
          operation: Operation(
            id: "references", summary: "Whom a document refers to, and who refers to it.",
            answer: .json("References"))
        ) { exchange, application in
          try application.archive.snapshot().withDesk { desk in
            let trees = try desk.trees(exchange["document"], citationOptions(exchange))
            return .json { $0.citations(trees) }
          }
        },
        Route(
          "/api/v1/references/missing",
          [Parameter("limit", .integer(1...limits.results), "So many at most.", standard: 20)],
          operation: Operation(
            id: "missing", summary: "The documents that most refer to and the archive lacks.",
            answer: .json("MissingWorks"))
        ) { exchange, application in
          let limit = exchange.integer("limit", standard: 20)
          return try application.cached("missing", "\(limit)") { desk in
            let works = try desk.graph.missing(limit: limit)
            return .json { $0.missing(works) }
          }
        },
      ]
    }

    static func citationOptions(_ exchange: Exchange) -> CitationOptions {
      var options = CitationOptions()
      if let direction = CitationOptions.Direction(rawValue: exchange["direction"]) {
        options.directions = [direction]
      }
      options.depth = exchange.integer("depth", standard: 1)
      // Neighbours multiply with each step.
      options.limit = min(exchange.integer("limit", standard: 20), options.depth > 1 ? 20 : .max)
      options.roles = Set(
        exchange["roles"].split(separator: ",").compactMap { Reference.Role(rawValue: String($0)) })
      options.withDoubtful = exchange["sure"] != "true"
      return options
    }
  }

  extension ArchiveDesk {
    /// Each work that a name can be, with its neighbours; none if nobody knows it.
    func trees(_ name: String, _ options: CitationOptions) throws -> [CitationTree] {
      guard !name.utf8.contains(0) else { return [] }
      return try graph.trees(graph.lookUp(name), options)
    }
  }
#endif
