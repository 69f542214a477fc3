import NoticeGrammar
import NoticeText
import Testing

@testable import NoticeArchive

@Suite struct TaskNameTests {
  private func body(
    _ name: String, within: String? = nil, _ level: Agency.Level? = nil, issuer: String? = nil
  ) -> TaskBody {
    let nowhere = SourceRange(0, 0)
    let issuer = issuer.map { Agency(name: $0, span: nowhere) }
    return TaskBody(
      Agency(name: name, within: within, level: level, span: nowhere), home: TaskBody.home(issuer))
  }

  private func slugs(_ body: TaskBody) -> String { "\(body.name.slug)@\(body.province ?? "")" }

  @Test(arguments: [
    ("Sở Y tế", "tỉnh Quảng Ninh", nil, "so-y-te@Quảng Ninh"),
    ("Sở Y tế tỉnh Quảng Ninh", "tỉnh Quảng Ninh", nil, "so-y-te@Quảng Ninh"),
    ("Sở Y tế tỉnh", "tỉnh Quảng Ninh", nil, "so-y-te@Quảng Ninh"),
    ("Ủy ban nhân dân tỉnh", "tỉnh Sóc Trăng", nil, "uy-ban-nhan-dan-tinh@Sóc Trăng"),
    ("Ủy ban nhân dân tỉnh Sóc Trăng", "tỉnh Sóc Trăng", nil, "uy-ban-nhan-dan-tinh@Sóc Trăng"),
    ("Công an thành phố", "thành phố Đà Nẵng", nil, "cong-an-thanh-pho@Đà Nẵng"),
    ("Tỉnh ủy", "Tỉnh ủy Cà Mau", nil, "tinh-uy@Cà Mau"),
    ("Ban Nội chính Tỉnh ủy", "tỉnh Cà Mau", nil, "ban-noi-chinh-tinh-uy@Cà Mau"),
    ("Thành ủy Bến Tre", "tỉnh Bến Tre", nil, "thanh-uy-ben-tre@Bến Tre"),
    ("Ủy ban nhân dân thị xã Quảng Trị", "thị xã Quảng Trị", nil, "uy-ban-nhan-dan-thi-xa-quang-tri@"),
    (
      "Ủy ban nhân dân huyện Ba Chẽ", nil, "Ủy ban nhân dân tỉnh Quảng Ninh",
      "uy-ban-nhan-dan-huyen-ba-che@Quảng Ninh"
    ),
    ("Ủy ban nhân dân các huyện", nil, "Tỉnh ủy Sông Lam", "uy-ban-nhan-dan-cac-huyen@Sông Lam"),
    ("Sở Công Thương các tỉnh, thành phố", nil, nil, "so-cong-thuong-cac-tinh-thanh-pho@"),
    ("Sở Y tế", "tỉnh Sông Lam", nil, "so-y-te@Sông Lam"),
  ])
  func namesAreComparedWithoutTheirProvince(name: String, within: String?, issuer: String?, expected: String)
  {
    #expect(slugs(body(name, within: within, .district, issuer: issuer)) == expected)
  }

  @Test func centralBodiesAreOfNoProvince() {
    #expect(slugs(body("Bộ Y tế", .central, issuer: "Ủy ban nhân dân tỉnh Sóc Trăng")) == "bo-y-te@")
    #expect(slugs(body("Công ty Điện lực Cà Mau", issuer: "Tỉnh ủy Cà Mau")) == "cong-ty-dien-luc-ca-mau@")
  }

  private func match(_ asked: String, _ body: TaskBody, provinces: Set<String> = []) -> TaskMatch? {
    var ask = AgencyAsk(asked)
    ask.provinces = provinces
    return ask.match(TaskKey.Body(body))
  }

  @Test(arguments: [
    "Sở Y tế", "Sở Y tế Quảng Ninh", "Sở Y tế tỉnh Quảng Ninh", "sở y tế, Quảng Ninh", "so y te",
    "SO Y TE QUANG NINH",
    "SYT", "Sở YT", "SYT tỉnh Quảng Ninh",
  ])
  func aBodyIsAskedForInManyWays(asked: String) {
    #expect(match(asked, body("Sở Y tế", within: "tỉnh Quảng Ninh", .province)) == .direct)
  }

  @Test(arguments: [
    ("UBND tỉnh Quảng Ninh", "Ủy ban nhân dân tỉnh"), ("UBND Quảng Ninh", "Ủy ban nhân dân tỉnh"),
    ("ubnd tinh quang ninh", "Ủy ban nhân dân tỉnh"), ("Công an Quảng Ninh", "Công an tỉnh"),
    ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"), ("sở GDĐT Quảng Ninh", "Sở Giáo dục và Đào tạo"),
    ("Ban Tuyên giáo Tỉnh ủy Quảng Ninh", "Ban Tuyên giáo Tỉnh ủy"),
    ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh"), ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
  ])
  func abbreviationsAreWrittenOut(asked: String, name: String) {
    #expect(match(asked, body(name, within: "tỉnh Quảng Ninh", .province)) == .direct)
  }

  @Test(arguments: [
    ("Sở Y tế Bắc Ninh", "Sở Y tế"), ("Sở Nội vụ", "Sở Y tế"), ("Sở", "Sở Y tế"), ("Công an", "Công an tỉnh"),
    ("Ủy ban nhân dân huyện Ba Chẽ", "Ủy ban nhân dân tỉnh"),
  ])
  func othersAreOthers(asked: String, name: String) {
    #expect(match(asked, body(name, within: "tỉnh Quảng Ninh", .province)) == nil)
  }

  @Test func marksThatAreTypedCount() {
    let commune = body("Ủy ban nhân dân xã Hòa Bình", .commune, issuer: "Tỉnh ủy Quảng Ninh")
    #expect(match("UBND xã Hòa Bình", commune) == .direct)
    #expect(match("UBND xã Hoà Bình", commune) == .direct)
    #expect(match("UBND xã Hoa Bình", commune) == nil)
    #expect(match("ubnd xa hoa binh", commune) == .direct)
  }

  @Test func aNameThatEndsInAProvinceMayBeWhole() {
    #expect(match("Công ty Điện lực Cà Mau", body("Công ty Điện lực Cà Mau")) == .direct)
  }

  // MARK: Groups

  private func level(_ group: String, _ name: String) -> Agency.Level? {
    BodyGroup(BodyWords(group).words.map(\.bare))?.member(BodyWords(name).words.map(\.bare))?.level
  }

  @Test(arguments: [
    ("các sở, ban, ngành", "Sở Y tế"), ("Các Sở, ngành có liên quan", "Sở Y tế"),
    ("các sở, ban, ngành, đoàn thể tỉnh", "Hội Nông dân tỉnh"),
    ("các sở, ban, ngành thành phố", "Công an thành phố"),
    ("Sở Y tế các tỉnh, thành phố", "Sở Y tế"),
    ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", "Ủy ban nhân dân tỉnh"),
    ("Ủy ban nhân dân các tỉnh, thành phố", "Ủy ban nhân dân thành phố"),
    ("Công an các tỉnh", "Công an tỉnh"), ("Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân tỉnh"),
    ("Các huyện, thị xã, thành phố", "Ủy ban nhân dân huyện Ba Chẽ"),
    ("Các xã, phường, thị trấn", "Ủy ban nhân dân xã Ba Chẽ"),
    ("Các tỉnh, thành phố", "Ủy ban nhân dân tỉnh"),
    ("Các địa phương", "Ủy ban nhân dân huyện Ba Chẽ"), ("Các cơ quan, đơn vị", "Sở Y tế"),
    ("Các cấp ủy", "Huyện ủy Ba Chẽ"),
    ("Các huyện ủy, thị ủy, thành ủy", "Thành ủy Hạ Long"), ("Các đảng ủy trực thuộc", "Đảng ủy xã Ba Chẽ"),
    ("các bộ, ngành, cơ quan ngang bộ", "Thanh tra Chính phủ"), ("các bộ, ngành", "Bộ Y tế"),
  ])
  func groupsContainWhatTheTableSays(group: String, name: String) {
    #expect(level(group, name) != nil)
  }

  @Test(arguments: [
    ("các huyện, thị xã, thành phố", "huyện Ba Chẽ"), ("các huyện, thị xã, thành phố", "thành phố Hạ Long"),
    ("các huyện, thành, thị", "thị xã Quảng Yên"), ("các quận, huyện", "quận Hải Châu"),
    ("quận, huyện", "quận Hải Châu"),
    ("cấp huyện", "huyện Ba Chẽ"),
  ])
  func districtsAreInTheirGroups(group: String, place: String) {
    for head in ["Ủy ban nhân dân", "Công an", "Thường trực Hội đồng nhân dân"] {
      #expect(level("\(head) \(group)", "\(head) \(place)") == .district)
    }
    #expect(level("Ủy ban nhân dân \(group)", "Công an \(place)") == nil)
  }

  @Test(arguments: [
    ("các sở, ban, ngành", "Bộ Y tế"), ("các bộ, ban, ngành", "Công an tỉnh"),
    ("các Sở Giao thông vận tải", "Sở Y tế"),
    ("Ủy ban nhân dân các huyện, thành phố", "Ủy ban nhân dân thành phố"),
    ("Ủy ban nhân dân các huyện, thành phố", "Ủy ban nhân dân tỉnh"),
    ("Ủy ban nhân dân các tỉnh, thành phố", "Ủy ban nhân dân thành phố Hạ Long"),
    ("Ủy ban nhân dân các huyện", "Ủy ban nhân dân xã Ba Chẽ"),
    ("Ủy ban nhân dân huyện Ba Chẽ", "Ủy ban nhân dân huyện Ba Chẽ"),
    ("Ban Quản lý các Khu công nghiệp", "Ban Quản lý"), ("Sở Y tế", "Sở Y tế"),
    ("Ủy ban nhân dân các huyện Gio Linh", "Ủy ban nhân dân huyện Vĩnh Linh"),
  ])
  func othersAreInNoGroup(group: String, name: String) {
    #expect(level(group, name) == nil)
  }

  @Test func aGroupOfAnotherProvinceDoesNotCount() {
    let group = body("Các sở, ban, ngành", .province, issuer: "Ủy ban nhân dân tỉnh Quảng Ninh")
    #expect(match("Sở Y tế", group) == .group)
    #expect(match("Sở Y tế Quảng Ninh", group) == .group)
    #expect(match("Sở Y tế Bắc Ninh", group) == nil)
    let everywhere = body("Ủy ban nhân dân các tỉnh, thành phố", .province, issuer: "Chính phủ")
    #expect(match("UBND tỉnh Bắc Ninh", everywhere) == .group)
    // A province tells its districts, not itself.
    let local = body("Các địa phương", issuer: "Tỉnh ủy Quảng Ninh")
    #expect(match("UBND tỉnh Quảng Ninh", local) == nil)
    #expect(match("UBND huyện Ba Chẽ tỉnh Quảng Ninh", local) == .group)
  }

  @Test func aDistrictIsInTheGroupsOfItsProvince() {
    let group = body("Ủy ban nhân dân các huyện", .district, issuer: "Ủy ban nhân dân tỉnh Lào Cai")
    #expect(match("UBND huyện Bát Xát", group) == .group)
    #expect(match("UBND huyện Bát Xát", group, provinces: ["lao-cai"]) == .group)
    #expect(match("UBND huyện Bát Xát", group, provinces: ["quang-ninh"]) == nil)
    #expect(match("UBND huyện Bát Xát tỉnh Lào Cai", group) == .group)
    #expect(match("UBND huyện Bát Xát, tỉnh Yên Bái", group) == nil)
  }
}
