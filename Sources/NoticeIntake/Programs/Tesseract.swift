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

  /// Reads a page; once more with one threshold for all of it, where it is not sure of the first reading.
  ///
  /// - Parameters:
  ///   - image: PNG, JPEG, TIFF or PNM.
  ///   - page: Of a TIFF, from 0; `nil` if there is one only.
  ///   - dpi: Pixels an inch; `nil`: what the image says.
  func read(image: [UInt8], page: Int?, dpi: Int?) async throws(InputError) -> ReadPage {
    try await surest(of: [Picture(image: image, dpi: dpi)], page: page)
  }

  /// A page as it is shown to be read.
  struct Picture {
    /// PNG, JPEG, TIFF or PNM.
    var image: [UInt8]
    /// Pixels an inch; `nil`: what the image says.
    var dpi: Int?
  }

  /// Reads several pictures of a page, and once more the best of them with one threshold for all of it, where that reading
  /// is not sure. Of the picture with most letters in words that are all but certain it reads the columns by themselves, and
  /// signatures with both thresholds; then it takes word by word what is surer in the other readings.
  func surest(of pictures: [Picture], page: Int? = nil) async throws(InputError) -> ReadPage {
    var best: (page: ReadPage, picture: Picture)?
    var others: [ReadPage] = []
    for picture in pictures {
      let read = try await run(picture.image, page: page, dpi: picture.dpi, isEven: false)
      if let known = best, Self.certain(known.page).letters >= Self.certain(read).letters {
        others.append(read)
      } else {
        if let best { others.append(best.page) }
        best = (read, picture)
      }
    }
    guard var best else { throw .empty }
    if Self.isDoubtful(best.page) {
      var other = try await run(best.picture.image, page: page, dpi: best.picture.dpi, isEven: true)
      if Self.certain(other).letters > Self.certain(best.page).letters { swap(&other, &best.page) }
      others.append(other)
    }
    let zones = Self.zones(of: best.page)
    var whole = best.page
    if !zones.isEmpty {
      let columns = try await run(
        best.picture.image, page: page, dpi: best.picture.dpi, isEven: false, zones: zones.map(\.box))
      whole = Self.merged(best.page, columns, zones)
    }
    let signatures = zones.filter(\.isSignature).map(\.box)
    if !signatures.isEmpty {
      let even = try await run(
        best.picture.image, page: page, dpi: best.picture.dpi, isEven: true, zones: signatures)
      whole = Self.withSurerLines(whole, even, signatures)
    }
    for other in others { whole.take(other, except: signatures) }
    return whole
  }

  /// An image as a PDF of one page, for those who read none but that.
  ///
  /// - Parameter page: Of a TIFF, from 0; `nil` if there is one only.
  func pdf(image: [UInt8], page: Int?) async throws(InputError) -> [UInt8] {
    var arguments = ["page.img", "stdout", "-l", "vie", "--oem", "1", "--psm", "4"]
    if let page { arguments += ["-c", "tessedit_page_number=\(page)"] }
    // With the smallest of blocks to be read, next to nothing is.
    let files = ["page.img": image, "page.uzn": Array("0 0 8 8 Text\n".utf8)]
    return try await start(arguments + ["pdf"], files)
  }

  private func run(
    _ image: [UInt8], page: Int?, dpi: Int?, isEven: Bool, zones: [Box] = []
  ) async throws(InputError) -> ReadPage {
    var arguments = ["page.img", "stdout", "-l", "vie", "--oem", "1"]
    var files = ["page.img": image]
    if zones.isEmpty {
      arguments += ["--psm", "3"]
    } else {
      // With this mode Tesseract takes the blocks of a page from the file beside it.
      arguments += ["--psm", "4"]
      let lines = zones.map { "\($0.left) \($0.top) \($0.right - $0.left) \($0.bottom - $0.top) Text\n" }
      files["page.uzn"] = Array(lines.joined().utf8)
    }
    if let dpi { arguments += ["--dpi", "\(dpi)"] }
    if let page { arguments += ["-c", "tessedit_page_number=\(page)"] }
    // Sauvola's threshold follows what is around a pixel. On pale and unevenly lit scans it misses a third fewer words
    // than Otsu's, one for the whole page, and speckles make it no slower.
    if !isEven { arguments += ["-c", "thresholding_method=2"] }
    let html = try await start(arguments + ["hocr"], files)
    guard let page = HOCR.pages(html, reader: "ocr").first else {
      throw .programFailed(programs.tesseract.name, reason: "no page in its output")
    }
    return page
  }

  private func start(
    _ arguments: [String], _ files: [String: [UInt8]]
  ) async throws(InputError) -> [UInt8] {
    do throws(InputError) {
      return try await programs.tesseract.run(arguments, files: files, limits: limits)
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
    return letters * 50 < all * 49 || letters < 150
  }
}
