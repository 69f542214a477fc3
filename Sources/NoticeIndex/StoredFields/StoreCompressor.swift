import CZstd

/// Puts documents together in blocks, each one zstd frame of some 32 KiB of them.
final class StoreCompressor {
  /// Of the block under way.
  private(set) var documents = 0
  private var block = ByteBuffer(capacity: 1 << 16)
  private var compressed = ByteBuffer(capacity: 1 << 16)
  private let compressor: OpaquePointer

  static let blockSize = 32 << 10
  private static let level: Int32 = 1

  init() throws(IndexError) {
    guard let compressor = cz_compressor_create() else { throw .tooLarge(reason: "no memory is left") }
    self.compressor = compressor
  }

  deinit { cz_compressor_free(compressor) }

  /// Whether the block under way is to be ended.
  var isFull: Bool { block.count >= Self.blockSize }

  func add(_ document: IndexDocument, withText: Bool) {
    StoredDocument.append(document, withText: withText, to: &block)
    documents += 1
  }

  /// A document as it stands in a store.
  func add(record: ArraySlice<UInt8>) {
    record.withUnsafeBytes { block.append($0) }
    documents += 1
  }

  /// Ends the block. Its frame is there until the next block is ended.
  func end() throws(IndexError) -> (frame: UnsafeRawBufferPointer, documents: Int) {
    compressed.removeAll()
    let bound = cz_bound(block.count)
    compressed.reserve(bound)
    let size = cz_compress(compressor, block.base, block.count, compressed.base, bound, Self.level)
    guard size >= 0 else { throw .tooLarge(reason: "a document cannot be compressed") }
    defer {
      block.removeAll()
      documents = 0
    }
    return (UnsafeRawBufferPointer(start: compressed.base, count: Int(size)), documents)
  }
}

/// The documents of a segment that is being built, compressed: a fifth of the memory that they would take.
struct StoreBlocks: ~Copyable {
  private var compressor: StoreCompressor?
  private var frames = ByteBuffer()
  /// Of each block, where its frame ends.
  private var blocks: [(end: Int, documents: Int)] = []

  /// Returns how many bytes of memory it took.
  mutating func add(_ document: IndexDocument, withText: Bool) throws(IndexError) -> Int {
    let compressor: StoreCompressor
    if let known = self.compressor { compressor = known } else { compressor = try StoreCompressor() }
    self.compressor = compressor
    compressor.add(document, withText: withText)
    return compressor.isFull ? try endBlock(of: compressor) : 0
  }

  private mutating func endBlock(of compressor: StoreCompressor) throws(IndexError) -> Int {
    let block = try compressor.end()
    frames.append(block.frame)
    blocks.append((frames.count, block.documents))
    return block.frame.count
  }

  /// Puts them into a segment's store. It is empty afterwards.
  mutating func write(to writer: StoreWriter) throws(IndexError) {
    if let compressor, compressor.documents > 0 { _ = try endBlock(of: compressor) }
    var start = 0
    for block in blocks {
      try writer.add(
        frame: UnsafeRawBufferPointer(rebasing: frames.bytes[start..<block.end]), documents: block.documents)
      start = block.end
    }
    self = StoreBlocks()
  }
}
