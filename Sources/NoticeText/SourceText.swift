/// A text as it was read: UTF-8 bytes, and how they came about.
///
/// All spans of a notice are offsets into `bytes`. Copies share the storage.
public struct SourceText: Sendable {
  /// UTF-8; for a UTF-8 file the file's own bytes, byte-order mark and invalid bytes included.
  public var bytes: [UInt8] { didSet { scan = nil } }
  /// What the decoder saw of the bytes already.
  package var scan: ByteScan?
  /// The encoding that the file had.
  public var encoding: TextEncoding
  /// 0…1: how sure the encoding is; 1 where a byte-order mark or valid UTF-8 says so.
  public var confidence: Double
  /// What decoding noticed, such as invalid bytes.
  public var diagnostics: [Diagnostic]
  /// The pages that it was read from, ascending; none for a text that never stood on any.
  public var pages: [Page] = []

  public init(
    bytes: [UInt8], encoding: TextEncoding = .utf8, confidence: Double = 1, diagnostics: [Diagnostic] = []
  ) {
    self.bytes = bytes
    self.encoding = encoding
    self.confidence = confidence
    self.diagnostics = diagnostics
  }

  public init(_ string: String) {
    self.init(bytes: Array(string.utf8))
  }

  /// The source text of `span`, unrepaired; invalid bytes show as U+FFFD.
  ///
  /// - Complexity: O(length of the span).
  public func raw(_ span: SourceRange) -> String {
    let start = min(max(span.start, 0), bytes.count)
    let end = min(max(span.end, start), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
