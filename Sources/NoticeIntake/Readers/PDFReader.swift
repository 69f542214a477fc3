import NoticeText

/// Reads PDF: the text of each page where it can be right, OCR of the page where it cannot.
struct PDFReader {
  private let intake: Intake

  init(_ intake: Intake) { self.intake = intake }

  /// - Throws: `encrypted`, `damaged`, `overLimit`, `empty`, and what a program says.
  func read(_ bytes: [UInt8]) async throws(InputError) -> SourceText {
    let folder = try ScratchFolder()
    let file = try folder.write(bytes, named: "in.pdf").description
    let poppler = Poppler(programs: intake.programs, limits: intake.limits, file: file)
    let sizes = try await poppler.sizes()
    var pages = sizes.map { size in
      ReadPage(width: Int(size.width * 10), height: Int(size.height * 10), reader: "pdf-text")
    }
    if intake.options.ocr != .always {
      let found = try await poppler.text(pages: sizes.count)
      for (index, page) in found.enumerated() where index < pages.count { pages[index] = page }
    }
    var diagnostics: [Diagnostic] = []
    for index in pages.indices {
      guard let guess = pages[index].convertLegacy() else { continue }
      diagnostics.append(
        Diagnostic(.note, "legacy-encoding", "page \(index + 1): its text was in \(guess.encoding.rawValue)"))
    }
    let mayNeedOCR =
      intake.options.ocr == .always || pages.contains { Self.isNearlyEmpty($0) || Self.isBad($0) }
    let drawings = mayNeedOCR && intake.options.ocr != .never ? try await poppler.drawings(sizes) : []
    let reasons = reasons(pages, drawings)
    if !reasons.isEmpty {
      let read = try await recognize(reasons, drawings, poppler)
      for ((number, reason), result) in zip(reasons, read) {
        switch result {
        case .success(let page):
          pages[number - 1] = page
          diagnostics.append(Diagnostic(.note, "ocr-page", "page \(number) read by OCR: \(reason)"))
        case .failure(let error):
          // One page that fails is no reason to give up the others.
          if error == .cancelled || pages.allSatisfy({ $0.lines.isEmpty }) { throw error }
          diagnostics.append(
            Diagnostic(
              .warning, "ocr-page-failed", "page \(number) not read by OCR (\(error.code)): \(reason)"))
        }
      }
    }
    var text = PageAssembler.text(of: pages)
    if text.pages.allSatisfy({ $0.words.isEmpty }) {
      throw intake.options.ocr == .never ? .needsOCR(format: "PDF") : .empty
    }
    text.diagnostics += diagnostics
    _ = consume folder
    return text
  }

  /// The pages to be read by OCR, from 1, and why; ascending.
  private func reasons(
    _ pages: [ReadPage], _ drawings: [PageDrawing]
  ) -> [(page: Int, reason: String)] {
    switch intake.options.ocr {
    case .never: return []
    case .always: return pages.indices.map { ($0 + 1, "as asked") }
    case .auto: break
    }
    var reasons: [(page: Int, reason: String)] = []
    for (index, page) in pages.enumerated() {
      if case .bad(let reason) = TextQuality(page) {
        reasons.append((index + 1, reason))
      } else if Self.isNearlyEmpty(page), index < drawings.count, drawings[index].isScan {
        reasons.append((index + 1, "it is an image with a few words upon it"))
      }
    }
    return reasons
  }

  /// A scan may bear the words of a digital signature, or of a stamp of arrival.
  private static func isNearlyEmpty(_ page: ReadPage) -> Bool {
    page.words.reduce(0) { count, _ in count + 1 } < 60
  }

  private static func isBad(_ page: ReadPage) -> Bool {
    if case .bad = TextQuality(page) { true } else { false }
  }

  private func recognize(
    _ reasons: [(page: Int, reason: String)], _ drawings: [PageDrawing], _ poppler: Poppler
  ) async throws(InputError) -> [Result<ReadPage, InputError>] {
    let gate = intake.programs.gate
    let recognizer = Tesseract(intake)
    return try await inOrder(reasons.map(\.page), atOnce: gate.places) { number throws(InputError) in
      let drawing = drawings[number - 1]
      do throws(InputError) {
        let page = try await gate.pass { () async throws(InputError) in
          var pictures: [Tesseract.Picture] = []
          for drawing in drawing.candidates {
            pictures.append(.init(image: try await poppler.draw(number, drawing), dpi: drawing.dpi))
          }
          return try await recognizer.surest(of: pictures)
        }
        return .success(page)
      } catch {
        return .failure(error)
      }
    }
  }
}
