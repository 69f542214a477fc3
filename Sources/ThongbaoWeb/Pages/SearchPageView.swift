#if Web
  import NoticeArchive
  import NoticeIndex
  import NoticeSearch

  /// The first page: what was found, and how it can be narrowed down.
  struct SearchPageView {
    let frame: WebFrame
    let request: SearchRequest
    let page: SearchPage

    static func reply(_ exchange: Exchange, _ application: WebApplication) throws -> Reply {
      let request = SearchRequest(exchange, standardLimit: 20)
      // Language and title are the same for all that share a cache's key.
      return try application.cached("page-\(exchange.language.rawValue)-\(exchange.path)", request.key) {
        desk in
        try WebFrame.render(application, exchange) { frame in
          do {
            let page = try request.page(desk, application.options.limits, countsDates: true)
            return SearchPageView(frame: frame, request: request, page: page).reply(desk)
          } catch let failure as Failure where failure.place?.parameter == "q" || failure.code == "bad-cursor"
          {
            return broken(failure, frame, request)
          }
        }
      }
    }

    private func reply(_ desk: ArchiveDesk) -> Reply {
      let isFirst = request.isEmpty
      let content: HTML = """
        <section class="hero\(isFirst ? "" : " small")">
        <h1>\(isFirst ? HTML(text: frame.name.both) : HTML(text: Phrase("Kết quả tìm", "Search results").both))</h1>
        \(isFirst ? "<p class=\"figures\"><span>\(Phrase.count(desk.reader.documents, "văn bản", "document"))</span></p>" as HTML : "")
        \(Self.form(request))
        </section>
        <div class="browse with-facets">
        \(facets)
        <section class="found" aria-labelledby="status">
        <div class="above"><h2 id="status">\(status)</h2>\(sorts)</div>
        \(chips)
        \(suggestions)
        \(page.hits.isEmpty ? "" : "<ol class=\"list\" start=\"\(page.hits[0].rank)\">\n\(page.hits.map(row))</ol>" as HTML)
        \(pager)
        </section>
        </div>
        """
      return frame.reply(request.text, .search, content)
    }

    /// The page of a text that is no query.
    private static func broken(_ failure: Failure, _ frame: WebFrame, _ request: SearchRequest) -> Reply {
      let content: HTML = """
        <section class="hero small">
        <h1>\(Phrase("Câu tìm chưa đúng", "This is no query"))</h1>
        \(form(request))
        <div class="remark" role="alert"><p>\(failure.message.capitalized)</p>\(ErrorPage.place(failure, frame.exchange))
        <p><a href="/help">\(Phrase("Cách viết câu tìm", "How to write queries"))</a></p></div>
        </section>
        """
      return frame.reply(request.text, .search, status: failure.status, content)
    }

    // MARK: The form

    static func form(_ request: SearchRequest) -> HTML {
      let kept = request.pairs.filter { !["q", "after"].contains($0.name) && !$0.value.isEmpty }.map {
        pair -> HTML in
        "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"
      }
      return """
        <form class="search" role="search" action="/" method="get">
        <label for="q">\(Phrase("Tìm văn bản", "Find documents"))</label>
        <div class="line-of-search">
        <input type="search" id="q" name="q" value="\(request.text)" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="1000" aria-describedby="hint" data-suggest="/api/v1/suggest">
        <button type="submit">\(Phrase("Tìm", "Search"))</button>
        </div>
        \(kept)
        <p id="hint" class="hint">\(Phrase("Số, ký hiệu, cơ quan, trích yếu hay từ trong nguyên văn; gõ có dấu hay không dấu.", "Number, issuer, subject or words of the texts, with or without diacritics.")) <a href="/help">\(Phrase("Cách viết câu tìm", "How to write queries"))</a></p>
        </form>
        """
    }

    // MARK: Facets

    private var facets: HTML {
      var groups: [HTML] = []
      func group(_ title: Phrase, _ items: [HTML]) {
        guard !items.isEmpty else { return }
        groups.append("<section><h3>\(title)</h3><ul>\(items)</ul></section>\n")
      }
      for facet in page.facets {
        let (title, chosen): (Phrase, [String]) =
          switch facet.field {
          case .kind: (Phrase("Loại", "Kind"), request.kinds)
          case .issuer: (Phrase("Cơ quan ban hành", "Issuer"), request.issuers)
          default: (Phrase("Cơ quan được nêu", "Body named"), request.agencies)
          }
        group(
          title,
          facet.values.map { value in
            var other = request
            let isChosen = chosen.contains(value.value)
            switch facet.field {
            case .kind: other.kinds.toggle(value.value)
            case .issuer: other.issuers.toggle(value.value)
            default: other.agencies.toggle(value.value)
            }
            return Self.item(other, value.value, value.count, isChosen)
          })
      }
      group(
        Phrase("Năm", "Year"),
        page.years.prefix(12).map { year in
          var other = request
          other.year = request.year == year.year ? nil : year.year
          return Self.item(other, String(year.year), year.count, request.year == year.year)
        })
      if let count = page.withDeadline, count > 0 {
        var other = request
        other.hasDeadline.toggle()
        group(
          Phrase("Thời hạn", "Deadline"),
          [Self.item(other, Phrase("Có thời hạn", "Has a deadline").both, count, request.hasDeadline)])
      }
      return """
        <nav class="narrow" aria-label="\(Phrase("Lọc kết quả", "Narrow down"))"><details open><summary>\(Phrase("Lọc theo loại, cơ quan, năm", "Filter by kind, issuer, year"))</summary>
        \(groups)</details></nav>
        """
    }

    private static func item(_ request: SearchRequest, _ text: String, _ count: Int, _ isChosen: Bool) -> HTML
    {
      var request = request
      request.after = ""
      let mark: HTML = isChosen ? " aria-current=\"true\"" : ""
      return """
        <li><a href="\(request.address)" rel="nofollow"\(mark)><span>\(text)</span> <span class="count">\(Phrase.number(count))</span></a></li>

        """
    }

    private var chips: HTML {
      var chips: [HTML] = []
      func chip(_ text: String, _ change: (inout SearchRequest) -> Void) {
        var other = request
        other.after = ""
        change(&other)
        chips.append(
          "<li><a href=\"\(other.address)\"><span class=\"unseen\">\(Phrase("Bỏ lọc:", "Remove:")) </span>\(text) <span aria-hidden=\"true\">×</span></a></li>\n"
        )
      }
      for kind in request.kinds { chip(kind) { $0.kinds.toggle(kind) } }
      for issuer in request.issuers { chip(issuer) { $0.issuers.toggle(issuer) } }
      for agency in request.agencies { chip(agency) { $0.agencies.toggle(agency) } }
      if let year = request.year { chip(String(year)) { $0.year = nil } }
      if request.hasDeadline { chip(Phrase("có thời hạn", "has a deadline").both) { $0.hasDeadline = false } }
      return chips.isEmpty ? "" : "<ul class=\"chosen\">\(chips)</ul>"
    }

    private var sorts: HTML {
      let names: [(SearchOptions.Sort, Phrase)] = [
        (.relevance, Phrase("phù hợp nhất", "best first")), (.newest, Phrase("mới nhất", "newest first")),
        (.oldest, Phrase("cũ nhất", "oldest first")),
      ]
      let links = names.map { sort, name -> HTML in
        var other = request
        other.sort = sort
        other.after = ""
        let mark: HTML = page.sort == sort ? " aria-current=\"true\"" : ""
        return "<a href=\"\(other.address)\"\(mark)>\(name)</a> "
      }
      return "<nav class=\"sorts\" aria-label=\"\(Phrase("Thứ tự", "Order"))\">\(links)</nav>"
    }

    // MARK: Hits

    private var status: HTML {
      guard page.count > 0 else { return "\(Phrase("Không tìm thấy văn bản nào", "No documents found"))" }
      let first = page.hits.first?.rank ?? 1
      let last = page.hits.last?.rank ?? 0
      let range = Phrase.number(first) + "–" + Phrase.number(last)[frame.exchange.language]
      return page.hits.count == page.count
        ? "\(Phrase.count(page.count, "văn bản", "document"))"
        : "\(range) \(Phrase("trong", "of")) \(Phrase.count(page.count, "văn bản", "document"))"
    }

    private func row(_ hit: SearchPage.Found) -> HTML {
      let title =
        hit.subject.isEmpty
        ? HTML(text: hit.card.identifier.isEmpty ? hit.id : hit.card.identifier)
        : HTML(hit.subject, marks: hit.subjectMarks)
      var facts: [HTML] = []
      if !hit.card.identifier.isEmpty { facts.append("<span class=\"id\">\(hit.card.identifier)</span>") }
      for text in [hit.card.kind, hit.card.issuer] where !text.isEmpty {
        facts.append("<span>\(text)</span>")
      }
      if !hit.card.date.isEmpty { facts.append("<span>\(Phrase.date(hit.card.date))</span>") }
      var snippet: HTML = ""
      if let found = hit.snippet, !found.marks.isEmpty || hit.subject.isEmpty {
        snippet = "<p class=\"snippet\">\(HTML(found.text, marks: found.marks))</p>"
      }
      return """
        <li><a href="\(WebFrame.page(of: hit.id, query: request.text))">\(title)</a>\(snippet)<p class="of">\(facts)</p></li>

        """
    }

    private var suggestions: HTML {
      guard !page.suggestions.isEmpty else { return "" }
      let items = page.suggestions.map { suggestion -> HTML in
        var other = request
        other.text = suggestion.query
        other.after = ""
        return
          "<li><a href=\"\(other.address)\">\(suggestion.query)</a> <span class=\"count\">\(Phrase.number(suggestion.count))</span></li>\n"
      }
      return "<div class=\"remark\"><p>\(Phrase("Thử tìm:", "Try:"))</p><ul>\(items)</ul></div>"
    }

    private var pager: HTML {
      var links: [HTML] = []
      if !request.after.isEmpty {
        var first = request
        first.after = ""
        links.append("<li><a href=\"\(first.address)\">\(Phrase("Về trang đầu", "First page"))</a></li>")
      }
      if let next = page.next {
        var other = request
        other.after = next.description
        links.append(
          "<li><a rel=\"next\" href=\"\(other.address)\">\(Phrase("Trang sau", "Next page"))</a></li>")
      }
      return links.isEmpty
        ? "" : "<nav class=\"pages\" aria-label=\"\(Phrase("Trang", "Page"))\"><ul>\(links)</ul></nav>"
    }
  }

  extension SearchRequest {
    /// Whether nothing is asked for.
    var isEmpty: Bool {
      text.isEmpty && kinds.isEmpty && issuers.isEmpty && agencies.isEmpty && year == nil && !hasDeadline
        && after.isEmpty && sort == nil
    }

    var pairs: [(name: String, value: String)] {
      var pairs = [("q", text)]
      pairs += kinds.map { ("kind", $0) } + issuers.map { ("issuer", $0) } + agencies.map { ("agency", $0) }
      pairs += [
        ("year", year.map(String.init) ?? ""), ("hasDeadline", hasDeadline ? "true" : ""),
        ("sort", sort?.rawValue ?? ""), ("after", after), ("limit", limit == 20 ? "" : String(limit)),
      ]
      return pairs.map { (name: $0.0, value: $0.1) }
    }

    /// The page that answers it.
    var address: String {
      let query = PercentCoding.query(pairs)
      return query.isEmpty ? "/" : "/?" + query
    }
  }

  extension Array where Element == String {
    fileprivate mutating func toggle(_ value: String) {
      if let index = firstIndex(of: value) { remove(at: index) } else { append(value) }
    }
  }
#endif
