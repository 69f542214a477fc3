import NoticeText

/// Reads ALTO: XML of pages, lines and strings, as libraries keep it.
///
/// - Source: ALTO 4.4, <https://www.loc.gov/standards/alto/>.
package struct ALTO: MarkupReader {
  private var pages: [ReadPage] = []

  /// The pages of a document.
  ///
  /// - Throws: `damaged` where it is no XML.
  package static func pages(_ bytes: [UInt8]) throws(InputError) -> [ReadPage] {
    var document = ALTO()
    let fault = document.readXML(bytes)
    if fault != 0 { throw .damaged(format: "ALTO", reason: "line \(fault)") }
    return document.pages
  }

  package mutating func start(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "page":
      pages.append(
        ReadPage(
          width: Self.number(attributes["width"]), height: Self.number(attributes["height"]), reader: "alto"))
    case "textline":
      if let page = pages.indices.last { pages[page].lines.append(ReadLine(words: [])) }
    case "string":
      guard let page = pages.indices.last, let content = attributes["content"] else { return }
      if pages[page].lines.isEmpty { pages[page].lines.append(ReadLine(words: [])) }
      let left = Self.number(attributes["hpos"])
      let top = Self.number(attributes["vpos"])
      let box = Box(
        left: left, top: top, right: left + Self.number(attributes["width"]),
        bottom: top + Self.number(attributes["height"]))
      let share = attributes["wc"].flatMap { Double($0) }
      let confidence = share.flatMap { $0.isFinite ? UInt8(min(max($0, 0), 1) * 100) : nil }
      let line = pages[page].lines.count - 1
      for part in content.split(whereSeparator: \.isWhitespace) {
        pages[page].lines[line].words.append(ReadWord(text: String(part), box: box, confidence: confidence))
      }
    default: break
    }
  }

  package mutating func end(_ name: String) {}
  package mutating func text(_ bytes: UnsafeRawBufferPointer) {}

  private static func number(_ text: String?) -> Int {
    guard let value = text.flatMap({ Double($0) }), value.isFinite, abs(value) < 1e9 else { return 0 }
    return Int(value)
  }
}
