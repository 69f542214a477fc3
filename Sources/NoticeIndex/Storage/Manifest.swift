/// What a commit is: the segments that make up the index, oldest first.
///
/// A commit is a new manifest under the old name. Whatever file it does not name was never committed, or is
/// not needed any more.
package struct Manifest: Equatable, Sendable {
  /// One more with every commit; 0 is the empty index that nobody has written yet.
  package var generation: UInt64
  /// The number of the next new segment; no segment has it or one above it.
  package var nextSegment: UInt64
  package var segments: [SegmentEntry]
  /// What the index's keeper has to remember of this commit, by name: small, any bytes.
  package var notes: [String: [UInt8]]

  package init(
    generation: UInt64 = 0, nextSegment: UInt64 = 1, segments: [SegmentEntry] = [],
    notes: [String: [UInt8]] = [:]
  ) {
    self.generation = generation
    self.nextSegment = nextSegment
    self.segments = segments
    self.notes = notes
  }

  package static let name = "manifest"
  static let newName = "manifest.new"

  /// The files that this commit needs, beside the manifest.
  package var fileNames: Set<String> {
    var names: Set<String> = []
    for segment in segments {
      for file in segment.files { names.insert(segment.fileName(file.part)) }
      if segment.deletesGeneration > 0 { names.insert(segment.deletesName) }
    }
    return names
  }

  /// Those of `names` that an index wrote and this commit does not need, in order.
  ///
  /// They are what a commit that was not finished left, and what is out of date. Nothing else is among them,
  /// whatever its name: `20250314.txt`, say, is somebody's notice and no file of ours.
  package func unreferencedFiles(in names: some Sequence<String>) -> [String] {
    let needed = fileNames
    return names.filter { name in
      name == Self.newName || SegmentEntry.isFileName(name) && !needed.contains(name)
    }.sorted()
  }
}

/// A segment in a manifest.
package struct SegmentEntry: Equatable, Sendable {
  package var id: UInt64
  /// How many it has, deleted ones and all.
  package var documents: Int
  /// How many of them are deleted: 0 to `documents`.
  package var deleted: Int
  /// Which list of deleted documents is valid: that in `deletesName`. 0: none is.
  package var deletesGeneration: UInt64
  package var files: [FileEntry]

  package init(
    id: UInt64, documents: Int, deleted: Int = 0, deletesGeneration: UInt64 = 0, files: [FileEntry]
  ) {
    self.id = id
    self.documents = documents
    self.deleted = deleted
    self.deletesGeneration = deletesGeneration
    self.files = files
  }

  /// A file of a segment: what `CheckedFileWriter.finish()` said of it.
  package struct FileEntry: Equatable, Sendable {
    /// The end of its name: that of a `FileKind`, or that and more after a hyphen, `dictionary-subject`.
    package var part: String
    package var summary: CheckedFileSummary

    package init(part: String, summary: CheckedFileSummary) {
      self.part = part
      self.summary = summary
    }
  }

  package func fileName(_ part: String) -> String { Self.fileName(segment: id, part: part) }

  package var deletesName: String { Self.deletesName(segment: id, generation: deletesGeneration) }

  /// `00000012.postings`.
  package static func fileName(segment: UInt64, part: String) -> String {
    let digits = String(segment)
    return String(repeating: "0", count: max(8 - digits.utf8.count, 0)) + digits + "." + part
  }

  /// `00000012.del-5`.
  package static func deletesName(segment: UInt64, generation: UInt64) -> String {
    fileName(segment: segment, part: "\(FileKind.deletes.part)-\(generation)")
  }

  /// Whether a segment's file can be called that.
  static func isFileName(_ name: String) -> Bool { segment(ofFileName: name) != nil }

  /// The number of the segment whose file is called that; `nil` if none can be.
  static func segment(ofFileName name: String) -> UInt64? {
    let halves = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, let id = UInt64(halves[0]) else { return nil }
    let part = String(halves[1])
    return isPart(part) && fileName(segment: id, part: part) == name ? id : nil
  }

  /// Whether a segment's file can have this end: a kind's, alone or with small letters, digits and hyphens
  /// after a hyphen.
  static func isPart(_ part: String) -> Bool {
    let halves = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard FileKind.allCases.contains(where: { $0.part == halves[0] }) else { return false }
    guard halves.count == 2 else { return true }
    let isPlain = halves[1].utf8.allSatisfy {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        || $0 == UInt8(ascii: "-")
    }
    return isPlain && 1...64 ~= halves[1].utf8.count
  }
}

extension Manifest {
  /// The last commit.
  ///
  /// - Throws: `noIndex` if there is none; `corrupt`, `unsupportedVersion`; `system`.
  package static func read(from directory: any Directory) throws(IndexError) -> Manifest {
    let file: FileBytes
    do {
      file = try directory.open(name)
    } catch .missing {
      throw .noIndex
    }
    return try Manifest(text: Array(file.bytes))
  }

  /// Makes this the last commit. All files that it names must be synced; their names need not be.
  ///
  /// After an error the last commit is the one before or this one, as it is after a power cut at any time:
  /// it takes `read` to know.
  ///
  /// - Precondition: What `init(text:)` checks: segments that differ, below `nextSegment`, with parts that
  ///   are parts, and with counts that can be.
  /// - Throws: `system`.
  package func write(to directory: any Directory) throws(IndexError) {
    if let fault { preconditionFailure("a manifest that cannot be: \(fault)") }
    let sink = try directory.create(Self.newName)
    try text.span.withUnsafeBytes { (bytes) throws(IndexError) in try sink.append(bytes) }
    try sink.sync()
    try sink.close()
    // Before the new manifest can be the last commit, all that it names must be there for good.
    try directory.syncNames()
    try directory.rename(Self.newName, to: Self.name)
    try directory.syncNames()
  }
}
