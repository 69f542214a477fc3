/// One token: 16 bytes, no string.
///
/// Tokens ascend and do not overlap; what lies between two of them is blanks and layout marks. Offsets
/// are UTF-8 bytes of the normalised text.
@frozen public struct Token: Sendable {
  @frozen public enum Kind: UInt16, Sendable {
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
  @frozen public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// As the standard one, whose generic calls make up a tenth of parsing in a build that is not optimised.
    @inlinable public init(arrayLiteral elements: Flags...) {
      var all: UInt16 = 0
      for flag in elements { all |= flag.rawValue }
      rawValue = all
    }

    /// Blanks or a line break before it.
    @inlinable public static var space: Flags { Flags(rawValue: 1) }
    /// First of its line.
    @inlinable public static var newline: Flags { Flags(rawValue: 2) }
    /// An empty line before it (`newline` is set too).
    @inlinable public static var blank: Flags { Flags(rawValue: 4) }
    /// Three or more blanks, or a tab, before it on its line.
    @inlinable public static var wide: Flags { Flags(rawValue: 8) }
    /// The first letter is upper case.
    @inlinable public static var upper: Flags { Flags(rawValue: 16) }
    /// All letters are upper case.
    @inlinable public static var caps: Flags { Flags(rawValue: 32) }
    /// The tone is written in the new style: `hoà`, `uỷ`.
    @inlinable public static var newTone: Flags { Flags(rawValue: 64) }
    /// Inside Markdown's `**`.
    @inlinable public static var bold: Flags { Flags(rawValue: 128) }
    /// First of a table cell.
    @inlinable public static var cell: Flags { Flags(rawValue: 256) }
    /// A ruled line, or the Party's `*`, stands before it.
    @inlinable public static var rule: Flags { Flags(rawValue: 512) }
    /// First of a Markdown heading.
    @inlinable public static var heading: Flags { Flags(rawValue: 1024) }
  }

  public var start: UInt32
  public var length: UInt16
  @usableFromInline var bits: UInt16
  public var key: WordKey

  @inline(__always)
  init(start: UInt32, length: UInt16, kind: Kind, flags: Flags, key: UInt64) {
    self.start = start
    self.length = length
    self.bits = kind.rawValue | flags.rawValue << 4
    self.key = WordKey(bits: key)
  }

  @inlinable @inline(__always)
  public var kind: Kind {
    // Two bits, four cases.
    switch bits & 3 {
    case 0: .end
    case 1: .word
    case 2: .number
    default: .punctuation
    }
  }
  @inlinable @inline(__always)
  public var flags: Flags {
    get { Flags(rawValue: bits >> 4) }
    set { bits = bits & 15 | newValue.rawValue << 4 }
  }
  @inlinable @inline(__always)
  public var end: Int { Int(start) &+ Int(length) }
  @inlinable @inline(__always)
  public func has(_ flag: Flags) -> Bool { bits >> 4 & flag.rawValue != 0 }
  /// The value of a number, saturated at 2⁶²; 0 for anything else.
  @inlinable @inline(__always)
  public var number: Int { kind == .number ? Int(key.bits) : 0 }
  /// Whether it is the punctuation mark `mark` (canonical: `-`, `/`, `"`).
  @inlinable @inline(__always)
  public func isMark(_ mark: UInt8) -> Bool {
    bits & 3 == Kind.punctuation.rawValue && key.bits == UInt64(mark)
  }
}
