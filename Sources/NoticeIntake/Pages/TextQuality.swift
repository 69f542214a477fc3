import NoticeText

/// Whether the text layer of a page can be what the page says.
enum TextQuality: Equatable, Sendable {
  case good
  /// Why not; for people, in English.
  case bad(reason: String)

  /// Judges by the words: most of a Vietnamese text are syllables that spelling allows, most of those with marks.
  ///
  /// A text in another language is good: nobody could read it better.
  init(_ page: ReadPage) {
    let text = NormalizedText(SourceText(page.words.map(\.text).joined(separator: " ")))
    var (words, single, syllables, marked, plain, broken) = (0, 0, 0, 0, 0, 0)
    for token in Tokenizer.tokenize(text) where token.kind == .word {
      words += 1
      if token.length == 1 { single += 1 }
      if SyllableTable.standard.isSyllable(token.key) {
        syllables += 1
        if token.key != token.key.bare { marked += 1 }
      } else if text.bytes[Int(token.start)..<token.end].allSatisfy({ $0 < 0x80 }) {
        plain += 1
      } else {
        broken += 1
      }
    }
    let letters = page.words.reduce(0) { $0 + $1.text.unicodeScalars.count }
    let strange = page.words.reduce(0) { $0 + $1.text.unicodeScalars.count(where: Self.isStrange) }
    if words == 0 {
      self = .bad(reason: "it has no text")
    } else if strange * 20 > letters {
      self = .bad(reason: "its text layer has characters without a meaning")
    } else if words < Self.fewest {
      self = .good
    } else if single * 5 > words * 3 {
      self = .bad(reason: "the letters of its text layer stand apart")
    } else if broken * 4 > words {
      self = .bad(reason: "the words of its text layer are no syllables")
    } else if marked * 10 < words, syllables * 5 > words * 3 {
      self = .bad(reason: "its text layer has no Vietnamese marks")
    } else if marked * 3 < words, syllables * 2 > words {
      // Of the words of a notice, four fifths bear marks; OCR for another language leaves few, and wrong ones.
      self = .bad(reason: "its text layer lacks most Vietnamese marks")
    } else {
      self = .good
    }
  }

  /// Of fewer words nothing can be said.
  private static let fewest = 20

  /// Characters that a font gave in place of what it shows.
  private static func isStrange(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .privateUse, .unassigned, .control: true
    default: scalar.value == 0xFFFD
    }
  }
}
