import NoticeText

/// The readers of pages: PDF, images, and what OCR programs write.
extension FileReader {
  static let pdf = FileReader(
    name: "pdf", mediaType: "application/pdf", extensions: ["pdf"], isText: false,
    read: { bytes, intake async throws(InputError) in try await PDFReader(intake).read(bytes) })
  static let png = image("PNG", "image/png", ["png"]) { bytes, _ throws(InputError) in
    try ImageHeader(png: bytes)
  }
  static let jpeg = image("JPEG", "image/jpeg", ["jpg", "jpeg"]) { bytes, _ throws(InputError) in
    try ImageHeader(jpeg: bytes)
  }
  static let tiff = image("TIFF", "image/tiff", ["tif", "tiff"]) { bytes, limits throws(InputError) in
    try ImageHeader(tiff: bytes, limit: limits.pages)
  }
  static let hocr = FileReader(
    name: "hocr", mediaType: "text/html", extensions: ["hocr"], isText: false,
    read: { bytes, intake async throws(InputError) in
      try text(of: HOCR.pages(bytes, reader: "hocr", encoding: nil), format: "hOCR", intake)
    })
  static let alto = FileReader(
    name: "alto", mediaType: "application/xml", extensions: ["alto"], isText: false,
    read: { bytes, intake async throws(InputError) in try text(of: ALTO.pages(bytes), format: "ALTO", intake)
    })

  private static func image(
    _ format: String, _ mediaType: String, _ extensions: [String],
    header: @escaping @Sendable ([UInt8], IntakeLimits) throws(InputError) -> ImageHeader
  ) -> FileReader {
    FileReader(
      name: "ocr", mediaType: mediaType, extensions: extensions, isText: false,
      read: { bytes, intake async throws(InputError) in
        try await ImageReader(intake, format: format).read(bytes, header(bytes, intake.limits))
      })
  }

  private static func text(
    of pages: [ReadPage], format: String, _ intake: Intake
  ) throws(InputError) -> SourceText {
    if pages.isEmpty { throw .damaged(format: format, reason: "no page") }
    if pages.count > intake.limits.pages { throw .overLimit(.pages(intake.limits.pages)) }
    let text = PageAssembler.text(of: pages)
    if text.bytes.allSatisfy({ $0 <= 0x20 }) { throw .empty }
    return text
  }

  /// The reader for a file that begins like this; `nil` if it has no pages.
  static func pageReader(_ head: [UInt8]) -> FileReader? {
    // What stands before the mark of a PDF is skipped by all that read them.
    if contains(head.prefix(1024), "%PDF-") { return pdf }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return png }
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return jpeg }
    if ImageHeader.isTIFF(head) { return tiff }
    let start = head.dropFirst(head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0).drop { $0 <= 0x20 }
    guard start.first == UInt8(ascii: "<") else { return nil }
    if contains(start, "ocr_page") { return hocr }
    if contains(start.prefix(4096), "<alto") || contains(start.prefix(4096), ":alto") { return alto }
    return nil
  }

  /// Whether `text` stands anywhere in `bytes`.
  private static func contains(_ bytes: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      bytes.indices.contains { start in
        bytes[start] == text[0] && bytes[start...].starts(with: text)
      }
    }
  }
}
