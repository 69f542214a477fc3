import NoticeText
import Testing

@testable import NoticeGrammar

/// Heads whose columns are too narrow for their lines, and read line by line across both.
@Suite struct NarrowColumnTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  /// Words that OCR damaged, so that a text is read as damaged.
  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n\n"

  private static let body = "THÔNG BÁO\nVề việc nghỉ lễ\n\n\(damage)1. Giao Sở Nội vụ rà soát.\n"

  @Test func theNationalTitleMayWrapBesideTheIssuer() {
    let notice = parse(
      "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nHUYỆN ĐÔNG SƠN NAM\n\n"
        + "Số: 12/TB-UBND Độc lập - Tự do - Hạnh phúc\nĐông Sơn, ngày 02 tháng 3 năm 2020\n\n\(Self.body)")
    #expect(notice.issuer?.name == "Ủy ban nhân dân huyện Đông Sơn")
  }

  @Test func aNameWrapsBesideTheNationalTitle() {
    let notice = parse(
      "BỘ NÔNG NGHIỆP VÀ MÔI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\n\nTRƯỜNG NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        + "Số: 12/TB-BNNMT Hà Nội, ngày 02 tháng 3 năm 2026\n\(Self.body)")
    #expect(notice.issuer?.name == "Bộ Nông nghiệp và Môi trường")
  }

  @Test func theRestOfTheTitleMayStandBeforeTheMotto() {
    let notice = parse(
      "MẶT TRẬN TỔ QUỐC VIỆT NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\n\nỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\n"
        + "NAM Độc lập - Tự do - Hạnh phúc\nTÍNH QUẢNG NGÃI Quảng Ngãi, ngày 02 tháng 3 năm 2020\n\n"
        + "Số: 12/MTTQ-BTT\n\n\(Self.body)")
    #expect(notice.issuer?.name == "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Ngãi")
  }

  /// "Công an xã" has two words of the national title.
  @Test func theCommunesPoliceAreNoNationalTitle() {
    let notice = parse("THÔNG BÁO\nVề việc nghỉ lễ\n\n1. Công an xã, Trạm Y tế xã chuẩn bị lực lượng.\n")
    #expect(notice.agencies.map(\.name).contains("Công an xã"))
    #expect(notice.directives[0].assignees.map(\.agency.name).contains("Công an xã"))
  }

  @Test func nothingOnTheLineOfADateIsTheIssuers() {
    let notice = parse(
      "THÀNH ỦY HẢI PHÒNG ĐẢNG CỘNG SẢN VIỆT NAM\nBAN TỔ CHỨC Hải Phòng, ngày 08 thẳng TT năm 2018\n\n*\n\n"
        + "Số 23-TB/BTCTU\n\n\(Self.body)")
    #expect(notice.issuer?.name == "Ban Tổ chức Thành ủy Hải Phòng")
  }

  /// An office's province is its committee's, which tells the place a letter off.
  @Test func anOfficeStandsWhereItsCommitteeDoes() {
    let notice = parse(
      "TỈNH ỦY LÂM ĐỒNG ĐẢNG CỘNG SẢN VIỆT NAM\nVĂN PHÒNG Lâm Đẳng, ngày 08 tháng 5 năm 2018\n\n"
        + "Số 23-TB/VPTU\n\n\(Self.body)")
    #expect(notice.issuer?.name == "Văn phòng Tỉnh ủy Lâm Đồng")
    #expect(notice.place == "Lâm Đồng")
  }

  @Test func theWordForANumberMayHaveAStrokeInIt() {
    let notice = parse(
      "THÀNH ỦY HẢI PHÒNG ĐẢNG CỘNG SẢN VIỆT NAM\nHải Phòng, ngày 08 tháng 5 năm 2018\n\nS$ó 246-TB/TU\n\n"
        + Self.body)
    #expect(notice.identifier == "246-TB/TU")
    #expect(notice.references.isEmpty)
  }
}
