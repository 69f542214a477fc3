import Glibc

/// The drives to which others write without this system's noticing, so that it cannot tell of it.
struct RemoteDrives {
  /// Where they are mounted, and all others.
  private var mounts: [(point: [UInt8], isRemote: Bool)] = []

  /// - Source: proc(5), `/proc/self/mountinfo`: the fifth field is the mount point, the one after ` - ` the type.
  init() {
    let path = FilePath("/proc/self/mountinfo")
    guard let bytes = try? Input(path: path, name: path).load(limit: 4 << 20) else { return }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "))
      guard fields.count > 4, let dash = fields.firstIndex(of: [UInt8(ascii: "-")]), dash + 1 < fields.count
      else { continue }
      let type = String(decoding: fields[dash + 1], as: UTF8.self)
      mounts.append((Self.unescaped(fields[4]), Self.remote.contains(type) || type.hasPrefix("fuse")))
    }
  }

  private static let remote: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "virtiofs", "vboxsf",
  ]

  /// Whether a folder is on one of them.
  func has(_ folder: FilePath) -> Bool {
    guard let real = folder.withCString({ realpath($0, nil) }) else { return false }
    defer { free(real) }
    let path = Array(UnsafeRawBufferPointer(start: real, count: strlen(real))) + [FilePath.slash]
    // Of mount points that lead to it the longest is its own, of two at one place the later.
    var own: (length: Int, isRemote: Bool) = (0, false)
    for mount in mounts {
      let point = mount.point.last == FilePath.slash ? mount.point : mount.point + [FilePath.slash]
      if path.starts(with: point), point.count >= own.length { own = (point.count, mount.isRemote) }
    }
    return own.isRemote
  }

  /// `\\040` is a blank.
  private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3).map { Int($0) - 0x30 }
      if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy((0...7).contains) {
        out.append(UInt8(truncatingIfNeeded: digits[0] * 64 + digits[1] * 8 + digits[2]))
        rest = rest.dropFirst(3)
      } else {
        out.append(byte)
      }
    }
    return out
  }
}
