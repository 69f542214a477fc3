/// Tokens → the text that a value shows: lines unwrapped, layout marks gone, traditional tone placement.
package enum TextRenderer {
  /// The tokens of `range` as one line.
  ///
  /// - Complexity: O(bytes of the range).
  package static func string(
    _ tokens: UnsafeBufferPointer<Token>, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  )
    -> String
  {
    guard let first = range.first, let last = range.last, first < last || tokens[first].kind != .end else {
      return ""
    }
    if let plain = stretch(tokens, range, text) { return String(validated: plain) }
    // A blank may be added between two tokens that have none, but a line break or a mark stood there.
    return String(capacity: tokens[last].end &- Int(tokens[first].start)) { out in
      append(tokens, range, text, to: &out)
    }
  }

  /// The source of `range`, if it already reads as the value does: one line with single blanks, as short texts are.
  ///
  /// - Precondition: `range` is not empty.
  package static func stretch(
    _ tokens: UnsafeBufferPointer<Token>, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    var end = Int(tokens[range.lowerBound].start)
    for index in range {
      let token = tokens[index]
      if token.has([.newTone, .newline]), token.has(.newTone) || index > range.lowerBound { return nil }
      let gap = Int(token.start) &- end
      if index > range.lowerBound, gap == 0 ? token.has(.space) : !(gap == 1 && text[end] == 32) {
        return nil
      }
      end = token.end
    }
    return UnsafeBufferPointer(rebasing: text[Int(tokens[range.lowerBound].start)..<end])
  }

  package static func append(
    _ tokens: UnsafeBufferPointer<Token>, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>,
    to out: inout TextWriter
  ) {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      // A stretch that reads in the source as it does here is copied whole.
      let first = index
      if tokens[first].has(.newTone) {
        appendTraditional(text[Int(tokens[first].start)..<tokens[first].end], to: &out)
        index &+= 1
      } else {
        index &+= 1
        while index < end {
          let (a, b) = (tokens[index &- 1], tokens[index])
          if b.has(.newTone) { break }
          let gap = Int(b.start) &- a.end
          if gap == 0 ? b.has(.space) : !(gap == 1 && text[a.end] == 32) { break }
          index &+= 1
        }
        out.append(UnsafeBufferPointer(rebasing: text[Int(tokens[first].start)..<tokens[index &- 1].end]))
      }
      if index < end, tokens[index].has(.space), !isSplitSymbol(tokens, index) { out.append(32) }
    }
  }

  /// Whether a line break before `index` splits a symbol: `CT-⏎TTg`, `128/⏎NQ-CP`.
  private static func isSplitSymbol(_ tokens: UnsafeBufferPointer<Token>, _ index: Int) -> Bool {
    guard tokens[index].has(.newline), index >= 2 else { return false }
    let mark = tokens[index - 1]
    return (mark.isMark(45) || mark.isMark(47)) && !mark.has(.space) && tokens[index - 2].has(.caps)
  }

  /// A word whose tone is written in the new style, in the traditional one: `hoà` → `hòa`.
  private static func appendTraditional(_ word: Slice<UnsafeBufferPointer<UInt8>>, to out: inout TextWriter) {
    let bytes = UnsafeBufferPointer(rebasing: word)
    var scalars: [UInt32] = []
    var index = 0
    while index < bytes.count {
      let (scalar, size) = UTF8Bytes.decode(bytes, at: index)
      scalars.append(scalar)
      index += size
    }
    if scalars.count >= 2 {
      let (l, b) = (scalars.count - 1, scalars.count - 2)
      let (last, before) = (Letter.table[Int(scalars[l] & 0x1FFF)], Letter.table[Int(scalars[b] & 0x1FFF)])
      if let plain = Letter.scalar(code: last & 0x7F, tone: 0, upper: last >> 10 & 1 != 0),
        let toned = Letter.scalar(code: before & 0x7F, tone: last >> 7 & 7, upper: before >> 10 & 1 != 0)
      {
        (scalars[l], scalars[b]) = (plain, toned)
      }
    }
    for scalar in scalars { out.append(scalar: scalar) }
  }
}
