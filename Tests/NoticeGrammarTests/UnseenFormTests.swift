import NoticeText
import Testing

@testable import NoticeGrammar

/// Heads, feet and orders in shapes that copies of letters, telegrams and notices of conclusions have.
@Suite struct UnseenFormTests {
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
      Self.letterhead + "       2094\nSố:   /BXD-KTQH                 Hà Nội, ngày 15 tháng 12 năm 2025\n"
        + "V/v rà soát quy hoạch\n\nKính gửi: Ủy ban nhân dân các tỉnh.\n\nBộ Xây dựng đề nghị như sau:\n"
        + Self.foot)
    #expect(notice.number == "2094")
    #expect(notice.symbol == "BXD-KTQH")
    #expect(notice.identifier == "2094/BXD-KTQH")
  }

  @Test func aCodeMayFollowInAnotherColumn() {
    let notice = parse(
      "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 453\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        + "Độc lập – Tự do – Hạnh phúc\n\n/TB-UBND\nCao Bằng, ngày 29 tháng 4 năm 2025\n\nTHÔNG BÁO\n"
        + "Về việc nghỉ lễ\nNhân dịp lễ hội, Ủy ban nhân dân tỉnh đề nghị các cơ quan, đơn vị nghỉ từ ngày 10/5/2025 "
        + "đến hết ngày 14/5/2025, phân công người trực và bảo đảm an ninh, an toàn cơ quan theo quy định hiện hành./.\n"
        + Self.foot)
    #expect(notice.identifier == "453/TB-UBND")
    #expect(notice.subject == "Về việc nghỉ lễ")
    #expect(notice.recipients.map(\.name) == ["Như trên"])
  }

  @Test func theHeadOfALetterMayStandOnOneLine() {
    let notice = parse(
      "BỘ XÂY DỰNG -------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc -------\n"
        + "Số: 2739/BXD-QLN V/v quản lý nhà ở Hà Nội, ngày 05 tháng 4 năm 2019 Kính gửi: Bộ Tài chính.\n"
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
      "BỘ CÔNG AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: /BCA-C04\n"
        + "V/v dự kiến kế hoạch Hà Nội, ngày 3 tháng 12 năm 2025\nđầu tư công năm 2026\n\n"
        + "Thực hiện Nghị quyết số 50/NQ-CP ngày 13/3/2025 của Chính phủ, Bộ Công an đề nghị như sau:\n"
        + "1. Bộ Tài chính bố trí vốn.\n" + Self.foot)
    #expect(notice.kind?.code == "CV")
    #expect(notice.subject == "V/v dự kiến kế hoạch đầu tư công năm 2026")
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
      Self.letterhead + "Số: 12/CĐ-BXD\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\nCÔNG ĐIỆN\nmời họp\n\n"
        + "Bộ Xây dựng đề nghị:\n1. Sở Xây dựng gửi báo cáo trước 14 giờ, ngày 08 tháng 10 năm 2025.\n"
        + "2. Các đơn vị đăng ký trước 16h00, ngày 09/10/2025.\n" + Self.foot)
    #expect(notice.directives.map { $0.deadlines.map(\.value) } == [["2025-10-08"], ["2025-10-09"]])
  }

  @Test func whatLastsUntilNowIsNoLimit() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\nTHÔNG BÁO\nKết luận\n\n"
        + "Bộ trưởng yêu cầu:\n1. Các đơn vị đánh giá kết quả (từ ngày 01/7/2025 đến nay).\n" + Self.foot)
    #expect(notice.directives.first?.deadlines.isEmpty == true)
  }

  @Test func provincesAndCitiesAreAGroup() {
    let notice = parse(
      Self.letterhead + "Số: 12/BXD-QLN\nV/v sắp xếp\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\n"
        + "Kính gửi: Ủy ban nhân dân các tỉnh, thành phố.\n\nBộ Xây dựng đề nghị:\n"
        + "1. Ủy ban nhân dân tỉnh, thành phố chỉ đạo các đơn vị xây dựng đề án.\n" + Self.foot)
    #expect(!notice.agencies.contains { $0.name == "Ủy ban nhân dân tỉnh" })
  }

  @Test func peopleBelowAListOfBodiesAreNone() {
    let notice = parse(
      Self.letterhead + "Số: 12/BXD-QLN\nV/v sắp xếp\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\n"
        + "Kính gửi: Sở Xây dựng.\n\nĐầu mối:\n- Giải quyết vướng mắc của các bộ: Ông Lê Văn Hải, Vụ Pháp chế.\n"
        + "- Thủ tục thuộc Bộ Thủ tục hành chính của Sở Xây dựng.\nKính gửi: Hiệp hội Xây dựng Việt Nam\n"
        + "Ngày 12 tháng 6 năm 2025, Quốc hội thông qua nghị quyết.\n" + Self.foot)
    let names = notice.agencies.map(\.name)
    #expect(!names.contains { $0.contains("Ông") || $0.contains("Ngày") || $0 == "Bộ Thủ tục hành chính" })
  }

  @Test func aCommitteesTopicMayGoOnAfterADash() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\nTHÔNG BÁO\nKết luận\n\n"
        + "Bộ trưởng yêu cầu:\n"
        + "1. Các thành viên Ban Chỉ đạo công tác Dân số - Kế hoạch hóa gia đình tỉnh Cao Bằng thi hành.\n"
        + Self.foot)
    #expect(
      notice.agencies.contains {
        $0.name == "Ban Chỉ đạo công tác Dân số - Kế hoạch hóa gia đình tỉnh Cao Bằng"
      })
  }

  @Test func centresOfInvestmentHaveOneName() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\nTHÔNG BÁO\nKết luận\n\n"
        + "Bộ trưởng yêu cầu:\n1. Giao Trung tâm Xúc tiến đầu tư, Thương mại và Du lịch tỉnh báo cáo.\n"
        + Self.foot)
    #expect(
      notice.directives.first?.assignees.map(\.agency.name)
        == ["Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh"])
  }

  @Test func labelsMisreadBesideGoodOnesAreCounted() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\nTHÔNG BÁO\nKết luận\n\n"
        + Self.damage
        + "Bộ trưởng yêu cầu:\n\nI. Dự kiến mục tiêu:\n\n1. Sở Xây dựng dự kiến mục tiêu.\n- 3\n\n"
        + "2. Sở Tài chính dự kiến nguồn vốn.\n\n§. Sở Nội vụ dự kiến nhân lực.\n\n"
        + "H. Đề xuất nhu cầu dự toán:\n\nCác cơ quan đề xuất nhu cầu.\n" + Self.foot)
    #expect(notice.directives.map(\.path) == ["1.1", "1.2", "1.3", "2"])
    #expect(notice.directives.allSatisfy { $0.children.isEmpty })
  }

  // MARK: Feet

  @Test func aPostMayGoOnInItsColumn() {
    let notice = parse(
      Self.letterhead + "Số: 12/BXD-QLN\nV/v sắp xếp\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\n"
        + "Kính gửi: Sở Xây dựng.\n\nBộ Xây dựng trả lời như sau./.\n\n"
        + "Nơi nhận:                                   TL. BỘ TRƯỞNG\n"
        + "- Như trên;                                   VỤ TRƯỞNG\n"
        + "- Bộ trưởng (để b/c);                    VỤ QUẢN LÝ NHÀ Ở\n- Sở Xây dựng các tỉnh;\n- Lưu: VT.\n"
        + "                                            Lê Văn Hải\n")
    #expect(notice.signature?.position?.lowercased() == "vụ trưởng vụ quản lý nhà ở")
    #expect(notice.recipients.map(\.name) == ["Như trên", "Bộ trưởng", "Sở Xây dựng các tỉnh"])
  }

  @Test func whatASealLeftBesideAnItemIsNoneOfIt() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\nTHÔNG BÁO\nKết luận\n\n"
        + Self.damage + "1. Giao Sở Nội vụ rà soát./.\n\nNơi nhận: KT. BỘ TRƯỞNG\n- Như trên; THỨ TRƯỞNG\n"
        + "- Sở Xây dựng; Í Š Sưcc C5 c= lÌ\n- Trung tâm thông tin / Q27 2 @ Ý\ntỉnh Cao Bằng;\n- Lưu: VT.\n"
        + "`4 Nguyễn Văn Long\n")
    #expect(notice.recipients.map(\.name).prefix(2) == ["Như trên", "Sở Xây dựng"])
    #expect(notice.recipients.map(\.name).last == "Trung tâm thông tin tỉnh Cao Bằng")
    #expect(notice.signature?.name == "Nguyễn Văn Long")
  }

  /// Heads and feet beside stamps, as coarse scans of letters have them.
  @Test func aPoliceLetterIsReadThroughItsSeal() {
    let notice = parse(
      "- BỘ CÔNGAN . CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCÔNG AN TINH CAAO BÀNG Độc lập - Tự do - Hạnh phúc\n"
        + "Số:67I /CAT-PA05 Cao Đằng, ngày 01 tháng 6 năm 2025\nV/v trao đổi thông tin\nKính gửi: Sở Nội vụ.\n"
        + "Công an tỉnh đề nghị Sở Nội vụ báo cáo.\n\n"
        + Self.damage
        + "Nơi nhận: _ KT.GIÁM ĐÓC\n- Như trên (để phối hợp): PRÓ GIÁ STÔi\n- Ð/e GĐCAT (để báo cáo); “C45262 CUẬN\n"
        + "- Ban Chỉ huy, SHỦ TỊCH\n- Lưu VT, PA05(Đ1). A.0.N Vi\nIÑt X[( 4\nĐartd Trương Minh Đương\n")
    #expect(notice.issuer?.name == "Công an tỉnh Cao Bằng")
    #expect(notice.place == "Cao Bằng")
    #expect(notice.date == "2025-06-01")
    #expect(notice.recipients.map(\.name) == ["Như trên", "Đ/c GĐCAT", "Ban Chỉ huy"])
    #expect(notice.signature?.name == "Trương Minh Đương")
  }

  @Test func whoSignsForAHeadIsHisDeputy() {
    let notice = parse(
      "BỘ CÔNG AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        + "Số: 5/KH-BCA-C04 Cao Băng. ngài Ø2 tháng 10 năm 2025\nKẾ HOẠCH\nTổ chức hội nghị\n\n" + Self.damage
        + "1. Giao Sở Nội vụ rà soát./.\n\nNơi nhận: KT. BỌ TRƯỞNG\n- Bộ trưởng (để báo cáo), _ THỨ TRƯƠNG\n"
        + "- Văn phòng Chính phủ (để thực hiện) F c 2z\n- Sở Nội vụ * PHÓ GIÁM ĐÓC\n- Lưu: VT.\n"
        + "`*SBafftá Đậu Xuân Bảo\n")
    #expect(notice.place == "Cao Bằng")
    #expect(notice.date == "2025-10")
    #expect(notice.recipients.map(\.name) == ["Bộ trưởng", "Văn phòng Chính phủ", "Sở Nội vụ"])
    #expect(notice.signature?.name == "Đậu Xuân Bảo")
  }

  @Test func aDeputysPostIsReadByItsHead() {
    let notice = parse(
      "BỘ CÔNG AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        + "Số: 5/KH-BCA-C04 Hà Nội, ngày,2/ tháng 10 năm 2025\nKẾ HOẠCH\nTổ chức hội nghị\n\n" + Self.damage
        + "1. Giao Sở Nội vụ rà soát./.\n\nNơi nhận: KT. BỌ TRƯỞNG\n- Như trên; THỨ TRƯƠNG\n- Lưu: VT.\n"
        + "Lê Văn Hải\n")
    #expect(notice.date == "2025-10")
    #expect(notice.signature?.position == "Thứ trưởng")
  }

  @Test func aListWithoutItsHeadingMayWrap() {
    let notice = parse(
      Self.letterhead + "Số: 12/TB-BXD\n\nHà Nội, ngày 07 tháng 10 năm 2025\n\nTHÔNG BÁO\nKết luận\n\n"
        + Self.damage + "1. Giao Sở Nội vụ rà soát./.\n\n- Bộ Công Thương, Bộ Tài chính, Bộ Y\n"
        + "tế, Bộ Quốc phòng (để báo cáo);\n- Các đơn vị (để thực hiện);\n"
        + "- Lưu: VT, P5. NMC (10). Đại tá Lê Văn Hải\n")
    #expect(notice.directives.map(\.path) == ["1"])
    #expect(notice.directives.first?.children.isEmpty == true)
    #expect(notice.signature?.name == "Lê Văn Hải")
  }

  @Test func anAuthorityMayStandAfterDebris() {
    let notice = parse(
      Self.letterhead + "Số: 12/GM-BXD\n\nHà Nội, ngày 07 tháng 10 năm 2025\n<>áz@7 GIÁY MỜI\n\n"
        + Self.damage
        + "1. Giao Sở Nội vụ rà soát./.\n\n\" . w TL. CHỦ TỊCH\n- Đồng chí Chủ tịch;\n- Phòng HCQT;\n- Lưu: VT.\n"
    )
    #expect(notice.kind?.code == "GM")
    #expect(notice.signature?.capacity == "TL.")
  }
}
