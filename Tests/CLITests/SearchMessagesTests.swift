import Testing

@testable import NoticeSearch
@testable import ThongbaoCLI

struct SearchMessagesTests {
  private let vi = Messages(.vi)
  private let en = Messages(.en)

  @Test(arguments: [
    (QueryError.Kind.emptyQuery, "không có từ nào để tìm", "there is nothing to look for"),
    (.emptyGroup, "trong ngoặc không có gì", "the brackets hold nothing"),
    (.emptyPhrase, "trong ngoặc kép không có gì", "the quotes hold nothing"),
    (.unclosedQuote, "thiếu dấu ngoặc kép đóng", "the closing quote is missing"),
    (.unclosedGroup, "thiếu dấu ngoặc đóng", "the closing bracket is missing"),
    (.unexpectedClose, "dấu ngoặc đóng thừa", "no bracket is open here"),
    (.missingOperand(operator: "AND"), "“AND” thiếu một vế", "“AND” lacks one of its sides"),
    (
      .unsuitableOperand(operator: "NEAR/5"), "“NEAR/5” chỉ đứng giữa từ và cụm từ",
      "“NEAR/5” stands between words and phrases only"
    ),
    (.misplacedOperator("~"), "dấu “~” không có nghĩa ở đây", "“~” means nothing here"),
    (.unknownField("knd"), "không có trường “knd”", "there is no field “knd”"),
    (
      .badDay("x"), "“x” không phải là ngày, tháng, quý, năm hay khoảng thời gian",
      "“x” is no day, month, quarter or year, nor a range of them"
    ),
    (.badNumber("x"), "“x” không phải là số dùng được ở đây", "“x” is no number that can stand here"),
    (
      .tooManyEdits(found: 3, limit: 2), "cho phép nhiều nhất 2 chữ khác, không phải 3",
      "at most 2 letters may differ, not 3"
    ),
    (
      .fuzzyPhrase, "cụm từ cần một số sau dấu ~, như \"…\"~3: số từ được chen vào giữa",
      "a phrase takes a number after its ~, such as \"…\"~3: how many words may stand in between"
    ),
    (.tooDeep(limit: 100), "ngoặc lồng nhau quá 100 lớp", "brackets more than 100 deep"),
    (.tooManySides(limit: 62), "NEAR nối quá 62 vế", "NEAR joins more than 62 sides"),
    (.tooManyClauses(limit: 1000), "quá 1.000 từ và giá trị", "more than 1,000 words and values"),
    (.tooLong(limit: 100_000), "câu tìm dài hơn 100 kB", "the query is longer than 100 kB"),
  ])
  func queryErrors(kind: QueryError.Kind, inVietnamese: String, inEnglish: String) {
    #expect(vi.reason(kind) == inVietnamese)
    #expect(en.reason(kind) == inEnglish)
  }

  @Test(arguments: [
    ("2021-10-18", "18/10/2021", "18/10/2021"), ("2021-10", "10/2021", "10/2021"), ("2021", "2021", "2021"),
    ("2021-36", "quý IV/2021", "Q4/2021"),
    ("2021-10-01/2021-10-15", "01/10/2021 – 15/10/2021", "01/10/2021 – 15/10/2021"),
    ("", "", ""), ("x-y", "x-y", "x-y"),
  ])
  func dates(edtf: String, inVietnamese: String, inEnglish: String) {
    #expect(vi.date(edtf) == inVietnamese)
    #expect(en.date(edtf) == inEnglish)
  }

  @Test func pages() {
    #expect(en.page(1...10, of: 1057, next: "a.b") == "hits 1–10 of 1,057; next page: --after a.b")
    #expect(vi.page(1...10, of: 1057, next: "a.b") == "kết quả 1–10 trong 1.057; trang sau: --after a.b")
    #expect(en.page(1...1, of: 1, next: nil) == "hit 1 of 1")
    #expect(en.page(nil, of: 2, next: nil) == "2 hits, none shown")
    #expect(vi.page(nil, of: 2, next: nil) == "2 kết quả, không hiện kết quả nào")
    #expect(vi.warning == "lưu ý")
    #expect(vi.cursorIsOld == "kho đã thay đổi từ trang trước: có thể có kết quả bị sót hoặc lặp lại")
    #expect(vi.noQueryLine == "không phải dòng ID<TAB>CÂU-TÌM")
  }

  @Test func suggestions() {
    let suggestions = [
      Suggestion(reason: .otherWord(instead: "chủngg"), query: "tiêm chủng", count: 1200),
      Suggestion(reason: .withoutMarks, query: "tiem chung", count: 7),
    ]
    #expect(
      en.nothingFound("tiêm chủngg", suggestions) == """
        nothing found for: tiêm chủngg
        what would be found:
          1,200  tiêm chủng  (in no document: chủngg)
              7  tiem chung  (whatever the marks)

        """)
    #expect(vi.nothingFound("x", []) == "không tìm thấy gì cho: x\n")
    #expect(vi.reason(Suggestion.Reason.otherWord(instead: "x")) == "không văn bản nào có: x")
    #expect(vi.reason(Suggestion.Reason.otherValue(instead: "kind:X")) == "không văn bản nào có: kind:X")
    #expect(vi.reason(Suggestion.Reason.withoutMarks) == "không kể dấu")
    #expect(vi.reason(Suggestion.Reason.apart(phrase: "\"x y\"")) == "các từ không cần liền nhau")
    #expect(en.reason(Suggestion.Reason.apart(phrase: "\"x y\"")) == "the words need not stand together")
    #expect(vi.reason(Suggestion.Reason.without(part: "x")) == "bỏ: x")
  }

  @Test func scores() {
    let part = ScoreExplanation.Part(
      text: "Tiem", form: "tiêm", occurrences: 3, isInSubject: true, weight: 2.5, share: 0.8, score: 2)
    let explanation = ScoreExplanation(parts: [part], nearness: 0.25, total: 2.25)
    #expect(
      en.lines(explanation) == [
        "2.000  Tiem (tiêm): 3×, in the subject, weight 2.500 × 0.800", "0.250  words side by side",
        "2.250  in all",
      ])
    #expect(
      vi.lines(explanation) == [
        "2,000  Tiem (tiêm): 3 lần, có trong trích yếu, trọng số 2,500 × 0,800",
        "0,250  các từ đứng gần nhau", "2,250  tổng cộng",
      ])
    #expect(en.decimal(-0.5) == "-0.500")
    #expect(en.decimal(.infinity) == "–")
  }
}
