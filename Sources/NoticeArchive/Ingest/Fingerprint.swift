import NoticeIntake
import CXXHash
import NoticeGrammar

/// A number for what decides how notices are read: `IngestOptions.reading`.
public struct Fingerprint: Sendable {
  public private(set) var value: UInt64 = 0

  public init() {}

  public mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// The content of a file. One that cannot be read counts as empty: whoever needs it says so.
  public mutating func add(file path: FilePath) {
    let bytes = try? Input(path: path, name: path).load(limit: Batch.standardSizeLimit)
    add(bytes ?? [])
  }

  /// The tables of a lexicon's folder.
  public mutating func add(tablesIn folder: FilePath) {
    for name in Lexicon.tableNames {
      add(name)
      add(file: folder.appending(FilePath(name)))
    }
  }

  private mutating func add(_ bytes: [UInt8]) {
    let hash = bytes.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
    value = withUnsafeBytes(of: (value, hash)) { cx_hash($0.baseAddress, $0.count) }
  }
}
