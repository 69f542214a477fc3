import TestSupport
import Testing

@testable import NoticeIntake

/// Pages as pictures that browsers show.
@Suite struct PagePictureTests {
  /// A TIFF of grey pages without compression, little-endian: of each page its width, height and the shade of its left half.
  ///
  /// - Source: TIFF 6.0, 2 and 4.
  private static func tiff(_ pages: [(width: Int, height: Int, shade: UInt8)], dpi: Int = 100) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes: [UInt8] = [0x49, 0x49, 0x2A, 0] + little(8, 4)
    for (index, page) in pages.enumerated() {
      // tag, type (3: two bytes, 4: four, 5: a fraction elsewhere), value
      let entries = 11
      let fraction = bytes.count + 2 + entries * 12 + 4
      let pixels = fraction + 8
      let end = pixels + page.width * page.height
      let fields = [
        (256, 4, page.width), (257, 4, page.height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, pixels),
        (278, 4, page.height), (279, 4, page.width * page.height), (282, 5, fraction), (283, 5, fraction),
        (296, 3, 2),
      ]
      bytes += little(entries, 2)
      for (tag, type, value) in fields {
        bytes += little(tag, 2) + little(type, 2) + little(1, 4) + little(value, 4)
      }
      bytes += little(index + 1 < pages.count ? end + end % 2 : 0, 4) + little(dpi, 4) + little(1, 4)
      for _ in 0..<page.height {
        let half = page.width / 2
        bytes += [UInt8](repeating: page.shade, count: half)
        bytes += [UInt8](repeating: 255, count: page.width - half)
      }
      if end % 2 == 1 { bytes.append(0) }
    }
    return bytes
  }

  private static let twoPages = tiff([(300, 500, 0), (600, 400, 128)])

  @Test(arguments: [(1, 300, 500), (2, 600, 400)])
  func eachPageOfATIFFIsDrawn(page: Int, width: Int, height: Int) async throws {
    let picture = try await Intake().picture(of: Self.twoPages, page: page)
    #expect(picture.mediaType == "image/png")
    // As many pixels as it has, but for what the page's size is rounded to.
    let size = try #require(try ImageHeader(png: picture.bytes).sizes.first)
    #expect(abs(size.width - width) <= 3 && abs(size.height - height) <= 3)
  }

  @Test func aFineTIFFIsDrawnCoarser() async throws {
    let picture = try await Intake().picture(of: Self.tiff([(1500, 900, 0)], dpi: 300), page: 1)
    let size = try #require(try ImageHeader(png: picture.bytes).sizes.first)
    #expect((540...560).contains(size.width))
  }

  @Test func aPageThatIsNotThereIsNone() async {
    await #expect(throws: InputError.noSuchPath) { try await Intake().picture(of: Self.twoPages, page: 3) }
  }

  @Test func whatTakesTooMuchIsNotUnpacked() async {
    var intake = Intake()
    intake.limits.imagePixels = 200_000
    let limited = intake
    await #expect(throws: InputError.overLimit(.pixels(200_000))) {
      try await limited.picture(of: Self.twoPages, page: 1)
    }
    intake.limits.pages = 1
    let single = intake
    await #expect(throws: InputError.overLimit(.pages(1))) {
      try await single.picture(of: Self.twoPages, page: 1)
    }
  }

  @Test func aTIFFWithoutItsPixelsIsDamaged() async {
    let cut = Array(Self.tiff([(300, 500, 0)]).prefix(400))
    let error = await #expect(throws: InputError.self) { try await Intake().picture(of: cut, page: 1) }
    guard case .damaged? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
