/// Reads values one after the other; past the end it gives zeros and remembers that.
///
/// The bytes are checked by checksum before they are read, so an end met too soon is a file that was made
/// wrong, not one that was damaged: `isValid` tells it afterwards, and no read leaves the bytes.
package struct ByteReader {
  package let bytes: UnsafeRawBufferPointer
  package private(set) var offset: Int
  package private(set) var isValid = true

  package init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
    if offset < 0 || offset > bytes.count {
      self.offset = bytes.count
      isValid = false
    }
  }

  package var left: Int { bytes.count &- offset }

  @inline(__always)
  package mutating func byte() -> UInt8 {
    guard offset < bytes.count else {
      isValid = false
      return 0
    }
    defer { offset &+= 1 }
    return bytes[offset]
  }

  @inline(__always)
  package mutating func uint32() -> UInt32 {
    guard left >= 4 else {
      isValid = false
      return 0
    }
    defer { offset &+= 4 }
    return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  @inline(__always)
  package mutating func uint64() -> UInt64 {
    guard left >= 8 else {
      isValid = false
      return 0
    }
    defer { offset &+= 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  package mutating func varint() -> UInt64 {
    // Most are of one byte.
    if offset < bytes.count, bytes[offset] < 0x80 {
      defer { offset &+= 1 }
      return UInt64(bytes[offset])
    }
    return longVarint()
  }

  private mutating func longVarint() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = byte()
      value |= UInt64(next & 0x7F) &<< shift
      if next < 0x80 { return value }
      shift &+= 7
      if shift > 63 {
        isValid = false
        return 0
      }
    }
  }

  /// A varint that counts or measures something in memory.
  @inline(__always)
  package mutating func length() -> Int {
    let value = varint()
    guard value <= UInt64(UInt32.max) else {
      isValid = false
      return 0
    }
    return Int(value)
  }

  package mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= left else {
      isValid = false
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    defer { offset &+= count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }
}
