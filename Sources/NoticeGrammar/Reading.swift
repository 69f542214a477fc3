import NoticeText

/// One document while it is read: its tokens, their word numbers, and what the rules have found so far.
///
/// A rule is a method that takes the index of a token and gives what begins there, with the index after
/// it, or nil. Indices may run into the padding: every token there is `.end`, which no rule takes.
struct Reading {
  let tokens: UnsafeBufferPointer<Token>
  /// The number of each token's word, 0 if no list has it.
  let words: UnsafeBufferPointer<UInt16>
  /// What each token may be to the rules.
  let traits: UnsafeBufferPointer<Traits>
  /// The tokens before which a line, a cell or a column breaks, ascending.
  let breaks: [Int]
  let text: UnsafeBufferPointer<UInt8>
  let map: OffsetMap
  let lexicon: LexiconStorage
  /// The tokens before the padding.
  let count: Int
  /// Where names are put together.
  let scratch: Scratch

  var dates: [FoundDate] = []
  var references: [FoundReference] = []
  var agencies: [FoundAgency] = []
  var repairs: [Repair] = []
  /// Which lines begin paragraphs, as far as the page or the lines show it.
  var edges = ParagraphEdges()
  /// What was mended before the text was read, ascending.
  var textRepairs: [Repair] = []
  var diagnostics: [Diagnostic] = []
  /// Filled only for `explain`.
  var trace: Trace?
  /// The year of the document, which dates without one take.
  var year: Int?
  var month: Int?
  /// Its date.
  var own: (year: Int, month: Int, day: Int)?
  /// What closed lists made of single damaged tokens, ascending.
  var replacements: [Replacement] = []
  /// Whether the document is of a kind that changes others: a decision, a resolution, a circular, a law …
  var isNormative = false
  /// Whether this is a letterhead: capitals that are names, not a title.
  var isLetterhead = false

  init(
    tokens: UnsafeBufferPointer<Token>, words: UnsafeBufferPointer<UInt16>,
    traits: UnsafeBufferPointer<Traits>, breaks: [Int],
    text: UnsafeBufferPointer<UInt8>, map: OffsetMap, lexicon: LexiconStorage, scratch: Scratch, traced: Bool
  ) {
    self.scratch = scratch
    self.tokens = tokens
    self.words = words
    self.traits = traits
    self.breaks = breaks
    self.text = text
    self.map = map
    self.lexicon = lexicon
    count = tokens.count - Tokenizer.padding
    trace = traced ? Trace() : nil
  }

  // MARK: Looking

  @inline(__always)
  func token(_ index: Int) -> Token { tokens[min(max(index, 0), tokens.count &- 1)] }
  @inline(__always)
  func word(_ index: Int) -> UInt16 { words[min(max(index, 0), words.count &- 1)] }
  @inline(__always)
  func at(_ index: Int, _ word: Word) -> Bool { index >= 0 && self.word(index) == word.rawValue }
  @inline(__always)
  func at(_ index: Int, _ first: Word, _ second: Word) -> Bool { at(index, first) && at(index &+ 1, second) }
  @inline(__always)
  func isMark(_ index: Int, _ mark: UInt8) -> Bool { index >= 0 && token(index).isMark(mark) }
  func isWord(_ index: Int) -> Bool { index >= 0 && token(index).kind == .word }
  func isNumber(_ index: Int) -> Bool { index >= 0 && token(index).kind == .number }

  /// Whether a token's letters are those of `word`, its marks left aside: what OCR most often loses.
  func atBare(_ index: Int, _ word: BareWord) -> Bool {
    index >= 0 && index < count && token(index).kind == .word && token(index).key.bare == word.key
  }

  // MARK: Giving

  func span(_ range: Range<Int>) -> SourceRange {
    guard let last = range.last, range.lowerBound < tokens.count else {
      return SourceRange(
        map.sourceStart(of: Int(token(range.lowerBound).start)),
        map.sourceStart(of: Int(token(range.lowerBound).start)))
    }
    return map.source(Int(token(range.lowerBound).start)..<token(last).end)
  }

  func string(_ range: Range<Int>) -> String {
    let range = range.clamped(to: 0..<count)
    if range.isEmpty { return "" }
    if replacements.isEmpty { return TextRenderer.string(tokens, range, text) }
    let next = firstReplacement(from: range.lowerBound)
    guard next < replacements.count, replacements[next].index < range.upperBound else {
      return TextRenderer.string(tokens, range, text)
    }
    // What is put in place of a damaged word is longer than it by a few letters.
    let length = Int(tokens[range.upperBound - 1].end) - Int(tokens[range.lowerBound].start)
    let added = replacements[next...].prefix { $0.index < range.upperBound }
      .reduce(0) { $0 + 2 + $1.text.utf8.count }
    return String(capacity: length + added) { out in write(range, replacedFrom: next, to: &out) }
  }

  /// Whether a closed list says of a token of `range` that it is damaged.
  func isReplaced(_ range: Range<Int>) -> Bool {
    guard !replacements.isEmpty else { return false }
    let next = firstReplacement(from: range.lowerBound)
    return next < replacements.count && replacements[next].index < range.upperBound
  }

  /// Writes `range` with its replacements, of which `next` is the first.
  private func write(_ range: Range<Int>, replacedFrom next: Int, to out: inout TextWriter) {
    var next = next
    var start = range.lowerBound
    while next < replacements.count, replacements[next].index < range.upperBound {
      let replacement = replacements[next]
      if replacement.index > start {
        TextRenderer.append(tokens, start..<replacement.index, text, to: &out)
      }
      if replacement.index > range.lowerBound, tokens[replacement.index].has(.space) { out.append(32) }
      out.append(replacement.text)
      start = replacement.index + 1
      if start < range.upperBound, tokens[start].has(.space) { out.append(32) }
      next += 1
    }
    if start < range.upperBound { TextRenderer.append(tokens, start..<range.upperBound, text, to: &out) }
  }

  /// The place of the first replacement of a token not before `index`.
  private func firstReplacement(from index: Int) -> Int {
    var (low, high) = (0, replacements.count)
    while low < high {
      let middle = (low + high) / 2
      if replacements[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func took(_ rule: String, _ range: Range<Int>, _ note: String) {
    guard trace != nil else { return }
    let step = Trace.Step(rule: rule, span: span(range), note: note, taken: true)
    trace?.steps.append(step)
  }

  mutating func left(_ rule: String, _ range: Range<Int>, _ why: String) {
    guard trace != nil else { return }
    let step = Trace.Step(rule: rule, span: span(range), note: why, taken: false)
    trace?.steps.append(step)
  }

  // MARK: Phrases

  /// The longest phrase of `table` at `index`: its value and the index after it.
  ///
  /// Commas and dashes between its words are passed over. A phrase does not cross an empty line.
  @inline(__always)
  func longest(_ table: PhraseTable, at index: Int) -> (value: Int, end: Int)? {
    // Most words begin no phrase of a list.
    let node = table.root(word(index))
    return node == 0 ? nil : longest(table, from: node, at: index)
  }

  /// The same, from a node of the table on: what goes on after the word at `index`.
  func longest(_ table: PhraseTable, from root: UInt32, at index: Int) -> (value: Int, end: Int)? {
    var best: (Int, Int)?
    walk(table, from: root, at: index) { best = ($0, $1) }
    return best
  }

  /// Every phrase of `table` that begins at `index`, from the shortest to the longest: its value and its end.
  @inline(__always)
  func walk(
    _ table: PhraseTable, from root: UInt32, at index: Int, _ found: (_ value: Int, _ end: Int) -> Void
  ) {
    var node = root
    if table.value(node) >= 0 { found(table.value(node), index + 1) }
    var next = index + 1
    let end = min(index + 24, count)
    while next < end {
      let token = tokens[next]
      if token.has([.blank, .cell, .wide]) { break }
      if token.kind == .punctuation {
        if token.isMark(38) {
          node = table.step(node, lexicon.vocabulary.id(LexiconStorage.ampersand))
        } else if token.isMark(44) || token.isMark(45) {
          next += 1
          continue
        } else {
          break
        }
      } else if token.kind == .number {
        node = table.step(node, lexicon.vocabulary.id(LexiconStorage.numberKey(token)))
      } else {
        node = words[next] == 0 ? 0 : table.step(node, words[next])
      }
      guard node != 0 else { break }
      next += 1
      if table.value(node) >= 0 { found(table.value(node), next) }
    }
  }
}

extension Reading {
  /// The longest phrase of a table without marks at `index`: for names that OCR damaged.
  func longestBare(_ table: PhraseTable, at index: Int) -> (value: Int, end: Int)? {
    longestBare(table, from: bareWord(index), at: index)
  }

  /// The same, for a caller that knows the number of the first word.
  func longestBare(_ table: PhraseTable, from first: UInt16, at index: Int) -> (value: Int, end: Int)? {
    var best: (Int, Int)?
    walkBare(table, from: first, at: index) { best = ($0, $1) }
    return best
  }

  /// Every phrase of a table without marks that begins at `index`, from the shortest to the longest.
  @inline(__always)
  func walkBare(
    _ table: PhraseTable, from first: UInt16, at index: Int, _ found: (_ value: Int, _ end: Int) -> Void
  ) {
    var node = table.root(first)
    guard node != 0 else { return }
    var next = index + 1
    let end = min(index + 24, count)
    while next < end {
      let token = tokens[next]
      if token.has([.blank, .cell, .wide]) { break }
      if token.isMark(44) || token.isMark(45) {
        next += 1
        continue
      }
      let word = bareWord(next)
      node = word == 0 ? 0 : table.step(node, word)
      guard node != 0 else { break }
      next += 1
      if table.value(node) >= 0 { found(table.value(node), next) }
    }
  }

  @inline(__always)
  func bareWord(_ index: Int) -> UInt16 {
    let token = token(index)
    guard token.kind == .word else { return 0 }
    let bare = token.key.bare
    let id = lexicon.bareVocabulary.id(bare)
    return id != 0 || word(index) != 0 ? id : lexicon.damagedWords.id(bare)
  }
}

/// A damaged token, and what its closed list says it is.
struct Replacement {
  let index: Int
  let text: String
}

/// A word to compare by its letters alone.
struct BareWord: Sendable {
  let key: WordKey
  init(_ word: String) { key = WordKey(word).bare }

  static let so = BareWord("số")
  static let noi = BareWord("nơi")
  static let nhan = BareWord("nhận")
  static let kinh = BareWord("kính")
  static let gui = BareWord("gửi")
  static let dieu = BareWord("điều")
  static let ngay = BareWord("ngày")
  static let thang = BareWord("tháng")
  static let nam = BareWord("năm")
  static let luu = BareWord("lưu")
  static let cua = BareWord("của")
  static let quyet = BareWord("quyết")
  static let dinh = BareWord("định")
  static let nghi = BareWord("nghị")
  static let can = BareWord("căn")
  static let cu = BareWord("cứ")
  static let tinh = BareWord("tỉnh")
}
