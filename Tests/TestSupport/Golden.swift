import Foundation

/// Recorded output, compared byte by byte.
///
/// With `RECORD_GOLDEN=1` the record is rewritten and the comparison fails all the same, so that a person
/// reads the difference before it is committed.
package enum Golden {
  package static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

  /// What is wrong with `actual` beside the record in `file`; `nil` if they are the same bytes.
  package static func difference(of actual: [UInt8], from file: URL) throws -> String? {
    let recorded = (try? Data(contentsOf: file)).map { [UInt8]($0) }
    if recorded == actual { return nil }
    if isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual).write(to: file)
      return "\(file.lastPathComponent) is recorded anew: read the difference, then test again"
    }
    guard let recorded else {
      return "\(file.lastPathComponent) is not recorded: RECORD_GOLDEN=1 swift test records it"
    }
    return "\(file.lastPathComponent) differs (RECORD_GOLDEN=1 records it anew):\n"
      + difference(lines(recorded), lines(actual))
  }

  /// The lines that differ, from the first to the last, at most six of each side.
  package static func difference(_ old: [String], _ new: [String]) -> String {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    func show(_ sign: String, _ lines: [String]) -> [String] {
      let changed = lines.dropFirst(head).dropLast(tail)
      let more = changed.count > 6 ? ["\(sign) … \(changed.count - 6) more"] : []
      return changed.prefix(6).map { "\(sign) \($0)" } + more
    }
    return (["line \(head + 1):"] + show("-", old) + show("+", new)).joined(separator: "\n")
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
  }
}
