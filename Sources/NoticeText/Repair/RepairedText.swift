/// A normalised text with its damage mended.
package struct RepairedText: Sendable {
  package let bytes: [UInt8]
  /// Back to the bytes of the source.
  package let map: OffsetMap
  /// Ascending; spans point into the source.
  package let repairs: [Repair]
}

extension Repairer {
  /// `text` with the edits applied whose confidence the level asks for.
  ///
  /// - Complexity: O(bytes).
  package func repair(_ text: NormalizedText, tokens: [Token]) -> RepairedText {
    let edits = text.bytes.withUnsafeBufferPointer { bytes in
      tokens.withUnsafeBufferPointer { self.edits(bytes, $0) }
    }
    var out: [UInt8] = []
    out.reserveCapacity(text.bytes.count + edits.count * 4)
    var map = OffsetMap()
    var repairs: [Repair] = []
    var end = 0
    for edit in edits {
      out.append(contentsOf: text.bytes[end..<edit.range.lowerBound])
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
    out.append(contentsOf: text.bytes[end...])
    return RepairedText(bytes: out, map: map.composed(after: text.map), repairs: repairs)
  }
}
