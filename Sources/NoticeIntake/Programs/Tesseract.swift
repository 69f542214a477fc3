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
  /// is not sure; keeps the reading with most letters in words that are all but certain, and reads the columns of that
  /// picture by themselves.
  func surest(of pictures: [Picture], page: Int? = nil) async throws(InputError) -> ReadPage {
    var best: (page: ReadPage, picture: Picture)?
    for picture in pictures {
      let read = try await run(picture.image, page: page, dpi: picture.dpi, isEven: false)
      if let known = best?.page, Self.certain(known).letters >= Self.certain(read).letters { continue }
      best = (read, picture)
    }
    guard var best else { throw .empty }
    if Self.isDoubtful(best.page) {
      let other = try await run(best.picture.image, page: page, dpi: best.picture.dpi, isEven: true)
      if Self.certain(other).letters > Self.certain(best.page).letters { best.page = other }
    }
    let zones = Self.zones(of: best.page)
    if zones.isEmpty { return best.page }
    let columns = try await run(
      best.picture.image, page: page, dpi: best.picture.dpi, isEven: false, zones: zones)
    return Self.merged(best.page, columns, zones)
  }

  /// The columns of the page's head and foot. Tesseract takes lines that touch across the gap for one, and gives up
  /// what stands around a seal; of each column for itself it reads more.
  private static func zones(of page: ReadPage) -> [Box] {
    let rows = PageRows(page)
    var zones: [Box] = []
    for columns in PageColumns.all(in: rows) {
      let boxes = columns.boxes(in: rows)
      guard let first = boxes.first else { continue }
      let box = boxes.dropFirst().reduce(first) { $0.union($1) }
      let margin = rows.height / 2
      // Beside recipients alone, the signature begins up to three lines higher.
      let lift = boxes.count < 2 ? 4 * rows.height : 0
      // Below a seal there may be a name that nobody has seen yet.
      let isLast = columns.place == .foot && columns.rows.upperBound == rows.rows.count
      // Nothing of a line above that runs across.
      let above =
        rows.rows[..<columns.rows.lowerBound].flatMap(\.pieces)
        .filter { !$0.isNoise && $0.box.right > columns.gutter && $0.box.bottom <= box.top + margin }
        .map(\.box.bottom).max() ?? 0
      let top = max(0, above, box.top - margin)
      let bottom = min(page.height, box.bottom + (isLast ? 6 * rows.height : margin))
      let left = max(0, min(box.left, rows.left) - margin)
      let right = min(page.width, max(box.right, rows.right) + margin)
      guard top < bottom, left < columns.gutter, columns.gutter < right else { continue }
      zones.append(Box(left: left, top: top, right: columns.gutter, bottom: bottom))
      zones.append(Box(left: columns.gutter, top: max(0, above, top - lift), right: right, bottom: bottom))
    }
    return zones
  }

  /// `page` with the words of each zone as `other` has them, where that is surer.
  static func merged(_ page: ReadPage, _ other: ReadPage, _ zones: [Box]) -> ReadPage {
    var page = page
    for zone in zones {
      let new = part(of: other, in: zone, isInside: true)
      let old = part(of: page, in: zone, isInside: true)
      if certain(new) <= certain(old) { continue }
      page = part(of: page, in: zone, isInside: false)
      page.lines += new.lines
    }
    return page
  }

  /// The words whose middle stands in the zone, or those whose does not.
  private static func part(of page: ReadPage, in zone: Box, isInside: Bool) -> ReadPage {
    var part = page
    for line in part.lines.indices {
      part.lines[line].words.removeAll { word in
        let (x, y) = ((word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2)
        let isHere = zone.left <= x && x < zone.right && zone.top <= y && y < zone.bottom
        return isHere != isInside
      }
    }
    part.lines.removeAll(where: \.words.isEmpty)
    return part
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
    do throws(InputError) {
      let html = try await programs.tesseract.run(arguments + ["hocr"], files: files, limits: limits)
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
