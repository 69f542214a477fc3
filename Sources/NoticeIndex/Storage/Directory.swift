/// A flat folder of files that are written once: what an index is kept in.
///
/// Names are plain ASCII without a slash. Nothing written is safe from a power cut before `sync` of the
/// file and, for its name, `syncNames` of the folder.
package protocol Directory: AnyObject, Sendable {
  /// All names, in any order.
  func names() throws(IndexError) -> [String]
  /// The whole file, unchanging, for as long as the value lives (also if the name is removed meanwhile).
  func open(_ name: String) throws(IndexError) -> FileBytes
  /// The bytes of a file that others may change meanwhile, up to so many of them.
  func read(_ name: String, upTo limit: Int) throws(IndexError) -> [UInt8]
  /// A new, empty file; an older one of this name is gone.
  func create(_ name: String) throws(IndexError) -> any FileSink
  /// Atomic; a file of the new name is replaced.
  func rename(_ name: String, to newName: String) throws(IndexError)
  func remove(_ name: String) throws(IndexError)
  func syncNames() throws(IndexError)
  /// Held until the value is released; the lock dies with the process.
  func lock() throws(IndexError) -> any AnyObject & Sendable
}

/// A file being written, front to back.
package protocol FileSink: AnyObject {
  var count: Int { get }
  func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError)
  /// All that was appended is on the disk when this returns.
  func sync() throws(IndexError)
  func close() throws(IndexError)
}

/// The bytes of a file that is not changed any more.
package final class FileBytes: @unchecked Sendable {
  package let bytes: UnsafeRawBufferPointer
  private let letGo: @Sendable (Range<Int>) -> Void
  private let release: @Sendable () -> Void

  /// - Parameters:
  ///   - letGo: Frees the memory that a range takes, as far as it can be read again.
  ///   - release: Called once, when nobody uses the bytes any more.
  package init(
    _ bytes: UnsafeRawBufferPointer, letGo: @escaping @Sendable (Range<Int>) -> Void = { _ in },
    release: @escaping @Sendable () -> Void
  ) {
    self.bytes = bytes
    self.letGo = letGo
    self.release = release
  }

  /// These bytes are not needed for a while: they take no memory until they are.
  package func letGo(of range: Range<Int>) { letGo(range) }

  deinit { release() }
}
