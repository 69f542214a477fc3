import NoticeIntake
import Foundation
import NoticeGrammar
import NoticeIndex
import NoticeSearch
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

@Suite struct ReportTests {
  private static func corpus() throws -> [IndexDocument] {
    try Corpus.notices.map {
      ReportPages.document(NoticeParser().parse(try $0.source()), "notices/\($0.name)")
    }
  }

  @Test func everyLinkLeadsSomewhere() throws {
    let pages = try ReportPages(try Self.corpus())
    #expect(try pages.faults() == [])
    #expect(try pages.names.count { $0.hasPrefix("n/") } == Corpus.notices.count)
  }

  // MARK: What stands in notices

  /// Whatever a string of a notice is, its page has no tag that is not ours.
  @Test func nothingOfANoticeBecomesMarkup() throws {
    let bad = "\"'><script src=x></script><img onerror=y>&lt;"
    var notice = Notice(text: SourceText("\(bad)\nSố 12-TB/TU\n\(bad)"))
    notice.identifier = bad
    notice.subject = bad
    notice.kind = Kind(code: bad, name: bad)
    notice.issuer = Agency(name: bad, within: "tỉnh \(bad)", span: SourceRange(0, 10))
    notice.place = bad
    notice.date = bad
    notice.marks.secrecy = bad
    notice.addressees = [Recipient(name: bad, span: SourceRange(0, 0))]
    notice.recipients = [Recipient(name: bad, purpose: bad, span: SourceRange(0, 3))]
    var signature = Signature()
    signature.name = bad
    signature.position = bad
    notice.signature = signature
    var directive = Directive(label: bad, path: bad, heading: bad, text: bad, span: SourceRange(0, 5))
    directive.assignees = [Assignee(agency: Agency(name: bad, span: SourceRange(2, 9)), role: .lead)]
    directive.deadlines = [
      Deadline(value: bad, relation: .by, span: SourceRange(1, 4), inferred: [bad]),
      Deadline(value: "2021-10-30", period: bad, relation: .before, span: SourceRange(1, 4)),
      Deadline(period: bad, relation: .recurring, span: SourceRange(1, 4)),
    ]
    directive.references = [0, 7]
    directive.children = [Directive(label: "-", path: bad, text: "", span: SourceRange(0, 2))]
    notice.directives = [directive]
    var reference = Reference(role: .cites, grade: .ambiguous, span: SourceRange(3, 30))
    reference.title = bad
    reference.date = bad
    reference.candidates = [bad, bad]
    reference.pinpoint = Pinpoint(article: bad, clause: bad, point: bad)
    reference.issuer = Agency(name: bad, span: SourceRange(0, 0))
    notice.references = [reference]
    notice.dates = [DateMention(value: bad, span: SourceRange(4, 8))]
    notice.repairs = [Repair(text: bad, span: SourceRange(5, 12), confidence: .nan, rule: bad)]
    notice.diagnostics = [Diagnostic(.warning, bad, bad, span: SourceRange(0, 1))]
    let pages = try ReportPages(
      [ReportPages.document(notice, "a/\(bad).txt"), ReportPages.document(SampleNotice.make(), "b.txt")],
      title: bad)
    #expect(try pages.faults() == [])
    for name in try pages.names {
      let page = try pages.text(name)
      #expect(!page.contains("<script src=x") && !page.contains("<img"), "\(name)")
    }
    // Data are strings of JSON, whatever is in them.
    let data = try pages.text("data/n/0.js")
    #expect(data.contains(#""\"'><script src=x>"#) && data.hasSuffix(";\n"))
  }

  @Test func everyPropertyOfANoticeIsOnItsPage() throws {
    let pages = try ReportPages([ReportPages.document(SampleNotice.make(), "a/b.txt")])
    let page = try pages.page(of: "a/b.txt")
    for shown in [
      "Thông báo", "12-TB/TU", "V/v &quot;tổ COVID-19 cộng đồng&quot;, đợt 2", "Tỉnh ủy, Sông Lam", "10/2021",
      "Nguyễn Văn A, Phó Chánh Văn phòng", "Khẩn", "18-CT/TU", "điểm đ, khoản 2, Điều 3", "30/10/2021",
      "hằng tháng",
      "Bộ Y tế", "để báo cáo", "invalid-utf8", "75 %", "không có trong kho", "thực hiện", "suy ra",
    ] { #expect(page.contains(shown), "\(shown)") }
  }

  @Test func thePageIsAsRecorded() throws {
    let pages = try ReportPages([ReportPages.document(SampleNotice.make(), "a/b.txt")])
    let page = Array(try pages.page(of: "a/b.txt").utf8)
    let record = Corpus.folder.appendingPathComponent("report/sample.html")
    #expect(try Golden.difference(of: page, from: record) == nil)
  }

  // MARK: Text beside text

  private func columns(
    _ text: String, _ repairs: [(String, String)], marks: [String] = []
  ) -> (asRead: String, mended: String) {
    let bytes = Array(text.utf8)
    let edits = repairs.map {
      Repair(text: $1, span: SampleNotice.span($0, in: bytes), confidence: 1, rule: "x")
    }
    let spans = marks.map {
      TextColumn.Mark(span: SampleNotice.span($0, in: bytes), classes: "m", title: "", link: nil)
    }
    let sides: [TextColumn.Side] = [.asRead, .mended]
    let shown = sides.map { side -> String in
      var column = TextColumn(bytes, side, marks: spans, repairs: edits)
      var lines: [String] = []
      var start = 0
      for (index, byte) in (bytes + [0x0A]).enumerated() where byte == 0x0A {
        lines.append(String(decoding: column.line(start..<index).bytes, as: UTF8.self))
        start = index + 1
      }
      return lines.joined(separator: "\n").replacing(#/ title="[^"]*"/#, with: "")
    }
    return (shown[0], shown[1])
  }

  @Test func repairsStandSideBySide() {
    let (left, right) = columns("tỉrih Quảng\nNinh", [("tỉrih", "tỉnh")])
    #expect(left == "<del>tỉrih</del> Quảng\nNinh")
    #expect(right == "<ins>tỉnh</ins> Quảng\nNinh")
  }

  @Test func aRepairOverALinesEndStandsWhereItBegins() {
    let (left, right) = columns("số 18-CT/T\nU ngày", [("T\nU", "TU")])
    #expect(left == "số 18-CT/<del>T</del>\n<del>U</del> ngày")
    #expect(right == "số 18-CT/<ins>TU</ins>\n ngày")
  }

  @Test func whatIsTakenOutLeavesASign() {
    let (left, right) = columns("a ~ b", [("~", "")])
    #expect(left == "a <del>~</del> b")
    #expect(right == "a <ins class=\"gone\"></ins> b")
  }

  @Test func marksNestAndGoOnInTheNextLine() {
    let (left, _) = columns("theo Chỉ thị\nsố 18 nay", [], marks: ["Chỉ thị\nsố 18", "18"])
    #expect(
      left
        == "theo <span class=\"m\">Chỉ thị</span>\n<span class=\"m\">số <span class=\"m\">18</span></span> nay"
    )
  }

  /// A mark that begins inside of a repair has all of it in the mended text.
  @Test func marksTakeWholeRepairs() {
    let (left, right) = columns("số18-CT nay", [("số18", "số 18")], marks: ["18-CT"])
    #expect(left == "<del>số</del><span class=\"m\"><del>18</del>-CT</span> nay")
    #expect(right == "<span class=\"m\"><ins>số 18</ins>-CT</span> nay")
  }

  @Test func marksThatCrossAreCut() {
    let (left, _) = columns("abcdef", [], marks: ["abcd", "cdef"])
    #expect(left == "<span class=\"m\">ab<span class=\"m\">cd</span></span>ef")
  }

  // MARK: Documents and each other

  /// A directive of Tỉnh ủy Nghệ An; it was issued on the day of that number.
  private func notice(
    _ number: Int, citing: [(identifier: String, within: String, date: String)] = []
  ) -> Notice {
    var notice = Notice(text: SourceText("Số \(number)-CT/TU"))
    notice.identifier = "\(number)-CT/TU"
    notice.issuer = Agency(name: "Tỉnh ủy", within: "tỉnh Nghệ An", span: SourceRange(0, 0))
    notice.date = "2021-10-\(10 + number)"
    notice.references = citing.map { identifier, within, date in
      var reference = Reference(grade: .exact, span: SourceRange(0, 0))
      reference.identifier = identifier
      reference.date = date
      reference.issuer = Agency(name: "Tỉnh ủy", within: within, span: SourceRange(0, 0))
      return reference
    }
    return notice
  }

  @Test(arguments: [1, 100])
  func referencesLeadToDocuments(perSegment: Int) throws {
    let here = "tỉnh Nghệ An"
    var citing = notice(
      3,
      citing: [
        ("1-CT/TU", here, "2021-10-11"), ("02-CT/TU", here, "2021-10-12"),
        ("1-CT/TU", "tỉnh Hà Tĩnh", "2021-10-11"), ("1-CT/TU", here, "2016-10-11"),
        ("3-CT/TU", here, "2021-10-13"), ("1-CT/TU", here, "2021-10-11"),
      ])
    citing.references[5].grade = .ambiguous
    citing.references[5].identifier = nil
    citing.references[5].candidates = ["1-CT/TU", "7-CT/TU"]
    // The last one is a second scan of the first.
    let documents = [notice(1), notice(2), citing, notice(1)].enumerated().map {
      ReportPages.document($1, "\($0)")
    }
    let reader = try ReportPages.reader(documents, perSegment: perSegment)
    let catalog = try ReportCatalog(reader, try reader.addresses())
    #expect(catalog.entries.map(\.identifier) == ["3-CT/TU", "2-CT/TU", "1-CT/TU", "1-CT/TU"])
    #expect(catalog.links.targets(of: 0) == [2, 1, nil, nil, 0, nil])
    #expect((0..<4).map { catalog.links.citing($0) } == [[], [0], [0], [0]])
    let pages = try ReportPages(documents, perSegment: perSegment)
    #expect(try pages.faults() == [])
    let page = try pages.page(of: "2")
    #expect(page.components(separatedBy: "không có trong kho").count - 1 == 3)
    #expect(page.contains("chính văn bản này") && !page.contains("id=\"cited\""))
    for id in ["0", "1", "3"] { #expect(try pages.page(of: id).contains("id=\"cited\"")) }
  }

  // MARK: The folder

  @Test func theSameBytesHoweverTheIndexIsCut() throws {
    let documents = try Self.corpus()
    let whole = try ReportPages(documents)
    let pieces = try ReportPages(documents.reversed(), perSegment: 5)
    let files = try whole.folder.files()
    #expect(try pieces.folder.files() == files)
    for file in files { #expect(try whole.folder.read(file) == pieces.folder.read(file), "\(file)") }
  }

  @Test func pagesOfWhatIsGoneAreRemoved() throws {
    let documents = (1...3).map { ReportPages.parsed(sample($0), "\($0).txt") }
    let pages = try ReportPages(documents)
    let before = try pages.folder.files()
    let again = try ReportPages(Array(documents.prefix(2)), into: pages.folder)
    #expect(try again.page(of: "1.txt") != "" && again.page(of: "3.txt") == "")
    #expect(try again.faults() == [] && again.folder.files().count < before.count)
    // The page of a document keeps its name.
    #expect(try Set(again.folder.files()).isSubset(of: before))
  }

  @Test func aFolderOfOtherThingsIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("index.html", "mine")
    try folder.write("n/mine.html", "mine")
    #expect(throws: ReportError.occupied(FilePath(folder.path))) { _ = try ReportPages([], into: folder) }
    #expect(try folder.files() == ["index.html", "n/mine.html"])
  }

  @Test func onlyWhatAQueryFinds() throws {
    let documents = (1...3).map { ReportPages.parsed(sample($0), "\($0).txt") }
    let folder = try TemporaryFolder()
    let summary = try Report(ReportPages.reader(documents, perSegment: 1))
      .write(to: FilePath(folder.path), query: try Query.parse("2"))
    #expect(summary.documents == 1)
    #expect(try folder.files().count { $0.hasPrefix("n/") } == 1)
    #expect(summary.files == (try folder.files().count))
  }

  @Test func anArchiveWithoutTextsSaysSo() throws {
    let documents = (1...2).map { number in
      var document = ReportPages.parsed(sample(number), "\(number).txt")
      document.text = []
      document.edits = []
      return document
    }
    let pages = try ReportPages(documents)
    #expect(try pages.faults() == [])
    #expect(try pages.text("index.html").contains("Kho này không giữ nguyên văn"))
    let page = try pages.page(of: "1.txt")
    #expect(
      page.contains("add --no-text") && page.contains("Sở Y tế") && !page.contains("<table class=\"text\""))
  }

  @Test func anEmptyArchiveHasPages() throws {
    let pages = try ReportPages([])
    #expect(try pages.faults() == [])
    #expect(try pages.names == ["deadlines.html", "index.html"])
  }

  @Test func manyDeadlinesHaveAPageAMonth() throws {
    var notice = Notice(text: SourceText("x"))
    notice.identifier = "1-TB/TU"
    notice.directives = (0..<DeadlinePages.rowsPerPage + 500).map { number in
      var directive = Directive(
        label: "-", path: "\(number + 1)", text: "Việc \(number)", span: SourceRange(0, 0))
      let day = number % 5 == 0 ? nil : number % 2 == 0 ? "2021-11-05" : "2021-36"
      directive.deadlines = [
        Deadline(value: day, period: day == nil ? "P5D" : nil, relation: .within, span: SourceRange(0, 0))
      ]
      return directive
    }
    let pages = try ReportPages([ReportPages.document(notice, "a")])
    #expect(try pages.faults() == [])
    #expect(
      try pages.names.filter { $0.hasPrefix("d") } == [
        "d/0.html", "d/2021-11.html", "d/2021-12.html", "deadlines.html",
      ])
    let rows = try ["0", "2021-11", "2021-12"].map {
      try pages.text("d/\($0).html").components(separatedBy: "<td class=\"when\">").count - 1
    }
    #expect(rows == [300, 600, 600])
  }

  private func sample(_ number: Int) -> String {
    """
    TỈNH ỦY SÔNG LAM                    ĐẢNG CỘNG SẢN VIỆT NAM
    Số \(number)-TB/TU                  Sông Lam, ngày \(10 + number) tháng 10 năm 2021

    THÔNG BÁO
    về công tác phòng, chống dịch

    Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau:

    1. Giao Sở Y tế chủ trì thực hiện, xong trước ngày 30/10/2021.

    """
  }
}
