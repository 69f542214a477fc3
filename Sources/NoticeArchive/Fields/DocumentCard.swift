import NoticeIndex

/// What a list of hits shows of a document, at the front of what the index keeps of it (`stored`).
///
///     0   version   1, one byte
///     1   kind, identifier, issuer, date   each: length varint · bytes, UTF-8
///         payload   JSON: {"notice":{…}} as `parse` writes it, without its text; of a ready document {"document":{…}}.
///               Of a notice that was parsed here, "reading" says with which options: 16 hexadecimal digits
///
/// The card is the head of `stored`, so a hit is shown without its JSON.
package struct DocumentCard: Hashable, Sendable {
  /// The code, `TB`; the name of a kind that has none. Empty, as all of these, if the document does not say.
  package var kind = ""
  package var identifier = ""
  package var issuer = ""
  /// EDTF.
  package var date = ""

  private static let version: UInt8 = 1

  package init(kind: String = "", identifier: String = "", issuer: String = "", date: String = "") {
    self.kind = kind
    self.identifier = identifier
    self.issuer = issuer
    self.date = date
  }

  /// As it stands in `stored`.
  package var bytes: [UInt8] {
    var out: [UInt8] = []
    let strings = [kind, identifier, issuer, date]
    out.reserveCapacity(strings.reduce(9) { $0 + $1.utf8.count })
    out.append(Self.version)
    for string in strings {
      var length = string.utf8.count
      while length >= 0x80 {
        out.append(UInt8(truncatingIfNeeded: length) | 0x80)
        length >>= 7
      }
      out.append(UInt8(truncatingIfNeeded: length))
      out.append(contentsOf: string.utf8)
    }
    return out
  }

  /// The card at the front of `stored`, and where the payload begins; `nil` if none stands there, as before what
  /// another program put into the index.
  package static func read(_ stored: [UInt8]) -> (card: DocumentCard, payload: Int)? {
    stored.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      guard reader.byte() == version else { return nil }
      func string() -> String { String(decoding: reader.take(reader.length()), as: UTF8.self) }
      let card = DocumentCard(kind: string(), identifier: string(), issuer: string(), date: string())
      return reader.isValid ? (card, reader.offset) : nil
    }
  }
}
