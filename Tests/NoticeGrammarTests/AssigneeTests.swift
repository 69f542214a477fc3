import NoticeText
import Testing

@testable import NoticeGrammar

/// Who is told to act, and as what.
@Suite struct AssigneeTests {
  private func told(_ order: String) -> [String] {
    let text = "Thường trực Tỉnh ủy kết luận như sau:\n\n1. \(order)\n"
    return NoticeParser().parse(SourceText(text)).directives.flatMap(\.assignees).map {
      "\($0.agency.name): \($0.role.rawValue)"
    }
  }

  @Test(arguments: [
    ("Sở Y tế chủ trì, cùng với Công an tỉnh rà soát.", ["Sở Y tế: lead", "Công an tỉnh: coordinate"]),
    ("Sở Y tế chủ trì, Công an tỉnh phối hợp.", ["Sở Y tế: lead", "Công an tỉnh: coordinate"]),
    (
      "Ban cán sự đảng UBND tỉnh lãnh đạo UBND tỉnh rà soát.",
      ["Ban cán sự đảng Ủy ban nhân dân tỉnh: direct", "Ủy ban nhân dân tỉnh: assigned"]
    ),
    ("Đối với Giám đốc Sở Y tế:", ["Sở Y tế: assigned"]),
    ("Kinh phí lấy từ ngân sách tỉnh giao cho Sở Y tế.", []),
    ("Sở Y tế báo cáo kết quả (qua Sở Nội vụ, Sở Tư pháp).", ["Sở Y tế: assigned"]),
    ("Các chủ rừng (Sở Y tế, Sở Nội vụ):", ["Sở Y tế: assigned", "Sở Nội vụ: assigned"]),
    (
      "Về cải cách thủ tục hành chính\nỦy ban nhân dân xã chỉ đạo Phòng Kinh tế rà soát.",
      ["Ủy ban nhân dân xã: direct", "Phòng Kinh tế: assigned"]
    ),
    // What an item says it is about ends with its line, or where an order follows a comma.
    (
      "Về xây dựng chính quyền số\nGiao Sở Y tế phối hợp Sở Nội vụ:",
      ["Sở Y tế: assigned", "Sở Nội vụ: coordinate"]
    ),
    ("Về nội dung kế hoạch hợp tác với Sở Nội vụ, giao Sở Y tế:", ["Sở Y tế: assigned"]),
    ("Về kiến nghị giao Sở Y tế, giao Sở Nội vụ quản lý: chưa xem xét.", []),
    ("Chánh Văn phòng UBND tỉnh chịu trách nhiệm thi hành.", ["Văn phòng Ủy ban nhân dân tỉnh: assigned"]),
    ("Thống nhất cho Sở Y tế mua sắm.", ["Sở Y tế: assigned"]),
    ("Trên cơ sở đó, giao Sở Y tế gửi Công an tỉnh, Sở Nội vụ bảo đảm tiến độ.", ["Sở Y tế: assigned"]),
    ("Trưởng Thuế tỉnh Cà Mau chịu trách nhiệm thi hành.", ["Thuế tỉnh Cà Mau: assigned"]),
    (
      "Cơ quan thực hiện: Sở Y tế; Sở Tư pháp; Công an tỉnh và Sở Nội vụ.",
      [
        "Sở Y tế: assigned", "Sở Tư pháp: assigned", "Công an tỉnh: assigned", "Sở Nội vụ: assigned",
      ]
    ),
    (
      "Các Tập đoàn: Điện lực Việt Nam, Công nghiệp\n- Viễn thông Quân đội chủ động sửa lưới điện.",
      ["Tập đoàn Điện lực Việt Nam: assigned", "Tập đoàn Công nghiệp - Viễn thông Quân đội: assigned"]
    ),
    (
      "Giao Ban Quản lý các khu công nghiệp tỉnh chủ trì, phối hợp với Đoàn Thanh niên cộng sản Hồ Chí Minh.",
      [
        "Ban Quản lý các khu công nghiệp tỉnh: lead", "Đoàn Thanh niên Cộng sản Hồ Chí Minh: coordinate",
      ]
    ),
    ("Trách nhiệm của Sở Y tế", ["Sở Y tế: assigned"]), ("Trách nhiệm của Sở Y tế là lớn.", []),
    (
      "Chánh Văn phòng UBND tỉnh; Giám đốc Sở Y tế; Thủ trưởng các đơn vị chịu trách nhiệm thi hành.",
      ["Văn phòng Ủy ban nhân dân tỉnh: assigned", "Sở Y tế: assigned", "Các cơ quan, đơn vị: assigned"]
    ),
    ("Giao Văn phòng Đăng ký đất đai chủ trì.", ["Văn phòng Đăng ký đất đai: lead"]),
    (
      "Giao Trung tâm Chuyển đổi số thành phố vận hành.",
      ["Trung tâm Chuyển đổi số thành phố: assigned"]
    ),
    (
      "UBND các huyện: Gio Linh, Hải Lăng rà soát.",
      ["Ủy ban nhân dân huyện Gio Linh: assigned", "Ủy ban nhân dân huyện Hải Lăng: assigned"]
    ),
  ])
  func aBodyThatIsToldToActIsBound(_ order: String, _ bodies: [String]) {
    #expect(told(order) == bodies)
  }

  @Test(arguments: [
    "Giám sát hai dự án: đường tỉnh; Bệnh viện Đa khoa tỉnh; Trường Chính trị tỉnh.",
    "Rà soát biên chế, báo cáo Sở Nội vụ.", "Thừa ủy quyền Chủ tịch UBND tỉnh ký văn bản.",
    "Rà soát biên chế.\n\nVăn phòng Tỉnh ủy xin trân trọng thông báo.",
  ])
  func aBodyThatIsOnlyNamedIsNot(_ order: String) {
    #expect(told(order).isEmpty)
  }

  @Test func whatTheIssuerWillDoItselfIsNoOrder() {
    let notice = NoticeParser().parse(
      SourceText(
        "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\n\nSố: 12/TB-UBND\n\nTHÔNG BÁO\nvề đại hội\n\n1. Hội Tin học tổ chức đại hội. "
          + "Quá thời gian này, Chủ tịch UBND tỉnh sẽ xem xét xử lý.\n2. Sau kiểm kê, UBND tỉnh xem xét, quyết định.\n"
      ))
    #expect(!notice.directives.flatMap(\.assignees).contains { $0.agency.name.hasPrefix("Ủy ban nhân dân") })
  }
}
