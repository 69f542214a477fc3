import NoticeText

/// Reads notices: text in, `Notice` out.
///
/// A pure function of the text and the lexicon, safe to share between threads. It gives a `Notice` for any
/// text at all; whether that is a notice, `Notice.isEmpty` says.
public struct NoticeParser: Sendable {
  public let lexicon: Lexicon
  /// What mends the text before it is read.
  public let repairer: Repairer

  /// - Parameter repair: How much OCR damage is mended before the text is read.
  public init(lexicon: Lexicon = .standard, repair level: RepairLevel = .safe) {
    self.init(lexicon: lexicon, repairer: Repairer(level: level))
  }

  public init(lexicon: Lexicon = .standard, repairer: Repairer) {
    self.lexicon = lexicon
    self.repairer = repairer.knowing(lexicon.tables)
  }

  /// The same with a user's own words for repair.
  package func knowing(_ words: CustomWords) -> NoticeParser {
    words.isEmpty && repairer.words.isEmpty
      ? self : NoticeParser(lexicon: lexicon, knowing: repairer.knowing(words))
  }

  private init(lexicon: Lexicon, knowing repairer: Repairer) {
    self.lexicon = lexicon
    self.repairer = repairer
  }

  /// Reads one document.
  ///
  /// - Complexity: O(bytes).
  public func parse(_ text: SourceText) -> Notice {
    read(text, traced: false).notice
  }

  /// Reads one document and says what every rule did.
  public func explain(_ text: SourceText) -> (notice: Notice, trace: Trace) {
    let (notice, trace) = read(text, traced: true)
    return (notice, trace ?? Trace())
  }

  private func read(_ source: SourceText, traced: Bool) -> (notice: Notice, trace: Trace?) {
    let text = NormalizedText(document: source)
    let tokens = Tokenizer.tokenize(text)
    // What is clean, as most is, is read as it is.
    if let repaired = repairer.repair(text, tokens: tokens, source) {
      return read(
        source, repaired.text, Tokenizer.tokenize(repaired.text), repairs: repaired.repairs,
        tokens.withUnsafeBufferPointer { Quality($0) { _ in nil } }, traced: traced)
    }
    return read(source, text, tokens, repairs: [], nil, traced: traced)
  }

  /// - Parameter quality: Of the text before it was mended; nil if it was not.
  private func read(
    _ source: SourceText, _ text: borrowing NormalizedText, _ tokens: [Token], repairs: [Repair],
    _ quality: Quality?, traced: Bool
  ) -> (notice: Notice, trace: Trace?) {
    let tokens = RunOnText.parted(tokens)
    var replacements: [Replacement] = []
    let (words, traits, breaks, spelling) = numbered(tokens, of: text, &replacements)
    let map = text.map
    let diagnostics = source.diagnostics + text.diagnostics
    return tokens.withUnsafeBufferPointer { tokens in
      words.withUnsafeBufferPointer { words in
        traits.withUnsafeBufferPointer { traits in
          text.bytes.withUnsafeBufferPointer { bytes in
            var reading = Reading(
              tokens: tokens, words: words, traits: traits, breaks: breaks, text: bytes, map: map,
              lexicon: lexicon.storage, scratch: Scratch(), traced: traced)
            reading.replacements = replacements
            reading.repairs = repairs
            reading.textRepairs = repairs
            if !source.pages.isEmpty {
              reading.edges = ParagraphEdges(source)
            } else if !repairs.isEmpty {
              reading.edges = ParagraphEdges(wrapped: source)
            }
            var notice = reading.notice(of: source, diagnostics: diagnostics)
            notice.source.quality = (quality ?? spelling).value(of: notice)
            return (notice, reading.trace)
          }
        }
      }
    }
  }

  /// The number of each token's word, 0 if no list has it, what it may be to the rules, the tokens before which a line,
  /// cell or column breaks, and how well the words are spelled; what closed lists make of damaged words is noted.
  private func numbered(
    _ tokens: [Token], of text: borrowing NormalizedText, _ replacements: inout [Replacement]
  ) -> (words: [UInt16], traits: [Traits], breaks: [Int], spelling: Quality) {
    let storage = lexicon.storage
    let count = tokens.count
    var breaks: [Int] = []
    breaks.reserveCapacity(min(count / 8, 1024))
    var unknown: [Int] = []
    let vocabulary = storage.vocabulary
    // One column after the other: each loop is short and has few branches.
    var words = tokens.withUnsafeBufferPointer { tokens in
      [UInt16](unsafeUninitializedCapacity: count) { words, filled in
        for index in 0..<count {
          let token = tokens[index]
          words.initializeElement(at: index, to: token.kind == .word ? vocabulary.id(token.key) : 0)
        }
        filled = count
      }
    }
    var (traits, spelling) = tokens.withUnsafeBufferPointer { tokens in
      words.withUnsafeBufferPointer { words in
        let traits = [Traits](unsafeUninitializedCapacity: count) { traits, filled in
          for index in 0..<count {
            let token = tokens[index]
            if token.has([.newline, .cell, .wide]) { breaks.append(index) }
            if token.kind == .word {
              traits.initializeElement(at: index, to: storage.traits(words[index]))
              if words[index] == 0, storage.mayBeDamaged(token) { unknown.append(index) }
            } else {
              traits.initializeElement(at: index, to: Traits(token))
            }
          }
          filled = count
        }
        return (traits, Quality(tokens) { words[$0] == 0 ? nil : storage.isSyllable(words[$0]) })
      }
    }
    func mend(_ index: Int, _ word: UInt16) {
      words[index] = word
      // The rule of change looks at the printed letters, too.
      traits[index] = storage.traits(word).union(traits[index].intersection(.change))
    }
    for index in unknown {
      let token = tokens[index]
      if token.has(.caps), token.length > 2 {
        // UBKD, BCD: abbreviations are a closed list.
        if let meant = storage.damagedAbbreviations[token.key] {
          mend(index, meant.id)
          replacements.append(Replacement(index: index, text: meant.text))
        }
      } else if let meant = storage.wordMeant(by: token, in: text.bytes) {
        // ữiển, tkửi: the grammar's own words are one, too.
        mend(index, meant.id)
        replacements.append(Replacement(index: index, text: meant.text))
      }
    }
    return (words, traits, breaks, spelling)
  }
}

extension Notice {
  /// Whether the text has nothing of a notice: no head, no references, nobody who must do anything, gets it
  /// or signs it. A numbered list alone is no sign: a licence, a novel's dialogue have one too.
  public var isEmpty: Bool {
    kind == nil && identifier == nil && symbol == nil && references.isEmpty && recipients.isEmpty
      && signature == nil && !directives.contains(where: \.isTask)
  }
}
