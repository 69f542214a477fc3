import Glibc

/// A file of a folder on disk, being written through a buffer of 1 MiB.
///
/// The first failure is final: after an `fsync` that failed, the next one may succeed although the bytes are
/// lost, so everything after a failure fails with it. A sink that goes without `close` drops what is in its
/// buffer.
final class DiskFileSink: FileSink {
  private let name: String
  /// −1 once closed.
  private var descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  /// The bytes at the start of `buffer` that are not written yet.
  private var pending = 0
  private var failure: IndexError?
  private(set) var count = 0

  private static let bufferSize = 1 << 20

  /// - Parameter descriptor: Of a new file, open for writing; the sink closes it.
  init(name: String, descriptor: Int32) {
    self.name = name
    self.descriptor = descriptor
    buffer = .allocate(byteCount: Self.bufferSize, alignment: 16)
  }

  deinit {
    if descriptor >= 0 { Glibc.close(descriptor) }
    buffer.deallocate()
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    try checkUsable(for: .write)
    if bytes.count > buffer.count - pending { try flush() }
    if bytes.count >= buffer.count {
      try write(bytes)
    } else if !bytes.isEmpty {
      UnsafeMutableRawBufferPointer(rebasing: buffer[pending...]).copyMemory(from: bytes)
      pending += bytes.count
    }
    count += bytes.count
  }

  func sync() throws(IndexError) {
    try checkUsable(for: .sync)
    try flush()
    if uninterrupted({ fsync(descriptor) }) != 0 { try fail(.sync, errno) }
  }

  func close() throws(IndexError) {
    try checkUsable(for: .write)
    try flush()
    let descriptor = descriptor
    self.descriptor = -1  // closed, whatever `close` says
    if Glibc.close(descriptor) != 0, errno != EINTR { try fail(.write, errno) }
  }

  private func flush() throws(IndexError) {
    try write(UnsafeRawBufferPointer(rebasing: buffer[..<pending]))
    pending = 0
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    var rest = bytes[...]
    // Ends: each turn writes at least one byte or fails.
    while !rest.isEmpty {
      let written = uninterrupted {
        Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      }
      // Nothing written and nothing wrong does not happen to a file; if it did, this must still end.
      guard written > 0 else { return try fail(.write, written == 0 ? ENOSPC : errno) }
      rest = rest.dropFirst(written)
    }
  }

  private func checkUsable(for operation: IndexError.Operation) throws(IndexError) {
    if let failure { throw failure }
    if descriptor < 0 { throw .system(file: name, operation: operation, errno: EBADF) }
  }

  private func fail(_ operation: IndexError.Operation, _ errno: Int32) throws(IndexError) {
    let error = IndexError.system(file: name, operation: operation, errno: errno)
    failure = error
    throw error
  }
}
