import Foundation
import TestSupport
import Testing

@testable import NoticeIntake

struct InputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ path: String, limit: Int = 256_000_000) -> InputError? {
    do {
      _ = try Input(path: FilePath(path), name: FilePath("x")).readText(limit: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test func fillsTheSource() async throws {
    let path = try folder.write("a.md", "abc")
    let file = try await Intake().read(Input(path: FilePath(path), name: FilePath("a.md")), limit: 100)
    #expect(file.text.bytes == Array("abc".utf8))
    #expect(file.mediaType == "text/markdown")
    #expect(file.reader == "markdown")
    #expect(file.bytes == 3)
    #expect(file.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  /// Somebody writes while we read: what is read is what stood there at some time, or a clear error.
  @Test func aFileMayChangeWhileItIsRead() async throws {
    let path = try folder.write("a.txt", "")
    let writer = Thread {
      for round in 0..<200 {
        let letter = UInt8(ascii: "a") + UInt8(round % 26)
        try? Data(repeating: letter, count: round % 3 * 70_000).write(to: URL(fileURLWithPath: path))
      }
    }
    writer.start()
    while !writer.isFinished {
      do throws(InputError) {
        let file = try await Intake().read(
          Input(path: FilePath(path), name: FilePath("a.txt")), limit: 100_000)
        #expect(file.bytes <= 100_000)
        #expect(file.text.bytes.allSatisfy { (0x61...0x7A).contains($0) })
      } catch {
        #expect(["too-large", "empty"].contains(error.code), "\(error)")
      }
    }
  }

  @Test func readsAFileOfAnyLengthWhole() throws {
    for count in [1, Input.headLength - 1, Input.headLength, Input.headLength + 1, 1_000_003] {
      let bytes = (0..<count).map { UInt8(0x61 + $0 % 23) }
      let path = try folder.write("long", bytes)
      let file = try Intake.readText(Input(path: FilePath(path), name: FilePath("x")), limit: count)
      #expect(file.text.bytes == bytes)
      #expect(file.bytes == count)
      #expect(read(path, limit: count - 1) == .tooLarge(limit: count - 1))
    }
  }

  @Test func readsAPipe() throws {
    let pipe = folder("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    let bytes = [UInt8](repeating: 0x61, count: 300_000)
    let writer = Thread {
      try? FileHandle(forWritingTo: URL(fileURLWithPath: pipe)).write(contentsOf: Data(bytes))
    }
    writer.start()
    let text = try Input(path: FilePath(pipe), name: FilePath("pipe")).readText(limit: 1_000_000)
    #expect(text.bytes == bytes)
  }

  @Test func saysWhyNot() throws {
    #expect(read(folder("absent.txt")) == .noSuchPath)
    #expect(read(try folder.write("empty.txt", "")) == .empty)
    #expect(read(try folder.write("blank.txt", "\u{FEFF} \r\n\t\n")) == .empty)
    #expect(read(try folder.write("nul.txt", "ab\u{0}cd")) == .binary(offset: 2))
    #expect(read(try folder.write("a.pdf", "%PDF-1.7 …")) == .unsupported(format: "pdf"))
    #expect(read(try folder.write("a.gif", "GIF89a")) == .unsupported(format: "GIF"))
    #expect(read(try folder.write("a.txt", [0x50, 0x4B, 3, 4, 0, 0])) == .unsupported(format: "ZIP"))
    #expect(read("/dev/zero") == .binary(offset: 0))
    #expect(read(folder.path) == .unreadable(errno: EISDIR))
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func saysThatThereIsNoPermission() throws {
    let path = try folder.write("secret.txt", "x")
    chmod(path, 0)
    #expect(read(path) == .noPermission)
  }

  @Test func invalidUTF8IsRead() throws {
    #expect(read(try folder.write("bad.txt", [0x61, 0xFF, 0xC3, 0x20, 0x62])) == nil)
  }

  @Test func aGigabyteOfZerosCostsNothing() throws {
    let path = folder("zeros.txt")
    try folder.write("zeros.txt", "")
    try #require(truncate(path, 1 << 30) == 0)
    let before = nanosecondsOfThread()
    #expect(read(path, limit: 2 << 30) == .binary(offset: 0))
    #expect(nanosecondsOfThread() - before < 100_000_000)
  }

  /// The time that this thread has worked, whatever else the machine does.
  private func nanosecondsOfThread() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  @Test func aLargeFileIsRefusedBeforeItIsRead() throws {
    let path = try folder.write("large.txt", [UInt8](repeating: 0x61, count: Input.headLength))
    try #require(truncate(path, 1 << 30) == 0)
    #expect(read(path, limit: 1 << 20) == .tooLarge(limit: 1 << 20))
  }

  @Test func pathsAreBytes() {
    let path = FilePath(bytes: [0x61, 0x2F, 0xFF])
    #expect(path.description == "a/\u{FFFD}")
    #expect(path.lastComponent.bytes == [0xFF])
    #expect(FilePath("a/b.TXT").fileExtension == "txt")
    #expect(FilePath("a.b/c").fileExtension == nil)
    #expect(FilePath(".txt").fileExtension == nil)
    #expect(FilePath("a.").fileExtension == nil)
    #expect(FilePath("/a").folder == FilePath("/"))
    #expect(FilePath("a").folder == nil)
    #expect(FilePath("a/").appending(FilePath("b")) == FilePath("a/b"))
  }
}
