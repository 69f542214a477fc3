/// Writes the postings of one term after the other, as `PostingsFormat` draws them.
package final class PostingsWriter {
  /// One term's documents, ascending, and what is known of each.
  package struct Term {
    package var documents: UnsafeBufferPointer<UInt32>
    /// Occurrences in each document, at least 1; `nil` for a keyword.
    package var frequencies: UnsafeBufferPointer<UInt32>?
    /// 1 for a document that has the term in its subject too; `nil` if none has.
    package var inSubject: UnsafeBufferPointer<UInt8>?
    /// Ascending in each document, those of all one after the other.
    package var positions: UnsafeBufferPointer<UInt32>

    package init(
      documents: UnsafeBufferPointer<UInt32>, frequencies: UnsafeBufferPointer<UInt32>?,
      inSubject: UnsafeBufferPointer<UInt8>?, positions: UnsafeBufferPointer<UInt32>
    ) {
      self.documents = documents
      self.frequencies = frequencies
      self.inSubject = inSubject
      self.positions = positions
    }
  }

  private let documents: Int
  private let postingsFile: CheckedFileWriter
  private let positionsFile: CheckedFileWriter
  /// By norm, for this segment's average length.
  private let saturation: [Float]
  private let norms: UnsafePointer<UInt8>

  private var postings = ByteBuffer(capacity: 1 << 16)
  private var positions = ByteBuffer(capacity: 1 << 16)
  private var frequencies = ByteBuffer(capacity: 1 << 12)
  private var gaps: [UInt32] = []
  private var scratch = PatchedPacking.Scratch()

  /// - Parameter norms: One a document of the segment; must outlive the writer.
  package init(
    documents: Int, norms: UnsafePointer<UInt8>, averageLength: Float, postings: CheckedFileWriter,
    positions: CheckedFileWriter
  ) {
    self.documents = documents
    self.norms = norms
    self.postingsFile = postings
    self.positionsFile = positions
    saturation = Scoring.saturation(average: averageLength)
  }

  package func write(_ term: Term) throws(IndexError) -> TermPostings {
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
      occurrences: term.frequencies == nil ? term.documents.count : term.positions.count,
      postings: start..<postingsFile.count, positions: positionsStart..<positionsFile.count, bound: largest)
  }

  private func writeSparse(_ term: Term) -> UInt8 {
    let count = term.documents.count
    let blocks = PostingsFormat.sparseBlocks(count)
    let directory = blocks > 1 ? blocks * PostingsFormat.sparseEntry : 0
    postings.appendZeros(directory)
    var before = UInt32.max  // the first distance is taken from −1
    var largest: UInt8 = 0
    var place = 0  // of the block's first position in `term.positions`
    for block in 0..<blocks {
      let range = block * PostingsFormat.sparseBlock..<min(count, (block + 1) * PostingsFormat.sparseBlock)
      let start = postings.count
      let positionsStart = positions.count
      gaps.removeAll(keepingCapacity: true)
      var widest: UInt32 = 0
      for index in range {
        let gap = term.documents[index] &- before &- 1
        before = term.documents[index]
        widest |= gap
        gaps.append(gap)
      }
      let width = BitPacking.width(of: widest)
      postings.append(UInt8(width))
      gaps.withUnsafeBufferPointer { BitPacking.append($0, width: width, to: &postings) }
      var bound: UInt8 = 0
      if let counts = term.frequencies {
        bound = writeFrequencies(term, counts, range) { postings.append($0.bytes) }
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

  private func writeDense(_ term: Term) -> UInt8 {
    let bitmapSize = PostingsFormat.words(documents) * 8
    postings.appendZeros(bitmapSize)
    for document in term.documents {
      let byte = Int(document >> 3)
      let old = postings.base.load(fromByteOffset: byte, as: UInt8.self)
      postings.base.storeBytes(of: old | 1 << UInt8(document & 7), toByteOffset: byte, as: UInt8.self)
    }
    let windows = term.frequencies == nil ? 0 : PostingsFormat.windows(documents)
    let boundsStart = postings.count
    postings.appendZeros(windows)
    let blocks = PostingsFormat.denseBlocks(documents)
    var entry = postings.count
    postings.appendZeros((blocks + 1) * PostingsFormat.denseEntry)
    frequencies.removeAll()
    var largest: UInt8 = 0
    var first = 0
    var place = 0
    for block in 0...blocks {
      for (place, offset) in [frequencies.count, positions.count].enumerated() {
        postings.base.storeBytes(
          of: UInt32(truncatingIfNeeded: offset).littleEndian, toByteOffset: entry + place * 4,
          as: UInt32.self)
      }
      entry += PostingsFormat.denseEntry
      if block == blocks { break }
      let end = UInt32((block + 1) * PostingsFormat.denseBlock)
      var last = first
      while last < term.documents.count, term.documents[last] < end { last += 1 }
      if let counts = term.frequencies, last > first {
        largest = max(largest, writeDenseFrequencies(term, counts, first..<last, bounds: boundsStart))
        place = writePositions(term, counts, first..<last, from: place)
      }
      first = last
    }
    postings.append(frequencies.bytes)
    return largest
  }

  private func writeDenseFrequencies(
    _ term: Term, _ counts: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, bounds: Int
  ) -> UInt8 {
    let largest = writeFrequencies(term, counts, range) { frequencies.append($0.bytes) }
    for index in range {
      let document = Int(term.documents[index])
      let bound = Scoring.bound(share(term, counts, index))
      let window = bounds + document / PostingsFormat.window
      let old = postings.base.load(fromByteOffset: window, as: UInt8.self)
      if bound > old { postings.base.storeBytes(of: bound, toByteOffset: window, as: UInt8.self) }
    }
    return largest
  }

  @inline(__always)
  private func weighted(_ term: Term, _ counts: UnsafeBufferPointer<UInt32>, _ index: Int) -> UInt32 {
    guard let inSubject = term.inSubject, inSubject[index] != 0 else { return counts[index] }
    return counts[index] &+ Scoring.subjectWeight
  }

  @inline(__always)
  private func share(_ term: Term, _ counts: UnsafeBufferPointer<UInt32>, _ index: Int) -> Float {
    Scoring.share(
      weighted(term, counts, index), saturation[Int(norms[Int(term.documents[index])])])
  }

  private var block = ByteBuffer(capacity: 1 << 10)
  private var values: [UInt32] = []

  /// The frequencies of the postings `range`, handed to `use`. Returns the block's bound.
  private func writeFrequencies(
    _ term: Term, _ counts: UnsafeBufferPointer<UInt32>, _ range: Range<Int>,
    use: (borrowing ByteBuffer) -> Void
  ) -> UInt8 {
    block.removeAll()
    values.removeAll(keepingCapacity: true)
    isEscape.removeAll(keepingCapacity: true)
    var widths: (InlineArray<33, Int>) = InlineArray(repeating: 0)
    var all: UInt32 = 0
    var largest: Float = 0
    var subjects = 0
    for index in range {
      let value = weighted(term, counts, index) &- 1
      let isInSubject = term.inSubject.map { $0[index] != 0 } ?? false
      values.append(value)
      isEscape.append(isInSubject)
      all |= value
      // One more, since all ones is the escape.
      if isInSubject { subjects += 1 } else { widths[BitPacking.width(of: value &+ 1)] &+= 1 }
      largest = max(largest, share(term, counts, index))
    }
    let isWide = all > 127
    let (width, hasEscapes) = Self.bestWidth(
      widths, widest: BitPacking.width(of: all), count: values.count, subjects: subjects,
      cost: isWide ? 40 : 16)
    block.append(UInt8(width) | (hasEscapes ? 0x40 : 0) | (hasEscapes && isWide ? 0x80 : 0))
    if hasEscapes {
      let escape = UInt32(truncatingIfNeeded: BitPacking.mask(width))
      var escapes = 0
      for index in values.indices {
        if values[index] >= escape { isEscape[index] = true }
        escapes += isEscape[index] ? 1 : 0
      }
      block.append(UInt8(truncatingIfNeeded: escapes - 1))
      for index in values.indices where isEscape[index] { block.append(UInt8(truncatingIfNeeded: index)) }
      for (place, index) in range.enumerated() where isEscape[place] {
        let isInSubject = term.inSubject.map { $0[index] != 0 } ?? false
        let value = values[place] << 1 | (isInSubject ? 1 : 0)
        if isWide { block.append(value) } else { block.append(UInt8(truncatingIfNeeded: value)) }
        values[place] = escape
      }
    }
    values.withUnsafeBufferPointer { BitPacking.append($0, width: width, to: &block) }
    use(block)
    return Scoring.bound(largest)
  }

  private var isEscape: [Bool] = []

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

  private func writePositions(
    _ term: Term, _ counts: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, from place: Int
  ) -> Int {
    gaps.removeAll(keepingCapacity: true)
    var place = place
    for index in range {
      var before = UInt32.max
      for _ in 0..<counts[index] {
        let position = term.positions[place]
        gaps.append(position &- before &- 1)
        before = position
        place &+= 1
      }
    }
    gaps.withUnsafeBufferPointer { PatchedPacking.append($0, to: &positions, &scratch) }
    return place
  }
}
