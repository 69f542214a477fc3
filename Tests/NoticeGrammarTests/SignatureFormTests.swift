import NoticeText
import Testing

@testable import NoticeGrammar

/// Signatures and what stands beside them.
@Suite struct SignatureFormTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  private func signed(_ foot: String, damage: String = "") -> Notice {
    parse("THÔNG BÁO\nVề việc nghỉ lễ\n\n\(damage)1. Giao Sở Nội vụ rà soát.\n\n\(foot)")
  }

  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n\n"

  @Test(arguments: [
    "[Ký bởi: Ủy ban nhân dân xã An Bình, Thời gian ký: 19/09/2025 16:42:07]",
    "Người ký: Ủy ban nhân dân xã An Bình, tỉnh Vĩnh Long, Việt Nam, số 0123456789, ngày 19/09/2025",
    "Thời gian ký: 19/09/2025 16:42:07 +07:00 theo giờ của máy chủ ký số tại Ủy ban nhân dân xã",
  ])
  func theBoxOfACertificateIsPassedOver(box: String) {
    let notice = signed(
      "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\n\n\(box)\n\nBùi Tá Lân\n")
    #expect(notice.signature?.name == "Bùi Tá Lân")
    #expect(notice.signature?.position == "Phó chủ tịch")
  }

  @Test(arguments: [
    ("Nguyễn      Thị Mai", "Nguyễn Thị Mai"), ("Lân OuóeZfản", nil), ("Nguyễn Thị Mai", "Nguyễn Thị Mai"),
  ])
  func aNameInASeal(line: String, name: String?) {
    let notice = signed(
      "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\n\n\(line)\n",
      damage: Self.damage)
    #expect(notice.signature?.name == name)
  }

  @Test func whatElseTheSignerIsStandsBelow() {
    let notice = signed(
      "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n(Đã ký)\nBỘ TRƯỞNG BỘ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG\n",
      damage: Self.damage)
    #expect(notice.signature?.position == "Phó trưởng ban")
    #expect(notice.signature?.onBehalfOf == "Trưởng ban")
  }

  @Test(arguments: [("HỨ TRƯỞNG", "Thứ trưởng"), ("YHỨ TRƯỞNG", "Thứ trưởng"), ("MÔI TRƯỜNG", nil)])
  func theFirstLetterOfAPostMayBeLost(line: String, position: String?) {
    let notice = signed(
      "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\n\(line)\nBùi Tá Lân\n", damage: Self.damage)
    #expect(notice.signature?.position == position)
  }

  @Test func aBodyMayHoldThePostsName() {
    let notice = signed("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nT/M BAN BÍ THƯ\n\nVũ Thị Mai\n")
    #expect(notice.signature?.onBehalfOf == "Ban Bí thư")
    #expect(notice.signature?.position == nil)
    #expect(notice.signature?.name == "Vũ Thị Mai")
  }

  @Test func aPostDoesNotGoOnInTheOtherColumn() {
    let notice = signed(
      "Nơi nhận:                    K/T CHỦ NHIỆM\n- Như trên,                   PHÓ CHỦ NHIỆM\n"
        + "- Thường trực Tỉnh ủy,          (Đã ký)\n- Lưu VT.                    Quách Văn Trí\n")
    #expect(notice.signature?.position == "Phó chủ nhiệm")
  }

  @Test func aNameMayBeginWithALetterAndAnApostrophe() {
    let notice = signed("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nBÍ THƯ\n\nK' Brông Sáu\n")
    #expect(notice.signature?.name == "K' Brông Sáu")
  }

  @Test func anAuthorityMayFollowASpoiltHeading() {
    let notice = signed(
      "đosbrhevg TM. BAN THƯỜNG TRỰC\n~ Như trên; -\n- Sở Y tế (b/c); CHỦ TỊCH\n\n- Báo Hòa Bình;\n~ Lưu: VT.\n\n"
        + "Trần Quang Tấn\n", damage: Self.damage)
    #expect(notice.signature?.capacity == "TM.")
  }

  @Test func whatIsFiledMayLackItsDash() {
    let notice = signed(
      "Nơi nhận:\n- Sở Nội vụ,\n- Các phó chánh văn phòng,\nLưu VP, TH.\n\nCHÁNH VĂN PHÒNG\n\nPhan Ngọc An\n",
      damage: Self.damage)
    #expect(notice.recipients.map(\.name) == ["Sở Nội vụ", "Các phó chánh văn phòng"])
  }

  @Test func behindAComma_ASealLeavesNoRecipient() {
    let notice = signed(
      "Nơi nhận: T/M BAN THƯỜNG VỤ\n- Sở Y tế, 5J TH\n- Các Bộ: Tài chính, Công an, Y tế; 79/3» \\\n- Lưu: VT.\n",
      damage: Self.damage)
    #expect(notice.recipients.map(\.name) == ["Sở Y tế", "Các Bộ: Tài chính, Công an, Y tế"])
  }
}
