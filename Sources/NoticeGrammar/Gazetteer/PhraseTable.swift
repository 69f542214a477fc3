import NoticeText

/// Word numbers: every word that some list or rule knows has a small one, all others are 0.
struct Vocabulary: Sendable {
  private var slots: [(key: UInt64, id: UInt16)] = Array(repeating: (0, 0), count: 1 << 14)
  private(set) var count: UInt16 = 0

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 50) }

  /// The number of `key`, 0 if no list has it.
  @inline(__always)
  func id(_ key: WordKey) -> UInt16 {
    var index = Self.slot(key.bits)
    while true {
      let entry = slots[index]
      if entry.key == key.bits { return entry.id }
      if entry.id == 0 { return 0 }
      index = (index &+ 1) & ((1 << 14) - 1)
    }
  }

  /// The number of `key`, a new one if it has none. A list too long for the table adds nothing more.
  mutating func add(_ key: WordKey) -> UInt16 {
    let known = id(key)
    if known != 0 || key == .none || count >= 12_000 { return known }
    count += 1
    var index = Self.slot(key.bits)
    while slots[index].id != 0 { index = (index + 1) & ((1 << 14) - 1) }
    slots[index] = (key.bits, count)
    return count
  }
}

/// A set of phrases as a trie over word numbers; the commas and dashes inside a phrase are left out, so
/// `Lao động - Thương binh và Xã hội` is found however it is punctuated.
struct PhraseTable: Sendable {
  private var edges: [UInt32: UInt32] = [:]  // node << 16 | word → node
  private var values: [Int32] = [-1]  // by node
  private var roots: [UInt32] = []  // by word, 0 = none: the first step without hashing

  /// Adds `phrase` with its value; the first value of a phrase stays.
  mutating func add(_ phrase: [UInt16], _ value: Int) {
    var node: UInt32 = 0
    for word in phrase where word != 0 {
      let edge = node << 16 | UInt32(word)
      if let next = edges[edge] {
        node = next
      } else {
        values.append(-1)
        let next = UInt32(values.count - 1)
        edges[edge] = next
        if node == 0 {
          while roots.count <= Int(word) { roots.append(0) }
          roots[Int(word)] = next
        }
        node = next
      }
    }
    if node != 0, values[Int(node)] < 0 { values[Int(node)] = Int32(value) }
  }

  @inline(__always)
  func canStart(_ word: UInt16) -> Bool { Int(word) < roots.count && roots[Int(word)] != 0 }

  @inline(__always)
  func root(_ word: UInt16) -> UInt32 { Int(word) < roots.count ? roots[Int(word)] : 0 }
  @inline(__always)
  func step(_ node: UInt32, _ word: UInt16) -> UInt32 { edges[node << 16 | UInt32(word)] ?? 0 }
  @inline(__always)
  func value(_ node: UInt32) -> Int { Int(values[Int(node)]) }
}
