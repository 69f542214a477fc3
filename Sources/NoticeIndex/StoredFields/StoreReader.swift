import CZstd

/// Reads documents back from a segment; keeps the block that it read last.
///
/// A block of version 2 is two frames, of what hits show and of the rest; one of version 1 is the first alone, with all
/// of `stored` in the heads.
package final class StoreReader {
  private let segment: Segment
  private let firsts: UnsafeRawBufferPointer
  private let offsets: UnsafeRawBufferPointer
  let blocks: Int
  private let decompressor: OpaquePointer
  private var shown = StoreFrame(.shown)
  private var rest = StoreFrame(.rest)

  /// A document as it stands in a store, to be put into another.
  struct Record {
    var shown: ArraySlice<UInt8>
    var rest: ArraySlice<UInt8>
  }

  package init(_ segment: Segment) throws(IndexError) {
    self.segment = segment
    firsts = try segment.section(.storeFirsts)
    offsets = try segment.section(.storeOffsets)
    blocks = firsts.count / 4 - 1
    guard let decompressor = cz_decompressor_create() else { throw .tooLarge(reason: "no memory is left") }
    self.decompressor = decompressor
    guard blocks > 0, offsets.count == (blocks + 1) * 8, first(blocks) == segment.documents else {
      throw .corrupt(file: segment.columns.name, offset: 0, reason: "the index of the store")
    }
  }

  deinit { cz_decompressor_free(decompressor) }

  private func first(_ block: Int) -> Int {
    Int(firsts.loadUnaligned(fromByteOffset: block * 4, as: UInt32.self))
  }

  // MARK: Documents

  /// All of the document.
  ///
  /// - Complexity: O(32 KiB), once for neighbours.
  package func document(_ document: Int) throws(IndexError) -> StoredDocument {
    var stored = try shownDocument(document)
    stored.stored += try read(restRecord(document), of: document) { Array($0.take($0.length())) }
    return stored
  }

  /// What a hit shows: all but what follows the head of `stored`.
  ///
  /// - Complexity: O(what hits show of 32 KiB), once for neighbours.
  package func shownDocument(_ document: Int) throws(IndexError) -> StoredDocument {
    try read(shownRecord(document), of: document) { StoredDocument(&$0) }
  }

  /// The document's name alone.
  package func id(_ document: Int) throws(IndexError) -> String {
    try read(shownRecord(document), of: document) { String(decoding: $0.take($0.length()), as: UTF8.self) }
  }

  private func read<Value>(
    _ record: ArraySlice<UInt8>, of document: Int, _ body: (inout ByteReader) -> Value
  ) throws(IndexError) -> Value {
    let value: Value? = record.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      let value = body(&reader)
      return reader.isValid ? value : nil
    }
    guard let value else { throw corrupt(block(of: document), "a document is cut") }
    return value
  }

  func record(_ document: Int) throws(IndexError) -> Record {
    Record(shown: try shownRecord(document), rest: try restRecord(document))
  }

  private func shownRecord(_ document: Int) throws(IndexError) -> ArraySlice<UInt8> {
    let block = block(of: document)
    if block != shown.block { try load(block, .shown) }
    return try record(document, of: shown)
  }

  private func restRecord(_ document: Int) throws(IndexError) -> ArraySlice<UInt8> {
    // One byte says that nothing follows the head.
    if segment.store.version == 1 { return [0] }
    let block = block(of: document)
    if block != rest.block {
      if block != shown.block { try load(block, .shown) }
      try load(block, .rest)
    }
    return try record(document, of: rest)
  }

  private func record(_ document: Int, of frame: StoreFrame) throws(IndexError) -> ArraySlice<UInt8> {
    guard let record = frame[document - first(frame.block)] else {
      throw corrupt(frame.block, "a block has too few documents")
    }
    return record
  }

  /// - Precondition: Before the rest, what is shown of the block was loaded.
  private func load(_ block: Int, _ part: StoreFrame.Part) throws(IndexError) {
    let frames = try frames(ofBlock: block)
    let isLoaded =
      switch part {
      case .shown: shown.load(block, frames.shown, after: nil, decompressor)
      case .rest: rest.load(block, frames.rest, after: shown, decompressor)
      }
    if !isLoaded { throw corrupt(block, "a block that does not decompress") }
  }

  // MARK: Blocks

  private func block(of document: Int) -> Int {
    precondition(document >= 0 && document < segment.documents, "no document \(document)")
    var low = 0
    var high = blocks
    while high - low > 1 {
      let middle = (low + high) / 2
      if first(middle) <= document { low = middle } else { high = middle }
    }
    return low
  }

  /// The documents of a block.
  func documents(ofBlock block: Int) -> Range<Int> {
    let start = min(first(block), segment.documents)
    return start..<max(start, min(first(block + 1), segment.documents))
  }

  /// A block as it stands in the file.
  func bytes(ofBlock block: Int) throws(IndexError) -> UnsafeRawBufferPointer {
    let (start, end) = (offset(block), offset(block + 1))
    return try segment.store.bytes(at: start, count: end &- start)
  }

  /// Whether a block is worth being copied as it stands: it would be written so now, and is not one of the small ones
  /// that end a store.
  func isWorthKeeping(_ block: Int) throws(IndexError) -> Bool {
    guard segment.store.version == FileKind.store.version else { return false }
    let (shown, rest) = try frames(ofBlock: block)
    return (StoreFrame.size(shown) ?? 0) + (StoreFrame.size(rest) ?? 0) >= StoreCompressor.blockSize / 2
  }

  /// The second is empty in version 1.
  private func frames(
    ofBlock block: Int
  ) throws(IndexError) -> (shown: UnsafeRawBufferPointer, rest: UnsafeRawBufferPointer) {
    let bytes = try bytes(ofBlock: block)
    if segment.store.version == 1 { return (bytes, UnsafeRawBufferPointer(start: nil, count: 0)) }
    let end = Int(cz_frame_size(bytes.baseAddress, bytes.count))
    guard end > 0, end < bytes.count else { throw corrupt(block, "a block without its second frame") }
    return (UnsafeRawBufferPointer(rebasing: bytes[..<end]), UnsafeRawBufferPointer(rebasing: bytes[end...]))
  }

  /// Where a block ends in the file.
  func end(ofBlock block: Int) -> Int { offset(block + 1) }

  private func offset(_ block: Int) -> Int {
    Int(truncatingIfNeeded: offsets.loadUnaligned(fromByteOffset: block * 8, as: UInt64.self))
  }

  private func corrupt(_ block: Int, _ reason: String) -> IndexError {
    .corrupt(file: segment.store.name, offset: offset(block), reason: reason)
  }
}
