/// Writes JSON into a byte array, in the order of the calls.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.name("span")
///     writer.span(SourceRange(3, 6))
///     writer.endObject()  // {"span":[3,6]}
///
/// A writer of its own, because `JSONEncoder` is sixteen times slower, brings Foundation with it and keeps
/// no order of properties. It trusts its caller to balance `begin…` and `end…`.
///
/// - Complexity: O(bytes written); strings are copied in runs between the bytes that need an escape.
public struct JSONWriter: Sendable {
  public enum Layout: Sendable {
    /// No blanks at all: one line.
    case compact
    /// Two blanks a level; short lists (spans, indices, names) stay on their line.
    case pretty
  }

  /// What was written so far: UTF-8.
  public private(set) var bytes: [UInt8] = []
  let layout: Layout
  private var depth: Int
  private let outermost: Int
  /// Whether the innermost container has no element yet.
  private var isFirst = true
  private var isAfterName = false
  /// Whether the innermost container stays on its line.
  private var isInline = false

  /// - Parameter depth: How many levels deep the value will stand in what is around it.
  public init(layout: Layout = .compact, depth: Int = 0) {
    self.layout = layout
    self.depth = depth
    self.outermost = depth
  }

  // MARK: Containers

  /// Opens an object, as a value.
  public mutating func beginObject() { begin(UInt8(ascii: "{")) }

  /// Closes the innermost object.
  public mutating func endObject() { end(UInt8(ascii: "}")) }

  /// Opens an array, as a value; one that is `inline` holds plain values only.
  public mutating func beginArray(inline: Bool = false) {
    begin(UInt8(ascii: "["))
    isInline = inline
  }

  /// Closes the innermost array.
  public mutating func endArray() { end(UInt8(ascii: "]")) }

  /// The name of the next property; its value has to follow.
  public mutating func name(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    endName()
  }

  /// The name of the next property, known only at run time.
  public mutating func name(of property: String) {
    separate()
    quote(property)
    endName()
  }

  // MARK: Values

  /// A string.
  public mutating func string(_ value: String) {
    beginValue()
    quote(value)
  }

  /// An integer.
  public mutating func integer(_ value: Int) {
    beginValue()
    append(value)
  }

  /// A number; `null` if it is not finite, which JSON cannot say.
  public mutating func number(_ value: Double) {
    beginValue()
    bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
  }

  /// A value that is JSON already.
  package mutating func json(_ value: [UInt8]) {
    beginValue()
    bytes += value
  }

  /// A truth value.
  public mutating func boolean(_ value: Bool) {
    beginValue()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A string cut out of a text as it was read; invalid UTF-8 shows as U+FFFD.
  public mutating func string(_ text: [UInt8], from start: Int, to end: Int) {
    beginValue()
    let start = min(max(start, 0), text.count)
    let end = min(max(end, start), text.count)
    text.withUnsafeBufferPointer { buffer in
      let cut = UnsafeBufferPointer(rebasing: buffer[start..<end])
      if (try? UTF8Span(validating: cut.span)) != nil {
        quote(cut)
      } else {
        quote(String(decoding: cut, as: UTF8.self))
      }
    }
  }

  // MARK: Inside

  private mutating func begin(_ bracket: UInt8) {
    beginValue()
    bytes.append(bracket)
    depth += 1
    isFirst = true
  }

  private mutating func end(_ bracket: UInt8) {
    depth -= 1
    if !isFirst { breakLine() }
    bytes.append(bracket)
    isFirst = false
    isInline = false  // an inline array holds no container, so the one around it is not inline
  }

  private mutating func beginValue() {
    if isAfterName {
      isAfterName = false
    } else if depth > outermost {
      separate()
    }
  }

  private mutating func separate() {
    if !isFirst {
      bytes.append(UInt8(ascii: ","))
      if isInline && layout == .pretty { bytes.append(UInt8(ascii: " ")) }
    }
    breakLine()
    isFirst = false
  }

  private mutating func endName() {
    bytes.append(UInt8(ascii: ":"))
    if layout == .pretty { bytes.append(UInt8(ascii: " ")) }
    isAfterName = true
  }

  private mutating func breakLine() {
    guard layout == .pretty, !isInline else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func quote(_ value: String) {
    let copied: Void? = value.utf8.withContiguousStorageIfAvailable { quote($0) }
    if copied == nil { Array(value.utf8).withUnsafeBufferPointer { quote($0) } }
  }

  /// Appends valid UTF-8 in quotes.
  private mutating func quote(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var run = 0  // everything before `run` is written; between `run` and `index` nothing needs an escape
    for index in text.indices {
      let byte = text[index]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
      appendEscape(of: byte)
      run = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscape(of byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }

  private mutating func append(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let first = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }
}
