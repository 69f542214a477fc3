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

/// All documents that a query matches, as bits, and what can be counted of them by going through the postings.
///
/// That reads every value once and keeps nothing: what one question needs. `FacetColumns` counts the same for many.
struct Matches {
  let bitmaps: [[UInt64]]
  private let segments: [Segment]
  /// By segment.
  let counts: [Int]

  init(_ found: [FoundDocuments], _ reader: IndexReader) {
    segments = reader.segments
    bitmaps = found.map(\.bitmap)
    counts = found.map(\.count)
  }

  var count: Int { counts.reduce(0, +) }

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
        // A value is shown as the first segment that has it writes it, whatever is asked.
        if count > 0 || segments.count > 1 { counts[cursor.key, default: (cursor.value, 0)].count += count }
      }
    }
    let sorted = counts.filter { $0.value.count > 0 }.sorted {
      $0.value.count != $1.value.count
        ? $0.value.count > $1.value.count : TermKey($0.key) < TermKey($1.key)
    }
    return sorted.prefix(limit).map { Facet.Value(value: $0.value.shown, count: $0.value.count) }
  }

  /// How many documents are of each year, the newest first; those without a date are in none.
  ///
  /// - Complexity: O(days of the index, and documents that have one).
  func years() throws(IndexError) -> [YearCount] {
    var counts: [Int: Int] = [:]
    for (index, segment) in segments.enumerated() {
      let list = try DayList(segment, .date)
      let bitmap = bitmaps[index]
      var day = 0
      // Ends: each turn goes on by a year's days, at least one.
      while day < list.days {
        let (year, last) = CalendarDay.year(of: list.day(day))
        var count = 0
        while day < list.days, list.day(day) <= last {
          for place in list.range(day) {
            let document = list.document(place)
            if document >> 6 < bitmap.count, bitmap[document >> 6] >> UInt64(document & 63) & 1 == 1 {
              count += 1
            }
          }
          day += 1
        }
        if count > 0 { counts[year, default: 0] += count }
      }
    }
    return counts.sorted { $0.key > $1.key }.map { YearCount(year: $0.key, count: $0.value) }
  }

  /// How many documents have a deadline.
  ///
  /// - Complexity: O(deadlines of the index).
  func withDeadline() throws(IndexError) -> Int {
    var sum = 0
    for (index, segment) in segments.enumerated() {
      sum += Self.countBoth(bitmaps[index], try Self.withDeadline(segment))
    }
    return sum
  }

  /// The documents of a segment that have a deadline, as bits.
  static func withDeadline(_ segment: Segment) throws(IndexError) -> [UInt64] {
    let list = try DayList(segment, .deadline)
    var seen = [UInt64](repeating: 0, count: (segment.documents + 63) / 64)
    for place in 0..<list.count {
      let document = list.document(place)
      if document >> 6 < seen.count { seen[document >> 6] |= 1 << UInt64(document & 63) }
    }
    return seen
  }

  /// How many bits are set in both.
  static func countBoth(_ a: [UInt64], _ b: [UInt64]) -> Int {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
        return Bits.countBoth(first, second, min(a.count, b.count))
      }
    }
  }
}

/// The same by columns.
extension Matches {
  func facet(
    _ numbering: FacetNumbering, limit: Int
  ) -> [Facet.Value] {
    numbering.most(limit, zip(bitmaps, counts).map { ($0, $1) })
  }

  func years(_ columns: [FacetColumns.Dates]) -> [YearCount] {
    var sums: [Int: Int] = [:]
    for (index, dates) in columns.enumerated() where counts[index] > 0 {
      let own = dates.column.counts(in: bitmaps[index], matches: counts[index])
      for (year, count) in zip(dates.years, own) where count > 0 { sums[year, default: 0] += Int(count) }
    }
    return sums.sorted { $0.key > $1.key }.map { YearCount(year: $0.key, count: $0.value) }
  }

  func withDeadline(_ columns: [FacetColumns.Dates]) -> Int {
    zip(bitmaps, columns).reduce(0) { $0 + Self.countBoth($1.0, $1.1.withDeadline) }
  }
}

/// How many of the documents found are of a year.
public struct YearCount: Hashable, Sendable {
  public var year: Int
  public var count: Int
}
