import Glibc

/// What the system tells of files in some folders: inotify.
///
/// A folder is told of alone, not those inside it.
struct FolderEvents: ~Copyable {
  enum Event {
    /// Something of this name is new in a folder, or was written to.
    case file(FilePath)
    case folder(FilePath)
    /// More happened than the system could note.
    case overflow
  }

  let descriptor: Int32
  private var folders: [Int32: FilePath] = [:]

  /// `nil` if the system has no more of them to give.
  init?() {
    descriptor = inotify_init1(Int32(Self.closeOnExec | Self.nonBlocking))
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  var count: Int { folders.count }

  private static let closeOnExec = O_CLOEXEC
  private static let nonBlocking = O_NONBLOCK
  // <sys/inotify.h>, whose macros are of types that differ by version.
  private static let modify: UInt32 = 0x2
  private static let closeWrite: UInt32 = 0x8
  private static let movedTo: UInt32 = 0x80
  private static let create: UInt32 = 0x100
  private static let queueOverflow: UInt32 = 0x4000
  private static let ignored: UInt32 = 0x8000
  private static let onlyFolders: UInt32 = 0x0100_0000
  private static let dontFollow: UInt32 = 0x0200_0000
  private static let isFolder: UInt32 = 0x4000_0000

  /// Returns whether the folder is told of from now on. One that is gone is, too: there is nothing to tell.
  mutating func add(_ folder: FilePath) -> Bool {
    let mask = Self.modify | Self.closeWrite | Self.movedTo | Self.create | Self.onlyFolders
    let watch = folder.withCString { inotify_add_watch(descriptor, $0, mask) }
    if watch < 0 { return errno == ENOENT || errno == ENOTDIR }
    folders[watch] = folder
    return true
  }

  /// What has happened since the last time; does not wait.
  mutating func take() -> [Event] {
    var events: [Event] = []
    let size = 64 << 10
    let header = 16  // wd, mask, cookie, length of the name: four numbers of 32 bits
    withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { buffer in
      while true {
        let got = read(descriptor, buffer.baseAddress, size)
        if got <= 0 { break }
        var at = 0
        while at + header <= got {
          let watch = buffer.load(fromByteOffset: at, as: Int32.self)
          let mask = buffer.load(fromByteOffset: at + 4, as: UInt32.self)
          let length = Int(buffer.load(fromByteOffset: at + 12, as: UInt32.self))
          let name = Array(buffer[(at + header)..<min(at + header + length, got)].prefix { $0 != 0 })
          at += header + length
          if mask & Self.queueOverflow != 0 {
            events.append(.overflow)
          } else if mask & Self.ignored != 0 {
            folders[watch] = nil
          } else if let folder = folders[watch], !name.isEmpty {
            let path = folder.appending(name)
            events.append(mask & Self.isFolder != 0 ? .folder(path) : .file(path))
          }
        }
      }
    }
    return events
  }
}
