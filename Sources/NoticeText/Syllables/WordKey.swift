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

  /// The letters without marks of a word that does not fit a key, and its last tone; nil if it has foreign
  /// letters or more than eight.
  package static func bare(of text: [UInt8], _ range: Range<Int>) -> (key: WordKey, tone: UInt8)? {
    text.withUnsafeBufferPointer { bytes in
      var bits: UInt64 = 0
      var shift: UInt64 = 0
      var tone: UInt8 = 0
      var index = range.lowerBound
      while index < range.upperBound {
        let (scalar, size) = UTF8Bytes.decode(bytes, at: index)
        guard scalar < UInt32(Letter.tableSize), shift < 56 else { return nil }
        let entry = Letter.table[Int(scalar)]
        guard entry >> 11 == Letter.Class.letter.rawValue else { return nil }
        bits |= UInt64(entry & 31) << shift
        if entry >> 7 & 7 != 0 { tone = UInt8(entry >> 7 & 7) }
        shift += 7
        index += size
      }
      return (WordKey(bits: bits), tone)
    }
  }

  /// The word in small letters, its tone placed in the traditional way; nil for a hashed key.
  package var spelling: String? {
    guard !isHashed, count > 0 else { return nil }
    let codes = codes.map { UInt16($0) }
    let place = tonePlace(codes)
    var out: [UInt8] = []
    for (index, code) in codes.enumerated() {
      guard let scalar = Letter.scalar(code: code, tone: index == place ? UInt16(tone) : 0, upper: false)
      else { return nil }
      UTF8Bytes.append(scalar, to: &out)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Which letter carries the tone: a vowel with a quality mark (the last such), else by the length of the rime.
  private func tonePlace(_ codes: [UInt16]) -> Int {
    func isVowel(_ code: UInt16) -> Bool { [1, 5, 9, 15, 21, 25].contains(code & 31) }
    var vowels = codes.indices.filter { isVowel(codes[$0]) }
    // qu, gi: the second letter belongs to the onset if another vowel follows.
    if vowels.count > 1, vowels[0] == 1, codes[0] & 31 == 17 || codes[0] & 31 == 7 && codes[1] & 31 == 9 {
      vowels.removeFirst()
    }
    guard let last = vowels.last else { return -1 }
    if let marked = vowels.last(where: { codes[$0] >> 5 != 0 }) { return marked }
    if vowels.count == 1 { return last }
    let hasCoda = last < codes.count - 1
    return hasCoda || vowels.count == 3 ? vowels[1] : vowels[0]
  }
}
