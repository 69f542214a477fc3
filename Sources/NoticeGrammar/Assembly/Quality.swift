import NoticeText

/// How well a text could be read, in parts.
///
///     quality = 100 − scan − spelling − repair − head − references
///
/// | part | at most | is |
/// |---|---:|---|
/// | scan | 30 | 1 for each point that the mean confidence of OCR is below 96 |
/// | spelling | 40 | 250 × the share of words that no Vietnamese syllable is, above 2 % |
/// | repair | 40 | 250 × repairs a word |
/// | head | 24 | 6 for each of kind, number, date and issuer that is missing |
/// | references | 6 | 6 × the share of references that could be several documents |
///
/// It orders a heap of scans, the worst first; it is no probability.
struct Quality {
  /// Words that were looked at, and those of them that are no syllables.
  private(set) var words = 0
  private(set) var impossible = 0
  /// All words of the text.
  private var allWords = 0

  /// So many words tell how the text is spelled; of a longer text they are spread evenly.
  private static let sample = 512

  /// - Parameters:
  ///   - tokens: Of the text as it was read, before it was mended.
  ///   - isKnownSyllable: Whether the word of the token at an index is one; nil if that is not known.
  /// - Complexity: O(tokens) to count them, O(1) to spell some.
  @inline(__always)
  init(_ tokens: UnsafeBufferPointer<Token>, isKnownSyllable: (Int) -> Bool?) {
    let syllables = SyllableTable.standard
    for index in stride(from: 0, to: tokens.count, by: max(1, tokens.count / Self.sample)) {
      let token = tokens[index]
      // Abbreviations and labels are no syllables, and no damage.
      guard token.kind == .word, !token.has(.caps), token.length > 1 else { continue }
      words &+= 1
      if !(isKnownSyllable(index) ?? syllables.isSyllable(token.key)) { impossible &+= 1 }
    }
    for token in tokens { allWords &+= token.kind == .word ? 1 : 0 }
  }

  /// 0…100.
  func value(of notice: Notice) -> Int {
    var loss = 0.0
    if let confidence = notice.text.confidenceOfWords { loss += (96 - confidence).clamped(0, 30) }
    if words > 0 {
      loss += (250 * (Double(impossible) / Double(words) - 0.02)).clamped(0, 40)
    }
    loss += (250 * Double(notice.repairs.count) / Double(max(allWords, 40))).clamped(0, 40)
    let missing = [notice.kind == nil, notice.number == nil, notice.date == nil, notice.issuer == nil]
    loss += 6 * Double(missing.count { $0 })
    if !notice.references.isEmpty {
      let unsure = notice.references.count { $0.candidates.count > 1 }
      loss += 6 * Double(unsure) / Double(notice.references.count)
    }
    return Int((100 - loss).clamped(0, 100).rounded())
  }
}

extension SourceText {
  /// How sure OCR is of the words on average, 0…100; `nil` of a text that no OCR read.
  ///
  /// - Complexity: O(words of the pages).
  package var confidenceOfWords: Double? {
    var (sum, count) = (0, 0)
    for page in pages {
      for word in page.words {
        guard let confidence = word.confidence else { continue }
        sum += Int(confidence)
        count += 1
      }
    }
    return count > 0 ? Double(sum) / Double(count) : nil
  }
}

extension Double {
  fileprivate func clamped(_ low: Double, _ high: Double) -> Double { min(max(self, low), high) }
}
