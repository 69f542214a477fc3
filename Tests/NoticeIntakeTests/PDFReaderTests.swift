import Foundation
import NoticeText
import TestSupport
import Testing

@testable import NoticeIntake

@Suite struct PDFReaderTests {
  private static let lines = ["Members of the committee shall submit", "their written reports every year."]

  private func read(_ bytes: [UInt8], _ intake: Intake = Intake()) async throws -> FileText {
    try await intake.read(bytes, FileReader.forContent(bytes, named: FilePath("a.pdf")))
  }

  private func error(_ bytes: [UInt8], _ intake: Intake = Intake()) async -> InputError? {
    do {
      _ = try await read(bytes, intake)
      return nil
    } catch { return error as? InputError }
  }

  /// The words without marks and stops, in small letters.
  private func words(_ text: SourceText) -> [String] {
    String(decoding: text.bytes, as: UTF8.self).lowercased().split { !$0.isLetter }.map(String.init)
  }

  @Test func textIsTakenWithItsBoxes() async throws {
    let file = try await read(MadePDF.bytes([Self.lines, ["Second page of it"]]))
    #expect(file.reader == "pdf-text")
    #expect(file.text.diagnostics.isEmpty)
    #expect(
      String(decoding: file.text.bytes, as: UTF8.self)
        == "Members of the committee shall submit\n\ntheir written reports every year.\n\u{C}Second page of it\n"
    )
    #expect(file.text.pages.map(\.width) == [5950, 5950])
    let word = try #require(file.text.pages.last?.words.first)
    #expect(file.text.raw(word.span) == "Second")
    #expect(word.confidence == nil)
    // Drawn from 60 points on, on a base line 80 points below the upper edge.
    #expect(abs(word.box.left - 600) < 20)
    #expect(word.box.top < 800 && word.box.bottom > 790 && word.box.bottom - word.box.top < 300)
  }

  @Test func pagesAreReadByOCRWhereItIsAsked() async throws {
    var intake = Intake()
    intake.options.ocr = .always
    let file = try await read(
      MadePDF.bytes([["THONG BAO SO 12", "KET LUAN HOI NGHI"], []], points: 28), intake)
    #expect(file.reader == "ocr")
    #expect(file.text.diagnostics.map(\.code) == ["ocr-page", "ocr-page"])
    #expect(file.text.diagnostics.first?.message == "page 1 read by OCR: as asked")
    let page = try #require(file.text.pages.first)
    #expect(page.words.count >= 6 && page.words.allSatisfy { $0.confidence != nil })
    #expect(file.text.pages.count == 2)
    // In units of a picture of 300 pixels an inch, where the PDF has them in tenths of a point.
    let text = try await read(MadePDF.bytes([["THONG BAO SO 12", "KET LUAN HOI NGHI"], []], points: 28))
    for (drawn, printed) in zip(page.words, try #require(text.text.pages.first).words) {
      #expect(abs(drawn.box.left * 5950 / page.width - printed.box.left) < 60)
      #expect(abs(drawn.box.right * 5950 / page.width - printed.box.right) < 60)
    }
  }

  @Test func pagesWithoutTextAreNotReadWhereOCRIsNotWanted() async {
    var intake = Intake()
    intake.options.ocr = .never
    #expect(await error(MadePDF.bytes([[]]), intake) == .needsOCR(format: "PDF"))
  }

  @Test func aTextLayerWithoutMarksIsReadByOCR() async throws {
    let bare = [
      "Ban Thuong vu Tinh uy yeu cau cac cap uy", "to chuc dang lanh dao chi dao viec",
      "ra soat ho so cua tung ho dan truoc ngay",
    ]
    let bytes = MadePDF.bytes([bare])
    let file = try await read(bytes)
    #expect(
      file.text.diagnostics.map(\.message) == ["page 1 read by OCR: its text layer has no Vietnamese marks"])
    // Where OCR cannot be had, the text that there is stands.
    var intake = Intake()
    intake.programs.tesseract = ExternalProgram("no-such-tesseract", package: "tesseract-ocr")
    let poor = try await read(bytes, intake)
    #expect(poor.text.diagnostics.map(\.code) == ["ocr-page-failed"])
    #expect(words(poor.text).first == "ban")
    #expect(
      await error(MadePDF.bytes([[]]), intake)
        == .missingProgram("no-such-tesseract", package: "tesseract-ocr"))
  }

  @Test func withoutPopplerThereIsAMessage() async {
    var intake = Intake()
    intake.programs.pdfinfo = ExternalProgram("no-such-pdfinfo", package: "poppler-utils")
    #expect(
      await error(MadePDF.bytes([Self.lines]), intake)
        == .missingProgram("no-such-pdfinfo", package: "poppler-utils"))
  }

  @Test func aPasswordIsToldOf() async throws {
    let qpdf = ExternalProgram("qpdf", package: "qpdf")
    let locked: [UInt8]
    do throws(InputError) {
      locked = try await qpdf.run(
        ["--encrypt", "user", "owner", "256", "--", "in.pdf", "-"],
        files: ["in.pdf": MadePDF.bytes([Self.lines])],
        limits: ProgramLimits(seconds: 60, memory: 1 << 30, output: 1 << 24))
    } catch {
      guard case .missingProgram = error else { throw error }
      print("SKIPPED: no qpdf to make a file with a password")
      return
    }
    #expect(await self.error(locked) == .encrypted(format: "PDF"))
  }

  // MARK: Hostile files

  @Test func cutFilesGiveAnErrorOrWhatIsLeft() async {
    let whole = MadePDF.bytes([Self.lines, Self.lines])
    for length in stride(from: 9, to: whole.count, by: 97) {
      switch await error(Array(whole.prefix(length))) {
      case nil, .damaged, .missingProgram, .empty: break
      case let other: Issue.record("\(length): \(String(describing: other))")
      }
    }
    #expect(await error(Array("%PDF-1.7 and nothing else".utf8))?.code == "damaged")
  }

  @Test func aFileOfAMillionPagesIsRefused() async {
    // A tree whose every node names the next one below it twenty times.
    var objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    for level in 0..<5 {
      let kids = Array(repeating: "\(level + 3) 0 R", count: 16).joined(separator: " ")
      objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(1 << (4 * (5 - level))) >>")
    }
    objects.append("<< /Type /Page /MediaBox [0 0 100 100] >>")
    #expect(await error(MadePDF.file(objects))?.code == "damaged")
    var few = Intake()
    few.limits.pages = 3
    #expect(await error(MadePDF.bytes(Array(repeating: Self.lines, count: 4)), few) == .overLimit(.pages(3)))
  }

  @Test func aHugePageIsDrawnSmall() async throws {
    var intake = Intake()
    intake.options.ocr = .always
    intake.limits.drawnPixels = 1_000_000
    let bytes = MadePDF.bytes([["THONG BAO"]], size: (14_400, 14_400), points: 900)
    let file = try await read(bytes, intake)
    let page = try #require(file.text.pages.first)
    #expect(page.width * page.height <= 1_100_000)
    #expect(words(file.text).contains("thong"))
  }

  @Test func aProgramThatHangsOrWritesForEverStopsAtItsLimit() async throws {
    let folder = try TemporaryFolder()
    func script(_ text: String) throws -> ExternalProgram {
      let path = try folder.write("fake", "#!/bin/sh\n" + text)
      chmod(path, 0o755)
      return ExternalProgram("fake", package: "fake", path: path)
    }
    var intake = Intake()
    intake.options.ocr = .always
    intake.limits.ocrSeconds = 1
    intake.programs.tesseract = try script("exec sleep 100")
    #expect(await error(MadePDF.bytes([Self.lines]), intake) == .overLimit(.seconds(1)))
    intake.options.ocr = .never
    intake.limits.output = 1 << 20
    intake.programs.pdftotext = try script("exec yes '<page>'")
    #expect(await error(MadePDF.bytes([Self.lines]), intake) == .overLimit(.output(bytes: 1 << 20)))
  }

  @Test func nothingIsLeftBehind() async throws {
    let names = {
      Set(
        try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).filter {
          $0.hasPrefix("thongbao-") && !$0.hasPrefix("thongbao-test-")
        })
    }
    let folder = try ScratchFolder()
    let file = try folder.write([1, 2, 3], named: "a")
    let path = folder.path.description
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o700)
    #expect(stat(file.description, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try names().contains((path as NSString).lastPathComponent))
    _ = consume folder
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
