import NoticeText

/// A page as a reader found it, before it is text.
package struct ReadPage: Sendable {
  /// Of the page, in the units of the boxes.
  package var width: Int
  package var height: Int
  package var lines: [ReadLine]
  /// What read it: `pdf-text`, `ocr`, `hocr`, `alto`.
  package var reader: String

  package init(width: Int, height: Int, reader: String, lines: [ReadLine] = []) {
    self.width = width
    self.height = height
    self.reader = reader
    self.lines = lines
  }

  var words: some Sequence<ReadWord> { lines.lazy.flatMap(\.words) }

  /// The words whose middle stands in the zone, or those whose does not.
  func part(in zone: Box, isInside: Bool) -> ReadPage {
    var part = self
    for line in part.lines.indices {
      part.lines[line].words.removeAll { word in
        let (x, y) = ((word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2)
        let isHere = zone.left <= x && x < zone.right && zone.top <= y && y < zone.bottom
        return isHere != isInside
      }
    }
    part.lines.removeAll(where: \.words.isEmpty)
    return part
  }

  /// Makes Unicode of text that was set in a font from before it.
  ///
  /// - Returns: What it was; `nil` if the text stays as it is.
  mutating func convertLegacy() -> LegacyEncoding.Guess? {
    guard let guess = LegacyEncoding.detect(in: words.map(\.text).joined(separator: " ").utf8) else {
      return nil
    }
    for line in lines.indices {
      for word in lines[line].words.indices {
        let text = guess.encoding.convert(lines[line].words[word].text.utf8)
        lines[line].words[word].text = String(decoding: text, as: UTF8.self)
      }
    }
    return guess
  }
}

/// Words that stand on one line, left to right.
package struct ReadLine: Hashable, Sendable {
  package var words: [ReadWord]
}

/// A word without blanks in it.
package struct ReadWord: Hashable, Sendable {
  package var text: String
  package var box: Box
  /// 0…100: how sure OCR is; `nil` where that is no question.
  package var confidence: UInt8?
  /// What it was read as at other times, the surest first.
  package var alternatives: [WordReading] = []
}
