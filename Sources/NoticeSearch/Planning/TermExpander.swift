import NoticeIndex

/// Looks words up in the dictionaries of all segments.
struct TermExpander {
  let segments: [Segment]

  /// A term found, and how much of a word's weight it gets.
  struct Found {
    var term: [UInt8]
    var factor: Float
    /// By segment.
    private(set) var postings: [TermPostings?]
    /// Documents that have it.
    private(set) var count = 0

    init(term: [UInt8], factor: Float, postings: [TermPostings?]) {
      self.term = term
      self.factor = factor
      self.postings = postings
      for segment in postings { count += segment?.count ?? 0 }
    }

    /// The same with another factor.
    init(_ other: Found, factor: Float) {
      self = other
      self.factor = factor
    }

    mutating func set(_ postings: TermPostings, of segment: Int) {
      self.postings[segment] = postings
      count += postings.count
    }
  }

  /// The very term; `nil` if no document has it.
  func exact(_ term: [UInt8], _ field: TextField) throws(IndexError) -> Found? {
    var postings: [TermPostings?] = []
    for segment in segments { postings.append(try segment.dictionary(.words(field)).find(term)) }
    let found = Found(term: term, factor: 1, postings: postings)
    return found.count > 0 ? found : nil
  }

  /// Other forms of the letters get so much of the weight that the form as it was typed gets.
  static let otherMarks: Float = 0.7

  /// All terms of the same letters.
  ///
  /// Not inlined: the optimiser of Swift 6.3 fails on the closure's copy of `folded`.
  @inline(never)
  func unmarked(_ term: [UInt8], _ field: TextField) throws(IndexError) -> [Found] {
    let folded = TermForm.folded(term)
    return try walk(field, from: folded) { otherFolded, other in
      guard otherFolded.elementsEqual(folded) else { return .stop }
      return .take(other.elementsEqual(term) ? 1 : Self.otherMarks)
    }
  }

  /// The postings, by segment, of all terms that begin so; of a word without marks, if `folded`, that begin with its
  /// letters.
  /// - Parameter prefixes: The same letters in one or two spellings.
  func prefix(
    _ prefixes: [[UInt8]], folded isFolded: Bool, _ field: TextField
  ) throws(IndexError) -> [[TermPostings]] {
    let folded = TermForm.folded(prefixes.first ?? [])
    return try collect(field, from: folded) { otherFolded, other in
      guard otherFolded.starts(with: folded) else { return .stop }
      return isFolded || prefixes.contains { other.starts(with: $0) } ? .take(1) : .skip
    }
  }

  /// The same of a pattern of `*` and `?`.
  func pattern(
    _ pattern: WordPattern, folded isFolded: Bool, _ field: TextField
  ) throws(IndexError) -> [[TermPostings]] {
    let head = TermForm.folded(pattern.head)
    return try collect(field, from: head) { otherFolded, other in
      guard otherFolded.starts(with: head) else { return .stop }
      return pattern.matches(isFolded ? otherFolded : other) ? .take(1) : .skip
    }
  }

  /// The terms of a prefix or a pattern themselves, the most frequent: where their places count.
  func wideForms(
    _ prefixes: [[UInt8]], _ pattern: WordPattern?, folded isFolded: Bool, _ field: TextField
  ) throws(IndexError) -> [Found] {
    let head = TermForm.folded(pattern?.head ?? prefixes.first ?? [])
    let found = try walk(field, from: head) { otherFolded, other in
      guard otherFolded.starts(with: head) else { return .stop }
      let isFound =
        pattern.map { $0.matches(isFolded ? otherFolded : other) }
        ?? (isFolded || prefixes.contains { other.starts(with: $0) })
      return isFound ? .take(1) : .skip
    }
    return Array(found.sorted { $0.count > $1.count }.prefix(Self.mostForms))
  }

  private func collect(
    _ field: TextField, from folded: [UInt8],
    _ look: (_ folded: UnsafeBufferPointer<UInt8>, _ term: UnsafeBufferPointer<UInt8>) -> Step
  ) throws(IndexError) -> [[TermPostings]] {
    var out: [[TermPostings]] = []
    for segment in segments {
      var found: [TermPostings] = []
      var cursor = TermCursor(try segment.dictionary(.words(field)))
      var isThere = try cursor.seek(folded: folded)
      walk: while isThere {
        switch look(cursor.foldedBytes, cursor.keyBytes) {
        case .stop: break walk
        case .skip: break
        case .take: found.append(cursor.postings)
        }
        isThere = try cursor.next()
      }
      out.append(found)
    }
    return out
  }

  /// All terms within so many edits; of a word without marks, if `folded`, by letters alone.
  func fuzzy(
    _ term: [UInt8], edits: Int, folded isFolded: Bool, _ field: TextField
  ) throws(IndexError) -> [Found] {
    var search = FuzzySearch(term, edits: edits, folded: isFolded)
    var found = Forms(segments.count)
    for (index, segment) in segments.enumerated() {
      try search.walk(segment, .words(field)) { term, postings, distance in
        found.add(term, postings, index, Self.factor(distance))
      }
    }
    return Self.closest(found.all)
  }

  /// `~`: other marks, and what OCR makes of the letters: by letters alone at most one edit.
  func widened(_ term: [UInt8], _ field: TextField) throws(IndexError) -> [Found] {
    var found = try fuzzy(term, edits: Self.widenedEdits(term), folded: true, field)
    for index in found.indices where found[index].term == term { found[index].factor = 1 }
    return found
  }

  static func widenedEdits(_ term: [UInt8]) -> Int {
    TermForm.folded(term).count { $0 & 0xC0 != 0x80 } > 2 ? 1 : 0
  }

  private static func factor(_ distance: Int) -> Float {
    switch distance {
    case 0: 1
    case 1: 0.6
    default: 0.35
    }
  }

  /// More forms than this of one word say nothing any more.
  private static let mostForms = 256

  private static func closest(_ found: [Found]) -> [Found] {
    let sorted = found.sorted {
      ($1.factor, $1.count, $0.term.count) < ($0.factor, $0.count, $1.term.count)
        || ($1.factor, $1.count) == ($0.factor, $0.count) && TermKey.compare($0.term, $1.term) < 0
    }
    return Array(sorted.prefix(mostForms))
  }

  private enum Step {
    case take(Float), skip, stop
  }

  private func walk(
    _ field: TextField, from folded: [UInt8],
    _ look: (_ folded: UnsafeBufferPointer<UInt8>, _ term: UnsafeBufferPointer<UInt8>) -> Step
  ) throws(IndexError) -> [Found] {
    var found = Forms(segments.count)
    segments: for (index, segment) in segments.enumerated() {
      var cursor = TermCursor(try segment.dictionary(.words(field)))
      var isThere = try cursor.seek(folded: folded)
      while isThere {
        switch look(cursor.foldedBytes, cursor.keyBytes) {
        case .stop: continue segments
        case .skip: break
        case .take(let factor): found.add(cursor.entry, cursor.postings, index, factor)
        }
        isThere = try cursor.next()
      }
    }
    return found.all.sorted { TermKey.compare($0.term, $1.term) < 0 }
  }

  /// Terms put together from several segments.
  private struct Forms {
    private let segments: Int
    private(set) var all: [Found] = []
    private var places: [[UInt8]: Int] = [:]

    init(_ segments: Int) { self.segments = segments }

    mutating func add(_ term: [UInt8], _ postings: TermPostings, _ segment: Int, _ factor: Float) {
      // One segment has each but once.
      let place = segments > 1 ? places[term, default: all.count] : all.count
      if place == all.count {
        all.append(Found(term: term, factor: factor, postings: Array(repeating: nil, count: segments)))
        if segments > 1 { places[term] = place }
      }
      all[place].set(postings, of: segment)
    }
  }
}
