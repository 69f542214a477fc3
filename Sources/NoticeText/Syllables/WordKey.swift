/// A word as one integer: its letters without case, and its tone wherever it is written.
///
/// `hoà` and `hòa`, `ỦY` and `uỷ` have one key, so comparing words is comparing integers and no string is
/// made. Eight lanes of seven bits hold the letters (five bits base letter, two bits quality), bits 56…58
/// the tone. A word that does not fit (nine letters and more, foreign letters, two tones) has bit 63 set
/// and a hash of its case-folded letters below.
@frozen public struct WordKey: Hashable, Sendable {
  public var bits: UInt64

  @inlinable @inline(__always)
  public init(bits: UInt64) { self.bits = bits }

  @inlinable public static var none: WordKey { WordKey(bits: 0) }

  /// 0x1F in each of the eight lanes.
  @inlinable public static var bareLanes: UInt64 { 0x003E7CF9F3E7CF9F }
  @inlinable public static var letters: UInt64 { (1 << 56) - 1 }

  @inlinable public static func == (a: WordKey, b: WordKey) -> Bool { a.bits == b.bits }
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(bits) }

  /// Whether the letters are only a hash.
  @inlinable @inline(__always)
  public var isHashed: Bool { bits >> 63 != 0 }

  /// The key without any diacritic: `Đảng` → `dang`. A hashed key is its own.
  @inlinable @inline(__always)
  public var bare: WordKey { isHashed ? self : WordKey(bits: bits & Self.bareLanes) }

  /// The key without its tone: `đảng` → `đang`.
  @inlinable @inline(__always)
  public var toneless: WordKey { isHashed ? self : WordKey(bits: bits & Self.letters) }

  package var tone: UInt8 { isHashed ? 0 : UInt8(bits >> 56 & 7) }

  /// How many letters, 0 for a hashed key.
  package var count: Int {
    isHashed ? 0 : (63 - (bits & Self.letters).leadingZeroBitCount) / 7 + (bits == 0 ? 0 : 1)
  }

  /// The letter codes, first to last; empty for a hashed key.
  package var codes: [UInt8] {
    guard !isHashed else { return [] }
    var out: [UInt8] = []
    var rest = bits & Self.letters
    while rest != 0 {
      out.append(UInt8(rest & 0x7F))
      rest >>= 7
    }
    return out
  }

  /// The key of one word written out, as the tokeniser would give it.
  package init(_ word: String) {
    let text = NormalizedText(SourceText(word))
    let tokens = Tokenizer.tokenize(text)
    self = tokens.first.map { $0.kind == .word ? $0.key : .none } ?? .none
  }
}
