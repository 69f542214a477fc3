import NoticeText
import Testing

@testable import NoticeGrammar

/// Places, symbols and bodies whose names have a number, a point or a comma in them.
@Suite struct NamedPartTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  private static let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
  private static let foot =
    "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Hải\n"

  // MARK: Places

  @Test(arguments: [
    ("QUẬN 4", "Quận 4", "Ủy ban nhân dân quận 4"),
    ("XÃ TÂN AN 2", "Tân An 2", "Ủy ban nhân dân xã Tân An 2"),
  ])
  func aNumberMayTellWhichPlace(shouted: String, place: String, issuer: String) {
    let notice = parse(
      "ỦY BAN NHÂN DÂN \(shouted)\n\n" + Self.nation
        + "Số: 31/QĐ-UBND\n\n\(place), ngày 05 tháng 9 năm 2008\n\n"
        + "QUYẾT ĐỊNH\n\nVề việc thành lập tổ cờ đỏ\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Thành lập tổ cờ đỏ.\n"
        + Self.foot)
    #expect(notice.place == place)
    #expect(notice.date == "2008-09-05")
    #expect(notice.issuer?.name == issuer)
  }

  /// An hour before the day is no place.
  @Test func anHourIsNoPlace() {
    let notice = parse(
      "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n\n" + Self.nation + "Số: 8/CĐ-UBND\n\n"
        + "Cao Bằng, hồi 9 giờ 30, ngày 05 tháng 9 năm 2023\n\nCÔNG ĐIỆN\n\nVề việc ứng phó lũ quét\n"
        + Self.foot)
    #expect(notice.place == "Cao Bằng")
    #expect(notice.date == "2023-09-05")
  }

  /// What stands after the word "tỉnh" is a province, whatever its marks.
  @Test func aProvinceMayBeSpeltInAnotherWay() {
    let notice = parse("THÔNG BÁO\nVề việc nghỉ lễ\n\n1. Giao Đoàn Luật sư tỉnh Đăk Nông trực ban.\n")
    #expect(notice.directives.first?.assignees.map(\.agency.name) == ["Đoàn Luật sư tỉnh Đắk Nông"])
  }

  // MARK: Symbols

  @Test(arguments: [
    ("Quyết định số 07/1998/QĐ.UB ngày 12/3/1998", "07/1998/QĐ.UB"),
    ("Công văn số 88/TTr-PGD.Q4 ngày 12/3/2007", "88/TTr-PGD.Q4"),
    ("Nghị quyết số 02NQ-HTT ngày 12/3/2025", "02/NQ-HTT"),
  ])
  func codesOfOlderSymbols(mention: String, identifier: String) {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\nThực hiện \(mention) của Phòng Giáo dục, các trường nghỉ học.\n")
    #expect(notice.references.map(\.identifier) == [identifier])
    #expect(notice.references.first?.date != nil)
  }

  /// The end of a sentence is no part of a symbol.
  @Test func aFullStopEndsASymbol() {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\nThực hiện Quyết định số 15/QĐ-UBND.Các trường nghỉ học.\n")
    #expect(notice.references.map(\.identifier) == ["15/QĐ-UBND"])
  }

  // MARK: Bodies

  @Test func aCommitteeForScienceAndDigitalChange() {
    let notice = parse(
      "UBND TỈNH CAO BẰNG\nBAN CHỈ ĐẠO PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO,\nCHUYỂN ĐỔI SỐ VÀ ĐỀ ÁN 06\n"
        + "Số: 12/TB-BCĐ\n\n" + Self.nation
        + "Cao Bằng, ngày 05 tháng 9 năm 2025\n\nTHÔNG BÁO\n\nVề việc họp giao ban\n"
        + Self.foot)
    #expect(
      notice.issuer?.name.lowercased()
        == "ban chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và đề án 06")
  }

  @Test func aPersonIsNoTopic() {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\nPhó Chủ tịch - Trưởng Ban Chỉ đạo Lê Văn Hải có ý kiến như sau:\n1. Giao Sở Y tế trực.\n"
    )
    #expect(!notice.agencies.contains { $0.name.contains("Hải") })
  }

  @Test func aNameGoesOnOverAndUpToItsProvince() {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\n1. Giao Hội Bảo vệ thiên nhiên và môi trường tỉnh Cao Bằng trực ban.\n")
    #expect(
      notice.directives.first?.assignees.map(\.agency.name)
        == ["Hội Bảo vệ thiên nhiên và môi trường tỉnh Cao Bằng"])
  }
}
