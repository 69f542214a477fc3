import Foundation
import NoticeText

/// Text → bytes of a legacy encoding: the inverse of what is tested, from the same table, read plainly.
package struct LegacyEncoder {
  private var bytes: [UnicodeScalar: [UInt8]] = [:]
  package let encoding: LegacyEncoding

  package init(_ encoding: LegacyEncoding) {
    self.encoding = encoding
    let rows = DataTable("legacy_charsets.tsv").rows
    let column: Int =
      switch encoding {
      case .tcvn3: 2
      case .tcvn5712: 3
      case .vni: 4
      case .viscii: 5
      case .vps: 6
      case .windows1258: 7
      }
    for row in rows {
      let code = row[column].split(separator: " ").compactMap { UInt8($0, radix: 16) }
      guard let scalar = UInt32(row[1].dropFirst(2), radix: 16).flatMap(UnicodeScalar.init), !code.isEmpty,
        bytes[scalar] == nil
      else { continue }
      bytes[scalar] = code
    }
    guard encoding == .tcvn3 else { return }
    // As a font of capitals has it: the small letter's byte.
    for (scalar, code) in bytes where code.count == 2 {
      let small = scalar.properties.lowercaseMapping.unicodeScalars.first
      if let small, let one = bytes[small] { bytes[scalar] = one }
    }
  }

  /// What the encoding has no code for becomes what people typed instead: `"`, `-`, or nothing.
  package func simplified(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.isASCII || bytes[scalar] != nil && scalar.value < 0x2000 {
        out.append(scalar)
      } else {
        switch scalar {
        case "“", "”", "„": out.append("\"")
        case "‘", "’": out.append("'")
        case "–", "—", "─": out.append("-")
        case "Ð": out.append("Đ")
        default: break
        }
      }
    }
    return String(out)
  }

  /// - Precondition: `text` is `simplified`.
  package func encode(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { bytes[$0] ?? [UInt8(truncatingIfNeeded: $0.value)] }
  }

  /// The bytes as the Latin-1 characters of their values, as word processors keep text in legacy fonts.
  package static func asLatin(_ bytes: [UInt8]) -> String {
    String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
  }
}
