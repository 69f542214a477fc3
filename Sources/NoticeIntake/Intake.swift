import NoticeText

/// Reads files of every kind: bytes → text, with its pages where it stood on some.
///
/// Safe to share between threads. What it gives depends on the file's bytes, the options and the programs that are
/// installed, on nothing else.
public struct Intake: Sendable {
  public var options: IntakeOptions
  /// What files may cost to read.
  public var limits = IntakeLimits()
  /// What they are read with.
  package var programs = Programs()

  public init(_ options: IntakeOptions = IntakeOptions()) {
    self.options = options
  }

  /// Reads a file.
  ///
  /// - Parameter limit: The largest file, in bytes.
  public func read(_ input: Input, limit: Int) async throws(InputError) -> FileText {
    guard case .file(let bytes, let reader) = try input.load(limit: limit, unless: { _ in false }) else {
      throw .empty
    }
    return try await read(bytes, reader)
  }

  /// Reads a file of text, without waiting for any program.
  ///
  /// - Throws: `needsReading` for any other kind.
  package static func readText(_ input: Input, limit: Int) throws(InputError) -> FileText {
    guard case .file(let bytes, let reader) = try input.load(limit: limit, unless: { _ in false }) else {
      throw .empty
    }
    guard reader.isText else { throw .needsReading(format: reader.name) }
    return FileText(try FileReader.decode(bytes), of: bytes, reader)
  }

  /// Reads the bytes of a file.
  package func read(_ bytes: [UInt8], _ reader: FileReader) async throws(InputError) -> FileText {
    FileText(try await reader.read(bytes, self), of: bytes, reader)
  }
}

/// How files are read. Whatever is here decides what the text is.
public struct IntakeOptions: Hashable, Sendable {
  /// Whether pages are read by OCR.
  public var ocr = OCRMode.auto

  public init() {}
}

/// When pages are read by OCR.
public enum OCRMode: String, CaseIterable, Hashable, Sendable {
  /// Where a page has no text, or none that can be right.
  case auto
  case never
  /// Even where a page has text.
  case always
}

/// What was read from a file.
public struct FileText: Sendable {
  public var text: SourceText
  /// What read it: `text`, `markdown`, `pdf-text`, `ocr`, …
  public var reader: String
  public var mediaType: String
  /// The file's size.
  public var bytes: Int
  /// Of the file, lower-case hexadecimal; `nil` if libcrypto fails.
  public var sha256: String?

  init(_ text: SourceText, of bytes: [UInt8], _ reader: FileReader) {
    self.text = text
    // A file of which any page was read by OCR was read by OCR.
    self.reader = text.pages.first { $0.reader == "ocr" }?.reader ?? text.pages.first?.reader ?? reader.name
    mediaType = reader.mediaType
    self.bytes = bytes.count
    sha256 = bytes.withUnsafeBytes { NoticeIntake.sha256($0) }
  }
}
