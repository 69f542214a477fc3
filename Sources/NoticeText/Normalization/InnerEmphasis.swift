/// Markdown emphasis that begins or ends inside a word, as converters leave it where a word changes its style:
/// `n**ă**m`, `T**ỉnh ủy**`, `20**25**`.
///
///     word ← LETTERS ("*"+ LETTERS)+       the letters together are one syllable
///     number ← DIGITS ("**" "*"* DIGITS)+
///
/// The marks are left out; an odd one moves behind the word, so that what is bold stays bold. Emphasis that parts
/// two words without a blank (`Điều 1**Phạm vi**`) makes no syllable and stays.
struct InnerEmphasis {
  private(set) var out: [UInt8] = []
  private(set) var map = OffsetMap()
  private let bytes: [UInt8]
  private var copied = 0

  /// The text without such marks; nil if it has none.
  ///
  /// - Complexity: O(bytes): what is looked at around a mark is a syllable and more marks.
  static func removed(from bytes: [UInt8]) -> (bytes: [UInt8], map: OffsetMap)? {
    guard bytes.contains(42) else { return nil }
    var pass = InnerEmphasis(bytes: bytes)
    pass.run()
    return pass.map.isIdentity ? nil : (pass.out, pass.map)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() {
    var index = 0
    while let mark = bytes[index...].firstIndex(of: 42) {
      index = mark
      while index < bytes.count, bytes[index] == 42 { index += 1 }
      guard mark > 0, index < bytes.count else { continue }
      if isDigit(bytes[mark - 1]), isDigit(bytes[index]), index - mark >= 2 {
        var gaps = [mark..<index]
        while let next = part(after: index, isDigit), next.gap.count >= 2 {
          gaps.append(next.gap)
          index = next.gap.upperBound
        }
        index = end(of: index, isDigit)
        leaveOut(gaps, wordEnd: index)
      } else if isLetter(bytes[mark - 1]), isLetter(bytes[index]), let word = syllable(at: mark) {
        index = word.end
        leaveOut(word.gaps, wordEnd: word.end)
      }
    }
    if !map.isIdentity { out.append(contentsOf: bytes[copied...]) }
  }

  /// The longest syllable that the letters around the marks at `mark` make, with those behind further marks.
  private func syllable(at mark: Int) -> (gaps: [Range<Int>], end: Int)? {
    var start = mark
    while start > 0, isLetter(bytes[start - 1]), mark - start <= Self.longest { start -= 1 }
    guard mark - start <= Self.longest else { return nil }
    var letters = Array(bytes[start..<mark])
    var gaps: [Range<Int>] = []
    var found: (gaps: [Range<Int>], end: Int)?
    var next = mark
    while letters.count <= Self.longest, let (gap, end) = part(after: next, isLetter) {
      gaps.append(gap)
      letters.append(contentsOf: bytes[gap.upperBound..<end])
      next = end
      if letters.count <= Self.longest, isSyllable(letters) { found = (gaps, end) }
    }
    return found
  }

  /// The marks at the end of the letters or digits from `index` on, if more of them follow, and where those end.
  private func part(after index: Int, _ belongs: (UInt8) -> Bool) -> (gap: Range<Int>, end: Int)? {
    let from = end(of: index, belongs)
    var to = from
    while to < bytes.count, bytes[to] == 42 { to += 1 }
    guard to > from, to < bytes.count, belongs(bytes[to]) else { return nil }
    return (from..<to, end(of: to, belongs))
  }

  private func end(of index: Int, _ belongs: (UInt8) -> Bool) -> Int {
    var end = index
    while end < bytes.count, belongs(bytes[end]) { end += 1 }
    return end
  }

  /// Copies what stands before `wordEnd` without `gaps`.
  private mutating func leaveOut(_ gaps: [Range<Int>], wordEnd: Int) {
    var isOdd = false
    for gap in gaps {
      out.append(contentsOf: bytes[copied..<gap.lowerBound])
      note(gap)
      copied = gap.upperBound
      if gap.count / 2 & 1 == 1 { isOdd.toggle() }
    }
    out.append(contentsOf: bytes[copied..<wordEnd])
    copied = wordEnd
    guard isOdd else { return }
    let marks = wordEnd..<(bytes[wordEnd...].firstIndex { $0 != 42 } ?? bytes.count)
    let isClosed =
      marks.upperBound == bytes.count
      || !isLetter(bytes[marks.upperBound]) && !isDigit(bytes[marks.upperBound])
    if marks.count / 2 & 1 == 1, isClosed {
      // `20**25**.`: what closes it goes too.
      note(marks)
      copied = marks.upperBound
    } else {
      out.append(contentsOf: [42, 42])
      map.edits.append(
        OffsetMap.Edit(
          start: UInt32(out.count - 2), end: UInt32(out.count), sourceStart: UInt32(wordEnd),
          sourceEnd: UInt32(wordEnd)))
    }
  }

  private mutating func note(_ gap: Range<Int>) {
    map.edits.append(
      OffsetMap.Edit(
        start: UInt32(out.count), end: UInt32(out.count), sourceStart: UInt32(gap.lowerBound),
        sourceEnd: UInt32(gap.upperBound)))
  }

  /// Whether `letters` are one syllable, written as words are: in capitals, in small letters, or with one capital.
  private func isSyllable(_ letters: [UInt8]) -> Bool {
    var (key, shift, tones) = (UInt64(0), UInt64(0), 0)
    var (capitals, isFirstCapital) = (UInt64(0), false)
    let isWord = letters.withUnsafeBufferPointer { letters in
      var index = 0
      while index < letters.count, shift < 56 {
        let (scalar, size) = UTF8Bytes.decode(letters, at: index)
        guard scalar < UInt32(Letter.tableSize) else { return false }
        let entry = Letter.table[Int(scalar)]
        guard entry >> 11 == Letter.Class.letter.rawValue else { return false }
        key |= UInt64(entry & 0x7F) << shift
        if entry >> 7 & 7 != 0 {
          key |= UInt64(entry >> 7 & 7) << 56
          tones += 1
        }
        if entry >> 10 & 1 != 0 {
          capitals += 1
          if index == 0 { isFirstCapital = true }
        }
        shift += 7
        index += size
      }
      return index == letters.count
    }
    guard isWord, tones <= 1, capitals == 0 || capitals * 7 == shift || capitals == 1 && isFirstCapital
    else { return false }
    return SyllableTable.standard.isSyllable(WordKey(bits: key))
  }

  /// Bytes of a syllable: "nghiêng" and "Thưởng" have fewer.
  private static let longest = 20

  private func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte }
  private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || 97...122 ~= byte | 32 }
}
