import Testing

@testable import NoticeIntake

/// How pages of PDF are drawn for OCR. A page of A4 is 595 by 842 points.
@Suite struct PageDrawingTests {
  private static let sheet = PageSize(width: 595.276, height: 841.89)

  private static func drawing(
    _ image: (Int, Int), across: Double, down: Double, on sheet: PageSize = sheet
  ) -> PageDrawing {
    var drawing = PageDrawing(sheet, atMost: 24_000_000)
    drawing.takePixels(of: image, across: across, down: down)
    return drawing
  }

  @Test func pageWithoutImageIsDrawnAt300() {
    let drawing = PageDrawing(Self.sheet, atMost: 24_000_000)
    #expect(drawing.arguments == ["-r", "300"])
    #expect(!drawing.isScan)
    #expect(drawing.candidates == [drawing])
  }

  @Test func largePageIsDrawnCoarser() {
    let drawing = PageDrawing(PageSize(width: 5952, height: 8418), atMost: 24_000_000)
    #expect(drawing.dpi < 60)
  }

  @Test func coarseScanIsDrawnEnlargedAndAsItIs() {
    let drawing = Self.drawing((1058, 1496), across: 128, down: 128)
    #expect(drawing.isScan)
    #expect(
      drawing.candidates.map(\.arguments) == [
        ["-r", "300"], ["-scale-to-x", "1058", "-scale-to-y", "1496"],
      ])
    #expect(drawing.dpi == 128)
  }

  @Test func fineScanIsDrawnAsItIs() {
    let drawing = Self.drawing((2480, 3508), across: 300, down: 300)
    #expect(drawing.candidates.map(\.arguments) == [["-scale-to-x", "2480", "-scale-to-y", "3508"]])
  }

  @Test func whatDoesNotCoverThePageIsNoScan() {
    let logo = Self.drawing((200, 200), across: 150, down: 150)
    #expect(!logo.isScan)
    #expect(logo.arguments == ["-r", "300"])
  }

  @Test func turnedCroppedTinyAndHugeImagesAreDrawnAt300() {
    var turned = Self.sheet
    turned.isTurned = true
    for drawing in [
      Self.drawing((1058, 1496), across: 128, down: 128, on: turned),
      Self.drawing((1058, 1200), across: 128, down: 128),
      Self.drawing((400, 566), across: 48, down: 48),
      Self.drawing((4960, 7016), across: 600, down: 600),
      Self.drawing((Int.max, Int.max), across: 128, down: 128),
    ] {
      #expect(drawing.arguments == ["-r", "300"])
    }
  }
}
