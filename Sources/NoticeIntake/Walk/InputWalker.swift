/// What a walk comes upon: something to parse, or a path that cannot be.
public enum Found: Sendable {
  case input(Input)
  case failure(FilePath, InputError)
}

/// What a walk left out, on purpose.
public struct Skipped: Hashable, Sendable {
  /// Files and folders whose name begins with a dot.
  public var hidden = 0
  /// Files that no reader takes, by extension, in lower case; `""` for names without one.
  public var otherKinds: [String: Int] = [:]
  /// Symbolic links inside folders.
  public var links = 0
  /// Pipes, devices and sockets inside folders.
  public var special = 0

  public var count: Int { hidden + otherKinds.values.reduce(0, +) + links + special }

  public init() {}
}

/// The inputs that paths stand for: files, folders, patterns, and `-`, in the order given, folders in byte
/// order of the path.
///
/// A folder is read when its turn comes, so a tree of any size costs no more memory than one folder a level.
/// Whoever names a file means it: only inside folders are hidden files, links and kinds that no reader takes
/// left out, and counted. An archive is a folder, in its own order; what is inside it comes as bytes.
public struct InputWalker: Sequence, IteratorProtocol {
  /// Everything left out so far.
  public private(set) var skipped = Skipped()

  /// A path that was given, or that a pattern stands for.
  private struct Root {
    var path: FilePath
    var name: FilePath
  }

  private struct Entry {
    var name: [UInt8]
    var kind: PathKind
  }

  /// A folder, half read.
  private struct Level {
    var path: FilePath
    var name: FilePath
    /// In reverse order: the next one is the last.
    var entries: [Entry]
  }

  /// In reverse order: the next one is the last.
  private var roots: [Root]
  private var levels: [Level] = []
  /// The folder being walked, and whether anything was found in it.
  private var folder: (path: FilePath, isBarren: Bool)?
  /// Which path took which output name; `nil` if no two can be the same.
  private var owners: [FilePath: FilePath]?
  /// The archive being walked.
  private var archive: ArchiveWalk?
  private let opensArchives: Bool
  private let limits: ArchiveLimits

  /// - Parameters:
  ///   - paths: Files, folders, patterns, and `-`.
  ///   - namesAreUnique: Whether an input fails whose name an earlier one has.
  ///   - opensArchives: Off to count files without unpacking any: an archive is one input then.
  ///   - limits: What archives may cost.
  public init(
    _ paths: [FilePath], namesAreUnique: Bool = false, opensArchives: Bool = true,
    limits: ArchiveLimits = ArchiveLimits()
  ) {
    self.opensArchives = opensArchives
    self.limits = limits
    roots = paths.reversed().map { Root(path: $0, name: $0.lastComponent) }
    owners = namesAreUnique ? [:] : nil
  }

  public mutating func next() -> Found? {
    // Ends: each turn takes one root, one entry, one level or one archive away; a pattern adds roots that are none.
    while true {
      if let archive {
        if let next = archive.next(&skipped) {
          folder?.isBarren = false
          if case .input(let input) = next { return found(input) }
          return next
        }
        self.archive = nil
      } else if levels.isEmpty {
        if let folder, folder.isBarren {
          self.folder = nil
          return .failure(folder.path, .noNotices)
        }
        folder = nil
        guard let root = roots.popLast() else { return nil }
        if let found = start(root) { return found }
      } else if let entry = levels[levels.count - 1].entries.popLast() {
        if let found = visit(entry, in: levels[levels.count - 1]) {
          folder?.isBarren = false
          return found
        }
      } else {
        levels.removeLast()
      }
    }
  }

  /// Takes a path as given: a file gives itself, a folder is entered, a pattern becomes what it matches.
  private mutating func start(_ root: Root) -> Found? {
    if root.path == Input.standardInput.path { return found(.standardInput) }
    if root.path.bytes.isEmpty { return .failure(root.path, .noSuchPath) }
    do {
      switch try PathKind(of: root.path, followingLinks: true) {
      case .file(let size):
        let format = try Self.archiveFormat(of: root.path)
        guard opensArchives, let format else {
          return found(Input(path: root.path, name: root.name, size: size))
        }
        folder = (root.path, true)
        try open(root.path, named: root.name, format: format, size: size)
        return nil
      case .folder:
        // Not the folder's own name: of `a/2021`, names begin inside 2021.
        folder = (root.path, true)
        try enter(root.path, named: FilePath(bytes: []))
        return nil
      case .link, .stream: return found(Input(path: root.path, name: root.name))
      }
    } catch {
      folder = nil
      if error == .noSuchPath, let pattern = GlobPattern(root.path) { return start(pattern, root) }
      return .failure(root.path, error)
    }
  }

  private mutating func start(_ pattern: GlobPattern, _ root: Root) -> Found? {
    let paths = pattern.expand()
    guard !paths.isEmpty else { return .failure(root.path, .noMatch) }
    let skip = pattern.base.bytes.isEmpty ? 0 : pattern.base.appending([]).bytes.count
    for path in paths.reversed() {
      roots.append(Root(path: path, name: FilePath(bytes: Array(path.bytes[skip...]))))
    }
    return nil
  }

  private mutating func enter(_ path: FilePath, named name: FilePath) throws(InputError) {
    var entries: [Entry] = []
    for name in try namesOfFolder(path) {
      if name.first == UInt8(ascii: ".") {
        skipped.hidden += 1
        continue
      }
      // A file that is gone since its name was read is no input, and no error.
      guard let kind = try? PathKind(of: path.appending(name), followingLinks: false) else { continue }
      entries.append(Entry(name: name, kind: kind))
    }
    // A folder sorts with its slash, so that whole paths come out in byte order: `a.txt` before `a/b.txt`.
    entries.sort { b, a in Self.key(a).lexicographicallyPrecedes(Self.key(b)) }
    levels.append(Level(path: path, name: name, entries: entries))
  }

  private static func key(_ entry: Entry) -> [UInt8] {
    if case .folder = entry.kind { return entry.name + [FilePath.slash] }
    return entry.name
  }

  private mutating func visit(_ entry: Entry, in level: Level) -> Found? {
    let path = level.path.appending(entry.name)
    let name = level.name.appending(entry.name)
    switch entry.kind {
    case .folder:
      do {
        try enter(path, named: name)
        return nil
      } catch {
        return .failure(path, error)
      }
    case .file(let size):
      if FileReader.named(like: path) == nil {
        guard let head = try? Self.head(of: path, length: Input.headLength) else {
          return .failure(path, .noPermission)
        }
        if let format = ArchiveKind.format(of: head) {
          guard opensArchives else { return found(Input(path: path, name: name, size: size)) }
          do {
            try open(path, named: name, format: format, size: size)
            return nil
          } catch {
            return .failure(path, error)
          }
        }
        guard FileReader.takes(head, named: path) else {
          skipped.otherKinds[path.fileExtension ?? "", default: 0] += 1
          return nil
        }
      }
      return found(Input(path: path, name: name, size: size))
    case .link: skipped.links += 1
    case .stream: skipped.special += 1
    }
    return nil
  }

  /// Whether a walk goes into the file at `path`, as into a folder.
  public static func isArchive(_ path: FilePath) -> Bool {
    guard case .file? = try? PathKind(of: path, followingLinks: true) else { return false }
    return (try? archiveFormat(of: path)) ?? nil != nil
  }

  /// What kind of archive a file is; `nil` for what is none, and for what is named like something else.
  private static func archiveFormat(of path: FilePath) throws(InputError) -> String? {
    if FileReader.named(like: path) != nil { return nil }
    return ArchiveKind.format(of: try head(of: path, length: ArchiveKind.headLength))
  }

  /// Whether a walk takes this file, or opens it, if it comes upon it in a folder; false if it cannot be read.
  static func takes(_ path: FilePath) -> Bool {
    if FileReader.named(like: path) != nil { return true }
    guard let head = try? head(of: path, length: Input.headLength) else { return false }
    return ArchiveKind.format(of: head) != nil || FileReader.takes(head, named: path)
  }

  private static func head(of path: FilePath, length: Int) throws(InputError) -> [UInt8] {
    let file = try OpenFile(reading: path)
    var head: [UInt8] = []
    try file.read(upTo: length, into: &head)
    return head
  }

  private mutating func open(
    _ path: FilePath, named name: FilePath, format: String, size: Int
  ) throws(InputError) {
    archive = try ArchiveWalk(path, named: name, format: format, size: size, limits: limits)
  }

  private mutating func found(_ input: Input) -> Found {
    if let owner = owners?[input.name] { return .failure(input.path, .nameTaken(by: owner.description)) }
    owners?[input.name] = input.path
    return .input(input)
  }
}
