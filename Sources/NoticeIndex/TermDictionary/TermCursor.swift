/// A place among the terms of a dictionary, which it walks in order.
///
/// Of copies only one may go on: they have the term's bytes together.
package struct TermCursor {
  private let dictionary: TermDictionary
  private let isText: Bool
  private let memory = Memory()
  private var block = -1
  private var reader = ByteReader(UnsafeRawBufferPointer(start: nil, count: 0))
  private var indexInBlock = 0
  private var postingsEnd = 0
  private var positionsEnd = 0
  private var entryLength = 0
  private var keyLength = 0
  private var foldedLength = 0
  package private(set) var postings = TermPostings(count: 0, occurrences: 0, postings: 0..<0)

  /// Before the first term.
  package init(_ dictionary: TermDictionary) {
    self.dictionary = dictionary
    isText = dictionary.isText
  }

  /// Room for the longest term: written and read without asking whether somebody else has it.
  private final class Memory {
    /// Of the term, with what stands after its key.
    let entry: UnsafeMutablePointer<UInt8>
    /// Of its letters without marks.
    let folded: UnsafeMutablePointer<UInt8>

    init() {
      entry = .allocate(capacity: 2 * TermDictionary.longestEntry)
      folded = entry + TermDictionary.longestEntry
    }

    deinit { entry.deallocate() }
  }

  private var entryBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.entry, count: entryLength)
  }

  /// The term, or the key of a keyword, without copying it; valid until the cursor goes on or ends.
  package var keyBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.entry, count: keyLength)
  }
  /// The key's letters without marks, likewise.
  package var foldedBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.folded, count: foldedLength)
  }

  /// The term with what stands after its key.
  package var entry: [UInt8] { Array(entryBytes) }
  /// The term, or the key of a keyword.
  package var key: [UInt8] { Array(keyBytes) }
  /// The key's letters without marks.
  package var folded: [UInt8] { Array(foldedBytes) }

  /// Whether a keyword stands only for another value: it shows nothing.
  package var isAlias: Bool { keyLength + 1 == entryLength && !isText }

  /// A keyword as it was first written.
  package var value: String {
    // A name is its own value.
    let start = keyLength < entryLength ? keyLength + 1 : 0
    return String(decoding: entryBytes[start...], as: UTF8.self)
  }

  /// Calls `use` with `keyBytes`, which are valid until it returns.
  @inline(__always)
  package func withKey<Result>(_ use: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withExtendedLifetime(memory) { use(keyBytes) }
  }

  /// Whether the term stands before `other` in the order of `TermKey`.
  @inline(__always)
  private func isBefore(_ other: TermKey) -> Bool {
    let order = other.folded.withUnsafeBufferPointer { TermKey.compare(foldedBytes, $0) }
    if order != 0 { return order < 0 }
    return other.term.withUnsafeBufferPointer { TermKey.compare(keyBytes, $0) } < 0
  }

  /// Goes to the next term; `false` at the end.
  package mutating func next() throws(IndexError) -> Bool {
    if block < 0 || indexInBlock == TermDictionaryLayout.blockSize || reader.left == 0 {
      guard block + 1 < dictionary.layout.blocks else { return false }
      try open(block + 1)
    }
    try readEntry()
    return true
  }

  /// Goes to the first term that is not before `key`; `false` if there is none.
  package mutating func seek(_ key: TermKey) throws(IndexError) -> Bool {
    let blocks = dictionary.layout.blocks
    guard blocks > 0 else { return false }
    // The last block that begins before `key`: by eight bytes, and by the whole where those are equal.
    let prefix = TermDictionaryLayout.prefix(key.folded)
    var low = 0
    var high = blocks
    while low < high {
      let middle = (low + high) / 2
      let other = dictionary.prefix(middle)
      let isBefore: Bool
      if other != prefix {
        isBefore = other < prefix
      } else {
        try open(middle)
        try readEntry()
        isBefore = self.isBefore(key)
      }
      if isBefore { low = middle + 1 } else { high = middle }
    }
    try open(max(0, low - 1))
    while true {
      guard try next() else { return false }
      if !isBefore(key) { return true }
    }
  }

  /// Goes to the first term whose letters without marks are not before `folded`.
  package mutating func seek(folded: [UInt8]) throws(IndexError) -> Bool {
    var key = TermKey([])
    key.folded = folded
    return try seek(key)
  }

  /// Goes on to the first term whose letters without marks are not before `folded`, which are behind the present ones.
  ///
  /// Within the block, or not far behind it, faster than `seek`.
  package mutating func skip(toFolded folded: [UInt8]) throws(IndexError) -> Bool {
    try folded.span.withUnsafeBufferPointer { (folded) throws(IndexError) in try skip(toFolded: folded) }
  }

  package mutating func skip(toFolded folded: UnsafeBufferPointer<UInt8>) throws(IndexError) -> Bool {
    let prefix = TermDictionaryLayout.prefix(folded)
    let blocks = dictionary.layout.blocks
    // Gallop to the last block that begins before it.
    if block + 1 < blocks, dictionary.prefix(block + 1) < prefix {
      var low = block + 1
      var step = 1
      while low + step < blocks, dictionary.prefix(low + step) < prefix {
        low += step
        step *= 2
      }
      var high = min(blocks, low + step)
      while high - low > 1 {
        let middle = (low + high) / 2
        if dictionary.prefix(middle) < prefix { low = middle } else { high = middle }
      }
      try open(low)
    }
    while true {
      guard try next() else { return false }
      if TermKey.compare(foldedBytes, folded) >= 0 { return true }
    }
  }

  /// Goes to the term that stands at this place, counted from 0; there must be one.
  package mutating func go(to place: Int) throws(IndexError) {
    let (block, index) = place.quotientAndRemainder(dividingBy: TermDictionaryLayout.blockSize)
    guard block < dictionary.layout.blocks else { throw corrupt() }
    if block == self.block, index + 1 == indexInBlock { return }
    if block != self.block || index < indexInBlock { try open(block) }
    while indexInBlock <= index {
      guard reader.left > 0 else { throw corrupt() }
      try readEntry()
    }
  }

  private mutating func open(_ block: Int) throws(IndexError) {
    reader = ByteReader(try dictionary.block(block))
    self.block = block
    indexInBlock = 0
    postingsEnd = Int(truncatingIfNeeded: reader.varint() & UInt64(Int.max / 4))
    positionsEnd = Int(truncatingIfNeeded: reader.varint() & UInt64(Int.max / 4))
    entryLength = 0
  }

  private mutating func readEntry() throws(IndexError) {
    let shared = reader.length()
    let rest = reader.take(reader.length())
    let length = shared + rest.count
    guard shared <= entryLength, length <= TermDictionary.longestEntry else { throw corrupt() }
    // Most rests are a few bytes.
    let end = memory.entry + shared
    for offset in 0..<rest.count { end[offset] = rest[offset] }
    entryLength = length
    keyLength = isText ? length : entryBytes.firstIndex(of: 0) ?? length
    foldedLength = TermForm.fold(keyBytes, into: memory.folded)
    postings = TermPostings(&reader, isText: isText, postings: postingsEnd, positions: positionsEnd)
    guard reader.isValid, postings.count > 0 else { throw corrupt() }
    postingsEnd = postings.postings.upperBound
    positionsEnd = postings.positions.upperBound
    indexInBlock += 1
  }

  private func corrupt() -> IndexError {
    .corrupt(file: dictionary.name, offset: dictionary.layout.start, reason: "an entry of the words is cut")
  }
}
