/// Capitals and small letters of Vietnamese, whose pairs take the same number of bytes.
package enum LetterCase {
  /// What a scalar is to its case.
  package enum Kind: Sendable {
    case capital, small
    /// ASCII that is no letter.
    case neither
    /// Anything else: Unicode's own tables know.
    case foreign
  }

  @inline(__always)
  package static func kind(_ scalar: UInt32) -> Kind {
    guard scalar < UInt32(Letter.tableSize) else { return .foreign }
    let entry = Letter.table[Int(scalar)]
    if entry >> 11 == Letter.Class.letter.rawValue { return entry >> 10 & 1 != 0 ? .capital : .small }
    return scalar < 0x80 ? .neither : .foreign
  }

  /// The distance in code points of a capital letter of Vietnamese to its small one.
  @inline(__always)
  package static func distance(_ scalar: UInt32) -> UInt32 { scalar < 0x100 ? 32 : 1 }

  /// Whether Vietnamese letters and ASCII are all that `bytes` are.
  package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let (scalar, size) = UTF8Bytes.decode(bytes, at: index)
      // A carriage return may be one character with the line feed after it.
      if scalar == 13 || kind(scalar) == .foreign { return false }
      index += size
    }
    return true
  }

  /// Writes `bytes`, which are plain, in small letters to `out`, the first scalar in its capital form if asked for.
  package static func lower(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, capitalized: Bool, to out: inout TextWriter
  ) {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    var index = 0
    while index < bytes.count {
      var (scalar, size) = UTF8Bytes.decode(bytes, at: index)
      let wantsCapital = capitalized && index == 0
      switch kind(scalar) {
      case .capital where !wantsCapital: scalar += distance(scalar)
      case .small where wantsCapital: scalar -= distance(scalar)
      default: break
      }
      out.append(scalar: scalar)
      index += size
    }
  }
}
