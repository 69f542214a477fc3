import NoticeText
import Testing

@testable import NoticeGrammar

/// Groups of bodies that are told to act have one name, however they are put.
@Suite struct GroupTests {
  private func assignees(_ order: String) -> [String] {
    let text = "Thường trực Tỉnh ủy kết luận như sau:\n\n1. \(order)\n"
    return NoticeParser().parse(SourceText(text)).directives.flatMap(\.assignees).map(\.agency.name)
  }

  @Test(arguments: [
    ("Các sở, ban, ngành rà soát.", ["Các sở, ban, ngành"]),
    ("Thủ trưởng các sở, ngành và địa phương rà soát.", ["Các sở, ban, ngành", "Các địa phương"]),
    ("Các bộ, cơ quan ngang bộ rà soát.", ["Các bộ, ngành"]),
    ("Bảo hiểm xã hội cấp huyện rà soát.", ["Bảo hiểm xã hội cấp huyện"]),
    ("Yêu cầu các huyện ủy, thị ủy, thành ủy rà soát.", ["Các huyện ủy, thị ủy, thành ủy"]),
    ("Giao UBND các huyện, thành phố rà soát.", ["Ủy ban nhân dân cấp huyện"]),
    ("Ủy ban nhân dân các xã, phường, thị trấn rà soát.", ["Ủy ban nhân dân cấp xã"]),
    (
      "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương rà soát.",
      ["Ủy ban nhân dân các tỉnh, thành phố"]
    ),
    ("Sở Y tế chủ trì, phối hợp với các sở, ban, ngành rà soát.", ["Sở Y tế", "Các sở, ban, ngành"]),
    ("Các cơ quan, đơn vị, địa phương báo cáo.", ["Các cơ quan, đơn vị", "Các địa phương"]),
  ])
  func aGroupHasOneName(_ order: String, _ names: [String]) {
    #expect(assignees(order) == names)
  }

  @Test(arguments: [
    ("Các sở: Y tế, Tài chính rà soát.", ["Sở Y tế", "Sở Tài chính"]),
    (
      "UBND các huyện Gio Linh, Hải Lăng rà soát.",
      [
        "Ủy ban nhân dân huyện Gio Linh", "Ủy ban nhân dân huyện Hải Lăng",
      ]
    ),
  ])
  func aListOfNamesIsNoGroup(_ order: String, _ names: [String]) {
    #expect(assignees(order) == names)
  }

  @Test(arguments: [
    ("Sở Y tế", "Các sở, ban, ngành"), ("Bộ Y tế", "Các bộ, ngành"),
    ("Ủy ban nhân dân huyện Gio Linh", "Ủy ban nhân dân cấp huyện"),
    ("Ủy ban nhân dân thành phố Vinh", "Ủy ban nhân dân cấp huyện"),
    ("Ủy ban nhân dân thành phố Đà Nẵng", "Ủy ban nhân dân các tỉnh, thành phố"),
    ("Huyện ủy Than Uyên", "Các huyện ủy, thị ủy, thành ủy"), ("Tỉnh ủy Nghệ An", "Các tỉnh ủy, thành ủy"),
  ])
  func aBodyIsOneOfItsGroups(_ body: String, _ group: String) {
    #expect(AgencyGroup.names(containing: body).contains(group))
  }
}
