/// The pairs of words that a language model has counted, and the words that follow each: a pair is found in one step,
/// with all that is asked of it in one place.
///
/// Half of the slots are empty. They are many megabytes, and of what damaged words may have been most pairs were never
/// counted, so a filter that stays in the cache is asked first. Immutable and never freed, as the model.
struct CountedPairs: @unchecked Sendable {
  fileprivate struct Slot {
    var key: UInt32
    /// Its triples: `triples[first..<first + count]`.
    var first: UInt32
    var count: UInt16
    /// As the model's file has it.
    var score: UInt8
    var backOff: UInt8
  }

  private let slots: UnsafePointer<Slot>
  private let slotCount: UInt64
  /// A bit for each pair, and for the last two words of each triple: a clear one says that neither was counted.
  private let filter: UnsafePointer<UInt64>
  /// The third word in the upper 24 bits, which ascend, its score below.
  private let triples: UnsafePointer<UInt32>

  /// Of a pair that nothing was counted after.
  static let noBackOff: UInt8 = 32
  /// The filter has so many bits, as a power of two: some ten for each pair of the built-in model.
  private static let filterBits: UInt64 = 22
  /// No word has this number.
  fileprivate static let empty = UInt32.max

  /// Takes pairs with their triples, which ascend.
  struct Builder {
    fileprivate let slots: UnsafeMutableBufferPointer<Slot>
    fileprivate let triples: UnsafeMutableBufferPointer<UInt32>
    fileprivate var pairCount = 0
    fileprivate var count = 0
    private let filter: UnsafeMutablePointer<UInt64>
    private var last = 0

    fileprivate init(
      _ slots: UnsafeMutableBufferPointer<Slot>, _ triples: UnsafeMutableBufferPointer<UInt32>,
      _ filter: UnsafeMutablePointer<UInt64>
    ) {
      (self.slots, self.triples, self.filter) = (slots, triples, filter)
    }

    mutating func add(_ first: LanguageModel.ID, _ second: LanguageModel.ID, score: UInt8, backOff: UInt8) {
      precondition(pairCount * 2 < slots.count, "more pairs than were announced")
      pairCount += 1
      let key = UInt32(first) << 16 | UInt32(second)
      var place = CountedPairs.slot(key, UInt64(slots.count))
      while slots[place].key != CountedPairs.empty { place = place + 1 == slots.count ? 0 : place + 1 }
      slots[place] = Slot(key: key, first: UInt32(count), count: 0, score: score, backOff: backOff)
      last = place
      mark(key)
    }

    private func mark(_ key: UInt32) {
      let bit = CountedPairs.bit(key)
      filter[Int(bit >> 6)] |= 1 << (bit & 63)
    }

    /// Adds a word that follows the pair added last.
    mutating func addTriple(_ third: LanguageModel.ID, score: UInt8) {
      guard slots[last].count < .max else { return }
      mark(slots[last].key << 16 | UInt32(third))
      triples[count] = UInt32(third) << 8 | UInt32(score)
      count += 1
      slots[last].count += 1
    }
  }

  /// - Parameters:
  ///   - capacity: How many pairs are added at most.
  ///   - triples: How many triples are added at most.
  init(capacity: Int, triples: Int, _ fill: (inout Builder) -> Void) {
    let count = capacity * 2 + 16
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(key: Self.empty, first: 0, count: 0, score: 0, backOff: 0), count: count)
    let thirds = UnsafeMutablePointer<UInt32>.allocate(capacity: triples + 1)
    thirds.initialize(repeating: 0, count: triples + 1)
    let words = 1 << (Self.filterBits - 6)
    let filter = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
    filter.initialize(repeating: 0, count: words)
    var builder = Builder(
      UnsafeMutableBufferPointer(start: slots, count: count),
      UnsafeMutableBufferPointer(start: thirds, count: triples + 1), filter)
    fill(&builder)
    self.filter = UnsafePointer(filter)
    slotCount = UInt64(count)
    self.slots = UnsafePointer(slots)
    self.triples = UnsafePointer(thirds)
  }

  @inline(__always)
  fileprivate static func slot(_ key: UInt32, _ count: UInt64) -> Int {
    // The hash as a fraction of the table: it need not be a power of two.
    Int(truncatingIfNeeded: (UInt64(key &* 0x9E37_79B1) &* count) >> 32)
  }

  @inline(__always)
  fileprivate static func bit(_ key: UInt32) -> UInt64 {
    (UInt64(key) &* 0xD6E8_FEB8_6659_FD93) >> (64 - filterBits)
  }

  /// False if no pair of these words was counted, nor a triple that ends with them.
  @inline(__always)
  func mayHave(_ first: LanguageModel.ID, _ second: LanguageModel.ID) -> Bool {
    let bit = Self.bit(UInt32(first) << 16 | UInt32(second))
    return filter[Int(bit >> 6)] &>> (bit & 63) & 1 != 0
  }

  /// The place of a pair, -1 if it was not counted.
  @inline(__always)
  func place(_ first: LanguageModel.ID, _ second: LanguageModel.ID) -> Int {
    let key = UInt32(first) << 16 | UInt32(second)
    var place = Self.slot(key, slotCount)
    // Ends: half of the slots are empty.
    while true {
      let found = slots[place].key
      if found == key { return place }
      if found == Self.empty { return -1 }
      place &+= 1
      if place == Int(slotCount) { place = 0 }
    }
  }

  @inline(__always)
  func score(_ place: Int) -> UInt8 { slots[place].score }
  @inline(__always)
  func backOff(_ place: Int) -> UInt8 { slots[place].backOff }

  /// The score of a word after the pair at `place`, -1 if it was not counted.
  @inline(__always)
  func triple(_ place: Int, _ word: LanguageModel.ID) -> Int32 {
    var (low, count) = (Int(slots[place].first), Int(slots[place].count))
    // No branch on the comparison: it would be mispredicted half of the time.
    let wanted = UInt32(word) << 8 | 0xFF
    while count > 1 {
      let half = count >> 1
      low = triples[low &+ half] <= wanted ? low &+ half : low
      count &-= half
    }
    guard count == 1, triples[low] >> 8 == UInt32(word) else { return -1 }
    return Int32(truncatingIfNeeded: triples[low] & 0xFF)
  }
}
