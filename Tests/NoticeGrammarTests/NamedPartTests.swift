import NoticeText
import Testing

@testable import NoticeGrammar

/// Places, symbols and bodies whose names have a number, a point or a comma in them.
@Suite struct NamedPartTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  private static let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
  private static let foot =
    "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Hải\n"

  /// Words that OCR damaged, so that a text is read as damaged.
  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n\n"

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

  /// A mark in the middle of a place, and a stroke that was the digit 1, in a line that the columns share.
  @Test(arguments: ["Cao }ằng, ngày 21 tháng 10 năm 2025", "Cao Bằng, ngày 21 tháng I0 năm 2025"])
  func aDamagedDateLineIsNoPartOfTheSubject(line: String) {
    let notice = parse(
      "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM\nTÍNH CAO BẰNG Độc lập - Tự do - Hạnh phúc\n"
        + "Số: 57/UBND-NC\nV/v rà soát bếp ăn của các \(line)\ntrường bán trú\n\nKính gửi: Sở Nội vụ.\n\n"
        + Self.damage
        + "1. Giao Sở Nội vụ rà soát.\n" + Self.foot)
    #expect(notice.date == "2025-10-21")
    #expect(notice.subject == "V/v rà soát bếp ăn của các trường bán trú")
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

  @Test func dirtMayStandBeforeTheNumber() {
    let notice = parse(
      "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố:.48/TB-UBND\n\n" + Self.nation
        + "Cao Bằng, ngày 05 tháng 9 năm 2023\n\nTHÔNG BÁO\n\nVề việc nghỉ lễ\n" + Self.foot)
    #expect(notice.identifier == "48/TB-UBND")
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

  // MARK: Orders

  /// Bodies that are counted are not told to act.
  @Test func whatIsCountedDoesNotAct() {
    let notice = parse(
      "THÔNG BÁO\nVề việc sắp xếp hội\n\n1. Thống nhất giải thể 02 hội gồm: Hội Làm vườn tỉnh Cao Bằng, Hội Tin học tỉnh Cao Bằng.\n"
        + "2. Giao Sở Nội vụ theo dõi trong thời gian 03 tháng kể từ ngày ký Thông báo này.\n")
    #expect(notice.directives.map { $0.assignees.map(\.agency.name) } == [[], ["Sở Nội vụ"]])
    #expect(notice.directives.last?.deadlines.map(\.period) == ["P3M"])
  }

  /// "Giao Hội …" is an order, however near the letters of "Giáo hội" stand.
  @Test func anOrderIsNoPartOfAName() {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\n1. Giao Hội Nông dân tỉnh trực ban.\n2. Giao Hội đồng nhân dân tỉnh trực ban.\n"
    )
    #expect(
      notice.directives.map { $0.assignees.map(\.agency.name) }
        == [["Hội Nông dân tỉnh"], ["Hội đồng nhân dân tỉnh"]])
  }

  // MARK: Copies

  @Test func aBlankNumberMayStandApartFromItsCode() {
    let notice = parse(
      "BỘ XÂY DỰNG\nSố:\n\n" + Self.nation + "/TTr-BXD\n\nHà Nội, ngày 05 tháng 9 năm 2016\n\nTỜ TRÌNH\n\n"
        + "Về việc trồng cây\n\nKính gửi: Chính phủ\n\nBộ Xây dựng trình Chính phủ như sau.\n" + Self.foot)
    #expect(notice.symbol == "TTr-BXD")
    #expect(notice.number == nil)
  }

  @Test func aCityMayBeAbbreviatedBeforeTheDate() {
    let notice = parse(
      "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 9/CT-UB | Tp. Hồ Chí Minh, ngày 14 tháng 3 năm 1990 |\n"
        + "CHỈ THỊ\nVỀ VIỆC TRỒNG CÂY\nCác trường trồng cây bóng mát quanh sân.\n")
    #expect(notice.issuer?.name == "Ủy ban nhân dân thành phố Hồ Chí Minh")
  }

  @Test func aPostMayStandAboveSigned() {
    let notice = parse(
      "QUYẾT ĐỊNH\n\nVề việc trồng cây\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Các trường trồng cây.\n\nĐiều 2. Sở Nội vụ theo dõi.\n\n"
        + "UBND tỉnh Cao Bằng\n\nPhó Chủ tịch\n\n(Đã ký)\n\nLê Văn Hải\n")
    #expect(notice.signature?.position == "Phó Chủ tịch")
    #expect(notice.signature?.name == "Lê Văn Hải")
    #expect(notice.directives.last?.text.contains("UBND") == false)
  }

  /// What the office that registered it stamped below the subject.
  @Test func aStampIsNoPartOfTheSubject() {
    let notice = parse(
      "BỘ XÂY DỰNG CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 57/BXD-VP\n"
        + "V/v rà soát bếp ăn của các\ntrường bán trú\nSỞ TƯPHÁP TỈNH CAO BẰNG ĐẾN\n\nKính gửi: Sở Nội vụ.\n\n"
        + Self.damage + "1. Giao Sở Nội vụ rà soát.\n" + Self.foot)
    #expect(notice.subject == "V/v rà soát bếp ăn của các trường bán trú")
  }

  /// What a seal says beside the recipients is no title.
  @Test func aSealIsNoTitle() {
    let notice = parse(
      "BỘ XÂY DỰNG CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 57/BXD-VP\n"
        + "V/v rà soát bếp ăn\n\nKính gửi: Sở Nội vụ.\n\n" + Self.damage + "1. Giao Sở Nội vụ rà soát.\n\n"
        + "Nơi nhận: TM:-BAN THƯỜNG VỤ\n- Như trên; CHỦ TỊCH\n- Sở Y tế: |  LUẬT SƯ\n- Lưu: VT.\n\nLê Văn Hải\n"
    )
    #expect(notice.kind?.code == "CV")
    #expect(notice.signature?.capacity == "TM.")
  }
}
