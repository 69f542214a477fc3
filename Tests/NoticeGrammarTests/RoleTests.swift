import NoticeText
import Testing

@testable import NoticeGrammar

/// What a document does with those that it names.
@Suite struct RoleTests {
  private func roles(_ text: String) -> [Reference.Role] {
    NoticeParser().parse(SourceText(text)).references.map(\.role)
  }

  /// `sentence` in a decision, which changes others by its kind.
  private func rolesInDecision(_ sentence: String) -> [Reference.Role] {
    roles(
      """
      ỦY BAN NHÂN DÂN TỈNH HÀ NAM
      Số: 12/QĐ-UBND
      Hà Nam, ngày 03 tháng 4 năm 2025
      QUYẾT ĐỊNH
      Về quản lý bến bãi
      Điều 1. \(sentence)
      """)
  }

  @Test(arguments: [
    ("Chỉ thị này thay thế Chỉ thị số 12-CT/TU ngày 03/4/2019.", [Reference.Role.replaces]),
    (
      "Hướng dẫn này thay thế Hướng dẫn số 12/HD-SNV; bãi bỏ mục II Công văn số 388/SNV-VT.",
      [.replaces, .repeals]
    ),
    ("Kết luận số 25-KL/TU được thay thế bằng Kết luận này.", [.replaces]),
    ("Thông báo số 12-TB/TU hết hiệu lực kể từ ngày ban hành Thông báo này.", [.cites]),
    ("Chỉ thị này được thay thế bởi Chỉ thị số 15-CT/TU ngày 01/02/2024.", [.replacedBy]),
    ("Quy chế này đã được sửa đổi, bổ sung theo Quyết định số 15-QĐ/TU.", [.amendedBy]),
    (
      "Theo Nghị định số 77/2015/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 120/2018/NĐ-CP.",
      [.cites, .cites]
    ),
    (
      "Theo Quyết định số 07/2012/QĐ-TTg (văn bản thay thế Quyết định số 245/1998/QĐ-TTg).", [.cites, .cites]
    ),
    ("Sở Y tế tham mưu quyết định thay thế Quyết định số 12/QĐ-UBND.", [.cites]),
  ])
  func aDocumentChangesAnotherIfItSaysSo(_ text: String, _ roles: [Reference.Role]) {
    #expect(self.roles(text) == roles)
  }

  @Test(arguments: [
    (
      "Sửa đổi, bổ sung một số điều của Quyết định số 10/2020/QĐ-UBND ngày 01/4/2020.",
      [Reference.Role.amends]
    ),
    ("Thay thế cụm từ \"bến\" bằng cụm từ \"cảng\" tại Điều 3 Quyết định số 10/2020/QĐ-UBND.", [.amends]),
    ("Bãi bỏ Quyết định số 8/QĐ-UBND và hủy bỏ Thông báo số 7/TB-UBND.", [.repeals, .repeals]),
    (
      "Quyết định này thay thế Quyết định số 8/QĐ-UBND và bãi bỏ Thông báo số 7/TB-UBND.",
      [.replaces, .repeals]
    ),
    ("Các quy định tại Quyết định số 8/QĐ-UBND bị bãi bỏ.", [.repeals]),
    (
      "Bãi bỏ Nghị quyết số 6/NQ-HĐND ngày 13/7/2017 sửa đổi Nghị quyết số 13/NQ-HĐND.",
      [.repeals, .cites]
    ),
    ("Giao Sở Y tế trình quyết định thay thế Quyết định số 8/QĐ-UBND.", [.cites]),
  ])
  func aDecisionChangesOthers(_ sentence: String, _ roles: [Reference.Role]) {
    #expect(rolesInDecision(sentence) == roles)
  }

  @Test(arguments: [
    (
      "Căn cứ Luật Đất đai năm 2013; thực hiện Công văn số 312-CV/TU, Ban Tổ chức hướng dẫn.",
      [
        Reference.Role.basis, .implements,
      ]
    ),
    (
      "Căn cứ Luật Đất đai năm 2013; theo đề nghị của Sở Xây dựng tại Tờ trình số 8/TTr-SXD.",
      [.basis, .basis]
    ),
    ("Thực hiện chỉ đạo của Thủ tướng Chính phủ tại Công điện số 211/CĐ-TTg.", [.implements]),
    ("Sở Y tế triển khai khám bệnh theo Công văn số 214/BYT-BH.", [.cites]),
  ])
  func theNearestCueDecides(_ text: String, _ roles: [Reference.Role]) {
    #expect(self.roles(text) == roles)
  }
}
