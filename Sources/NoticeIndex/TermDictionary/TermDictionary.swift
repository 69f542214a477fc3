/// The terms of one field of one segment.
package struct TermDictionary: Sendable {
  package let isText: Bool
  let file: CheckedFile
  let layout: TermDictionaryLayout
  let name: String

  init(_ file: CheckedFile, _ layout: TermDictionaryLayout, isText: Bool) throws(IndexError) {
    self.file = file
    self.layout = layout
    self.isText = isText
    name = file.name
    guard layout.start >= 0, layout.length >= 0, layout.blocks >= 0,
      layout.start <= file.content.count, layout.length <= file.content.count - layout.start,
      layout.blocks <= layout.length / 12,
      layout.terms <= layout.blocks * TermDictionaryLayout.blockSize
    else { throw .corrupt(file: file.name, offset: layout.start, reason: "a field does not fit the file") }
    try file.verify(layout.start + layout.index..<layout.start + layout.length)
  }

  package var count: Int { layout.terms }

  /// The postings of the term; `nil` if no document has it. A keyword is found by its key alone.
  ///
  /// - Complexity: O(log terms).
  package func find(_ term: [UInt8]) throws(IndexError) -> TermPostings? {
    var found: TermPostings?
    let isDone = try scan(TermDictionaryLayout.prefix(lettersOf: term)) { entry, postings in
      var isFound = entry.count == term.count || !isText && entry.count > term.count && entry[term.count] == 0
      var index = 0
      while isFound, index < term.count {
        isFound = entry[index] == term[index]
        index &+= 1
      }
      if isFound { found = postings }
      return !isFound
    }
    if isDone { return found }
    var cursor = TermCursor(self)
    guard try cursor.seek(TermKey(term)), cursor.key == term else { return nil }
    return cursor.postings
  }

  /// The postings of the keywords that have the letters of `key`, whatever their marks; if `isExact`, of the one of this
  /// very key.
  ///
  /// - Complexity: O(log terms + keywords of these letters).
  package func values(_ key: TermKey, isExact: Bool) throws(IndexError) -> [TermPostings] {
    if isExact { return try find(key.term).map { [$0] } ?? [] }
    var found: [TermPostings] = []
    let isDone = try scan(TermDictionaryLayout.prefix(key.folded)) { entry, postings in
      let order = key.folded.withUnsafeBufferPointer { wanted in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestEntry) { letters in
          guard let start = letters.baseAddress else { return 0 }
          let end = entry.firstIndex(of: 0) ?? entry.count
          let length = TermForm.fold(UnsafeBufferPointer(rebasing: entry[..<end]), into: start)
          return TermKey.compare(UnsafeBufferPointer(start: start, count: length), wanted)
        }
      }
      if order == 0 { found.append(postings) }
      return order <= 0
    }
    if isDone { return found }
    found = []
    var cursor = TermCursor(self)
    var isThere = try cursor.seek(folded: key.folded)
    while isThere, cursor.folded == key.folded {
      found.append(cursor.postings)
      isThere = try cursor.next()
    }
    return found
  }

  /// So many blocks that begin alike are looked through.
  private static let fewBlocks = 4

  /// No entry is longer: a key, a zero byte and a value.
  static let longestEntry = 2048

  /// Goes through the entries where one of these first letters is, if there is any: from the last block that begins before
  /// them to the last that begins with them. Entries are given as they stand, none is built.
  ///
  /// - Parameter visit: Returns whether to go on.
  /// - Returns: `false`, and nothing was visited, if too many blocks begin so, as with names in one folder.
  @inline(__always)
  private func scan(
    _ wanted: UInt64, _ visit: (_ entry: UnsafeBufferPointer<UInt8>, TermPostings) -> Bool
  ) throws(IndexError) -> Bool {
    var low = 0
    var high = layout.blocks
    while low < high {
      let middle = (low + high) / 2
      if prefix(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    if low + Self.fewBlocks < layout.blocks, prefix(low + Self.fewBlocks) == wanted { return false }
    var block = max(0, low - 1)
    while block < layout.blocks, block < low || prefix(block) == wanted {
      if try !scan(block: block, visit) { break }
      block += 1
    }
    return true
  }

  @inline(__always)
  private func scan(
    block: Int, _ visit: (_ entry: UnsafeBufferPointer<UInt8>, TermPostings) -> Bool
  ) throws(IndexError) -> Bool {
    var reader = ByteReader(try self.block(block))
    let goesOn: Bool? = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestEntry) { entry in
      var postings = Int(truncatingIfNeeded: reader.varint() & UInt64(Int.max / 4))
      var positions = Int(truncatingIfNeeded: reader.varint() & UInt64(Int.max / 4))
      var length = 0
      while reader.left > 0 {
        let shared = reader.length()
        let rest = reader.take(reader.length())
        guard reader.isValid, shared <= length, shared + rest.count <= Self.longestEntry else { return nil }
        for offset in 0..<rest.count { entry[shared &+ offset] = rest[offset] }
        length = shared + rest.count
        let own = TermPostings(&reader, isText: isText, postings: postings, positions: positions)
        guard reader.isValid else { return nil }
        if !visit(UnsafeBufferPointer(rebasing: entry[..<length]), own) { return false }
        postings = own.postings.upperBound
        positions = own.positions.upperBound
      }
      return true
    }
    guard let goesOn else {
      throw .corrupt(file: name, offset: layout.start, reason: "an entry of the words is cut")
    }
    return goesOn
  }

  func prefix(_ block: Int) -> UInt64 {
    UInt64(
      littleEndian: file.content.loadUnaligned(
        fromByteOffset: layout.start + layout.index + block * 8, as: UInt64.self))
  }

  func block(_ block: Int) throws(IndexError) -> UnsafeRawBufferPointer {
    let offsets = layout.start + layout.index + layout.blocks * 8
    func offset(_ block: Int) -> Int {
      block == layout.blocks
        ? layout.index
        : Int(file.content.loadUnaligned(fromByteOffset: offsets + block * 4, as: UInt32.self))
    }
    let (start, end) = (offset(block), offset(block + 1))
    guard start <= end, end <= layout.index else {
      throw .corrupt(
        file: name, offset: offsets + block * 4, reason: "a block of words ends before it begins")
    }
    let range = layout.start + start..<layout.start + end
    try file.verify(range)
    return UnsafeRawBufferPointer(rebasing: file.content[range])
  }
}

extension TermPostings {
  /// What an entry says behind its term.
  ///
  /// - Parameters:
  ///   - postings: Where they begin.
  ///   - positions: Likewise.
  @inline(__always)
  init(_ reader: inout ByteReader, isText: Bool, postings: Int, positions: Int) {
    let count = reader.length()
    var occurrences = count
    var bound: UInt8 = 255
    if isText {
      occurrences += reader.length()
      bound = reader.byte()
    }
    let postingsLength = reader.length()
    var positionsLength = 0
    var isInText = false
    if isText {
      positionsLength = reader.length()
      isInText = reader.byte() != 0
    }
    self.init(
      count: count, occurrences: occurrences, postings: postings..<postings + postingsLength,
      positions: positions..<positions + positionsLength, bound: bound, isInText: isInText)
  }
}
