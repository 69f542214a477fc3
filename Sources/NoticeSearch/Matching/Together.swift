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
  private let slack = Cell(Float.infinity)

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

  deinit { slack.free() }

  override var maxScore: Float { super.maxScore + bonus }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    super.addScores(word, bits, scores)
    Bits.forEach(bits) { addBonus(word &* 64 &+ $0, &scores[$0]) }
  }

  override func addScores(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    super.addScores(documents, count, out)
    for index in 0..<count { addBonus(Int(documents[index]), &out[index]) }
  }

  override func addBounds(
    _ documents: UnsafePointer<UInt32>, _ count: Int, _ out: UnsafeMutablePointer<Float>
  ) {
    super.addBounds(documents, count, out)
    for index in 0..<count { out[index] += bonus }
  }

  /// - Parameter score: All that the document scores so far, if this is the whole query; else positions are read.
  private func addBonus(_ document: Int, _ score: inout Float) {
    // What the pairs that are left can still give.
    var left = bonus
    for pair in pairs {
      if score + left + slack.value < threshold.score { return }
      left -= pair.bonus
      let nearest = pair.first.withPositions(document) { first in
        pair.second.withPositions(document) { PhraseMatching.nearest(first, $0, limit: Self.limit) }
      }
      guard let (distance, inOrder) = nearest else { continue }
      score += pair.bonus * (inOrder ? 1 : 0.5) / Float(distance)
    }
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
