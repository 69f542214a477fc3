/// Lines of UTF-8 among lines of a legacy encoding: as bytes, or as text whose bytes were taken for Latin-1.
///
/// Each line is one or the other. A line counts as legacy only if some lines of the text are so beyond doubt.
struct MixedText {
  /// UTF-8.
  var bytes: [UInt8]
  var encoding: TextEncoding
  var confidence: Double
  /// How many lines were converted, and the first of them, in `bytes`.
  var lines: Int
  var first: SourceRange

  fileprivate struct Line {
    var range: Range<Int>
    var isText: Bool
    /// It has letters of Vietnamese that no byte is shown as.
    var isUnicode: Bool
    var plain: SyllableTally
    var read: [LegacyEncoding: SyllableTally]
    var choice: LegacyEncoding?
    /// It reads as well one way as the other.
    var isOpen = false
  }

  /// `nil` if no line is legacy.
  ///
  /// - Complexity: O(bytes).
  init?(_ text: [UInt8]) {
    var lines = Self.suspects(text)
    guard let totals = Self.confirmed(lines) else { return nil }
    var before: LegacyEncoding?
    for index in lines.indices {
      lines[index].choose(of: totals, before: before)
      before = lines[index].choice
    }
    // Open lines before the first that is sure go with it.
    var after: LegacyEncoding?
    for index in lines.indices.reversed() {
      if lines[index].isOpen, lines[index].choice == nil { lines[index].choice = after }
      after = lines[index].choice
    }
    // Text that is legacy as a whole has no lines that are not.
    if !lines.contains(where: { $0.isUnicode || !$0.isText }), let whole = LegacyEncoding.detect(in: text) {
      for index in lines.indices { lines[index].choice = whole.encoding }
    }
    let legacy = lines.filter { $0.choice != nil }
    guard !legacy.isEmpty else { return nil }
    bytes = []
    bytes.reserveCapacity(text.count)
    first = SourceRange(0, 0)
    var end = 0
    var tally = SyllableTally()
    var used: Set<LegacyEncoding> = []
    for line in legacy {
      guard let encoding = line.choice else { continue }
      bytes += text[end..<line.range.lowerBound]
      let start = bytes.count
      let raw = Array(text[line.range])
      bytes += line.isText ? encoding.convert(raw) : encoding.decode(raw)
      if first.isEmpty { first = SourceRange(start, bytes.count) }
      end = line.range.upperBound
      tally = tally + (line.read[encoding] ?? SyllableTally())
      used.insert(encoding)
    }
    bytes += text[end...]
    self.lines = legacy.count
    confidence = tally.confidence
    let isText = legacy.allSatisfy { $0.isText }
    encoding =
      used == [.tcvn3] && isText ? .utf8WithTCVN3 : used == [.vni] && isText ? .utf8WithVNI : .mixed
  }

  /// The lines that have a character of Latin-1 beyond ASCII, or malformed UTF-8, each read every way.
  private static func suspects(_ text: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      if let (isText, isUnicode) = isSuspect(text[start..<end]) {
        var line = Line(
          range: start..<end, isText: isText, isUnicode: isUnicode,
          plain: SyllableTally(utf8: text[start..<end]), read: [:])
        let units =
          isText ? LegacyEncoding.latinUnits(Array(text[start..<end])) : text[start..<end].map { UInt32($0) }
        for encoding in isText ? LegacyEncoding.inText : LegacyEncoding.allCases {
          line.read[encoding] = encoding.tally(units[...])
        }
        lines.append(line)
      }
      start = end + 1
    }
    return lines
  }

  /// Whether a line may be legacy text, not bytes, and has letters of Vietnamese beyond Latin-1; `nil` if it is neither.
  private static func isSuspect(_ line: ArraySlice<UInt8>) -> (isText: Bool, isUnicode: Bool)? {
    line.withUnsafeBufferPointer { buffer in
      var (hasLatin, isText, isUnicode) = (false, true, false)
      var index = 0
      while index < buffer.count {
        let (scalar, length) = UTF8Bytes.decode(buffer, at: index)
        switch scalar {
        case UTF8Bytes.invalid: isText = false
        case 0xA1...0xFF, 0xF0A1...0xF0FF: hasLatin = true
        case 0x102...0x1B0, 0x1EA0...0x1EF9: isUnicode = true
        default: break
        }
        index += length
      }
      return hasLatin || !isText ? (isText, isUnicode) : nil
    }
  }

  /// The encodings that are there for sure: lines of three words with marks and more, of which as they stand less than
  /// half are syllables and in the encoding nearly all, five words at least in all; and not by chance among many
  /// that are neither, as in another language.
  private static func confirmed(_ lines: [Line]) -> Set<LegacyEncoding>? {
    var found: Set<LegacyEncoding> = []
    for encoding in LegacyEncoding.allCases {
      var (sure, odd) = (SyllableTally(), SyllableTally())
      for line in lines where line.plain.share < LegacyEncoding.plainLimit {
        guard let read = line.read[encoding] else { continue }
        odd = odd + (line.best == encoding ? read : line.read[line.best] ?? line.plain)
        if line.best == encoding, read.marked >= 3, read.share > LegacyEncoding.threshold {
          sure = sure + read
        }
      }
      if sure.confidence > LegacyEncoding.threshold, odd.share > 0.8 { found.insert(encoding) }
    }
    return found.isEmpty ? nil : found
  }
}

extension MixedText.Line {
  /// The encoding in which most is right; the first of equals.
  fileprivate var best: LegacyEncoding { best(of: Set(LegacyEncoding.allCases)) ?? .tcvn3 }

  private func best(of encodings: Set<LegacyEncoding>) -> LegacyEncoding? {
    var best: LegacyEncoding?
    for encoding in LegacyEncoding.allCases where encodings.contains(encoding) {
      guard let tally = read[encoding] else { continue }
      if let known = best, let most = read[known], tally.share <= most.share { continue }
      best = encoding
    }
    return best
  }

  /// - Parameters:
  ///   - encodings: Those that the text has for sure.
  ///   - before: What the suspect line before is.
  fileprivate mutating func choose(of encodings: Set<LegacyEncoding>, before: LegacyEncoding?) {
    guard let best = best(of: encodings), let tally = read[best] else { return }
    if tally.share > plain.share, tally.share >= 0.6 {
      choice = best
    } else if tally.share == plain.share, tally.marked > 0, !isUnicode {
      isOpen = true
      choice = before
    }
  }
}
