import NoticeIndex

/// The best of the documents offered: by score, of equal ones those that were added first.
struct TopHits {
  struct Entry: Equatable {
    var score: Float
    /// Number in the whole index: those of earlier segments come first.
    var document: UInt64

    /// Whether this one comes before the other in the results.
    @inline(__always)
    func precedes(_ other: Entry) -> Bool {
      score > other.score || score == other.score && document < other.document
    }
  }

  let limit: Int
  /// Only what comes after this one counts.
  let after: Entry?
  /// A heap with the last of the results at the front.
  private var heap: [Entry] = []

  init(limit: Int, after: Entry? = nil) {
    self.limit = limit
    self.after = after
    heap.reserveCapacity(min(limit, 1024))
  }

  var isFull: Bool { heap.count == limit }

  /// The last of the results, once there are as many as wanted.
  @inline(__always)
  var last: Entry? { isFull ? heap.first : nil }

  /// - Complexity: O(log limit) if it is taken, else O(1).
  @inline(__always)
  mutating func offer(_ score: Float, _ document: UInt64) {
    let entry = Entry(score: score, document: document)
    if heap.count == limit {
      guard limit > 0, entry.precedes(heap[0]) else { return }
    }
    take(entry)
  }

  private mutating func take(_ entry: Entry) {
    if let after, !after.precedes(entry) { return }
    if heap.count < limit {
      heap.append(entry)
      var child = heap.count - 1
      while child > 0 {
        let parent = (child - 1) / 2
        if !heap[parent].precedes(heap[child]) { break }
        heap.swapAt(parent, child)
        child = parent
      }
      return
    }
    heap[0] = entry
    var parent = 0
    while true {
      let left = parent * 2 + 1
      guard left < heap.count else { return }
      var child = left
      if left + 1 < heap.count, heap[left].precedes(heap[left + 1]) { child = left + 1 }
      if !heap[parent].precedes(heap[child]) { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }

  var sorted: [Entry] { heap.sorted { $0.precedes($1) } }
}
