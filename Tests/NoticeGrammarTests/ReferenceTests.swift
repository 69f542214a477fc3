import NoticeText
import Testing

@testable import NoticeGrammar

@Suite struct ReferenceTests {
  private func references(_ text: String) -> [Reference] { NoticeParser().parse(SourceText(text)).references }

  @Test(arguments: [
    ("Chỉ thị số 18-CT/TU ngày 18/10/2021", "18-CT/TU"), ("Nghị quyết số 128/NQ-CP", "128/NQ-CP"),
    ("Nghị định 30/2020/NĐ-CP", "30/2020/NĐ-CP"),
    ("Luật số 29/2018/QH14", "29/2018/QH14"), ("Công văn số 1234/UBND-VX", "1234/UBND-VX"),
    ("thông báo 419 - TB/TU", "419-TB/TU"),
    ("Nghị định số 56/ 2015/ NĐ - CP", "56/2015/NĐ-CP"), ("Chỉ thị số 11/CT-\nTTg", "11/CT-TTg"),
    ("Quyết định số 31/QĐ-TW", "31-QĐ/TW"), ("Nghị quyết số 66.4/2025/NQ-CP", "66.4/2025/NQ-CP"),
    ("Công văn số 71/SXD-QLN& PTĐT", "71/SXD-QLN&PTĐT"),
    ("Văn bản số 6721/VPCP-V.I", "6721/VPCP-V.I"),
  ])
  func isReadAsPrinted(_ text: String, _ identifier: String) {
    #expect(references(text).map(\.identifier) == [identifier])
    #expect(references(text).map(\.grade) == [.exact])
  }

  @Test(arguments: [
    ("Kết luận số 25-KI/TW", "25-KL/TW"), ("Công điện số 664/CD-TTg", "664/CĐ-TTg"),
    ("Nghị định 03/2014ND-CP", "03/2014/NĐ-CP"),
    ("Quyết định số 12/QD-TTG", "12/QĐ-TTg"), ("Quyết định số 45/QĐUBND", "45/QĐ-UBND"),
    ("Thông tư số 01/2019/TTVPCP", "01/2019/TT-VPCP"),
  ])
  func aSymbolIsRepairedFromItsList(_ text: String, _ identifier: String) {
    #expect(references(text).map(\.identifier) == [identifier])
    #expect(references(text).map(\.grade) == [.repaired])
  }

  @Test(arguments: ["Quyết định số 84 QĐ/TWĐTN", "Kế hoạch số 9 KH/TU"])
  func theDashAfterANumberMayBeLost(_ text: String) {
    let symbol = text.split(separator: " ").suffix(2).joined(separator: "-")
    #expect(references(text).map(\.identifier) == [symbol])
  }

  @Test(arguments: [
    ("Quy định số 5-QĐ/TU ngày 02/3/2021 (sửa đổi) của Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
    ("Quyết định số 8/QĐ-BCĐ ngày 02/3/2021 của Trưởng Ban Chỉ đạo 389 tỉnh", "Ban Chỉ đạo 389 tỉnh"),
    ("Kế hoạch số 7-KH/TWĐTN của Ban Bí thư Trung ương Đoàn", "Ban Bí thư Trung ương Đoàn"),
  ])
  func theIssuerIsFoundBehindWhatStandsBetween(_ text: String, _ issuer: String) {
    #expect(references(text).map { $0.issuer?.name } == [issuer])
  }

  @Test func aBodyThatSucceededIsNotTheIssuer() {
    let text =
      "Bộ Nông nghiệp và Phát triển nông thôn (nay là Bộ Nông nghiệp và Môi trường) có Văn bản số 75/BNN-TL."
    #expect(references(text).map { $0.issuer?.name } == ["Bộ Nông nghiệp và Phát triển nông thôn"])
  }

  /// Before "tại" and a number a body is the issuer of what follows, not of what stood before.
  @Test func eachIssuerBelongsToItsOwnDocument() {
    let found = references(
      "Theo ý kiến của Bộ Chính trị tại Thông báo số 9-TB/TW ngày 02/3/2021, của Ban Bí thư tại Văn bản số 13-KL/TW "
        + "ngày 04/3/2021.")
    #expect(found.map { $0.issuer?.name } == ["Bộ Chính trị", "Ban Bí thư"])
  }

  @Test func aMentionTakesTheIssuerOfAnother() {
    let found = references(
      "Thực hiện Nghị quyết số 9-NQ/TW ngày 02/3/2021 của Bộ Chính trị. Nội dung Nghị quyết số 9-NQ/TW như sau."
    )
    #expect(found.map { $0.issuer?.name } == ["Bộ Chính trị", "Bộ Chính trị"])
    #expect(found.last?.inferred.contains("issuer") == true)
  }

  @Test func digitsAreNeverRepaired() {
    for text in ["Chỉ thị số l8-CT/TU", "Chỉ thị số 1O-CT/TU"] {
      #expect(!references(text).contains { $0.identifier == "18-CT/TU" || $0.identifier == "10-CT/TU" })
    }
  }

  /// What repair made certain is no less a repair than what the lists did.
  @Test(arguments: [
    ("Quyết định số 878/QĐ-TTE ngày 05/4/2031 của Thủ tướng Chính phủ", "878/QĐ-TTg"),
    ("Chỉ thị số 11/CT-TTE của Thủ tướng Chính phủ", "11/CT-TTg"),
  ])
  func aSymbolThatRepairMadeCertainIsRepaired(_ text: String, _ identifier: String) {
    // Codes are mended in texts that are damaged elsewhere.
    let found = references(
      text + ".\nSở Tài chírửi chủ trì, phối họp với các sờ, ban, ngành.\nCông tác kiểm ừa được tiến hành.")
    #expect(found.map(\.identifier) == [identifier])
    #expect(found.map(\.grade) == [.repaired])
  }

  /// A code that a user's table has is no damage.
  @Test func aCodeOfTheUsersIsNotMended() {
    let text =
      "Quyết định số 878/QĐ-TTE ngày 05/4/2031.\nSở Tài chírửi chủ trì, phối họp với các sờ, ban, ngành.\n"
    func identifiers(_ lexicon: Lexicon) -> [String?] {
      NoticeParser(lexicon: lexicon).parse(SourceText(text)).references.map(\.identifier)
    }
    #expect(identifiers(.standard) == ["878/QĐ-TTg"])
    #expect(
      identifiers(Lexicon(adding: ["bodies.tsv": "TTE\tTrung tâm Ế\tstate\tcentral\n"])) == ["878/QĐ-TTE"])
  }

  /// A damaged number may be missing or uncertain; it never becomes another one.
  @Test(arguments: [
    ("Quyết định số 8l8/QĐ-TTg", "818/QĐ-TTg"), ("Quyết định số 87B/QĐ-TTg", "878/QĐ-TTg"),
    ("Quyết định số 1O1/QĐ-TTE", "101/QĐ-TTg"), ("Chỉ thị số S1/CT-TTg", "51/CT-TTg"),
    ("Nghị định số 3O/2020/NĐ-CP", "30/2020/NĐ-CP"), ("Nghị quyết số 12 8/NQ-CP", "128/NQ-CP"),
    ("Nghị định số 30/2O20/NĐ-CP", "30/2020/NĐ-CP"), ("Quyết định số l/QĐ-UBND", "1/QĐ-UBND"),
  ])
  func aDamagedNumberIsNeverAnother(_ text: String, _ number: String) {
    for level in RepairLevel.allCases {
      let others = "Sở Tài chírửi chủ trì, phối họp với các sờ, ban, ngành thực hiện "
      for text in [text, others + text + " của cấp trên."] {
        let found = NoticeParser(repair: level).parse(SourceText(text)).references
        #expect(!found.contains { $0.identifier == number })
        // Whatever is certain has the digits that stand there.
        for reference in found where reference.grade == .exact || reference.grade == .repaired {
          #expect(text.contains(reference.number ?? ""), "\(reference)")
        }
      }
    }
  }

  @Test func theMembersOfAListTakeItsSymbolAndDate() {
    let found = references("các Chỉ thị số 15, 16, 19/CT-TTg ngày 27/3/2020 của Thủ tướng Chính phủ")
    #expect(found.map(\.identifier) == ["15/CT-TTg", "16/CT-TTg", "19/CT-TTg"])
    #expect(found.allSatisfy { $0.date == "2020-03-27" && $0.issuer?.name == "Thủ tướng Chính phủ" })
  }

  @Test func aLawmakersDateFollowsItsVote() {
    let found = references("Nghị quyết số 12/2025/QH15 của Quốc hội thông qua ngày 12 tháng 6 năm 2025")
    #expect(found.map(\.date) == ["2025-06-12"])
    #expect(found.first?.issuer?.name == "Quốc hội")
  }

  @Test func lowerGrades() {
    let partial = references("Nghị quyết 128 của Chính phủ")
    #expect(partial.map(\.grade) == [.partial])
    #expect(partial.first?.number == "128")
    #expect(partial.first?.identifier == nil)
    let law = references("Luật Tố tụng hành chính năm 2015")
    #expect(law.map(\.grade) == [.titled])
    #expect(law.first?.title == "Luật Tố tụng hành chính")
    #expect(law.first?.date == "2015")
  }

  @Test func pinPointsBelongToTheirReference() {
    let pin = references("theo điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP").first?.pinpoint
    #expect(pin == Pinpoint(article: "5", clause: "2", point: "a"))
  }

  @Test func theOwnNumberIsNoReference() {
    let text =
      "TỈNH ỦY QUẢNG NINH\n\nSố 400-TB/TU\n\nTHÔNG BÁO\nvề việc A\n\nNgày 5/5/2021, thực hiện Thông báo số 400-TB/TU.\n"
    #expect(references(text).isEmpty)
  }
}
