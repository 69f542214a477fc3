/// Takes the scored documents of one segment.
///
/// Where a bonus is added last, the first documents wait without it until there are some. Then those come first that have
/// most, to raise the threshold: of all others, and of those that follow, few can reach it even with the whole bonus, and
/// positions are read of no others.
struct HitCollector {
  private(set) var top: TopHits
  private let threshold: Threshold
  private let late: Together?
  /// Number of the segment's first document in the whole index.
  private let base: UInt64
  private var waiting: [TopHits.Entry] = []
  private var waits: Bool
  /// So many wait.
  private static let room = 128

  /// - Parameter late: Whose bonus is not among the scores.
  init(_ top: TopHits, _ late: Together?, base: UInt64, _ threshold: Threshold) {
    self.top = top
    self.late = late
    self.base = base
    self.threshold = threshold
    waits = late != nil
    late?.postponeBonus()
  }

  /// The last of the results, once there are as many as wanted.
  @inline(__always)
  var last: TopHits.Entry? { top.last }

  /// How many documents' scores tell what a result has to score at least; `nil` if none do.
  var seedLimit: Int? { late == nil && top.after == nil && 1...64 ~= top.limit ? top.limit : nil }

  @inline(__always)
  mutating func offer(_ score: Float, _ document: UInt32) {
    if let late {
      take(score, document, late)
    } else {
      top.offer(score, base &+ UInt64(document))
    }
  }

  private mutating func take(_ score: Float, _ document: UInt32, _ late: Together) {
    if threshold.isOutOfReach(score + late.bonus) { return }
    guard waits else { return add(late, score, document) }
    waiting.append(TopHits.Entry(score: score, document: UInt64(document)))
    if waiting.count == Self.room { settle() }
  }

  private mutating func add(_ late: Together, _ score: Float, _ document: UInt32) {
    guard let sum = late.scoreWithBonus(Int(document), score) else { return }
    top.offer(sum, base &+ UInt64(document))
    if let last = top.last { threshold.score = last.score }
  }

  /// Adds the bonus to those that wait. None does any more.
  mutating func settle() {
    guard let late, waits else { return }
    waits = false
    waiting.sort { $0.precedes($1) }
    let first = min(waiting.count, 2 * top.limit)
    // Those that are left in their order again: neighbours' positions are read together.
    waiting[first...].sort { $0.document < $1.document }
    for entry in waiting { take(entry.score, UInt32(truncatingIfNeeded: entry.document), late) }
    waiting = []
  }
}
