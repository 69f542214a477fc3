/// How many letters have to be inserted, dropped, changed or swapped with their neighbour to make one word another.
///
/// Words that come in the order of their letters share the rows of what they begin with alike, so that a whole
/// dictionary costs few rows (optimal string alignment; Damerau 1964, Levenshtein 1965).
struct EditDistance {
  private let word: [UInt32]
  private let limit: Int
  /// The letters of the word walked last, and behind each the row of the table.
  private var letters: [UInt32] = []
  private var bytes: [UInt8] = []
  private var rows: [[Int]]

  init(_ word: [UInt8], limit: Int) {
    self.word = Self.scalars(word)
    self.limit = limit
    rows = [Array(0...self.word.count)]
  }

  enum Result: Equatable {
    /// No word that begins with the first so many bytes comes near.
    case dead(bytes: Int)
    case far
    case near(Int)
  }

  mutating func reset() {
    letters = []
    bytes = []
    rows.removeLast(rows.count - 1)
  }

  /// - Complexity: O(letters not shared with the word before × length).
  mutating func walk(_ other: [UInt8]) -> Result {
    var shared = 0
    while shared < min(bytes.count, other.count), bytes[shared] == other[shared] { shared += 1 }
    // Back to the start of a letter.
    while shared > 0, shared < other.count, other[shared] & 0xC0 == 0x80 { shared -= 1 }
    var depth = 0
    for byte in other[..<shared] where byte & 0xC0 != 0x80 { depth += 1 }
    letters.removeLast(letters.count - min(depth, letters.count))
    rows.removeLast(rows.count - 1 - letters.count)
    depth = letters.count
    var offset = 0
    var seen = 0
    while seen < depth {
      offset += 1
      while offset < other.count, other[offset] & 0xC0 == 0x80 { offset += 1 }
      seen += 1
    }
    while offset < other.count {
      let (scalar, length) = Self.decode(other, offset)
      offset += length
      append(scalar)
      if let row = rows.last, let least = row.min(), least > limit {
        bytes = Array(other[..<offset])
        return .dead(bytes: offset)
      }
    }
    bytes = other
    guard let distance = rows.last?.last, distance <= limit else { return .far }
    return .near(distance)
  }

  private mutating func append(_ letter: UInt32) {
    let above = rows[rows.count - 1]
    var row = [above[0] + 1]
    row.reserveCapacity(word.count + 1)
    for index in 0..<word.count {
      var best = min(above[index + 1], row[index]) + 1
      best = min(best, above[index] + (word[index] == letter ? 0 : 1))
      if index > 0, rows.count > 1, word[index] == letters[letters.count - 1], word[index - 1] == letter {
        best = min(best, rows[rows.count - 2][index - 1] + 1)
      }
      row.append(best)
    }
    letters.append(letter)
    rows.append(row)
  }

  /// The distance to one word; `nil` beyond the limit.
  mutating func distance(_ other: [UInt8]) -> Int? {
    reset()
    if case .near(let distance) = walk(other) { return distance }
    return nil
  }

  private static func scalars(_ word: [UInt8]) -> [UInt32] {
    var out: [UInt32] = []
    var offset = 0
    while offset < word.count {
      let (scalar, length) = decode(word, offset)
      out.append(scalar)
      offset += length
    }
    return out
  }

  /// Terms are valid UTF-8; of what is not, each byte is a letter.
  private static func decode(_ word: [UInt8], _ offset: Int) -> (UInt32, Int) {
    let first = UInt32(word[offset])
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = first
    for index in 1..<max(1, min(length, word.count - offset)) {
      value = value << 8 | UInt32(word[offset + index])
    }
    return (value, min(length, word.count - offset))
  }
}

/// A word with `*` for any letters and `?` for one.
struct WordPattern {
  private let parts: [UInt32]
  /// The letters before the first `*` or `?`.
  let head: [UInt8]

  private static let any = UInt32(UInt8(ascii: "*"))
  private static let one = UInt32(UInt8(ascii: "?"))

  /// - Parameter term: A term that may have `*` and `?` among its letters.
  init(_ term: [UInt8]) {
    parts = String(decoding: term, as: UTF8.self).unicodeScalars.map(\.value)
    head = Array(term.prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "?") })
  }

  /// - Complexity: O(pattern × term).
  func matches(_ term: [UInt8]) -> Bool {
    let letters = String(decoding: term, as: UTF8.self).unicodeScalars.map(\.value)
    var part = 0
    var letter = 0
    var star = -1
    var retry = 0
    while letter < letters.count {
      if part < parts.count, parts[part] == Self.any {
        star = part
        retry = letter
        part += 1
      } else if part < parts.count, parts[part] == Self.one || parts[part] == letters[letter] {
        part += 1
        letter += 1
      } else if star >= 0 {
        // The last star takes one letter more.
        retry += 1
        letter = retry
        part = star + 1
      } else {
        return false
      }
    }
    while part < parts.count, parts[part] == Self.any { part += 1 }
    return part == parts.count
  }
}
