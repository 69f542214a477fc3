import NoticeIndex

/// Finds the documents that a correction may be for, by the index alone.
struct DocumentFinder {
  let index: IndexReader

  /// Those that have the value.
  ///
  /// - Complexity: O(log terms + documents found), for each segment.
  func documents(_ field: KeywordField, _ value: String) throws(IndexError) -> [DocumentAddress] {
    let key = KeywordKey.key(value, field)
    if key.isEmpty { return [] }
    var found: [DocumentAddress] = []
    for (number, segment) in index.segments.enumerated() {
      guard let postings = try segment.dictionary(.keyword(field)).find(key) else { continue }
      try append(postings, of: segment, number, to: &found)
    }
    return found
  }

  /// Those whose text has all words of a phrase.
  func documents(containing phrase: String) throws(IndexError) -> [DocumentAddress] {
    let terms = TextWords.terms(Array(phrase.utf8))
    var found: [DocumentAddress] = []
    for (number, segment) in index.segments.enumerated() {
      let dictionary = try segment.dictionary(.words(.text))
      var common: Set<DocumentAddress>?
      for term in terms {
        var own: [DocumentAddress] = []
        if let postings = try dictionary.find(term) {
          try append(postings, of: segment, number, hasFrequencies: true, to: &own)
        }
        common = common?.intersection(own) ?? Set(own)
        if common?.isEmpty == true { break }
      }
      found += common?.sorted() ?? []
    }
    return found
  }

  /// Those whose names match.
  ///
  /// - Complexity: O(names).
  func documents(_ pattern: DocumentPattern) throws(IndexError) -> [DocumentAddress] {
    if let name = pattern.name {
      return try index.find(id: name).map { [DocumentAddress(segment: $0.segment, document: $0.document)] }
        ?? []
    }
    var found: [DocumentAddress] = []
    for (number, segment) in index.segments.enumerated() {
      var cursor = TermCursor(try segment.dictionary(.keyword(.id)))
      while try cursor.next() {
        guard pattern.matches(String(decoding: cursor.key, as: UTF8.self)) else { continue }
        try append(cursor.postings, of: segment, number, to: &found)
      }
    }
    return found
  }

  /// The keys of all corrections that documents stand by, and how many do.
  func corrections() throws(IndexError) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (number, segment) in index.segments.enumerated() {
      var cursor = TermCursor(try segment.dictionary(.keyword(.correction)))
      while try cursor.next() {
        var found: [DocumentAddress] = []
        try append(cursor.postings, of: segment, number, to: &found)
        if !found.isEmpty { counts[String(decoding: cursor.key, as: UTF8.self), default: 0] += found.count }
      }
    }
    return counts
  }

  private func append(
    _ postings: TermPostings, of segment: Segment, _ number: Int, hasFrequencies: Bool = false,
    to found: inout [DocumentAddress]
  ) throws(IndexError) {
    let list = try PostingsList(segment, postings, hasFrequencies: hasFrequencies)
    var documents: [UInt32] = []
    for block in 0..<list.blocks { list.appendDocuments(of: block, to: &documents) }
    for document in documents where segment.isLive(Int(document)) {
      found.append(DocumentAddress(segment: number, document: Int(document)))
    }
  }
}
