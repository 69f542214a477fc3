/// A phrase that is found through damage, in letters without marks, case, blanks and signs.
///
/// Myers' bit-parallel search (1999): one step a letter, whatever the damage.
struct LetterPattern: Sendable {
  /// At most 64.
  let count: Int
  /// How many letters may be another, too many or missing.
  let limit: Int
  /// For each of 27 letter codes where it stands, a bit a place; `a` = 1, 0 for none of them.
  private let places: [UInt64]

  /// - Parameter letters: `doclaptudohanhphuc`: `a` to `z`, between 1 and 64.
  init(_ letters: StaticString, limit: Int) {
    var places = [UInt64](repeating: 0, count: 32)
    var count = 0
    letters.withUTF8Buffer { letters in
      count = min(letters.count, 64)
      for (index, letter) in letters.prefix(64).enumerated() {
        places[Int(letter & 31)] |= 1 << UInt64(index)
      }
    }
    self.count = count
    self.limit = limit
    self.places = places
  }

  /// Where the closest stretch of `letters` ends, beyond its last letter; `nil` if none is close enough.
  ///
  /// - Complexity: O(letters).
  func end(in letters: [UInt8]) -> Int? {
    if letters.count + limit < count { return nil }
    let last: UInt64 = 1 << UInt64(count - 1)
    var (more, less) = (UInt64.max, UInt64(0))
    var distance = count
    var best = (distance: limit + 1, end: 0)
    for (index, letter) in letters.enumerated() {
      // `distance` is that of the whole pattern to the closest stretch that ends here.
      let equal = places[Int(letter & 31)]
      let vertical = equal | less
      let horizontal = (((equal & more) &+ more) ^ more) | equal
      var up = less | ~(horizontal | more)
      var down = more & horizontal
      if up & last != 0 { distance += 1 } else if down & last != 0 { distance -= 1 }
      up <<= 1
      down <<= 1
      more = down | ~(vertical | up)
      less = up & vertical
      if distance < best.distance { best = (distance, index + 1) }
    }
    return best.distance <= limit ? best.end : nil
  }
}
