/// The documents of a date field by day.
package struct DayList {
  private let table: UnsafeRawBufferPointer
  private let documents: UnsafeRawBufferPointer
  /// Distinct days.
  package let days: Int

  package init(_ segment: Segment, _ field: DateField) throws(IndexError) {
    let isDate = field == .date
    table = try segment.section(isDate ? .dateDays : .deadlineDays)
    documents = try segment.section(isDate ? .dateDocuments : .deadlineDocuments)
    days = table.count / 8 - 1
    var isRight = days >= 0 && table.count % 8 == 0 && documents.count % 4 == 0
    if isRight { isRight = start(days) * 4 == documents.count }
    guard isRight else {
      throw .corrupt(file: segment.columns.name, offset: 0, reason: "the days of a date field")
    }
  }

  package func day(_ index: Int) -> DayNumber {
    table.loadUnaligned(fromByteOffset: index * 8, as: Int32.self)
  }

  private func start(_ index: Int) -> Int {
    Int(table.loadUnaligned(fromByteOffset: index * 8 + 4, as: UInt32.self))
  }

  /// Places of the documents of one day.
  package func range(_ index: Int) -> Range<Int> {
    let first = start(index)
    return first..<max(first, start(index + 1))
  }

  /// Places of the documents of `first` to `last`, both included; `nil` is open.
  ///
  /// - Complexity: O(log days).
  package func range(from first: DayNumber?, to last: DayNumber?) -> Range<Int> {
    let low = first.map { lowerBound($0) } ?? 0
    let high = last.map { $0 == .max ? days : lowerBound($0 + 1) } ?? days
    return low < high ? start(low)..<max(start(low), start(high)) : 0..<0
  }

  private func lowerBound(_ day: DayNumber) -> Int {
    var low = 0
    var high = days
    while low < high {
      let middle = (low + high) / 2
      if self.day(middle) < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  package func document(_ place: Int) -> Int {
    Int(documents.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
  }

  package var count: Int { documents.count / 4 }

  /// Sets the bit of each document at `places`.
  ///
  /// - Returns: Whether all of them are below `limit`, for which `bitmap` has room.
  package func setBits(
    of places: Range<Int>, below limit: Int, in bitmap: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let places = places.clamped(to: 0..<count)
    guard let base = documents.baseAddress else { return places.isEmpty }
    for place in places {
      let document = Int(base.loadUnaligned(fromByteOffset: place &* 4, as: UInt32.self))
      guard document < limit else { return false }
      bitmap[document &>> 6] |= 1 &<< UInt64(document & 63)
    }
    return true
  }
}
