import NoticeIndex

/// How many documents mention each name, by segment: what says which names are worth a closer look.
///
/// Counted when it is first asked for, and kept from commit to commit for the segments that stay. Used by any number of
/// threads.
final class MentionCounts: Sendable {
  private struct Everything: Hashable {}

  private let index: IndexReader
  private let segments: SegmentCache<Everything, SegmentCounts>

  /// - Parameter other: Of the commit before.
  init(_ index: IndexReader, keeping other: MentionCounts? = nil) {
    self.index = index
    segments = SegmentCache(index, keeping: other?.segments)
  }

  /// All names, with at least as many documents as mention them; the most mentioned first, of equals the first by name.
  ///
  /// - Complexity: O(terms) of the field in each segment, once; then what is taken of it, times the segments.
  func byMentions() throws(IndexError) -> NamesByMentions {
    var counts: [SegmentCounts] = []
    for segment in index.segments {
      counts.append(
        try segments(segment, Everything()) { () throws(IndexError) in try SegmentCounts(segment) })
    }
    return NamesByMentions(counts)
  }
}

/// The names that a segment's documents mention.
///
/// Documents that are deleted count: a count is no less than what is true.
final class SegmentCounts: Sendable {
  fileprivate let counts: [String: Int]
  /// The most mentioned first.
  fileprivate let names: [String]

  init(_ segment: Segment) throws(IndexError) {
    var counts: [String: Int] = [:]
    var own: [UInt8] = []
    var count = 0
    // A name's terms stand together.
    var cursor = TermCursor(try segment.dictionary(.keyword(.citation)))
    while try cursor.next() {
      let key = cursor.key
      // A number and a kind alone name nothing.
      if key.suffix(2).elementsEqual("|p".utf8) { continue }
      let name = key.prefix { $0 != UInt8(ascii: "|") }
      if !name.elementsEqual(own) {
        if count > 0 { counts[String(decoding: own, as: UTF8.self), default: 0] += count }
        own = Array(name)
        count = 0
      }
      count += cursor.postings.count
    }
    if count > 0 { counts[String(decoding: own, as: UTF8.self), default: 0] += count }
    self.counts = counts
    names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  fileprivate func count(at place: Int) -> Int {
    names.indices.contains(place) ? counts[names[place]] ?? 0 : 0
  }
}

/// Names by the sum of their counts in several segments, the greatest first.
///
/// Each segment's list is read from its top, all at one pace. What was not met yet has in each segment at most what stands
/// there now, so a name that was met and has more than the sum of those comes next: few names of many are looked at.
///
/// - Source: Fagin, Lotem, Naor, "Optimal aggregation algorithms for middleware" (2003): the threshold algorithm.
struct NamesByMentions: Sequence, IteratorProtocol {
  private let segments: [SegmentCounts]
  /// How much of each list was read.
  private var place = 0
  private var met: Set<String> = []
  /// Met and not given yet: the next one last.
  private var waiting: [(name: String, documents: Int)] = []

  fileprivate init(_ segments: [SegmentCounts]) { self.segments = segments }

  mutating func next() -> (name: String, documents: Int)? {
    // Ends: each turn goes down all lists, and where they end, nothing can be met any more.
    while true {
      let most = segments.reduce(0) { $0 + $1.count(at: place) }
      if let next = waiting.last, next.documents > most || most == 0 { return waiting.removeLast() }
      if most == 0 { return nil }
      read()
    }
  }

  /// Reads as much again as was read, so that sorting, too, takes few turns.
  private mutating func read() {
    for _ in 0..<(place < 64 ? 64 : place) {
      for segment in segments where place < segment.names.count {
        let name = segment.names[place]
        guard met.insert(name).inserted else { continue }
        waiting.append((name, segments.reduce(0) { $0 + ($1.counts[name] ?? 0) }))
      }
      place += 1
    }
    waiting.sort { ($0.documents, $1.name) < ($1.documents, $0.name) }
  }
}
