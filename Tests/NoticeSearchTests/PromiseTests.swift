import NoticeIndex
import NoticeSearch
import TestSupport
import Testing

/// What the page of the language promises, one document a question.
@Suite struct PromiseTests {
  private func expect(_ query: String, in text: String, subject: String = "", _ isFound: Bool) throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    try builder.add(IndexDocument(id: "a", text: Array(text.utf8), subject: subject))
    try writer.add(builder)
    try writer.commit()
    let count = try Searcher(try IndexReader(directory)).count(try Query.parse(query))
    #expect((count == 1) == isFound, "\(query) in \(text), \(subject)")
  }

  @Test func wordsWithoutFieldAreLookedForInTheSubject() throws {
    try expect("tiêm NEAR/5 dịch", in: "x", subject: "tiêm dịch", true)
  }

  @Test func phrasesStandNearAsPhrases() throws {
    // The words are near each other, the phrase is not.
    try expect(#""học sinh" NEAR/1 tiêm"#, in: "học tiêm sinh x x x x x x x học sinh", false)
    try expect(#""học sinh" NEAR/1 tiêm"#, in: "học sinh x tiêm", true)
    try expect(#""học sinh"~1 NEAR/0 tiêm"#, in: "học các sinh tiêm", true)
    try expect(#""học sinh" NEAR/9 "sinh viên""#, in: "học sinh viên", false)
  }

  @Test func groupsHavePhrases() throws {
    try expect(#"("học sinh" OR trẻ) NEAR/1 tiêm"#, in: "học sinh tiêm", true)
    try expect("(COVID-19 OR trẻ) NEAR/1 tiêm", in: "covid tiêm", false)
  }

  @Test func partsOfDifferentFieldsAreNotNear() throws {
    try expect("subject:tiêm NEAR/1 text:dịch", in: "dịch", subject: "x tiêm", false)
  }

  @Test func whatStandsNearStandsNearSomethingElse() throws {
    let query = "tiêm NEAR/0 dịch NEAR/3 sở"
    try expect(query, in: "dịch tiêm x x sở", true)
    try expect(query, in: "sở x x x dịch tiêm", true)
    try expect(query, in: "dịch x tiêm sở", false)
    try expect(query, in: "dịch tiêm x x x x sở", false)
    try expect("tiêm NEAR/3 dịch NEAR/0 sở", in: "tiêm sở dịch", false)
  }

  @Test func wordsThatBelongTogetherEndInABeginning() throws {
    try expect("COVID-1*", in: "covid x 19", false)
    try expect("COVID-1*", in: "x covid 19", true)
    try expect("COVID-1*", in: "x", subject: "COVID 1", true)
    try expect("subject:COVID-1*", in: "covid 19", false)
  }

  /// Whether the subject's own list of a word is asked depends on whether all documents of the segment have the word in
  /// the text as well.
  @Test func scoresAreTheSameInAnySegments() throws {
    let often = IndexDocument(
      id: "a", text: Array("dịch".utf8), subject: Array(repeating: "dịch", count: 9).joined(separator: " "))
    let once = IndexDocument(id: "b", text: Array("x".utf8), subject: "dịch")
    func score(inOneSegment: Bool) throws -> Float? {
      let directory = MemoryDirectory()
      let index = try IndexWriter(directory)
      for document in [often, once] {
        let builder = SegmentBuilder()
        try builder.add(document)
        try index.add(builder)
      }
      if inOneSegment { try index.mergeAll() }
      try index.commit()
      return try Searcher(try IndexReader(directory)).search(.word(.init("dịch"))).hits.first?.score
    }
    let (merged, apart) = (try score(inOneSegment: true), try score(inOneSegment: false))
    #expect(merged == apart)
  }

  /// A word in the subject counts as four more in the text; in the subject alone it counts as it stands there.
  @Test func subjectsCountAlikeWithAndWithoutTheText() throws {
    let both = IndexDocument(id: "a", text: Array("dịch x".utf8), subject: "dịch y")
    let subjectOnly = IndexDocument(id: "b", text: Array("z x".utf8), subject: "dịch y")
    let other = IndexDocument(id: "c", text: Array("dịch dịch dịch".utf8))
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    for document in [both, subjectOnly, other] { try builder.add(document) }
    try writer.add(builder)
    try writer.commit()
    let hits = try Searcher(try IndexReader(directory)).search(.word(.init("dịch"))).hits
    #expect(hits.map(\.document) == [0, 1, 2])
  }
}
