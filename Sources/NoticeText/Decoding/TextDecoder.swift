/// Bytes of a file → text.
public enum TextDecoder {
  /// Why bytes are no text.
  public enum Failure: Error, Equatable, Sendable {
    /// A NUL or another control byte that no text has, with its offset.
    case binary(offset: Int)
    /// An odd number of bytes or a lone surrogate in UTF-16.
    case invalidUTF16(offset: Int)
  }

  /// How many leading bytes decide whether a file is text.
  public static let probeLength = 64 * 1024

  /// Decodes `bytes`: UTF-8 (with or without a byte-order mark), UTF-16 (by its mark, or by its pattern
  /// of zero bytes), and the encodings of Vietnamese from before Unicode, by what gives Vietnamese syllables.
  ///
  /// UTF-8 is kept byte for byte; invalid bytes stay and are named in a diagnostic. This is the one place
  /// where encodings are told apart: another one is a case here.
  ///
  /// - Complexity: O(bytes); a binary file is given up within its first 64 KiB.
  public static func decode(_ bytes: [UInt8]) throws(Failure) -> SourceText {
    if let (encoding, mark) = utf16(bytes) {
      return try decodeUTF16(bytes, bigEndian: encoding == .utf16BigEndian, from: mark)
    }
    if let offset = firstBinaryByte(bytes.prefix(probeLength)) { throw .binary(offset: offset) }
    var text = SourceText(bytes: bytes)
    let scan = bytes.withUnsafeBufferPointer { ByteScan($0) }
    text.scan = scan
    if !scan.isValid || scan.mayBeLegacy, let legacy = legacy(bytes, isUTF8: scan.isValid) { return legacy }
    if !scan.isValid {
      let (count, first) = invalidUTF8(bytes)
      if count > 0 {
        text.confidence = 1 - min(1, Double(count) * 20 / Double(bytes.count))
        text.diagnostics.append(
          Diagnostic(
            .warning, "invalid-utf8",
            "\(count) invalid UTF-8 \(count == 1 ? "sequence" : "sequences"), shown as U+FFFD", span: first))
      }
    }
    return text
  }

  /// The text of bytes that are in an encoding from before Unicode, whole or in some lines; `nil` if they are not.
  private static func legacy(_ bytes: [UInt8], isUTF8: Bool) -> SourceText? {
    if !isUTF8, let guess = LegacyEncoding.detect(bytes: bytes),
      let encoding = TextEncoding(rawValue: guess.encoding.rawValue)
    {
      let note = "read as \(encoding.rawValue); spans are bytes of the text as UTF-8"
      return SourceText(
        bytes: guess.encoding.decode(bytes), encoding: encoding, confidence: guess.confidence,
        diagnostics: [Diagnostic(.note, "decoded", note)])
    }
    guard let mixed = MixedText(bytes) else { return nil }
    let lines = mixed.lines == 1 ? "1 line" : "\(mixed.lines) lines"
    let note = "\(lines) read as \(mixed.encoding.rawValue); spans are bytes of the text as UTF-8"
    return SourceText(
      bytes: mixed.bytes, encoding: mixed.encoding, confidence: mixed.confidence,
      diagnostics: [Diagnostic(.note, "decoded", note, span: mixed.first)])
  }

  /// The encoding and the length of its byte-order mark, if the bytes are UTF-16.
  private static func utf16(_ bytes: [UInt8]) -> (TextEncoding, Int)? {
    guard bytes.count >= 2 else { return nil }
    if bytes[0] == 0xFF, bytes[1] == 0xFE { return (.utf16LittleEndian, 2) }
    if bytes[0] == 0xFE, bytes[1] == 0xFF { return (.utf16BigEndian, 2) }
    // Without a mark: in Vietnamese UTF-16 the high bytes are 0x00, 0x01 or 0x1E, on one side only.
    let probe = bytes.prefix(4096)
    guard probe.count >= 16, probe.contains(0) else { return nil }
    var high = (even: 0, odd: 0)
    for (index, byte) in probe.enumerated() where byte <= 1 || byte == 0x1E || byte == 0x20 {
      if index & 1 == 0 { high.even += 1 } else { high.odd += 1 }
    }
    let zeros = probe.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
    let half = probe.count / 2
    guard zeros < probe.count * 6 / 10 else { return nil }
    if high.odd > half * 9 / 10, high.even < half / 2 { return (.utf16LittleEndian, 0) }
    if high.even > half * 9 / 10, high.odd < half / 2 { return (.utf16BigEndian, 0) }
    return nil
  }

  private static func decodeUTF16(
    _ bytes: [UInt8], bigEndian: Bool, from start: Int
  ) throws(Failure) -> SourceText {
    guard (bytes.count - start) % 2 == 0 else { throw .invalidUTF16(offset: bytes.count - 1) }
    var units: [UInt16] = []
    units.reserveCapacity((bytes.count - start) / 2)
    for index in stride(from: start, to: bytes.count, by: 2) {
      let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(bigEndian ? a << 8 | b : b << 8 | a)
    }
    var out: [UInt8] = []
    out.reserveCapacity(units.count * 3 / 2)
    var lone: Int?
    var index = 0
    while index < units.count {
      let unit = units[index]
      var scalar = UInt32(unit)
      if unit & 0xFC00 == 0xD800, index + 1 < units.count, units[index + 1] & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(units[index + 1] & 0x3FF)
        index += 1
      } else if unit & 0xF800 == 0xD800 {
        if lone == nil { lone = start + index * 2 }
        scalar = 0xFFFD
      } else if unit == 0 {
        throw .binary(offset: start + index * 2)
      }
      UTF8Bytes.append(scalar, to: &out)
      index += 1
    }
    var text = SourceText(bytes: out, encoding: bigEndian ? .utf16BigEndian : .utf16LittleEndian)
    text.diagnostics.append(
      Diagnostic(.note, "decoded", "read as \(text.encoding.rawValue); spans are bytes of the text as UTF-8"))
    if let lone {
      text.diagnostics.append(
        Diagnostic(.warning, "invalid-utf16", "a lone surrogate at byte \(lone), shown as U+FFFD"))
    }
    return text
  }

  /// The first byte that no text has: NUL, or a C0 control other than tab, line ends and form feed, if
  /// there are more than a stray few.
  private static func firstBinaryByte(_ bytes: ArraySlice<UInt8>) -> Int? {
    var controls = 0
    var first: Int?
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0 { return index }
      if byte < 0x20, byte != 9, byte != 10, byte != 12, byte != 13, byte != 11, byte != 0x1A {
        controls += 1
        if first == nil { first = index }
      }
    }
    return controls > 8 && controls * 100 > bytes.count ? first : nil
  }

  /// How many malformed sequences there are, and where the first is.
  private static func invalidUTF8(_ bytes: [UInt8]) -> (count: Int, first: SourceRange?) {
    var count = 0
    var first: SourceRange?
    var index = 0
    bytes.withUnsafeBufferPointer { p in
      while index < p.count {
        if p[index] < 0x80 {
          index += 1
          continue
        }
        let (scalar, length) = UTF8Bytes.decode(p, at: index)
        if scalar == UTF8Bytes.invalid {
          count += 1
          if first == nil { first = SourceRange(index, index + length) }
        }
        index += length
      }
    }
    return (count, first)
  }
}
