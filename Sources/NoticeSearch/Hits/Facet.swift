import NoticeIndex

/// How many of the documents found have each value of a field, the most frequent first.
public struct Facet: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    public var value: String
    public var count: Int
  }

  public var field: KeywordField
  public var values: [Value]
}

/// All documents that a query matches, as bits.
struct Matches {
  private let bitmaps: [[UInt64]]
  private let segments: [Segment]

  init(_ runs: [SegmentRun], _ reader: IndexReader) {
    segments = reader.segments
    bitmaps = runs.map { run in
      var bitmap: [UInt64] = []
      run.matches { _, words, count in
        bitmap.append(contentsOf: UnsafeBufferPointer(start: words, count: count))
      }
      return bitmap
    }
  }

  var count: Int {
    bitmaps.reduce(0) { sum, bitmap in
      sum + bitmap.withUnsafeBufferPointer { $0.baseAddress.map { Bits.count($0, bitmap.count) } ?? 0 }
    }
  }

  /// - Complexity: O(documents that have a value).
  func facet(_ field: KeywordField, limit: Int) throws(IndexError) -> [Facet.Value] {
    var counts: [[UInt8]: (shown: String, count: Int)] = [:]
    for (index, segment) in segments.enumerated() {
      let bitmap = bitmaps[index]
      var cursor = TermCursor(try segment.dictionary(.keyword(field)))
      while try cursor.next() {
        if cursor.isAlias { continue }
        let list = try PostingsList(segment, cursor.postings, hasFrequencies: false)
        let count = list.count(in: bitmap)
        if count > 0 { counts[cursor.key, default: (cursor.value, 0)].count += count }
      }
    }
    let sorted = counts.sorted {
      $0.value.count != $1.value.count
        ? $0.value.count > $1.value.count : TermKey($0.key) < TermKey($1.key)
    }
    return sorted.prefix(limit).map { Facet.Value(value: $0.value.shown, count: $0.value.count) }
  }
}
