import NoticeText

/// Reads images by OCR.
struct ImageReader {
  private let intake: Intake
  private let format: String

  init(_ intake: Intake, format: String) {
    self.intake = intake
    self.format = format
  }

  /// - Throws: `needsReading` where OCR is not wanted; `overLimit`, `damaged`, and what a program says.
  func read(_ bytes: [UInt8], _ header: ImageHeader) async throws(InputError) -> SourceText {
    guard intake.options.ocr != .never else { throw .needsOCR(format: format) }
    try header.check(atMost: intake.limits.imagePixels)
    let recognizer = Tesseract(intake)
    let count = header.sizes.count
    let pages = try await inOrder(0..<count, atOnce: intake.programs.gate.places) {
      index throws(InputError) in
      do throws(InputError) {
        return try await intake.programs.gate.pass { () async throws(InputError) in
          try await recognizer.read(image: bytes, page: count > 1 ? index : nil, dpi: nil)
        }
      } catch {
        throw error.ofImage(format)
      }
    }
    let text = PageAssembler.text(of: pages)
    if text.pages.allSatisfy({ $0.words.isEmpty }) { throw .empty }
    return text
  }
}

extension InputError {
  /// Of a program that was given an image: what cannot be unpacked is no fault of its own.
  func ofImage(_ format: String) -> InputError {
    if case .programFailed(_, let reason) = self { return .damaged(format: format, reason: reason) }
    return self
  }
}

/// The results of `work` in the order of `items`, some of them made at the same time.
///
/// - Throws: The error of the earliest item that has one, of those that were done.
func inOrder<Item: Sendable, Result: Sendable>(
  _ items: some Sequence<Item>, atOnce: Int,
  _ work: @escaping @Sendable (Item) async throws(InputError) -> Result
) async throws(InputError) -> [Result] {
  var rest = Array(items).enumerated().makeIterator()
  let results = await withTaskGroup(of: (Int, Swift.Result<Result, InputError>).self) { group in
    var results: [(Int, Swift.Result<Result, InputError>)] = []
    func start() {
      guard let (index, item) = rest.next() else { return }
      group.addTask {
        do throws(InputError) {
          return (index, .success(try await work(item)))
        } catch {
          return (index, .failure(error))
        }
      }
    }
    for _ in 0..<max(1, atOnce) { start() }
    var hasFailed = false
    while let next = await group.next() {
      if case .failure = next.1 { hasFailed = true }
      results.append(next)
      if !hasFailed { start() }
    }
    return results
  }
  var out: [Result] = []
  for result in results.sorted(by: { $0.0 < $1.0 }) { out.append(try result.1.get()) }
  return out
}
