/// Something odd in a text that a reader may want to look at; parsing goes on.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable {
    case note, warning, error
  }

  public var severity: Severity
  /// For programs, such as `invalid-utf8` or `impossible-date`: stable within version 1.
  public var code: String
  /// For people, in English.
  public var message: String
  public var span: SourceRange?

  public init(_ severity: Severity, _ code: String, _ message: String, span: SourceRange? = nil) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
  }
}
