/// Numbers of mostly one width: the few wider ones keep their low bits in place and are patched.
///
///     list   ← width:u8 exceptions:varint (indexWidth:u8 highWidth:u8)? low[count] (index[exceptions] high[exceptions])?
///
/// `index` holds distances from the exception before, less one. The width is the one that makes the list
/// shortest (Zukowski et al., “Super-Scalar RAM-CPU Cache Compression”, ICDE 2006, with packed patches).
@usableFromInline package enum PatchedPacking {
  /// Appends `values`.
  package static func append(
    _ values: UnsafeBufferPointer<UInt32>, to out: inout ByteBuffer, _ scratch: inout Scratch
  ) {
    var counts: (InlineArray<33, Int>) = InlineArray(repeating: 0)
    for value in values { counts[BitPacking.width(of: value)] &+= 1 }
    var widest = 32
    while widest > 0, counts[widest] == 0 { widest -= 1 }
    var best = widest
    var bestBits = values.count * widest
    var exceptions = 0
    var bestExceptions = 0
    var width = widest
    while width > 0 {
      exceptions += counts[width]
      width -= 1
      if exceptions * 4 > values.count { break }
      let gap = BitPacking.width(of: UInt32(truncatingIfNeeded: values.count / max(1, exceptions))) + 2
      let bits = values.count * width + exceptions * (gap + widest - width) + 24
      if bits < bestBits {
        bestBits = bits
        best = width
        bestExceptions = exceptions
      }
    }
    out.append(UInt8(best))
    out.appendVarint(UInt64(bestExceptions))
    guard bestExceptions > 0 else {
      BitPacking.append(values, width: best, to: &out)
      return
    }
    scratch.indices.removeAll(keepingCapacity: true)
    scratch.highs.removeAll(keepingCapacity: true)
    var previous = -1
    var widestGap: UInt32 = 0
    for (index, value) in values.enumerated() where BitPacking.width(of: value) > best {
      let gap = UInt32(truncatingIfNeeded: index - previous - 1)
      widestGap |= gap
      scratch.indices.append(gap)
      scratch.highs.append(value >> UInt32(best))
      previous = index
    }
    let indexWidth = BitPacking.width(of: widestGap)
    out.append(UInt8(indexWidth))
    out.append(UInt8(widest - best))
    BitPacking.append(values, width: best, to: &out)
    scratch.indices.withUnsafeBufferPointer { BitPacking.append($0, width: indexWidth, to: &out) }
    scratch.highs.withUnsafeBufferPointer { BitPacking.append($0, width: widest - best, to: &out) }
  }

  /// Buffers that many calls share.
  package struct Scratch {
    var indices: [UInt32] = []
    var highs: [UInt32] = []

    package init() {}
  }

  /// Where the parts of a packed list stand.
  @usableFromInline package struct Layout {
    package var count: Int
    package var width: Int
    package var low: Int
    package var exceptions: Int
    var indexWidth: Int
    var highWidth: Int
    var indices: Int
    var highs: Int
    /// Where the list ends.
    package var end: Int

    /// `nil` if the list does not end within `bytes`.
    package init?(count: Int, _ bytes: UnsafeRawBufferPointer, at offset: Int) {
      var reader = ByteReader(bytes, at: offset)
      self.count = count
      width = Int(reader.byte())
      exceptions = reader.length()
      (indexWidth, highWidth) = (0, 0)
      if exceptions > 0 {
        indexWidth = Int(reader.byte())
        highWidth = Int(reader.byte())
      }
      guard reader.isValid, width <= 32, indexWidth <= 32, highWidth <= 32, exceptions <= count else {
        return nil
      }
      low = reader.offset
      indices = low + BitPacking.size(count, width: width)
      highs = indices + BitPacking.size(exceptions, width: indexWidth)
      end = highs + BitPacking.size(exceptions, width: highWidth)
      guard end <= bytes.count else { return nil }
    }

    /// The sums of the numbers `range`, each taken one larger, up to each of them, into `out`.
    package func readSums(
      _ range: Range<Int>, _ base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>
    ) {
      BitPacking.unpack(range, width: width, at: base + low, into: out)
      patch(range, base, out)
      var sum: UInt32 = 0
      for index in 0..<range.count {
        sum &+= out[index] &+ 1
        out[index] = sum
      }
    }

    /// All numbers, into `out`.
    package func read(_ base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>) {
      BitPacking.unpack(count, width: width, at: base + low, into: out)
      patch(0..<count, base, out)
    }

    /// Adds the high bits of the numbers `range` that have some.
    @inline(__always)
    private func patch(_ range: Range<Int>, _ base: UnsafeRawPointer, _ out: UnsafeMutablePointer<UInt32>) {
      var (first, place) = indexWidth <= 14 ? exceptionsBefore(range.lowerBound, base) : (0, -1)
      while first < exceptions {
        let exception = first
        first &+= 1
        place &+= Int(BitPacking.value(exception, width: indexWidth, at: base + indices)) &+ 1
        if place >= range.upperBound { return }
        if place < range.lowerBound { continue }
        let high = BitPacking.value(exception, width: highWidth, at: base + highs)
        out[place &- range.lowerBound] |= high &<< UInt32(truncatingIfNeeded: width)
      }
    }

    /// Goes over exceptions before `start`, four at a time, whose distances one load holds.
    ///
    /// - Returns: How many were gone over, fewer than four before the first that is not before `start`; the place of the
    ///   last.
    @inline(__always)
    private func exceptionsBefore(_ start: Int, _ base: UnsafeRawPointer) -> (count: Int, place: Int) {
      let mask = BitPacking.mask(indexWidth)
      let step = UInt64(truncatingIfNeeded: indexWidth)
      var (count, place) = (0, -1)
      // The fourth is at least four places further.
      while count &+ 4 <= exceptions, place &+ 4 < start {
        let bit = count &* indexWidth
        let four =
          base.loadUnaligned(fromByteOffset: indices &+ bit &>> 3, as: UInt64.self) &>> UInt64(bit & 7)
        let sum =
          (four & mask) &+ (four &>> step & mask) &+ (four &>> (2 &* step) & mask)
          &+ (four &>> (3 &* step) & mask)
        let next = place &+ Int(truncatingIfNeeded: sum) &+ 4
        if next >= start { break }
        (count, place) = (count &+ 4, next)
      }
      return (count, place)
    }
  }
}
