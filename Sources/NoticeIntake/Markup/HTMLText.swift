import NoticeText

/// HTML → text: its blocks as lines, its tables as tables, nothing of its scripts and styles.
struct HTMLText: MarkupReader {
  private var out = BlockText()
  /// How many elements are open whose text is not shown.
  private var hidden = 0
  private var preformatted = 0
  /// The fonts of the elements that are open, innermost last; with the element's name.
  private var fonts: [(element: String, font: String?)] = []
  private var lists: [Int?] = []
  private var run: [UInt8] = []
  /// Of the item that has begun: it waits for text, which may stand in a block of its own.
  private var label = ""

  /// - Throws: `damaged`, if elements stand in each other deeper than people nest; `invalidUTF16`, `binary`, `empty`.
  static func read(_ bytes: [UInt8]) throws(InputError) -> SourceText {
    // The bytes tell the encoding: what pages say of themselves is wrong in just the old ones that are not in UTF-8.
    var source = try FileReader.decode(bytes)
    var reader = HTMLText()
    let fault = reader.readHTML(source.bytes, encoding: "UTF-8")
    if fault != 0 {
      throw .damaged(
        format: "HTML", reason: "line \(fault): elements stand in each other more than 1000 deep")
    }
    reader.endRun()
    let text = reader.out.finish()
    if text.allSatisfy({ $0 <= 0x20 }) { throw .empty }
    // Letters that were written as entities show only now.
    let shown = try FileReader.decode(text)
    if source.encoding == .utf8 || shown.encoding != .utf8 { return shown }
    source.bytes = shown.bytes
    return source
  }

  private static let silent: Set<String> = [
    "script", "style", "head", "template", "noscript", "object", "iframe", "svg", "select", "textarea",
    "title",
  ]
  private static let blocks: Set<String> = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre",
    "section",
    "article", "header", "footer", "main", "nav", "aside", "address", "center", "form", "fieldset", "figure",
    "figcaption", "hr", "body", "caption", "thead", "tbody", "tfoot",
  ]
  /// Blocks that a blank line sets apart.
  private static let spaced: Set<String> = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"]
  private static let void: Set<String> = [
    "br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base",
  ]

  mutating func start(_ name: String, _ attributes: [String: String]) {
    endRun()
    if Self.silent.contains(name) { hidden += 1 }
    if hidden > 0 { return }
    if !Self.void.contains(name) { fonts.append((name, Self.font(attributes) ?? fonts.last?.font)) }
    switch name {
    case "br": out.breakLine()
    case "table": out.beginTable()
    case "td", "th": out.beginCell()
    case "pre": preformatted += 1
    case "ol": lists.append(attributes["start"].flatMap { Int($0) } ?? 1)
    case "ul": lists.append(nil)
    default: break
    }
    if Self.blocks.contains(name) { out.endBlock() }
    if name == "li" { startItem() }
  }

  mutating func end(_ name: String) {
    endRun()
    if Self.silent.contains(name) {
      hidden = max(0, hidden - 1)
      return
    }
    if hidden > 0 { return }
    if let last = fonts.lastIndex(where: { $0.element == name }) { fonts.removeSubrange(last...) }
    switch name {
    case "table": out.endTable()
    case "tr": out.endRow()
    case "td", "th": out.endCell()
    case "pre": preformatted = max(0, preformatted - 1)
    case "ol", "ul": _ = lists.popLast()
    default: break
    }
    if Self.spaced.contains(name) {
      out.addGap()
    } else if Self.blocks.contains(name) {
      out.endBlock()
    }
  }

  mutating func text(_ bytes: UnsafeRawBufferPointer) {
    if hidden == 0 { run += bytes }
  }

  /// Puts out what was told of a text, whole: letters of two bytes may be told in two parts.
  private mutating func endRun() {
    if run.isEmpty { return }
    if !label.isEmpty, run.contains(where: { $0 > 0x20 }) {
      out.append(label.utf8)
      label = ""
    }
    let shown = RunText.shown(run, font: fonts.last?.font)
    run.removeAll(keepingCapacity: true)
    guard preformatted > 0 else { return out.appendCollapsed(shown) }
    for (place, line) in shown.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if place > 0 { out.breakLine() }
      out.append(line)
    }
  }

  private mutating func startItem() {
    guard let list = lists.last else { return }
    if let number = list {
      lists[lists.count - 1] = number < Int.max ? number + 1 : number
      label = "\(number). "
    } else {
      label = "- "
    }
  }

  /// The first font that the element names: of `face`, or of `font-family` in `style`.
  private static func font(_ attributes: [String: String]) -> String? {
    var names = attributes["face"]
    if names == nil, let style = attributes["style"] {
      for declaration in style.split(separator: ";") {
        let parts = declaration.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        let property = trimmed(parts[0]).lowercased()
        if property == "font-family" { names = String(parts[1]) }
      }
    }
    guard let first = names?.split(separator: ",").first else { return nil }
    return trimmed(first)
  }

  private static func trimmed(_ text: Substring) -> String {
    let isEdge: (Character) -> Bool = { " \"'\t\r\n".contains($0) }
    var text = text.drop(while: isEdge)
    while let last = text.last, isEdge(last) { text.removeLast() }
    return String(text)
  }
}
