import NoticeIndex

/// All documents of a segment that a query matches, found once for whoever asks: to count them, and to choose the best.
final class FoundDocuments {
  /// A bit a document, none of a deleted one.
  let bitmap: [UInt64]
  /// How many there are.
  let count: Int

  /// - Complexity: That of filling all words of the query's set.
  init(_ run: SegmentRun) {
    let size = run.root.words
    var count = 0
    bitmap = [UInt64](unsafeUninitializedCapacity: size) { buffer, filled in
      guard let words = buffer.baseAddress else { return }
      run.matches { first, own, length in (words + first).initialize(from: own, count: length) }
      count = Bits.count(words, size)
      filled = size
    }
    self.count = count
  }

  @inline(__always)
  func bits(_ word: Int) -> UInt64 { bitmap[word] }

  /// The first word from `word` that has a match; as many as there are words if there is none.
  @inline(__always)
  func next(_ word: Int) -> Int {
    var word = word
    while word < bitmap.count, bitmap[word] == 0 { word &+= 1 }
    return word
  }

  /// Keeps those of `documents` that match; returns how many they are.
  func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    bitmap.withUnsafeBufferPointer { bitmap in
      bitmap.baseAddress.map { Bits.retain($0, documents, count) } ?? 0
    }
  }

  /// Calls `use` with all words.
  func withWords(_ use: (UnsafePointer<UInt64>, Int) -> Void) {
    bitmap.withUnsafeBufferPointer { words in
      if let base = words.baseAddress { use(base, words.count) }
    }
  }
}
