import NoticeIndex

/// The documents that have a word in the subject and not in the text.
///
/// A word in the subject counts as `Scoring.subjectWeight` occurrences in the text, whether it is there as well or not.
final class SubjectOnly: DocSet {
  private let set: DocSet
  private let weight: Float
  private let scoring: SegmentScoring
  private let most: Float

  /// - Parameters:
  ///   - subject: Of the subject's own list.
  ///   - text: Of the text's list; `nil` if no text has the word.
  init(_ subject: TermDocSet, without text: TermDocSet?, weight: Float, _ scoring: SegmentScoring) {
    set = text.map { Exclusion(subject, without: $0) } ?? subject
    self.weight = weight
    self.scoring = scoring
    var least = scoring.saturation[0]
    for norm in 1..<256 { least = min(least, scoring.saturation[norm]) }
    most = weight * Scoring.share(Scoring.subjectWeight, least)
    super.init(documents: subject.documents)
  }

  override var cost: Int { self.set.cost }
  override var maxScore: Float { most }
  override func next(_ word: Int) -> Int { self.set.next(word) }
  override func bits(_ word: Int) -> UInt64 { self.set.bits(word) }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) { self.set.fill(range, out) }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    Bits.forEach(bits & self.set.bits(word)) { bit in
      scores[bit] += weight * scoring.share(Scoring.subjectWeight, word &* 64 &+ bit)
    }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { buffer in
      guard let matches = buffer.baseAddress else { return }
      self.set.fill(0..<words, matches)
      Bits.addBounds(matches, words, most, to: bounds)
    }
  }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    self.set.retain(documents, count)
  }
}
