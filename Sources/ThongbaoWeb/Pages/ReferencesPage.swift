#if Web
  import NoticeArchive
  import NoticeGrammar

  /// Who refers to a document, and to what it refers, whether the archive has it or not.
  struct ReferencesPage {
    let desk: ArchiveDesk
    let frame: WebFrame
    private let name: String
    private let depth: Int

    init(_ desk: ArchiveDesk, _ frame: WebFrame) {
      self.desk = desk
      self.frame = frame
      name = frame.exchange["document"]
      depth = frame.exchange.integer("depth", standard: 1)
    }

    /// - Throws: `IndexError`.
    func reply() throws -> Reply {
      if name.allSatisfy(\.isWhitespace) { return try overview() }
      guard !name.utf8.contains(0) else { throw Failure.notFound }
      let lookup = try desk.graph.lookUp(name)
      var options = CitationOptions()
      // Neighbours multiply with each step.
      options.limit = depth > 1 ? 14 : 30
      options.depth = depth
      let trees = try desk.graph.trees(lookup, options)
      var content: HTML =
        "<section class=\"hero small\"><h1>\(Phrase("Viện dẫn", "References"))</h1>\(form)</section>"
      if trees.isEmpty {
        content += """
          <div class="remark"><p>\(Phrase("Không văn bản nào trong kho mang hay nêu tên này:", "Neither in the archive nor mentioned in it:")) <b>\(name)</b></p>
          \(similar(lookup.similar))</div>
          """
      }
      if trees.count > 1 {
        content +=
          "<p class=\"remark\">\(Phrase("Nhiều văn bản mang số này:", "Several documents have this number:")) \(Phrase.number(trees.count))</p>"
      }
      if !trees.isEmpty { content += steps }
      for (number, tree) in trees.prefix(10).enumerated() { content += section(tree, number) }
      return frame.reply(
        trees.count == 1 ? trees[0].card.identifier : name, .references, status: trees.isEmpty ? 404 : 200,
        content)
    }

    private func overview() throws -> Reply {
      let missing = try desk.graph.missing(limit: 50)
      let rows = missing.map { work -> HTML in
        let name = work.card.uri.isEmpty ? work.card.identifier : work.card.uri
        return """
          <li><a class="missing" href="\(WebFrame.references(of: name))">\(work.card.identifier)</a><p class="of">\(facts(work.card)) <span>\(Phrase.count(work.documents, "văn bản viện dẫn", "document refers to it", plural: "documents refer to it"))</span></p></li>

          """
      }
      let content: HTML = """
        <section class="hero small"><h1>\(Phrase("Viện dẫn", "References"))</h1>\(form)</section>
        <section class="found"><h2>\(Phrase("Được viện dẫn nhiều nhất mà kho không có", "Most referred to, and not in the archive"))</h2>
        \(missing.isEmpty ? "<p class=\"none\">\(Phrase("Không thiếu văn bản nào.", "Nothing is missing."))</p>" as HTML : "<ol class=\"list\">\(rows)</ol>")
        </section>
        """
      return frame.reply(Phrase("Viện dẫn", "References").both, .references, content)
    }

    private var form: HTML {
      """
      <form class="search" action="/references" method="get">
      <label for="document">\(Phrase("Số, ký hiệu, tên hay địa chỉ của văn bản", "A document's number, name or address"))</label>
      <div class="line-of-search">
      <input type="search" id="document" name="document" value="\(name)" maxlength="500" autocomplete="off" spellcheck="false">
      <button type="submit">\(Phrase("Xem", "Show"))</button>
      </div>
      </form>
      """
    }

    /// How far the picture goes.
    private var steps: HTML {
      let links = [(1, Phrase("một bước", "one step")), (2, Phrase("hai bước", "two steps"))].map {
        depth, title -> HTML in
        let mark: HTML = depth == self.depth ? " aria-current=\"true\"" : ""
        return "<a href=\"\(WebFrame.references(of: name, depth: depth))\"\(mark)>\(title)</a> "
      }
      return
        "<nav class=\"sorts\" aria-label=\"\(Phrase("Sơ đồ đi xa bao nhiêu", "How far the graph goes"))\">\(links)</nav>"
    }

    private func similar(_ names: [(name: String, documents: Int)]) -> HTML {
      guard !names.isEmpty else { return "" }
      let items = names.prefix(8).map { name, count -> HTML in
        "<li><a href=\"\(WebFrame.references(of: name))\">\(name)</a> <span class=\"count\">\(Phrase.number(count))</span></li>"
      }
      return "<p>\(Phrase("Có phải là:", "Did you mean:"))</p><ul>\(items)</ul>"
    }

    // MARK: One work

    private func section(_ tree: CitationTree, _ number: Int) -> HTML {
      let card = tree.card
      let documents = card.documents.map { id -> HTML in
        "<li><a href=\"\(WebFrame.page(of: id))\">\(Phrase("Mở văn bản", "Open the document")): \(id)</a></li>"
      }
      let standing: HTML =
        card.documents.isEmpty
        ? "<p class=\"notes\"><small class=\"absent\">\(Phrase("không có trong kho", "not in the archive"))</small></p>"
        : "<ul class=\"plain\">\(documents)</ul>"
      return """
        <section class="work" aria-labelledby="work-\(number)">
        <h2 id="work-\(number)">\(card.identifier)</h2>
        <p class="of">\(facts(card))</p>
        \(card.subject.isEmpty ? "" : "<p>\(card.subject)</p>" as HTML)
        \(standing)
        \(CitationPicture(tree).html)
        <div class="two">
        \(list(tree.citedBy, Phrase("Được viện dẫn bởi", "Cited by"), isCitedBy: true))
        \(list(tree.cites, Phrase("Viện dẫn đến", "Refers to"), isCitedBy: false))
        </div>
        </section>
        """
    }

    private func facts(_ card: WorkCard) -> [HTML] {
      var facts = [card.kind, card.issuer].filter { !$0.isEmpty }.map { "<span>\($0)</span> " as HTML }
      if !card.date.isEmpty { facts.append("<span>\(Phrase.date(card.date))</span> ") }
      return facts
    }

    private func list(_ list: CitationList?, _ title: Phrase, isCitedBy: Bool) -> HTML {
      guard let list else { return "" }
      let items = list.citations.map { citation -> HTML in
        let card = citation.card
        let lacks = card.documents.isEmpty
        let address =
          lacks
          ? WebFrame.references(of: card.uri.isEmpty ? card.identifier : card.uri)
          : WebFrame.page(of: isCitedBy ? citation.document : card.documents[0])
        var notes: [HTML] = ["<small class=\"role\">\(Phrase(citation.role))</small>"]
        if citation.certainty == .doubtful {
          notes.append("<small class=\"ambiguous\">\(Phrase("không chắc chắn", "doubtful"))</small>")
        }
        if lacks {
          notes.append(
            "<small class=\"absent\">\(Phrase("không có trong kho", "not in the archive"))</small>")
        }
        // On to the next graph.
        let center = isCitedBy ? citation.document : card.uri.isEmpty ? card.identifier : card.uri
        if !lacks {
          notes.append(
            "<a href=\"\(WebFrame.references(of: center, depth: depth))\">\(Phrase("Sơ đồ", "Graph"))</a>")
        }
        let evidence: HTML =
          citation.evidence.map { "<p class=\"snippet\">\(HTML($0.text, marks: [$0.mark]))</p>" } ?? ""
        return """
          <li><p><a href="\(address)"\(lacks ? " class=\"missing\"" as HTML : "")>\(card.identifier)</a></p>
          <p class="of">\(facts(card))</p>\(evidence)<p class="notes">\(notes)</p></li>

          """
      }
      let rest = list.count - items.count
      let more: HTML =
        rest > 0
        ? "<p class=\"none\">\(Phrase("và ", "and ") + Phrase.count(rest, "văn bản khác", "other", plural: "others"))</p>"
        : ""
      return """
        <section><h3>\(title) <span class="count">\(Phrase.number(list.count))</span></h3>
        \(items.isEmpty ? "<p class=\"none\">\(Phrase("Không có.", "None."))</p>" as HTML : "<ul class=\"refs\">\(items)</ul>")\(more)</section>
        """
    }
  }
#endif
