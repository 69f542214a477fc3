import Testing

@testable import NoticeText

/// What OCR says of its words tells repair where to look, and what to look at.
@Suite struct OCREvidenceTests {
  /// `words` on a page, each with OCR's confidence and what else it read.
  private func source(_ words: [(String, UInt8, [String])]) -> SourceText {
    var text = SourceText(words.map(\.0).joined(separator: " "))
    var page = Page(
      number: 1, width: 1000, height: 1000, span: SourceRange(0, text.bytes.count), reader: "ocr")
    var start = 0
    for (word, confidence, alternatives) in words {
      let end = start + word.utf8.count
      page.words.append(
        PageWord(
          span: SourceRange(start, end), box: Box(left: start, top: 0, right: end, bottom: 20),
          confidence: confidence, alternatives: alternatives.map { WordReading(text: $0, confidence: 40) }))
      start = end + 1
    }
    text.pages = [page]
    return text
  }

  private func mended(_ text: SourceText) -> String {
    String(decoding: Repairer().repair(text).bytes, as: UTF8.self)
  }

  @Test func anAlternativeThatFitsBetterIsTaken() {
    let rest = ["các", "tỉnh,", "thành", "phố", "trực", "thuộc", "Trung", "ương;"]
    func text(_ alternatives: [String]) -> SourceText {
      source(
        [("Ủy", 96, []), ("bàn", 60, alternatives), ("nhân", 96, []), ("dân", 96, [])]
          + rest.map { ($0, 96, []) })
    }
    #expect(mended(text(["ban,"])).hasPrefix("Ủy ban nhân dân"))
    let repairs = Repairer().repair(text(["ban"])).repairs
    #expect(repairs.map(\.text) == ["ban"])
    #expect(Repairer(level: .off).repair(text(["ban"])).repairs.isEmpty)
  }

  @Test func whatFitsStaysWhateverElseWasRead() {
    let words = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương".split(separator: " ")
    let text = source(words.map { (String($0), 96, ["bàn", "tính", "thánh", "x7", ""]) })
    #expect(mended(text) == words.joined(separator: " "))
  }

  /// Offsets of normalised text are others than those of the source.
  @Test func wordsAreFoundInDecomposedText() {
    let ban = "ba\u{300}n"
    let text = source([
      ("U\u{309}y", 96, []), (ban, 60, ["ban"]), ("nhân", 96, []), ("dân", 96, []), ("tỉnh", 96, []),
    ])
    let repairs = Repairer().repair(text).repairs
    #expect(repairs.allSatisfy { text.raw($0.span) == ban })
  }

  @Test(arguments: [
    (["66/2016/NB-CP", "66/2016/NĐ-CP"], "66/2016/NĐ-CP"),
    (["16/2016/TTUT-BYT-BQP", "16/2016/TTLT-BYT-BQP"], "16/2016/TTLT-BYT-BQP"),
    (["02/2019/TT-BNYV;", "02/2019/TT-BNV:"], "02/2019/TT-BNV;"),
    (["71⁄NQ-CP,", "71/NQ-CP,"], "71/NQ-CP,"),
    (["14§/2018/TT-BQP", "148/2018/TT-BQ"], "148/2018/TT-BQP"),
  ])
  func symbolsAreTakenPartByPart(_ readings: [String], _ best: String) {
    #expect(SymbolReading.best(of: readings) == best)
    #expect(SymbolReading.best(of: [best] + readings) == nil)
  }

  /// Of two readings that may both be right, the surer one stays.
  @Test(arguments: [
    ["12/CT-TTg", "13/CT-TTg"], ["45-KH/TU", "45-KL/TU"], ["Thủ", "1hủ"], ["10", "1O"], [],
    ["15/BC-UBND", ""],
  ])
  func whatMayBeRightStays(_ readings: [String]) {
    #expect(SymbolReading.best(of: readings) == nil)
  }

  private static let scanned = [
    ("Kon Tum, ngày I0 tháng 0† năm 2034", "Kon Tum, ngày 10 tháng 01 năm 2034"),
    ("Kon Tum, ngày: 10 tháng 10 năm 2034", "Kon Tum, ngày 10 tháng 10 năm 2034"),
    ("Báo cáo trước ngày [5/1!/2O34.", "Báo cáo trước ngày 15/11/2034."),
    ("Sơ kết từ ngày {5/3 đến nay.", "Sơ kết từ ngày 15/3 đến nay."),
    ("Thực hiện Chỉ thị số L2/CT-UBND này.", "Thực hiện Chỉ thị số 12/CT-UBND này."),
    ("Theo Nghị định số 2ó/2O34/NĐ-CP này.", "Theo Nghị định số 26/2034/NĐ-CP này."),
  ]

  /// Where only a number can stand, a shape is its figure; only on a page that was read here.
  @Test(arguments: scanned)
  func shapesOfFiguresAreFigures(_ read: String, _ meant: String) {
    #expect(mended(source(read.split(separator: " ").map { (String($0), 80, []) })) == meant)
    let elsewhere = Repairer().repair(SourceText(read)).repairs
    #expect(!elsewhere.contains { $0.rule == "figure" })
  }

  /// What may be one figure or another, or none, stays, and so does what is no number's place.
  @Test(arguments: [
    "Báo cáo trước ngày 1§/10/2034.", "Họp tại phòng L2/B4 của trụ sở.", "Sáng ngày l tháng này.",
    "Báo cáo trước ngày I5/13/2034.", "Theo bảng S2-B-C.", "Báo cáo trước ngày 15/11/2034.",
  ])
  func doubtfulFiguresStay(_ text: String) {
    let repairs = Repairer().repair(source(text.split(separator: " ").map { (String($0), 80, []) })).repairs
    #expect(!repairs.contains { $0.rule == "figure" })
  }

  /// A stroke of a symbol that was read as a mark or a figure.
  @Test(arguments: [
    ("số 101/2025/NQI.T-CP của", "số 101/2025/NQLT-CP của"),
    ("số 8020/BXD-KTQI.,XD của", "số 8020/BXD-KTQLXD của"),
    ("số 511-KI7TU của", "số 511-KL/TU của"),
    ("số 03/2010/11-BNV của", "số 03/2010/TT-BNV của"),
    ("số 312-KL/TU. Các", "số 312-KL/TU. Các"),
    ("số 7117/QĐ-UBND của", "số 7117/QĐ-UBND của"),
  ])
  func strokesOfSymbolsArePutRight(_ read: String, _ meant: String) {
    #expect(mended(source(read.split(separator: " ").map { (String($0), 95, []) })) == meant)
  }

  @Test(arguments: [
    (["15/3/2924", "15/3/2024"], "15/3/2024"), (["31/11/2024,", "3/11/2024,"], "3/11/2024,"),
    (["1§/10/2024", "18/10/2024"], "18/10/2024"),
  ])
  func aDayOfTheCalendarIsTaken(_ readings: [String], _ best: String) {
    #expect(DateReading.best(of: readings) == best)
    #expect(DateReading.best(of: [best] + readings) == nil)
  }

  /// Of two days that may both be right, the surer one stays; so does what is no date.
  @Test(arguments: [
    ["15/3/2024", "16/3/2024"], ["15/3/2924", "15/3/2824"], ["kinh", "15/3/2024"], ["15.000", "15/3/2024"],
    [],
    ["1/2/3/4", "1/2/2024"],
  ])
  func aPossibleDayStays(_ readings: [String]) {
    #expect(DateReading.best(of: readings) == nil)
  }
}
