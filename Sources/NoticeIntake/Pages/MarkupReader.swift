import CXML

/// A document of marks as events, for a reader that is a value.
package protocol MarkupReader {
  /// Names are in small letters.
  mutating func start(_ name: String, _ attributes: [String: String])
  mutating func end(_ name: String)
  mutating func text(_ bytes: UnsafeRawBufferPointer)
}

extension MarkupReader {
  /// Reads HTML, or XML as if it were HTML: nothing is faulty.
  ///
  /// - Returns: The line at which elements stand in each other too deep to go on, or 0.
  @discardableResult
  package mutating func readHTML(_ bytes: [UInt8], encoding: String?) -> Int {
    withHandler { handler in
      bytes.withUnsafeBytes { buffer in
        // An empty buffer may have no address.
        guard let address = buffer.baseAddress else { return 0 }
        var handler = handler
        return Int(cxml_read_html(address, buffer.count, encoding, &handler))
      }
    }
  }

  /// Reads XML.
  ///
  /// - Returns: The line of the first fault, or 0.
  package mutating func readXML(_ bytes: [UInt8]) -> Int {
    withHandler { handler in
      bytes.withUnsafeBytes { buffer in
        guard let address = buffer.baseAddress else { return 1 }
        var handler = handler
        return Int(cxml_read(address, buffer.count, &handler))
      }
    }
  }

  private mutating func withHandler<Result>(_ body: (cx_handler) -> Result) -> Result {
    let box = HandlerBox(self)
    let result = body(
      cx_handler(
        context: Unmanaged.passUnretained(box).toOpaque(),
        start: { context, name, attributes in
          guard let context else { return }
          var values: [String: String] = [:]
          var next = attributes
          // Ends: the list is closed by a NULL.
          while let key = next[0] {
            if let value = next[1] { values[String(cString: key).lowercased()] = String(cString: value) }
            next += 2
          }
          Unmanaged<AnyHandlerBox>.fromOpaque(context).takeUnretainedValue().start(
            String(cString: name).lowercased(), values)
        },
        end: { context, name in
          guard let context else { return }
          Unmanaged<AnyHandlerBox>.fromOpaque(context).takeUnretainedValue().end(
            String(cString: name).lowercased())
        },
        text: { context, text, length in
          guard let context else { return }
          Unmanaged<AnyHandlerBox>.fromOpaque(context).takeUnretainedValue().text(
            UnsafeRawBufferPointer(start: text, count: length))
        }))
    self = box.reader
    return result
  }
}

/// What C carries around.
private class AnyHandlerBox {
  func start(_ name: String, _ attributes: [String: String]) {}
  func end(_ name: String) {}
  func text(_ bytes: UnsafeRawBufferPointer) {}
}

private final class HandlerBox<Reader: MarkupReader>: AnyHandlerBox {
  var reader: Reader

  init(_ reader: Reader) { self.reader = reader }

  override func start(_ name: String, _ attributes: [String: String]) { reader.start(name, attributes) }
  override func end(_ name: String) { reader.end(name) }
  override func text(_ bytes: UnsafeRawBufferPointer) { reader.text(bytes) }
}
