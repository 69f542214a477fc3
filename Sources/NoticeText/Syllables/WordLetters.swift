/// The base letters of Vietnamese letters.
@usableFromInline package struct WordLetters: @unchecked Sendable {
  /// By code point below `Letter.tableSize`: the lower-case ASCII letter under its marks, 0 if it is no letter.
  /// Never freed: one table a process.
  @usableFromInline let letters: UnsafePointer<UInt8>

  package static let bases = WordLetters()

  private init() {
    let letters = UnsafeMutablePointer<UInt8>.allocate(capacity: Letter.tableSize)
    for scalar in 0..<Letter.tableSize {
      let entry = Letter.table[scalar]
      letters[scalar] = entry >> 11 == Letter.Class.letter.rawValue ? UInt8(entry & 31) + 96 : 0
    }
    self.letters = UnsafePointer(letters)
  }

  /// The lower-case ASCII letter under the marks of `scalar`, 0 if it is no Vietnamese letter.
  @inlinable @inline(__always)
  package subscript(_ scalar: UInt32) -> UInt8 {
    scalar < 0x2000 ? letters[Int(scalar)] : 0
  }
}
