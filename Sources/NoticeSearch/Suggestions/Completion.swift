import NoticeIndex

/// How a query that is being typed may go on.
public struct Completion: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The last word, completed; the words before it as they were typed.
    case word
    /// The whole is the front of a value of this field.
    case value(KeywordField)
  }

  public var kind: Kind
  public var text: String
  /// Documents that have the word, or the value.
  public var count: Int
}

extension Searcher {
  /// Words and values that begin as `text` does, whatever the marks where it has none; the most frequent first, values
  /// before words.
  ///
  /// - Complexity: O(terms that begin so), no more than some thousands of each field.
  public func completions(of text: String, limit: Int = 8) throws(IndexError) -> [Completion] {
    guard text.utf8.count <= 200, limit > 0, text.contains(where: { $0.isLetter || $0.isNumber }) else {
      return []
    }
    var found: [Completion] = []
    for field in [KeywordField.identifier, .issuer, .agency] {
      let front = KeywordKey.prefix(text, field)
      if front.isEmpty { continue }
      let values = try counts(.keyword(field), from: front)
      found += values.prefix(limit).map { Completion(kind: .value(field), text: $0.shown, count: $0.count) }
    }
    // Of several fields the most frequent values; a place is left for words.
    found.sort { $0.count > $1.count }
    var seen: Set<String> = []
    found = Array(found.filter { seen.insert($0.text).inserted }.prefix(max(1, limit - 3)))
    if let last = text.last, last.isLetter || last.isNumber {
      let words = text.split(separator: " ", omittingEmptySubsequences: false)
      let typed = words.last.map(String.init) ?? text
      let front = typed.hasSuffix("\"") ? [] : Planner.terms(typed).last ?? []
      let head = words.dropLast().map { $0 + " " }.joined()
      if !front.isEmpty, typed.allSatisfy({ $0.isLetter || $0.isNumber }) {
        for word in try counts(.words(.text), from: front).prefix(limit - found.count)
        where word.shown != text {
          found.append(Completion(kind: .word, text: head + word.shown, count: word.count))
        }
      }
    }
    return found
  }

  /// Terms walked of one field and segment.
  private static let mostTerms = 4000

  private func counts(
    _ field: SegmentField, from front: [UInt8]
  ) throws(IndexError) -> [(shown: String, count: Int)] {
    let folded = TermForm.folded(front)
    // What carries marks means what it says.
    let hasMarks = folded != front
    var counts: [[UInt8]: (shown: String, count: Int)] = [:]
    for segment in reader.segments {
      var cursor = TermCursor(try segment.dictionary(field))
      var isThere = try cursor.seek(folded: folded)
      var left = Self.mostTerms
      while isThere, left > 0, cursor.folded.starts(with: folded) {
        left -= 1
        let key = cursor.key
        if !cursor.isAlias, !hasMarks || key.starts(with: front) {
          counts[key, default: (cursor.value, 0)].count += cursor.postings.count
        }
        isThere = try cursor.next()
      }
    }
    return counts.sorted { ($1.value.count, $0.value.shown) < ($0.value.count, $1.value.shown) }.map(\.value)
  }
}
