import NoticeText
import Testing

@testable import NoticeGrammar

/// Where names of bodies begin and end, and what only looks like one.
@Suite struct AgencyTests {
  private func agencies(_ sentence: String) -> [String] {
    NoticeParser().parse(SourceText("THÔNG BÁO\nvề công việc tuần tới\n\n" + sentence + "\n")).agencies.map(
      \.name)
  }

  @Test(arguments: [
    // What a body does is no part of its name.
    ("Báo cáo do Cục Lãnh sự trân trọng gửi.", ["Cục Lãnh sự"]),
    ("Ban Quản lý dự án 32 vào vị trí từ sáng.", ["Ban Quản lý dự án 32"]),
    ("Hồ sơ gửi Trạm Kiểm lâm Sông Vân\nPhối hợp chặt chẽ hơn.", ["Trạm Kiểm lâm Sông Vân"]),
    // A term goes on through its commas, its grammar words and its second syllables.
    ("Mời Cục Quản lý Khám, chữa bệnh dự.", ["Cục Quản lý Khám, chữa bệnh"]),
    ("Mời Cục Quản lý, giám sát bảo hiểm dự.", ["Cục Quản lý, giám sát bảo hiểm"]),
    ("Gửi Phòng Thi đua, khen thưởng trước 10 giờ.", ["Phòng Thi đua, khen thưởng"]),
    ("Mời Cục Người có công dự.", ["Cục Người có công"]),
    ("Mời Chi cục Dân số dự.", ["Chi cục Dân số"]),
    ("Mời Cục Văn hóa các dân tộc Việt Nam dự.", ["Cục Văn hóa các dân tộc Việt Nam"]),
    ("Mời Cục Quản lý giá - Bộ Tài chính dự.", ["Cục Quản lý giá", "Bộ Tài chính"]),
    ("Mời Hội đồng kiểm tra Nhà nước về nghiệm thu dự.", ["Hội đồng kiểm tra Nhà nước"]),
    ("Mời Hội đồng thẩm định Nhiệm vụ dự.", ["Hội đồng thẩm định Nhiệm vụ"]),
    ("Họp Ban Chỉ đạo Nhà nước các công trình trọng điểm.", ["Ban Chỉ đạo Nhà nước"]),
    ("Theo Ban Chỉ đạo của Chính phủ về cải cách hành chính.", ["Ban Chỉ đạo của Chính phủ"]),
    // Below another body a committee needs neither a place nor a capital.
    ("Gửi Văn phòng Đảng ủy trong ngày.", ["Văn phòng Đảng ủy"]),
    ("Gửi Thường trực tỉnh ủy trong ngày.", ["Thường trực Tỉnh ủy"]),
    ("Gửi Đảng ủy Khối các cơ quan tỉnh trong ngày.", ["Đảng ủy Khối các cơ quan tỉnh"]),
    (
      "Gửi Kho bạc Nhà nước khu vực XII và Tòa án nhân dân khu vực 3 trong ngày.",
      ["Kho bạc Nhà nước khu vực XII", "Tòa án nhân dân khu vực 3"]
    ),
    ("Gửi Đoàn kiểm tra số 06 trong ngày.", ["Đoàn kiểm tra số 06"]),
    ("Gửi TTr Tỉnh ủy trong ngày.", ["Thường trực Tỉnh ủy"]),
    ("Gửi Ban Xây dựng Đảng đảng ủy xã trong ngày.", ["Ban Xây dựng Đảng"]),
    ("Mời Cục Hợp tác quốc tế dự.", ["Cục Hợp tác quốc tế"]),
    (
      "Gửi VP Đoàn ĐBQH&HĐND tỉnh trong ngày.", ["Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"]
    ),
    ("Gửi Ủy ban TW MTTQ Việt Nam trong ngày.", ["Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"]),
    // A number tells bodies and places of one name apart; the number of a document does not.
    (
      "Gửi Ban Quản lý dự án đầu tư xây dựng số 3 trong ngày.", ["Ban Quản lý dự án đầu tư xây dựng số 3"]
    ),
    ("Theo Trung tâm Y tế Sông Vân số 12/BC-TTYT ngày 3/4/2025.", ["Trung tâm Y tế Sông Vân"]),
    ("Gửi UBND xã Vân Sơn 2 trong ngày.", ["Ủy ban nhân dân xã Vân Sơn 2"]),
    ("Gửi UBND xã Vân Sơn 12 phút trước.", ["Ủy ban nhân dân xã Vân Sơn"]),
    ("Gửi UBND phường 3 Vân Sơn trong ngày.", ["Ủy ban nhân dân phường 3 Vân Sơn"]),
    ("Mời VNPT Cà Mau và VNPT dự.", ["VNPT Cà Mau", "Tập đoàn Bưu chính Viễn thông Việt Nam"]),
    // A company's name may begin with the head of another one.
    ("Mời Công ty TNHH Tập đoàn Sông Vân dự.", ["Công ty TNHH Tập đoàn Sông Vân"]),
    ("Mời Hiệp hội Nhà thầu xây dựng hoàn thành hồ sơ.", ["Hiệp hội Nhà thầu xây dựng"]),
    ("Mời Hiệp hội Muối Sông Vân và các Công văn kèm theo.", ["Hiệp hội Muối Sông Vân"]),
    ("Mời Ban Chỉ đạo quốc gia về dữ liệu dự.", ["Ban Chỉ đạo quốc gia về dữ liệu"]),
    (
      "Gửi Đoàn Luật sư tỉnh Phú Thọ và Viễn thông Phú Thọ.",
      ["Đoàn Luật sư tỉnh Phú Thọ", "Viễn thông Phú Thọ"]
    ),
    ("Mời Cục Cảnh sát điều tra tội phạm về ma túy dự.", ["Cục Cảnh sát điều tra tội phạm về ma túy"]),
  ])
  func aNameEndsWhereItEnds(_ sentence: String, _ names: [String]) {
    #expect(agencies(sentence) == names)
  }

  @Test(arguments: [
    "Gửi các Ban thuộc Cục trong ngày.",
    "Việc Ban hành Quy chế làm việc là cần thiết.",
    "Theo Hội nghị Trung ương vừa qua, việc này là cần thiết.",
    "Nhân dân các xã Trường Hòa, Hội Sơn và phường Trạm Thản đồng tình.",
    "Ruộng ở phường Sở Dầu và Vụ Bản đã gặt.",
    "Mở rộng Dự án Nhà máy điện Sông Vân 2.",
    "Các hộ ở Đài Sơn đã chuyển đi.",
    "Phó TTg Thường trực đã đồng ý.",
  ])
  func whatIsNoBodyIsNone(_ sentence: String) {
    #expect(agencies(sentence).filter { $0 != "Thủ tướng Chính phủ" } == [])
  }

  @Test func aMemberThatNoListKnowsEndsAList() {
    #expect(
      agencies("Mời các Tập đoàn: Điện lực Việt Nam, Chủ đầu tư các dự án.") == ["Tập đoàn Điện lực Việt Nam"]
    )
    #expect(agencies("Mời các Bộ: Công an, XYZBVN.") == ["Bộ Công an"])
  }

  @Test func aLineThatIsSetOtherwiseIsNoPartOfAName() {
    #expect(
      agencies("Mời **Cục Mỹ thuật và Triển lãm**\nKhẩn trương rà soát.") == ["Cục Mỹ thuật và Triển lãm"])
    #expect(agencies("Kính gửi: các đơn vị thuộc Bộ\nThực hiện ý kiến trên.") == [])
  }

  @Test func aLetterheadsPlaceIsWrittenAsAPlace() {
    let notice = NoticeParser().parse(
      SourceText(
        """
        ĐẢNG BỘ TỈNH LÂM ĐỒNG          ĐẢNG CỘNG SẢN VIỆT NAM
        ĐẢNG ỦY XÃ TÂN VÂN             Tân Vân, ngày 04 tháng 9 năm 2025
        *
        Số 12-TB/ĐU

        THÔNG BÁO
        lịch làm việc tuần tới
        """))
    #expect(notice.issuer?.name == "Đảng ủy xã Tân Vân")
    #expect(notice.issuer?.within == "xã Tân Vân")
    #expect(notice.agencies.map(\.name) == ["Đảng bộ tỉnh Lâm Đồng", "Đảng ủy xã Tân Vân"])
  }
}
