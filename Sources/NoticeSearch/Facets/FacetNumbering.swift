import NoticeIndex

/// The values of a field in all segments of an index, numbered in one order: that of `TermKey`.
struct FacetNumbering: Sendable {
  let segments: [FacetColumns.Field]
  /// By segment, the number of each of its values; `nil` if there is but one segment, whose numbers they are.
  private let numbers: [[UInt32]]?
  /// By number, a segment that has the value, and its number there: the first such.
  private let firsts: [(segment: Int, value: Int)]

  /// - Complexity: O(values × segments).
  init(_ segments: [FacetColumns.Field]) {
    self.segments = segments
    guard segments.count > 1 else {
      numbers = nil
      firsts = []
      return
    }
    let keys = segments.map { $0.keys.map { TermKey($0) } }
    var numbers = keys.map { [UInt32](repeating: 0, count: $0.count) }
    var firsts: [(segment: Int, value: Int)] = []
    var next = [Int](repeating: 0, count: keys.count)
    // Ends: each turn goes on in the segments that have the least value, at least one.
    while true {
      var least: TermKey?
      for segment in keys.indices where next[segment] < keys[segment].count {
        let key = keys[segment][next[segment]]
        if let known = least, known <= key { continue }
        least = key
      }
      guard let least else { break }
      var isFirst = true
      for segment in keys.indices where next[segment] < keys[segment].count {
        guard keys[segment][next[segment]].term == least.term else { continue }
        if isFirst { firsts.append((segment, next[segment])) }
        isFirst = false
        numbers[segment][next[segment]] = UInt32(firsts.count - 1)
        next[segment] += 1
      }
    }
    self.numbers = numbers
    self.firsts = firsts
  }

  /// The values that most of the documents have, and how many do; of two that as many have, the first.
  ///
  /// - Parameter matches: By segment, one bit a document, and how many are set.
  func most(_ limit: Int, _ matches: [(bitmap: [UInt64], count: Int)]) -> [Facet.Value] {
    var sums: [UInt32] = []
    if let numbers {
      sums = Array(repeating: 0, count: firsts.count)
      for (index, segment) in segments.enumerated() where matches[index].count > 0 {
        let counts = segment.column.counts(in: matches[index].bitmap, matches: matches[index].count)
        for value in counts.indices where counts[value] > 0 {
          sums[Int(numbers[index][value])] += counts[value]
        }
      }
    } else if let only = segments.first, matches[0].count > 0 {
      sums = only.column.counts(in: matches[0].bitmap, matches: matches[0].count)
    }
    return Self.most(limit, sums).map { Facet.Value(value: shown($0), count: Int(sums[$0])) }
  }

  private func shown(_ number: Int) -> String {
    guard numbers != nil else { return segments[0].shown[number] }
    let (segment, value) = firsts[number]
    return segments[segment].shown[value]
  }

  /// Where the largest of the sums stand, largest first, of equals the first; none that is 0.
  ///
  /// - Complexity: O(sums + those that are among the largest so far × limit), or of sorting if all are wanted.
  private static func most(_ limit: Int, _ sums: [UInt32]) -> [Int] {
    func isBefore(_ a: Int, _ b: Int) -> Bool { sums[a] != sums[b] ? sums[a] > sums[b] : a < b }
    if limit > 128 || limit >= sums.count {
      return Array(sums.indices.filter { sums[$0] > 0 }.sorted(by: isBefore).prefix(limit))
    }
    var best: [Int] = []
    guard limit > 0 else { return best }
    for place in sums.indices where sums[place] > 0 {
      if best.count == limit {
        guard let last = best.last, sums[place] > sums[last] else { continue }
        best.removeLast()
      }
      // Equals that came before stay before.
      best.insert(place, at: best.firstIndex { sums[place] > sums[$0] } ?? best.count)
    }
    return best
  }
}
