import Glibc

/// Why an input gave no notice. How it is said to people is the front end's business.
public enum InputError: Error, Hashable, Sendable {
  case noSuchPath
  case noPermission
  /// No bytes, or nothing but blanks.
  case empty
  /// No text: a byte that no text has, at this offset.
  case binary(offset: Int)
  /// UTF-16 that is broken at this offset.
  case invalidUTF16(offset: Int)
  /// A kind of file that is known by its first bytes and not read: `PDF`, `ZIP`, ….
  case unsupported(format: String)
  case tooLarge(limit: Int)
  /// A text without head, directives and references.
  case noNotice
  /// A folder in which no file is of a kind that a reader takes.
  case noNotices
  /// A pattern that nothing matches.
  case noMatch
  /// Anything else that the system says.
  case unreadable(errno: Int32)
  /// Another input, named here, has the name that this one's output would have.
  case nameTaken(by: String)
  /// The system does not take the name that the output would have.
  case unwritable(errno: Int32)

  /// For programs: stable within version 1 of the format.
  public var code: String {
    switch self {
    case .noSuchPath: "no-such-path"
    case .noPermission: "no-permission"
    case .empty: "empty"
    case .binary: "binary"
    case .invalidUTF16: "invalid-utf16"
    case .unsupported: "unsupported"
    case .tooLarge: "too-large"
    case .noNotice: "no-notice"
    case .noNotices: "no-notices"
    case .noMatch: "no-match"
    case .unreadable: "unreadable"
    case .nameTaken: "name-taken"
    case .unwritable: "unwritable"
    }
  }

  init(errno: Int32) {
    switch errno {
    case ENOENT, ENOTDIR: self = .noSuchPath
    case EACCES, EPERM: self = .noPermission
    default: self = .unreadable(errno: errno)
    }
  }
}
