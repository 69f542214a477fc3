/// How many letters have to be inserted, dropped, changed or swapped with their neighbour to make one word another.
///
/// Words that come in the order of their letters share the rows of what they begin with alike, so that a whole
/// dictionary costs few rows (optimal string alignment; Damerau 1964, Levenshtein 1965).
struct EditDistance: ~Copyable {
  private let word: [UInt32]
  private let limit: Int32
  /// The bytes of the word walked last.
  private var bytes: [UInt8] = []
  /// By letter of that word: the letter, and where its bytes end.
  private var letters: [UInt32] = []
  private var ends: [Int] = []
  /// Row after row, the first one of no letter.
  private let rows: UnsafeMutablePointer<Int32>
  private let width: Int
  /// Longer words are too far from any other.
  private let mostLetters: Int

  init(_ word: [UInt8], limit: Int) {
    self.word = Self.scalars(word)
    self.limit = Int32(limit)
    width = self.word.count + 1
    mostLetters = self.word.count + limit + 1
    rows = .allocate(capacity: width * (mostLetters + 1))
    for index in 0..<width { rows[index] = Int32(index) }
  }

  deinit { rows.deallocate() }

  enum Result: Equatable {
    /// Too far, and so are all words before `next`; empty if all that follow are.
    case dead
    case far
    case near(Int)
  }

  mutating func reset() {
    letters.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// - Complexity: O(letters not shared with the word before × length).
  mutating func walk(_ other: UnsafeBufferPointer<UInt8>) -> Result {
    var shared = 0
    let most = min(bytes.count, other.count)
    while shared < most, bytes[shared] == other[shared] { shared &+= 1 }
    while let end = ends.last, end > shared {
      ends.removeLast()
      letters.removeLast()
    }
    var offset = ends.last ?? 0
    bytes.removeLast(bytes.count - offset)
    while offset < other.count {
      let (scalar, length) = Self.decode(other, offset)
      let end = offset + length
      while offset < end {
        bytes.append(other[offset])
        offset += 1
      }
      if append(scalar, end) > limit {
        findNext(after: scalar)
        return .dead
      }
    }
    let distance = rows[letters.count * width + width - 1]
    return distance <= limit ? .near(Int(distance)) : .far
  }

  /// Where to go on after a dead end: the bytes of the first words that may come near again.
  private(set) var next: [UInt8] = []

  /// Finds `next`, the last letter having led to a dead end.
  ///
  /// Where all edits are used up, only the letters that go on with the word do, and those that swap two of it; so
  /// few words are looked at of all that begin alike.
  private mutating func findNext(after letter: UInt32) {
    let depth = letters.count - 1
    let start = depth > 0 ? ends[depth - 1] : 0
    let row = rows + depth * width
    var best: UInt32?
    func offer(_ candidate: UInt32) {
      if candidate > letter, best.map({ candidate < $0 }) ?? true { best = candidate }
    }
    var least = Int32.max
    for index in 0..<width { least = min(least, row[index]) }
    if least < limit {
      // Any letter may follow: the next one in order.
      next = Array(bytes)
      Self.step(&next)
      return
    }
    for index in 0..<word.count where row[index] <= limit { offer(word[index]) }
    if depth > 0 {
      let before = letters[depth - 1]
      for index in 1..<max(1, word.count) where word[index] == before && row[index - 1 - width] < limit {
        offer(word[index - 1])
      }
    }
    next = Array(bytes[..<start])
    if let best {
      var shift: UInt32 = best > 0xFF_FFFF ? 24 : best > 0xFFFF ? 16 : best > 0xFF ? 8 : 0
      while true {
        next.append(UInt8(truncatingIfNeeded: best >> shift))
        if shift == 0 { break }
        shift -= 8
      }
    } else {
      Self.step(&next)
    }
  }

  /// The first bytes behind all that begin with these; empty if there are none.
  private static func step(_ bytes: inout [UInt8]) {
    while let last = bytes.last {
      if last < 0xFF {
        bytes[bytes.count - 1] = last + 1
        return
      }
      bytes.removeLast()
    }
  }

  /// Adds a letter's row and returns its least number.
  private mutating func append(_ letter: UInt32, _ end: Int) -> Int32 {
    guard letters.count < mostLetters else { return .max }
    let above = rows + letters.count * width
    let row = above + width
    row[0] = above[0] &+ 1
    var least = row[0]
    let before = letters.last
    for index in 0..<word.count {
      var best = min(above[index &+ 1], row[index]) &+ 1
      best = min(best, above[index] &+ (word[index] == letter ? 0 : 1))
      if index > 0, word[index] == before, word[index &- 1] == letter {
        best = min(best, above[index &- 1 &- width] &+ 1)
      }
      row[index &+ 1] = best
      least = min(least, best)
    }
    letters.append(letter)
    ends.append(end)
    return least
  }

  mutating func distance(_ other: [UInt8]) -> Int? { other.withUnsafeBufferPointer { distance($0) } }

  /// The distance to one word; `nil` beyond the limit.
  mutating func distance(_ other: UnsafeBufferPointer<UInt8>) -> Int? {
    reset()
    if case .near(let distance) = walk(other) { return distance }
    return nil
  }

  private static func scalars(_ word: [UInt8]) -> [UInt32] {
    word.withUnsafeBufferPointer { word in
      var out: [UInt32] = []
      var offset = 0
      while offset < word.count {
        let (scalar, length) = decode(word, offset)
        out.append(scalar)
        offset += length
      }
      return out
    }
  }

  /// A letter as a number that no other has. Terms are valid UTF-8; of what is not, each byte is a letter.
  @inline(__always)
  private static func decode(_ word: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (UInt32, Int) {
    let first = UInt32(word[offset])
    if first < 0xC0 { return (first, 1) }
    let length = min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, word.count - offset)
    var value = first
    for index in 1..<max(1, length) { value = value << 8 | UInt32(word[offset + index]) }
    return (value, length)
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

  func matches(_ term: [UInt8]) -> Bool { term.withUnsafeBufferPointer { matches($0) } }

  /// - Complexity: O(pattern × term).
  func matches(_ term: UnsafeBufferPointer<UInt8>) -> Bool {
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
