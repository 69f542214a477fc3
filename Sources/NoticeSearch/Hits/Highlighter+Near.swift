import NoticeIndex

extension Highlighter.NearSides {
  /// Adds the places of the words that stand near each other; returns at how many places such a stretch begins.
  ///
  /// - Parameter positions: By word of the unit, ascending.
  func mark(_ positions: [[UInt32]], _ field: TextField, _ wanted: inout [Set<UInt32>]) -> Int {
    let spans = stretches(positions, field)
    if !spans.isEmpty { mark(positions, field, within: spans, &wanted) }
    return Set(spans.map(\.lowerBound)).count
  }

  private func stretches(_ positions: [[UInt32]], _ field: TextField) -> [NearMatching.Stretch] {
    switch self {
    case .words(let words, let slop, let own):
      guard own ?? field == field else { return [] }
      return PhraseMatching.stretches(Array(positions[words]), slop: slop)
    case .any(let sides): return sides.flatMap { $0.stretches(positions, field) }
    case .near(let sides, let distance):
      return NearMatching.spans(sides.map { $0.stretches(positions, field) }, distance: distance, ends: true)
    }
  }

  private func mark(
    _ positions: [[UInt32]], _ field: TextField, within spans: [NearMatching.Stretch],
    _ wanted: inout [Set<UInt32>]
  ) {
    switch self {
    case .words(let words, let slop, let own):
      guard own ?? field == field else { return }
      for place in PhrasePlaces(Array(positions[words]), slop: slop).places {
        guard let first = place.first, let last = place.last,
          spans.contains(where: { $0.lowerBound <= first && last <= $0.upperBound })
        else { continue }
        for (word, position) in zip(words, place) { wanted[word].insert(position) }
      }
    case .any(let sides), .near(let sides, _):
      for side in sides { side.mark(positions, field, within: spans, &wanted) }
    }
  }
}
