import NoticeIndex

/// The documents that any of several sets has.
final class Union: DocSet {
  enum Scores {
    /// Parts of a question: a document gets what it scores for each.
    case sum
    /// Forms of one word: a document gets what the best of them scores.
    case best
  }

  private let sets: [DocSet]
  /// Those that score, with the most that they do; forms of a word by that, the largest first. `sets` keeps them, so
  /// that no reference is counted where they are used.
  private let scored: [(most: Float, set: Unmanaged<DocSet>)]
  /// So many of them can still bring a document among the best.
  private let active: Cell<Int>
  private let scores: Scores
  private let most: Float
  private let all: Int
  private let matches: Bool

  init(_ sets: [DocSet], _ scores: Scores) {
    precondition(!sets.isEmpty, "a union has parts")
    self.sets = sets
    self.scores = scores
    let scored = sets.filter(\.isScored).map { (most: $0.maxScore, set: Unmanaged.passUnretained($0)) }
    self.scored = scores == .best ? scored.sorted { $0.most > $1.most } : scored
    active = Cell(scored.count)
    matches = sets.allSatisfy(\.matchesByScore)
    most =
      scores == .sum ? sets.reduce(0) { $0 + $1.maxScore } : sets.reduce(0) { max($0, $1.maxScore) }
    all = min(sets[0].documents, sets.reduce(0) { $0 + $1.cost })
    super.init(documents: sets[0].documents)
  }

  deinit { active.free() }

  override var cost: Int { all }
  override var matchesByScore: Bool { matches }
  override var maxScore: Float { most }

  override func next(_ word: Int) -> Int {
    var least = words
    for set in sets {
      least = min(least, set.next(word))
      if least == word { break }
    }
    return least
  }

  override func bits(_ word: Int) -> UInt64 {
    var bits: UInt64 = 0
    for set in sets {
      bits |= set.bits(word)
      if bits == .max { break }
    }
    return bits
  }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    switch self.scores {
    case .sum:
      for part in scored {
        part.set._withUnsafeGuaranteedRef { set in
          set.addScores(word, wanted(bits, of: set, word), scores)
        }
      }
    case .best:
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 128) { buffer in
        guard let best = buffer.baseAddress else { return }
        let own = best + 64
        best.initialize(repeating: 0, count: 128)
        for form in scored[..<active.value] {
          form.set._withUnsafeGuaranteedRef { set in
            let matches = bits & set.bits(word)
            if matches == 0 { return }
            Bits.forEach(matches) { own[$0] = 0 }
            set.addScores(word, matches, own)
            Bits.forEach(matches) { if own[$0] > best[$0] { best[$0] = own[$0] } }
          }
        }
        Bits.forEach(bits) { scores[$0] += best[$0] }
      }
    }
  }

  @inline(__always)
  private func wanted(_ bits: UInt64, of set: DocSet, _ word: Int) -> UInt64 {
    set.scoresMatchesOnly ? bits & set.bits(word) : bits
  }

  override func prune(slack: Float) {
    let sum = sets.reduce(0) { $0 + $1.maxScore }
    for set in sets { set.prune(slack: scores == .sum ? slack + sum - set.maxScore + 1e-4 * sum : .infinity) }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    switch scores {
    case .sum:
      for set in sets {
        if set.isScored { set.addBounds(bounds) } else { set.addPresence(bounds) }
      }
    case .best:
      let count = windows
      withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { buffer in
        guard let best = buffer.baseAddress else { return }
        best.initialize(repeating: 0, count: count)
        for form in scored { form.set._withUnsafeGuaranteedRef { $0.raiseBounds(best) } }
        for window in 0..<count { bounds[window] += best[window] }
      }
    }
  }

  /// The same as `addBounds`, but only of the forms of a word that can be among the best: those that promise most
  /// first, until the last of the `limit` best documents found scores more than any that is left. Those that are
  /// left add no scores from then on.
  ///
  /// - Parameter isThere: Whether a document may be among the best.
  /// - Returns: What the last of the best documents scores at least; 0 if that was not found out.
  func addBounds(
    ofBest limit: Int, _ bounds: UnsafeMutablePointer<Float>, _ isThere: (UInt32) -> Bool
  ) -> Float {
    guard scores == .best else {
      addBounds(bounds)
      return 0
    }
    var seeds = Seeds(limit)
    let count = windows
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { buffer in
      guard let best = buffer.baseAddress else { return }
      best.initialize(repeating: 0, count: count)
      var used = 0
      while used < scored.count, scored[used].most >= seeds.least {
        scored[used].set._withUnsafeGuaranteedRef { form in
          form.raiseBounds(best)
          // A long list hardly raises what short ones have found.
          if seeds.least > 0, form.cost > Self.longSeed { return }
          form.eachScore { document, score in
            if score > seeds.least, isThere(document) { seeds.offer(score, document) }
          }
        }
        seeds.settle()
        used += 1
      }
      active.value = used
      for window in 0..<count { bounds[window] += best[window] }
    }
    return seeds.least
  }

  private static let longSeed = 1024

  /// Documents that score most, each for a form of a word.
  private struct Seeds {
    private let limit: Int
    /// What `limit` documents score at least, a little less for rounding.
    private(set) var least: Float = 0
    private var entries: [(document: UInt32, score: Float)] = []
    private var isSettled = true

    init(_ limit: Int) { self.limit = limit }

    mutating func offer(_ score: Float, _ document: UInt32) {
      entries.append((document, score))
      isSettled = false
      if entries.count >= 4 * limit { settle() }
    }

    /// Keeps the best: a document that has several forms counts once.
    mutating func settle() {
      if isSettled { return }
      isSettled = true
      entries.sort { ($0.score, $1.document) > ($1.score, $0.document) }
      var kept: [(document: UInt32, score: Float)] = []
      for entry in entries
      where kept.count < limit && !kept.contains(where: { $0.document == entry.document }) {
        kept.append(entry)
      }
      entries = kept
      if kept.count == limit, let last = kept.last { least = max(least, last.score * 0.999_99) }
    }
  }

  override var readsPositions: Bool { sets.contains(where: \.readsPositions) }

  override func bits(_ word: Int, among candidates: UInt64) -> UInt64 {
    var bits: UInt64 = 0
    for set in sets {
      bits |= set.bits(word, among: candidates & ~bits)
      if bits == candidates { break }
    }
    return bits
  }

  override func restrict(_ range: Range<Int>, _ bits: UnsafeMutablePointer<UInt64>) {
    guard readsPositions else { return super.restrict(range, bits) }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * range.count) { buffer in
      guard let left = buffer.baseAddress else { return }
      let own = left + range.count
      left.update(from: bits, count: range.count)
      for set in sets {
        own.update(from: left, count: range.count)
        set.restrict(range, own)
        for index in 0..<range.count { left[index] &= ~own[index] }
      }
      for index in 0..<range.count { bits[index] &= ~left[index] }
    }
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    sets[0].fill(range, out)
    for set in sets.dropFirst() { set.unite(range, out) }
  }
}
