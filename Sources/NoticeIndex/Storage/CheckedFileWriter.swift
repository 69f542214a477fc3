import CXXHash

/// What tells a finished file from every other: taken down in the manifest, compared when it is opened.
package struct CheckedFileSummary: Hashable, Sendable {
  /// In bytes, with the trailer.
  package var length: Int
  /// The trailer's hash; since it covers the pages' hashes, it stands for every byte of the file.
  package var hash: UInt64

  package init(length: Int, hash: UInt64) {
    self.length = length
    self.hash = hash
  }
}

/// A file being written, front to back, with a checksum for every page: what `CheckedFile` reads.
package final class CheckedFileWriter {
  private let sink: any FileSink
  private let kind: FileKind
  private let version: UInt32
  /// The start of the page under way: of `count % pageSize` bytes.
  private let page: UnsafeMutableRawBufferPointer
  private var pageHashes: [UInt64] = []
  private var isFinished = false

  /// Bytes of content so far: where the next one goes.
  package private(set) var count = 0

  /// - Parameter version: The format of the content, from 1; by default the newest.
  package init(
    directory: any Directory, name: String, kind: FileKind, version: UInt32? = nil
  ) throws(IndexError) {
    self.kind = kind
    self.version = version ?? kind.version
    sink = try directory.create(name)
    page = .allocate(byteCount: CheckedFile.pageSize, alignment: 16)
  }

  deinit { page.deallocate() }

  package func append(bytes: [UInt8]) throws(IndexError) {
    try bytes.span.withUnsafeBytes { (buffer) throws(IndexError) in try append(buffer) }
  }

  /// - Precondition: The file is not finished.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    precondition(!isFinished, "appended to a finished file")
    var rest = bytes
    // Each turn ends a page or takes all that is left.
    while !rest.isEmpty {
      let filled = count % page.count
      let taken = UnsafeRawBufferPointer(rebasing: rest[..<min(rest.count, page.count - filled)])
      count += taken.count
      if taken.count == page.count {
        try write(page: taken)
      } else {
        UnsafeMutableRawBufferPointer(rebasing: page[filled...]).copyMemory(from: taken)
        if filled + taken.count == page.count { try write(page: UnsafeRawBufferPointer(page)) }
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[taken.count...])
    }
  }

  private func write(page: UnsafeRawBufferPointer) throws(IndexError) {
    pageHashes.append(cx_hash(page.baseAddress, page.count))
    try sink.append(page)
  }

  /// Writes the trailer; when this returns, the file is on the disk, though its name may not be.
  ///
  /// - Precondition: The file is not finished.
  package func finish() throws(IndexError) -> CheckedFileSummary {
    precondition(!isFinished, "finished a file twice")
    isFinished = true
    let rest = count % page.count
    if rest > 0 { try write(page: UnsafeRawBufferPointer(rebasing: page[..<rest])) }

    var trailer = [UInt8](repeating: 0, count: CheckedFile.padding(after: count))
    for hash in pageHashes { trailer.append(littleEndian: hash) }
    trailer.append(littleEndian: UInt64(count))
    trailer.append(littleEndian: UInt32(CheckedFile.pageSize))
    trailer.append(littleEndian: version)
    trailer.append(littleEndian: kind.rawValue)
    trailer.append(littleEndian: UInt32(0))
    let hash = trailer.span.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
    trailer.append(littleEndian: hash)
    trailer.append(contentsOf: CheckedFile.magic)

    try trailer.span.withUnsafeBytes { (buffer) throws(IndexError) in try sink.append(buffer) }
    try sink.sync()
    try sink.close()
    return CheckedFileSummary(length: count + trailer.count, hash: hash)
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
