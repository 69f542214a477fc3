import Glibc

/// A folder that nobody else may look into, gone with all its files when it goes.
package struct ScratchFolder: ~Copyable {
  package let path: FilePath

  /// A folder below `TMPDIR`, or below `/tmp`.
  ///
  /// - Throws: What the system says.
  package init() throws(InputError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let template = FilePath(base.isEmpty ? "/tmp" : base).appending(FilePath("thongbao-XXXXXX"))
    var bytes = template.bytes.map { CChar(bitPattern: $0) } + [0]
    let made = bytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard made else { throw InputError(errno: errno) }
    path = FilePath(bytes: bytes.dropLast().map { UInt8(bitPattern: $0) })
  }

  deinit {
    for name in (try? namesOfFolder(path)) ?? [] {
      _ = path.appending(name).withCString { unlink($0) }
    }
    _ = path.withCString { rmdir($0) }
  }

  /// Writes a file that only its owner may read.
  package func write(_ bytes: [UInt8], named name: String) throws(InputError) -> FilePath {
    let file = path.appending(FilePath(name))
    let descriptor = file.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw InputError(errno: errno) }
    defer { close(descriptor) }
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      var done = 0
      // Ends: each turn writes at least one byte, or fails.
      while done < buffer.count, failure == 0 {
        let wrote = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if wrote > 0 {
          done += wrote
        } else if errno != EINTR {
          failure = errno
        }
      }
    }
    if failure != 0 { throw InputError(errno: failure) }
    return file
  }
}
