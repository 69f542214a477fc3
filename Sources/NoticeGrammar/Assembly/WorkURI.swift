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
  static func make(kind: Kind, isAct: Bool, issuer: String, year: Substring, name: String) -> String? {
    let folder = isAct ? "/akn/vn/act/" : "/akn/vn/doc/"
    // A slug is never longer than what it is made of.
    let capacity =
      folder.utf8.count + kind.name.utf8.count + issuer.utf8.count + year.utf8.count + name.utf8.count + 3
    var isWhole = !year.isEmpty
    let uri = String(unsafeUninitializedCapacity: capacity) { buffer in
      var out = SlugWriter(buffer)
      out.append(folder)
      isWhole = out.appendSlug(kind.name) && isWhole
      out.append("/")
      isWhole = out.appendSlug(issuer) && isWhole
      out.append("/")
      out.append(String(year))
      out.append("/")
      isWhole = out.appendSlug(name) && isWhole
      return out.count
    }
    return isWhole ? uri : nil
  }
}

/// Writes into a buffer that has room for every byte of what it is given.
private struct SlugWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      for byte in bytes { append(byte) }
    }
  }

  /// Appends `text` as a slug: lower case, marks removed, `đ` as `d`, everything else a dash. False if nothing is
  /// left of it.
  mutating func appendSlug(_ text: String) -> Bool {
    let start = count
    let table = WordLetters.bases
    var text = text
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        var scalar = UInt32(bytes[index])
        var size = 1
        if scalar >= 0x80 { (scalar, size) = UTF8Bytes.decode(bytes, at: index) }
        index &+= size
        let letter = table[scalar]
        if letter != 0 {
          append(letter)
        } else if scalar >= 48, scalar <= 57 {
          append(UInt8(scalar))
        } else if count > start, buffer[count - 1] != 45 {
          append(45)
        }
      }
    }
    while count > start, buffer[count - 1] == 45 { count -= 1 }
    return count > start
  }
}
