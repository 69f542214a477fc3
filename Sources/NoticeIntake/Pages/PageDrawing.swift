/// The size of a page of PDF, in points.
struct PageSize: Hashable, Sendable {
  var width: Double
  var height: Double
  /// Whether it is shown lying: its width is then the height of what is drawn.
  var isTurned = false
}

/// How a page of PDF is drawn as a picture.
struct PageDrawing: Hashable, Sendable {
  /// Pixels an inch.
  private(set) var dpi: Int
  /// Whether one image covers most of the page.
  private(set) var isScan = false
  /// In pixels; `nil`: what `dpi` makes of the page.
  private var pixels: Pixels?
  private let size: PageSize
  private let most: Int

  /// At 300 dpi, or less for a page too large.
  ///
  /// - Parameter most: Pixels.
  init(_ size: PageSize, atMost most: Int) {
    self.size = size
    self.most = most
    let inches = max(size.width, 1) / 72 * (max(size.height, 1) / 72)
    dpi = max(1, Int(min(Self.usual, (Double(most) / inches).squareRoot())))
  }

  /// Draws the page as an image upon it, pixel for pixel, if that covers the page and has a resolution fit for OCR.
  ///
  /// - Parameters:
  ///   - image: Its size in pixels.
  ///   - across: Its pixels an inch from left to right, rounded; `down`: from top to bottom.
  mutating func takePixels(of image: (width: Int, height: Int), across: Double, down: Double) {
    guard size.width > 0, size.height > 0 else { return }
    let width = Double(image.width) * 72 / across / size.width
    let height = Double(image.height) * 72 / down / size.height
    if width * height > 0.5 { isScan = true }
    let whole = 0.97...1.03
    guard !size.isTurned, whole.contains(width), whole.contains(height),
      (100...Self.usual + 1).contains(across),
      image.width.multipliedReportingOverflow(by: image.height).overflow == false,
      image.width * image.height <= most
    else { return }
    pixels = Pixels(width: image.width, height: image.height)
    dpi = Int(across)
  }

  /// The drawings of which the one that reads best is to be taken: a coarse scan is drawn enlarged too.
  ///
  /// Which reads better is a matter of the scan: enlarged letters are surer where it is clean, enlarged noise is not.
  var candidates: [PageDrawing] {
    pixels != nil && dpi < Self.fine ? [PageDrawing(size, atMost: most), self] : [self]
  }

  /// What says so to `pdftoppm`.
  var arguments: [String] {
    guard let pixels else { return ["-r", "\(dpi)"] }
    return ["-scale-to-x", "\(pixels.width)", "-scale-to-y", "\(pixels.height)"]
  }

  private struct Pixels: Hashable {
    var width: Int
    var height: Int
  }

  private static let usual = 300.0
  /// From this resolution on, a scan is not enlarged.
  private static let fine = 250
}
