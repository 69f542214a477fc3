/// How many letters are inserted, dropped or changed between two words.
package enum EditRow {
  /// - Parameter limit: Beyond it any number may be returned that is beyond it, too.
  /// - Complexity: O(left × right); words are short.
  /// - Source: Levenshtein 1965; a row at a time (Wagner and Fischer 1974).
  package static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int = .max) -> Int {
    let difference = abs(left.count - right.count)
    if difference > limit { return difference }
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      var least = row[0]
      for (j, other) in right.enumerated() {
        let best = min(row[j] + 1, row[j + 1] + 1, diagonal + (letter == other ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = best
        least = min(least, best)
      }
      if least > limit { return least }
    }
    return row[right.count]
  }
}
