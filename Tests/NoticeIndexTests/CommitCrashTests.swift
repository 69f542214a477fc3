import NoticeIntake
import Glibc
import Testing

@testable import NoticeIndex

/// A power cut at any time leaves the last commit or the one under way, whole.
@Suite struct CommitCrashTests {
  /// Commits a segment more, with three files and a new list of deleted documents for each older segment, and
  /// clears away what the commit before left.
  private func commit(after last: Manifest, to directory: MemoryDirectory) throws(IndexError) -> Manifest {
    var next = last
    next.generation += 1
    next.nextSegment += 1
    for index in next.segments.indices {
      next.segments[index].deletesGeneration = next.generation
      next.segments[index].deleted += 1
      _ = try write(next.segments[index].deletesName, .deletes, size: 30, to: directory)
    }
    var segment = SegmentEntry(id: last.nextSegment, documents: 10, files: [])
    for (kind, size) in [(FileKind.dictionary, 100), (.postings, 17_000), (.store, 0)] {
      let summary = try write(segment.fileName(kind.part), kind, size: size, to: directory)
      segment.files.append(SegmentEntry.FileEntry(part: kind.part, summary: summary))
    }
    next.segments.append(segment)
    try next.write(to: directory)
    for name in next.unreferencedFiles(in: try directory.names()) { try directory.remove(name) }
    return next
  }

  private func write(
    _ name: String, _ kind: FileKind, size: Int, to directory: MemoryDirectory
  ) throws(IndexError) -> CheckedFileSummary {
    let writer = try CheckedFileWriter(directory: directory, name: name, kind: kind)
    try writer.append(bytes: mixedBytes(size))
    return try writer.finish()
  }

  /// Reads all that the last commit names.
  private func check(_ manifest: Manifest, in directory: MemoryDirectory) throws {
    for segment in manifest.segments {
      for file in segment.files {
        let kind = try #require(FileKind.allCases.first { $0.part == file.part })
        try CheckedFile(
          directory: directory, name: segment.fileName(file.part), kind: kind, expecting: file.summary
        ).verifyAll()
      }
      guard segment.deletesGeneration > 0 else { continue }
      try CheckedFile(directory: directory, name: segment.deletesName, kind: .deletes).verifyAll()
    }
  }

  /// Commits three times; the last commit that was done, and that under way when the disk failed.
  private func run(_ directory: MemoryDirectory) -> (done: Manifest, underWay: Manifest?) {
    var done = Manifest()
    do {
      while done.generation < 3 { done = try commit(after: done, to: directory) }
      return (done, nil)
    } catch {
      // What it would have become depends on nothing but what it was.
      return (done, try? commit(after: done, to: MemoryDirectory()))
    }
  }

  private static let operations: Int = {
    let directory = MemoryDirectory()
    _ = CommitCrashTests().run(directory)
    return directory.operations
  }()

  @Test(arguments: 0...operations)
  func leavesOneOfTwoCommits(operations: Int) throws {
    let directory = MemoryDirectory()
    directory.failAfter(operations: operations)
    let (done, underWay) = run(directory)
    for seed in UInt64(0)..<20 {
      let after = directory.afterCrash(seed: seed)
      var found = Manifest()
      do {
        found = try Manifest.read(from: after)
      } catch .noIndex {
      }
      #expect(found == done || found == underWay, "seed \(seed): \(found)")
      try check(found, in: after)

      // And work goes on, over whatever was left.
      for name in found.unreferencedFiles(in: try after.names()) { try after.remove(name) }
      let next = try commit(after: found, to: after)
      #expect(try Manifest.read(from: after.afterCrash(seed: seed)) == next)
      try check(next, in: after.afterCrash(seed: seed))
      #expect(Set(try after.names()) == next.fileNames.union(["manifest"]))
    }
  }

  /// The simulation is worth something: without the steps that make a commit safe, it finds the loss.
  @Test(arguments: ["file", "names", "nothing"])
  func findsACommitThatForgot(step: String) throws {
    var losses = 0
    for seed in UInt64(0)..<200 {
      let directory = MemoryDirectory()
      try directory.write("a", [1])
      try directory.syncNames()
      let sink = try directory.create("b")
      try sink.append(bytes: [2, 2])
      if step != "file" { try sink.sync() }
      try sink.close()
      try directory.rename("b", to: "a")
      if step != "names" { try directory.syncNames() }
      let after = directory.afterCrash(seed: seed)
      let found = try after.read("a")
      if step == "names" { #expect(found == [1] || found == [2, 2]) }
      if found != [2, 2] { losses += 1 }
    }
    #expect(step == "nothing" ? losses == 0 : losses > 20)
  }

  @Test func failsFromAnOperationOn() throws {
    let directory = MemoryDirectory()
    directory.failAfter(operations: 2)
    let sink = try directory.create("a")
    try sink.append(bytes: [1])
    func isRefused(_ file: String, _ operation: IndexError.Operation, _ body: () throws -> Void) {
      #expect(throws: IndexError.system(file: file, operation: operation, errno: EIO)) { try body() }
    }
    isRefused("a", .write) { try sink.append(bytes: [2]) }
    isRefused("a", .sync) { try sink.sync() }
    isRefused("b", .create) { _ = try directory.create("b") }
    isRefused("a", .rename) { try directory.rename("a", to: "b") }
    isRefused("a", .remove) { try directory.remove("a") }
    isRefused("", .sync) { try directory.syncNames() }
    #expect(directory.operations == 2)
    #expect(try directory.names() == ["a"])
    #expect(try directory.read("a") == [1])
  }
}
