import Foundation
import NoticeGrammar
import NoticeIndex
import TestSupport
import Testing

@testable import NoticeArchive

/// Corrections of an archive: applied, taken back, kept through everything else.
@Suite struct CorrectionsArchiveTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let notices = Corpus.folder.appendingPathComponent("notices").path
  private static let sample = notices + "/tb-tu-nghe-an-2022-318.txt"

  private static let rules = """
    [[agency]]
    name = "Sở Tài chính, sáp nhập"
    also = ["Sở Tài chính", "Sở Kế hoạch và Đầu tư"]
    [[reference]]
    ban = "42-CT/TW"
    [[header]]
    in = "\(sample)"
    number = "319"
    date = 2022-07-15
    [[reference]]
    in = "\(notices)/tb-*"
    add = "128/NQ-CP"
    date = 2021-10-11
    """

  @Test func onlyWhatRulesAreForChanges() async throws {
    let archive = CorrectedArchive()
    try await archive.add([Self.notices])
    let before = try archive.content()
    let report = try archive.correct(Self.rules)
    let after = try archive.content()
    #expect(report.failed.isEmpty && report.hasChanges && report.takenBack.isEmpty)
    let changed = before.filter { after[$0.key] != $0.value }
    #expect(changed.count == report.documents && report.documents < before.count && report.documents > 10)
    // Each line is counted, and by what is found.
    #expect(report.lines.count == 5 && report.lines.allSatisfy { $0.isNew && $0.documents > 0 })
    for (line, key) in zip(report.lines, try Corrections(text: Array(Self.rules.utf8)).keys) {
      #expect(after.values.count { $0.keys.contains("correction \(key)") } == line.documents)
    }
    #expect(report.lines[3].documents == 1)
    // What was read is kept, so that it can come back.
    let (old, new) = (try #require(before[Self.sample]), try #require(after[Self.sample]))
    #expect(new.keys.contains("identifier 319-tb/tu") && !new.keys.contains("identifier 318-tb/tu"))
    #expect(new.version == old.version && new.date == old.date + 1)
    let reader = try archive.reader
    let address = try #require(try reader.address(id: Self.sample))
    let document = try reader.document(address)
    #expect(document.isCorrected && document.card.identifier == "319-TB/TU")
    #expect(document.notice?.identifier == "319-TB/TU" && document.correctionNotes.count >= 2)
    #expect(String(decoding: document.json, as: UTF8.self).contains("\"identifier\":\"319-TB/TU\""))
    let taken = try reader.uncorrectedDocument(address)
    #expect(!taken.isCorrected && taken.notice?.identifier == "318-TB/TU")
    #expect(try IndexCheck(archive.directory).isHealthy)
    // Once is enough.
    let again = try archive.correct(Self.rules)
    #expect(!again.hasChanges && again.documents == 0)
    #expect(again.lines.map(\.documents) == report.lines.map(\.documents))
    let check = try archive.reader.check(Corrections(text: Array(Self.rules.utf8)))
    #expect(check.lines.map(\.documents) == report.lines.map(\.documents) && !check.hasChanges)
  }

  @Test func whatIsTakenBackIsAsItWas() async throws {
    let archive = CorrectedArchive()
    try await archive.add([Self.notices])
    let before = try archive.content()
    try archive.correct(Self.rules)
    let report = try archive.correct("# nothing any more\n")
    #expect(try archive.content() == before)
    #expect(report.takenBack.count == 5 && report.lines.isEmpty)
    #expect(report.takenBack.allSatisfy { $0.documents > 0 })
    #expect(try Manifest.read(from: archive.directory).notes.isEmpty)
  }

  @Test func checkingSaysWhatWouldHappen() async throws {
    let archive = CorrectedArchive()
    try await archive.add([Self.notices])
    try archive.correct("[[reference]]\nban = '42-CT/TW'\n[[agency]]\nname = 'A B'\nalso = 'Bộ Y tế'\n")
    let before = try archive.content()
    let operations = archive.directory.operations
    let check = try archive.reader.check(Corrections(text: Array(Self.rules.utf8)))
    #expect(archive.directory.operations == operations)
    #expect(try archive.content() == before)
    let report = try archive.correct(Self.rules)
    #expect(check.lines.map(\.documents) == report.lines.map(\.documents))
    #expect(check.takenBack.map(\.documents) == report.takenBack.map(\.documents))
    #expect(check.documents == report.documents)
    #expect(report.lines.map(\.isNew) == [true, true, false, true, true])
  }

  /// Rules that meet each other: the same bodies, references and documents again and again.
  private func randomRules(_ random: inout SeededGenerator) -> String {
    let agencies = [
      "Sở Tài chính", "Sở Y tế", "Sở Kế hoạch và Đầu tư", "Ủy ban nhân dân tỉnh", "Chính phủ",
      "Tỉnh ủy Nghệ An",
    ]
    let references = ["42-CT/TW", "18-CT/TU", "128/NQ-CP", "38-KL/TU", "NQ 128"]
    let documents = ["*", Self.sample, Self.notices + "/tb-*", Self.notices + "/**", "**/*-2021-*"]
    let words = ["kmli", "địnli", "Sở Tài chính", "công tác", "trình", "đon", "thực hiện"]
    func one(_ values: [String]) -> String { values[random.below(values.count)] }
    var tables: [String] = []
    for _ in 0..<random.below(9) {
      let scope = "in = \"\(one(documents))\"\n"
      switch random.below(7) {
      case 0:
        let name = one(agencies + ["Cơ quan mới"])
        tables.append("[[agency]]\nname = \"\(name) X\"\nalso = \"\(one(agencies))\"\n\(scope)")
      case 1: tables.append("[[reference]]\nban = \"\(one(references))\"\n\(scope)")
      case 2:
        tables.append(
          "[[reference]]\nreplace = \"\(one(references))\"\nby = \"\(one(references))\"\n\(scope)")
      case 3: tables.append("[[word]]\nkeep = \"\(one(words))\"\n")
      case 4: tables.append("[[word]]\ndamaged = \"\(one(words))\"\ntext = \"\(one(words + ["kinh"]))\"\n")
      case 5: tables.append("[[reference]]\nadd = \"\(one(references))\"\n\(scope)")
      default:
        let issuer = one(["", "Sở Y tế", "Tỉnh ủy Nghệ An"])
        tables.append("[[header]]\nnumber = \"\(random.below(9))\"\nissuer = \"\(issuer)\"\n\(scope)")
      }
    }
    return tables.joined(separator: "\n")
  }

  private func validRules(_ random: inout SeededGenerator) -> String {
    while true {
      let rules = randomRules(&random)
      if (try? Corrections(text: Array(rules.utf8))) != nil { return rules }
    }
  }

  @Test(arguments: UInt64(0)..<6)
  func theWayToCorrectionsMakesNoDifference(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let paths = [Self.notices + "/tb-*", Self.notices + "/*-2021-*"]
    let plain = CorrectedArchive()
    try await plain.add(paths)
    let before = try plain.content()
    for _ in 0..<3 {
      let rules = validRules(&random)
      // Added by these rules, or corrected from any others: one result.
      let fresh = CorrectedArchive()
      try fresh.correct(rules)
      try await fresh.add(paths) {
        $0.commitSize = 1 << random.below(20)
        $0.memory = 500_000
      }
      let expected = try fresh.content()
      let report = try plain.correct(rules, memory: random.oneIn(2) ? 200_000 : 256_000_000)
      let found = try plain.content()
      #expect(found == expected, "\(rules)")
      if found != expected {
        for (id, content) in expected where found[id] != content {
          let (a, b) = (Set(content.keys), Set(found[id]?.keys ?? []))
          Issue.record("\(id): expected \(a.subtracting(b)), found \(b.subtracting(a))")
        }
        return
      }
      // And as many as the lines say.
      let corrections = try Corrections(text: Array(rules.utf8))
      for (line, key) in zip(report.lines, corrections.keys) {
        #expect(found.values.count { $0.keys.contains("correction \(key)") } == line.documents)
      }
    }
    try plain.correct("")
    #expect(try plain.content() == before)
  }

  @Test func orderCounts() async throws {
    let archive = CorrectedArchive()
    try await archive.add([Self.sample])
    let first = "[[header]]\nin = '*'\nnumber = '1'\n"
    let second = "[[header]]\nin = '**'\nnumber = '2'\n"
    try archive.correct(first + second)
    #expect(try archive.document(Self.sample)?.card.identifier == "2-TB/TU")
    let report = try archive.correct(second + first)
    #expect(try archive.document(Self.sample)?.card.identifier == "1-TB/TU")
    #expect(report.documents == 1 && report.takenBack.isEmpty)
  }

  @Test func addingAgainKeepsCorrections() async throws {
    let archive = CorrectedArchive()
    try await archive.add([Self.notices])
    try archive.correct(Self.rules)
    let corrected = try archive.content()
    let again = try await archive.add([Self.notices])
    #expect(again.unchanged == corrected.count && again.added + again.updated == 0)
    #expect(try archive.content() == corrected)
    // Read anew, and corrected anew.
    let other = try await archive.add([Self.notices]) { $0.reading = 7 }
    #expect(other.updated == corrected.count)
    #expect(try archive.content().mapValues(\.keys) == corrected.mapValues(\.keys))
    // What is new is corrected as it comes.
    let path = try folder.write("new.txt", Array("Căn cứ Chỉ thị số 42-CT/TW; Chỉ thị số 18-CT/TU".utf8))
    try await archive.add([path])
    #expect(try archive.document(path)?.notice?.references.map(\.identifier) == ["18-CT/TU"])
    let report = try archive.correct(Self.rules)
    let banned = try banned(corrected)
    #expect(!report.hasChanges && report.lines[2].documents == banned + 1)
  }

  private func banned(_ content: [String: CorrectedArchive.Content]) throws -> Int {
    let key = try Corrections(text: Array(Self.rules.utf8)).keys[2]
    return content.values.count { $0.keys.contains("correction \(key)") }
  }

  @Test func whatMatchesNothingIsThere() async throws {
    let archive = CorrectedArchive()
    try await archive.add([Self.sample])
    let report = try archive.correct("[[reference]]\nban = '1-XX/YY'\n[[header]]\nin = 'nix'\nnumber = '1'\n")
    #expect(report.lines.map(\.documents) == [0, 0] && report.documents == 0)
  }

  @Test func readyDocumentsAreCorrected() async throws {
    let line = #"""
      {"id":"2021/0400","text":"Một văn bản.","subject":"cũ","date":"2021-10-26","identifier":"400-TB/TU","kind":"TB",\#
      "issuer":"SYT","references":["18-CT/TU","NQ 128"],"agencies":["SYT"]}
      """#
    let file = try folder.write("a.ndjson", Array((line + "\n").utf8))
    let archive = CorrectedArchive()
    try await archive.add(documents: [file])
    let before = try archive.content()
    let rules = """
      [[header]]
      in = "2021/*"
      subject = "mới"
      signer = "Nguyễn Văn A"
      kind = "Chỉ thị"
      [[agency]]
      name = "Sở Y tế"
      within = "tỉnh X"
      also = "SYT"
      [[reference]]
      ban = "NQ 128"
      """
    try archive.correct(rules)
    let content = try #require(try archive.content()["2021/0400"])
    for key in [
      "kind ct", "issuer sở y tế tỉnh x", "agency sở y tế", "reference 18-ct/tu", "signer nguyễn văn a",
    ] {
      #expect(content.keys.contains(key), "\(key): \(content.keys)")
    }
    #expect(!content.keys.contains("reference nq 128") && content.stored.subject == "mới")
    let document = try #require(try archive.document("2021/0400"))
    #expect(document.isCorrected && document.card.kind == "CT")
    #expect(
      String(decoding: document.json, as: UTF8.self)
        == #"{"kind":"CT","identifier":"400-TB/TU","issuer":"Sở Y tế tỉnh X","date":"2021-10-26","#
        + #""references":["18-CT/TU"],"agencies":["Sở Y tế"]}"#)
    let fresh = CorrectedArchive()
    try fresh.correct(rules)
    try await fresh.add(documents: [file])
    #expect(try fresh.content() == archive.content())
    try archive.correct("")
    #expect(try archive.content() == before)
  }

  @Test func withoutTextsTheFilesAreReadAgain() async throws {
    let text = try Data(contentsOf: URL(fileURLWithPath: Self.sample))
    let paths = try ["a.txt", "b.txt", "c.txt"].map { try folder.write($0, Array(text)) }
    let archive = CorrectedArchive()
    try await archive.add(paths) { $0.withText = false }
    let before = try archive.content()
    try folder.write("b.txt", Array("another text".utf8))
    try FileManager.default.removeItem(atPath: paths[2])
    let report = try archive.correct("[[header]]\nin = '**'\nnumber = '7'\n")
    #expect(
      report.failed.map(\.document) == Array(paths[1...]) && report.documents == 1
        && report.lines[0].documents == 1)
    let after = try archive.content()
    #expect(after[paths[0]]?.keys.contains("identifier 7-tb/tu") == true)
    #expect(after[paths[0]]?.stored.text.isEmpty == true)
    #expect(after[paths[1]] == before[paths[1]] && after[paths[2]] == before[paths[2]])
    // What the notice says is known all the same.
    #expect(try archive.document(paths[2])?.notice?.identifier == "7-TB/TU")
  }

  @Test func otherArchivesThatAreTakenInStandByTheirNewPlacesRules() async throws {
    let other = CorrectedArchive()
    try other.correct("[[header]]\nin = '*'\nnumber = '7'\n")
    try await other.add([Self.sample])
    let archive = CorrectedArchive()
    try await archive.add([Self.notices + "/cv-tu-bac-giang-2024-1466.txt"])
    try archive.correct(Self.rules)
    let taken = CorrectedArchive(directory: archive.directory.afterCrash(seed: 0))
    let start = taken.directory.operations
    func take(_ directory: MemoryDirectory) throws {
      let archive = try Archive(directory)
      try archive.take(contentsOf: IndexReader(other.directory))
      try archive.mergeAll()
    }
    try take(taken.directory)
    // Ended at any time, the next one goes on.
    for allowed in stride(from: start, to: taken.directory.operations, by: 3) {
      let ended = CorrectedArchive(directory: archive.directory.afterCrash(seed: 0))
      ended.directory.failAfter(operations: allowed)
      try? take(ended.directory)
      let left = CorrectedArchive(directory: ended.directory.afterCrash(seed: UInt64(allowed)))
      left.directory.put(Corrections.fileName, Array(Self.rules.utf8))
      let next = try Archive(left.directory)
      if let pending = try next.pendingCorrections() { try next.correct(pending) }
      let content = try left.content()
      #expect(try content == archive.content() || content == taken.content())
    }
    let fresh = CorrectedArchive()
    try fresh.correct(Self.rules)
    try await fresh.add([Self.notices + "/cv-tu-bac-giang-2024-1466.txt", Self.sample])
    #expect(try taken.content() == fresh.content())
    #expect(try taken.correct(Self.rules).lines[3].documents == 1)
  }

  @Test(arguments: UInt64(0)..<12)
  func aCrashLeavesTheOldOrTheNew(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let archive = CorrectedArchive()
    try await archive.add([Self.notices + "/tb-*"])
    try archive.correct("[[reference]]\nban = '42-CT/TW'\n")
    let before = try archive.content()
    let rehearsal = CorrectedArchive(directory: archive.directory.afterCrash(seed: 0))
    let start = archive.directory.operations
    try rehearsal.correct(Self.rules, memory: 100_000)
    let after = try rehearsal.content()
    let allowed = start + random.below(rehearsal.directory.operations + 1)
    archive.directory.failAfter(operations: allowed)
    let isDone = (try? archive.correct(Self.rules, memory: 100_000)) != nil
    let left = CorrectedArchive(directory: archive.directory.afterCrash(seed: seed))
    let content = try left.content()
    #expect(content == before && !isDone || content == after)
    // What the commit says is what the documents stand by, and going on leads to the same.
    let applied = try left.reader.corrections
    #expect(applied.rules.count == (content == after ? 5 : 1))
    try left.correct(Self.rules)
    #expect(try left.content() == after)
    #expect(try IndexCheck(left.directory).isHealthy)
  }
}
