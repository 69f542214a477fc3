import Glibc
import NoticeGrammar
import NoticeIndex
import NoticeIntake

/// Makes documents of files; runs beside others of its kind.
struct NoticeIngest: Sendable {
  let batch: Batch
  /// What was indexed when the run began; `nil` if that was nothing.
  let before: IndexReader?
  /// A hash of everything beside the file that decides how a document is indexed.
  let seed: UInt64
  let corrections: Corrections
  let reading: UInt64
  /// What gave no document before, by version; of them none is read again.
  let failures: [UInt64: InputError]

  /// What became of an input.
  enum Outcome: Sendable {
    case documents([Document], stale: [String])
    /// Its documents, so many, are indexed as they are; it was not parsed.
    case unchanged(documents: Int)
    /// No text but NDJSON; of standard input, the bytes that were taken from it.
    case lines(head: [UInt8])
    /// - Parameter version: What its document would have had, if it was read.
    case failed(InputError, version: UInt64? = nil, isKnown: Bool = false)
    case damaged(IndexError)
  }

  struct Document: Sendable {
    var document: IndexDocument
    var facts: DocumentFacts
    var wasThere: Bool
  }

  struct Result: Sendable {
    var path: FilePath
    /// In bytes, as the walk found it.
    var size: Int
    /// How many bytes were read.
    var read = 0
    var outcome: Outcome
  }

  func result(_ found: Found) async -> Result {
    switch found {
    case .failure(let path, let error): return Result(path: path, size: 0, outcome: .failed(error))
    case .input(let input):
      var result = Result(path: input.path, size: input.size, outcome: .unchanged(documents: 1))
      result.outcome = await outcome(of: input, &result.read)
      return result
    }
  }

  private func outcome(of input: Input, _ read: inout Int) async -> Outcome {
    let id = input.path.description
    let bytes: [UInt8]
    let reader: FileReader
    do {
      switch try input.load(limit: batch.sizeLimit, unless: Self.isLines) {
      case .other(let head): return .lines(head: input.isStandardInput ? head : [])
      case .file(let loaded, let found): (bytes, reader) = (loaded, found)
      }
    } catch {
      return .failed(error)
    }
    read = bytes.count
    let version = bytes.withUnsafeBytes { LineIngest.version(of: $0, seed: seed) }
    if let error = failures[version] { return .failed(error, version: version, isKnown: true) }
    let indexed: [String]
    do {
      if let documents = try unchangedDocuments(id, version) { return .unchanged(documents: documents) }
      indexed = try before.map { index throws(IndexError) in try index.documents(ofFile: id) } ?? []
    } catch {
      return .damaged(error)
    }
    do throws(InputError) {
      // The longest name is that of the last of many parts.
      guard ReadyDocument.isName(id + "#000000") else { throw InputError.unreadable(errno: ENAMETOOLONG) }
      let notices = try batch.parse(input, try await batch.intake.read(bytes, reader))
      let documents = notices.map { notice in
        let name = notice.source.name(at: id)
        return Document(
          document: IndexDocument(
            notice, id: name, version: version, reading: reading, corrections: corrections),
          facts: DocumentFacts(notice, path: input.path), wasThere: indexed.contains(name))
      }
      let names = Set(documents.map(\.document.id))
      return .documents(documents, stale: indexed.filter { !names.contains($0) })
    } catch {
      return .failed(error, version: version)
    }
  }

  /// How many documents a file has that are indexed as they are; `nil` if it has to be read.
  private func unchangedDocuments(_ id: String, _ version: UInt64) throws(IndexError) -> Int? {
    guard let before else { return nil }
    if try before.version(id: id) == version { return 1 }
    var count = 0
    while try before.version(id: "\(id)#\(count + 1)") == version { count += 1 }
    return count > 0 ? count : nil
  }

  /// Whether a file that begins like this holds an object a line: no notice begins with `{"`.
  static func isLines(_ head: [UInt8]) -> Bool {
    var rest = head[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    rest = rest.drop(while: isBlank)
    guard rest.first == UInt8(ascii: "{") else { return false }
    return rest.dropFirst().drop(while: isBlank).first == UInt8(ascii: "\"")
  }
}
