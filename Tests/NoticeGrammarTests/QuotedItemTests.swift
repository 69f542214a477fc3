import NoticeText
import Testing

@testable import NoticeGrammar

/// The clauses of a text that an item quotes are none of the document's own.
@Suite struct QuotedItemTests {
  private func paths(_ text: String) -> [String] {
    func flat(_ directives: [Directive]) -> [String] { directives.flatMap { [$0.path] + flat($0.children) } }
    return flat(NoticeParser().parse(SourceText(text)).directives)
  }

  private static let opening = "THÔNG BÁO\nVề việc trồng cây\n\nSở Xây dựng yêu cầu các trường:\n"

  @Test func theClausesOfAQuotationAreNoItems() {
    let quotation =
      "1. Lập hồ sơ theo mẫu sau:\n“…2. Hồ sơ trồng cây gồm:\na) Đơn đề nghị trồng cây;\nb) Sơ đồ của sân trường;”.\n"
    #expect(paths(Self.opening + quotation + "2. Gửi hồ sơ về Sở Xây dựng.\n") == ["1", "2"])
  }

  /// A quotation inside another one ends before it does.
  @Test func quotationsMayNest() {
    let quotation =
      "1. Thay nội dung sau:\n“1. Trường được gọi là “trường xanh” khi:\na) Có cây bóng mát;\nb) Có vườn ươm.”\n"
    #expect(paths(Self.opening + quotation + "2. Gửi hồ sơ về Sở Xây dựng.\n") == ["1", "2"])
  }

  /// Two marks far apart may be dirt: what is quoted is announced.
  @Test func marksThatNoColonAnnouncesQuoteNoItems() {
    let items = "1. Phát động - “Trường xanh:\na) Trồng cây;\nb) Tưới cây.\n2. Gửi báo cáo”.\n"
    #expect(paths(Self.opening + items) == ["1", "1.1", "1.2", "2"])
  }

  /// What nothing closes quotes nothing.
  @Test func aMarkThatIsNotClosedQuotesNothing() {
    let items = "1. Phát động phong trào “Trường xanh:\na) Trồng cây;\nb) Tưới cây.\n2. Gửi báo cáo.\n"
    #expect(paths(Self.opening + items) == ["1", "1.1", "1.2", "2"])
  }
}
