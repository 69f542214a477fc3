import NoticeIndex

/// All documents of a segment that a query matches, found once for whoever asks: to count them, and to choose the best.
final class FoundDocuments {
  /// A bit a document, none of a deleted one.
  let words: UnsafePointer<UInt64>
  private let size: Int
  /// How many there are.
  let count: Int

  /// - Complexity: That of filling all words of the query's set.
  init(_ run: SegmentRun) {
    let size = run.root.words
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, size))
    run.matches { first, own, length in (words + first).initialize(from: own, count: length) }
    self.words = UnsafePointer(words)
    self.size = size
    count = Bits.count(words, size)
  }

  deinit { words.deallocate() }

  /// A copy of the words.
  var bitmap: [UInt64] { Array(UnsafeBufferPointer(start: words, count: size)) }

  @inline(__always)
  func bits(_ word: Int) -> UInt64 { words[word] }

  /// The first word from `word` that has a match; as many as there are words if there is none.
  @inline(__always)
  func next(_ word: Int) -> Int {
    var word = word
    while word < size, words[word] == 0 { word &+= 1 }
    return word
  }
}
