import NoticeText

/// Reads what `pdftotext -bbox-layout` writes: pages, lines and words with their boxes, in points.
///
/// It writes characters that XML does not have, where a PDF has them; so it is read as HTML, which takes all.
struct PDFText: MarkupReader {
  private(set) var pages: [ReadPage] = []
  private var word: ReadWord?

  /// Boxes and pages are in tenths of a point.
  static func pages(_ bytes: [UInt8]) -> [ReadPage] {
    var document = PDFText()
    document.readHTML(bytes.map { $0 < 0x20 && $0 != 0x0A ? 0x20 : $0 }, encoding: "UTF-8")
    return document.pages
  }

  mutating func start(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "page":
      pages.append(
        ReadPage(
          width: Self.tenths(attributes["width"]), height: Self.tenths(attributes["height"]),
          reader: "pdf-text"))
    case "line":
      if let page = pages.indices.last { pages[page].lines.append(ReadLine(words: [])) }
    case "word":
      word = ReadWord(
        text: "",
        box: Box(
          left: Self.tenths(attributes["xmin"]), top: Self.tenths(attributes["ymin"]),
          right: Self.tenths(attributes["xmax"]), bottom: Self.tenths(attributes["ymax"])))
    default: break
    }
  }

  mutating func end(_ name: String) {
    guard name == "word", let found = word else { return }
    word = nil
    guard let page = pages.indices.last, let line = pages[page].lines.indices.last else { return }
    for part in found.text.split(whereSeparator: \.isWhitespace) {
      pages[page].lines[line].words.append(ReadWord(text: String(part), box: found.box))
    }
  }

  mutating func text(_ bytes: UnsafeRawBufferPointer) {
    word?.text += String(decoding: bytes, as: UTF8.self)
  }

  private static func tenths(_ text: String?) -> Int {
    guard let value = text.flatMap({ Double($0) }), value.isFinite, abs(value) < 1e8 else { return 0 }
    return Int((value * 10).rounded())
  }
}
