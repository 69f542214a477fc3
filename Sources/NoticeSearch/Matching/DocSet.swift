import NoticeIndex

/// The documents of one segment that a part of a query matches, and what they score for it.
///
/// Everything goes by *words* of 64 documents, a bit each, and by *windows* of 16: a part of a query is asked for a
/// word's matches, then for the scores of those that are left. So a query runs as a few operations on whole words,
/// and what cannot reach the best hits is left out a window at a time.
///
/// A set is used by one thread. It may be asked for any word at any time; words in order are fast.
class DocSet {
  /// In the segment.
  let documents: Int

  init(documents: Int) {
    self.documents = documents
  }

  final var words: Int { PostingsFormat.words(documents) }
  final var windows: Int { PostingsFormat.windows(documents) }

  /// At most so many documents match.
  var cost: Int { documents }

  /// No document scores more.
  var maxScore: Float { 0 }

  /// Whether some document may score more than 0.
  final var isScored: Bool { maxScore > 0 }

  /// Whether just the matches score more than 0, and scores may be asked of documents that are none.
  var matchesByScore: Bool { false }

  /// What every match scores, if that is the same for all.
  var constantScore: Float? { isScored ? nil : 0 }

  /// The first word from `word` that may have a match; `words` if there is none.
  func next(_ word: Int) -> Int { word }

  /// The matches among the documents of a word, the lowest bit first.
  func bits(_ word: Int) -> UInt64 { 0 }

  /// Whether `addScores` may only be asked of documents that match: it does not look again, as a set of one list does.
  var scoresMatchesOnly: Bool { false }

  /// Adds what each document of `bits` scores for this set to its place in `scores`, if it matches.
  func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {}

  /// Adds to every window at least what any of its documents can score; leaves 0 where none can match.
  ///
  /// - Parameter bounds: `windows` numbers, and up to three more.
  func addBounds(_ bounds: UnsafeMutablePointer<Float>) {}

  /// A bound that is more than 0, and less than what any scored document gets.
  static let presence: Float = 1e-30

  /// Adds `presence` to every window with a match: of a set that scores nothing, the bounds alone would say that
  /// there is none.
  final func addPresence(_ bounds: UnsafeMutablePointer<Float>) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { buffer in
      guard let matches = buffer.baseAddress else { return }
      fill(0..<words, matches)
      for word in 0..<words where matches[word] != 0 {
        for window in 0..<4 where matches[word] &>> UInt64(window &* 16) & 0xFFFF != 0 {
          bounds[word &* 4 &+ window] += Self.presence
        }
      }
    }
  }

  /// Raises every window's number to what `addBounds` would add.
  func raiseBounds(_ bounds: UnsafeMutablePointer<Float>) {
    let count = windows
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { buffer in
      guard let own = buffer.baseAddress else { return }
      own.initialize(repeating: 0, count: count)
      addBounds(own)
      for window in 0..<count where own[window] > bounds[window] { bounds[window] = own[window] }
    }
  }

  /// Calls `use` with documents and what each scores for this set, of a set that has found that out for its bounds.
  func eachScore(_ use: (_ document: UInt32, _ score: Float) -> Void) {}

  /// Allows the set to leave out documents that cannot reach the threshold, since all other parts of the query
  /// together give no document more than `slack`.
  func prune(slack: Float) {}

  /// Words side by side whose bonus may be added last, to the few documents that it can bring among the best: all that
  /// this set scores is what they score.
  var lateBonus: Together? { nil }

  /// Writes the matches of `range` of the words to `out`, from its start.
  func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    for word in range { out[word &- range.lowerBound] = bits(word) }
  }

  /// Whether a match takes more than a look at lists: then it is asked last, of what all other parts leave.
  var readsPositions: Bool { false }

  /// The matches among some documents of a word.
  func bits(_ word: Int, among candidates: UInt64) -> UInt64 {
    candidates == 0 ? 0 : bits(word) & candidates
  }

  /// Leaves of `bits`, which are of `range` of the words, those that match.
  func restrict(_ range: Range<Int>, _ bits: UnsafeMutablePointer<UInt64>) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: range.count) { buffer in
      guard let own = buffer.baseAddress else { return }
      fill(range, own)
      Bits.and(bits, own, range.count)
    }
  }

  /// Adds the matches of `range` of the words to `out`, from its start.
  func unite(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: range.count) { buffer in
      guard let own = buffer.baseAddress else { return }
      fill(range, own)
      Bits.or(out, own, range.count)
    }
  }

  // MARK: Lists of documents

  /// Keeps those of `documents`, which ascend, that match; returns how many they are.
  func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    var kept = 0
    var word = -1
    var bits: UInt64 = 0
    for index in 0..<count {
      let document = documents[index]
      if Int(document &>> 6) != word {
        word = Int(document &>> 6)
        bits = self.bits(word)
      }
      documents[kept] = document
      kept &+= Int(truncatingIfNeeded: bits &>> UInt64(document & 63) & 1)
    }
    return kept
  }

  /// Adds to `out` at least what each of `documents`, which ascend, can score.
  func addBounds(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    let most = maxScore
    for index in 0..<count { out[index] += most }
  }

  /// Adds to `out` what each of `documents`, which ascend and are matches of the query, scores for this set.
  func addScores(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { buffer in
      guard let scores = buffer.baseAddress else { return }
      scores.initialize(repeating: 0, count: 64)
      var start = 0
      while start < count {
        let word = documents[start] &>> 6
        var bits: UInt64 = 0
        var end = start
        while end < count, documents[end] &>> 6 == word {
          let bit = Int(documents[end] & 63)
          bits |= 1 &<< UInt64(bit)
          scores[bit] = out[end]
          end &+= 1
        }
        addScores(Int(word), bits, scores)
        for index in start..<end { out[index] = scores[Int(documents[index] & 63)] }
        start = end
      }
    }
  }
}

/// No document.
final class EmptyDocSet: DocSet {
  override var cost: Int { 0 }
  override func next(_ word: Int) -> Int { words }
  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    out.update(repeating: 0, count: range.count)
  }
}

/// Documents that are known one by one, all with the same score: every document, the values of a field, days, the
/// terms of a prefix.
final class BitmapDocSet: DocSet {
  private let bitmap: UnsafeMutablePointer<UInt64>
  private var count = 0
  private let score: Float

  /// - Parameter fill: Gets a bitmap of zeros.
  init(documents: Int, score: Float = 0, fill: (UnsafeMutablePointer<UInt64>) throws(IndexError) -> Void)
    throws(IndexError)
  {
    let words = PostingsFormat.words(documents)
    bitmap = .allocate(capacity: max(1, words))
    bitmap.initialize(repeating: 0, count: max(1, words))
    self.score = score
    super.init(documents: documents)
    try fill(bitmap)
    count = Bits.count(bitmap, words)
  }

  deinit { bitmap.deallocate() }

  static func everything(documents: Int, score: Float) throws(IndexError) -> BitmapDocSet {
    try BitmapDocSet(documents: documents, score: score) { bitmap in Bits.setAll(bitmap, documents) }
  }

  override var cost: Int { count }
  override var maxScore: Float { score }
  override var constantScore: Float? { score }
  override func bits(_ word: Int) -> UInt64 { bitmap[word] }

  override func next(_ word: Int) -> Int {
    var word = word
    while word < words, bitmap[word] == 0 { word &+= 1 }
    return word
  }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    if score > 0 { Bits.forEach(bits & bitmap[word]) { scores[$0] += score } }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    if score == 0 { return }
    Bits.addBounds(bitmap, words, score, to: bounds)
  }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    return Bits.retain(bitmap, documents, count)
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    out.update(from: bitmap + range.lowerBound, count: range.count)
  }
}

/// How many bits of a word stand before any of them: counted by bytes once, since the processors that the program is
/// built for have no instruction for it.
struct BitRanks {
  private let word: UInt64
  /// In each byte, the bits of those below.
  private let below: UInt64
  private let small = BitRanks.small

  /// The bits that are set in each number of seven bits; written once, then read only.
  nonisolated(unsafe) private static let small: UnsafePointer<UInt8> = {
    let counts = UnsafeMutablePointer<UInt8>.allocate(capacity: 128)  // never freed: one a process
    for number in 0..<128 { (counts + number).initialize(to: UInt8(number.nonzeroBitCount)) }
    return UnsafePointer(counts)
  }()

  @inline(__always)
  init(_ word: UInt64) {
    self.word = word
    var sums = word &- (word &>> 1 & 0x5555_5555_5555_5555)
    sums = (sums & 0x3333_3333_3333_3333) &+ (sums &>> 2 & 0x3333_3333_3333_3333)
    sums = (sums &+ sums &>> 4) & 0x0F0F_0F0F_0F0F_0F0F
    below = (sums &* 0x0101_0101_0101_0101) &<< 8
  }

  @inline(__always)
  subscript(_ bit: Int) -> Int {
    let byte = UInt64(bit & 56)
    let part = word &>> byte & ((1 &<< UInt64(bit & 7)) &- 1)
    return Int(below &>> byte & 0xFF) &+ Int(small[Int(part)])
  }
}

/// Work on bits of documents.
enum Bits {
  /// Calls `body` with the place of every bit.
  @inline(__always)
  static func forEach(_ bits: UInt64, _ body: (Int) -> Void) {
    var bits = bits
    while bits != 0 {
      body(bits.trailingZeroBitCount)
      bits &= bits &- 1
    }
  }

  /// How many bits of `count` words are set.
  ///
  /// Sums of bytes are kept side by side in vectors, since a single word is counted without an instruction for it
  /// on the processors that the program is built for.
  static func count(_ words: UnsafePointer<UInt64>, _ count: Int) -> Int {
    let raw = UnsafeRawPointer(words)
    return sum(count, { words[$0] }, { raw.loadUnaligned(fromByteOffset: $0 &* 8, as: SIMD2<UInt64>.self) })
  }

  /// How many bits of `count` words are set in both.
  static func countBoth(_ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ count: Int) -> Int {
    let (first, second) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    return sum(count, { a[$0] & b[$0] }) {
      first.loadUnaligned(fromByteOffset: $0 &* 8, as: SIMD2<UInt64>.self)
        & second.loadUnaligned(fromByteOffset: $0 &* 8, as: SIMD2<UInt64>.self)
    }
  }

  /// How many bits are set in `count` words, given by their place one by one, or that and the next.
  @inline(__always)
  private static func sum(_ count: Int, _ word: (Int) -> UInt64, _ two: (Int) -> SIMD2<UInt64>) -> Int {
    let ones = SIMD2<UInt64>(repeating: 0x5555_5555_5555_5555)
    let twos = SIMD2<UInt64>(repeating: 0x3333_3333_3333_3333)
    let fours = SIMD2<UInt64>(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    let bytes = SIMD2<UInt64>(repeating: 0x00FF_00FF_00FF_00FF)
    let lows = SIMD2<UInt64>(repeating: 0x0000_FFFF_0000_FFFF)
    var total = SIMD2<UInt64>(repeating: 0)
    var index = 0
    while index &+ 2 <= count {
      // Up to 31 words are added up before their bytes, each at most 8, could overflow.
      var sum = SIMD2<UInt64>(repeating: 0)
      let end = min(count & ~1, index &+ 62)
      while index < end {
        var v = two(index)
        v = v &- ((v &>> 1) & ones)
        v = (v & twos) &+ ((v &>> 2) & twos)
        sum = sum &+ ((v &+ (v &>> 4)) & fours)
        index &+= 2
      }
      var wide = (sum & bytes) &+ ((sum &>> 8) & bytes)
      wide = (wide & lows) &+ ((wide &>> 16) & lows)
      total = total &+ (wide & SIMD2(repeating: 0xFFFF_FFFF)) &+ (wide &>> 32)
    }
    var out = Int(truncatingIfNeeded: total[0] &+ total[1])
    if index < count { out += word(index).nonzeroBitCount }
    return out
  }

  static func setAll(_ words: UnsafeMutablePointer<UInt64>, _ documents: Int) {
    words.update(repeating: .max, count: documents / 64)
    if documents % 64 != 0 { words[documents / 64] = (1 << UInt64(documents % 64)) - 1 }
  }

  @inline(__always)
  static func set(_ words: UnsafeMutablePointer<UInt64>, _ document: Int) {
    words[document &>> 6] |= 1 &<< UInt64(document & 63)
  }

  /// Adds `score` to the windows of the set bits of `words` words.
  static func addBounds(
    _ bitmap: UnsafePointer<UInt64>, _ words: Int, _ score: Float, to bounds: UnsafeMutablePointer<Float>
  ) {
    for word in 0..<words {
      var bits = bitmap[word]
      for window in 0..<4 {
        if bits & 0xFFFF != 0 { bounds[word &* 4 &+ window] += score }
        bits &>>= 16
      }
    }
  }

  /// Keeps those of `documents` whose bit is set; returns how many they are.
  @inline(__always)
  static func retain(
    _ bitmap: UnsafePointer<UInt64>, _ documents: UnsafeMutablePointer<UInt32>, _ count: Int
  ) -> Int {
    var kept = 0
    for index in 0..<count {
      let document = documents[index]
      documents[kept] = document
      kept &+= Int(truncatingIfNeeded: bitmap[Int(document &>> 6)] &>> UInt64(document & 63) & 1)
    }
    return kept
  }

  @inline(__always)
  static func and(_ a: UnsafeMutablePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ count: Int) {
    for index in 0..<count { a[index] &= b[index] }
  }

  @inline(__always)
  static func or(_ a: UnsafeMutablePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ count: Int) {
    for index in 0..<count { a[index] |= b[index] }
  }

  @inline(__always)
  static func remove(_ a: UnsafeMutablePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ count: Int) {
    for index in 0..<count { a[index] &= ~b[index] }
  }
}
