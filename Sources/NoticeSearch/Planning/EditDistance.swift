/// How many letters have to be inserted, dropped, changed or swapped with their neighbour to make one word another.
///
/// Words that come in the order of their letters share the rows of what they begin with alike, so that a whole
/// dictionary costs few rows (optimal string alignment; Damerau 1964, Levenshtein 1965).
struct EditDistance: ~Copyable {
  private let word: [UInt32]
  private let limit: Int32
  /// The bytes of the word walked last, as far as it was looked at.
  private let bytes: UnsafeMutablePointer<UInt8>
  /// By letter of that word: the letter, and where its bytes end.
  private let letters: UnsafeMutablePointer<UInt32>
  private let ends: UnsafeMutablePointer<Int>
  private var count = 0
  private let nextBytes: UnsafeMutablePointer<UInt8>
  private var nextCount = 0
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
    bytes = .allocate(capacity: 4 * mostLetters)
    nextBytes = .allocate(capacity: 4 * mostLetters)
    letters = .allocate(capacity: mostLetters)
    ends = .allocate(capacity: mostLetters)
    for index in 0..<width { rows[index] = Int32(index) }
  }

  deinit {
    rows.deallocate()
    bytes.deallocate()
    nextBytes.deallocate()
    letters.deallocate()
    ends.deallocate()
  }

  enum Result: Equatable {
    /// Too far, and so are all words before `next`; empty if all that follow are.
    case dead
    case far
    case near(Int)
  }

  mutating func reset() { count = 0 }

  /// Bytes of the word walked last that were looked at.
  private var length: Int { count == 0 ? 0 : ends[count &- 1] }

  /// - Complexity: O(letters not shared with the word before × length).
  mutating func walk(_ other: UnsafeBufferPointer<UInt8>) -> Result {
    var shared = 0
    let most = min(length, other.count)
    while shared < most, bytes[shared] == other[shared] { shared &+= 1 }
    while length > shared { count &-= 1 }
    var offset = length
    while offset < other.count {
      let (letter, size) = Self.decode(other, offset)
      guard count < mostLetters else { return .far }
      for place in offset..<offset &+ size { bytes[place] = other[place] }
      offset &+= size
      if append(letter, offset) > limit {
        findNext(after: letter)
        return .dead
      }
    }
    let distance = rows[count &* width &+ width &- 1]
    return distance <= limit ? .near(Int(distance)) : .far
  }

  /// Where to go on after a dead end: the bytes of the first words that may come near again; valid until the next walk.
  var next: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nextBytes, count: nextCount) }

  /// Finds `next`, the last letter having led to a dead end.
  ///
  /// Where all edits are used up, only the letters that go on with the word do, and those that swap two of it; so
  /// few words are looked at of all that begin alike.
  private mutating func findNext(after letter: UInt32) {
    let depth = count - 1
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
      setNext(length)
      step()
      return
    }
    for index in 0..<word.count where row[index] <= limit { offer(word[index]) }
    if depth > 0 {
      let before = letters[depth - 1]
      for index in 1..<max(1, word.count) where word[index] == before && row[index - 1 - width] < limit {
        offer(word[index - 1])
      }
    }
    setNext(start)
    if let best {
      var shift: UInt32 = best > 0xFF_FFFF ? 24 : best > 0xFFFF ? 16 : best > 0xFF ? 8 : 0
      while true {
        nextBytes[nextCount] = UInt8(truncatingIfNeeded: best >> shift)
        nextCount &+= 1
        if shift == 0 { break }
        shift -= 8
      }
    } else {
      step()
    }
  }

  /// The first bytes of the word.
  private mutating func setNext(_ count: Int) {
    nextBytes.update(from: bytes, count: count)
    nextCount = count
  }

  /// The first bytes behind all that begin with `next`; empty if there are none.
  private mutating func step() {
    while nextCount > 0 {
      if nextBytes[nextCount &- 1] < 0xFF {
        nextBytes[nextCount &- 1] &+= 1
        return
      }
      nextCount &-= 1
    }
  }

  /// Adds a letter's row and returns its least number.
  private mutating func append(_ letter: UInt32, _ end: Int) -> Int32 {
    let above = rows + count &* width
    let row = above + width
    row[0] = above[0] &+ 1
    var least = row[0]
    let before: UInt32? = count > 0 ? letters[count &- 1] : nil
    for index in 0..<word.count {
      var best = min(above[index &+ 1], row[index]) &+ 1
      best = min(best, above[index] &+ (word[index] == letter ? 0 : 1))
      if index > 0, word[index] == before, word[index &- 1] == letter {
        best = min(best, above[index &- 1 &- width] &+ 1)
      }
      row[index &+ 1] = best
      least = min(least, best)
    }
    letters[count] = letter
    ends[count] = end
    count &+= 1
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
