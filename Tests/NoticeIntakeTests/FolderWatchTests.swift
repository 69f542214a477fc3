import Foundation
import Glibc
import TestSupport
import Testing

@testable import NoticeIntake

struct FolderWatchTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func watch(polling: Bool) -> FolderWatch {
    FolderWatch(
      [FilePath(folder.path)], polling: polling, quiet: .milliseconds(120), interval: .milliseconds(60))
  }

  /// What the watch tells until nothing has come for a while, without the folder's path.
  private func told(_ watch: FolderWatch) -> [String] {
    var names: [String] = []
    while let inputs = watch.next(stop: -1, timeout: .milliseconds(700)), !inputs.isEmpty {
      names += inputs.map { $0.path.description.replacing(folder.path + "/", with: "") }
    }
    return names
  }

  @Test(arguments: [false, true])
  func tellsWhatIsNewAndWhatChanged(polling: Bool) throws {
    try folder.write("old.txt", "x")
    try folder.write("a/old.txt", "x")
    let watch = watch(polling: polling)
    #expect(watch.isPolling == polling)
    #expect(watch.folders == (polling ? 1 : 2))
    #expect(told(watch) == [])
    try folder.write("new.txt", "x")
    try folder.write("a/old.txt", "xy")
    try folder.write("b/c/new.md", "x")
    for name in [".hidden.txt", "image.qqq", ".git/a.txt"] { try folder.write(name, "x") }
    // Known by what is in them.
    try folder.write("scan", "%PDF-1.7\n")
    try folder.write("b/some.zip", [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
    #expect(Set(told(watch)) == ["new.txt", "a/old.txt", "b/c/new.md", "scan", "b/some.zip"])
    // Folders that came meanwhile are watched too.
    try folder.write("b/c/newer.md", "x")
    try FileManager.default.moveItem(atPath: folder("new.txt"), toPath: folder("moved.txt"))
    try FileManager.default.removeItem(atPath: folder("old.txt"))
    #expect(Set(told(watch)) == ["b/c/newer.md", "moved.txt"])
    #expect(told(watch) == [])
  }

  @Test func aFileIsToldOfOnceItIsQuiet() throws {
    let watch = FolderWatch([FilePath(folder.path)], quiet: .milliseconds(400))
    for length in 1...4 {
      try folder.write("a.txt", String(repeating: "x", count: length))
      #expect(watch.next(stop: -1, timeout: .milliseconds(100)) == [])
    }
    #expect(watch.next(stop: -1, timeout: .seconds(20))?.map(\.size) == [4])
  }

  @Test func filesAndPatternsAreComparedToo() throws {
    let file = try folder.write("a/one.txt", "x")
    let watch = FolderWatch(
      [FilePath(file), FilePath(folder("b*/*.txt"))], quiet: .milliseconds(100), interval: .milliseconds(50))
    try folder.write("a/other.txt", "x")
    try folder.write("b1/two.txt", "x")
    try folder.write("a/one.txt", "xyz")
    #expect(Set(told(watch)) == ["a/one.txt", "b1/two.txt"])
  }

  @Test func itEndsWhenItIsToldTo() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(write(ends[1], "x", 1) == 1)
    #expect(watch(polling: false).next(stop: ends[0]) == nil)
  }
}
