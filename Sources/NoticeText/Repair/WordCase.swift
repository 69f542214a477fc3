/// How a word is written: small, with a capital, in capitals.
package struct WordCase {
  private var uppers = 0
  private var letters = 0
  private var firstIsUpper = false
  private var opensWithI = false

  package init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, size) = UTF8Bytes.decode(text, at: index)
      index += size
      guard scalar < UInt32(Letter.tableSize) else { continue }
      let entry = Letter.table[Int(scalar)]
      guard entry >> 11 == Letter.Class.letter.rawValue else { continue }
      let isUpper = entry >> 10 & 1 != 0
      if letters == 0 {
        firstIsUpper = isUpper
        opensWithI = scalar == 0x49
      }
      letters += 1
      if isUpper { uppers += 1 }
    }
  }

  /// Neither small, nor in capitals, nor with a capital first only.
  package var isMixed: Bool { uppers > 0 && uppers < letters && !(uppers == 1 && firstIsUpper) }

  func applied(to word: String) -> String {
    if uppers * 2 > letters, letters > 1 { return word.uppercased() }
    // Iý was lý: the capital I is a small l.
    if opensWithI, uppers == 1, word.first == "l" { return word }
    if firstIsUpper { return word.prefix(1).uppercased() + word.dropFirst() }
    return word
  }
}
