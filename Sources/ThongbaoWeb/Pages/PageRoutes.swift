#if Web
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeSearch

  /// The pages that people read.
  extension WebApplication {
    static func pageRoutes(_ limits: WebLimits) -> [Route] {
      let language = Parameter("lang", .choice(["vi", "en"]), "")
      let search = SearchRequest.parameters(limits) + [language]
      return [
        Route("/", search) { exchange, application in try SearchPageView.reply(exchange, application) },
        Route("/search", search) { exchange, application in try SearchPageView.reply(exchange, application) },
        Route("/documents/{id}", [Parameter("q", .text(longest: 1000), ""), language]) {
          exchange, application in
          try application.archive.snapshot().withDesk { desk in
            let document = try application.document(exchange, desk)
            return try DocumentPage.reply(document, desk, WebFrame(application, exchange))
          }
        },
        Route(
          "/references",
          [
            Parameter("document", .text(longest: 500), ""),
            Parameter("depth", .integer(1...2), "", standard: 1), language,
          ]
        ) { exchange, application in
          try application.archive.snapshot().withDesk { desk in
            try ReferencesPage.reply(desk, WebFrame(application, exchange))
          }
        },
        Route(
          "/tasks",
          TaskRequest.parameters + [
            Parameter("sort", .choice(TaskSelection.Sort.allCases.map(\.rawValue)), ""),
            Parameter("month", .text(longest: 7), ""), Parameter("all", .flag, ""),
            Parameter("skip", .integer(0...10_000), "", standard: 0), language,
          ]
        ) { exchange, application in
          try application.archive.snapshot().withDesk { desk in
            try TasksPage.reply(desk, WebFrame(application, exchange))
          }
        },
        Route("/parse", [language]) { exchange, application in
          ParsePage(WebFrame(application, exchange)).reply()
        },
        Route("/parse", [language], method: .post) { exchange, application in
          do {
            let (bytes, name) = try exchange.upload()
            let notice = try await application.parse(bytes, named: name)
            let document = ArchivedDocument(notice, id: name)
            return try application.archive.snapshot().withDesk { desk in
              try DocumentPage.reply(document, desk, WebFrame(application, exchange), isKept: false)
            }
          } catch let failure as Failure {
            return ParsePage(WebFrame(application, exchange)).reply(failure)
          }
        },
        Route("/help", [language]) { exchange, application in
          HelpPage(WebFrame(application, exchange)).reply()
        },
        Route("/assets/{name}") { exchange, application in
          let name = exchange.segment("name")
          guard let bytes = application.look.asset(name) else { throw Failure.notFound }
          let types = ["css": "text/css", "svg": "image/svg+xml", "js": "text/javascript"]
          let type = types[name.split(separator: ".").last.map(String.init) ?? ""] ?? "text/plain"
          return Reply(
            contentType: type + "; charset=utf-8", headers: [("Cache-Control", "private, max-age=86400")],
            body: bytes)
        },
      ]
    }
  }
#endif
