import NoticeText

/// What the values of a keyword field are compared by.
///
///     Ủy ban  nhân dân tỉnh   UỶ BAN NHÂN DÂN TỈNH   → ủy ban nhân dân tỉnh
///     018 - CT / TU           18-CT/TU               → 18-ct/tu
///
/// Case, blanks, the way of writing dashes and tones, and zeros before the number of a document do not count.
package enum KeywordKey {
  /// Longer keys are cut.
  package static let longest = 200

  package static func key(_ value: String, _ field: KeywordField) -> [UInt8] {
    if field.isExact { return Array(value.utf8.prefix(longest)) }
    return field == .id
      // The dictionary ends a key by a zero byte.
      ? value.utf8.prefix(longest * 4).map { $0 == 0 ? 1 : $0 } : spelled(value, isSymbol: isSymbol(field))
  }

  /// The key of the front of a value: a dash or slash at its end stays, `18-` is not the front of `180-ct/tu`.
  package static func prefix(_ value: String, _ field: KeywordField) -> [UInt8] {
    field == .id || field.isExact
      ? key(value, field) : spelled(value, isSymbol: isSymbol(field), keepsEnd: true)
  }

  package static func isSymbol(_ field: KeywordField) -> Bool { field == .identifier || field == .reference }

  private static func spelled(_ value: String, isSymbol: Bool, keepsEnd: Bool = false) -> [UInt8] {
    if isSymbol, !keepsEnd, let symbol = plainSymbol(value) { return symbol }
    let text = isPlain(value) ? Array(value.utf8) : NormalizedText(SourceText(value)).bytes
    var out: [UInt8] = []
    text.withUnsafeBufferPointer { buffer in
      var words = WordScanner(buffer)
      var end = 0
      while let word = words.next() {
        appendBetween(buffer[end..<word.lowerBound], isSymbol: isSymbol, to: &out)
        out += TermForm.term(UnsafeBufferPointer(rebasing: buffer[word]))
        end = word.upperBound
      }
      if keepsEnd, isSymbol, end < buffer.count {
        appendBetween(buffer[end...], isSymbol: true, to: &out)
        if out.last == 0x20 { out.removeLast() }
      }
    }
    if isSymbol { dropWordsAndZeros(&out, isFront: keepsEnd) }
    return Array(out.prefix(longest))
  }

  /// The key of a symbol of ASCII letters, digits, slashes and dashes alone, as nearly all are; `nil` of any other.
  static func plainSymbol(_ value: String) -> [UInt8]? {
    guard value.utf8.count <= longest else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(value.utf8.count)
    // Of several between two words a slash counts.
    var mark: UInt8 = 0
    for byte in value.utf8 {
      switch byte {
      case 0x2D: mark = max(mark, byte)
      case 0x2F: mark = byte
      case 48...57, 65...90, 97...122:
        if mark != 0, !out.isEmpty { out.append(mark) }
        mark = 0
        // A zero that a digit follows is not before a number.
        if byte <= 57, out.count == 1, out[0] == 48 { out.removeLast() }
        out.append(byte <= 57 ? byte : byte | 0x20)
      default: return nil
      }
    }
    return out
  }

  /// Whether normalising leaves it as it is.
  private static func isPlain(_ value: String) -> Bool {
    var value = value
    return value.withUTF8 { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F } && LetterCase.isPlain(bytes)
    }
  }

  private static func appendBetween(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, isSymbol: Bool, to out: inout [UInt8]
  ) {
    if out.isEmpty { return }
    let marks = Array(bytes)
    if isSymbol {
      // Of a symbol only slash and dash count; any other dash is one.
      if marks.contains(UInt8(ascii: "/")) {
        out.append(UInt8(ascii: "/"))
      } else if marks.contains(UInt8(ascii: "-")) || marks.contains(0xE2) {
        out.append(UInt8(ascii: "-"))
      } else {
        out.append(0x20)
      }
    } else {
      out.append(0x20)
    }
  }

  /// `chỉ thị số 018-ct/tu` → `18-ct/tu`: a kind in words before the number does not count, nor do zeros.
  ///
  /// Without a symbol behind the number the words are all that tells `nq 128` from `ct 128`: they stay, but for a front,
  /// whose symbol may be still to come.
  private static func dropWordsAndZeros(_ key: inout [UInt8], isFront: Bool) {
    let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
    guard let first = key.firstIndex(where: isDigit) else { return }
    // Only words may stand before it: a symbol such as `nq-18` keeps its front.
    let isMark: (UInt8) -> Bool = { $0 == 0x2D || $0 == 0x2F }
    if first > 0, key[first - 1] == 0x20, isFront || key[first...].contains(where: isMark),
      !key[..<first].contains(where: isMark)
    {
      key.removeFirst(first)
    }
    var zeros = 0
    while zeros + 1 < key.count, key[zeros] == 48, isDigit(key[zeros + 1]) { zeros += 1 }
    key.removeFirst(zeros)
  }
}
