import NoticeIndex

/// One word of a phrase in one field: the terms that may stand there.
final class PhraseSlot {
  let terms: [TermDocSet]
  /// Their documents.
  let set: DocSet

  /// If it is but one; `terms` keeps it.
  private let only: Unmanaged<TermDocSet>?

  /// - Precondition: There is a term.
  init(_ terms: [TermDocSet]) {
    self.terms = terms
    only = terms.count == 1 ? .passUnretained(terms[0]) : nil
    set = terms.count == 1 ? terms[0] : Union(terms, .best)
  }

  private var merged: [UInt32] = []
  private static var none: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: nil, count: 0) }

  /// Calls `use` with the positions of the document, ascending, each once; it need not have any of the terms.
  @inline(__always)
  func withPositions<Result>(_ document: Int, _ use: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    if let only {
      return only._withUnsafeGuaranteedRef { $0.has(document) ? use($0.positions(document)) : use(Self.none) }
    }
    merge(document)
    return merged.withUnsafeBufferPointer(use)
  }

  /// The same, but not called for a document that has none of the terms.
  @inline(__always)
  func withRun<Result>(_ document: Int, _ use: (PositionsReader.Run) -> Result?) -> Result? {
    if let only {
      return only._withUnsafeGuaranteedRef { $0.has(document) ? use($0.run(document)) : nil }
    }
    merge(document)
    return merged.withUnsafeBufferPointer { merged in
      guard let base = merged.baseAddress else { return nil }
      return use(PositionsReader.Run(sums: base, count: merged.count, origin: 0))
    }
  }

  private func merge(_ document: Int) {
    merged.removeAll(keepingCapacity: true)
    var parts = 0
    for term in terms where term.has(document) {
      merged.append(contentsOf: term.positions(document))
      parts += 1
    }
    guard parts > 1 else { return }
    merged.sort()
    var last = 0
    for index in 1..<merged.count where merged[index] != merged[last] {
      last += 1
      merged[last] = merged[index]
    }
    merged.removeLast(merged.count - last - 1)
  }
}

/// How the words of a phrase have to stand.
enum PhraseShape: Hashable {
  /// In this order, with at most so many words in between, all gaps together.
  case ordered(slop: Int)
  /// In any order, with at most so many words in between.
  case near(distance: Int)
}

/// The documents that have several words side by side in one field.
///
/// It is scored as one word is, by how often the phrase occurs, with the weights of its words added up.
final class Phrase: Intersection {
  private let slots: [PhraseSlot]
  private let shape: PhraseShape
  let weight: Float
  private let scoring: SegmentScoring
  private let threshold: Threshold
  private var positions: [[UInt32]]
  /// The two terms of a phrase of two words, if each has but one.
  private let pair: AdjacentPair?
  /// The same, to be asked without being counted as used.
  private let askedPair: Unmanaged<AdjacentPair>?
  /// Of a longer one, each two neighbours that have but one, those with a rare one first: where one pair is missing, the
  /// phrase is.
  private let pairs: [AdjacentPair]
  /// The pairs in the order that they are asked in: one that is missing goes forward.
  private let order: UnsafeMutablePointer<Unmanaged<AdjacentPair>>
  /// What the rest of the query can give a document at most.
  private let slack = Cell(Float.infinity)
  /// The word whose matches were counted last, and how often the phrase occurs in each of its documents.
  private let counted = Cell(-1)
  /// Those of its documents that were asked about.
  private let asked = Cell(UInt64(0))
  private let counts: UnsafeMutablePointer<UInt32>

  /// - Parameter weight: Of the phrase; 0 if it only selects.
  init(
    _ slots: [PhraseSlot], _ shape: PhraseShape, weight: Float, _ scoring: SegmentScoring,
    _ threshold: Threshold
  ) {
    self.slots = slots
    self.shape = shape
    self.weight = weight
    self.scoring = scoring
    self.threshold = threshold
    positions = slots.map { _ in [] }
    let isPair = slots.count == 2 && shape == .ordered(slop: 0) && slots.allSatisfy { $0.terms.count == 1 }
    pair = isPair ? AdjacentPair(slots[0].terms[0], slots[1].terms[0]) : nil
    askedPair = pair.map { .passUnretained($0) }
    pairs = !isPair && shape == .ordered(slop: 0) ? Self.pairs(slots) : []
    order = .allocate(capacity: max(1, pairs.count))
    for (place, pair) in pairs.enumerated() { (order + place).initialize(to: .passUnretained(pair)) }
    counts = .allocate(capacity: 64)
    counts.initialize(repeating: 0, count: 64)
    super.init(slots.map(\.set))
  }

  private static func pairs(_ slots: [PhraseSlot]) -> [AdjacentPair] {
    var pairs: [(pair: AdjacentPair, cost: Int)] = []
    for (first, second) in zip(slots, slots.dropFirst())
    where first.terms.count == 1 && second.terms.count == 1 {
      pairs.append(
        (AdjacentPair(first.terms[0], second.terms[0]), min(first.set.cost, second.set.cost)))
    }
    return pairs.sorted { $0.cost < $1.cost }.map(\.pair)
  }

  deinit {
    slack.free()
    counted.free()
    asked.free()
    counts.deallocate()
    order.deallocate()
  }

  // No phrase occurs more often than its rarest word, all forms of it together, so what they score bounds what it does.
  override var maxScore: Float {
    guard weight > 0 else { return 0 }
    return weight
      * slots.reduce(1) { least, slot in
        min(least, slot.terms.reduce(0) { $0 + scoring.shares[Int($1.list.term.bound)] })
      }
  }

  override func prune(slack: Float) { self.slack.value = slack }

  override var readsPositions: Bool { true }

  override func bits(_ word: Int, among wanted: UInt64) -> UInt64 {
    let candidates = super.bits(word, among: wanted)
    if candidates == 0 { return 0 }
    counted.value = word
    asked.value = wanted
    counts.update(repeating: 0, count: 64)
    var out: UInt64 = 0
    let least = leastRatio
    Bits.forEach(candidates) { bit in
      let count = count(word &* 64 &+ bit, least)
      if count > 0 {
        out |= 1 &<< UInt64(bit)
        counts[bit] = UInt32(truncatingIfNeeded: count)
      }
    }
    return out
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    super.fill(range, out)
    // Else it asked for the matches word by word.
    if sets[0].cost >= documents / 64 { keepMatches(range, out) }
  }

  override func restrict(_ range: Range<Int>, _ bits: UnsafeMutablePointer<UInt64>) {
    super.restrict(range, bits)
    keepMatches(range, bits)
  }

  private func keepMatches(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    for index in 0..<range.count where out[index] != 0 {
      let word = range.lowerBound &+ index
      var found: UInt64 = 0
      Bits.forEach(out[index]) { bit in
        if matches(word &* 64 &+ bit, all: false) > 0 { found |= 1 &<< UInt64(bit) }
      }
      out[index] = found
    }
  }

  override var scoresMatchesOnly: Bool { false }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    let known = counted.value == word && bits & ~asked.value == 0
    let least = leastRatio
    Bits.forEach(known ? bits : super.bits(word, among: bits)) { bit in
      let document = word &* 64 &+ bit
      let count = known ? counts[bit] : UInt32(truncatingIfNeeded: count(document, least))
      if count > 0 { scores[bit] += weight * scoring.share(count, document) }
    }
  }

  /// What `occurrences ÷ saturation` of a document has to be at least for it to reach the threshold; 0 if nothing is
  /// known yet.
  private var leastRatio: Float {
    let least = threshold.score - slack.value
    guard weight > 0, least > 0 else { return 0 }
    // weight · f ÷ (f + K) ≥ least, a little less for rounding.
    let share = least / weight * 0.999_9
    return share < 1 ? share / (1 - share) : .infinity
  }

  /// How often the phrase occurs in a document that has all its words; 0 if that cannot reach the threshold.
  private func count(_ document: Int, _ leastRatio: Float) -> Int {
    let least = leastRatio * scoring.saturation[Int(scoring.norms[document])]
    if let askedPair { return askedPair._withUnsafeGuaranteedRef { $0.count(document, least: least) } }
    if leastRatio > 0, bestScore(document) < threshold.score - slack.value { return 0 }
    return matches(document, all: weight > 0)
  }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    let both = super.retain(documents, count)
    let least = leastRatio
    var kept = 0
    for index in 0..<both {
      let document = documents[index]
      documents[kept] = document
      kept &+= self.count(Int(document), least) > 0 ? 1 : 0
    }
    return kept
  }

  /// Keeps documents that have all words; those that are no matches score 0.
  func retainCandidates(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    super.retain(documents, count)
  }

  override func addBounds(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    let most = maxScore
    for index in 0..<count { out[index] += most }
  }

  override func addScores(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    guard weight > 0 else { return }
    let least = leastRatio
    for index in 0..<count {
      let document = Int(documents[index])
      guard sets.allSatisfy({ $0.bits(document >> 6) >> UInt64(document & 63) & 1 != 0 }) else { continue }
      let found = self.count(document, least)
      if found > 0 { out[index] += weight * scoring.share(UInt32(truncatingIfNeeded: found), document) }
    }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    let count = windows
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { buffer in
      guard let least = buffer.baseAddress else { return }
      let own = least + count
      least.initialize(repeating: weight, count: count)
      for slot in slots {
        own.initialize(repeating: 0, count: count)
        for term in slot.terms { term.addBounds(own) }
        // The slots' own weights are 1.
        for window in 0..<count { least[window] = min(least[window], own[window] * weight) }
      }
      for window in 0..<count { bounds[window] += least[window] }
    }
  }

  /// No less than what the phrase scores in a document that has all its words.
  private func bestScore(_ document: Int) -> Float {
    var least: UInt32 = .max
    for slot in slots where slot.terms.count == 1 { least = min(least, slot.terms[0].frequency(document)) }
    return least == .max ? weight : weight * scoring.share(least, document)
  }

  /// How often the phrase occurs in a document that has all its words, but no more often than its rarest word; at
  /// most 1 unless `all` are wanted.
  private func matches(_ document: Int, all: Bool) -> Int {
    if slots.count == 1 { return 1 }
    if let askedPair { return askedPair._withUnsafeGuaranteedRef { min($0.count(document), all ? .max : 1) } }
    for turn in pairs.indices where order[turn]._withUnsafeGuaranteedRef({ $0.count(document) == 0 }) {
      if turn > 0 { swap(&order[turn], &order[turn - 1]) }
      return 0
    }
    for index in slots.indices {
      positions[index].removeAll(keepingCapacity: true)
      slots[index].withPositions(document) { positions[index].append(contentsOf: $0) }
    }
    switch shape {
    case .ordered(slop: 0): return PhraseMatching.exact(positions, all: all)
    case .ordered(let slop): return min(rarest, PhraseMatching.ordered(positions, slop: slop, all: all))
    case .near(let distance): return min(rarest, PhraseMatching.near(positions, distance: distance, all: all))
    }
  }

  private var rarest: Int { positions.reduce(.max) { min($0, $1.count) } }
}

/// The score that a document has to reach to be among the best; grows as they are found.
final class Threshold {
  private let cell = Cell(Float(0))

  @inline(__always)
  var score: Float {
    get { cell.value }
    set { cell.value = newValue }
  }

  /// Whether no score can reach it that is at most the sum of some bounds, in whatever order they were added up.
  @inline(__always)
  func isOutOfReach(_ bounds: Float) -> Bool { bounds * 1.000_001 < score }

  deinit { cell.free() }
}
