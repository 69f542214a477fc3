import NoticeText
import Testing

@testable import NoticeGrammar

/// Bodies named by a list of their places, and what stands for many of them.
@Suite struct ListedPlaceTests {
  private func parse(_ items: String, head: String = "") -> Notice {
    NoticeParser().parse(SourceText("\(head)THÔNG BÁO\nVề việc nghỉ lễ\n\n\(items)"))
  }

  @Test func provincesAndCitiesShareAHead() {
    let notice = parse("1. Ủy ban nhân dân các tỉnh, thành phố: Nam Định, Thái Bình, Hải Phòng rà soát.\n")
    #expect(
      notice.agencies.map(\.name) == [
        "Ủy ban nhân dân tỉnh Nam Định", "Ủy ban nhân dân tỉnh Thái Bình",
        "Ủy ban nhân dân thành phố Hải Phòng",
      ])
  }

  @Test func districtCommitteesShareAHead() {
    let notice = parse("1. Ban Thường vụ các huyện ủy: Đông Sơn, Hà Trung rà soát.\n")
    #expect(
      notice.agencies.map { $0.name.lowercased() } == [
        "ban thường vụ huyện ủy đông sơn", "ban thường vụ huyện ủy hà trung",
      ])
  }

  @Test func whatIsManyIsNotTheOneNamedBefore() {
    let notice = parse(
      "1. Tập đoàn Dầu khí Việt Nam rà soát.\n\n2. Các Tập đoàn, các chủ đầu tư thực hiện đúng cam kết.\n")
    #expect(notice.directives[1].assignees.isEmpty)
  }

  @Test func rangersNeedNoDistrict() {
    let notice = parse("1. Giao Hạt Kiểm lâm, Công an huyện tuần tra.\n")
    #expect(notice.directives[0].assignees.map(\.agency.name) == ["Hạt Kiểm lâm", "Công an huyện"])
  }

  @Test func rangersMayHaveARegion() {
    let notice = parse("1. Giao Hạt Kiểm lâm khu vực Đông Sơn, Công an xã tuần tra.\n")
    #expect(
      notice.directives[0].assignees.map(\.agency.name) == ["Hạt Kiểm lâm khu vực Đông Sơn", "Công an xã"])
  }

  @Test func aCellEndsAPlace() {
    let notice = parse(
      "| TT | Nội dung | Chủ trì | Phối hợp |\n|---|---|---|---|\n"
        + "| 1 | Chuẩn bị thuốc | Trạm Y tế xã | Phòng Văn hóa - Xã hội |\n")
    #expect(notice.agencies.map(\.name).contains("Phòng Văn hóa - Xã hội"))
  }

  /// The Central Committee's documents say what its Secretariat requires; an office's, what its committee does.
  @Test(arguments: [
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\n\nSố 38-TB/TW\n\n", "Ban Bí thư"),
    ("TỈNH ỦY HÀ NAM\nVĂN PHÒNG\n\nSố 38-TB/VPTU\n\n", "Thường trực Tỉnh ủy"),
  ])
  func whoRequiresIsNotTold(head: String, body: String) {
    let notice = parse("1. \(body) yêu cầu Sở Y tế rà soát.\n", head: head)
    #expect(notice.directives[0].assignees.map(\.agency.name) == ["Sở Y tế"])
  }

  /// A line that wraps before a place does not end what an item is about.
  @Test func aWrappedLineEndsNoTopic() {
    let notice = parse("1. Về nhiệm vụ; đề nghị Sở Y tế, Sở Nội vụ, Đảng ủy phường\nMỹ Trà rà soát.\n")
    #expect(notice.directives[0].assignees.map(\.agency.name).contains("Sở Y tế"))
  }

  @Test func aKnownLawMayHaveItsYearBehindItsName() {
    let notice = parse("1. Thực hiện theo điểm a khoản 2 Điều 69 Luật Đất đai 2013.\n")
    #expect(notice.references.map(\.title) == ["Luật Đất đai"])
    #expect(notice.references.first?.date == "2013")
  }

  @Test func aMeetingsResolutionIsTheBodysThatMet() {
    let notice = parse(
      "1. Thực hiện Nghị quyết số 17-NQ/TW, ngày 01/8/2007 của Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng.\n"
    )
    #expect(notice.references.first?.issuer?.name == "Ban Chấp hành Trung ương Đảng")
  }
}
