/// Makes small archives byte by byte, such as no program makes them.
enum ZipMaker {
  struct Entry {
    var name: [UInt8]
    var content: [UInt8]
    var flags: UInt16 = 0
    /// Of Unix, in the upper half of the external attributes.
    var mode: UInt32 = 0o100644

    init(_ name: String, _ content: [UInt8]) {
      self.name = Array(name.utf8)
      self.content = content
      flags = 0x0800  // UTF-8
    }

    init(_ name: String, _ content: String) { self.init(name, Array(content.utf8)) }
  }

  /// A ZIP archive whose entries are stored.
  static func zip(_ entries: [Entry]) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = out.count
      let crc = crc32(entry.content)
      let common =
        le(entry.flags) + le(UInt16(0)) + le(UInt32(0)) + le(crc) + le(UInt32(entry.content.count))
        + le(UInt32(entry.content.count)) + le(UInt16(entry.name.count)) + le(UInt16(0))
      out += [0x50, 0x4B, 3, 4] + le(UInt16(20)) + common + entry.name + entry.content
      directory += [0x50, 0x4B, 1, 2] + le(UInt16(0x0314)) + le(UInt16(20)) + common
      directory += le(UInt16(0)) + le(UInt16(0)) + le(UInt16(0)) + le(entry.mode << 16) + le(UInt32(offset))
      directory += entry.name
    }
    let start = out.count
    out += directory
    out += [0x50, 0x4B, 5, 6] + le(UInt16(0)) + le(UInt16(0)) + le(UInt16(entries.count))
    out += le(UInt16(entries.count)) + le(UInt32(directory.count)) + le(UInt32(start)) + le(UInt16(0))
    return out
  }

  /// A tar archive.
  static func tar(_ entries: [(name: String, kind: Character, link: String, content: [UInt8])]) -> [UInt8] {
    var out: [UInt8] = []
    for entry in entries {
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, at place: Int) {
        for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
      }
      func octal(_ value: Int, _ width: Int) -> String {
        let digits = String(value, radix: 8)
        return String(repeating: "0", count: width - digits.count) + digits
      }
      put(entry.name, at: 0)
      put("0000644", at: 100)
      put("0000000", at: 108)
      put("0000000", at: 116)
      put(octal(entry.content.count, 11), at: 124)
      put("00000000000", at: 136)
      put("        ", at: 148)
      put(String(entry.kind), at: 156)
      put(entry.link, at: 157)
      put("ustar", at: 257)
      put("00", at: 263)
      put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
      header[154] = 0
      out += header + entry.content + [UInt8](repeating: 0, count: (512 - entry.content.count % 512) % 512)
    }
    return out + [UInt8](repeating: 0, count: 1024)
  }

  private static func le(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private static func le(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 != 0 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
