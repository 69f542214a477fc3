/// Writes the terms of one field, in order.
struct TermDictionaryWriter {
  private let file: CheckedFileWriter
  private let isText: Bool
  private let start: Int
  private var terms = 0
  private var previous: [UInt8] = []
  private var prefixes: [UInt64] = []
  private var offsets: [UInt32] = []

  init(_ file: CheckedFileWriter, isText: Bool) {
    self.file = file
    self.isText = isText
    start = file.count
  }

  /// - Precondition: Terms ascend in the order of `TermKey` of their keys.
  mutating func add(_ term: [UInt8], _ postings: TermPostings) throws(IndexError) {
    var out = ByteBuffer(capacity: 64)
    var shared = 0
    if terms % TermDictionaryLayout.blockSize == 0 {
      guard let offset = UInt32(exactly: file.count - start) else {
        throw .tooLarge(reason: "the words of one field pass 4 GiB")
      }
      prefixes.append(TermDictionaryLayout.prefix(TermForm.folded(TermDictionaryLayout.key(term))))
      offsets.append(offset)
      out.appendVarint(UInt64(postings.postings.lowerBound))
      out.appendVarint(UInt64(postings.positions.lowerBound))
    } else {
      while shared < min(previous.count, term.count), previous[shared] == term[shared] { shared += 1 }
    }
    out.appendVarint(UInt64(shared))
    out.appendVarint(UInt64(term.count - shared))
    out.append(Array(term[shared...]))
    out.appendVarint(UInt64(postings.count))
    if isText {
      out.appendVarint(UInt64(postings.occurrences - postings.count))
      out.append(postings.bound)
    }
    out.appendVarint(UInt64(postings.postings.count))
    if isText {
      out.appendVarint(UInt64(postings.positions.count))
      out.append(UInt8(postings.isInText ? 1 : 0))
    }
    try file.append(out.bytes)
    previous = term
    terms += 1
  }

  mutating func finish() throws(IndexError) -> TermDictionaryLayout {
    var out = ByteBuffer(capacity: prefixes.count * 12)
    for prefix in prefixes { out.append(prefix) }
    for offset in offsets { out.append(offset) }
    try file.append(out.bytes)
    return TermDictionaryLayout(
      start: start, length: file.count - start, terms: terms, blocks: prefixes.count)
  }
}
