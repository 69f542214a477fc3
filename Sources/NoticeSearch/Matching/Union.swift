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
  /// Those that score; `sets` keeps them, so that no reference is counted where they are used.
  private let scored: [Unmanaged<DocSet>]
  private let scores: Scores
  private let most: Float
  private let all: Int
  private let matches: Bool

  init(_ sets: [DocSet], _ scores: Scores) {
    precondition(!sets.isEmpty, "a union has parts")
    self.sets = sets
    self.scores = scores
    scored = sets.filter(\.isScored).map { Unmanaged.passUnretained($0) }
    matches = sets.allSatisfy(\.matchesByScore)
    most =
      scores == .sum ? sets.reduce(0) { $0 + $1.maxScore } : sets.reduce(0) { max($0, $1.maxScore) }
    all = min(sets[0].documents, sets.reduce(0) { $0 + $1.cost })
    super.init(documents: sets[0].documents)
  }

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
      for reference in scored {
        reference._withUnsafeGuaranteedRef { set in
          set.addScores(word, wanted(bits, of: set, word), scores)
        }
      }
    case .best:
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 128) { buffer in
        guard let best = buffer.baseAddress else { return }
        let own = best + 64
        best.initialize(repeating: 0, count: 128)
        for reference in scored {
          reference._withUnsafeGuaranteedRef { set in
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
        for reference in scored { reference._withUnsafeGuaranteedRef { $0.raiseBounds(best) } }
        for window in 0..<count { bounds[window] += best[window] }
      }
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
