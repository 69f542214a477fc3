import Glibc

/// BM25 over text and subject, as the index needs it to bound what a block of postings can score.
///
/// A word in the subject counts as `subjectWeight` further occurrences in the text (BM25F: Robertson,
/// Zaragoza, Taylor, “Simple BM25 Extension to Multiple Weighted Fields”, CIKM 2004).
@usableFromInline package enum Scoring {
  package static let k1: Float = 1.2
  package static let b: Float = 0.75
  @inlinable package static var subjectWeight: UInt32 { 4 }

  /// The length of a document in eight bits: five significant ones and their place.
  package static func norm(length: Int) -> UInt8 {
    guard length >= 16 else { return UInt8(max(0, length)) }
    let shift = Int.bitWidth - 1 - length.leadingZeroBitCount - 4
    guard shift <= 14 else { return 255 }
    return UInt8(16 + shift * 16 + (length >> shift) & 15)
  }

  /// The middle of the lengths that have this norm.
  package static func length(norm: UInt8) -> Float {
    guard norm >= 16 else { return Float(norm) }
    let shift = Int(norm - 16) >> 4
    return (Float(16 + (norm - 16) & 15) + (shift == 0 ? 0 : 0.5)) * Float(1 << shift)
  }

  /// k1 · (1 − b + b · length ÷ average), by norm.
  package static func saturation(average: Float) -> [Float] {
    let average = average > 0 ? average : 1
    return (0...255).map { k1 * (1 - b + b * length(norm: UInt8($0)) / average) }
  }

  /// How much of a term's weight a document gets, 0…1.
  @inlinable @inline(__always)
  package static func share(_ frequency: UInt32, _ saturation: Float) -> Float {
    let frequency = Float(frequency)
    return frequency / (frequency + saturation)
  }

  /// A share as a byte that is never less.
  @inline(__always)
  package static func bound(_ share: Float) -> UInt8 {
    UInt8(min(255, (share * 255).rounded(.up)))
  }

  /// The largest share that a byte stands for.
  @inline(__always)
  package static func share(bound: UInt8) -> Float { Float(bound) / 255 * 1.000_001 }

  /// ln(1 + (N − n + ½) ÷ (n + ½)), the weight of a term that n of N documents have, times (k1 + 1).
  package static func weight(documents: Int, of all: Int) -> Float {
    let n = Double(documents)
    let ratio = (Double(max(all, documents)) - n + 0.5) / (n + 0.5)
    return Float(log(1 + ratio)) * (k1 + 1)
  }
}
