#if Web
  import NoticeArchive
  import NoticeGrammar
  import NoticeIntake
  import NoticeText

  /// The pages that a document was read from, as pictures, with a box around each value.
  struct PageImages {
    let document: ArchivedDocument
    let frame: WebFrame

    /// Further pages are a click away.
    private static let most = 20

    init(_ document: ArchivedDocument, _ frame: WebFrame) {
      self.document = document
      self.frame = frame
    }

    /// Nothing of a document that stood on no pages.
    var html: HTML {
      guard let notice = document.notice, let recorded = notice.source.path, notice.source.sha256 != nil
      else {
        return ""
      }
      let pages = notice.text.pages.filter { $0.width > 0 && $0.height > 0 }
      guard !pages.isEmpty, !recorded.utf8.contains(0) else { return "" }
      let title = Phrase("Trang gốc", "Original pages")
      // Whether it is the same file is seen when it is read; whether it is there, before.
      let place = frame.application.place(ofOriginal: FilePath(recorded))
      guard case .file? = try? PathKind(of: place, followingLinks: true) else {
        let why = Phrase("Tệp gốc không còn ở chỗ cũ:", "The original file is no longer where it was:")
        return
          "<section id=\"pages\"><h2>\(title)</h2><p class=\"remark\">\(why) <code>\(recorded)</code></p></section>"
      }
      let parts = notice.parts.filter { $0.group != .repair }
      let figures = pages.prefix(Self.most).map { figure($0, parts, notice) }
      return """
        <section id="pages"><h2>\(title)</h2>
        <div class="scans">
        \(figures)</div></section>
        """
    }

    private func figure(_ page: Page, _ parts: [Part], _ notice: Notice) -> HTML {
      var boxes: HTML = ""
      for part in parts where part.span.start < page.span.end && page.span.start < part.span.end {
        for region in notice.text.regions(of: part.span) where region.page == page.number {
          let box = region.box
          let group = part.group.rawValue
          boxes += """
            <rect class="\(group)" x="\(box.left)" y="\(box.top)" width="\(max(1, box.right - box.left))" height="\(max(1, box.bottom - box.top))"><title>\(Phrase(part.group)): \(part.value)</title></rect>

            """
        }
      }
      let name = Phrase("Trang \(page.number)", "Page \(page.number)")
      let address = "/api/v1/documents/\(PercentCoding.encoded(document.id))/pages/\(page.number).png"
      return """
        <figure><div class="scan"><img src="\(address)" alt="\(name)" width="\(page.width)" height="\(page.height)" loading="lazy">
        <svg viewBox="0 0 \(page.width) \(page.height)" aria-hidden="true">
        \(boxes)</svg></div>
        <figcaption><a href="\(address)">\(name)</a></figcaption></figure>

        """
    }
  }
#endif
