/// Words that a user knows better than any model: what they are damaged to, and what is no damage.
///
/// They are compared as words are everywhere: blind to case and to the way tone marks are placed. What stands apart
/// must stand apart in the text too, over the end of a line if need be, but in one paragraph.
package struct CustomWords: Sendable {
  /// A word or a phrase.
  package struct Entry: Hashable, Sendable {
    package var damaged: String
    /// What it is; `nil`: it is left as it stands.
    package var text: String?

    package init(damaged: String, text: String?) {
      self.damaged = damaged
      self.text = text
    }
  }

  /// Where one of them stands.
  struct Match {
    /// Of the text, in bytes.
    var range: Range<Int>
    /// The place of its entry.
    var entry: Int
    /// Whether it is what the entry says that it should be.
    var isRight: Bool
  }

  private struct Phrase {
    var tokens: [Token]
    var bytes: [UInt8]
    var entry: Int
    var isRight: Bool
  }

  package let entries: [Entry]
  /// By the key of the first token; of one key the longest first, then as they were given.
  private var phrases: [UInt64: [Phrase]] = [:]

  package static let none = CustomWords([])

  package var isEmpty: Bool { entries.isEmpty }

  package init(_ entries: [Entry]) {
    self.entries = entries
    for (index, entry) in entries.enumerated() {
      add(entry.damaged, entry: index, isRight: false)
      if let text = entry.text { add(text, entry: index, isRight: true) }
    }
    for key in phrases.keys {
      phrases[key]?.sort { ($1.tokens.count, $0.entry) < ($0.tokens.count, $1.entry) }
    }
  }

  private mutating func add(_ phrase: String, entry: Int, isRight: Bool) {
    let text = NormalizedText(SourceText(phrase))
    let tokens = Array(Tokenizer.tokenize(text).dropLast(Tokenizer.padding))
    guard let first = tokens.first else { return }
    phrases[first.key.bits, default: []].append(
      Phrase(tokens: tokens, bytes: text.bytes, entry: entry, isRight: isRight))
  }

  /// Whether there is a word in it, by which a text can be found.
  package static func isPhrase(_ text: String) -> Bool {
    let tokens = Tokenizer.tokenize(NormalizedText(SourceText(text)))
    return tokens.contains { $0.kind == .word }
  }

  /// Where they stand, ascending; none overlaps another. Of several at one place the longest counts.
  ///
  /// - Parameter mended: The entries whose right words are looked for, too.
  /// - Complexity: O(tokens), for phrases of bounded length.
  private func matches(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, mended: Set<Int> = []
  ) -> [Match] {
    var matches: [Match] = []
    if phrases.isEmpty { return matches }
    let count = tokens.count - Tokenizer.padding
    var index = 0
    while index < count {
      let found = phrases[tokens[index].key.bits]?.first {
        (!$0.isRight || mended.contains($0.entry)) && Self.stands($0, at: index, tokens, count, text)
      }
      guard let found else {
        index += 1
        continue
      }
      let end = index + found.tokens.count
      matches.append(
        Match(
          range: Int(tokens[index].start)..<tokens[end - 1].end, entry: found.entry, isRight: found.isRight))
      index = end
    }
    return matches
  }

  private static func stands(
    _ phrase: Phrase, at start: Int, _ tokens: UnsafeBufferPointer<Token>, _ count: Int,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard start + phrase.tokens.count <= count else { return false }
    for (offset, wanted) in phrase.tokens.enumerated() {
      let token = tokens[start + offset]
      guard token.kind == wanted.kind, token.key.bits == wanted.key.bits else { return false }
      // The key of a number is its value.
      if token.kind == .number, !bytes(of: token, text).elementsEqual(bytes(of: wanted, phrase.bytes)) {
        return false
      }
      if offset == 0 { continue }
      if token.has([.blank]) || token.has([.cell]) || token.has([.rule]) || token.has([.heading])
        || token.has(.space) != wanted.has(.space)
      {
        return false
      }
    }
    return true
  }

  private static func bytes<Bytes: RandomAccessCollection<UInt8>>(
    of token: Token, _ text: Bytes
  ) -> Bytes.SubSequence where Bytes.Index == Int { text[Int(token.start)..<token.end] }

  /// The edits that they make of `text`, and the places that nothing else may edit.
  ///
  /// - Parameter used: The entries that stood in the text before it was first mended; what they made of it is right.
  func edits(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, used: Set<Int>
  ) -> (edits: [RepairEdit], kept: [Range<Int>]) {
    var edits: [RepairEdit] = []
    var kept: [Range<Int>] = []
    for match in matches(text, tokens, mended: used) {
      kept.append(match.range)
      let entry = entries[match.entry]
      guard !match.isRight, let meant = entry.text else { continue }
      let isAsGiven = text[match.range].elementsEqual(entry.damaged.utf8)
      let written = isAsGiven ? meant : WordCase(text, match.range).applied(to: meant)
      edits.append(RepairEdit(range: match.range, text: written, confidence: 1, rule: "custom"))
    }
    return (edits, kept)
  }

  /// The places of the entries that stand in a text, ascending.
  package func used(in source: SourceText) -> [Int] {
    if isEmpty { return [] }
    let text = NormalizedText(document: source)
    return used(in: text.bytes, Tokenizer.tokenize(text)).sorted()
  }

  func used(in text: [UInt8], _ tokens: [Token]) -> Set<Int> {
    if isEmpty { return [] }
    return text.withUnsafeBufferPointer { text in
      tokens.withUnsafeBufferPointer { tokens in Set(matches(text, tokens).map(\.entry)) }
    }
  }
}
