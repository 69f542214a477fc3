import NoticeText

/// The words around a mention, on one line, as they stand in the document.
public struct Evidence: Hashable, Sendable {
  public var text: String
  /// The mention, in UTF-8 bytes of `text`.
  public var mark: Range<Int>

  /// So many bytes on each side, up to where a word, or the paragraph, begins or ends.
  private static let width = 120

  /// - Parameters:
  ///   - span: The mention.
  ///   - source: The document's text; `nil` comes of one that is too short for it.
  init?(_ span: SourceRange, in source: [UInt8]) {
    guard !span.isEmpty, span.start >= 0, span.end <= source.count else { return nil }
    var start = max(0, span.start - Self.width)
    var end = min(source.count, span.end + Self.width)
    if start > 0 {
      while start < span.start, !Self.isBlank(source[start]) { start += 1 }
    }
    if end < source.count {
      while end > span.end, !Self.isBlank(source[end - 1]) { end -= 1 }
    }
    if let paragraph = Self.paragraph(source[start..<span.start].reversed()) {
      start = span.start - paragraph
    }
    if let paragraph = Self.paragraph(source[span.end..<end]) { end = span.end + paragraph }
    let before = Self.onOneLine(source[start..<span.start])
    let mention = Self.onOneLine(source[span.start..<span.end])
    let after = Self.onOneLine(source[span.end..<end])
    let front = String(decoding: before.drop { $0 == 0x20 }, as: UTF8.self)
    let middle = String(decoding: mention, as: UTF8.self)
    text = front + middle + String(decoding: after, as: UTF8.self)
    while text.utf8.last == 0x20 { text.removeLast() }
    mark = front.utf8.count..<min(front.utf8.count + middle.utf8.count, text.utf8.count)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// How many bytes there are up to an empty line; `nil` if there is none.
  private static func paragraph(_ bytes: some Sequence<UInt8>) -> Int? {
    var lineFeed: Int?
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        if let lineFeed { return lineFeed }
        lineFeed = index
      } else if !isBlank(byte) {
        lineFeed = nil
      }
    }
    return nil
  }

  /// Runs of blanks are one.
  private static func onOneLine(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in bytes {
      if !isBlank(byte) {
        out.append(byte)
      } else if out.last != 0x20 {
        out.append(0x20)
      }
    }
    return out
  }
}
