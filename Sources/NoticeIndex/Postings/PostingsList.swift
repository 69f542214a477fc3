/// The postings of one term in one segment, ready to be read at any place.
///
/// Its bytes have been checked when it is made, those of the positions when `positions` is first asked. All
/// reading is by document number or by word of 64 documents; nothing is decoded that is not asked for.
@usableFromInline package final class PostingsList {
  @usableFromInline package let term: TermPostings
  @usableFromInline package let documents: Int
  @usableFromInline package let isDense: Bool
  package let hasFrequencies: Bool

  @usableFromInline let postings: UnsafeRawBufferPointer
  @usableFromInline let base: UnsafeRawPointer
  private let segment: Segment
  /// How many blocks there are.
  @usableFromInline package let blocks: Int
  /// Where the parts of a dense list begin.
  @usableFromInline let bounds: Int
  @usableFromInline let directory: Int
  @usableFromInline let frequencies: Int

  /// The documents of the sparse block that was decoded last.
  @usableFromInline package let decoded: UnsafeMutablePointer<UInt32>
  @usableFromInline let state: Cell<State>

  @usableFromInline struct State {
    @usableFromInline var block = -1
    @usableFromInline var decodedCount = 0
    /// Where the frequencies of the block stand.
    @usableFromInline var frequencyOffset = 0
    @usableFromInline var positionsAreChecked = false
  }

  /// How many documents were decoded last.
  @inlinable @inline(__always)
  package var decodedCount: Int { state.value.decodedCount }

  package init(_ segment: Segment, _ term: TermPostings, hasFrequencies: Bool) throws(IndexError) {
    self.segment = segment
    self.term = term
    self.hasFrequencies = hasFrequencies
    documents = segment.documents
    try segment.postings.verify(term.postings)
    postings = UnsafeRawBufferPointer(rebasing: segment.postings.content[term.postings])
    isDense = PostingsFormat.isDense(term.count, of: segment.documents)
    blocks =
      isDense ? PostingsFormat.denseBlocks(segment.documents) : PostingsFormat.sparseBlocks(term.count)
    bounds = PostingsFormat.words(segment.documents) * 8
    directory = bounds + (hasFrequencies ? PostingsFormat.windows(segment.documents) : 0)
    frequencies = directory + (blocks + 1) * PostingsFormat.denseEntry
    let head =
      isDense ? frequencies : max(1, blocks > 1 ? blocks * PostingsFormat.sparseEntry : 0)
    guard let base = postings.baseAddress, head <= postings.count, term.count <= segment.documents else {
      throw .corrupt(
        file: segment.postings.name, offset: term.postings.lowerBound, reason: "a list is too short")
    }
    self.base = base
    decoded = .allocate(capacity: PostingsFormat.sparseBlock)
    state = Cell(State())
  }

  deinit {
    decoded.deallocate()
    state.free()
  }

  private func corrupt(_ reason: String) -> IndexError {
    .corrupt(file: segment.postings.name, offset: term.postings.lowerBound, reason: reason)
  }

  package var count: Int { term.count }

  // MARK: Dense

  /// Word `word` of a dense list's bitmap.
  @inlinable @inline(__always)
  package func word(_ word: Int) -> UInt64 {
    base.loadUnaligned(fromByteOffset: word &<< 3, as: UInt64.self)
  }

  /// The bitmap of a dense list.
  @inlinable package var bitmap: UnsafeRawPointer { base }
  /// One byte a window.
  @inlinable package var windowBounds: UnsafePointer<UInt8> {
    (base + bounds).assumingMemoryBound(to: UInt8.self)
  }

  @inlinable @inline(__always)
  func denseEntry(_ block: Int, _ part: Int) -> Int {
    Int(
      base.loadUnaligned(
        fromByteOffset: directory &+ block &* PostingsFormat.denseEntry &+ part &* 4, as: UInt32.self))
  }

  // MARK: Sparse

  @inlinable @inline(__always)
  func sparseEntry(_ block: Int, _ part: Int) -> UInt32 {
    base.loadUnaligned(fromByteOffset: block &* PostingsFormat.sparseEntry &+ part &* 4, as: UInt32.self)
  }

  /// The last document of a sparse block.
  @inlinable @inline(__always)
  package func lastDocument(_ block: Int) -> UInt32 {
    blocks > 1 ? sparseEntry(block, 0) : UInt32.max
  }

  /// The largest share in a sparse block.
  @inlinable @inline(__always)
  package func bound(_ block: Int) -> UInt8 {
    blocks > 1 ? postings[block &* PostingsFormat.sparseEntry &+ 12] : term.bound
  }

  /// The first block from `start` whose last document is not before `document`; `blocks` if there is none.
  package func block(notBefore document: UInt32, from start: Int) -> Int {
    let blocks = blocks
    if blocks < 2 { return start }
    var low = start
    var step = 1
    // Gallop, then halve: near blocks are found in few steps.
    while low &+ step < blocks, sparseEntry(low &+ step &- 1, 0) < document {
      low &+= step
      step &<<= 1
    }
    var high = min(blocks, low &+ step)
    while low < high {
      let middle = (low &+ high) &>> 1
      if sparseEntry(middle, 0) < document { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// Decodes the documents of a sparse block into `decoded`.
  package func decode(_ block: Int) {
    if block == state.value.block { return }
    state.value.block = block
    state.value.decodedCount = 0
    let start = blocks > 1 ? Int(sparseEntry(block, 1)) : 0
    let before = block == 0 ? UInt32.max : sparseEntry(block &- 1, 0)
    let count = min(PostingsFormat.sparseBlock, term.count &- block &* PostingsFormat.sparseBlock)
    // Only a list that was written wrong leaves its bytes or the segment: then it has no documents.
    guard start < postings.count else { return }
    let width = min(32, Int(postings[start]))
    let end = start &+ 1 &+ BitPacking.size(count, width: width)
    guard end <= postings.count else { return }
    BitPacking.unpackAscending(count, width: width, after: before, at: base + start + 1, into: decoded)
    guard Int(decoded[count &- 1]) < documents else { return }
    state.value.decodedCount = count
    state.value.frequencyOffset = end
  }

  // MARK: Frequencies and positions

  /// The frequencies of a block: weighted occurrences by the posting's place in the block.
  @frozen @usableFromInline package struct Frequencies {
    @usableFromInline package var count: Int
    @usableFromInline package var width: Int
    @usableFromInline var values: UnsafeRawPointer
    @usableFromInline var escapes: UnsafePointer<UInt8>?
    @usableFromInline var escapeCount: Int
    /// One bit a posting; `nil` if none is in the subject.
    @usableFromInline var subject: UnsafePointer<UInt8>?

    @inlinable @inline(__always)
    init(
      count: Int, width: Int, values: UnsafeRawPointer, escapes: UnsafePointer<UInt8>?, escapeCount: Int,
      subject: UnsafePointer<UInt8>?
    ) {
      self.count = count
      self.width = width
      self.values = values
      self.escapes = escapes
      self.escapeCount = escapeCount
      self.subject = subject
    }

    /// The weighted occurrences of the posting at `place`.
    @inlinable @inline(__always)
    package subscript(_ place: Int) -> UInt32 {
      let value = BitPacking.value(place, width: width, at: values)
      guard let escapes, value == UInt32(truncatingIfNeeded: BitPacking.mask(width)) else {
        return value &+ 1
      }
      return escaped(place, escapes)
    }

    @inline(never)
    @usableFromInline func escaped(_ place: Int, _ escapes: UnsafePointer<UInt8>) -> UInt32 {
      for index in 0..<escapeCount where Int(escapes[index]) == place {
        let values = UnsafeRawPointer(escapes + escapeCount)
        return values.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self) &+ 1
      }
      return 1
    }

    @inlinable @inline(__always)
    package func isInSubject(_ place: Int) -> Bool {
      guard let subject else { return false }
      return subject[place &>> 3] &>> UInt8(place & 7) & 1 != 0
    }

    /// Writes the sums of the occurrences in the text of all postings before each one, and of all; returns that.
    ///
    /// - Parameter out: Room for `count` and one more.
    func starts(into out: UnsafeMutablePointer<UInt32>) -> Int {
      BitPacking.unpack(count, width: width, at: values, into: out)
      if let escapes {
        let wide = UnsafeRawPointer(escapes + escapeCount)
        for index in 0..<escapeCount where Int(escapes[index]) < count {
          out[Int(escapes[index])] = wide.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self)
        }
      }
      if subject != nil {
        for place in 0..<count where isInSubject(place) && out[place] >= Scoring.subjectWeight {
          out[place] &-= Scoring.subjectWeight
        }
      }
      var sum: UInt32 = 0
      for place in 0..<count { (out[place], sum) = (sum, sum &+ out[place] &+ 1) }
      out[count] = sum
      return Int(sum)
    }

    /// Occurrences in the text alone.
    @inlinable @inline(__always)
    package func plain(_ place: Int) -> UInt32 {
      let value = self[place]
      return isInSubject(place) && value > Scoring.subjectWeight ? value &- Scoring.subjectWeight : value
    }
  }

  /// The frequencies of a dense block, or of the sparse block decoded last; `nil` if they are not all there.
  @inlinable @inline(__always)
  package func frequencies(denseBlock block: Int) -> Frequencies? {
    let first = denseEntry(block, 0)
    let count = denseEntry(block &+ 1, 0) &- first
    return frequencies(count: count, at: frequencies &+ denseEntry(block, 1))
  }

  @inlinable @inline(__always)
  package func decodedFrequencies() -> Frequencies? {
    frequencies(count: decodedCount, at: state.value.frequencyOffset)
  }

  @inlinable @inline(__always)
  func frequencies(count: Int, at offset: Int) -> Frequencies? {
    guard count > 0, count <= PostingsFormat.denseBlock, offset < postings.count else { return nil }
    let head = postings[offset]
    let width = min(32, Int(head & 0x3F))
    var at = offset &+ 1
    var escapes: UnsafePointer<UInt8>?
    var escapeCount = 0
    if head & 0x40 != 0, at < postings.count {
      escapeCount = Int(postings[at])
      escapes = (base + at + 1).assumingMemoryBound(to: UInt8.self)
      at &+= 1 &+ escapeCount &* 5
    }
    let size = BitPacking.size(count, width: width)
    let end = at &+ size &+ (head & 0x80 != 0 ? (count &+ 7) &>> 3 : 0)
    guard end <= postings.count else { return nil }
    return Frequencies(
      count: count, width: width, values: base + at, escapes: escapes, escapeCount: escapeCount,
      subject: head & 0x80 != 0 ? (base + at + size).assumingMemoryBound(to: UInt8.self) : nil)
  }

  /// The rank of a document of a dense list inside its block.
  @inlinable @inline(__always)
  package func place(of document: Int) -> Int {
    let first = (document &>> 8) &<< 2
    let last = document &>> 6
    var rank = (word(last) & ((1 &<< UInt64(document & 63)) &- 1)).nonzeroBitCount
    var index = first
    while index < last {
      rank &+= word(index).nonzeroBitCount
      index &+= 1
    }
    return rank
  }

  /// The documents of a block, in order.
  package func appendDocuments(of block: Int, to out: inout [UInt32]) {
    if isDense {
      let first = block &* (PostingsFormat.denseBlock / 64)
      for index in first..<min(first + PostingsFormat.denseBlock / 64, PostingsFormat.words(documents)) {
        var bits = word(index)
        while bits != 0 {
          let document = index &* 64 &+ bits.trailingZeroBitCount
          if document < documents { out.append(UInt32(truncatingIfNeeded: document)) }
          bits &= bits &- 1
        }
      }
    } else {
      decode(block)
      for place in 0..<decodedCount { out.append(decoded[place]) }
    }
  }

  /// Sets the bit of every document.
  package func union(into bitmap: UnsafeMutablePointer<UInt64>) {
    if isDense {
      for index in 0..<PostingsFormat.words(documents) { bitmap[index] |= word(index) }
      return
    }
    for block in 0..<blocks { union(block, into: bitmap) }
  }

  /// The same of one sparse block, without a buffer.
  private func union(_ block: Int, into bitmap: UnsafeMutablePointer<UInt64>) {
    let start = blocks > 1 ? Int(sparseEntry(block, 1)) : 0
    let count = min(PostingsFormat.sparseBlock, term.count &- block &* PostingsFormat.sparseBlock)
    guard start < postings.count else { return }
    let width = min(32, Int(postings[start]))
    guard start &+ 1 &+ BitPacking.size(count, width: width) <= postings.count else { return }
    let packed = base + start + 1
    var document = block == 0 ? UInt32.max : sparseEntry(block &- 1, 0)
    for place in 0..<count {
      document = document &+ BitPacking.value(place, width: width, at: packed) &+ 1
      guard Int(document) < documents else { return }
      bitmap[Int(document &>> 6)] |= 1 &<< UInt64(document & 63)
    }
  }

  /// How many of the documents are among those of `bitmap`, which has a bit for each of the segment.
  package func count(in bitmap: [UInt64]) -> Int {
    var count = 0
    if isDense {
      for index in 0..<min(bitmap.count, PostingsFormat.words(documents)) {
        count &+= (word(index) & bitmap[index]).nonzeroBitCount
      }
      return count
    }
    for block in 0..<blocks {
      decode(block)
      for place in 0..<decodedCount {
        let document = Int(decoded[place])
        count &+= Int(truncatingIfNeeded: bitmap[document &>> 6] &>> UInt64(document & 63) & 1)
      }
    }
    return count
  }

  /// The frequencies of any block; of a sparse list it is decoded for that.
  package func frequencies(block: Int) -> Frequencies? {
    if isDense { return frequencies(denseBlock: block) }
    decode(block)
    return decodedFrequencies()
  }

  package func corruptPostings() -> IndexError { corrupt("a block of postings is cut") }

  /// Makes sure that the positions may be read.
  package func checkPositions() throws(IndexError) {
    if state.value.positionsAreChecked { return }
    try segment.positions.verify(term.positions)
    state.value.positionsAreChecked = true
  }

  /// All positions of the term; `checkPositions` must have passed.
  var positionBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: segment.positions.content[term.positions])
  }

  /// Where the positions of a block begin.
  func positionsOffset(_ block: Int) -> Int {
    isDense ? denseEntry(block, 2) : blocks > 1 ? Int(sparseEntry(block, 2)) : 0
  }
}
