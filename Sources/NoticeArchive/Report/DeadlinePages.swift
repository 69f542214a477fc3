import NoticeGrammar
import NoticeIndex

/// Every deadline, soonest first: on one page, or on a page a month if they are many.
struct DeadlinePages {
  let frame: PageFrame
  let catalog: ReportCatalog

  /// A page has no more rows.
  static let rowsPerPage = 1000
  /// Longer texts are cut in the rows.
  static let textLimit = 220

  /// The deadlines of a month, or those without a day.
  private struct Month {
    /// `2021-10`; empty if there is no day.
    var name: String
    var items: Range<Int>

    var title: Phrase {
      name.isEmpty ? Phrase("Định kỳ và không rõ ngày", "Recurring, or day unknown") : Phrase.date(name)
    }
  }

  /// - Parameter write: Takes a page's name and its bytes.
  func write(_ reader: ArchiveReader, _ write: (String, [UInt8]) throws -> Void) throws {
    let months = self.months
    let isSplit = catalog.deadlines.count > Self.rowsPerPage
    var content: HTML = """
      <section class="due-list"><h1>\(Phrase("Thời hạn", "Deadlines"))</h1>
      <p class="figures">\(Phrase.count(catalog.deadlines.count, "thời hạn", "deadline"))</p>
      """
    if catalog.deadlines.isEmpty {
      content +=
        "<p class=\"none\">\(Phrase("Không văn bản nào nêu thời hạn.", "No document names a deadline."))</p>"
    } else if isSplit {
      content += monthLinks(months, root: "", current: nil)
    } else {
      content += Self.filter
      content += try table(months.map { ($0.title, $0.items) }, reader, root: "")
    }
    content += "</section>"
    try write(
      "deadlines.html", frame.page(Phrase("Thời hạn", "Deadlines").both, root: "", place: .deadlines, content)
    )
    guard isSplit else { return }
    for month in months {
      for page in pages(month) {
        let content: HTML = """
          <section class="due-list"><h1>\(Phrase("Thời hạn", "Deadlines")) · \(month.title)</h1>
          <p class="figures">\(Phrase.count(month.items.count, "thời hạn", "deadline"))</p>
          <details class="other-months"><summary>\(Phrase("Các tháng khác", "Other months"))</summary>
          \(monthLinks(months, root: "../", current: page.name))
          </details>
          \(Self.filter)
          \(try table([(nil, page.items)], reader, root: "../"))
          </section>
          """
        let title = "\(Phrase("Thời hạn", "Deadlines").both) · \(month.title.both)"
        try write(page.name, frame.page(title, root: "../", place: .deadlines, content))
      }
    }
  }

  private var months: [Month] {
    var months: [Month] = []
    for (index, item) in catalog.deadlines.enumerated() {
      let name = item.day.map { String(EDTFDays.text($0).prefix(7)) } ?? ""
      if let last = months.last, last.name == name {
        months[months.count - 1].items = last.items.lowerBound..<index + 1
      } else {
        months.append(Month(name: name, items: index..<index + 1))
      }
    }
    return months
  }

  private func pages(_ month: Month) -> [(name: String, items: Range<Int>)] {
    let name = month.name.isEmpty ? "0" : month.name
    return stride(from: month.items.lowerBound, to: month.items.upperBound, by: Self.rowsPerPage).enumerated()
      .map { index, start in
        (
          index == 0 ? "d/\(name).html" : "d/\(name)-\(index + 1).html",
          start..<min(start + Self.rowsPerPage, month.items.upperBound)
        )
      }
  }

  private func monthLinks(_ months: [Month], root: String, current: String?) -> HTML {
    var html: HTML = ""
    var year: Substring?
    for month in months {
      if month.name.prefix(4) != year {
        if year != nil { html += "</ul></li>\n" }
        year = month.name.prefix(4)
        let title = month.name.isEmpty ? Phrase("Khác", "Other") : Phrase(String(month.name.prefix(4)))
        html += "<li><b>\(title)</b><ul>\n"
      }
      for (index, page) in pages(month).enumerated() {
        let mark: HTML = page.name == current ? " aria-current=\"page\"" : ""
        let shown =
          index > 0
          ? Phrase("phần \(index + 1)", "part \(index + 1)")
          : month.name.isEmpty
            ? month.title : Phrase("tháng \(month.name.suffix(2))", String(month.name.suffix(2)))
        html += """
          <li><a data-month="\(month.name)" href="\(root)\(page.name)"\(mark)>\(shown) <span class="count">\(Phrase.number(page.items.count))</span></a></li>

          """
      }
    }
    if year != nil { html += "</ul></li>\n" }
    return
      "<nav class=\"months\" aria-label=\"\(Phrase("Theo tháng", "By month").both)\"><ul>\n\(html)</ul></nav>"
  }

  /// Filled and shown by the script.
  private static let filter: HTML = """
    <div class="filter" id="due-filter" hidden>
    <label for="agency">\(Phrase("Cơ quan", "Agency"))</label>
    <select id="agency"></select>
    <label class="switch"><input type="checkbox" id="coming"> \(Phrase("Ẩn những hạn đã qua", "Hide what is past"))</label>
    <p id="due-status" aria-live="polite"></p>
    </div>
    """

  // MARK: Rows

  /// - Parameter groups: Each with its heading, if it needs one.
  private func table(
    _ groups: [(title: Phrase?, items: Range<Int>)], _ reader: ArchiveReader, root: String
  ) throws(IndexError) -> HTML {
    var html: HTML = """
      <table class="dues-table"><thead><tr>
      <th scope="col">\(Phrase("Hạn", "Due"))</th><th scope="col">\(Phrase("Việc phải làm", "What"))</th><th scope="col">\(Phrase("Cơ quan", "Agency"))</th><th scope="col">\(Phrase("Văn bản", "Document"))</th>
      </tr></thead>

      """
    var last: (number: Int32, page: NoticePage)?
    for group in groups {
      html += "<tbody>\n"
      if let title = group.title {
        html += "<tr class=\"month\"><th colspan=\"4\" scope=\"rowgroup\">\(title)</th></tr>\n"
      }
      for item in catalog.deadlines[group.items] {
        if last?.number != item.document {
          let document = try reader.document(catalog.entries[Int(item.document)].address)
          last = (item.document, NoticePage(document, NoticeSurroundings()))
        }
        if let page = last?.page { html += row(item, page, root: root) }
      }
      html += "</tbody>\n"
    }
    html += "</table>\n"
    return html
  }

  private func row(_ item: ReportCatalog.DueItem, _ page: NoticePage, root: String) -> HTML {
    var html: HTML = ""
    var deadlines: Int32 = 0
    var directives = 0
    page.notice?.forEachDirective { directive in
      for deadline in directive.deadlines where deadline.isLimit {
        if deadlines == item.number {
          html = row(item, deadline, of: directive, page.anchors[directives], root: root)
        }
        deadlines += 1
      }
      directives += 1
    }
    return html
  }

  private func row(
    _ item: ReportCatalog.DueItem, _ deadline: Deadline, of directive: Directive, _ anchor: String,
    root: String
  ) -> HTML {
    let entry = catalog.entries[Int(item.document)]
    let who = directive.assignees.map { assignee -> HTML in
      "<li><span class=\"agency-name\">\(assignee.agency.fullName)</span> <small class=\"note\">\(Phrase(assignee.role))</small></li>"
    }
    let text =
      directive.text.count > Self.textLimit
      ? directive.text.prefix(Self.textLimit - 1) + "…" : directive.text[...]
    let day: HTML = item.day.map { " data-day=\"\(EDTFDays.text($0))\"" } ?? ""
    let shown: HTML =
      deadline.value.map { "<time datetime=\"\($0)\">\(deadline.phrase)</time>" } ?? "\(deadline.phrase)"
    let name = entry.identifier.isEmpty ? entry.subject : entry.identifier
    return """
      <tr class="due"\(day)><td class="when">\(shown)</td><td class="what"><a href="\(root)\(entry.page)#\(anchor)">\(text.isEmpty ? directive.path : String(text))</a></td><td class="whose"><ul class="plain">\(who)</ul></td><td class="from"><span class="id">\(name)</span> <small class="note">\(catalog.issuers[entry.issuer])</small></td></tr>

      """
  }
}
