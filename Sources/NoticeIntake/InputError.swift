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
  /// A file that contradicts itself or ends too early, by its format.
  case damaged(format: String, reason: String)
  /// Its name inside an archive leads out of the archive.
  case unsafeName
  /// It opens with a password only.
  case encrypted(format: String)
  /// A program that reads such files is not installed; the Debian package that has it.
  case missingProgram(String, package: String)
  /// A program gave up on the file.
  case programFailed(String, reason: String)
  /// Reading it took more time, memory or output than it may.
  case overLimit(Limit)
  /// An image, or pages that are images, and OCR was not wanted.
  case needsOCR(format: String)
  /// The task that read it was cancelled.
  case cancelled
  /// Its text is not at hand, and takes a program to read anew.
  case needsReading(format: String)
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

  /// What a program that reads a file may take.
  public enum Limit: Hashable, Sendable {
    case seconds(Int)
    case memory(bytes: Int)
    /// What it writes, or what is packed in a file, in bytes.
    case output(bytes: Int)
    case pages(Int)
    case entries(Int)
    /// Archives in each other.
    case nesting(Int)
    /// Of an image.
    case pixels(Int)
  }

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
    case .damaged: "damaged"
    case .unsafeName: "unsafe-name"
    case .encrypted: "encrypted"
    case .missingProgram: "missing-program"
    case .programFailed: "program-failed"
    case .overLimit: "over-limit"
    case .needsOCR: "needs-ocr"
    case .cancelled: "cancelled"
    case .needsReading: "needs-reading"
    case .noNotice: "no-notice"
    case .noNotices: "no-notices"
    case .noMatch: "no-match"
    case .unreadable: "unreadable"
    case .nameTaken: "name-taken"
    case .unwritable: "unwritable"
    }
  }

  package init(errno: Int32) {
    switch errno {
    case ENOENT, ENOTDIR: self = .noSuchPath
    case EACCES, EPERM: self = .noPermission
    default: self = .unreadable(errno: errno)
    }
  }
}
