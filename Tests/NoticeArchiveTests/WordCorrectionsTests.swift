import NoticeIntake
import Foundation
import NoticeGrammar
import NoticeIndex
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

/// Corrections of words: a notice is read again from what the archive keeps of it.
@Suite struct WordCorrectionsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let text = """
    TỈNH ỦY SÔNG LAM                    ĐẢNG CỘNG SẢN VIỆT NAM
    Số 12-TB/TU                  Sông Lam, ngày 26 tháng 10 năm 2021
    THÔNG BÁO
    về công tác phòng, chống dịch
    Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau:
    1. Giao Zxq Y tế chủ trì, hoàn thành trước ngày 30/10/2021.
    2. ZXQ Y TẾ phối hợp, Zxqx không.
    """

  private static let rule = "[[word]]\ndamaged = \"zxq\"\ntext = \"sở\"\n"

  @Test func aWordIsReadAsWhatItIs() async throws {
    let path = try folder.write("a.txt", Array(Self.text.utf8))
    let archive = CorrectedArchive()
    try await archive.add([path])
    let before = try archive.content()
    #expect(try archive.document(path)?.notice?.agencies.contains { $0.name == "Sở Y tế" } == false)
    let report = try archive.correct(Self.rule)
    #expect(report.documents == 1 && report.lines.map(\.documents) == [1] && report.failed.isEmpty)
    let document = try #require(try archive.document(path))
    let notice = try #require(document.notice)
    #expect(notice.agencies.count { $0.name == "Sở Y tế" } == 2)
    #expect(notice.directives[0].assignees.map(\.agency.name) == ["Sở Y tế"])
    let repairs = notice.repairs.filter { $0.rule == "custom" }
    #expect(repairs.map(\.text) == ["Sở", "SỞ"] && repairs.map { notice.raw($0.span) } == ["Zxq", "ZXQ"])
    #expect(repairs.allSatisfy { $0.confidence == 1 })
    #expect(try archive.content()[path]?.keys.contains("assignee sở y tế") == true)
    // The same whichever came first, and as it was when it is taken back.
    let fresh = CorrectedArchive()
    try fresh.correct(Self.rule)
    try await fresh.add([path])
    #expect(try fresh.content() == archive.content())
    #expect(try await archive.add([path]).unchanged == 1)
    #expect(try archive.correct("").takenBack.map(\.documents) == [1])
    #expect(try archive.content() == before)
  }

  @Test func whatRepairWouldChangeIsKept() async throws {
    let path = Corpus.folder.appendingPathComponent("notices/tb-tu-nghe-an-2022-318.txt").path
    let archive = CorrectedArchive()
    try await archive.add([path])
    func mended() throws -> Set<String> {
      let notice = try #require(try archive.document(path)?.notice)
      return Set(notice.repairs.map { notice.raw($0.span) })
    }
    let before = try mended()
    #expect(before.contains("kmli"))
    let report = try archive.correct("[[word]]\nkeep = ['KMLI', 'Bất Kỳ']\n")
    #expect(report.lines.map(\.documents) == [1, 0])
    #expect(try !mended().contains { $0.lowercased() == "kmli" })
    try archive.correct("")
    #expect(try mended() == before)
  }

  @Test func whatWasTakenAsItIsStaysSo() async throws {
    var notice = NoticeParser().parse(SourceText(Self.text))
    notice.subject = "as people corrected it"
    notice.source.path = "a"
    let json = String(decoding: notice.json(includeText: true), as: UTF8.self)
    let file = try folder.write("a.ndjson", Array("{\"path\":\"a\",\"notice\":\(json)}\n".utf8))
    let archive = CorrectedArchive()
    try await archive.add([file])
    let before = try archive.content()
    #expect(before["a"] != nil)
    #expect(try archive.correct(Self.rule).lines.map(\.documents) == [0])
    #expect(try archive.content() == before)
  }

  @Test func itIsReadAsItWasRead() async throws {
    let path = try folder.write("a.txt", Array(Self.text.utf8))
    let tables = folder("tables")
    try folder.write("tables/agencies.tsv", Array("Sở Lạ Lùng\tSở Lạ\tprovince\tstate\n".utf8))
    try folder.write(
      "a.txt", Array(Self.text.replacing("phối hợp", with: "phối hợp với Sở Lạ").utf8))
    let archive = CorrectedArchive()
    var reading = ReadingOptions()
    reading.repair = .off
    reading.lexicon = FilePath(tables)
    var options = IngestOptions()
    options.readingOptions = reading
    let parser = NoticeParser(lexicon: try Lexicon(folder: FilePath(tables)), repair: .off)
    func add() async throws {
      _ = try await Archive(archive.directory).add(
        InputWalker([FilePath(path)]), options, parser: parser
      ) { _ in }
    }
    try await add()
    try archive.correct(Self.rule)
    let names = try #require(try archive.document(path)?.notice?.agencies.map(\.name))
    #expect(names.contains("Sở Lạ Lùng") && names.contains("Sở Y tế"))
    // With other tables it would be another notice: that is for `add`.
    try folder.write("tables/agencies.tsv", Array("Sở Khác\tSở Lạ\tprovince\tstate\n".utf8))
    let before = try archive.content()
    let report = try archive.correct("")
    #expect(report.failed == [.init(document: path, reason: .otherReading)] && report.documents == 0)
    #expect(try archive.content() == before)
  }
}
