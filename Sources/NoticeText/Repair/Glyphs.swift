/// A damaged word letter by letter, as the confusion model sees it: the letters without case and tone, and the
/// tones that stand on them.
///
/// A letter is a code of seven bits as in `Letter`; what is no Vietnamese letter (`(`, `'`, a digit) has a code
/// with a base letter above 26, see `code(of:)`.
struct Glyphs: Hashable, Sendable {
  typealias Code = UInt8

  private(set) var codes: [Code] = []
  /// The tone marks in the order of the letters, `ngang` left out.
  private(set) var tones: [UInt8] = []

  init() {}

  /// The glyphs of `text` (UTF-8).
  ///
  /// - Complexity: O(bytes).
  init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, size) = UTF8Bytes.decode(text, at: index)
      append(scalar)
      index &+= size
    }
  }

  init(_ word: String) {
    for scalar in word.unicodeScalars { append(scalar.value) }
  }

  mutating func append(_ other: Glyphs) {
    codes += other.codes
    tones += other.tones
  }

  private mutating func append(_ scalar: UInt32) {
    let (code, tone) = Self.glyph(scalar)
    codes.append(code)
    if tone != 0 { tones.append(tone) }
  }

  /// The code of a scalar, and its tone, 0 if it has none.
  static func glyph(_ scalar: UInt32) -> (code: Code, tone: UInt8) {
    if scalar < UInt32(Letter.tableSize) {
      let entry = Letter.table[Int(scalar)]
      if entry >> 11 == Letter.Class.letter.rawValue {
        return (Code(entry & 0x7F), UInt8(entry >> 7 & 7))
      }
    }
    return (code(ofMark: scalar), 0)
  }

  /// What OCR reads for letters, by shape; every other mark is one code.
  private static func code(ofMark scalar: UInt32) -> Code {
    switch scalar {
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x2B9, 0x2BC: 27
    case 0x28, 0x5B, 0x7B: 28
    case 0x29, 0x5D, 0x7D: 29
    case 0x7C, 0x21, 0xA1, 0xA6, 0x31: 30  // | ! ¡ ¦ 1
    case 0x30: 27 | 1 << 5
    case 0x35: 28 | 1 << 5
    case 0x36: 29 | 1 << 5
    case 0x37: 30 | 1 << 5
    case 0x38: 27 | 2 << 5
    case 0x2E, 0x2C, 0x3A, 0x3B: 28 | 2 << 5
    case 0xA9, 0xA2: 3  // © ¢: c
    case 0xF6, 0xD6: 15 | 1 << 5  // ö: ô
    case 0xEF, 0xCF, 0xEE, 0xCE, 0x131: 9  // ï î: i
    case 0xFF, 0x178: 25  // ÿ: y
    case 0xFC, 0xDC, 0xFB: 21  // ü: u
    case 0xE4, 0xE5, 0xC4: 1  // ä å: a
    case 0xEB, 0xCB: 5 | 1 << 5  // ë: ê
    case 0xF1, 0xD1: 14  // ñ: n
    case 0xE7, 0xC7: 3  // ç: c
    case 0xF0: 15  // ð: o
    default: 31 | 3 << 5
    }
  }

  /// How a code is written in `confusions.tsv`.
  static func text(_ code: Code) -> String {
    if let scalar = Letter.scalar(code: UInt16(code), tone: 0, upper: false),
      let letter = Unicode.Scalar(scalar)
    {
      return String(letter)
    }
    return marks[code] ?? "?"
  }

  private static let marks: [Code: String] = [
    27: "'", 28: "(", 29: ")", 30: "1", 27 | 1 << 5: "0", 28 | 1 << 5: "5", 29 | 1 << 5: "6",
    30 | 1 << 5: "7",
    27 | 2 << 5: "8", 28 | 2 << 5: ".",
  ]
}
