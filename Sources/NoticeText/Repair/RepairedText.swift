/// A text with its OCR damage mended.
public struct RepairedText: Sendable {
  /// Still NFC; its map goes back to the bytes of the source.
  package let text: NormalizedText
  /// Ascending, none overlaps another; spans point into the source.
  public let repairs: [Repair]

  /// UTF-8, line for line as the source.
  public var bytes: [UInt8] { text.bytes }
}

extension Repairer {
  /// Mends `source`.
  ///
  /// - Complexity: O(bytes).
  public func repair(_ source: SourceText) -> RepairedText {
    let text = NormalizedText(source)
    return repair(text, tokens: Tokenizer.tokenize(text)) ?? RepairedText(text: text, repairs: [])
  }

  /// `text` with its damage mended; nil if it has none.
  ///
  /// A word is easier to read between words that are mended, so a mended text is looked at again, until nothing more
  /// is found: then mending it once more changes nothing.
  ///
  /// - Complexity: O(bytes).
  package func repair(_ text: borrowing NormalizedText, tokens: [Token]) -> RepairedText? {
    guard var repaired = pass(text, tokens: tokens) else { return nil }
    for _ in 1..<Self.mostPasses {
      guard let next = pass(repaired.text, tokens: Tokenizer.tokenize(repaired.text)) else { break }
      repaired = RepairedText(text: next.text, repairs: Self.merged(repaired.repairs, next.repairs))
    }
    return repaired
  }

  private static let mostPasses = 5

  /// Of a repair and a later one of the same place the later one stays, as sure as the less sure of both.
  private static func merged(_ first: [Repair], _ later: [Repair]) -> [Repair] {
    var out: [Repair] = []
    var rest = first[...]
    for var repair in later {
      while let next = rest.first, next.span.end <= repair.span.start { out.append(next); rest.removeFirst() }
      while let next = rest.first, next.span.start < repair.span.end {
        repair.confidence = min(repair.confidence, next.confidence)
        repair.span = SourceRange(
          min(repair.span.start, next.span.start), max(repair.span.end, next.span.end))
        rest.removeFirst()
      }
      out.append(repair)
    }
    return out + rest
  }

  private func pass(_ text: borrowing NormalizedText, tokens: [Token]) -> RepairedText? {
    let bytes = text.bytes
    let edits = bytes.withUnsafeBufferPointer { bytes in
      tokens.withUnsafeBufferPointer { self.edits(bytes, $0) }
    }
    if edits.isEmpty { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + edits.count * 4)
    var map = OffsetMap()
    var repairs: [Repair] = []
    var end = 0
    for edit in edits {
      out.append(contentsOf: bytes[end..<edit.range.lowerBound])
      let start = out.count
      out.append(contentsOf: edit.text.utf8)
      map.edits.append(
        OffsetMap.Edit(
          start: UInt32(start), end: UInt32(out.count), sourceStart: UInt32(edit.range.lowerBound),
          sourceEnd: UInt32(edit.range.upperBound)))
      repairs.append(
        Repair(
          text: edit.text, span: text.map.source(edit.range), confidence: edit.confidence, rule: edit.rule))
      end = edit.range.upperBound
    }
    out.append(contentsOf: bytes[end...])
    return RepairedText(
      text: NormalizedText(out, map: map.composed(after: text.map), of: text), repairs: repairs)
  }
}
