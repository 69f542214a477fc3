#if Web
  import Foundation
  import NoticeArchive
  import NoticeIntake
  import NoticeText
  import TestSupport
  import Testing

  @testable import ThongbaoWeb

  @Suite struct TemplateTests {
    /// What stands in a page as it is: values of the type `HTML`.
    private static let markup: Set<String> = [
      "title", "snippet", "marked", "evidence", "head", "contents", "directives", "deadlines", "references",
      "citing", "recipients", "sideBySide", "repairs", "remarks",
    ]

    private static func tags() throws -> [TemplateTag] {
      try PageTemplates.names.flatMap { try TemplateTag.all(of: PageTemplates.shipped($0)) }
    }

    @Test func everyPageHasATemplate() throws {
      _ = try PageTemplates()
      for page in PageTemplate.allCases { #expect(PageTemplates.names.contains(page.rawValue)) }
      // Each begins with what it is, or is a part of another.
      for name in PageTemplates.names {
        #expect(!PageTemplates.shipped(name).isEmpty)
        // A part that is set in makes the engine go through every line of what it shows.
        #expect(!PageTemplates.shipped(name).contains(/(?m)^[ \t]+\{\{[>$<]/))
      }
    }

    @Test func onlyMarkupStandsAsItIs() throws {
      for tag in try Self.tags() where tag.kind == .unescaped { #expect(Self.markup.contains(tag.name)) }
      let written = PageTemplates.names.map(PageTemplates.shipped).joined()
      #expect(!written.contains("{{&"))
      // A name is markup's everywhere or nowhere.
      for tag in try Self.tags() where tag.kind == .value { #expect(!Self.markup.contains(tag.name)) }
      for (name, value) in try Self.values() {
        switch value {
        case .markup: #expect(Self.markup.contains(name), "\(name)")
        case .text, .view, .views, .flag: #expect(!Self.markup.contains(name), "\(name)")
        case .none: break
        }
      }
    }

    @Test func everyNameIsAValueOfSomePage() throws {
      let values = Set(try Self.values().map(\.name))
      for tag in try Self.tags() where [.value, .unescaped, .section, .inverted].contains(tag.kind) {
        #expect(tag.name == "." || values.contains(tag.name), "\(tag.name)")
      }
    }

    @Test(arguments: [
      "<script>", "\"\u{301} onload=x", "<\u{301}b>", "'\u{308}", "&amp;", "\u{202E}", "{{window}}", "a\r\nb",
    ])
    func textIsEscapedHoweverItIsWritten(text: String) throws {
      let templates = try PageTemplates(replacing: [
        "error": "<a title=\"{{message}}\">{{{message}}}|{{& message }}|{{#message}}{{.}}{{/message}}</a>"
      ])
      let shown = templates.render(["message": .text(text)], .error)
      let escaped = String(decoding: HTML(text: text).bytes, as: UTF8.self)
      #expect(
        String(decoding: shown, as: UTF8.self)
          == "<a title=\"\(escaped)\">\(escaped)|\(escaped)|\(escaped)</a>")
    }

    @Test func aValueThatIsNoneShowsNothingAndHidesWhatIsAround() throws {
      let templates = try PageTemplates(replacing: [
        "error": "{{#kept}}[{{name}}{{^name}}-{{/name}}]{{/kept}}{{kept}}{{message}}"
      ])
      let view: TemplateView = [
        "name": .text("outer"), "message": .none,
        "kept": .views([["name": .none], ["name": .text("")], ["name": .text("a")], [:]]),
      ]
      #expect(String(decoding: templates.render(view, .error), as: UTF8.self) == "[-][-][a][outer]")
    }

    @Test(arguments: [
      ("a\n{{#message}}\nb", 2, TemplateFault.Reason.notClosed("message")),
      ("{{#message}}\n{{#marked}}\n{{/message}}", 2, .notClosed("marked")),
      ("\n\n{{/message}}", 3, .notOpened("message")),
      ("a\n{{message", 2, .badTag), ("{{}}", 1, .badTag), ("{{a b}}", 1, .badTag),
      ("{{upper(message)}}", 1, .badTag), ("{{>*message}}", 1, .badTag), ("{{{message}}", 1, .badTag),
      ("{{! one\ntwo }}\n{{mesage}}", 3, .unknownName("mesage")),
      ("{{>nix}}", 1, .unknownPartial("nix")), ("{{<nix}}{{/nix}}", 1, .unknownPartial("nix")),
      ("{{<frame}}\n{{$mian}}{{/mian}}{{/frame}}", 2, .unknownBlock("mian")),
      ("{{=<% %>=}}", 1, .forbiddenTag), ("{{% CONTENT_TYPE: TEXT }}", 1, .forbiddenTag),
      ("a\n{{>error}}", 2, .circle(["error", "error"])),
      ("{{<frame}}{{#message}}{{/message}}{{/frame}}", 1, .engine("illegalTokenInsideInheritSection")),
    ])
    func whatIsWrongIsSaidWithItsPlace(text: String, line: Int, reason: TemplateFault.Reason) {
      #expect(throws: TemplateFault(file: "error.mustache", line: line, reason)) {
        try PageTemplates(replacing: ["error": text])
      }
    }

    @Test func aCircleThroughOthersIsFound() {
      #expect(throws: TemplateFault(file: "pager.mustache", line: 1, .circle(["hit", "pager", "hit"]))) {
        try PageTemplates(replacing: ["hit": "{{>pager}}", "pager": "{{>hit}}"])
      }
    }

    // MARK: A look of one's own

    @Test func aFolderReplacesWhatItHas() async throws {
      let folder = try TemporaryFolder()
      try folder.write("error.mustache", "{{<frame}}{{$main}}<h1>Ours: {{message}}</h1>{{/main}}{{/frame}}")
      try folder.write("web.css", "body { color: red }")
      try folder.write(".hidden", "not looked at")
      let web = try WebFixture { $0.templates = FilePath(folder.path) }
      let page = await web.page("/nix?lang=en")
      #expect(page.contains("<h1>Ours: There is nothing at this address</h1>"))
      #expect(await web.page("/assets/web.css") == "body { color: red }")
      // Browsers keep files for a day: other files have other addresses.
      let plain = await (try WebFixture()).page("/nix?lang=en")
      let version = /web\.css\?v=([^"]+)"/
      #expect(try version.firstMatch(in: page)?.1 != version.firstMatch(in: plain)?.1)
      #expect(await web.page("/?lang=en").contains("Find documents"))
    }

    @Test(arguments: ["serach.mustache", "notes.txt"])
    func aFileOfNoPageIsRefused(name: String) throws {
      let folder = try TemporaryFolder()
      try folder.write(name, "a")
      let fault = #expect(throws: TemplateFault.self) { try Look(FilePath(folder.path)) }
      #expect(fault?.file == name)
      guard case .unknownFile(let known)? = fault?.reason else {
        Issue.record("\(String(describing: fault))")
        return
      }
      #expect(known.contains("search.mustache"))
      #expect(throws: TemplateFault(.unreadable)) { try Look(FilePath(folder.path + "/nix")) }
    }

    @Test func theShippedLookCanBeWrittenAndTakenUp() async throws {
      let folder = try TemporaryFolder()
      let path = FilePath(folder.path + "/look")
      let count = try Look.write(to: path)
      #expect(count == PageTemplates.names.count + Look.assets.count)
      #expect(throws: OutputError.self) { try Look.write(to: path) }
      let written = try WebFixture { $0.templates = path }
      let shipped = try WebFixture()
      for target in ["/?q=tiem", "/tasks?month=2021-11", "/references?document=18-CT%2FTU"] {
        let version = /\?v=[^"]+"/
        #expect(
          await written.page(target).replacing(version, with: "")
            == (await shipped.page(target)).replacing(version, with: ""))
      }
    }

    // MARK: Views

    @Test func whatIsFoundIsAViewWithoutARequest() throws {
      let web = try WebFixture()
      var exchange = Exchange(method: .get, path: "/")
      exchange.query = [("q", "tiem"), ("kind", "CT")]
      let view = try Self.search(web, exchange, .en)
      guard case .views(let hits)? = view.values["hits"], case .views(let filters)? = view.values["filters"]
      else {
        Issue.record("no hits")
        return
      }
      #expect(hits.count == 1)
      #expect(Self.text(hits[0].values["identifier"]) == "18-CT/TU")
      #expect(Self.text(hits[0].values["date"]) == "18/10/2021")
      #expect(Self.text(filters[0].values["address"]) == "/?q=tiem")
    }

    @Test func aMonthIsWholeWeeks() throws {
      for month in 1...12 {
        let calendar = CalendarMonth(year: 2024, month: month)
        let days = try #require(calendar.days)
        var exchange = Exchange(method: .get, path: "/tasks")
        exchange.query = [("agency", "A & B")]
        let form = TaskForm(exchange, try TaskRequest(exchange, WebLimits()))
        let view = TaskMonth(calendar, days, []).view(form, of: 0, .vi)
        guard case .views(let weeks)? = view.values["weeks"] else {
          Issue.record("no weeks")
          return
        }
        var shown: [String] = []
        for week in weeks {
          guard case .views(let cells)? = week.values["weekDays"] else { continue }
          #expect(cells.count == 7)
          shown += cells.compactMap { Self.text($0.values["dayNumber"]) }
        }
        #expect(shown == (1...days.count).map(String.init))
        #expect(
          Self.text(view.values["monthAfter"])?.contains("agency=A%20%26%20B&month=2024") == (month < 12))
      }
    }

    private static func text(_ value: TemplateValue?) -> String? {
      if case .text(let text)? = value { return text }
      return nil
    }

    private static func search(
      _ web: WebFixture, _ exchange: Exchange, _ language: Phrase.Language
    ) throws -> TemplateView {
      try web.application.archive.snapshot().withDesk { desk in
        let request = SearchRequest(exchange, standardLimit: exchange.integer("limit", standard: 20))
        let page = try request.page(desk, web.application.options.limits, countsDates: true)
        return SearchPageView(
          page: page, request: request, documents: desk.reader.documents, language: language
        ).view
      }
    }

    /// All values that pages have: of an archive, a failure, a document on pages.
    private static func values() throws -> [(name: String, value: TemplateValue)] {
      let web = try WebFixture()
      let language = Phrase.Language.vi
      func exchange(_ query: [(String, String)]) -> Exchange {
        var exchange = Exchange(method: .get, path: "/")
        exchange.query = query.map { (name: $0.0, value: $0.1) }
        return exchange
      }
      var views = [
        WebFrame(web.application, exchange([])).view("", .none),
        try search(web, exchange([("q", "tiem"), ("kind", "CT"), ("limit", "1")]), language),
        ErrorPage.view(
          Failure(
            422, "x", Phrase("x"), place: Failure.Place(parameter: "q", range: 0..<1, suggestion: "y")),
          exchange([("q", "x")])),
        ["mostBytes": .text("1")],
      ]
      try web.application.archive.snapshot().withDesk { desk in
        for id in ["chỉ thị/18.txt", "\"><script>alert(2)</script>"] {
          let address = try #require(try desk.reader.address(id: id))
          var document = try desk.reader.document(address)
          let whole = SourceRange(0, document.text.count)
          let word = PageWord(span: whole, box: Box(left: 1, top: 1, right: 9, bottom: 9))
          document.notice?.text.pages = [
            Page(number: 1, width: 99, height: 99, span: whole, reader: "ocr", words: [word])
          ]
          views.append(
            DocumentPage(
              document: document, surroundings: NoticeSurroundings(), language: language, isKept: true,
              hasOriginal: id.hasPrefix("c")
            ).view)
        }
        views.append(ReferencesPage.overview(try desk.graph.missing(limit: 5), name: "", language))
        for name in ["128/NQ-CP", "18-CT/TU"] {
          let trees = try desk.graph.trees(try desk.graph.lookUp(name), CitationOptions())
          views.append(
            ReferencesPage(name: name, depth: 1, trees: trees, similar: [("b", 1)], language: language).view)
        }
        let request = try TaskRequest(exchange([("month", "2021-11")]), WebLimits())
        let form = TaskForm(exchange([]), request)
        let month = CalendarMonth(year: 2021, month: 11)
        let found = try request.find(desk)
        var tasks: [ArchivedTask] = []
        while let task = try found.next() { tasks.append(task) }
        let unknown: [TasksPage.UnknownBody] = [("x", try desk.tasks().suggestions(for: "Sở Y tê"))]
        for body in [
          TasksPage.Body.list(tasks, skipped: 100),
          .month(TaskMonth(month, try #require(month.days), tasks)),
        ] {
          views.append(
            TasksPage(form: form, body: body, count: 500, unknown: unknown, language: language).view)
        }
      }
      var values: [(name: String, value: TemplateValue)] = []
      func add(_ view: TemplateView) {
        for (name, value) in view.values {
          values.append((name, value))
          switch value {
          case .view(let inner): add(inner)
          case .views(let inners): inners.forEach(add)
          case .text, .markup, .flag, .none: break
          }
        }
      }
      views.forEach(add)
      return values
    }
  }
#endif
