import NoticeGrammar
import NoticeIndex
import NoticeSearch
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

@Suite struct TaskKeyTests {
  private func deadline(_ relation: Deadline.Relation, _ value: String?, _ period: String? = nil) -> Deadline
  {
    Deadline(value: value, period: period, relation: relation, span: SourceRange(0, 0))
  }

  private func day(_ text: String) throws -> DayNumber { try #require(EDTFDays.range(text)).lowerBound }

  /// The first day on which it is overdue, and the last day.
  @Test(arguments: [
    (Deadline.Relation.by, "2021-11-30", "2021-12-01", "2021-11-30"),
    (.before, "2021-11-30", "2021-11-30", "2021-11-30"),
    (.by, "2021-11", "2021-12-01", "2021-11-30"),
    (.before, "2021-11", "2021-11-01", "2021-11-30"),
    (.during, "2021-36", "2022-01-01", "2021-12-31"),
    (.during, "2021-11-01/2021-11-12", "2021-11-13", "2021-11-12"),
    (.within, "2021", "2022-01-01", "2021-12-31"),
  ])
  func deadlinesPass(relation: Deadline.Relation, value: String, overdue: String, last: String) throws {
    let due = try #require(TaskDue(deadline(relation, value)))
    #expect(due.day == (try day(last)))
    #expect(due.isOverdue(on: try day(overdue)))
    #expect(!due.isOverdue(on: try day(overdue) - 1))
    #expect(due.isOverdue(on: try day(overdue) + 1000))
  }

  @Test func whatHasNoLastDayNeverPasses() {
    #expect(TaskDue(deadline(.from, "2021-11-30")) == nil)
    #expect(TaskDue(deadline(.recurring, nil, "R/P1M")) == nil)
    #expect(TaskDue(deadline(.within, nil, "P5D")) == nil)
    #expect(TaskDue(deadline(.by, "2021-02-30")) == nil)
    #expect(TaskDue(nil) == nil)
    #expect(TaskTerm(deadline(.from, "2021")) == .open)
    #expect(TaskTerm(nil) == TaskTerm.none)
  }

  @Test func termsAreSortedByTheirDays() throws {
    let terms = [
      deadline(.before, "2021-11-30"), deadline(.by, "2021-11-30"), deadline(.by, "2021-12-01"),
      deadline(.from, "2020"),
      nil,
    ].map { TaskTerm($0).order }
    #expect(terms == terms.sorted() && Set(terms).count == 5)
  }

  private func read(_ text: String) -> TaskKey? {
    let bytes = Array(text.utf8)
    let body = bytes.prefix { $0 != TaskKey.separator }
    return bytes[body.count...].withUnsafeBufferPointer { TaskKey(TaskKey.body(body), rest: $0) }
  }

  @Test(arguments: Corpus.notices)
  func keysReadBack(_ source: CorpusNotice) throws {
    let notice = NoticeParser().parse(try source.source())
    let keys = TaskKey.keys(of: notice)
    #expect(Set(keys).count == keys.count)
    for key in keys {
      #expect(read(key)?.text == key)
      #expect(key.utf8.allSatisfy { 0x21...0x7E ~= $0 } && key.utf8.count <= KeywordKey.longest)
    }
    let all = keys.filter { $0.hasPrefix("|") }.compactMap { read($0)?.rows }.reduce(0, +)
    #expect(all == notice.tasks(withRecurring: true).count)
  }

  @Test(arguments: [
    "|2021-11-30|l", "|2021-11-30<|c2", "|2021-11-30<2021-11-01|d", "|~|-12", "|}|a",
    "so-y-te@quang-ninh#abc234|2021-11-30|l",
  ])
  func formsReadBack(text: String) { #expect(read(text)?.text == text) }

  @Test(arguments: [
    "", "|", "||", "|~|", "|~|x", "|~|l0", "|~|lx", "|2021-02-30|l", "|2021-11-30>|l", "|2021-11-30<2021|l",
  ])
  func whatIsNoKeyIsNone(text: String) { #expect(read(text) == nil) }

  @Test func longNamesFitAKey() throws {
    var notice = Notice(text: SourceText(""))
    notice.issuer = Agency(
      name: String(repeating: "Bà Rịa ", count: 60), within: "tỉnh " + String(repeating: "x", count: 300),
      span: SourceRange(0, 0))
    var directive = Directive(label: "1.", path: "1", text: "", span: SourceRange(0, 0))
    for ending in ["một", "hai"] {
      let name = String(repeating: "Ủy ban rất dài ", count: 30) + ending
      directive.assignees.append(
        Assignee(agency: Agency(name: name, level: .province, span: SourceRange(0, 0)), role: .lead))
    }
    directive.deadlines = [deadline(.before, "2021-11")]
    notice.directives = [directive]
    let keys = TaskKey.keys(of: notice)
    #expect(keys.count == 3)  // the names differ behind where they are cut
    for key in keys { #expect(key.utf8.count <= KeywordKey.longest && read(key)?.text == key) }
  }
}
