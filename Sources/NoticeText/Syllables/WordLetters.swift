/// The base letters of Vietnamese letters.
package struct WordLetters: Sendable {
  /// By code point below `Letter.tableSize`: the lower-case ASCII letter under its marks, 0 if it is no letter.
  private let letters: [UInt8]

  package static let bases = WordLetters()

  private init() {
    letters = (0..<Letter.tableSize).map { scalar in
      let entry = Letter.table[scalar]
      return entry >> 11 == Letter.Class.letter.rawValue ? UInt8(entry & 31) + 96 : 0
    }
  }

  /// The lower-case ASCII letter under the marks of `scalar`, 0 if it is no Vietnamese letter.
  @inline(__always)
  package subscript(_ scalar: UInt32) -> UInt8 {
    scalar < UInt32(Letter.tableSize) ? letters[Int(scalar)] : 0
  }
}
