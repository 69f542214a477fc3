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
    let parts = [slug(kind.name), slug(issuer), year, slug(name)]
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return "/akn/vn/\(isAct ? "act" : "doc")/" + parts.joined(separator: "/")
  }

  /// Lower case, marks removed, `đ` as `d`, everything else a dash.
  static func slug(_ text: String) -> String {
    var out: [UInt8] = []
    for scalar in text.lowercased().unicodeScalars {
      let plain = fold(scalar.value)
      if plain != 0 {
        out.append(plain)
      } else if let last = out.last, last != 45 {
        out.append(45)
      }
    }
    while out.last == 45 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }

  private static func fold(_ scalar: UInt32) -> UInt8 {
    if scalar < 0x80 {
      let byte = UInt8(scalar)
      return (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) ? byte : 0
    }
    guard let code = WordLetters.base(scalar) else { return 0 }
    return code
  }
}
