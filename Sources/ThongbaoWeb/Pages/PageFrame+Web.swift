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

    var language: Phrase.Language { exchange.language }

    /// - Parameter heading: What the window is called, before the archive's name.
    func reply(
      _ page: PageTemplate, _ heading: String, _ place: Place, status: Int = 200, _ view: TemplateView
    ) -> Reply {
      Reply(
        status: status, contentType: "text/html; charset=utf-8",
        body: application.look.templates.render(view.adding(self.view(heading, place)), page))
    }

    /// What the template of the frame shows, and all others can.
    func view(_ heading: String, _ place: Place) -> TemplateView {
      let archive = application.options.title
      let name = archive ?? Phrase("Kho văn bản", "Archive of notices")[language]
      return [
        "lang": .text(language.rawValue),
        "vi": .flag(language == .vi),
        "en": .flag(language == .en),
        "window": .text([heading, name].filter { !$0.isEmpty }.joined(separator: " · ")),
        "archive": .text(archive),
        "version": .text(application.look.version),
        "atSearch": .flag(place == .search),
        "atTasks": .flag(place == .tasks),
        "atReferences": .flag(place == .references),
        "atParse": .flag(place == .parse),
        "atHelp": .flag(place == .help),
        "inVietnamese": .text(address(in: .vi)),
        "inEnglish": .text(address(in: .en)),
      ]
    }

    /// This page in a language; of what was sent there is none to go to.
    private func address(in language: Phrase.Language) -> String {
      let pairs = exchange.query.filter { $0.name != "lang" }
      return exchange.path + "?" + PercentCoding.query(pairs + [("lang", language.rawValue)])
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
