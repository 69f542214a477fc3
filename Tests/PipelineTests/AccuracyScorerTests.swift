import NoticeGrammar
import NoticeText
import Testing
import TestSupport

/// The scorer itself: a measure that nobody measured is worth nothing.
@Suite struct AccuracyScorerTests {
  @Test(arguments: Corpus.notices)
  func goldScoresFullMarksAgainstItself(_ notice: CorpusNotice) throws {
    let gold = try notice.goldNotice()
    for (field, tally) in AccuracyScorer.score(gold.asNotice(), against: gold) {
      #expect(tally.f1 == 1, "\(field.rawValue): missed \(tally.missed), spurious \(tally.spurious)")
    }
  }

  @Test(arguments: Corpus.notices)
  func anEmptyNoticeFindsNothing(_ notice: CorpusNotice) throws {
    let gold = try notice.goldNotice()
    let scores = AccuracyScorer.score(Notice(text: SourceText("")), against: gold)
    #expect(scores.values.allSatisfy { $0.hits == 0 && $0.spurious.isEmpty })
    #expect(scores[.references]?.gold == gold.references?.reduce(0) { $0 + ($1.count ?? 1) })
  }

  @Test(arguments: [
    ("UBND tỉnh Hà Nam", "Ủy ban nhân dân tỉnh"), ("Uỷ ban nhân dân tỉnh", "Ủy ban Nhân dân tỉnh"),
    ("Giám đốc Sở Y tế", "Sở Y tế"), ("Bộ trưởng Bộ Tài chính", "bộ tài chính"),
    ("Phó Chánh Văn phòng", "Văn phòng"), ("Trưởng ban Ban Quản lý dự án", "Ban Quản lý dự án"),
    ("Sở Thông tin và Truyền thông", "Sở TT-TT"), ("BCĐ (cấp tỉnh)", "Ban Chỉ đạo"),
    ("Ủy ban MTTQ Việt Nam tỉnh", "UBMTTQ tỉnh"), ("TT HĐND tỉnh", "Thường trực Hội đồng nhân dân tỉnh"),
  ])
  func namesOfOneBodyFoldAlike(_ one: String, _ other: String) {
    let names = NameFolding(province: "Hà Nam", sameAs: [])
    #expect(names.agency(one) == names.agency(other))
  }

  @Test(arguments: [
    ("Thủ tướng Chính phủ", "Chính phủ"), ("Sở Y tế", "Bộ Y tế"), ("Chủ tịch nước", "nước"),
    ("Ban Chỉ đạo", "Ban Tổ chức"),
  ])
  func namesOfTwoBodiesDoNot(_ one: String, _ other: String) {
    let names = NameFolding(province: nil, sameAs: [])
    #expect(names.agency(one) != names.agency(other))
  }

  @Test func aWrongDateIsBothMissedAndSpurious() throws {
    var notice = Notice(text: SourceText(""))
    notice.dates = [DateMention(value: "2024-03-02", span: SourceRange(0, 0))]
    let gold = try GoldNotice(json: #"{"doc": "x", "header": {}, "dates": [{"value": "2024-03-12"}]}"#)
    let tally = AccuracyScorer.score(notice, against: gold)[.dates]
    #expect(tally == Tally(hits: 0, missed: ["2024-03-12"], spurious: ["2024-03-02"]))
  }

  @Test func anOptionalValueIsAllowedAsOftenAsItSays() throws {
    var notice = Notice(text: SourceText(""))
    notice.dates = Array(repeating: DateMention(value: "2025", span: SourceRange(0, 0)), count: 3)
    let gold = try GoldNotice(
      json: #"{"doc": "x", "header": {}, "dates": [], "datesOptional": [{"value": "2025", "count": 2}]}"#)
    #expect(AccuracyScorer.score(notice, against: gold)[.dates]?.spurious == ["2025"])
  }

  @Test func anAmbiguousReferenceIsNoHitAndNoFault() throws {
    var reference = Reference(grade: .ambiguous, span: SourceRange(0, 0))
    reference.candidates = ["18-CT/TU", "13-CT/TU"]
    var notice = Notice(text: SourceText(""))
    notice.references = [reference]
    let gold = try GoldNotice(
      json: #"{"doc": "x", "header": {}, "references": [{"identifier": "18-CT/TU"}]}"#)
    let tally = AccuracyScorer.score(notice, against: gold)[.references]
    #expect(tally?.hits == 0 && tally?.missed.count == 1 && tally?.spurious == [])
  }

  @Test func aURIThatTheGoldLeavesOutIsSpurious() throws {
    var reference = Reference(grade: .exact, span: SourceRange(0, 0))
    reference.identifier = "18-CT/TU"
    reference.uri = "/akn/vn/doc/chi-thi/tinh-uy-ha-nam/2021/18-ct-tu"
    var notice = Notice(text: SourceText(""))
    notice.references = [reference]
    let gold = try GoldNotice(
      json: """
        {"doc": "x", "header": {}, "references": [{"identifier": "18-CT/TU", "role": "cites"},
         {"identifier": "1/NQ-CP", "uri": "/akn/vn/doc/nghi-quyet/chinh-phu/2021/1-nq-cp"}]}
        """)
    let scores = AccuracyScorer.score(notice, against: gold)
    #expect(scores[.references]?.hits == 1)
    #expect(scores[.role]?.hits == 1)
    #expect(scores[.uri]?.spurious.count == 1)
  }
}
