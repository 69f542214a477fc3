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
    /// The dense block whose words `ranks` is of: how many postings of the block stand before each.
    @usableFromInline var rankedBlock = -1
    @usableFromInline var ranks = SIMD4<UInt32>(repeating: 0)
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
    @usableFromInline let width: Int
    @usableFromInline let values: UnsafeRawPointer
    @usableFromInline let escapes: UnsafePointer<UInt8>?
    @usableFromInline let escapeCount: Int
    @usableFromInline let isWide: Bool

    @inlinable @inline(__always)
    init(
      width: Int, values: UnsafeRawPointer, escapes: UnsafePointer<UInt8>?, escapeCount: Int, isWide: Bool
    ) {
      self.width = width
      self.values = values
      self.escapes = escapes
      self.escapeCount = escapeCount
      self.isWide = isWide
    }

    /// The weighted occurrences of the posting at `place`.
    @inlinable @inline(__always)
    package subscript(_ place: Int) -> UInt32 {
      let value = BitPacking.value(place, width: width, at: values)
      guard let escapes, value == UInt32(truncatingIfNeeded: BitPacking.mask(width)) else {
        return value &+ 1
      }
      return escaped(place, escapes) &>> 1 &+ 1
    }

    /// What the escape of `place` says: weighted occurrences less one, twice, and whether some are in the subject.
    @usableFromInline func escaped(_ place: Int, _ escapes: UnsafePointer<UInt8>) -> UInt32 {
      // Eight at a time: the lowest byte that is zero is the one looked for. What follows the last escape is more than
      // eight bytes long.
      let ones: UInt64 = 0x0101_0101_0101_0101
      let wanted = UInt64(truncatingIfNeeded: place) &* ones
      let bytes = UnsafeRawPointer(escapes)
      var index = 0
      while index < escapeCount {
        let apart = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ wanted
        let zeros = (apart &- ones) & ~apart & (ones &<< 7)
        if zeros != 0 {
          let found = index &+ zeros.trailingZeroBitCount &>> 3
          return found < escapeCount ? value(ofEscape: found, escapes) : 0
        }
        index &+= 8
      }
      return 0
    }

    @inline(__always)
    private func value(ofEscape index: Int, _ escapes: UnsafePointer<UInt8>) -> UInt32 {
      let values = UnsafeRawPointer(escapes + escapeCount)
      return isWide
        ? values.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self)
        : UInt32(values.load(fromByteOffset: index, as: UInt8.self))
    }

    /// Occurrences in the text alone, less one, of an escape's value.
    @inline(__always)
    private static func plain(_ value: UInt32) -> UInt32 {
      let weighted = value &>> 1
      return value & 1 != 0 && weighted >= Scoring.subjectWeight
        ? weighted &- Scoring.subjectWeight : weighted
    }

    /// Occurrences in the text alone, and whether there are some in the subject.
    package func plain(_ place: Int) -> (count: UInt32, isInSubject: Bool) {
      let value = BitPacking.value(place, width: width, at: values)
      guard let escapes, value == UInt32(truncatingIfNeeded: BitPacking.mask(width)) else {
        return (value &+ 1, false)
      }
      let escape = escaped(place, escapes)
      return (Self.plain(escape) &+ 1, escape & 1 != 0)
    }

    /// Writes the occurrences in the text, and whether there are some in the subject, of the first `count` postings.
    ///
    /// - Returns: All occurrences, and whether any is in a subject.
    func unpack(
      _ count: Int, _ occurrences: UnsafeMutablePointer<UInt32>, _ inSubject: UnsafeMutablePointer<UInt8>
    ) -> (sum: Int, hasSubject: Bool) {
      BitPacking.unpack(count, width: width, at: values, into: occurrences)
      inSubject.update(repeating: 0, count: count)
      var hasSubject = false
      if let escapes {
        for index in 0..<escapeCount where Int(escapes[index]) < count {
          let value = value(ofEscape: index, escapes)
          occurrences[Int(escapes[index])] = Self.plain(value)
          inSubject[Int(escapes[index])] = UInt8(truncatingIfNeeded: value & 1)
          hasSubject = hasSubject || value & 1 != 0
        }
      }
      var sum = 0
      for place in 0..<count {
        occurrences[place] &+= 1
        sum &+= Int(occurrences[place])
      }
      return (sum, hasSubject)
    }

    /// Writes the occurrences in the text of the first `count` postings, each less one.
    ///
    /// - Returns: All occurrences.
    func unpackPlain(_ count: Int, into out: UnsafeMutablePointer<UInt32>) -> Int {
      BitPacking.unpack(count, width: width, at: values, into: out)
      if let escapes {
        for index in 0..<escapeCount where Int(escapes[index]) < count {
          out[Int(escapes[index])] = Self.plain(value(ofEscape: index, escapes))
        }
      }
      return Int(Self.sum(of: out, count))
    }

    /// All occurrences of the first `count` postings, of which those that `unpackPlain` wrote are given.
    ///
    /// - Complexity: O(count), four at a time.
    @inline(__always)
    static func sum(of occurrences: UnsafePointer<UInt32>, _ count: Int) -> UInt32 {
      var sum = UInt32(truncatingIfNeeded: count)
      for place in 0..<count { sum &+= occurrences[place] }
      return sum
    }
  }

  /// The frequencies of a dense block; `nil` if they are not all there.
  @inlinable @inline(__always)
  package func frequencies(denseBlock block: Int) -> Frequencies? {
    frequencies(at: frequencies &+ denseEntry(block, 0))
  }

  /// The frequencies of the sparse block decoded last.
  @inlinable @inline(__always)
  package func decodedFrequencies() -> Frequencies? {
    decodedCount > 0 ? frequencies(at: state.value.frequencyOffset) : nil
  }

  @inlinable @inline(__always)
  func frequencies(at offset: Int) -> Frequencies? {
    guard offset < postings.count else { return nil }
    let head = base.load(fromByteOffset: offset, as: UInt8.self)
    let width = min(32, Int(head & 0x3F))
    guard head & 0x40 != 0 else {
      return Frequencies(width: width, values: base + offset + 1, escapes: nil, escapeCount: 0, isWide: false)
    }
    let isWide = head & 0x80 != 0
    let count = Int(base.load(fromByteOffset: offset &+ 1, as: UInt8.self)) &+ 1
    let start = offset &+ 2
    return Frequencies(
      width: width, values: base + start + count &* (isWide ? 5 : 2),
      escapes: (base + start).assumingMemoryBound(to: UInt8.self), escapeCount: count, isWide: isWide)
  }

  /// How many documents of a block have the term.
  package func count(ofBlock block: Int) -> Int {
    guard isDense else {
      decode(block)
      return decodedCount
    }
    var count = 0
    let first = block &* 4
    for index in first..<min(first &+ 4, PostingsFormat.words(documents)) {
      count &+= word(index).nonzeroBitCount
    }
    return count
  }

  /// The rank of a document of a dense list inside its block.
  @inlinable @inline(__always)
  package func place(of document: Int) -> Int {
    if document &>> 8 != state.value.rankedBlock { rank(document &>> 8) }
    let index = document &>> 6
    let before = word(index) & ((1 &<< UInt64(document & 63)) &- 1)
    return Int(state.value.ranks[index & 3]) &+ before.nonzeroBitCount
  }

  /// Counts the postings before each word of a block.
  @usableFromInline func rank(_ block: Int) {
    state.value.rankedBlock = block
    var sum: UInt32 = 0
    let words = PostingsFormat.words(documents)
    for index in 0..<4 {
      state.value.ranks[index] = sum
      let own = block &* 4 &+ index
      if own < words { sum &+= UInt32(truncatingIfNeeded: word(own).nonzeroBitCount) }
    }
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

  /// Sets the bit of every document in the first `words` words.
  package func union(into bitmap: UnsafeMutablePointer<UInt64>, words: Int) {
    if isDense {
      for index in 0..<words { bitmap[index] |= word(index) }
      return
    }
    for block in 0..<blocks where union(block, into: bitmap, end: min(documents, words &* 64)) { return }
  }

  /// The same of one sparse block, without a buffer; returns whether a document was not before `end`.
  private func union(_ block: Int, into bitmap: UnsafeMutablePointer<UInt64>, end: Int) -> Bool {
    let start = blocks > 1 ? Int(sparseEntry(block, 1)) : 0
    let count = min(PostingsFormat.sparseBlock, term.count &- block &* PostingsFormat.sparseBlock)
    guard start < postings.count else { return true }
    let width = min(32, Int(postings[start]))
    guard start &+ 1 &+ BitPacking.size(count, width: width) <= postings.count else { return true }
    let packed = base + start + 1
    var document = block == 0 ? UInt32.max : sparseEntry(block &- 1, 0)
    for place in 0..<count {
      document = document &+ BitPacking.value(place, width: width, at: packed) &+ 1
      guard Int(document) < end else { return true }
      bitmap[Int(document &>> 6)] |= 1 &<< UInt64(document & 63)
    }
    return false
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
    isDense ? denseEntry(block, 1) : blocks > 1 ? Int(sparseEntry(block, 2)) : 0
  }
}
