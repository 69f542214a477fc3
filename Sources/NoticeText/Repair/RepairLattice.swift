/// The ways in which a stretch of words can be read, and the likeliest of them.
///
/// Nodes are the places between items; an arc reads one or two items as one or two words. Viterbi over trigrams
/// (a state knows its last two words), with a beam; then backwards, so that every arc knows the best way through
/// it. Kept between stretches, so that it allocates nothing.
struct RepairLattice {
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
    /// The place of the last two words in the model; -2: not looked up yet.
    var pair: Int32
    var before: LanguageModel.ID
    var score: Float
    /// The best way from here to the end.
    var rest: Float
    var back: Int32
  }

  private struct Edge {
    var from: Int32
    var to: Int32
    var score: Float
  }

  let model: LanguageModel
  /// How many ways are kept at a place.
  let beam: Int
  /// Ascending by `from`; of each item what stands there comes first.
  private(set) var arcs: [Arc] = []
  private var states: [State] = []
  private var edges: [Edge] = []
  /// The states at each node, `beam + 1` places a node: the last one is what stands there, if no other is.
  private var slots: [Int32] = []
  private var counts: [Int32] = []
  private var untouched: [Float] = []
  private(set) var best: [(arc: Arc, margin: Float)] = []

  init(model: LanguageModel, beam: Int) {
    self.model = model
    self.beam = beam
  }

  mutating func removeAll() { arcs.removeAll(keepingCapacity: true) }
  mutating func add(_ arc: Arc) { arcs.append(arc) }

  /// Finds the arcs of the likeliest way, `best`, and for each how much less likely the best way is that leaves
  /// the items of it as they stand.
  ///
  /// - Parameter history: the two words before the stretch.
  mutating func solve(length: Int, history: (LanguageModel.ID, LanguageModel.ID)) {
    let width = beam + 1
    states.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    best.removeAll(keepingCapacity: true)
    refill(&slots, with: -1, count: (length + 1) * width)
    refill(&counts, with: 0, count: length + 1)
    states.append(
      State(
        arc: -1, last: history.1, pair: model.pair(history.0, history.1), before: history.0, score: 0,
        rest: -.infinity, back: -1))
    slots[0] = 0
    counts[0] = 1
    var first = 0
    for node in 0..<length {
      var end = first
      while end < arcs.count, Int(arcs[end].from) == node { end += 1 }
      for place in (node * width)..<((node + 1) * width) where slots[place] >= 0 {
        let from = slots[place]
        if states[Int(from)].pair == -2 {
          states[Int(from)].pair = model.pair(states[Int(from)].before, states[Int(from)].last)
        }
        let state = states[Int(from)]
        for index in first..<end { extend(from, state, Int32(index), width) }
      }
      first = end
    }
    finish(length, width)
  }

  private mutating func extend(_ from: Int32, _ state: State, _ index: Int32, _ width: Int) {
    let arc = arcs[Int(index)]
    let node = Int(arc.to)
    let base = node * width
    let isFull = Int(counts[node]) == beam
    // Probabilities only lower the score.
    let bound = state.score + arc.score
    let least = isFull ? states[Int(slots[base + beam - 1])].score : -.infinity
    guard arc.isObserved || bound > least else { return }
    var score = arc.score + model.score(arc.word, after: state.pair, state.last)
    var (before, last) = (state.last, arc.word)
    if let second = arc.second {
      score += model.score(second, after: model.pair(before, last), last)
      (before, last) = (last, second)
    }
    let total = state.score + score
    let target = Int32(states.count)
    let new = State(
      arc: index, last: last, pair: -2, before: before, score: total, rest: -.infinity, back: from)
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
    states.append(new)
    edges.append(Edge(from: from, to: target, score: score))
  }

  /// What stands there is never dropped: it is what repair is measured against.
  private mutating func keep(_ state: Int32, _ spare: Int) {
    if slots[spare] < 0 || states[Int(slots[spare])].score < states[Int(state)].score { slots[spare] = state }
  }

  private mutating func finish(_ length: Int, _ width: Int) {
    let final = slots[length * width]
    guard final >= 0 else { return }
    for place in (length * width)..<((length + 1) * width) where slots[place] >= 0 {
      states[Int(slots[place])].rest = 0
    }
    for edge in edges.reversed() {
      let rest = edge.score + states[Int(edge.to)].rest
      if rest > states[Int(edge.from)].rest { states[Int(edge.from)].rest = rest }
    }
    refill(&untouched, with: -.infinity, count: length)
    for state in states where state.arc >= 0 {
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

  private func refill<T>(_ array: inout [T], with value: T, count: Int) {
    array.removeAll(keepingCapacity: true)
    for _ in 0..<count { array.append(value) }
  }
}
