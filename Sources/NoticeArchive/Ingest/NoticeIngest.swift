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

  /// What became of an input.
  enum Outcome: Sendable {
    case document(IndexDocument, wasThere: Bool)
    /// It is indexed as it is; it was not parsed.
    case unchanged
    /// No text but NDJSON; of standard input, the bytes that were taken from it.
    case lines(head: [UInt8])
    case failed(InputError)
    case damaged(IndexError)
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
      var result = Result(path: input.path, size: input.size, outcome: .unchanged)
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
    var wasThere = false
    do {
      let indexed = try before?.version(id: id)
      if indexed == version { return .unchanged }
      wasThere = indexed != nil
    } catch {
      return .damaged(error)
    }
    do throws(InputError) {
      guard ReadyDocument.isName(id) else { throw InputError.unreadable(errno: ENAMETOOLONG) }
      let notice = try batch.parse(input, try await batch.intake.read(bytes, reader))
      return .document(
        IndexDocument(notice, id: id, version: version, reading: reading, corrections: corrections),
        wasThere: wasThere)
    } catch {
      return .failed(error)
    }
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
