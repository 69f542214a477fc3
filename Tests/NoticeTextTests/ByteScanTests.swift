import TestSupport
import Testing

@testable import NoticeText

/// The fast scan beside plain ones.
@Suite struct ByteScanTests {
  /// Bytes on the edges of what UTF-8 and the scan tell apart, among ordinary ones.
  static let edges: [UInt8] = [
    0x00, 0x41, 0x61, 0x7F, 0x80, 0x89, 0x8F, 0x90, 0x9F, 0xA0, 0xA7, 0xA8, 0xAD, 0xB0, 0xB8, 0xBB, 0xBF,
    0xC0,
    0xC1, 0xC2, 0xC3, 0xC6, 0xC7, 0xCC, 0xCD, 0xDF, 0xE0, 0xE1, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
  ]
  static let pieces = [
    "a", "B", " ", "đ", "Đ", "ă", "ơ", "ư", "Ộ", "ẽ", "“", "–", "…", "\u{301}", "\u{A0}", "\u{AD}", "Ð", "ð",
    "Ǎ",
    "\u{2009}", "\u{2030}", "\u{FEFF}", "я", "日", "😀", "\u{1DFF}", "\u{1F00}", "\u{189}",
  ]

  static func bytes(seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    for _ in 0..<random.below(90) {
      bytes += Array(pieces[random.below(random.oneIn(2) ? 12 : pieces.count)].utf8)
    }
    if random.oneIn(2), !bytes.isEmpty {
      for _ in 0...random.below(2) { bytes[random.below(bytes.count)] = edges[random.below(edges.count)] }
    }
    return bytes
  }

  @Test(arguments: UInt64(0)..<2000)
  func isValidWhereTheStandardLibrarySaysSo(seed: UInt64) {
    let bytes = Self.bytes(seed: seed)
    let scan = bytes.withUnsafeBufferPointer { ByteScan($0) }
    #expect(scan.isValid == (String(validating: bytes, as: UTF8.self) != nil))
  }

  @Test(arguments: UInt64(0)..<2000)
  func whatIsCleanIsNotChanged(seed: UInt64) {
    let bytes = Self.bytes(seed: seed)
    guard bytes.withUnsafeBufferPointer({ ByteScan($0) }).isClean else { return }
    var slow = Normalizer(bytes)
    slow.run()
    #expect(slow.out == bytes)
  }

  /// Otherwise the fast path would be none.
  @Test func plainVietnameseIsClean() {
    let text = Array("Ủy ban nhân dân tỉnh – “Thực hiện” Chỉ thị số 18-CT/TU, ngày 05/9/2021…\n".utf8)
    let scan = text.withUnsafeBufferPointer { ByteScan($0) }
    #expect(scan.isValid && scan.isClean)
  }
}
