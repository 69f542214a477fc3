import NoticeIndex
import NoticeSearch
import TestSupport
import Testing

/// The power fails at any time: what was committed is there, wholly, and the work goes on.
@Suite struct CrashTests {
  /// Several commits of everything that a writer does, the same at every run.
  struct Script {
    /// Documents by commit, the first of none.
    private(set) var states: [[IndexDocument]] = [[]]
    private let other: MemoryDirectory
    private let otherDocuments: [IndexDocument]

    /// How far a run came.
    struct Progress {
      /// Commits that returned.
      var commits = 0
      var isCommitting = false
    }

    init() throws {
      otherDocuments = (0..<4).map { Self.document($0, version: 50) }
      other = MemoryDirectory()
      let writer = try IndexWriter(other)
      for half in [otherDocuments[..<2], otherDocuments[2...]] {
        let builder = SegmentBuilder()
        for document in half { try builder.add(document) }
        try writer.add(builder)
      }
      try writer.commit()
      var progress = Progress()
      states = [[]]
      var states = [[IndexDocument]]()
      try run(on: MemoryDirectory(), &progress) { states.append($0) }
      self.states = [[]] + states
    }

    static func document(_ number: Int, version: Int) -> IndexDocument {
      var random = SeededGenerator(seed: UInt64(number * 1_000 + version))
      let words = ["tiêm", "chủng", "dịch", "hòa", "bình", "sở", "y", "tế"]
      let text = (0..<random.below(12)).map { _ in words[random.below(words.count)] }.joined(separator: " ")
      return IndexDocument(
        id: "tb-\(number)", version: UInt64(version), text: Array(text.utf8),
        subject: words[number % words.count],
        keywords: [.init(.kind, number % 2 == 0 ? "TB" : "CT")],
        days: [.init(.date, DayNumber(18_900 + number))],
        stored: [UInt8(version)])
    }

    /// - Parameter note: Called with the documents that each commit is of.
    func run(
      on directory: MemoryDirectory, _ progress: inout Progress, note: ([IndexDocument]) -> Void = { _ in }
    ) throws(IndexError) {
      let writer = try IndexWriter(directory)
      var documents: [IndexDocument] = []
      func add(_ numbers: some Sequence<Int>, version: Int) throws(IndexError) {
        let builder = SegmentBuilder()
        for number in numbers {
          let document = Self.document(number, version: version)
          try builder.add(document)
          documents.removeAll { $0.id == document.id }
          documents.append(document)
        }
        try writer.add(builder)
      }
      func delete(_ number: Int) throws(IndexError) {
        try writer.delete(id: "tb-\(number)")
        documents.removeAll { $0.id == "tb-\(number)" }
      }
      func commit() throws(IndexError) {
        note(documents)
        progress.isCommitting = true
        try writer.commit()
        progress.isCommitting = false
        progress.commits += 1
      }
      try add(0..<5, version: 1)
      try commit()
      try add(5..<9, version: 1)
      try add(3..<7, version: 2)  // replaces in both segments
      try commit()
      try delete(0)
      try delete(8)
      try commit()
      try add([9, 9, 10], version: 3)
      try writer.mergeNewest()
      try delete(1)
      try commit()
      try writer.add(contentsOf: try IndexReader(other))
      for document in otherDocuments {
        documents.removeAll { $0.id == document.id }
        documents.append(document)
      }
      try commit()
      try writer.mergeAll()
      try commit()
      for number in [0, 1, 2, 3, 4, 5, 6, 7, 9] { try delete(number) }
      try add([11], version: 4)
      try commit()
      try delete(10)
      try writer.mergeAll()
      try commit()
    }
  }

  @Test func scriptIsWhole() throws {
    let script = try Script()
    #expect(script.states.map(\.count) == [0, 5, 9, 7, 8, 10, 10, 2, 1])
  }

  /// The power fails after each single operation; for each, some of the folders that may be found afterwards.
  @Test(arguments: 0..<8)
  func keepsCommitsWhenThePowerFails(part: Int) throws {
    let script = try Script()
    let whole = MemoryDirectory()
    var progress = Script.Progress()
    try script.run(on: whole, &progress)
    var step = part
    while step < whole.operations {
      try cut(script, after: step, seeds: 0..<(sweepsWhole ? 4 : 1))
      step += skipsLongTests ? 8 * 7 : 8
    }
  }

  private func cut(_ script: Script, after operations: Int, seeds: Range<UInt64>) throws {
    let directory = MemoryDirectory()
    directory.failAfter(operations: operations)
    var progress = Script.Progress()
    #expect(throws: IndexError.self) { try script.run(on: directory, &progress) }
    var possible = [script.states[progress.commits]]
    if progress.isCommitting { possible.append(script.states[progress.commits + 1]) }
    for seed in seeds {
      try check(
        directory.afterCrash(seed: seed &* 7_919 &+ UInt64(operations)), possible,
        "\(operations), seed \(seed)")
    }
    // The folder as it stands: the disk failed, not the power.
    directory.failAfter(operations: .max)
    try check(directory, possible, "\(operations), no crash")
  }

  private func check(_ directory: MemoryDirectory, _ possible: [[IndexDocument]], _ name: String) throws {
    let found = try documents(directory)
    guard let state = possible.first(where: { Self.sorted($0.map { StoredDocument($0) }) == found }) else {
      Issue.record("\(name): \(found.map(\.id)) ≠ \(possible.map { $0.map(\.id) })")
      return
    }
    try checkQueries(directory, state, name)

    // The work goes on.
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    let added = Script.document(99, version: 9)
    try builder.add(added)
    try writer.add(builder)
    if let first = state.first { #expect(try writer.delete(id: first.id), "\(name)") }
    try writer.commit()
    let after = Array(state.dropFirst()) + [added]
    #expect(try documents(directory) == Self.sorted(after.map { StoredDocument($0) }), "\(name): gone on")
    try checkQueries(directory, after, "\(name): gone on")
    #expect(try IndexCheck(directory).leftOver.isEmpty, "\(name): files are left over")
  }

  private static func sorted(_ documents: [StoredDocument]) -> [StoredDocument] {
    documents.sorted { $0.id < $1.id }
  }

  /// All that are there, by name.
  private func documents(_ directory: MemoryDirectory) throws -> [StoredDocument] {
    let reader: IndexReader
    do {
      reader = try IndexReader(directory)
    } catch IndexError.noIndex {
      return []
    }
    return Self.sorted(try IndexQuestions.documents(reader).flatMap { try $0.get() })
  }

  private func checkQueries(_ directory: MemoryDirectory, _ documents: [IndexDocument], _ name: String) throws
  {
    let reader: IndexReader
    do {
      reader = try IndexReader(directory)
    } catch IndexError.noIndex {
      #expect(documents.isEmpty, "\(name)")
      return
    }
    let check = try IndexCheck(directory)
    #expect(check.isHealthy, "\(name): \(check.segments.flatMap(\.errors))")
    #expect(reader.documents == documents.count, "\(name)")
    let searcher = Searcher(reader)
    let naive = NaiveIndex(documents)
    let queries: [Query] = [
      .word(.init("tiêm")), .word(.init("te")), .phrase(.init("y tế", slop: 3)),
      .keyword(.kind, .value("TB"), 0..<0),
      .days(.date, Query.DayRange(first: 18_904, last: nil)),
    ]
    for query in queries {
      let right = NaiveQuery(naive, query).matches(query).count
      #expect(try searcher.count(query) == right, "\(name): \(query)")
    }
    for document in documents { #expect(try reader.version(id: document.id) == document.version, "\(name)") }
  }

  /// A commit that failed can be tried again by the same writer.
  @Test func commitsAgainAfterAnError() throws {
    let script = try Script()
    var operations = 0
    while true {
      let directory = MemoryDirectory()
      let writer = try IndexWriter(directory)
      let builder = SegmentBuilder()
      for document in script.states[2] { try builder.add(document) }
      try writer.add(builder)
      try writer.commit()
      let second = SegmentBuilder()
      try second.add(Script.document(20, version: 1))
      try writer.add(second)
      try writer.delete(id: script.states[2][0].id)
      directory.failAfter(operations: directory.operations + operations)
      let isThrough = (try? writer.commit()) != nil
      directory.failAfter(operations: .max)
      try writer.delete(id: script.states[2][1].id)
      try writer.commit()
      let right = script.states[2].dropFirst(2) + [Script.document(20, version: 1)]
      #expect(try documents(directory) == Self.sorted(right.map { StoredDocument($0) }), "\(operations)")
      try checkQueries(directory, Array(right), "\(operations)")
      if isThrough { break }
      operations += 1
    }
    #expect(operations > 5)
  }
}
