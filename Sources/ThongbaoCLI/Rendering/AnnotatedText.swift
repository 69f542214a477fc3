import NoticeArchive
import NoticeGrammar
import NoticeText

/// A text with its recognised parts shown in it: in colour, or in brackets where there is none.
///
///     12 │ thực hiện [reference: Chỉ thị số 18-CT/TU ngày [date: 18/10/2021]] của …
///
/// Parts nest; one that crosses the end of another is cut there.
struct AnnotatedText {
  private let bytes: [UInt8]
  private let hasColor: Bool
  private let messages: Messages
  private let gutter: Int

  private var output = ""
  private var line = 1
  private var isLineOpen = false
  /// The parts around the place that is written, from outer to inner.
  private var open: [Part] = []

  private init(_ bytes: [UInt8], hasColor: Bool, messages: Messages) {
    self.bytes = bytes
    self.hasColor = hasColor
    self.messages = messages
    gutter = String(bytes.count(where: { $0 == 0x0A }) + 1).count
  }

  /// - Parameter parts: As `Notice.parts` gives them: outer ones before inner ones.
  static func render(_ text: SourceText, parts: [Part], hasColor: Bool, messages: Messages) -> String {
    var result = AnnotatedText(text.bytes, hasColor: hasColor, messages: messages)
    result.render(withoutTwins(parts))
    return result.output
  }

  /// `reference  date  …`, each in its colour; nothing without colour, where the text names each part.
  static func legend(_ parts: [Part], hasColor: Bool, messages: Messages) -> String {
    let used = Set(parts.map(\.group))
    guard hasColor, !used.isEmpty else { return "" }
    let names = Part.Group.allCases.filter(used.contains).map { color($0) + messages.group($0) + reset }
    return "\(messages.legend): \(names.joined(separator: "  "))\n\n"
  }

  /// Of parts with one span only the last, which says most: not the date, but the deadline.
  private static func withoutTwins(_ parts: [Part]) -> [Part] {
    var result: [Part] = []
    for part in parts {
      if result.last?.span == part.span { result.removeLast() }
      result.append(part)
    }
    return result
  }

  private mutating func render(_ parts: [Part]) {
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for var part in parts {
      position = close(upTo: part.span.start, from: position)
      if let outer = open.last { part.span.end = min(part.span.end, outer.span.end) }
      guard part.span.start >= position, !part.span.isEmpty else { continue }
      write(position..<part.span.start)
      position = part.span.start
      open.append(part)
      if !hasColor { write("[\(messages.name(of: part)): ") }
    }
    position = close(upTo: bytes.count, from: position)
    write(position..<bytes.count)
    if isLineOpen { output += "\n" }
  }

  /// Writes up to the end of every part that ends before `limit`, and closes it.
  private mutating func close(upTo limit: Int, from position: Int) -> Int {
    var position = position
    while let part = open.last, part.span.end <= limit {
      write(position..<part.span.end)
      position = part.span.end
      open.removeLast()
      if !hasColor { write("]") }
    }
    return position
  }

  private mutating func write(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var rest = bytes[range]
    while let end = rest.firstIndex(of: 0x0A) {
      write(text(rest[..<end]))
      if !isLineOpen { beginLine() }
      output += "\n"
      isLineOpen = false
      line += 1
      rest = rest[(end + 1)...]
    }
    write(text(rest))
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    harmless(String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self))
  }

  private mutating func write(_ text: String) {
    guard !text.isEmpty else { return }
    if !isLineOpen { beginLine() }
    if hasColor, let part = open.last {
      output += Self.color(part.group) + text + Self.reset
    } else {
      output += text
    }
  }

  private mutating func beginLine() {
    let number = String(line)
    let text = String(repeating: " ", count: gutter - number.count) + number + " │ "
    output += hasColor ? "\u{1B}[2m\(text)\(Self.reset)" : text
    isLineOpen = true
  }

  private static let reset = "\u{1B}[0m"

  /// Colours of the terminal's own palette, so that they suit light and dark ones.
  private static func color(_ group: Part.Group) -> String {
    switch group {
    case .head: "\u{1B}[1;36m"
    case .directive: "\u{1B}[1;33m"
    case .reference: "\u{1B}[32m"
    case .date: "\u{1B}[35m"
    case .deadline: "\u{1B}[1;35m"
    case .agency: "\u{1B}[34m"
    case .assignee: "\u{1B}[1;34m"
    case .recipient: "\u{1B}[36m"
    case .signature: "\u{1B}[1m"
    case .repair: "\u{1B}[4;31m"
    }
  }
}
