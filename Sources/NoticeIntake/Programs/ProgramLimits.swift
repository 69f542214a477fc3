/// What one run of a program may take.
public struct ProgramLimits: Hashable, Sendable {
  public var seconds: Int
  /// Of its address space, in bytes.
  public var memory: Int
  /// What it writes, in bytes.
  public var output: Int

  public init(seconds: Int, memory: Int, output: Int) {
    self.seconds = seconds
    self.memory = memory
    self.output = output
  }
}

/// What reading one file may take, beside the size of the file itself.
public struct IntakeLimits: Hashable, Sendable {
  /// Pages of a file.
  public var pages = 2_000
  /// Pixels of an image that comes as it is, and of a page that is drawn to be read.
  public var imagePixels = 120_000_000
  public var drawnPixels = 24_000_000
  /// For looking into a file and taking its text, whole, and for one page of it beside that.
  public var seconds = 60
  public var secondsPerPage = 2
  /// For drawing a page, and for reading it.
  public var ocrSeconds = 300
  /// Of a program, in bytes.
  public var memory = 3 << 30
  /// Of a file's text with its boxes, in bytes.
  public var output = 256 << 20

  public init() {}
}
