import NoticeText
import Testing

@testable import NoticeGrammar

/// Labels that OCR damaged take the place that their list has for them; in a clean text nothing is guessed.
@Suite struct DamagedLabelTests {
  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành."

  private func paths(_ items: [String], damaged: Bool = true) -> [String] {
    let opening = damaged ? Self.damage : "Công tác kiểm tra được tiến hành."
    let text = "\(opening)\nThường trực Tỉnh ủy kết luận như sau:\n" + items.joined(separator: "\n")
    func flat(_ directives: [Directive]) -> [String] { directives.flatMap { [$0.path] + flat($0.children) } }
    return flat(NoticeParser().parse(SourceText(text)).directives)
  }

  /// A short line ends a paragraph, though its full stop and the next label are lost; after a full one a dash goes on.
  @Test func paragraphsOfWrappedTextAreToldByTheirLength() {
    let lines = [
      "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính, Ủy ban nhân dân các huyện, thành",
      "phố thực hiện các nhiệm vụ sau đây và báo cáo kết quả trước ngày 15 hằng tháng:",
      "a) Rà soát các trạm y tế xã, phường, thị trấn thuộc địa bàn hai huyện Hoài Đức",
      "- Thạch Thất, bố trí đủ bác sĩ, điều dưỡng và trang thiết bị theo tiêu chuẩn của",
      "Bộ Y tế",
      "Kiểm tra việc mua sắm thuốc, vật tư tại các bệnh viện công lập và ngoài công lập",
      "trên địa bàn toàn tỉnh;",
      "c) Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh và Thường trực Tỉnh ủy trước",
      "ngày 20 của tháng cuối quý.",
      "2. Sở Tài chính bố trí kinh phí, hướng dẫn các đơn vị lập dự toán, quyết toán theo",
      "đúng quy định của Luật Ngân sách nhà nước.",
    ]
    #expect(paths(lines) == ["1", "1.1", "1.2", "1.3", "2"])
    // Below a heading a sentence begins.
    let headed =
      lines + [
        "3. Quốc phòng, an ninh, đối ngoại",
        "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh chủ trì thực hiện các nhiệm vụ trên địa bàn.",
      ]
    let text = "\(Self.damage)\nThường trực Tỉnh ủy kết luận như sau:\n" + headed.joined(separator: "\n")
    let last = NoticeParser().parse(SourceText(text)).directives.last
    #expect(last?.assignees.map(\.agency.name) == ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"])
  }

  /// The slash of fractions for a full stop, specks before a number and a plus, a sign for a figure.
  @Test func spoiltLabelsGoOnCounting() {
    let items = [
      "1. Ủy ban nhân dân các huyện thực hiện:", "1.1. Kiện toàn Ban Chỉ huy.",
      "1⁄2. Phê duyệt phương án theo mẫu.",
      "„1,3. Bố trí kinh phí.", "2. Sở Tài chính thực hiện:", "ˆ + Bố trí kinh phí.",
      "+ Hướng dẫn các đơn vị.",
      "3. Sở Nội vụ rà soát biên chế.", "4. Sở Y tế rà soát các trạm y tế.",
      "$. Công an tỉnh kiểm tra các huyện.",
    ]
    #expect(paths(items) == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3", "4", "5"])
  }

  /// One article's number misread, another one's lost: they count on.
  @Test func articlesAreCounted() {
    let items = [
      "Điều 1. Phạm vi", "1. Quy chế này quy định lối làm việc.", "2. Sở Y tế thực hiện.",
      "Điều 3. Nguyên tắc",
      "1. Sở Nội vụ thực hiện.", "2. Sở Tài chính thực hiện.", "Điều 3. Quyền của thành viên",
      "1. Thảo luận.", "2. Biểu quyết.",
      "Điều", "1. Sở Xây dựng thực hiện.", "2. Công an tỉnh thực hiện.", "Điều 5. Hiệu lực",
      "1. Có hiệu lực từ ngày ký.",
    ]
    #expect(
      paths(items) == [
        "1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1", "3.2", "4", "4.1", "4.2", "5", "5.1",
      ])
  }

  @Test(arguments: ["‡", "†", "t"]) func aPlusMayBeMisread(plus: String) {
    let items = [
      "1. Sở Tài chính thực hiện:", "- Đối với các huyện:", "+ Bố trí kinh phí.",
      "\(plus) Hướng dẫn các đơn vị.",
      "+ Kiểm tra quyết toán.", "2. Sở Nội vụ rà soát biên chế.",
    ]
    #expect(paths(items) == ["1", "1.1", "1.1.1", "1.1.2", "1.1.3", "2"])
  }

  @Test func headingsInCapitalsAreCounted() {
    let items = [
      "I. MỤC ĐÍCH, YÊU CẦU", "1. Sở Y tế rà soát các trạm y tế.", "1I- NHIỆM VỤ, GIẢI PHÁP",
      "1. Sở Tài chính bố trí kinh phí.", "2. Sở Nội vụ rà soát biên chế.", "TỊL: TỔ CHỨC THỰC HIỆN",
      "1. Công an tỉnh kiểm tra.",
    ]
    #expect(paths(items) == ["1.1", "2.1", "2.2", "3.1"])
  }

  @Test func aHeadingThatStandsTwiceIsTheOneBefore() {
    let items = [
      "IL. MỤC ĐÍCH, YÊU CẦU", "1. Sở Y tế rà soát các trạm y tế.", "II. NHIỆM VỤ, GIẢI PHÁP",
      "1. Sở Tài chính bố trí kinh phí.", "II. TỔ CHỨC THỰC HIỆN", "1. Công an tỉnh kiểm tra.",
    ]
    #expect(paths(items) == ["1.1", "2.1", "3.1"])
  }

  @Test func headingsAreCountedThroughTheWholeText() {
    // I., II., III., IV.
    let items = [
      "1.PHẠM VI, ĐỐI TƯỢNG", "- Sở Y tế rà soát các trạm y tế.", "I. NỘI DUNG HƯỚNG DẪN",
      "- Sở Tài chính bố trí kinh phí.", "II: NHIỆM VỤ VÀ GIẢI PHÁP", "- Sở Nội vụ rà soát biên chế.",
      "IV. TỔ CHỨC THỰC HIỆN", "- Công an tỉnh kiểm tra.",
    ]
    #expect(paths(items) == ["1.1", "2.1", "3.1", "4.1"])
    let spaced = [
      "I - MỤC ĐÍCH, YÊU CẦU", "1. Sở Y tế rà soát các trạm y tế.", "HI - NHIỆM VỤ, GIẢI PHÁP",
      "1. Sở Tài chính bố trí kinh phí.", "III - TỔ CHỨC THỰC HIỆN", "1. Công an tỉnh kiểm tra.",
    ]
    #expect(paths(spaced) == ["1.1", "2.1", "3.1"])
    // An annex counts anew.
    let anew = [
      "I. MỤC ĐÍCH, YÊU CẦU", "1. Sở Y tế rà soát.", "II. NHIỆM VỤ, GIẢI PHÁP", "1. Sở Nội vụ rà soát.",
      "III. TỔ CHỨC THỰC HIỆN", "1. Công an tỉnh kiểm tra.", "I. PHẠM VI, ĐỐI TƯỢNG",
      "1. Sở Tài chính rà soát.",
    ]
    #expect(paths(anew).suffix(2) == ["3.1", "1.1"])
  }

  @Test func aHeadingThatLostItsNumeralIsMissed() {
    let items = [
      "I. MỤC ĐÍCH, YÊU CẦU", "1. Sở Y tế rà soát các trạm y tế.", "2. Sở Y tế báo cáo.",
      "NHIỆM VỤ, GIẢI PHÁP", "1. Sở Tài chính bố trí kinh phí.", "2. Sở Tài chính báo cáo.",
      "III. TỔ CHỨC THỰC HIỆN", "1. Công an tỉnh kiểm tra.",
    ]
    #expect(paths(items) == ["1.1", "1.2", "2.1", "2.2", "3.1"])
    #expect(paths(Array(items[..<6])) == ["1.1", "1.2", "2.1", "2.2"])
  }

  @Test func headingsInSmallLettersAreCounted() {
    let items = [
      "1. Mục đích, yêu cầu", "1. Sở Y tế rà soát các trạm y tế.", "2. Sở Y tế báo cáo.",
      "1L Nhiệm vụ, giải pháp", "1. Sở Tài chính bố trí kinh phí.", "2. Sở Tài chính báo cáo.",
      "HI. Kinh phí", "1. Sở Nội vụ rà soát.", "IV. Tổ chức thực hiện", "1. Công an tỉnh kiểm tra.",
      "V. Hiệu lực", "- Công an tỉnh báo cáo.",
    ]
    #expect(paths(items) == ["1.1", "1.2", "2.1", "2.2", "3.1", "4.1", "5.1"])
    // The same list without any numeral stays one.
    #expect(paths(["1. Sở Y tế", "- Rà soát.", "2. Sở Nội vụ", "- Báo cáo."]) == ["1", "1.1", "2", "2.1"])
  }

  @Test func headingsInSmallLettersOfWhichAllLookLikeNumbersAreCounted() {
    let items = [
      "1- Về xây dựng kế hoạch", "1- Sở Tài chính bố trí kinh phí:", "- Cấp tỉnh;", "- Cấp xã.",
      "2- Sở Nội vụ rà soát biên chế.", "1- Quy trình, thủ tục", "1- Công an tỉnh kiểm tra.",
      "2- Công an tỉnh báo cáo.",
    ]
    #expect(paths(items) == ["1.1", "1.1.1", "1.1.2", "1.2", "2.1", "2.2"])
    let compound = [
      "I. Đối tượng, phạm vi", "1.1. Sở Y tế rà soát.", "1.2. Sở Y tế báo cáo.", "H. Quy trình, thủ tục",
      "2.1. Sở Nội vụ rà soát:", "- Cấp tỉnh;", "- Cấp xã.", "2.2. Sở Nội vụ báo cáo.",
    ]
    #expect(paths(compound) == ["1.1", "1.2", "2.1", "2.1.1", "2.1.2", "2.2"])
  }

  @Test func whatIsLeftOfALabelTakesItsPlace() {
    let items = [
      "1- Về xây dựng kế hoạch", "1- Sở Tài chính bố trí kinh phí.", "2- Sở Nội vụ rà soát biên chế.",
      "H- Quy trình, thủ tục", "1- Công an tỉnh kiểm tra.", "EH- Tổ chức thực hiện", "1- Sở Y tế báo cáo.",
    ]
    #expect(paths(items) == ["1.1", "1.2", "2.1", "3.1"])
  }

  @Test func theFirstHeadingMayBeLost() {
    let items = [
      "1. Sở Y tế rà soát các trạm y tế.", "2. Sở Y tế báo cáo.", "II. NHIỆM VỤ, GIẢI PHÁP",
      "1. Sở Tài chính bố trí kinh phí.", "III. TỔ CHỨC THỰC HIỆN", "1. Công an tỉnh kiểm tra.",
    ]
    #expect(paths(items) == ["1.1", "1.2", "2.1", "3.1"])
  }

  @Test func aTermOfCongressIsNoHeading() {
    let items = [
      "XIV, NHIỆM KỲ 2025 - 2030", "I. MỤC ĐÍCH, YÊU CẦU", "1. Sở Y tế rà soát.", "II. NHIỆM VỤ, GIẢI PHÁP",
      "1. Sở Nội vụ rà soát.", "L. TỔ CHỨC THỰC HIỆN", "1. Công an tỉnh kiểm tra.",
    ]
    #expect(paths(items) == ["1.1", "2.1", "3.1"])
  }

  @Test func oneGuessedHeadingIsNone() {
    let items = [
      "1. Sở Y tế rà soát các trạm y tế.", "| BIỂU TỔNG HỢP", "2. Sở Tài chính bố trí kinh phí.",
      "Điều 7. Các bệnh viện", "3. Sở Nội vụ rà soát biên chế.",
    ]
    #expect(paths(items) == ["1", "2", "3"])
  }

  @Test func aNumberMisreadTakesItsPlace() {
    let items = [
      "1. Sở Y tế rà soát các trạm y tế.", "3. Sở Tài chính bố trí kinh phí.",
      "3. Sở Nội vụ rà soát biên chế.", "4 Công an tỉnh kiểm tra.",
    ]
    #expect(paths(items) == ["1", "2", "3", "4"])
  }

  @Test(arguments: [true, false], ["I.", "l."])
  func aOneReadAsALetterIsAOne(damaged: Bool, one: String) {
    let items = [
      "\(one) Sở Y tế rà soát các trạm y tế.", "2. Sở Tài chính bố trí kinh phí.",
      "3. Sở Nội vụ rà soát biên chế.",
    ]
    #expect(paths(items, damaged: damaged) == ["1", "2", "3"])
  }

  @Test func aHeadingThatLostItsFirstItemStaysOne() {
    let items = [
      "I. NHIỆM VỤ, GIẢI PHÁP", "2. Sở Tài chính bố trí kinh phí.", "II. TỔ CHỨC THỰC HIỆN",
      "1. Sở Nội vụ rà soát biên chế.",
    ]
    #expect(paths(items).last == "2.1")
  }

  @Test func aFigureBeforeABracketIsALetter() {
    let items = [
      "1. Sở Y tế:", "a) Rà soát các trạm y tế;", "b) Bố trí bác sĩ;", "€) Mua sắm thuốc;",
      "4) Báo cáo kết quả.", "2. Sở Nội vụ rà soát biên chế.",
    ]
    #expect(paths(items) == ["1", "1.1", "1.2", "1.3", "1.4", "2"])
  }

  @Test func lettersAreKnownByWhatIsLeftOfThem() {
    let items = [
      "1. Sở Y tế:", "3) Rà soát các trạm y tế:", "- Cấp tỉnh;", "- Cấp xã.", "bỳ Bố trí bác sĩ.",
      "© Mua sắm thuốc.", "2. Sở Nội vụ:", "3) Rà soát biên chế;", "b) Báo cáo kết quả.",
    ]
    #expect(
      paths(items) == [
        "1", "1.1", "1.1.1", "1.1.2", "1.2", "1.3", "2", "2.1", "2.2",
      ])
  }

  @Test func numbersThatLostTheirMarksAreMendedByTheList() {
    let items = [
      "1. Sở Y tế:", "1.1. Rà soát các trạm y tế:", "12. Bố trí bác sĩ.",
      "2. Sở Nội vụ:", "2.1. Rà soát biên chế.", "3.2. Báo cáo kết quả.", "3. Sở Tài chính rà soát.",
    ]
    #expect(paths(items) == ["1", "1.1", "1.2", "2", "2.1", "2.2", "3"])
  }

  @Test func aFullStopAloneIsTheNextNumber() {
    let items = [
      "1. Sở Y tế rà soát các trạm y tế.\n", ". Sở Tài chính bố trí kinh phí:\n", "a) Cho các trạm y tế;\n",
      "b) Cho bệnh viện.\n",
    ]
    #expect(paths(items) == ["1", "2", "2.1", "2.2"])
  }

  @Test func aLostLabelIsMissed() {
    let items = [
      "1. Sở Y tế rà soát các trạm y tế.", "Sở Tài chính bố trí kinh phí.", "3. Sở Nội vụ rà soát biên chế:",
      "- Cấp tỉnh báo cáo tháng 8;", "Cấp huyện báo cáo tháng 9;", "- Cấp xã báo cáo tháng 10.",
    ]
    #expect(paths(items) == ["1", "2", "3", "3.1", "3.2", "3.3"])
  }

  @Test func compoundNumbersAreMendedByWhatTheyStandUnder() {
    let items = [
      "1. Sở Y tế:", "I.1. Rà soát các trạm y tế.", "1,2. Bố trí bác sĩ.", "2. Sở Nội vụ:",
      "3.1. Rà soát biên chế.", "2.2. Báo cáo kết quả.",
    ]
    #expect(paths(items) == ["1", "1.1", "1.2", "2", "2.1", "2.2"])
  }

  @Test(arguments: ["2:1:", "2,1,", "2-1.", "2.1:", "2:1-"])
  func aCompoundNumberHasItsFullStopsMisread(label: String) {
    let items = [
      "1. Sở Y tế rà soát các trạm y tế.", "2. Sở Tài chính:", "\(label) Giao Sở Nội vụ rà soát biên chế.",
      "2.2. Công an tỉnh kiểm tra.",
    ]
    #expect(paths(items) == ["1", "2", "2.1", "2.2"])
  }

  @Test(arguments: ["24/7, 7:30 Khai mạc", "10-12 Sở Y tế", "12:480 Phần ảnh"])
  func figuresBeforeACapitalAreNoCompoundNumber(_ line: String) {
    #expect(
      paths(["1. Sở Y tế rà soát các trạm y tế.", line, "2. Sở Tài chính bố trí kinh phí."]) == ["1", "2"])
  }

  @Test func noListCountsBack() {
    let items = [
      "1. Sở Y tế rà soát.", "2. Sở Tài chính:", "8) Bố trí kinh phí;", "b) Báo cáo kết quả.",
      "1. Sở Nội vụ rà soát:", "a) Biên chế;", "b) Vị trí việc làm.", "4. Công an tỉnh kiểm tra.",
      "2. Báo chí đưa tin.",
    ]
    #expect(paths(items) == ["1", "2", "2.1", "2.2", "3", "3.1", "3.2", "4", "5"])
  }

  @Test func marksWithinLabelsAreTheirs() {
    let items = [
      "1. Sở Y tế:", "1.1. Rà soát các trạm y tế.", "1/2. Bố trí bác sĩ.", "1;3. Mua sắm thuốc.",
      "- 2. Sở Nội vụ rà soát biên chế:", "- - Cấp tỉnh;", "'- Cấp xã.",
    ]
    #expect(paths(items) == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2"])
    #expect(paths(["1- Dự đủ các phiên họp.", "2~ Bảo quản tài liệu."]) == ["1", "2"])
  }

  @Test func aHeadingWhoseFullStopIsAnLIsCounted() {
    let items = [
      "I. MỤC ĐÍCH", "1. Sở Y tế rà soát.", "II. CHỈ TIÊU", "1. Sở Tài chính bố trí kinh phí.",
      "HL NHIỆM VỤ, GIẢI PHÁP", "1. Sở Nội vụ rà soát biên chế.",
    ]
    #expect(paths(items).last == "3.1")
  }

  @Test func figuresMisreadTakeTheirPlace() {
    let items = [
      "1. Sở Y tế:", "1.1. Rà soát:", "8.1.1. Cấp tỉnh.", "1.1.2. Cấp xã.", "{.1.3. Cấp thôn.",
      "2. Sở Tài chính:",
      "a) Bố trí kinh phí;", "b} Báo cáo;", "c Kiểm tra.", "3, Sở Nội vụ kiểm tra.",
    ]
    #expect(
      paths(items) == ["1", "1.1", "1.1.1", "1.1.2", "1.1.3", "2", "2.1", "2.2", "2.3", "3"])
    #expect(paths(["8. Sở Y tế rà soát.", "2. Sở Nội vụ kiểm tra."]) == ["1", "2"])
  }

  /// The rows of a table lost their rules, and their numbers have no full stops.
  @Test func rowsBeforeTheSameNumberAreNoItems() {
    let items = [
      "1. Sở Y tế rà soát.", "2. Sở Nội vụ kiểm tra theo lịch sau:", "1 Phường Tân Ninh 08/01/2034",
      "2 Phường Long An 13/01/2034", "3 Xã Tân Lập 20/01/2034", "3. Văn phòng Tỉnh ủy theo dõi.",
    ]
    #expect(paths(items) == ["1", "2", "3"])
  }

  @Test func anArticleBehindADashIsOne() {
    let items = ["Điều 1. Phạm vi", "1. Sở Y tế rà soát.", "- Điều 2. Đối tượng", "1. Sở Nội vụ rà soát."]
    #expect(paths(items) == ["1", "1.1", "2", "2.1"])
  }

  @Test func inACleanTextNothingIsGuessed() {
    let items = [
      "1. Sở Y tế rà soát các trạm y tế.", "Sở Tài chính bố trí kinh phí.", "3. Sở Nội vụ rà soát biên chế.",
    ]
    #expect(paths(items, damaged: false) == ["1", "3"])
  }
}
