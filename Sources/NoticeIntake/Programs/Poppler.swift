import Glibc
import NoticeText

/// Looks into a PDF file.
struct Poppler {
  let programs: Programs
  let limits: IntakeLimits
  /// Where the file is.
  let file: String

  /// The width and height of each page, in points.
  ///
  /// - Throws: `encrypted`, `damaged`, `overLimit`, and what the program says.
  func sizes() async throws(InputError) -> [(width: Double, height: Double)] {
    let output = try await run(
      programs.pdfinfo, ["-f", "1", "-l", "\(limits.pages)", file],
      ProgramLimits(seconds: limits.seconds, memory: limits.memory, output: 16 << 20))
    var count = 0
    var sizes: [(width: Double, height: Double)] = []
    for line in String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      if words.first == "Pages:" {
        count = words.dropFirst().first.flatMap { Int($0) } ?? 0
      } else if words.first == "Page", words.count >= 6, words[2] == "size:" {
        sizes.append((Double(words[3]) ?? 0, Double(words[5]) ?? 0))
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

  /// The pages, from 1, of which one image covers most.
  func scanned(_ sizes: [(width: Double, height: Double)]) async throws(InputError) -> Set<Int> {
    let output = try await run(
      programs.pdfimages, ["-list", file],
      ProgramLimits(
        seconds: limits.seconds + sizes.count * limits.secondsPerPage, memory: limits.memory, output: limits.output))
    var pages: Set<Int> = []
    for line in String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst(2) {
      // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
      let words = line.split(separator: " ")
      guard words.count >= 14, let page = Int(words[0]), sizes.indices.contains(page - 1),
        let width = Double(words[3]), let height = Double(words[4]), let across = Double(words[12]),
        let down = Double(words[13]), across > 0, down > 0
      else { continue }
      let size = sizes[page - 1]
      if width * 72 / across * height * 72 / down > size.width * size.height / 2 { pages.insert(page) }
    }
    return pages
  }

  /// A page as a grey picture (PGM).
  func draw(_ page: Int, dpi: Int) async throws(InputError) -> [UInt8] {
    try await run(
      programs.pdftoppm, ["-r", "\(dpi)", "-gray", "-f", "\(page)", "-l", "\(page)", file],
      ProgramLimits(seconds: limits.ocrSeconds, memory: limits.memory, output: limits.drawnPixels * 2 + (1 << 16)))
  }

  /// The resolution at which a page is drawn for OCR: that at which it reads best, or less for a page too large.
  func resolution(_ size: (width: Double, height: Double)) -> Int {
    let best = 300.0
    let inches = max(size.width, 1) / 72 * (max(size.height, 1) / 72)
    let most = (Double(limits.drawnPixels) / inches).squareRoot()
    return max(1, Int(min(best, most)))
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
