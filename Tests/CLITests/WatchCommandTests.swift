import Foundation
import Glibc
import TestSupport
import Testing

/// `add --watch`, as a process.
struct WatchCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func notice(_ number: Int) -> String {
    "Số: \(number)/TB-UBND\nHà Nội, ngày 05 tháng 3 năm 2022\nTHÔNG BÁO\nvề việc này\n1. Giao Sở Y tế báo cáo.\n"
  }

  /// Waits until the file holds `text`; there is no other way to know how far another process is.
  private func wait(for text: String, in file: String) throws -> Bool {
    for _ in 0..<600 {
      if String(decoding: try folder.read(file), as: UTF8.self).contains(text) { return true }
      usleep(100_000)
    }
    return false
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func takesInWhatComesAndEndsAfterACommit(signal: Int32) throws {
    try folder.write("in/a.txt", Self.notice(1))
    try folder.write("errors", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "add", folder("archive"), folder("in"), "--watch", "--lang", "en", "--report", folder("report.csv"),
    ]
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("errors")))
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    defer { if process.isRunning { process.terminate() } }
    #expect(try wait(for: "Watching 1 folder; Ctrl-C ends it.", in: "errors"))
    try folder.write("in/new/b.txt", Self.notice(2))
    #expect(try wait(for: "1 added; the archive has 2", in: "errors"))
    try folder.write("in/a.txt", Self.notice(3))
    #expect(try wait(for: "1 updated; the archive has 2", in: "errors"))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(try wait(for: "The watch has ended.", in: "errors"))
    let check = try Program.run("index", "check", folder("archive"), "--lang", "en")
    #expect(check.code == 0)
    // A line for each time that a document was read, under those that name the columns.
    let rows = String(decoding: try folder.read("report.csv"), as: UTF8.self).split(
      whereSeparator: \.isNewline)
    #expect(rows.count == 4)
  }

  @Test func standardInputCannotBeWatched() throws {
    #expect(try Program.run("add", folder("archive"), "-", "--watch").code == 64)
    #expect(try Program.run("add", folder("archive"), folder.path, "--poll").code == 64)
  }
}
