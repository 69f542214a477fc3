import NoticeIndex

/// How often words stand together, by their positions in one document: lists that ascend, one a word.
enum PhraseMatching {
  /// Places where every word follows the one before. O(positions).
  static func exact(_ positions: [[UInt32]], all: Bool) -> Int {
    guard let first = positions.first else { return 0 }
    var at = Array(repeating: 0, count: positions.count)
    var count = 0
    next: for start in first {
      for word in 1..<positions.count {
        let wanted = start &+ UInt32(word)
        while at[word] < positions[word].count, positions[word][at[word]] < wanted { at[word] &+= 1 }
        if at[word] == positions[word].count { return count }
        if positions[word][at[word]] != wanted { continue next }
      }
      if !all { return 1 }
      count &+= 1
    }
    return count
  }

  /// Places where the words follow one another in order, with at most `slop` others in between, all together.
  ///
  /// From each place of the first word, the nearest following place of each word in turn: the shortest stretch
  /// that begins there. O(positions).
  static func ordered(_ positions: [[UInt32]], slop: Int, all: Bool) -> Int {
    guard let first = positions.first else { return 0 }
    var at = Array(repeating: 0, count: positions.count)
    var count = 0
    for start in first {
      var last = start
      for word in 1..<positions.count {
        while at[word] < positions[word].count, positions[word][at[word]] <= last { at[word] &+= 1 }
        if at[word] == positions[word].count { return count }
        last = positions[word][at[word]]
      }
      if Int(last - start) - (positions.count - 1) <= slop {
        if !all { return 1 }
        count &+= 1
      }
    }
    return count
  }

  /// The same places, from the first word of each to the last.
  static func stretches(_ positions: [[UInt32]], slop: Int) -> [NearMatching.Stretch] {
    guard let first = positions.first else { return [] }
    if positions.count == 1 { return first.map { $0...$0 } }
    var at = Array(repeating: 0, count: positions.count)
    var out: [NearMatching.Stretch] = []
    for start in first {
      var last = start
      for word in 1..<positions.count {
        while at[word] < positions[word].count, positions[word][at[word]] <= last { at[word] &+= 1 }
        if at[word] == positions[word].count { return out }
        last = positions[word][at[word]]
      }
      if Int(last - start) - (positions.count - 1) <= slop { out.append(start...last) }
    }
    return out
  }

  /// Stretches that have every word in any order, each at a place of its own, with at most `distance` others in
  /// between.
  ///
  /// The words' foremost places are held; the one that is furthest behind moves on. O(positions × words), unless
  /// words share places: then the one that moved on may have been the one to stay.
  static func near(_ positions: [[UInt32]], distance: Int, all: Bool) -> Int {
    var at = Array(repeating: 0, count: positions.count)
    var count = 0
    var sharePlaces = false
    while true {
      var least = 0
      var greatest: UInt32 = 0
      var taken: [UInt32] = []
      var areDistinct = true
      for word in positions.indices {
        guard at[word] < positions[word].count else {
          return count > 0 || !sharePlaces || !isAnywhere(positions, distance: distance) ? count : 1
        }
        let position = positions[word][at[word]]
        if taken.contains(position) { areDistinct = false }
        taken.append(position)
        if position < positions[least][at[least]] { least = word }
        greatest = max(greatest, position)
      }
      let span = Int(greatest - positions[least][at[least]]) + 1 - positions.count
      if areDistinct, span <= distance {
        if !all { return 1 }
        count += 1
      }
      if !areDistinct { sharePlaces = true }
      at[least] += 1
    }
  }

  /// Whether there is such a stretch: from each place on, every word is given a place of its own, others making room.
  private static func isAnywhere(_ positions: [[UInt32]], distance: Int) -> Bool {
    for start in Set(positions.joined()) {
      let end = Int(start) + positions.count + distance
      var owners: [UInt32: Int] = [:]
      // Ends: every call marks a place that it was not called for before.
      func settle(_ word: Int, _ tried: inout Set<UInt32>) -> Bool {
        for place in positions[word] where place >= start && Int(place) < end && tried.insert(place).inserted
        {
          if let owner = owners[place], !settle(owner, &tried) { continue }
          owners[place] = word
          return true
        }
        return false
      }
      let areSettled = positions.indices.allSatisfy { word in
        var tried: Set<UInt32> = []
        return settle(word, &tried)
      }
      if areSettled { return true }
    }
    return false
  }

  /// How near two words come: 1 if the second follows the first at once; `nil` if they are never within `limit`.
  static func nearest(
    _ first: PositionsReader.Run, _ second: PositionsReader.Run, limit: UInt32
  ) -> (distance: UInt32, inOrder: Bool)? {
    var best: (distance: UInt32, inOrder: Bool)?
    var i = 0
    var j = 0
    while i < first.count, j < second.count {
      let (a, b) = (first[i], second[j])
      if a < b {
        if b - a <= limit, best.map({ b - a <= $0.distance }) ?? true { best = (b - a, true) }
        i += 1
      } else {
        // Words that stand at one place, as two forms may, are no neighbours; the one behind may be.
        let after = a > b ? a : i + 1 < first.count ? first[i + 1] : b
        if after > b, after - b <= limit, best.map({ after - b < $0.distance }) ?? true {
          best = (after - b, false)
        }
        j += 1
      }
      if let best, best.distance == 1, best.inOrder { return best }
    }
    return best
  }
}
