/// Which stretches of a text stand near each other: one of every side, none over another, with few words in between.
enum NearMatching {
  /// A stretch: the positions of its first and last word.
  typealias Stretch = ClosedRange<UInt32>

  /// More sides than this no query has.
  static let mostSides = 62

  /// What the arrangements cover, from the first word of all to the last, ascending by start.
  ///
  /// From each start, stretches are put one behind the other. Of the ways to have placed the same sides only those
  /// matter that end earlier or leave fewer words between: of words and phrases without gaps, one.
  ///
  /// - Parameters:
  ///   - sides: The stretches of each.
  ///   - distance: So many words at most stand between them, all together.
  ///   - ends: Whether every end that a start may have is wanted, or one.
  ///   - limit: So many are enough.
  static func spans(
    _ sides: [[Stretch]], distance: Int, ends: Bool, limit: Int = .max
  ) -> [Stretch] {
    guard sides.count <= mostSides, !sides.contains(where: \.isEmpty) else { return [] }
    let items = sides.enumerated().flatMap { side, stretches in stretches.map { Item($0, side) } }
      .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var out: [Stretch] = []
    var ways = Ways(full: (1 << UInt64(sides.count)) - 1, distance: distance)
    var first = 0
    while first < items.count, out.count < limit {
      let start = items[first].start
      ways.begin()
      var next = first
      while next < items.count, items[next].start == start {
        ways.add(Way(sides: items[next].side, end: items[next].end, filled: items[next].length))
        next += 1
      }
      first = next
      while next < items.count, ends || ways.ends.isEmpty, ways.canReach(items[next].start) {
        ways.extend(from: start, by: items[next])
        next += 1
      }
      for end in ways.ends.sorted() { out.append(start...end) }
    }
    return out
  }

  private struct Item {
    let start: UInt32
    let end: UInt32
    /// A bit.
    let side: UInt64

    init(_ stretch: Stretch, _ side: Int) {
      (start, end) = (stretch.lowerBound, stretch.upperBound)
      self.side = 1 << UInt64(side)
    }

    var length: Int { Int(end - start) + 1 }
  }

  /// Some of the sides, placed.
  private struct Way {
    var sides: UInt64
    var end: UInt32
    /// Words of the sides' stretches.
    var filled: Int
  }

  /// All ways worth going on from one start.
  private struct Ways {
    let full: UInt64
    let distance: Int
    private var ways: [Way] = []
    private var furthest: UInt32 = 0
    /// Where ways of all sides end.
    private(set) var ends: Set<UInt32> = []

    init(full: UInt64, distance: Int) {
      self.full = full
      self.distance = distance
    }

    mutating func begin() {
      ways.removeAll(keepingCapacity: true)
      ends.removeAll()
      furthest = 0
    }

    mutating func add(_ way: Way) {
      if way.sides == full {
        ends.insert(way.end)
        return
      }
      if ways.contains(where: { $0.sides == way.sides && $0.end <= way.end && $0.filled >= way.filled }) {
        return
      }
      ways.append(way)
      furthest = max(furthest, way.end)
    }

    func canReach(_ start: UInt32) -> Bool { Int(start) <= Int(furthest) + distance + 1 }

    mutating func extend(from start: UInt32, by item: Item) {
      for index in ways.indices {
        let way = ways[index]
        guard way.sides & item.side == 0, way.end < item.start,
          Int(item.start - start) - way.filled <= distance
        else { continue }
        add(Way(sides: way.sides | item.side, end: item.end, filled: way.filled + item.length))
      }
    }
  }
}
