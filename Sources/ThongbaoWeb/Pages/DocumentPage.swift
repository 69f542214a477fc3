#if Web
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeIntake
  import NoticeSearch
  import NoticeText

  /// The page of a document: what was read out of it beside the text that it was read from.
  struct DocumentPage {
    let document: ArchivedDocument
    let surroundings: NoticeSurroundings
    let language: Phrase.Language
    /// Whether the archive has it; not of a file that was sent to be read.
    let isKept: Bool
    /// Whether a file stands at the original's path.
    let hasOriginal: Bool

    /// - Throws: `IndexError`.
    static func reply(
      _ document: ArchivedDocument, _ desk: ArchiveDesk, _ frame: WebFrame, isKept: Bool = true
    ) throws -> Reply {
      let page = DocumentPage(
        document: document,
        surroundings: try desk.surroundings(of: document, isKept: isKept, frame.exchange["q"]),
        language: frame.language, isKept: isKept,
        hasOriginal: isKept && frame.application.hasOriginal(document))
      return frame.reply(.document, page.notice.heading, .none, page.view)
    }

    /// What the document itself shows is the report's, in one language.
    private var notice: NoticePage { NoticePage(document, surroundings) }

    var view: TemplateView {
      let notice = self.notice
      let path = "/api/v1/documents/" + PercentCoding.encoded(document.id)
      func address(_ end: String, if isThere: Bool) -> TemplateValue {
        isThere && isKept ? .text(path + end) : .none
      }
      let hasNumber = isKept && document.notice?.identifier != nil
      let images = PageImages(document: document, isThere: hasOriginal, language: language)
      return Phrase.$shown.withValue(language) {
        [
          "isKept": .flag(isKept),
          "graph": hasNumber ? .text(WebFrame.references(of: document.id)) : .none,
          "original": address("/original", if: document.notice?.source.sha256 != nil),
          "text": address("/text", if: !document.text.isEmpty),
          "json": address("", if: true),
          "head": .markup(notice.head), "contents": .markup(notice.contents),
          "directives": .markup(notice.directives), "deadlines": .markup(notice.deadlines),
          "references": .markup(notice.references), "citing": .markup(notice.citing),
          "recipients": .markup(notice.recipients), "sideBySide": .markup(notice.sideBySide),
          "repairs": .markup(notice.repairs), "remarks": .markup(notice.diagnostics),
          "scans": .view(isKept ? images.view : nil),
        ]
      }
    }
  }

  extension WebApplication {
    /// Whether there is a file where the document's was.
    fileprivate func hasOriginal(_ document: ArchivedDocument) -> Bool {
      guard let recorded = document.notice?.source.path, !recorded.utf8.contains(0) else { return false }
      let place = place(ofOriginal: FilePath(recorded))
      guard case .file? = try? PathKind(of: place, followingLinks: true) else { return false }
      return true
    }
  }

  extension ArchiveDesk {
    /// What the page of a document shows that does not stand in it.
    fileprivate func surroundings(
      of document: ArchivedDocument, isKept: Bool, _ query: String
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
