import TestSupport
import Testing

@testable import NoticeIndex

struct RicePackingTests {
  /// Lists of few and of many numbers, small and large, with runs of none and a few that are far larger.
  private static func list(_ random: inout SeededGenerator) -> [UInt32] {
    let bits = random.below(33)
    return (0..<random.below(700)).map { _ in
      let most = random.oneIn(20) ? random.below(33) : bits
      return UInt32(truncatingIfNeeded: random.next() & ((1 << UInt64(most)) - 1))
    }
  }

  private static func packed(_ values: [UInt32], after front: Int = 0) -> [UInt8] {
    var out = ByteBuffer()
    for _ in 0..<front { out.append(UInt8(0xAA)) }
    values.withUnsafeBufferPointer { RicePacking.append($0, to: &out) }
    return Array(out.bytes)
  }

  /// With what may be read past the end.
  private static func withLayout(
    _ bytes: [UInt8], at offset: Int, _ count: Int, _ use: (RicePacking.Layout, UnsafeRawPointer) -> Void
  ) -> Bool {
    (bytes + Array(repeating: 0xFF, count: 16)).withUnsafeBytes { all in
      let list = UnsafeRawBufferPointer(rebasing: all[..<bytes.count])
      guard let layout = RicePacking.Layout(count: count, list, at: offset), let base = list.baseAddress
      else {
        return false
      }
      use(layout, base)
      return true
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func whatIsWrittenIsRead(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let values = Self.list(&random)
    let front = random.below(9)
    let bytes = Self.packed(values, after: front)
    var read = [UInt32](repeating: 7, count: values.count + 3)
    #expect(Self.withLayout(bytes, at: front, values.count) { $0.read(values.count, $1, into: &read) })
    #expect(Array(read.prefix(values.count)) == values)
    for _ in 0..<20 where !values.isEmpty {
      let start = random.below(values.count)
      let range = start..<start + 1 + random.below(values.count - start)
      var sums = [UInt32](repeating: 7, count: range.count + 3)
      _ = Self.withLayout(bytes, at: front, values.count) { $0.readSums(range, $1, into: &sums) }
      var sum: UInt32 = 0
      let expected = values[range].map { value -> UInt32 in
        sum = sum &+ value &+ 1
        return sum
      }
      #expect(Array(sums.prefix(range.count)) == expected, "\(range)")
    }
  }

  @Test func isNearTheShortestForPositions() {
    // Distances as words at random have them, on average one in 40: log2(e × 40) = 6.76 bits are the least.
    var random = SeededGenerator(seed: 1)
    let values = (0..<10_000).map { _ -> UInt32 in
      var distance: UInt32 = 0
      while !random.oneIn(40) { distance += 1 }
      return distance
    }
    let bits = Double(Self.packed(values).count * 8) / Double(values.count)
    #expect((6.7...6.95).contains(bits), "\(bits)")
  }

  /// Lists that end too early, or were changed: something is read, and nothing past the end.
  @Test func damagedListsAreReadWithoutATrap() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<2_000 {
      let values = Self.list(&random)
      var bytes = Self.packed(values)
      for _ in 0..<random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      bytes.removeLast(random.below(bytes.count))
      var out = [UInt32](repeating: 0, count: values.count + 3)
      _ = Self.withLayout(bytes, at: 0, values.count) { layout, base in
        layout.read(values.count, base, into: &out)
        if values.count > 1 { layout.readSums(values.count / 2..<values.count, base, into: &out) }
      }
    }
  }
}
