import NoticeIndex
import TestSupport
import Testing

@testable import NoticeSearch

@Suite struct SuggestionTests {
  private static func world() throws -> IndexedWorld {
    func document(_ id: String, _ text: String, issuer: String) -> IndexDocument {
      var document = IndexDocument(id: id, text: Array(text.utf8))
      document.keywords = [.init(.issuer, issuer), .init(.kind, "TB")]
      return document
    }
    return try IndexedWorld(
      [
        document("1", "tiêm chủng cho học sinh", issuer: "Tỉnh ủy Quảng Ninh"),
        document("2", "tiêm vắc xin", issuer: "Sở Y tế tỉnh Quảng Ninh"),
        document("3", "chủng loại giống cây", issuer: "Sở Nội vụ"),
        document("4", "tiêm chủng mở rộng", issuer: "Sở Y tế tỉnh Quảng Ninh"),
      ], .single, seed: 1)
  }

  @Test(arguments: [
    // Other marks, other letters.
    ("tiem chủng", "tiêm chủng", 2, Suggestion.Reason.otherWord(instead: "tiem")),
    ("tiêm chủngg", "tiêm chủng", 2, .otherWord(instead: "chủngg")),
    ("tiêmm chủngg", "tiêm chủng", 2, .otherWord(instead: "tiêmm, chủngg")),
    ("\"học sinhh\"", "\"học sinh\"", 1, .otherWord(instead: "sinhh")),
    // Where the rest of the query has no such document, the word alone.
    ("giống vắcc", "vắc", 1, .otherWord(instead: "vắcc")),
    ("tiềm chùng", "tiem chung", 2, .withoutMarks),
    (
      "issuer:\"Tỉnh ủy Quảng Nin\"", "issuer:\"Tỉnh ủy Quảng Ninh\"", 1,
      .otherValue(instead: "issuer:\"Tỉnh ủy Quảng Nin\"")
    ),
    (
      "tiêm issuer:\"Sở Y tế\"", "tiêm issuer:\"Sở Y tế tỉnh Quảng Ninh\"", 2,
      .otherValue(instead: "issuer:\"Sở Y tế\"")
    ),
    ("\"chủng tiêm\"", "chủng tiêm", 2, .apart(phrase: "\"chủng tiêm\"")),
    ("tiêm giống", "tiêm", 3, .without(part: "giống")),
    ("tiêm chủng kind:CT", "tiêm chủng", 2, .without(part: "kind:CT")),
  ])
  func suggests(query: String, other: String, count: Int, reason: Suggestion.Reason) throws {
    let searcher = try Self.world().searcher
    let query = try Query.parse(query)
    #expect(try searcher.count(query) == 0)
    let suggestions = try searcher.suggestions(for: query)
    #expect(suggestions.contains(Suggestion(reason: reason, query: other, count: count)), "\(suggestions)")
  }

  @Test func hasNoneWhereNothingIsNear() throws {
    let searcher = try Self.world().searcher
    #expect(try searcher.suggestions(for: try Query.parse("xyzxyz")).isEmpty)
    #expect(try searcher.suggestions(for: try Query.parse("date:1999")).isEmpty)
    #expect(try Searcher(IndexReader(emptyArchive())).suggestions(for: try Query.parse("tiêm chủng")).isEmpty)
  }

  private func emptyArchive() throws -> MemoryDirectory {
    let directory = MemoryDirectory()
    try IndexWriter(directory).commit()
    return directory
  }

  /// Whatever the query, each suggestion is one that finds what it says.
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 40 : 20))
  func everySuggestionFindsSomething(seed: UInt64) throws {
    let world = IndexWorld(seed: seed, documents: 25)
    let index = try IndexedWorld(world.documents, .segments, seed: seed)
    var queries = WorldQueries(world, seed: seed)
    for _ in 0..<30 {
      let query = queries.next()
      guard try index.searcher.count(query) == 0 else { continue }
      let suggestions = try index.searcher.suggestions(for: query)
      #expect(suggestions.count <= 5)
      #expect(Set(suggestions.map(\.query)).count == suggestions.count)
      for suggestion in suggestions {
        #expect(suggestion.count > 0)
        let count = try index.searcher.count(try Query.parse(suggestion.query))
        #expect(count == suggestion.count, "seed \(seed): \(suggestion) for \(query)")
      }
    }
  }
}
