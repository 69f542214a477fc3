import NoticeArchive
import NoticeGrammar
import NoticeText
import Testing

@testable import ThongbaoCLI

struct TasksMessagesTests {
  private let vi = Messages(.vi)
  private let en = Messages(.en)

  @Test(
    arguments: [
      (Deadline.Relation.by, "2021-11-30", nil, "đến 30/11/2021", "by 30/11/2021"),
      (.before, "2021-11-30", nil, "trước 30/11/2021", "before 30/11/2021"),
      (.before, "2021-36", nil, "trước quý IV/2021", "before Q4/2021"),
      (.during, "2021-11", nil, "trong 11/2021", "in 11/2021"),
      (.during, "2021-11-01/2021-11-12", nil, "trong 01/11/2021 – 12/11/2021", "in 01/11/2021 – 12/11/2021"),
      (.within, "2021", nil, "trong 2021", "within 2021"),
      (.within, nil, "P5D", "trong 5 ngày", "within 5 days"),
      (.within, nil, "P1M", "trong 1 tháng", "within 1 month"),
      (.within, nil, "P2W", "trong 2 tuần", "within 2 weeks"),
      (.within, nil, "P1Y", "trong 1 năm", "within 1 year"),
      (.from, "2021-12-01", nil, "từ 01/12/2021", "from 01/12/2021"),
      (.recurring, nil, "R/P1D", "hằng ngày", "every day"),
      (.recurring, nil, "R/P1W", "hằng tuần", "every week"),
      (.recurring, nil, "R/P1M", "hằng tháng", "every month"),
      (.recurring, nil, "R/P3M", "hằng quý", "every quarter"),
      (.recurring, nil, "R/P6M", "mỗi 6 tháng", "every 6 months"),
      (.recurring, nil, "R/P1Y", "hằng năm", "every year"),
      (.recurring, nil, "R/PX", "mỗi PX", "every PX"),
    ] as [(Deadline.Relation, String?, String?, String, String)])
  func terms(
    relation: Deadline.Relation, value: String?, period: String?, inVietnamese: String, inEnglish: String
  ) {
    let deadline = Deadline(value: value, period: period, relation: relation, span: SourceRange(0, 0))
    #expect(vi.term(deadline) == inVietnamese)
    #expect(en.term(deadline) == inEnglish)
  }

  @Test func roles() {
    #expect(vi.term(nil) == "–")
    #expect(Assignee.Role.allCases.map(vi.role) == ["chủ trì", "phối hợp", "chỉ đạo", "giao"])
    #expect(Assignee.Role.allCases.map(en.role) == ["lead", "coordinate", "direct", "assigned"])
    #expect(vi.late(1234) == "quá hạn 1.234 ngày" && en.late(1) == "1 day late")
  }

  @Test func wholes() {
    #expect(vi.tasks(shown: 50, of: 1234) == "50 trong 1.234 việc (xem thêm: --limit)")
    #expect(en.tasks(shown: 50, of: 1234) == "50 of 1,234 tasks (--limit shows more)")
    #expect(vi.tasks(shown: 1, of: 1) == "1 việc" && en.tasks(shown: 1, of: 1) == "1 task")
    #expect(vi.noTasks == "không tìm thấy việc nào" && en.noTasks == "no tasks found")
    #expect(en.unknown("x", []) == "no document tells to act: x\n")
    #expect(vi.unknown("x", []) == "không văn bản nào giao việc cho: x\n")
    #expect(vi.didYouMean("x") == "có phải là: x")
    #expect(
      vi.notInCalendar(2) == "2 việc không có ngày nên không có trong lịch (--ics-kind todo có đủ)")
    #expect(
      en.notInCalendar(2) == "2 tasks without a day left out of the calendar (--ics-kind todo has them)")
  }
}
