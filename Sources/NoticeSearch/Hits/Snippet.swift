import NoticeIndex
import NoticeText

/// The passage of a document that shows best why it was found.
public struct Snippet: Hashable, Sendable {
  /// On one line: runs of blanks and line ends are one blank; `…` where the text goes on.
  public var text: String
  /// What matches, in UTF-8 bytes of `text`.
  public var marks: [Range<Int>]
  /// The same in bytes of the source.
  public var spans: [Range<Int>]
  /// The passage in bytes of the source.
  public var source: Range<Int>

  /// About as many characters as two lines of a terminal have.
  public static let standardWidth = 180
}

extension Highlighter {
  /// The passage with most words of the query, those of a phrase and those side by side before all; where nothing
  /// matches, the beginning of the text.
  ///
  /// - Parameters:
  ///   - subject: Shown beside it: of two passages that are as good, the one that does not say the same.
  ///   - mentions: Places of the text that match by what they mean, as a document that is referred to; ascending.
  ///   - width: In characters (Unicode scalars), about: it is cut at blanks, or at a word that is longer.
  /// - Returns: `nil` if there is no text.
  package func snippet(
    _ text: [UInt8], edits: [IndexDocument.Edit], subject: String = "", mentions: [Range<Int>] = [],
    width: Int = Snippet.standardWidth
  ) -> Snippet? {
    if text.isEmpty { return nil }
    let words = units.isEmpty ? [] : words(text, edits: edits)
    var matches = matches(text, words, .text)
    if !mentions.isEmpty {
      for mention in mentions where mention.upperBound <= text.count {
        // All are one word that stands beside no other.
        matches.append(Match(source: mention, word: .max, position: -2 - mention.lowerBound))
      }
      matches.sort { $0.source.lowerBound < $1.source.lowerBound }
    }
    let cutter = PassageCutter(text, width: max(width, 1))
    // One match is the best, whatever is shown beside it.
    let shown = matches.count > 1 ? place(of: subject, in: words) : 0..<0
    guard let core = cutter.best(matches, besides: shown) else {
      let start = cutter.firstWord
      return start < text.count ? cutter.cut(around: start..<start, []) : nil
    }
    return cutter.cut(around: core, Self.merged(matches))
  }

  /// Where the subject stands first, in bytes of the source; empty if it does not.
  ///
  /// - Complexity: O(text).
  private func place(of subject: String, in words: [TextWords.Word]) -> Range<Int> {
    // Its first words tell it from any other place.
    let terms = self.words(Array(subject.utf8), edits: []).prefix(64).map(\.number)
    guard let first = terms.first else { return 0..<0 }
    // Ends: each turn looks at one word, and at the next ones if it is the first of the subject.
    for start in words.indices where words[start].number == first && !words[start].isDamaged {
      var place = start
      var met = 0
      while met < terms.count, place < words.count {
        if !words[place].isDamaged {
          guard words[place].number == terms[met] else { break }
          met += 1
        }
        place += 1
      }
      if met == terms.count {
        let source = words[start].source
        return source.lowerBound..<max(words[place - 1].source.upperBound, source.lowerBound)
      }
    }
    return 0..<0
  }
}

/// Chooses and cuts out one passage of a text.
private struct PassageCutter {
  let text: [UInt8]
  let width: Int

  init(_ text: [UInt8], width: Int) {
    self.text = text
    self.width = width
  }

  /// Where the first word that is no blank begins.
  var firstWord: Int {
    let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return text[start...].firstIndex { !Self.isBlank($0) } ?? text.count
  }

  /// From the first to the last match of the best passage; `nil` if nothing matches.
  ///
  /// - Parameters:
  ///   - matches: By their place.
  ///   - subject: A place that is shown already.
  /// - Complexity: O(text + matches × width).
  func best(_ matches: [Highlighter.Match], besides subject: Range<Int>) -> Range<Int>? {
    let places = MatchPlaces(matches)
    // Characters before each match: they ascend, so one pass counts them.
    var before: [Int] = []
    var lengths: [Int] = []
    var (offset, count) = (0, 0)
    for match in matches {
      count += scalars(offset..<match.source.lowerBound)
      offset = match.source.lowerBound
      before.append(count)
      lengths.append(scalars(match.source, upTo: width))
    }
    var best: (score: Int, core: Range<Int>)?
    // By the query's word, the passage in which it was last counted as standing beside the word before it.
    var counted = [Int](repeating: -1, count: places.words)
    for first in matches.indices {
      if first > 0, matches[first].source == matches[first - 1].source { continue }
      var (words, pairs, positions) = (0, 0, 0)
      var end = matches[first].source.upperBound
      for index in first..<matches.count {
        let length = before[index] - before[first] + lengths[index]
        if index > first, length > width { break }
        let place = places[index]
        if place.sameWord < first { words += 1 }
        if place.samePosition < first { positions += 1 }
        if place.neighbour >= first, counted[place.word] != first {
          counted[place.word] = first
          pairs += 1
        }
        end = max(end, matches[index].source.upperBound)
        // Less than a word, or two side by side, but more than all else.
        let repeats = subject.overlaps(matches[first].source.lowerBound..<end) ? 400 : 0
        let score = words * 1000 + pairs * 600 + min(positions, 20) * 10 - length / 4 - repeats
        if score > best?.score ?? .min { best = (score, matches[first].source.lowerBound..<end) }
      }
    }
    return best?.core
  }

  /// The passage around `core`, a third of what is left of the width before it.
  ///
  /// - Parameter ranges: What matches, ascending.
  func cut(around core: Range<Int>, _ ranges: [Range<Int>]) -> Snippet {
    var left = width - scalars(core, upTo: width)
    let start = start(before: core.lowerBound, most: left / 3)
    left -= scalars(start..<core.lowerBound)
    let end = end(after: core.upperBound, from: core.lowerBound, most: left)
    return write(start..<end, ranges)
  }

  /// Back over at most so many characters, to where a word begins; not over an empty line.
  private func start(before offset: Int, most: Int) -> Int {
    if scalars(0..<offset, upTo: most) <= most { return min(firstWord, offset) }
    var (place, found, left) = (offset, offset, most)
    var lineEnds = 0
    while place > 0, left > 0 {
      place -= 1
      while place > 0, text[place] & 0xC0 == 0x80 { place -= 1 }
      left -= 1
      if text[place] == 0x0A {
        lineEnds += 1
        if lineEnds == 2 { break }
      } else if !Self.isBlank(text[place]) {
        lineEnds = 0
      }
      if !Self.isBlank(text[place]), place == 0 || Self.isBlank(text[place - 1]) { found = place }
    }
    return found
  }

  /// On over at most so many characters, to where a word ends; what is too long is cut between two characters.
  private func end(after offset: Int, from start: Int, most: Int) -> Int {
    var (place, left) = (offset, most)
    if scalars(start..<offset) > width {
      (place, left) = (start, width)
      while place < offset, left > 0 {
        place = next(place)
        left -= 1
      }
      return place
    }
    var found = offset
    while place < text.count, left > 0 {
      let isBlank = Self.isBlank(text[place])
      place = next(place)
      left -= 1
      if !isBlank, place == text.count || Self.isBlank(text[place]) { found = place }
    }
    // One word longer than all of it.
    return found == start ? place : found
  }

  private func write(_ source: Range<Int>, _ ranges: [Range<Int>]) -> Snippet {
    let isCutBefore = text[..<source.lowerBound].contains { !Self.isBlank($0) } && source.lowerBound > 3
    let isCutAfter = text[source.upperBound...].contains { !Self.isBlank($0) }
    var bytes: [UInt8] = isCutBefore ? Array("…".utf8) : []
    var marks: [Range<Int>] = []
    var spans: [Range<Int>] = []
    var piece: [UInt8] = []
    func append(_ range: Range<Int>) {
      piece.removeAll(keepingCapacity: true)
      var last = bytes.last ?? 0
      for byte in text[range] where last != 0x20 || !Self.isBlank(byte) {
        last = Self.isBlank(byte) ? 0x20 : byte
        piece.append(last)
      }
      bytes += String(decoding: piece, as: UTF8.self).utf8
    }
    var place = source.lowerBound
    for range in ranges {
      let span = range.clamped(to: source)
      if span.isEmpty || span.lowerBound < place { continue }
      append(place..<span.lowerBound)
      let start = bytes.count
      append(span)
      if bytes.count > start {
        marks.append(start..<bytes.count)
        spans.append(span)
      }
      place = span.upperBound
    }
    append(place..<source.upperBound)
    if isCutAfter { bytes += "…".utf8 }
    return Snippet(text: String(decoding: bytes, as: UTF8.self), marks: marks, spans: spans, source: source)
  }

  // MARK: Bytes

  private func next(_ place: Int) -> Int {
    var place = place + 1
    while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
    return place
  }

  private func scalars(_ range: Range<Int>, upTo limit: Int = .max) -> Int {
    var count = 0
    for byte in text[range] where byte & 0xC0 != 0x80 {
      count += 1
      if count > limit { break }
    }
    return count
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// What stands before each match, by its place among them, -1 for none: so a passage is counted without sets or tables.
private struct MatchPlaces {
  struct Place {
    /// The query's word.
    var word: Int
    /// The match before of the same word of the query; and of the same position.
    var sameWord: Int
    var samePosition: Int
    /// The match before of the query's word before it, side by side.
    var neighbour: Int
  }

  private var places: [Place] = []
  /// More than any `Place.word`.
  private(set) var words = 0

  /// - Complexity: O(matches · log matches).
  init(_ matches: [Highlighter.Match]) {
    // Places that match by what they mean are one word more.
    let others = 1 + matches.reduce(-1) { $1.word == .max ? $0 : max($0, $1.word) }
    words = others + 1
    var byWord = [Int](repeating: -1, count: words)
    var positions = matches.map(\.position)
    positions.sort()
    // By the place among the positions of the first that is the same.
    var byPosition = [Int](repeating: -1, count: positions.count)
    func last(at position: Int) -> (place: Int, match: Int)? {
      var (low, high) = (0, positions.count)
      while low < high {
        let middle = (low + high) / 2
        if positions[middle] < position { low = middle + 1 } else { high = middle }
      }
      return low < positions.count && positions[low] == position ? (low, byPosition[low]) : nil
    }
    places.reserveCapacity(matches.count)
    for (index, match) in matches.enumerated() {
      let word = min(match.word, others)
      let same = last(at: match.position)
      var neighbour = last(at: match.position - 1)?.match ?? -1
      // Ends: each turn goes to a match before.
      while neighbour >= 0, matches[neighbour].word != match.word - 1 {
        neighbour = places[neighbour].samePosition
      }
      places.append(
        Place(
          word: word, sameWord: byWord[word], samePosition: same?.match ?? -1, neighbour: neighbour))
      byWord[word] = index
      if let same { byPosition[same.place] = index }
    }
  }

  subscript(index: Int) -> Place { places[index] }
}
