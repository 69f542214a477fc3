import CICU
import NoticeText

/// Where the words of a text stand: the longest runs of letters, digits and combining marks.
///
/// The one definition of a word for indexing, for queries and for marking hits. What joins words in Unicode
/// (zero-width joiners, soft hyphens) stands inside a word as a letter would and is left out of its term.
package struct WordScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let classes: WordClasses

  package init(_ text: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.text = text
    index = start
    classes = .shared
  }

  /// The next word, as UTF-8 bytes of the text; `nil` at the end.
  @inline(__always)
  package mutating func next() -> Range<Int>? {
    let count = text.count
    var index = index
    while index < count {
      let byte = text[index]
      if byte < 0x80 {
        if classes.ascii[Int(byte)] { break }
        index &+= 1
      } else {
        let (isWord, length) = classes.look(text, index)
        if isWord { break }
        index &+= length
      }
    }
    guard index < count else {
      self.index = index
      return nil
    }
    let start = index
    while index < count {
      let byte = text[index]
      if byte < 0x80 {
        if !classes.ascii[Int(byte)] { break }
        index &+= 1
      } else {
        let (isWord, length) = classes.look(text, index)
        if !isWord { break }
        index &+= length
      }
    }
    self.index = index
    return start..<index
  }
}

/// Which scalars are parts of words.
struct WordClasses: @unchecked Sendable {
  static let shared = WordClasses()

  let ascii: UnsafePointer<Bool>
  /// Below `tableSize`.
  private let table: UnsafePointer<Bool>
  /// Here, for a constant of another module costs a call.
  private let tableSize: UInt32

  private init() {
    tableSize = UInt32(Letter.tableSize)
    let table = UnsafeMutablePointer<Bool>.allocate(capacity: Letter.tableSize)  // never freed: one a process
    for scalar in 0..<Letter.tableSize { table[scalar] = Self.isWord(UInt32(scalar)) }
    self.table = UnsafePointer(table)
    ascii = UnsafePointer(table)
  }

  @inline(__always)
  func look(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> (isWord: Bool, length: Int) {
    let (scalar, length) = UTF8Bytes.decode(text, at: index)
    if scalar < tableSize { return (table[Int(scalar)], length) }
    return (Self.isRareWord(scalar), length)
  }

  @inline(never)
  private static func isRareWord(_ scalar: UInt32) -> Bool {
    // Quotes and dashes, all but the joiners.
    if scalar >= 0x2010, scalar < 0x2060 { return false }
    return scalar != UTF8Bytes.invalid && isWord(scalar)
  }

  static func isJoiner(_ scalar: UInt32) -> Bool {
    scalar == 0xAD || (0x200B...0x200D).contains(scalar) || scalar == 0x2060 || scalar == 0xFEFF
  }

  /// Letters, marks and numbers by Unicode's general category.
  private static func isWord(_ scalar: UInt32) -> Bool {
    (1...11).contains(ci_category(scalar)) || isJoiner(scalar)
  }
}
