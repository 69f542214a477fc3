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
    // The text derived last, and the very first one, minus the text between, up to here.
    var (shift, back) = (0, 0)
    while let low = [ours.first?.sourceStart, theirs.first?.start].compactMap(\.self).min() {
      // Edits that overlap in the text between are one.
      var high = low
      let (start, sourceStart) = (Int(low) + shift, Int(low) + back)
      while true {
        if let edit = theirs.first, edit.start < high || high == low && edit.start == low {
          high = max(high, edit.end)
          back = Int(edit.sourceEnd) - Int(edit.end)
          theirs.removeFirst()
        } else if let edit = ours.first, edit.sourceStart < high || high == low && edit.sourceStart == low {
          high = max(high, edit.sourceEnd)
          shift = Int(edit.end) - Int(edit.sourceEnd)
          ours.removeFirst()
        } else {
          break
        }
        // What was left out ends where it begins.
        if high == low { break }
      }
      out.edits.append(
        Edit(
          start: UInt32(start), end: UInt32(Int(high) + shift), sourceStart: UInt32(sourceStart),
          sourceEnd: UInt32(Int(high) + back)))
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
