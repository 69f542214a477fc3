import NoticeGrammar
import NoticeText

/// The page of one document: what was read out of it, and the text that it was read from.
struct NoticePage {
  let document: ArchivedDocument
  let number: Int
  let catalog: ReportCatalog
  /// Where each line of the text begins, and its end.
  let lines: [Int]
  let anchors: [String]
  /// The number of the document that each reference means.
  let targets: [Int?]

  /// From a page to the report's folder.
  static let root = "../../"
  /// More are counted, not listed.
  static let citingLimit = 200

  init(_ document: ArchivedDocument, number: Int, _ catalog: ReportCatalog) {
    self.document = document
    self.number = number
    self.catalog = catalog
    lines = Self.lineStarts(document.text)
    anchors = Self.anchors(document.notice)
    targets = catalog.links.targets(of: number)
  }

  var notice: Notice? { document.notice }
  var entry: ReportCatalog.Entry { catalog.entries[number] }
  var text: [UInt8] { document.text }

  func page(_ frame: PageFrame) -> [UInt8] {
    let heading = [entry.identifier, entry.subject].filter { !$0.isEmpty }.joined(separator: " · ")
    let content: HTML = """
      <article class="notice">
      \(head)
      \(contents)
      <div class="columns">
      <div class="orders">
      \(directives)
      </div>
      <div class="beside">
      \(deadlines)
      \(references)
      \(citing)
      \(recipients)
      </div>
      </div>
      \(sideBySide)
      \(repairs)
      \(diagnostics)
      </article>
      \(neighbours)
      """
    return frame.page(
      heading.isEmpty ? document.id : heading, root: Self.root, place: .document, content)
  }

  // MARK: Head

  private var head: HTML {
    let kind = catalog.kinds[entry.kind]
    let identifier = entry.identifier
    let title = document.subject.isEmpty ? (identifier.isEmpty ? document.id : identifier) : document.subject
    let kindName = kind.name.isEmpty ? kind.code : kind.name
    return """
      <header class="head">
      <p class="over">\(kindName.isEmpty ? "" : "<span class=\"kind\">\(kindName)</span> " as HTML)<span class="id">\(identifier)</span></p>
      <h1>\(title)</h1>
      <dl class="facts">
      \(facts)
      </dl>
      </header>
      """
  }

  private var facts: [HTML] {
    var facts: [HTML] = []
    func add(_ name: Phrase, _ value: HTML, inferred: Bool = false) {
      guard !value.isEmpty else { return }
      let note: HTML = inferred ? " <small class=\"note\">\(Phrase.inferred)</small>" : ""
      facts.append("<div><dt>\(name)</dt><dd>\(value)\(note)</dd></div>\n")
    }
    let inferred = Set(notice?.inferred ?? [])
    add(
      Phrase("Cơ quan ban hành", "Issuer"), HTML(text: catalog.issuers[entry.issuer]),
      inferred: !(notice?.issuer?.inferred.isEmpty ?? true))
    if !entry.date.isEmpty {
      add(Phrase("Ngày", "Date"), date(entry.date), inferred: inferred.contains("date"))
    }
    add(
      Phrase("Nơi ban hành", "Place"), HTML(text: notice?.place ?? ""), inferred: inferred.contains("place"))
    if let signature = notice?.signature {
      let who = [signature.name, signature.position].compactMap(\.self).joined(separator: ", ")
      add(Phrase("Người ký", "Signed by"), HTML(text: who))
    }
    let addressees = notice?.addressees.map(\.name).joined(separator: "; ") ?? ""
    add(Phrase("Kính gửi", "Addressed to"), HTML(text: addressees))
    if let marks = notice?.marks {
      let shown = [marks.secrecy, marks.urgency, marks.circulation, marks.draft, marks.copy]
      add(Phrase("Dấu", "Marks"), HTML(text: shown.compactMap(\.self).joined(separator: " · ")))
    }
    add(Phrase("Tệp", "File"), "<code>\(document.id)</code>")
    return facts
  }

  private var contents: HTML {
    var links: [HTML] = []
    func add(_ place: String, _ name: Phrase, _ count: Int?) {
      if count == 0 { return }
      let number: HTML = count.map { " <span class=\"count\">\(Phrase.number($0))</span>" } ?? ""
      links.append("<li><a href=\"#\(place)\">\(name)\(number)</a></li>\n")
    }
    add("directives", Phrase("Ý kiến chỉ đạo", "Directives"), entry.directives)
    add("deadlines", Phrase("Thời hạn", "Deadlines"), entry.deadlines)
    add("references", Phrase("Văn bản viện dẫn", "References"), referenceGroups.count)
    add("cited", Phrase("Được viện dẫn", "Cited by"), catalog.links.citing(number).count)
    add("recipients", Phrase("Nơi nhận", "Recipients"), notice?.recipients.count ?? 0)
    add("text", Phrase("Nguyên văn", "Text"), text.isEmpty ? 0 : nil)
    add("repairs", Phrase("Chữ đã sửa", "Repairs"), notice?.repairs.count ?? 0)
    add("diagnostics", Phrase("Lưu ý", "Remarks"), notice?.diagnostics.count ?? 0)
    return """
      <nav class="contents" aria-label="\(Phrase("Trong trang này", "On this page").both)"><ul>
      \(links)</ul></nav>
      """
  }

  private var recipients: HTML {
    guard let notice, !notice.recipients.isEmpty else { return "" }
    let items = notice.recipients.map { recipient -> HTML in
      let purpose: HTML = recipient.purpose.map { " <small class=\"note\">\($0)</small>" } ?? ""
      return "<li>\(recipient.name)\(purpose)</li>\n"
    }
    return """
      <section id="recipients"><h2>\(Phrase("Nơi nhận", "Recipients"))</h2>
      <ul class="plain">
      \(items)</ul></section>
      """
  }

  private var diagnostics: HTML {
    guard let notice, !notice.diagnostics.isEmpty else { return "" }
    let items = notice.diagnostics.map { diagnostic -> HTML in
      let place: HTML = diagnostic.span.map { lineLink($0) } ?? ""
      return """
        <li class="\(diagnostic.severity.rawValue)"><b>\(Phrase(diagnostic.severity))</b> <span lang="en">\(diagnostic.message)</span> <code>\(diagnostic.code)</code>\(place)</li>

        """
    }
    return """
      <section id="diagnostics"><h2>\(Phrase("Lưu ý", "Remarks"))</h2>
      <ul class="plain">
      \(items)</ul></section>
      """
  }

  /// To the next newer and older document.
  private var neighbours: HTML {
    func link(_ other: Int, _ name: Phrase, _ way: String) -> HTML {
      guard catalog.entries.indices.contains(other) else { return "" }
      let entry = catalog.entries[other]
      let shown = entry.identifier.isEmpty ? entry.subject : entry.identifier
      return "<a rel=\"\(way)\" href=\"\(Self.root)\(entry.page)\"><small>\(name)</small> \(shown)</a>"
    }
    return """
      <nav class="neighbours" aria-label="\(Phrase("Văn bản bên cạnh", "Neighbouring documents").both)">
      \(link(number - 1, Phrase("Mới hơn", "Newer"), "prev"))
      \(link(number + 1, Phrase("Cũ hơn", "Older"), "next"))
      </nav>
      """
  }

  // MARK: Shapes that recur

  func date(_ edtf: String) -> HTML {
    // A machine-readable day has ten letters; what is a month or more says itself.
    edtf.utf8.count == 10
      ? "<time datetime=\"\(edtf)\">\(Phrase.date(edtf))</time>" : "<span>\(Phrase.date(edtf))</span>"
  }

  /// A small link to where a value stands in the text; nothing if there is no text.
  func lineLink(_ span: SourceRange) -> HTML {
    guard let line = line(of: span) else { return "" }
    return """
       <a class="line" href="#L\(line)">\(Phrase("dòng", "line")) \(line)</a>
      """
  }

  /// The line where a span begins, from 1; `nil` if it stands nowhere.
  func line(of span: SourceRange) -> Int? {
    guard !span.isEmpty, span.start >= 0, span.end <= text.count else { return nil }
    var low = 0
    var high = lines.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= span.start { low = middle } else { high = middle }
    }
    return low + 1
  }

  private static func lineStarts(_ text: [UInt8]) -> [Int] {
    var starts = [text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (index, byte) in text.enumerated() where byte == 0x0A && index + 1 < text.count {
      starts.append(index + 1)
    }
    return starts + [text.count]
  }
}
