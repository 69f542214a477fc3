import Glibc
import NoticeText

/// The notices of a folder, repeated in turn to a given size; each copy stands in memory of its own.
struct NoticeBatch {
  let texts: [[UInt8]]
  /// The files, in the same order.
  let paths: [String]
  /// How many of `texts` are different.
  let distinct: Int
  let bytes: Int

  /// - Parameters:
  ///   - size: In bytes; the last notice may go beyond it.
  ///   - suffix: How the names of the files end; nil: as those of texts and Markdown.
  init?(folder: String, size: Int, suffix: String? = nil) {
    let files = Self.files(in: folder, suffix).compactMap { path in Self.read(path).map { (path, $0) } }
    guard files.contains(where: { !$0.1.isEmpty }) else { return nil }
    var texts: [[UInt8]] = [], paths: [String] = [], bytes = 0
    while bytes < size {
      let (path, text) = files[texts.count % files.count]
      texts.append(
        [UInt8](unsafeUninitializedCapacity: text.count) { copy, count in
          count = copy.update(fromContentsOf: text)
        })
      paths.append(path)
      bytes += text.count
    }
    self.texts = texts
    self.paths = paths
    self.distinct = min(files.count, texts.count)
    self.bytes = bytes
  }

  /// All of it as one text, for what is measured on bytes.
  func joined() -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(bytes)
    for text in texts { all += text }
    return all
  }

  private static func files(in folder: String, _ suffix: String?) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if suffix.map({ name.hasSuffix($0) }) ?? (name.hasSuffix(".txt") || name.hasSuffix(".md")) {
        names.append("\(folder)/\(name)")
      }
    }
    return names.sorted()
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = [], part = [UInt8](repeating: 0, count: 1 << 16)
    // Ends: a file has an end, and fread gives nothing there.
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    return bytes
  }
}
