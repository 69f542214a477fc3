import NoticeGrammar
import NoticeText

/// The paragraphs of a notice between its head and its foot, where no directive stands: what a `Notice` has no property
/// for, cut from its source, mended as its repairs say.
struct NoticeParagraphs {
  /// Of the source, from the head to the first directive, or to the foot.
  let source: Range<Int>
  /// The paragraphs, a line each.
  let text: String
  /// Each paragraph, in bytes of `text`.
  let ranges: [Range<Int>]

  init(_ notice: Notice) {
    let bytes = notice.text.bytes
    let foot = Self.foot(notice)
    let end = min(notice.directives.first?.span.start ?? foot, bytes.count)
    let start = Self.lineEnd(after: min(Self.headEnd(notice, before: end), end), before: end, bytes)
    source = start..<end
    (text, ranges) = Self.lines(Self.mended(notice, source))
  }

  /// Where the last thing of the head ends.
  private static func headEnd(_ notice: Notice, before end: Int) -> Int {
    var ends = notice.spans.map(\.span)
    ends += notice.addressees.map(\.span)
    if let issuer = notice.issuer { ends.append(issuer.span) }
    return ends.filter { $0.end <= end }.reduce(0) { max($0, $1.end) }
  }

  /// What stands beside the last thing of the head belongs to the head too, unless all is on one line.
  private static func lineEnd(after start: Int, before end: Int, _ bytes: [UInt8]) -> Int {
    guard start > 0 else { return start }
    return bytes[start..<end].firstIndex(of: 0x0A) ?? start
  }

  /// Where the foot begins: its first line, with who gets the notice or who signs it.
  private static func foot(_ notice: Notice) -> Int {
    var starts = notice.recipients.map(\.span)
    starts += notice.signature?.spans.map(\.span) ?? []
    let bytes = notice.text.bytes
    var start = starts.filter { !$0.isEmpty }.reduce(bytes.count) { min($0, $1.start) }
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  private static func mended(_ notice: Notice, _ range: Range<Int>) -> [UInt8] {
    let bytes = notice.text.bytes
    var out: [UInt8] = []
    var end = range.lowerBound
    for repair in notice.repairs.sorted(by: { $0.span.start < $1.span.start })
    where repair.span.start >= end && repair.span.end <= range.upperBound {
      out += bytes[end..<repair.span.start]
      out += Array(repair.text.utf8)
      end = max(end, repair.span.end)
    }
    return out + bytes[end..<range.upperBound]
  }

  /// A paragraph ends at an empty line, and at a line that ends with a full stop, a colon or a semicolon.
  private static func lines(_ bytes: [UInt8]) -> (String, [Range<Int>]) {
    let normalized = NormalizedText(document: SourceText(bytes: bytes))
    let tokens = Tokenizer.tokenize(normalized)
    var text = ""
    var ranges: [Range<Int>] = []
    func take(_ range: Range<Int>) {
      let line = normalized.bytes.withUnsafeBufferPointer { bytes in
        tokens.withUnsafeBufferPointer { TextRenderer.string($0, range, bytes) }
      }
      if line.isEmpty { return }
      if !text.isEmpty { text += "\n" }
      let start = text.utf8.count
      text += line
      ranges.append(start..<text.utf8.count)
    }
    var start = 0
    var index = 0
    while index < tokens.count, tokens[index].kind != .end {
      if index > start, begins(tokens, index) {
        take(start..<index)
        start = index
      }
      index += 1
    }
    if index > start { take(start..<index) }
    return (text, ranges)
  }

  private static func begins(_ tokens: [Token], _ index: Int) -> Bool {
    let token = tokens[index]
    if token.has(.blank) || token.has(.heading) || token.has(.cell) || token.has(.rule) { return true }
    let last = tokens[index - 1]
    let ends = [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";")].contains { last.isMark($0) }
    return token.has(.newline) && (ends || token.kind == .punctuation)
  }
}
