import NoticeIndex
import NoticeSearch
import TestSupport

/// Random queries: trees in the form that the parser gives, and texts that are hardly any.
struct QueryGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func one<T>(of choices: [T]) -> T { choices[random.below(choices.count)] }
  private mutating func some(_ counts: ClosedRange<Int>, _ make: (inout Self) -> Query) -> [Query] {
    (0..<counts.lowerBound + random.below(counts.count)).map { _ in make(&self) }
  }

  // MARK: Trees

  mutating func query() -> Query { any(depth: 3) }

  private mutating func any(depth: Int) -> Query {
    if depth > 0, random.oneIn(4) { return .any(some(2...4) { $0.all(depth: depth - 1) }) }
    return all(depth: depth)
  }

  /// What stands between two `OR`s.
  private mutating func all(depth: Int) -> Query {
    switch random.below(4) {
    case 0:
      var parts = some(0...3) { random in
        random.random.oneIn(3) ? random.filter(depth: depth - 1) : random.run(depth: depth - 1)
      }
      let negatives = some(0...2) { .not($0.unit(depth: depth - 1)) }
      if parts.isEmpty { parts = [.everything] }
      let all = parts + negatives
      return all.count > 1 ? .all(all) : unit(depth: depth)
    case 1: return together(depth: depth)
    case 2 where depth > 0: return near(depth: depth)
    default: return unit(depth: depth)
    }
  }

  /// One part of an `.all` that is looked for in the text.
  private mutating func run(depth: Int) -> Query {
    random.oneIn(2) ? together(depth: depth) : searched(depth: depth)
  }

  private mutating func together(depth: Int) -> Query { .together(some(2...4) { $0.searched(depth: depth) }) }

  private mutating func unit(depth: Int) -> Query {
    random.oneIn(3) ? filter(depth: depth) : searched(depth: depth)
  }

  private mutating func searched(depth: Int) -> Query {
    guard depth > 0 else { return random.oneIn(3) ? phrase() : word() }
    switch random.below(8) {
    case 0: return .boosted(searched(depth: depth - 1), factor())
    case 1:
      let group = any(depth: depth - 1)
      return QueryLaws.isFilter(group) ? word() : group
    case 2: return near(depth: depth - 1)
    case 3, 4: return phrase()
    default: return word()
    }
  }

  private mutating func filter(depth: Int) -> Query {
    guard depth > 0 else { return random.oneIn(3) ? days() : keyword() }
    switch random.below(8) {
    case 0: return .boosted(filter(depth: depth - 1), factor())
    case 1: return .any(some(2...3) { $0.filter(depth: depth - 1) })
    case 2: return .everything
    case 3, 4: return days()
    default: return keyword()
    }
  }

  private mutating func near(depth: Int) -> Query {
    .near(
      distance: random.below(1_001),
      some(2...3) { random in
        switch random.random.below(6) {
        case 0 where depth > 0: return random.near(depth: depth - 1)
        case 1: return .any([random.word(), random.phrase(), random.word()])
        case 2: return random.phrase()
        default: return random.word()
        }
      })
  }

  private mutating func factor() -> Double {
    one(of: [0, 0.5, 2, 1_000, 0.000_001, 999.999_999, Double(random.below(1_000_000)) / 1_000])
  }

  private mutating func field() -> TextField? { one(of: [nil, nil, nil, .text, .subject]) }

  private static let words = [
    "tiêm", "chủng", "dịch", "hoà", "hòa", "ỦY", "COVID-19", "18-CT/TU", "12/2021", "LĐTB&XH", "1.234", "a'b",
    "N’T", "x@y", "and",
    "Ελλάδα", "日本", "Zażółć", "nghiêngnghiêng", "5", "a_b", "ANDy", "NEARLY", "\u{301}a",
  ]

  private mutating func word() -> Query {
    let text = one(of: Self.words)
    let field = field()
    switch random.below(8) {
    case 0: return .word(.init(text, field: field, match: .prefix, isExact: random.oneIn(3)))
    case 1:
      let pattern = one(of: [
        "*\(text)", "?\(text)", "\(text)*\(text)", "\(text)?*", "\(text)?x*", "?*\(text)*?a",
      ])
      return .word(.init(pattern, field: field, match: .pattern, isExact: random.oneIn(3)))
    case 2: return .word(.init(text, field: field, match: .fuzzy(edits: 1 + random.below(2))))
    case 3: return .word(.init(text, field: field, match: .widened))
    default: return .word(.init(text, field: field, isExact: random.oneIn(4)))
    }
  }

  private mutating func phrase() -> Query {
    let text = one(of: [
      "tổ COVID-19 cộng đồng", "a", "a AND (b", "x \"y\" z", "\"q\"", " a ", "“b”", "a~1^2*", "\u{338}a",
      "kind:TB", "«c", "\"\"a",
    ])
    return .phrase(
      .init(
        text, field: field(), isExact: random.oneIn(4), slop: random.oneIn(3) ? 1 + random.below(1_000) : 0))
  }

  private mutating func keyword() -> Query {
    let value = one(
      of: [
        "TB", "18-CT/TU", "Tỉnh ủy Quảng Ninh", "a \"b\"", "x(y)", "=a", "-a", "a*b", "a~1", "AND", " a",
        "a/b.c", "a.", ".a", "*", "<1",
        "NEAR/x", "a,b", "a?", "1^2",
      ].filter { $0.contains { $0.isLetter || $0.isNumber } })
    let match: Query.KeywordMatch = one(of: [.value(value), .value(value), .prefix(value), .present])
    return .keyword(one(of: KeywordField.allCases.filter { !$0.isExact }), match, 0..<0)
  }

  private mutating func days() -> Query {
    let first = DayNumber(random.below(30_000) - 10_000)
    let last = first + DayNumber(one(of: [0, random.below(1_000)]))
    let range = one(of: [
      Query.DayRange(first: first, last: last), Query.DayRange(first: first, last: nil),
      Query.DayRange(first: nil, last: last), Query.DayRange(first: nil, last: nil),
      Query.DayRange(first: 18628, last: 18992), Query.DayRange(first: 18901, last: 18931),
      Query.DayRange(first: 18901, last: 18992), Query.DayRange(first: -719_162, last: 2_932_896),
    ])
    return .days(one(of: DateField.allCases), range)
  }

  // MARK: Texts

  private static let pieces = [
    "a", "tiêm", "e\u{302}\u{301}", "d\u{31B}", "Đ", "TB", "1", "19", "2021", "2021-10", "18/10/2021", " ",
    " ", " ", " ", "  ", "\n", "(", ")",
    "\"", "\"", "“", "”", "«", "»", "AND", "OR", "NOT", "NEAR", "NEAR/", "NEAR/5", "&&", "||", "&", "|", "!",
    "-", "=", "~", "~1", "~3", "^",
    "^2", "^0.5", "*", "?", ":", "..", ".", ",", "/", "<", "<=", ">", "text:", "subject:", "subject:(",
    "kind:", "kind:(", "date:", "due:(", "ref:\"",
    "số:", "knd:", "trích yếu:", "quý", "\u{338}", "\u{301}", "\u{200B}", "\u{AD}", "\u{FEFF}", "\0", "👩‍👩‍👧",
    "\u{0430}", "А", "ﬁ", "（", "：", "＂", "＝",
    "\u{2011}", "–", "…", "日", "\\", "\r\n",
  ]

  mutating func garbled() -> String {
    if random.oneIn(8) { return String(decoding: random.bytes(random.below(60)), as: UTF8.self) }
    if random.oneIn(4) {
      // A good query, hurt in a place or two.
      var bytes = Array(query().description.utf8)
      for _ in 0..<1 + random.below(3) {
        let mutation: Mutation = one(of: [
          .dropByte, .doubleByte, .swapBytes, .flipByte, .dropToken, .swapTokens,
        ])
        bytes = mutation.apply(to: bytes, using: &random)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    return (0..<random.below(16)).map { _ in one(of: Self.pieces) }.joined()
  }
}
