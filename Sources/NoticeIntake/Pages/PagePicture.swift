/// A page of a file, as a picture that browsers show.
package struct PagePicture: Sendable {
  package var bytes: [UInt8]
  /// `image/png` or `image/jpeg`.
  package var mediaType: String

  /// Fine enough to read on a screen, and a third of what OCR takes.
  static let resolution = 110
}

extension Intake {
  /// Draws a page of a PDF; a PNG or JPEG is its own picture.
  ///
  /// - Parameter page: From 1.
  /// - Throws: `noSuchPath` if the file has no such page; `unsupported` for other kinds; what a program says.
  package func picture(of bytes: [UInt8], page: Int) async throws(InputError) -> PagePicture {
    if bytes.starts(with: Array("%PDF-".utf8)) { return try await pictureOfPDF(bytes, page) }
    let isPNG = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    guard isPNG || bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { throw .unsupported(format: "?") }
    _ = try isPNG ? ImageHeader(png: bytes) : ImageHeader(jpeg: bytes)
    guard page == 1 else { throw .noSuchPath }
    return PagePicture(bytes: bytes, mediaType: isPNG ? "image/png" : "image/jpeg")
  }

  private func pictureOfPDF(_ bytes: [UInt8], _ page: Int) async throws(InputError) -> PagePicture {
    let folder = try ScratchFolder()
    let file = try folder.write(bytes, named: "in.pdf").description
    let poppler = Poppler(programs: programs, limits: limits, file: file)
    let sizes = try await poppler.sizes()
    guard sizes.indices.contains(page - 1) else { throw .noSuchPath }
    let dpi = min(PagePicture.resolution, PageDrawing(sizes[page - 1], atMost: limits.drawnPixels).dpi)
    let picture = try await programs.gate.pass { () async throws(InputError) in
      try await poppler.picture(page, dpi: dpi)
    }
    _ = consume folder
    return PagePicture(bytes: picture, mediaType: "image/png")
  }
}
