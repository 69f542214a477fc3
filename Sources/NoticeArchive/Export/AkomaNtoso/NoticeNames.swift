import NoticeGrammar
import NoticeIndex

/// What a document is called in formats that name works of the law: Akoma Ntoso, ELI.
///
/// - Source: OASIS LegalDocML, Akoma Ntoso Naming Convention 1.0.
struct NoticeNames {
  /// The work, whatever its wording: the notice's `uri`; of a notice without one, its bytes are its name.
  let work: String
  /// As it was worded on its day.
  let expression: String
  /// Of legal force for everyone, such as a decree.
  let isAct: Bool
  /// Day of issue; `nil` if the notice does not say, or says only the month.
  let day: String?

  init(_ notice: Notice, id: String) {
    if let uri = notice.uri {
      work = uri
    } else if let hash = notice.source.sha256 {
      work = "urn:sha256:\(hash)"
    } else {
      work = "urn:thongbao:\(Self.encoded(id))"
    }
    day = notice.date.flatMap { Self.isDay($0) ? $0 : nil }
    expression = "\(work)/vie@\(day ?? "")"
    isAct = notice.uri?.hasPrefix("/akn/vn/act/") ?? false
  }

  /// Whether `date` is one day of the calendar: what XML and JSON-LD call a date.
  static func isDay(_ date: String) -> Bool {
    guard date.utf8.count == 10, let days = EDTFDays.range(date) else { return false }
    return days.count == 1
  }

  /// A part of another work: `/akn/…/128-nq-cp/~art_3__cl_2__point_đ`.
  static func href(_ uri: String, _ pinpoint: Pinpoint?) -> String {
    guard let pinpoint else { return uri }
    var parts: [String] = []
    for (name, value) in [("art", pinpoint.article), ("cl", pinpoint.clause), ("point", pinpoint.point)] {
      if let value { parts.append("\(name)_\(encoded(value))") }
    }
    return parts.isEmpty ? uri : "\(uri)/~\(parts.joined(separator: "__"))"
  }

  /// As a part of an address: letters and digits of any script stay, everything else but `-._` becomes `%XX`.
  ///
  /// - Source: RFC 3987, 2.2 (`iunreserved`).
  static func encoded(_ text: String) -> String {
    var out: [UInt8] = []
    for scalar in text.unicodeScalars {
      let isKept =
        scalar.value < 0x80
        ? scalar.properties.isAlphabetic || (48...57).contains(scalar.value)
          || "-._".unicodeScalars.contains(scalar)
        : scalar.properties.isAlphabetic
      for byte in Array(String(scalar).utf8) {
        if isKept {
          out.append(byte)
        } else {
          let digits = Array("0123456789ABCDEF".utf8)
          out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
