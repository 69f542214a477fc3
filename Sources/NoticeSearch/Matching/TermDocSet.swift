import NoticeIndex

/// The documents of one term, by BM25.
class TermDocSet: DocSet {
  let list: PostingsList
  let scoring: SegmentScoring
  /// The term's weight in this query; 0 if it only selects.
  let weight: Float

  init(_ list: PostingsList, _ scoring: SegmentScoring, weight: Float) {
    self.list = list
    self.scoring = scoring
    self.weight = weight
    super.init(documents: list.documents)
  }

  static func make(
    _ scoring: SegmentScoring, _ term: TermPostings, hasFrequencies: Bool, weight: Float
  ) throws(IndexError) -> TermDocSet {
    let list = try PostingsList(scoring.segment, term, hasFrequencies: hasFrequencies)
    return list.isDense
      ? DenseTermDocSet(list, scoring, weight: weight) : SparseTermDocSet(list, scoring, weight: weight)
  }

  override var cost: Int { list.count }
  override var maxScore: Float { weight * scoring.shares[Int(list.term.bound)] }

  // MARK: Positions

  private var block = -1
  private var frequencies: PostingsList.Frequencies?
  private var positions: BlockPositions?

  /// Whether the document has the term.
  func has(_ document: Int) -> Bool { false }

  /// The block of a document that has the term, and its place there.
  func find(_ document: Int) -> (block: Int, place: Int) { (0, 0) }

  /// Appends the positions of a document that has the term.
  final func appendPositions(_ document: Int, to out: inout [UInt32]) {
    let (block, place) = find(document)
    if block != self.block {
      self.block = block
      frequencies = list.frequencies(block: block)
      positions = frequencies.flatMap { list.lazyPositions(block: block, $0) }
    }
    positions?.append(place, to: &out)
  }

  /// Occurrences of the term in a document that has it, those of the subject weighted.
  final func frequency(_ document: Int) -> UInt32 {
    let (block, place) = find(document)
    if block != self.block {
      self.block = block
      frequencies = list.frequencies(block: block)
      positions = frequencies.flatMap { list.lazyPositions(block: block, $0) }
    }
    return frequencies?[place] ?? 1
  }
}

/// A term that one document in eight has, or more: a bitmap.
final class DenseTermDocSet: TermDocSet {
  override func bits(_ word: Int) -> UInt64 { list.word(word) }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    UnsafeMutableRawPointer(out).copyMemory(
      from: list.bitmap + range.lowerBound * 8, byteCount: range.count * 8)
  }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    let own = list.word(word)
    let wanted = own & bits
    guard weight > 0, wanted != 0, let frequencies = list.frequencies(denseBlock: word &>> 2) else { return }
    var place = 0
    var index = word & ~3
    while index < word {
      place &+= list.word(index).nonzeroBitCount
      index &+= 1
    }
    let first = word &* 64
    let norms = scoring.norms + first
    Bits.forEach(wanted) { bit in
      let rank = place &+ (own & ((1 &<< UInt64(bit)) &- 1)).nonzeroBitCount
      let share = Scoring.share(frequencies[rank], scoring.saturation[Int(norms[bit])])
      scores[bit] += weight * share
    }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 256) { scores in
      for bound in 0..<256 { scores.initializeElement(at: bound, to: weight * scoring.shares[bound]) }
      scores[0] = 0
      let own = list.windowBounds
      for window in 0..<windows { bounds[window] += scores[Int(own[window])] }
    }
  }

  override func has(_ document: Int) -> Bool {
    list.word(document &>> 6) &>> UInt64(document & 63) & 1 != 0
  }

  override func find(_ document: Int) -> (block: Int, place: Int) {
    (document >> 8, list.place(of: document))
  }
}

/// A term of fewer documents: blocks of 128, found by the last document of each.
final class SparseTermDocSet: TermDocSet {
  /// The block that is decoded, and the next posting in it.
  private var block = -1
  private var place = 0

  /// Goes to the first posting that is not before `document`; `false` if there is none.
  @inline(__always)
  private func seek(_ document: Int) -> Bool {
    let target = UInt32(truncatingIfNeeded: document)
    if block >= 0, place < list.decodedCount, place > 0 ? list.decoded[place &- 1] < target : false,
      list.decoded[place] >= target
    {
      return true
    }
    return seekFar(target)
  }

  private func seekFar(_ target: UInt32) -> Bool {
    let isAhead =
      block >= 0
      && (place > 0
        ? list.decoded[place &- 1] < target : block == 0 || list.lastDocument(block &- 1) < target)
    if !isAhead {
      block = -1
      place = 0
    }
    if block < 0 || list.decodedCount == 0 || list.decoded[list.decodedCount &- 1] < target {
      let found = list.block(notBefore: target, from: max(0, block))
      guard found < list.blocks else {
        block = list.blocks &- 1
        list.decode(block)
        place = list.decodedCount
        return false
      }
      if found != block {
        block = found
        place = 0
        list.decode(found)
      }
    }
    // Halve what is left of the block, unless it is near.
    var low = place
    var high = list.decodedCount
    while high &- low > 8 {
      let middle = (low &+ high) &>> 1
      if list.decoded[middle] < target { low = middle &+ 1 } else { high = middle }
    }
    while low < high, list.decoded[low] < target { low &+= 1 }
    place = low
    return place < list.decodedCount
  }

  /// Goes on to the next posting, in the next block if need be.
  @inline(__always)
  private func advance() -> Bool {
    place &+= 1
    if place < list.decodedCount { return true }
    guard block &+ 1 < list.blocks else { return false }
    block &+= 1
    list.decode(block)
    place = 0
    return list.decodedCount > 0
  }

  override func next(_ word: Int) -> Int {
    guard word < words, seek(word &* 64) else { return words }
    return Int(list.decoded[place]) &>> 6
  }

  override func bits(_ word: Int) -> UInt64 {
    guard seek(word &* 64) else { return 0 }
    var bits: UInt64 = 0
    while true {
      let document = Int(list.decoded[place])
      if document &>> 6 != word { return bits }
      bits |= 1 &<< UInt64(document & 63)
      if !advance() { return bits }
    }
  }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    guard weight > 0, bits != 0, seek(word &* 64 &+ bits.trailingZeroBitCount) else { return }
    var frequencies = list.decodedFrequencies()
    while true {
      let document = Int(list.decoded[place])
      guard document &>> 6 == word, let found = frequencies else { return }
      let bit = document & 63
      if bits &>> UInt64(bit) & 1 != 0 {
        scores[bit] += weight * scoring.share(found[place], document)
      }
      let before = block
      if !advance() { return }
      if block != before { frequencies = list.decodedFrequencies() }
    }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    for block in 0..<list.blocks {
      list.decode(block)
      guard let frequencies = list.decodedFrequencies() else { continue }
      var window = -1
      var largest: Float = 0
      for place in 0..<list.decodedCount {
        let document = Int(list.decoded[place])
        let share = scoring.share(frequencies[place], document)
        if document / PostingsFormat.window != window {
          if window >= 0 { bounds[window] += weight * largest }
          window = document / PostingsFormat.window
          largest = share
        } else if share > largest {
          largest = share
        }
      }
      // A window that two blocks share gets both: more than it needs, never less.
      if window >= 0 { bounds[window] += weight * largest }
    }
    self.block = -1
    place = 0
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    out.update(repeating: 0, count: range.count)
    guard seek(range.lowerBound &* 64) else { return }
    let first = range.lowerBound &* 64
    let end = UInt32(truncatingIfNeeded: min(documents, range.upperBound &* 64))
    while true {
      let decoded = list.decoded
      let count = list.decodedCount
      while place < count, decoded[place] < end {
        Bits.set(out, Int(decoded[place]) &- first)
        place &+= 1
      }
      if place < count { return }
      place &-= 1
      if !advance() { return }
    }
  }

  override func has(_ document: Int) -> Bool {
    seek(document) && Int(list.decoded[place]) == document
  }

  override func find(_ document: Int) -> (block: Int, place: Int) {
    _ = seek(document)
    return (block, place)
  }
}
