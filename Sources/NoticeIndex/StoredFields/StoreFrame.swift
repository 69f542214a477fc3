import CZstd

/// One frame of a block of the store, decompressed, and where its documents stand in it.
struct StoreFrame {
  /// What a frame has of each document: `StoredDocument`.
  enum Part {
    /// What hits show of it.
    case shown
    /// What follows the head of `stored`.
    case rest
  }

  let part: Part
  /// The block that it is of; −1 for none.
  private(set) var block = -1
  /// Of the frame, and what is left of longer ones that were read before.
  private var content: [UInt8] = []
  private var size = 0
  /// Where each record begins, and the end.
  private var places: [Int] = []

  init(_ part: Part) { self.part = part }

  var documents: Int { places.count - 1 }

  /// The record of the block's document of this number, from 0; `nil` if there are not so many.
  subscript(_ index: Int) -> ArraySlice<UInt8>? {
    index >= 0 && index < documents ? content[places[index]..<places[index + 1]] : nil
  }

  /// How large the frame's content is said to be; `nil` if the frame was not written by us: a document is at most as
  /// large as what it was read from.
  static func size(_ frame: UnsafeRawBufferPointer) -> Int? {
    let size = cz_content_size(frame.baseAddress, frame.count)
    return size >= 0 && size <= Int64(Int32.max) ? Int(size) : nil
  }

  /// Returns whether the frame of this block could be read.
  ///
  /// - Parameter before: The frame before it in the block.
  mutating func load(
    _ block: Int, _ frame: UnsafeRawBufferPointer, after before: StoreFrame?, _ decompressor: OpaquePointer
  ) -> Bool {
    self.block = -1
    guard let size = Self.size(frame) else { return false }
    if content.count <= size { content = [UInt8](repeating: 0, count: size + 1) }
    let read = content.withUnsafeMutableBytes { buffer in
      (before?.content ?? []).withUnsafeBytes { beforeBytes in
        buffer.baseAddress.map {
          cz_decompress(
            decompressor, beforeBytes.baseAddress, before?.size ?? 0, frame.baseAddress, frame.count, $0, size
          )
        } ?? -1
      }
    }
    guard read == Int64(size) else { return false }
    self.size = size
    places = content.withUnsafeBytes { Self.places(UnsafeRawBufferPointer(rebasing: $0[..<size]), part) }
    self.block = block
    return true
  }

  private static func places(_ content: UnsafeRawBufferPointer, _ part: Part) -> [Int] {
    var reader = ByteReader(content)
    var out = [0]
    while reader.left > 0, reader.isValid {
      switch part {
      case .shown: StoredDocument.skip(&reader)
      case .rest: _ = reader.take(reader.length())
      }
      if reader.isValid { out.append(reader.offset) }
    }
    return out
  }
}
