import CTOML

/// A place in a text: both from 1, columns in characters.
public struct TextPlace: Hashable, Comparable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: TextPlace, b: TextPlace) -> Bool { (a.line, a.column) < (b.line, b.column) }

  fileprivate init(_ place: ct_place) { self.init(line: Int(place.line), column: Int(place.column)) }
}

/// A text of TOML 1.0 that was parsed.
final class TOMLDocument {
  private let document: OpaquePointer

  struct Failure: Error {
    var place: TextPlace
    /// In English, short.
    var reason: String
  }

  init(_ text: [UInt8]) throws(Failure) {
    var place = ct_place()
    var message = [CChar](repeating: 0, count: 400)
    let parsed = text.withUnsafeBytes { bytes in
      // An empty text has no address of its own.
      withUnsafePointer(to: 0 as CChar) { none in
        ct_parse(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? none, bytes.count, &place, &message,
          message.count)
      }
    }
    guard let parsed else {
      let reason = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Failure(place: TextPlace(place), reason: String(decoding: reason, as: UTF8.self))
    }
    document = parsed
  }

  deinit { ct_free(document) }

  /// The table that the text is.
  var root: TOMLNode { TOMLNode(ct_root(document), of: self) }
}

/// A value of a document.
struct TOMLNode {
  private let node: OpaquePointer
  private let document: TOMLDocument

  fileprivate init(_ node: OpaquePointer, of document: TOMLDocument) {
    self.node = node
    self.document = document
  }

  var place: TextPlace { TextPlace(ct_place_of(node)) }

  /// `nil` if it is no table; in the order of the names.
  var members: [(name: String, place: TextPlace, value: TOMLNode)]? {
    guard ct_kind_of(node) == ct_table else { return nil }
    var members: [(name: String, place: TextPlace, value: TOMLNode)] = []
    var name: UnsafePointer<CChar>?
    var length = 0
    var place = ct_place()
    while let value = ct_member(node, members.count, &name, &length, &place) {
      let bytes = UnsafeRawBufferPointer(start: name, count: length)
      members.append(
        (String(decoding: bytes, as: UTF8.self), TextPlace(place), TOMLNode(value, of: document)))
    }
    return members
  }

  /// `nil` if it is no array.
  var elements: [TOMLNode]? {
    guard ct_kind_of(node) == ct_array else { return nil }
    return (0..<ct_count(node)).compactMap { index in
      ct_element(node, index).map { TOMLNode($0, of: document) }
    }
  }

  /// `nil` if it is no string.
  var string: String? {
    var length = 0
    guard let bytes = ct_string_of(node, &length) else { return nil }
    return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }

  /// A local date as `2021-10-18`; `nil` if it is none.
  var date: String? {
    var (year, month, day): (Int32, Int32, Int32) = (0, 0, 0)
    guard ct_date_of(node, &year, &month, &day) != 0 else { return nil }
    func digits(_ number: Int32, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }
}
