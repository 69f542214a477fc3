/// The positions of one term, block by block, in buffers that are used again.
///
/// `PostingsList.checkPositions` must have passed.
package final class PositionsReader {
  private let list: PostingsList
  private let bytes: UnsafeRawBufferPointer
  private var block = -1
  private var layout: PatchedPacking.Layout?
  /// Where each posting's positions begin among those of the block, and the end.
  private let starts: UnsafeMutablePointer<UInt32>
  private var postings = 0
  /// The positions of the whole block, or of the one posting asked for.
  private var values: UnsafeMutablePointer<UInt32>
  private var capacity = 1024
  private var isWhole = false
  private var asked = 0
  /// From so many postings of a block on it pays to unpack all of them.
  private static let worthAll = 6

  package init(_ list: PostingsList) {
    self.list = list
    bytes = list.positionBytes
    starts = .allocate(capacity: PostingsFormat.denseBlock + 1)
    values = .allocate(capacity: capacity)
  }

  deinit {
    starts.deallocate()
    values.deallocate()
  }

  /// The positions of the posting at `place` of `block`, ascending; valid until the next call.
  @inline(__always)
  package func positions(block: Int, place: Int) -> UnsafeBufferPointer<UInt32> {
    if block != self.block { open(block) }
    guard place < postings else { return UnsafeBufferPointer(start: values, count: 0) }
    let start = Int(starts[place])
    let count = Int(starts[place &+ 1]) &- start
    if isWhole { return UnsafeBufferPointer(start: values + start, count: count) }
    asked &+= 1
    if asked > Self.worthAll {
      unpackAll()
      return UnsafeBufferPointer(start: values + start, count: count)
    }
    layout?.read(start..<start &+ count, base, into: values)
    Self.addUp(values, count)
    return UnsafeBufferPointer(start: values, count: count)
  }

  private var base: UnsafeRawPointer { bytes.baseAddress.unsafelyUnwrapped }

  private func open(_ block: Int) {
    self.block = block
    isWhole = false
    asked = 0
    postings = 0
    layout = nil
    guard let frequencies = list.frequencies(block: block), bytes.baseAddress != nil else { return }
    let sum = frequencies.starts(into: starts)
    guard sum <= list.term.occurrences,
      let found = PatchedPacking.Layout(count: sum, bytes, at: list.positionsOffset(block))
    else { return }
    if sum > capacity {
      values.deallocate()
      capacity = sum
      values = .allocate(capacity: capacity)
    }
    postings = frequencies.count
    layout = found
  }

  private func unpackAll() {
    let count = Int(starts[postings])
    layout?.read(0..<count, base, into: values)
    for place in 0..<postings {
      let start = Int(starts[place])
      Self.addUp(values + start, Int(starts[place &+ 1]) &- start)
    }
    isWhole = true
  }

  /// Distances → positions: each is the distance from the one before, less one; the first from −1.
  @inline(__always)
  private static func addUp(_ values: UnsafeMutablePointer<UInt32>, _ count: Int) {
    var position = UInt32.max
    for index in 0..<count {
      position = position &+ values[index] &+ 1
      values[index] = position
    }
  }
}
