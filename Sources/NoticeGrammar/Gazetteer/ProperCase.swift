import NoticeText

/// Names printed in capitals, as they are written in a sentence.
enum ProperCase {
  /// Lower case but for the first letter.
  static func sentence(_ text: String) -> String { lower(text, capitalized: true) }

  /// Lower case.
  static func lower(_ text: String) -> String { lower(text, capitalized: false) }

  private static func lower(_ text: String, capitalized: Bool) -> String {
    plain(text) { bytes, out in LetterCase.lower(bytes[...], capitalized: capitalized, to: &out) }
      ?? (capitalized ? foreignSentence(text) : text.lowercased())
  }

  /// A canonical name whose tail may still be in capitals: runs of capitals become small, places keep theirs.
  static func name(_ text: String) -> String {
    plain(text) { bytes, out in
      var isFirst = true
      var index = 0
      for word in bytes.split(separator: 32) {
        if index > 0 { out.append(32) }
        let (letters, isShouted) = shape(word)
        if isShouted, letters > 1 || index > 0 && !isFirst {
          if word.contains(45), word.contains(where: { 48...57 ~= $0 }) {
            out.append(UnsafeBufferPointer(rebasing: word))
          } else {
            LetterCase.lower(word, capitalized: isFirst, to: &out)
          }
          isFirst = false
        } else {
          out.append(UnsafeBufferPointer(rebasing: word))
          isFirst = index == 0 || namesPlace(word)
        }
        index += 1
      }
    } ?? foreignName(text)
  }

  /// How many letters a word has, and whether there are any and all are capitals.
  private static func shape(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> (letters: Int, isShouted: Bool) {
    let bytes = UnsafeBufferPointer(rebasing: word)
    var (letters, capitals, index) = (0, 0, 0)
    while index < bytes.count {
      let (scalar, size) = UTF8Bytes.decode(bytes, at: index)
      let kind = LetterCase.kind(scalar)
      if kind != .neither { letters += 1 }
      if kind == .capital { capitals += 1 }
      index += size
    }
    return (letters, letters > 0 && capitals == letters)
  }

  /// "tỉnh", "(thành) phố": what follows begins with a capital.
  private static func namesPlace(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    word.elementsEqual("tỉnh".utf8) || word.elementsEqual("phố".utf8)
  }

  /// What `write` makes of the bytes of `text`; nil if there is more in it than Vietnamese letters and ASCII.
  private static func plain(
    _ text: String, _ write: (UnsafeBufferPointer<UInt8>, inout TextWriter) -> Void
  ) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard LetterCase.isPlain(bytes) else { return nil }
      return String(capacity: bytes.count) { write(bytes, &$0) }
    }
  }

  // MARK: With letters of other scripts, or loose marks

  private static func foreignSentence(_ text: String) -> String {
    let lower = text.lowercased()
    return lower.prefix(1).uppercased() + lower.dropFirst()
  }

  private static func foreignName(_ text: String) -> String {
    var words = text.split(separator: " ").map(String.init)
    var isFirst = true
    for index in words.indices {
      let word = words[index]
      let letters = word.unicodeScalars.filter { $0.properties.isAlphabetic }
      let isShouted = letters.count > 1 && letters.allSatisfy(\.properties.isUppercase)
      if isShouted
        || letters.count == 1 && letters.allSatisfy(\.properties.isUppercase) && index > 0 && isFirst == false
      {
        words[index] =
          word.contains("-") && word.contains(where: \.isNumber)
          ? word : (isFirst ? sentence(word) : word.lowercased())
        isFirst = false
      } else {
        isFirst = word != "tỉnh" && word != "phố" ? isFirst && index == 0 : true
        if index == 0 { isFirst = true }
      }
    }
    return words.joined(separator: " ")
  }
}
