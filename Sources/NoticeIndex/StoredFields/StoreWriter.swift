/// Writes the store of a segment, block by block.
final class StoreWriter {
  private let file: CheckedFileWriter
  private let compressor: StoreCompressor
  private var documents = 0
  private(set) var firsts = ByteBuffer(capacity: 1 << 10)
  private(set) var offsets = ByteBuffer(capacity: 1 << 10)

  init(_ file: CheckedFileWriter) throws(IndexError) {
    compressor = try StoreCompressor()
    self.file = file
  }

  /// A document as it stands in another store.
  func add(_ record: StoreReader.Record) throws(IndexError) {
    compressor.add(record)
    if compressor.isFull { try endBlock() }
  }

  /// A block as it stands in another store.
  func add(frames: UnsafeRawBufferPointer, documents count: Int) throws(IndexError) {
    if compressor.documents > 0 { try endBlock() }
    try append(frames, documents: count)
  }

  private func endBlock() throws(IndexError) {
    let block = try compressor.end()
    try append(block.frames, documents: block.documents)
  }

  private func append(_ frames: UnsafeRawBufferPointer, documents count: Int) throws(IndexError) {
    markBlock()
    try file.append(frames)
    documents += count
  }

  /// A block begins here, or the store ends.
  private func markBlock() {
    firsts.append(UInt32(documents))
    offsets.append(UInt64(file.count))
  }

  func finish() throws(IndexError) -> CheckedFileSummary {
    if compressor.documents > 0 { try endBlock() }
    markBlock()
    return try file.finish()
  }
}
