import NoticeGrammar
import NoticeText

/// The page of one document: what was read out of it, and the text that it was read from.
package struct NoticePage {
  package let document: ArchivedDocument
  package let surroundings: NoticeSurroundings
  /// Where each line of the text begins, and its end.
  let lines: [Int]
  let anchors: [String]

  package init(_ document: ArchivedDocument, _ surroundings: NoticeSurroundings) {
    self.document = document
    self.surroundings = surroundings
    lines = Self.lineStarts(document.text)
    anchors = Self.anchors(document.notice)
  }

  package var notice: Notice? { document.notice }
  var text: [UInt8] { document.text }

  /// What the window is called.
  package var heading: String {
    let name = [document.card.identifier, surroundings.subject ?? document.subject].filter { !$0.isEmpty }
      .joined(separator: " · ")
    return name.isEmpty ? document.id : name
  }

  func page(_ frame: PageFrame) -> [UInt8] {
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
    return frame.page(heading, root: NoticeSurroundings.root, place: .document, content)
  }

  // MARK: Head

  package var head: HTML {
    let kindName = surroundings.kind
    let identifier = document.card.identifier
    let title = document.subject.isEmpty ? (identifier.isEmpty ? document.id : identifier) : document.subject
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
      Phrase("Cơ quan ban hành", "Issuer"), HTML(text: surroundings.issuer),
      inferred: !(notice?.issuer?.inferred.isEmpty ?? true))
    if !document.card.date.isEmpty {
      add(Phrase("Ngày", "Date"), date(document.card.date), inferred: inferred.contains("date"))
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

  package var contents: HTML {
    let (directives, deadlines) = counts
    var links: [HTML] = []
    func add(_ place: String, _ name: Phrase, _ count: Int?) {
      if count == 0 { return }
      let number: HTML = count.map { " <span class=\"count\">\(Phrase.number($0))</span>" } ?? ""
      links.append("<li><a href=\"#\(place)\">\(name)\(number)</a></li>\n")
    }
    add("directives", Phrase("Ý kiến chỉ đạo", "Directives"), directives)
    add("deadlines", Phrase("Thời hạn", "Deadlines"), deadlines)
    add("references", Phrase("Văn bản viện dẫn", "References"), referenceGroups.count)
    add("cited", Phrase("Được viện dẫn", "Cited by"), surroundings.citingCount)
    add("recipients", Phrase("Nơi nhận", "Recipients"), notice?.recipients.count ?? 0)
    add("text", Phrase("Nguyên văn", "Text"), text.isEmpty ? 0 : nil)
    add("repairs", Phrase("Chữ đã sửa", "Repairs"), notice?.repairs.count ?? 0)
    add("diagnostics", Phrase("Lưu ý", "Remarks"), notice?.diagnostics.count ?? 0)
    return """
      <nav class="contents" aria-label="\(Phrase("Trong trang này", "On this page").both)"><ul>
      \(links)</ul></nav>
      """
  }

  private var counts: (directives: Int, deadlines: Int) {
    var (directives, deadlines) = (0, 0)
    notice?.forEachDirective { directive in
      directives += 1
      deadlines += directive.deadlines.count { $0.isLimit }
    }
    return (directives, deadlines)
  }

  package var recipients: HTML {
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

  package var diagnostics: HTML {
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
    func link(_ other: NoticeSurroundings.Neighbour?, _ name: Phrase, _ way: String) -> HTML {
      guard let other else { return "" }
      return "<a rel=\"\(way)\" href=\"\(other.page)\"><small>\(name)</small> \(other.name)</a>"
    }
    return """
      <nav class="neighbours" aria-label="\(Phrase("Văn bản bên cạnh", "Neighbouring documents").both)">
      \(link(surroundings.newer, Phrase("Mới hơn", "Newer"), "prev"))
      \(link(surroundings.older, Phrase("Cũ hơn", "Older"), "next"))
      </nav>
      """
  }

  // MARK: Shapes that recur

  package func date(_ edtf: String) -> HTML {
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
