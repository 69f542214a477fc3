import NoticeText
import Testing

@testable import NoticeGrammar

/// Whom conclusions task, until when and on which documents, in forms that they have besides "Giao …".
@Suite struct ConclusionFormTests {
  private func parse(_ items: String) -> Notice {
    NoticeParser().parse(
      SourceText(
        "TỈNH ỦY CAO BẰNG\n*\nSố 512-TB/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nCao Bằng, ngày 09 tháng 3 năm 2023\n\n"
          + "THÔNG BÁO\n\nKết luận của Ban Thường vụ Tỉnh ủy\n\n"
          + "Ban Thường vụ Tỉnh ủy kết luận như sau:\n\n" + items
          + "\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn Hải\n"))
  }

  private func assignees(_ items: String) -> [String]? {
    parse(items).directives.first?.assignees.map(\.agency.name)
  }

  private func deadlines(_ item: String) -> [String?]? {
    parse("1. \(item)\n\n2. Công an tỉnh giữ trật tự.\n").directives.first?.deadlines.map {
      $0.value ?? $0.period
    }
  }

  @Test func theHeadsOfListedUnitsAreTheUnits() {
    #expect(
      assignees(
        "1. Trưởng các phòng: Nội vụ, Tư pháp; Trưởng Công an huyện chịu trách nhiệm thi hành.\n\n"
          + "2. Công an tỉnh giữ trật tự.\n") == ["Phòng Nội vụ", "Phòng Tư pháp", "Công an huyện"])
  }

  @Test func toSendIsToAct() {
    #expect(
      assignees(
        "1. Định kỳ hằng quý, Sở Tài chính gửi kết quả về Văn phòng Tỉnh ủy.\n\n2. Công an tỉnh giữ trật tự.\n"
      )
        == ["Sở Tài chính"])
  }

  @Test func newspapersOfTheWholeCountryAreBodies() {
    #expect(
      assignees("1. Báo Nông nghiệp Việt Nam tuyên truyền sâu rộng.\n\n2. Công an tỉnh giữ trật tự.\n")
        == ["Báo Nông nghiệp Việt Nam"])
  }

  @Test(arguments: [
    ("6 tháng một lần", "R/P6M"), ("cứ 15 ngày một lần", "R/P15D"), ("mỗi quý 1 lần", "R/P3M"),
    ("hằng tháng một lần", "R/P1M"), ("định kỳ 6 tháng một lần", "R/P6M"),
    ("chậm nhất sau 03 ngày kể từ khi kết thúc", "P3D"), ("muộn nhất là 05 ngày làm việc", "P5D"),
  ])
  func aTermMayBeToldByItsEndOrItsTurn(words: String, period: String) {
    #expect(deadlines("Sở Tài chính \(words) báo cáo kết quả.") == [period])
  }

  @Test(arguments: ["chậm nhất 05 ngày làm việc trước khi họp", "5 đợt một lần", "3 tháng hai lần"])
  func whatCountsOtherThingsIsNoTerm(words: String) {
    #expect(deadlines("Sở Tài chính gửi tài liệu \(words).") == [])
  }

  @Test func whatIsBroughtToAMeetingIsDueInItsMonth() {
    #expect(deadlines("Sở Tài chính hoàn thiện hồ sơ, trình lại tại phiên họp tháng 5/2023.") == ["2023-05"])
    #expect(deadlines("Sở Tài chính thực hiện kết luận tại phiên họp tháng 5/2023.") == [])
  }

  @Test func theSameDayIsTheDayOfAllThatWereListed() {
    let notice = parse(
      "1. Thống nhất với Tờ trình số 8/TTr-UBND và Tờ trình số 11/TTr-UBND cùng ngày 08 tháng 01 năm 2023.\n\n"
        + "2. Công an tỉnh giữ trật tự.\n")
    #expect(notice.references.map(\.date) == ["2023-01-08", "2023-01-08"])
  }

  @Test func aFormerProvinceIsOne() {
    let agencies = parse("1. Ủy ban nhân dân tỉnh Hà Tây bàn giao mặt bằng.\n").agencies
    #expect(
      agencies.contains { $0.name == "Ủy ban nhân dân tỉnh Hà Tây" })
  }

  @Test func linesOfACellMayStandInOne() {
    let notice = NoticeParser().parse(
      SourceText(
        "HUYỆN ỦY TÂN LẬP\n*\nSố 31-TB/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nTân Lập, ngày 09 tháng 3 năm 2023\n\n"
          + "THÔNG BÁO\n\nKết luận của Ban Thường vụ Huyện ủy\n\nBan Thường vụ Huyện ủy kết luận như sau:\n\n"
          + "1. Công an huyện giữ trật tự.\n\n"
          + "| *Nơi nhận:* - Ban Thường vụ Tỉnh ủy, - UBKT Tỉnh ủy, - Các đảng ủy trực thuộc, - Lưu VPHU. | "
          + "**T/M BAN THƯỜNG VỤ** **PHÓ BÍ THƯ** **Lê Văn Hải** |\n|---|---|\n"))
    #expect(
      notice.recipients.map(\.name) == ["Ban Thường vụ Tỉnh ủy", "UBKT Tỉnh ủy", "Các đảng ủy trực thuộc"])
  }
}
