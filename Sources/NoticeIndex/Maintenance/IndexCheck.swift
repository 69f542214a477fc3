/// What a check of everything in an index found.
public struct IndexCheck: Sendable {
  public struct SegmentReport: Sendable {
    public var number: UInt64
    /// That are there, as the last commit says.
    public var documents: Int
    /// Empty if nothing is wrong.
    public var errors: [IndexError] = []
    package var entry: SegmentEntry

    public var isHealthy: Bool { errors.isEmpty }
  }

  public var segments: [SegmentReport] = []
  /// Names of files that an interrupted run left; the next one that writes removes them.
  public var leftOver: [String] = []
  /// All bytes that were looked at.
  public var bytes = 0
  package var manifest: Manifest

  public var isHealthy: Bool { segments.allSatisfy(\.isHealthy) }
  public var documents: Int { segments.reduce(0) { $0 + $1.documents } }
  /// Documents in segments that are damaged.
  public var lostDocuments: Int { segments.reduce(0) { $0 + ($1.isHealthy ? 0 : $1.documents) } }

  /// Looks at every page of every file, every word, posting, position and document of the last commit.
  ///
  /// - Parameter progress: Called when a segment has been looked at: how many of how many.
  /// - Throws: If there is no manifest that can be read: `noIndex`, `corrupt`, `unsupportedVersion`, `system`.
  package init(_ directory: any Directory, progress: (Int, Int) -> Void = { _, _ in }) throws(IndexError) {
    manifest = try Manifest.read(from: directory)
    leftOver = manifest.unreferencedFiles(in: try directory.names())
    var names = NameCheck()
    for entry in manifest.segments {
      var report = SegmentReport(
        number: entry.id, documents: max(0, entry.documents - entry.deleted), entry: entry)
      bytes += entry.files.reduce(0) { $0 + $1.summary.length }
      report.errors = Self.damagedFiles(entry, directory)
      if report.errors.isEmpty {
        do {
          try SegmentCheck(try Segment(directory, entry)).run(&names)
        } catch {
          report.errors = [error]
        }
      }
      segments.append(report)
      progress(segments.count, manifest.segments.count)
    }
  }

  /// Checks the index in a folder.
  public init(path: String, progress: (Int, Int) -> Void = { _, _ in }) throws(IndexError) {
    try self.init(try FileDirectory(path: path), progress: progress)
  }

  /// The files of a segment that are not what was written: of each, the first byte that is wrong.
  private static func damagedFiles(_ entry: SegmentEntry, _ directory: any Directory) -> [IndexError] {
    var errors: [IndexError] = []
    func look(_ name: String, _ kind: FileKind, _ expected: CheckedFileSummary?) {
      do throws(IndexError) {
        let file = try CheckedFile(directory: directory, name: name, kind: kind, expecting: expected)
        let pages = file.corruptPages()
        if let first = pages.first {
          let reason = pages.count == 1 ? "checksum" : "checksum, and of \(pages.count - 1) more pages"
          throw .corrupt(file: name, offset: first.lowerBound, reason: reason)
        }
      } catch {
        errors.append(error)
      }
    }
    for kind in FileKind.allCases where kind != .deletes {
      look(entry.fileName(kind.part), kind, entry.files.first { $0.part == kind.part }?.summary)
    }
    if entry.deletesGeneration > 0 { look(entry.deletesName, .deletes, nil) }
    return errors
  }

  /// The names of a damaged segment's documents, as far as they can be read.
  package func names(of report: SegmentReport, in directory: any Directory) -> [String] {
    guard let segment = try? Segment(directory, report.entry),
      let dictionary = try? segment.dictionary(.keyword(.id))
    else { return [] }
    var cursor = TermCursor(dictionary)
    var names: [String] = []
    while (try? cursor.next()) == true {
      let name = String(decoding: cursor.key, as: UTF8.self)
      var isThere = true
      do { isThere = try segment.document(id: name) != nil } catch {}  // if nobody knows, it is named
      if isThere { names.append(name) }
    }
    return names
  }

  /// Makes a commit of the segments that are whole. What was in the others is lost.
  ///
  /// - Throws: `locked`; `system`; `corrupt` if there has been a commit since the check.
  package func repair(_ directory: any Directory) throws(IndexError) {
    let lock = try directory.lock()
    defer { withExtendedLifetime(lock) {} }
    guard try Manifest.read(from: directory) == manifest else {
      throw .corrupt(file: Manifest.name, offset: 0, reason: "another commit than the one that was checked")
    }
    var repaired = manifest
    repaired.segments = segments.filter(\.isHealthy).map(\.entry)
    repaired.generation += 1
    try repaired.write(to: directory)
  }

  /// Repairs the index in a folder.
  public func repair(path: String) throws(IndexError) { try repair(try FileDirectory(path: path)) }

  /// The names of a damaged segment's documents, as far as they can be read.
  public func names(of report: SegmentReport, path: String) -> [String] {
    guard let directory = try? FileDirectory(path: path) else { return [] }
    return names(of: report, in: directory)
  }
}
