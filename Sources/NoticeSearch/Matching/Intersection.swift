import NoticeIndex

/// The documents that all of several sets have; scores are added up.
class Intersection: DocSet {
  /// The rarest first: it leads.
  final let sets: [DocSet]
  /// In the order of the query, so that sums do not depend on what is rare.
  final let inOrder: [DocSet]
  final let scored: [DocSet]
  /// `sets`, and `scored`, which keep them.
  private let leads: PartList
  private let scores: PartList
  /// The rarest first, but those that read positions last.
  private let checks: PartList
  /// So many of them read no positions.
  private let lists: Int

  init(_ sets: [DocSet]) {
    precondition(!sets.isEmpty, "an intersection has parts")
    inOrder = sets
    self.sets = sets.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
      .map(\.element)
    let plain = self.sets.filter { !$0.readsPositions }
    checks = PartList(plain + self.sets.filter(\.readsPositions))
    lists = plain.count
    scored = sets.filter(\.isScored)
    leads = PartList(self.sets)
    scores = PartList(scored)
    super.init(documents: sets[0].documents)
  }

  deinit {
    leads.free()
    scores.free()
    checks.free()
  }

  override var cost: Int { sets[0].cost }
  override var maxScore: Float { scored.reduce(0) { $0 + $1.maxScore } }
  override var lateBonus: Together? { scored.count == 1 ? scored[0].lateBonus : nil }

  override final func next(_ word: Int) -> Int {
    var word = word
    let words = words
    search: while word < words {
      word = leads.with(0) { $0.next(word) }
      if word >= words { return words }
      for index in 1..<leads.count {
        let other = leads.with(index) { $0.next(word) }
        if other != word {
          word = other
          continue search
        }
      }
      return word
    }
    return words
  }

  override var readsPositions: Bool { lists < checks.count }

  override func bits(_ word: Int) -> UInt64 { bits(word, among: .max) }

  override func bits(_ word: Int, among candidates: UInt64) -> UInt64 {
    var bits = candidates
    var index = 0
    while bits != 0, index < lists {
      bits &= checks.with(index) { $0.bits(word) }
      index &+= 1
    }
    while bits != 0, index < checks.count {
      bits = checks.with(index) { $0.bits(word, among: bits) }
      index &+= 1
    }
    return bits
  }

  // The parts that a document has would count although others are missing.
  override var scoresMatchesOnly: Bool { true }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    self.scores.forEach { $0.addScores(word, bits, scores) }
  }

  override func prune(slack: Float) {
    let sum = scored.reduce(0) { $0 + $1.maxScore }
    for set in scored { set.prune(slack: slack + sum - set.maxScore + 1e-4 * sum) }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard !scored.isEmpty else { return }
    let count = windows
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { buffer in
      guard let sum = buffer.baseAddress else { return }
      let own = sum + count
      sum.initialize(repeating: 0, count: count)
      scored[0].addBounds(sum)
      for set in scored.dropFirst() {
        own.initialize(repeating: 0, count: count)
        set.addBounds(own)
        // A window where one part has nothing has no match.
        for window in 0..<count {
          sum[window] = sum[window] > 0 && own[window] > 0 ? sum[window] + own[window] : 0
        }
      }
      for window in 0..<count { bounds[window] += sum[window] }
    }
  }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    var kept = count
    checks.forEach { set in if kept > 0 { kept = set.retain(documents, kept) } }
    return kept
  }

  override func addBounds(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    scores.forEach { $0.addBounds(documents, count, out) }
  }

  override func addScores(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    scores.forEach { $0.addScores(documents, count, out) }
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    if sets[0].cost < documents / 64 {
      out.update(repeating: 0, count: range.count)
      var word = next(range.lowerBound)
      while word < range.upperBound {
        out[word &- range.lowerBound] = bits(word)
        word = next(word &+ 1)
      }
      return
    }
    checks.with(0) { $0.fill(range, out) }
    for index in 1..<checks.count { checks.with(index) { $0.restrict(range, out) } }
  }

  override func restrict(_ range: Range<Int>, _ bits: UnsafeMutablePointer<UInt64>) {
    checks.forEach { $0.restrict(range, bits) }
  }
}

/// The documents of one set without those of another.
final class Exclusion: DocSet {
  private let set: DocSet
  private let excluded: DocSet

  init(_ set: DocSet, without excluded: DocSet) {
    self.set = set
    self.excluded = excluded
    super.init(documents: set.documents)
  }

  override var cost: Int { self.set.cost }
  override var maxScore: Float { self.set.maxScore }
  override var lateBonus: Together? { self.set.lateBonus }
  override var scoresMatchesOnly: Bool { true }
  override func next(_ word: Int) -> Int { set.next(word) }

  override func bits(_ word: Int) -> UInt64 { bits(word, among: .max) }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    set.addScores(word, bits, scores)
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) { set.addBounds(bounds) }
  override func prune(slack: Float) { set.prune(slack: slack) }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    // By words, since what is excluded has no lists of its own.
    super.retain(documents, set.retain(documents, count))
  }

  override func addBounds(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    set.addBounds(documents, count, out)
  }

  override func addScores(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    set.addScores(documents, count, out)
  }

  override var readsPositions: Bool { self.set.readsPositions || excluded.readsPositions }

  override func bits(_ word: Int, among candidates: UInt64) -> UInt64 {
    let bits = set.bits(word, among: candidates)
    return bits == 0 ? 0 : bits & ~excluded.bits(word, among: bits)
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    if set.cost < documents / 64 { return super.fill(range, out) }
    set.fill(range, out)
    exclude(range, out)
  }

  override func restrict(_ range: Range<Int>, _ bits: UnsafeMutablePointer<UInt64>) {
    set.restrict(range, bits)
    exclude(range, bits)
  }

  private func exclude(_ range: Range<Int>, _ bits: UnsafeMutablePointer<UInt64>) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: range.count) { buffer in
      guard let other = buffer.baseAddress else { return }
      other.update(from: bits, count: range.count)
      excluded.restrict(range, other)
      Bits.remove(bits, other, range.count)
    }
  }
}
