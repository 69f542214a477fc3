/// Numbers that mostly are small, each as its low bits and, in unary, the rest.
///
///     list   ← 0x80 + width:u8 low[count] high
///     high   ← a bit for each unit of a number's rest, 0, and one 1 behind them; the lowest bit first
///
/// Positions and their distances fall off as those of a random process do, for which this is within a few
/// hundredths of the shortest code there is (Rice, “Some Practical Universal Noiseless Coding Techniques”, JPL 1979;
/// low and high apart as Elias and Fano have them). Sums are as cheap as the numbers: the zeros before a one are the
/// sum of the rests up to it.
@usableFromInline package enum RicePacking {
  /// What the first byte of a list has besides the width.
  static let mark: UInt8 = 0x80

  /// Appends `values`.
  package static func append(_ values: UnsafeBufferPointer<UInt32>, to out: inout ByteBuffer) {
    let (width, units) = bestWidth(values)
    out.append(mark | UInt8(truncatingIfNeeded: width))
    BitPacking.append(values, width: width, to: &out)
    let start = out.count
    out.appendZeros((units &+ values.count &+ 7) >> 3)
    let high = out.base + start
    var bit = 0
    for value in values {
      bit &+= Int(value &>> UInt32(truncatingIfNeeded: width))
      let byte = high.load(fromByteOffset: bit &>> 3, as: UInt8.self)
      high.storeBytes(
        of: byte | 1 &<< UInt8(truncatingIfNeeded: bit & 7), toByteOffset: bit &>> 3, as: UInt8.self)
      bit &+= 1
    }
  }

  /// The width that makes the list shortest, and the units of all rests then.
  private static func bestWidth(_ values: UnsafeBufferPointer<UInt32>) -> (width: Int, units: Int) {
    var sum = 0
    for value in values { sum &+= Int(value) }
    // Where half the mean is the best is near.
    var width = BitPacking.width(of: UInt32(clamping: sum / max(1, values.count) / 2))
    var units = self.units(values, width)
    while width > 0 {
      let more = self.units(values, width &- 1)
      if more &- units >= values.count { break }
      (width, units) = (width &- 1, more)
    }
    while width < 31 {
      let fewer = self.units(values, width &+ 1)
      if units &- fewer <= values.count { break }
      (width, units) = (width &+ 1, fewer)
    }
    return (width, units)
  }

  private static func units(_ values: UnsafeBufferPointer<UInt32>, _ width: Int) -> Int {
    var sum = 0
    for value in values { sum &+= Int(value &>> UInt32(truncatingIfNeeded: width)) }
    return sum
  }

  /// Where the parts of a packed list stand.
  @usableFromInline package struct Layout {
    let width: Int
    private let low: Int
    private let high: Int
    /// Where what the list lies in ends.
    private let limit: Int

    /// `nil` if the low bits do not end within `bytes`, or the list is of another form.
    package init?(count: Int, _ bytes: UnsafeRawBufferPointer, at offset: Int) {
      guard offset >= 0, offset < bytes.count, bytes[offset] & RicePacking.mark != 0 else { return nil }
      width = Int(bytes[offset] & ~RicePacking.mark)
      low = offset + 1
      high = low + BitPacking.size(count, width: width)
      limit = bytes.count
      guard width < 32, high <= limit else { return nil }
    }

    /// The sums of the numbers `range`, each taken one larger, up to each of them, into `out`, which has room for
    /// three more.
    package func readSums(
      _ range: Range<Int>, _ base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>
    ) {
      let shift = UInt32(truncatingIfNeeded: width)
      // The rests up to a number are the zeros up to its one.
      let start = findOnes(range, base, into: out)
      var sum: UInt32 = 0
      BitPacking.each(range, width: width, at: base + low) { index, value in
        sum &+= value &+ 1
        out[index] = sum &+ (out[index] &- start &- UInt32(truncatingIfNeeded: index)) &<< shift
      }
    }

    /// The first `count` numbers, into `out`, which has room for three more.
    package func read(_ count: Int, _ base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>) {
      let shift = UInt32(truncatingIfNeeded: width)
      var before = findOnes(0..<count, base, into: out)
      BitPacking.each(0..<count, width: width, at: base + low) { index, value in
        let one = out[index]
        out[index] = value | (one &- before) &<< shift
        before = one &+ 1
      }
    }

    /// Which bits of `high` are the ones of the numbers `range`, into `out`, which has room for three more.
    ///
    /// - Returns: The bit behind the one before them.
    @inline(__always)
    private func findOnes(
      _ range: Range<Int>, _ base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>
    ) -> UInt32 {
      var bits = Word(base + high, limit &- high)
      let start = bits.skip(range.lowerBound)
      var found = 0
      while found < range.count {
        let end = min(range.count, found &+ bits.value.nonzeroBitCount)
        let first = UInt32(truncatingIfNeeded: bits.first)
        // Four at a time, so that the processor guesses less often where a word ends.
        var place = found
        while place < end {
          for next in 0..<4 { out[place &+ next] = first &+ bits.takeOne() }
          place &+= 4
        }
        found = end
        if found < range.count, !bits.advance() {
          (out + found).update(repeating: 0, count: range.count &- found)
          break
        }
      }
      return start
    }
  }

  /// 64 bits of a list of bits.
  private struct Word {
    private let base: UnsafeRawPointer
    private let bytes: Int
    /// Which bit of the list the lowest is.
    private(set) var first = 0
    private(set) var value: UInt64 = 0

    @inline(__always)
    init(_ base: UnsafeRawPointer, _ bytes: Int) {
      self.base = base
      self.bytes = bytes
      if bytes > 0 { value = base.loadUnaligned(as: UInt64.self) }
    }

    /// The next word; `false` if there is none.
    @inline(__always)
    mutating func advance() -> Bool {
      guard first &>> 3 &+ 8 < bytes else { return false }
      first &+= 64
      value = base.loadUnaligned(fromByteOffset: first &>> 3, as: UInt64.self)
      return true
    }

    /// Goes behind `count` ones; returns the bit there.
    @inline(__always)
    mutating func skip(_ count: Int) -> UInt32 {
      guard count > 0 else { return 0 }
      var left = count
      while true {
        let ones = value.nonzeroBitCount
        if ones >= left { break }
        left &-= ones
        if !advance() { return 0 }
      }
      while left > 1 {
        value &= value &- 1
        left &-= 1
      }
      return UInt32(truncatingIfNeeded: first &+ 1) &+ takeOne()
    }

    /// The place of the lowest one, which is one no more; 64 if there is none.
    @inline(__always)
    mutating func takeOne() -> UInt32 {
      let place = UInt32(truncatingIfNeeded: value.trailingZeroBitCount)
      value &= value &- 1
      return place
    }
  }
}
