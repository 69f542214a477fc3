#if Web
  import NoticeArchive
  import NoticeGrammar

  /// A work and its neighbours as a picture: who refers to it on the left, to whom it refers on the right.
  ///
  /// Every box is a link, reached by the keyboard in the order of the columns. What the archive lacks has a dashed red
  /// border, what is doubtful a dotted line. It is drawn here and needs no program: three columns have one layout.
  struct CitationPicture {
    let tree: CitationTree

    private static let width = 250
    private static let height = 46
    private static let gap = 12
    private static let columns = [10, 345, 680]
    /// Boxes of a column.
    private static let most = 14

    init(_ tree: CitationTree) { self.tree = tree }

    var html: HTML {
      let left = Array((tree.citedBy?.citations ?? []).prefix(Self.most))
      let right = Array((tree.cites?.citations ?? []).prefix(Self.most))
      guard !left.isEmpty || !right.isEmpty else { return "" }
      let rows = max(left.count, right.count, 1)
      let height = rows * (Self.height + Self.gap) + 20
      let middle = height / 2
      var lines: HTML = ""
      var boxes: HTML = ""
      for (row, citation) in left.enumerated() {
        let y = top(row, of: left.count, in: height)
        lines += line(Self.columns[0] + Self.width, y, Self.columns[1], middle, citation.certainty)
        boxes += box(
          citation.card, Phrase(citation.role), x: Self.columns[0], y: y, WebFrame.page(of: citation.document)
        )
      }
      boxes += box(
        tree.card, nil, x: Self.columns[1], y: middle, tree.card.documents.first.map { WebFrame.page(of: $0) }
      )
      for (row, citation) in right.enumerated() {
        let y = top(row, of: right.count, in: height)
        lines += line(Self.columns[1] + Self.width, middle, Self.columns[2], y, citation.certainty)
        let card = citation.card
        boxes += box(
          card, Phrase(citation.role), x: Self.columns[2], y: y,
          card.documents.first.map { WebFrame.page(of: $0) }
            ?? WebFrame.references(of: card.uri.isEmpty ? card.identifier : card.uri))
      }
      let label = Phrase("Sơ đồ viện dẫn", "Reference graph")
      return """
        <div class="picture" role="region" tabindex="0" aria-label="\(label)">
        <svg viewBox="0 0 940 \(height)" width="940" height="\(height)" role="group" aria-label="\(label)">
        <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>
        \(lines)\(boxes)
        </svg>
        </div>
        """
    }

    private func top(_ row: Int, of count: Int, in height: Int) -> Int {
      let used = count * (Self.height + Self.gap) - Self.gap
      return (height - used) / 2 + row * (Self.height + Self.gap) + Self.height / 2
    }

    private func line(_ x: Int, _ y: Int, _ toX: Int, _ toY: Int, _ certainty: LinkCertainty) -> HTML {
      let middle = (x + toX) / 2
      let classes: HTML = certainty == .doubtful ? "edge doubtful" : "edge"
      return """
        <path class="\(classes)" d="M\(x) \(y)C\(middle) \(y) \(middle) \(toY) \(toX) \(toY)" marker-end="url(#tip)"/>

        """
    }

    /// - Parameter y: Of its middle.
    private func box(_ card: WorkCard, _ role: Phrase?, x: Int, y: Int, _ address: String?) -> HTML {
      let second = [role?.both, card.issuer, card.date.isEmpty ? nil : Phrase.date(card.date).both]
        .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
      let classes: HTML =
        card.documents.isEmpty ? "box lacking" : role == nil ? "box own" : "box"
      let drawn: HTML = """
        <title>\([card.identifier, card.subject].filter { !$0.isEmpty }.joined(separator: ": "))</title><rect class="\(classes)" x="\(x)" y="\(y - Self.height / 2)" width="\(Self.width)" height="\(Self.height)" rx="7"/><text class="name" x="\(x + 12)" y="\(y - 4)">\(Self.cut(card.identifier, 30))</text><text class="of" x="\(x + 12)" y="\(y + 14)">\(Self.cut(second, 40))</text>
        """
      return address.map { "<a href=\"\($0)\">\(drawn)</a>\n" } ?? "<g>\(drawn)</g>\n"
    }

    private static func cut(_ text: String, _ longest: Int) -> String {
      text.count > longest ? text.prefix(longest - 1) + "…" : text
    }
  }
#endif
