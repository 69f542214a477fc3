#if Web
  import NoticeArchive

  /// What is around every page of the server.
  struct WebFrame {
    enum Place { case search, tasks, references, parse, help, none }

    let application: WebApplication
    let exchange: Exchange

    init(_ application: WebApplication, _ exchange: Exchange) {
      self.application = application
      self.exchange = exchange
    }

    /// The name of the whole.
    var name: Phrase {
      application.options.title.map { Phrase($0) } ?? Phrase("Kho văn bản", "Archive of notices")
    }

    /// Renders a page in the language that was asked for.
    static func render(
      _ application: WebApplication, _ exchange: Exchange, _ body: (WebFrame) throws -> Reply
    ) rethrows -> Reply {
      try Phrase.$shown.withValue(exchange.language) { try body(WebFrame(application, exchange)) }
    }

    func reply(_ heading: String, _ place: Place, status: Int = 200, _ content: HTML) -> Reply {
      let window = [heading, name.both].filter { !$0.isEmpty }.joined(separator: " · ")
      let version = ProgramVersion.current
      let page: HTML = """
        <!DOCTYPE html>
        <html lang="\(exchange.language.rawValue)" data-lang="\(exchange.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(window)</title>
        <link rel="stylesheet" href="/assets/report.css?v=\(version)">
        <link rel="stylesheet" href="/assets/web.css?v=\(version)">
        <link rel="icon" href="/assets/report.svg?v=\(version)" type="image/svg+xml">
        <script src="/assets/web.js?v=\(version)"></script>
        </head>
        <body>
        <a class="skip" href="#main">\(Phrase("Đến nội dung", "To the content"))</a>
        <header class="top">
        <div class="wide">
        <a class="brand" href="/"><span class="seal" aria-hidden="true"></span>\(name)</a>
        <nav aria-label="\(Phrase("Các trang", "Pages"))">
        \(link("/", Phrase("Tìm", "Search"), place == .search))
        \(link("/tasks", Phrase("Việc và hạn", "Tasks"), place == .tasks))
        \(link("/references", Phrase("Viện dẫn", "References"), place == .references))
        \(link("/parse", Phrase("Đọc tệp", "Read a file"), place == .parse))
        \(link("/help", Phrase("Trợ giúp", "Help"), place == .help))
        </nav>
        <div class="switches">
        \(languages)
        <button type="button" class="light" data-light hidden><span class="unseen">\(Phrase("Sáng hay tối", "Light or dark"))</span></button>
        </div>
        </div>
        </header>
        <main id="main" tabindex="-1">
        \(content)
        </main>
        <footer class="foot"><div class="wide">
        <p>\(Phrase("Mỗi giá trị đều chỉ về chỗ của nó trong nguyên văn. Cho chương trình:", "Every value points back to its place in the text. For programs:")) <a href="/api/v1/openapi.json">API</a></p>
        </div></footer>
        </body>
        </html>

        """
      return Reply(status: status, contentType: "text/html; charset=utf-8", body: page.bytes)
    }

    private func link(_ page: String, _ text: Phrase, _ isCurrent: Bool) -> HTML {
      isCurrent ? "<a href=\"\(page)\" aria-current=\"page\">\(text)</a>" : "<a href=\"\(page)\">\(text)</a>"
    }

    /// This page in the other language; of what was sent there is none to go to.
    private var languages: HTML {
      let pairs = exchange.query.filter { $0.name != "lang" }
      let links = Phrase.Language.allCases.map { language -> HTML in
        let path = exchange.method == .post ? exchange.path : exchange.path
        let address = path + "?" + PercentCoding.query(pairs + [("lang", language.rawValue)])
        let name = language == .vi ? "Tiếng Việt" : "English"
        let mark: HTML = language == exchange.language ? " aria-current=\"true\"" : ""
        return
          "<a href=\"\(address)\" lang=\"\(language.rawValue)\" hreflang=\"\(language.rawValue)\"\(mark)>\(name)</a>"
      }
      return "<nav class=\"languages\" aria-label=\"Ngôn ngữ / Language\">\(links)</nav>"
    }

    /// The address of a document's page.
    static func page(of id: String, query: String = "") -> String {
      let address = "/documents/" + PercentCoding.encoded(id)
      return query.isEmpty ? address : address + "?" + PercentCoding.query([("q", query)])
    }

    /// The address of the page about a work, by any of its names.
    static func references(of name: String, depth: Int = 1) -> String {
      "/references?"
        + PercentCoding.query([("document", name), ("depth", depth > 1 ? String(depth) : "")])
    }
  }
#endif
