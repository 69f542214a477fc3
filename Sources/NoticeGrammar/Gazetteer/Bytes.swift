/// A string that is compared and hashed byte by byte: normalised text needs no more.
struct Bytes: Hashable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (a: Bytes, b: Bytes) -> Bool { equal(a.text, b.text) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  static func equal(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && hasPrefix(a, b)
  }

  static func hasPrefix(_ text: String, _ prefix: String) -> Bool {
    matches(text, prefix) { _ in 0 }
  }

  static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
    matches(text, suffix) { $0 }
  }

  static func withoutBlanks(_ text: String) -> String {
    text.utf8.contains(32) ? String(decoding: text.utf8.lazy.filter { $0 != 32 }, as: UTF8.self) : text
  }

  /// Whether `part` stands in `text` at the place that `start` chooses among those where it has room.
  @inline(__always)
  private static func matches(_ text: String, _ part: String, at start: (Int) -> Int) -> Bool {
    guard part.utf8.count <= text.utf8.count else { return false }
    let matches = text.utf8.withContiguousStorageIfAvailable { text in
      part.utf8.withContiguousStorageIfAvailable { part in
        let first = start(text.count - part.count)
        for index in 0..<part.count where text[first + index] != part[index] { return false }
        return true
      }
    }
    if let matches, let matches { return matches }
    let first = start(text.utf8.count - part.utf8.count)
    return text.utf8.dropFirst(first).starts(with: part.utf8)
  }
}
