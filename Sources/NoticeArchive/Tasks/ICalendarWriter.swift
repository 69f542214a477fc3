/// Writes iCalendar lines into a byte array.
///
/// Lines end in CRLF and are folded at 75 octets, never inside a character.
///
/// - Source: RFC 5545, 3.1 (lines), 3.3.11 (text).
struct ICalendarWriter {
  /// What was written so far: UTF-8.
  private(set) var bytes: [UInt8] = []

  private static let longestLine = 75

  /// A property whose value stands as it is: a date, a rule, a word of the format.
  mutating func property(_ name: String, _ value: String) { line(name + ":" + value) }

  /// A property whose value is text of people.
  mutating func text(_ name: String, _ value: String) { line(name + ":" + Self.escaped(value)) }

  /// Text as a value: `\`, `;` and `,` escaped, line ends as `\n`; other control characters, which no text may have,
  /// as blanks.
  static func escaped(_ value: String) -> String {
    var out = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": out += "\\\(scalar)"
      case "\n": out += "\\n"
      case "\r": continue
      case "\t": out += " "
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private mutating func line(_ line: String) {
    var width = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if width + size > Self.longestLine {
        bytes.append(contentsOf: [0x0D, 0x0A, 0x20])
        width = 1
      }
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      width += size
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }
}
