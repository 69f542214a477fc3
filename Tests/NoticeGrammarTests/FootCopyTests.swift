import NoticeText
import Testing

@testable import NoticeGrammar

/// Feet: recipients and signatures in the shapes in which copies bring them.
@Suite struct FootCopyTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  private static let head =
    "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n\nSố: 15/QĐ-UBND\n\nCao Bằng, ngày 3 tháng 2 năm 2025\n\nQUYẾT ĐỊNH\nVề việc ban hành quy trình\n\n"
    + "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành quy trình tiếp công dân.\n\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n\n"
  private static let recipients = "Nơi nhận:\n- Như Điều 2;\n- Sở Nội vụ;\n- Lưu: VT.\n|\n"

  /// Forms among the appendices have recipients and signatures of their own.
  @Test func theFootOfTheDocumentIsTheFirstOne() {
    let notice = parse(
      Self.head + Self.recipients + "**KT. CHỦ TỊCH**\nPHÓ CHỦ TỊCH\nLê Văn Hải\n|\n\n**Mẫu số 01**\n\n"
        + "Điều 3. Người nộp đơn khai đủ.\n\nNơi nhận:\n- Như trên;\n- Lưu tại cơ sở.\n|\n(Ký, ghi rõ họ tên)\n"
    )
    #expect(notice.recipients.map(\.name) == ["Như Điều 2", "Sở Nội vụ"])
    #expect(notice.signature?.name == "Lê Văn Hải")
    #expect(notice.directives.map(\.path) == ["1", "2"])
  }

  @Test(arguments: [
    ("Lê Hoàng\nNam", "Lê Hoàng Nam"),
    ("Trần Thị\nMai Hoa", "Trần Thị Mai Hoa"),
    ("Bùi\nXuân Cường", "Bùi Xuân Cường"),
    ("Thượng tướng Phạm Văn Đồng", "Phạm Văn Đồng"),
    ("Đại tá Hoàng\nAnh", "Hoàng Anh"),
    ("**Đại\ntướng Lê Văn Hải**", "Lê Văn Hải"),
    ("Lê Văn H****òa", "Lê Văn Hòa"),
    ("Lê Văn Hải\n\nNam Định", "Lê Văn Hải"),
    ("Lê Văn Hải\nPhụ lục", "Lê Văn Hải"),
  ])
  func aNameMayWrapOrFollowARank(_ printed: String, _ name: String) {
    let notice = parse(Self.head + Self.recipients + "**KT. CHỦ TỊCH**\nPHÓ CHỦ TỊCH\n" + printed + "\n|\n")
    #expect(notice.signature?.name == name)
    #expect(notice.signature?.position == "Phó chủ tịch")
  }

  @Test func aPostMayWrapAfterItsFirstWord() {
    let notice = parse(Self.head + Self.recipients + "KT. CHỦ TỊCH\nPHÓ\nCHỦ TỊCH\nLê Văn Hải\n")
    #expect(notice.signature?.position == "Phó chủ tịch")
    #expect(notice.signature?.onBehalfOf == "Chủ tịch")
  }

  @Test(arguments: [
    ("KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN THƯỜNG TRỰC\nPHÓ CHỦ TỊCH", "Phó trưởng ban thường trực, Phó chủ tịch"),
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Phó chủ tịch"),
    ("TL. BỘ TRƯỞNG\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG", "Phó chánh văn phòng"),
    ("KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM", "Phó chủ nhiệm"),
    ("KT.\nTRƯỞNG THUẾ TỈNH\nPHÓ TRƯỞNG THUẾ TỈNH", "Phó trưởng thuế tỉnh"),
  ])
  func whoSignsMayHoldTwoPosts(_ posts: String, _ position: String) {
    let notice = parse(Self.head + Self.recipients + posts + "\nLê Văn Hải\n")
    #expect(notice.signature?.position == position)
    #expect(notice.signature?.name == "Lê Văn Hải")
  }

  @Test func aHeadingMayWrap() {
    let notice = parse(
      Self.head + "*Nơi\nnhận:*\n- Như Điều 2;\n- Sở Nội vụ;\n- Lưu: VT.\n|\n**CHỦ TỊCH**\nLê Văn Hải\n")
    #expect(notice.recipients.map(\.name) == ["Như Điều 2", "Sở Nội vụ"])
    #expect(notice.signature?.name == "Lê Văn Hải")
  }

  /// Without recipients a signature parts the text from its appendix too.
  @Test func anAppendixBelowASignatureIsNoText() {
    let notice = parse(
      Self.head + "**KT. CHỦ TỊCH**\nPHÓ CHỦ TỊCH\nLê Văn Hải\n\nPHỤ LỤC\nDANH MỤC THỦ TỤC\n"
        + String(repeating: "\n1. Tên thủ tục hành chính và nơi nộp hồ sơ của thủ tục này.\n", count: 50))
    #expect(notice.signature?.name == "Lê Văn Hải")
    #expect(notice.signature?.position == "Phó chủ tịch")
    #expect(notice.directives.map(\.path) == ["1", "2"])
    #expect(notice.directives.flatMap(\.children).isEmpty)
  }

  /// Only who gets a document is told that it is "để báo cáo": the heading may be lost.
  @Test func aListOfThoseReportedToNeedsNoHeading() {
    let notice = parse(
      Self.head + "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n"
        + "1. Giao Sở Y tế rà soát.\n\nNế nhện. sẻ\n- Tỉnh ủy (để báo cáo);\n- Sở Nội vụ;\n- xLÁt VT.\n")
    #expect(notice.recipients.prefix(2).map(\.name) == ["Tỉnh ủy", "Sở Nội vụ"])
    #expect(notice.directives.flatMap(\.children).map(\.path) == ["2.1"])
  }

  /// Without a name the signature ends where the text goes on.
  @Test func aSignatureWithoutANameTakesNoText() {
    let notice = parse(
      Self.head + Self.recipients + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n"
        + String(
          repeating: "DANH MỤC hồ sơ nộp tại bộ phận một cửa của xã theo quy định về lưu trữ hồ sơ giấy tờ\n",
          count: 5))
    #expect(notice.signature?.position == "Chủ tịch")
  }

  /// A text without lines goes on behind the signature.
  @Test func aSignatureMayBeginALongLine() {
    let notice = parse(
      Self.head + Self.recipients + "TM. BAN THƯỜNG VỤ BÍ THƯ THƯỜNG TRỰC (Đã ký) "
        + String(repeating: "quy định về lưu trữ hồ sơ ", count: 9) + "\n")
    #expect(notice.signature?.capacity == "TM.")
    #expect(notice.signature?.position == "Bí thư thường trực")
  }

  @Test func abbreviationsUnderOneHeadStayTogether() {
    let notice = parse(
      Self.head
        + "Nơi nhận:\n- Các Tập đoàn EVN, VNPT, Viettel;\n- Sở Y tế, Sở Nội vụ;\n- Lưu: VT.\n|\nCHỦ TỊCH\nLê Văn Hải\n"
    )
    #expect(notice.recipients.map(\.name) == ["Các Tập đoàn EVN, VNPT, Viettel", "Sở Y tế", "Sở Nội vụ"])
  }

  @Test func aTelegramSaysWhoSendsIt() {
    let notice = parse(
      "**CÔNG ĐIỆN**\n\nVề ứng phó bão số 3\n\n**THỦ TƯỚNG CHÍNH PHỦ điện:**\n\n- Bộ Y tế.\n\n1. Bộ Y tế trực cấp cứu.\n"
    )
    #expect(notice.issuer?.name == "Thủ tướng Chính phủ")
  }
}
