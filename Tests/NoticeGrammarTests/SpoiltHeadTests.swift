import NoticeText
import Testing

@testable import NoticeGrammar

/// Heads and feet that OCR, a stamp or a web copy spoilt.
@Suite struct SpoiltHeadTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  private static let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
  private static let foot =
    "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Hải\n"

  /// Words that OCR damaged, so that a text is read as damaged.
  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n\n"

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

  @Test func dirtMayStandBeforeTheNumber() {
    let notice = parse(
      "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố:.48/TB-UBND\n\n" + Self.nation
        + "Cao Bằng, ngày 05 tháng 9 năm 2023\n\nTHÔNG BÁO\n\nVề việc nghỉ lễ\n" + Self.foot)
    #expect(notice.identifier == "48/TB-UBND")
  }

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

  @Test func aColonMayStandForTheDash() {
    let notice = parse(
      "TỈNH ỦY CAO BẰNG ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 05:NQ/TU Cao Bằng, ngày 20 tháng 3 năm 2025\nNGHỊ QUYẾT\n"
        + "về trồng cây\n\nCác trường trồng cây bóng mát quanh sân.\n")
    #expect(notice.identifier == "05-NQ/TU")
  }
}
