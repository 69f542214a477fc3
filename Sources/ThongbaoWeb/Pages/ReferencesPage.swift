#if Web
  import NoticeArchive
  import NoticeGrammar

  /// Who refers to a document, and to what it refers, whether the archive has it or not.
  struct ReferencesPage {
    /// As it was asked for.
    let name: String
    /// Of the picture.
    let depth: Int
    let trees: [CitationTree]
    /// Where nothing was found.
    let similar: [(name: String, documents: Int)]
    let language: Phrase.Language

    /// A name may be so many works'.
    private static let mostWorks = 10

    /// - Throws: `Failure`, `IndexError`.
    static func reply(_ desk: ArchiveDesk, _ frame: WebFrame) throws -> Reply {
      let name = frame.exchange["document"]
      if name.allSatisfy(\.isWhitespace) {
        let view = overview(try desk.graph.missing(limit: 50), name: name, frame.language)
        return frame.reply(.missing, Phrase("Viện dẫn", "References")[frame.language], .references, view)
      }
      guard !name.utf8.contains(0) else { throw Failure.notFound }
      let depth = frame.exchange.integer("depth", standard: 1)
      let lookup = try desk.graph.lookUp(name)
      var options = CitationOptions()
      // Neighbours multiply with each step.
      options.limit = depth > 1 ? 14 : 30
      options.depth = depth
      let trees = try desk.graph.trees(lookup, options)
      let page = ReferencesPage(
        name: name, depth: depth, trees: trees, similar: lookup.similar, language: frame.language)
      return frame.reply(
        .references, trees.count == 1 ? trees[0].card.identifier : name, .references,
        status: trees.isEmpty ? 404 : 200, page.view)
    }

    /// Without a name: what is missing.
    static func overview(
      _ missing: [MissingWork], name: String, _ language: Phrase.Language
    ) -> TemplateView {
      let works = missing.map { work -> TemplateView in
        let view: TemplateView = [
          "address": .text(WebFrame.references(of: work.card.anyName)),
          "mentions": .view(.count(work.documents, language)),
        ]
        return view.adding(facts(work.card, language))
      }
      return ["name": .text(name), "hasWorks": .flag(!works.isEmpty), "works": .views(works)]
    }

    var view: TemplateView {
      let similar = self.similar.prefix(8).map { name, count -> TemplateView in
        [
          "address": .text(WebFrame.references(of: name)), "text": .text(name),
          "number": .number(count, language),
        ]
      }
      return [
        "name": .text(name), "isKnown": .flag(!trees.isEmpty),
        "hasSuggestions": .flag(!similar.isEmpty), "suggestions": .views(similar),
        "several": trees.count > 1 ? .number(trees.count, language) : .none,
        "oneStep": .text(WebFrame.references(of: name, depth: 1)),
        "twoSteps": .text(WebFrame.references(of: name, depth: 2)), "isTwoSteps": .flag(depth == 2),
        "works": .views(trees.prefix(Self.mostWorks).enumerated().map { work($1, number: $0) }),
      ]
    }

    // MARK: One work

    private static func facts(_ card: WorkCard, _ language: Phrase.Language) -> TemplateView {
      [
        "identifier": .text(card.identifier), "kind": .text(card.kind), "issuer": .text(card.issuer),
        "date": .text(Phrase.date(card.date)[language]),
      ]
    }

    private func work(_ tree: CitationTree, number: Int) -> TemplateView {
      let card = tree.card
      let view: TemplateView = [
        "anchor": .integer(number), "subject": .text(card.subject),
        "isKept": .flag(!card.documents.isEmpty),
        "documents": .views(
          card.documents.map { ["address": .text(WebFrame.page(of: $0)), "id": .text($0)] }),
        "picture": .view(CitationPicture(tree: tree, language: language).view),
        "citedBy": .view(tree.citedBy.map { list($0, isCitedBy: true) }),
        "cites": .view(tree.cites.map { list($0, isCitedBy: false) }),
      ]
      return view.adding(Self.facts(card, language))
    }

    private func list(_ list: CitationList, isCitedBy: Bool) -> TemplateView {
      let rest = list.count - list.citations.count
      return [
        "number": .number(list.count, language), "hasItems": .flag(!list.citations.isEmpty),
        "items": .views(list.citations.map { item($0, isCitedBy: isCitedBy) }),
        "others": .view(rest > 0 ? .count(rest, language) : nil),
      ]
    }

    private func item(_ citation: Citation, isCitedBy: Bool) -> TemplateView {
      let card = citation.card
      let page = card.documents.first.map { WebFrame.page(of: isCitedBy ? citation.document : $0) }
      // On to the next graph.
      let center = isCitedBy ? citation.document : card.anyName
      let view: TemplateView = [
        "address": .text(page ?? WebFrame.references(of: card.anyName)), "isKept": .flag(page != nil),
        "evidence": .markup(citation.evidence.map { HTML($0.text, marks: [$0.mark]) }),
        "role": .text(Phrase(citation.role)[language]),
        "isDoubtful": .flag(citation.certainty == .doubtful),
        "graph": .text(WebFrame.references(of: center, depth: depth)),
      ]
      return view.adding(Self.facts(card, language))
    }
  }

  extension WorkCard {
    /// What it can be asked for by: its URI, else its number.
    var anyName: String { uri.isEmpty ? identifier : uri }
  }
#endif
