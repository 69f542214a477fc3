/// How many of a text's words with marks are Vietnamese syllables: what tells a right reading of bytes from a wrong
/// one.
///
/// Words of plain ASCII say nothing and do not count; nor do abbreviations that only have `Đ` (`HĐND`, `QĐ`).
struct SyllableTally {
  /// Words with a letter or a sign beyond ASCII.
  private(set) var marked = 0
  /// Those that are syllables.
  private(set) var valid = 0

  /// 0…1, lower for few words: five that are all right are just above the threshold.
  var confidence: Double { Double(valid) / (Double(marked) + 0.5) }
  /// 0…1 as counted; 0 where there are no words.
  var share: Double { marked == 0 ? 0 : Double(valid) / Double(marked) }

  private var key: UInt64 = 0
  private var letters: UInt64 = 0
  private var tones = 0
  private var isMarked = false
  private var isBad = false
  private var hasVowel = false
  /// A sign stands behind the letters: wrong, if more letters follow.
  private var hasSign = false
  private let table = SyllableTable.standard

  init() {}

  /// Of UTF-8; malformed bytes are parts of words that are no syllables.
  init(utf8 text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let (scalar, length) = UTF8Bytes.decode(buffer, at: index)
        if scalar == UTF8Bytes.invalid {
          addBad()
        } else {
          add(scalar, isMarked: scalar >= 0x80)
        }
        index += length
      }
    }
    endWord()
  }

  static func + (a: SyllableTally, b: SyllableTally) -> SyllableTally {
    var sum = SyllableTally()
    sum.marked = a.marked + b.marked
    sum.valid = a.valid + b.valid
    return sum
  }

  private mutating func addBad() {
    letters += 1
    isMarked = true
    isBad = true
  }

  mutating func add(_ scalar: UInt32, isMarked marked: Bool) {
    let entry = scalar < UInt32(Letter.tableSize) ? Letter.table[Int(scalar)] : 0
    switch Letter.Class(rawValue: entry >> 11) {
    case .letter?:
      if hasSign { isBad = true }
      if letters < 8 { key |= UInt64(entry & 0x7F) << (7 * letters) } else { isBad = true }
      letters += 1
      let tone = UInt64(entry >> 7 & 7)
      if tone != 0 {
        tones += 1
        key |= tone << 56
      }
      // a e i o u y
      if (1 << (entry & 31)) & 0x0220_8222 != 0 { hasVowel = true }
      if marked { isMarked = true }
    case .foreignLetter?, .combining?: addBad()
    default:
      // Signs of windows-1252 and control bytes may be letters of a legacy encoding, all others end a word.
      let isControl = scalar < 0x20 && !(0x09...0x0D).contains(scalar)
      if 0x80...0xFF ~= scalar && scalar != 0xA0 || Self.isSign(scalar) || isControl {
        isMarked = isMarked || marked || isControl
        if letters > 0 { hasSign = true }
      } else {
        endWord()
      }
    }
  }

  /// A sign that windows-1252 has in 0x80…0x9F, or that stands for no character at all.
  private static func isSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2C6, 0x2DC, 0x2013...0x203A, 0x20AC, 0x2122, 0xFFFD: true
    default: false
    }
  }

  mutating func endWord() {
    defer {
      (key, letters, tones, isMarked, isBad, hasVowel, hasSign) = (0, 0, 0, false, false, false, false)
    }
    guard isMarked, letters > 0 else { return }
    // One letter alone says little: it is a syllable in most readings.
    if letters == 1, hasVowel, !isBad { return }
    if !isBad, tones <= 1, table.isSyllable(WordKey(bits: key)) {
      marked += 1
      valid += 1
    } else if isBad || hasVowel {
      marked += 1
    }
  }
}
