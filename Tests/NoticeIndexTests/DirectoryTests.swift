import Glibc
import TestSupport
import Testing

@testable import NoticeIndex

/// What every folder does, on disk and in memory.
@Suite struct DirectoryTests {
  enum Place: CaseIterable, Sendable {
    case disk, memory
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func directory(_ place: Place) throws -> any Directory {
    switch place {
    case .disk: try FileDirectory(path: folder.path)
    case .memory: MemoryDirectory()
    }
  }

  @Test(arguments: Place.allCases)
  func writesAndReads(place: Place) throws {
    let directory = try directory(place)
    try directory.write("b", [1, 2, 3])
    try directory.write("a", [])
    #expect(try directory.names().sorted() == ["a", "b"])
    #expect(try directory.read("b") == [1, 2, 3])
    #expect(try directory.read("a") == [])
    #expect(throws: IndexError.missing(file: "c")) { try directory.open("c") }
  }

  @Test(arguments: Place.allCases, UInt64(0)..<6)
  func writesInPiecesOfAnySize(place: Place, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let directory = try directory(place)
    let sink = try directory.create("file")
    var expected: [UInt8] = []
    for limit in [10, 70_000, 0, 1 << 20, 3 << 20, 1 << 20, 100, 900_000].shuffled(using: &random) {
      let piece = [UInt8](
        repeating: UInt8.random(in: 0...255, using: &random), count: random.below(limit + 2))
      try sink.append(bytes: piece)
      expected += piece
      #expect(sink.count == expected.count)
      if random.oneIn(3) { try sink.sync() }
    }
    try sink.close()
    #expect(try directory.read("file") == expected)
    #expect(throws: IndexError.system(file: "file", operation: .write, errno: EBADF)) { try sink.close() }
    #expect(throws: IndexError.self) { try sink.sync() }
    #expect(throws: IndexError.self) { try sink.append(bytes: expected) }
  }

  @Test(arguments: Place.allCases)
  func keepsWhatIsOpenWhenItsNameGoes(place: Place) throws {
    let directory = try directory(place)
    try directory.write("a", [1, 1, 1])
    try directory.write("b", [2, 2])
    let (a, b) = (try directory.open("a"), try directory.open("b"))
    try directory.write("a", [3])
    try directory.rename("a", to: "b")
    #expect(try directory.read("b") == [3])
    #expect(throws: IndexError.missing(file: "a")) { try directory.open("a") }
    try directory.remove("b")
    try directory.syncNames()
    #expect(try directory.names().isEmpty)
    #expect(Array(a.bytes) == [1, 1, 1])
    #expect(Array(b.bytes) == [2, 2])
  }

  @Test(arguments: Place.allCases)
  func saysWhatTheSystemSays(place: Place) throws {
    let directory = try directory(place)
    #expect(throws: IndexError.system(file: "a", operation: .rename, errno: ENOENT)) {
      try directory.rename("a", to: "b")
    }
    #expect(throws: IndexError.system(file: "a", operation: .remove, errno: ENOENT)) {
      try directory.remove("a")
    }
  }

  @Test(arguments: Place.allCases)
  func givesOneLockAtATime(place: Place) throws {
    let directory = try directory(place)
    let other = place == .disk ? try FileDirectory(path: folder.path) : directory
    for _ in 0..<2 {
      let lock = try directory.lock()
      #expect(throws: IndexError.locked(by: getpid())) { try directory.lock() }
      #expect(throws: IndexError.locked(by: getpid())) { try other.lock() }
      withExtendedLifetime(lock) {}
    }
    _ = try other.lock()
    _ = try directory.lock()
  }
}

/// What only a folder on disk does.
@Suite struct FileDirectoryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func findsNoIndexWithoutAFolder() throws {
    #expect(throws: IndexError.noIndex) { try FileDirectory(path: folder("none")) }
    try folder.write("file", "x")
    #expect(throws: IndexError.system(file: folder("file"), operation: .open, errno: ENOTDIR)) {
      try FileDirectory(path: folder("file"))
    }
  }

  @Test func makesItsFolder() throws {
    for _ in 0..<2 {
      let directory = try FileDirectory.create(at: folder("new"))
      try directory.write("a", [1])
    }
    #expect(try folder.files() == ["new/a"])
    #expect(throws: IndexError.system(file: folder("none/new"), operation: .create, errno: ENOENT)) {
      try FileDirectory.create(at: folder("none/new"))
    }
    try folder.write("file", "x")
    #expect(throws: IndexError.system(file: folder("file"), operation: .open, errno: ENOTDIR)) {
      try FileDirectory.create(at: folder("file"))
    }
  }

  @Test(arguments: ["", ".", "..", "../a", "a/b", "/a", "a\n", "a b", "ă", "a\0"])
  func staysInside(name: String) throws {
    let directory = try FileDirectory.create(at: folder("inside"))
    try directory.write("a", [])
    func isRefused(_ operation: IndexError.Operation, _ body: () throws -> Void) {
      #expect(throws: IndexError.system(file: name, operation: operation, errno: EINVAL)) { try body() }
    }
    isRefused(.open) { _ = try directory.open(name) }
    isRefused(.create) { _ = try directory.create(name) }
    isRefused(.remove) { try directory.remove(name) }
    isRefused(.rename) { try directory.rename(name, to: "a") }
    isRefused(.rename) { try directory.rename("a", to: name) }
  }

  @Test func opensFilesOnly() throws {
    let directory = try FileDirectory(path: folder.path)
    #expect(mkdir(folder("folder"), 0o777) == 0 && mkfifo(folder("pipe"), 0o666) == 0)
    for name in ["folder", "pipe"] {
      #expect(throws: IndexError.system(file: name, operation: .open, errno: EINVAL)) {
        try directory.open(name)
      }
    }
    #expect(throws: IndexError.self) { try directory.create("folder") }
  }

  @Test func writesNotWhereALinkPoints() throws {
    try folder.write("outside", "keep")
    let directory = try FileDirectory.create(at: folder("inside"))
    #expect(symlink(folder("outside"), folder("inside/a")) == 0)
    try directory.write("a", [1])
    #expect(try folder.read("outside") == Array("keep".utf8))
    #expect(try folder.read("inside/a") == [1])
  }

  @Test func followsItsFolderWhenThatIsRenamed() throws {
    let directory = try FileDirectory.create(at: folder("old"))
    #expect(rename(folder("old"), folder("new")) == 0)
    try directory.write("a", [1])
    #expect(try folder.files() == ["new/a"])
  }

  /// A disk that is full stays full, whatever the next call would say.
  @Test func failsForGoodOnceAWriteFailed() throws {
    let sink = DiskFileSink(name: "full", descriptor: open("/dev/full", O_WRONLY | O_CLOEXEC))
    try sink.append(bytes: [1, 2, 3])
    let full = IndexError.system(file: "full", operation: .write, errno: ENOSPC)
    #expect(throws: full) { try sink.sync() }
    #expect(throws: full) { try sink.sync() }
    #expect(throws: full) { try sink.append(bytes: [4]) }
    #expect(throws: full) { try sink.close() }
  }

  @Test(arguments: [("", nil), ("x", nil), ("12", 12), ("4711\nrest", 4711), ("99999999999999999999", nil)])
  func saysWhoHoldsTheLock(text: String, process: Int32?) throws {
    let directory = try FileDirectory(path: folder.path)
    let lock = try directory.lock()
    // As another process would have written it; in place, for the lock is the file's.
    let descriptor = open(folder("write.lock"), O_WRONLY | O_TRUNC)
    #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
    close(descriptor)
    #expect(throws: IndexError.locked(by: process)) { try directory.lock() }
    withExtendedLifetime(lock) {}
  }

  /// What a killed process leaves is no lock.
  @Test func takesALockThatNobodyHolds() throws {
    try folder.write("write.lock", "123456789 and more\n")
    let directory = try FileDirectory(path: folder.path)
    let lock = try directory.lock()
    #expect(try folder.read("write.lock") == Array("\(getpid())\n".utf8))
    withExtendedLifetime(lock) {}
  }
}
