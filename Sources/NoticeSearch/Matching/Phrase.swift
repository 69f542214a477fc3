import NoticeIndex

/// One word of a phrase in one field: the terms that may stand there.
final class PhraseSlot {
  let terms: [TermDocSet]
  /// Their documents.
  let set: DocSet

  /// - Precondition: There is a term.
  init(_ terms: [TermDocSet]) {
    self.terms = terms
    set = terms.count == 1 ? terms[0] : Union(terms, .best)
  }

  /// The positions of the document, ascending, each once; it need not have any of the terms.
  func positions(_ document: Int, into out: inout [UInt32]) {
    out.removeAll(keepingCapacity: true)
    if terms.count == 1 {
      guard terms[0].has(document) else { return }
      terms[0].appendPositions(document, to: &out)
      return
    }
    var parts = 0
    for term in terms where term.has(document) {
      term.appendPositions(document, to: &out)
      parts += 1
    }
    guard parts > 1 else { return }
    out.sort()
    var last = 0
    for index in 1..<out.count where out[index] != out[last] {
      last += 1
      out[last] = out[index]
    }
    out.removeLast(out.count - last - 1)
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
  private let weight: Float
  private let scoring: SegmentScoring
  private let threshold: Threshold
  private var positions: [[UInt32]]
  /// What the rest of the query can give a document at most.
  private var slack = Float.infinity
  /// The word whose matches were counted last, and how often the phrase occurs in each of its documents.
  private var counted = -1
  private var counts = [UInt32](repeating: 0, count: 64)

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
    super.init(slots.map(\.set))
  }

  // No phrase occurs more often than its rarest word, all forms of it together, so what they score bounds what it does.
  override var maxScore: Float {
    guard weight > 0 else { return 0 }
    return weight
      * slots.reduce(1) { least, slot in
        min(least, slot.terms.reduce(0) { $0 + scoring.shares[Int($1.list.term.bound)] })
      }
  }

  override func prune(slack: Float) { self.slack = slack }

  override func bits(_ word: Int) -> UInt64 {
    let candidates = super.bits(word)
    if candidates == 0 { return 0 }
    counted = word
    for bit in 0..<64 { counts[bit] = 0 }
    var out: UInt64 = 0
    let least = threshold.score - slack
    Bits.forEach(candidates) { bit in
      let document = word &* 64 &+ bit
      if least > 0, bestScore(document) < least { return }
      let count = matches(document, all: weight > 0)
      if count > 0 {
        out |= 1 &<< UInt64(bit)
        counts[bit] = UInt32(truncatingIfNeeded: count)
      }
    }
    return out
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    super.fill(range, out)
    if sets[0].cost < documents / 64 { return }
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
    let known = counted == word
    Bits.forEach(known ? bits : bits & super.bits(word)) { bit in
      let document = word &* 64 &+ bit
      let count = known ? counts[bit] : UInt32(truncatingIfNeeded: matches(document, all: true))
      if count > 0 { scores[bit] += weight * scoring.share(count, document) }
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
    for index in slots.indices { slots[index].positions(document, into: &positions[index]) }
    switch shape {
    case .ordered(slop: 0): return exact(all: all)
    case .ordered(let slop): return min(rarest, PhraseMatching.ordered(positions, slop: slop, all: all))
    case .near(let distance): return min(rarest, PhraseMatching.near(positions, distance: distance, all: all))
    }
  }

  private var rarest: Int { positions.reduce(.max) { min($0, $1.count) } }

  private func exact(all: Bool) -> Int {
    if slots.count == 2 {
      return positions[0].withUnsafeBufferPointer { first in
        positions[1].withUnsafeBufferPointer { PhraseMatching.adjacent(first, $0, all: all) }
      }
    }
    return PhraseMatching.exact(positions, all: all)
  }
}

/// The score that a document has to reach to be among the best; grows as they are found.
final class Threshold {
  var score: Float = 0
}
