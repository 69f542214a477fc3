import NoticeIndex

/// Words side by side in a query: documents that have all of them, those first that have them side by side too.
///
/// For every two neighbours of the query a document gets up to `nearness` of the lesser weight of the two: all of it
/// if the second follows the first, less the further they are apart. Positions are read only of documents that the
/// bonus could bring among the best: `HitCollector` asks for it last.
final class Together: Intersection {
  /// Two neighbours of the query.
  struct Pair {
    var first: PhraseSlot
    var second: PhraseSlot
    /// What a document gets that has them side by side.
    var bonus: Float
  }

  /// What is known of a pair while documents are gone through.
  private struct Account {
    let first: Unmanaged<PhraseSlot>
    let second: Unmanaged<PhraseSlot>
    let bonus: Float
    /// What the document gets that is looked at.
    var given: Float = 0
    /// What all documents did not get of the bonus, and how many they are.
    var loss: Float = 0
    var asked: Float = 0
  }

  /// Keeps what the accounts refer to.
  private let pairs: [Pair]
  private let accounts: UnsafeMutablePointer<Account>
  /// The accounts' places, those first that give least: after them most documents are out of reach.
  private let order: UnsafeMutablePointer<Int>
  private let threshold: Threshold
  /// All pairs' together, and a little for the order in which they are added up.
  let bonus: Float
  /// What the rest of the query can give a document at most.
  private let slack = Cell(Float.infinity)
  private let isPostponed = Cell(false)

  static let nearness: Float = 0.8
  private static let limit: UInt32 = 8

  init(_ sets: [DocSet], pairs: [Pair], _ threshold: Threshold) {
    self.pairs = pairs
    self.threshold = threshold
    bonus = pairs.reduce(0) { $0 + $1.bonus } * 1.000_01
    accounts = .allocate(capacity: max(1, pairs.count))
    order = .allocate(capacity: max(1, pairs.count))
    for (index, pair) in pairs.enumerated() {
      (accounts + index).initialize(
        to: Account(
          first: .passUnretained(pair.first), second: .passUnretained(pair.second), bonus: pair.bonus))
      (order + index).initialize(to: index)
    }
    super.init(sets)
  }

  deinit {
    accounts.deallocate()
    order.deallocate()
    slack.free()
    isPostponed.free()
  }

  override var maxScore: Float { super.maxScore + bonus }
  override var lateBonus: Together? { self }

  /// From now on scores are without the bonus: `scoreWithBonus` adds it to those that may matter.
  func postponeBonus() { isPostponed.value = true }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    super.addScores(word, bits, scores)
    if isPostponed.value { return }
    Bits.forEach(bits) { addBonus(word &* 64 &+ $0, &scores[$0]) }
  }

  override func addScores(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    super.addScores(documents, count, out)
    if isPostponed.value { return }
    for index in 0..<count { addBonus(Int(documents[index]), &out[index]) }
  }

  override func addBounds(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    super.addBounds(documents, count, out)
    for index in 0..<count { out[index] += bonus }
  }

  private func addBonus(_ document: Int, _ score: inout Float) {
    // One that cannot reach the threshold is none of the best with what it has either.
    if let sum = scoreWithBonus(document, score) { score = sum }
  }

  /// - Parameter base: All that the document scores without the bonus, but for what the rest of the query may add.
  /// - Returns: `nil` if the document cannot reach the threshold.
  func scoreWithBonus(_ document: Int, _ base: Float) -> Float? {
    // What it gets at most, by what is known so far.
    var most = bonus
    for turn in 0..<pairs.count {
      if threshold.isOutOfReach(base + most + slack.value) { return nil }
      let account = accounts + order[turn]
      let given = Self.given(account.pointee, document)
      let loss = account.pointee.bonus - given
      most -= loss
      account.pointee.given = given
      account.pointee.loss += loss
      account.pointee.asked += 1
      if turn > 0 { keepOrder(turn) }
    }
    // In the order of the query: the same sum, whichever was looked at first.
    var score = base
    for index in 0..<pairs.count { score += accounts[index].given }
    return score
  }

  /// Lets a pair change places with the one before if it gave less on average.
  @inline(__always)
  private func keepOrder(_ turn: Int) {
    let own = accounts[order[turn]]
    let before = accounts[order[turn &- 1]]
    if own.loss * before.asked > before.loss * own.asked {
      swap(&order[turn], &order[turn &- 1])
    }
  }

  /// What the document gets for a pair.
  @inline(__always)
  private static func given(_ account: Account, _ document: Int) -> Float {
    let nearest = account.first._withUnsafeGuaranteedRef { first in
      account.second._withUnsafeGuaranteedRef { second in
        first.withRun(document) { first in
          second.withRun(document) { PhraseMatching.nearest(first, $0, limit: limit) }
        }
      }
    }
    guard let (distance, inOrder) = nearest else { return 0 }
    return account.bonus * (inOrder ? 1 : 0.5) / Float(distance)
  }

  override func prune(slack: Float) {
    self.slack.value = slack
    super.prune(slack: slack + bonus)
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    let count = windows
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { buffer in
      guard let own = buffer.baseAddress else { return }
      own.initialize(repeating: 0, count: count)
      super.addBounds(own)
      for window in 0..<count where own[window] > 0 { bounds[window] += own[window] + bonus }
    }
  }
}
