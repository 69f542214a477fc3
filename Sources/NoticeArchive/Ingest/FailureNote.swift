import NoticeIntake

/// Which files gave no notice, and why: a note of an archive's commits, so that a run does not read them again.
///
///     89abcdef01234567⇥program-failed⇥tesseract⇥no page
///
/// A line each, the oldest first: the version that the document would have, so that another file, other options and
/// another program are another failure; the error's code and what it says. Only what the file itself is to blame for
/// stands there.
struct FailureNote {
  /// In the order in which they were added.
  private(set) var order: [UInt64] = []
  private(set) var errors: [UInt64: InputError] = [:]

  /// Its name among a commit's notes.
  static let name = "failures"
  /// More are forgotten, the oldest first.
  static let most = 10_000
  /// A reason is cut to so many bytes.
  private static let longestReason = 200

  init(_ note: [UInt8]?) {
    for line in (note ?? []).split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard let version = UInt64(fields[0], radix: 16), let error = Self.error(fields.dropFirst()) else {
        continue
      }
      add(error, version: version)
    }
  }

  mutating func add(_ error: InputError, version: UInt64) {
    guard Self.fields(error) != nil else { return }
    if errors.updateValue(error, forKey: version) == nil { order.append(version) }
  }

  /// `nil` if there is nothing to note.
  ///
  /// - Complexity: O(failures).
  var bytes: [UInt8]? {
    if order.isEmpty { return nil }
    return order.suffix(Self.most).flatMap { version in
      let fields = errors[version].flatMap(Self.fields) ?? []
      let line = [ReadingNote.hexadecimal(version)] + fields.map(Self.plain)
      return Array(line.joined(separator: "\t").utf8) + [UInt8(ascii: "\n")]
    }
  }

  /// Without what would end a field, and not too long.
  private static func plain(_ text: String) -> String {
    String(decoding: text.utf8.prefix(longestReason).map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  /// `nil` of what may be otherwise the next time, though the file is the same.
  private static func fields(_ error: InputError) -> [String]? {
    switch error {
    case .noNotice, .empty: [error.code]
    case .binary(let offset), .invalidUTF16(let offset): [error.code, "\(offset)"]
    case .encrypted(let format), .needsOCR(let format): [error.code, format]
    case .damaged(let format, let reason): [error.code, format, reason]
    case .programFailed(let program, let reason): [error.code, program, reason]
    case .overLimit(let limit): [error.code] + fields(limit)
    default: nil
    }
  }

  private static func fields(_ limit: InputError.Limit) -> [String] {
    switch limit {
    case .seconds(let value): ["seconds", "\(value)"]
    case .memory(let value): ["memory", "\(value)"]
    case .output(let value): ["output", "\(value)"]
    case .pages(let value): ["pages", "\(value)"]
    case .entries(let value): ["entries", "\(value)"]
    case .pixels(let value): ["pixels", "\(value)"]
    case .nesting(let value): ["nesting", "\(value)"]
    }
  }

  private static func error(_ fields: ArraySlice<String>) -> InputError? {
    let values = Array(fields.dropFirst())
    let number = values.last.flatMap { Int($0) }
    switch (fields.first ?? "", values.count) {
    case ("no-notice", 0): return .noNotice
    case ("empty", 0): return .empty
    case ("binary", 1): return number.map { .binary(offset: $0) }
    case ("invalid-utf16", 1): return number.map { .invalidUTF16(offset: $0) }
    case ("encrypted", 1): return .encrypted(format: values[0])
    case ("needs-ocr", 1): return .needsOCR(format: values[0])
    case ("damaged", 2): return .damaged(format: values[0], reason: values[1])
    case ("program-failed", 2): return .programFailed(values[0], reason: values[1])
    case ("over-limit", 2):
      guard let number else { return nil }
      switch values[0] {
      case "seconds": return .overLimit(.seconds(number))
      case "memory": return .overLimit(.memory(bytes: number))
      case "output": return .overLimit(.output(bytes: number))
      case "pages": return .overLimit(.pages(number))
      case "entries": return .overLimit(.entries(number))
      case "pixels": return .overLimit(.pixels(number))
      case "nesting": return .overLimit(.nesting(number))
      default: return nil
      }
    default: return nil
    }
  }
}
