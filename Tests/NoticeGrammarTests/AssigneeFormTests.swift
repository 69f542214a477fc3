import NoticeText
import Testing

@testable import NoticeGrammar

/// Orders whose words stand near those of names, lists and divisions.
@Suite struct AssigneeFormTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  /// Bodies that are counted are not told to act.
  @Test func whatIsCountedDoesNotAct() {
    let notice = parse(
      "THÔNG BÁO\nVề việc sắp xếp hội\n\n1. Thống nhất giải thể 02 hội gồm: Hội Làm vườn tỉnh Cao Bằng, Hội Tin học tỉnh Cao Bằng.\n"
        + "2. Giao Sở Nội vụ theo dõi trong thời gian 03 tháng kể từ ngày ký Thông báo này.\n")
    #expect(notice.directives.map { $0.assignees.map(\.agency.name) } == [[], ["Sở Nội vụ"]])
    #expect(notice.directives.last?.deadlines.map(\.period) == ["P3M"])
  }

  /// "Giao Hội …" is an order, however near the letters of "Giáo hội" stand.
  @Test func anOrderIsNoPartOfAName() {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\n1. Giao Hội Nông dân tỉnh trực ban.\n2. Giao Hội đồng nhân dân tỉnh trực ban.\n"
    )
    #expect(
      notice.directives.map { $0.assignees.map(\.agency.name) }
        == [["Hội Nông dân tỉnh"], ["Hội đồng nhân dân tỉnh"]])
  }

  /// A division that only has a number is its department's.
  @Test(arguments: ["Giao Phòng 5, Cục Hậu cần rà soát.", "Ủy nhiệm Cục Hậu cần theo dõi."])
  func whomAnOrderNames(order: String) {
    let notice = parse("THÔNG BÁO\nVề việc nghỉ lễ\n\n1. \(order)\n")
    #expect(notice.directives.first?.assignees.map(\.agency.name) == ["Cục Hậu cần"])
  }

  /// Whom a sentence is for stands before a colon; permission and authority are given with "cho".
  @Test(arguments: [
    ("Đối với Sở Công Thương: Khẩn trương hoàn thiện quy hoạch.", ["Sở Công Thương"]),
    ("Riêng Sở Công Thương: rút kinh nghiệm về tiến độ.", ["Sở Công Thương"]),
    ("Trách nhiệm của Sở Nội vụ, Sở Y tế: Tham mưu kiện toàn bộ máy.", ["Sở Nội vụ", "Sở Y tế"]),
    ("Phía Sở Nội vụ: Tham mưu kiện toàn bộ máy.", ["Sở Nội vụ"]),
    (
      "Sở Nội vụ; Sở Y tế; Sở Công Thương: Đẩy mạnh tuyên truyền.",
      ["Sở Nội vụ", "Sở Y tế", "Sở Công Thương"]
    ),
    ("Kiến nghị Bộ Tài chính xem xét, bổ sung kinh phí.", ["Bộ Tài chính"]),
    ("Đồng ý cho Sở Y tế mua sắm trang thiết bị.", ["Sở Y tế"]),
    ("Ủy quyền cho Sở Y tế ký hợp đồng.", ["Sở Y tế"]),
    ("Đồng thời, Sở Nội vụ có văn bản hướng dẫn các đơn vị.", ["Sở Nội vụ"]),
    ("Đồng thời, Sở Nội vụ có văn bản số 12/SNV-TC ngày 01/2/2023.", []),
    ("Sau khi có ý kiến của Bộ Tư pháp, Bộ Nội vụ tiếp thu, hoàn thiện dự thảo.", ["Bộ Nội vụ"]),
    ("Giao đồng chí Lê Văn Hải, Giám đốc Sở Y tế làm Tổ trưởng.", ["Sở Y tế"]),
    ("Phân công ông Lê Văn Hải - Phó Giám đốc Sở Y tế theo dõi.", ["Sở Y tế"]),
    ("Dự họp có đồng chí Lê Văn Hải, Giám đốc Sở Y tế.", []),
    ("Liên quan đến kiến nghị của cử tri, Sở Y tế trả lời bằng văn bản.", ["Sở Y tế"]),
    ("Theo kiến nghị Bộ Tài chính nêu, việc này còn chậm.", []),
    ("Đối với dự án của Sở Y tế: tiến độ còn chậm.", []),
  ])
  func whomASentenceIsFor(sentence: String, bodies: [String]) {
    let notice = parse("THÔNG BÁO\nVề việc nghỉ lễ\n\n1. \(sentence)\n")
    #expect(
      notice.directives.first?.assignees.map(\.agency.name).filter {
        $0.hasPrefix("Sở") || $0.hasPrefix("Bộ")
      } == bodies)
  }
}
