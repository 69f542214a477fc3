/// The base letter of a Vietnamese letter.
package enum WordLetters {
  /// The lower-case ASCII letter under the marks of `scalar`, nil if it is no Vietnamese letter.
  package static func base(_ scalar: UInt32) -> UInt8? {
    guard scalar < UInt32(Letter.tableSize) else { return nil }
    let entry = Letter.table[Int(scalar)]
    guard entry >> 11 == Letter.Class.letter.rawValue else { return nil }
    return UInt8(entry & 31) + 96
  }
}
