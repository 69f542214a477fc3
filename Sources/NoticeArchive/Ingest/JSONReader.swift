import CSimdJSON

/// Parses texts of JSON one after the other, in memory that serves them all.
final class JSONReader {
  private let parser: OpaquePointer

  /// `nil` if there is no memory.
  init?() {
    guard let parser = cj_parser_create() else { return nil }
    self.parser = parser
  }

  deinit { cj_parser_free(parser) }

  /// What is wrong with a text.
  struct Failure: Error {
    /// In English, short.
    var reason: String
    /// Bytes from the text's start; `nil` if that is not known.
    var position: Int?
  }

  /// Parses one text.
  ///
  /// - Parameters:
  ///   - readable: How many bytes may be read from its start; 64 more than it has save a copy.
  ///   - Returns: The value, of use until the next call only.
  func parse(_ text: UnsafeRawBufferPointer, readable: Int) throws(Failure) -> JSONValue {
    guard let base = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      throw Failure(reason: "no JSON found", position: 0)
    }
    var value = cj_value()
    let error = cj_parse(parser, base, text.count, max(readable, text.count), &value)
    guard error == 0 else {
      let position = cj_error_position(base, text.count)
      throw Failure(
        reason: String(cString: cj_error_text(error)), position: position < 0 ? nil : Int(position))
    }
    return JSONValue(value)
  }
}

/// A value of the text that its reader parsed last.
struct JSONValue {
  private let value: cj_value

  fileprivate init(_ value: cj_value) { self.value = value }

  var isObject: Bool { cj_is_object(value) != 0 }
  var isArray: Bool { cj_is_array(value) != 0 }
  var isNull: Bool { cj_is_null(value) != 0 }

  /// A member of an object; `nil` if there is none, or if it is `null`.
  subscript(_ name: StaticString) -> JSONValue? {
    var member = cj_value()
    let found = name.withUTF8Buffer { name in
      name.withMemoryRebound(to: CChar.self) { name in
        // A name has at least one letter.
        cj_member(value, name.baseAddress.unsafelyUnwrapped, name.count, &member)
      }
    }
    guard found != 0, cj_is_null(member) == 0 else { return nil }
    return JSONValue(member)
  }

  /// A string's bytes, UTF-8 without escapes; `nil` if it is no string.
  var utf8: UnsafeRawBufferPointer? {
    var length = 0
    guard let bytes = cj_string(value, &length) else { return nil }
    return UnsafeRawBufferPointer(start: bytes, count: length)
  }

  /// `nil` if it is no string.
  var string: String? { utf8.map { String(decoding: $0, as: UTF8.self) } }

  /// `nil` if it is no integer of 64 bits.
  var integer: Int? {
    var number: Int64 = 0
    return cj_integer(value, &number) != 0 ? Int(number) : nil
  }

  /// `nil` if it is no number.
  var double: Double? {
    var number = 0.0
    return cj_number(value, &number) != 0 ? number : nil
  }

  /// An array's elements; none if it is no array.
  var elements: Elements { Elements(elements: cj_begin(value)) }

  static let noElements = Elements(elements: cj_elements())

  struct Elements: Sequence, IteratorProtocol {
    fileprivate var elements: cj_elements

    mutating func next() -> JSONValue? {
      var element = cj_value()
      return cj_next(&elements, &element) != 0 ? JSONValue(element) : nil
    }
  }
}
