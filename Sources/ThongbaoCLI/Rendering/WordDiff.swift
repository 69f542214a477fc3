import NoticeText

/// The lines of a text that repair changes, word by word: `[-trường họp-]{+trường hợp+}`, or in colour.
struct WordDiff {
  let source: SourceText
  let repairs: [Repair]
  let hasColor: Bool

  /// Each line with its number, from 1; nothing, if nothing changes.
  func render(path: String?) -> String {
    var out = ""
    var line = 1
    var index = 0
    var start = 0
    let bytes = source.bytes
    while index < repairs.count {
      // The line on which the next repair begins.
      let first = repairs[index].span.start
      while let end = bytes[start..<first].firstIndex(of: 10) {
        start = end + 1
        line += 1
      }
      out += path.map { "\(harmless($0)):" } ?? ""
      out += "\(line): "
      var at = start
      var end = bytes[first...].firstIndex(of: 10) ?? bytes.count
      while index < repairs.count, repairs[index].span.start < end {
        let repair = repairs[index]
        out += text(at..<repair.span.start)
        out += change(text(repair.span.start..<repair.span.end), harmless(repair.text))
        at = max(at, repair.span.end)
        if at > end { end = bytes[at...].firstIndex(of: 10) ?? bytes.count }
        index += 1
      }
      out += text(at..<max(at, end)) + "\n"
      line += bytes[start..<end].reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
      start = end
    }
    return out
  }

  private func text(_ range: Range<Int>) -> String {
    harmless(String(decoding: source.bytes[range], as: UTF8.self).replacing("\n", with: " "))
  }

  private func change(_ old: String, _ new: String) -> String {
    if hasColor {
      return "\u{1B}[9;31m\(old)\u{1B}[0m" + (new.isEmpty ? "" : "\u{1B}[1;32m\(new)\u{1B}[0m")
    }
    return "[-\(old)-]" + (new.isEmpty ? "" : "{+\(new)+}")
  }
}
