import NoticeIntake
import Glibc
import NoticeArchive
import NoticeGrammar

/// How a batch's results are written.
enum ResultFormat: Sendable {
  /// The notice itself, or, of a file with several, an array as below; of an input that failed, nothing.
  case notice(NoticeFile)
  /// An array of NDJSON's objects.
  case array(JSONWriter.Layout)
  case lines
  case table(CSVTable)
  /// A file for each notice in this folder, nothing else.
  case files(in: FilePath, NoticeFile)
}

/// One result, ready to be delivered.
struct Rendered: Sendable {
  var path: FilePath
  var bytes: [UInt8] = []
  /// The size of the input.
  var size = 0
  /// How many bytes were read and parsed: 0 of an input that failed.
  var parsedBytes = 0
  /// One for each notice that was read.
  var documents: [DocumentFacts] = []
  var error: InputError?
  /// What makes going on senseless, such as a full disk.
  var fatal: OutputError?
}

/// Makes bytes of results. A value, so that every job can render its own.
struct ResultWriter: Sendable {
  var format: ResultFormat
  var includeText = false
  var byteOrderMark = false
  var guardsFormulas = false

  /// What stands before the first result.
  var opening: [UInt8] {
    switch format {
    case .array: return Array("[".utf8)
    case .table(let table):
      var writer = CSVWriter()
      if byteOrderMark { writer.byteOrderMark() }
      table.header(into: &writer)
      return writer.bytes
    case .notice, .lines, .files: return []
    }
  }

  /// What stands before a result.
  func separator(isFirst: Bool) -> [UInt8] {
    guard case .array = format else { return [] }
    return Array((isFirst ? "\n" : ",\n").utf8)
  }

  /// What stands after the last result.
  func closing(isEmpty: Bool) -> [UInt8] {
    guard case .array = format else { return [] }
    return Array((isEmpty ? "]\n" : "\n]\n").utf8)
  }

  func render(_ result: Batch.Result) -> Rendered {
    var rendered = Rendered(path: result.path, size: result.size)
    switch result.outcome {
    case .success(let notices):
      rendered.parsedBytes = notices.first?.source.bytes ?? 0
      rendered.documents = notices.map { DocumentFacts($0, path: result.path) }
      if case .files(let folder, let file) = format {
        for notice in notices { save(notice, in: folder, name: result.name ?? result.path, file, &rendered) }
      } else if case .notice(let file) = format {
        render(notices, as: file, &rendered)
      } else {
        let separator = separator(isFirst: false)
        for notice in notices {
          if !rendered.bytes.isEmpty { rendered.bytes += separator }
          rendered.bytes += bytes(of: notice, path: notice.source.name(at: result.path.description))
        }
      }
    case .failure(let error):
      rendered.error = error
      rendered.bytes = bytes(of: error, path: result.path.description)
    }
    return rendered
  }

  /// The one file of a batch: a notice, or several.
  private func render(_ notices: [Notice], as file: NoticeFile, _ rendered: inout Rendered) {
    let path = rendered.path.description
    if notices.count == 1 {
      rendered.bytes = file.bytes(of: notices[0], id: notices[0].source.name(at: path))
      return
    }
    guard case .json(let layout, let includeText) = file else {
      rendered.error = .severalNotices(count: notices.count)
      rendered.documents = []
      return
    }
    let array = ResultWriter(format: .array(layout), includeText: includeText)
    rendered.bytes = array.opening
    for (index, notice) in notices.enumerated() {
      rendered.bytes +=
        array.separator(isFirst: index == 0) + array.bytes(of: notice, path: notice.source.name(at: path))
    }
    rendered.bytes += array.closing(isEmpty: false)
  }

  private func bytes(of notice: Notice, path: String) -> [UInt8] {
    switch format {
    case .notice(let file): return file.bytes(of: notice, id: path)
    case .array(let layout):
      var writer = Self.element(layout)
      writer.line(path: path, notice: notice, includeText: includeText)
      return Self.indentation(layout) + writer.bytes
    case .lines:
      var writer = JSONWriter()
      writer.line(path: path, notice: notice, includeText: includeText)
      return writer.bytes + [0x0A]
    case .table(let table):
      var writer = CSVWriter(guardsFormulas: guardsFormulas)
      table.rows(of: notice, path: path, into: &writer)
      return writer.bytes
    case .files: return []
    }
  }

  private func bytes(of error: InputError, path: String) -> [UInt8] {
    let message = Messages.english.reason(error)
    switch format {
    case .array(let layout):
      var writer = Self.element(layout)
      writer.line(path: path, error: error, message: message)
      return Self.indentation(layout) + writer.bytes
    case .lines:
      var writer = JSONWriter()
      writer.line(path: path, error: error, message: message)
      return writer.bytes + [0x0A]
    case .table(let table):
      var writer = CSVWriter(guardsFormulas: guardsFormulas)
      table.row(of: error, message: message, path: path, into: &writer)
      return writer.bytes
    case .notice, .files: return []
    }
  }

  private static func element(_ layout: JSONWriter.Layout) -> JSONWriter {
    JSONWriter(layout: layout, depth: layout == .pretty ? 1 : 0)
  }

  private static func indentation(_ layout: JSONWriter.Layout) -> [UInt8] {
    layout == .pretty ? [0x20, 0x20] : []
  }

  private func save(
    _ notice: Notice, in folder: FilePath, name: FilePath, _ file: NoticeFile, _ rendered: inout Rendered
  ) {
    let name = notice.source.part.map { FilePath(bytes: name.bytes + Array("#\($0)".utf8)) } ?? name
    do throws(OutputError) {
      try file.save(
        file.bytes(of: notice, id: notice.source.name(at: rendered.path.description)), in: folder, name: name)
    } catch {
      if let one = NoticeFile.concernsOne(error) { rendered.error = one } else { rendered.fatal = error }
    }
  }
}

/// Where a batch's results go: standard output, or a file that appears when it is whole.
final class Destination {
  private var file: OutputFile?
  private let descriptor: Int32
  private let path: FilePath

  /// - Parameter output: `nil` and `-` are standard output; a pipe or device is written to directly.
  init(_ output: FilePath?) throws(OutputError) {
    guard let output, output != FilePath("-") else {
      path = FilePath("-")
      descriptor = STDOUT_FILENO
      return
    }
    path = output
    var status = stat()
    let exists = output.description.withCString { stat($0, &status) } == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw .cannotCreate(output, errno: EISDIR) }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      descriptor = output.description.withCString { open($0, O_WRONLY | O_CLOEXEC) }
      if descriptor < 0 { throw .cannotCreate(output, errno: errno) }
    } else {
      descriptor = -1
      file = try OutputFile(output)
    }
  }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    guard !bytes.isEmpty else { return }
    if file != nil {
      try file?.write(bytes)
    } else {
      try writeAll(bytes, to: descriptor, called: path)
    }
  }

  /// Lets the file appear.
  func finish() throws(OutputError) {
    if let file = file.take() { try file.commit() }
  }
}
