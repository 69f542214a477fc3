import CZstd

/// Puts documents together in blocks of some 32 KiB, each two zstd frames: what hits show of them, and the rest.
final class StoreCompressor {
  /// Of the block under way.
  private(set) var documents = 0
  private var shown = ByteBuffer(capacity: 1 << 16)
  private var rest = ByteBuffer(capacity: 1 << 16)
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
  var isFull: Bool { shown.count + rest.count >= Self.blockSize }

  func add(_ document: IndexDocument, withText: Bool) {
    StoredDocument.append(document, withText: withText, to: &shown, &rest)
    documents += 1
  }

  /// A document as it stands in a store.
  func add(_ record: StoreReader.Record) {
    record.shown.withUnsafeBytes { shown.append($0) }
    record.rest.withUnsafeBytes { rest.append($0) }
    documents += 1
  }

  /// Ends the block. Its frames are there until the next block is ended.
  func end() throws(IndexError) -> (frames: UnsafeRawBufferPointer, documents: Int) {
    compressed.removeAll()
    let bound = cz_bound(shown.count) + cz_bound(rest.count)
    compressed.reserve(bound)
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    let first = try compress(shown.bytes, after: nothing, at: 0, room: bound)
    // The JSON of a notice says much of its text again.
    let second = try compress(rest.bytes, after: shown.bytes, at: first, room: bound - first)
    defer {
      shown.removeAll()
      rest.removeAll()
      documents = 0
    }
    return (UnsafeRawBufferPointer(start: compressed.base, count: first + second), documents)
  }

  /// Returns the size of the frame.
  private func compress(
    _ content: UnsafeRawBufferPointer, after before: UnsafeRawBufferPointer, at place: Int, room: Int
  ) throws(IndexError) -> Int {
    let size = cz_compress(
      compressor, before.baseAddress, before.count, content.baseAddress, content.count,
      compressed.base + place, room, Self.level)
    guard size >= 0 else { throw .tooLarge(reason: "a document cannot be compressed") }
    return Int(size)
  }
}

/// The documents of a segment that is being built, compressed: a fifth of the memory that they would take.
struct StoreBlocks: ~Copyable {
  private var compressor: StoreCompressor?
  private var frames = ByteBuffer()
  /// Of each block, where its frames end.
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
    frames.append(block.frames)
    blocks.append((frames.count, block.documents))
    return block.frames.count
  }

  /// Puts them into a segment's store. It is empty afterwards.
  mutating func write(to writer: StoreWriter) throws(IndexError) {
    if let compressor, compressor.documents > 0 { _ = try endBlock(of: compressor) }
    var start = 0
    for block in blocks {
      try writer.add(
        frames: UnsafeRawBufferPointer(rebasing: frames.bytes[start..<block.end]), documents: block.documents)
      start = block.end
    }
    self = StoreBlocks()
  }
}
