/// Stamps, signatures and dirt that were read as letters: scraps without one word among them.
///
/// Only where the text is damaged elsewhere. A scrap alone goes if it is nothing but marks that no writer sets
/// alone; a run of scraps goes if two of them at least are none that a writer could mean.
struct NoiseRepair {
  private enum Chunk {
    /// Words, numbers, list marks: whatever a writer may mean.
    case sound
    /// A letter, a short word: may be either.
    case open
    /// Nothing that a writer means.
    case scrap
  }

  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let model: LanguageModel

  /// The scraps to leave out, ascending.
  ///
  /// - Complexity: O(bytes).
  func edits() -> [RepairEdit] {
    var edits: [RepairEdit] = []
    var run: [(range: Range<Int>, chunk: Chunk)] = []
    var token = 0
    var index = 0
    func flush() {
      while let last = run.last, last.chunk != .scrap { run.removeLast() }
      let first = run.firstIndex { $0.chunk == .scrap } ?? run.count
      run.removeFirst(first)
      let scraps = run.reduce(0) { $0 + ($1.chunk == .scrap ? 1 : 0) }
      if let low = run.first, let high = run.last, scraps >= 2, scraps * 3 >= run.count {
        edits.append(
          RepairEdit(
            range: low.range.lowerBound..<high.range.upperBound, text: "", confidence: 0.8, rule: "noise"))
      } else if run.count == 1, let only = run.first, isDirt(only.range), !isLostNumber(only.range) {
        edits.append(RepairEdit(range: only.range, text: "", confidence: 0.8, rule: "dirt"))
      }
      run.removeAll(keepingCapacity: true)
    }
    while index < text.count {
      let byte = text[index]
      if byte == 10 || byte == 12 || byte == 13 { flush() }
      if byte <= 32 { index += 1; continue }
      let start = index
      while index < text.count, text[index] > 32 { index += 1 }
      while tokens[token].kind != .end, Int(tokens[token].start) < start { token += 1 }
      let first = token
      while tokens[token].kind != .end, tokens[token].end <= index { token += 1 }
      let chunk = classify(start..<index, first..<token)
      if chunk == .sound { flush() } else { run.append((start..<index, chunk)) }
    }
    flush()
    return edits
  }

  private func classify(_ range: Range<Int>, _ tokens: Range<Int>) -> Chunk {
    // Digits are never left out.
    if text[range].contains(where: { $0 >= 48 && $0 <= 57 }) { return .sound }
    var letters = 0
    var odd = 0
    var unknown = 0
    for index in tokens {
      let token = self.tokens[index]
      switch token.kind {
      case .word:
        let range = Int(token.start)..<token.end
        let count = token.key.isHashed ? Glyphs(text, range).codes.count : token.key.count
        letters += count
        if model.id(token.key) == model.unknown || WordCase(text, range).isMixed {
          unknown += 1
        } else if count > 2 {
          return .sound
        }
      case .punctuation: if isOdd(token) { odd += 1 }
      case .number, .end: break
      }
    }
    if letters == 0 {
      // Marks only. Dashes, list marks, rulings and the Party's asterisk stand alone.
      return isListMark(range) ? .sound : .scrap
    }
    if odd > 0 { return .scrap }
    if unknown > 0 {
      // Names and foreign words are none of ours; an abbreviation may be.
      return letters >= 4 ? .sound : .open
    }
    return tokens.count > 1 ? .sound : .open
  }

  /// A mark that hardly ever stands in a notice.
  private func isOdd(_ token: Token) -> Bool {
    switch token.key.bits {
    case 0x5C, 0x5E, 0x7E, 0xAC, 0xB0, 0x7B, 0x7D, 0x40, 0x24, 0x3C, 0x3E, 0x3D, 0xA9, 0xAE, 0x20AC, 0xA3,
      0xA5, 0xA6,
      0xA7, 0xBF, 0xA1, 0x2C6, 0x2DC, 0x23, 0x2018, 0x60, 0xAB, 0xBB:
      true
    default: false
    }
  }

  private func isListMark(_ range: Range<Int>) -> Bool {
    let bytes = text[range]
    if bytes.count == 1, let byte = bytes.first {
      return [0x2D, 0x2B, 0x2A, 0x7C, 0x23, 0x26, 0x3D].contains(byte)
    }
    // Dashes, bullets and dots beyond ASCII; rulings; table bars; the end mark ./.
    if bytes.elementsEqual("./.".utf8) || bytes.elementsEqual("...".utf8) { return true }
    let (scalar, size) = UTF8Bytes.decode(text, at: range.lowerBound)
    if size == bytes.count, [0x2013, 0x2014, 0x2022, 0xB7, 0x2026, 0x25CF, 0x2B, 0xF0B7].contains(scalar) {
      return true
    }
    guard let first = bytes.first else { return true }
    return bytes.count > 1 && bytes.allSatisfy { $0 == first || $0 == 0x2D || $0 == 0x7C || $0 == 0x3A }
  }

  /// A mark alone that is never set alone.
  private func isDirt(_ range: Range<Int>) -> Bool {
    guard range.count <= 3 else { return false }
    let (scalar, size) = UTF8Bytes.decode(text, at: range.lowerBound)
    guard size == range.count else {
      return range.count == 2 && text[range].allSatisfy { !isLetterOrDigit($0) }
    }
    switch scalar {
    case 0x27, 0x22, 0x60, 0x5E, 0x5C, 0x5F, 0x2C6, 0x2DC, 0xBF, 0xA1, 0xA6, 0xB0, 0x7B, 0x7D, 0x3E, 0x3C,
      0x2C, 0x3A,
      0x2E, 0x3B, 0x2018, 0x2019, 0x201C, 0x201D, 0xB4, 0x2D8, 0x2DA:
      return true
    default: return false
    }
  }

  /// A full stop alone that begins a paragraph in capitals: of "2." the number was lost, not more. "$." and its like begin
  /// a line so where a figure was misread.
  private func isLostNumber(_ range: Range<Int>) -> Bool {
    guard text[range.upperBound - 1] == 0x2E else { return false }
    let isMisread = range.count > 1 && Self.likeFigures.contains(text[range.lowerBound])
    guard range.count == 1 || isMisread else { return false }
    var index = range.lowerBound - 1
    var lines = 0
    while index >= 0, text[index] <= 32 {
      if text[index] == 10 { lines += 1 }
      index -= 1
    }
    guard lines >= (isMisread ? 1 : 2) else { return false }
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].start) < range.upperBound { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].kind == .word && tokens[low].has(.upper)
      && !tokens[low].has(.newline)
  }

  /// $ & ? @: what OCR reads where a 5, 8, 2 or 6 stands.
  private static let likeFigures = Set("$&?@".utf8)

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte | 32 >= 97 && byte | 32 <= 122 || byte >= 48 && byte <= 57
  }
}
