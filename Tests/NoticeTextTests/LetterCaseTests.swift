import Testing

@testable import NoticeText

/// Case by the letter table says the same as Unicode does.
@Suite struct LetterCaseTests {
  @Test func everyLetterHasTheCaseThatUnicodeGivesIt() {
    for value in UInt32(0)..<UInt32(Letter.tableSize) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      switch LetterCase.kind(value) {
      case .capital:
        #expect(lower(text, capitalized: false) == text.lowercased())
        #expect(lower(text, capitalized: true) == text)
      case .small:
        #expect(lower(text, capitalized: false) == text)
        #expect(lower(text, capitalized: true) == text.uppercased())
      case .neither:
        #expect(text.lowercased() == text && text.uppercased() == text)
      case .foreign: break
      }
    }
  }

  private func lower(_ text: String, capitalized: Bool) -> String {
    String(capacity: text.utf8.count) { out in
      Array(text.utf8).withUnsafeBufferPointer {
        LetterCase.lower($0[...], capitalized: capitalized, to: &out)
      }
    }
  }
}
