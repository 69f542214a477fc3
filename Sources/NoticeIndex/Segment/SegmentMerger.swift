/// Makes one segment of several, without what was deleted; the documents keep their order.
///
/// Every list is read and written anew, so that a merged segment has the lists that one build of all its documents
/// would have. What deleted documents may leave: the spelling of a value, and `isInText` off for a word that
/// only they had in the subject alone. The store may be cut into blocks elsewhere, since whole ones are copied.
///
/// - Complexity: O(postings and positions of all), memory for the columns and the longest list of one term.
struct SegmentMerger {
  private let segments: [Segment]
  /// By segment.
  private var numbers: [Renumbering] = []
  private var columns = SegmentWriter.Columns()

  /// The new numbers of one segment's documents.
  struct Renumbering {
    var first: UInt32
    /// By document, `gone` for a deleted one; `nil` if none is, so that one follows the other.
    var map: [UInt32]?

    static let gone = UInt32.max

    @inline(__always)
    subscript(_ document: Int) -> UInt32 {
      map.map { $0[document] } ?? first &+ UInt32(truncatingIfNeeded: document)
    }
  }

  /// - Throws: `tooLarge` if one segment cannot hold all documents.
  init(_ segments: [Segment]) throws(IndexError) {
    self.segments = segments
    guard segments.reduce(0, { $0 + $1.liveDocuments }) < Int(UInt32.max) - 1 else {
      throw .tooLarge(reason: "too many documents for one segment")
    }
    var next: UInt32 = 0
    for segment in segments {
      let isWhole = segment.liveDocuments == segment.documents
      var map = isWhole ? nil : Array(repeating: Renumbering.gone, count: segment.documents)
      let first = next
      let lengths = try segment.lengths()
      for document in 0..<segment.documents where segment.isLive(document) {
        map?[document] = next
        columns.norms.append(segment.norms[document])
        columns.lengths.append(lengths.loadUnaligned(fromByteOffset: document * 4, as: UInt32.self))
        columns.versions.append(try segment.version(document))
        next += 1
      }
      numbers.append(Renumbering(first: first, map: map))
      try Self.appendDays(segment, numbers[numbers.count - 1], to: &columns)
    }
  }

  var documents: Int { columns.norms.count }

  private static func appendDays(
    _ segment: Segment, _ map: Renumbering, to columns: inout SegmentWriter.Columns
  ) throws(IndexError) {
    for field in DateField.allCases {
      let days = try DayList(segment, field)
      for entry in 0..<days.days {
        for place in days.range(entry) {
          let document = map[days.document(place)]
          if document != Renumbering.gone { columns.days.append((field, days.day(entry), document)) }
        }
      }
    }
  }

  /// - Precondition: There is a document left.
  mutating func write(_ directory: any Directory, id: UInt64) throws(IndexError) -> SegmentEntry {
    let words = columns.lengths.reduce(0) { $0 + Int($1) }
    let norms = UnsafeMutablePointer<UInt8>.allocate(capacity: documents)
    defer { norms.deallocate() }
    norms.initialize(from: columns.norms, count: documents)
    let writer = try SegmentWriter(
      directory, id: id, documents: documents, averageLength: Float(words) / Float(documents), norms: norms)
    for field in SegmentField.all { try merge(field, writer) }
    for (index, segment) in segments.enumerated() {
      let store = try StoreReader(segment)
      var stored = Passage(segment.store)
      for block in 0..<store.blocks {
        try copy(block, of: store, numbers[index], writer)
        stored.reached(store.end(ofBlock: block))
      }
      stored.reached(segment.store.content.count)
    }
    return try writer.finish(columns)
  }

  /// A block that has all its documents still is copied as it stands if that is worth it, others document by document.
  private func copy(
    _ block: Int, of store: StoreReader, _ numbers: Renumbering, _ writer: SegmentWriter
  ) throws(IndexError) {
    let documents = store.documents(ofBlock: block)
    let isWhole = documents.allSatisfy { numbers[$0] != Renumbering.gone }
    if isWhole, try store.isWorthKeeping(block) {
      return try writer.store.add(frames: try store.bytes(ofBlock: block), documents: documents.count)
    }
    for document in documents where numbers[document] != Renumbering.gone {
      try writer.store.add(try store.record(document))
    }
  }

  /// A dictionary on its way, and the term that it stands at.
  private struct Source {
    let index: Int
    var cursor: TermCursor
    private var postings: Passage
    private var positions: Passage
    var key = TermKey([])
    /// The first letters of `key`: most are told apart by them.
    var prefix: UInt64 = 0

    /// `nil` if there are no terms.
    init?(_ index: Int, _ segment: Segment, _ field: SegmentField) throws(IndexError) {
      self.index = index
      cursor = TermCursor(try segment.dictionary(field))
      postings = Passage(segment.postings)
      positions = Passage(segment.positions)
      if try !advance() { return nil }
    }

    mutating func advance() throws(IndexError) -> Bool {
      postings.reached(cursor.postings.postings.upperBound)
      positions.reached(cursor.postings.positions.upperBound)
      guard try cursor.next() else { return false }
      key = TermKey(cursor.key)
      prefix = TermDictionaryLayout.prefix(key.folded)
      return true
    }

    func isBefore(_ other: borrowing Source) -> Bool {
      prefix != other.prefix ? prefix < other.prefix : key < other.key
    }
  }

  private func merge(_ field: SegmentField, _ writer: SegmentWriter) throws(IndexError) {
    writer.begin(field)
    var sources: [Source] = []
    for (index, segment) in segments.enumerated() {
      if let source = try Source(index, segment, field) { sources.append(source) }
    }
    var list = MergedList()
    while !sources.isEmpty {
      var least = 0
      for index in sources.indices.dropFirst() where sources[index].isBefore(sources[least]) { least = index }
      let (prefix, key) = (sources[least].prefix, sources[least].key)
      list.removeAll()
      var entry: [UInt8]?
      var wasInText = true
      var index = least  // the ones before it stand further on
      while index < sources.count {
        guard sources[index].prefix == prefix, sources[index].key == key else {
          index += 1
          continue
        }
        let (segment, postings) = (sources[index].index, sources[index].cursor.postings)
        // The first spelling, but for an alias that another segment has as a value.
        if entry == nil || entry?.last == 0 { entry = sources[index].cursor.entry }
        wasInText = wasInText && postings.isInText
        try list.append(
          try PostingsList(segments[segment], postings, hasFrequencies: field.isText), numbers[segment])
        if try sources[index].advance() { index += 1 } else { sources.remove(at: index) }
      }
      if let entry, !list.documents.isEmpty {
        try list.write(entry, isText: field.isText, isInText: wasInText, writer)
      }
    }
    try writer.end(field)
  }
}

/// The way through a file that is read from the front: what lies behind takes no memory.
private struct Passage {
  private let file: CheckedFile
  private var passed = 0
  private static let step = 4 << 20

  init(_ file: CheckedFile) { self.file = file }

  mutating func reached(_ offset: Int) {
    guard offset - passed >= Self.step || offset == file.content.count, offset <= file.content.count else {
      return
    }
    file.letGo(of: passed..<offset)
    passed = offset
  }
}

/// The postings of one term of several segments, with their new numbers.
private struct MergedList: ~Copyable {
  private(set) var documents: [UInt32] = []
  private var frequencies: [UInt32] = []
  private var inSubject: [UInt8] = []
  private var gaps: [UInt32] = []
  private var hasSubject = false
  private var block = PostingsBlock()

  mutating func removeAll() {
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    inSubject.removeAll(keepingCapacity: true)
    gaps.removeAll(keepingCapacity: true)
    hasSubject = false
  }

  mutating func append(
    _ list: PostingsList, _ numbers: SegmentMerger.Renumbering
  ) throws(IndexError) {
    if list.hasFrequencies { try list.checkPositions() }
    for index in 0..<list.blocks {
      try block.read(list, index)
      if let map = numbers.map {
        appendLiving(map, list.hasFrequencies)
      } else {
        appendAll(numbers.first, list.hasFrequencies)
      }
    }
  }

  /// Of a block whose documents are all there.
  private mutating func appendAll(_ first: UInt32, _ hasFrequencies: Bool) {
    for place in 0..<block.count { block.documents[place] &+= first }
    documents.append(contentsOf: UnsafeBufferPointer(start: block.documents, count: block.count))
    guard hasFrequencies else { return }
    frequencies.append(contentsOf: UnsafeBufferPointer(start: block.occurrences, count: block.count))
    inSubject.append(contentsOf: UnsafeBufferPointer(start: block.inSubject, count: block.count))
    gaps.append(contentsOf: UnsafeBufferPointer(start: block.gaps, count: block.gapCount))
    hasSubject = hasSubject || block.hasSubject
  }

  private mutating func appendLiving(_ map: [UInt32], _ hasFrequencies: Bool) {
    var start = 0
    for place in 0..<block.count {
      let document = map[Int(block.documents[place])]
      let end = hasFrequencies ? start &+ Int(block.occurrences[place]) : start
      if document != SegmentMerger.Renumbering.gone {
        documents.append(document)
        if hasFrequencies {
          frequencies.append(block.occurrences[place])
          inSubject.append(block.inSubject[place])
          hasSubject = hasSubject || block.inSubject[place] != 0
          gaps.append(contentsOf: UnsafeBufferPointer(start: block.gaps + start, count: end &- start))
        }
      }
      start = end
    }
  }

  borrowing func write(
    _ entry: [UInt8], isText: Bool, isInText: Bool, _ writer: SegmentWriter
  ) throws(IndexError) {
    try documents.withUnsafeBufferPointer { (documents) throws(IndexError) in
      try frequencies.withUnsafeBufferPointer { (frequencies) throws(IndexError) in
        try gaps.withUnsafeBufferPointer { (gaps) throws(IndexError) in
          try inSubject.withUnsafeBufferPointer { (inSubject) throws(IndexError) in
            _ = try writer.add(
              entry,
              PostingsWriter.Term(
                documents: documents, frequencies: isText ? frequencies : nil,
                inSubject: hasSubject ? inSubject : nil, gaps: gaps), isInText: isInText)
          }
        }
      }
    }
  }
}
