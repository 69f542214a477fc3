import NoticeIndex

/// The first page, which searches, and the lists by year, which need no script.
struct ListPages {
  let frame: PageFrame
  let catalog: ReportCatalog
  /// Names of the data that the first page's script needs.
  let data: [String]

  /// A list has no more rows; a year with more has several.
  static let rowsPerPage = 500
  /// The first page shows as many until something is looked for.
  static let newest = 30

  /// A year's documents, or those without a date.
  struct Year {
    var year: Int?
    var range: Range<Int>

    var pages: [(name: String, range: Range<Int>)] {
      stride(from: range.lowerBound, to: range.upperBound, by: rowsPerPage).enumerated().map { index, start in
        let name = year.map(String.init) ?? "0"
        return (
          index == 0 ? "l/\(name).html" : "l/\(name)-\(index + 1).html",
          start..<min(start + rowsPerPage, range.upperBound)
        )
      }
    }

    var title: Phrase { year.map { Phrase(String($0)) } ?? Phrase("Không rõ ngày", "No date") }
  }

  let years: [Year]

  init(_ frame: PageFrame, _ catalog: ReportCatalog, data: [String]) {
    self.frame = frame
    self.catalog = catalog
    self.data = data
    var years: [Year] = []
    for (number, entry) in catalog.entries.enumerated() {
      // What has a day has a date of a year in its first four digits.
      let year = entry.day == nil ? nil : Int(entry.date.prefix(4))
      if let last = years.last, last.year == year {
        years[years.count - 1].range = last.range.lowerBound..<number + 1
      } else {
        years.append(Year(year: year, range: number..<number + 1))
      }
    }
    self.years = years
  }

  // MARK: The first page

  func index() -> [UInt8] {
    let rows = catalog.entries.prefix(Self.newest).indices.map { row($0, root: "") }
    let noTexts: HTML =
      catalog.hasTexts
      ? ""
      : "<p class=\"remark\">\(Phrase("Kho này không giữ nguyên văn: các trang chỉ có những gì đã đọc ra được.", "This archive keeps no texts: pages show what was read out of them."))</p>"
    let content: HTML = """
      <section class="hero">
      <h1>\(frame.name)</h1>
      <p class="figures">\(figures)</p>
      <div class="search" role="search" hidden>
      <label for="q">\(Phrase("Tìm văn bản", "Find documents"))</label>
      <input type="search" id="q" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="300" aria-describedby="hint">
      <p id="hint" class="hint">\(Phrase("Số, ký hiệu, cơ quan, trích yếu hay từ trong nguyên văn; gõ có dấu hay không dấu. Phím ", "Number, issuer, subject or words of the texts, with or without diacritics. Key "))<kbd>/</kbd></p>
      </div>
      \(noTexts)
      </section>
      <div class="browse">
      <details class="facets" id="facets" hidden><summary>\(Phrase("Lọc theo loại, cơ quan, năm", "Filter by kind, issuer, year"))</summary><div></div></details>
      <section class="found" aria-labelledby="status">
      <h2 id="status" aria-live="polite">\(Phrase("Mới nhất", "Newest"))</h2>
      <ol class="list" id="list">
      \(rows)</ol>
      <p><button type="button" id="more" hidden>\(Phrase("Xem thêm", "Show more"))</button></p>
      </section>
      </div>
      \(yearLinks(root: ""))
      """
    return frame.page("", root: "", place: .documents, data: data, content)
  }

  private var figures: HTML {
    var parts = [Phrase.count(catalog.entries.count, "văn bản", "document")]
    let directives = catalog.entries.reduce(0) { $0 + $1.directives }
    if directives > 0 { parts.append(Phrase.count(directives, "ý kiến chỉ đạo", "directive")) }
    if !catalog.deadlines.isEmpty {
      parts.append(Phrase.count(catalog.deadlines.count, "thời hạn", "deadline"))
    }
    if catalog.references > 0 {
      parts.append(Phrase.count(catalog.references, "lượt viện dẫn", "reference"))
    }
    let known = years.compactMap(\.year)
    if let last = known.first, let first = known.last {
      parts.append(Phrase(first == last ? "\(first)" : "\(first)–\(last)"))
    }
    let spans = parts.map { "<span>\($0)</span> " as HTML }
    return "\(spans)"
  }

  // MARK: Lists

  /// Each list's name and content.
  func forEachList(_ write: (String, [UInt8]) throws -> Void) rethrows {
    for year in years {
      let pages = year.pages
      for (index, page) in pages.enumerated() {
        let rows = page.range.map { row($0, root: "../") }
        let ways = pages.count < 2 ? "" : pageLinks(pages.map(\.name), current: index)
        let content: HTML = """
          <section class="found"><h1>\(year.title)</h1>
          <p class="figures">\(Phrase.count(year.range.count, "văn bản", "document"))</p>
          \(ways)
          <ol class="list">
          \(rows)</ol>
          \(ways)
          </section>
          \(yearLinks(root: "../"))
          """
        try write(page.name, frame.page(year.title.both, root: "../", place: .documents, content))
      }
    }
  }

  private func pageLinks(_ names: [String], current: Int) -> HTML {
    let links = names.indices.map { index -> HTML in
      let mark: HTML = index == current ? " aria-current=\"page\"" : ""
      return "<li><a href=\"../\(names[index])\"\(mark)>\(index + 1)</a></li>\n"
    }
    return "<nav class=\"pages\" aria-label=\"\(Phrase("Trang", "Page").both)\"><ul>\n\(links)</ul></nav>"
  }

  private func yearLinks(root: String) -> HTML {
    let links = years.map { year -> HTML in
      guard let page = year.pages.first else { return "" }
      return """
        <li><a href="\(root)\(page.name)">\(year.title) <span class="count">\(Phrase.number(year.range.count))</span></a></li>

        """
    }
    return """
      <nav class="years" aria-labelledby="by-year"><h2 id="by-year">\(Phrase("Tất cả văn bản theo năm", "All documents by year"))</h2>
      <ul>
      \(links)</ul></nav>
      """
  }

  /// The script writes the same for what it finds.
  private func row(_ number: Int, root: String) -> HTML {
    let entry = catalog.entries[number]
    let kind = catalog.kinds[entry.kind]
    let subject =
      entry.subject.isEmpty ? (entry.identifier.isEmpty ? entry.page : entry.identifier) : entry.subject
    var facts: [HTML] = []
    if !entry.identifier.isEmpty { facts.append("<span class=\"id\">\(entry.identifier)</span>") }
    let kindName = kind.name.isEmpty ? kind.code : kind.name
    if !kindName.isEmpty { facts.append("<span>\(kindName)</span>") }
    if !catalog.issuers[entry.issuer].isEmpty {
      facts.append("<span>\(catalog.issuers[entry.issuer])</span>")
    }
    if !entry.date.isEmpty { facts.append("<span>\(Phrase.date(entry.date))</span>") }
    if entry.deadlines > 0 {
      facts.append("<span class=\"due\">\(Phrase.count(entry.deadlines, "thời hạn", "deadline"))</span>")
    }
    return "<li><a href=\"\(root)\(entry.page)\">\(subject)</a><p class=\"of\">\(facts)</p></li>\n"
  }
}
