import Foundation

/// Damaged texts before and after repair, beside what they should read: error rates, and harm.
///
/// Blanks and line breaks are folded; case and punctuation count. Words are what stands between blanks.
package struct RepairScore: Sendable {
  package struct Errors: Sendable {
    package var before = 0
    package var after = 0

    /// 0…1: the share of the errors that is gone.
    package var cut: Double { before > 0 ? 1 - Double(after) / Double(before) : 0 }
  }

  /// Letters that differ, blanks included.
  package private(set) var letters = Errors()
  /// Words that differ.
  package private(set) var words = Errors()
  /// Words that were read well.
  package private(set) var correct = 0
  /// Those of them that repair broke.
  package private(set) var broken: [String] = []

  package init() {}

  /// 0…1: the share of correct words that repair broke.
  package var harm: Double { correct > 0 ? Double(broken.count) / Double(correct) : 0 }

  /// - Complexity: O(letters² / 64).
  package mutating func add(clean: String, read: String, repaired: String) {
    let texts = [clean, read, repaired].map { text in
      text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    let scalars = texts.map { Array($0.joined(separator: " ").unicodeScalars) }
    letters.before += EditDistance.between(scalars[0], scalars[1])
    letters.after += EditDistance.between(scalars[0], scalars[2])
    words.before += EditDistance.between(texts[0], texts[1])
    words.after += EditDistance.between(texts[0], texts[2])
    let (before, after) = (Self.lost(texts[0], texts[1]), Self.lost(texts[0], texts[2]))
    correct += texts[0].count - before.count
    broken += after.subtracting(before).sorted().map { texts[0][$0] }
  }

  /// The words of `clean` that `other` lacks in their place.
  private static func lost(_ clean: [String], _ other: [String]) -> Set<Int> {
    var lost: Set<Int> = []
    for case .remove(let offset, _, _) in other.difference(from: clean) { lost.insert(offset) }
    return lost
  }
}

/// Levenshtein's distance: how many insertions, losses and substitutions make one list of another.
///
/// A column of the matrix is a bit vector of the differences between its rows.
///
/// - Source: Myers, “A fast bit-vector algorithm for approximate string matching based on dynamic programming”,
///   1999; in blocks as by Hyyrö, 2003.
package enum EditDistance {
  /// - Complexity: O(a · b / 64).
  package static func between<T: Hashable>(_ a: [T], _ b: [T]) -> Int {
    if a.isEmpty { return b.count }
    let blocks = (a.count + 63) / 64
    var places: [T: [UInt64]] = [:]
    for (index, item) in a.enumerated() {
      places[item, default: [UInt64](repeating: 0, count: blocks)][index / 64] |= 1 << UInt64(index % 64)
    }
    let none = [UInt64](repeating: 0, count: blocks)
    var plus = [UInt64](repeating: .max, count: blocks)
    var minus = none
    let last: UInt64 = 1 << UInt64((a.count - 1) % 64)
    var distance = a.count
    for item in b {
      let equal = places[item] ?? none
      // The first row of the matrix counts the items of `b`: each column begins one above the last.
      var (up, down): (UInt64, UInt64) = (1, 0)
      for block in 0..<blocks {
        let (p, m) = (plus[block], minus[block])
        let vertical = equal[block] | m
        let matched = equal[block] | down
        let diagonal = (((matched & p) &+ p) ^ p) | matched
        var rise = m | ~(diagonal | p)
        var fall = p & diagonal
        if block == blocks - 1 {
          if rise & last != 0 { distance += 1 }
          if fall & last != 0 { distance -= 1 }
        }
        let carry = (rise >> 63, fall >> 63)
        rise = rise << 1 | up
        fall = fall << 1 | down
        (up, down) = carry
        plus[block] = fall | ~(vertical | rise)
        minus[block] = rise & vertical
      }
    }
    return distance
  }
}
