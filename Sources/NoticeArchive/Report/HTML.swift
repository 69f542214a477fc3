/// Markup, in the order of the page.
///
///     let row: HTML = "<li class=\"\(kind)\">\(subject)</li>"
///
/// Only what stands in the code as a literal is markup. A `String` that is put in is text: it is escaped so that it
/// can stand between tags and in quoted attributes alike, and there is no way to put one in that forgets to. So
/// nothing that a notice, a path or a title holds becomes a tag.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// UTF-8.
  package private(set) var bytes: [UInt8]

  package init() { bytes = [] }

  /// A `StaticString` is nothing that a program can make of what it reads.
  package init(stringLiteral literal: StaticString) {
    bytes = Array(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  /// Text of a source, as it stands there; bytes that are no UTF-8 show as U+FFFD.
  package init(text: ArraySlice<UInt8>) {
    bytes = []
    Self.escape(text, to: &bytes)
  }

  package init(text: String) {
    bytes = []
    Self.escape(text, to: &bytes)
  }

  /// A text with some of its UTF-8 bytes marked: `<mark>`.
  ///
  /// - Parameter marks: Ascending, none over another; what is not within the text is left out.
  package init(_ text: String, marks: [Range<Int>]) {
    self.init()
    let source = Array(text.utf8)
    var end = 0
    for mark in marks where mark.lowerBound >= end && mark.upperBound <= source.count && !mark.isEmpty {
      self += HTML(text: source[end..<mark.lowerBound])
      self += "<mark>\(HTML(text: source[mark]))</mark>"
      end = mark.upperBound
    }
    self += HTML(text: source[end...])
  }

  package var isEmpty: Bool { bytes.isEmpty }

  package static func += (html: inout HTML, more: HTML) { html.bytes += more.bytes }

  package struct StringInterpolation: StringInterpolationProtocol {
    package typealias StringLiteralType = StaticString
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
      bytes.append(
        contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    package mutating func appendInterpolation(_ html: HTML) { bytes += html.bytes }
    package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { bytes += part.bytes } }
    package mutating func appendInterpolation(_ text: String) { HTML.escape(text, to: &bytes) }
    package mutating func appendInterpolation(_ number: Int) { bytes += "\(number)".utf8 }
    package mutating func appendInterpolation(_ phrase: Phrase) { bytes += phrase.html.bytes }
  }

  // MARK: Escaping

  /// Text as it can stand in markup.
  ///
  /// - Complexity: O(length), and no copy of what needs no escape.
  package static func escaped(_ text: String) -> String {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let (length, replacement) = unsafeCharacter(bytes, index)
        if replacement != nil { return false }
        index += length
      }
      return true
    }
    return isPlain ? text : String(decoding: HTML(text: text).bytes, as: UTF8.self)
  }

  private static func escape(_ text: String, to out: inout [UInt8]) {
    var text = text
    text.withUTF8 { escape($0, to: &out) }
  }

  private static func escape(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
    let isValid = text.withUnsafeBufferPointer { (try? UTF8Span(validating: $0.span)) != nil }
    if isValid {
      text.withUnsafeBufferPointer { escape($0, to: &out) }
    } else {
      escape(String(decoding: text, as: UTF8.self), to: &out)
    }
  }

  /// Appends valid UTF-8. Control characters, and marks that turn the direction of writing, show as U+FFFD: they could
  /// make a line read otherwise than it is.
  private static func escape(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var run = 0  // what stands before it is written; from it to `index` nothing needs an escape
    var index = 0
    while index < text.count {
      let (length, replacement) = unsafeCharacter(text, index)
      if let replacement {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
        out.append(
          contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
        run = index + length
      }
      index += length
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
  }

  /// How many bytes to go on, and what to write instead of them, if they cannot stand.
  private static func unsafeCharacter(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (length: Int, replacement: StaticString?) {
    switch text[index] {
    case UInt8(ascii: "&"): return (1, "&amp;")
    case UInt8(ascii: "<"): return (1, "&lt;")
    case UInt8(ascii: ">"): return (1, "&gt;")
    case UInt8(ascii: "\""): return (1, "&quot;")
    case UInt8(ascii: "'"): return (1, "&#39;")
    case 0x09, 0x0A: return (1, nil)
    case 0x0C: return (1, " ")  // the end of a page
    case 0..<0x20, 0x7F: return (1, "\u{FFFD}")
    case 0xC2 where index + 1 < text.count && text[index + 1] < 0xA0: return (2, "\u{FFFD}")
    case 0xE2 where index + 2 < text.count:
      let isTurn =
        switch (text[index + 1], text[index + 2]) {
        case (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): true
        default: false
        }
      return isTurn ? (3, "\u{FFFD}") : (1, nil)
    default: return (1, nil)
    }
  }
}
