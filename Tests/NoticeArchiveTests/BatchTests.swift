import NoticeIntake
import Foundation
import NoticeGrammar
import NoticeText
import Synchronization
import TestSupport
import Testing

@testable import NoticeArchive

struct BatchTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A parser that takes its time by turns, and calls everything a notice that does not begin with `-`.
  private func batch(jobs: Int) -> Batch {
    Batch(jobs: jobs) { text in
      var notice = Notice(text: text)
      if text.bytes.first != UInt8(ascii: "-") { notice.number = text.raw(SourceRange(0, 8)) }
      notice.identifier = notice.number
      if text.bytes.count % 7 == 0 { usleep(2000) }
      return notice
    }
  }

  private func outcomes(jobs: Int, paths: [String]) async throws -> [String] {
    var outcomes: [String] = []
    try await batch(jobs: jobs).run(
      InputWalker(paths.map { FilePath($0) }),
      transform: { result in
        switch result.outcome {
        case .success(let notices): "\(result.path) \(notices[0].number ?? "")"
        case .failure(let error): "\(result.path) \(error.code)"
        }
      }, deliver: { outcomes.append($0) })
    return outcomes
  }

  @Test func theOrderIsThatOfTheInputsWhateverTheJobs() async throws {
    for index in 0..<300 {
      try folder.write(
        "f\(1000 + index).txt", "\(index)" + String(repeating: "x", count: index * index % 9000))
    }
    try folder.write("f1005.txt", "")
    try folder.write("f1006.txt", "- no notice")
    let paths = [folder("absent"), folder.path, folder("f1003.txt")]
    let one = try await outcomes(jobs: 1, paths: paths)
    #expect(one.count == 302)
    #expect(one[0] == folder("absent") + " no-such-path")
    #expect(one[6] == folder("f1005.txt") + " empty")
    #expect(one[7] == folder("f1006.txt") + " no-notice")
    for jobs in [2, 3, 8] {
      #expect(try await outcomes(jobs: jobs, paths: paths) == one)
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1), arguments: [1, 2])
  func asManyRunAtOnceAsThereAreJobs(jobs: Int) async throws {
    for index in 0..<20 { try folder.write("f\(100 + index).txt", [UInt8](repeating: 0x61, count: 70_000)) }
    let running = Atomic<Int>(0)
    let most = Mutex(0)
    let batch = Batch(jobs: jobs) { text in
      let now = running.add(1, ordering: .relaxed).newValue
      most.withLock { $0 = max($0, now) }
      usleep(20_000)
      running.subtract(1, ordering: .relaxed)
      return Notice(text: text)
    }
    // Other tests may keep a thread busy all through many rounds.
    for _ in 0..<300 where most.withLock({ $0 }) < jobs {
      try await batch.run(InputWalker([FilePath(folder.path)]), transform: { $0.path }, deliver: { _ in })
    }
    #expect(most.withLock { $0 } == jobs)
  }

  private struct Full: Error {}

  @Test func nothingMoreIsStartedOnceDeliveryFails() async throws {
    for index in 0..<500 { try folder.write("f\(1000 + index).txt", "x\(index)") }
    let parsed = Atomic<Int>(0)
    let parse: @Sendable (SourceText) -> Notice = { text in
      parsed.add(1, ordering: .relaxed)
      var notice = Notice(text: text)
      notice.identifier = "1"
      return notice
    }
    var delivered = 0
    await #expect(throws: Full.self) {
      try await Batch(jobs: 2, parse: parse).run(
        InputWalker([FilePath(folder.path)]), transform: { $0.path },
        deliver: { _ in
          delivered += 1
          if delivered == 3 { throw Full() }
        })
    }
    #expect(delivered == 3)
    #expect(parsed.load(ordering: .relaxed) < 300)
  }

  @Test func noMoreIsUnderWayThanIsAllowed() async throws {
    for index in 0..<40 {
      try folder.write("f\(100 + index).txt", [UInt8](repeating: 0x61, count: 100_000))
    }
    let underWay = Atomic<Int>(0)
    let most = Mutex(0)
    var batch = Batch(jobs: 4) { text in
      let now = underWay.add(text.bytes.count, ordering: .relaxed).newValue
      most.withLock { $0 = max($0, now) }
      usleep(500)
      underWay.subtract(text.bytes.count, ordering: .relaxed)
      var notice = Notice(text: text)
      notice.identifier = "1"
      return notice
    }
    batch.sizeInFlight = 250_000
    var delivered = 0
    try await batch.run(
      InputWalker([FilePath(folder.path)]), transform: { $0.path }, deliver: { _ in delivered += 1 })
    #expect(delivered == 40)
    #expect(most.withLock { $0 } <= 250_000)
    // One that is larger than that goes alone.
    batch.sizeInFlight = 10
    delivered = 0
    try await batch.run(
      InputWalker([FilePath(folder.path)]), transform: { $0.path }, deliver: { _ in delivered += 1 })
    #expect(delivered == 40)
  }

  @Test func anEmptyBatchEnds() async throws {
    #expect(try await outcomes(jobs: 2, paths: []).isEmpty)
  }
}

struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func appearsWhenItIsWhole() throws {
    try folder.write("a.json", "old")
    var file = try OutputFile(FilePath(folder("a.json")))
    try file.write(Array("ne".utf8))
    try file.write(Array("w".utf8))
    #expect(try folder.read("a.json") == Array("old".utf8))
    try file.commit()
    #expect(try folder.read("a.json") == Array("new".utf8))
    #expect(try folder.files() == ["a.json"])
  }

  @Test func leavesNothingUnlessCommitted() throws {
    do {
      var file = try OutputFile(FilePath(folder("a.json")))
      try file.write([1])
    }
    #expect(try folder.files().isEmpty)
  }

  @Test func saysWhyItCannot() throws {
    #expect(throws: OutputError.cannotCreate(FilePath(folder("no/a.json")), errno: ENOENT)) {
      try OutputFile(FilePath(folder("no/a.json"))).commit()
    }
    try folder.write("d/x", "x")
    #expect(throws: OutputError.cannotCreate(FilePath(folder("d")), errno: EISDIR)) {
      try OutputFile(FilePath(folder("d"))).commit()
    }
    #expect(try folder.files() == ["d/x"])
  }

  @Test func makesFoldersThatAreMissing() throws {
    try createFolder(FilePath(folder("a/b/c")))
    try createFolder(FilePath(folder("a/b/c/")))
    try folder.write("a/b/c/x", "x")
    #expect(throws: OutputError.cannotCreate(FilePath(folder("a/b/c/x")), errno: EEXIST)) {
      try createFolder(FilePath(folder("a/b/c/x")))
    }
    #expect(throws: OutputError.cannotCreate(FilePath(folder("a/b/c/x/y")), errno: ENOTDIR)) {
      try createFolder(FilePath(folder("a/b/c/x/y")))
    }
  }
}
