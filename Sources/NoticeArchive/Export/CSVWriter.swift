/// Writes rows of comma-separated values into a byte array.
///
///     path,subject
///     a.txt,"V/v ""tổ COVID-19 cộng đồng"", đợt 2"
///
/// A field is quoted if it holds a comma, a quote or a line's end; nothing else of it is changed, unless formulas are
/// guarded.
///
/// - Source: RFC 4180 (rows end in CRLF), in UTF-8.
public struct CSVWriter: Sendable {
  /// What was written so far: UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var isFirst = true
  private let guardsFormulas: Bool

  /// - Parameter guardsFormulas: Whether a field that a spreadsheet would compute gets a `'` before it. Who writes
  ///   such a text decides what is computed on the machine of whoever opens the table.
  public init(guardsFormulas: Bool = false) { self.guardsFormulas = guardsFormulas }

  /// U+FEFF, by which Excel knows UTF-8; only ever the first thing of a file.
  public mutating func byteOrderMark() { bytes.append(contentsOf: [0xEF, 0xBB, 0xBF]) }

  /// The next field of the row.
  public mutating func field(_ value: String) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    if guardsFormulas, Self.isFormula(value) { return append("'" + value) }
    append(value)
  }

  private mutating func append(_ value: String) {
    guard value.utf8.contains(where: Self.needsQuotes) else {
      bytes.append(contentsOf: value.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The next field of the row; empty if there is no value.
  public mutating func field(_ value: String?) { field(value ?? "") }

  /// The next field of the row.
  public mutating func field(_ value: Int) { field(String(value)) }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(contentsOf: [0x0D, 0x0A])
    isFirst = true
  }

  /// Whether a spreadsheet may take it for a formula; a sign alone is none.
  private static func isFormula(_ value: String) -> Bool {
    guard let first = value.utf8.first, value.utf8.count > 1 else { return false }
    return [UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D]
      .contains(first)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }
}
