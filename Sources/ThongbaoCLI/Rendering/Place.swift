import NoticeText

/// A place of a text that someone asks about.
struct Place: Hashable, Sendable {
  var span: SourceRange
  /// From 1.
  var line: Int
  /// From 1, in characters.
  var column: Int
}

/// What someone asks about.
///
///     what ← "@" BYTE | LINE ":" COLUMN | phrase
enum Question: Hashable, Sendable {
  case byte(Int)
  case position(line: Int, column: Int)
  case phrase(String)

  init(_ what: String) {
    if what.hasPrefix("@"), let offset = Int(what.dropFirst()), offset >= 0 {
      self = .byte(offset)
      return
    }
    let parts = what.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, let line = Int(parts[0]), let column = Int(parts[1]), line > 0, column > 0 {
      self = .position(line: line, column: column)
      return
    }
    self = .phrase(what)
  }

  /// The places meant, in the order of the text; none if there is no such place.
  func places(in text: SourceText) -> [Place] {
    let lines = LineTable(text.bytes)
    switch self {
    case .byte(let offset):
      guard offset < text.bytes.count else { return [] }
      return [lines.place(of: Self.character(at: offset, in: text.bytes))]
    case .position(let line, let column):
      return lines.span(line: line, column: column).map { [lines.place(of: $0)] } ?? []
    case .phrase(let phrase):
      return Self.find(phrase, in: text.bytes).map { lines.place(of: $0) }
    }
  }

  private static func character(at offset: Int, in bytes: [UInt8]) -> SourceRange {
    var start = offset
    while start > 0, offset - start < 3, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = offset + 1
    while end < bytes.count, end - offset < 4, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return SourceRange(start, end)
  }

  /// Every place where `phrase` stands, whatever its case, its Unicode form, and its blanks and line ends.
  ///
  /// - Complexity: O(text · phrase); one text is asked about at a time.
  private static func find(_ phrase: String, in bytes: [UInt8]) -> [SourceRange] {
    let wanted = units(Array(phrase.utf8)).map(\.character)
    guard !wanted.isEmpty, wanted != [" "] else { return [] }
    let text = units(bytes)
    var found: [SourceRange] = []
    var index = 0
    while index + wanted.count <= text.count {
      if wanted.indices.allSatisfy({ text[index + $0].character == wanted[$0] }) {
        found.append(SourceRange(text[index].start, text[index + wanted.count - 1].end))
        index += wanted.count
      } else {
        index += 1
      }
    }
    return found
  }

  /// Characters in lower case with their bytes, runs of blanks as one.
  private static func units(_ bytes: [UInt8]) -> [(character: String, start: Int, end: Int)] {
    var units: [(character: String, start: Int, end: Int)] = []
    var offset = 0
    for piece in Pieces(bytes) {
      let start = offset
      offset += piece.length
      if piece.character.isWhitespace {
        if units.last?.character == " " {
          units[units.count - 1].end = offset
        } else {
          units.append((" ", start, offset))
        }
      } else {
        units.append((piece.character.lowercased(), start, offset))
      }
    }
    return units
  }
}

/// The characters of a text with the bytes that each one has, also where bytes are no UTF-8.
struct Pieces: Sequence {
  private let bytes: [UInt8]

  init(_ bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

  func makeIterator() -> AnyIterator<(character: Character, length: Int)> {
    var rest = bytes[...]
    var valid = "".makeIterator()
    return AnyIterator {
      // Ends: each turn gives a character, or takes bytes away.
      while true {
        if let character = valid.next() { return (character, character.utf8.count) }
        guard !rest.isEmpty else { return nil }
        let length = Self.validPrefix(of: rest)
        if length == 0 {
          rest = rest.dropFirst()
          return ("\u{FFFD}", 1)
        }
        valid = String(decoding: rest.prefix(length), as: UTF8.self).makeIterator()
        rest = rest.dropFirst(length)
      }
    }
  }

  private static func validPrefix(of bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: buffer.span)
        return buffer.count
      } catch {
        return error.byteOffsets.lowerBound
      }
    }
  }
}

/// Where the lines of a text begin.
struct LineTable {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
  }

  func place(of span: SourceRange) -> Place {
    let line = lineIndex(of: span.start)
    let column = Pieces(bytes[starts[line]..<span.start]).reduce(0) { count, _ in count + 1 }
    return Place(span: span, line: line + 1, column: column + 1)
  }

  /// The character there; `nil` if the line is not that long.
  func span(line: Int, column: Int) -> SourceRange? {
    guard starts.indices.contains(line - 1) else { return nil }
    let end = line < starts.count ? starts[line] - 1 : bytes.count
    var offset = starts[line - 1]
    var left = column
    for piece in Pieces(bytes[offset..<end]) {
      left -= 1
      if left == 0 { return SourceRange(offset, offset + piece.length) }
      offset += piece.length
    }
    return nil
  }

  private func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)  // starts[low] ≤ offset < starts[high]
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
