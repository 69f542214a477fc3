import NoticeGrammar

/// Who must do what by when.
extension NoticePage {
  package var directives: HTML {
    guard let notice, !notice.directives.isEmpty else {
      let why =
        notice == nil
        ? Phrase("Văn bản này không được phân tích.", "This document was not parsed.")
        : Phrase("Không thấy ý kiến chỉ đạo nào.", "No directives were found.")
      return "<section id=\"directives\"><h2>\(Self.title)</h2><p class=\"none\">\(why)</p></section>"
    }
    return """
      <section id="directives"><h2>\(Self.title)</h2>
      \(tree(notice))
      </section>
      """
  }

  private func tree(_ notice: Notice) -> HTML {
    var next = 0
    return list(notice.directives, in: notice, next: &next)
  }

  private static var title: Phrase { Phrase("Ý kiến chỉ đạo", "Directives") }

  /// - Parameter next: The number of the next directive, in the order of the text.
  private func list(_ directives: [Directive], in notice: Notice, next: inout Int) -> HTML {
    var items: [HTML] = []
    for directive in directives { items.append(item(directive, in: notice, next: &next)) }
    return "<ol class=\"tree\">\n\(items)</ol>\n"
  }

  private func item(_ directive: Directive, in notice: Notice, next: inout Int) -> HTML {
    let anchor = anchors[next]
    next += 1
    let children = directive.children.isEmpty ? "" : list(directive.children, in: notice, next: &next)
    let label = directive.label.isEmpty ? directive.path : directive.label
    return """
      <li id="\(anchor)"><div class="order">
      <p><b class="label">\(label)</b> \(words(of: directive))\(lineLink(directive.span))</p>
      \(duties(of: directive, in: notice))</div>
      \(children)</li>

      """
  }

  /// The run-in heading stands out.
  private func words(of directive: Directive) -> HTML {
    guard let heading = directive.heading, !heading.isEmpty else { return HTML(text: directive.text) }
    guard directive.text.hasPrefix(heading) else { return "<b>\(heading)</b> \(directive.text)" }
    return "<b>\(heading)</b>\(String(directive.text.dropFirst(heading.count)))"
  }

  private func duties(of directive: Directive, in notice: Notice) -> HTML {
    var chips: [HTML] = directive.assignees.map { assignee in
      """
      <li class="who \(assignee.role.rawValue)"><small>\(Phrase(assignee.role))</small> \(assignee.agency.fullName)</li>

      """
    }
    for deadline in directive.deadlines {
      let note: HTML = deadline.inferred.isEmpty ? "" : " <small class=\"note\">\(Phrase.inferred)</small>"
      chips.append("<li class=\"due\">\(due(deadline))\(note)</li>\n")
    }
    for index in directive.references where notice.references.indices.contains(index) {
      chips.append("<li class=\"ref\">\(link(index, Self.name(of: notice.references[index])))</li>\n")
    }
    return chips.isEmpty ? "" : "<ul class=\"chips\">\n\(chips)</ul>\n"
  }

  func due(_ deadline: Deadline) -> HTML {
    let day = deadline.value.flatMap { EDTFDays.range($0) }?.upperBound
    guard let value = deadline.value, day != nil else { return "\(deadline.phrase)" }
    return "<time datetime=\"\(value)\">\(deadline.phrase)</time>"
  }

  /// The place of each directive in the page, in the order of the text: `d-2.4.1`. Where two have one path, or a path is
  /// not of numbers, the place says which directive it is.
  static func anchors(_ notice: Notice?) -> [String] {
    var anchors: [String] = []
    var taken: Set<String> = []
    notice?.forEachDirective { directive in
      let path = directive.path.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
      let anchor = "d-\(directive.path)"
      anchors.append(path && taken.insert(anchor).inserted ? anchor : "d--\(anchors.count)")
    }
    return anchors
  }

  /// All deadlines of the notice, soonest first.
  package var deadlines: HTML {
    guard let notice else { return "" }
    var rows: [(day: Int32, html: HTML)] = []
    var next = 0
    notice.forEachDirective { directive in
      let anchor = anchors[next]
      next += 1
      for deadline in directive.deadlines where deadline.isLimit {
        let day = deadline.value.flatMap { EDTFDays.range($0) }?.upperBound ?? .max
        let who = directive.assignees.first?.agency.fullName ?? ""
        let html: HTML = """
          <li><a href="#\(anchor)"><b>\(due(deadline))</b> <span>\(who)</span> <small>\(directive.path)</small></a></li>

          """
        rows.append((day, html))
      }
    }
    guard !rows.isEmpty else { return "" }
    let sorted = rows.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
    return """
      <section id="deadlines"><h2>\(Phrase("Thời hạn", "Deadlines"))</h2>
      <ul class="dues">
      \(sorted.map(\.element.html))</ul></section>
      """
  }
}
