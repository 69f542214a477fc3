/// The encodings of Vietnamese from before Unicode.
///
/// Text in them reaches us in two forms: as bytes, and as *text* in which each byte became the Latin-1 character of
/// its value (`céng hoµ x· héi`), as word processors and PDF give what was set in a legacy font.
public enum LegacyEncoding: String, Sendable, CaseIterable {
  // In the order in which the first of equals wins: by how much there is of each.
  case tcvn3 = "tcvn3"
  case vni = "vni-windows"
  case windows1258 = "windows-1258"
  case viscii = "viscii"
  case vps = "vps"
  case tcvn5712 = "tcvn5712-1"

  /// How sure it is that a text is in an encoding.
  public struct Guess: Sendable, Equatable {
    public var encoding: LegacyEncoding
    /// 0…1: the share of syllables among the words with marks, as this encoding reads them.
    public var confidence: Double
  }

  /// A guess is made only above this, and only if fewer than `plainLimit` of the words are syllables as they stand.
  static let threshold = 0.9
  static let plainLimit = 0.5
  /// How much of a text is looked at, from its first letter that is not ASCII on.
  static let sampleLength = 64 << 10

  /// The encoding of a file's bytes; `nil` if it is none of these, or not sure.
  ///
  /// - Complexity: O(bytes), at most 64 KiB of them, once an encoding.
  public static func detect(bytes: [UInt8]) -> Guess? {
    guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return nil }
    let sample = bytes[max(0, first - 64)..<min(bytes.count, first + sampleLength)]
    let plain = SyllableTally(utf8: sample)
    guard plain.share < plainLimit else { return nil }
    let units = sample.map { UInt32($0) }
    return best(of: allCases) { $0.tally(units[...]) }
  }

  /// The encoding of text whose letters are bytes shown as Latin-1 characters, such as the text of a page or of a
  /// run in one font; `nil` if it is none of these, or not sure.
  ///
  /// Only what programs leave in text is tried: TCVN3 and VNI.
  ///
  /// - Parameter text: UTF-8.
  public static func detect(in text: some Collection<UInt8>) -> Guess? {
    let text = Array(text.prefix(sampleLength))
    guard text.contains(where: { $0 >= 0x80 }), SyllableTally(utf8: text[...]).share < plainLimit else {
      return nil
    }
    let units = latinUnits(text)
    return best(of: inText) { $0.tally(units[...]) }
  }

  /// Those that are found as text.
  static let inText: [LegacyEncoding] = [.tcvn3, .vni]

  /// The text that `bytes` are in this encoding: UTF-8.
  ///
  /// What the encoding leaves open is read as windows-1252. TCVN3 shows capitals with tones by its font alone: in
  /// words of capitals they are made again.
  public func decode(_ bytes: [UInt8]) -> [UInt8] {
    decode(units: bytes.lazy.map { UInt32($0) }, capitals: false)
  }

  /// The text that is meant by `text`, whose letters are bytes shown as Latin-1 characters; others stay.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - capitals: Whether it was set in a font of capitals, such as .VnTimeH.
  public func convert(_ text: some Collection<UInt8>, capitals: Bool = false) -> [UInt8] {
    decode(units: Self.latinUnits(Array(text)), capitals: capitals)
  }

  /// The encoding that a font of this name stands for: `.VnTimeH`, `VNI-Times`; whether it has capitals alone.
  public static func font(named name: String) -> (encoding: LegacyEncoding, capitals: Bool)? {
    let name = name.lowercased()
    if name.hasPrefix(".vn") { return (.tcvn3, name.hasSuffix("h")) }
    if name.hasPrefix("vni-") || name.hasPrefix("vni ") { return (.vni, false) }
    return nil
  }

  private static func best(
    of encodings: [LegacyEncoding], _ tally: (LegacyEncoding) -> SyllableTally
  ) -> Guess? {
    var best: Guess?
    for encoding in encodings {
      let confidence = tally(encoding).confidence
      if confidence > best?.confidence ?? threshold {
        best = Guess(encoding: encoding, confidence: confidence)
      }
    }
    return best
  }

  // MARK: Units

  /// Scalars, of which those below 0x100 are bytes of a legacy encoding.
  ///
  /// Characters that Word gives the bytes of a symbol font, U+F0A1…U+F0FF, are bytes, too.
  static func latinUnits(_ text: [UInt8]) -> [UInt32] {
    var units: [UInt32] = []
    units.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let (scalar, length) = UTF8Bytes.decode(buffer, at: index)
        units.append(
          scalar == UTF8Bytes.invalid ? 0xFFFD : 0xF0A1...0xF0FF ~= scalar ? scalar - 0xF000 : scalar)
        index += length
      }
    }
    return units
  }

  func tally(_ units: ArraySlice<UInt32>) -> SyllableTally {
    var tally = SyllableTally()
    LegacyCharset[self].decode(units) { scalar, isMarked in tally.add(scalar, isMarked: isMarked) }
    tally.endWord()
    return tally
  }

  private func decode(units: some RandomAccessCollection<UInt32>, capitals: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(units.count * 3 / 2)
    LegacyCharset[self].decode(units) { scalar, _ in UTF8Bytes.append(scalar, to: &out) }
    if self == .tcvn3 { FontCapitals.restore(in: &out, all: capitals) }
    return out
  }
}
