/// The first eight bytes of every term of a dictionary, marks taken away, in the order of the terms: a walk that leaps over
/// most of a dictionary goes by these, and reads the entries of the few terms that it wants.
///
/// Eight bytes a term.
package struct TermStarts: Sendable {
  @usableFromInline let starts: [UInt64]

  /// - Complexity: O(terms): reads the whole dictionary.
  init(_ dictionary: TermDictionary) throws(IndexError) {
    var starts: [UInt64] = []
    starts.reserveCapacity(dictionary.count)
    var cursor = TermCursor(dictionary)
    while try cursor.next() { starts.append(TermDictionaryLayout.prefix(cursor.foldedBytes)) }
    self.starts = starts
  }

  @inlinable package var count: Int { starts.count }

  /// Calls `use` with the letters of the term at `place`, marks taken away, as far as they are known: all of them if
  /// `isWhole`. A letter is never cut.
  @inlinable @inline(__always)
  package func withLetters<Result>(
    _ place: Int, _ use: (_ letters: UnsafeBufferPointer<UInt8>, _ isWhole: Bool) -> Result
  ) -> Result {
    let start = starts[place]
    let isWhole = start & 0xFF == 0
    // What is not ASCII might end within a letter.
    let isKnown = isWhole || start & 0x8080_8080_8080_8080 == 0
    let count = isKnown ? 8 &- start.trailingZeroBitCount &>> 3 : 0
    return withUnsafeBytes(of: start.bigEndian) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) {
        use(UnsafeBufferPointer(rebasing: $0[..<count]), isWhole)
      }
    }
  }

  /// The first place from `place` on whose term may have letters not before `letters`.
  ///
  /// - Complexity: O(log of the distance).
  package func place(notBefore letters: UnsafeBufferPointer<UInt8>, from place: Int) -> Int {
    let wanted = TermDictionaryLayout.prefix(letters)
    var low = place
    var step = 1
    while low + step < starts.count, starts[low + step] < wanted {
      low += step
      step *= 2
    }
    var high = min(starts.count, low + step)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
