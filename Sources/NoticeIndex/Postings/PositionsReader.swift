/// The positions of one term, block by block, in buffers that are used again.
///
/// `PostingsList.checkPositions` must have passed.
@usableFromInline package final class PositionsReader {
  private let list: PostingsList
  private let bytes: UnsafeRawBufferPointer
  /// How many positions each posting of the block has, less one.
  @usableFromInline let counts: UnsafeMutablePointer<UInt32>
  /// Where each posting's positions begin among those of the block, if `hasStarts`.
  @usableFromInline let starts: UnsafeMutablePointer<UInt32>
  @usableFromInline let state: Cell<State>
  /// Room that reading needs behind the last.
  private static let spare = 3
  /// From so many postings of a block on it pays to unpack all of them.
  private static let worthAll = 8
  /// And all the places where they begin to be added up.
  private static let worthStarts = 2

  @usableFromInline struct State {
    @usableFromInline var block = -1
    @usableFromInline var layout: PositionsLayout?
    @usableFromInline var postings = 0
    /// All positions of the block.
    @usableFromInline var all = 0
    @usableFromInline var hasStarts = false
    /// Of the whole block, or of the one posting asked for: positions added up, with one more for each posting
    /// before and for the first of all.
    @usableFromInline var sums: UnsafeMutablePointer<UInt32>
    /// The positions of one posting.
    @usableFromInline var positions: UnsafeMutablePointer<UInt32>
    @usableFromInline var capacity: Int
    @usableFromInline var isWhole = false
    /// The posting that `sums` are of, if not of the whole block.
    @usableFromInline var single = -1
    @usableFromInline var asked = 0
    /// The posting of the block that `positions` are of, and how many they are.
    @usableFromInline var place = -1
    @usableFromInline var count = 0
  }

  /// The positions of a posting, as sums that begin at `origin`: each less `origin` is a position.
  @frozen @usableFromInline package struct Run {
    @usableFromInline package let sums: UnsafePointer<UInt32>
    @usableFromInline package let count: Int
    @usableFromInline package let origin: UInt32

    @inlinable @inline(__always)
    package init(sums: UnsafePointer<UInt32>, count: Int, origin: UInt32) {
      self.sums = sums
      self.count = count
      self.origin = origin
    }

    /// A position.
    @inlinable @inline(__always)
    package subscript(_ index: Int) -> UInt32 { sums[index] &- origin }
  }

  package init(_ list: PostingsList) {
    self.list = list
    bytes = list.positionBytes
    counts = .allocate(capacity: PostingsFormat.denseBlock)
    starts = .allocate(capacity: PostingsFormat.denseBlock)
    state = Cell(
      State(
        sums: .allocate(capacity: 1024 + Self.spare), positions: .allocate(capacity: 1024), capacity: 1024))
  }

  deinit {
    counts.deallocate()
    starts.deallocate()
    state.value.sums.deallocate()
    state.value.positions.deallocate()
    state.free()
  }

  /// How many positions the posting at `place` of `block` has.
  @inlinable @inline(__always)
  package func count(block: Int, place: Int) -> Int {
    if block != state.value.block { open(block) }
    guard place < state.value.postings else { return 0 }
    return Int(counts[place]) &+ 1
  }

  /// The positions of the posting at `place` of `block`; valid until the next call.
  @inlinable @inline(__always)
  package func run(block: Int, place: Int) -> Run {
    if block != state.value.block { open(block) }
    guard place < state.value.postings else { return Run(sums: state.value.sums, count: 0, origin: 0) }
    let count = Int(counts[place]) &+ 1
    if place == state.value.single { return Run(sums: state.value.sums, count: count, origin: 1) }
    let start = state.value.hasStarts ? Int(starts[place]) : start(of: place)
    if !state.value.isWhole, !unpack(start, count) {
      state.value.single = place
      return Run(sums: state.value.sums, count: count, origin: 1)
    }
    let sums = state.value.sums + start
    return Run(sums: sums, count: count, origin: start == 0 ? 1 : sums[-1] &+ 1)
  }

  /// The same as positions, ascending; valid until the next call.
  package func positions(block: Int, place: Int) -> UnsafeBufferPointer<UInt32> {
    if block == state.value.block, place == state.value.place {
      return UnsafeBufferPointer(start: state.value.positions, count: state.value.count)
    }
    let run = run(block: block, place: place)
    let positions = state.value.positions
    for index in 0..<run.count { positions[index] = run[index] }
    state.value.place = place
    state.value.count = run.count
    return UnsafeBufferPointer(start: positions, count: run.count)
  }

  /// Where the positions of a posting begin, of which few of the block were asked for.
  @usableFromInline func start(of place: Int) -> Int {
    if state.value.asked < Self.worthStarts { return Int(PostingsList.Frequencies.sum(of: counts, place)) }
    var sum: UInt32 = 0
    for posting in 0..<state.value.postings {
      starts[posting] = sum
      sum &+= counts[posting] &+ 1
    }
    state.value.hasStarts = true
    return Int(starts[place])
  }

  /// Unpacks the posting alone, or the whole block if that pays; returns whether it is the whole block.
  @usableFromInline func unpack(_ start: Int, _ count: Int) -> Bool {
    state.value.asked &+= 1
    let isWhole = state.value.asked > Self.worthAll
    state.value.single = -1
    if let base = bytes.baseAddress {
      let range = isWhole ? 0..<state.value.all : start..<start &+ count
      state.value.layout?.readSums(range, base, into: state.value.sums)
    }
    state.value.isWhole = isWhole
    return isWhole
  }

  @usableFromInline func open(_ block: Int) {
    state.value.block = block
    state.value.isWhole = false
    state.value.hasStarts = false
    state.value.asked = 0
    state.value.single = -1
    state.value.place = -1
    state.value.postings = 0
    state.value.layout = nil
    guard let frequencies = list.frequencies(block: block), bytes.baseAddress != nil else { return }
    let count = list.count(ofBlock: block)
    let sum = frequencies.unpackPlain(count, into: counts)
    guard sum <= list.term.occurrences,
      let found = PositionsLayout(count: sum, bytes, at: list.positionsOffset(block))
    else { return }
    if sum > state.value.capacity {
      state.value.sums.deallocate()
      state.value.positions.deallocate()
      state.value.capacity = sum
      state.value.sums = .allocate(capacity: sum + Self.spare)
      state.value.positions = .allocate(capacity: sum)
    }
    state.value.postings = count
    state.value.all = sum
    state.value.layout = found
  }
}
