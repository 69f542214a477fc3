/// A half-open range of the source text, in UTF-8 bytes of the text as it was read, from 0.
///
/// For a UTF-8 file these are the file's own bytes: a byte-order mark, CRLF and invalid bytes count as
/// they stand. For every other encoding they are bytes of the text decoded to UTF-8.
public struct SourceRange: Hashable, Sendable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  public var count: Int { end - start }
  public var isEmpty: Bool { end <= start }

  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  public func overlaps(_ other: SourceRange) -> Bool { start < other.end && other.start < end }
}
