/// Why an index cannot be read or written. How it is said to people is the front end's business.
public enum IndexError: Error, Hashable, Sendable {
  /// A file is not what was written: at this byte, for this reason (English, short, for `check`).
  case corrupt(file: String, offset: Int, reason: String)
  /// A file that the last commit names is not there.
  case missing(file: String)
  /// Another process writes to this archive; its number, if it could be read.
  case locked(by: Int32?)
  case unsupportedVersion(file: String, found: Int, supported: Int)
  /// There is no index in this folder.
  case noIndex
  /// What the system says of a file.
  case system(file: String, operation: Operation, errno: Int32)
  /// A limit of the format: more than 2³² − 2 documents or words in one segment, say.
  case tooLarge(reason: String)

  public enum Operation: String, Sendable {
    case open, read, write, sync, rename, remove, list, create, lock
  }
}
