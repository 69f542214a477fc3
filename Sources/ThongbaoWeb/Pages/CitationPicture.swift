#if Web
  import NoticeArchive
  import NoticeGrammar

  /// A work and its neighbours as a picture: who refers to it on the left, to whom it refers on the right, and on either
  /// side their neighbours, if the tree goes on.
  ///
  /// Every box is a link, reached by the keyboard in the order of the columns. What the archive lacks has a dashed red
  /// border, what is doubtful a dotted line. It is drawn here and needs no program: columns have one layout.
  struct CitationPicture {
    let tree: CitationTree
    let language: Phrase.Language

    private static let width = 250
    private static let height = 46
    private static let gap = 12
    /// From the left of a column to that of the next.
    private static let step = 335
    /// Boxes of the column next to the middle; and of those beyond, for each of these.
    private static let most = 14
    private static let mostBeyond = 4

    /// A neighbour and those beyond it.
    private struct Branch {
      let citation: Citation
      let address: String
      var branches: [Branch] = []
      /// From the top; between two rows where what is beyond takes several.
      var row = 0.0
    }

    /// `nil` if it has no neighbours.
    var view: TemplateView? {
      var left = branches(tree.citedBy, isCitedBy: true)
      var right = branches(tree.cites, isCitedBy: false)
      guard !left.isEmpty || !right.isEmpty else { return nil }
      let rows = (left: Self.lay(&left), right: Self.lay(&right))
      let height = max(rows.left, rows.right, 1) * (Self.height + Self.gap) + 20
      let middle = height / 2
      let columns = (left: Self.columns(left), right: Self.columns(right))
      // One column on each side at least, so that the middle is in the middle.
      let before = max(1, columns.left)
      let width = (before + max(1, columns.right)) * Self.step + Self.width + 20
      var lines: [TemplateView] = []
      // By column, so that the keyboard goes through them in order.
      var boxes = [[TemplateView]](repeating: [], count: before + 1 + columns.right)
      func start(_ column: Int) -> Int { 10 + column * Self.step }
      func draw(_ branches: [Branch], rows: Int, column: Int, side: Int, toward y: Int) {
        for branch in branches {
          let own = Self.top(branch.row, of: rows, in: height)
          // Whoever refers stands left of what is referred to.
          lines.append(
            side < 0
              ? line(start(column) + Self.width, own, start(column + 1), y, branch.citation.certainty)
              : line(start(column - 1) + Self.width, y, start(column), own, branch.citation.certainty))
          boxes[column].append(
            box(
              branch.citation.card, Phrase(branch.citation.role), x: start(column), y: own, branch.address))
          draw(branch.branches, rows: rows, column: column + side, side: side, toward: own)
        }
      }
      draw(left, rows: rows.left, column: before - 1, side: -1, toward: middle)
      boxes[before].append(
        box(
          tree.card, nil, x: start(before), y: middle, tree.card.documents.first.map { WebFrame.page(of: $0) }
        ))
      draw(right, rows: rows.right, column: before + 1, side: 1, toward: middle)
      return [
        "width": .integer(width), "height": .integer(height), "boxWidth": .integer(Self.width),
        "boxHeight": .integer(Self.height), "lines": .views(lines), "boxes": .views(boxes.flatMap(\.self)),
      ]
    }

    private func branches(_ list: CitationList?, isCitedBy: Bool, isBeyond: Bool = false) -> [Branch] {
      (list?.citations ?? []).prefix(isBeyond ? Self.mostBeyond : Self.most).map { citation in
        let card = citation.card
        let address =
          isCitedBy
          ? WebFrame.page(of: citation.document)
          : card.documents.first.map { WebFrame.page(of: $0) }
            ?? WebFrame.references(of: card.anyName)
        let next = isCitedBy ? citation.next?.citedBy : citation.next?.cites
        return Branch(
          citation: citation, address: address,
          branches: isBeyond ? [] : branches(next, isCitedBy: isCitedBy, isBeyond: true))
      }
    }

    /// Gives each branch its row; returns how many there are.
    private static func lay(_ branches: inout [Branch]) -> Int {
      var rows = 0
      func lay(_ branches: inout [Branch]) {
        for index in branches.indices {
          if branches[index].branches.isEmpty {
            branches[index].row = Double(rows)
            rows += 1
          } else {
            lay(&branches[index].branches)
            let beyond = branches[index].branches.map(\.row)
            branches[index].row = beyond.reduce(0, +) / Double(beyond.count)
          }
        }
      }
      lay(&branches)
      return rows
    }

    private static func columns(_ branches: [Branch]) -> Int {
      branches.isEmpty ? 0 : 1 + (branches.map { columns($0.branches) }.max() ?? 0)
    }

    /// The middle of a row's box.
    private static func top(_ row: Double, of rows: Int, in height: Int) -> Int {
      let used = rows * (Self.height + gap) - gap
      return (height - used) / 2 + Int(row * Double(Self.height + gap)) + Self.height / 2
    }

    private func line(_ x: Int, _ y: Int, _ toX: Int, _ toY: Int, _ certainty: LinkCertainty) -> TemplateView
    {
      let middle = (x + toX) / 2
      return [
        "isDoubtful": .flag(certainty == .doubtful),
        "path": .text("M\(x) \(y)C\(middle) \(y) \(middle) \(toY) \(toX) \(toY)"),
      ]
    }

    /// - Parameter y: Of its middle.
    private func box(_ card: WorkCard, _ role: Phrase?, x: Int, y: Int, _ address: String?) -> TemplateView {
      let note = [role?[language], card.issuer, card.date.isEmpty ? nil : Phrase.date(card.date)[language]]
        .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
      return [
        "address": .text(address),
        "label": .text([card.identifier, card.subject].filter { !$0.isEmpty }.joined(separator: ": ")),
        "isLacking": .flag(card.documents.isEmpty),
        "isOwn": .flag(role == nil && !card.documents.isEmpty),
        "left": .integer(x), "top": .integer(y - Self.height / 2), "textLeft": .integer(x + 12),
        "firstLine": .integer(y - 4), "secondLine": .integer(y + 14),
        "name": .text(Self.cut(card.identifier, 30)), "note": .text(Self.cut(note, 40)),
      ]
    }

    private static func cut(_ text: String, _ longest: Int) -> String {
      text.count > longest ? text.prefix(longest - 1) + "…" : text
    }
  }
#endif
