import NoticeText

/// What turns a file of some kind into text: the one place where another kind of file is added.
public struct FileReader: Sendable {
  /// `text`, `markdown`: what `source.reader` says.
  public let name: String
  public let mediaType: String
  /// In lower case, without the dot.
  public let extensions: [String]
  /// Whether the bytes are the text, in some encoding.
  let isText: Bool
  /// The whole file → its text.
  let read: @Sendable ([UInt8], Intake) async throws(InputError) -> SourceText
  /// Throws what `read` would, if the first bytes of a large file already tell.
  var look: @Sendable ([UInt8]) throws(InputError) -> Void = { _ in }

  static let text = FileReader(
    name: "text", mediaType: "text/plain", extensions: ["txt", "text"], isText: true, read: readText,
    look: lookAtText)
  static let markdown = FileReader(
    name: "markdown", mediaType: "text/markdown", extensions: ["md", "markdown"], isText: true,
    read: readText,
    look: lookAtText)

  /// All that there are.
  public static let all = [text, markdown, html, docx, doc, rtf, odt, pdf, png, jpeg, tiff, hocr, alto]

  /// The reader for files named like this; `nil` if there is none.
  static func named(like path: FilePath) -> FileReader? {
    guard let fileExtension = path.fileExtension else { return nil }
    return all.first { $0.extensions.contains(fileExtension) }
  }

  /// The reader for a file that begins like this, whatever its name.
  ///
  /// - Throws: `unsupported`, if it is of a kind that no reader takes.
  package static func forContent(_ head: [UInt8], named path: FilePath) throws(InputError) -> FileReader {
    if let reader = pageReader(head) ?? officeReader(head, named: path) { return reader }
    if let format = ArchiveKind.format(of: head) { throw .unsupported(format: format) }
    if let format = signatures.first(where: { head.starts(with: $0.bytes) })?.format {
      throw .unsupported(format: format)
    }
    // Whatever else it is called, it is no other kind: those are known by their first bytes.
    return named(like: path).flatMap { $0.isText ? $0 : nil } ?? text
  }

  /// How the files begin that are often taken for text.
  private static let signatures: [(bytes: [UInt8], format: String)] = [
    (Array("GIF8".utf8), "GIF")
  ]

  @Sendable private static func readText(
    _ bytes: [UInt8], _ intake: Intake
  ) throws(InputError) -> SourceText {
    try decode(bytes)
  }

  static func decode(_ bytes: [UInt8]) throws(InputError) -> SourceText {
    do {
      return try TextDecoder.decode(bytes)
    } catch {
      switch error {
      case .binary(let offset): throw .binary(offset: offset)
      case .invalidUTF16(let offset): throw .invalidUTF16(offset: offset)
      }
    }
  }

  @Sendable private static func lookAtText(_ head: [UInt8]) throws(InputError) {
    do {
      _ = try decode(head)
    } catch {
      // A UTF-16 character may be cut by the end of the head: of that, only the whole file tells.
      if case .binary = error { throw error }
    }
  }
}
