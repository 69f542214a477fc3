import NoticeArchive

/// Works and their neighbours as people read them: a tree, or a line of time.
struct CitationPage {
  let messages: Messages
  let hasColor: Bool

  /// A work, then who refers to it, then what it refers to.
  func tree(_ tree: CitationTree) -> String {
    var out = head(tree.card) + "\n"
    if let list = tree.citedBy { out += heading(messages.citedBy(list)) + branches(list, .citedBy, "") }
    // Of what it lacks the archive does not know to what it refers.
    if let list = tree.cites, !tree.card.documents.isEmpty {
      out += heading(messages.cites(list)) + branches(list, .cites, "")
    }
    return out
  }

  /// What refers and what is referred to, the oldest first; the work itself stands where it belongs.
  func timeline(_ tree: CitationTree) -> String {
    var rows: [(date: String, line: String)] = [(tree.card.date, "● " + head(tree.card))]
    for citation in tree.citedBy?.citations ?? [] { rows.append((citation.card.date, "← " + row(citation))) }
    for citation in tree.cites?.citations ?? [] { rows.append((citation.card.date, "→ " + row(citation))) }
    // EDTF's dates of one precision ascend as text does; what has none comes last.
    let sorted = rows.enumerated().sorted {
      let (left, right) = ($0.element.date, $1.element.date)
      if left.isEmpty != right.isEmpty { return right.isEmpty }
      return left != right ? left < right : $0.offset < $1.offset
    }
    return sorted.map(\.element.line).joined(separator: "\n") + "\n"
  }

  func missing(_ works: [MissingWork]) -> String {
    let width = works.map { messages.number($0.documents).count }.max() ?? 0
    return works.map { work in
      let count = messages.number(work.documents)
      return String(repeating: " ", count: width - count.count) + strong(count) + "  " + name(work.card)
        + "\n"
    }.joined()
  }

  // MARK: Parts

  private func head(_ card: WorkCard) -> String {
    var out = name(card)
    if card.documents.isEmpty {
      out += " " + red("[\(messages.isLacking)]")
    } else {
      out += faint("  " + card.documents.map(harmless).joined(separator: " "))
    }
    if !card.subject.isEmpty { out += "\n" + harmless(onOneLine(card.subject)) }
    return out
  }

  private func heading(_ text: String) -> String { "\n" + strong(text) + "\n" }

  /// `18-CT/TU · Chỉ thị · Tỉnh ủy Quảng Ninh · 18/10/2021`
  private func name(_ card: WorkCard) -> String {
    let rest = [card.kind, card.issuer, messages.date(card.date)].filter { !$0.isEmpty }.map(harmless)
    return ([strong(harmless(card.identifier))] + rest).joined(separator: " · ")
  }

  private func row(_ citation: Citation) -> String {
    var out = name(citation.card) + " · " + messages.role(citation.role)
    if citation.certainty == .doubtful { out += " " + red("(\(messages.certainty(.doubtful)))") }
    if citation.card.documents.isEmpty { out += " " + faint("[\(messages.isLacking)]") }
    return out
  }

  private func branches(
    _ list: CitationList, _ direction: CitationOptions.Direction, _ margin: String
  ) -> String {
    var out = ""
    let hidden = list.count - list.citations.count
    for (index, citation) in list.citations.enumerated() {
      let isLast = index == list.citations.count - 1 && hidden == 0
      out += faint(margin + (isLast ? "└─ " : "├─ ")) + row(citation) + "\n"
      let inner = margin + (isLast ? "   " : "│  ")
      if let evidence = citation.evidence { out += faint(inner + "   ") + quoted(evidence) + "\n" }
      if direction == .citedBy { out += faint(inner + "   " + place(citation)) + "\n" }
      if let next = citation.next {
        if let list = next.citedBy, list.count > 0 { out += branches(list, direction, inner) }
        if let list = next.cites, list.count > 0 { out += branches(list, direction, inner) }
      }
    }
    if hidden > 0 { out += faint(margin + "└─ " + messages.more(hidden)) + "\n" }
    return out
  }

  /// Where the mention stands: the document, and the directive.
  private func place(_ citation: Citation) -> String {
    harmless(citation.document) + (citation.directive.map { " § \(harmless($0))" } ?? "")
  }

  private func quoted(_ evidence: Evidence) -> String {
    let bytes = Array(evidence.text.utf8)
    func piece(_ range: Range<Int>) -> String { harmless(String(decoding: bytes[range], as: UTF8.self)) }
    let mark = piece(evidence.mark)
    return "…" + piece(0..<evidence.mark.lowerBound) + (hasColor ? "\u{1B}[1;31m\(mark)\u{1B}[0m" : mark)
      + piece(evidence.mark.upperBound..<bytes.count) + "…"
  }

  private func onOneLine(_ text: String) -> String {
    text.split { $0 == "\n" || $0 == "\r" }.joined(separator: " ")
  }

  private func strong(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func faint(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
  private func red(_ text: String) -> String { hasColor ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
}
