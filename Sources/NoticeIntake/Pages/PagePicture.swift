/// A page of a file, as a picture that browsers show.
package struct PagePicture: Sendable {
  package var bytes: [UInt8]
  /// `image/png` or `image/jpeg`.
  package var mediaType: String

  /// Fine enough to read on a screen, and a third of what OCR takes.
  static let resolution = 110
}

extension Intake {
  /// Draws a page of a PDF or TIFF; a PNG or JPEG is its own picture.
  ///
  /// - Parameter page: From 1.
  /// - Throws: `noSuchPath` if the file has no such page; `unsupported` for other kinds; what a program says.
  package func picture(of bytes: [UInt8], page: Int) async throws(InputError) -> PagePicture {
    if bytes.starts(with: Array("%PDF-".utf8)) { return try await pictureOfPDF(bytes, page) }
    if ImageHeader.isTIFF(bytes) { return try await pictureOfTIFF(bytes, page) }
    let isPNG = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    guard isPNG || bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { throw .unsupported(format: "?") }
    _ = try isPNG ? ImageHeader(png: bytes) : ImageHeader(jpeg: bytes)
    guard page == 1 else { throw .noSuchPath }
    return PagePicture(bytes: bytes, mediaType: isPNG ? "image/png" : "image/jpeg")
  }

  /// Browsers show no TIFF. Tesseract, which reads each that is read here, puts the page into a PDF, and that is drawn.
  private func pictureOfTIFF(_ bytes: [UInt8], _ page: Int) async throws(InputError) -> PagePicture {
    let header = try ImageHeader(tiff: bytes, limit: limits.pages)
    guard header.sizes.indices.contains(page - 1) else { throw .noSuchPath }
    try header.check(atMost: limits.imagePixels)
    let index = header.sizes.count > 1 ? page - 1 : nil
    let pdf: [UInt8]
    do throws(InputError) {
      pdf = try await programs.gate.pass { () async throws(InputError) in
        try await Tesseract(self).pdf(image: bytes, page: index)
      }
    } catch {
      throw error.ofImage("TIFF")
    }
    return try await pictureOfPDF(pdf, 1, width: header.sizes[page - 1].width)
  }

  /// - Parameter width: Of the image that the page is, in pixels: it is not enlarged.
  private func pictureOfPDF(
    _ bytes: [UInt8], _ page: Int, width: Int = .max
  ) async throws(InputError) -> PagePicture {
    let folder = try ScratchFolder()
    let file = try folder.write(bytes, named: "in.pdf").description
    let poppler = Poppler(programs: programs, limits: limits, file: file)
    let sizes = try await poppler.sizes()
    guard sizes.indices.contains(page - 1) else { throw .noSuchPath }
    let size = sizes[page - 1]
    let own = Int(min(Double(width) * 72 / max(size.width, 1), 10_000))
    let dpi = max(1, min(PagePicture.resolution, own, PageDrawing(size, atMost: limits.drawnPixels).dpi))
    let picture = try await programs.gate.pass { () async throws(InputError) in
      try await poppler.picture(page, dpi: dpi)
    }
    _ = consume folder
    return PagePicture(bytes: picture, mediaType: "image/png")
  }
}
