import NoticeText
import Testing

@testable import NoticeGrammar

/// Heads in the shapes in which they come: printed, copied from web pages, read by OCR.
@Suite struct HeadTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  private static let body = "\n\n1. Giao Sở Y tế rà soát các trạm y tế.\n"

  @Test(arguments: [
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC\n*\nSố 12-HD/BTCTW", "Ban Tổ chức Trung ương"),
    (
      "BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*\nSố 12-HD/BTGDVTW",
      "Ban Tuyên giáo và Dân vận Trung ương"
    ),
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG\n*\nSố 12-HD/VPTW", "Văn phòng Trung ương Đảng"),
    ("BỘ TÀI CHÍNH\nCỤC THUẾ\n\nSố: 12/HD-CT", "Cục Thuế"),
    ("CỤC THUẾ\nTHUẾ TỈNH TÂY NINH\n\nSố: 12/HD-TNI", "Thuế tỉnh Tây Ninh"),
    ("TỈNH ỦY CÀ MAU\nBAN TỔ CHỨC\n*\nSố 12-HD/BTCTU", "Ban Tổ chức Tỉnh ủy Cà Mau"),
  ])
  func theLowerNameIssuesAndTheUpperOneSaysWhose(_ letterhead: String, _ issuer: String) {
    let notice = parse(letterhead + "\n\nHƯỚNG DẪN\nvề sinh hoạt chi bộ" + Self.body)
    #expect(notice.issuer?.name == issuer)
  }

  /// `CT` is a body's code here and a kind's elsewhere: a letter has no title.
  @Test func aLetterIsOneWhateverItsCodeIs() {
    let notice = parse(
      "BỘ TÀI CHÍNH\nCỤC THUẾ\n\nSố: 12/CT-CS\nV/v hóa đơn điện tử\n\nHà Nội, ngày 02 tháng 12 năm 2025\n\n"
        + "Kính gửi: Thuế tỉnh Cà Mau\n\nCục Thuế nhận được công văn.")
    #expect(notice.kind?.code == "CV")
    #expect(notice.subject == "V/v hóa đơn điện tử")
  }

  @Test(arguments: [
    (
      "KẾT LUẬN\nsố 12-KL/TU, ngày 03/4/2020\nvề công tác dân vận", "12-KL/TU", "2020-04-03",
      "về công tác dân vận"
    ),
    (
      "CHỈ THỊ\nSố: 7-CT/HU ngày 15 tháng 3 năm 2019 của Ban Thường vụ Huyện ủy về phòng cháy rừng",
      "7-CT/HU",
      "2019-03-15", "về phòng cháy rừng"
    ),
  ])
  func theNumberMayStandUnderTheTitle(
    _ head: String, _ identifier: String, _ date: String, _ subject: String
  ) {
    let notice = parse(head + Self.body)
    #expect(notice.identifier == identifier)
    #expect(notice.date == date)
    #expect(notice.subject == subject)
    #expect(!notice.references.contains { $0.identifier == identifier })
  }

  @Test func aTitleWhoseKindTheCopyLeftOutIsTheSubject() {
    let notice = parse(
      "TÒA ÁN NHÂN DÂN TỐI CAO\nSố: 36/HD-TANDTC | Hà Nội, ngày 30 tháng 3 năm 2017 |\n"
        + "CÔNG TÁC TỔ CHỨC PHIÊN TÒA\nThực hiện chương trình công tác năm, Tòa án nhân dân tối cao hướng dẫn."
        + Self.body)
    #expect(notice.kind?.code == "HD")
    #expect(notice.subject == "CÔNG TÁC TỔ CHỨC PHIÊN TÒA")
  }

  /// A line of a title may begin with a body's name; only a line that has nothing else enacts.
  @Test func aTitleGoesOnOverABodysName() {
    let notice = parse(
      "HỘI ĐỒNG NHÂN DÂN\nTỈNH CÀ MAU\n\nSố: 5/2025/NQ-HĐND\n\nNGHỊ QUYẾT\nQUY ĐỊNH MỨC CHO VAY TỪ NGUỒN VỐN QUA\n"
        + "NGÂN HÀNG CHÍNH SÁCH XÃ HỘI TRÊN ĐỊA BÀN TỈNH CÀ MAU\n\nCăn cứ Luật Ngân sách nhà nước;\n\nĐiều 1. Mức cho vay."
    )
    #expect(notice.subject?.hasSuffix("TRÊN ĐỊA BÀN TỈNH CÀ MAU") == true)
  }

  @Test func thePlaceMayStandWithoutAComma() {
    let notice = parse(
      "CHÍNH PHỦ\n\nSố: 86/NQ-CP\n\nHà Nội ngày 01 tháng 12 năm 2025\n\nNGHỊ QUYẾT\nvề thuế" + Self.body)
    #expect(notice.place == "Hà Nội")
    #expect(notice.date == "2025-12-01")
  }

  @Test func thePlaceMayWrap() {
    let notice = parse(
      "SỞ Y TẾ\n\nSố: 5/TB-SYT\n\nThành\nphố Hồ Chí Minh, ngày 25 tháng 11 năm 2025\n\nTHÔNG BÁO\nvề tiêm chủng"
        + Self.body)
    #expect(notice.place == "Thành phố Hồ Chí Minh")
  }

  private static let damage =
    "\nCông tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n"

  @Test func ofAnUnreadableNumberTheSymbolIsLeft() {
    let notice = parse(
      "TỔNG CỤC THUẾ\n\nSố: §Ø0 /TCT-TTr\nV/v thanh tra\n\nlà Nội, ngày AF tháng 4Ô năm 2016\n\n"
        + "Kính gửi: Cục Thuế các tỉnh\n" + Self.damage)
    #expect(notice.symbol == "TCT-TTr")
    #expect(notice.number == nil)
    #expect(notice.references.isEmpty)
    #expect(notice.subject == "V/v thanh tra")
  }

  @Test(
    arguments: [
      ("Số: 4?\u{AB}7MTTQ-BTT", "MTTQ-BTT"), ("Số: 71) BCA-C04", "BCA-C04"), ("Số: ⁄K7 /CV-BTV", "CV-BTV"),
      ("Số: 2 17/C04-P6", "C04-P6"),
      // Only the end of a symbol is none.
      ("Số: 6đŸTTr-CAT-PC04", nil),
    ] as [(String, String?)])
  func aSymbolStandsBehindWhatIsLeftOfItsNumber(_ line: String, _ symbol: String?) {
    let notice = parse(
      "BỘ CÔNG AN\nCÔNG AN TỈNH CÀ MAU\n\n\(line)\nV/v thanh tra\n\nKính gửi: Sở Y tế\n" + Self.damage)
    #expect(notice.symbol == symbol)
  }

  @Test(arguments: ["V% cử người dự họp", "'V/\\ cử người dự họp"])
  func aSubjectBeginsWithWhatIsLeftOfItsMark(_ subject: String) {
    let notice = parse(
      "SỞ Y TẾ\n\nSố: 12/SYT-VP\n\(subject)\n\nKính gửi: Sở Nội vụ\n" + Self.damage)
    #expect(notice.subject?.hasSuffix("cử người dự họp") == true)
  }

  /// The right column may follow the left one whole.
  @Test func theNationalTitleIsNoPartOfASubject() {
    let notice = parse(
      "SỞ Y TẾ\nSố: 12/SYT-VP\nV/v cử người dự họp\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        + "Cà Mau, ngày 5 tháng 3 năm 2025\nKính gửi: Sở Nội vụ\n\nSở Y tế cử người.\n")
    #expect(notice.subject == "V/v cử người dự họp")
  }

  @Test func theNationalAssemblysNumberFollowsTheKind() {
    let notice = parse(
      "ỦY BAN THƯỜNG VỤ QUỐC HỘI\nNghị quyết số: 12/2025/UBTVQH15\nHà Nội, ngày 10 tháng 7 năm 2025\nNGHỊ QUYẾT\nVề công tác dân nguyện"
        + Self.body)
    #expect(notice.identifier == "12/2025/UBTVQH15")
    #expect(notice.references.isEmpty)
  }

  @Test(arguments: [
    ("HỘI LHPN TỈNH CÀ MAU\nBAN THƯỜNG VỤ", "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Cà Mau"),
    (
      "ỦY BAN MTTQ VIỆT NAM\nTỈNH CÀ MAU\nBAN THƯỜNG TRỰC",
      "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Cà Mau"
    ),
  ])
  func anOrganIsThatOfTheBodyAboveIt(_ letterhead: String, _ issuer: String) {
    #expect(
      parse(letterhead + "\nSố: 12/TB-BTV\n\nTHÔNG BÁO\nvề hội nghị" + Self.body).issuer?.name == issuer)
  }

  /// An ellipsis ends a paragraph as a full stop does.
  @Test func aHeadingStandsBelowAnEllipsis() {
    let notice = parse(
      "THÔNG BÁO\nvề cải cách\n\nI. ĐÁNH GIÁ CHUNG\nCông tác còn chậm, kém hiệu quả…\nII. NHIỆM VỤ\n1. Giao Sở Y tế rà soát.\n"
        + "2. Giao Sở Nội vụ rà soát.\nIII. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Y tế báo cáo.\n")
    #expect(notice.directives.map(\.path) == ["1", "2.1", "2.2", "3.1"])
  }

  @Test func theTitleIsFoundBehindTheDebrisOfAStamp() {
    let notice = parse(
      "CHÍNH PHỦ\n\nDEN i: _¬ CHỈ THỊ\n\nIg-Q6 -| Về tháo gỡ khó khăn cho sản xuất\n" + Self.damage
        + Self.body)
    #expect(notice.kind?.code == "CT")
    #expect(notice.subject?.hasPrefix("Về tháo gỡ khó khăn") == true)
  }

  @Test func columnsThatRanTogetherDoNotJoinThePlace() {
    let notice = parse(
      "TRUNG ƯƠNG Hà Nội, ngày 26 thẳng 11 năm 2025\nVĂN PHÒNG\nSố 32-TB/VPTW\n\nTHÔNG BÁO\nvề hội nghị"
        + Self.damage
        + Self.body)
    #expect(notice.place == "Hà Nội")
    #expect(notice.date == "2025-11-26")
  }

  /// A narrow column wraps the title too.
  @Test(arguments: ["QUYẾT\nĐỊNH", "**QUYẾT\nĐỊNH**", "QUYẾT ĐỊNH"])
  func aTitleMayWrap(_ title: String) {
    let notice = parse(
      "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\n-------\n|\nSố: 80/QĐ-UBND\n|\n*Hà Tĩnh, ngày 24 tháng11 năm 2025*\n|\n\n"
        + title
        + "\n\nBÃI BỎ QUY ĐỊNH VỀ ĐÒ NGANG CỦA\nSỞ XÂY DỰNG\n\n**CHỦ\nTỊCH ỦY BAN NHÂN DÂN TỈNH**\n\n"
        + "*Căn cứ Luật\nGiao thông;*\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Bãi bỏ quy định.\n")
    #expect(notice.kind?.code == "QĐ")
    #expect(notice.subject == "BÃI BỎ QUY ĐỊNH VỀ ĐÒ NGANG CỦA SỞ XÂY DỰNG")
    #expect(notice.date == "2025-11-24")
    #expect(notice.directives.map(\.path) == ["1"])
  }

  @Test func aDocumentMayHaveNoSubject() {
    let notice = parse(
      "BỘ XÂY DỰNG\n\nSố: 39/2025/TT-BXD\n\nHà Nội, ngày 25 tháng 11 năm 2025\n\n**THÔNG TƯ**\n\n*Căn cứ Luật Đường\nbộ;*\n\n"
        + "Điều 1. Sửa đổi định mức.\n")
    #expect(notice.subject == nil)
  }

  @Test func aLetterMayBeAboutSomethingWithoutTheSign() {
    let notice = parse(
      "SỞ Y TẾ\n\nSố: 51/SYT-NVY\nVề hướng dẫn xếp loại trạm y tế\n\nHuế, ngày 2 tháng 5 năm 2025\n\nKính gửi: Ủy ban nhân dân các xã\n\nSở Y tế hướng dẫn."
    )
    #expect(notice.subject == "Về hướng dẫn xếp loại trạm y tế")
    #expect(notice.kind?.code == "CV")
  }

  /// A letterhead goes on to the end of its line; a symbol's capitals are none.
  @Test func theLineOfTheLetterheadIsTheName() {
    let notice = parse(
      "UBND THÀNH PHỐ HUẾ\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG\n\nSố: 15/TB-TTPVHCC\n\nHuế, ngày 2 tháng 5 năm 2025\n\n"
        + "THÔNG BÁO\nVề lịch tiếp công dân" + Self.body)
    #expect(notice.issuer?.name.lowercased() == "trung tâm phục vụ hành chính công")
    #expect(notice.issuer?.within == "Ủy ban nhân dân thành phố Huế")
    let district = parse(
      "HUYỆN ỦY THAN UYÊN\n*\nSố 15-TB/HU\n\nThan Uyên, ngày 2 tháng 5 năm 2024\n\nTHÔNG BÁO\nvề lịch tiếp dân"
        + Self.body)
    #expect(district.issuer?.name == "Huyện ủy Than Uyên")
    let copy = parse("Xem Thông tư 38/2025/TT-BXD và TT-BTC\n\nTHÔNG BÁO\nVề lịch tiếp công dân" + Self.body)
    #expect(copy.issuer == nil)
  }
}

/// Feet as scans leave them.
@Suite struct FootTests {
  private func signature(_ foot: String) -> Signature? {
    NoticeParser().parse(
      SourceText(
        "THÔNG BÁO\nvề tiêm chủng\n\n1. Giao Sở Y tế tiêm chủng.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"
          + foot)
    ).signature
  }

  @Test func aNameThatWrapsIsOne() {
    #expect(signature("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nBùi\nXuân Cường")?.name == "Bùi Xuân Cường")
  }

  /// Where a seal and a stroke cross it; in a clean text nothing is guessed.
  @Test(arguments: [
    ("PHÓ BÍ THƯ EKHƯƠNG TRỰC:", "Phó bí thư thường trực"), ("PHÓ      THỦ -TƯỚNG", "Phó thủ tướng"),
    ("PHÓ CHÁNH.VĂN PHÒNG", "Phó chánh văn phòng"), ("GIÁM ĐỐC ZZ KTX", "Giám đốc"),
    ("CHỦ TỊCH UBND TỈNH", "Chủ tịch Ủy ban nhân dân tỉnh"),
  ])
  func aPostIsTheNearestOfTheList(_ read: String, _ position: String) {
    #expect(damagedSignature("TM. BAN THƯỜNG VỤ\n" + read + "\n\nTrần Thanh.Nguyện")?.position == position)
    #expect(
      damagedSignature("TM. BAN THƯỜNG VỤ\n" + read + "\n\nTrần Thanh.Nguyện")?.name == "Trần Thanh Nguyện")
  }

  @Test(
    arguments: [
      ("Trịnh THỊ Lụa", "Trịnh Thị Lụa"), ("Huỳ nh \"Ngọc Thạch", "Huỳnh Ngọc Thạch"),
      ("Lâm Quốc. Toàn", "Lâm Quốc Toàn"),
      ("Tá x23 SÀM Ti", nil), ("Lân Quốc:Tđàn", nil), ("L0 ong g Tảo SA", nil),
    ] as [(String, String?)])
  func aNameLosesItsMarks(_ read: String, _ name: String?) {
    #expect(damagedSignature("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\(read)")?.name == name)
  }

  @Test func anAuthorityMayLoseItsMark() {
    let found = damagedSignature("TL BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\nRmah Thị Hương")
    #expect(found?.capacity == "TL" && found?.position == "Chánh văn phòng")
    #expect(signature("TL BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nRmah Thị Hương")?.capacity == nil)
  }

  @Test(arguments: [
    // A deputy signs for a head, whatever the seal left of his post.
    ("KT.CỤC TRƯỞNG\nXấ41` CỤC TRƯỜNG", "Phó cục trưởng"), ("KT. BỌ TRƯỞNG\nHN “HỨ TRƯỞNG", "Thứ trưởng"),
    ("KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÕNCHỦ NHIỆM", "Phó chủ nhiệm"),
    ("TM. ỦY BAN NHÂN DÂN\nSHỦ TỊCH", "Chủ tịch"),
    // What the seal says is no post.
    ("TM. BAN THƯỜNG VỤ\nPHÓ CHỦ TỊCH\n\nPHỤ\n\nCHẤP HÀNH", "Phó chủ tịch"),
    ("K/TTRƯỚNG BAN\nPHÓ TRƯỞNG BAN", "Phó trưởng ban"),
  ])
  func aDeputySignsForHisHead(_ read: String, _ position: String) {
    let found = damagedSignature(read + "\nn1 c`\nS2 71 L4 Nguyên Văn Hải")
    #expect(found?.position == position)
    #expect(found?.name == "Nguyễn Văn Hải")
  }

  @Test func aPostWithoutAnAuthorityIsFoundThroughDamage() {
    let found = damagedSignature("GIÁM ĐÓC\n\nThiếu tướng Trương Minh Sơn")
    #expect(found?.position == "Giám đốc" && found?.name == "Trương Minh Sơn")
  }

  /// A dash begins no line of a signature.
  @Test func theListGoesOnBesideASignature() {
    let notice = NoticeParser().parse(
      SourceText(
        "THÔNG BÁO\nvề tiêm chủng\n\n"
          + "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n"
          + "\n1. Giao Sở Y tế tiêm chủng.\n\nNơi nhận:\n- Như trên;\n- Tỉnh ủy (để b/c);\n\nCỤC TRƯỞNG\n\nụ » “Te\n"
          + "- Sở Nội vụ (để p/h);\nKĩ, l7€ 'u B      `\n.- Sở Tư pháp;\n- Lưu: VT.      Ngô Văn Hải\n"))
    #expect(notice.recipients.map(\.name) == ["Như trên", "Tỉnh ủy", "Sở Nội vụ", "Sở Tư pháp"])
    #expect(notice.signature?.position == "Cục trưởng")
    #expect(notice.signature?.name == "Ngô Văn Hải")
  }

  @Test func theSlashOfAPartysAuthorityMayBeALetter() {
    let found = damagedSignature("TẠM ỦY BAN KIỂM TRA\nPHÓ CHỦ NHIỆM\n\nVũ Hồng Nhung")
    #expect(found?.capacity == "T/M")
    #expect(found?.position == "Phó chủ nhiệm")
  }

  @Test func aCommitteeKeepsItsPlaceThroughDamage() {
    let notice = NoticeParser().parse(
      SourceText(
        "ĐẢNG BỘ TỈNH THANH HÓA     ĐẢNG CỘNG SẢN VIỆT NAM\nHUYỆN ỦY TÂN VÂN     Tân Vân, ngày 09 tháng § năm 2021\n*\n"
          + "Số 15-TB/HU\n\nTHÔNG BÁO\nvề kiểm tra\n\nCông tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành."
      ))
    #expect(notice.issuer?.name == "Huyện ủy Tân Vân")
    #expect(notice.place == "Tân Vân")
  }

  /// In a draft, and where the number was written by hand, only the symbol is printed.
  @Test(arguments: ["Số      -KH/ĐU", "Số: -KH/ĐU"])
  func aPartysSymbolMayStandWithoutItsNumber(_ line: String) {
    let notice = NoticeParser().parse(
      SourceText(
        "ĐẢNG ỦY XÃ TÂN VÂN          ĐẢNG CỘNG SẢN VIỆT NAM\n*          Tân Vân, ngày 04 tháng 9 năm 2025\n\(line)\n\n"
          + "KẾ HOẠCH\ntriển khai nhiệm vụ\n\n1. Giao Sở Y tế rà soát.\n"))
    #expect(notice.symbol == "KH/ĐU")
    #expect(notice.number == nil)
    #expect(notice.date == "2025-09-04")
    #expect(notice.references.isEmpty)
  }

  /// A user's list may have anything in it.
  @Test func aPostWithoutLettersIsNone() {
    let lexicon = Lexicon(adding: ["posts.tsv": "—\n12\n"])
    let found = damagedSignature("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrịnh THỊ Lụa", lexicon)
    #expect(found?.position == "Chủ tịch")
  }

  private func damagedSignature(_ foot: String, _ lexicon: Lexicon = .standard) -> Signature? {
    let damage = "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành."
    return NoticeParser(lexicon: lexicon).parse(
      SourceText("\(damage)\nGiao các sở thực hiện.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n\(foot)")
    )
    .signature
  }

  @Test func aPostOfTwoNamesIsOne() {
    #expect(signature("BỘ TRƯỞNG, CHỦ NHIỆM\nTrần Văn Sơn")?.position == "Bộ trưởng, chủ nhiệm")
  }

  @Test func aListInOneCellWithoutItsHeadingIsRead() {
    let notice = NoticeParser().parse(
      SourceText(
        "NGHỊ ĐỊNH\nvề dân quân\n\nĐiều 1. Hiệu lực thi hành.\n\n- Thủ tướng Chính phủ; - Văn phòng Quốc hội; "
          + "- Kiểm toán nhà nước; - Lưu: VT, NC. |\n( Đã ký) Lê Thành Long |\n"))
    #expect(
      notice.recipients.map(\.name) == ["Thủ tướng Chính phủ", "Văn phòng Quốc hội", "Kiểm toán nhà nước"])
    #expect(notice.signature?.name == "Lê Thành Long")
    #expect(notice.directives.map(\.path) == ["1"])
    #expect(notice.directives.allSatisfy { $0.children.isEmpty })
  }

  @Test func notesBelowTheNameAreRead() {
    let notice = NoticeParser().parse(
      SourceText(
        "THÔNG BÁO\nvề tiêm chủng\n\n1. Tiêm chủng.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\nTrần Văn Sơn\n\n"
          + "[1] Gồm Thành ủy Hà Nội; Hội Bảo vệ quyền trẻ em Việt Nam; Ủy ban Văn hóa - Xã hội của Quốc hội."
      ))
    let names = notice.agencies.map(\.name)
    #expect(names.contains("Thành ủy Hà Nội"))
    #expect(names.contains("Hội Bảo vệ quyền trẻ em Việt Nam"))
    #expect(names.contains("Ủy ban Văn hóa - Xã hội của Quốc hội"))
  }
}

/// What converters and copies do to the lines of a text.
@Suite struct RunningTextTests {
  private func flat(_ directives: [Directive]) -> [String] {
    directives.flatMap { [$0.path] + flat($0.children) }
  }

  private static let lines = [
    "QUYẾT ĐỊNH", "Về việc giao nhiệm vụ phòng, chống thiên tai", "Căn cứ Luật Đê điều năm 2006;",
    "QUYẾT ĐỊNH:",
    "Điều 1. Giao nhiệm vụ cho các đơn vị như sau:",
    "1. Sở Y tế chuẩn bị thuốc, hóa chất và lực lượng cấp cứu tại chỗ;",
    "2. Sở Xây dựng kiểm tra các công trình đang thi công ở ven sông, ven biển và trên sườn núi, báo cáo kết quả;",
    "a) Trước mùa mưa;", "b) Sau mỗi đợt mưa lớn.",
    "Điều 2. Kinh phí lấy từ ngân sách tỉnh năm 2024 và từ các nguồn khác theo quy định của pháp luật; các đơn vị "
      + "lập dự toán, gửi về cơ quan tài chính cùng cấp để tổng hợp, trình cấp có thẩm quyền xem xét, quyết định.",
    "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc các sở và Chủ tịch UBND các huyện chịu trách nhiệm thi hành./.",
    "Nơi nhận:", "- Như Điều 3;", "- Bộ Nông nghiệp và Phát triển nông thôn;", "- Lưu: VT.", "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
  ]

  @Test func aTextWithoutLinesHasTheSameItems() {
    let parser = NoticeParser()
    let printed = parser.parse(SourceText(Self.lines.joined(separator: "\n")))
    let running = parser.parse(SourceText(Self.lines.joined(separator: " ")))
    #expect(flat(printed.directives) == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "3"])
    #expect(flat(running.directives) == flat(printed.directives))
    #expect(running.recipients.map(\.name) == printed.recipients.map(\.name))
    #expect(running.signature?.position == printed.signature?.position)
  }

  @Test(arguments: [
    "--- PAGE BREAK ---", "[Page 2]", "Trang 2/5", "Page 2 of 5", "--- PAGE BREAK ---\n\n2", "2",
  ])
  func aPageMarkPartsNoSentence(_ mark: String) {
    let notice = NoticeParser().parse(
      SourceText(
        "THÔNG BÁO\nvề tín dụng\n\n1. Giao Sở Tài chính rà soát, báo cáo Thủ tướng\n\n\n\(mark)\n\nChính phủ trong tháng 3 năm 2021.\n"
      ))
    #expect(flat(notice.directives) == ["1"])
    #expect(notice.directives.first?.deadlines.map(\.value) == ["2021-03"])
    #expect(notice.directives.first?.assignees.map(\.agency.name) == ["Sở Tài chính"])
    #expect(notice.directives.first?.text.contains("Thủ tướng Chính phủ") == true)
  }

  @Test func aWrappedNumberIsNoLabel() {
    let notice = NoticeParser().parse(
      SourceText(
        "THÔNG BÁO\nvề mưa lũ\n\nTrên sông xuất hiện lũ trên mức báo động\n2.\n\nĐây là đợt lũ lớn.\n\n"
          + "1. Giao Sở Y tế rà soát.\n\n2. Giao Sở Nội vụ rà soát.\n"))
    #expect(flat(notice.directives) == ["1", "2"])
  }
}
