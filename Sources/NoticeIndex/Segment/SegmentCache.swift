import Synchronization

/// What was made of an index's segments, for one commit, each when it is first asked for.
///
/// A segment never changes, so what was made of it outlives the commit for which it was: a cache takes over what the one
/// before it has of segments that are still there. Deletions are a list beside a segment and no part of what is kept.
/// Used by any number of threads.
package final class SegmentCache<Part: Hashable & Sendable, Made: Sendable>: Sendable {
  private struct Key: Hashable {
    var segment: UInt64
    var part: Part
  }

  private let state: Mutex<[Key: Made]>
  /// Of each segment.
  private let files: [UInt64: [SegmentEntry.FileEntry]]

  /// - Parameter other: Of an earlier commit: what it has of segments that are still there, file by file as they were.
  package init(_ reader: IndexReader, keeping other: SegmentCache? = nil) {
    let files = Dictionary(reader.segments.map { ($0.entry.id, $0.entry.files) }) { first, _ in first }
    self.files = files
    let kept = other.map { other in
      other.state.withLock { made in
        made.filter { key, _ in files[key.segment].map { $0 == other.files[key.segment] } ?? false }
      }
    }
    state = Mutex(kept ?? [:])
  }

  /// What is made of a part of a segment, once. Others that ask meanwhile wait.
  package func callAsFunction(
    _ segment: Segment, _ part: Part, _ make: () throws(IndexError) -> Made
  ) throws(IndexError) -> Made {
    let key = Key(segment: segment.entry.id, part: part)
    return try state.withLock { state throws(IndexError) in
      if let known = state[key] { return known }
      let made = try make()
      state[key] = made
      return made
    }
  }
}
