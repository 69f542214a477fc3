import CXXHash
import TestSupport
import Testing

@testable import NoticeIndex

@Suite struct CheckedFileTests {
  private static let pageSize = CheckedFile.pageSize

  /// A folder with a file of these bytes, its name `file`.
  private func directory(_ bytes: [UInt8]) -> MemoryDirectory {
    let directory = MemoryDirectory()
    directory.put("file", bytes)
    return directory
  }

  /// A checked file of this content.
  private func checked(_ content: [UInt8], version: UInt32? = nil) throws -> [UInt8] {
    let directory = MemoryDirectory()
    let writer = try CheckedFileWriter(directory: directory, name: "file", kind: .postings, version: version)
    try writer.append(bytes: content)
    _ = try writer.finish()
    return try directory.read("file")
  }

  private func open(_ bytes: [UInt8]) throws -> CheckedFile {
    try CheckedFile(directory: directory(bytes), name: "file", kind: .postings)
  }

  private func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// The error of opening and verifying a file of these bytes; `nil` if nothing is wrong.
  private func fault(_ bytes: [UInt8]) -> IndexError? {
    do throws(IndexError) {
      try CheckedFile(directory: directory(bytes), name: "file", kind: .postings).verifyAll()
      return nil
    } catch {
      return error
    }
  }

  private static let sizes: [Int] = [
    0, 1, 7, 8, 9, 100, 16383, 16384, 16385, 3 * 16384 + 5, 64 * 16384, 64 * 16384 + 1, 130 * 16384 + 77,
  ]

  @Test(arguments: sizes, DirectoryTests.Place.allCases)
  func readsWhatWasWritten(size: Int, place: DirectoryTests.Place) throws {
    var random = SeededGenerator(seed: UInt64(size))
    let content = mixedBytes(size)
    let folder = try TemporaryFolder()
    let directory: any Directory =
      place == .disk ? try FileDirectory(path: folder.path) : MemoryDirectory()
    let writer = try CheckedFileWriter(directory: directory, name: "file", kind: .postings)
    var written = 0
    while written < size {
      let limit = [1, 100, Self.pageSize, 5 * Self.pageSize][random.below(4)]
      let count = min(1 + random.below(limit), size - written)
      try content[written..<(written + count)].withUnsafeBytes { try writer.append($0) }
      written += count
      #expect(writer.count == written)
    }
    let summary = try writer.finish()

    let file = try CheckedFile(directory: directory, name: "file", kind: .postings, expecting: summary)
    #expect(file.version == 1)
    #expect(file.summary == summary)
    #expect(try directory.read("file").count == summary.length)
    #expect(summary.length % 8 == 0 && summary.length - size >= 16)
    try file.verifyAll()
    #expect(file.content.elementsEqual(content))
    #expect(file.corruptPages() == [])
    for _ in 0..<20 {
      let start = random.below(size + 1)
      let count = random.below(size - start + 1)
      #expect(try file.bytes(at: start, count: count).elementsEqual(content[start..<(start + count)]))
    }
  }

  /// The bytes of the format, put together here a second time, without the writer.
  @Test func hasTheLayoutThatIsDrawn() throws {
    let content = Array("Thông báo".utf8)
    #expect(content.count == 11)
    var trailer = [UInt8](repeating: 0, count: 5)
    trailer += littleEndian(cx_hash(content, content.count))
    trailer += littleEndian(UInt64(11))
    for value: UInt32 in [16384, 1, 2, 0] { trailer += littleEndian(value) }
    trailer += littleEndian(cx_hash(trailer, trailer.count))
    trailer += Array("TBINDEX1".utf8)
    #expect(try checked(content) == content + trailer)
  }

  /// Every flip, and of small files every wrong byte, in content, padding, table and footer.
  @Test(arguments: [0, 1, 8, 21, 16384 + 13])
  func findsEveryWrongByte(size: Int) throws {
    let right = try checked(mixedBytes(size))
    #expect(fault(right) == nil)
    let masks: [UInt8] = size < 100 ? Array(1...255) : [1, 0x80]
    let footer = right.count - 40
    let version = (footer + 12)..<(footer + 16)
    for index in right.indices {
      for mask in masks {
        var wrong = right
        wrong[index] ^= mask
        switch fault(wrong) {
        case .corrupt(file: "file", let offset, _):
          #expect(offset <= index || index >= footer, "byte \(index)")
        case .unsupportedVersion: #expect(version.contains(index))
        case let other: Issue.record("byte \(index) ^ \(mask): \(String(describing: other))")
        }
      }
    }
  }

  @Test(arguments: [0, 21, 16384 + 13])
  func findsEveryCut(size: Int) throws {
    let right = try checked(mixedBytes(size))
    for length in 0..<right.count {
      guard case .corrupt = fault(Array(right[..<length])) else {
        Issue.record("cut to \(length) bytes")
        continue
      }
      guard case .corrupt = fault(Array(right[(right.count - length)...])) else {
        Issue.record("the last \(length) bytes")
        continue
      }
    }
    for more in [[0], [UInt8](repeating: 0, count: 16), right] {
      guard case .corrupt = fault(right + more) else {
        Issue.record("\(more.count) bytes more")
        continue
      }
    }
  }

  /// Whatever stands in the footer, with a hash that is right.
  @Test(arguments: UInt64(0)..<500)
  func findsWrongFootersWithARightHash(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = try checked(random.bytes(random.below(40)))
    let footer = bytes.count - 40
    let length = littleEndian(random.next() >> UInt64(random.below(64)))
    let isSame = length.elementsEqual(bytes[footer..<(footer + 8)])
    bytes.replaceSubrange(footer..<(footer + 8), with: length)
    for start in [0, random.below(footer + 1)] {  // the trailer may begin anywhere
      let hash = bytes[start..<(footer + 24)].withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
      bytes.replaceSubrange((footer + 24)..<(footer + 32), with: littleEndian(hash))
      if case .corrupt = fault(bytes) { continue }
      #expect(isSame, "length \(length)")
    }
  }

  @Test func tellsVersionsAndKindsApart() throws {
    let newer = try checked([1, 2, 3], version: 2)
    #expect(fault(newer) == .unsupportedVersion(file: "file", found: 2, supported: 1))
    let none = try checked([1, 2, 3], version: 0)
    #expect(fault(none) == .corrupt(file: "file", offset: none.count - 28, reason: "version"))
    let right = try checked([1, 2, 3])
    #expect(throws: IndexError.corrupt(file: "file", offset: right.count - 24, reason: "kind")) {
      try CheckedFile(directory: directory(right), name: "file", kind: .columns)
    }
    let other = CheckedFileSummary(length: right.count, hash: 1)
    let reason = "not the file of this commit"
    #expect(throws: IndexError.corrupt(file: "file", offset: right.count - 16, reason: reason)) {
      try CheckedFile(directory: directory(right), name: "file", kind: .postings, expecting: other)
    }
    #expect(throws: IndexError.missing(file: "none")) {
      try CheckedFile(directory: directory(right), name: "none", kind: .postings)
    }
  }

  @Test func looksAtAPageOnlyWhenItIsUsed() throws {
    var bytes = try checked(mixedBytes(200 * Self.pageSize + 10))
    for page in [3, 64, 127, 200] { bytes[page * Self.pageSize + 5] ^= 1 }
    let file = try open(bytes)
    func wrong(_ page: Int) -> IndexError {
      .corrupt(file: "file", offset: page * Self.pageSize, reason: "checksum")
    }
    for _ in 0..<2 {
      try file.verify(0..<(3 * Self.pageSize))
      #expect(throws: wrong(3)) { try file.verify((3 * Self.pageSize)..<(3 * Self.pageSize + 1)) }
      #expect(throws: wrong(3)) { try file.verify((3 * Self.pageSize - 1)..<(3 * Self.pageSize + 1)) }
      try file.verify((4 * Self.pageSize)..<(64 * Self.pageSize))
      #expect(throws: wrong(64)) { try file.verify((63 * Self.pageSize)..<(66 * Self.pageSize)) }
      try file.verify((128 * Self.pageSize)..<(200 * Self.pageSize))
      #expect(throws: wrong(127)) { try file.verify((65 * Self.pageSize)..<file.content.count) }
      #expect(throws: wrong(200)) { try file.bytes(at: file.content.count - 1, count: 1) }
      #expect(throws: wrong(3)) { try file.verifyAll() }
    }
    let last = (200 * Self.pageSize)..<(200 * Self.pageSize + 10)
    let whole = [3, 64, 127].map { (page: Int) in page * Self.pageSize..<(page + 1) * Self.pageSize }
    #expect(file.corruptPages() == whole + [last])
  }

  private static let outside: [(Int, Int)] = [
    (-1, 1), (0, -1), (0, 101), (100, 1), (101, 0), (.max, 0), (.max, .max), (50, .max), (.min, 0), (1, .min),
  ]

  @Test(arguments: outside)
  func refusesWhatIsOutside(offset: Int, count: Int) throws {
    let file = try open(try checked([UInt8](repeating: 7, count: 100)))
    let outside = IndexError.corrupt(file: "file", offset: offset, reason: "points outside of the content")
    #expect(throws: outside) { try file.verify(at: offset, count: count) }
    #expect(throws: outside) { try file.bytes(at: offset, count: count) }
    try file.verify(100..<100)
    #expect(try file.bytes(at: 100, count: 0).isEmpty)
  }

  private static let pages = 150
  private static let large = mixedBytes(pages * pageSize - 1000)

  /// A range is right exactly if it has no byte in a wrong page, whatever was verified before.
  @Test(arguments: UInt64(0)..<60)
  func agreesWithASetOfPages(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let wrong = Set((0..<random.below(4)).map { _ in random.below(Self.pages) })
    let directory = MemoryDirectory()
    let writer = try CheckedFileWriter(directory: directory, name: "right", kind: .postings)
    try writer.append(bytes: Self.large)
    _ = try writer.finish()
    var bytes = try directory.read("right")
    for page in wrong {
      let index = page * Self.pageSize + random.below(Self.pageSize)
      bytes[min(index, Self.large.count - 1)] ^= 4
    }
    let file = try open(bytes)
    for _ in 0..<60 {
      let start = random.below(Self.large.count)
      let longest = [2, Self.pageSize * 3, Self.large.count][random.below(3)]
      let range = start..<min(start + random.below(longest), Self.large.count)
      let first = wrong.sorted().first { (page: Int) in
        range.overlaps(page * Self.pageSize..<(page + 1) * Self.pageSize)
      }
      let expected = first.map {
        IndexError.corrupt(file: "file", offset: $0 * Self.pageSize, reason: "checksum")
      }
      do {
        try file.verify(range)
        #expect(expected == nil)
      } catch {
        #expect(error == expected)
      }
    }
    #expect(file.corruptPages().map { $0.lowerBound / Self.pageSize } == wrong.sorted())
  }

  @Test func isVerifiedByManyThreads() async throws {
    let file = try open(try checked(Self.large))
    await withTaskGroup(of: Int.self) { group in
      for task in UInt64(0)..<8 {
        group.addTask {
          var random = SeededGenerator(seed: task)
          var failures = 0
          for _ in 0..<300 {
            let start = random.below(file.content.count)
            do {
              try file.verify(at: start, count: random.below(min(300_000, file.content.count - start)))
            } catch {
              failures += 1
            }
          }
          return failures
        }
      }
      for await failures in group { #expect(failures == 0) }
    }
  }

  @Test(arguments: 0..<6)
  func failsWhereTheDiskFails(operations: Int) throws {
    let directory = MemoryDirectory()
    directory.failAfter(operations: operations)
    func write() throws(IndexError) -> CheckedFileSummary {
      let writer = try CheckedFileWriter(directory: directory, name: "file", kind: .postings)
      try writer.append(bytes: [UInt8](repeating: 1, count: Self.pageSize + 1))
      return try writer.finish()
    }
    let steps: [IndexError.Operation] = [.create, .write, .write, .write, .sync]
    if operations < steps.count {
      #expect(throws: IndexError.system(file: "file", operation: steps[operations], errno: 5)) { try write() }
    } else {
      _ = try write()
    }
  }
}
