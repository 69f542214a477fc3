import NoticeGrammar
import NoticeText

/// One of the two columns of a text: as it was read, or mended; line by line, with what was recognised marked in it.
///
/// Marks nest; one that crosses the end of another is cut there, and one that runs over a line's end goes on in the
/// next line. Lines are asked for in order.
struct TextColumn {
  enum Side {
    case asRead, mended
  }

  /// A mark and, if it means another document, the page that it leads to.
  struct Mark {
    var span: SourceRange
    /// Names of classes, ours.
    var classes: String
    /// What it became.
    var title: String
    var link: String?
  }

  private let text: [UInt8]
  private let side: Side
  private let marks: [Mark]
  private let repairs: [Repair]
  /// The first mark, and the first repair, that a line may still need.
  private var firstMark = 0
  private var firstRepair = 0
  /// Marks that began before and may not have ended.
  private var running: [Mark] = []

  /// - Parameters:
  ///   - marks: Outer ones before inner ones.
  ///   - repairs: Ascending, none over another.
  init(_ text: [UInt8], _ side: Side, marks: [Mark], repairs: [Repair]) {
    self.text = text
    self.side = side
    self.repairs = repairs
    self.marks = side == .mended ? Self.widened(marks, to: repairs) : marks
  }

  /// A mark that begins or ends inside of a repair has all of it: in the mended text there is no inside.
  private static func widened(_ marks: [Mark], to repairs: [Repair]) -> [Mark] {
    guard !repairs.isEmpty else { return marks }
    /// The last repair that begins before `offset`.
    func repair(before offset: Int) -> Repair? {
      var low = 0
      var high = repairs.count
      while low < high {
        let middle = (low + high) / 2
        if repairs[middle].span.start < offset { low = middle + 1 } else { high = middle }
      }
      return low > 0 && repairs[low - 1].span.end > offset ? repairs[low - 1] : nil
    }
    var changed = marks
    for index in changed.indices {
      let span = changed[index].span
      if let around = repair(before: span.start) { changed[index].span.start = around.span.start }
      if let around = repair(before: span.end) { changed[index].span.end = around.span.end }
    }
    // Sorting keeps the order of equals, outer before inner.
    changed.sort { ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end) }
    return changed
  }

  /// The next line.
  mutating func line(_ range: Range<Int>) -> HTML {
    var html = HTML()
    var open: [(end: Int, isLink: Bool)] = []
    var position = range.lowerBound
    running.removeAll { $0.span.end <= range.lowerBound }
    while firstMark < marks.count, marks[firstMark].span.start < range.upperBound {
      if marks[firstMark].span.end > range.lowerBound { running.append(marks[firstMark]) }
      firstMark += 1
    }
    while firstRepair < repairs.count, repairs[firstRepair].span.end < range.lowerBound { firstRepair += 1 }
    func close(upTo limit: Int) {
      while let last = open.last, last.end <= limit {
        html += words(position..<last.end)
        position = last.end
        html += last.isLink ? "</a>" : "</span>"
        open.removeLast()
      }
    }
    for mark in running {
      let start = max(mark.span.start, range.lowerBound)
      close(upTo: start)
      let end = min(mark.span.end, open.last?.end ?? range.upperBound)
      guard start >= position, end > start else { continue }
      html += words(position..<start)
      position = start
      // A link inside of a link would end it.
      let link = open.contains(where: \.isLink) ? nil : mark.link
      // What it became is said beside the mended text alone, since pages are many.
      let title: HTML = side == .asRead || mark.title.isEmpty ? "" : " title=\"\(mark.title)\""
      if let link {
        html += "<a class=\"\(mark.classes)\" href=\"\(link)\"\(title)>"
      } else {
        html += "<span class=\"\(mark.classes)\"\(title)>"
      }
      open.append((end, link != nil))
    }
    close(upTo: range.upperBound)
    html += words(position..<range.upperBound)
    return html
  }

  /// A piece of a line, its repairs shown.
  private func words(_ range: Range<Int>) -> HTML {
    var html = HTML()
    var position = range.lowerBound
    var index = firstRepair
    while index < repairs.count, repairs[index].span.start < range.upperBound {
      let repair = repairs[index]
      index += 1
      let start = max(repair.span.start, range.lowerBound)
      let end = min(repair.span.end, range.upperBound)
      // A repair of nothing is an insertion: it stands where it begins.
      guard
        end > start
          || repair.span.isEmpty && start < range.upperBound && repair.span.start >= range.lowerBound
      else { continue }
      if start < position { continue }
      html += HTML(text: text[position..<start])
      html += shown(repair, start..<max(start, end), isFirst: repair.span.start >= range.lowerBound)
      position = max(start, end)
    }
    html += HTML(text: text[position..<range.upperBound])
    return html
  }

  private func shown(_ repair: Repair, _ piece: Range<Int>, isFirst: Bool) -> HTML {
    let title = repair.title(in: text)
    switch side {
    case .asRead:
      return "<del title=\"\(title)\">\(HTML(text: text[piece]))</del>"
    case .mended:
      // The mended words stand once, where the repair begins.
      guard isFirst else { return "" }
      let words = repair.text.replacing("\n", with: " ")
      return words.isEmpty
        ? "<ins class=\"gone\" title=\"\(title)\"></ins>" : "<ins title=\"\(title)\">\(words)</ins>"
    }
  }
}

extension Repair {
  /// `ừình → trình · từ / word · 97 %`
  func title(in text: [UInt8]) -> String {
    let start = min(max(span.start, 0), text.count)
    let end = min(max(span.end, start), text.count)
    let before = String(decoding: text[start..<end], as: UTF8.self).replacing("\n", with: " ")
    return "\(before.isEmpty ? "∅" : before) → \(self.text.isEmpty ? "∅" : self.text) · "
      + "\(Phrase(rule: rule).both) · \(percent) %"
  }

  var percent: Int { confidence.isFinite ? Int((min(max(confidence, 0), 1) * 100).rounded()) : 0 }
}
