import CArchive

/// What the walk through one archive, and those inside it, may cost.
public struct ArchiveLimits: Hashable, Sendable {
  /// Of one file in it, unpacked, in bytes.
  public var entrySize = 256_000_000
  /// Files in it.
  public var entries = 1_000_000
  /// Unpacked in all: this, or `ratio` times the archive's size, whichever is more; and never more than `total`.
  public var least = 256_000_000
  public var ratio = 200
  public var total = 1_000_000_000_000
  /// Archives in each other.
  public var depth = 2

  public init() {}

  func unpacked(of size: Int) -> Int {
    min(total, max(least, ratio > 0 && size > total / ratio ? total : size * max(0, ratio)))
  }
}

/// Goes through the files of an archive, one at a time, in the archive's order, without ever writing one.
///
/// Names are names in the output and nothing else; one that leads out of the archive is refused all the same, since what
/// comes after us may not be so careful.
final class ArchiveWalk {
  private struct Level {
    var file: ArchiveFile
    var path: FilePath
    var name: FilePath
  }

  private var levels: [Level]
  private let limits: ArchiveLimits
  private let outermost: FilePath
  private let unpackedLimit: Int
  private var unpacked = 0
  private var entries = 0

  /// - Parameters:
  ///   - path: The archive.
  ///   - name: Its name in the output.
  ///   - size: In bytes.
  init(
    _ path: FilePath, named name: FilePath, format: String, size: Int, limits: ArchiveLimits
  ) throws(InputError) {
    levels = [Level(file: try ArchiveFile(reading: path, format: format), path: path, name: name)]
    self.limits = limits
    outermost = path
    unpackedLimit = limits.unpacked(of: size)
  }

  /// The next file, or what is wrong; `nil` at the end.
  func next(_ skipped: inout Skipped) -> Found? {
    // Ends: each turn takes an entry or a level away, and there are only so many entries.
    while let level = levels.last {
      do throws(InputError) {
        guard let entry = try level.file.next() else {
          levels.removeLast()
          continue
        }
        entries += 1
        if entries > limits.entries { throw .overLimit(.entries(limits.entries)) }
        if let found = try visit(entry, in: level, &skipped) { return found }
      } catch {
        // What is wrong with one archive is no fault of the one around it; a limit is of all.
        if case .overLimit = error {
          levels.removeAll()
          return .failure(outermost, error)
        }
        levels.removeLast()
        return .failure(level.path, error)
      }
    }
    return nil
  }

  private func visit(
    _ entry: ArchiveFile.Entry, in level: Level, _ skipped: inout Skipped
  ) throws(InputError) -> Found? {
    // notice.txt.gz is a folder with notice.txt.
    let entryName = entry.name ?? level.path.withoutExtension
    let parts = entryName.split(separator: FilePath.slash, omittingEmptySubsequences: true)
    // The archive's own name stands before it, so that no entry's is absolute.
    let inside = FilePath(bytes: Array(parts.joined(separator: [FilePath.slash])))
    let path = level.path.appending(inside)
    switch entry.kind {
    case ca_folder: return nil
    case ca_link:
      skipped.links += 1
      return nil
    case ca_file: break
    default:
      skipped.special += 1
      return nil
    }
    let dots = Array("..".utf8)
    guard !parts.isEmpty, entryName.first != FilePath.slash,
      !parts.contains(where: { $0.elementsEqual(dots) }),
      !entryName.contains(UInt8(ascii: "\\")) || !parts.contains(where: Self.climbs)
    else {
      return .failure(
        level.path.appending(FilePath(bytes: entryName.isEmpty ? [0x3F] : entryName)), .unsafeName)
    }
    if parts.contains(where: { $0.first == UInt8(ascii: ".") && $0.count > 1 }) {
      skipped.hidden += 1
      return nil
    }
    if entry.isEncrypted { return .failure(path, .encrypted(format: level.file.format)) }
    return try open(path, named: level.name.appending(inside), in: level, &skipped)
  }

  /// Whether a part is a path of Windows that leads up.
  private static func climbs(_ part: ArraySlice<UInt8>) -> Bool {
    part.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: true).contains {
      $0.elementsEqual("..".utf8)
    }
  }

  private func open(
    _ path: FilePath, named name: FilePath, in level: Level, _ skipped: inout Skipped
  ) throws(InputError) -> Found? {
    var bytes: [UInt8] = []
    try read(upTo: Input.headLength, from: level, into: &bytes)
    let format = ArchiveKind.format(of: bytes)
    guard format != nil || FileReader.takes(bytes, named: path) else {
      skipped.otherKinds[path.fileExtension ?? "", default: 0] += 1
      return nil
    }
    if bytes.count == Input.headLength {
      try read(upTo: limits.entrySize + 1, from: level, into: &bytes)
      if bytes.count > limits.entrySize { return .failure(path, .tooLarge(limit: limits.entrySize)) }
    }
    guard let format else { return .input(Input(path: path, name: name, content: bytes)) }
    if levels.count >= limits.depth { return .failure(path, .overLimit(.nesting(limits.depth))) }
    levels.append(Level(file: try ArchiveFile(bytes, format: format), path: path, name: name))
    return nil
  }

  private func read(upTo limit: Int, from level: Level, into bytes: inout [UInt8]) throws(InputError) {
    let before = bytes.count
    try level.file.read(upTo: min(limit, before + unpackedLimit - unpacked + 1), into: &bytes)
    unpacked += bytes.count - before
    if unpacked > unpackedLimit { throw .overLimit(.output(bytes: unpackedLimit)) }
  }
}
