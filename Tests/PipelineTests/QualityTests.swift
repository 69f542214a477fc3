import Foundation
import NoticeGrammar
import NoticeText
import TestSupport
import Testing

/// `source.quality` tells bad scans from good ones.
@Suite struct QualityTests {
  private func quality(_ url: URL) throws -> Int {
    let text = try TextDecoder.decode(Array(Data(contentsOf: url)))
    return NoticeParser().parse(text).source.quality ?? -1
  }

  /// The OCR texts of a severity, by name.
  private func qualities(_ severity: String, suffix: String = ".ocr.txt") throws -> [Int] {
    let folder = Corpus.folder.appendingPathComponent("scans/test/\(severity)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(suffix)
    }
    #expect(names.count >= 5)
    return try names.sorted().map { try quality(folder.appendingPathComponent($0)) }
  }

  private func mean(_ values: [Int]) -> Double { Double(values.reduce(0, +)) / Double(max(1, values.count)) }

  @Test func itFallsWithTheDamage() throws {
    let severities = ["light", "medium", "heavy", "extreme"].filter {
      FileManager.default.fileExists(atPath: Corpus.folder.appendingPathComponent("scans/test/\($0)").path)
    }
    #expect(severities.count >= 3)
    let all = try severities.map { try qualities($0) }
    let means = all.map(mean)
    print("quality: " + zip(severities, means).map { "\($0) \($1.rounded())" }.joined(separator: ", "))
    for (better, worse) in zip(means, means.dropFirst()) { #expect(better > worse) }
    // Pairs of texts of different severities: how many stand in the right order (Kendall).
    var (right, wrong) = (0, 0)
    for (index, better) in all.enumerated() {
      for worse in all[(index + 1)...] {
        for a in better {
          for b in worse where a != b { if a > b { right += 1 } else { wrong += 1 } }
        }
      }
    }
    let correlation = Double(right - wrong) / Double(max(1, right + wrong))
    print("rank correlation \(correlation)")
    #expect(correlation > 0.6)
    #expect(try mean(qualities(severities[0], suffix: ".clean.txt")) > means[0])
  }

  @Test func itIsBetween0And100() {
    for text in ["", "x", "\u{0}\u{1}", String(repeating: "qwrtz ", count: 3000)] {
      let quality = NoticeParser().parse(SourceText(text)).source.quality ?? -1
      #expect((0...100).contains(quality))
    }
  }

  @Test func whatOCRIsUnsureOfCounts() {
    func quality(_ confidence: UInt8?) -> Int {
      var text = SourceText("Số: 12/TB-UBND\nHà Nội, ngày 05 tháng 3 năm 2022\nTHÔNG BÁO\nvề việc này")
      text.pages = [
        Page(
          number: 1, width: 9, height: 9, span: SourceRange(0, text.bytes.count), reader: "ocr",
          words: [
            PageWord(
              span: SourceRange(0, 4), box: Box(left: 0, top: 0, right: 1, bottom: 1), confidence: confidence)
          ])
      ]
      return NoticeParser().parse(text).source.quality ?? -1
    }
    #expect(quality(96) == quality(nil))
    #expect(quality(86) == quality(96) - 10)
    #expect(quality(0) == quality(96) - 30)
  }
}
