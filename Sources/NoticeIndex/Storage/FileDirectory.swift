import Glibc

/// A folder on disk.
///
/// What is opened is mapped, not read: a file costs memory only where it is looked at, and the system takes
/// that back when it must. The price is that a file which another program cuts short while it is mapped
/// ends this one by a signal (SIGBUS); nothing of ours ever writes into a finished file.
///
/// The folder is held by its descriptor: renaming it, or changing the working directory, does no harm.
package final class FileDirectory: Directory {
  /// As it was given; only said, never opened again.
  package let path: String
  private let folder: Int32

  /// The name of the file that is locked. It holds the number of the process that locked it last.
  package static let lockName = "write.lock"

  /// Opens a folder that is there.
  ///
  /// - Throws: `noIndex` if it is not, otherwise `system`.
  package init(path: String) throws(IndexError) {
    self.path = path
    folder = uninterrupted { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard folder >= 0 else {
      throw errno == ENOENT ? .noIndex : .system(file: path, operation: .open, errno: errno)
    }
  }

  /// Opens a folder, and makes it if there is none; the folder that it stands in must be there.
  ///
  /// - Throws: `system`.
  package static func create(at path: String) throws(IndexError) -> FileDirectory {
    let isNew = mkdir(path, 0o777) == 0
    guard isNew || errno == EEXIST else { throw .system(file: path, operation: .create, errno: errno) }
    let directory = try FileDirectory(path: path)
    if isNew { try directory.syncParent() }
    return directory
  }

  deinit { Glibc.close(folder) }

  package func names() throws(IndexError) -> [String] {
    // Not a copy of `folder`: copies share one reading position.
    let descriptor = uninterrupted { openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw .system(file: path, operation: .list, errno: errno) }
    guard let listing = fdopendir(descriptor) else {
      let failure = errno
      Glibc.close(descriptor)
      throw .system(file: path, operation: .list, errno: failure)
    }
    defer { closedir(listing) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(listing) else {
        if errno != 0 { throw .system(file: path, operation: .list, errno: errno) }
        return names
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  package func open(_ name: String) throws(IndexError) -> FileBytes {
    try checkName(name, for: .open)
    // Does not wait, should somebody have put a pipe there.
    let descriptor = uninterrupted { openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(file: name) : .system(file: name, operation: .open, errno: errno)
    }
    defer { Glibc.close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .system(file: name, operation: .open, errno: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system(file: name, operation: .open, errno: EINVAL)
    }
    let size = Int(status.st_size)
    guard size > 0 else { return FileBytes(UnsafeRawBufferPointer(start: nil, count: 0)) {} }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw .system(file: name, operation: .read, errno: errno)
    }
    let address = UInt(bitPattern: start)
    return FileBytes(UnsafeRawBufferPointer(start: start, count: size)) { range in
      // Whole pages of the system, of whatever size. Should it refuse, memory is used as before.
      let first = (range.lowerBound + Self.pageLimit - 1) / Self.pageLimit * Self.pageLimit
      let end = range.upperBound / Self.pageLimit * Self.pageLimit
      if first < end {
        madvise(UnsafeMutableRawPointer(bitPattern: address + UInt(first)), end - first, MADV_DONTNEED)
      }
    } release: {
      munmap(UnsafeMutableRawPointer(bitPattern: address), size)
    }
  }

  package func read(_ name: String, upTo limit: Int) throws(IndexError) -> [UInt8] {
    try checkName(name, for: .open)
    let descriptor = uninterrupted { openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(file: name) : .system(file: name, operation: .open, errno: errno)
    }
    defer { Glibc.close(descriptor) }
    var bytes: [UInt8] = []
    var page = [UInt8](repeating: 0, count: 1 << 16)
    // Ends: each turn takes bytes up to the limit, or meets the file's end.
    while bytes.count < limit {
      let wanted = min(page.count, limit - bytes.count)
      let count = uninterrupted { Glibc.read(descriptor, &page, wanted) }
      guard count >= 0 else { throw .system(file: name, operation: .read, errno: errno) }
      if count == 0 { break }
      bytes += page[..<count]
    }
    return bytes
  }

  /// No page of memory is larger on the machines that this runs on.
  private static let pageLimit = 1 << 16

  package func create(_ name: String) throws(IndexError) -> any FileSink {
    try checkName(name, for: .create)
    // An older file loses its name rather than its bytes: somebody may have them mapped.
    guard unlinkat(folder, name, 0) == 0 || errno == ENOENT else {
      throw .system(file: name, operation: .create, errno: errno)
    }
    let descriptor = uninterrupted {
      openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_TRUNC | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else { throw .system(file: name, operation: .create, errno: errno) }
    return DiskFileSink(name: name, descriptor: descriptor)
  }

  package func rename(_ name: String, to newName: String) throws(IndexError) {
    try checkName(name, for: .rename)
    try checkName(newName, for: .rename)
    guard renameat(folder, name, folder, newName) == 0 else {
      throw .system(file: name, operation: .rename, errno: errno)
    }
  }

  package func remove(_ name: String) throws(IndexError) {
    try checkName(name, for: .remove)
    guard unlinkat(folder, name, 0) == 0 else {
      throw .system(file: name, operation: .remove, errno: errno)
    }
  }

  package func syncNames() throws(IndexError) {
    guard uninterrupted({ fsync(folder) }) == 0 else {
      throw .system(file: path, operation: .sync, errno: errno)
    }
  }

  package func lock() throws(IndexError) -> any AnyObject & Sendable {
    let name = Self.lockName
    let descriptor = uninterrupted { openat(folder, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o666) }
    guard descriptor >= 0 else { throw .system(file: name, operation: .lock, errno: errno) }
    // Of `flock`, not `fcntl`: it belongs to the open file, so that two in one process exclude each other.
    guard uninterrupted({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
      let failure = errno
      defer { Glibc.close(descriptor) }
      guard failure == EWOULDBLOCK else { throw .system(file: name, operation: .lock, errno: failure) }
      throw .locked(by: readProcess(descriptor))
    }
    let lock = FileLock(descriptor)
    var line = "\(getpid())\n"
    let isWritten = line.withUTF8 { bytes in
      ftruncate(descriptor, 0) == 0
        && uninterrupted { pwrite(descriptor, bytes.baseAddress, bytes.count, 0) } == bytes.count
    }
    guard isWritten else { throw .system(file: name, operation: .lock, errno: errno) }
    return lock
  }

  /// Makes the name of a new folder durable, as far as the folder that it stands in may be opened.
  private func syncParent() throws(IndexError) {
    let parent = uninterrupted { openat(folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard parent >= 0 else { return }
    defer { Glibc.close(parent) }
    guard uninterrupted({ fsync(parent) }) == 0 else {
      throw .system(file: path, operation: .sync, errno: errno)
    }
  }

  /// Keeps every call inside this folder, whatever a damaged file says that a file is called.
  private func checkName(_ name: String, for operation: IndexError.Operation) throws(IndexError) {
    let isPlain = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    guard isPlain, !name.isEmpty, name != ".", name != ".." else {
      throw .system(file: name, operation: operation, errno: EINVAL)
    }
  }
}

/// A lock that ends with the value, or with the process.
///
/// The file stays: were it removed, a process that has it open already and one that makes it anew could
/// both hold it.
private final class FileLock: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    ftruncate(descriptor, 0)  // nobody holds it, so it names nobody
    close(descriptor)
  }
}

/// The number in a lock's file; `nil` if there is none (yet).
private func readProcess(_ descriptor: Int32) -> Int32? {
  withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { bytes in
    let count = uninterrupted { pread(descriptor, bytes.baseAddress, bytes.count, 0) }
    guard count > 0 else { return nil }
    return Int32(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}

/// What `call` gives, called again for as long as signals interrupt it. `errno` is the last call's.
func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
