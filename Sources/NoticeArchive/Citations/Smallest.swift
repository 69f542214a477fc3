/// The smallest of many values.
///
/// - Complexity: Few steps for a value that is none of them; O(limit) at worst for one that is.
struct Smallest<Value: Comparable> {
  private let limit: Int
  private var values: [Value] = []
  private var isSorted = true

  init(limit: Int) { self.limit = limit }

  mutating func offer(_ value: Value) {
    // All are taken: sorting them once is faster.
    if limit == .max {
      values.append(value)
      isSorted = false
      return
    }
    if values.count >= limit {
      guard let last = values.last, value < last else { return }
      values.removeLast()
    }
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    values.insert(value, at: low)
  }

  /// Ascending.
  var sorted: [Value] { isSorted ? values : values.sorted() }
}
