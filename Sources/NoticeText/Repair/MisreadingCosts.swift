/// A `ConfusionTable` laid out flat for searches, which ask it at every step.
///
/// Immutable; it frees its memory with itself, so whoever keeps its pointers keeps it.
final class MisreadingCosts: @unchecked Sendable {
  /// Letters that stand for several.
  struct Group {
    var cost: Float
    /// Places of the letters in `letters`.
    var read: UInt32
    var truth: UInt32
    var readCount: UInt32
    var truthCount: UInt32
  }

  /// Cost of reading `truth` as `read`: `substitution[read << 7 | truth]`.
  let substitution: UnsafePointer<Float>
  let loss: UnsafePointer<Float>
  let addition: UnsafePointer<Float>
  /// The groups that begin with letter `c` as it was read: `groups[firstGroup[c]..<firstGroup[c + 1]]`, the cheapest first.
  let groups: UnsafePointer<Group>
  let firstGroup: UnsafePointer<UInt32>
  let letters: UnsafePointer<Glyphs.Code>
  let tone: [Float]
  /// What it costs at least that a letter more, or one less, was read than stood there.
  let leastMore: Float
  let leastLess: Float

  init(_ table: ConfusionTable) {
    var substitution = [Float](repeating: 0, count: 128 * 128)
    for truth in 0..<128 {
      for read in 0..<128 { substitution[read << 7 | truth] = table.substitution[truth << 7 | read] }
    }
    var groups: [Group] = []
    var firstGroup: [UInt32] = []
    var letters: [Glyphs.Code] = []
    for list in table.groups {
      firstGroup.append(UInt32(groups.count))
      for group in list.sorted(by: { $0.cost < $1.cost }) {
        groups.append(
          Group(
            cost: group.cost, read: UInt32(letters.count), truth: UInt32(letters.count + group.read.count),
            readCount: UInt32(group.read.count), truthCount: UInt32(group.truth.count)))
        letters += group.read + group.truth
      }
    }
    firstGroup.append(UInt32(groups.count))
    self.substitution = Self.frozen(substitution)
    loss = Self.frozen(table.loss)
    addition = Self.frozen(table.addition)
    self.groups = Self.frozen(groups)
    self.firstGroup = Self.frozen(firstGroup)
    self.letters = Self.frozen(letters)
    tone = table.tone
    var (more, less) = (table.addition.min() ?? 0, table.loss.min() ?? 0)
    for group in table.groups.joined() {
      let difference = group.read.count - group.truth.count
      if difference > 0 { more = min(more, group.cost / Float(difference)) }
      if difference < 0 { less = min(less, group.cost / Float(-difference)) }
    }
    // A little less: sums are rounded.
    (leastMore, leastLess) = (more * 0.999, less * 0.999)
  }

  deinit {
    substitution.deallocate()
    loss.deallocate()
    addition.deallocate()
    groups.deallocate()
    firstGroup.deallocate()
    letters.deallocate()
  }

  private static func frozen<T>(_ array: [T]) -> UnsafePointer<T> {
    let storage = UnsafeMutablePointer<T>.allocate(capacity: max(array.count, 1))
    storage.initialize(from: array, count: array.count)
    return UnsafePointer(storage)
  }

  /// What it costs at least that the letters `truth` were read as `read`.
  ///
  /// - Complexity: O(letters of the one · letters of the other).
  func letters(_ truth: [Glyphs.Code], read: [Glyphs.Code]) -> Float {
    let width = read.count + 1
    var least = [Float](repeating: .infinity, count: (truth.count + 1) * width)
    least[0] = 0
    for row in 0...truth.count {
      for column in 0...read.count {
        let place = row * width + column
        let cost = least[place]
        func reach(_ place: Int, _ more: Float) { least[place] = min(least[place], cost + more) }
        if row < truth.count { reach(place + width, loss[Int(truth[row])]) }
        guard column < read.count else { continue }
        let letter = Int(read[column])
        reach(place + 1, addition[letter])
        guard row < truth.count else { continue }
        reach(
          place + width + 1,
          read[column] == truth[row] ? 0 : substitution[letter << 7 | Int(truth[row])])
        for index in Int(firstGroup[letter])..<Int(firstGroup[letter + 1]) {
          let group = groups[index]
          let (reads, truths) = (Int(group.readCount), Int(group.truthCount))
          guard column + reads <= read.count, row + truths <= truth.count,
            (0..<reads).allSatisfy({ letters[Int(group.read) + $0] == read[column + $0] }),
            (0..<truths).allSatisfy({ letters[Int(group.truth) + $0] == truth[row + $0] })
          else { continue }
          reach(place + truths * width + reads, group.cost)
        }
      }
    }
    return least[least.count - 1]
  }

  /// What it costs that a syllable of tone `truth` was read with the tone marks `read`.
  func tone(_ truth: Int, read: [UInt8]) -> Float {
    let costs = read.map { tone[truth << 3 | Int($0)] }
    guard let best = costs.min() else { return tone[truth << 3] }
    return best + Float(costs.count - 1) * ConfusionTable.extraTone
  }
}
