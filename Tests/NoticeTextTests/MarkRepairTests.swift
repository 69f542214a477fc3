import Testing

@testable import NoticeText

/// Damage to marks in a text that is damaged elsewhere.
@Suite struct MarkRepairTests {
  /// What makes a text a damaged one.
  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành."

  private func mended(_ text: String) -> String {
    let mended = Repairer().repair(SourceText("\(Self.damage)\n\n\(text)"))
    let lines = String(decoding: mended.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst(2).map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: "\n")
  }

  @Test(arguments: [
    (
      "Căn cứ Luật Đầu tư công;\nCăn cứ Nghị định của Chính phủ:\nCăn cứ Thông tư của Bộ Tài chính,\nCăn cứ Luật Đất đai;",
      "Căn cứ Luật Đầu tư công;\nCăn cứ Nghị định của Chính phủ;\nCăn cứ Thông tư của Bộ Tài chính;\nCăn cứ Luật Đất đai;"
    ),
    (
      "- Ban Tổ chức;\n- Ban Dân vận:\n- Ban Tuyên giáo;\n- Sở Nội vụ.",
      "- Ban Tổ chức;\n- Ban Dân vận;\n- Ban Tuyên giáo;\n- Sở Nội vụ."
    ),
    (
      "a) Sở Y tế chủ trì;\nb) Sở Tài chính phối hợp:\nc) Sở Nội vụ thẩm định;\nd) Công an tỉnh kiểm tra.",
      "a) Sở Y tế chủ trì;\nb) Sở Tài chính phối hợp;\nc) Sở Nội vụ thẩm định;\nd) Công an tỉnh kiểm tra."
    ),
    ("- Như trên;\n+ Sở Nội vụ;\n- Lưu: VT.", "- Như trên;\n- Sở Nội vụ;\n- Lưu: VT."),
  ])
  func aListHasItsMarks(_ damaged: String, _ text: String) { #expect(mended(damaged) == text) }

  @Test(arguments: [
    // What is of a lower level, and what introduces it.
    "- Sở Y tế:\n+ Tổ chức tập huấn;\n+ Báo cáo kết quả.\n- Sở Nội vụ.",
    "- Giao Sở Y tế thực hiện:\n- Tổ chức tập huấn cán bộ.",
    "Thống nhất các nội dung sau:\n1. Sở Y tế tổ chức tập huấn.",
  ])
  func whatIntroducesAListStays(_ text: String) { #expect(mended(text) == text) }

  @Test(arguments: [
    (
      "Sở Y tế hoàn thiện hồ sơ; ụ\nb) Sở Nội vụ thẩm định.",
      "Sở Y tế hoàn thiện hồ sơ;\nb) Sở Nội vụ thẩm định."
    ),
    (
      "Báo cáo Ủy ban nhân dân tỉnh.\n- 4. Ban Tổ chức theo dõi.",
      "Báo cáo Ủy ban nhân dân tỉnh.\n4. Ban Tổ chức theo dõi."
    ),
    ("Báo cáo kết quả trước ngày - 28/01/2023.", "Báo cáo kết quả trước ngày 28/01/2023."),
    ("Báo cáo kết quả trước ngày -\n28/01/2023.", "Báo cáo kết quả trước ngày\n28/01/2023."),
    ("Nhiệm vụ trọng tâm năm. 2024 của tỉnh.", "Nhiệm vụ trọng tâm năm 2024 của tỉnh."),
    ("Hoàn thành trong quý. I/2023 và năm sau.", "Hoàn thành trong quý I/2023 và năm sau."),
    ("Tổ chức kỷ niệm ngày, 20/11 tại các trường.", "Tổ chức kỷ niệm ngày 20/11 tại các trường."),
  ])
  func straysGo(_ damaged: String, _ text: String) { #expect(mended(damaged) == text) }

  @Test(arguments: [
    "Phát triển kinh tế\n- xã hội của tỉnh.", "Nhiệm vụ trọng tâm của năm. 2. Sở Y tế tổ chức tập huấn.",
    "- 4 người bị thương.", "Thành viên Tổ công tác. A Lưới là huyện miền núi.",
  ])
  func whatMayStandStays(_ text: String) { #expect(mended(text) == text) }

  @Test(arguments: [
    (
      "Triển khai trong toàn ngành Y tế, (3) Vụ Pháp chế rà soát.",
      "Triển khai trong toàn ngành Y tế. (3) Vụ Pháp chế rà soát."
    ),
    (
      "Thực hiện theo đúng quy định mới: 2. Các sở phối hợp.",
      "Thực hiện theo đúng quy định mới. 2. Các sở phối hợp."
    ),
    ("Các cơ quan nghiêm túc thực hiện./,", "Các cơ quan nghiêm túc thực hiện./."),
    ("Hà Nội. ngày 12 tháng 3 năm 2015", "Hà Nội, ngày 12 tháng 3 năm 2015"),
    ("Thực hiện Công điện số 01⁄CĐ-UBND của tỉnh.", "Thực hiện Công điện số 01/CĐ-UBND của tỉnh."),
  ])
  func sentencesEnd(_ damaged: String, _ text: String) { #expect(mended(damaged) == text) }

  @Test(arguments: [
    ("Nghị định số 60/2021/ND-CP", "Nghị định số 60/2021/NĐ-CP"),
    ("Tờ trình số 3129/TTt-SNV", "Tờ trình số 3129/TTr-SNV"),
    ("Quyết định số 6696/Q-TLĐ", "Quyết định số 6696/QĐ-TLĐ"),
    ("Chỉ thị số 03/GT-UBND", "Chỉ thị số 03/CT-UBND"),
    ("Hướng dẫn số 1024/HĐ-SNV", "Hướng dẫn số 1024/HD-SNV"),
    ("Chương trình số 08-CTt/TU", "Chương trình số 08-CTr/TU"),
  ])
  func theNameTellsTheCode(_ damaged: String, _ text: String) {
    #expect(mended("Căn cứ \(damaged).") == "Căn cứ \(text).")
  }

  /// Another kind's code may be meant, and figures are never changed.
  @Test(arguments: [
    "Nghị quyết số 12/NĐ-CP", "Chương trình số 08-CT/TU", "Thông tư số 29/2024/1T-BGDĐT",
    "Quyết định số 45/KH-UBND",
  ])
  func aCodeOfAnotherKindStays(_ text: String) { #expect(mended("Căn cứ \(text).") == "Căn cứ \(text).") }
}
