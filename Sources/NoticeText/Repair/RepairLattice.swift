/// The ways in which a stretch of words can be read, and the likeliest of them.
///
/// Nodes are the places between items; an arc reads one or two items as one or two words. Viterbi over trigrams
/// (the states are the last two words), then backwards, so that every arc knows the best way through it.
struct RepairLattice {
  struct Arc {
    /// Items `[from, to)` of the stretch.
    var from: Int
    var to: Int
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
    var pair: Int32
    var score: Float
    /// The best way from here to the end.
    var rest: Float = -.infinity
    var back: Int32
  }

  private struct Edge {
    var from: Int32
    var to: Int32
    var score: Float
  }

  /// How many ways are kept at a place.
  static let beam = 16

  let model: LanguageModel
  var arcs: [Arc] = []

  /// The arcs of the likeliest way, and for each how much less likely the best way is that leaves the items
  /// of it as they stand.
  ///
  /// - Parameter history: the two words before the stretch.
  func solve(length: Int, history: (LanguageModel.ID, LanguageModel.ID)) -> [(arc: Arc, margin: Float)] {
    var starts = [[Int]](repeating: [], count: length)
    for (index, arc) in arcs.enumerated() { starts[arc.from].append(index) }
    var states: [State] = [
      State(arc: -1, last: history.1, pair: model.pair(history.0, history.1), score: 0, back: -1)
    ]
    var edges: [Edge] = []
    var byNode = [[Int32]](repeating: [], count: length + 1)
    byNode[0] = [0]
    for node in 0..<length {
      prune(&byNode[node], states)
      for stateIndex in byNode[node] {
        let state = states[Int(stateIndex)]
        for arcIndex in starts[node] {
          let arc = arcs[arcIndex]
          var score = arc.score + model.score(arc.word, after: state.pair, state.last)
          var (before, last) = (state.last, arc.word)
          if let second = arc.second {
            score += model.score(second, after: model.pair(before, last), last)
            (before, last) = (last, second)
          }
          let pair = model.pair(before, last)
          // One state an arc and pair of words.
          var target: Int32 = -1
          for candidate in byNode[arc.to].reversed() {
            let other = states[Int(candidate)]
            if other.arc == Int32(arcIndex), other.pair == pair { target = candidate; break }
            if other.arc < Int32(arcIndex), byNode[arc.to].count > 64 { break }
          }
          if target < 0 {
            target = Int32(states.count)
            states.append(State(arc: Int32(arcIndex), last: last, pair: pair, score: -.infinity, back: -1))
            byNode[arc.to].append(target)
          }
          let total = state.score + score
          edges.append(Edge(from: stateIndex, to: target, score: score))
          if total > states[Int(target)].score {
            states[Int(target)].score = total
            states[Int(target)].back = stateIndex
          }
        }
      }
    }
    guard let final = byNode[length].max(by: { states[Int($0)].score < states[Int($1)].score }) else { return [] }
    for index in byNode[length] { states[Int(index)].rest = 0 }
    for edge in edges.reversed() {
      let rest = edge.score + states[Int(edge.to)].rest
      if rest > states[Int(edge.from)].rest { states[Int(edge.from)].rest = rest }
    }
    let best = states[Int(final)].score
    // The best way that leaves each item as it is.
    var untouched = [Float](repeating: -.infinity, count: length)
    for state in states where state.arc >= 0 && arcs[Int(state.arc)].isObserved {
      let item = arcs[Int(state.arc)].from
      untouched[item] = max(untouched[item], state.score + state.rest)
    }
    var out: [(Arc, Float)] = []
    var current = final
    while current >= 0, states[Int(current)].arc >= 0 {
      let arc = arcs[Int(states[Int(current)].arc)]
      var margin: Float = .infinity
      for item in arc.from..<arc.to { margin = min(margin, best - untouched[item]) }
      out.append((arc, margin))
      current = states[Int(current)].back
    }
    return out.reversed()
  }

  private func prune(_ node: inout [Int32], _ states: [State]) {
    guard node.count > Self.beam else { return }
    node.sort { states[Int($0)].score > states[Int($1)].score }
    let kept = node.prefix(Self.beam)
    // What stands there is never dropped: it is what repair is measured against.
    let observed = node.dropFirst(Self.beam).first {
      let arc = states[Int($0)].arc
      return arc >= 0 && arcs[Int(arc)].isObserved
    }
    node = Array(kept) + (observed.map { [$0] } ?? [])
  }
}
