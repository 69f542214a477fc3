import NoticeIndex

/// Words side by side in a query: documents that have all of them, those first that have them side by side too.
///
/// For every two neighbours of the query a document gets up to `nearness` of the lesser weight of the two: all of it
/// if the second follows the first, less the further they are apart. Positions are read only of documents that the
/// bonus could bring among the best.
final class Together: Intersection {
  private let pairs: [(first: PhraseSlot, second: PhraseSlot, bonus: Float)]
  private let threshold: Threshold
  /// All pairs' together, and a little for the order in which they are added up.
  private let bonus: Float
  /// What the rest of the query can give a document at most.
  private var slack = Float.infinity
  private var first: [UInt32] = []
  private var second: [UInt32] = []

  static let nearness: Float = 0.8
  private static let limit: UInt32 = 8

  /// - Parameter pairs: Neighbours of the query, each with what it gives a document that has them side by side.
  init(
    _ sets: [DocSet], pairs: [(first: PhraseSlot, second: PhraseSlot, bonus: Float)], _ threshold: Threshold
  ) {
    self.pairs = pairs
    self.threshold = threshold
    bonus = pairs.reduce(0) { $0 + $1.bonus } * 1.000_01
    super.init(sets)
  }

  override var maxScore: Float { super.maxScore + bonus }

  override func prune(slack: Float) {
    self.slack = slack
    super.prune(slack: slack + bonus)
  }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    super.addScores(word, bits, scores)
    Bits.forEach(bits) { bit in
      if scores[bit] + bonus + slack < threshold.score { return }
      let document = word &* 64 &+ bit
      for pair in pairs {
        pair.first.positions(document, into: &first)
        pair.second.positions(document, into: &second)
        guard let (distance, inOrder) = PhraseMatching.nearest(first, second, limit: Self.limit) else {
          continue
        }
        scores[bit] += pair.bonus * (inOrder ? 1 : 0.5) / Float(distance)
      }
    }
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
