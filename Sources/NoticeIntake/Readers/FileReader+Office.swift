import NoticeText

/// The readers of what people write notices in: HTML and office files.
extension FileReader {
  static let html = FileReader(
    name: "html", mediaType: "text/html", extensions: ["html", "htm", "xhtml"], isText: false,
    read: { bytes, _ async throws(InputError) in try HTMLText.read(bytes) })
  static let docx = FileReader(
    name: "docx", mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extensions: ["docx", "docm"], isText: false,
    read: { bytes, _ async throws(InputError) in try DOCXReader.read(bytes) })
  static let doc = converted("doc", "application/msword", ["doc", "dot"])
  static let rtf = converted("rtf", "application/rtf", ["rtf"])
  static let odt = converted("odt", "application/vnd.oasis.opendocument.text", ["odt"])

  private static func converted(_ name: String, _ mediaType: String, _ extensions: [String]) -> FileReader {
    FileReader(
      name: name, mediaType: mediaType, extensions: extensions, isText: false,
      read: { bytes, intake async throws(InputError) in
        try await OfficeConversion(intake: intake, format: name.uppercased(), fileExtension: name).read(bytes)
      })
  }

  /// The reader for a file that begins like this; `nil` if it is none of these.
  static func officeReader(_ head: [UInt8], named path: FilePath) -> FileReader? {
    switch OfficeKind(head) {
    case .openXML?: return docx
    case .openDocument?: return odt
    case nil: break
    }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return doc }
    if head.starts(with: "{\\rtf".utf8) { return rtf }
    // UTF-16 has a zero beside each letter of a tag.
    let start = head.prefix(2048).filter { $0 != 0 && $0 < 0x80 }.drop { $0 <= 0x20 }
    guard start.first == UInt8(ascii: "<") else { return nil }
    if html.extensions.contains(path.fileExtension ?? "") { return html }
    let text = String(decoding: start, as: UTF8.self).lowercased()
    return text.hasPrefix("<!doctype html") || text.contains("<html") ? html : nil
  }

  /// Whether a file that begins like this, and has this name, is taken inside a folder or an archive.
  static func takes(_ head: [UInt8], named path: FilePath) -> Bool {
    named(like: path) != nil || pageReader(head) != nil || officeReader(head, named: path) != nil
  }
}
