import NoticeText

/// Makes notices: a letterhead of a province, and directives to its bodies with deadlines.
///
/// The same number always gives the same notice. No sentence is from a document; provinces and fields are those of the
/// tables.
struct NoticeMaker {
  private let provinces: [(name: String, isCity: Bool)]
  private let departments: [String]

  init() {
    provinces = DataTable("provinces.tsv").rows.map { ($0[0], $0[1] == "city") }
    var fields: [String] = []
    for row in DataTable("fields.tsv").rows where !fields.contains(row[0]) { fields.append(row[0]) }
    departments = fields.map { "Sở " + $0 }
  }

  private static let works = [
    "rà soát, cập nhật số liệu báo cáo", "tham mưu kế hoạch triển khai", "kiểm tra việc chấp hành quy định",
    "giải quyết dứt điểm kiến nghị của cử tri", "xây dựng phương án bố trí kinh phí",
    "tổ chức tập huấn cho cán bộ cơ sở", "công bố công khai thủ tục trên cổng thông tin",
    "hoàn thiện hồ sơ trình cấp có thẩm quyền phê duyệt",
  ]
  private static let groups = [
    "UBND các huyện, thị xã, thành phố", "UBND các xã, phường, thị trấn", "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh", "Thanh tra tỉnh", "Văn phòng UBND tỉnh", "Bảo hiểm xã hội tỉnh",
  ]

  /// What a notice rests on: some documents that very many name, and some that few do.
  private func bases(_ random: inout Random, province: String, year: Int) -> String {
    var lines: [String] = []
    for (share, text) in Self.laws where random.below(100) < share { lines.append("Căn cứ \(text);") }
    let number = 1 + random.below(60)
    lines.append(
      "Căn cứ Chỉ thị số \(number)-CT/TU ngày \(1 + number % 28)/\(1 + number % 12)/\(year - 1) của \(province);"
    )
    let decision = 1 + random.below(3000)
    lines.append(
      "Căn cứ Quyết định số \(decision)/QĐ-TTg ngày \(1 + decision % 28)/\(1 + decision % 12)/\(year - 1) của Thủ tướng Chính phủ;"
    )
    return lines.joined(separator: "\n")
  }

  /// Of a hundred notices, how many name it.
  private static let laws = [
    (60, "Luật Tổ chức chính quyền địa phương ngày 19/6/2015"),
    (35, "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"),
    (15, "Nghị quyết số 128/NQ-CP ngày 11/10/2021 của Chính phủ"), (5, "Nghị quyết số 128/NQ-CP"),
  ]

  func notice(_ number: Int) -> [UInt8] {
    var random = Random(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let (province, isCity) = random.element(of: provinces)
    let level = isCity ? "thành phố" : "tỉnh"
    let year = 2015 + random.below(11)
    let month = 1 + random.below(12)
    let day = 1 + random.below(28)
    var text = """
      ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      \(level.uppercased()) \(province.uppercased())                    Độc lập - Tự do - Hạnh phúc
      Số: \(1 + random.below(900))/TB-UBND                    \(province), ngày \(day) tháng \(month) năm \(year)

      THÔNG BÁO
      Kết luận của Chủ tịch UBND \(level) về \(random.element(of: Self.works))

      \(bases(&random, province: isCity ? "Thành ủy \(province)" : "Tỉnh ủy \(province)", year: year))
      Tại cuộc họp giao ban, Chủ tịch UBND \(level) kết luận và chỉ đạo như sau:


      """
    for item in 1...(3 + random.below(8)) {
      let work = random.element(of: Self.works)
      let body = random.below(4) == 0 ? random.element(of: Self.groups) : random.element(of: departments)
      let partner = random.element(of: departments)
      switch random.below(4) {
      case 0: text += "\(item). Giao \(body) chủ trì, phối hợp với \(partner) \(work)"
      case 1: text += "\(item). \(body): \(work)"
      case 2: text += "\(item). Yêu cầu \(body) \(work)"
      default: text += "\(item). Giao \(body) và \(partner) \(work)"
      }
      let due = month + 1 + random.below(6)
      let (dueMonth, dueYear) = due > 12 ? (due - 12, year + 1) : (due, year)
      switch random.below(5) {
      case 0: text += ".\n\n"
      case 1: text += ", xong trong tháng \(dueMonth)/\(dueYear).\n\n"
      case 2: text += ", báo cáo hằng tháng.\n\n"
      default: text += ", hoàn thành trước ngày \(1 + random.below(28))/\(dueMonth)/\(dueYear).\n\n"
      }
    }
    text += "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    return Array(text.utf8)
  }
}

/// splitmix64.
struct Random {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(limit))
  }

  mutating func element<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }
}
