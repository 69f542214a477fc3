/// Capitals with tones of TCVN3: it has no bytes for them, its fonts of capitals show the small letters' as such.
enum FontCapitals {
  private enum Case { case capitals, small, open }

  /// Makes the small letters with tones capitals, in place, in words whose other letters are capitals: `BáO` → `BÁO`.
  ///
  /// One capital at the beginning says nothing (`Uỷ`, `Là`): such a word goes by its neighbours on the line.
  ///
  /// - Parameters:
  ///   - text: UTF-8. A letter and its capital are of one length.
  ///   - all: Whether all letters are to be capitals.
  static func restore(in text: inout [UInt8], all: Bool) {
    text.withUnsafeMutableBufferPointer { buffer in
      var start = 0
      while start < buffer.count {
        let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.count
        restore(in: UnsafeMutableBufferPointer(rebasing: buffer[start..<end]), all: all)
        start = end + 1
      }
    }
  }

  private static func restore(in line: UnsafeMutableBufferPointer<UInt8>, all: Bool) {
    if all { return raise(line, 0..<line.count, all: true) }
    var words: [(range: Range<Int>, kind: Case, hasTones: Bool)] = []
    var start = 0
    var (capitals, small, toned, letters) = (0, 0, 0, 0)
    var key: UInt64 = 0
    func endWord(at index: Int) {
      if letters > 0 {
        let kind: Case = small > 0 ? .small : capitals > 1 && isWord(key, letters) ? .capitals : .open
        words.append((start..<index, kind, toned > 0))
      }
      (capitals, small, toned, letters, key) = (0, 0, 0, 0, 0)
    }
    var index = 0
    while index < line.count {
      let (scalar, length) = UTF8Bytes.decode(UnsafeBufferPointer(line), at: index)
      switch LetterCase.kind(scalar) {
      case .capital, .small:
        if letters == 0 { start = index }
        letters += 1
        let entry = Letter.table[Int(scalar)]
        if letters <= 8 {
          key |= UInt64(entry & 0x7F) << (7 * UInt64(letters - 1)) | UInt64(entry >> 7 & 7) << 56
        }
        if entry >> 10 & 1 != 0 {
          capitals += 1
        } else if entry >> 7 & 7 != 0 {
          toned += 1
        } else {
          small += 1
        }
      case .neither, .foreign: endWord(at: index)
      }
      index += length
    }
    endWord(at: line.count)
    // By the nearest words that say something; where those on both sides do, they must agree.
    var after = Array(repeating: Case.open, count: words.count + 1)
    for index in words.indices.reversed() {
      after[index] = words[index].kind == .open ? after[index + 1] : words[index].kind
    }
    var before = Case.open
    for (index, word) in words.enumerated() {
      if word.kind != .open { before = word.kind }
      let (left, right) = (before, after[index])
      guard word.hasTones, left == .capitals || right == .capitals, left != .small, right != .small else {
        continue
      }
      raise(line, word.range, all: false)
    }
  }

  /// Abbreviations are capitals among small letters, too: they say nothing.
  private static func isWord(_ key: UInt64, _ letters: Int) -> Bool {
    letters <= 8 && SyllableTable.standard.isSyllable(WordKey(bits: key))
  }

  private static func raise(_ line: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>, all: Bool) {
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, length) = UTF8Bytes.decode(UnsafeBufferPointer(line), at: index)
      if LetterCase.kind(scalar) == .small, all || Letter.table[Int(scalar)] >> 7 & 7 != 0 {
        var capital: [UInt8] = []
        UTF8Bytes.append(scalar - LetterCase.distance(scalar), to: &capital)
        for (offset, byte) in capital.enumerated() where offset < length { line[index + offset] = byte }
      }
      index += length
    }
  }
}
