import NoticeIndex

/// The documents of one term, by BM25.
class TermDocSet: DocSet {
  let list: PostingsList
  let scoring: SegmentScoring
  /// The term's weight in this query; 0 if it only selects.
  let weight: Float
  private let most: Float

  init(_ list: PostingsList, _ scoring: SegmentScoring, weight: Float) {
    self.list = list
    self.scoring = scoring
    self.weight = weight
    most = weight * scoring.shares[Int(list.term.bound)]
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
  override var matchesByScore: Bool { weight > 0 }
  override var maxScore: Float { most }

  // MARK: Positions

  private let read = Cell(Read())

  private struct Read {
    var block = -1
    var frequencies: PostingsList.Frequencies?
    /// Kept until the set is freed.
    var positions: Unmanaged<PositionsReader>?
  }

  deinit {
    read.value.positions?.release()
    read.free()
  }

  /// Whether the document has the term.
  func has(_ document: Int) -> Bool { false }

  /// The block of a document that has the term, and its place there.
  func find(_ document: Int) -> (block: Int, place: Int) { (0, 0) }

  /// Reads the positions of documents that have the term.
  final var positions: PositionsReader { reader.takeUnretainedValue() }

  private var reader: Unmanaged<PositionsReader> {
    if let reader = read.value.positions { return reader }
    let made = Unmanaged.passRetained(PositionsReader(list))
    read.value.positions = made
    return made
  }

  /// The positions of a document that has the term, ascending; valid until the next call.
  final func positions(_ document: Int) -> UnsafeBufferPointer<UInt32> {
    let (block, place) = find(document)
    return reader._withUnsafeGuaranteedRef { $0.positions(block: block, place: place) }
  }

  /// The same as sums.
  @inline(__always)
  final func run(_ document: Int) -> PositionsReader.Run {
    let (block, place) = find(document)
    return reader._withUnsafeGuaranteedRef { $0.run(block: block, place: place) }
  }

  /// Occurrences of the term in a document that has it, those of the subject weighted.
  final func frequency(_ document: Int) -> UInt32 {
    let (block, place) = find(document)
    if block != read.value.block {
      read.value.block = block
      read.value.frequencies = list.frequencies(block: block)
    }
    return read.value.frequencies?[place] ?? 1
  }
}

/// A term that one document in eight has, or more: a bitmap.
final class DenseTermDocSet: TermDocSet {
  override func bits(_ word: Int) -> UInt64 { list.word(word) }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    UnsafeMutableRawPointer(out).copyMemory(
      from: list.bitmap + range.lowerBound * 8, byteCount: range.count * 8)
  }

  override func unite(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    for word in range { out[word &- range.lowerBound] |= list.word(word) }
  }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    let own = list.word(word)
    let wanted = own & bits
    guard weight > 0, wanted != 0, let frequencies = list.frequencies(denseBlock: word &>> 2) else { return }
    let first = word &* 64
    let place = list.place(of: first)
    let ranks = BitRanks(own)
    Bits.forEach(wanted) { bit in
      scores[bit] += weight * scoring.share(frequencies[place &+ ranks[bit]], first &+ bit)
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

  override func raiseBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 256) { scores in
      for bound in 0..<256 { scores.initializeElement(at: bound, to: weight * scoring.shares[bound]) }
      scores[0] = 0
      let own = list.windowBounds
      for window in 0..<windows { bounds[window] = max(bounds[window], scores[Int(own[window])]) }
    }
  }

  override func find(_ document: Int) -> (block: Int, place: Int) {
    (document >> 8, list.place(of: document))
  }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    let bitmap = list.bitmap
    var kept = 0
    for index in 0..<count {
      let document = documents[index]
      documents[kept] = document
      let byte = bitmap.load(fromByteOffset: Int(document &>> 3), as: UInt8.self)
      kept &+= Int(byte &>> UInt8(document & 7) & 1)
    }
    return kept
  }

  override func addBounds(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    let own = list.windowBounds
    for index in 0..<count {
      out[index] += weight * scoring.shares[Int(own[Int(documents[index]) / PostingsFormat.window])]
    }
  }

  override func addScores(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    var block = -1
    var frequencies: PostingsList.Frequencies?
    for index in 0..<count {
      let document = Int(documents[index])
      if document &>> 8 != block {
        block = document &>> 8
        frequencies = list.frequencies(denseBlock: block)
      }
      guard let frequencies, list.word(document &>> 6) &>> UInt64(document & 63) & 1 != 0 else { continue }
      out[index] += weight * scoring.share(frequencies[list.place(of: document)], document)
    }
  }
}

/// A term of fewer documents: blocks of 128, found by the last document of each.
final class SparseTermDocSet: TermDocSet {
  /// The block that is decoded, and the next posting in it.
  private let at = Cell(Place())

  private struct Place {
    var block = -1
    var place = 0
  }

  deinit {
    at.free()
    freeFlat()
  }

  @inline(__always) private var place: Int { at.value.place }
  @inline(__always) private var block: Int { at.value.block }

  /// Goes to the first posting that is not before `document`; `false` if there is none.
  @inline(__always)
  private func seek(_ document: Int) -> Bool {
    let target = UInt32(truncatingIfNeeded: document)
    var place = at.value.place
    if place > 0, place < list.decodedCount, list.decoded[place &- 1] < target {
      // Mostly one of the next few.
      let end = min(list.decodedCount, place &+ 4)
      while place < end {
        if list.decoded[place] >= target {
          at.value.place = place
          return true
        }
        place &+= 1
      }
    }
    return seekFar(target)
  }

  private func seekFar(_ target: UInt32) -> Bool {
    var block = at.value.block
    var place = at.value.place
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
        list.decode(list.blocks &- 1)
        at.value = Place(block: list.blocks &- 1, place: list.decodedCount)
        return false
      }
      if found != block {
        block = found
        place = 0
        list.decode(found)
      }
    }
    let decoded = list.decoded
    var low = place
    var length = list.decodedCount &- low
    // Halves without a branch on what is compared.
    while length > 0 {
      let half = length &>> 1
      let isBefore = decoded[low &+ half] < target
      low = isBefore ? low &+ half &+ 1 : low
      length = isBefore ? length &- half &- 1 : half
    }
    at.value = Place(block: block, place: low)
    return low < list.decodedCount
  }

  /// Goes on to the next posting, in the next block if need be.
  @inline(__always)
  private func advance() -> Bool {
    let block = at.value.block
    let place = at.value.place
    if place &+ 1 < list.decodedCount {
      at.value.place = place &+ 1
      return true
    }
    guard block &+ 1 < list.blocks else {
      at.value.place = list.decodedCount
      return false
    }
    list.decode(block &+ 1)
    at.value = Place(block: block &+ 1, place: 0)
    return list.decodedCount > 0
  }

  override func next(_ word: Int) -> Int {
    guard word < words, seek(word &* 64) else { return words }
    return Int(list.decoded[place]) &>> 6
  }

  override func bits(_ word: Int) -> UInt64 {
    if flat.value != nil { return flatBits(word) }
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
    if flat.value != nil { return addFlatScores(word, bits, scores) }
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

  // MARK: All at once

  /// All documents of the list and what they score, once bounds were asked for.
  private let flat: Cell<Flat?> = Cell(nil)

  private struct Flat {
    let documents: UnsafeMutablePointer<UInt32>
    let scores: UnsafeMutablePointer<Float>
    let count: Int
    /// The place looked at last.
    var place = 0

    /// Goes to the first document that is not before `document`.
    @inline(__always)
    mutating func seek(_ document: UInt32) {
      var low = place
      if low > 0, documents[low &- 1] >= document { low = 0 }
      var step = 1
      while low &+ step <= count, documents[low &+ step &- 1] < document {
        low &+= step
        step &<<= 1
      }
      var high = min(count, low &+ step)
      while low < high {
        let middle = (low &+ high) &>> 1
        if documents[middle] < document { low = middle &+ 1 } else { high = middle }
      }
      place = low
    }
  }

  /// Scores every document: what the windows' bounds need is then what the documents score.
  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    let all = makeFlat()
    var window = 0
    var largest: Float = 0
    for place in 0..<all.count {
      let own = Int(all.documents[place]) / PostingsFormat.window
      if own != window {
        bounds[window] += largest
        window = own
        largest = 0
      }
      largest = max(largest, all.scores[place])
    }
    bounds[window] += largest
  }

  override func raiseBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    let all = makeFlat()
    for place in 0..<all.count {
      let window = Int(all.documents[place]) / PostingsFormat.window
      if all.scores[place] > bounds[window] { bounds[window] = all.scores[place] }
    }
  }

  override func eachScore(_ use: (_ document: UInt32, _ score: Float) -> Void) {
    guard let all = flat.value else { return }
    for place in 0..<all.count { use(all.documents[place], all.scores[place]) }
  }

  private func makeFlat() -> Flat {
    if let made = flat.value { return made }
    let documents = UnsafeMutablePointer<UInt32>.allocate(capacity: list.count)
    let scores = UnsafeMutablePointer<Float>.allocate(capacity: list.count)
    var count = 0
    for block in 0..<list.blocks {
      list.decode(block)
      guard let frequencies = list.decodedFrequencies() else { continue }
      for place in 0..<list.decodedCount {
        let document = list.decoded[place]
        documents[count] = document
        scores[count] = weight * scoring.share(frequencies[place], Int(document))
        count &+= 1
      }
    }
    at.value = Place(block: -1, place: 0)
    let made = Flat(documents: documents, scores: scores, count: count)
    flat.value = made
    return made
  }

  private func flatBits(_ word: Int) -> UInt64 {
    guard var all = flat.value else { return 0 }
    all.seek(UInt32(truncatingIfNeeded: word &* 64))
    flat.value = all
    var bits: UInt64 = 0
    var place = all.place
    while place < all.count, Int(all.documents[place]) &>> 6 == word {
      bits |= 1 &<< UInt64(all.documents[place] & 63)
      place &+= 1
    }
    return bits
  }

  private func addFlatScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    guard var all = flat.value else { return }
    all.seek(UInt32(truncatingIfNeeded: word &* 64))
    flat.value = all
    var place = all.place
    while place < all.count, Int(all.documents[place]) &>> 6 == word {
      let bit = Int(all.documents[place] & 63)
      if bits &>> UInt64(bit) & 1 != 0 { scores[bit] += all.scores[place] }
      place &+= 1
    }
  }

  private func freeFlat() {
    flat.value?.documents.deallocate()
    flat.value?.scores.deallocate()
    flat.free()
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    out.update(repeating: 0, count: range.count)
    unite(range, out)
  }

  override func unite(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    guard seek(range.lowerBound &* 64) else { return }
    let first = range.lowerBound &* 64
    let end = UInt32(truncatingIfNeeded: min(documents, range.upperBound &* 64))
    while true {
      let decoded = list.decoded
      let count = list.decodedCount
      var place = at.value.place
      while place < count, decoded[place] < end {
        Bits.set(out, Int(decoded[place]) &- first)
        place &+= 1
      }
      at.value.place = place
      if place < count || !advance() { return }
    }
  }

  override func has(_ document: Int) -> Bool {
    seek(document) && Int(list.decoded[place]) == document
  }

  override func find(_ document: Int) -> (block: Int, place: Int) {
    _ = seek(document)
    return (block, place)
  }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    var kept = 0
    for index in 0..<count {
      let document = documents[index]
      guard seek(Int(document)) else { return kept }
      documents[kept] = document
      kept &+= list.decoded[place] == document ? 1 : 0
    }
    return kept
  }

  override func addBounds(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    var block = 0
    for index in 0..<count {
      if list.lastDocument(block) < documents[index] {
        block = list.block(notBefore: documents[index], from: block)
        if block >= list.blocks { return }
      }
      out[index] += weight * scoring.shares[Int(list.bound(block))]
    }
  }

  override func addScores(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    var block = -1
    var frequencies: PostingsList.Frequencies?
    for index in 0..<count {
      let document = documents[index]
      guard seek(Int(document)) else { return }
      if list.decoded[place] != document { continue }
      if self.block != block {
        block = self.block
        frequencies = list.decodedFrequencies()
      }
      if let frequencies { out[index] += weight * scoring.share(frequencies[place], Int(document)) }
    }
  }

  // MARK: Leading

  /// No document of a block scores more.
  func maxScore(block: Int) -> Float { weight * scoring.shares[Int(list.bound(block))] }

  /// The documents of a block, into `out`, which has room for 128; returns how many.
  func documents(ofBlock block: Int, _ out: UnsafeMutablePointer<UInt32>) -> Int {
    list.decode(block)
    at.value = Place(block: block, place: 0)
    out.update(from: list.decoded, count: list.decodedCount)
    return list.decodedCount
  }
}
