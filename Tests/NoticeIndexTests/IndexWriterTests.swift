import NoticeIndex
import Testing
import TestSupport

@Suite struct IndexWriterTests {
  static func document(_ id: String, _ text: String, subject: String = "") -> IndexDocument {
    IndexDocument(id: id, version: 7, text: Array(text.utf8), subject: subject, stored: [1, 2, 3])
  }

  @Test func storesWhatItWasGiven() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    try builder.add(Self.document("a", "Tiêm chủng mở rộng", subject: "tiêm chủng"))
    try builder.add(Self.document("b", "Phòng chống dịch; TIÊM"))
    try writer.add(builder)
    try writer.commit()
    let reader = try IndexReader(directory)
    #expect(reader.documents == 2)
    let segment = try #require(reader.segments.first)
    let store = try StoreReader(segment)
    #expect(try store.document(1).id == "b")
    #expect(try store.document(0).subject == "tiêm chủng")
    let term = try #require(try segment.dictionary(.words(.text)).find(Array("tiêm".utf8)))
    #expect(term.count == 2)
    #expect(try reader.version(id: "b") == 7)
  }

  @Test(arguments: [(nil, 5), (0, 0), (2, 2), (5, 5), (9, 5), (-1, 0)] as [(Int?, Int)])
  func showsTheHeadOfWhatIsStored(head: Int?, length: Int) throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    var document = Self.document("a", "Tiêm chủng")
    document.stored = [1, 2, 3, 4, 5]
    document.head = head
    for id in ["a", "b"] {
      document.id = id
      try builder.add(document)
    }
    try writer.add(builder)
    try writer.commit()
    let store = try StoreReader(try #require(IndexReader(directory).segments.first))
    for (number, id) in ["a", "b"].enumerated() {
      var shown = try store.shownDocument(number)
      #expect(shown.stored == Array(document.stored.prefix(length)))
      shown.stored = document.stored
      document.id = id
      #expect(try store.document(number) == shown)
      #expect(shown == StoredDocument(document))
    }
  }

  /// Names of files in one folder: long after their first letters they are all alike, and differ in marks and case too.
  @Test(arguments: [1, 30, 40, 700])
  func everyNameOfAFolderIsFound(count: Int) throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    let folder = "/lưu trữ/Tỉnh ủy/thông báo/"
    let names = (0..<count).flatMap { ["\(folder)\($0).txt", "\(folder)Tệp \($0)", "\(folder)tep \($0)#1"] }
    for name in names { try builder.add(Self.document(name, "x")) }
    try writer.add(builder)
    try writer.commit()
    let reader = try IndexReader(directory)
    for (number, name) in names.enumerated() {
      #expect(try reader.find(id: name)?.document == number)
      #expect(try reader.find(id: name + "x") == nil)
      #expect(try reader.find(id: String(name.dropLast())) == nil || names.contains(String(name.dropLast())))
    }
    for name in ["", "/", folder, "/lưu trữ/Z", "\(folder)tép 1#1", "zzz"] {
      #expect(try reader.find(id: name) == nil)
    }
  }

  /// Every posting that is read back is the one that was put in, in one build and after merging.
  @Test(arguments: UInt64(0)..<20)
  func readsBackEveryPosting(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = [3, 300, 1500][Int(seed % 3)]
    var expected: [String: [Int: [UInt32]]] = [:]
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    var builder = SegmentBuilder()
    for document in 0..<count {
      var words: [String] = []
      for position in 0..<Int.random(in: 0..<60, using: &random) {
        // Some words are in nearly every document, some in one.
        let word = "w\(Int(Double(400) * pow(Double.random(in: 0..<1, using: &random), 3)))"
        words.append(word)
        expected[word, default: [:]][document, default: []].append(UInt32(position))
      }
      try builder.add(Self.document("\(document)", words.joined(separator: " ")))
      if seed % 2 == 1, document % (count / 3 + 1) == count / 3 {
        try writer.add(builder)
        builder = SegmentBuilder()
      }
    }
    try writer.add(builder)
    try writer.mergeAll()
    try writer.commit()
    let reader = try IndexReader(directory)
    #expect(reader.segments.count == 1)
    let segment = try #require(reader.segments.first)
    let dictionary = try segment.dictionary(.words(.text))
    #expect(dictionary.count == expected.count)
    for (word, postings) in expected {
      let term = try #require(try dictionary.find(Array(word.utf8)))
      #expect(term.count == postings.count)
      let list = try PostingsList(segment, term, hasFrequencies: true)
      try list.checkPositions()
      let positions = PositionsReader(list)
      var found: [Int: [UInt32]] = [:]
      for block in 0..<list.blocks {
        var documents: [UInt32] = []
        list.appendDocuments(of: block, to: &documents)
        if documents.isEmpty { continue }
        let frequencies = try #require(list.frequencies(block: block))
        for (place, document) in documents.enumerated() {
          let own = Array(positions.positions(block: block, place: place))
          found[Int(document)] = own
          #expect(frequencies[place] == UInt32(own.count))
        }
        // Of a block of which few postings are asked for, each is read alone.
        for (place, document) in documents.enumerated().reversed() where place % 29 == 0 {
          let alone = PositionsReader(list)
          for other in [place, min(place + 1, documents.count - 1), place, place] {
            let wanted = postings[Int(documents[other])]
            #expect(Array(alone.positions(block: block, place: other)) == wanted, "\(document)")
            let run = alone.run(block: block, place: other)
            #expect((0..<run.count).map { run[$0] } == wanted, "\(document)")
          }
        }
      }
      #expect(found == postings)
    }
  }

  /// A long run writes every document about once again, however long it is; and there are never many segments.
  @Test func aLongRunRewritesLittle() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    var sizes: [Int] = []
    var rewritten = 0
    for number in 0..<170 {
      let builder = SegmentBuilder()
      for document in 0..<(number == 80 ? 1 : 7) {
        try builder.add(Self.document("\(number) \(document)", "a"))
      }
      try writer.add(builder)
      sizes.append(builder.count)
      // A merge leaves fewer than were added since the last look; what is in the newest then was written again.
      if writer.segmentCount < sizes.count {
        let merged = sizes[(writer.segmentCount - 1)...].reduce(0, +)
        sizes.replaceSubrange((writer.segmentCount - 1)..., with: [merged])
        rewritten += merged
      }
      #expect(writer.segmentCount <= 2 * 16 + 1)
    }
    try writer.mergeNewest()
    #expect(writer.documents == 169 * 7 + 1)
    #expect(rewritten <= 169 * 7 + 1)
    #expect(writer.segmentCount == 1)
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
