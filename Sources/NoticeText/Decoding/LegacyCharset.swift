/// What the bytes of a legacy encoding stand for: one byte a letter, or a letter's byte and one for its mark.
///
/// Built from `legacy_charsets.tsv`. Its columns for VISCII, windows-1258 and TCVN 5712-1 are those of glibc's
/// converters, byte for byte.
struct LegacyCharset: Sendable {
  /// The scalar of each byte on its own.
  private var singles: [UInt16]
  /// 0 for a byte that is no mark, else its row of `pairs`.
  private var rows: [UInt8]
  /// What a letter's byte and a mark make, 0 for nothing: `pairs[row × 256 + letter]`.
  private var pairs: [UInt16]

  static subscript(encoding: LegacyEncoding) -> LegacyCharset {
    all[encoding] ?? LegacyCharset(column: 0, rows: [])
  }

  private static let all: [LegacyEncoding: LegacyCharset] = {
    let rows = DataTable("legacy_charsets.tsv").rows
    let columns: [LegacyEncoding: Int] = [
      .tcvn3: 2, .tcvn5712: 3, .vni: 4, .viscii: 5, .vps: 6, .windows1258: 7,
    ]
    return columns.mapValues { LegacyCharset(column: $0, rows: rows) }
  }()

  private init(column: Int, rows table: [[String]]) {
    singles = (0..<256).map { UInt16($0) }
    for (offset, scalar) in Self.windows1252.enumerated() { singles[0x80 + offset] = scalar }
    rows = Array(repeating: 0, count: 256)
    pairs = Array(repeating: 0, count: 256)
    for row in table {
      guard let scalar = UInt16(row[1].dropFirst(2), radix: 16) else { continue }
      let bytes = row[column].split(separator: " ").compactMap { UInt8($0, radix: 16) }
      if bytes.count == 1 { singles[Int(bytes[0])] = scalar }
      if bytes.count == 2 { pair(bytes[0], bytes[1], scalar) }
    }
    // A capital may have the mark of a small letter: `Aø` for `AØ`.
    guard column == 4 else { return }
    for mark in UInt8(0xC0)...0xDE where rows[Int(mark)] != 0 {
      for letter in UInt8(0x41)...0xDE {
        let scalar = pairs[Int(rows[Int(mark)]) << 8 | Int(letter)]
        if scalar != 0 { pair(letter, mark + 0x20, scalar) }
      }
    }
  }

  private mutating func pair(_ letter: UInt8, _ mark: UInt8, _ scalar: UInt16) {
    if rows[Int(mark)] == 0 {
      rows[Int(mark)] = UInt8(pairs.count >> 8)
      pairs += Array(repeating: 0, count: 256)
    }
    let place = Int(rows[Int(mark)]) << 8 | Int(letter)
    if pairs[place] == 0 { pairs[place] = scalar }
  }

  /// Calls `body` with each scalar that `units` stand for, and whether it is one beyond ASCII or was none in the
  /// encoding. A unit above 0xFF stands for itself.
  @inline(__always)
  func decode(_ units: some RandomAccessCollection<UInt32>, _ body: (UInt32, Bool) -> Void) {
    singles.withUnsafeBufferPointer { singles in
      rows.withUnsafeBufferPointer { rows in
        pairs.withUnsafeBufferPointer { pairs in
          var index = units.startIndex
          while index != units.endIndex {
            let unit = units[index]
            index = units.index(after: index)
            guard unit < 0x100 else {
              body(unit, true)
              continue
            }
            if index != units.endIndex, units[index] < 0x100 {
              let row = Int(rows[Int(units[index])])
              if row != 0, case let scalar = pairs[row << 8 | Int(unit)], scalar != 0 {
                body(UInt32(scalar), true)
                index = units.index(after: index)
                continue
              }
            }
            let scalar = UInt32(singles[Int(unit)])
            body(scalar, scalar >= 0x80)
          }
        }
      }
    }
  }

  /// 0x80…0x9F.
  private static let windows1252: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
    0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A,
    0x153, 0x9D, 0x17E, 0x178,
  ]
}
