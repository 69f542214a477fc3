import Testing

@testable import NoticeText

/// Known damage, one sentence each: what it was, and what it must become.
@Suite struct RepairTests {
  static let safe = Repairer()

  private func mended(_ text: String) -> String {
    String(decoding: Self.safe.repair(SourceText(text)).bytes, as: UTF8.self)
  }

  private func rules(_ text: String) -> [String] { Self.safe.repair(SourceText(text)).repairs.map(\.rule) }

  @Test(arguments: [
    // Letters that look like others together.
    (
      "Đề nghị các cơ quan báo cáo tìrửi hình thực hiện nhiệm vụ.",
      "Đề nghị các cơ quan báo cáo tình hình thực hiện nhiệm vụ."
    ),
    (
      "Sở Tài chírửi chủ trì, phối hợp với các cơ quan liên quan.",
      "Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan."
    ),
    ("Ủy ban rửiân dân huyện tổ chức thực hiện.", "Ủy ban nhân dân huyện tổ chức thực hiện."),
    (
      "Sở Thông tm và Truyền thông hướng dẫn các đơn vị.",
      "Sở Thông tin và Truyền thông hướng dẫn các đơn vị."
    ),
    (
      "Công tác kiểm ừa phải được tiến hành thường xuyên.",
      "Công tác kiểm tra phải được tiến hành thường xuyên."
    ),
    (
      "Cơ quan chuyên môn triển khai chương ừình hành động.",
      "Cơ quan chuyên môn triển khai chương trình hành động."
    ),
    // Lost horns.
    ("Nâng cao chất luợng nguồn nhân lực của ngành.", "Nâng cao chất lượng nguồn nhân lực của ngành."),
    ("Các địa phuơng báo cáo kết quả.", "Các địa phương báo cáo kết quả."),
    // Lost tones.
    (
      "Thủ trưởng các cơ quan chiu trách nhiệm thi hành.", "Thủ trưởng các cơ quan chịu trách nhiệm thi hành."
    ),
    ("Triển khai nhiêm vụ trọng tâm của quý.", "Triển khai nhiệm vụ trọng tâm của quý."),
    ("Hội đồng nhân dân huỵện thông qua nghị quyết.", "Hội đồng nhân dân huyện thông qua nghị quyết."),
  ])
  func lettersAreRead(_ damaged: String, _ text: String) {
    #expect(mended(damaged) == text)
  }

  @Test(arguments: [
    ("Đăng tải trên cổng thông tin điện tò của huyện.", "Đăng tải trên cổng thông tin điện tử của huyện."),
    ("Các sờ, ban, ngành phối họp với địa phương.", "Các sở, ban, ngành phối hợp với địa phương."),
    ("Đẩy mạnh cài cách hành chính.", "Đẩy mạnh cải cách hành chính."),
    (
      "Công tác phòng cháy, chừa cháy được tăng cường.", "Công tác phòng cháy, chữa cháy được tăng cường."
    ),
    ("Bảo đảm an toàn thục phẩm trong dịp lễ.", "Bảo đảm an toàn thực phẩm trong dịp lễ."),
    ("Quản lý chặt chẽ nguồn vốn đâu tư công.", "Quản lý chặt chẽ nguồn vốn đầu tư công."),
    ("Các bô, ngành khẩn trương hoàn thiện.", "Các bộ, ngành khẩn trương hoàn thiện."),
  ])
  func wordsThatAreWordsAreReadBetweenOthers(_ damaged: String, _ text: String) {
    #expect(mended(damaged) == text)
    #expect(rules(damaged).allSatisfy { $0 == "context" })
  }

  /// A word that is one, and that alone might stand there: only a text that is damaged elsewhere has it mended.
  @Test(arguments: [
    (
      "Trong trường họp vượt thẩm quyền thì báo cáo cấp trên.",
      "Trong trường hợp vượt thẩm quyền thì báo cáo cấp trên."
    ),
    ("Tiếp tục cùng cố tổ chức bộ máy của các đơn vị.", "Tiếp tục củng cố tổ chức bộ máy của các đơn vị."),
    ("Hoc sinh nghỉ hè từ tháng sau.", "Học sinh nghỉ hè từ tháng sau."),
  ])
  func aTextThatIsDamagedElsewhereIsTrustedLess(_ damaged: String, _ text: String) {
    #expect(mended(damaged) == damaged)
    #expect(mended(damaged + Self.damage).hasPrefix(text + "\n"))
  }

  @Test(arguments: [
    ("Các cơ quan, đơnvị khẩn trương triển khai.", "Các cơ quan, đơn vị khẩn trương triển khai.", "split"),
    (
      "Giao phòng Nội vụ tham mưu kếhoạch thực hiện.", "Giao phòng Nội vụ tham mưu kế hoạch thực hiện.",
      "split"
    ),
    ("~ Lưu: VT.", "- Lưu: VT.", "bullet"), ("~- Như trên;", "- Như trên;", "bullet"),
    ("¬ Như trên;", "- Như trên;", "bullet"),
    (
      "a) Tổ chức họp dân.\nb) Lập danh sách.\n©) Báo cáo kết quả.",
      "a) Tổ chức họp dân.\nb) Lập danh sách.\nc) Báo cáo kết quả.", "label"
    ),
    ("Hoàn thành trong quý 1V năm nay.", "Hoàn thành trong quý IV năm nay.", "roman"),
    ("Hoàn thành trong quý 1V/2031.", "Hoàn thành trong quý IV/2031.", "roman"),
    (
      "Ban Chấp hành Trung ương khóa xm đã ban hành.", "Ban Chấp hành Trung ương khóa XIII đã ban hành.",
      "roman"
    ),
    ("Sơ kết trong quý 11/2031.", "Sơ kết trong quý II/2031.", "roman"),
    ("Sơ kết vào quý TV/2031.", "Sơ kết vào quý IV/2031.", "roman"),
    ("Hội nghị lần thứ 1V của Ban Chấp hành.", "Hội nghị lần thứ IV của Ban Chấp hành.", "roman"),
    ("Báo cáo trước ngày 15/1 1/2031.", "Báo cáo trước ngày 15/11/2031.", "blank"),
  ])
  func eachRuleMendsItsDamage(_ damaged: String, _ text: String, _ rule: String) {
    #expect(mended(damaged) == text)
    #expect(rules(damaged) == [rule])
  }

  /// Small letters and single ones are as they were written.
  @Test(arguments: [
    "Xem chương iii của quy chế.", "Xét phần tử thứ m của dãy.", "Hoàn thành trong quý iv năm nay.",
  ])
  func numeralsInSmallLettersStay(_ text: String) {
    #expect(mended(text) == text)
    #expect(mended(text + Self.damage).hasPrefix(text + "\n"))
  }

  /// Odd capitals and codes are the writer's, unless the text is damaged elsewhere.
  @Test(arguments: [
    ("Ủy ban nhân dân tỉnH giao các đơn vị.", "Ủy ban nhân dân tỉnh giao các đơn vị.", "case"),
    ("BAN THƯỜNG TRựC TỈNH ỦY", "BAN THƯỜNG TRỰC TỈNH ỦY", "case"),
    ("BAN THƯỜNG vụ TỈNH ỦY", "BAN THƯỜNG VỤ TỈNH ỦY", "case"),
    (
      "Thực hiện quyết định số 91/QĐ-TTE của cấp trên.", "Thực hiện quyết định số 91/QĐ-TTg của cấp trên.",
      "code"
    ),
    (
      "Thực hiện kết luận số 91-KL/TIV của cấp trên.", "Thực hiện kết luận số 91-KL/TW của cấp trên.",
      "code"
    ),
    ("ƯBND các xã báo cáo kết quả.", "UBND các xã báo cáo kết quả.", "abbreviation"),
    ("Kon Tum, ngày 08 thông 3 năm 2034", "Kon Tum, ngày 08 tháng 3 năm 2034", "date"),
  ])
  func capitalsAreMendedInDamagedTexts(_ damaged: String, _ text: String, _ rule: String) {
    #expect(mended(damaged) == damaged)
    #expect(mended(damaged + Self.damage).hasPrefix(text + "\n"))
    #expect(rules(damaged + Self.damage).contains(rule))
  }

  /// Lines whose damage nobody doubts.
  private static let damage =
    "\nSở Tài chírửi chủ trì, phối họp với các sờ, ban, ngành.\nCông tác kiểm ừa được tiến hành.\n"

  /// Which member is nearest is no matter of the order that a dictionary happens to have.
  @Test func theNearestAbbreviationIsTheSameInEachRun() {
    #expect(mended("ƯBNĐ các xã báo cáo kết quả." + Self.damage).hasPrefix("UBND các xã báo cáo kết quả.\n"))
  }

  @Test func caseIsThatOfTheDamagedWord() {
    #expect(mended("SỞ TÀI CHÍRỬI CHỦ TRÌ").hasPrefix("SỞ TÀI CHÍNH"))
    #expect(
      mended("Nghị quyết có hiệu Iực thi hành từ ngày ký.") == "Nghị quyết có hiệu lực thi hành từ ngày ký.")
    #expect(mended("Thưc hiện nghiêm các quy định của pháp luật.").hasPrefix("Thực hiện"))
  }

  // MARK: - What stays

  static let names = [
    "Ông Kpă Hờ Bin và bà Rơ Châm H'Yéo được khen thưởng.",
    "Đồng chí Siu Blin, già làng buôn Kroa, dự hội nghị.",
    "Giám đốc Trương Bá Đương, ông Lê Văn Bìa ký thay.",
    "Ông Ngụy Thừa Khang, bà Đàm Diễm Quỳnh, ông Lều Vũ Điều được bổ nhiệm.",
    "Xã Mường Lạn, xã Pú Hồng, xã Nậm Nhừ, xã Tả Gia Khâu được công nhận.",
    "Xã Đắk Ơ, xã Ia Pếch, xã Krông Á và xã Cư Bông báo cáo.",
    "Buôn Ea Sah, buôn Kô Tam, plei Ơi đã có điện lưới.",
    "Thôn Thọ Vực, thôn Bái Đô, ấp Rạch Gòi, khóm Xẻo Lá được sáp nhập.",
    "Cầu Bến Thủy, đèo Khau Phạ, sông Trà Khúc, núi Ba Vì.",
    "Nhóm Zalo, Facebook và YouTube của huyện đăng tải thông tin.",
    "Phần mềm Microsoft Excel, hệ thống iOffice và eGov được dùng chung.",
    "Dự án AgriConnect do tổ chức Helvetas và JICA tài trợ.",
    "Nhà máy bô-xít, xi-măng, ô-tô và ki-lô-gam là từ mượn.",
    "Đoàn Na Uy, Xri Lan-ca, Ác-hen-ti-na và Mô-dăm-bích đã đến.",
    "Tổng thống Vla-đi-mia Pu-tin, Tổng thống E-ma-nu-en Ma-crông gửi điện.",
    "Dịch COVID-19, virus H5N1, vắc-xin Moderna và AstraZeneca.",
    "Trang https://vinhlam.gov.vn, thư vanthu.ubnd@vinhlam.gov.vn.",
    "Các loại cây: mắc ca, sầu riêng, chanh leo, thanh trà, cà gai leo.",
  ]

  @Test(arguments: names)
  func namesAndForeignWordsStay(_ text: String) {
    #expect(mended(text) == text)
  }

  /// What is likely enough beside its neighbours is looked at, too, once a text is known to be damaged.
  @Test func aLikelyWordGivesWayToALikelierOne() {
    #expect(
      mended("Phối họp với các sờ. Bộ Văn hóa, Thế thao và Du lịch chủ trì.")
        == "Phối hợp với các sở. Bộ Văn hóa, Thể thao và Du lịch chủ trì.")
  }

  @Test func aPersonsNameIsMendedByTheSameText() {
    let others = "Sở Tài chírửi chủ trì, phối họp với các sờ, ban, ngành.\n"
    let name = "Các xã Phan Ngọc Hiến, Đất Mũi báo cáo.\n"
    #expect(mended(others + name).hasSuffix(name))
    let known = "Sở Y tế, xã Phan Ngọc Hiển và xã Đất Mũi họp.\n"
    #expect(mended(others + known + name).hasSuffix("Các xã Phan Ngọc Hiển, Đất Mũi báo cáo.\n"))
  }

  /// The same among damage, where repair dares more.
  @Test(arguments: names)
  func namesAndForeignWordsStayInADamagedText(_ text: String) {
    let others = "Sở Tài chírửi chủ trì, phối họp với các sờ, ban, ngành.\n"
    #expect(mended(others + text) == "Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành.\n" + text)
  }

  @Test(arguments: [
    "Số l8/TB-UBND, ngày 1O tháng O5 năm 2O31.", "Tổng số 1.2OO người, đạt 98,S%.", "Điều l. Khoản S.",
    "Thửa đất số 5l, tờ bản đồ số B1.", "08/13/2031", "15/1 4/2031",
  ])
  func whatMayBeADigitStays(_ text: String) {
    #expect(mended(text) == text)
  }

  /// A scrap with a digit may be a number: `(A4`, `°7`.
  @Test func dirtWithADigitStays() {
    let text = "Sở Tài chírửi chủ trì, phối họp với các sờ, ban, ngành.\n` ^ (A4 ~ °7 \\ {\n"
    let repaired = mended(text)
    #expect(repaired.hasPrefix("Sở Tài chính"))
    #expect(repaired.filter(\.isNumber) == "47")
  }

  @Test func aWordIsNotJoinedOverTheEndOfALine() {
    let text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT N\nAM"
    #expect(mended(text) == text)
  }

  // MARK: - Several passes

  /// The first pass parts the words, a later one mends one of them: the repair is all of both.
  @Test func aRepairTellsWhatAllPassesDid() {
    let source = SourceText(
      "Các cơ quan, đơnvi khẩn trương triển khai kếhoach của ngành.\nCông tác kiểm ừa, phối họp của các sờ.\n"
    )
    let repaired = Self.safe.repair(source)
    var applied: [UInt8] = []
    var end = 0
    for repair in repaired.repairs {
      applied += source.bytes[end..<repair.span.start] + Array(repair.text.utf8)
      end = repair.span.end
    }
    #expect(applied + source.bytes[end...] == repaired.bytes)
    #expect(!repaired.repairs.isEmpty)
  }

  @Test func spansPointIntoTheSourceHoweverItIsWritten() {
    let source = SourceText("\u{FEFF}Co\u{302}ng tác kiểm ừa phải được tiến hành.\r\n")
    let repairs = Self.safe.repair(source).repairs
    #expect(repairs.map { source.raw($0.span) } == ["ừa"])
    #expect(repairs.map(\.text) == ["tra"])
  }

  /// What normalising leaves out behind a repair moves all that follows.
  @Test func whatIsLeftOutBesideARepairMovesNoSpan() {
    for text in [
      "Công tác kiểm ừa\u{200B} được kiểm ừa.", "Công tác kiểm \u{200B}ừa được kiểm ừa.",
      "\u{AD}Công tác kiểm \u{AD}u\u{31B}\u{300}a\u{AD} được\u{200B} kiểm ừa\u{AD}.",
    ] {
      let source = SourceText(text)
      let repaired = Self.safe.repair(source)
      #expect(String(decoding: repaired.bytes, as: UTF8.self) == "Công tác kiểm tra được kiểm tra.")
      #expect(repaired.repairs.count == 2)
      let place = repaired.bytes.count - 1
      #expect(source.raw(repaired.text.map.source(place..<place + 1)) == ".")
    }
  }
}
