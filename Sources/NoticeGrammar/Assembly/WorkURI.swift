import NoticeText

/// Names of documents in the whole country: Akoma Ntoso naming convention, FRBR work.
///
///     /akn/vn/doc/thong-bao/tinh-uy-quang-ninh/2021/400-tb-tu
///
/// Issuer and year scope a number, since `18-CT/TU` exists in every province and term. The year alone, so
/// that a mention without the day has the same name.
///
/// - Source: OASIS LegalDocML, Akoma Ntoso Naming Convention 1.0.
package enum WorkURI {
  /// The URI's name for a body, a kind or a number: lower case, without marks, a dash for everything else; `nil` if
  /// nothing is left.
  ///
  ///     Tỉnh ủy Quảng Ninh → tinh-uy-quang-ninh        018-CT/TU → 018-ct-tu
  package static func slug(_ text: String) -> String? {
    var isWhole = false
    let slug = String(capacity: text.utf8.count) { isWhole = $0.appendSlug(text) }
    return isWhole ? slug : nil
  }

  package static func make(kind: Kind, isAct: Bool, issuer: String, year: Substring, name: String) -> String?
  {
    let folder = isAct ? "/akn/vn/act/" : "/akn/vn/doc/"
    // A slug is never longer than what it is made of.
    let capacity =
      folder.utf8.count + kind.name.utf8.count + issuer.utf8.count + year.utf8.count + name.utf8.count + 3
    var isWhole = !year.isEmpty
    let uri = String(capacity: capacity) { out in
      out.append(folder)
      isWhole = out.appendSlug(kind.name) && isWhole
      out.append(47)
      isWhole = out.appendSlug(issuer) && isWhole
      out.append(47)
      out.append(String(year))
      out.append(47)
      isWhole = out.appendSlug(name) && isWhole
    }
    return isWhole ? uri : nil
  }
}

extension TextWriter {
  /// Appends `text` as a slug: lower case, marks removed, `đ` as `d`, everything else a dash. False if nothing is
  /// left of it.
  fileprivate mutating func appendSlug(_ text: String) -> Bool {
    let start = count
    if text.utf8.withContiguousStorageIfAvailable({ appendSlug($0) }) == nil {
      Array(text.utf8).withUnsafeBufferPointer { appendSlug($0) }
    }
    while last(from: start) == 45 { removeLast() }
    return count > start
  }

  private mutating func appendSlug(_ bytes: UnsafeBufferPointer<UInt8>) {
    let table = WordLetters.bases
    var index = 0
    var isAfterLetter = false
    while index < bytes.count {
      var scalar = UInt32(bytes[index])
      var size = 1
      if scalar >= 0x80 { (scalar, size) = UTF8Bytes.decode(bytes, at: index) }
      index &+= size
      let letter = table[scalar]
      if letter != 0 {
        append(letter)
        isAfterLetter = true
      } else if scalar >= 48, scalar <= 57 {
        append(UInt8(truncatingIfNeeded: scalar))
        isAfterLetter = true
      } else if isAfterLetter {
        append(45)
        isAfterLetter = false
      }
    }
  }
}
