import NoticeIntake
import Glibc
import NoticeArchive

/// Which file a path leads to; two paths may lead to one.
struct FileIdentity: Hashable {
  private let device: dev_t
  private let number: ino_t
  /// No pipe, device or folder.
  let isRegular: Bool

  /// Nil if there is none.
  init?(_ path: FilePath) {
    var status = stat()
    guard path.description.withCString({ stat($0, &status) }) == 0 else { return nil }
    (device, number) = (status.st_dev, status.st_ino)
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }
}
