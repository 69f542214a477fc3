import NoticeText
import Testing

@testable import NoticeGrammar

/// Dates of every shape, as EDTF, in a document of October 2021.
@Suite struct DateTests {
  private func dates(_ text: String) -> [String] {
    let notice = NoticeParser().parse(
      SourceText(
        "THÔNG BÁO\n\nSố 1-TB/TU\n\nHà Nội, ngày 05 tháng 10 năm 2021\n\n1. Giao Sở Y tế báo cáo \(text).\n"))
    return notice.dates.map(\.value).filter { $0 != "2021-10-05" }
  }

  @Test(arguments: [
    ("ngày 15/11/2021", "2021-11-15"), ("15-11-2021", "2021-11-15"), ("ngày 15.11.2021", "2021-11-15"),
    ("ngày 26 tháng 10 năm 2021", "2021-10-26"), ("ngày 03 tháng tư năm 2018", "2018-04-03"),
    ("ngày 9/8/21", "2021-08-09"),
    ("trước ngày 20/11", "2021-11-20"), ("trong tháng 10/2022", "2022-10"), ("tháng 12 năm 2021", "2021-12"),
    ("quý IV/2021", "2021-36"), ("quý III năm 2022", "2022-35"), ("giai đoạn 2026 - 2030", "2026/2030"),
    ("từ ngày 01/11 đến ngày 15/11/2021", "2021-11-01/2021-11-15"),
    ("từ ngày 01/11/2021 đến trước ngày 15/11/2021", "2021-11-01/2021-11-15"),
    ("16-20/11/2025", "2025-11-16/2025-11-20"),
    ("trong tuần ngày 15 đến ngày 31 tháng 12 năm 2021", "2021-12-15/2021-12-31"),
    ("trong năm 2022", "2022"),
    ("từ 01/7/2025-31/12/2026", "2025-07-01/2026-12-31"),
    ("(01/7/2025 - 31/12/2026)", "2025-07-01/2026-12-31"),
    ("Luật Đê điều được sửa đổi bởi Luật ngày 25 tháng 6 năm 2020", "2020-06-25"),
  ])
  func isRead(_ text: String, _ edtf: String) {
    #expect(dates(text) == [edtf])
  }

  @Test(arguments: [
    "24/7", "30/02/2021", "tỷ lệ 3/4", "số 1900 6126", "ngày 10 hằng tháng", "năm 2021", "đường 2/9", "7,85%",
    "QL.18", "32/13/2021",
  ])
  func isNoDate(_ text: String) {
    #expect(dates(text) == [])
  }
}

@Suite struct DeadlineTests {
  private func deadlines(_ order: String) -> [String] {
    let text =
      "TỈNH ỦY HÒA BÌNH\nSố 1-TB/TU\nHòa Bình, ngày 05 tháng 10 năm 2021\n\nTHÔNG BÁO\nvề rà soát\n\n1. \(order)\n"
    return NoticeParser().parse(SourceText(text)).directives.flatMap(\.deadlines).compactMap(\.value)
  }

  @Test func whatWasOverBeforeTheDocumentIsNoDeadline() {
    #expect(
      deadlines("Sửa nhà hư hỏng do mưa từ ngày 16 đến ngày 22/9/2021 trước ngày 31/12/2021.") == [
        "2021-12-31"
      ])
    #expect(deadlines("Rà soát hồ sơ nộp trước ngày 01/7/2021.") == [])
    #expect(deadlines("Chi trả từ ngày 01/7/2021.") == ["2021-07-01"])
  }

  /// What is told of whom an order concerns does not make it past.
  @Test func anOrderIsNoTaleOfThePast() {
    #expect(
      deadlines(
        "Hoàn thành cấp thẻ cho các em đã được tiêm trong tháng 3/2025, phấn đấu đến ngày 30/4/2025 báo cáo."
      )
        == ["2025-03", "2025-04-30"])
    #expect(deadlines("Các hộ đã được chi trả đến ngày 30/6/2021.") == [])
  }

  @Test func aLimitThatIsSaidTwiceIsOne() {
    #expect(deadlines("Báo cáo trước ngày 03/12/2021; gửi số liệu trước ngày 03/12/2021.") == ["2021-12-03"])
  }
}

@Suite struct DoubtfulDateTests {
  @Test func aDayThatCannotBeIsReportedWithWhatItMayHaveBeenAndNeverChanged() {
    let text =
      "THÔNG BÁO\n1. Giao Sở Y tế báo cáo theo Quyết định số 45/QĐ-UBND ngày 21/0/2019 trước ngày 31/02/2022."
    let notice = NoticeParser().parse(SourceText(text))
    let found = notice.diagnostics.filter { $0.code == "impossible-date" }
    #expect(found.map { $0.span.map(notice.raw) } == ["21/0/2019", "31/02/2022"])
    #expect(found.first?.message.contains("21/09/2019") ?? false)
    #expect(found.first?.message.contains("21/10/2019") ?? false)
    #expect(!notice.dates.contains { $0.value.hasPrefix("2019") && $0.value.count == 10 })
    #expect(!notice.repairs.contains { $0.text.contains(where: \.isNumber) })
  }

  @Test func aDayOfTheCalendarIsNotDoubtful() {
    let notice = NoticeParser().parse(
      SourceText("THÔNG BÁO\nngày 29/02/2024, ngày 31/12/2025, ngày 1-1-2021"))
    #expect(!notice.diagnostics.contains { $0.code == "impossible-date" })
  }
}
