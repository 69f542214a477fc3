/// What the lists have of bodies: the longest name, head and post that begin at a token.
struct NameMatches {
  typealias Match = (value: Int, end: Int)

  /// A row of `agencies.tsv`.
  var agency: Match?
  /// A row of `heads.tsv`.
  var head: Match?
  /// Where a post of `posts.tsv` ends.
  var postEnd: Int?
}

/// The lists of bodies, heads and posts as one trie, gone down once for all of them.
struct NameTable: Sendable {
  struct Row: Sendable {
    fileprivate(set) var agency: Int32 = -1
    fileprivate(set) var head: Int32 = -1
    fileprivate(set) var isPost = false
  }

  /// A phrase's value is its row.
  let phrases: PhraseTable
  let rows: [Row]
}

/// A `NameTable` while the lists are read; the first value of a phrase in a list stays.
struct NameTableBuilder {
  private var phrases = PhraseTableBuilder()
  private var rows: [NameTable.Row] = []
  private var places: [[UInt16]: Int] = [:]

  mutating func add(agency phrase: [UInt16], _ value: Int) {
    guard let row = row(of: phrase), rows[row].agency < 0 else { return }
    rows[row].agency = Int32(truncatingIfNeeded: value)
  }

  mutating func add(head phrase: [UInt16], _ value: Int) {
    guard let row = row(of: phrase), rows[row].head < 0 else { return }
    rows[row].head = Int32(truncatingIfNeeded: value)
  }

  mutating func add(post phrase: [UInt16]) {
    guard let row = row(of: phrase) else { return }
    rows[row].isPost = true
  }

  private mutating func row(of phrase: [UInt16]) -> Int? {
    let words = phrase.filter { $0 != 0 }
    if words.isEmpty { return nil }
    if let known = places[words] { return known }
    places[words] = rows.count
    phrases.add(words, rows.count)
    rows.append(NameTable.Row())
    return rows.count - 1
  }

  func build() -> NameTable { NameTable(phrases: phrases.build(), rows: rows) }
}

extension Reading {
  /// The longest phrases of each list that begin at `index`.
  func names(at index: Int) -> NameMatches {
    var out = NameMatches()
    let table = lexicon.names
    let root = table.phrases.root(word(index))
    guard root != 0 else { return out }
    walk(table.phrases, from: root, at: index) { row, end in table.rows[row].note(end, in: &out) }
    return out
  }

  /// The same by letters without marks, `first` being the number of the first word.
  func bareNames(from first: UInt16, at index: Int) -> NameMatches {
    var out = NameMatches()
    let table = lexicon.bareNames
    walkBare(table.phrases, from: first, at: index) { row, end in table.rows[row].note(end, in: &out) }
    return out
  }
}

extension NameTable.Row {
  @inline(__always)
  fileprivate func note(_ end: Int, in matches: inout NameMatches) {
    if agency >= 0 { matches.agency = (Int(agency), end) }
    if head >= 0 { matches.head = (Int(head), end) }
    if isPost { matches.postEnd = end }
  }
}
