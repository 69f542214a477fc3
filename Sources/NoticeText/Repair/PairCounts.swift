/// How often two words follow each other in a text: asked for every reading of every word that is opened.
struct PairCounts {
  /// A pair and its count, side by side; 0 is an empty slot, and at least half of them are empty.
  private var slots: [(pair: UInt32, count: UInt32)] = []
  private var mask = 0

  init() {}

  /// - Parameter capacity: How many pairs are added at most.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    slots = [(pair: UInt32, count: UInt32)](repeating: (0, 0), count: size)
  }

  var isEmpty: Bool { slots.isEmpty }

  mutating func add(_ first: LanguageModel.ID, _ second: LanguageModel.ID) {
    let place = place(first, second)
    slots[place] = (UInt32(first) << 16 | UInt32(second), slots[place].count + 1)
  }

  @inline(__always)
  func count(_ first: LanguageModel.ID, _ second: LanguageModel.ID) -> UInt32 {
    slots.isEmpty ? 0 : slots[place(first, second)].count
  }

  /// The slot of a pair, or the empty one where it belongs.
  @inline(__always)
  private func place(_ first: LanguageModel.ID, _ second: LanguageModel.ID) -> Int {
    let pair = UInt32(first) << 16 | UInt32(second)
    var place = Int(truncatingIfNeeded: (UInt64(pair) &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    // Ends: half of the slots are empty.
    while slots[place].count != 0, slots[place].pair != pair { place = (place &+ 1) & mask }
    return place
  }
}
