import CICU

/// The letters of Vietnamese: what each code point below U+2000 is to the tokeniser, in one table.
///
/// An entry of the table is 16 bits: bits 0…6 the letter code (five bits base letter, `a` = 1; two bits
/// quality: circumflex 1, breve or horn 2, stroke 3), bits 7…9 the tone, bit 10 upper case, bits 11…13
/// the class.
package enum Letter {
  /// thanh điệu, in the order of the table's three bits.
  package enum Tone: UInt8, CaseIterable, Sendable {
    case ngang, huyen, sac, hoi, nga, nang
  }

  package enum Class: UInt16 {
    case other, letter, digit, space, newline, foreignLetter, combining
  }

  package static let tableSize = 0x2000

  struct Table: @unchecked Sendable {
    /// Never freed: one table a process.
    let entries: UnsafePointer<UInt16>
  }

  /// Every Vietnamese vowel row: ngang, huyền, sắc, hỏi, ngã, nặng; lower case.
  private static let vowels = [
    "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị", "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ",
    "ưừứửữự", "yỳýỷỹỵ",
  ]
  private static let qualities: [Character: (base: Character, quality: UInt16)] = [
    "ă": ("a", 2), "â": ("a", 1), "ê": ("e", 1), "ô": ("o", 1), "ơ": ("o", 2), "ư": ("u", 2), "đ": ("d", 3),
  ]

  static func code(base: Character, quality: UInt16) -> UInt16 {
    UInt16((base.asciiValue ?? 96) - 96) | quality << 5
  }

  package static var table: UnsafePointer<UInt16> { shared.entries }
  private static let shared = Table(entries: build())

  /// The letters of a word, to be added up: by code point below `tableSize`, `Sum.other` for what is none.
  ///
  /// Bits 0…6 are the letter code; bits 10…15 count capitals, bits 16…21 add up tones (with one tone, that is the
  /// tone), bits 22…25 count them. Eight letters overflow no field into the next.
  static var sums: UnsafePointer<UInt32> { sharedSums.entries }
  private static let sharedSums = Sums()

  struct Sum {
    /// Of everything but Vietnamese letters.
    static let other: UInt32 = 1 << 31

    var bits: UInt32 = 0
    @inline(__always) var capitals: UInt32 { bits >> 10 & 63 }
    @inline(__always) var tone: UInt32 { bits >> 16 & 63 }
    @inline(__always) var tones: UInt32 { bits >> 22 & 15 }
  }

  private struct Sums: @unchecked Sendable {
    /// Never freed: one table a process.
    let entries: UnsafePointer<UInt32>

    init() {
      let sums = UnsafeMutablePointer<UInt32>.allocate(capacity: tableSize)
      for scalar in 0..<tableSize {
        let entry = UInt32(table[scalar])
        let tone = entry >> 7 & 7
        sums[scalar] =
          entry >> 11 == UInt32(Class.letter.rawValue)
          ? entry & 0x7F | (entry >> 10 & 1) << 10 | tone << 16 | (tone == 0 ? 0 : 1) << 22 : Sum.other
      }
      entries = UnsafePointer(sums)
    }
  }

  private static func build() -> UnsafePointer<UInt16> {
    let entries = UnsafeMutablePointer<UInt16>.allocate(capacity: tableSize)
    entries.initialize(repeating: 0, count: tableSize)
    func put(_ scalar: UInt32, _ code: UInt16, _ tone: Int, upper: Bool) {
      entries[Int(scalar)] = code | UInt16(tone) << 7 | (upper ? 1 << 10 : 0) | Class.letter.rawValue << 11
    }
    for scalar in UInt32(0)..<UInt32(tableSize) {
      let category = ci_category(scalar)
      let kind: Class
      switch category {
      case 1, 2, 3, 4, 5: kind = .foreignLetter
      case 6, 7, 8: kind = .combining
      case 12, 15: kind = .space
      default: kind = .other
      }
      entries[Int(scalar)] = kind.rawValue << 11
    }
    // ˆ ˇ ˉ ˊ ˋ are letters to Unicode; alone, as OCR leaves them, they are none.
    for accent in 0x2C6...0x2CB { entries[accent] = Class.other.rawValue << 11 }
    for digit in UInt32(48)...57 { entries[Int(digit)] = Class.digit.rawValue << 11 }
    for newline in [10, 11, 12, 13, 0x85] { entries[newline] = Class.newline.rawValue << 11 }
    for scalar in UInt32(97)...122 {
      let code = UInt16(scalar - 96)
      put(scalar, code, 0, upper: false)
      put(scalar - 32, code, 0, upper: true)
    }
    for row in vowels {
      guard let plain = row.first else { continue }
      let (base, quality) = qualities[plain] ?? (plain, 0)
      for (tone, letter) in row.unicodeScalars.enumerated() {
        put(letter.value, code(base: base, quality: quality), tone, upper: false)
        let upper = letter.properties.uppercaseMapping.unicodeScalars
        if let first = upper.first { put(first.value, code(base: base, quality: quality), tone, upper: true) }
      }
    }
    put(0x111, code(base: "d", quality: 3), 0, upper: false)
    put(0x110, code(base: "d", quality: 3), 0, upper: true)
    return UnsafePointer(entries)
  }

  /// The scalar of a letter code with a tone, or nil if there is none (`b` with a tone).
  static func scalar(code: UInt16, tone: UInt16, upper: Bool) -> UInt32? {
    composed[UInt32(code) | UInt32(tone) << 7 | (upper ? 1 << 10 : 0)]
  }

  private static let composed: [UInt32: UInt32] = {
    var out: [UInt32: UInt32] = [:]
    for scalar in 0..<tableSize where table[scalar] >> 11 == Class.letter.rawValue {
      out[UInt32(table[scalar] & 0x7FF)] = UInt32(scalar)
    }
    return out
  }()
}
