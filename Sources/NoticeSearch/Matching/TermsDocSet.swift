import NoticeIndex

/// The documents of any of many terms, all with the same score: the words of a prefix, the values of a field.
///
/// Where only the first matches are wanted, only the first documents of every list are read; where more are, all of
/// them.
final class TermsDocSet: DocSet {
  private let lists: [PostingsList]
  private let score: Float
  private let bitmap: UnsafeMutablePointer<UInt64>
  /// So many words are filled in.
  private let filled = Cell(0)
  private let all: Int

  private static let firstWords = 64

  init(_ lists: [PostingsList], documents: Int, score: Float) {
    self.lists = lists
    self.score = score
    all = min(documents, lists.reduce(0) { $0 + $1.count })
    let words = PostingsFormat.words(documents)
    bitmap = .allocate(capacity: max(1, words))
    super.init(documents: documents)
  }

  deinit {
    bitmap.deallocate()
    filled.free()
  }

  override var cost: Int { all }
  override var maxScore: Float { score }
  override var constantScore: Float? { score }

  @inline(__always)
  private func need(_ word: Int) {
    if word >= filled.value { fillTo(word) }
  }

  private func fillTo(_ word: Int) {
    let end = filled.value == 0 && word < Self.firstWords ? min(words, Self.firstWords) : words
    bitmap.update(repeating: 0, count: end)
    for list in lists { list.union(into: bitmap, words: end) }
    filled.value = end
  }

  override func bits(_ word: Int) -> UInt64 {
    need(word)
    return bitmap[word]
  }

  override func next(_ word: Int) -> Int {
    var word = word
    while word < words {
      need(word)
      if bitmap[word] != 0 { return word }
      word &+= 1
    }
    return word
  }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    need(word)
    if score > 0 { Bits.forEach(bits & bitmap[word]) { scores[$0] += score } }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    if score == 0 { return }
    need(words - 1)
    Bits.addBounds(bitmap, words, score, to: bounds)
  }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    need(words - 1)
    return Bits.retain(bitmap, documents, count)
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    need(words - 1)
    out.update(from: bitmap + range.lowerBound, count: range.count)
  }
}
