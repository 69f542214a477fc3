#if Web
  import Foundation

  /// Percent-encoding of addresses and forms.
  ///
  /// - Source: RFC 3986, 2; WHATWG URL, application/x-www-form-urlencoded.
  enum PercentCoding {
    /// - Parameter isForm: Whether `+` is a blank.
    /// - Returns: `nil` if a `%` stands before no two digits, or the bytes are no UTF-8.
    static func decoded(_ text: some StringProtocol, isForm: Bool = false) -> String? {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.utf8.count)
      var rest = text.utf8[...]
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "%"):
          guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
            return nil
          }
          bytes.append(high << 4 | low)
        case UInt8(ascii: "+") where isForm: bytes.append(0x20)
        default: bytes.append(byte)
        }
      }
      return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x41...0x46, 0x61...0x66: (byte & 0xDF) - 0x37
      default: nil
      }
    }

    /// For one segment of a path, or a name or value of a query: whatever is not unreserved is encoded, slashes too.
    static func encoded(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// `a=1&b=x%20y` → pairs, in order; a name without `=` has an empty value.
    ///
    /// - Returns: `nil` if something of it does not decode.
    static func pairs(_ query: some StringProtocol) -> [(name: String, value: String)]? {
      var pairs: [(name: String, value: String)] = []
      for part in query.split(separator: "&") {
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = decoded(sides[0], isForm: true),
          let value = decoded(sides.count > 1 ? sides[1] : "", isForm: true)
        else { return nil }
        pairs.append((name, value))
      }
      return pairs
    }

    /// Pairs as a query; empty values are left out.
    static func query(_ pairs: [(name: String, value: String)]) -> String {
      pairs.filter { !$0.value.isEmpty }.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(
        separator: "&")
    }

    private static let unreserved = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")
  }
#endif
