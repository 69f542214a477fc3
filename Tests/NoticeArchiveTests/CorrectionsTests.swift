import NoticeGrammar
import NoticeIndex
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

/// What corrections make of a notice.
@Suite struct CorrectionsTests {
  private func corrected(
    _ text: String, _ notice: Notice = SampleNotice.make(), named name: String = "a/b.txt"
  ) throws -> (notice: Notice, used: [Int]) {
    var notice = notice
    let used = try Corrections(text: Array(text.utf8)).apply(to: &notice, named: name)
    return (notice, used)
  }

  private func reference(_ identifier: String, grade: Reference.Grade = .exact) -> Reference {
    var reference = Reference(grade: grade, span: SourceRange(0, 0))
    if grade == .exact { reference.identifier = identifier } else { reference.candidates = [identifier] }
    return reference
  }

  @Test func agenciesAreMergedWhereverTheyStand() throws {
    let text = """
      [[agency]]
      name = "Sở Y tế tỉnh Sông Lam"
      within = "tỉnh Sông Lam"
      also = ["SỞ  Y TẾ", "Tỉnh ủy"]
      """
    let (notice, used) = try corrected(text)
    #expect(used == [0, 1])
    #expect(notice.agencies.map(\.name) == ["Sở Y tế tỉnh Sông Lam"])
    #expect(notice.directives[0].assignees[0].agency.name == "Sở Y tế tỉnh Sông Lam")
    #expect(notice.directives[0].assignees[0].agency.within == "tỉnh Sông Lam")
    #expect(notice.issuer?.name == "Sở Y tế tỉnh Sông Lam")
    #expect(notice.references[0].issuer?.name == "Sở Y tế tỉnh Sông Lam")
    #expect(notice.uri == "/akn/vn/doc/thong-bao/so-y-te-tinh-song-lam/2021/12-tb-tu")
    let notes = notice.diagnostics.filter { $0.code == "corrected" }.map(\.message)
    #expect(
      notes == [
        "the agency “SỞ  Y TẾ” is “Sở Y tế tỉnh Sông Lam”", "the agency “Tỉnh ủy” is “Sở Y tế tỉnh Sông Lam”",
      ])
    // Elsewhere it may be another body.
    let other = try corrected(text + "\nin = \"x/**\"")
    #expect(other.used.isEmpty)
    #expect(
      String(decoding: other.notice.json(), as: UTF8.self)
        == String(decoding: SampleNotice.make().json(), as: UTF8.self))
  }

  @Test func theLastRuleForAValueCounts() throws {
    let (notice, used) = try corrected(
      """
      [[agency]]
      name = "A"
      also = "Sở Y tế"
      [[agency]]
      name = "B"
      also = "Sở Y tế"
      in = "a/*"
      [[agency]]
      name = "C"
      also = "B"
      """)
    #expect(used == [1])
    #expect(notice.agencies.map(\.name) == ["B"])
  }

  @Test func referencesAreTakenOutAndListsFollow() throws {
    var notice = SampleNotice.make()
    notice.references += [reference("19-CT/TU"), reference("20-CT/TU")]
    notice.basis = [0, 2]
    notice.directives[0].references = [0, 1]
    notice.directives[0].children[0].references = [2]
    let (corrected, used) = try corrected("[[reference]]\nban = '018 - CT/TU'\n", notice)
    #expect(used == [0])
    #expect(corrected.references.map(\.identifier) == ["19-CT/TU", "20-CT/TU"])
    #expect(corrected.basis == [1] && corrected.directives[0].references == [0])
    #expect(corrected.directives[0].children[0].references == [1])
  }

  @Test func aReferenceIsReplaced() throws {
    let (notice, used) = try corrected(
      """
      [[reference]]
      replace = "18-CT/TU"
      by = "13-KL/TU"
      [[reference]]
      ban = "13-KL/TU"
      """)
    // What stands there afterwards is what was meant.
    #expect(used == [0])
    let reference = notice.references[0]
    #expect(reference.identifier == "13-KL/TU" && reference.number == "13" && reference.symbol == "KL/TU")
    #expect(reference.kind == Kind(code: "KL", name: "Kết luận") && reference.date == "2021-10-18")
    #expect(reference.span == SampleNotice.span("Chỉ thị số 18-CT/TU") && reference.role == .implements)
    #expect(reference.pinpoint == Pinpoint(article: "3", clause: "2", point: "đ"))
  }

  @Test func anAmbiguousReferenceIsSettledInItsDocumentOnly() throws {
    var notice = SampleNotice.make()
    notice.references = [reference("25-KI/TW", grade: .ambiguous)]
    let rule = "[[reference]]\nreplace = '25-KI/TW'\nby = '25-KL/TW'\n"
    #expect(try corrected(rule, notice).used.isEmpty)
    let (corrected, used) = try corrected(rule + "in = 'a/b.txt'", notice)
    #expect(used == [0])
    #expect(corrected.references[0].identifier == "25-KL/TW" && corrected.references[0].candidates.isEmpty)
    #expect(corrected.references[0].grade == .exact)
  }

  @Test func referencesAreAddedOnce() throws {
    let (notice, used) = try corrected(
      """
      [[reference]]
      in = "a/*"
      add = "128/NQ-CP"
      date = 2021-10-11
      role = "basis"
      [[reference]]
      in = "a/b.txt"
      add = "18-ct/tu"
      [[reference]]
      in = "a/b.txt"
      add = "Hướng dẫn 7 nội bộ"
      issuer = "Tổ công tác"
      kind = "HD"
      """)
    #expect(used == [0, 1, 2])
    #expect(notice.references.map(\.identifier) == ["18-CT/TU", "128/NQ-CP", "Hướng dẫn 7 nội bộ"])
    #expect(notice.references[1].uri == "/akn/vn/doc/nghi-quyet/chinh-phu/2021/128-nq-cp")
    #expect(notice.references[1].issuer?.name == "Chính phủ" && notice.references[1].role == .basis)
    #expect(notice.basis == [0, 1])
    #expect(
      notice.references[2].kind?.name == "Hướng dẫn" && notice.references[2].issuer?.name == "Tổ công tác")
  }

  @Test func headersAreSet() throws {
    let (notice, used) = try corrected(
      """
      [[header]]
      in = "a/b.txt"
      number = "13"
      date = 2021-10-26
      issuer = "Tỉnh ủy Quảng Ninh"
      within = "tỉnh Quảng Ninh"
      subject = ""
      signer = "Nguyễn Văn B"
      [[header]]
      in = "a/*"
      number = "14"
      kind = "CT"
      place = "Hạ Long"
      """)
    #expect(used == [0, 1])
    #expect(notice.number == "14" && notice.symbol == "TB/TU" && notice.identifier == "14-TB/TU")
    #expect(notice.kind == Kind(code: "CT", name: "Chỉ thị"))
    #expect(notice.date == "2021-10-26" && notice.subject == nil && notice.place == "Hạ Long")
    #expect(notice.issuer?.name == "Tỉnh ủy Quảng Ninh" && notice.issuer?.within == "tỉnh Quảng Ninh")
    #expect(notice.signature?.name == "Nguyễn Văn B" && notice.signature?.spans.isEmpty == true)
    #expect(notice.uri == "/akn/vn/doc/chi-thi/tinh-uy-quang-ninh/2021/14-tb-tu")
    #expect(notice.spans.isEmpty && notice.inferred.isEmpty)
    #expect(
      notice.diagnostics.last?.message == "kind is “CT”, number is “14”, place is “Hạ Long”")
  }

  @Test(
    arguments: [
      ("identifier = '30/2020/NĐ-CP'", "30", "NĐ-CP", "30/2020/NĐ-CP"),
      ("symbol = 'QĐ-UBND'", "12", "QĐ-UBND", "12/QĐ-UBND"),
      ("symbol = 'CT/TU'", "12", "CT/TU", "12-CT/TU"),
      ("number = ''", nil, "TB/TU", nil),
      ("identifier = ''", nil, nil, nil),
      ("identifier = 'lạ 5'", nil, nil, "lạ 5"),
    ] as [(String, String?, String?, String?)])
  func numberSymbolAndIdentifierSayTheSame(
    rule: String, number: String?, symbol: String?, identifier: String?
  ) throws {
    let notice = try corrected("[[header]]\nin = '*'\n\(rule)\n").notice
    #expect(notice.number == number && notice.symbol == symbol && notice.identifier == identifier)
    #expect(!notice.spans.contains { $0.name == "number" })
  }

  @Test func anyRulesGiveANoticeThatReadsBack() throws {
    let text = """
      [[header]]
      in = "*"
      number = "1"
      kind = "QĐ"
      [[agency]]
      name = "Bộ Y tế"
      also = ["Sở Y tế", "Tỉnh ủy"]
      [[reference]]
      ban = "18-CT/TU"
      """
    let (notice, _) = try corrected(text)
    let reader = try #require(JSONReader())
    let json = notice.json()
    let again = try json.withUnsafeBytes {
      Notice(try reader.parse($0, readable: $0.count), text: notice.text.bytes)
    }
    #expect(String(decoding: again.json(), as: UTF8.self) == String(decoding: json, as: UTF8.self))
  }
}
