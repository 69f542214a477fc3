import NoticeIndex
import Synchronization

/// Counts facets of one commit by columns.
final class FacetCounter: Sendable {
  private let reader: IndexReader
  private let columns: FacetColumns
  private let numberings = Mutex<[KeywordField: FacetNumbering]>([:])

  init(_ reader: IndexReader, _ columns: FacetColumns) {
    self.reader = reader
    self.columns = columns
  }

  /// - Complexity: `OrdinalColumn.counts` of each segment; once a commit and field, O(values × segments) before.
  func values(of field: KeywordField, _ matches: Matches, limit: Int) throws(IndexError) -> [Facet.Value] {
    let known = numberings.withLock { $0[field] }
    if let known { return matches.facet(known, limit: limit) }
    var fields: [FacetColumns.Field] = []
    for segment in reader.segments { fields.append(try columns.field(field, segment)) }
    let made = FacetNumbering(fields)
    numberings.withLock { $0[field] = made }
    return matches.facet(made, limit: limit)
  }

  func dates(_ matches: Matches) throws(IndexError) -> (years: [YearCount], withDeadline: Int) {
    var dates: [FacetColumns.Dates] = []
    for segment in reader.segments { dates.append(try columns.dates(segment)) }
    return (matches.years(dates), matches.withDeadline(dates))
  }
}
