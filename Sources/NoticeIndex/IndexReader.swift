/// An index as one commit left it: segments that nothing changes any more.
///
/// Readers are not told of later commits and are not in their way; open another to see them.
public final class IndexReader: Sendable {
  package let directory: any Directory
  package let manifest: Manifest
  package let segments: [Segment]

  /// Documents that are there.
  public var documents: Int { segments.reduce(0) { $0 + $1.liveDocuments } }
  /// Documents that count for the weight of a word: those deleted since the last merge among them.
  package var allDocuments: Int { segments.reduce(0) { $0 + $1.documents } }
  /// Words of a document on average.
  package let averageLength: Float
  /// One more with every commit.
  public var generation: UInt64 { manifest.generation }

  /// - Parameter earlier: A reader of the same index: segments that are still there as they were are not opened again, and
  ///   what was read of them is not checked again.
  /// - Throws: `noIndex`; `corrupt`, `missing`, `unsupportedVersion`; `system`.
  package init(_ directory: any Directory, after earlier: IndexReader? = nil) throws(IndexError) {
    self.directory = directory
    var manifest = try Manifest.read(from: directory)
    var segments: [Segment] = []
    while true {
      do {
        segments = try Self.open(manifest, directory, earlier?.segments ?? [])
        break
      } catch .missing(let file) {
        // A writer may have committed, and removed what it no longer needs, between the two reads.
        let newer = try Manifest.read(from: directory)
        if newer.generation == manifest.generation { throw .missing(file: file) }
        manifest = newer
      }
    }
    self.manifest = manifest
    self.segments = segments
    let documents = segments.reduce(0) { $0 + $1.documents }
    let words = segments.reduce(0) { $0 + $1.words }
    averageLength = documents > 0 ? Float(words) / Float(documents) : 0
  }

  /// Opens the index in a folder.
  public convenience init(path: String) throws(IndexError) {
    try self.init(try FileDirectory(path: path))
  }

  /// Opens the index in the folder of another reader as it is now.
  public convenience init(path: String, after earlier: IndexReader) throws(IndexError) {
    try self.init(try FileDirectory(path: path), after: earlier)
  }

  private static func open(
    _ manifest: Manifest, _ directory: any Directory, _ known: [Segment]
  ) throws(IndexError) -> [Segment] {
    var segments: [Segment] = []
    for entry in manifest.segments {
      // An entry names its files by their checksums: the same entry is the same segment.
      if let same = known.first(where: { $0.entry == entry }) {
        segments.append(same)
      } else {
        segments.append(try Segment(directory, entry))
      }
    }
    return segments
  }

  /// What the commit notes under this name; `nil` if that is nothing.
  package func note(_ name: String) -> [UInt8]? { manifest.notes[name] }

  /// A document by its name; `nil` if there is none.
  public func find(id: String) throws(IndexError) -> (segment: Int, document: Int)? {
    for (index, segment) in segments.enumerated() {
      if let document = try segment.document(id: id) { return (index, document) }
    }
    return nil
  }

  /// The version that a document of this name was indexed with; `nil` if there is none.
  public func version(id: String) throws(IndexError) -> UInt64? {
    guard let (segment, document) = try find(id: id) else { return nil }
    return try segments[segment].version(document)
  }
}
