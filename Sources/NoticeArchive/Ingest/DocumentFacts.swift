import NoticeGrammar
import NoticeIntake
import NoticeText

/// What a run says about a document that it read: how well that went, not what stands in it.
public struct DocumentFacts: Hashable, Sendable {
  /// The file's path; of a file with several, `path#2` is the document's name.
  public var name: String
  /// Which of the documents of its file this is, from 1; `nil` if that has one.
  public var part: Int?
  /// `text`, `pdf-text`, `ocr`, …
  public var reader: String
  public var pages: Int
  /// Of these, read by OCR.
  public var ocrPages: Int
  /// 0…100, mean of its words; `nil` of what no OCR read.
  public var confidence: Double?
  /// 0…100.
  public var quality: Int
  public var repairs: Int
  public var diagnostics: Int

  public init(_ notice: Notice, path: FilePath) {
    let source = notice.source
    name = source.name(at: path.description)
    part = source.part
    reader = source.reader ?? "text"
    pages = source.pages ?? notice.text.pages.count
    ocrPages = notice.text.pages.count { $0.reader.hasPrefix("ocr") }
    confidence = notice.text.confidenceOfWords
    quality = source.quality ?? 0
    repairs = notice.repairs.count
    diagnostics = notice.diagnostics.count
  }
}

/// What a run came to, in numbers: bounded, however many files it met.
public struct RunSummary: Hashable, Sendable {
  public var documents = 0
  /// Files with several documents.
  public var splitFiles = 0
  /// Documents in which something was mended.
  public var repaired = 0
  public var repairs = 0
  public var pages = 0
  public var ocrPages = 0
  /// How many documents each reader read.
  public var readers: [String: Int] = [:]
  /// How many documents have a quality of 0…9, 10…19, …, 90…100.
  public var qualities = [Int](repeating: 0, count: 10)
  public private(set) var failures: [String: Failures] = [:]

  /// The failures of one reason.
  public struct Failures: Hashable, Sendable {
    public var count = 0
    /// The first one, as it was said.
    public var error: InputError
    /// The first paths.
    public var examples: [FilePath] = []
  }

  /// So many paths show where failures are.
  private static let mostExamples = 3

  public init() {}

  public mutating func add(_ facts: DocumentFacts) {
    documents += 1
    if facts.part == 1 { splitFiles += 1 }
    if facts.repairs > 0 { repaired += 1 }
    repairs += facts.repairs
    pages += facts.pages
    ocrPages += facts.ocrPages
    readers[facts.reader, default: 0] += 1
    qualities[min(max(facts.quality, 0) / 10, 9)] += 1
  }

  public mutating func add(_ error: InputError, at path: FilePath) {
    var own = failures[error.code] ?? Failures(error: error)
    own.count += 1
    if own.examples.count < Self.mostExamples { own.examples.append(path) }
    failures[error.code] = own
  }
}
