import NoticeIndex
import NoticeSearch
import TestSupport
import Testing

/// A damaged file gives an error or, where the damage is not met, what the whole file gives; it never gives
/// anything else.
@Suite struct CorruptionTests {
  /// An index and what it answers.
  struct Sample {
    let files: [(name: String, bytes: [UInt8])]
    let questions: IndexQuestions
    let answers: [Result<IndexAnswer, IndexError>]
    let documents: [Result<[StoredDocument], IndexError>]

    /// Three segments, each with deletes.
    init(seed: UInt64, documents count: Int) throws {
      let world = IndexWorld(seed: seed, documents: count)
      let directory = MemoryDirectory()
      let writer = try IndexWriter(directory)
      for part in 0..<3 {
        let builder = SegmentBuilder()
        for document in world.documents[count * part / 3..<count * (part + 1) / 3] {
          try builder.add(document)
        }
        try writer.add(builder)
      }
      try writer.commit()
      for part in 0..<3 { try writer.delete(id: world.documents[count * part / 3].id) }
      try writer.commit()
      let reader = try IndexReader(directory)
      questions = .all(of: world)
      answers = questions.answers(reader)
      documents = IndexQuestions.documents(reader)
      files = try directory.names().sorted().map { name in
        let file = try directory.open(name)
        return (name, withExtendedLifetime(file) { Array(file.bytes) })
      }
      #expect(reader.segments.count == 3 && reader.segments.allSatisfy { $0.live != nil })
    }

    /// The folder with other bytes in one of its files; without it if there are none.
    func directory(_ changed: Int, _ bytes: [UInt8]?) -> MemoryDirectory {
      let directory = MemoryDirectory()
      for (index, file) in files.enumerated() {
        if index != changed {
          directory.put(file.name, file.bytes)
        } else if let bytes {
          directory.put(file.name, bytes)
        }
      }
      return directory
    }

    /// What is wrong with what the folder gives; `nil` if nothing is.
    func fault(_ directory: MemoryDirectory) -> String? {
      let reader: IndexReader
      do throws(IndexError) {
        reader = try IndexReader(directory)
      } catch {
        return nil
      }
      for (index, (found, right)) in zip(questions.answers(reader), answers).enumerated() {
        if case .success = found, found != right {
          return "answer \(index): \(found) ≠ \(right)"
        }
      }
      for (found, right) in zip(IndexQuestions.documents(reader), documents) {
        if case .success = found, found != right { return "other documents" }
      }
      return nil
    }

    /// The same after a writer made one segment of it: damage must not become part of a file that looks right.
    func faultAfterMerge(_ directory: MemoryDirectory) -> String? {
      do throws(IndexError) {
        let writer = try IndexWriter(directory)
        try writer.mergeAll()
        try writer.commit()
        let reader = try IndexReader(directory)
        var merged: [StoredDocument] = []
        for segment in IndexQuestions.documents(reader) { merged += try segment.get() }
        var right: [StoredDocument] = []
        for segment in documents { right += try segment.get() }
        if merged != right { return "other documents when merged" }
        if try IndexCheck(directory).isHealthy { return nil }
        return "a merged segment that is not right"
      } catch {
        return nil
      }
    }
  }

  @Test func wholeFiles() throws {
    let sample = try Sample(seed: 7, documents: 12)
    let directory = sample.directory(-1, nil)
    #expect(sample.questions.answers(try IndexReader(directory)) == sample.answers)
    #expect(sample.answers.allSatisfy { if case .success = $0 { true } else { false } })
    #expect(sample.fault(directory) == nil)
    let writer = try IndexWriter(directory)
    try writer.mergeAll()
    try writer.commit()
    #expect(try IndexCheck(directory).isHealthy)
  }

  @Test func flippedBytes() throws {
    let sample = try Sample(seed: 7, documents: 12)
    var random = SeededGenerator(seed: 1)
    var cases = 0
    let step = sweepsWhole ? 1 : skipsLongTests ? 23 : 9
    for (index, file) in sample.files.enumerated() {
      for place in file.bytes.indices where place % step == index % step {
        var bytes = file.bytes
        bytes[place] ^= 1 << UInt8(random.below(8))
        let fault = sample.fault(sample.directory(index, bytes))
        #expect(fault == nil, "\(file.name), byte \(place): \(fault ?? "")")
        if place % 11 == 0 {
          let fault = sample.faultAfterMerge(sample.directory(index, bytes))
          #expect(fault == nil, "\(file.name), byte \(place): \(fault ?? "")")
        }
        cases += 1
      }
    }
    #expect(cases > 10_000 / step)
  }

  @Test func cutFiles() throws {
    let sample = try Sample(seed: 8, documents: 9)
    for (index, file) in sample.files.enumerated() {
      let step = sweepsWhole ? 3 : 101
      for length in [0, 1, file.bytes.count - 1] + Array(stride(from: 2, to: file.bytes.count, by: step)) {
        let fault = sample.fault(sample.directory(index, Array(file.bytes.prefix(length))))
        #expect(fault == nil, "\(file.name) cut at \(length): \(fault ?? "")")
      }
      let longer = sample.fault(sample.directory(index, file.bytes + [0]))
      #expect(longer == nil, "\(file.name) with a byte more: \(longer ?? "")")
    }
  }

  /// Without a file that the manifest names nothing is given at all.
  @Test func missingFiles() throws {
    let sample = try Sample(seed: 9, documents: 9)
    for (index, file) in sample.files.enumerated() {
      #expect(throws: IndexError.self, "\(file.name)") { try IndexReader(sample.directory(index, nil)) }
      #expect(throws: IndexError.self, "\(file.name)") { try IndexReader(sample.directory(index, [])) }
    }
  }

  /// A file of one index in the place of the same file of another, both whole. Lists of deleted documents are known
  /// by their names and counts alone.
  @Test func exchangedFiles() throws {
    let (sample, other) = (try Sample(seed: 10, documents: 9), try Sample(seed: 11, documents: 9))
    for (index, file) in sample.files.enumerated()
    where file.name != Manifest.name && !file.name.contains(".del-") {
      for strange in other.files where strange.name == file.name && strange.bytes != file.bytes {
        let fault = sample.fault(sample.directory(index, strange.bytes))
        #expect(fault == nil, "\(file.name): \(fault ?? "")")
      }
    }
  }

  /// Files of many pages, of which a question reads a few.
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 4 : 1))
  func flippedBytesInLargeFiles(seed: UInt64) throws {
    let sample = try Sample(seed: 20 + seed, documents: 900)
    var random = SeededGenerator(seed: seed)
    for (index, file) in sample.files.enumerated() {
      for _ in 0..<(skipsLongTests ? 2 : 8) {
        var bytes = file.bytes
        let place = random.below(bytes.count)
        bytes[place] ^= UInt8(1 + random.below(255))
        let fault = sample.fault(sample.directory(index, bytes))
        #expect(fault == nil, "\(file.name), byte \(place): \(fault ?? "")")
      }
    }
  }
}
