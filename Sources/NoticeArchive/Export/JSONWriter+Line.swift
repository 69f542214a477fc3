import NoticeIntake
import NoticeGrammar

/// What a batch says about one input: the objects of NDJSON, and of the array that several inputs give.
extension JSONWriter {
  /// `{"path":…,"notice":…}`
  public mutating func line(path: String, notice: Notice, includeText: Bool = false) {
    beginObject()
    name("path")
    string(path)
    name("notice")
    self.notice(notice, includeText: includeText)
    endObject()
  }

  /// `{"path":…,"error":{"code":…,"message":…}}`
  ///
  /// - Parameter message: In English: output does not depend on the locale.
  public mutating func line(path: String, error: InputError, message: String) {
    beginObject()
    name("path")
    string(path)
    name("error")
    beginObject()
    name("code")
    string(error.code)
    name("message")
    string(message)
    endObject()
    endObject()
  }
}
