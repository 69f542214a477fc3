/// Where each byte of a derived text came from: the places where it differs from its source, ascending.
///
/// Between two edits the texts are equal byte for byte, so a text that needed no change has an empty map.
package struct OffsetMap: Sendable {
  package struct Edit: Sendable, Equatable {
    /// `[start, end)` of the derived text, and what it was in the source.
    package var start: UInt32
    package var end: UInt32
    package var sourceStart: UInt32
    package var sourceEnd: UInt32
  }

  package var edits: [Edit] = []

  package init() {}

  package var isIdentity: Bool { edits.isEmpty }

  /// The source offset where something that begins at `offset` begins.
  ///
  /// - Complexity: O(log edits).
  package func sourceStart(of offset: Int) -> Int {
    guard let edit = edits[below: partition { Int($0.start) <= offset }] else { return offset }
    if offset < Int(edit.end) { return Int(edit.sourceStart) }
    return Int(edit.sourceEnd) + offset - Int(edit.end)
  }

  /// The source offset where something that ends at `offset` ends.
  ///
  /// - Complexity: O(log edits).
  package func sourceEnd(of offset: Int) -> Int {
    guard let edit = edits[below: partition { Int($0.start) < offset }] else { return offset }
    if offset <= Int(edit.end) { return Int(edit.sourceEnd) }
    return Int(edit.sourceEnd) + offset - Int(edit.end)
  }

  package func source(_ range: Range<Int>) -> SourceRange {
    if edits.isEmpty { return SourceRange(range.lowerBound, range.upperBound) }
    let start = sourceStart(of: range.lowerBound)
    return SourceRange(start, max(start, sourceEnd(of: range.upperBound)))
  }

  /// This map after `first`: offsets of the text derived last → offsets of the very first text.
  package func composed(after first: OffsetMap) -> OffsetMap {
    if first.isIdentity { return self }
    if isIdentity { return first }
    var out = OffsetMap()
    var ours = edits[...]
    var theirs = first.edits[...]
    var shift = 0  // our text minus the middle text, up to here
    while ours.first != nil || theirs.first != nil {
      if let edit = ours.first, theirs.first.map({ $0.start >= edit.sourceStart }) ?? true {
        // Their edits within ours are swallowed by it.
        out.edits.append(
          Edit(
            start: edit.start, end: edit.end,
            sourceStart: UInt32(first.sourceStart(of: Int(edit.sourceStart))),
            sourceEnd: UInt32(first.sourceEnd(of: Int(edit.sourceEnd)))))
        while let next = theirs.first, next.end <= edit.sourceEnd { theirs.removeFirst(); _ = next }
        shift = Int(edit.end) - Int(edit.sourceEnd)
        ours.removeFirst()
      } else if let edit = theirs.first {
        out.edits.append(
          Edit(
            start: UInt32(Int(edit.start) + shift), end: UInt32(Int(edit.end) + shift),
            sourceStart: edit.sourceStart, sourceEnd: edit.sourceEnd))
        theirs.removeFirst()
      }
    }
    return out
  }

  /// How many edits come first for which `isBefore` holds.
  private func partition(_ isBefore: (Edit) -> Bool) -> Int {
    var (low, high) = (0, edits.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(edits[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Array where Element == OffsetMap.Edit {
  fileprivate subscript(below count: Int) -> Element? { count > 0 ? self[count - 1] : nil }
}
