import NoticeIndex

/// The values of fields by document, for one commit, made of an index's postings when they are first counted, and kept.
///
/// A segment never changes, so its columns outlive the commit for which they were made: give a searcher what was kept of
/// the one before. Used by any number of threads.
public final class FacetColumns: Sendable {
  /// The values of a field in a segment, in the dictionary's order.
  final class Field: Sendable {
    let column: OrdinalColumn
    let keys: [[UInt8]]
    /// As they are shown.
    let shown: [String]

    init(_ segment: Segment, _ field: KeywordField) throws(IndexError) {
      var keys: [[UInt8]] = []
      var shown: [String] = []
      var lists: [PostingsList] = []
      var cursor = TermCursor(try segment.dictionary(.keyword(field)))
      while try cursor.next() {
        if cursor.isAlias { continue }
        keys.append(cursor.key)
        shown.append(cursor.value)
        lists.append(try PostingsList(segment, cursor.postings, hasFrequencies: false))
      }
      self.keys = keys
      self.shown = shown
      var documents: [UInt32] = []
      column = OrdinalColumn(documents: segment.documents, values: lists.count) { value, use in
        let list = lists[value]
        for block in 0..<list.blocks {
          documents.removeAll(keepingCapacity: true)
          list.appendDocuments(of: block, to: &documents)
          for document in documents { use(Int(document)) }
        }
      }
    }
  }

  /// The years of a segment's documents, ascending, and which have a deadline.
  final class Dates: Sendable {
    let column: OrdinalColumn
    let years: [Int]
    let withDeadline: [UInt64]

    init(_ segment: Segment) throws(IndexError) {
      let list = try DayList(segment, .date)
      var years: [Int] = []
      var places: [Range<Int>] = []
      var day = 0
      // Ends: each turn goes on by a year's days, at least one.
      while day < list.days {
        let (year, last) = CalendarDay.year(of: list.day(day))
        let first = list.range(day).lowerBound
        var end = first
        while day < list.days, list.day(day) <= last {
          end = max(end, list.range(day).upperBound)
          day += 1
        }
        years.append(year)
        places.append(first..<min(end, list.count))
      }
      self.years = years
      column = OrdinalColumn(documents: segment.documents, values: years.count) { value, use in
        for place in places[value] {
          let document = list.document(place)
          if document < segment.documents { use(document) }
        }
      }
      withDeadline = try Matches.withDeadline(segment)
    }
  }

  private struct AllDates: Hashable {}

  private let fields: SegmentCache<KeywordField, Field>
  private let dates: SegmentCache<AllDates, Dates>

  /// - Parameter other: Of an earlier commit: columns of segments that are still there are kept.
  public init(_ reader: IndexReader, keeping other: FacetColumns? = nil) {
    fields = SegmentCache(reader, keeping: other?.fields)
    dates = SegmentCache(reader, keeping: other?.dates)
  }

  /// - Complexity: O(documents that have a value), once a segment.
  func field(_ field: KeywordField, _ segment: Segment) throws(IndexError) -> Field {
    try fields(segment, field) { () throws(IndexError) in try Field(segment, field) }
  }

  func dates(_ segment: Segment) throws(IndexError) -> Dates {
    try dates(segment, AllDates()) { () throws(IndexError) in try Dates(segment) }
  }
}
