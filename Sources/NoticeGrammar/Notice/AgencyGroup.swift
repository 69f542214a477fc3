/// Many bodies that a directive tells to act under one name: "các sở, ban, ngành", "UBND các huyện, thị xã".
///
/// However a text puts it, an assignee that is a group has the group's canonical name.
public enum AgencyGroup: String, CaseIterable, Sendable {
  case ministries = "Các bộ, ngành"
  case departments = "Các sở, ban, ngành"
  case provinces = "Các tỉnh, thành phố"
  case districts = "Các huyện, thị xã, thành phố"
  case communes = "Các xã, phường, thị trấn"
  case provincialParty = "Các tỉnh ủy, thành ủy"
  case districtParty = "Các huyện ủy, thị ủy, thành ủy"
  case partyCommittees = "Các đảng ủy trực thuộc"
  case partyLevels = "Các cấp ủy"
  case localities = "Các địa phương"
  case organisations = "Các đoàn thể"
  case units = "Các cơ quan, đơn vị"

  /// The canonical names of the groups of which the body of this name is one.
  ///
  /// A body may be of several: `Sở Y tế` is one of the departments and one of the units.
  public static func names(containing body: String) -> [String] {
    var groups: [AgencyGroup] = []
    var committee: String?
    func begins(_ heads: String...) -> String? {
      heads.first { Bytes.hasPrefix(body, $0 + " ") }.map { String(body.dropFirst($0.count + 1)) }
    }
    if begins("Bộ", "Thanh tra Chính phủ", "Văn phòng Chính phủ") != nil
      || begins("Ngân hàng Nhà nước") != nil
      || body == "Thanh tra Chính phủ" || body == "Văn phòng Chính phủ"
    {
      groups = [.ministries, .units]
    } else if begins("Sở", "Thanh tra tỉnh", "Ban") != nil || body == "Thanh tra tỉnh" {
      groups = [.departments, .units]
    } else if let rest = begins("Ủy ban nhân dân", "Hội đồng nhân dân") {
      let head = String(body.prefix(body.count - rest.count - 1))
      switch rest.split(separator: " ").first {
      case "tỉnh": (groups, committee) = ([.provinces, .localities], head + " các tỉnh, thành phố")
      case "huyện", "quận": (groups, committee) = ([.districts, .localities], head + " cấp huyện")
      case "thị" where Bytes.hasPrefix(rest, "thị xã"):
        (groups, committee) = ([.districts, .localities], head + " cấp huyện")
      case "thành", "Thành":
        let isCentral = centralCities.contains { rest.hasSuffix($0) }
        groups = [isCentral ? .provinces : .districts, .localities]
        committee = head + (isCentral ? " các tỉnh, thành phố" : " cấp huyện")
      case "xã", "phường", "thị", "đặc":
        (groups, committee) = ([.communes, .localities], head + " cấp xã")
      default: break
      }
    } else if begins("Tỉnh ủy") != nil || centralCities.contains(where: { body == "Thành ủy " + $0 }) {
      groups = [.provincialParty, .partyLevels]
    } else if begins("Huyện ủy", "Thị ủy", "Thành ủy", "Quận ủy") != nil {
      groups = [.districtParty, .partyLevels]
    } else if begins("Đảng ủy") != nil {
      groups = [.partyCommittees, .partyLevels]
    } else if begins("Hội", "Đoàn", "Liên đoàn", "Ủy ban Mặt trận") != nil {
      groups = [.organisations]
    }
    return groups.map(\.rawValue) + (committee.map { [$0] } ?? [])
  }

  /// Cities that are provinces.
  private static let centralCities = ["Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế"]
}
