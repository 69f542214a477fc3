import NoticeGrammar
import NoticeText

/// What is marked inside running text: documents, days and bodies that it names.
struct InlineMark {
  enum Meaning {
    /// Index into the notice's references.
    case reference(Int)
    case day(String)
    case organization(Agency)
  }

  var meaning: Meaning
  var span: SourceRange
}

/// All marks of a notice by their places, those around others first.
struct InlineMarks {
  private let marks: [InlineMark]

  init(_ notice: Notice) {
    var marks: [InlineMark] = []
    for (index, reference) in notice.references.enumerated() where !reference.span.isEmpty {
      marks.append(InlineMark(meaning: .reference(index), span: reference.span))
    }
    for date in notice.dates where !date.span.isEmpty && NoticeNames.isDay(date.value) {
      marks.append(InlineMark(meaning: .day(date.value), span: date.span))
    }
    for agency in notice.agencies where !agency.span.isEmpty {
      marks.append(InlineMark(meaning: .organization(agency), span: agency.span))
    }
    // Stable: of two at one place, the reference is around the date.
    self.marks = marks.enumerated().sorted { a, b in
      (a.element.span.start, -a.element.span.end, a.offset) < (
        b.element.span.start, -b.element.span.end, b.offset
      )
    }.map(\.element)
  }

  /// Those that begin in `range`.
  func marks(in range: Range<Int>) -> ArraySlice<InlineMark> {
    marks[count(before: range.lowerBound)..<count(before: range.upperBound)]
  }

  private func count(before offset: Int) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].span.start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A text with the places that are marked in it, each inside the one before it or behind it.
struct MarkedText {
  let bytes: [UInt8]
  private(set) var marks: [(meaning: InlineMark.Meaning, range: Range<Int>)] = []

  /// - Parameter source: Where the text was made of; what stands there is marked, as far as it can be found again.
  init(_ text: String, of notice: Notice, _ source: Range<Int>, _ all: InlineMarks) {
    bytes = Array(text.utf8)
    let found = all.marks(in: source)
    if found.isEmpty || notice.text.bytes.isEmpty { return }
    let alignment = TextAlignment(bytes, of: notice.text.bytes, source)
    var around: [Range<Int>] = []
    for mark in found where mark.span.end <= source.upperBound {
      guard let range = alignment.range(of: mark.span),
        range.lowerBound >= (marks.last?.range.lowerBound ?? 0)
      else { continue }
      while let last = around.last, last.upperBound <= range.lowerBound { around.removeLast() }
      // What overlaps another without being inside it cannot be an element.
      if let last = around.last, range.upperBound > last.upperBound { continue }
      around.append(range)
      marks.append((mark.meaning, range))
    }
  }

  /// The part of it in `range`, with the marks that are whole in there.
  subscript(range: Range<Int>) -> MarkedText { MarkedText(self, range) }

  private init(_ whole: MarkedText, _ range: Range<Int>) {
    bytes = Array(whole.bytes[range])
    // Marks ascend by their beginnings.
    var low = 0
    var high = whole.marks.count
    while low < high {
      let middle = (low + high) / 2
      if whole.marks[middle].range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    for mark in whole.marks[low...] {
      if mark.range.lowerBound >= range.upperBound { break }
      if mark.range.upperBound > range.upperBound { continue }
      let start = mark.range.lowerBound - range.lowerBound
      marks.append((mark.meaning, start..<start + mark.range.count))
    }
  }

  /// The text between two of its bytes.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
