import TestSupport
import Testing

@testable import NoticeArchive

struct DocumentCardTests {
  private let payload = Array("{\"document\":{}}".utf8)

  @Test func isReadBackAsItWas() throws {
    let long = String(repeating: "Ủy ban nhân dân ", count: 40)
    for card in [
      DocumentCard(), DocumentCard(kind: "TB", identifier: "400-TB/TU", issuer: long, date: "2021-10-26"),
    ] {
      let stored = card.bytes + payload
      let (read, start) = try #require(DocumentCard.read(stored))
      #expect(read == card)
      #expect(Array(stored[start...]) == payload)
    }
  }

  @Test func whatIsCutOrNoCardGivesNone() {
    let card = DocumentCard(kind: "TB", identifier: "400-TB/TU", issuer: "Tỉnh ủy", date: "2021")
    let stored = card.bytes
    for end in 0..<stored.count { #expect(DocumentCard.read(Array(stored[..<end])) == nil) }
    #expect(DocumentCard.read(Array("{\"notice\":{}}".utf8)) == nil)
  }

  @Test(arguments: UInt64(0)..<200)
  func noBytesTrap(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    _ = DocumentCard.read(bytes)
    if !bytes.isEmpty { bytes[0] = 1 }
    _ = DocumentCard.read(bytes)
  }
}
