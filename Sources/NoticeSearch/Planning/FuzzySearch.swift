import NoticeIndex

/// Finds the terms within so many edits of a word, by leaping through a dictionary.
struct FuzzySearch: ~Copyable {
  private var folds: EditDistance
  private var exact: EditDistance
  private let isFolded: Bool

  /// - Parameter isFolded: By letters alone, whatever their marks.
  init(_ term: [UInt8], edits: Int, folded isFolded: Bool) {
    folds = EditDistance(TermForm.folded(term), limit: edits)
    exact = EditDistance(term, limit: edits)
    self.isFolded = isFolded
  }

  /// Calls `take` with each term found, what the dictionary says of it, and how many edits it is away, in the order
  /// of the terms.
  mutating func walk(
    _ segment: Segment, _ field: SegmentField, _ take: (_ term: [UInt8], TermPostings, _ edits: Int) -> Void
  ) throws(IndexError) {
    folds.reset()
    var cursor = TermCursor(try segment.dictionary(field))
    if let starts = try segment.termStarts(field) {
      try walk(starts, &cursor, take)
    } else {
      try walk(&cursor, take)
    }
  }

  /// By the starts of the terms; those that may be near are read.
  private mutating func walk(
    _ starts: TermStarts, _ cursor: inout TermCursor, _ take: ([UInt8], TermPostings, Int) -> Void
  ) throws(IndexError) {
    var place = 0
    while place < starts.count {
      var (result, isWhole) = starts.withLetters(place) { (folds.walk($0), $1) }
      // What is far may come near again with the letters that follow.
      if !isWhole, result != .dead {
        try cursor.go(to: place)
        result = folds.walk(cursor.foldedBytes)
      }
      switch result {
      case .dead:
        if folds.next.isEmpty { return }
        place = max(place + 1, starts.place(notBefore: folds.next, from: place))
        continue
      case .far: break
      case .near(let distance):
        try cursor.go(to: place)
        offer(cursor, distance, take)
      }
      place += 1
    }
  }

  /// By the dictionary alone.
  private mutating func walk(
    _ cursor: inout TermCursor, _ take: ([UInt8], TermPostings, Int) -> Void
  ) throws(IndexError) {
    var isThere = try cursor.next()
    while isThere {
      switch folds.walk(cursor.foldedBytes) {
      case .dead:
        isThere = folds.next.isEmpty ? false : try cursor.skip(toFolded: folds.next)
        continue
      case .far: break
      case .near(let distance): offer(cursor, distance, take)
      }
      isThere = try cursor.next()
    }
  }

  /// Taking marks away brings words no further apart: what is too far without them is too far with them.
  private mutating func offer(
    _ cursor: TermCursor, _ distance: Int, _ take: ([UInt8], TermPostings, Int) -> Void
  ) {
    guard let edits = isFolded ? distance : exact.distance(cursor.keyBytes) else { return }
    take(cursor.entry, cursor.postings, edits)
  }
}
