/// One block of a list after the other, all of it decoded: how a merge reads.
struct PostingsBlock: ~Copyable {
  private(set) var count = 0
  let documents: UnsafeMutablePointer<UInt32>
  /// Occurrences in the text of each document, and whether there are some in its subject; of text fields.
  let occurrences: UnsafeMutablePointer<UInt32>
  let inSubject: UnsafeMutablePointer<UInt8>
  private(set) var hasSubject = false
  /// As `PostingsWriter.Term` has them.
  private(set) var gaps: UnsafeMutablePointer<UInt32>
  private(set) var gapCount = 0
  private var capacity = 1024

  init() {
    documents = .allocate(capacity: PostingsFormat.denseBlock)
    occurrences = .allocate(capacity: PostingsFormat.denseBlock)
    inSubject = .allocate(capacity: PostingsFormat.denseBlock)
    gaps = .allocate(capacity: capacity + 3)
  }

  deinit {
    documents.deallocate()
    occurrences.deallocate()
    inSubject.deallocate()
    gaps.deallocate()
  }

  /// `checkPositions` of a text field's list must have passed.
  mutating func read(_ list: PostingsList, _ block: Int) throws(IndexError) {
    (count, gapCount, hasSubject) = (list.copyDocuments(of: block, to: documents), 0, false)
    guard count > 0 else {
      if list.isDense { return }
      throw list.corruptPostings()
    }
    guard list.hasFrequencies else { return }
    guard let frequencies = list.frequencies(block: block) else { throw list.corruptPostings() }
    let (sum, hasSubject) = frequencies.unpack(count, occurrences, inSubject)
    let bytes = list.positionBytes
    guard sum <= list.term.occurrences, let base = bytes.baseAddress,
      let layout = PositionsLayout(count: sum, bytes, at: list.positionsOffset(block))
    else { throw list.corruptPostings() }
    if sum > capacity {
      gaps.deallocate()
      capacity = sum
      gaps = .allocate(capacity: sum + 3)
    }
    layout.read(sum, base, into: gaps)
    self.hasSubject = hasSubject
    gapCount = sum
  }
}

extension PostingsList {
  /// Writes the documents of a block, at most 256; returns how many they are.
  fileprivate func copyDocuments(of block: Int, to out: UnsafeMutablePointer<UInt32>) -> Int {
    guard isDense else {
      decode(block)
      out.update(from: decoded, count: decodedCount)
      return decodedCount
    }
    var count = 0
    let first = block &* (PostingsFormat.denseBlock / 64)
    for index in first..<min(first &+ PostingsFormat.denseBlock / 64, PostingsFormat.words(documents)) {
      var bits = word(index)
      while bits != 0 {
        let document = index &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if document >= documents { break }
        out[count] = UInt32(truncatingIfNeeded: document)
        count &+= 1
      }
    }
    return count
  }
}
