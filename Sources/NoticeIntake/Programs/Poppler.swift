import Glibc
import NoticeText

/// Looks into a PDF file.
struct Poppler {
  let programs: Programs
  let limits: IntakeLimits
  /// Where the file is.
  let file: String

  /// The size of each page.
  ///
  /// - Throws: `encrypted`, `damaged`, `overLimit`, and what the program says.
  func sizes() async throws(InputError) -> [PageSize] {
    let output = try await run(
      programs.pdfinfo, ["-f", "1", "-l", "\(limits.pages)", file],
      ProgramLimits(seconds: limits.seconds, memory: limits.memory, output: 16 << 20))
    var count = 0
    var sizes: [PageSize] = []
    for line in String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      if words.first == "Pages:" {
        count = words.dropFirst().first.flatMap { Int($0) } ?? 0
      } else if words.first == "Page", words.count >= 6, words[2] == "size:" {
        sizes.append(PageSize(width: Double(words[3]) ?? 0, height: Double(words[5]) ?? 0))
      } else if words.first == "Page", words.count >= 4, words[2] == "rot:", !sizes.isEmpty {
        sizes[sizes.count - 1].isTurned = words[3] == "90" || words[3] == "270"
      }
    }
    if count > limits.pages { throw .overLimit(.pages(limits.pages)) }
    if count <= 0 || sizes.count != count { throw .damaged(format: "PDF", reason: "it has no pages") }
    return sizes
  }

  /// The text of all pages.
  func text(pages: Int) async throws(InputError) -> [ReadPage] {
    let seconds = limits.seconds + pages * limits.secondsPerPage
    let output = try await run(
      programs.pdftotext, ["-bbox-layout", file, "-"],
      ProgramLimits(seconds: seconds, memory: limits.memory, output: limits.output))
    return PDFText.pages(output)
  }

  /// How each page is drawn for OCR: as the image that covers it, where one does, pixel for pixel.
  ///
  /// Drawn otherwise, an image is resampled, which costs OCR more than low resolution does.
  func drawings(_ sizes: [PageSize]) async throws(InputError) -> [PageDrawing] {
    let output = try await run(
      programs.pdfimages, ["-list", file],
      ProgramLimits(
        seconds: limits.seconds + sizes.count * limits.secondsPerPage, memory: limits.memory,
        output: limits.output))
    var drawings = sizes.map { PageDrawing($0, atMost: limits.drawnPixels) }
    for line in String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst(2) {
      // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
      let words = line.split(separator: " ")
      guard words.count >= 14, let page = Int(words[0]), sizes.indices.contains(page - 1),
        let width = Int(words[3]), let height = Int(words[4]), let across = Double(words[12]),
        let down = Double(words[13]), across > 0, down > 0
      else { continue }
      drawings[page - 1].takePixels(of: (width, height), across: across, down: down)
    }
    return drawings
  }

  /// A page as a grey picture (PGM).
  func draw(_ page: Int, _ drawing: PageDrawing) async throws(InputError) -> [UInt8] {
    try await run(
      programs.pdftoppm, drawing.arguments + ["-gray", "-f", "\(page)", "-l", "\(page)", file],
      ProgramLimits(
        seconds: limits.ocrSeconds, memory: limits.memory, output: limits.drawnPixels * 2 + (1 << 16)))
  }

  /// A page as PNG, in its colours.
  func picture(_ page: Int, dpi: Int) async throws(InputError) -> [UInt8] {
    try await run(
      programs.pdftoppm, ["-png", "-r", "\(dpi)", "-f", "\(page)", "-l", "\(page)", file],
      ProgramLimits(
        seconds: limits.ocrSeconds, memory: limits.memory, output: limits.drawnPixels * 2 + (1 << 16)))
  }

  private func run(
    _ program: ExternalProgram, _ arguments: [String], _ limits: ProgramLimits
  ) async throws(InputError) -> [UInt8] {
    do throws(InputError) {
      return try await program.run(arguments, limits: limits)
    } catch {
      guard case .programFailed(_, let reason) = error else { throw error }
      if reason.contains("ncorrect password") { throw .encrypted(format: "PDF") }
      throw .damaged(format: "PDF", reason: reason)
    }
  }
}
