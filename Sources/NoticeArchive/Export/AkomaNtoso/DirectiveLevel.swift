import NoticeGrammar

/// What level of a document a directive is, as Akoma Ntoso names levels, told by its label.
///
///     Điều 3 → article 3     I. → section I     1. → paragraph 1, below an article clause 1     a) → point a     - → indent
struct DirectiveLevel {
  enum Element: Hashable {
    case part, chapter, section, article, clause, paragraph, subparagraph, point, indent
  }

  let element: Element
  /// As in identifiers: `3`, `đ`; the place among its neighbours if the label is no letter.
  let number: String

  init(_ directive: Directive, below parent: Element?) {
    let parts = directive.label.split { !$0.isLetter && !$0.isNumber }
    let ordinal = directive.path.split(separator: ".").last.map(String.init) ?? "1"
    element = Self.element(directive.label, parts, ordinal, below: parent)
    let letter = element == .point ? parts.last?.lowercased() : nil
    number = NoticeNames.encoded(letter ?? ordinal)
  }

  private static func element(
    _ label: String, _ parts: [Substring], _ ordinal: String, below parent: Element?
  ) -> Element {
    switch parts.count > 1 ? parts[0].lowercased() : "" {
    case "điều": return .article
    case "chương": return .chapter
    case "mục": return .section
    case "phần": return .part
    default: break
    }
    guard let last = parts.last else { return .indent }
    if last.allSatisfy("IVXLCDM".contains) { return .section }
    // A list of letters begins with a: any other one in its place is a digit that was misread.
    if last.count == 1, last.allSatisfy(\.isLetter), ordinal != "1" || last.lowercased() == "a" {
      return .point
    }
    return numbered(below: parent, isInBrackets: label.hasPrefix("("))
  }

  private static func numbered(below parent: Element?, isInBrackets: Bool) -> Element {
    switch parent {
    case .article: .clause
    case .clause, .point, .paragraph, .subparagraph, .indent: .subparagraph
    case nil, .part, .chapter, .section: isInBrackets && parent != nil ? .subparagraph : .paragraph
    }
  }

  var name: StaticString {
    switch element {
    case .part: "part"
    case .chapter: "chapter"
    case .section: "section"
    case .article: "article"
    case .clause: "clause"
    case .paragraph: "paragraph"
    case .subparagraph: "subparagraph"
    case .point: "point"
    case .indent: "indent"
    }
  }

  /// Its part of an `eId`.
  ///
  /// - Source: Akoma Ntoso Naming Convention 1.0, 5.3 (abbreviations of element names).
  var prefix: String {
    switch element {
    case .part: "part"
    case .chapter: "chp"
    case .section: "sec"
    case .article: "art"
    case .clause: "cl"
    case .paragraph: "para"
    case .subparagraph: "subpara"
    case .point: "point"
    case .indent: "indent"
    }
  }
}
