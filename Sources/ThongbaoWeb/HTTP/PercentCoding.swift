#if Web
  /// Percent-encoding of addresses and forms.
  ///
  /// - Source: RFC 3986, 2; WHATWG URL, application/x-www-form-urlencoded.
  enum PercentCoding {
    /// - Parameter isForm: Whether `+` is a blank.
    /// - Returns: `nil` if a `%` stands before no two digits, or the bytes are no UTF-8.
    static func decoded(_ text: some StringProtocol, isForm: Bool = false) -> String? {
      var bytes: [UInt8] = []
      var rest = text.utf8.makeIterator()
      while let byte = rest.next() {
        switch byte {
        case UInt8(ascii: "%"):
          guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
            return nil
          }
          bytes.append(high << 4 | low)
        case UInt8(ascii: "+") where isForm: bytes.append(0x20)
        default: bytes.append(byte)
        }
      }
      return String(validating: bytes, as: UTF8.self)
    }

    /// For one segment of a path, or a name or value of a query: whatever is not unreserved is encoded, slashes too.
    static func encoded(_ text: String) -> String {
      let digits = Array("0123456789ABCDEF".utf8)
      var out: [UInt8] = []
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
          UInt8(ascii: "~"):
          out.append(byte)
        default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
      return String(decoding: out, as: UTF8.self)
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

    private static func digit(_ byte: UInt8) -> UInt8? {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
      default: nil
      }
    }
  }
#endif
