import NoticeIndex
import TestSupport
import Testing

@testable import NoticeSearch

@Suite struct ScoreExplanationTests {
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 40 : 10))
  func explainsTheWholeScore(seed: UInt64) throws {
    let world = IndexWorld(seed: seed, documents: seed % 4 == 0 ? 300 : 30)
    let layout: IndexedWorld.Layout = seed % 2 == 0 ? .single : .segments
    let index = try IndexedWorld(world.documents, layout, seed: seed)
    let documents = StoredDocuments(index.searcher.reader)
    var queries = WorldQueries(world, seed: seed)
    for _ in 0..<20 {
      let query = queries.next()
      let highlighter = Highlighter(query)
      for hit in try index.searcher.search(query).hits {
        let explanation = try index.searcher.explain(
          hit, of: query, try documents.document(hit), highlighter)
        let sum = explanation.parts.reduce(explanation.nearness) { $0 + $1.score }
        let limit = 1e-4 * max(1, hit.score)
        #expect(abs(explanation.total - hit.score) <= limit, "seed \(seed): \(outline(query))")
        #expect(abs(sum - hit.score) <= limit, "seed \(seed): \(outline(query))")
        for part in explanation.parts {
          #expect(abs(part.weight * part.share - part.score) <= limit)
        }
      }
    }
  }

  @Test func saysWhereEachWordStands() throws {
    let documents = [
      IndexDocument(
        id: "a", text: Array("tiêm chủng rồi lại tiêm".utf8), subject: "Về tiêm phòng"),
      IndexDocument(id: "b", text: Array("không có gì".utf8)),
    ]
    let index = try IndexedWorld(documents, .single, seed: 1)
    let query = try Query.parse("tiêm chủng vắc*")
    let hits = try index.searcher.search(try Query.parse("tiêm (chủng OR vắc*)")).hits
    let hit = try #require(hits.first)
    let document = try StoredDocuments(index.searcher.reader).document(hit)
    let parsed = try Query.parse("tiêm (chủng OR vắc*)")
    let explanation = try index.searcher.explain(hit, of: parsed, document, Highlighter(parsed))
    #expect(explanation.parts.map(\.text) == ["tiêm", "chủng"])
    #expect(explanation.parts.map(\.occurrences) == [2, 1])
    #expect(explanation.parts.map(\.isInSubject) == [true, false])
    // A document that does not match scores nothing.
    #expect(try index.searcher.explain(hit, of: query, document, Highlighter(query)).total == 0)
  }
}
