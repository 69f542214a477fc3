/// What an index holds and what it takes, in numbers.
public struct IndexStatistics: Hashable, Sendable {
  public var generation: UInt64
  public var segments: Int
  /// Those that are there.
  public var documents: Int
  /// Those that are not there any more, but still take room until they are merged away.
  public var deleted: Int
  /// Words of all documents, deleted ones among them.
  public var words: Int
  /// Words of a document.
  public var averageLength: Double
  /// A field's name and how many terms it has, added up over the segments, in the order of the fields.
  public var terms: [Part]
  /// A part of the index and its bytes.
  public var bytes: [Part]

  public struct Part: Hashable, Sendable {
    public var name: String
    public var count: Int
  }

  public var totalBytes: Int { bytes.reduce(0) { $0 + $1.count } }
}

extension IndexReader {
  public func statistics() throws(IndexError) -> IndexStatistics {
    let documents = segments.reduce(0) { $0 + $1.documents }
    let words = segments.reduce(0) { $0 + $1.words }
    var terms: [IndexStatistics.Part] = []
    for field in SegmentField.all {
      var count = 0
      for segment in segments { count += try segment.dictionary(field).count }
      terms.append(IndexStatistics.Part(name: field.name, count: count))
    }
    var bytes = FileKind.allCases.map { IndexStatistics.Part(name: $0.part, count: 0) }
    for entry in manifest.segments {
      for file in entry.files {
        guard let kind = FileKind.allCases.firstIndex(where: { $0.part == file.part }) else { continue }
        bytes[kind].count += file.summary.length
      }
      guard entry.deletesGeneration > 0, let kind = FileKind.allCases.firstIndex(of: .deletes) else {
        continue
      }
      bytes[kind].count += try directory.open(entry.deletesName).bytes.count
    }
    return IndexStatistics(
      generation: generation, segments: segments.count, documents: self.documents,
      deleted: documents - self.documents, words: words,
      averageLength: documents > 0 ? Double(words) / Double(documents) : 0, terms: terms, bytes: bytes)
  }
}

extension SegmentField {
  /// As queries and people call it.
  package var name: String {
    switch self {
    case .words(let field): "\(field)"
    case .keyword(let field): "\(field)"
    }
  }
}
