#if Web
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeSearch
  import NoticeText

  /// The page of a document: what was read out of it beside the text that it was read from.
  struct DocumentPage {
    let document: ArchivedDocument
    let frame: WebFrame
    /// Whether the archive has it; not of a file that was sent to be read.
    let isKept: Bool
    private let page: NoticePage

    /// - Throws: `IndexError`.
    init(_ document: ArchivedDocument, _ desk: ArchiveDesk, _ frame: WebFrame, isKept: Bool = true) throws {
      self.document = document
      self.frame = frame
      self.isKept = isKept
      page = NoticePage(
        document, try desk.surroundings(of: document, isKept: isKept, query: frame.exchange["q"]))
    }

    func reply() -> Reply {
      let content: HTML = """
        <article class="notice">
        \(isKept ? "" : "<p class=\"remark\">\(Phrase("Tệp này chỉ được đọc và hiển thị, không được lưu vào kho.", "This file was read to be shown; it is not kept in the archive."))</p>" as HTML)
        \(page.head)
        \(actions)
        \(page.contents)
        <div class="columns">
        <div class="orders">
        \(page.directives)
        </div>
        <div class="beside">
        \(page.deadlines)
        \(page.references)
        \(page.citing)
        \(page.recipients)
        </div>
        </div>
        \(images)
        \(page.sideBySide)
        \(page.repairs)
        \(page.diagnostics)
        </article>
        """
      return frame.reply(page.heading, .none, content)
    }

    private var actions: HTML {
      guard isKept else { return "" }
      let path = "/api/v1/documents/" + PercentCoding.encoded(document.id)
      var links: [HTML] = []
      func add(_ address: String, _ name: Phrase) {
        links.append("<li><a href=\"\(address)\">\(name)</a></li>\n")
      }
      if document.notice?.identifier != nil {
        add(WebFrame.references(of: document.id), Phrase("Sơ đồ viện dẫn", "Reference graph"))
      }
      if document.notice?.source.sha256 != nil { add(path + "/original", Phrase("Tệp gốc", "Original file")) }
      if !document.text.isEmpty { add(path + "/text", Phrase("Chỉ nguyên văn", "Text alone")) }
      add(path, Phrase("JSON", "JSON"))
      return """
        <nav class="actions" aria-label="\(Phrase("Văn bản này", "This document"))"><ul>
        \(links)</ul></nav>
        """
    }

    private var images: HTML { isKept ? PageImages(document, frame).html : "" }
  }

  extension ArchiveDesk {
    /// What the page of a document shows that does not stand in it.
    fileprivate func surroundings(
      of document: ArchivedDocument, isKept: Bool, query: String
    ) throws -> NoticeSurroundings {
      var surroundings = NoticeSurroundings()
      surroundings.kind = document.notice?.kind?.name ?? document.card.kind
      surroundings.issuer = document.notice?.issuer?.fullName ?? document.card.issuer
      guard let notice = document.notice else { return surroundings }
      for reference in notice.references {
        surroundings.targets.append(try target(of: reference, in: notice, document, isKept: isKept))
      }
      if isKept, let address = try reader.address(id: document.id),
        let work = try graph.work(of: notice, at: address)
      {
        var options = CitationOptions()
        options.directions = [.citedBy]
        options.limit = 30
        let list = try graph.tree(work, options).citedBy
        surroundings.citingCount = list?.count ?? 0
        for citation in list?.citations ?? [] {
          let role = Phrase(citation.role)
          surroundings.citing.append(
            NoticeSurroundings.Citing(
              page: WebFrame.page(of: citation.document), name: citation.card.identifier,
              date: citation.card.date,
              subject: citation.card.subject,
              note: citation.certainty == .doubtful ? role + Phrase(", không chắc chắn", ", doubtful") : role)
          )
        }
      }
      if !query.isEmpty, let asked = try? Query.parse(query) {
        let edits = notice.repairs.map {
          IndexDocument.Edit(
            range: $0.span.start..<max($0.span.start, $0.span.end), replacement: Array($0.text.utf8))
        }
        surroundings.found = Highlighter(asked).ranges(document.text, edits: edits).map {
          SourceRange($0.lowerBound, $0.upperBound)
        }
      }
      return surroundings
    }

    private func target(
      of reference: Reference, in notice: Notice, _ document: ArchivedDocument, isKept: Bool
    ) throws -> NoticeSurroundings.Target {
      guard let term = CitationTerm.single(of: reference, in: notice) else { return .absent(nil) }
      var ids: [String] = []
      for address in try graph.documents(term) { ids.append(try reader.id(address)) }
      if isKept, ids.contains(document.id) { return .itself }
      if let first = ids.min() { return .page(WebFrame.page(of: first)) }
      // Nobody's page: that of who else refers to it.
      guard let name = reference.uri ?? reference.identifier else { return .absent(nil) }
      return .absent(WebFrame.references(of: name))
    }
  }
#endif
