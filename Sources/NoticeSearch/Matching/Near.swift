import NoticeIndex

/// A side of a `NEAR` in one field of one segment.
final class NearPart {
  private enum Kind {
    /// Words in their order, with at most so many others in between.
    case words([PhraseSlot], slop: Int)
    case any([NearPart])
    case near([NearPart], distance: Int)
  }

  private let kind: Kind
  /// Documents that have its words.
  let candidates: DocSet

  /// - Precondition: There is a word.
  init(_ slots: [PhraseSlot], slop: Int) {
    kind = .words(slots, slop: slop)
    candidates = slots.count == 1 ? slots[0].set : Intersection(slots.map(\.set))
  }

  /// - Precondition: There is a part.
  init(any parts: [NearPart]) {
    kind = .any(parts)
    candidates = parts.count == 1 ? parts[0].candidates : Union(parts.map(\.candidates), .best)
  }

  init(_ parts: [NearPart], distance: Int) {
    kind = .near(parts, distance: distance)
    candidates = Intersection(parts.map(\.candidates))
  }

  /// Where it stands in a document.
  func stretches(_ document: Int) -> [NearMatching.Stretch] {
    switch kind {
    case .words(let slots, let slop):
      let positions = slots.map { slot in slot.withPositions(document) { Array($0) } }
      return PhraseMatching.stretches(positions, slop: slop)
    case .any(let parts): return parts.flatMap { $0.stretches(document) }
    case .near(let parts, let distance):
      return NearMatching.spans(parts.map { $0.stretches(document) }, distance: distance, ends: true)
    }
  }
}

/// The documents that have words, phrases and groups of them near each other in one field.
///
/// It is scored as one word is, by how many places there are where such a stretch begins.
final class Near: DocSet {
  private let parts: [NearPart]
  private let distance: Int
  private let weight: Float
  private let scoring: SegmentScoring
  private let candidates: Intersection

  /// - Parameter weight: Of all its words; 0 if it only selects.
  init(_ parts: [NearPart], distance: Int, weight: Float, _ scoring: SegmentScoring) {
    self.parts = parts
    self.distance = distance
    self.weight = weight
    self.scoring = scoring
    candidates = Intersection(parts.map(\.candidates))
    super.init(documents: scoring.segment.documents)
  }

  override var cost: Int { candidates.cost }
  override var maxScore: Float { weight }
  override func next(_ word: Int) -> Int { candidates.next(word) }

  private func count(_ document: Int, limit: Int) -> Int {
    var stretches: [[NearMatching.Stretch]] = []
    for part in parts {
      let own = part.stretches(document)
      if own.isEmpty { return 0 }
      stretches.append(own)
    }
    return NearMatching.spans(stretches, distance: distance, ends: false, limit: limit).count
  }

  private func matches(_ word: Int, among bits: UInt64) -> UInt64 {
    var found: UInt64 = 0
    Bits.forEach(bits) { if count(word &* 64 &+ $0, limit: 1) > 0 { found |= 1 &<< UInt64($0) } }
    return found
  }

  override func bits(_ word: Int) -> UInt64 { matches(word, among: candidates.bits(word)) }

  override var readsPositions: Bool { true }

  override func bits(_ word: Int, among candidates: UInt64) -> UInt64 {
    matches(word, among: self.candidates.bits(word, among: candidates))
  }

  override func fill(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    candidates.fill(range, out)
    keepMatches(range, out)
  }

  override func restrict(_ range: Range<Int>, _ bits: UnsafeMutablePointer<UInt64>) {
    candidates.restrict(range, bits)
    keepMatches(range, bits)
  }

  private func keepMatches(_ range: Range<Int>, _ out: UnsafeMutablePointer<UInt64>) {
    for index in 0..<range.count where out[index] != 0 {
      out[index] = matches(range.lowerBound &+ index, among: out[index])
    }
  }

  override func addScores(_ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    Bits.forEach(bits & candidates.bits(word)) { bit in
      let document = word &* 64 &+ bit
      let count = count(document, limit: .max)
      if count > 0 { scores[bit] += weight * scoring.share(UInt32(truncatingIfNeeded: count), document) }
    }
  }

  override func addBounds(_ bounds: UnsafeMutablePointer<Float>) {
    guard weight > 0 else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { buffer in
      guard let matches = buffer.baseAddress else { return }
      candidates.fill(0..<words, matches)
      for word in 0..<words where matches[word] != 0 {
        for window in 0..<4 where matches[word] &>> UInt64(window &* 16) & 0xFFFF != 0 {
          bounds[word &* 4 &+ window] += weight
        }
      }
    }
  }

  override func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    var kept = 0
    for index in 0..<candidates.retain(documents, count) {
      let document = documents[index]
      documents[kept] = document
      kept &+= self.count(Int(document), limit: 1) > 0 ? 1 : 0
    }
    return kept
  }
}
