/// What the first bytes of an image say of its size, before anything of it is unpacked.
struct ImageHeader: Equatable {
  struct Size: Equatable {
    var width: Int
    var height: Int
  }

  /// Of every image in the file: TIFF has several.
  var sizes: [Size]

  /// - Throws: `damaged` if they are missing or contradict the format.
  init(png bytes: [UInt8]) throws(InputError) {
    guard bytes.count >= 33, Array(bytes[12..<16]) == Array("IHDR".utf8) else {
      throw .damaged(format: "PNG", reason: "no header")
    }
    sizes = [Size(width: Self.big(bytes, 16, 4), height: Self.big(bytes, 20, 4))]
    try check("PNG")
  }

  /// - Throws: `damaged` if no frame begins.
  init(jpeg bytes: [UInt8]) throws(InputError) {
    var at = 2
    // Ends: a segment is two bytes at least.
    while at + 9 < bytes.count {
      guard bytes[at] == 0xFF else { throw .damaged(format: "JPEG", reason: "no marker at byte \(at)") }
      let marker = bytes[at + 1]
      if marker == 0xFF {
        at += 1
        continue
      }
      if marker == 0x01 || (0xD0...0xD8).contains(marker) {
        at += 2
        continue
      }
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        sizes = [Size(width: Self.big(bytes, at + 7, 2), height: Self.big(bytes, at + 5, 2))]
        try check("JPEG")
        return
      }
      let length = Self.big(bytes, at + 2, 2)
      guard length >= 2 else { break }
      at += 2 + length
    }
    throw .damaged(format: "JPEG", reason: "no frame")
  }

  /// Whether a TIFF begins so.
  static func isTIFF(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x49, 0x49, 0x2A, 0x00]) || bytes.starts(with: [0x4D, 0x4D, 0x00, 0x2A])
  }

  /// - Parameter limit: How many images there may be.
  /// - Throws: `damaged` if the list of images leaves the file or bites its tail; `overLimit`.
  init(tiff bytes: [UInt8], limit: Int) throws(InputError) {
    guard bytes.count >= 8 else { throw .damaged(format: "TIFF", reason: "no header") }
    let isBig = bytes[0] == UInt8(ascii: "M")
    func number(_ at: Int, _ count: Int) -> Int {
      isBig ? Self.big(bytes, at, count) : Self.big(Array(bytes[at..<at + count].reversed()), 0, count)
    }
    sizes = []
    var seen: Set<Int> = []
    var at = number(4, 4)
    // Ends: no directory is visited twice.
    while at != 0 {
      guard at + 2 <= bytes.count, seen.insert(at).inserted else {
        throw .damaged(format: "TIFF", reason: "a directory at byte \(at)")
      }
      if sizes.count == limit { throw .overLimit(.pages(limit)) }
      let entries = number(at, 2)
      guard at + 2 + entries * 12 + 4 <= bytes.count else {
        throw .damaged(format: "TIFF", reason: "a directory at byte \(at)")
      }
      var size = Size(width: 0, height: 0)
      for entry in 0..<entries {
        let start = at + 2 + entry * 12
        let value = number(start + 2, 2) == 3 ? number(start + 8, 2) : number(start + 8, 4)
        switch number(start, 2) {
        case 256: size.width = value
        case 257: size.height = value
        default: break
        }
      }
      sizes.append(size)
      at = number(at + 2 + entries * 12, 4)
    }
    try check("TIFF")
  }

  /// - Throws: `overLimit` if unpacking an image would take more pixels.
  func check(atMost pixels: Int) throws(InputError) {
    for size in sizes {
      let (count, isTooMany) = size.width.multipliedReportingOverflow(by: size.height)
      if isTooMany || count > pixels { throw .overLimit(.pixels(pixels)) }
    }
  }

  private func check(_ format: String) throws(InputError) {
    guard !sizes.isEmpty, sizes.allSatisfy({ $0.width > 0 && $0.height > 0 }) else {
      throw .damaged(format: format, reason: "an image without size")
    }
  }

  private static func big(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
  }
}
