/// Names of three words and more that closed lists have (bodies, posts, fields, groups, laws, provinces), found by the
/// words around one that may be damaged.
///
/// Immutable; `standard` is made when the first damaged text asks for it.
final class ListedNames: Sendable {
  typealias ID = LanguageModel.ID

  /// A place in a name.
  struct Place {
    var name: Int
    var index: Int
  }

  static let standard = ListedNames(model: .standard)

  /// Where the words of a name stand beside the one that is looked for.
  enum Side: UInt64, CaseIterable {
    case before, around, after
  }

  private let words: [ID]
  /// Of each name, and the end.
  private let starts: [Int32]
  /// Of each name, a bit for each of its first 64 words: whether it begins with a capital.
  private let capitals: [UInt64]
  /// What stands beside, ascending, and where that is.
  private let keys: [UInt64]
  private let places: [(name: Int32, index: Int32)]

  /// - Parameter tables: Texts of a user's tables by file name, which add lines to the built-in ones.
  /// - Complexity: O(words · log words) of the lists: some milliseconds.
  init(model: LanguageModel, adding tables: [String: String] = [:]) {
    var words: [ID] = []
    var starts: [Int32] = [0]
    var capitals: [UInt64] = []
    var seen: Set<[ID]> = []
    for name in Self.names(adding: tables) {
      let tokens = Self.words(of: name)
      let ids = tokens.map { model.id($0.key) }
      guard ids.count > 2, !ids.contains(model.unknown), seen.insert(ids).inserted else { continue }
      words += ids
      starts.append(Int32(words.count))
      capitals.append(
        tokens.enumerated().reduce(0) { $1.element.has(.upper) ? $0 | 1 << UInt64($1.offset) : $0 })
    }
    var entries: [(key: UInt64, name: Int32, index: Int32)] = []
    for name in 0..<starts.count - 1 {
      let range = Int(starts[name])..<Int(starts[name + 1])
      for place in range {
        for side in Side.allCases {
          let (first, second) = (place + side.offsets.0, place + side.offsets.1)
          guard range.contains(first), range.contains(second) else { continue }
          entries.append(
            (
              Self.key(side, words[first], words[second]), Int32(name), Int32(place - range.lowerBound)
            ))
        }
      }
    }
    entries.sort { ($0.key, $0.name, $0.index) < ($1.key, $1.name, $1.index) }
    self.words = words
    self.starts = starts
    self.capitals = capitals
    keys = entries.map(\.key)
    places = entries.map { ($0.name, $0.index) }
  }

  /// The words of a name.
  func words(_ name: Int) -> ArraySlice<ID> { words[Int(starts[name])..<Int(starts[name + 1])] }

  /// A bit for each of its first 64 words: whether it begins with a capital.
  func capitals(_ name: Int) -> UInt64 { capitals[name] }

  /// Calls `use` with every place in a name that has these two words beside it.
  ///
  /// - Complexity: O(log words of the lists + places).
  func forEachPlace(_ side: Side, _ first: ID, _ second: ID, _ use: (Place) -> Void) {
    let key = Self.key(side, first, second)
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) >> 1
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    while low < keys.count, keys[low] == key {
      use(Place(name: Int(places[low].name), index: Int(places[low].index)))
      low += 1
    }
  }

  private static func key(_ side: Side, _ first: ID, _ second: ID) -> UInt64 {
    side.rawValue << 32 | UInt64(first) << 16 | UInt64(second)
  }

  /// The names as the lists write them.
  private static func names(adding tables: [String: String]) -> [String] {
    func rows(_ name: String) -> [[String]] { DataTable(name, extra: tables[name]).rows }
    func column(_ table: String, _ index: Int = 0) -> [String] { rows(table).map { $0[index] } }
    let fields = Set(column("fields.tsv")).sorted()
    var names =
      column("agencies.tsv") + column("agencies.tsv", 1).filter { $0 != $0.uppercased() }
      + column("posts.tsv") + column("groups.tsv") + column("laws.tsv") + column("topics.tsv") + fields
    for row in rows("heads.tsv") {
      names += row[2] == "field" ? fields.map { row[0] + " " + $0 } : [row[0]]
    }
    for row in rows("provinces.tsv") { names += ["tỉnh " + row[0], "thành phố " + row[0]] }
    return names
  }

  /// The words of a name without the marks between them; nothing if there is more than words.
  private static func words(of name: String) -> [Token] {
    let tokens = Tokenizer.tokenize(NormalizedText(SourceText(name))).dropLast(Tokenizer.padding)
    let words = tokens.filter { $0.kind == .word }
    let marks = tokens.count { $0.isMark(44) || $0.isMark(45) }
    return words.count + marks == tokens.count ? words : []
  }
}

extension ListedNames.Side {
  /// How far from the word that is looked for the two words stand.
  var offsets: (Int, Int) {
    switch self {
    case .before: (-2, -1)
    case .around: (-1, 1)
    case .after: (1, 2)
    }
  }
}
