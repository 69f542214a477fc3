/// A normalised text with its damage mended.
package struct RepairedText: Sendable {
  /// Still NFC; its map goes back to the bytes of the source.
  package let text: NormalizedText
  /// Ascending; spans point into the source.
  package let repairs: [Repair]
}

extension Repairer {
  /// `text` with its damage mended; nil if it has none.
  ///
  /// - Complexity: O(bytes).
  package func repair(_ text: borrowing NormalizedText, tokens: [Token]) -> RepairedText? {
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
