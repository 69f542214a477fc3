import Glibc

/// What stands at a path.
package enum PathKind {
  case file(size: Int)
  case folder
  case link
  /// A pipe, a device, a socket.
  case stream

  /// - Parameter followingLinks: Whether a link is what it points to.
  /// - Throws: `noSuchPath`, `noPermission`, or `unreadable`.
  package init(of path: FilePath, followingLinks: Bool) throws(InputError) {
    var status = stat()
    let result = path.withCString { followingLinks ? stat($0, &status) : lstat($0, &status) }
    guard result == 0 else { throw InputError(errno: errno) }
    self.init(status)
  }

  package init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(size: Int(status.st_size))
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .stream
    }
  }
}

/// An open file, closed when it goes.
package struct OpenFile: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool

  /// - Throws: `noSuchPath`, `noPermission`, or `unreadable`.
  package init(reading path: FilePath) throws(InputError) {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
    guard descriptor >= 0 else { throw InputError(errno: errno) }
    self.descriptor = descriptor
    isOwned = true
  }

  private init(borrowing descriptor: Int32) {
    self.descriptor = descriptor
    isOwned = false
  }

  package static func standardInput() -> OpenFile { OpenFile(borrowing: STDIN_FILENO) }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// The size of a regular file; `nil` for a pipe or a device.
  package var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, case .file(let size) = PathKind(status) else { return nil }
    return size
  }

  /// What is read next begins at `offset`, in bytes from the start of a regular file.
  package func skip(to offset: Int) throws(InputError) {
    if lseek(descriptor, offset, SEEK_SET) < 0 { throw InputError(errno: errno) }
  }

  /// Puts what follows into `buffer`, at most as much as that holds; 0 only where the file ends.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    while true {
      let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if got >= 0 { return got }
      if errno != EINTR { throw InputError(errno: errno) }
    }
  }

  /// Appends what follows, up to `limit` bytes more; fewer only where the file ends.
  ///
  /// - Complexity: O(bytes before and after): they move to a new place.
  package func read(upTo limit: Int, into bytes: inout [UInt8]) throws(InputError) {
    var failure: Int32 = 0
    bytes = [UInt8](unsafeUninitializedCapacity: bytes.count + limit) { buffer, count in
      _ = buffer.initialize(fromContentsOf: bytes)
      count = bytes.count
      // Ends: each turn fills at least one byte, meets the file's end or fails.
      while count < bytes.count + limit {
        let free = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let got = Glibc.read(descriptor, free.baseAddress, bytes.count + limit - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
    }
    if failure != 0 { throw InputError(errno: failure) }
  }
}

/// The names in a folder, with `.` and `..` left out, in no order.
///
/// - Throws: `noSuchPath`, `noPermission`, or `unreadable`.
package func namesOfFolder(_ path: FilePath) throws(InputError) -> [[UInt8]] {
  guard let folder = path.withCString({ opendir($0) }) else { throw InputError(errno: errno) }
  defer { closedir(folder) }
  var names: [[UInt8]] = []
  while true {
    errno = 0
    guard let entry = readdir(folder) else {
      if errno != 0 { throw InputError(errno: errno) }
      return names
    }
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    if name != [UInt8(ascii: ".")], name != Array("..".utf8) { names.append(name) }
  }
}
