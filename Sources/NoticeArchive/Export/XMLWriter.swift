/// Writes XML 1.0 into a byte array: UTF-8, well-formed whatever the strings hold.
///
/// Elements in running text keep to their line, all others stand on lines of their own. Our own writer, since escaping
/// is all that there is to it, and a library would refuse a control character where a document has to go on. It trusts
/// its caller to balance `begin` and `end`, and to give names that XML allows.
///
/// - Source: Extensible Markup Language 1.0, fifth edition, 2.2 and 2.4.
public struct XMLWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private var open: [Element] = []
  private let depth: Int
  /// Whether the last tag opened is still without its `>`.
  private var isInTag = false

  private struct Element {
    var name: StaticString
    var isText: Bool
    var hasElements = false
  }

  /// - Parameter depth: How many levels deep the elements will stand in what is around them.
  public init(depth: Int = 0) { self.depth = depth }

  public mutating func declaration() {
    bytes += Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)
  }

  // MARK: Elements

  /// Opens an element.
  ///
  /// - Parameter isText: Whether it holds running text, where every blank counts.
  public mutating func begin(_ name: StaticString, isText: Bool = false) {
    closeTag()
    let isInText = open.last?.isText ?? false
    if !isInText { breakLine() }
    if !open.isEmpty { open[open.count - 1].hasElements = true }
    bytes.append(UInt8(ascii: "<"))
    append(name)
    open.append(Element(name: name, isText: isText || isInText))
    isInTag = true
  }

  /// An attribute of the element that was opened last, before anything in it.
  public mutating func attribute(_ name: StaticString, _ value: String) {
    assert(isInTag, "an attribute stands in a tag")
    bytes.append(UInt8(ascii: " "))
    append(name)
    bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
    escape(value, isAttribute: true)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The attribute, if it has a value.
  public mutating func attribute(_ name: StaticString, _ value: String?) {
    if let value { attribute(name, value) }
  }

  /// Closes the innermost element.
  public mutating func end() {
    guard let element = open.popLast() else { return }
    if isInTag {
      isInTag = false
      bytes += [UInt8(ascii: "/"), UInt8(ascii: ">")]
      return
    }
    if element.hasElements, !element.isText { breakLine() }
    bytes += [UInt8(ascii: "<"), UInt8(ascii: "/")]
    append(element.name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Text of the innermost element.
  public mutating func text(_ text: String) {
    if text.isEmpty { return }
    closeTag()
    escape(text, isAttribute: false)
  }

  /// What another writer wrote of the innermost element's content.
  public mutating func content(_ writer: XMLWriter) {
    if writer.bytes.isEmpty { return }
    closeTag()
    if !open.isEmpty { open[open.count - 1].hasElements = true }
    bytes += writer.bytes
  }

  // MARK: Inside

  private mutating func closeTag() {
    if isInTag { bytes.append(UInt8(ascii: ">")) }
    isInTag = false
  }

  private mutating func breakLine() {
    if bytes.isEmpty, depth == 0 { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * (depth + open.count))
  }

  private mutating func append(_ name: StaticString) {
    bytes += UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
  }

  private mutating func escape(_ text: String, isAttribute: Bool) {
    var text = text
    text.withUTF8 { text in
      var run = 0  // everything before `run` is written; between `run` and `index` nothing needs another form
      var index = 0
      while index < text.count {
        guard let (form, length) = Self.form(text, index, isAttribute) else {
          index += 1
          continue
        }
        bytes += UnsafeBufferPointer(rebasing: text[run..<index])
        append(form)
        index += length
        run = index
      }
      bytes += UnsafeBufferPointer(rebasing: text[run...])
    }
  }

  /// What stands for the character at `index`, and how many bytes it has; `nil` if it may stand for itself.
  private static func form(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ isAttribute: Bool
  ) -> (StaticString, Int)? {
    switch text[index] {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return isAttribute ? ("&quot;", 1) : nil
    // A reader makes blanks of those in attributes, and of a carriage return a line feed anywhere.
    case 0x09: return isAttribute ? ("&#9;", 1) : nil
    case 0x0A: return isAttribute ? ("&#10;", 1) : nil
    case 0x0D: return ("&#13;", 1)
    case 0..<0x20: return ("\u{FFFD}", 1)
    // U+FFFE and U+FFFF, the only others that XML has not.
    case 0xEF where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
      return ("\u{FFFD}", 3)
    default: return nil
    }
  }
}

extension XMLWriter {
  /// An element that holds nothing but text.
  public mutating func element(_ name: StaticString, _ content: String) {
    begin(name, isText: true)
    text(content)
    end()
  }
}
