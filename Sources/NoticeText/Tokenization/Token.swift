/// One token: 16 bytes, no string.
///
/// Tokens ascend and do not overlap; what lies between two of them is blanks and layout marks. Offsets
/// are UTF-8 bytes of the normalised text.
package struct Token: Sendable {
  package enum Kind: UInt16, Sendable {
    /// After the last token; the tokeniser appends several, so that looking ahead needs no check.
    case end
    /// Letters.
    case word
    /// ASCII digits; `key` is the value, saturated.
    case number
    /// One punctuation mark, or a run of the same one; `key` is its scalar, dashes as `-`, slashes as `/`,
    /// quotes as `"`.
    case punctuation
  }

  /// What stands before the token, and how it is written.
  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Blanks or a line break before it.
    package static let space = Flags(rawValue: 1)
    /// First of its line.
    package static let newline = Flags(rawValue: 2)
    /// An empty line before it (`newline` is set too).
    package static let blank = Flags(rawValue: 4)
    /// Three or more blanks, or a tab, before it on its line.
    package static let wide = Flags(rawValue: 8)
    /// The first letter is upper case.
    package static let upper = Flags(rawValue: 16)
    /// All letters are upper case.
    package static let caps = Flags(rawValue: 32)
    /// The tone is written in the new style: `hoà`, `uỷ`.
    package static let newTone = Flags(rawValue: 64)
    /// Inside Markdown's `**`.
    package static let bold = Flags(rawValue: 128)
    /// First of a table cell.
    package static let cell = Flags(rawValue: 256)
    /// A ruled line, or the Party's `*`, stands before it.
    package static let rule = Flags(rawValue: 512)
    /// First of a Markdown heading.
    package static let heading = Flags(rawValue: 1024)
  }

  package var start: UInt32
  package var length: UInt16
  private var bits: UInt16
  package var key: WordKey

  @inline(__always)
  init(start: UInt32, length: UInt16, kind: Kind, flags: Flags, key: UInt64) {
    self.start = start
    self.length = length
    self.bits = kind.rawValue | flags.rawValue << 4
    self.key = WordKey(bits: key)
  }

  @inline(__always)
  package var kind: Kind { Kind(rawValue: bits & 3) ?? .end }
  @inline(__always)
  package var flags: Flags {
    get { Flags(rawValue: bits >> 4) }
    set { bits = bits & 15 | newValue.rawValue << 4 }
  }
  @inline(__always)
  package var end: Int { Int(start) &+ Int(length) }
  @inline(__always)
  package func has(_ flag: Flags) -> Bool { bits >> 4 & flag.rawValue != 0 }
  /// The value of a number, saturated at 2⁶²; 0 for anything else.
  package var number: Int { kind == .number ? Int(key.bits) : 0 }
  /// Whether it is the punctuation mark `mark` (canonical: `-`, `/`, `"`).
  @inline(__always)
  package func isMark(_ mark: UInt8) -> Bool {
    bits & 3 == Kind.punctuation.rawValue && key.bits == UInt64(mark)
  }
}
