import NoticeIntake
import NoticeIndex
import TestSupport
import Testing

struct IndexCheckTests {
  /// Three segments, of which the first has lost documents to the third.
  static func index() throws -> MemoryDirectory {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    for segment in 0..<3 {
      let builder = SegmentBuilder()
      for number in 0..<40 {
        let text = (0..<50).map { "w\($0 * number % 97)" }.joined(separator: " ")
        try builder.add(
          IndexDocument(
            id: segment == 2 && number < 5 ? "0/\(number)" : "\(segment)/\(number)", text: Array(text.utf8),
            edits: [IndexDocument.Edit(range: 0..<2, replacement: Array("xyz".utf8))], subject: "w\(number)",
            keywords: [IndexDocument.Keyword(.kind, "TB"), IndexDocument.Keyword(.place, "p\(number)")],
            days: [IndexDocument.Day(.date, Int32(number)), IndexDocument.Day(.deadline, Int32(number % 7))],
            stored: Array(text.utf8.prefix(20))))
      }
      try writer.add(builder)
      try writer.commit()
    }
    return directory
  }

  @Test func whatIsWholeIsFoundToBe() throws {
    let directory = try Self.index()
    let check = try IndexCheck(directory)
    #expect(check.segments.flatMap(\.errors) == [])
    #expect(check.isHealthy)
    #expect(check.documents == 115)
    #expect(check.segments.map(\.documents) == [35, 40, 40])
    #expect(check.leftOver.isEmpty)
    directory.put("00000099.store", [1])
    #expect(try IndexCheck(directory).leftOver == ["00000099.store"])
    #expect(throws: IndexError.noIndex) { try IndexCheck(MemoryDirectory()) }
  }

  /// Any byte of any file: the segment is damaged, the others are not, and what is left is an index.
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 60 : 20))
  func aChangedByteIsFoundAndTheRestIsKept(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let directory = try Self.index()
    let names = try directory.names().filter { $0 != "manifest" && $0 != "write.lock" }.sorted()
    let name = try #require(names.randomElement(using: &random))
    var bytes = Array(try directory.open(name).bytes)
    switch seed % 3 {
    case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
    default:
      bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }
    directory.put(name, bytes)
    let check = try IndexCheck(directory)
    let bad = check.segments.filter { !$0.isHealthy }
    let segment = try #require(UInt64(name.prefix(8)))
    #expect(bad.map(\.number) == [segment], "\(name)")
    #expect(!bad.flatMap(\.errors).isEmpty)
    #expect(check.lostDocuments == bad.first?.documents)
    try check.repair(directory)
    let repaired = try IndexCheck(directory)
    #expect(repaired.isHealthy)
    #expect(repaired.documents == 115 - check.lostDocuments)
    #expect(try IndexReader(directory).documents == repaired.documents)
    // What another commit has changed is not repaired by this check.
    #expect(throws: IndexError.self) { try check.repair(directory) }
  }

  @Test func namesTheDocumentsThatAreLost() throws {
    let directory = try Self.index()
    var bytes = Array(try directory.open("00000001.store").bytes)
    bytes[0] ^= 1
    directory.put("00000001.store", bytes)
    let check = try IndexCheck(directory)
    let report = try #require(check.segments.first)
    #expect(check.names(of: report, in: directory).sorted() == (5..<40).map { "0/\($0)" }.sorted())
  }

  /// Whatever stands in the pages, if their checksums are right: it is found, or does no harm.
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 200 : 60))
  func wrongPagesWithRightChecksumsDoNotTrap(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let directory = try Self.index()
    let manifest = try Manifest.read(from: directory)
    var entry = try #require(manifest.segments.randomElement(using: &random))
    let kind = try #require(
      [FileKind.dictionary, .postings, .positions, .columns, .store].randomElement(using: &random))
    let name = entry.fileName(kind.part)
    var bytes = Array(try CheckedFile(directory: directory, name: name, kind: kind).content)
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let file = try CheckedFileWriter(directory: directory, name: name, kind: kind)
    try file.append(bytes: bytes)
    let summary = try file.finish()
    let place = try #require(entry.files.firstIndex { $0.part == kind.part })
    entry.files[place].summary = summary
    var changed = manifest
    changed.segments = manifest.segments.map { $0.id == entry.id ? entry : $0 }
    try changed.write(to: directory)
    _ = try IndexCheck(directory)
  }

  @Test func countsWhatIsThere() throws {
    let directory = try Self.index()
    let statistics = try IndexReader(directory).statistics()
    #expect(statistics.documents == 115)
    #expect(statistics.deleted == 5)
    #expect(statistics.segments == 3)
    #expect(statistics.words == 120 * 50)
    #expect(statistics.averageLength == 50)
    #expect(statistics.terms.map(\.name).prefix(3) == ["text", "subject", "id"])
    #expect(statistics.terms.first { $0.name == "kind" }?.count == 3)
    #expect(statistics.terms.first { $0.name == "id" }?.count == 120)
    let sizes = try directory.names().filter { $0 != "manifest" }.map { try directory.open($0).bytes.count }
    #expect(statistics.totalBytes == sizes.reduce(0, +))
  }

  /// Of several of one name that one builder took, the last is there, and can be deleted.
  @Test(arguments: [2, 130, 400])
  func aNameTakenSeveralTimesIsFound(times: Int) throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    for version in 0..<times {
      try builder.add(IndexDocument(id: "a", version: UInt64(version), text: Array("x".utf8)))
    }
    try writer.add(builder)
    #expect(try writer.version(id: "a") == UInt64(times - 1))
    try writer.commit()
    #expect(try IndexReader(directory).version(id: "a") == UInt64(times - 1))
    #expect(try IndexCheck(directory).isHealthy)
    #expect(try writer.delete(id: "a"))
    #expect(try !writer.delete(id: "a"))
    #expect(writer.documents == 0)
  }

  /// Names are compared by their bytes: `ủ` as one letter and as two are two names.
  @Test func namesAreComparedByBytes() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    for id in ["\u{1EE7}", "u\u{309}"] { try builder.add(IndexDocument(id: id, text: [])) }
    try writer.add(builder)
    try writer.commit()
    #expect(try IndexReader(directory).documents == 2)
  }

  /// A segment that is being sealed while others are committed keeps its files.
  @Test func commitsLeaveAloneWhatIsUnderway() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    func builder(_ id: String) throws -> SegmentBuilder {
      let builder = SegmentBuilder()
      try builder.add(IndexDocument(id: id, text: Array("x".utf8)))
      return builder
    }
    let sealed = try builder("a").seal(directory, id: writer.takeSegmentNumber())
    try writer.add(try builder("b"))
    try writer.commit()
    try writer.add(sealed.entry, replaced: sealed.replaced)
    try writer.commit()
    #expect(try IndexCheck(directory).documents == 2)
    let number = writer.takeSegmentNumber()
    _ = try builder("c").seal(directory, id: number)
    writer.giveBack(segmentNumber: number)
    try writer.commit()
    #expect(try IndexCheck(directory).leftOver.isEmpty)
  }
}
