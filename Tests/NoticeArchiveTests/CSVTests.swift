import NoticeGrammar
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

struct CSVTests {
  @Test(arguments: [
    ("", ""), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
    ("a\r\nb", "\"a\r\nb\""), ("Tỉnh ủy", "Tỉnh ủy"), ("\"", "\"\"\"\""),
  ])
  func quotesWhereRFC4180Does(value: String, field: String) {
    var writer = CSVWriter()
    writer.field(value)
    writer.field(1)
    writer.endRow()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == field + ",1\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+84", "'+84"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
    ("=a,b", "\"'=a,b\""), ("-", "-"), ("+", "+"), ("a=1", "a=1"), ("", ""), ("'=1", "'=1"),
  ])
  func formulasAreGuardedIfAskedFor(value: String, field: String) {
    var writer = CSVWriter(guardsFormulas: true)
    writer.field(value)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == field)
    var plain = CSVWriter()
    plain.field(value)
    #expect(!plain.bytes.starts(with: "'=1".utf8) || value == "'=1")
  }

  /// The plain way to read CSV, as an oracle.
  private func rows(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isQuoted, byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
        field.append(byte)
        index += 1
      } else if byte == 0x22 {
        isQuoted.toggle()
      } else if !isQuoted, byte == 0x2C || byte == 0x0A {
        if field.last == 0x0D { field.removeLast() }
        row.append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == 0x0A {
          rows.append(row)
          row = []
        }
      } else {
        field.append(byte)
      }
      index += 1
    }
    return rows
  }

  private func table(_ table: CSVTable, _ notice: Notice) -> [[String: String]] {
    var writer = CSVWriter()
    table.header(into: &writer)
    table.rows(of: notice, path: "a/b.txt", into: &writer)
    table.row(of: .empty, message: "it is empty", path: "c.txt", into: &writer)
    let rows = rows(writer.bytes)
    #expect(rows.allSatisfy { $0.count == table.columns.count })
    return rows.dropFirst().map { row in Dictionary(uniqueKeysWithValues: zip(rows[0], row)) }
  }

  @Test func aNoticeIsARow() throws {
    let rows = table(.notices, SampleNotice.make())
    try #require(rows.count == 2)
    #expect(rows[0]["path"] == "a/b.txt")
    #expect(rows[0]["identifier"] == "12-TB/TU")
    #expect(rows[0]["kind"] == "TB")
    #expect(rows[0]["issuer"] == "Tỉnh ủy")
    #expect(rows[0]["subject"] == "V/v \"tổ COVID-19 cộng đồng\", đợt 2")
    #expect(rows[0]["directives"] == "2")
    #expect(rows[0]["references"] == "1")
    #expect(rows[0]["deadlines"] == "2")
    #expect(rows[0]["firstDeadline"] == "2021-10-30")
    #expect(rows[0]["signer"] == "Nguyễn Văn A")
    #expect(rows[0]["error"] == "")
    #expect(rows[1]["path"] == "c.txt")
    #expect(rows[1]["error"] == "empty")
    #expect(rows[1]["message"] == "it is empty")
    #expect(rows[1]["identifier"] == "")
  }

  @Test func deadlinesAreOrderedByTheirLastDay() throws {
    var notice = SampleNotice.make()
    let span = SourceRange(0, 1)
    notice.directives[0].deadlines = ["2021-12-31", "2021-36", "2021-10", "2021-10-30", "2020/2021-10-02"].map
    {
      Deadline(value: $0, relation: .by, span: span)
    }
    notice.directives[0].deadlines.append(Deadline(value: "2019", relation: .from, span: span))
    let row = try #require(table(.notices, notice).first)
    #expect(row["firstDeadline"] == "2020/2021-10-02")
    #expect(row["lastDeadline"] == "2021-36")
  }

  @Test func aReferenceIsARow() throws {
    let rows = table(.references, SampleNotice.make())
    try #require(rows.count == 1)
    #expect(rows[0]["notice"] == "12-TB/TU")
    #expect(rows[0]["identifier"] == "18-CT/TU")
    #expect(rows[0]["role"] == "implements")
    #expect(rows[0]["article"] == "3")
    #expect(rows[0]["raw"] == "Chỉ thị số 18-CT/TU")
  }

  @Test func aDirectiveIsARow() throws {
    let rows = table(.directives, SampleNotice.make())
    try #require(rows.count == 2)
    #expect(rows.map { $0["directive"] } == ["1", "1.1"])
    #expect(rows[0]["lead"] == "Sở Y tế")
    #expect(rows[0]["deadlines"] == "2021-10-30")
    #expect(rows[0]["relations"] == "before")
    #expect(rows[0]["references"] == "18-CT/TU")
    #expect(rows[1]["deadlines"] == "R/P1M")
  }

  @Test func theMarkThatExcelWantsStandsFirst() {
    var writer = CSVWriter()
    writer.byteOrderMark()
    writer.field("a")
    #expect(writer.bytes == [0xEF, 0xBB, 0xBF, 0x61])
  }
}
