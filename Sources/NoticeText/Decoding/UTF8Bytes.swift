/// Scalars in and out of UTF-8 bytes.
@usableFromInline package enum UTF8Bytes {
  /// What `decode` gives for a malformed sequence; no scalar has this value.
  @inlinable package static var invalid: UInt32 { 0xFFFF_FFFF }

  /// The scalar at `index` and how many bytes it takes; for a malformed sequence `invalid` and the
  /// length of its maximal subpart (Unicode 15, 3.9, table 3-8).
  @inlinable @inline(__always)
  package static func decode(_ p: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int)
  {
    let a = UInt32(p[index])
    if a < 0x80 { return (a, 1) }
    let left = p.count &- index
    func tail(_ k: Int) -> UInt32? {
      guard k < left, p[index &+ k] & 0xC0 == 0x80 else { return nil }
      return UInt32(p[index &+ k] & 0x3F)
    }
    switch a {
    case 0xC2...0xDF:
      guard let b = tail(1) else { return (invalid, 1) }
      return ((a & 0x1F) << 6 | b, 2)
    case 0xE0...0xEF:
      guard let b = tail(1), !(a == 0xE0 && b < 0x20), !(a == 0xED && b >= 0x20) else { return (invalid, 1) }
      guard let c = tail(2) else { return (invalid, 2) }
      return ((a & 0x0F) << 12 | b << 6 | c, 3)
    case 0xF0...0xF4:
      guard let b = tail(1), !(a == 0xF0 && b < 0x10), !(a == 0xF4 && b >= 0x10) else { return (invalid, 1) }
      guard let c = tail(2) else { return (invalid, 2) }
      guard let d = tail(3) else { return (invalid, 3) }
      return ((a & 0x07) << 18 | b << 12 | c << 6 | d, 4)
    default: return (invalid, 1)
    }
  }

  /// Appends `scalar` in UTF-8.
  @inline(__always)
  package static func append(_ scalar: UInt32, to out: inout [UInt8]) {
    if scalar < 0x80 {
      out.append(UInt8(scalar))
    } else if scalar < 0x800 {
      out.append(UInt8(0xC0 | scalar >> 6))
      out.append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      out.append(UInt8(0xE0 | scalar >> 12))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    } else {
      out.append(UInt8(0xF0 | scalar >> 18 & 0x07))
      out.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
