/// What one pass over the bytes of a text tells: whether they are UTF-8, and whether normalising would
/// change nothing.
///
/// The loop looks at sixteen bytes at a time, each with the three before it, and has no branch on the data.
/// Vectors of 128 bits, constants hoisted, masks joined with operators: every other form is many times slower.
package struct ByteScan: Sendable {
  /// All of it is well-formed.
  package var isValid: Bool
  /// It is well-formed, and every scalar is below U+0300, in U+1E00…1EFF or in U+2010…2027, and none of the
  /// few that are mapped or dropped (no-break space, soft hyphen, Ð, ð, Ɖ, ǎ). "No" means: look closer.
  package var isClean: Bool
  /// It has characters that Vietnamese has no use for, and TCVN3 or VNI shown as Latin-1 has everywhere: ® © µ ¯ ± ¶ ¸ î
  /// ï ñ ö ø. "No" means: look no closer.
  package var mayBeLegacy: Bool

  /// - Complexity: O(bytes).
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    (isValid, isClean, mayBeLegacy) = Self.scan(bytes)
  }

  private typealias V = SIMD16<UInt8>
  private typealias S = SIMD16<Int8>
  private typealias M = SIMDMask<SIMD16<Int8>>

  @inline(__always)
  private static func signed(_ bytes: V) -> S { unsafeBitCast(bytes, to: S.self) }

  /// Whether any lane is set: two comparisons of eight bytes, where `any` is a call.
  @inline(__always)
  private static func hasAny(_ mask: M) -> Bool {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] != 0
  }

  private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> (Bool, Bool, Bool) {
    let n = bytes.count
    guard n >= 32, let base = UnsafeRawPointer(bytes.baseAddress) else { return slow(bytes, 0..<n) }
    let c3F = V(repeating: 0x3F), c80 = V(repeating: 0x80), c90 = V(repeating: 0x90), cA0 = V(repeating: 0xA0)
    let cC0 = V(repeating: 0xC0), cE0 = V(repeating: 0xE0), cED = V(repeating: 0xED), cF0 = V(repeating: 0xF0)
    let cF4 = V(repeating: 0xF4), cF5 = V(repeating: 0xF5), cFE = V(repeating: 0xFE), cC2 = V(repeating: 0xC2)
    let cC3 = V(repeating: 0xC3), cC6 = V(repeating: 0xC6), cC7 = V(repeating: 0xC7), cCC = V(repeating: 0xCC)
    let cE1 = V(repeating: 0xE1), cE2 = V(repeating: 0xE2), cAD = V(repeating: 0xAD), cB0 = V(repeating: 0xB0)
    let cB8 = V(repeating: 0xB8), cBB = V(repeating: 0xBB), c89 = V(repeating: 0x89), cA7 = V(repeating: 0xA7)
    let c01 = V(repeating: 1), cA9 = V(repeating: 0xA9), cAF = V(repeating: 0xAF), cB1 = V(repeating: 0xB1)
    let cB5 = V(repeating: 0xB5), cB6 = V(repeating: 0xB6)
    let cBD = V(repeating: 0xBD), cDF = V(repeating: 0xDF), c38 = V(repeating: 0x38)
    let s64 = S(repeating: -64), s4 = S(repeating: -124)
    let none = c80 .< c3F
    var bad: M = none
    var dirty: M = none
    var legacy: M = none
    var wasRare = true  // of the sixteen bytes before
    var i = 3
    while i &+ 16 <= n {
      let c = base.loadUnaligned(fromByteOffset: i, as: V.self)
      let a = base.loadUnaligned(fromByteOffset: i &- 1, as: V.self)
      let b = base.loadUnaligned(fromByteOffset: i &- 2, as: V.self)
      // What begins with C3…C6 or E1 is nearly all of Vietnamese; what else begins here reaches three bytes further.
      // As signed bytes, moved so that a range begins at the least one: one comparison where unsigned ones take two.
      let isLead = Self.signed(c &+ cC0) .< s64
      let isTone = Self.signed(c &+ cBD) .< s4  // C3…C6
      let isRare = Self.hasAny(isLead .& .!(isTone .| (c .== cE1)))
      if !isRare, !wasRare {
        let isContinuation = Self.signed(c) .< s64
        let (afterC3, afterE1) = (a .== cC3, a .== cE1)
        bad =
          bad
          .| (isContinuation .^ ((Self.signed(a &+ cC0) .< s64) .| (b .== cE1)))
        dirty = dirty .| (afterC3 .& ((c & cDF) .== c90)) .| ((a .== cC6) .& (c .== c89))
        dirty = dirty .| (afterE1 .& .!(Self.signed(c &- c38) .< s4))  // B8…BB
        legacy =
          legacy .| (afterC3 .& (((c | c01) .== cAF) .| (c .== cB1) .| (c .== cB6) .| (c .== cB8)))
        i &+= 16
        continue
      }
      wasRare = isRare
      let d = base.loadUnaligned(fromByteOffset: i &- 3, as: V.self)
      let isContinuation = (c & cC0) .== c80
      let isWanted = (a .>= cC0) .| (b .>= cE0) .| (d .>= cF0)
      bad = bad .| (isContinuation .^ isWanted) .| (c .>= cF5) .| ((c & cFE) .== cC0)
      bad = bad .| ((a .== cE0) .& (c .< cA0)) .| ((a .== cED) .& (c .>= cA0))
      bad = bad .| ((a .== cF0) .& (c .< c90)) .| ((a .== cF4) .& (c .>= c90))
      dirty = dirty .| ((a .== cC2) .& ((c .== cA0) .| (c .== cAD)))
        .| ((a .== cC3) .& ((c .== c90) .| (c .== cB0)))
      dirty = dirty .| ((a .== cC6) .& (c .== c89)) .| (c .== cC7)
      dirty = dirty .| ((c .>= cCC) .& (c .!= cE1) .& (c .!= cE2))
      dirty = dirty .| ((a .== cE1) .& ((c .< cB8) .| (c .> cBB))) .| ((a .== cE2) .& (c .!= c80))
      dirty = dirty .| ((b .== cE2) .& (a .== c80) .& ((c .< c90) .| (c .> cA7)))
      legacy = legacy
        .| (((a | c01) .== cC3)
          .& (((c | c01) .== cAF) .| (c .== cB1) .| (c .== cB6) .| (c .== cB8)))
      legacy = legacy .| ((a .== cC2) .& ((c .== cA9) .| (c .== cB5)))
      i &+= 16
    }
    // The head and the tail, on scalar boundaries; what the loop saw twice does no harm.
    var head = 8
    while head < n, bytes[head] & 0xC0 == 0x80, head < 12 { head += 1 }
    var tail = max(i - 8, 0)
    while tail > 0, bytes[tail] & 0xC0 == 0x80, tail > i - 12 { tail -= 1 }
    let (headValid, headClean, headLegacy) = slow(bytes, 0..<head)
    let (tailValid, tailClean, tailLegacy) = slow(bytes, tail..<n)
    let isValid = !hasAny(bad) && headValid && tailValid
    return (
      isValid, isValid && !hasAny(dirty) && headClean && tailClean, hasAny(legacy) || headLegacy || tailLegacy
    )
  }

  /// The same, scalar by scalar.
  private static func slow(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (Bool, Bool, Bool) {
    var isClean = true
    var mayBeLegacy = false
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, length) = UTF8Bytes.decode(bytes, at: index)
      if scalar == UTF8Bytes.invalid { return (false, false, mayBeLegacy) }
      switch scalar {
      case 0xA0, 0xAD, 0xD0, 0xF0, 0x189, 0x1C0...0x1FF: isClean = false
      case 0..<0x300, 0x1E00...0x1EFF, 0x2010...0x2027: break
      default: isClean = false
      }
      switch scalar {
      case 0xA9, 0xB5, 0xAE, 0xAF, 0xEE, 0xEF, 0xB1, 0xF1, 0xB6, 0xF6, 0xB8, 0xF8: mayBeLegacy = true
      default: break
      }
      index += length
    }
    return (true, isClean, mayBeLegacy)
  }
}
