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
      postings.base.storeBytes(
        of: UInt32(truncatingIfNeeded: first).littleEndian, toByteOffset: entry, as: UInt32.self)
      postings.base.storeBytes(
        of: UInt32(truncatingIfNeeded: frequencies.count).littleEndian, toByteOffset: entry + 4,
        as: UInt32.self)
      postings.base.storeBytes(
        of: UInt32(truncatingIfNeeded: positions.count).littleEndian, toByteOffset: entry + 8, as: UInt32.self
      )
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
    var widths: (InlineArray<33, Int>) = InlineArray(repeating: 0)
    var all: UInt32 = 0
    var largest: Float = 0
    var inSubject = false
    for index in range {
      let value = weighted(term, counts, index) &- 1
      values.append(value)
      // One more, since all ones is the escape.
      all |= value
      widths[BitPacking.width(of: value &+ 1)] &+= 1
      largest = max(largest, share(term, counts, index))
      if let subject = term.inSubject, subject[index] != 0 { inSubject = true }
    }
    let (width, escapes) = Self.bestWidth(
      widths, widest: BitPacking.width(of: all), count: values.count)
    block.append(UInt8(width) | (escapes > 0 ? 0x40 : 0) | (inSubject ? 0x80 : 0))
    let escape = UInt32(truncatingIfNeeded: BitPacking.mask(width))
    if escapes > 0 {
      block.append(UInt8(escapes))
      for (index, value) in values.enumerated() where value >= escape { block.append(UInt8(index)) }
      for index in values.indices where values[index] >= escape {
        block.append(values[index])
        values[index] = escape
      }
    }
    values.withUnsafeBufferPointer { BitPacking.append($0, width: width, to: &block) }
    if inSubject, let subject = term.inSubject {
      let start = block.count
      block.appendZeros((range.count + 7) / 8)
      for (place, index) in range.enumerated() where subject[index] != 0 {
        let old = block.base.load(fromByteOffset: start + place / 8, as: UInt8.self)
        block.base.storeBytes(
          of: old | 1 << UInt8(place & 7), toByteOffset: start + place / 8, as: UInt8.self)
      }
    }
    use(block)
    return Scoring.bound(largest)
  }

  /// The width that makes the block shortest, where wider values cost five bytes more, and how many those are.
  ///
  /// - Parameter widths: How many values there are of each width, one added to each.
  private static func bestWidth(
    _ widths: borrowing InlineArray<33, Int>, widest: Int, count: Int
  ) -> (width: Int, escapes: Int) {
    var best = (width: widest, escapes: 0)
    var bestBits = count * widest
    var escapes = 0
    var width = 32
    while width > 1 {
      escapes += widths[width]
      width -= 1
      if escapes > 255 || escapes * 2 > count { break }
      let bits = count * width + escapes * 40 + 8
      if escapes > 0, bits < bestBits {
        bestBits = bits
        best = (width, escapes)
      }
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
