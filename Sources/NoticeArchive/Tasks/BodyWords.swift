import CXXHash
import NoticeIndex
import NoticeText

/// The words of a body's name, as names are compared: whatever stands between them does not count.
///
///     Lao động - Thương binh và Xã hội → lao động thương binh và xã hội, bare: lao dong thuong binh va xa hoi
struct BodyWords: Hashable, Sendable {
  struct Word: Hashable, Sendable {
    /// Lower-case ASCII letters and digits.
    var bare: String
    /// In small letters, its tone in the traditional place.
    var spelled: String
  }

  var words: [Word]

  init(words: [Word] = []) { self.words = words }

  init(_ name: String) {
    let text = NormalizedText(SourceText(name)).bytes
    var words: [Word] = []
    text.withUnsafeBufferPointer { text in
      var start = 0
      var index = 0
      var bare: [UInt8] = []
      func close() {
        if !bare.isEmpty {
          words.append(
            Word(
              bare: String(decoding: bare, as: UTF8.self),
              spelled: String(decoding: TermForm.term(text[start..<index]), as: UTF8.self)))
        }
        bare.removeAll(keepingCapacity: true)
      }
      while index < text.count {
        let (scalar, length) = UTF8Bytes.decode(text, at: index)
        let letter = 48...57 ~= scalar ? UInt8(scalar) : WordLetters.bases[scalar]
        if letter == 0 {
          close()
          start = index + length
        } else {
          bare.append(letter)
        }
        index += length
      }
      close()
    }
    self.words = words
  }

  var count: Int { words.count }
  var isEmpty: Bool { words.isEmpty }

  /// `so-y-te`.
  var slug: String { words.map(\.bare).joined(separator: "-") }

  /// Whether any letter carries a mark, or is đ.
  var hasMarks: Bool { words.contains { $0.bare != $0.spelled } }

  /// Six letters that names of one slug differ by.
  var hash: String {
    let spelled = Array(words.map(\.spelled).joined(separator: " ").utf8)
    let hash = spelled.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    return String(
      decoding: (0..<6).map { letters[Int(hash >> UInt64($0 * 5) & 31)] }, as: UTF8.self)
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
