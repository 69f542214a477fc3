import CZstd

/// Reads documents back from a segment; keeps the block that it read last.
package final class StoreReader {
  private let segment: Segment
  private let firsts: UnsafeRawBufferPointer
  private let offsets: UnsafeRawBufferPointer
  let blocks: Int
  private var block = -1
  /// Of the block, and what is left of longer ones that were read before.
  private var content: [UInt8] = []
  private let decompressor: OpaquePointer
  /// Where each record of the block begins, and the end.
  private var records: [Int] = []

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

  /// - Complexity: O(32 KiB), once for neighbours.
  package func document(_ document: Int) throws(IndexError) -> StoredDocument {
    let read: StoredDocument? = try record(document).withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      let stored = StoredDocument(&reader)
      return reader.isValid ? stored : nil
    }
    guard let read else { throw corrupt(block, "a document is cut") }
    return read
  }

  /// The document's name alone.
  package func id(_ document: Int) throws(IndexError) -> String {
    let read: String? = try record(document).withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      let id = reader.take(reader.length())
      return reader.isValid ? String(decoding: id, as: UTF8.self) : nil
    }
    guard let read else { throw corrupt(block, "a document is cut") }
    return read
  }

  /// The document as it stands in the store: `StoredDocument`.
  func record(_ document: Int) throws(IndexError) -> ArraySlice<UInt8> {
    precondition(document >= 0 && document < segment.documents, "no document \(document)")
    var low = 0
    var high = blocks
    while high - low > 1 {
      let middle = (low + high) / 2
      if first(middle) <= document { low = middle } else { high = middle }
    }
    if low != block { try load(low) }
    let index = document - first(low)
    guard index >= 0, index + 1 < records.count else { throw corrupt(low, "a block has too few documents") }
    return content[records[index]..<records[index + 1]]
  }

  /// The documents of a block.
  func documents(ofBlock block: Int) -> Range<Int> {
    let start = min(first(block), segment.documents)
    return start..<max(start, min(first(block + 1), segment.documents))
  }

  /// A block as it stands in the file, and how large its content is said to be.
  func frame(_ block: Int) throws(IndexError) -> (bytes: UnsafeRawBufferPointer, size: Int) {
    let (start, end) = (offset(block), offset(block + 1))
    let bytes = try segment.store.bytes(at: start, count: end &- start)
    let size = cz_content_size(bytes.baseAddress, bytes.count)
    // A document is at most as large as what it was read from; a frame that says more was not written by us.
    guard size >= 0, size <= Int64(Int32.max) else { throw corrupt(block, "a block of impossible size") }
    return (bytes, Int(size))
  }

  /// Where a block ends in the file.
  func end(ofBlock block: Int) -> Int { offset(block + 1) }

  private func offset(_ block: Int) -> Int {
    Int(truncatingIfNeeded: offsets.loadUnaligned(fromByteOffset: block * 8, as: UInt64.self))
  }

  private func load(_ block: Int) throws(IndexError) {
    self.block = -1
    let (frame, size) = try frame(block)
    if content.count <= size { content = [UInt8](repeating: 0, count: size + 1) }
    let read = content.withUnsafeMutableBytes { buffer in
      buffer.baseAddress.map { cz_decompress(decompressor, frame.baseAddress, frame.count, $0, size) } ?? -1
    }
    guard read == Int64(size) else { throw corrupt(block, "a block that does not decompress") }
    content.withUnsafeBytes { records = Self.records(UnsafeRawBufferPointer(rebasing: $0[..<size])) }
    self.block = block
  }

  private func corrupt(_ block: Int, _ reason: String) -> IndexError {
    .corrupt(file: segment.store.name, offset: offset(block), reason: reason)
  }

  private static func records(_ content: UnsafeRawBufferPointer) -> [Int] {
    var reader = ByteReader(content)
    var out = [0]
    while reader.left > 0, reader.isValid {
      for _ in 0..<4 { _ = reader.take(reader.length()) }
      for _ in 0..<reader.length() where reader.isValid {
        _ = reader.varint()
        _ = reader.varint()
        _ = reader.take(reader.length())
      }
      if reader.isValid { out.append(reader.offset) }
    }
    return out
  }
}
