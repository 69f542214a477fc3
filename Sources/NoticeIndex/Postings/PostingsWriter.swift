/// Writes the postings of one term after the other, as `PostingsFormat` draws them.
///
/// A structure, so that its loops work on variables that nobody else can touch: the runtime checks every access to one of
/// a class.
package struct PostingsWriter: ~Copyable {
  /// One term's documents, ascending, and what is known of each.
  package struct Term {
    package var documents: UnsafeBufferPointer<UInt32>
    /// Occurrences in each document, at least 1; `nil` for a keyword.
    package var frequencies: UnsafeBufferPointer<UInt32>?
    /// 1 for a document that has the term in its subject too; `nil` if none has.
    package var inSubject: UnsafeBufferPointer<UInt8>?
    /// Of each document its first position, then the distance of each from the one before, less one; those of all
    /// documents one after the other.
    package var gaps: UnsafeBufferPointer<UInt32>

    package init(
      documents: UnsafeBufferPointer<UInt32>, frequencies: UnsafeBufferPointer<UInt32>?,
      inSubject: UnsafeBufferPointer<UInt8>?, gaps: UnsafeBufferPointer<UInt32>
    ) {
      self.documents = documents
      self.frequencies = frequencies
      self.inSubject = inSubject
      self.gaps = gaps
    }
  }

  private let documents: Int
  private let postingsFile: CheckedFileWriter
  private let positionsFile: CheckedFileWriter
  /// By norm, for this segment's average length.
  private let saturation: UnsafeMutablePointer<Float>
  private let norms: UnsafePointer<UInt8>

  private var postings = ByteBuffer(capacity: 1 << 16)
  private var positions = ByteBuffer(capacity: 1 << 16)
  private var frequencies = ByteBuffer(capacity: 1 << 12)
  /// The frequencies of the block under way, packed.
  private var block = ByteBuffer(capacity: 1 << 10)
  /// Of each posting of the block: distances, then weighted occurrences less one; whether it is an escape; its share.
  private let values: UnsafeMutablePointer<UInt32>
  private let isEscape: UnsafeMutablePointer<UInt8>
  private let shares: UnsafeMutablePointer<Float>

  /// - Parameter norms: One a document of the segment; must outlive the writer.
  package init(
    documents: Int, norms: UnsafePointer<UInt8>, averageLength: Float, postings: CheckedFileWriter,
    positions: CheckedFileWriter
  ) {
    self.documents = documents
    self.norms = norms
    self.postingsFile = postings
    self.positionsFile = positions
    saturation = .allocate(capacity: 256)
    saturation.initialize(from: Scoring.saturation(average: averageLength), count: 256)
    values = .allocate(capacity: PostingsFormat.denseBlock)
    isEscape = .allocate(capacity: PostingsFormat.denseBlock)
    shares = .allocate(capacity: PostingsFormat.denseBlock)
  }

  deinit {
    saturation.deallocate()
    values.deallocate()
    isEscape.deallocate()
    shares.deallocate()
  }

  package mutating func write(_ term: Term) throws(IndexError) -> TermPostings {
    postings.removeAll()
    positions.removeAll()
    let largest: UInt8
    if PostingsFormat.isDense(term.documents.count, of: documents) {
      largest = writeDense(term)
    } else {
      largest = writeSparse(term)
    }
    guard postings.count <= Int(UInt32.max), positions.count <= Int(UInt32.max) else {
      throw .tooLarge(reason: "the postings of one word pass 4 GiB")
    }
    let start = postingsFile.count
    let positionsStart = positionsFile.count
    try postingsFile.append(postings.bytes)
    try positionsFile.append(positions.bytes)
    return TermPostings(
      count: term.documents.count,
      occurrences: term.frequencies == nil ? term.documents.count : term.gaps.count,
      postings: start..<postingsFile.count, positions: positionsStart..<positionsFile.count, bound: largest)
  }

  private mutating func writeSparse(_ term: Term) -> UInt8 {
    let count = term.documents.count
    let blocks = PostingsFormat.sparseBlocks(count)
    let directory = blocks > 1 ? blocks * PostingsFormat.sparseEntry : 0
    postings.appendZeros(directory)
    var before = UInt32.max  // the first distance is taken from −1
    var largest: UInt8 = 0
    var place = 0  // of the block's first gap in `term.gaps`
    for block in 0..<blocks {
      let range = block * PostingsFormat.sparseBlock..<min(count, (block + 1) * PostingsFormat.sparseBlock)
      let start = postings.count
      let positionsStart = positions.count
      var widest: UInt32 = 0
      for index in range {
        let gap = term.documents[index] &- before &- 1
        before = term.documents[index]
        widest |= gap
        values[index &- range.lowerBound] = gap
      }
      let width = BitPacking.width(of: widest)
      postings.append(UInt8(width))
      BitPacking.append(
        UnsafeBufferPointer(start: values, count: range.count), width: width, to: &postings)
      var bound: UInt8 = 0
      if let counts = term.frequencies {
        bound = Scoring.bound(pack(term, counts, range))
        postings.append(self.block.bytes)
        place = writePositions(term, counts, range, from: place)
      }
      largest = max(largest, bound)
      if directory > 0 {
        let entry = postings.base + block * PostingsFormat.sparseEntry
        entry.storeBytes(of: before.littleEndian, as: UInt32.self)
        entry.storeBytes(
          of: UInt32(truncatingIfNeeded: start).littleEndian, toByteOffset: 4, as: UInt32.self)
        entry.storeBytes(
          of: UInt32(truncatingIfNeeded: positionsStart).littleEndian, toByteOffset: 8, as: UInt32.self)
        entry.storeBytes(of: bound, toByteOffset: 12, as: UInt8.self)
      }
    }
    return largest
  }

  private mutating func writeDense(_ term: Term) -> UInt8 {
    writeBitmap(term.documents)
    let bounds = postings.count
    postings.appendZeros(term.frequencies == nil ? 0 : PostingsFormat.windows(documents))
    let blocks = PostingsFormat.denseBlocks(documents)
    var entry = postings.count
    postings.appendZeros((blocks + 1) * PostingsFormat.denseEntry)
    frequencies.removeAll()
    var largest: UInt8 = 0
    var first = 0
    var place = 0
    for block in 0...blocks {
      postings.base.storeBytes(
        of: UInt32(truncatingIfNeeded: frequencies.count).littleEndian, toByteOffset: entry, as: UInt32.self)
      postings.base.storeBytes(
        of: UInt32(truncatingIfNeeded: positions.count).littleEndian, toByteOffset: entry + 4, as: UInt32.self
      )
      entry += PostingsFormat.denseEntry
      if block == blocks { break }
      let end = UInt32((block + 1) * PostingsFormat.denseBlock)
      var last = first
      while last < term.documents.count, term.documents[last] < end { last &+= 1 }
      if let counts = term.frequencies, last > first {
        largest = max(largest, Scoring.bound(pack(term, counts, first..<last)))
        frequencies.append(self.block.bytes)
        writeBounds(term.documents, first..<last, at: bounds)
        place = writePositions(term, counts, first..<last, from: place)
      }
      first = last
    }
    postings.append(frequencies.bytes)
    return largest
  }

  /// One bit a document, in words of 64.
  private mutating func writeBitmap(_ list: UnsafeBufferPointer<UInt32>) {
    let words = PostingsFormat.words(documents)
    let start = postings.count
    postings.appendZeros(words * 8)
    let bitmap = postings.base + start
    var word = 0
    var bits: UInt64 = 0
    for document in list {
      if Int(document &>> 6) != word {
        bitmap.storeBytes(of: bits.littleEndian, toByteOffset: word &* 8, as: UInt64.self)
        word = Int(document &>> 6)
        bits = 0
      }
      bits |= 1 &<< UInt64(document & 63)
    }
    if word < words { bitmap.storeBytes(of: bits.littleEndian, toByteOffset: word &* 8, as: UInt64.self) }
  }

  /// The largest share of each window of 16 that the block under way is in.
  private mutating func writeBounds(
    _ list: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, at offset: Int
  ) {
    let bounds = postings.base + offset
    var window = -1
    var largest: Float = 0
    for index in range {
      let own = Int(list[index]) / PostingsFormat.window
      if own != window {
        if window >= 0 { bounds.storeBytes(of: Scoring.bound(largest), toByteOffset: window, as: UInt8.self) }
        window = own
        largest = 0
      }
      largest = max(largest, shares[index &- range.lowerBound])
    }
    if window >= 0 { bounds.storeBytes(of: Scoring.bound(largest), toByteOffset: window, as: UInt8.self) }
  }

  /// Packs the frequencies of the postings `range` into `block`, and notes their shares. Returns the largest.
  private mutating func pack(
    _ term: Term, _ counts: UnsafeBufferPointer<UInt32>, _ range: Range<Int>
  ) -> Float {
    var widths: (InlineArray<33, Int>) = InlineArray(repeating: 0)
    var all: UInt32 = 0
    var largest: Float = 0
    var subjects = 0
    let count = range.count
    for place in 0..<count {
      let index = range.lowerBound &+ place
      let isInSubject = term.inSubject.map { $0[index] != 0 } ?? false
      let weighted = isInSubject ? counts[index] &+ Scoring.subjectWeight : counts[index]
      values[place] = weighted &- 1
      isEscape[place] = isInSubject ? 1 : 0
      all |= weighted &- 1
      // One more, since all ones is the escape.
      if isInSubject { subjects &+= 1 } else { widths[BitPacking.width(of: weighted)] &+= 1 }
      let share = Scoring.share(weighted, saturation[Int(norms[Int(term.documents[index])])])
      shares[place] = share
      largest = max(largest, share)
    }
    let isWide = all > 127
    let (width, hasEscapes) = Self.bestWidth(
      widths, widest: BitPacking.width(of: all), count: count, subjects: subjects, cost: isWide ? 40 : 16)
    block.removeAll()
    block.append(UInt8(width) | (hasEscapes ? 0x40 : 0) | (hasEscapes && isWide ? 0x80 : 0))
    if hasEscapes { packEscapes(term, range, width: width, isWide: isWide) }
    BitPacking.append(UnsafeBufferPointer(start: values, count: count), width: width, to: &block)
    return largest
  }

  private mutating func packEscapes(_ term: Term, _ range: Range<Int>, width: Int, isWide: Bool) {
    let escape = UInt32(truncatingIfNeeded: BitPacking.mask(width))
    var escapes = 0
    for place in 0..<range.count {
      if values[place] >= escape { isEscape[place] = 1 }
      escapes &+= Int(isEscape[place])
    }
    block.append(UInt8(truncatingIfNeeded: escapes - 1))
    for place in 0..<range.count where isEscape[place] != 0 { block.append(UInt8(truncatingIfNeeded: place)) }
    for place in 0..<range.count where isEscape[place] != 0 {
      let isInSubject = term.inSubject.map { $0[range.lowerBound &+ place] != 0 } ?? false
      let value = values[place] << 1 | (isInSubject ? 1 : 0)
      if isWide { block.append(value) } else { block.append(UInt8(truncatingIfNeeded: value)) }
      values[place] = escape
    }
  }

  /// The width that makes the block shortest, where wider values, and those in the subject, are escapes.
  ///
  /// - Parameters:
  ///   - widths: How many values there are of each width, one added to each, without those in the subject.
  ///   - cost: Of an escape, in bits.
  private static func bestWidth(
    _ widths: borrowing InlineArray<33, Int>, widest: Int, count: Int, subjects: Int, cost: Int
  ) -> (width: Int, hasEscapes: Bool) {
    var best = (width: widest, hasEscapes: false)
    var bestBits = subjects > 0 ? Int.max : count * widest
    var escapes = subjects
    var width = 32
    while width >= 1 {
      let bits = count * width + escapes * cost + 8
      if escapes > 0, bits < bestBits {
        bestBits = bits
        best = (width, true)
      }
      escapes += widths[width]
      width -= 1
    }
    return best
  }

  /// Returns where the next block's gaps begin.
  private mutating func writePositions(
    _ term: Term, _ counts: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, from place: Int
  ) -> Int {
    var end = place
    for index in range { end &+= Int(counts[index]) }
    RicePacking.append(UnsafeBufferPointer(rebasing: term.gaps[place..<end]), to: &positions)
    return end
  }
}
