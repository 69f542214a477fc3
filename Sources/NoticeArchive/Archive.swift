import NoticeIntake
import NoticeIndex

/// An archive that is being changed: a folder with an index and, if people correct it, their `corrections.toml`.
///
/// There is one writer at a time; readers (`IndexReader`) are not in its way.
public final class Archive {
  package let directory: any Directory
  package let writer: IndexWriter
  /// Those that its documents stand by.
  public internal(set) var corrections: Corrections

  /// - Throws: `locked` if another program writes to it; what `IndexWriter` throws.
  package init(_ directory: any Directory) throws(IndexError) {
    self.directory = directory
    writer = try IndexWriter(directory)
    corrections = Corrections.applied(writer.note(Corrections.note))
  }

  /// Opens the archive in a folder, or begins one there.
  public convenience init(path: FilePath) throws(IndexError) {
    try self.init(try FileDirectory.create(at: path.description))
  }

  /// Documents that are there.
  public var documents: Int { writer.documents }

  /// Whether a folder holds files, but no archive: somebody's notices, say, where an archive is not to begin.
  public static func isOccupied(_ path: FilePath) -> Bool {
    guard let names = try? namesOfFolder(path) else { return false }
    let strings = names.map { String(decoding: $0, as: UTF8.self) }
    if strings.contains(Manifest.name) { return false }
    let ours = Set(
      Manifest().unreferencedFiles(in: strings) + [FileDirectory.lockName, Corrections.fileName])
    return strings.contains { !ours.contains($0) }
  }
}
