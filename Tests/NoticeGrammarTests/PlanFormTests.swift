import NoticeText
import Testing

@testable import NoticeGrammar

/// Heads, labels and hours as plans and minutes of conclusions print them.
@Suite struct PlanFormTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  private static let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
  private static let foot =
    "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Hải\n"

  /// Words that OCR damaged, so that a text is read as damaged.
  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n\n"

  private static func plan(_ title: String, _ items: String) -> String {
    "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 48/KH-UBND\n\n" + nation
      + "Cao Bằng, ngày 05 tháng 9 năm 2023\n\nKẾ HOẠCH\n\n" + title + "\n\n"
      + "Thực hiện chương trình công tác năm, Ủy ban nhân dân tỉnh xây dựng kế hoạch như sau:\n\n" + items
      + foot
  }

  @Test func aTitleMayBeginAsABodyDoes() {
    let title = "Triển khai trồng cây bóng mát quanh các sân trường trên địa bàn tỉnh"
    #expect(parse(Self.plan(title, "1. Giao Sở Nội vụ theo dõi.\n")).subject == title)
  }

  @Test func aParagraphThatEndsAsASentenceIsNoTitle() {
    let body = "Triển khai chương trình công tác năm, các trường trồng cây bóng mát quanh sân."
    #expect(parse(Self.plan(body, "1. Giao Sở Nội vụ theo dõi.\n")).subject == nil)
  }

  @Test func aSlashMayFollowALetter() {
    let notice = parse(
      Self.plan(
        "Về việc trồng cây",
        "1/ Về cây giống:\n\na/ Sở Tài chính cấp kinh phí.\n\nb/ Sở Nội vụ theo dõi.\n\n2/ Công an tỉnh giữ trật tự.\n"
      ))
    #expect(notice.directives.map(\.path) == ["1", "2"])
    #expect(notice.directives.first?.children.map(\.path) == ["1.1", "1.2"])
  }

  @Test(arguments: ["thứ Sáu ngày", "thứ 6, ngày", "Chủ nhật, ngày"])
  func aWeekdayMayStandBeforeTheDay(day: String) {
    let notice = parse(
      Self.plan(
        "Về việc trồng cây",
        "1. Giao Sở Nội vụ báo cáo trước 16h00 \(day) 17/11/2023.\n\n2. Công an tỉnh giữ trật tự.\n"))
    #expect(notice.directives.first?.deadlines.map(\.value) == ["2023-11-17"])
    #expect(notice.directives.first?.deadlines.map(\.relation) == [.before])
  }

  @Test func whatIsLeftOfARuleMayStandBeforeThePlace() {
    let notice = parse(
      "TỈNH ỦY CAO BẰNG ĐẢNG CỘNG SẢN VIỆT NAM\n- Cao Bằng, ngày 30 tháng 8 năm 2016\n\nSố 62-TB/TU\n\nTHÔNG BÁO\n"
        + "về việc trồng cây\n\n" + Self.damage + "1. Giao Sở Nội vụ rà soát.\n")
    #expect(notice.place == "Cao Bằng")
    #expect(notice.date == "2016-08-30")
  }

  @Test func aLetterheadMayRunIntoTheAbbreviatedCity() {
    let notice = parse(
      "THÀNH ỦY THÀNH PHỐ HỒ CHÍ ĐẢNG CỘNG SẢN VIỆT NAM\nMINH TP. Hồ Chí Minh, ngày 24 tháng 6 năm 2008\n"
        + "VĂN PHÒNG\n\nSố 68-TB/VPTU\n\nTHÔNG BÁO\nvề việc trồng cây\n\n" + Self.damage
        + "1. Giao Sở Nội vụ rà soát.\n")
    #expect(notice.place == "Hồ Chí Minh")
  }

  @Test func aCodeMayEndInAStrokedLetter() {
    let notice = parse(
      Self.plan(
        "Về việc trồng cây",
        Self.damage + "1. Sở Nội vụ thực hiện Chỉ thị số 45/CT-TTø ngày 15/10/2011 của Thủ tướng Chính phủ.\n"
      ))
    #expect(notice.references.map(\.identifier).contains("45/CT-TTg"))
  }
}
