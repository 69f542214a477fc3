/// What the texts are like, and what OCR makes of them: the built-in model, and what a user's file adds to it.
///
/// Such a file is what `RepairTrainer` writes: tab-separated, one line an entry, `#` before a remark.
///
///     misreading  TRUTH  READ  COST     as in confusions.tsv
///     word        WORD   COUNT          a word that may stand in texts
///     pair        WORD   WORD  COUNT    two words that follow each other
public struct RepairModel: Sendable {
  public static let standard = RepairModel(language: .standard, confusions: .standard)

  let language: LanguageModel
  let trie: CandidateTrie
  let codes: CodeRepair
  /// By the words of this model; nil: by those of the built-in one.
  let names: ListedNames?

  /// Larger counts are taken for this one: no sum of them overflows.
  private static let mostCounted = 1 << 32

  private init(language: LanguageModel, confusions: ConfusionTable) {
    self.language = language
    trie = CandidateTrie(model: language, confusions: confusions)
    let isStandard = language === LanguageModel.standard
    codes = isStandard ? .standard : CodeRepair(model: language)
    names = isStandard ? nil : ListedNames(model: language)
  }

  /// The built-in model and the lines of `text`.
  ///
  /// - Throws: the first line that is none of a model.
  public init(adding text: String) throws(RepairModelError) {
    var misreadings: [[String]] = []
    var words: [String: Int] = [:]
    var pairs: [(String, String, Int)] = []
    // As other editors write it: a byte-order mark, carriage returns.
    let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      switch (cells[0], cells.count) {
      case ("misreading", 4) where Float(cells[3]).map { $0 >= 0 } ?? false:
        misreadings.append(Array(cells[1...]))
      case ("word", 3):
        guard let count = Int(cells[2]), count > 0 else { throw RepairModelError(line: index + 1) }
        words[cells[1], default: 0] += min(count, Self.mostCounted)
      case ("pair", 4):
        guard let count = Int(cells[3]), count > 0 else { throw RepairModelError(line: index + 1) }
        pairs.append((cells[1], cells[2], min(count, Self.mostCounted)))
      default: throw RepairModelError(line: index + 1)
      }
    }
    self.init(
      language: words.isEmpty && pairs.isEmpty ? .standard : LanguageModel(adding: words, pairs: pairs),
      confusions: misreadings.isEmpty ? .standard : .standard.adding(misreadings))
  }
}

/// A line of a model file that cannot be read.
public struct RepairModelError: Error, Equatable {
  /// From 1.
  public let line: Int
}
