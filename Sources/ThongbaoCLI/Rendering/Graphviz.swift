import NoticeIntake
import Glibc
import NoticeArchive

/// Draws a graph by the program `dot` of Graphviz.
enum Graphviz {
  enum Failure: Error, Equatable {
    /// The program is not there.
    case missing
    /// It ended with this code.
    case failed(Int32)
  }

  /// - Returns: The picture, SVG.
  static func svg(_ dot: String) throws(Failure) -> [UInt8] {
    // Files, not pipes: of those each end may wait for the other.
    guard let input = TemporaryFile(), let output = TemporaryFile() else { throw .failed(errno) }
    defer {
      input.remove()
      output.remove()
    }
    do {
      try writeAll(Array(dot.utf8), to: input.descriptor, called: FilePath(input.path))
    } catch {
      throw .failed(EX_IOERR)
    }
    let words = ["dot", "-Tsvg", "-o", output.path, input.path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var process = pid_t()
    // It needs nothing of the environment; PATH is looked at here.
    guard posix_spawnp(&process, "dot", nil, nil, arguments, nil) == 0 else { throw .missing }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw .failed(errno) }
    }
    let code = (status >> 8) & 0xFF
    // The shell's own code for a program that is not there.
    if code == 127 { throw .missing }
    guard status == 0 else { throw .failed(code) }
    guard let picture = output.content() else { throw .failed(EX_IOERR) }
    return picture
  }
}

/// A file that has no name people know.
private struct TemporaryFile {
  let path: String
  let descriptor: Int32

  init?() {
    var template = Array("\(environment("TMPDIR") ?? "/tmp")/thongbao-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    if descriptor < 0 { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// All of it; `nil` if it cannot be read.
  func content() -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // Ends: at the file's end nothing is read.
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(bytes.count))
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { return nil }
      bytes += buffer.prefix(max(0, count))
    }
  }

  func remove() {
    close(descriptor)
    unlink(path)
  }
}
