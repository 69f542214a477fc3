import NoticeText

/// The letters of a line without marks, case, blanks, signs and digits.
struct LineLetters {
  /// `a` = 1 … `z` = 26.
  private(set) var codes: [UInt8] = []
  private(set) var isCapital: [Bool] = []
  /// How many letters of the first word: up to the first blank or sign after a letter.
  private(set) var firstWord = 0
  private(set) var hasDigit = false
  private var isFirstWordOver = false

  /// - Complexity: O(bytes).
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    codes.reserveCapacity(range.count)
    isCapital.reserveCapacity(range.count)
    let line = UnsafeBufferPointer(rebasing: bytes[range])
    var index = 0
    while index < line.count {
      let (scalar, length) = UTF8Bytes.decode(line, at: index)
      index += length
      guard scalar < UInt32(Letter.tableSize) else {
        isFirstWordOver = !codes.isEmpty
        continue
      }
      let entry = Letter.table[Int(scalar)]
      switch entry >> 11 {
      case Letter.Class.letter.rawValue:
        codes.append(UInt8(entry & 31))
        isCapital.append(entry >> 10 & 1 != 0)
        if !isFirstWordOver { firstWord += 1 }
      case Letter.Class.combining.rawValue: break  // a mark of the letter before it
      default:
        if entry >> 11 == Letter.Class.digit.rawValue { hasDigit = true }
        if !codes.isEmpty { isFirstWordOver = true }
      }
    }
  }

  /// Whether nearly all of the letters are capitals.
  func isCaps(_ range: Range<Int>? = nil) -> Bool {
    let range = range ?? 0..<codes.count
    let capitals = isCapital[range].reduce(0) { $0 + ($1 ? 1 : 0) }
    return capitals > 0 && capitals * 5 >= range.count * 4
  }

  func starts(with letters: StaticString) -> Bool {
    letters.withUTF8Buffer { letters in
      codes.count >= letters.count && letters.indices.allSatisfy { letters[$0] & 31 == codes[$0] }
    }
  }

  func firstWord(is letters: StaticString) -> Bool {
    firstWord == letters.utf8CodeUnitCount && starts(with: letters)
  }
}
