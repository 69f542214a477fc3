import NoticeIntake
import CXXHash
import NoticeIndex

/// Makes segments of the lines of NDJSON; runs beside others of its kind.
struct LineIngest: Sendable {
  let directory: any Directory
  /// What was indexed when the run began; `nil` if that was nothing.
  let before: IndexReader?
  let withText: Bool
  /// A hash of everything beside the line that decides how a document is indexed.
  let seed: UInt64
  /// Reads the source of a notice that came without its text; bounds the length of a line.
  let batch: Batch
  let corrections: Corrections
  let reading: UInt64

  /// What became of a chunk.
  struct Built: Sendable {
    var segment: SegmentEntry?
    var replaced: [UInt32] = []
    var lines = 0
    var bytes = 0
    var textBytes = 0
    var added = 0
    /// Of those added, those that were there with another version among them.
    var names: [String] = []
    /// Hashes of the names of those that were there already, with another version.
    var updated: Set<UInt64> = []
    /// What was there already as it is, by the hash of its name.
    var unchanged: [UInt64: Unchanged] = [:]
    var unchangedCount = 0
    var errors: [LineError] = []
  }

  /// A line that was left out, should it be needed after all.
  struct Unchanged: Sendable {
    var line: Int
    var range: Range<Int>
  }

  /// Builds a segment of a chunk.
  ///
  /// - Parameters:
  ///   - number: The segment's.
  ///   - only: The lines to be taken, whatever is indexed; `nil` for all.
  func build(
    _ chunk: LineChunk, number: UInt64, only: [Unchanged]? = nil
  ) -> Result<Built, IndexError> {
    do throws(IndexError) {
      return .success(try made(chunk, number, only))
    } catch {
      return .failure(error)
    }
  }

  private func made(_ chunk: LineChunk, _ number: UInt64, _ only: [Unchanged]?) throws(IndexError) -> Built {
    guard let reader = JSONReader() else { throw .tooLarge(reason: "no memory is left") }
    var built = Built()
    built.bytes = chunk.bytes.count
    if chunk.isTooLong {
      built.lines = 1
      built.errors.append(LineError(line: 1, reason: .tooLong(limit: batch.sizeLimit)))
      return built
    }
    let builder = SegmentBuilder(withText: withText)
    func take(_ line: UnsafeRawBufferPointer, _ number: Int) throws(IndexError) {
      let document: IndexDocument
      do {
        guard let read = try self.document(line, in: chunk, reader) else { return }
        document = read
      } catch {
        built.errors.append(LineError(line: number, reason: error))
        return
      }
      if let before, only == nil {
        let name = Self.hash(document.id)
        if let version = try before.version(id: document.id) {
          if version == document.version, !built.updated.contains(name) {
            let start = offset(of: line, in: chunk)
            built.unchangedCount += 1
            built.unchanged[name] = Unchanged(line: number, range: start..<start + line.count)
            return
          }
          built.updated.insert(name)
        }
        built.unchanged[name] = nil
      }
      built.added += 1
      built.names.append(document.id)
      built.textBytes += document.text.count
      try builder.add(document)
    }
    if let only {
      for line in only { try take(UnsafeRawBufferPointer(rebasing: chunk.bytes[line.range]), line.line) }
    } else {
      built.lines = try chunk.forEachLine(take)
    }
    if !builder.isEmpty { (built.segment, built.replaced) = try builder.seal(directory, id: number) }
    return built
  }

  private func offset(of line: UnsafeRawBufferPointer, in chunk: LineChunk) -> Int {
    guard let start = line.baseAddress, let base = chunk.bytes.baseAddress else { return 0 }
    return start - base
  }

  /// The document of a line; `nil` of a blank one.
  private func document(
    _ line: UnsafeRawBufferPointer, in chunk: LineChunk, _ reader: JSONReader
  ) throws(LineError.Reason) -> IndexDocument? {
    var line = line
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = UnsafeRawBufferPointer(rebasing: line[3...]) }
    if line.count > batch.sizeLimit { throw .tooLong(limit: batch.sizeLimit) }
    if line.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return nil }
    let readable = chunk.bytes.count + LineChunk.padding - offset(of: line, in: chunk)
    let object: JSONValue
    do {
      object = try reader.parse(line, readable: readable)
    } catch {
      throw .invalid(reason: error.reason, position: error.position)
    }
    guard object.isObject else { throw .noObject }
    let version = Self.version(of: line, seed: seed)
    if object["id"] == nil, object["path"] != nil { return try notice(object, line, version) }
    return try ReadyDocument(line: object).indexed(version: version, corrections)
  }

  /// The document of a line as `parse --format ndjson` writes it.
  private func notice(
    _ object: JSONValue, _ line: UnsafeRawBufferPointer, _ version: UInt64
  ) throws(LineError.Reason) -> IndexDocument {
    guard let path = object["path"]?.string else { throw .wrongType(property: "path", expected: "a string") }
    if let error = object["error"] {
      throw .failedBefore(path: path, message: error["message"]?.string ?? "")
    }
    guard let notice = object["notice"] else { throw .missing(property: "notice") }
    guard notice.isObject, let json = JSONObject(line)["notice"] else {
      throw .wrongType(property: "notice", expected: "an object")
    }
    let id = try ReadyDocument.name(path)
    if notice["text"] != nil {
      return try .fromJSON(notice, json, id: id, version: version, corrections: corrections)
    }
    // The line of a notice that is one of several in its file has the name of that notice.
    let part = notice["source"]?["part"]?.integer
    let file = part == nil ? path : notice["source"]?["path"]?.string ?? path
    do throws(InputError) {
      let notices = try batch.readText(Input(path: FilePath(file), name: FilePath(file)))
      guard let read = notices.first(where: { $0.source.part == part }) else { throw InputError.noNotice }
      return IndexDocument(read, id: id, version: version, reading: reading, corrections: corrections)
    } catch {
      throw .noText(path: file, error)
    }
  }

  /// What a document of these bytes has as its version.
  static func version(of bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    withUnsafeBytes(of: (cx_hash(bytes.baseAddress, bytes.count), seed)) { cx_hash($0.baseAddress, $0.count) }
  }

  static func hash(_ name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { cx_hash($0.baseAddress, $0.count) }
  }
}
