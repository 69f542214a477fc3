import NoticeIntake

/// Why a line of NDJSON gave no document. How it is said to people is the front end's business.
public struct LineError: Error, Hashable, Sendable {
  /// From 1.
  public var line: Int
  public var reason: Reason

  public enum Reason: Error, Hashable, Sendable {
    /// No JSON: what the parser says (English), and where in the line, in bytes from 0, if that is known.
    case invalid(reason: String, position: Int?)
    /// JSON, but no object.
    case noObject
    /// An object that is neither a ready document nor a notice: what it lacks.
    case missing(property: String)
    /// A property that is not of its type: `a string`, `an array of strings`.
    case wrongType(property: String, expected: String)
    /// A name that no document can have: empty, with a NUL, or longer than so many bytes.
    case badName(limit: Int)
    case noDate(String)
    case tooLong(limit: Int)
    /// `parse` could not read this input, and says so in place of a notice.
    case failedBefore(path: String, message: String)
    /// A notice without its text, whose source cannot be read again.
    case noText(path: String, InputError)
  }

  public init(line: Int, reason: Reason) {
    self.line = line
    self.reason = reason
  }
}
