import NoticeIntake
import Glibc

/// The folder that a report is written into.
///
/// Each file appears when it is whole. What an earlier report left and this one does not have is removed at the end, so
/// that no page stays of a document that is gone; a folder with anything else in it is not touched.
struct ReportFolder {
  private let path: FilePath
  private var written: Set<[UInt8]> = []
  private var folders: Set<[UInt8]> = []
  private(set) var bytes = 0

  /// What a report has at its top.
  private static let names = ["index.html", "deadlines.html", "assets", "data", "d", "l", "n"]
  /// The first of what is written: where it is, all of `names` are a report's.
  static let mark = "assets/report.css"

  /// - Throws: `ReportError.occupied`; `OutputError`.
  init(_ path: FilePath) throws {
    self.path = path
    try createFolder(path)
    let names = (try? namesOfFolder(path)) ?? []
    let strings = names.map { String(decoding: $0, as: UTF8.self) }
    let hasMark = (try? PathKind(of: path.appending(FilePath(Self.mark)), followingLinks: false)) != nil
    guard strings.isEmpty || hasMark && strings.allSatisfy(Self.names.contains) else {
      throw ReportError.occupied(path)
    }
  }

  /// - Parameter name: In the folder, of our own making; the folders that it stands in are made.
  mutating func write(_ name: String, _ content: [UInt8]) throws {
    let file = path.appending(FilePath(name))
    if let folder = file.folder, folders.insert(folder.bytes).inserted { try createFolder(folder) }
    var output = try OutputFile(file)
    try output.write(content)
    try output.commit()
    written.insert(file.bytes)
    bytes += content.count
  }

  var files: Int { written.count }

  /// Removes what was not written.
  func removeOthers() {
    for name in Self.names { removeOthers(path.appending(FilePath(name))) }
  }

  private func removeOthers(_ path: FilePath) {
    // Links are not followed: what they lead to is not ours.
    guard let kind = try? PathKind(of: path, followingLinks: false) else { return }
    if case .folder = kind {
      for name in ((try? namesOfFolder(path)) ?? []) { removeOthers(path.appending(name)) }
      _ = path.withCString { rmdir($0) }  // fails, as it should, while something is in it
    } else if !written.contains(path.bytes) {
      _ = path.withCString { unlink($0) }
    }
  }
}

/// Why no report can be written.
public enum ReportError: Error, Hashable, Sendable {
  /// The folder holds something that is no report.
  case occupied(FilePath)
}
