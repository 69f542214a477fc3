import Foundation
import NoticeIndex
import NoticeSearch
import TestSupport

/// Random queries about the documents of a world: words that are there, and some that are not.
struct WorldQueries {
  private let vocabulary: [String]
  private let ids: [String]
  private var random: SeededGenerator

  init(_ world: IndexWorld, seed: UInt64) {
    vocabulary = world.vocabulary
    ids = world.documents.map(\.id)
    random = SeededGenerator(seed: seed &+ 0xABCD)
  }

  private mutating func one<T>(of choices: [T]) -> T { choices[random.below(choices.count)] }

  private mutating func some(_ counts: ClosedRange<Int>, _ make: (inout Self) -> Query) -> [Query] {
    (0..<counts.lowerBound + random.below(counts.count)).map { _ in make(&self) }
  }

  /// Whether the words of the query under way are without marks.
  private var isBare = false

  mutating func next() -> Query {
    isBare = random.oneIn(3)
    return query(depth: random.below(4))
  }

  private mutating func query(depth: Int) -> Query {
    guard depth > 0 else { return leaf() }
    switch random.below(12) {
    case 0, 1, 2: return .together(some(2...4) { $0.searched(depth: depth - 1) })
    case 3, 4: return .all(some(2...3) { $0.query(depth: depth - 1) })
    case 5:
      return .all(
        some(1...2) { $0.query(depth: depth - 1) } + some(1...2) { .not($0.query(depth: depth - 1)) })
    case 6, 7, 8: return .any(some(2...4) { $0.query(depth: depth - 1) })
    case 9: return .not(query(depth: depth - 1))
    case 10: return .boosted(query(depth: depth - 1), one(of: [0, 0.5, 2, 7.25]))
    default: return leaf()
    }
  }

  /// Something that stands in the text.
  private mutating func searched(depth: Int) -> Query {
    guard depth > 0 else { return random.oneIn(5) ? phrase() : word() }
    switch random.below(6) {
    case 0: return .any(some(2...3) { $0.searched(depth: depth - 1) })
    case 1: return .boosted(searched(depth: depth - 1), 2)
    case 2: return phrase()
    default: return word()
    }
  }

  private mutating func leaf() -> Query {
    switch random.below(16) {
    case 0...6: word()
    case 7...9: phrase()
    case 10, 11: near()
    case 12, 13: keyword()
    case 14: days()
    default: random.oneIn(4) ? .everything : word()
    }
  }

  // MARK: Words

  /// The frequent ones more often.
  mutating func plain() -> String {
    let word: String
    switch random.below(14) {
    case 0: word = one(of: ["zzz", "nghiêng", "q", "không", "9"])
    case 1...5: word = vocabulary[random.below(vocabulary.count)]
    default: word = vocabulary[random.below(max(1, vocabulary.count / 6))]
    }
    return isBare ? NaiveWords.folded(NaiveWords.term(word)) : word
  }

  private mutating func field() -> TextField? { one(of: [nil, nil, nil, nil, .text, .subject]) }

  mutating func word() -> Query {
    let text = plain()
    switch random.below(16) {
    case 0:
      // At times behind other words.
      let front = random.oneIn(3) ? "\(plain())-" : ""
      return .word(
        .init(front + start(of: text), field: field(), match: .prefix, isExact: random.oneIn(4)))
    case 1: return .word(.init(pattern(of: text), field: field(), match: .pattern, isExact: random.oneIn(4)))
    case 2: return .word(.init(text, field: field(), match: .fuzzy(edits: 1 + random.below(2))))
    case 3: return .word(.init(text, field: field(), match: .widened))
    case 4: return .word(.init("\(text)-\(plain())", field: field(), isExact: random.oneIn(4)))
    default: return .word(.init(text, field: field(), isExact: random.oneIn(6)))
    }
  }

  private mutating func start(of word: String) -> String {
    String(NaiveWords.term(word).prefix(1 + random.below(word.count)))
  }

  private mutating func pattern(of word: String) -> String {
    var letters = NaiveWords.term(word).map { String($0) }
    for _ in 0..<1 + random.below(2) {
      let place = random.below(letters.count)
      switch random.below(3) {
      case 0: letters[place] = "?"
      case 1: letters[place] = "*"
      default: letters.insert("*", at: random.below(letters.count + 1))
      }
    }
    if !letters.contains("?"), !letters.contains("*") { letters.append("*") }
    return letters.joined()
  }

  mutating func phrase() -> Query {
    let text = (0..<one(of: [1, 2, 2, 2, 3, 4])).map { _ in plain() }.joined(separator: " ")
    return .phrase(
      .init(
        text, field: field(), isExact: random.oneIn(6), slop: random.oneIn(2) ? one(of: [1, 2, 5, 30]) : 0))
  }

  mutating func near() -> Query { near(depth: 1) }

  private mutating func near(depth: Int) -> Query {
    let field = field()
    let parts = some(2...3) { random in
      switch random.random.below(14) {
      case 0: return .word(.init(random.pattern(of: random.plain()), field: field, match: .pattern))
      case 1: return .any(random.some(2...2) { .word(.init($0.plain(), field: field)) })
      case 2: return .any(random.some(2...3) { $0.random.oneIn(2) ? $0.phrase() : $0.word() })
      case 3: return .word(.init(random.plain(), field: field, match: .widened))
      case 4: return .word(.init(random.start(of: random.plain()), field: field, match: .prefix))
      case 5, 6: return random.phrase()
      case 7: return random.word()
      case 8 where depth > 0: return random.near(depth: depth - 1)
      default: return .word(.init(random.plain(), field: field, isExact: random.random.oneIn(8)))
      }
    }
    return .near(distance: one(of: [0, 1, 3, 10, 50]), parts)
  }

  // MARK: Values

  mutating func keyword() -> Query {
    if random.oneIn(8) { return .keyword(.id, one(of: [.value(id()), .prefix(id()), .present]), 0..<0) }
    let (field, values) = one(of: IndexWorld.values)
    var value = random.oneIn(9) ? "Sở Giao thông" : one(of: values)
    if random.oneIn(4) { value = NaiveWords.folded(value.lowercased()) }
    switch random.below(4) {
    case 0:
      let start = String(value.prefix(1 + random.below(value.count)))
      return .keyword(
        field, start.contains { $0.isLetter || $0.isNumber } ? .prefix(start) : .value(value), 0..<0)
    case 1 where random.oneIn(2): return .keyword(field, .present, 0..<0)
    default: return .keyword(field, .value(value), 0..<0)
    }
  }

  private mutating func id() -> String {
    let id = ids.isEmpty || random.oneIn(5) ? "2021/tb" : one(of: ids)
    return random.oneIn(3) ? String(id.prefix(1 + random.below(id.count))) : id
  }

  mutating func days() -> Query {
    let all = IndexWorld.days
    let first = all.lowerBound + DayNumber(random.below(all.count))
    let last = first + DayNumber(one(of: [0, 1, 10, -1, 5_000_000]))
    return .days(
      one(of: DateField.allCases),
      Query.DayRange(first: random.oneIn(4) ? nil : first, last: random.oneIn(4) ? nil : last))
  }
}
