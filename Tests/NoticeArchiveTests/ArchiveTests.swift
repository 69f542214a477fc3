import NoticeIntake
import Foundation
import NoticeGrammar
import NoticeIndex
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

struct ArchiveTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private struct Outcome {
    var tally: IngestTally
    var failed: [String: InputError] = [:]
    /// Of those that failed, how many were not read again.
    var known = 0
    var read: [String] = []
    var lines: [LineError] = []
    var documents = 0
    var duplicates: [[String]] = []
  }

  private func add(
    _ directory: any Directory, paths: [String] = [], documents: [String] = [],
    _ change: (inout IngestOptions) -> Void = { _ in }
  ) async throws -> Outcome {
    var options = IngestOptions()
    change(&options)
    let archive = try Archive(directory)
    var outcome = Outcome(tally: IngestTally())
    outcome.tally = try await archive.add(
      InputWalker(paths.map { FilePath($0) }), documents: documents.map { FilePath($0) }, options
    ) { event in
      switch event {
      case .failed(let path, let error, let isKnown):
        outcome.failed[path.description] = error
        if isKnown { outcome.known += 1 }
      case .read(let facts): outcome.read.append(facts.name)
      case .failedLine(_, let error): outcome.lines.append(error)
      case .progress(let documents, _): outcome.documents += documents
      case .duplicates(let groups): outcome.duplicates += groups.map(\.documents)
      }
    }
    return outcome
  }

  /// What the archive gives back, by name.
  private func content(_ directory: any Directory) throws -> [String: StoredDocument] {
    var content: [String: StoredDocument] = [:]
    for segment in try IndexReader(directory).segments {
      let store = try StoreReader(segment)
      for document in 0..<segment.documents where segment.isLive(document) {
        let stored = try store.document(document)
        #expect(content.updateValue(stored, forKey: stored.id) == nil)
      }
    }
    let check = try IndexCheck(directory)
    #expect(check.isHealthy, "\(check.segments.flatMap(\.errors))")
    return content
  }

  private func texts(_ directory: any Directory) throws -> [String: String] {
    try content(directory).mapValues { String(decoding: $0.text, as: UTF8.self) }
  }

  private func line(_ id: String, _ text: String) -> String { "{\"id\":\"\(id)\",\"text\":\"\(text)\"}" }

  // MARK: Notices

  @Test(arguments: [0, 1024])
  func aSecondScanIsNamedWhenItIsTakenIn(fewDocuments: Int) async throws {
    let directory = MemoryDirectory()
    let texts = try Corpus.notices.prefix(3).map { try $0.source().bytes }
    func add() async throws -> Outcome {
      try await self.add(directory, paths: [folder.path]) { $0.fewDocuments = fewDocuments }
    }
    let first = try folder.write("a.txt", texts[0])
    try folder.write("b.txt", texts[1])
    #expect(try await add().duplicates.isEmpty)
    var damaged = texts[0]
    for index in damaged.indices where index % 97 == 5 && (0x61...0x7A).contains(damaged[index]) {
      damaged[index] = 0x78
    }
    let second = try folder.write("c.txt", damaged)
    #expect(try await add().duplicates == (fewDocuments > 0 ? [[first, second]] : []))
    // What was there before is not said again.
    try folder.write("d.txt", texts[2])
    #expect(try await add().duplicates.isEmpty)
    #expect(try await add().duplicates.isEmpty)
    #expect(
      try CitationGraph(try ArchiveReader(try IndexReader(directory))).nearDuplicates().map(\.documents) == [
        [first, second]
      ])
  }

  @Test(arguments: sweepsWhole ? [1, 3] : [3])
  func noticesAreAddedOnce(jobs: Int) async throws {
    let directory = MemoryDirectory()
    let notices = Corpus.folder.appendingPathComponent("notices").path
    let first = try await add(directory, paths: [notices]) { $0.jobs = jobs }
    let count = first.tally.added
    #expect(count > 40)
    #expect(first.tally.failed == 0)
    #expect(first.documents == count)
    let documents = try content(directory)
    #expect(documents.count == count)
    let id = notices + "/tb-tu-nghe-an-2022-318.txt"
    let document = try #require(documents[id])
    #expect(document.text == (try Array(Data(contentsOf: URL(fileURLWithPath: id)))))
    #expect(!document.edits.isEmpty)
    let (card, payload) = try #require(DocumentCard.read(document.stored))
    #expect(
      card == DocumentCard(kind: "TB", identifier: "318-TB/TU", issuer: "Tỉnh ủy Nghệ An", date: "2022-07-14")
    )
    #expect(document.stored[payload...].starts(with: Array("{\"notice\":{\"schema\":".utf8)))
    #expect(document.stored.suffix(31) == Array("},\"reading\":\"0000000000000000\"}".utf8))

    let again = try await add(directory, paths: [notices, id]) { $0.jobs = jobs }
    #expect(again.tally.unchanged == count + 1)
    #expect(again.tally.added + again.tally.updated + again.tally.failed == 0)
    // Another repair, another reading.
    let other = try await add(directory, paths: [id, notices]) {
      $0.jobs = jobs
      $0.reading = 7
    }
    #expect(other.tally.updated == count)
    #expect(other.tally.unchanged == 1)
    #expect(try content(directory).count == count)
  }

  @Test func segmentsAndJobsMakeNoDifference() async throws {
    let notices = Corpus.folder.appendingPathComponent("notices").path
    let one = MemoryDirectory()
    let many = MemoryDirectory()
    _ = try await add(one, paths: [notices])
    _ = try await add(many, paths: [notices]) {
      $0.jobs = 3
      $0.commitSize = 1
      $0.memory = 100_000
    }
    #expect(try content(one) == content(many))
  }

  @Test func aChangedFileIsReadAgain() async throws {
    let directory = MemoryDirectory()
    let path = try folder.write("a.txt", "Số 12-TB/TU\nThực hiện Chỉ thị số 18-CT/TU.")
    try folder.write("b.txt", "Số 13-TB/TU\nThực hiện Chỉ thị số 18-CT/TU.")
    #expect(try await add(directory, paths: [folder.path]).tally.added == 2)
    try folder.write("a.txt", "Số 12-TB/TU\nThực hiện Chỉ thị số 19-CT/TU.")
    let again = try await add(directory, paths: [folder.path])
    #expect((again.tally.updated, again.tally.unchanged, again.tally.added) == (1, 1, 0))
    #expect(try texts(directory)[path]?.hasSuffix("19-CT/TU.") == true)
  }

  @Test func whatIsNoNoticeIsNamedAndTheRestIsTaken() async throws {
    let directory = MemoryDirectory()
    try folder.write("a.txt", "Số 12-TB/TU\nThực hiện Chỉ thị số 18-CT/TU.")
    try folder.write("b.txt", "lorem ipsum")
    let missing = folder("nix.txt")
    let outcome = try await add(directory, paths: [folder.path, missing])
    #expect(outcome.failed == [folder("b.txt"): .noNotice, missing: .noSuchPath])
    #expect((outcome.tally.added, outcome.tally.failed) == (1, 2))
    #expect(try content(directory).count == 1)
  }

  /// The fields of a notice are the same, whether they come from it or from its JSON.
  @Test(arguments: Corpus.notices)
  func aNoticeAndItsJSONGiveTheSame(notice: CorpusNotice) throws {
    let source = try TextDecoder.decode(Array(Data(contentsOf: notice.text)))
    let parsed = NoticeParser().parse(source)
    guard String(validating: source.bytes, as: UTF8.self) != nil else { return }
    let document = IndexDocument(parsed, id: "a", version: 1)
    let reader = try #require(JSONReader())
    try parsed.json(includeText: true).withUnsafeBytes { json in
      let value = try reader.parse(json, readable: json.count)
      let other = try IndexDocument.fromJSON(value, json, id: "a", version: 1)
      #expect(other.text == document.text)
      #expect(other.edits == document.edits)
      #expect(other.subject == document.subject)
      #expect(other.keywords == document.keywords)
      #expect(other.days == document.days)
      #expect(other.stored == document.stored)
    }
  }

  @Test func fieldsOfANotice() throws {
    var notice = Notice(text: SourceText(bytes: Array("abcdef".utf8)))
    notice.identifier = "12-TB/TU"
    notice.kind = Kind(code: "TB", name: "Thông báo")
    let span = SourceRange(0, 1)
    notice.issuer = Agency(name: "Thanh tra tỉnh", within: "tỉnh Bắc Giang", span: span)
    notice.date = "2021-10"
    notice.place = "Bắc Giang"
    var exact = Reference(grade: .repaired, span: span)
    exact.identifier = "18-CT/TU"
    var partial = Reference(grade: .partial, span: span)
    partial.kind = Kind(code: "NQ", name: "Nghị quyết")
    partial.number = "128"
    var ambiguous = Reference(grade: .ambiguous, span: span)
    ambiguous.candidates = ["18-CT/TU", "16-CT/TU"]
    notice.references = [exact, exact, partial, ambiguous]
    notice.agencies = [Agency(name: "Sở Y tế", span: span), Agency(name: "Sở Y tế", span: span)]
    var child = Directive(label: "-", path: "1.1", text: "", span: span)
    child.assignees = [Assignee(agency: Agency(name: "Công an tỉnh", span: span), role: .lead)]
    child.deadlines = [
      Deadline(value: "2021-36", relation: .by, span: span),
      Deadline(period: "R/P1M", relation: .recurring, span: span),
    ]
    var directive = Directive(label: "1", path: "1", text: "", span: span)
    directive.deadlines = [Deadline(value: "2021-10-18", relation: .before, span: span)]
    directive.children = [child]
    notice.directives = [directive]
    // Only what lies in the text, and over no other.
    notice.repairs = [(4, 9), (3, 5), (1, 2), (1, 4), (-1, 0), (5, 6)].map {
      Repair(text: "x", span: SourceRange($0.0, $0.1), confidence: 1, rule: "word")
    }
    let document = IndexDocument(notice, id: "a", version: 1)
    #expect(
      document.keywords.filter { !$0.field.isExact }.map { "\($0.field) \($0.value)" } == [
        "identifier 12-TB/TU", "kind TB", "kind Thông báo", "issuer Thanh tra tỉnh Bắc Giang",
        "issuer Thanh tra tỉnh", "place Bắc Giang", "reference 18-CT/TU", "reference NQ 128",
        "agency Sở Y tế", "assignee Công an tỉnh",
      ])
    #expect(
      document.keywords.filter { $0.field == .work || $0.field == .citation }.map(\.value) == [
        "12-tb-tu|thanh-tra-tinh-bac-giang|2021", "18-ct-tu|@bac-giang||cites|r",
        "128-nq|@bac-giang||cites|p", "18-ct-tu|@bac-giang||cites|a", "16-ct-tu|@bac-giang||cites|a",
      ])
    #expect(document.keywords.filter(\.isAlias).map(\.value) == ["Thông báo", "Thanh tra tỉnh"])
    #expect(
      document.days.map { "\($0.field) \($0.day)" } == ["date 18901", "deadline 18918", "deadline 18992"])
    #expect(document.edits.map(\.range) == [1..<2, 3..<5, 5..<6])
  }

  private static func notice(_ number: Int) -> String {
    """
    ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH QUẢNG NINH              Độc lập - Tự do - Hạnh phúc
    Số: \(number)/TB-UBND             Quảng Ninh, ngày 05 tháng 3 năm 2022

    THÔNG BÁO
    Kết luận của Chủ tịch Ủy ban nhân dân tỉnh về phòng, chống dịch

    1. Giao Sở Y tế chủ trì, phối hợp với các địa phương rà soát, báo cáo trước ngày 15/3/2022.

    Nơi nhận:
    - Lưu: VT.

    """
  }

  @Test func aFileOfSeveralIsSeveralDocuments() async throws {
    let directory = MemoryDirectory()
    let path = try folder.write("a.txt", Self.notice(1) + Self.notice(2) + Self.notice(3))
    let first = try await add(directory, paths: [path])
    #expect((first.tally.added, first.documents) == (3, 3))
    #expect(first.read == ["\(path)#1", "\(path)#2", "\(path)#3"])
    #expect(try texts(directory)["\(path)#2"] == Self.notice(2))
    // It is not read again.
    let again = try await add(directory, paths: [path])
    #expect((again.tally.unchanged, again.tally.added, again.read) == (3, 0, []))
    // Nor is what was taken out by hand.
    let writer = try IndexWriter(directory)
    #expect(try writer.delete(id: "\(path)#2"))
    try writer.commit()
    _ = consume writer
    // Fewer than before: what is no more goes, what was taken out too.
    try folder.write("a.txt", Self.notice(1) + Self.notice(4))
    let fewer = try await add(directory, paths: [path])
    #expect((fewer.tally.updated, fewer.tally.added, fewer.tally.removed) == (1, 1, 1))
    #expect(try Set(texts(directory).keys) == ["\(path)#1", "\(path)#2"])
    try folder.write("a.txt", Self.notice(5))
    let one = try await add(directory, paths: [path])
    #expect((one.tally.added, one.tally.removed, one.tally.replaced) == (1, 2, 0))
    #expect(try texts(directory) == [path: Self.notice(5)])
    try folder.write("a.txt", Self.notice(5) + Self.notice(6))
    #expect(try await add(directory, paths: [path]).tally.removed == 1)
    #expect(try Set(texts(directory).keys) == ["\(path)#1", "\(path)#2"])
  }

  @Test func aFileThatIsReallyCalledLikeAPartStays() async throws {
    let directory = MemoryDirectory()
    let path = try folder.write("a.txt", Self.notice(1))
    let other = try folder.write("a.txt#1", Self.notice(2))
    _ = try await add(directory, paths: [path, other])
    try folder.write("a.txt", Self.notice(3))
    let outcome = try await add(directory, paths: [path])
    #expect((outcome.tally.updated, outcome.tally.removed) == (1, 0))
    #expect(try Set(texts(directory).keys) == [path, other])
  }

  @Test func ndjsonWithoutTextReadsThePartOfItsFile() async throws {
    let path = try folder.write("a.txt", Self.notice(1) + Self.notice(2))
    let notices = try await Batch(jobs: 1).read(Input(path: FilePath(path), name: FilePath("a.txt")))
    var lines: [UInt8] = []
    for notice in notices {
      var writer = JSONWriter()
      writer.line(path: notice.source.name(at: path), notice: notice)
      lines += writer.bytes + [0x0A]
    }
    let directory = MemoryDirectory()
    _ = try await add(directory, documents: [folder.write("lines.ndjson", lines)])
    #expect(try texts(directory) == ["\(path)#1": Self.notice(1), "\(path)#2": Self.notice(2)])
  }

  @Test func whatFailedIsNotReadAgainUntilItChanges() async throws {
    let directory = MemoryDirectory()
    let path = try folder.write("a.txt", "Một bài thơ.")
    for known in [0, 1, 1] {
      let outcome = try await add(directory, paths: [path])
      #expect((outcome.tally.failed, outcome.tally.failedBefore, outcome.known) == (1, known, known))
      #expect(outcome.failed == [path: .noNotice])
    }
    #expect(try await add(directory, paths: [path]) { $0.retriesFailed = true }.known == 0)
    // Read otherwise, it may be one.
    #expect(try await add(directory, paths: [path]) { $0.reading = 7 }.known == 0)
    try folder.write("a.txt", Self.notice(1))
    #expect(try await add(directory, paths: [path]).tally.added == 1)
  }

  @Test func ndjsonOfParseIsTakenAsItIs() async throws {
    let direct = MemoryDirectory()
    let path = try folder.write("a.txt", "Số 12-TB/TU\nThực hiện Chỉ thị số 18-CT/TU.")
    _ = try await add(direct, paths: [path])
    let notice = try await Batch(jobs: 1).read(Input(path: FilePath(path), name: FilePath("a.txt")))[0]
    for includeText in [true, false] {
      var writer = JSONWriter()
      writer.line(path: path, notice: notice, includeText: includeText)
      let lines = try folder.write("lines.txt", writer.bytes)
      let directory = MemoryDirectory()
      let outcome = try await add(directory, paths: [lines])
      #expect((outcome.tally.added, outcome.documents) == (1, 1))
      // With its text it was not read here, so that nothing says how it was.
      let expected = try content(direct).mapValues { document in
        var document = document
        if includeText { document.stored = document.stored.dropLast(30) + [UInt8(ascii: "}")] }
        return document
      }
      #expect(try content(directory) == expected)
      #expect(try await add(directory, documents: [lines]).tally.unchanged == 1)
    }
  }

  // MARK: Lines

  @Test func fieldsOfAReadyDocument() async throws {
    let file = try folder.write(
      "a.ndjson",
      """
      {"id":"a/1","text":"Tiêm chủng","subject":"tiêm","date":"2021-10","identifier":"018-CT/TU","kind":"CT",\
      "issuer":"Tỉnh ủy \\"A\\"","references":["1-TB/TU","2-TB/TU"],"agencies":["Sở Y tế"],"other":{"x":[1]}}
      """)
    let directory = MemoryDirectory()
    _ = try await add(directory, documents: [file])
    let document = try #require(content(directory)["a/1"])
    #expect(document.subject == "tiêm")
    let (card, payload) = try #require(DocumentCard.read(document.stored))
    #expect(
      card == DocumentCard(kind: "CT", identifier: "018-CT/TU", issuer: "Tỉnh ủy \"A\"", date: "2021-10"))
    #expect(
      String(decoding: document.stored[payload...], as: UTF8.self) == """
        {"document":{"kind":"CT","identifier":"018-CT/TU","issuer":"Tỉnh ủy \\"A\\"","date":"2021-10",\
        "references":["1-TB/TU","2-TB/TU"],"agencies":["Sở Y tế"]}}
        """)
    let segment = try #require(try IndexReader(directory).segments.first)
    func has(_ field: KeywordField, _ value: String) throws -> Bool {
      try segment.dictionary(.keyword(field)).find(KeywordKey.key(value, field)) != nil
    }
    #expect(try has(.identifier, "18-CT/TU"))
    #expect(try has(.reference, "2-TB/TU"))
    #expect(try has(.agency, "SỞ Y TẾ"))
    #expect(try segment.dates().loadUnaligned(as: Int32.self) == 18_901)
  }

  @Test(arguments: [1, 2])
  func badLinesAreNamedAndTheRestIsTaken(jobs: Int) async throws {
    let bad: [(String, (LineError.Reason) -> Bool)] = [
      ("nonsense", { if case .invalid = $0 { true } else { false } }),
      ("[1]", { $0 == .noObject }),
      ("{\"text\":\"x\"}", { $0 == .missing(property: "id") }),
      ("{\"id\":\"x\"}", { $0 == .missing(property: "text") }),
      ("{\"id\":7,\"text\":\"x\"}", { $0 == .wrongType(property: "id", expected: "a string") }),
      ("{\"id\":\"x\",\"text\":[]}", { $0 == .wrongType(property: "text", expected: "a string") }),
      ("{\"id\":\"\",\"text\":\"x\"}", { $0 == .badName(limit: 800) }),
      ("{\"id\":\"a\\u0000b\",\"text\":\"x\"}", { $0 == .badName(limit: 800) }),
      ("{\"id\":\"\(String(repeating: "x", count: 801))\",\"text\":\"x\"}", { $0 == .badName(limit: 800) }),
      ("{\"id\":\"x\",\"text\":\"x\",\"date\":\"2021-02-30\"}", { $0 == .noDate("2021-02-30") }),
      (
        "{\"id\":\"x\",\"text\":\"x\",\"references\":[\"a\",1]}",
        { $0 == .wrongType(property: "references", expected: "an array of strings") }
      ),
      (
        "{\"path\":\"p\",\"error\":{\"code\":\"empty\",\"message\":\"it is empty\"}}",
        { $0 == .failedBefore(path: "p", message: "it is empty") }
      ),
      ("{\"path\":\"p\"}", { $0 == .missing(property: "notice") }),
      (
        "{\"path\":\"/nowhere/p\",\"notice\":{}}",
        { $0 == .noText(path: "/nowhere/p", .noSuchPath) }
      ),
    ]
    var lines: [String] = []
    for (index, (text, _)) in bad.enumerated() { lines += [line("\(index)", "văn bản \(index)"), text] }
    let file = try folder.write("a.ndjson", lines.joined(separator: "\n"))
    let directory = MemoryDirectory()
    let outcome = try await add(directory, documents: [file]) { $0.jobs = jobs }
    #expect((outcome.tally.added, outcome.tally.failed) == (bad.count, bad.count))
    #expect(outcome.documents == 2 * bad.count)
    #expect(try content(directory).count == bad.count)
    #expect(outcome.lines.map(\.line) == bad.indices.map { 2 * $0 + 2 })
    for (error, (text, isExpected)) in zip(outcome.lines, bad) {
      #expect(isExpected(error.reason), "\(text): \(error.reason)")
    }
  }

  @Test func blanksAndEndsOfLinesDoNotCount() async throws {
    let directory = MemoryDirectory()
    let text = "\u{FEFF}" + line("a", "1") + "\r\n\r\n  \n\t" + line("b", "2") + "\n\n" + line("c", "3")
    let outcome = try await add(directory, documents: [try folder.write("a.ndjson", text)])
    #expect(outcome.lines.isEmpty)
    #expect(try texts(directory) == ["a": "1", "b": "2", "c": "3"])
    #expect(try await add(directory, documents: [folder("a.ndjson")]).tally.unchanged == 3)
    let empty = try await add(directory, documents: [try folder.write("empty.ndjson", "")])
    #expect(empty.tally.added + empty.tally.failed == 0)
    #expect(try await add(directory, documents: [folder("nix")]).failed == [folder("nix"): .noSuchPath])
  }

  @Test(arguments: [1, 2])
  func linesAreCutNowhere(jobs: Int) async throws {
    var lines: [String] = []
    for index in 0..<300 {
      lines.append(line("\(index)", String(repeating: "từ \(index) ", count: (index * 7919) % 400)))
    }
    // One that no chunk holds, one that is too long.
    lines[100] = line("100", String(repeating: "x", count: 900_000))
    lines[200] = line("200", String(repeating: "x", count: 1_200_000))
    let directory = MemoryDirectory()
    let file = try folder.write("a.ndjson", lines.joined(separator: "\n") + "\n")
    let outcome = try await add(directory, documents: [file]) {
      $0.jobs = jobs
      $0.memory = 1
      $0.sizeLimit = 1_000_000
    }
    #expect(outcome.lines == [LineError(line: 201, reason: .tooLong(limit: 1_000_000))])
    #expect(outcome.tally.added == 299)
    let found = try texts(directory)
    for (index, line) in lines.enumerated() where index != 200 {
      #expect(found["\(index)"].map { self.line("\(index)", $0) == line } == true)
    }
    #expect(try IndexReader(directory).documents == 299)
  }

  /// Of two lines with one id the later counts: in one chunk, in two, and when they are read again.
  @Test(arguments: [1, 2], [10, 180_000])
  func ofOneNameTheLaterCounts(jobs: Int, size: Int) async throws {
    let padding = String(repeating: "a", count: size)
    func file(_ names: String...) throws -> String {
      try folder.write(
        "a.ndjson", names.map { line(String($0.prefix(1)), "\($0) \(padding)") }.joined(separator: "\n"))
    }
    let directory = MemoryDirectory()
    func run(_ path: String) async throws -> IngestTally {
      try await add(directory, documents: [path]) {
        $0.jobs = jobs
        $0.memory = 1
      }.tally
    }
    func versions() throws -> [String] { try texts(directory).values.map { String($0.prefix(2)) }.sorted() }
    let first = try await run(try file("a1", "b1", "a2", "c1", "a2"))
    #expect((first.added, first.replaced) == (5, 2))
    #expect(try versions() == ["a2", "b1", "c1"])
    _ = try await run(folder("a.ndjson"))
    #expect(try versions() == ["a2", "b1", "c1"])
    // What is there comes after, and before, what is not.
    _ = try await run(try file("b2", "a3", "b1", "c1", "a2"))
    #expect(try versions() == ["a2", "b1", "c1"])
    let last = try await run(try file("a2", "c2", "a3", "b1"))
    #expect(try versions() == ["a3", "b1", "c2"])
    #expect(last.replaced == 0)
  }

  /// However far a run got, the next one ends where one run would have.
  @Test(arguments: stride(from: 0, to: 40, by: sweepsWhole ? 1 : 3).map { $0 })
  func aRunThatWasEndedIsContinued(seed: Int) async throws {
    let notices = (0..<6).map { "Số \($0)-TB/TU\nThực hiện Chỉ thị số 18-CT/TU." }
    for (index, text) in notices.enumerated() { try folder.write("notices/\(index).txt", text) }
    let lines = (0..<8).map { line("d\($0)", String(repeating: "văn bản \($0) ", count: 9_000)) }
    let file = try folder.write("a.ndjson", lines.joined(separator: "\n"))
    func run(_ directory: MemoryDirectory) async throws -> IngestTally {
      try await add(directory, paths: [folder("notices")], documents: [file]) {
        $0.jobs = 1 + seed % 2
        $0.memory = 1
        $0.commitSize = 1
      }.tally
    }
    let directory = MemoryDirectory()
    directory.failAfter(operations: seed * 17)
    let isWhole = (try? await run(directory)) != nil
    let left = directory.afterCrash(seed: UInt64(seed))
    let committed = (try? IndexReader(left).documents) ?? 0
    let tally = try await run(left)
    #expect(tally.unchanged == committed)
    #expect(tally.added == 14 - committed)
    #expect(!isWhole || committed == 14)
    #expect(try content(left).count == 14)
    #expect(
      try content(left)
        == content(
          try await {
            let other = MemoryDirectory(); _ = try await run(other); return other
          }()))
  }

  @Test func theTextIsLeftOutIfAskedFor() async throws {
    let directory = MemoryDirectory()
    let file = try folder.write("a.ndjson", line("a", "tiêm chủng"))
    _ = try await add(directory, documents: [file]) { $0.withText = false }
    #expect(try texts(directory) == ["a": ""])
    // Another way of keeping it is another version.
    #expect(try await add(directory, documents: [file]).tally.updated == 1)
    #expect(try texts(directory) == ["a": "tiêm chủng"])
  }

  @Test func aFolderOfSomethingElseIsOccupied() throws {
    #expect(!Archive.isOccupied(FilePath(folder("nix"))))
    #expect(!Archive.isOccupied(FilePath(folder.path)))
    try folder.write("write.lock", "")
    try folder.write("00000001.store", "")
    #expect(!Archive.isOccupied(FilePath(folder.path)))
    try folder.write("20250314.txt", "")
    #expect(Archive.isOccupied(FilePath(folder.path)))
    try folder.write("manifest", "")
    #expect(!Archive.isOccupied(FilePath(folder.path)))
  }
}
