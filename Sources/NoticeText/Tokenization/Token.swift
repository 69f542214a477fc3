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
    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Blanks or a line break before it.
    @inlinable package static var space: Flags { Flags(rawValue: 1) }
    /// First of its line.
    @inlinable package static var newline: Flags { Flags(rawValue: 2) }
    /// An empty line before it (`newline` is set too).
    @inlinable package static var blank: Flags { Flags(rawValue: 4) }
    /// Three or more blanks, or a tab, before it on its line.
    @inlinable package static var wide: Flags { Flags(rawValue: 8) }
    /// The first letter is upper case.
    @inlinable package static var upper: Flags { Flags(rawValue: 16) }
    /// All letters are upper case.
    @inlinable package static var caps: Flags { Flags(rawValue: 32) }
    /// The tone is written in the new style: `hoà`, `uỷ`.
    @inlinable package static var newTone: Flags { Flags(rawValue: 64) }
    /// Inside Markdown's `**`.
    @inlinable package static var bold: Flags { Flags(rawValue: 128) }
    /// First of a table cell.
    @inlinable package static var cell: Flags { Flags(rawValue: 256) }
    /// A ruled line, or the Party's `*`, stands before it.
    @inlinable package static var rule: Flags { Flags(rawValue: 512) }
    /// First of a Markdown heading.
    @inlinable package static var heading: Flags { Flags(rawValue: 1024) }
  }

  package var start: UInt32
  package var length: UInt16
  @usableFromInline package var bits: UInt16
  package var key: WordKey

  @inline(__always)
  init(start: UInt32, length: UInt16, kind: Kind, flags: Flags, key: UInt64) {
    self.start = start
    self.length = length
    self.bits = kind.rawValue | flags.rawValue << 4
    self.key = WordKey(bits: key)
  }

  @inlinable @inline(__always)
  package var kind: Kind { Kind(rawValue: bits & 3) ?? .end }
  @inlinable @inline(__always)
  package var flags: Flags {
    get { Flags(rawValue: bits >> 4) }
    set { bits = bits & 15 | newValue.rawValue << 4 }
  }
  @inlinable @inline(__always)
  package var end: Int { Int(start) &+ Int(length) }
  @inlinable @inline(__always)
  package func has(_ flag: Flags) -> Bool { bits >> 4 & flag.rawValue != 0 }
  /// The value of a number, saturated at 2⁶²; 0 for anything else.
  @inlinable package var number: Int { kind == .number ? Int(key.bits) : 0 }
  /// Whether it is the punctuation mark `mark` (canonical: `-`, `/`, `"`).
  @inlinable @inline(__always)
  package func isMark(_ mark: UInt8) -> Bool {
    bits & 3 == Kind.punctuation.rawValue && key.bits == UInt64(mark)
  }
}
