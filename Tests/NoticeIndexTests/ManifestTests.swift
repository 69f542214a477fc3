import NoticeIntake
import CXXHash
import TestSupport
import Testing

@testable import NoticeIndex

@Suite struct ManifestTests {
  static let sample = Manifest(
    generation: 7, nextSegment: 14,
    segments: [
      SegmentEntry(
        id: 12, documents: 3000, deleted: 2, deletesGeneration: 5,
        files: [
          SegmentEntry.FileEntry(
            part: "dictionary-subject",
            summary: CheckedFileSummary(length: 81234, hash: 0x00C0_FFEE_00C0_FFEE)),
          SegmentEntry.FileEntry(
            part: "postings", summary: CheckedFileSummary(length: 1_048_576, hash: 0x0123_4567_89AB_CDEF)),
        ]),
      SegmentEntry(id: 3, documents: 0, files: []),
    ])

  private func random(seed: UInt64) -> Manifest {
    var random = SeededGenerator(seed: seed)
    var manifest = Manifest(generation: random.number(), nextSegment: random.number() | 1 << 20)
    var ids: Set<UInt64> = []
    for _ in 0..<random.below(6) { ids.insert(random.number() % manifest.nextSegment) }
    for id in ids {
      let documents = Int(random.number() >> 1)
      var segment = SegmentEntry(
        id: id, documents: documents, deleted: random.below(documents), deletesGeneration: random.number(),
        files: [])
      var parts: Set<String> = []
      for _ in 0..<random.below(5) {
        let part = FileKind.allCases[random.below(6)].part
        parts.insert(random.oneIn(2) ? part : "\(part)-\(random.number())")
      }
      for part in parts {
        let summary = CheckedFileSummary(length: Int(random.number() >> 1), hash: random.number())
        segment.files.append(SegmentEntry.FileEntry(part: part, summary: summary))
      }
      manifest.segments.append(segment)
    }
    for name in ["corrections", "x-y"] where random.oneIn(2) {
      manifest.notes[name] = (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.below(256)) }
    }
    return manifest
  }

  /// The error of reading a text; `nil` if it can be read.
  private func fault(_ text: [UInt8]) -> IndexError? {
    do throws(IndexError) {
      _ = try Manifest(text: text)
      return nil
    } catch {
      return error
    }
  }

  /// The lines of a text up to its checksum, with the checksum that they have.
  private func sealed(_ lines: [UInt8]) -> [UInt8] {
    let digits = String(cx_hash(lines, lines.count), radix: 16)
    return lines + Array("checksum \(String(repeating: "0", count: 16 - digits.count))\(digits)\n".utf8)
  }

  @Test func isReadableText() throws {
    let lines = """
      thongbao-index 1
      generation 7
      next-segment 14
      segment 12 documents 3000 deleted 2 deletes 5
      file dictionary-subject 81234 00c0ffee00c0ffee
      file postings 1048576 0123456789abcdef
      segment 3 documents 0 deleted 0 deletes 0

      """
    #expect(Self.sample.text == sealed(Array(lines.utf8)))
    #expect(try Manifest(text: Self.sample.text) == Self.sample)
  }

  @Test func notesStandAtTheEnd() throws {
    var manifest = Manifest(generation: 1, nextSegment: 2)
    manifest.notes = ["b": Array("checksum\n".utf8), "a": []]
    let text = "thongbao-index 2\ngeneration 1\nnext-segment 2\nnote a 0\n\nnote b 9\nchecksum\n\n"
    #expect(manifest.text == sealed(Array(text.utf8)))
    #expect(try Manifest(text: manifest.text) == manifest)
    // A program that knows no notes would lose them, one that writes none has no need of version 2.
    let wrong = [
      text.replacing("index 2", with: "index 1"), text.replacing("note b", with: "note a"),
      text.replacing("note b 9", with: "note b 10"), text.replacing("note b", with: "note B"),
      "thongbao-index 2\ngeneration 1\nnext-segment 2\n",
    ]
    for text in wrong {
      guard case .corrupt(file: "manifest", _, _) = fault(sealed(Array(text.utf8))) else {
        Issue.record("\(text)")
        continue
      }
    }
  }

  @Test(arguments: UInt64(0)..<500)
  func readsWhatWasWritten(seed: UInt64) throws {
    let manifest = random(seed: seed)
    #expect(try Manifest(text: manifest.text) == manifest)
  }

  @Test(arguments: DirectoryTests.Place.allCases)
  func isTheLastThatWasWritten(place: DirectoryTests.Place) throws {
    let folder = try TemporaryFolder()
    let directory: any Directory = place == .disk ? try FileDirectory(path: folder.path) : MemoryDirectory()
    #expect(throws: IndexError.noIndex) { try Manifest.read(from: directory) }
    for seed in UInt64(0)..<5 {
      let manifest = random(seed: seed)
      try manifest.write(to: directory)
      #expect(try Manifest.read(from: directory) == manifest)
    }
    #expect(try directory.names() == ["manifest"])
  }

  @Test func findsEveryWrongByte() throws {
    let right = Self.sample.text
    for index in right.indices {
      for mask in UInt8(1)...255 {
        var wrong = right
        wrong[index] ^= mask
        switch fault(wrong) {
        case .corrupt(file: "manifest", _, _): break
        case .unsupportedVersion(file: "manifest", _, supported: 2): #expect(index == 15)
        case let other: Issue.record("byte \(index) ^ \(mask): \(String(describing: other))")
        }
      }
    }
  }

  @Test func findsEveryCut() {
    let right = Self.sample.text
    for length in right.indices {
      let cuts: [ArraySlice<UInt8>] = [
        right.prefix(length), right.suffix(length), ArraySlice(right + right[...length]),
      ]
      for wrong in cuts.map({ Array($0) }) {
        guard case .corrupt(file: "manifest", _, _) = fault(wrong) else {
          Issue.record("\(length) bytes")
          continue
        }
      }
    }
  }

  @Test func findsAnEmptyFile() {
    let directory = MemoryDirectory()
    directory.put("manifest", [])
    #expect(throws: IndexError.corrupt(file: "manifest", offset: 0, reason: "expected “thongbao-index”")) {
      try Manifest.read(from: directory)
    }
  }

  @Test func namesTheVersion() throws {
    let newer = sealed(Array("thongbao-index 3\nwhatever\n".utf8))
    #expect(fault(newer) == .unsupportedVersion(file: "manifest", found: 3, supported: 2))
    let older = sealed(Array("thongbao-index 0\n".utf8))
    #expect(fault(older) == .corrupt(file: "manifest", offset: 0, reason: "version"))
  }

  /// Whatever the lines are, a right checksum does not make them more than they say.
  @Test(arguments: UInt64(0)..<1000)
  func readsNothingThatItWouldNotWrite(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var lines = Array(Self.sample.text.dropLast(26))
    let alphabet = Array("0123456789 \n-+defgilnostu\0ă".utf8)
    for _ in 0...random.below(3) {
      let index = random.below(lines.count)
      switch random.below(3) {
      case 0: lines[index] = alphabet[random.below(alphabet.count)]
      case 1: lines.remove(at: index)
      default: lines.insert(alphabet[random.below(alphabet.count)], at: index)
      }
    }
    let text = sealed(lines)
    do {
      let manifest = try Manifest(text: text)
      #expect(manifest.text == text)
    } catch IndexError.corrupt, IndexError.unsupportedVersion {
    }
  }

  @Test(
    arguments: [
      "segment 14 documents 1 deleted 0 deletes 0\n", "segment 3 documents 1 deleted 0 deletes 0\n",
      "segment 1 documents 1 deleted 2 deletes 0\n", "segment 1 documents -1 deleted 0 deletes 0\n",
      "segment 01 documents 1 deleted 0 deletes 0\n", "segment 1 documents 1 deleted 0\n",
      "segment 1 documents 99999999999999999999 deleted 0 deletes 0\n",
      "file ../../etc/passwd 1 0123456789abcdef\n",
      "file store 1 0123456789ABCDEF\n", "file store -1 0123456789abcdef\n",
      "file other 1 0123456789abcdef\n",
      "file store 1 0123456789abcdef\nfile store 1 0123456789abcdef\n", "file  1 0123456789abcdef\n", "\n",
      "segment 1 documents 1 deleted 0 deletes 0",
    ])
  func refusesWhatCannotBe(line: String) {
    let lines = Self.sample.text.dropLast(26)
    guard case .corrupt(file: "manifest", _, _) = fault(sealed(lines + Array(line.utf8))) else {
      Issue.record("\(line)")
      return
    }
  }

  @Test func namesItsFiles() {
    #expect(Self.sample.fileNames == ["00000012.dictionary-subject", "00000012.postings", "00000012.del-5"])
    #expect(SegmentEntry.fileName(segment: 123_456_789, part: "store") == "123456789.store")
    #expect(SegmentEntry.fileName(segment: 0, part: "store") == "00000000.store")
  }

  @Test func findsFilesThatNobodyNeeds() {
    let ours = [
      "00000012.del-4", "00000012.del-51", "00000012.dictionary", "00000013.postings", "123456789.store",
      "manifest.new",
    ]
    let kept = [
      "manifest", "write.lock", "00000012.dictionary-subject", "00000012.postings", "00000012.del-5",
      // Somebody else's:
      "20250314.txt", "20250314.pdf", "00000012", "00000012.", "00000012.postings.bak", "12.postings",
      "000000012.postings", "00000012.Postings", "00000012.postings-", "00000012.postings-ă",
      "+0000012.postings",
      "00000012.postingsx", ".postings", "", "manifest.new.txt", "Manifest", "notes",
      "99999999999999999999.store",
    ]
    #expect(Self.sample.unreferencedFiles(in: (kept + ours).reversed()) == ours)
  }
}

extension SeededGenerator {
  /// A number, as likely short as long.
  fileprivate mutating func number() -> UInt64 { next() >> UInt64(below(64)) }
}
