import NoticeArchive
import NoticeIndex
import NoticeSearch

extension SearchPage {
  /// As people read it: each hit on a few lines, then the facets, and where the next page is.
  func text(_ messages: Messages, hasColor: Bool) -> String {
    let style = Style(hasColor: hasColor)
    let width = String(hits.last?.rank ?? 0).count
    let margin = String(repeating: " ", count: width + 2)
    var out = ""
    for hit in hits {
      let rank = String(repeating: " ", count: width - String(hit.rank).count) + "\(hit.rank). "
      let head = [hit.card.identifier, hit.card.kind, hit.card.issuer, messages.date(hit.card.date)]
        .filter { !$0.isEmpty }.map(harmless)
      out += style.faint(rank)
      out +=
        head.isEmpty
        ? style.strong(harmless(hit.id))
        : ([style.strong(head[0])] + head.dropFirst()).joined(separator: " · ")
      out += "\n"
      if !hit.subject.isEmpty { out += margin + style.marked(hit.subject, hit.subjectMarks) + "\n" }
      // Where the text has nothing of the query, the subject says enough.
      if let snippet = hit.snippet, !snippet.marks.isEmpty || hit.subject.isEmpty {
        out += margin + style.marked(snippet.text, snippet.marks) + "\n"
      }
      if !head.isEmpty { out += margin + style.faint(harmless(hit.id)) + "\n" }
      if let explanation = hit.explanation {
        for line in messages.lines(explanation) { out += margin + style.faint(harmless(line)) + "\n" }
      }
      out += "\n"
    }
    for facet in facets where !facet.values.isEmpty {
      let values = facet.values.map { "\(harmless($0.value)) \(messages.number($0.count))" }
      out += "\(style.strong(facet.field.name)): \(values.joined(separator: " · "))\n"
    }
    guard count > 0 else { return out }
    let range = hits.first.map { $0.rank...($0.rank + hits.count - 1) }
    out += messages.page(range, of: count, next: next?.description) + "\n"
    return out
  }

  private struct Style {
    let hasColor: Bool

    func strong(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func faint(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// The text on one line; what matches is bold and red, as `grep` shows it.
    func marked(_ text: String, _ marks: [Range<Int>]) -> String {
      let bytes = Array(text.utf8)
      func piece(_ range: Range<Int>) -> String {
        let blanks: Set<UInt8> = [0x09, 0x0A, 0x0B, 0x0C, 0x0D]
        return harmless(
          String(decoding: bytes[range].map { blanks.contains($0) ? 0x20 : $0 }, as: UTF8.self))
      }
      var out = ""
      var end = 0
      for mark in marks where mark.lowerBound >= end && mark.upperBound <= bytes.count {
        out += piece(end..<mark.lowerBound)
        out += hasColor ? "\u{1B}[1;31m\(piece(mark))\u{1B}[0m" : piece(mark)
        end = mark.upperBound
      }
      return out + piece(end..<bytes.count)
    }
  }
}
