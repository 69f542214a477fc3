import NoticeIndex
import NoticeSearch
import TestSupport
import Testing

/// What stands near what, one document a question.
@Suite struct NearTests {
  private func finds(_ query: String, in text: String, subject: String = "") throws -> Bool {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    try builder.add(IndexDocument(id: "a", text: Array(text.utf8), subject: subject))
    try writer.add(builder)
    try writer.commit()
    let parsed = try Query.parse(query)
    let count = try Searcher(try IndexReader(directory)).count(parsed)
    let naive = NaiveIndex([IndexDocument(id: "a", text: Array(text.utf8), subject: subject)])
    #expect(!NaiveQuery(naive, parsed).matches(parsed).isEmpty == (count == 1), "\(query) in \(text)")
    return count == 1
  }

  @Test func countsTheWordsBetween() throws {
    #expect(try finds("tiêm NEAR/1 dịch", in: "dịch x tiêm"))
    #expect(try !finds("tiêm NEAR/1 dịch", in: "dịch x x tiêm"))
    #expect(try finds("tiêm NEAR/1 dịch NEAR/1 sở", in: "dịch sở x tiêm"))
    #expect(try !finds("tiêm NEAR/1 dịch NEAR/1 sở", in: "dịch x sở x tiêm"))
  }

  /// Both forms of `covid` stand at both places: one of them has to leave the other its place.
  @Test func givesEveryWordAPlaceOfItsOwn() throws {
    #expect(try finds("thủy NEAR/0 thủy NEAR/0 ả", in: "ả thủy thủy"))
    #expect(try !finds("thủy NEAR/0 thủy NEAR/0 ả", in: "ả thủy x"))
    #expect(try finds("a NEAR/0 (a OR b)", in: "a b"))
    #expect(try !finds("a NEAR/9 a", in: "a b"))
  }

  @Test func looksForBeginnings() throws {
    #expect(try finds("vắc* NEAR/0 tiêm", in: "tiêm vắcxin"))
    #expect(try !finds("vắc* NEAR/0 tiêm", in: "tiêm dịch"))
  }
}
