/// Values of the gold and values found, paired one to one, the most similar first.
struct Pairing<Value> {
  private(set) var pairs: [(wanted: Value, found: Value)] = []
  private(set) var missed: [Value] = []
  private(set) var extra: [Value] = []
  private var name: (Value) -> String = { "\($0)" }

  /// - Parameter similarity: 0 for values that are not the same, up to 1.
  init(_ wanted: [Value], _ found: [Value], similarity: (Value, Value) -> Double) {
    var ranked: [(score: Double, wanted: Int, found: Int)] = []
    for (i, want) in wanted.enumerated() {
      for (j, have) in found.enumerated() {
        let score = similarity(want, have)
        if score > 0 { ranked.append((score, i, j)) }
      }
    }
    ranked.sort { ($1.score, $0.wanted, $0.found) < ($0.score, $1.wanted, $1.found) }
    var partner = [Int?](repeating: nil, count: wanted.count)
    var taken = [Bool](repeating: false, count: found.count)
    for pair in ranked where partner[pair.wanted] == nil && !taken[pair.found] {
      partner[pair.wanted] = pair.found
      taken[pair.found] = true
    }
    for (want, other) in zip(wanted, partner) {
      if let other { pairs.append((want, found[other])) } else { missed.append(want) }
    }
    extra = zip(found, taken).filter { !$1 }.map(\.0)
  }

  init(_ wanted: [Value], _ found: [Value], _ same: (Value, Value) -> Bool) {
    self.init(wanted, found, similarity: { same($0, $1) ? 1 : 0 })
  }

  /// The same, its values shown by `name` in a tally.
  func named(_ name: @escaping (Value) -> String) -> Self {
    var copy = self
    copy.name = name
    return copy
  }

  /// The counts; of the values found without a partner only those that `counts` accepts are spurious.
  func tally(counting counts: (Value) -> Bool) -> Tally {
    Tally(hits: pairs.count, missed: missed.map(name), spurious: extra.filter(counts).map(name))
  }
}

/// Optional values of the gold: each may be found as often as it says, or any number of times.
struct Allowance {
  private var left: [String: Int] = [:]

  init(_ values: [GoldNotice.Counted], fold: (String) -> String) {
    for value in values { add(fold(value.value), value.count) }
  }

  init(_ references: [GoldReference]) {
    for reference in references { add(AccuracyScorer.foldReference(reference.identifier), reference.count) }
  }

  private mutating func add(_ value: String, _ count: Int?) {
    left[value] = min(left[value, default: 0], .max / 2) + (count ?? .max / 2)
  }

  /// Whether `value` is one of them; it is used up by that.
  mutating func takes(_ value: String) -> Bool {
    guard let count = left[value], count > 0 else { return false }
    left[value] = count - 1
    return true
  }
}

/// `values` without repetition, in their order.
func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}

/// Twice the longest common subsequence over both lengths, in letters; 0 if that is under `least`.
///
/// - Complexity: O(a · b) letters.
func similarity(_ a: String, _ b: String, least: Double) -> Double {
  if a == b { return 1 }
  let a = Array(a.unicodeScalars), b = Array(b.unicodeScalars)
  guard Double(2 * min(a.count, b.count)) >= least * Double(a.count + b.count) else { return 0 }
  var row = [Int](repeating: 0, count: b.count + 1)  // row[j]: of a's letters so far and b's first j
  for letter in a {
    var diagonal = 0
    for j in b.indices {
      let above = row[j + 1]
      row[j + 1] = letter == b[j] ? diagonal + 1 : max(above, row[j])
      diagonal = above
    }
  }
  let score = Double(2 * row[b.count]) / Double(a.count + b.count)
  return score >= least ? score : 0
}
