import NoticeIntake
import Glibc
import Synchronization

/// Why output could not be written.
public enum OutputError: Error, Hashable, Sendable {
  case cannotCreate(FilePath, errno: Int32)
  case cannotWrite(FilePath, errno: Int32)
  /// Whoever read the output has gone.
  case closed
}

/// A file that appears under its name only when it is whole. Without `commit()`, it never does.
///
/// It has no name at all while it grows, so that not even a killed program leaves a piece of it behind;
/// where the file system knows no such files, it grows under a hidden name in the same folder.
public struct OutputFile: ~Copyable {
  private let path: FilePath
  /// The name that it has before its own; in the same folder, so that renaming is one step.
  private let temporary: FilePath
  private let descriptor: Int32
  /// Whether `temporary` is to be removed.
  private var isNamed = false

  private static let serial = Atomic<Int>(0)
  /// `O_TMPFILE`, a macro that Swift does not see.
  private static let withoutName = 0o20_000_000 | O_DIRECTORY

  /// - Throws: `cannotCreate`.
  public init(_ path: FilePath) throws(OutputError) {
    let serial = Self.serial.add(1, ordering: .relaxed).newValue
    let folder = path.folder ?? FilePath(".")
    self.path = path
    temporary = folder.appending(FilePath(".thongbao-\(getpid())-\(serial).tmp"))
    var file = folder.withCString { open($0, O_WRONLY | O_CLOEXEC | Self.withoutName, 0o666) }
    if file < 0 {
      file = temporary.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      isNamed = file >= 0
    }
    descriptor = file
    if file < 0 { throw .cannotCreate(path, errno: errno) }
  }

  /// Appends `bytes`.
  public mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    try writeAll(bytes, to: descriptor, called: path)
  }

  /// Gives the file its name, instead of a file that has it.
  public consuming func commit() throws(OutputError) {
    if !isNamed {
      let file = FilePath("/proc/self/fd/\(descriptor)")
      let result = file.withCString { file in
        temporary.withCString { linkat(AT_FDCWD, file, AT_FDCWD, $0, AT_SYMLINK_FOLLOW) }
      }
      guard result == 0 else { throw .cannotCreate(path, errno: errno) }
      isNamed = true
    }
    let result = temporary.withCString { temporary in path.withCString { rename(temporary, $0) } }
    guard result == 0 else { throw .cannotCreate(path, errno: errno) }
    isNamed = false
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isNamed { _ = temporary.withCString { unlink($0) } }
  }
}

/// Writes all of `bytes`, however little the system takes at a time.
///
/// - Throws: `closed`, `cannotWrite`.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32, called path: FilePath) throws(OutputError) {
  var written = 0
  var failure: Int32 = 0
  bytes.withUnsafeBytes { buffer in
    while written < buffer.count {
      let count = Glibc.write(
        descriptor, buffer.baseAddress.unsafelyUnwrapped + written, buffer.count - written)
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        failure = errno
        break
      }
    }
  }
  if failure == EPIPE { throw .closed }
  if failure != 0 { throw .cannotWrite(path, errno: failure) }
}

/// Makes a folder and those it stands in, as far as they are missing.
///
/// - Throws: `cannotCreate`.
public func createFolder(_ path: FilePath) throws(OutputError) {
  if path.withCString({ mkdir($0, 0o777) }) == 0 { return }
  let failure = errno
  if failure == EEXIST, case .folder? = try? PathKind(of: path, followingLinks: true) { return }
  guard failure == ENOENT, let parent = path.folder, parent != path else {
    throw .cannotCreate(path, errno: failure)
  }
  try createFolder(parent)
  // Another job may have made it in the meantime.
  if path.withCString({ mkdir($0, 0o777) }) != 0, errno != EEXIST { throw .cannotCreate(path, errno: errno) }
}
