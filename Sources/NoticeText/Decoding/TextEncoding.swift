/// The encodings that `TextDecoder` knows, by their usual names.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// ABC, the .Vn fonts: VN3 of TCVN 5712:1993.
  case tcvn3 = "tcvn3"
  /// VN1 of TCVN 5712:1993, which has capitals with tones.
  case tcvn5712 = "tcvn5712-1"
  case vni = "vni-windows"
  case viscii = "viscii"
  case vps = "vps"
  case windows1258 = "windows-1258"
  /// UTF-8 in which some lines, or all, are TCVN3 or VNI whose bytes were taken for Latin-1.
  case utf8WithTCVN3 = "utf-8+tcvn3"
  case utf8WithVNI = "utf-8+vni-windows"
  /// Lines of UTF-8 among lines of another encoding.
  case mixed = "mixed"
}
