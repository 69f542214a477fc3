import NoticeText

/// What a scalar is to a query; words are made of what the analyser makes them of.
enum QueryScalar {
  /// A letter, a digit or a mark on a letter.
  static func isWord(_ scalar: UInt32) -> Bool {
    guard scalar >= UInt32(Letter.tableSize) else {
      switch Letter.Class(rawValue: Letter.table[Int(scalar)] >> 11) {
      case .letter, .digit, .foreignLetter, .combining: return true
      default: return false
      }
    }
    if 0x2010...0x206F ~= scalar { return false }
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .enclosingMark, .spacingMark:
      return true
    default: return false
    }
  }

  static func isBlank(_ scalar: UInt32) -> Bool {
    if scalar < UInt32(Letter.tableSize) {
      let kind = Letter.table[Int(scalar)] >> 11
      return kind == Letter.Class.space.rawValue || kind == Letter.Class.newline.rawValue
    }
    switch scalar {
    case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }

  /// What closes the quotes that `scalar` opens; `nil` if it opens none.
  static func closingQuote(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x22: 0x22
    case 0x201C: 0x201D
    case 0xAB: 0xBB
    default: nil
    }
  }

  /// Whether `scalar` between two letters or digits makes one word of them: `COVID-19`, `18-CT/TU`, `LĐTB&XH`; a
  /// point or a comma between digits only: `1.234`.
  static func isJoiner(_ scalar: UInt32, between before: UInt32, and after: UInt32) -> Bool {
    switch scalar {
    case 0x26, 0x27, 0x2D, 0x2F, 0x40, 0x5F, 0x2010...0x2015, 0x2019, 0x2044, 0x2212, 0x2215: true
    case 0x2C, 0x2E: 48...57 ~= before && 48...57 ~= after
    default: false
    }
  }
}
