/// What a line of a damaged text may be.
struct LineReading {
  enum Meaning {
    /// No label.
    case text
    /// The label that stands there.
    case label(Label.Level, Ordinals)
    /// A label with one ordinal, `read` as something else; 0 if nothing can be made out.
    case misread(Label.Level, read: Int, isDamaged: Bool)
    /// `8.1.1.` for `1.1.1.`: a compound number with one figure misread, not the last one.
    case misreadFigure(Ordinals)
    /// A label that is lost, of some list that is open.
    case lost
  }
  var meaning: Meaning
  /// What it costs to read the line so, whatever stands around it.
  var cost: Float
}

/// The outline of a damaged text, decided for the whole of it.
///
/// OCR reads `II.` as `I.`, `1.` as `I.` and `b)` as `bì`: each alone is as good a label as any, and one of them that
/// is wrong takes all below it to a wrong place. What tells is the whole: lists count from one, without gaps, few have
/// a single item, and what stands under one item is one list. Each line has its readings with their costs, each place
/// in the outline costs what it breaks of that, and the cheapest of all is the outline: a beam search over stacks of
/// open items, as a parser's.
///
/// - Complexity: O(n · b · r · d) for n lines, b = `width` stacks kept, r readings of a line, d levels; memory is
///   bounded.
struct OutlineDecoder {
  /// An item of the outline: the line's place among those given, and how deep it stands, 1 for the outermost.
  struct Item {
    var line: Int
    var level: Label.Level
    var ordinals: Ordinals
    var depth: Int
  }

  /// About 1 for what is odd, more for what hardly ever occurs; the costs of readings are on the same scale. Set on
  /// drawings of made guides and of the Corpus's notices for training.
  private enum Cost {
    static let gap: Float = 0.9
    static let widerGap: Float = 0.2
    static let singleItem: Float = 0.4
    static let secondList: Float = 1.2
    static let mixedList: Float = 1.5
    static let nestedUp: Float = 1.5
    static let opensLate: Float = 1.2
    static let numeralsAfterNumbers: Float = 2
    static let newList: Float = 0.1
    /// Dearer than that is not tried.
    static let most: Float = 9
  }

  /// An open item and those around it, as a list's node that many stacks share.
  private struct Node: Hashable {
    var parent: Int32
    var level: Label.Level
    var ordinals: Ordinals
    var depth: UInt8
    /// Of the lists right below it: bits of their ranks.
    var lists: UInt32 = 0
    /// Whether it is the only one of its list so far.
    var isSingle: Bool

    /// Wider levels first, compound numbers by their length. Items of one rank under one item are one list.
    var rank: Int { OutlineDecoder.rank(level, ordinals) }
  }

  private struct Step {
    var previous: Int32
    var item: Item
  }

  private struct State {
    var cost: Float
    var node: Int32
    var step: Int32
  }

  private static let width = 40
  /// So many are remembered before the cheapest way is settled: what bounds the memory.
  private static let mostSteps = 1 << 19

  private var nodes: [Node] = []
  private var numbers: [Node: Int32] = [:]
  private var steps: [Step] = []

  /// The cheapest outline of the lines with these readings.
  static func outline(of lines: [[LineReading]]) -> [Item] {
    var decoder = OutlineDecoder()
    return decoder.decode(lines)
  }

  private mutating func decode(_ lines: [[LineReading]]) -> [Item] {
    let root = number(of: Node(parent: -1, level: .part, ordinals: [], depth: 0, isSingle: false))
    var beam = [State(cost: 0, node: root, step: -1)]
    var best: [Int32: State] = [:]
    var items: [Item] = []
    for (line, readings) in lines.enumerated() {
      if steps.count > Self.mostSteps { settle(&beam, into: &items) }
      if readings.count == 1, case .text = readings[0].meaning { continue }
      best.removeAll(keepingCapacity: true)
      for state in beam {
        for reading in readings {
          for (label, cost) in labels(reading, in: state.node) {
            let cost = state.cost + cost
            guard let (level, ordinals) = label else {
              Self.keep(State(cost: cost, node: state.node, step: state.step), in: &best)
              continue
            }
            for (node, price) in places(level, ordinals, in: state.node) {
              if let known = best[node], known.cost <= cost + price { continue }
              let item = Item(
                line: line, level: level, ordinals: ordinals, depth: Int(nodes[Int(node)].depth))
              steps.append(Step(previous: state.step, item: item))
              best[node] = State(cost: cost + price, node: node, step: Int32(steps.count - 1))
            }
          }
        }
      }
      // Of equals the first that was made: the same text always has the same outline.
      beam = Array(best.values.sorted { ($0.cost, $0.node) < ($1.cost, $1.node) }.prefix(Self.width))
    }
    settle(&beam, into: &items)
    return items
  }

  /// Takes the cheapest way so far for good, and forgets all others.
  private mutating func settle(_ beam: inout [State], into items: inout [Item]) {
    let cheapest = beam.min { $0.cost + closing($0.node, to: nil) < $1.cost + closing($1.node, to: nil) }
    guard let cheapest else { return }
    let known = items.count
    var step = cheapest.step
    while step >= 0 {
      items.append(steps[Int(step)].item)
      step = steps[Int(step)].previous
    }
    items[known...].reverse()
    var open: [Node] = []
    var node = cheapest.node
    while node >= 0 {
      open.append(nodes[Int(node)])
      node = nodes[Int(node)].parent
    }
    (nodes, numbers, steps) = ([], [:], [])
    var parent: Int32 = -1
    for var node in open.reversed() {
      node.parent = parent
      parent = number(of: node)
    }
    beam = [State(cost: 0, node: parent, step: -1)]
  }

  private static func keep(_ state: State, in best: inout [Int32: State]) {
    if let known = best[state.node], known.cost <= state.cost { return }
    best[state.node] = state
  }

  // MARK: Labels

  /// The labels that a reading can be on a stack, and what that costs; `nil` for none.
  private func labels(
    _ reading: LineReading, in top: Int32
  ) -> [(label: (Label.Level, Ordinals)?, cost: Float)] {
    switch reading.meaning {
    case .text: return [(nil, reading.cost)]
    case .label(let level, let ordinals): return [((level, ordinals), reading.cost)]
    case .misread(let level, let read, let isDamaged):
      // What goes on, what leaves one out, what begins a list.
      var values = [1]
      if let open = open(Self.rank(level, [1]), in: top) {
        let last = nodes[Int(open)].ordinals[0]
        values = last == 0 ? [1, 2] : [last + 1, last + 2, 1]
      }
      return values.map { value in
        let cost =
          level == .roman
          ? Self.misreading(read, as: value, isDamaged: isDamaged) : value == read ? 0 : 0.2
        return ((level, Ordinals(value)), reading.cost + cost)
      }
    case .misreadFigure(let ordinals):
      var out: [(label: (Label.Level, Ordinals)?, cost: Float)] = []
      func offer(_ own: Ordinals) {
        guard own.count == ordinals.count, zip(own, ordinals).count(where: { $0 != $1 }) == 1 else { return }
        out.append(((.number, own), reading.cost))
      }
      var node = top
      while !isRoot(node) {
        let open = nodes[Int(node)]
        if open.level == .number {
          let list = open.ordinals
          offer(Ordinals(list.dropLast() + ordinals.suffix(1)))
          offer(Ordinals(list.dropLast() + [(list.last ?? 0) + 1]))
          offer(Ordinals(list + ordinals.suffix(1)))
        }
        node = open.parent
      }
      return out
    case .lost:
      var out: [(label: (Label.Level, Ordinals)?, cost: Float)] = []
      var node = top
      while !isRoot(node) {
        let open = nodes[Int(node)]
        switch open.level {
        case .dash, .plus: out.append(((open.level, []), reading.cost))
        case .number, .letter, .roman, .bracket:
          let next = Ordinals(open.ordinals.dropLast() + [(open.ordinals.last ?? 0) + 1])
          out.append(((open.level, next), reading.cost))
        default: break
        }
        node = open.parent
      }
      return out
    }
  }

  /// How unlikely it is that `value` was read as `read`: strokes are lost more often than seen twice, a V is plain to
  /// see.
  private static func misreading(_ read: Int, as value: Int, isDamaged: Bool) -> Float {
    if read == value { return 0 }
    if read == 0 { return 0.5 }
    let isSure: Float = isDamaged ? 0.6 : 1
    if read <= 3, value <= 3 { return (read < value ? 1 : 2) * isSure }
    if read > 3, value > 3, (read < 9) == (value < 9) { return 1.5 * isSure }
    return 3 * isSure
  }

  // MARK: Places

  private static func rank(_ level: Label.Level, _ ordinals: Ordinals) -> Int {
    switch level {
    case .number: level.rawValue + min(max(ordinals.count, 1), 6) - 1
    case let level where level > .number: level.rawValue + 5
    default: level.rawValue
    }
  }

  /// The innermost open item of a rank.
  private func open(_ rank: Int, in top: Int32) -> Int32? {
    var node = top
    while !isRoot(node) {
      if nodes[Int(node)].rank == rank { return node }
      node = nodes[Int(node)].parent
    }
    return nil
  }

  /// The stacks on which a label can be, and what that costs.
  private mutating func places(
    _ level: Label.Level, _ ordinals: Ordinals, in top: Int32
  ) -> [(node: Int32, cost: Float)] {
    var out: [(node: Int32, cost: Float)] = []
    let rank = Self.rank(level, ordinals)
    // The list goes on.
    if let open = open(rank, in: top), let gap = gap(from: nodes[Int(open)].ordinals, to: ordinals, level) {
      let cost = gap + closing(top, to: open)
      if cost < Cost.most {
        var node = nodes[Int(open)]
        (node.ordinals, node.lists, node.isSingle) = (ordinals, 0, false)
        out.append((number(of: node), cost))
      }
    }
    // A list begins: under what is wider, or under what was last.
    var wider = top
    while !isRoot(wider), nodes[Int(wider)].rank >= rank { wider = nodes[Int(wider)].parent }
    begin(level, ordinals, rank, under: wider, in: top, &out)
    if wider != top { begin(level, ordinals, rank, under: top, in: top, &out) }
    return out
  }

  private mutating func begin(
    _ level: Label.Level, _ ordinals: Ordinals, _ rank: Int, under parent: Int32, in top: Int32,
    _ out: inout [(node: Int32, cost: Float)]
  ) {
    guard open(rank, in: parent) == nil else { return }
    var above = nodes[Int(parent)]
    var cost = Cost.newList
    if parent == top, !isRoot(parent), above.rank >= rank {
      cost += Cost.nestedUp + (level <= .article ? 3 : 0)
    }
    if level == .roman, !isRoot(parent), outermost(parent) > .section { cost += 4 }
    // No outline begins with 1. and goes on with I.
    if level == .roman, isRoot(parent), above.lists >> UInt32(rank + 1) != 0 {
      cost += Cost.numeralsAfterNumbers
    }
    if above.lists & (1 << UInt32(rank)) != 0 {
      cost += Cost.secondList
    } else if above.lists != 0 {
      cost += Cost.mixedList
    }
    switch level {
    case .dash: break
    case .plus: cost += !isRoot(parent) && above.level == .dash ? 0 : 0.8
    case .number where ordinals.count > 1:
      cost += prefixCost(ordinals, under: parent) + Self.gapCost(ordinals[ordinals.count - 1] - 1)
    default:
      let first = ordinals.first ?? 0
      cost += Self.gapCost(first - 1) + (first > 1 ? Cost.opensLate : 0)
    }
    cost += closing(top, to: parent)
    guard cost < Cost.most, above.depth < 12 else { return }
    above.lists |= 1 << UInt32(rank)
    let item = Node(
      parent: number(of: above), level: level, ordinals: ordinals, depth: above.depth + 1, isSingle: true)
    out.append((number(of: item), cost))
  }

  /// What the numbers leave out between two items of a list; `nil` if the second does not come after the first.
  private func gap(from last: Ordinals, to next: Ordinals, _ level: Label.Level) -> Float? {
    guard let end = next.last, let before = last.last else { return 0 }
    guard last.dropLast().elementsEqual(next.dropLast()), end > before else { return nil }
    // Many lists have no đ.
    if level == .letter, end == before + 2, 5...6 ~= end { return 0.4 }
    return Self.gapCost(end - before - 1)
  }

  private static func gapCost(_ left: Int) -> Float {
    left <= 0 ? 0 : Cost.gap + Cost.widerGap * Float(left - 1)
  }

  /// What it costs that a compound number begins a list under `parent`: `2.1` belongs under `2` or under `II`.
  private func prefixCost(_ ordinals: Ordinals, under parent: Int32) -> Float {
    var node = parent
    while !isRoot(node) {
      let above = nodes[Int(node)]
      if above.level == .number {
        return above.ordinals.elementsEqual(ordinals.dropLast()) ? 0 : 2.5
      }
      if above.level == .roman || above.level == .article {
        guard ordinals.count == 2 else { return 1.5 }
        return above.ordinals[0] == ordinals[0] ? 0 : 2.5
      }
      node = above.parent
    }
    return 1
  }

  /// What it costs to end the lists below `end`, or all.
  private func closing(_ top: Int32, to end: Int32?) -> Float {
    var cost: Float = 0
    var node = top
    while node != end, !isRoot(node) {
      let open = nodes[Int(node)]
      if open.isSingle, open.level < .dash, open.level != .article { cost += Cost.singleItem }
      node = open.parent
    }
    return cost
  }

  // MARK: Nodes

  private func isRoot(_ node: Int32) -> Bool { nodes[Int(node)].parent < 0 }

  /// The level of the outermost open item.
  private func outermost(_ top: Int32) -> Label.Level {
    var node = top
    while !isRoot(nodes[Int(node)].parent) { node = nodes[Int(node)].parent }
    return nodes[Int(node)].level
  }

  private mutating func number(of node: Node) -> Int32 {
    if let known = numbers[node] { return known }
    nodes.append(node)
    numbers[node] = Int32(nodes.count - 1)
    return Int32(nodes.count - 1)
  }
}
