/// A page that a text, or a part of it, was read from: what stands where.
///
/// Widths, heights and boxes are in units of the page, from its upper left corner: pixels of the image that was read, or
/// tenths of a point where the file has text. Only their ratio to the page's size has a meaning.
public struct Page: Hashable, Sendable {
  /// From 1, as they follow each other in the file.
  public var number: Int
  public var width: Int
  public var height: Int
  /// The text that was read from it.
  public var span: SourceRange
  /// What read it, such as `pdf-text` or `ocr`: pages of one file may differ.
  public var reader: String
  /// In the order of the text; they do not overlap there.
  public var words: [PageWord]

  public init(
    number: Int, width: Int, height: Int, span: SourceRange, reader: String, words: [PageWord] = []
  ) {
    self.number = number
    self.width = width
    self.height = height
    self.span = span
    self.reader = reader
    self.words = words
  }
}

/// A word of a page, or what was taken for one.
public struct PageWord: Hashable, Sendable {
  public var span: SourceRange
  public var box: Box
  /// 0…100: how sure OCR is of it; `nil` where that is no question.
  public var confidence: UInt8?
  /// What OCR read here at other times, the surest first.
  public var alternatives: [WordReading]

  public init(
    span: SourceRange, box: Box, confidence: UInt8? = nil, alternatives: [WordReading] = []
  ) {
    self.span = span
    self.box = box
    self.confidence = confidence
    self.alternatives = alternatives
  }
}

/// A word as OCR read it once, and how sure it was: 0…100.
public struct WordReading: Hashable, Sendable {
  public var text: String
  public var confidence: UInt8

  public init(text: String, confidence: UInt8) {
    self.text = text
    self.confidence = confidence
  }
}

/// A rectangle of a page.
public struct Box: Hashable, Sendable {
  public var left: Int
  public var top: Int
  /// Beyond the last column, and below the last row.
  public var right: Int
  public var bottom: Int

  public init(left: Int, top: Int, right: Int, bottom: Int) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  /// The smallest that covers both.
  public func union(_ other: Box) -> Box {
    Box(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }
}

/// Where a span stands on paper.
public struct Region: Hashable, Sendable {
  /// `Page.number`.
  public var page: Int
  public var box: Box

  public init(page: Int, box: Box) {
    self.page = page
    self.box = box
  }
}

extension SourceText {
  /// Where the words of `span` stand: a region a line, in the order of the text; none if the text has no pages.
  ///
  /// A word that `span` cuts counts whole.
  ///
  /// - Parameter wholePages: One region a page instead, which covers all of its lines.
  /// - Complexity: O(log words + words and bytes of the span).
  public func regions(of span: SourceRange, wholePages: Bool = false) -> [Region] {
    guard !span.isEmpty else { return [] }
    var regions: [Region] = []
    for page in pages where page.span.start < span.end && span.start < page.span.end {
      var last: Int?  // where the word before ended
      for word in page.words[page.words.firstIndex(endingAfter: span.start)...] {
        if word.span.start >= span.end { break }
        let isSameLine =
          last.map { end in
            wholePages || !bytes[min(end, word.span.start)..<word.span.start].contains(UInt8(ascii: "\n"))
          } ?? false
        if isSameLine, let region = regions.indices.last {
          regions[region].box = regions[region].box.union(word.box)
        } else {
          regions.append(Region(page: page.number, box: word.box))
        }
        last = word.span.end
      }
    }
    return regions
  }
}

extension Array where Element == PageWord {
  /// The first word that ends after `offset`; `endIndex` if there is none.
  package func firstIndex(endingAfter offset: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {  // words before `low` end at `offset` or before it, those from `high` on after it
      let middle = (low + high) / 2
      if self[middle].span.end > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
