import NoticeText

/// Recognises the text of images, in Vietnamese.
struct Tesseract {
  private let programs: Programs
  private let limits: ProgramLimits

  init(_ intake: Intake) {
    programs = intake.programs
    limits = ProgramLimits(
      seconds: intake.limits.ocrSeconds, memory: intake.limits.memory, output: intake.limits.output)
  }

  /// Reads a page; once more as a photograph is read, where it is not sure of the first reading.
  ///
  /// - Parameters:
  ///   - image: PNG, JPEG, TIFF or PNM.
  ///   - page: Of a TIFF, from 0; `nil` if there is one only.
  ///   - dpi: Pixels an inch; `nil`: what the image says.
  func read(image: [UInt8], page: Int?, dpi: Int?) async throws(InputError) -> ReadPage {
    var best = try await run(image, page: page, dpi: dpi, isFaint: false)
    if Self.isDoubtful(best) {
      let other = try await run(image, page: page, dpi: dpi, isFaint: true)
      if Self.certain(other).letters > Self.certain(best).letters { best = other }
    }
    return best
  }

  private func run(_ image: [UInt8], page: Int?, dpi: Int?, isFaint: Bool) async throws(InputError) -> ReadPage {
    var arguments = ["stdin", "stdout", "-l", "vie", "--oem", "1", "--psm", "3"]
    if let dpi { arguments += ["--dpi", "\(dpi)"] }
    if let page { arguments += ["-c", "tessedit_page_number=\(page)"] }
    // Sauvola's threshold follows what is around a pixel: for pale and unevenly lit pages.
    if isFaint { arguments += ["-c", "thresholding_method=2"] }
    do throws(InputError) {
      let html = try await programs.tesseract.run(arguments + ["hocr"], input: image, limits: limits)
      guard let page = HOCR.pages(html, reader: "ocr").first else {
        throw InputError.programFailed(programs.tesseract.name, reason: "no page in its output")
      }
      return page
    } catch {
      if case .programFailed(_, let reason) = error,
        ["vie", "initialize", "language"].contains(where: { reason.contains($0) })
      {
        throw .missingProgram("Vietnamese data of tesseract", package: "tesseract-ocr-vie")
      }
      throw error
    }
  }

  /// Letters in words that are all but certain, and all letters.
  static func certain(_ page: ReadPage) -> (letters: Int, all: Int) {
    page.words.reduce((0, 0)) { sum, word in
      let count = word.text.unicodeScalars.count
      return (sum.0 + (word.confidence ?? 0 >= 70 ? count : 0), sum.1 + count)
    }
  }

  private static func isDoubtful(_ page: ReadPage) -> Bool {
    let (letters, all) = certain(page)
    return letters * 4 < all * 3 || letters < 150
  }
}
