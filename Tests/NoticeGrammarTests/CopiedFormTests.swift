import NoticeText
import Testing

@testable import NoticeGrammar

/// Heads, feet and orders in shapes that copies of letters, telegrams and notices of conclusions have.
@Suite struct CopiedFormTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  private static let letterhead =
    "BỘ XÂY DỰNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
  private static let foot =
    "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nLê Văn Hải\n"

  /// Words that OCR damaged, so that a text is read as damaged.
  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n\n"

  // MARK: Heads

  @Test func aNumberMayStandAboveItsLine() {
    let notice = parse(
      Self.letterhead + "       3318\nSố:   /BXD-KTQH                 Hà Nội, ngày 18 tháng 3 năm 2024\n"
        + "V/v rà soát quy hoạch\n\nKính gửi: Ủy ban nhân dân các tỉnh.\n\nBộ Xây dựng đề nghị như sau:\n"
        + Self.foot)
    #expect(notice.number == "3318")
    #expect(notice.symbol == "BXD-KTQH")
    #expect(notice.identifier == "3318/BXD-KTQH")
  }

  @Test func aCodeMayFollowInAnotherColumn() {
    let notice = parse(
      "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 76\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        + "Độc lập – Tự do – Hạnh phúc\n\n/TB-UBND\nCao Bằng, ngày 22 tháng 8 năm 2024\n\nTHÔNG BÁO\n"
        + "Về việc nghỉ lễ\nNhân dịp hội xuống đồng, Ủy ban nhân dân tỉnh cho cán bộ, công chức nghỉ từ ngày 30/8/2024 "
        + "đến hết ngày 03/9/2024, các phòng phân công người trực, khóa cửa và tắt điện trước khi ra về như mọi năm./.\n"
        + Self.foot)
    #expect(notice.identifier == "76/TB-UBND")
    #expect(notice.subject == "Về việc nghỉ lễ")
    #expect(notice.recipients.map(\.name) == ["Như trên"])
  }

  @Test func theHeadOfALetterMayStandOnOneLine() {
    let notice = parse(
      "BỘ XÂY DỰNG -------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc -------\n"
        + "Số: 812/BXD-QLN V/v quản lý nhà ở Hà Nội, ngày 06 tháng 9 năm 2021 Kính gửi: Bộ Tài chính.\n"
        + "Bộ Xây dựng có ý kiến như sau:\n1. Về hợp đồng, đề nghị Bộ Tài chính hướng dẫn.\n"
        + "2. Về phí, đề nghị Bộ Tài chính trả lời.\n"
        + "Nơi nhận:\n- Như trên;\n- Lưu: VT, QLN (2b). Lan Anh BỘ TRƯỞNG Lê Văn Hải")
    #expect(notice.subject == "V/v quản lý nhà ở")
    #expect(notice.addressees.map(\.name) == ["Bộ Tài chính"])
    #expect(notice.directives.map(\.path) == ["1", "2"])
    #expect(notice.signature?.position == "Bộ trưởng")
    #expect(notice.signature?.name == "Lê Văn Hải")
  }

  /// The date of the other column between the lines of the subject, and no addressees.
  @Test func aLetterIsOneWithoutAddressees() {
    let notice = parse(
      "BỘ CÔNG AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: /BCA-V12\n"
        + "V/v chuẩn bị phương án Hà Nội, ngày 4 tháng 5 năm 2023\ntrực ban mùa hè năm 2023\n\n"
        + "Thực hiện Nghị quyết số 97/NQ-CP ngày 08/4/2023 của Chính phủ, Bộ Công an đề nghị như sau:\n"
        + "1. Bộ Tài chính bố trí vốn.\n" + Self.foot)
    #expect(notice.kind?.code == "CV")
    #expect(notice.subject == "V/v chuẩn bị phương án trực ban mùa hè năm 2023")
  }

  @Test func theMarksOfAPlaceMayBeMisread() {
    let notice = parse(
      "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM\nTÍNH CAO BÀNG Độc lập - Tự do - Hạnh phúc\n"
        + "Số: 12/TB-UBND Cao Băng, ngày 12 tháng 11 năm 2025\nTHÔNG BÁO\nKết luận cuộc họp\n\n" + Self.damage
        + "1. Giao Sở Nội vụ rà soát.\n" + Self.foot)
    #expect(notice.place == "Cao Bằng")
    #expect(notice.issuer?.name == "Ủy ban nhân dân tỉnh Cao Bằng")
  }

  // MARK: Orders

  @Test func aCommaMayPartHourAndDay() {
    let notice = parse(
      Self.letterhead + "Số: 12/CĐ-BXD\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\nCÔNG ĐIỆN\nmời họp\n\n"
        + "Bộ Xây dựng đề nghị:\n1. Sở Xây dựng gửi báo cáo trước 11 giờ, ngày 18 tháng 9 năm 2024.\n"
        + "2. Các đơn vị đăng ký trước 15h30, ngày 19/9/2024.\n" + Self.foot)
    #expect(notice.directives.map { $0.deadlines.map(\.value) } == [["2024-09-18"], ["2024-09-19"]])
  }

  @Test func whatLastsUntilNowIsNoLimit() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận\n\n"
        + "Bộ trưởng yêu cầu:\n1. Các đơn vị đánh giá kết quả (từ ngày 01/3/2024 đến nay).\n" + Self.foot)
    #expect(notice.directives.first?.deadlines.isEmpty == true)
  }

  @Test func provincesAndCitiesAreAGroup() {
    let notice = parse(
      Self.letterhead + "Số: 12/BXD-QLN\nV/v sắp xếp\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\n"
        + "Kính gửi: Ủy ban nhân dân các tỉnh, thành phố.\n\nBộ Xây dựng đề nghị:\n"
        + "1. Ủy ban nhân dân tỉnh, thành phố chỉ đạo các đơn vị xây dựng đề án.\n" + Self.foot)
    #expect(!notice.agencies.contains { $0.name == "Ủy ban nhân dân tỉnh" })
  }

  @Test func peopleBelowAListOfBodiesAreNone() {
    let notice = parse(
      Self.letterhead + "Số: 12/BXD-QLN\nV/v sắp xếp\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\n"
        + "Kính gửi: Sở Xây dựng.\n\nĐầu mối:\n- Hướng dẫn nghiệp vụ cho các bộ: Ông Lê Văn Hải, Vụ Pháp chế.\n"
        + "- Thủ tục thuộc Bộ Thủ tục hành chính của Sở Xây dựng.\nKính gửi: Hiệp hội Xây dựng Việt Nam\n"
        + "Ngày 08 tháng 4 năm 2024, Chính phủ thông qua đề cương.\n" + Self.foot)
    let names = notice.agencies.map(\.name)
    #expect(!names.contains { $0.contains("Ông") || $0.contains("Ngày") || $0 == "Bộ Thủ tục hành chính" })
  }

  @Test func aCommitteesTopicMayGoOnAfterADash() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận\n\n"
        + "Bộ trưởng yêu cầu:\n"
        + "1. Các thành viên Ban Chỉ đạo công tác Người cao tuổi - Trẻ em mồ côi tỉnh Cao Bằng thi hành.\n"
        + Self.foot)
    #expect(
      notice.agencies.contains {
        $0.name == "Ban Chỉ đạo công tác Người cao tuổi - Trẻ em mồ côi tỉnh Cao Bằng"
      })
  }

  @Test func centresOfInvestmentHaveOneName() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận\n\n"
        + "Bộ trưởng yêu cầu:\n1. Giao Trung tâm Xúc tiến đầu tư, Thương mại và Du lịch tỉnh báo cáo.\n"
        + Self.foot)
    #expect(
      notice.directives.first?.assignees.map(\.agency.name)
        == ["Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh"])
  }

  @Test func labelsMisreadBesideGoodOnesAreCounted() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận\n\n"
        + Self.damage
        + "Bộ trưởng yêu cầu:\n\nI. Dự kiến nguồn lực:\n\n1. Sở Xây dựng dự kiến vật tư.\n- 3\n\n"
        + "2. Sở Tài chính dự kiến nguồn vốn.\n\n§. Sở Nội vụ dự kiến nhân lực.\n\n"
        + "H. Phân công phục vụ hội nghị:\n\nCác cơ quan cử người phục vụ.\n" + Self.foot)
    #expect(notice.directives.map(\.path) == ["1.1", "1.2", "1.3", "2"])
    #expect(notice.directives.allSatisfy { $0.children.isEmpty })
  }

  // MARK: Feet

  @Test func aPostMayGoOnInItsColumn() {
    let notice = parse(
      Self.letterhead + "Số: 12/BXD-QLN\nV/v sắp xếp\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\n"
        + "Kính gửi: Sở Xây dựng.\n\nBộ Xây dựng trả lời như sau./.\n\n"
        + "Nơi nhận:                                   TL. BỘ TRƯỞNG\n"
        + "- Như trên;                                   VỤ TRƯỞNG\n"
        + "- Thứ trưởng phụ trách;                  VỤ QUẢN LÝ NHÀ Ở\n- Sở Xây dựng các tỉnh;\n- Lưu: VT.\n"
        + "                                            Lê Văn Hải\n")
    #expect(notice.signature?.position?.lowercased() == "vụ trưởng vụ quản lý nhà ở")
    #expect(notice.recipients.map(\.name) == ["Như trên", "Thứ trưởng phụ trách", "Sở Xây dựng các tỉnh"])
  }

  @Test func whatASealLeftBesideAnItemIsNoneOfIt() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận\n\n"
        + Self.damage + "1. Giao Sở Nội vụ rà soát./.\n\nNơi nhận: KT. BỘ TRƯỞNG\n- Như trên; THỨ TRƯỞNG\n"
        + "- Sở Xây dựng; Ì Ö Tưrr B8 d= iÍ\n- Trung tâm thông tin / W61 7 @ Ỳ\ntỉnh Cao Bằng;\n- Lưu: VT.\n"
        + "`7 Nguyễn Thành Bền\n")
    #expect(notice.recipients.map(\.name).prefix(2) == ["Như trên", "Sở Xây dựng"])
    #expect(notice.recipients.map(\.name).last == "Trung tâm thông tin tỉnh Cao Bằng")
    #expect(notice.signature?.name == "Nguyễn Thành Bền")
  }

  /// Heads and feet beside stamps, as coarse scans of letters have them.
  @Test func aPoliceLetterIsReadThroughItsSeal() {
    let notice = parse(
      "“ BỘ CÔNG AN , CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCÔNG AN TÍNH CAAO BÀNG Độc lập - Tự do - Hạnh phúc\n"
        + "Số:38I /CAT-PC07 Cao Đằng, ngày 11 tháng 3 năm 2024\nV/v diễn tập chữa cháy\nKính gửi: Sở Nội vụ.\n"
        + "Công an tỉnh đề nghị Sở Nội vụ báo cáo.\n\n"
        + Self.damage
        + "Nơi nhận: ~ KT.GIÁM ĐÓC\n- Như trên (để tham gia): PIIÓ GIẢ TĐÔl\n- Ð/e GĐCAT (để theo dõi); “D71834 GUẢN\n"
        + "- Ban Chỉ huy, GHỦ TỊCH\n- Lưu VT, PC07(Đ3). B.0.H Vl\nlÑi K[( 7\nĐorlđ Trương Bá Đương\n")
    #expect(notice.issuer?.name == "Công an tỉnh Cao Bằng")
    #expect(notice.place == "Cao Bằng")
    #expect(notice.date == "2024-03-11")
    #expect(notice.recipients.map(\.name) == ["Như trên", "Đ/c GĐCAT", "Ban Chỉ huy"])
    #expect(notice.signature?.name == "Trương Bá Đương")
  }

  @Test func whoSignsForAHeadIsHisDeputy() {
    let notice = parse(
      "BỘ CÔNG AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        + "Số: 5/KH-BCA-V12 Cao Băng. ngài Ø2 tháng 9 năm 2024\nKẾ HOẠCH\nTổ chức hội nghị\n\n" + Self.damage
        + "1. Giao Sở Nội vụ rà soát./.\n\nNơi nhận: KT. BỌ TRƯỞNG\n- Bộ trưởng (để báo cáo), _ THỨ TRƯƠNG\n"
        + "- Văn phòng Chính phủ (để thực hiện) P e 5x\n- Sở Nội vụ * PHÓ GIÁM ĐÓC\n- Lưu: VT.\n"
        + "`*KDollnế Đậu Quang Nhã\n")
    #expect(notice.place == "Cao Bằng")
    #expect(notice.date == "2024-09")
    #expect(notice.recipients.map(\.name) == ["Bộ trưởng", "Văn phòng Chính phủ", "Sở Nội vụ"])
    #expect(notice.signature?.name == "Đậu Quang Nhã")
  }

  @Test func aDeputysPostIsReadByItsHead() {
    let notice = parse(
      "BỘ CÔNG AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        + "Số: 5/KH-BCA-V12 Hà Nội, ngày,2/ tháng 9 năm 2024\nKẾ HOẠCH\nTổ chức hội nghị\n\n" + Self.damage
        + "1. Giao Sở Nội vụ rà soát./.\n\nNơi nhận: KT. BỌ TRƯỞNG\n- Như trên; THỨ TRƯƠNG\n- Lưu: VT.\n"
        + "Lê Văn Hải\n")
    #expect(notice.date == "2024-09")
    #expect(notice.signature?.position == "Thứ trưởng")
  }

  @Test func aListWithoutItsHeadingMayWrap() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 17 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận\n\n"
        + Self.damage + "1. Giao Sở Nội vụ rà soát./.\n\n- Bộ Công Thương, Bộ Tài chính, Bộ Y\n"
        + "tế, Bộ Quốc phòng (để báo cáo);\n- Các đơn vị (để thực hiện);\n"
        + "- Lưu: VT, P3. HTL (12). Đại tá Lê Văn Hải\n")
    #expect(notice.directives.map(\.path) == ["1"])
    #expect(notice.directives.first?.children.isEmpty == true)
    #expect(notice.signature?.name == "Lê Văn Hải")
  }

  @Test func anAuthorityMayStandAfterDebris() {
    let notice = parse(
      Self.letterhead + "Số: 12/GM-BXD\n\nHà Nội, ngày 17 tháng 9 năm 2024\n<>éx@4 GIÁY MỜI\n\n"
        + Self.damage
        + "1. Giao Sở Nội vụ rà soát./.\n\n\" . v TL. CHỦ TỊCH\n- Đồng chí Chủ tịch;\n- Phòng HCQT;\n- Lưu: VT.\n"
    )
    #expect(notice.kind?.code == "GM")
    #expect(notice.signature?.capacity == "TL.")
  }
}
