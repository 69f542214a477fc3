import TestSupport
import Testing

@testable import NoticeText

/// The vectorised scan agrees with the plain one, wherever in the text the odd bytes stand.
@Suite struct ByteScanTests {
  /// UTF-8 validity by the standard library.
  private func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// Whether normalising changes nothing, by normalising.
  private func isUnchanged(_ bytes: [UInt8]) -> Bool {
    var normalizer = Normalizer(bytes)
    normalizer.run()
    return normalizer.out == bytes
  }

  @Test(arguments: UInt64(0)..<500)
  func agreesWithThePlainWay(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces: [[UInt8]] = [
      Array("ủy ban nhân dân tỉnh ".utf8), Array("Ðảng – “5K” ".utf8), Array("hoà\u{300} ".utf8), [0x80],
      [0xC3], [0xE1, 0xBB],
      [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF], Array("a".utf8), Array("\u{A0}".utf8),
      Array("𝐀".utf8), [0xFF],
    ]
    var bytes: [UInt8] = []
    for _ in 0..<random.below(30) {
      bytes += random.below(3) == 0 ? pieces[random.below(pieces.count)] : pieces[0]
    }
    let scan = bytes.withUnsafeBufferPointer { ByteScan($0) }
    #expect(scan.isValid == isValid(bytes))
    // "Clean" is a promise; "not clean" only asks to look closer.
    if scan.isClean { #expect(isValid(bytes) && isUnchanged(bytes)) }
  }
}
