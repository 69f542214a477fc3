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
}

/// Words that stand on one line, left to right.
package struct ReadLine: Sendable {
  package var words: [ReadWord]
}

/// A word without blanks in it.
package struct ReadWord: Sendable {
  package var text: String
  package var box: Box
  /// 0…100: how sure OCR is; `nil` where that is no question.
  package var confidence: UInt8?
}
