import CArchive

/// An archive, read from its beginning to its end: `.zip`, `.tar` in any compression, `.7z`; or one compressed file.
final class ArchiveFile {
  struct Entry {
    /// As the archive has it: bytes, in whatever encoding; `nil` of a file that is only compressed.
    var name: [UInt8]?
    var kind: ca_kind
    var isEncrypted: Bool
  }

  private let handle: OpaquePointer
  /// What `handle` reads, where that is no file; never moved.
  private let memory: UnsafeMutableRawBufferPointer?
  let format: String

  /// - Throws: `unreadable`, if there is no memory.
  init(reading path: FilePath, format: String) throws(InputError) {
    guard let handle = path.withCString({ ca_open_file($0, ArchiveKind.compresses(format) ? 1 : 0) }) else {
      throw InputError(errno: 12)
    }
    self.handle = handle
    memory = nil
    self.format = format
  }

  init(_ bytes: [UInt8], format: String) throws(InputError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
    memory.copyBytes(from: bytes)
    guard let base = memory.baseAddress,
      let handle = ca_open_memory(base, bytes.count, ArchiveKind.compresses(format) ? 1 : 0)
    else {
      memory.deallocate()
      throw InputError(errno: 12)
    }
    self.handle = handle
    self.memory = memory
    self.format = format
  }

  deinit {
    ca_close(handle)
    memory?.deallocate()
  }

  /// The next entry; `nil` at the end.
  ///
  /// - Throws: `damaged`, `encrypted`: nothing follows.
  func next() throws(InputError) -> Entry? {
    switch ca_next(handle) {
    case 0: return nil
    case 1:
      return Entry(
        name: ca_is_single(handle) == 0 ? path : nil, kind: ca_entry_kind(handle),
        isEncrypted: ca_is_encrypted(handle) != 0)
    default: throw fault
    }
  }

  private var path: [UInt8] {
    var name: [UInt8] = []
    if var byte = ca_path(handle) {
      // Ends: a path has its NUL.
      while byte.pointee != 0 {
        name.append(UInt8(bitPattern: byte.pointee))
        byte += 1
      }
    }
    return name
  }

  /// Reads on in the entry until there are `limit` bytes, or all.
  ///
  /// - Throws: `damaged`, `encrypted`.
  func read(upTo limit: Int, into bytes: inout [UInt8]) throws(InputError) {
    let step = 256 << 10
    // Ends: each turn reads at least one byte, meets the entry's end or fails.
    while bytes.count < limit {
      var failed = false
      var ended = false
      let wanted = min(step, limit - bytes.count)
      bytes.append(
        contentsOf: [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
          let got = buffer.baseAddress.map { ca_read(handle, $0, wanted) } ?? 0
          failed = got < 0
          ended = got == 0
          count = max(0, Int(got))
        })
      if failed { throw fault }
      if ended { return }
    }
  }

  private var fault: InputError {
    let reason = String(cString: ca_error(handle))
    let said = reason.lowercased()
    if said.contains("encrypt") || said.contains("passphrase") { return .encrypted(format: format) }
    return .damaged(format: format, reason: reason.isEmpty ? "it ends too early" : reason)
  }
}

/// What kind of archive a file is, by its first bytes.
enum ArchiveKind {
  /// How much of a file must be looked at.
  static let headLength = 512

  /// `ZIP`, `tar`, `7z`, …; `nil` for what is no archive, office files among them, which are ZIP inside.
  static func format(of head: [UInt8]) -> String? {
    if head.starts(with: [0x50, 0x4B, 3, 4]) { return OfficeKind(head) == nil ? "ZIP" : nil }
    if head.starts(with: [0x50, 0x4B, 5, 6]) { return "ZIP" }
    if head.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return "7z" }
    if head.starts(with: [0x1F, 0x8B]) { return "gzip" }
    if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) { return "xz" }
    if head.starts(with: [0x42, 0x5A, 0x68]), head.count > 9,
      head[4...9].elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
    {
      return "bzip2"
    }
    if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return "zstd" }
    if head.count >= 262, head[257..<262].elementsEqual("ustar".utf8) { return "tar" }
    return nil
  }

  /// Whether what has this format may be one file, compressed and no more.
  static func compresses(_ format: String) -> Bool { ["gzip", "xz", "bzip2", "zstd"].contains(format) }

  static let extensions: Set<String> = ["zip", "tar", "tgz", "txz", "tbz2", "gz", "xz", "bz2", "zst", "7z"]
}
