import Foundation
import NoticeIndex
import NoticeSearch
import TestSupport
import Testing

/// What the index gives beside what reading all documents gives.
///
/// All of it, 10,000 queries and more, is run by
/// `swift test -c release -Xswiftc -enable-testing --filter OracleTests`; a debug build tries a part.
@Suite struct OracleTests {
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 300 : 40))
  func agreesInSmallWorlds(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let world = IndexWorld(seed: seed, documents: random.below(41))
    try check(world, seed: seed, queries: 16, layouts: IndexedWorld.Layout.allCases)
  }

  @Test(arguments: UInt64(1_000)..<(sweepsWhole ? 1_064 : 1_006))
  func agreesInWorldsWithDenseWords(seed: UInt64) throws {
    try check(IndexWorld(seed: seed, documents: 300), seed: seed, queries: 40, layouts: [.single, .shards])
  }

  @Test(.enabled(if: !skipsLongTests), arguments: UInt64(2_000)..<(sweepsWhole ? 2_024 : 2_002))
  func agreesInWorldsWithManyBlocks(seed: UInt64) throws {
    let layouts: [IndexedWorld.Layout] = seed % 2 == 0 ? [.single, .segments] : [.merged, .mergedNewest]
    try check(IndexWorld(seed: seed, documents: 2_000), seed: seed, queries: 60, layouts: layouts)
  }

  @Test(.enabled(if: !skipsLongTests), arguments: UInt64(5_000)..<(sweepsWhole ? 5_012 : 5_001))
  func agreesInLargeWorlds(seed: UInt64) throws {
    let layouts: [IndexedWorld.Layout] = seed % 2 == 0 ? [.single] : [.shards]
    try check(IndexWorld(seed: seed, documents: 5_000), seed: seed, queries: 120, layouts: layouts)
  }

  /// Queries of every form, and those that a text of anything happens to be, over documents with such words.
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 100 : 16))
  func answersAnyQuery(seed: UInt64) throws {
    var generator = QueryGenerator(seed: seed)
    let queries = (0..<60).compactMap { number in
      number % 2 == 0 ? generator.query() : try? Query.parse(generator.garbled())
    }
    var world = IndexWorld(seed: seed, documents: seed % 4 == 0 ? 700 : 30)
    world.add(texts: queries.prefix(20).map(\.description))
    let index = try IndexedWorld(world.documents, seed % 2 == 0 ? .single : .segments, seed: seed)
    for query in queries {
      var options = SearchOptions()
      let best = try index.searcher.search(query, options).hits
      options.limit = world.documents.count
      let all = try index.searcher.search(query, options).hits
      #expect(try index.searcher.count(query) == all.count, "seed \(seed): \(outline(query))")
      #expect(best == Array(all.prefix(10)), "seed \(seed): \(outline(query))")
      options.sort = .newest
      #expect(
        try index.searcher.search(query, options).hits.count == all.count, "seed \(seed): \(outline(query))")
    }
  }

  /// The same words typed in another way.
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 60 : 12))
  func findsTheSameHoweverItIsTyped(seed: UInt64) throws {
    let world = IndexWorld(seed: seed, documents: 60)
    let index = try IndexedWorld(world.documents, .segments, seed: seed)
    var generator = WorldQueries(world, seed: seed)
    var options = SearchOptions()
    options.limit = 100
    for _ in 0..<20 {
      let typed = [
        generator.plain(), #""\(generator.plain()) \(generator.plain())""#,
        "\(generator.plain()) \(generator.plain())", "\(generator.plain()) OR subject:\(generator.plain())",
        "\(generator.plain()) NEAR/5 \(generator.plain())", "\(generator.plain())~", "=\(generator.plain())",
        "issuer:\"Tỉnh ủy Quảng Ninh\" \(generator.plain())", "signer:\"Trần Thị Hòa\" -\(generator.plain())",
      ]
      for text in typed {
        let right = try index.searcher.search(try Query.parse(text), options).hits
        for other in Self.spellings(text) {
          let found = try index.searcher.search(try Query.parse(other), options).hits
          #expect(found == right, "seed \(seed): \(text) and \(other)")
        }
      }
    }
  }

  private static func spellings(_ text: String) -> [String] {
    var inOtherStyle = ""
    var word = ""
    for character in text + " " {
      if character.isLetter {
        word.append(character)
      } else {
        inOtherStyle += NaiveWords.otherStyle(NaiveWords.term(word))
        inOtherStyle.append(character)
        word = ""
      }
    }
    // The operators stay as they are.
    inOtherStyle = inOtherStyle.replacingOccurrences(of: " or ", with: " OR ")
      .replacingOccurrences(of: " near/", with: " NEAR/")
    let capitals = text.uppercased()
    return [
      text.decomposedStringWithCanonicalMapping, capitals, capitals.decomposedStringWithCanonicalMapping,
      inOtherStyle, "  \(text)\n",
    ]
  }

  private func check(_ world: IndexWorld, seed: UInt64, queries: Int, layouts: [IndexedWorld.Layout]) throws {
    let all = NaiveIndex(world.documents)
    var random = SeededGenerator(seed: seed &+ 99)
    let deleted = seed % 3 == 0 ? all.ids.filter { _ in random.oneIn(5) } : []
    let naive = all.without(Set(deleted))
    let indexes = try layouts.map {
      ($0, try IndexedWorld(world.documents, $0, seed: seed, deleting: deleted))
    }
    var generator = WorldQueries(world, seed: seed)
    for number in 0..<queries {
      let seed = seed &* 1_000 &+ UInt64(number)
      func faults(_ query: Query) throws -> [String] {
        var judge = QueryJudge(naive, query, seed: seed)
        for (layout, index) in indexes { try judge.check(index, "\(layout)") }
        return judge.faults
      }
      var query = generator.next()
      var found = try faults(query)
      // The simplest query that fails too tells more. Ends: each is simpler than the one before.
      while !found.isEmpty {
        guard let simpler = try query.simpler.first(where: { try !faults($0).isEmpty }) else { break }
        query = simpler
        found = try faults(query)
      }
      #expect(found.isEmpty, "seed \(seed): \(outline(query))\n\(found.prefix(3).joined(separator: "\n"))")
    }
  }
}

/// One query's answers by index, beside the one by reading.
struct QueryJudge {
  private let naive: NaiveIndex
  private let query: Query
  private let expected: [Int]
  private let scores: [Float]?
  private var random: SeededGenerator
  private var first: [(id: String, score: Float)]?
  private(set) var faults: [String] = []

  init(_ naive: NaiveIndex, _ query: Query, seed: UInt64) {
    self.naive = naive
    self.query = query
    let plain = NaiveQuery(naive, query)
    expected = plain.matches(query)
    scores = plain.scores(query)
    random = SeededGenerator(seed: seed)
  }

  private mutating func check(_ holds: Bool, _ fault: @autoclosure () -> String) {
    if !holds { faults.append(fault()) }
  }

  private static func show(_ hits: some Sequence<(id: String, score: Float)>) -> String {
    hits.prefix(12).map { "\($0.id) \($0.score)" }.joined(separator: ", ")
  }

  mutating func check(_ index: IndexedWorld, _ name: String) throws {
    let searcher = index.searcher
    let ids = expected.map { naive.ids[$0] }
    let count = try searcher.count(query)
    check(count == ids.count, "\(name): counts \(count) of \(ids.count)")

    var options = SearchOptions()
    options.limit = naive.count + 1
    let all = try searcher.search(query, options).hits.map {
      (id: index.id($0), score: $0.score, number: $0.number)
    }
    let found = all.map(\.id)
    check(Set(found).count == found.count, "\(name): finds a document twice")
    let (missing, wrong) = (Set(ids).subtracting(found), Set(found).subtracting(ids))
    check(missing.isEmpty, "\(name): misses \(missing.sorted().prefix(5))")
    check(wrong.isEmpty, "\(name): finds \(wrong.sorted().prefix(5))")
    guard missing.isEmpty, wrong.isEmpty else { return }
    check(
      zip(all, all.dropFirst()).allSatisfy {
        $0.score > $1.score || $0.score == $1.score && $0.number < $1.number
      },
      "\(name): not in order")

    let ranking = all.map { (id: $0.id, score: $0.score) }
    try checkPages(index, ranking, name)
    if !index.hasDeleted { checkScores(ranking, name) }
    if random.oneIn(4) { try checkDays(index, name) }
    if random.oneIn(4) { try checkFacets(index, name) }
  }

  /// Few hits are the first of many, whether all are counted or not, and pages are parts of one.
  private mutating func checkPages(
    _ index: IndexedWorld, _ ranking: [(id: String, score: Float)], _ name: String
  ) throws {
    for (limit, countsHits) in [(1, false), (10, false), (1, true), (10, true), (naive.count + 1, true)] {
      var options = SearchOptions()
      options.limit = limit
      options.countsHits = countsHits
      let best = try index.searcher.search(query, options).hits.map { (id: index.id($0), score: $0.score) }
      let same = best.elementsEqual(ranking.prefix(limit)) { $0 == $1 }
      check(same, "\(name): of \(limit) \(Self.show(best)) ≠ \(Self.show(ranking.prefix(limit)))")
    }
    guard random.oneIn(4) else { return }
    var paged: [(id: String, score: Float)] = []
    var options = SearchOptions()
    options.limit = 7
    repeat {
      let page = try index.searcher.search(query, options)
      paged += page.hits.map { (id: index.id($0), score: $0.score) }
      options.after = page.next
    } while options.after != nil && paged.count < min(ranking.count, 60)
    check(
      paged.elementsEqual(ranking.prefix(paged.count)) { $0 == $1 } && paged.count >= min(ranking.count, 60),
      "\(name): pages give \(Self.show(paged)) ≠ \(Self.show(ranking))")
  }

  private mutating func checkScores(_ ranking: [(id: String, score: Float)], _ name: String) {
    if let scores {
      var expected: [String: Float] = [:]
      for document in self.expected { expected[naive.ids[document]] = scores[document] }
      let wrong = ranking.first { abs($0.score - (expected[$0.id] ?? -1)) > 1e-4 * max(1, $0.score) }
      check(wrong == nil, "\(name): scores \(wrong.map { "\($0) for \(expected[$0.id] ?? -1)" } ?? "")")
    }
    if let first {
      let same = ranking.elementsEqual(first) {
        $0.id == $1.id && abs($0.score - $1.score) <= 1e-5 * max(1, $0.score)
      }
      check(same, "\(name): ranks \(Self.show(ranking)) ≠ \(Self.show(first))")
    } else {
      first = ranking
    }
  }

  private mutating func checkDays(_ index: IndexedWorld, _ name: String) throws {
    for sort in [SearchOptions.Sort.newest, .oldest] {
      let sorted = expected.sorted { a, b in
        switch (naive.date(a), naive.date(b)) {
        case (let x?, let y?) where x != y: sort == .newest ? x > y : x < y
        case (nil, .some): false
        case (.some, nil): true
        default: a < b
        }
      }
      var options = SearchOptions()
      options.sort = sort
      options.countsHits = sort == .newest
      options.limit = 7
      var paged: [String] = []
      repeat {
        let page = try index.searcher.search(query, options)
        paged += page.hits.map { index.id($0) }
        options.after = page.next
      } while options.after != nil && paged.count < 60
      let wanted = sorted.prefix(max(paged.count, min(60, sorted.count))).map { naive.ids[$0] }
      check(paged == wanted, "\(name): \(sort) gives \(paged.prefix(12)) ≠ \(wanted.prefix(12))")
    }
  }

  private mutating func checkFacets(_ index: IndexedWorld, _ name: String) throws {
    var options = SearchOptions()
    options.facets = KeywordField.allCases
    options.facetLimit = .max
    options.limit = 0
    let results = try index.searcher.search(query, options)
    check(results.count == expected.count, "\(name): the facets count \(results.count ?? -1)")
    for facet in results.facets {
      var found: [String: Int] = [:]
      for value in facet.values { found[NaiveIndex.key(value.value, facet.field), default: 0] += value.count }
      let wanted = naive.facet(facet.field, expected)
      check(found == wanted, "\(name): \(facet.field) has \(found) ≠ \(wanted)")
      check(
        zip(facet.values, facet.values.dropFirst()).allSatisfy { $0.count >= $1.count },
        "\(name): \(facet.field) is not in order")
    }
    // What columns count is the same, however few are wanted, and after columns were kept from an earlier commit.
    options.countsDates = true
    for limit in [Int.max, 3] {
      options.facetLimit = limit
      let wanted = try index.searcher.search(query, options)
      for (kind, searcher) in [("columns", index.byColumns), ("kept columns", index.byKeptColumns)] {
        let found = try searcher.search(query, options)
        check(found.facets == wanted.facets, "\(name): \(kind) count other facets")
        check(found.years == wanted.years, "\(name): \(kind) count \(found.years) ≠ \(wanted.years)")
        check(found.withDeadline == wanted.withDeadline, "\(name): \(kind) count other deadlines")
      }
    }
  }
}

extension Query {
  /// Simpler queries of the same parts.
  fileprivate var simpler: [Query] {
    func lists(_ parts: [Query], _ make: ([Query]) -> Query) -> [Query] {
      var out = parts
      for index in parts.indices {
        if parts.count > 2 {
          var fewer = parts
          fewer.remove(at: index)
          out.append(make(fewer))
        }
        for part in parts[index].simpler {
          var other = parts
          other[index] = part
          out.append(make(other))
        }
      }
      return out
    }
    switch self {
    case .everything, .word, .phrase, .keyword, .days: return []
    case .near(let distance, let parts): return lists(parts) { .near(distance: distance, $0) }
    case .together(let parts): return lists(parts) { .together($0) }
    case .all(let parts): return lists(parts) { .all($0) }
    case .any(let parts): return lists(parts) { .any($0) }
    case .not(let part): return [part] + part.simpler.map { .not($0) }
    case .boosted(let part, let factor): return [part] + part.simpler.map { .boosted($0, factor) }
    }
  }
}
