import NoticeText
import Testing

@testable import NoticeGrammar

/// Bodies of former governments, councils whose name has a comma, and what a body says for itself.
@Suite struct NamedBodyTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  @Test func ministriesOfFormerGovernmentsAreMembersOfAList() {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\nCác Bộ: Thương mại, Công nghiệp, Thủy sản, Thanh tra Nhà nước, Ban Vật giá Chính phủ trực ban.\n"
    )
    #expect(
      notice.agencies.map(\.name) == [
        "Bộ Thương mại", "Bộ Công nghiệp", "Bộ Thủy sản", "Thanh tra Nhà nước", "Ban Vật giá Chính phủ",
      ])
  }

  @Test func aLetterheadGoesOnBehindAComma() {
    let notice = parse(
      "  UBND TỈNH CAO BẰNG             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        + "  HỘI ĐỒNG THẨM ĐỊNH,                    Độc lập - Tự do - Hạnh phúc\n"
        + " ĐÁNH GIÁ VƯỜN TRƯỜNG\n    Số: 7/QĐ-HĐTĐ                 Cao Bằng, ngày 28 tháng 10 năm 2025\n\n"
        + "QUYẾT ĐỊNH\nVề việc trồng cây\n\nĐiều 1. Giao Sở Nội vụ trồng cây.\n")
    #expect(notice.issuer?.name == "Hội đồng thẩm định, đánh giá vườn trường")
  }

  /// Who thanks is not told to act.
  @Test func whoThanksDoesNotAct() {
    let notice = parse(
      "BỘ XÂY DỰNG\nSố: 57/BXD-VP\nV/v trồng cây\n\nKính gửi: Ủy ban nhân dân tỉnh Cao Bằng.\n\n"
        + "Bộ Xây dựng đề nghị:\n1. Sở Nội vụ rà soát vườn trường.\n\nBộ Xây dựng trân trọng cảm ơn sự phối hợp.\n"
    )
    #expect(notice.directives.last?.assignees.map(\.agency.name) == ["Sở Nội vụ"])
  }
}
