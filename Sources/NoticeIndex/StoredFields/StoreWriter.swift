import CZstd

/// Writes documents in blocks, each one zstd frame of some 32 KiB of them.
final class StoreWriter {
  private let file: CheckedFileWriter
  private var block = ByteBuffer(capacity: 1 << 16)
  private var compressed = ByteBuffer(capacity: 1 << 16)
  private let compressor: OpaquePointer
  private var documents = 0
  private var firstOfBlock = 0
  private(set) var firsts = ByteBuffer(capacity: 1 << 10)
  private(set) var offsets = ByteBuffer(capacity: 1 << 10)

  static let blockSize = 32 << 10
  private static let level: Int32 = 1

  init(_ file: CheckedFileWriter) throws(IndexError) {
    guard let compressor = cz_compressor_create() else { throw .tooLarge(reason: "no memory is left") }
    self.compressor = compressor
    self.file = file
  }

  deinit { cz_compressor_free(compressor) }

  func add(_ document: IndexDocument, withText: Bool) throws(IndexError) {
    StoredDocument.append(document, withText: withText, to: &block)
    try advance()
  }

  /// A document as it stands in another store.
  func add(record: ArraySlice<UInt8>) throws(IndexError) {
    record.withUnsafeBytes { block.append($0) }
    try advance()
  }

  /// A block of another store as it stands there.
  func add(frame: UnsafeRawBufferPointer, documents count: Int) throws(IndexError) {
    try flush()
    firsts.append(UInt32(documents))
    offsets.append(UInt64(file.count))
    try file.append(frame)
    documents += count
    firstOfBlock = documents
  }

  private func advance() throws(IndexError) {
    documents += 1
    if block.count >= Self.blockSize { try flush() }
  }

  private func flush() throws(IndexError) {
    guard documents > firstOfBlock else { return }
    compressed.removeAll()
    let bound = cz_bound(block.count)
    compressed.reserve(bound)
    let size = cz_compress(compressor, block.base, block.count, compressed.base, bound, Self.level)
    guard size >= 0 else { throw .tooLarge(reason: "a document cannot be compressed") }
    firsts.append(UInt32(firstOfBlock))
    offsets.append(UInt64(file.count))
    try file.append(UnsafeRawBufferPointer(start: compressed.base, count: Int(size)))
    firstOfBlock = documents
    block.removeAll()
  }

  func finish() throws(IndexError) -> CheckedFileSummary {
    try flush()
    firsts.append(UInt32(documents))
    offsets.append(UInt64(file.count))
    return try file.finish()
  }
}
