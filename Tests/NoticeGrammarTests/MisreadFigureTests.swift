import NoticeText
import Testing

@testable import NoticeGrammar

/// Figures and signs of a head that OCR read as letters or strokes.
@Suite struct MisreadFigureTests {
  private func parse(_ text: String) -> Notice { NoticeParser().parse(SourceText(text)) }

  /// Words that OCR damaged, so that a text is read as damaged.
  private static let damage =
    "Công tác kiểm ừa của Sở Tài chírửi, phối họp với các sờ, ban, ngành được tiến hành.\n\n"

  private func letter(number: String = "Số: 57/BXD-VP", subject: String = "V/v rà soát bếp ăn", date: String)
    -> Notice
  {
    parse(
      "BỘ XÂY DỰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\(number)\n\(subject) \(date)\n"
        + "của các trường\n\nKính gửi: Sở Nội vụ.\n\n\(Self.damage)1. Giao Sở Nội vụ rà soát.\n")
  }

  @Test(arguments: ["ngày |6 tháng 12", "ngày Í6 tháng 12", "ngày l6 tháng 12"])
  func aStrokeIsTheFirstDigitOfTheDay(day: String) {
    #expect(letter(date: "Hà Nội, \(day) năm 2025").date == "2025-12-16")
  }

  @Test(arguments: ["ngày 3! tháng 12", "ngày 3l tháng 12", "ngày 3] tháng 12"])
  func aStrokeIsTheLastDigitOfTheDay(day: String) {
    #expect(letter(date: "Hà Nội, \(day) năm 2025").date == "2025-12-31")
  }

  @Test(arguments: ["ngày Ø7 tháng 12", "ngày O7 tháng 12", "ngày 07 tháng 12"])
  func aLetterMayStandForAZero(day: String) {
    #expect(letter(date: "Hà Nội, \(day) năm 2025").date == "2025-12-07")
    #expect(letter(date: "Hà Nội, ngày 12 tháng \(day.dropFirst(5).prefix(2)) năm 2025").date == "2025-07-12")
  }

  @Test func aSubjectMayBeginWithWhatIsLeftOfItsSign() {
    let notice = letter(subject: "Víw rà soát bếp ăn", date: "Hà Nội, ngày 16 tháng 12 năm 2025")
    #expect(notice.subject?.hasSuffix("rà soát bếp ăn của các trường") == true)
  }

  @Test func aNumberLineMayBeginInSmallLetters() {
    #expect(letter(number: "số:5ÿ /BXD-VP", date: "Hà Nội, ngày 16 tháng 12 năm 2025").symbol == "BXD-VP")
  }

  /// The title says which kind's code it is.
  @Test(arguments: [
    ("214/1B-VPCP", "214/TB-VPCP"), ("214/3A-VPCP", nil),
    ("214/TB-VPCP-\nĐẢNG CỘNG SẢN VIỆT NAM", "214/TB-VPCP"),
  ])
  func aFigureMayStandForTheFirstLetterOfTheCode(number: String, identifier: String?) {
    let notice = parse(
      "VĂN PHÒNG CHÍNH PHỦ\nSố: \(number)\nHà Nội, ngày 16 tháng 12 năm 2025\nTHÔNG BÁO\nVề việc nghỉ lễ\n\n\(Self.damage)"
    )
    #expect(notice.identifier == identifier)
  }

  /// Codes of closed lists: committees, terms of the National Assembly, the Prime Minister.
  @Test(arguments: [
    ("Nghị quyết số 23-NQ/1W", "23-NQ/TW"), ("Chương trình số 130-CTr/FU", "130-CTr/TU"),
    ("Luật số 45/2023/QHI5", "45/2023/QH15"), ("Công điện số 359/CĐ-TTe", "359/CĐ-TTg"),
    ("Công văn số 130/SGDĐT-FUX", "130/SGDĐT-FUX"),
  ])
  func aCodeIsTheNearestOfItsList(printed: String, identifier: String) {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\n\(Self.damage)1. Thực hiện \(printed), các trường nghỉ.\n")
    #expect(notice.references.map(\.identifier) == [identifier])
  }

  /// What stands behind a misread first digit is another document's number.
  @Test func theRestOfANumberIsNoNumber() {
    let notice = parse(
      "THÔNG BÁO\nVề việc nghỉ lễ\n\n\(Self.damage)1. Theo văn ban sô S0/NQ-CP, các trường nghỉ.\n")
    #expect(notice.references.allSatisfy { $0.identifier == nil })
  }

  @Test func aProvinceStandsBehindWhatASealLeft() {
    let notice = letter(date: "\nCà Đội Thanh Hóa, ngày 16 tháng 12 năm 2025")
    #expect(notice.place == "Thanh Hóa")
  }

  /// Where neither number nor title can be read, the code names the kind.
  @Test func theCodeOfAKindNamesIt() {
    let notice = parse(
      "BỘ XÂY DỰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        + "Số: 5 2 /KH-BXD Hà Nội, ngày 16 tháng 12 năm 2025\nKÉẺ HOẠCH\nTrồng cây quanh các trường\n\n"
        + "\(Self.damage)1. Giao Sở Nội vụ trồng cây.\n")
    #expect(notice.kind?.code == "KH")
  }

  /// "ngày tháng năm" names no month.
  @Test func theWordsOfADateAreNoMonth() {
    let notice = parse("THÔNG BÁO\nVề việc nghỉ lễ\n\n1. Ghi số, ngày tháng năm ban hành của văn bản.\n")
    #expect(notice.dates.isEmpty)
  }
}
