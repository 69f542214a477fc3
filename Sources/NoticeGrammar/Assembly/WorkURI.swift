import NoticeText

/// Names of documents in the whole country: Akoma Ntoso naming convention, FRBR work.
///
///     /akn/vn/doc/thong-bao/tinh-uy-quang-ninh/2021/400-tb-tu
///
/// Issuer and year scope a number, since `18-CT/TU` exists in every province and term. The year alone, so
/// that a mention without the day has the same name.
///
/// - Source: OASIS LegalDocML, Akoma Ntoso Naming Convention 1.0.
enum WorkURI {
  static func make(kind: Kind, isAct: Bool, issuer: String, year: String, name: String) -> String? {
    let (kind, issuer, name) = (slug(kind.name), slug(issuer), slug(name))
    guard !kind.isEmpty, !issuer.isEmpty, !year.isEmpty, !name.isEmpty else { return nil }
    var out = isAct ? "/akn/vn/act/" : "/akn/vn/doc/"
    out.reserveCapacity(
      out.utf8.count + kind.utf8.count + issuer.utf8.count + year.utf8.count + name.utf8.count + 3)
    for part in [kind, issuer, year] {
      out += part
      out += "/"
    }
    return out + name
  }

  /// Lower case, marks removed, `đ` as `d`, everything else a dash.
  static func slug(_ text: String) -> String {
    var text = text
    var out: [UInt8] = []
    text.withUTF8 { bytes in
      out.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        let (scalar, size) = UTF8Bytes.decode(bytes, at: index)
        index += size
        if let letter = WordLetters.base(scalar) {
          out.append(letter)
        } else if scalar >= 48, scalar <= 57 {
          out.append(UInt8(scalar))
        } else if let last = out.last, last != 45 {
          out.append(45)
        }
      }
      while out.last == 45 { out.removeLast() }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
