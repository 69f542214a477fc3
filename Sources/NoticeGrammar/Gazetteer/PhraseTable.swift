import NoticeText

/// Word numbers while the lists are read.
struct VocabularyBuilder {
  private var ids: [WordKey: UInt16] = [:]

  func id(_ key: WordKey) -> UInt16 { ids[key] ?? 0 }

  /// The number of `key`, a new one if it has none. A list too long for the table adds nothing more.
  mutating func add(_ key: WordKey) -> UInt16 {
    if let known = ids[key] { return known }
    guard key != .none, ids.count < 24_000 else { return 0 }
    let id = UInt16(ids.count + 1)
    ids[key] = id
    return id
  }

  var entries: [WordKey: UInt16] { ids }

  func build() -> Vocabulary { Vocabulary(ids) }
}

/// Phrases with their values, while a list is read.
struct PhraseTableBuilder {
  fileprivate var edges: [UInt32: UInt32] = [:]  // node << 16 | word → node
  fileprivate var values: [Int32] = [-1]  // by node
  fileprivate var roots: [UInt32] = []  // by word, 0 = none

  /// Adds `phrase` with its value; the first value of a phrase stays.
  mutating func add(_ phrase: [UInt16], _ value: Int) {
    var node: UInt32 = 0
    for word in phrase where word != 0 {
      let edge = node << 16 | UInt32(word)
      if let next = edges[edge] {
        node = next
      } else {
        guard values.count < 0xFFFF else { return }
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

  func build() -> PhraseTable { PhraseTable(self) }
}

/// A set of phrases as a trie over word numbers; the commas and dashes inside a phrase are left out, so
/// `Lao động - Thương binh và Xã hội` is found however it is punctuated.
final class PhraseTable: @unchecked Sendable {
  private let edges: UnsafeMutablePointer<UInt64>  // edge << 32 | node, 0 = empty
  private let mask: Int
  private let values: UnsafeMutablePointer<Int32>
  private let roots: UnsafeMutablePointer<UInt32>
  private let rootCount: Int

  fileprivate init(_ builder: PhraseTableBuilder) {
    var size = 16
    while size < builder.edges.count * 2 + 2 { size *= 2 }
    mask = size - 1
    edges = .allocate(capacity: size)
    edges.initialize(repeating: 0, count: size)
    for (edge, node) in builder.edges {
      var index = Self.slot(edge) & mask
      while edges[index] != 0 { index = (index + 1) & mask }
      edges[index] = UInt64(edge) << 32 | UInt64(node)
    }
    values = .allocate(capacity: builder.values.count)
    values.initialize(from: builder.values, count: builder.values.count)
    rootCount = builder.roots.count
    roots = .allocate(capacity: max(rootCount, 1))
    roots.initialize(from: builder.roots, count: rootCount)
  }

  deinit {
    edges.deallocate()
    values.deallocate()
    roots.deallocate()
  }

  @inline(__always)
  private static func slot(_ edge: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(edge) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  @inline(__always)
  func canStart(_ word: UInt16) -> Bool { root(word) != 0 }
  @inline(__always)
  func root(_ word: UInt16) -> UInt32 { Int(word) < rootCount ? roots[Int(word)] : 0 }
  @inline(__always)
  func step(_ node: UInt32, _ word: UInt16) -> UInt32 {
    let edge = node << 16 | UInt32(word)
    var index = Self.slot(edge) & mask
    while true {
      let entry = edges[index]
      if entry >> 32 == UInt64(edge) { return UInt32(truncatingIfNeeded: entry) }
      if entry == 0 { return 0 }
      index = (index &+ 1) & mask
    }
  }
  @inline(__always)
  func value(_ node: UInt32) -> Int { Int(values[Int(node)]) }
}
