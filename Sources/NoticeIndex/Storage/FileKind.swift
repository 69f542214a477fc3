/// What a file of a segment holds; its number stands in the file's footer.
package enum FileKind: UInt32, CaseIterable, Sendable {
  case dictionary = 1
  case postings
  case positions
  case columns
  case store
  case deletes

  /// The newest format of this kind that is known, and the one that is written.
  package var version: UInt32 {
    switch self {
    case .positions, .store: 2
    case .dictionary, .postings, .columns, .deletes: 1
    }
  }

  /// What a file's name begins with after the segment's number: `00000012.postings`.
  package var part: String {
    switch self {
    case .dictionary: "dictionary"
    case .postings: "postings"
    case .positions: "positions"
    case .columns: "columns"
    case .store: "store"
    case .deletes: "del"
    }
  }
}
