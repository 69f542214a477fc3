#if Web
  import NoticeArchive
  import NoticeGrammar
  import NoticeText

  /// The pages that a document was read from, as pictures, with a box around each value.
  struct PageImages {
    let document: ArchivedDocument
    /// Whether a file stands at the original's path. Whether it is the same is seen when it is read.
    let isThere: Bool
    let language: Phrase.Language

    /// Further pages are a click away.
    private static let most = 20

    /// `nil` of a document that stood on no pages.
    var view: TemplateView? {
      guard let notice = document.notice, let recorded = notice.source.path, notice.source.sha256 != nil
      else {
        return nil
      }
      let pages = notice.text.pages.filter { $0.width > 0 && $0.height > 0 }
      guard !pages.isEmpty, !recorded.utf8.contains(0) else { return nil }
      guard isThere else { return ["missing": .text(recorded), "pages": .none] }
      let parts = notice.parts.filter { $0.group != .repair }
      let names = Dictionary(
        uniqueKeysWithValues: Part.Group.allCases.map { ($0, Phrase($0)[language]) })
      return [
        "missing": .none,
        "pages": .views(pages.prefix(Self.most).map { page($0, parts, names, notice) }),
      ]
    }

    private func page(
      _ page: Page, _ parts: [Part], _ names: [Part.Group: String], _ notice: Notice
    ) -> TemplateView {
      var boxes: [TemplateView] = []
      for part in parts where part.span.start < page.span.end && page.span.start < part.span.end {
        for region in notice.text.regions(of: part.span) where region.page == page.number {
          let box = region.box
          boxes.append([
            "group": .text(part.group.rawValue), "left": .integer(box.left), "top": .integer(box.top),
            "width": .integer(max(1, box.right - box.left)),
            "height": .integer(max(1, box.bottom - box.top)),
            "name": .text(names[part.group]), "value": .text(part.value),
          ])
        }
      }
      return [
        "number": .integer(page.number),
        "address": .text(
          "/api/v1/documents/\(PercentCoding.encoded(document.id))/pages/\(page.number).png"),
        "width": .integer(page.width), "height": .integer(page.height), "boxes": .views(boxes),
      ]
    }
  }
#endif
