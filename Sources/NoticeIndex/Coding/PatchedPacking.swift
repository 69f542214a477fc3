/// Numbers of mostly one width: the few wider ones keep their low bits in place and are patched.
///
///     list   ← width:u8 exceptions:varint (indexWidth:u8 highWidth:u8)? low[count] (index[exceptions] high[exceptions])?
///
/// `index` holds distances from the exception before, less one (Zukowski et al., “Super-Scalar RAM-CPU Cache
/// Compression”, ICDE 2006, with packed patches). So positions were written in version 1; they are only read.
@usableFromInline package enum PatchedPacking {
  /// Where the parts of a packed list stand.
  @usableFromInline package struct Layout {
    private let width: Int
    private let low: Int
    private let exceptions: Int
    private let indexWidth: Int
    private let highWidth: Int
    private let indices: Int
    private let highs: Int

    /// `nil` if the list does not end within `bytes`.
    package init?(count: Int, _ bytes: UnsafeRawBufferPointer, at offset: Int) {
      var reader = ByteReader(bytes, at: offset)
      width = Int(reader.byte())
      exceptions = reader.length()
      indexWidth = exceptions > 0 ? Int(reader.byte()) : 0
      highWidth = exceptions > 0 ? Int(reader.byte()) : 0
      guard reader.isValid, width <= 32, indexWidth <= 32, highWidth <= 32, exceptions <= count else {
        return nil
      }
      low = reader.offset
      indices = low + BitPacking.size(count, width: width)
      highs = indices + BitPacking.size(exceptions, width: indexWidth)
      guard highs + BitPacking.size(exceptions, width: highWidth) <= bytes.count else { return nil }
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

    /// The first `count` numbers, into `out`.
    package func read(_ count: Int, _ base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>) {
      BitPacking.unpack(count, width: width, at: base + low, into: out)
      patch(0..<count, base, out)
    }

    /// Adds the high bits of the numbers `range` that have some.
    private func patch(_ range: Range<Int>, _ base: UnsafeRawPointer, _ out: UnsafeMutablePointer<UInt32>) {
      var (first, place) = (0, -1)
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
  }
}
