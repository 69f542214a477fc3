/// The positions of one term, block by block, in buffers that are used again.
///
/// `PostingsList.checkPositions` must have passed.
package final class PositionsReader {
  private let list: PostingsList
  private let bytes: UnsafeRawBufferPointer
  /// Where each posting's positions begin among those of the block, and the end.
  private let starts: UnsafeMutablePointer<UInt32>
  private let state: Cell<State>
  /// From so many postings of a block on it pays to unpack all of them.
  private static let worthAll = 6

  private struct State {
    var block = -1
    var layout: PatchedPacking.Layout?
    var postings = 0
    /// The positions of the whole block, or of the one posting asked for.
    var values: UnsafeMutablePointer<UInt32>
    var capacity: Int
    var isWhole = false
    var asked = 0
  }

  package init(_ list: PostingsList) {
    self.list = list
    bytes = list.positionBytes
    starts = .allocate(capacity: PostingsFormat.denseBlock + 1)
    state = Cell(State(values: .allocate(capacity: 1024), capacity: 1024))
  }

  deinit {
    starts.deallocate()
    state.value.values.deallocate()
    state.free()
  }

  /// The positions of the posting at `place` of `block`, ascending; valid until the next call.
  @inline(__always)
  package func positions(block: Int, place: Int) -> UnsafeBufferPointer<UInt32> {
    if block != state.value.block { open(block) }
    guard place < state.value.postings else {
      return UnsafeBufferPointer(start: state.value.values, count: 0)
    }
    let start = Int(starts[place])
    let count = Int(starts[place &+ 1]) &- start
    if state.value.isWhole { return UnsafeBufferPointer(start: state.value.values + start, count: count) }
    return unpack(start, count)
  }

  private func unpack(_ start: Int, _ count: Int) -> UnsafeBufferPointer<UInt32> {
    let values = state.value.values
    state.value.asked &+= 1
    if state.value.asked > Self.worthAll {
      unpackAll()
      return UnsafeBufferPointer(start: values + start, count: count)
    }
    if let base = bytes.baseAddress { state.value.layout?.read(start..<start &+ count, base, into: values) }
    Self.addUp(values, count)
    return UnsafeBufferPointer(start: values, count: count)
  }

  private func open(_ block: Int) {
    state.value.block = block
    state.value.isWhole = false
    state.value.asked = 0
    state.value.postings = 0
    state.value.layout = nil
    guard let frequencies = list.frequencies(block: block), bytes.baseAddress != nil else { return }
    let sum = frequencies.starts(into: starts)
    guard sum <= list.term.occurrences,
      let found = PatchedPacking.Layout(count: sum, bytes, at: list.positionsOffset(block))
    else { return }
    if sum > state.value.capacity {
      state.value.values.deallocate()
      state.value.capacity = sum
      state.value.values = .allocate(capacity: sum)
    }
    state.value.postings = frequencies.count
    state.value.layout = found
  }

  private func unpackAll() {
    let postings = state.value.postings
    let values = state.value.values
    if let base = bytes.baseAddress {
      state.value.layout?.read(0..<Int(starts[postings]), base, into: values)
    }
    for place in 0..<postings {
      let start = Int(starts[place])
      Self.addUp(values + start, Int(starts[place &+ 1]) &- start)
    }
    state.value.isWhole = true
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
