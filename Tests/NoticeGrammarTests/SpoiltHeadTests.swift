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

  /// A text without empty lines: a paragraph that fills its lines is no part of the subject.
  @Test func aFullParagraphEndsTheSubject() {
    let body = """
      Mùa mưa năm nay đến sớm, toàn tỉnh có chín điểm trường bị ngập, hai nhà ăn
      phải đóng cửa và nhiều phòng học bị tốc mái; riêng trận mưa đêm mồng chín làm
      hỏng toàn bộ sách giáo khoa của ba điểm trường ở vùng cao, chưa kịp thay thế,
      phải huy động trên sáu trăm người dọn dẹp trong nhiều ngày liền mới xong việc.
      1. Giao Sở Giáo dục và Đào tạo chỉ đạo các trường bán trú ra soát lại nhà ăn,
      nhà bếp, nguồn nước và kho chứa thực phẩm, khắc phục ngay những nơi bị hư hỏng
      nặng, báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 15 tháng 9 năm 2023.
      2. Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến
      hành đồng thời ở các huyện miền núi, bảo đảm không bỏ sót điểm trường nào cả.
      """
    let notice = parse(
      "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 48/CT-UBND\n\(Self.nation)Cao Bằng, ngày 05 tháng 9 năm 2023\nCHỈ THỊ\n"
        + "Về tăng cường bảo đảm an toàn thực phẩm trong các trường bán trú\ntrên địa bàn tỉnh\n" + body
        + Self.foot)
    #expect(
      notice.subject
        == "Về tăng cường bảo đảm an toàn thực phẩm trong các trường bán trú trên địa bàn tỉnh")
  }

  @Test(arguments: ["-_THÔNG BÁO", "' THÔNG BÁO .", "THÔNG BÁO"])
  func strayMarksMayStandAroundTheTitle(title: String) {
    let notice = parse(
      "VĂN PHÒNG CHÍNH PHỦ\nSố: 48/TB-VPCP\n\(Self.nation)Hà Nội, ngày 05 tháng 9 năm 2023\n\(title)\n"
        + "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG LÊ VĂN HẢI TẠI HỘI NGHỊ VỀ BẾP ĂN\n\n\(Self.damage)1. Giao Sở Nội vụ rà soát.\n"
    )
    #expect(notice.kind?.code == "TB")
  }

  @Test(arguments: ["tháng }0", "tháng Í0", "tháng ]0"]) func aStrokeIsTheFirstDigitOfTheMonth(month: String)
  {
    #expect(letter(dateLine: "Cao Bằng, ngày 21 \(month) năm 2025").date == "2025-10-21")
  }

  private func letter(dateLine: String) -> Notice {
    parse(
      "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 57/UBND-NC\n\(Self.nation)\(dateLine)\n\nKính gửi: Sở Nội vụ.\n\n"
        + Self.damage + "1. Giao Sở Nội vụ rà soát.\n" + Self.foot)
  }

  /// What is left of the place is the issuer's province, or no place; the date stands all the same.
  @Test(arguments: [
    ("Cào Bầng, ngày 21 tháng 10 năm 2025", "Cao Bằng"), ("uo Bằng, ngày 21 tháng 10 năm 2025", "Cao Bằng"),
    ("Ñ Cao Bẳng, ngày 21 tháng 10 năm 2025", "Cao Bằng"),
    ("— -\nCao Bằng, ngày 21 tháng 10 năm 2025”", "Cao Bằng"),
    ("Cao Bằng/'ngày 21 tháng 10 năm 2025", "Cao Bằng"), ("C4o ID3ưng, ngày 21 tháng 10 năm 2025", nil),
    ("Bảo Lạc, ngày 21 tháng 10 năm 2025", "Bảo Lạc"),
  ])
  func aSpoiltPlaceCostsNoDate(line: String, place: String?) {
    let notice = letter(dateLine: line)
    #expect(notice.date == "2025-10-21")
    #expect(notice.place == place)
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
