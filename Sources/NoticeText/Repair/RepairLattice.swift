/// The ways in which a stretch of words can be read, and the likeliest of them.
///
/// Nodes are the places between items; an arc reads one or two items as one or two words. Viterbi over trigrams
/// (a state knows its last two words), with a beam; then backwards, so that every arc knows the best way through
/// it. Kept between stretches, so that it allocates nothing, and between the looks at one text: a stretch that is as it
/// was before is not gone through again.
///
/// A class of plain memory for the sake of its inner loop; it belongs to one text and one thread.
final class RepairLattice {
  struct Arc {
    /// Items `[from, to)` of the stretch.
    var from: Int32
    var to: Int32
    var word: LanguageModel.ID
    /// The second word of a split.
    var second: LanguageModel.ID?
    /// Logarithm of the channel: 0 for what stands there.
    var score: Float
    var isObserved: Bool
    /// Where a split comes, in bytes from the item's start.
    var place: Int32 = 0
  }

  private struct State {
    var arc: Int32
    var last: LanguageModel.ID
    /// The place of the last two words in the model.
    var pair: Int32
    var score: Float
    /// The best way from here to the end.
    var rest: Float
    var back: Int32
    /// What the arc adds to the score of `back`.
    var own: Float
  }

  let model: LanguageModel
  /// How many ways are kept at a place.
  let beam: Int
  /// Ascending by `from`; of each item what stands there comes first.
  @exclusivity(unchecked) private var arcs = GrowingMemory<Arc>()
  @exclusivity(unchecked) private var states = GrowingMemory<State>()
  /// The states at each node, `beam + 1` places a node: the last one is what stands there, if no other is.
  @exclusivity(unchecked) private var slots = GrowingMemory<Int32>()
  @exclusivity(unchecked) private var counts = GrowingMemory<Int32>()
  @exclusivity(unchecked) private var untouched = GrowingMemory<Float>()
  @exclusivity(unchecked) private(set) var best: [(arc: Arc, margin: Float)] = []
  /// What was found of stretches that were gone through.
  @exclusivity(unchecked) private var known: [Fingerprint: [(arc: Arc, margin: Float)]] = [:]

  init(model: LanguageModel, beam: Int) {
    self.model = model
    self.beam = beam
  }

  deinit {
    arcs.free()
    states.free()
    slots.free()
    counts.free()
    untouched.free()
  }

  func removeAll() { arcs.removeAll() }

  @inline(__always)
  func add(_ arc: Arc) { arcs.append(arc) }

  /// Finds the arcs of the likeliest way, `best`, and for each how much less likely the best way is that leaves
  /// the items of it as they stand.
  ///
  /// - Parameter history: the two words before the stretch.
  func solve(length: Int, history: (LanguageModel.ID, LanguageModel.ID)) {
    let fingerprint = fingerprint(length, history)
    if let known = known[fingerprint] {
      best = known
      return
    }
    search(length, history)
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    known[fingerprint] = best
  }

  /// Stretches that are remembered at most: some megabytes.
  private static let mostKnown = 20_000

  private func search(_ length: Int, _ history: (LanguageModel.ID, LanguageModel.ID)) {
    let width = beam + 1
    states.removeAll()
    best.removeAll(keepingCapacity: true)
    slots.refill(with: -1, count: (length + 1) * width)
    counts.refill(with: 0, count: length + 1)
    states.append(
      State(
        arc: -1, last: history.1, pair: model.pair(history.0, history.1), score: 0, rest: -.infinity,
        back: -1, own: 0))
    slots[0] = 0
    counts[0] = 1
    var first = 0
    for node in 0..<length {
      var end = first
      while end < arcs.count, Int(arcs[end].from) == node { end += 1 }
      for place in (node * width)..<((node + 1) * width) where slots[place] >= 0 {
        let from = slots[place]
        let state = states[Int(from)]
        states.reserve(end - first)
        for index in first..<end { extend(from, state, Int32(index), width) }
      }
      first = end
    }
    finish(length, width)
  }

  @inline(__always)
  private func extend(_ from: Int32, _ state: State, _ index: Int32, _ width: Int) {
    let arc = arcs[Int(index)]
    let node = Int(arc.to)
    let base = node * width
    let isFull = Int(counts[node]) == beam
    // Probabilities only lower the score.
    let bound = state.score + arc.score
    let least = isFull ? states[Int(slots[base + beam - 1])].score : -.infinity
    guard arc.isObserved || bound > least else { return }
    var (score, pair) = model.step(arc.word, after: state.pair, state.last)
    var last = arc.word
    if let second = arc.second {
      let rest = model.step(second, after: pair, last)
      (score, pair, last) = (score + rest.score, rest.pair, second)
    }
    score += arc.score
    let total = state.score + score
    let target = Int32(states.count)
    let new = State(
      arc: index, last: last, pair: pair, score: total, rest: -.infinity, back: from, own: score)
    if total > least {
      // Descending by score.
      var place = isFull ? beam - 1 : Int(counts[node])
      if isFull, arcs[Int(states[Int(slots[base + place])].arc)].isObserved {
        keep(slots[base + place], base + beam)
      }
      while place > 0, states[Int(slots[base + place - 1])].score < total {
        slots[base + place] = slots[base + place - 1]
        place -= 1
      }
      slots[base + place] = target
      if !isFull { counts[node] += 1 }
    } else {
      let spare = slots[base + beam]
      guard spare < 0 || states[Int(spare)].score < total else { return }
      slots[base + beam] = target
    }
    states.appendReserved(new)
  }

  /// What stands there is never dropped: it is what repair is measured against.
  private func keep(_ state: Int32, _ spare: Int) {
    if slots[spare] < 0 || states[Int(slots[spare])].score < states[Int(state)].score { slots[spare] = state }
  }

  private func finish(_ length: Int, _ width: Int) {
    let final = slots[length * width]
    guard final >= 0 else { return }
    for place in (length * width)..<((length + 1) * width) where slots[place] >= 0 {
      states[Int(slots[place])].rest = 0
    }
    // A state stands behind the one that it goes on from.
    for index in stride(from: states.count - 1, to: 0, by: -1) {
      let state = states[index]
      let rest = state.own + state.rest
      if rest > states[Int(state.back)].rest { states[Int(state.back)].rest = rest }
    }
    untouched.refill(with: -.infinity, count: length)
    for index in 1..<states.count {
      let state = states[index]
      let arc = arcs[Int(state.arc)]
      guard arc.isObserved else { continue }
      let through = state.score + state.rest
      if through > untouched[Int(arc.from)] { untouched[Int(arc.from)] = through }
    }
    let score = states[Int(final)].score
    var current = final
    while current >= 0, states[Int(current)].arc >= 0 {
      let arc = arcs[Int(states[Int(current)].arc)]
      if !arc.isObserved {
        var margin: Float = .infinity
        for item in arc.from..<arc.to { margin = min(margin, score - untouched[Int(item)]) }
        best.append((arc, margin))
      }
      current = states[Int(current)].back
    }
    best.reverse()
  }

  // MARK: What is known

  /// 128 bits of all that decides how a stretch is read: no two of one text are the same by chance.
  private struct Fingerprint: Hashable {
    var low: UInt64 = 0x243F_6A88_85A3_08D3
    var high: UInt64 = 0x1319_8A2E_0370_7344

    @inline(__always)
    mutating func add(_ bits: UInt64) {
      low = (low ^ bits) &* 0x9E37_79B9_7F4A_7C15
      low ^= low >> 29
      high = (high &+ bits) &* 0xC2B2_AE3D_27D4_EB4F
      high ^= high >> 31
    }

    func hash(into hasher: inout Hasher) { hasher.combine(low) }
  }

  private func fingerprint(_ length: Int, _ history: (LanguageModel.ID, LanguageModel.ID)) -> Fingerprint {
    var out = Fingerprint()
    out.add(UInt64(history.0) | UInt64(history.1) << 16 | UInt64(length) << 32)
    for index in 0..<arcs.count {
      let arc = arcs[index]
      // No word is beyond 50,000: 0xFFFF is none.
      out.add(
        UInt64(arc.word) | UInt64(arc.second ?? 0xFFFF) << 16 | UInt64(arc.score.bitPattern) << 32)
      out.add(
        UInt64(UInt32(bitPattern: arc.place)) << 32
          | UInt64(arc.from) << 16 | UInt64(arc.to) << 1 | (arc.isObserved ? 1 : 0))
    }
    return out
  }
}
