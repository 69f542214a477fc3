import NoticeIndex
import TestSupport
import Testing

@testable import NoticeSearch

/// What is marked beside what was found, and beside words as the documentation speaks of them.
@Suite struct HighlighterTests {
  private static func marked(_ query: String, _ text: String, edits: [IndexDocument.Edit] = []) throws
    -> [String]
  {
    let bytes = Array(text.utf8)
    return Highlighter(try Query.parse(query)).ranges(bytes, edits: edits)
      .map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test(arguments: [
    ("tiêm chủng", "Tiêm vắc xin, TIÊM CHỦNG, tiem chung", ["Tiêm", "TIÊM", "CHỦNG"]),
    ("tiem chung", "Tiêm vắc xin, chứng tiem", ["Tiêm", "chứng", "tiem"]),
    ("=tiem", "Tiêm tiem", ["tiem"]),
    ("hoà", "Hòa, hoà, hoa", ["Hòa", "hoà"]),
    ("\"học sinh\"", "sinh học, học sinh, học, sinh", ["học", "sinh", "học", "sinh"]),
    ("\"học sinh\"", "sinh học và học", []),
    ("\"tiêm chủng\"~1", "tiêm phòng chủng; tiêm một hai chủng", ["tiêm", "chủng"]),
    ("học NEAR/1 tiêm", "học rồi tiêm. Ở đây không có gì cả ngoài học", ["học", "tiêm"]),
    ("vắc*", "vắcxin, vác, Vắc", ["vắcxin", "Vắc"]),
    ("v?c", "vác vc vxcx", ["vác"]),
    ("dịch~1", "địch dịhc dch dạch xyz", ["địch", "dịhc", "dch", "dạch"]),
    ("COVID-19", "COVID 19, covid/19, covid 20", ["COVID", "19", "covid", "19"]),
    ("tiêm -chủng", "tiêm chủng", ["tiêm"]),
    ("kind:TB date:2021", "TB 2021", []),
    ("subject:tiêm chủng", "tiêm chủng", ["chủng"]),
    ("tiêm OR chủng^2", "chủng ngừa", ["chủng"]),
  ])
  func marksWhatMatches(query: String, text: String, expected: [String]) throws {
    #expect(try Self.marked(query, text) == expected)
  }

  @Test func marksDamagedWordsByBothForms() throws {
    let text = "có 12 tỉrih thành"
    let start = Array("có 12 ".utf8).count
    let edits = [
      IndexDocument.Edit(range: start..<start + Array("tỉrih".utf8).count, replacement: Array("tỉnh".utf8))
    ]
    #expect(try Self.marked("tỉnh", text, edits: edits) == ["tỉrih"])
    #expect(try Self.marked("tỉrih", text, edits: edits) == ["tỉrih"])
    #expect(try Self.marked("\"tỉnh thành\"", text, edits: edits) == ["tỉrih", "thành"])
  }

  @Test func aRepairThatCutsALetterMarksAllOfIt() throws {
    // The edit begins inside the three bytes of ỉ.
    let edits = [IndexDocument.Edit(range: 2..<7, replacement: Array("nh".utf8))]
    let bytes = Array("tỉrih x".utf8)
    for range in Highlighter(try Query.parse("n*")).ranges(bytes, edits: edits) {
      #expect(String(validating: bytes[range], as: UTF8.self) != nil)
    }
  }

  // MARK: Worlds

  private static let seeds = UInt64(0)..<(sweepsWhole ? 32 : 8)

  @Test(arguments: seeds)
  func everyMarkIsAWordOfTheQuery(seed: UInt64) throws {
    let world = IndexWorld(seed: seed, documents: 12)
    var queries = WorldQueries(world, seed: seed)
    // Of all queries: what one asked changes nothing for the next.
    let forms = FormTable(capacity: 16)
    for _ in 0..<20 {
      let query = queries.next()
      let rules = WordRule.rules(of: query)
      let highlighter = Highlighter(query, forms)
      let alone = Highlighter(query)
      for document in world.documents {
        let ranges = highlighter.ranges(document.text, edits: document.edits)
        #expect(
          ranges == alone.ranges(document.text, edits: document.edits), "seed \(seed): \(outline(query))")
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        for range in ranges {
          let cut = try #require(String(validating: document.text[range], as: UTF8.self))
          let mended = document.edits.filter { $0.range.overlaps(range) }
            .map { String(decoding: $0.replacement, as: UTF8.self) }
          let words = ([cut] + mended).flatMap { NaiveWords.words($0) }
          #expect(words.contains { word in rules.contains { $0.fits(word) } }, "seed \(seed): “\(cut)”")
        }
      }
    }
  }

  /// A word or a phrase is marked in the documents that are found, and in no others.
  @Test(arguments: seeds)
  func marksWhereItFinds(seed: UInt64) throws {
    let world = IndexWorld(seed: seed, documents: 30)
    let index = try IndexedWorld(world.documents, .single, seed: seed)
    let documents = StoredDocuments(index.searcher.reader)
    var queries = WorldQueries(world, seed: seed)
    var options = SearchOptions()
    options.limit = 100
    for number in 0..<24 {
      let query = number % 3 == 0 ? queries.word() : number % 3 == 1 ? queries.phrase() : queries.near()
      let highlighter = Highlighter(query)
      let found = Set(try index.searcher.search(query, options).hits)
      for hit in try index.searcher.search(.everything, options).hits {
        let document = try documents.document(hit)
        let isMarked =
          !highlighter.ranges(document.text, edits: document.edits).isEmpty
          || !highlighter.ranges(in: document.subject, .subject).isEmpty
        let isFound = found.contains { $0.number == hit.number }
        #expect(isMarked == isFound, "seed \(seed): \(query) in \(document.id)")
      }
    }
  }

  @Test(arguments: seeds)
  func snippetsAreCutCleanly(seed: UInt64) throws {
    let world = IndexWorld(seed: seed, documents: 20)
    var queries = WorldQueries(world, seed: seed)
    for number in 0..<20 {
      let highlighter = Highlighter(queries.next())
      let width = [180, 180, 60, 7, 1][number % 5]
      for document in world.documents {
        guard let snippet = highlighter.snippet(document.text, edits: document.edits, width: width) else {
          #expect(!document.text.contains { $0 > 0x20 })
          continue
        }
        let ranges = highlighter.ranges(document.text, edits: document.edits)
        #expect(snippet.marks.isEmpty == ranges.isEmpty)
        #expect(snippet.marks.count == snippet.spans.count)
        // Two ellipses besides.
        #expect(snippet.text.unicodeScalars.count <= width + 2)
        #expect(!snippet.text.contains { $0.isNewline })
        #expect(String(validating: document.text[snippet.source], as: UTF8.self) != nil)
        let bytes = Array(snippet.text.utf8)
        for (mark, span) in zip(snippet.marks, snippet.spans) {
          let cut = try #require(String(validating: bytes[mark], as: UTF8.self))
          let source = try #require(String(validating: document.text[span], as: UTF8.self))
          #expect(cut == source.split(whereSeparator: \.isWhitespace).joined(separator: " "))
          #expect(ranges.contains { $0.contains(span.lowerBound) && span.upperBound <= $0.upperBound })
        }
      }
    }
  }
}

/// A word of a query, and which words of a text it stands for, by Foundation alone.
private struct WordRule {
  var term: String
  var match: Query.WordMatch
  var folds: Bool

  func fits(_ word: String) -> Bool {
    let other = folds ? NaiveWords.folded(word) : word
    switch match {
    case .whole: return other == (folds ? NaiveWords.folded(term) : term)
    case .prefix: return other.hasPrefix(term)
    case .pattern: return NaiveWords.fits(term, other)
    case .fuzzy(let edits): return NaiveWords.distance(other, folds ? NaiveWords.folded(term) : term) <= edits
    case .widened: return NaiveWords.distance(NaiveWords.folded(word), NaiveWords.folded(term)) <= 1
    }
  }

  static func rules(of query: Query) -> [WordRule] {
    let folds = !query.hasMarks
    var out: [WordRule] = []
    func add(_ query: Query) {
      switch query {
      case .everything, .keyword, .days, .not: break
      case .word(let word):
        let terms = word.match == .pattern ? [word.text] : NaiveWords.words(word.text)
        for (place, term) in terms.enumerated() {
          let isLast = place == terms.count - 1
          let match = terms.count == 1 || word.match == .prefix && isLast ? word.match : .whole
          out.append(WordRule(term: term, match: match, folds: folds && !word.isExact))
        }
      case .phrase(let phrase):
        for term in NaiveWords.words(phrase.text) {
          out.append(WordRule(term: term, match: .whole, folds: folds && !phrase.isExact))
        }
      case .near(_, let parts), .together(let parts), .all(let parts), .any(let parts): parts.forEach(add)
      case .boosted(let part, _): add(part)
      }
    }
    add(query)
    return out
  }
}
