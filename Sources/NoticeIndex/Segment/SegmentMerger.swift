/// Makes one segment of several, without what was deleted; the documents keep their order.
///
/// Every list is read and written anew, so that a merged segment has the lists that one build of all its documents
/// would have. What deleted documents may leave: the spelling of a value, and `isInText` off for a word that
/// only they had in the subject alone. The store may be cut into blocks elsewhere, since whole ones are copied.
///
/// - Complexity: O(postings and positions of all), memory for the columns and the longest list of one term.
struct SegmentMerger {
  private let segments: [Segment]
  /// By segment and document: its new number, `gone` for a deleted one.
  private var numbers: [[UInt32]] = []
  private var columns = SegmentWriter.Columns()
  private static let gone = UInt32.max

  /// - Throws: `tooLarge` if one segment cannot hold all documents.
  init(_ segments: [Segment]) throws(IndexError) {
    self.segments = segments
    guard segments.reduce(0, { $0 + $1.liveDocuments }) < Int(UInt32.max) - 1 else {
      throw .tooLarge(reason: "too many documents for one segment")
    }
    var next: UInt32 = 0
    for segment in segments {
      var map = Array(repeating: Self.gone, count: segment.documents)
      let lengths = try segment.lengths()
      for document in 0..<segment.documents where segment.isLive(document) {
        map[document] = next
        columns.norms.append(segment.norms[document])
        columns.lengths.append(lengths.loadUnaligned(fromByteOffset: document * 4, as: UInt32.self))
        columns.versions.append(try segment.version(document))
        next += 1
      }
      try Self.appendDays(segment, map, to: &columns)
      numbers.append(map)
    }
  }

  var documents: Int { columns.norms.count }

  private static func appendDays(
    _ segment: Segment, _ map: [UInt32], to columns: inout SegmentWriter.Columns
  ) throws(IndexError) {
    for field in DateField.allCases {
      let days = try DayList(segment, field)
      for entry in 0..<days.days {
        for place in days.range(entry) {
          let document = map[days.document(place)]
          if document != gone { columns.days.append((field, days.day(entry), document)) }
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
      for block in 0..<store.blocks { try copy(block, of: store, numbers[index], writer) }
    }
    return try writer.finish(columns)
  }

  /// A full block that has all its documents still is copied as it stands, others document by document.
  private func copy(
    _ block: Int, of store: StoreReader, _ numbers: [UInt32], _ writer: SegmentWriter
  ) throws(IndexError) {
    let documents = store.documents(ofBlock: block)
    let isWhole = documents.allSatisfy { numbers[$0] != Self.gone }
    if isWhole {
      let (frame, size) = try store.frame(block)
      if size >= StoreWriter.blockSize / 2 {
        return try writer.store.add(frame: frame, documents: documents.count)
      }
    }
    for document in documents where numbers[document] != Self.gone {
      try writer.store.add(record: try store.record(document))
    }
  }

  /// A term of several segments: the cursors that stand at it.
  private func merge(_ field: SegmentField, _ writer: SegmentWriter) throws(IndexError) {
    writer.begin(field)
    var cursors: [(cursor: TermCursor, key: TermKey)?] = []
    for segment in segments {
      var cursor = TermCursor(try segment.dictionary(field))
      cursors.append(try cursor.next() ? (cursor, TermKey(cursor.key)) : nil)
    }
    var list = MergedList()
    while true {
      var least: TermKey?
      for case let (_, key)? in cursors where least.map({ key < $0 }) ?? true { least = key }
      guard let least else { break }
      list.removeAll()
      var entry: [UInt8]?
      var wasInText = true
      for index in cursors.indices {
        guard var (cursor, key) = cursors[index], key == least else { continue }
        if entry == nil { entry = cursor.entry }
        wasInText = wasInText && cursor.postings.isInText
        try list.append(
          try PostingsList(segments[index], cursor.postings, hasFrequencies: field.isText), numbers[index])
        if try cursor.next() {
          key = TermKey(cursor.key)
          cursors[index] = (cursor, key)
        } else {
          cursors[index] = nil
        }
      }
      if let entry, !list.documents.isEmpty {
        try list.write(entry, isText: field.isText, isInText: wasInText, writer)
      }
    }
    try writer.end(field)
  }
}

/// The postings of one term of several segments, with their new numbers.
private struct MergedList {
  var documents: [UInt32] = []
  var frequencies: [UInt32] = []
  var inSubject: [UInt8] = []
  var positions: [UInt32] = []
  var hasSubject = false

  mutating func removeAll() {
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    inSubject.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    hasSubject = false
  }

  mutating func append(_ list: PostingsList, _ numbers: [UInt32]) throws(IndexError) {
    if list.hasFrequencies { try list.checkPositions() }
    let places = list.hasFrequencies ? PositionsReader(list) : nil
    var found: [UInt32] = []
    for block in 0..<list.blocks {
      list.appendDocuments(of: block, to: &found)
      if list.hasFrequencies, !found.isEmpty {
        guard let frequencies = list.frequencies(block: block), let places
        else { throw list.corruptPostings() }
        for (place, document) in found.enumerated() where numbers[Int(document)] != UInt32.max {
          documents.append(numbers[Int(document)])
          let (count, isInSubject) = frequencies.plain(place)
          self.frequencies.append(count)
          hasSubject = hasSubject || isInSubject
          inSubject.append(isInSubject ? 1 : 0)
          let own = places.positions(block: block, place: place)
          guard !own.isEmpty else { throw list.corruptPostings() }
          positions.append(contentsOf: own)
        }
      } else {
        for document in found where numbers[Int(document)] != UInt32.max {
          documents.append(numbers[Int(document)])
        }
      }
      found.removeAll(keepingCapacity: true)
    }
  }

  func write(_ entry: [UInt8], isText: Bool, isInText: Bool, _ writer: SegmentWriter) throws(IndexError) {
    try documents.withUnsafeBufferPointer { (documents) throws(IndexError) in
      try frequencies.withUnsafeBufferPointer { (frequencies) throws(IndexError) in
        try positions.withUnsafeBufferPointer { (positions) throws(IndexError) in
          try inSubject.withUnsafeBufferPointer { (inSubject) throws(IndexError) in
            _ = try writer.add(
              entry,
              PostingsWriter.Term(
                documents: documents, frequencies: isText ? frequencies : nil,
                inSubject: hasSubject ? inSubject : nil, positions: positions), isInText: isInText)
          }
        }
      }
    }
  }
}
