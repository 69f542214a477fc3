import CXXHash

/// Names that were met in the segments before: no two documents have the same.
struct NameCheck {
  var seen: Set<UInt64> = []
}

/// Reads everything in a segment whose pages are what was written, and compares it with what else says the same.
struct SegmentCheck {
  private let segment: Segment

  init(_ segment: Segment) {
    self.segment = segment
  }

  func run(_ names: inout NameCheck) throws(IndexError) {
    try checkDeletes()
    try checkColumns()
    for field in SegmentField.all where field != .keyword(.id) { _ = try walk(field, nil) }
    var ids: [UInt64] = Array(repeating: 0, count: segment.documents)
    try walk(.keyword(.id)) { key, documents in
      let hash = key.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
      for document in documents { ids[Int(document)] = hash }
    }
    try checkStore(ids, &names)
  }

  private func corrupt(_ file: CheckedFile, _ reason: String, at offset: Int = 0) -> IndexError {
    .corrupt(file: file.name, offset: offset, reason: reason)
  }

  // MARK: Columns and deletes

  private func checkDeletes() throws(IndexError) {
    guard segment.entry.deletesGeneration > 0, let live = segment.live else { return }
    var count = 0
    for word in 0..<PostingsFormat.words(segment.documents) {
      let bits = live.load(fromByteOffset: word * 8, as: UInt64.self)
      let left = segment.documents - word * 64
      if left < 64, bits >> UInt64(left) != 0 { throw corruptDeletes("documents that the segment has not") }
      count += bits.nonzeroBitCount
    }
    if count != segment.liveDocuments {
      throw corruptDeletes("\(count) documents are there, \(segment.liveDocuments) by the manifest")
    }
  }

  private func corruptDeletes(_ reason: String) -> IndexError {
    .corrupt(file: segment.entry.deletesName, offset: 0, reason: reason)
  }

  private func checkColumns() throws(IndexError) {
    let lengths = try segment.lengths()
    var words = 0
    for document in 0..<segment.documents {
      let length = Int(lengths.loadUnaligned(fromByteOffset: document * 4, as: UInt32.self))
      words += length
      if segment.norms[document] != Scoring.norm(length: length) {
        throw corrupt(segment.columns, "the norm of document \(document) is not that of its length")
      }
    }
    if words != segment.words { throw corrupt(segment.columns, "the lengths do not add up") }
    for field in DateField.allCases {
      let list = try DayList(segment, field)
      for index in 0..<list.days {
        if index > 0, list.day(index) <= list.day(index - 1) {
          throw corrupt(segment.columns, "the days of \(field) do not ascend")
        }
        let range = list.range(index)
        guard range.upperBound <= list.count else {
          throw corrupt(segment.columns, "the documents of a day of \(field) are not there")
        }
        for place in range where list.document(place) >= segment.documents {
          throw corrupt(segment.columns, "a day of \(field) has a document that the segment has not")
        }
      }
    }
  }

  // MARK: Words

  /// Walks the terms of a field, decodes all their postings and positions, and hands each over.
  private func walk(
    _ field: SegmentField, _ use: ((_ key: [UInt8], _ documents: [UInt32]) -> Void)?
  ) throws(IndexError) {
    let dictionary = try segment.dictionary(field)
    let lengths = try segment.lengths()
    var cursor = TermCursor(dictionary)
    var last: TermKey?
    var count = 0
    while try cursor.next() {
      count += 1
      let key = TermKey(cursor.key)
      if let last, !(last < key) {
        throw corrupt(
          segment.dictionaryFile, "the words of \(field.name) do not ascend", at: dictionary.layout.start)
      }
      last = key
      let list = try PostingsList(segment, cursor.postings, hasFrequencies: field.isText)
      let documents = try check(list, field, lengths)
      use?(cursor.key, documents)
    }
    if count != dictionary.count {
      throw corrupt(
        segment.dictionaryFile, "\(field.name) has \(count) words instead of \(dictionary.count)",
        at: dictionary.layout.start)
    }
  }

  /// The documents of a list: ascending, in the segment, as many as the dictionary says.
  private func check(
    _ list: PostingsList, _ field: SegmentField, _ lengths: UnsafeRawBufferPointer
  ) throws(IndexError) -> [UInt32] {
    func wrong(_ reason: String) -> IndexError {
      corrupt(segment.postings, "\(field.name): \(reason)", at: list.term.postings.lowerBound)
    }
    if list.hasFrequencies { try list.checkPositions() }
    let positions = PositionsReader(list)
    var all: [UInt32] = []
    var occurrences = 0
    for block in 0..<list.blocks {
      let start = all.count
      list.appendDocuments(of: block, to: &all)
      for place in start..<all.count {
        guard Int(all[place]) < segment.documents else { throw wrong("a document that the segment has not") }
        if place > 0, all[place] <= all[place - 1] { throw wrong("documents do not ascend") }
      }
      guard list.hasFrequencies, all.count > start else { continue }
      guard list.frequencies(block: block) != nil, list.count(ofBlock: block) == all.count - start else {
        throw wrong("a block of frequencies or positions is cut")
      }
      for place in 0..<all.count - start {
        let found = positions.positions(block: block, place: place)
        occurrences += found.count
        let length = lengths.loadUnaligned(fromByteOffset: Int(all[start + place]) * 4, as: UInt32.self)
        // Each is one more than the one before by the way they are written, unless numbers run over.
        if found.isEmpty || zip(found, found.dropFirst()).contains(where: { $0 >= $1 }) {
          throw wrong("positions do not ascend")
        }
        if let last = found.last, last >= length { throw wrong("a position behind the document's end") }
      }
    }
    if all.count != list.count { throw wrong("\(all.count) documents instead of \(list.count)") }
    if list.hasFrequencies, occurrences != list.term.occurrences {
      throw wrong("\(occurrences) occurrences instead of \(list.term.occurrences)")
    }
    return all
  }

  // MARK: Documents

  private func checkStore(_ ids: [UInt64], _ names: inout NameCheck) throws(IndexError) {
    let store = try StoreReader(segment)
    for document in 0..<segment.documents {
      let stored = try store.document(document)
      let key = KeywordKey.key(stored.id, .id)
      let hash = key.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
      guard hash == ids[document] else {
        throw corrupt(segment.store, "document \(document) has another name than in the index of names")
      }
      if segment.isLive(document), !names.seen.insert(hash).inserted {
        throw corrupt(segment.store, "document \(document) is there twice")
      }
    }
  }
}
