/// The positions of a block's postings.
package struct BlockPositions {
  /// Where each posting's positions begin among those of the block, and the end.
  private var starts: [UInt32]
  private let base: UnsafeRawPointer
  private let layout: PatchedPacking.Layout
  /// All of the block, once so many postings were asked for that it pays.
  private var gaps: [UInt32] = []
  private var asked = 0
  private static let worthAll = 6

  /// - Parameter occurrences: Of the term in the segment: no block has more.
  init?(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, _ frequencies: PostingsList.Frequencies,
    occurrences: Int
  ) {
    starts = []
    starts.reserveCapacity(frequencies.count + 1)
    var sum: UInt32 = 0
    for place in 0..<frequencies.count {
      starts.append(sum)
      sum &+= frequencies.plain(place)
    }
    starts.append(sum)
    guard offset <= bytes.count, Int(sum) <= occurrences, let base = bytes.baseAddress,
      let layout = PatchedPacking.Layout(count: Int(sum), bytes, at: offset)
    else { return nil }
    self.base = base
    self.layout = layout
  }

  mutating func unpackAll() {
    let count = layout.count
    gaps = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      if let out = buffer.baseAddress { layout.read(0..<count, base, into: out) }
      filled = count
    }
  }

  /// The positions of the posting at `place`, ascending.
  package mutating func positions(_ place: Int) -> [UInt32] {
    var out: [UInt32] = []
    append(place, to: &out)
    return out
  }

  /// Appends the positions of the posting at `place`.
  package mutating func append(_ place: Int, to out: inout [UInt32]) {
    guard place >= 0, place &+ 1 < starts.count else { return }
    let range = Int(starts[place])..<Int(starts[place &+ 1])
    if gaps.isEmpty {
      asked += 1
      if asked > Self.worthAll { unpackAll() }
    }
    let first = out.count
    if gaps.isEmpty {
      out.append(contentsOf: repeatElement(0, count: range.count))
      out.withUnsafeMutableBufferPointer { buffer in
        if let start = buffer.baseAddress { layout.read(range, base, into: start + first) }
      }
    } else {
      out.append(contentsOf: gaps[range])
    }
    // Each is the distance from the one before, less one; the first from −1.
    out.withUnsafeMutableBufferPointer { buffer in
      var position = UInt32.max
      for index in first..<buffer.count {
        position = position &+ buffer[index] &+ 1
        buffer[index] = position
      }
    }
  }
}
