import NoticeIndex
import NoticeSearch
import TestSupport
import Testing

/// Weights far beyond what anybody types: they order hits or do nothing, and never stop the program.
@Suite struct BoostTests {
  @Test(arguments: ["0.000001", "1000", "0"])
  func manyBoostsOnOneAnother(factor: String) throws {
    let world = IndexWorld(seed: 3, documents: 1_200)
    let index = try IndexedWorld(world.documents, .single, seed: 3)
    let word = world.vocabulary[0]
    for depth in [1, 2, 5, 6, 7, 8, 13, 14, 40, 90] {
      let boosted =
        String(repeating: "(", count: depth) + word + String(repeating: ")^\(factor)", count: depth)
      for text in [
        boosted, "\(boosted) OR \(world.vocabulary[1])", "\(boosted) OR kind:TB",
        "\(boosted) \(world.vocabulary[1])", "\(boosted) OR (\(world.vocabulary[1]))^0",
      ] {
        let query = try Query.parse(text)
        var options = SearchOptions()
        let best = try index.searcher.search(query, options).hits
        options.limit = 2_000
        let all = try index.searcher.search(query, options).hits
        #expect(all.count == (try index.searcher.count(query)), "\(depth) × \(factor): \(text)")
        #expect(best == Array(all.prefix(10)), "\(depth) × \(factor): \(text.suffix(30))")
        #expect(all.allSatisfy { $0.score.isFinite }, "\(depth) × \(factor)")
      }
    }
  }
}
