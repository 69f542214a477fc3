import NoticeIntake
import Glibc

/// Whole lines of a file, in memory.
final class LineChunk: @unchecked Sendable {
  /// With the line feeds. Nothing writes to it once it is made.
  let bytes: UnsafeRawBufferPointer
  /// A line longer than anything may be stands here in place of the bytes, which are not kept.
  let isTooLong: Bool
  private let memory: UnsafeMutableRawPointer

  /// Bytes that may be read behind the last line, for parsers that read in strides.
  static let padding = 64

  fileprivate init(_ memory: UnsafeMutableRawPointer, count: Int, isTooLong: Bool) {
    self.memory = memory
    self.isTooLong = isTooLong
    bytes = UnsafeRawBufferPointer(start: memory, count: count)
  }

  deinit { memory.deallocate() }

  /// Calls `use` with every line and its number in the chunk, from 1, without its line feed; how many there were.
  func forEachLine<Failure: Error>(
    _ use: (UnsafeRawBufferPointer, Int) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    var start = 0
    var line = 0
    // Ends: each turn takes a line, which has a byte at least.
    while start < bytes.count {
      let feed = memchr(memory + start, 0x0A, bytes.count - start)
      let end = feed.map { $0 - memory } ?? bytes.count
      line += 1
      try use(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), line)
      start = end + 1
    }
    return line
  }
}

/// A file in chunks of whole lines. It is read, not mapped: a mapped file that another program cuts short kills
/// the process.
struct LineChunks: ~Copyable {
  private let file: OpenFile
  private let size: Int
  private let limit: Int
  /// The beginning of a line whose end is not read yet.
  private var rest: [UInt8] = []
  private var isAtEnd = false

  /// - Parameters:
  ///   - size: About how long a chunk is.
  ///   - limit: How long a line may be.
  ///   - head: What was read of the file already.
  init(_ file: consuming OpenFile, size: Int, limit: Int, head: [UInt8] = []) {
    self.file = file
    rest = head
    self.size = max(1, size)
    self.limit = limit
  }

  /// The next chunk; `nil` at the end.
  mutating func next() throws(InputError) -> LineChunk? {
    var capacity = rest.count + size
    var memory = UnsafeMutableRawPointer.allocate(byteCount: capacity + LineChunk.padding, alignment: 64)
    memory.copyBytes(from: rest)
    var count = rest.count
    rest = []
    // Ends: each turn ends the file or a line, or makes the room for the line larger, up to the limit.
    while true {
      do {
        while count < capacity, !isAtEnd {
          let got = try file.read(
            into: UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - count))
          count += got
          isAtEnd = got == 0
        }
      } catch {
        memory.deallocate()
        throw error
      }
      if isAtEnd {
        if count > 0 { return LineChunk(memory, count: count, isTooLong: false) }
        memory.deallocate()
        return nil
      }
      if let end = UnsafeRawBufferPointer(start: memory, count: count).lastIndex(of: 0x0A) {
        let length = end + 1
        rest = Array(UnsafeRawBufferPointer(start: memory + length, count: count - length))
        return LineChunk(memory, count: length, isTooLong: false)
      }
      if count > limit { return try skipLine(memory) }
      let larger = UnsafeMutableRawPointer.allocate(
        byteCount: capacity * 2 + LineChunk.padding, alignment: 64)
      larger.copyMemory(from: memory, byteCount: count)
      memory.deallocate()
      memory = larger
      capacity *= 2
    }
  }

  /// Leaves out what is left of a line that is too long.
  private mutating func skipLine(_ memory: UnsafeMutableRawPointer) throws(InputError) -> LineChunk {
    let buffer = UnsafeMutableRawBufferPointer(start: memory, count: size)
    while !isAtEnd {
      let got: Int
      do {
        got = try file.read(into: buffer)
      } catch {
        memory.deallocate()
        throw error
      }
      isAtEnd = got == 0
      let bytes = buffer[..<got]
      guard let end = bytes.firstIndex(of: 0x0A) else { continue }
      rest = Array(bytes[(end + 1)...])
      break
    }
    return LineChunk(memory, count: 0, isTooLong: true)
  }
}

extension UnsafeMutableRawPointer {
  fileprivate func copyBytes(from bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { copyMemory(from: base, byteCount: bytes.count) }
    }
  }
}
