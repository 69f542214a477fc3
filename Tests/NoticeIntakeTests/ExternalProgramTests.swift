import Foundation
import NoticeIntake
import TestSupport
import Testing

@Suite struct ExternalProgramTests {
  private let folder: TemporaryFolder
  private static let usual = ProgramLimits(seconds: 30, memory: 1 << 30, output: 1 << 20)

  init() throws { folder = try TemporaryFolder() }

  /// A program that is a script of the shell.
  private func program(_ script: String) throws -> ExternalProgram {
    let path = try folder.write("program", "#!/bin/sh\n" + script)
    chmod(path, 0o755)
    return ExternalProgram("program", package: "package", path: path)
  }

  private static func failure(_ program: ExternalProgram, _ limits: ProgramLimits) async -> InputError? {
    do {
      _ = try await program.run([], limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test func whatItWritesComesBack() async throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let large = ProgramLimits(seconds: 30, memory: 1 << 30, output: 4 << 20)
    #expect(try await program("exec cat").run([], input: bytes, limits: large) == bytes)
    #expect(
      try await program(#"printf '%s|' "$@""#).run(["a b", "$HOME", "`x`"], limits: Self.usual)
        == Array("a b|$HOME|`x`|".utf8))
  }

  @Test func inputThatIsNotWantedDoesNoHarm() async throws {
    let bytes = [UInt8](repeating: 7, count: 1 << 20)
    #expect(try await program("echo done").run([], input: bytes, limits: Self.usual) == Array("done\n".utf8))
  }

  @Test func itSeesNoneOfOurEnvironmentButWhatItNeeds() async throws {
    setenv("THONGBAO_TEST_SECRET", "x", 1)
    defer { unsetenv("THONGBAO_TEST_SECRET") }
    let output = String(decoding: try await program("env").run([], limits: Self.usual), as: UTF8.self)
    let names = Set(
      output.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) })
    #expect(names.isSuperset(of: ["LC_ALL", "OMP_THREAD_LIMIT", "PATH"]))
    #expect(
      names.isSubset(of: [
        "LC_ALL", "OMP_THREAD_LIMIT", "PATH", "HOME", "TMPDIR", "TESSDATA_PREFIX", "PWD", "_",
      ]))
  }

  @Test func missing() async {
    let absent = ExternalProgram("no-such-program-here", package: "some-package")
    #expect(
      await Self.failure(absent, Self.usual)
        == .missingProgram("no-such-program-here", package: "some-package"))
  }

  @Test func theLastComplaintIsTheReason() async throws {
    let long = String(repeating: "x", count: 500)
    let program = try program("echo first >&2; printf 'sec\\033ond \(long)\\n' >&2; exit 3")
    #expect(
      await Self.failure(program, Self.usual)
        == .programFailed("program", reason: String(("second " + long).prefix(200))))
  }

  @Test func aProgramThatHangsIsKilled() async throws {
    let brief = ProgramLimits(seconds: 1, memory: 1 << 30, output: 1 << 20)
    #expect(await Self.failure(try program("exec sleep 1000"), brief) == .overLimit(.seconds(1)))
  }

  @Test func aProgramThatWritesForEverIsStopped() async throws {
    #expect(await Self.failure(try program("exec yes"), Self.usual) == .overLimit(.output(bytes: 1 << 20)))
    #expect(
      await Self.failure(try program("exec yes >&2"), Self.usual) == .overLimit(.output(bytes: 1 << 20)))
    let program = try program("trap '' XFSZ; exec yes")
    #expect(await Self.failure(program, Self.usual) == .overLimit(.output(bytes: 1 << 20)))
  }

  @Test func whatItLeavesRunningIsNotWaitedFor() async throws {
    let program = try program("sleep 1000 & echo $!")
    let output = String(decoding: try await program.run([], limits: Self.usual), as: UTF8.self)
    let left = try #require(Int32(output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(left, SIGKILL) == 0)
  }

  @Test func aFileThatGrowsForEverIsStopped() async throws {
    let program = try program("exec cat /dev/zero > '\(folder("out"))'")
    #expect(await Self.failure(program, Self.usual) == .overLimit(.output(bytes: 1 << 20)))
  }

  @Test func memoryIsLimited() async throws {
    let small = ProgramLimits(seconds: 30, memory: 64 << 20, output: 1 << 20)
    let program = try program("exec dd if=/dev/zero of=/dev/null bs=512M count=1")
    let error = await Self.failure(program, small)
    switch error {
    case .overLimit(.memory), .programFailed: break
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test func cancellingKillsIt() async throws {
    let mark = folder("pid")
    let program = try program("echo $$ > '\(mark)'; exec sleep 1000")
    let task = Task { await Self.failure(program, Self.usual) }
    while (try? String(contentsOfFile: mark, encoding: .utf8))?.hasSuffix("\n") != true {
      try await Task.sleep(for: .milliseconds(5))
    }
    let text = try String(contentsOfFile: mark, encoding: .utf8)
    let pid = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(kill(pid, 0) != 0)
  }

  @Test func theGateLetsNoMoreThroughThanItHasPlaces() async throws {
    let gate = ProgramGate(places: 2)
    let inside = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await gate.pass { () async throws(InputError) in
            await inside.enter()
            try? await Task.sleep(for: .milliseconds(1))
            await inside.leave()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(await inside.most == 2)
  }

  @Test func whoWaitsAtTheGateMayLeave() async throws {
    let gate = ProgramGate(places: 1)
    let (stream, holder) = AsyncStream<Void>.makeStream()
    let first = Task {
      try await gate.pass { () async throws(InputError) in for await _ in stream {} }
    }
    let second = Task { () -> InputError? in
      do throws(InputError) {
        try await gate.pass { () async throws(InputError) in }
        return nil
      } catch { return error }
    }
    second.cancel()
    #expect(await second.value == .cancelled)
    holder.finish()
    try await first.value
    // The place is free again.
    try await gate.pass { () async throws(InputError) in }
  }
}

private actor Counter {
  private var now = 0
  private(set) var most = 0

  func enter() {
    now += 1
    most = max(most, now)
  }

  func leave() { now -= 1 }
}
