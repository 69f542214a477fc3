/// Numbers of a fixed width, one after the other without a gap, the lowest bit first.
///
/// The bits lie in the order of the numbers, not across lanes: so any number of them can be packed, a single
/// one can be read by its place, and a list ends where its last number ends. Reading loads eight bytes at a
/// time, so that up to eight bytes beyond the last are touched; what is packed must be followed by as many.
@usableFromInline package enum BitPacking {
  /// Widths that one load of eight bytes can serve at any bit of the first.
  package static let widest = 32

  @inline(__always)
  package static func width(of value: UInt32) -> Int { 32 &- value.leadingZeroBitCount }

  /// How many bytes `count` numbers take.
  @inlinable @inline(__always)
  package static func size(_ count: Int, width: Int) -> Int { (count &* width &+ 7) >> 3 }

  @inlinable @inline(__always)
  package static func mask(_ width: Int) -> UInt64 { (1 &<< UInt64(width)) &- 1 }

  /// Appends `values`; bits above `width` are left out.
  package static func append(_ values: UnsafeBufferPointer<UInt32>, width: Int, to out: inout ByteBuffer) {
    guard width > 0 else { return }
    let size = size(values.count, width: width)
    out.reserve(size + 16)
    let start = out.count
    var word: UInt64 = 0
    var filled: UInt64 = 0
    let mask = mask(width)
    var written = 0
    out.appendZeros(size)
    let base = out.base + start
    for value in values {
      let bits = UInt64(value) & mask
      word |= bits &<< filled
      filled &+= UInt64(width)
      if filled >= 32 {
        base.storeBytes(of: UInt32(truncatingIfNeeded: word), toByteOffset: written, as: UInt32.self)
        written &+= 4
        word &>>= 32
        filled &-= 32
      }
    }
    while written < size {
      base.storeBytes(of: UInt8(truncatingIfNeeded: word), toByteOffset: written, as: UInt8.self)
      written &+= 1
      word &>>= 8
    }
  }

  /// The number at `index`.
  @inlinable @inline(__always)
  package static func value(_ index: Int, width: Int, at base: UnsafeRawPointer) -> UInt32 {
    let bit = index &* width
    let word = base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
    return UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7) & mask(width))
  }

  /// `count` numbers, into `out`.
  @inline(__always)
  package static func unpack(
    _ count: Int, width: Int, at base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>
  ) {
    unpack(0..<count, width: width, at: base, into: out)
  }

  /// The numbers `range`, into `out`.
  package static func unpack(
    _ range: Range<Int>, width: Int, at base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>
  ) {
    each(range, width: width, at: base) { out[$0] = $1 }
  }

  /// Calls `body` with each of the numbers `range`, and its place in the range.
  ///
  /// Up to a width of 14 four numbers come from one load: eight bytes hold them wherever the first begins.
  @inline(__always)
  static func each(_ range: Range<Int>, width: Int, at base: UnsafeRawPointer, _ body: (Int, UInt32) -> Void)
  {
    let mask = mask(width)
    let step = UInt64(truncatingIfNeeded: width)
    let count = range.count
    var bit = UInt(bitPattern: range.lowerBound &* width)
    var index = 0
    if width <= 14 {
      let stride = UInt(bitPattern: width &* 4)
      while index &+ 4 <= count {
        var word =
          base.loadUnaligned(fromByteOffset: Int(bitPattern: bit &>> 3), as: UInt64.self) &>> UInt64(bit & 7)
        for next in 0..<4 {
          body(index &+ next, UInt32(truncatingIfNeeded: word & mask))
          word &>>= step
        }
        bit &+= stride
        index &+= 4
      }
    }
    while index < count {
      let word = base.loadUnaligned(fromByteOffset: Int(bitPattern: bit &>> 3), as: UInt64.self)
      body(index, UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7) & mask))
      bit &+= UInt(bitPattern: width)
      index &+= 1
    }
  }

  /// The running sums of `count` numbers, each one larger than packed, beginning after `before`.
  ///
  /// For strictly ascending numbers, whose distances less one are packed.
  package static func unpackAscending(
    _ count: Int, width: Int, after before: UInt32, at base: UnsafeRawPointer,
    into out: UnsafeMutablePointer<UInt32>
  ) {
    let mask = mask(width)
    var bit = 0
    var sum = before
    for index in 0..<count {
      let word = base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
      sum &+= UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7) & mask) &+ 1
      out[index] = sum
      bit &+= width
    }
  }
}
