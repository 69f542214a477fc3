import Foundation
import NoticeText
import TestSupport
import Testing

@testable import NoticeIntake

/// hOCR, ALTO, the headers of images, and whether a text layer can be right.
@Suite struct PageReadingTests {
  @Test func hOCRHasPagesLinesAndWords() {
    let html = """
      <html><head><meta charset="utf-8"><title>x</title></head><body>
      <div class='ocr_page' title='image "a.png"; bbox 0 0 100 200; ppageno 0'><p class='ocr_par'>
      <span class='ocr_line' title="bbox 0 0 90 10; baseline 0 -2">
      <span class='ocrx_word' title='bbox 1 2 30 10; x_wconf 93'>Tỉnh</span>
      <span class='ocrx_word' title='bbox 40 2 60 10; x_wconf 12'><strong>ủ</strong>y&amp;</span><br>
      <span class='ocrx_word' title='bbox 70 2 80 10; x_wconf 5'> </span></span></p></div>
      <div class="ocr_page" title="bbox 0 0 50 60"><span class="ocr_header" title="bbox 1 1 9 9">Số 12</span></div>
      </body></html>
      """
    let pages = HOCR.pages(Array(html.utf8), reader: "hocr")
    #expect(pages.map(\.width) == [100, 50])
    #expect(pages.map { $0.words.map(\.text) } == [["Tỉnh", "ủy&"], ["Số", "12"]])
    #expect(pages.first?.lines.first?.words.map(\.confidence) == [93, 12])
    #expect(pages.first?.lines.first?.words.last?.box == Box(left: 40, top: 2, right: 60, bottom: 10))
    #expect(
      pages.last?.lines.first?.words.map(\.box)
        == Array(repeating: Box(left: 1, top: 1, right: 9, bottom: 9), count: 2))
  }

  @Test func ALTOHasPagesLinesAndWords() throws {
    let xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page WIDTH="100" HEIGHT="200"><PrintSpace>
      <TextBlock><TextLine><String HPOS="1" VPOS="2" WIDTH="29" HEIGHT="8.5" CONTENT="Tỉnh" WC="0.93"/><SP/>
      <String HPOS="40" VPOS="2" WIDTH="20" HEIGHT="8" CONTENT="ủy"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
      """
    let pages = try ALTO.pages(Array(xml.utf8))
    #expect(pages.map { $0.words.map(\.text) } == [["Tỉnh", "ủy"]])
    #expect(pages.first?.lines.first?.words.map(\.confidence) == [93, nil])
    #expect(pages.first?.lines.first?.words.first?.box == Box(left: 1, top: 2, right: 30, bottom: 10))
    #expect(throws: InputError.self) { try ALTO.pages(Array(xml.utf8.dropLast(10))) }
  }

  @Test func kindsAreKnownByTheirFirstBytes() throws {
    func name(_ text: String) throws -> String {
      try FileReader.forContent(Array(text.utf8), named: FilePath("a.txt")).name
    }
    #expect(try name("rubbish\n%PDF-1.4") == "pdf")
    #expect(try name("<!DOCTYPE html><html><div class='ocr_page'>") == "hocr")
    #expect(try name("\u{FEFF}<?xml version=\"1.0\"?>\n<alto xmlns=\"x\">") == "alto")
    #expect(try name("Thông báo về ocr_page và <alto>") == "text")
    #expect(
      try FileReader.forContent([0xFF, 0xD8, 0xFF, 0xE0], named: FilePath("a.png")).mediaType == "image/jpeg")
    #expect(try FileReader.forContent(Array("abc".utf8), named: FilePath("a.pdf")).name == "text")
  }

  // MARK: Images

  private static func png(_ width: UInt32, _ height: UInt32) -> [UInt8] {
    func big(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + big(width)
      + big(height) + [8, 0, 0, 0, 0, 1, 2, 3, 4]
  }

  @Test func sizesOfImages() throws {
    #expect(try ImageHeader(png: Self.png(640, 480)).sizes == [.init(width: 640, height: 480)])
    let jpeg: [UInt8] = [
      0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 11, 8, 1, 0, 2, 0, 1, 0, 0, 0,
    ]
    #expect(try ImageHeader(jpeg: jpeg).sizes == [.init(width: 512, height: 256)])
    // Two directories of two entries, little-endian.
    func directory(_ width: UInt8, _ height: UInt8, next: UInt8) -> [UInt8] {
      [2, 0, 0, 1, 3, 0, 1, 0, 0, 0, width, 0, 0, 0, 1, 1, 4, 0, 1, 0, 0, 0, height, 0, 0, 0, next, 0, 0, 0]
    }
    let head: [UInt8] = [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0]
    let tiff = head + directory(7, 9, next: 38) + directory(3, 4, next: 0)
    #expect(
      try ImageHeader(tiff: tiff, limit: 2).sizes == [.init(width: 7, height: 9), .init(width: 3, height: 4)])
    #expect(throws: InputError.overLimit(.pages(1))) { try ImageHeader(tiff: tiff, limit: 1) }
    #expect(throws: InputError.self) { try ImageHeader(tiff: head + directory(7, 9, next: 8), limit: 9) }
    #expect(throws: InputError.self) { try ImageHeader(png: Self.png(0, 480)) }
  }

  @Test func noHeaderOfAnyBytesTraps() {
    for seed in 0..<300 {
      var random = SeededGenerator(seed: UInt64(seed))
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      _ = try? ImageHeader(png: bytes)
      _ = try? ImageHeader(jpeg: [0xFF, 0xD8, 0xFF] + bytes)
      _ = try? ImageHeader(tiff: [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8] + bytes, limit: 5)
      _ = try? ImageHeader(tiff: [0x49, 0x49, 0x2A, 0] + bytes, limit: 5)
      _ = HOCR.pages(Array("<div class=ocr_page title='bbox 1 1 ".utf8) + bytes, reader: "hocr")
      _ = PDFText.pages(Array("<page><line><word xmin=1>".utf8) + bytes)
    }
  }

  @Test func imagesTooLargeOrBrokenAreRefused() async throws {
    let intake = Intake()
    func error(_ bytes: [UInt8]) async -> InputError? {
      do {
        _ = try await intake.read(bytes, FileReader.forContent(bytes, named: FilePath("a")))
        return nil
      } catch { return error }
    }
    #expect(await error(Self.png(50_000, 50_000)) == .overLimit(.pixels(120_000_000)))
    #expect(await error(Self.png(.max, .max)) == .overLimit(.pixels(120_000_000)))
    #expect(await error(Self.png(0, 0)) == .damaged(format: "PNG", reason: "an image without size"))
    guard case .damaged = await error(Self.png(100, 100)) else {
      Issue.record("an image without pixels is damaged")
      return
    }
    var never = Intake()
    never.options.ocr = .never
    await #expect(throws: InputError.needsOCR(format: "PNG")) {
      try await never.read(Self.png(10, 10), FileReader.png)
    }
  }

  // MARK: Text layers

  private func quality(_ text: String) -> TextQuality {
    let words = text.split(separator: " ").map {
      ReadWord(text: String($0), box: Box(left: 0, top: 0, right: 1, bottom: 1))
    }
    return TextQuality(ReadPage(width: 1, height: 1, reader: "pdf-text", lines: [ReadLine(words: words)]))
  }

  @Test func textLayersThatCannotBeRight() {
    let text = """
      Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng lãnh đạo, chỉ đạo việc rà soát hồ sơ của từng hộ dân \
      trước ngày 30 tháng 9 năm 2023 và báo cáo kết quả về Văn phòng Tỉnh ủy để tổng hợp
      """
    #expect(quality(text) == .good)
    #expect(quality("") == .bad(reason: "it has no text"))
    let foreign = """
      Ban Thuong vy Tinh uy yéu cau cac cap uy, té chitc dang lanh dao, chi dao viéc ra soat hd so cua timg hd dan trudc \
      ngay 30 thang 9 nam 2023 va bao cao két qua vé Van phong Tinh uy dé téng hop
      """
    #expect(quality(foreign) == .bad(reason: "its text layer lacks most Vietnamese marks"))
    #expect(quality("15/3") == .bad(reason: "it has no text"))
    let bare =
      "Ban Thuong vu Tinh uy yeu cau cac cap uy to chuc dang lanh dao chi dao viec ra soat ho so cua tung ho dan"
    #expect(quality(bare) == .bad(reason: "its text layer has no Vietnamese marks"))
    let apart = text.filter { $0 != " " }.map(String.init).joined(separator: " ")
    #expect(quality(apart) == .bad(reason: "the letters of its text layer stand apart"))
    let marks = String(repeating: "Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp Tù do H¹nh phóc ", count: 3)
    #expect(quality(marks) == .bad(reason: "the words of its text layer are no syllables"))
    let strange = text.replacingOccurrences(of: "h", with: "\u{FFFD}").replacingOccurrences(
      of: "c", with: "\u{E001}")
    #expect(quality(strange) == .bad(reason: "its text layer has characters without a meaning"))
    let english = """
      The members of the committee shall submit their written reports before the thirtieth day of September every year, \
      and whoever fails to submit should explain without delay
      """
    #expect(quality(english) == .good)
  }
}
