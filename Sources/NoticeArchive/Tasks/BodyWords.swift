import CXXHash
import NoticeText

/// The words of a body's name, as names are compared: whatever stands between them does not count.
///
///     Lao động - Thương binh và Xã hội → lao động thương binh và xã hội, bare: lao dong thuong binh va xa hoi
struct BodyWords: Hashable, Sendable {
  struct Word: Hashable, Sendable {
    /// Lower-case ASCII letters and digits.
    var bare: String
    /// The letters with their marks, wherever the tone is written: `ủy` has that of `uỷ`.
    var key: UInt64
    var hasMarks: Bool
  }

  var words: [Word]

  init(words: [Word] = []) { self.words = words }

  init(_ name: String) {
    var name = name
    let words = name.withUTF8 { Self.words($0) }
    if let words {
      self.words = words
    } else {
      let text = NormalizedText(SourceText(name)).bytes
      self.words = text.withUnsafeBufferPointer { Self.words($0, takingAll: true) } ?? []
    }
  }

  /// The words of a text in NFC; `nil` if it may not be.
  ///
  /// - Parameter takingAll: Whatever is no letter then is passed over.
  private static func words(_ text: UnsafeBufferPointer<UInt8>, takingAll: Bool = false) -> [Word]? {
    var words: [Word] = []
    words.reserveCapacity(8)
    var index = 0
    var bare: [UInt8] = []
    bare.reserveCapacity(16)
    var key: UInt64 = 0
    var tone: UInt64 = 0
    var hasMarks = false
    func close() {
      if bare.isEmpty { return }
      words.append(
        Word(bare: String(decoding: bare, as: UTF8.self), key: key &* 8 &+ tone, hasMarks: hasMarks))
      bare.removeAll(keepingCapacity: true)
      (key, tone, hasMarks) = (0, 0, false)
    }
    while index < text.count {
      let (scalar, length) = UTF8Bytes.decode(text, at: index)
      index += length
      let entry = scalar < UInt32(Letter.tableSize) ? UInt64(Letter.table[Int(scalar)]) : 0
      switch Letter.Class(rawValue: UInt16(entry >> 11)) {
      case .letter:
        bare.append(UInt8(entry & 31) + 96)
        key = key &* 0x100_0000_01B3 &+ (entry & 127)
        tone += entry >> 7 & 7
        if entry >> 5 & 31 != 0 { hasMarks = true }
      case .digit:
        bare.append(UInt8(truncatingIfNeeded: scalar))
        key = key &* 0x100_0000_01B3 &+ UInt64(scalar) + 128
      case .combining where !takingAll, .foreignLetter where !takingAll: return nil
      default:
        if scalar >= 0x2000, !takingAll, !(0x2000...0x206F ~= scalar) { return nil }
        close()
      }
    }
    close()
    return words
  }

  var count: Int { words.count }
  var isEmpty: Bool { words.isEmpty }

  /// `so-y-te`.
  var slug: String { words.map(\.bare).joined(separator: "-") }

  /// Whether any letter carries a mark, or is đ.
  var hasMarks: Bool { words.contains { $0.hasMarks } }

  /// Six letters that names of one slug differ by.
  var hash: String {
    let hash = words.map(\.key).withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
    return String(capacity: 6) { out in
      for place in 0..<6 {
        let letter = UInt8(truncatingIfNeeded: hash >> UInt64(place * 5) & 31)
        out.append(letter < 26 ? letter + 97 : letter + 24)  // a…z, 2…7
      }
    }
  }

  subscript(range: Range<Int>) -> BodyWords { BodyWords(words: Array(words[range])) }

  static func + (left: BodyWords, right: BodyWords) -> BodyWords {
    BodyWords(words: left.words + right.words)
  }

  /// Whether these words, without marks, stand at `index`.
  func has(_ bare: [String], at index: Int) -> Bool {
    guard index >= 0, index + bare.count <= words.count else { return false }
    return bare.indices.allSatisfy { words[index + $0].bare == bare[$0] }
  }

  func hasSuffix(_ other: BodyWords) -> Bool {
    words.count >= other.words.count && words.suffix(other.words.count).elementsEqual(other.words)
  }

  func hasBareSuffix(_ other: BodyWords) -> Bool {
    has(other.words.map(\.bare), at: words.count - other.words.count)
  }
}
