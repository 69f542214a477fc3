import NoticeText

/// Reads hOCR: HTML whose classes and titles say what was recognised where.
///
/// - Source: hOCR 1.2, <https://kba.github.io/hocr-spec/1.2/>.
package struct HOCR: MarkupReader {
  package private(set) var pages: [ReadPage] = []
  private let reader: String
  private var depth = 0
  /// The word that is open, and how deep it stands.
  private var word: (word: ReadWord, depth: Int)?
  /// The line that is open: a line without words of its own is cut at its blanks.
  private var line: (box: Box, text: [UInt8], depth: Int)?

  /// - Parameter reader: What the pages say read them.
  package init(reader: String) { self.reader = reader }

  /// The pages of a document; none if it has no element of class `ocr_page`.
  package static func pages(_ bytes: [UInt8], reader: String, encoding: String? = "UTF-8") -> [ReadPage] {
    var document = HOCR(reader: reader)
    document.readHTML(bytes, encoding: encoding)
    return document.pages
  }

  package mutating func start(_ name: String, _ attributes: [String: String]) {
    if Self.empty.contains(name) { return }
    depth += 1
    guard let type = attributes["class"] else { return }
    let title = Title(attributes["title"] ?? "")
    for name in type.split(separator: " ") {
      switch name {
      case "ocr_page":
        let box = title.box ?? Box(left: 0, top: 0, right: 0, bottom: 0)
        pages.append(ReadPage(width: box.right, height: box.bottom, reader: reader))
      case "ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line":
        guard let page = pages.indices.last else { return }
        line = (title.box ?? Box(left: 0, top: 0, right: 0, bottom: 0), [], depth)
        pages[page].lines.append(ReadLine(words: []))
      case "ocrx_word", "ocr_word":
        guard let page = pages.indices.last, let box = title.box else { return }
        if pages[page].lines.isEmpty { pages[page].lines.append(ReadLine(words: [])) }
        word = (ReadWord(text: "", box: box, confidence: title.confidence), depth)
      default: break
      }
    }
  }

  package mutating func end(_ name: String) {
    if Self.empty.contains(name) { return }
    if let open = word, open.depth == depth {
      append(open.word)
      word = nil
    }
    if let open = line, open.depth == depth {
      if let page = pages.indices.last, pages[page].lines.last?.words.isEmpty == true {
        for part in String(decoding: open.text, as: UTF8.self).split(whereSeparator: \.isWhitespace) {
          append(ReadWord(text: String(part), box: open.box))
        }
      }
      line = nil
    }
    depth -= 1
  }

  package mutating func text(_ bytes: UnsafeRawBufferPointer) {
    if word != nil {
      word?.word.text += String(decoding: bytes, as: UTF8.self)
    } else if line != nil {
      line?.text += bytes
    }
  }

  private mutating func append(_ word: ReadWord) {
    guard let page = pages.indices.last, let line = pages[page].lines.indices.last else { return }
    var word = word
    word.text = word.text.split(whereSeparator: \.isWhitespace).joined()
    if !word.text.isEmpty { pages[page].lines[line].words.append(word) }
  }

  /// Elements that never end.
  private static let empty: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col", "area", "base"]
}

/// The properties in the title of an element: `bbox 10 20 30 40; x_wconf 93`.
private struct Title {
  var box: Box?
  var confidence: UInt8?

  init(_ title: String) {
    for property in title.split(separator: ";") {
      let words = property.split(whereSeparator: \.isWhitespace)
      switch words.first {
      case "bbox":
        let numbers = words.dropFirst().prefix(4).compactMap { Double($0) }.filter { abs($0) < 1e9 }.map {
          Int($0)
        }
        if numbers.count == 4 {
          box = Box(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
        }
      case "x_wconf":
        if let value = words.dropFirst().first.flatMap({ Double($0) }), value.isFinite {
          confidence = UInt8(min(max(value, 0), 100))
        }
      default: break
      }
    }
  }
}
