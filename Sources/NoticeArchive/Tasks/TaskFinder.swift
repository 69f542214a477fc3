import NoticeGrammar
import NoticeIndex
import NoticeSearch

/// Finds the tasks of an archive by its index. Used by one thread.
public final class TaskFinder {
  let reader: ArchiveReader
  let dictionary: TaskDictionary

  /// - Throws: `corrupt`.
  public init(_ reader: ArchiveReader) throws(IndexError) {
    self.reader = reader
    dictionary = try TaskDictionary(reader.index)
  }

  /// The tasks that are wanted.
  ///
  /// Documents are read only when their tasks are taken from the result.
  ///
  /// - Parameter query: Only of documents that it finds.
  /// - Complexity: O(keys of the bodies asked for · log of that), and the documents of each if some were deleted or a
  ///   query was given.
  public func find(_ selection: TaskSelection, matching query: Query? = nil) throws(IndexError) -> FoundTasks
  {
    var filter = TaskFilter(selection)
    var bodies: [TaskKey.Body?] = [nil]
    var unknown: [String] = []
    if !filter.asks.isEmpty {
      var found: Set<TaskKey.Body> = []
      for index in filter.asks.indices {
        let own = try self.bodies(of: &filter.asks[index])
        if own.isEmpty { unknown.append(filter.asks[index].text) }
        found.formUnion(own)
      }
      bodies = found.sorted()
      filter.settle(on: found)
    } else if selection.sort == .agency {
      bodies = try dictionary.bodies(beginning: "") + [nil]
    }
    let isByBody = !filter.asks.isEmpty || selection.sort == .agency
    var entries: [TaskDictionary.Entry] = []
    for (number, body) in bodies.enumerated() {
      entries += try dictionary.entries(of: body, number: number) { key in
        // Rows without a body stand among those of any.
        (body != nil || !isByBody || key.role == nil) && filter.takes(key.term) && filter.takes(key.role)
      }
    }
    return try FoundTasks(
      entries, of: bodies, filter, reader, bitmaps: try bitmaps(query), unknownAgencies: unknown)
  }

  /// The bodies of the archive that are the asked one, or a group that it is in.
  private func bodies(of ask: inout AgencyAsk) throws(IndexError) -> Set<TaskKey.Body> {
    var candidates = try dictionary.candidates(for: ask)
    candidates = candidates.filter { ask.match($0) != nil }
    let live = try bitmaps(nil)
    if live.contains(where: { $0 != nil }) {
      // What only deleted documents named is not there.
      var alive: Set<TaskKey.Body> = []
      for body in candidates where try isNamed(body, live) { alive.insert(body) }
      candidates = alive
    }
    ask.provinces = Set(
      candidates.filter { ask.match($0) == .direct }.map(\.province).filter { !$0.isEmpty })
    let settled = ask
    return candidates.filter { settled.match($0) != nil }
  }

  private func isNamed(_ body: TaskKey.Body, _ live: [[UInt64]?]) throws(IndexError) -> Bool {
    for entry in try dictionary.entries(of: body, where: { _ in true }) {
      guard let bitmap = live[entry.segment] else { return true }
      let list = try PostingsList(
        reader.index.segments[entry.segment], entry.postings, hasFrequencies: false)
      if list.count(in: bitmap) > 0 { return true }
    }
    return false
  }

  /// The documents that count, a bit each, by segment; `nil` where all do.
  func bitmaps(_ query: Query?) throws(IndexError) -> [[UInt64]?] {
    let segments = reader.index.segments
    if let query {
      var bitmaps = segments.map { [UInt64](repeating: 0, count: ($0.documents + 63) / 64) }
      for (segment, document) in try Searcher(reader.index).documents(matching: query) {
        bitmaps[segment][document >> 6] |= 1 << UInt64(document & 63)
      }
      return bitmaps
    }
    return segments.map { segment in
      guard segment.live != nil else { return nil }
      var bitmap = [UInt64](repeating: 0, count: (segment.documents + 63) / 64)
      for document in 0..<segment.documents where segment.isLive(document) {
        bitmap[document >> 6] |= 1 << UInt64(document & 63)
      }
      return bitmap
    }
  }
}
