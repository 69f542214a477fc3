#if Web
  import NoticeArchive
  import NoticeIndex
  import NoticeSearch

  /// The first page: what was found, and how it can be narrowed down.
  struct SearchPageView {
    let page: SearchPage
    let request: SearchRequest
    /// Of the archive.
    let documents: Int
    let language: Phrase.Language

    static func reply(_ exchange: Exchange, _ application: WebApplication) throws -> Reply {
      let request = SearchRequest(exchange, standardLimit: 20)
      let frame = WebFrame(application, exchange)
      // Language and title are the same for all that share a cache's key.
      return try application.cached("page-\(exchange.language.rawValue)-\(exchange.path)", request.key) {
        desk in
        do {
          let page = try request.page(desk, application.options.limits, countsDates: true)
          let view = SearchPageView(
            page: page, request: request, documents: desk.reader.documents, language: frame.language)
          return frame.reply(.search, request.text, .search, view.view)
        } catch let failure as Failure where failure.place?.parameter == "q" || failure.code == "bad-cursor" {
          let view = ErrorPage.view(failure, exchange).adding(formView(request))
          return frame.reply(.queryError, request.text, .search, status: failure.status, view)
        }
      }
    }

    var view: TemplateView {
      let filters = self.filters
      let pager = self.pager
      let count: TemplateView? = page.count > 0 ? .count(page.count, language) : nil
      let view: TemplateView = [
        "isFirst": .flag(request.isEmpty),
        "documents": .view(.count(documents, language)),
        "kinds": facet(.kind), "issuers": facet(.issuer), "agencies": facet(.agency),
        "years": years, "withDeadline": withDeadline,
        "count": .view(count),
        "range": .text(range),
        "orders": .views(orders),
        "hasFilters": .flag(!filters.isEmpty), "filters": .views(filters),
        "hasSuggestions": .flag(!page.suggestions.isEmpty), "suggestions": .views(suggestions),
        "firstRank": page.hits.first.map { .integer($0.rank) } ?? .none,
        "hits": .views(page.hits.map(hit)),
        "hasPages": .flag(pager.hasPages),
      ]
      return view.adding(pager.view).adding(Self.formView(request))
    }

    /// What the search field and its form hold.
    private static func formView(_ request: SearchRequest) -> TemplateView {
      let kept = request.pairs.filter { !["q", "after"].contains($0.name) && !$0.value.isEmpty }
      return [
        "query": .text(request.text),
        "kept": .views(kept.map { ["name": .text($0.name), "value": .text($0.value)] }),
      ]
    }

    /// The address of the request, changed, from its first page on.
    private func address(_ change: (inout SearchRequest) -> Void) -> String {
      var other = request
      other.after = ""
      change(&other)
      return other.address
    }

    // MARK: Facets

    private func facet(_ field: KeywordField) -> TemplateValue {
      guard let facet = page.facets.first(where: { $0.field == field }) else { return .none }
      let choices = Self.choices(field)
      let chosen = request[keyPath: choices]
      return values(
        facet.values.map { value in
          item(
            value.value, value.count, chosen.contains(value.value),
            address { $0[keyPath: choices].toggle(value.value) })
        })
    }

    /// Where a request keeps which values of a field were chosen.
    private static func choices(_ field: KeywordField) -> WritableKeyPath<SearchRequest, [String]> {
      switch field {
      case .kind: \.kinds
      case .issuer: \.issuers
      default: \.agencies
      }
    }

    private var years: TemplateValue {
      values(
        page.years.prefix(12).map { year in
          let isChosen = request.year == year.year
          return item(
            String(year.year), year.count, isChosen, address { $0.year = isChosen ? nil : year.year })
        })
    }

    private var withDeadline: TemplateValue {
      guard let count = page.withDeadline, count > 0 else { return .none }
      return values([item(nil, count, request.hasDeadline, address { $0.hasDeadline.toggle() })])
    }

    private func values(_ items: [TemplateView]) -> TemplateValue {
      items.isEmpty ? .none : .view(["values": .views(items)])
    }

    private func item(_ text: String?, _ count: Int, _ isChosen: Bool, _ address: String) -> TemplateView {
      [
        "address": .text(address), "text": .text(text), "number": .number(count, language),
        "isChosen": .flag(isChosen),
      ]
    }

    /// What the hits are narrowed to, each with the way back.
    private var filters: [TemplateView] {
      var filters: [TemplateView] = []
      func add(_ text: String?, _ change: (inout SearchRequest) -> Void) {
        filters.append(["address": .text(address(change)), "text": .text(text)])
      }
      for kind in request.kinds { add(kind) { $0.kinds.toggle(kind) } }
      for issuer in request.issuers { add(issuer) { $0.issuers.toggle(issuer) } }
      for agency in request.agencies { add(agency) { $0.agencies.toggle(agency) } }
      if let year = request.year { add(String(year)) { $0.year = nil } }
      if request.hasDeadline { add(nil) { $0.hasDeadline = false } }
      return filters
    }

    private var orders: [TemplateView] {
      [SearchOptions.Sort.relevance, .newest, .oldest].map { sort in
        [
          "address": .text(address { $0.sort = sort }), "isChosen": .flag(page.sort == sort),
          "isRelevance": .flag(sort == .relevance), "isNewest": .flag(sort == .newest),
          "isOldest": .flag(sort == .oldest),
        ]
      }
    }

    // MARK: Hits

    /// Which of them are on this page; `nil` if all are.
    private var range: String? {
      guard page.hits.count != page.count else { return nil }
      let (first, last) = (page.hits.first?.rank ?? 1, page.hits.last?.rank ?? 0)
      return Phrase.number(first)[language] + "–" + Phrase.number(last)[language]
    }

    private func hit(_ hit: SearchPage.Found) -> TemplateView {
      let name = hit.card.identifier.isEmpty ? hit.id : hit.card.identifier
      let snippet = hit.snippet.flatMap { !$0.marks.isEmpty || hit.subject.isEmpty ? $0 : nil }
      return [
        "address": .text(WebFrame.page(of: hit.id, query: request.text)),
        "title": .markup(hit.subject.isEmpty ? HTML(text: name) : HTML(hit.subject, marks: hit.subjectMarks)),
        "snippet": .markup(snippet.map { HTML($0.text, marks: $0.marks) }),
        "identifier": .text(hit.card.identifier), "kind": .text(hit.card.kind),
        "issuer": .text(hit.card.issuer), "date": .text(Phrase.date(hit.card.date)[language]),
      ]
    }

    private var suggestions: [TemplateView] {
      page.suggestions.map { suggestion in
        [
          "address": .text(address { $0.text = suggestion.query }), "text": .text(suggestion.query),
          "number": .number(suggestion.count, language),
        ]
      }
    }

    private var pager: Pager {
      var next: String?
      if let cursor = page.next {
        var other = request
        other.after = cursor.description
        next = other.address
      }
      return Pager(first: request.after.isEmpty ? nil : address { _ in }, next: next)
    }
  }

  /// The way from one page of a list to others.
  struct Pager {
    var first: String?
    var next: String?

    var hasPages: Bool { first != nil || next != nil }
    var view: TemplateView { ["firstPage": .text(first), "nextPage": .text(next)] }
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
