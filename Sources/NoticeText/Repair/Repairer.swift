import Glibc

/// How much repair dares.
public enum RepairLevel: String, Sendable, CaseIterable {
  case off
  /// At most one correct word in a thousand is harmed.
  case safe
  /// Repairs more, and harms up to four in a thousand.
  case aggressive
}

/// A correction, as it is logged.
public struct Repair: Hashable, Sendable {
  /// The repaired text.
  public var text: String
  public var span: SourceRange
  /// 0…1.
  public var confidence: Double
  public var rule: String

  public init(text: String, span: SourceRange, confidence: Double, rule: String) {
    self.text = text
    self.span = span
    self.confidence = confidence
    self.rule = rule
  }
}

/// Mends what OCR damaged: a noisy channel over syllables (Shannon; Brill and Moore 2000), decoded by Viterbi.
///
/// Digits and symbols are never changed; an edit never crosses a paragraph. Safe to share between threads.
public struct Repairer: Sendable {
  public let level: RepairLevel
  package let model: LanguageModel
  package let trie: CandidateTrie
  package let codes = CodeRepair.standard
  package var tuning = Tuning()

  package struct Tuning: Sendable {
    package var unknown: Float = 0
    package var shift: Float = 0
    package var threshold: Float = 4
    package var nameThreshold: Float = 1
    package var usual: Float = 0.02
    package var most = 16
    package var beam = 6
    package var glance: Float = -18
    package var clean: Float = 0.0005
    package var doubt: Float = 1.5
    package var channelWeight: Float = 1
    package var open: Float = -13
    package var damaged: Float = 0.004
    package var heavy: Float = 0.02
    package var split: Float = 5
    package var shape: Float = 0.5
    package var join: Float = 5
    package init() {}
  }

  public init(level: RepairLevel = .safe) {
    self.level = level
    model = .standard
    trie = CandidateTrie(model: model, confusions: .standard)
  }

  /// One edit, in bytes of the normalised text.
  package struct Edit: Sendable {
    package var range: Range<Int>
    package var text: String
    package var confidence: Double
    package var rule: String
    package var margin: Float
    package var isNamelike = false
  }

  /// The edits that `text` needs, ascending.
  ///
  /// - Complexity: O(tokens).
  package func edits(_ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>) -> [Edit] {
    let items = RepairItem.items(of: tokens, text, model: model)
    let (found, words) = words(items, text, tokens)
    let count = items.reduce(0) { $0 + ($1.kind == .word ? 1 : 0) }
    let damage = Float(found.count) / Float(count + 200)
    // A text that is clean but for one word is clean: that word is a name, or rare.
    let doubt = damage > 0 ? max(0, logf(tuning.usual / damage)) * tuning.doubt : 0
    var edits = found.filter { $0.margin >= tuning.threshold + doubt + ($0.isNamelike ? tuning.nameThreshold : 0) }
    var marks = MarkRepair(text, tokens, words: words, model: model)
    marks.run(isDamaged: damage > tuning.damaged, codes: codes)
    edits = Self.merged(edits, marks.edits)
    if damage > tuning.damaged {
      edits = Self.merged(NoiseRepair(text: text, tokens: tokens, model: model).edits(), edits)
    }
    return edits
  }

  /// Both lists in the order of the text; of two edits that overlap the first list's stays.
  private static func merged(_ edits: [Edit], _ others: [Edit]) -> [Edit] {
    let all = edits.map { ($0, 0) } + others.map { ($0, 1) }
    var out: [Edit] = []
    out.reserveCapacity(all.count)
    var isLast = 0
    for (edit, list) in all.sorted(by: { ($0.0.range.lowerBound, $0.1) < ($1.0.range.lowerBound, $1.1) }) {
      guard let last = out.last, last.range.upperBound > edit.range.lowerBound else {
        out.append(edit)
        isLast = list
        continue
      }
      if list < isLast { out[out.count - 1] = edit; isLast = list }
    }
    return out
  }

  /// The edits of words, whatever their margin, and of each token the word that it was mended to.
  ///
  /// A first look opens only what stands out; only if that finds damage is every doubtful word looked at.
  private func words(
    _ items: [RepairItem], _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>
  ) -> (edits: [Edit], words: [LanguageModel.ID]) {
    let scores = fits(items)
    var mending = Mending(repairer: self, items: items, text: text, tokens: tokens)
    mending.run(scores, opening: tuning.glance)
    let clear = mending.edits.reduce(0) { $0 + ($1.margin >= tuning.threshold ? 1 : 0) }
    if Float(clear) > tuning.clean * Float(items.count) {
      mending = Mending(repairer: self, items: items, text: text, tokens: tokens)
      mending.run(scores, opening: tuning.open)
    }
    return (mending.edits, mending.words)
  }

  /// How well each item fits where it stands: log p(item | the two before it), the end of a sentence last.
  private func fits(_ items: [RepairItem]) -> [Float] {
    var scores = [Float](repeating: 0, count: items.count + 1)
    var pair: Int32 = -1
    for index in 1..<items.count {
      scores[index] = model.score(items[index].id, after: pair, items[index - 1].id)
      pair = model.pair(items[index - 1].id, items[index].id)
    }
    return scores
  }
}

/// One text while its words are mended.
struct Mending {
  let repairer: Repairer
  let items: [RepairItem]
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  private(set) var edits: [Repairer.Edit] = []
  private(set) var words: [LanguageModel.ID]
  private var lattice: RepairLattice
  private var isOpen: [Bool]

  private var model: LanguageModel { repairer.model }
  private var tuning: Repairer.Tuning { repairer.tuning }

  init(
    repairer: Repairer, items: [RepairItem], text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>
  ) {
    self.repairer = repairer
    self.items = items
    self.text = text
    self.tokens = tokens
    lattice = RepairLattice(model: repairer.model, beam: repairer.tuning.beam)
    isOpen = [Bool](repeating: false, count: items.count)
    words = [LanguageModel.ID](repeating: repairer.model.unknown, count: tokens.count)
    for item in items where item.kind == .word && item.end == item.first + 1 { words[Int(item.first)] = item.id }
  }

  /// Opens unknown words, and those that are unlikely after the two before them while the next one is unlikely
  /// after them; then mends every stretch of open ones.
  mutating func run(_ scores: [Float], opening limit: Float) {
    for index in items.indices where items[index].kind == .word && !items[index].isFixed {
      isOpen[index] = items[index].isUnknown || scores[index] + scores[index + 1] < limit
    }
    // Two closed items after a stretch are its context.
    var index = 1
    while index < items.count {
      guard isOpen[index] else { index += 1; continue }
      var end = index + 1
      var last = index
      while end < items.count, end <= last + 2, end - index < 60 {
        if isOpen[end] { last = end }
        end += 1
      }
      mend(index..<end)
      index = end
    }
  }

  private mutating func mend(_ range: Range<Int>) {
    lattice.removeAll()
    for index in range {
      let item = items[index]
      let at = Int32(index - range.lowerBound)
      let own: Float = !isOpen[index] ? 0 : item.isUnknown ? tuning.unknown : shape(item, item.id)
      lattice.add(
        RepairLattice.Arc(from: at, to: at + 1, word: item.id, second: nil, score: own, isObserved: true))
      guard isOpen[index] else { continue }
      let bytes = byteRange(item)
      let candidates = repairer.trie.candidates(of: tokens, item, text, bytes, model: model)
      for candidate in candidates.prefix(tuning.most) where candidate.word != item.id {
        lattice.add(
          RepairLattice.Arc(
            from: at, to: at + 1, word: candidate.word, second: nil,
            score: shape(item, candidate.word)
              - (candidate.cost * tuning.channelWeight + tuning.shift * Float(candidate.edits)),
            isObserved: false))
      }
      if item.isUnknown { split(at, bytes) }
      if index + 1 < range.upperBound, isOpen[index + 1] { join(item, items[index + 1], at) }
    }
    let history = (
      range.lowerBound >= 2 ? items[range.lowerBound - 2].id : LanguageModel.boundary,
      range.lowerBound >= 1 ? items[range.lowerBound - 1].id : LanguageModel.boundary
    )
    lattice.solve(length: range.count, history: history)
    for (arc, margin) in lattice.best where margin > 0 {
      add(arc, margin, items[range.lowerBound + Int(arc.from)], items[range.lowerBound + Int(arc.to) - 1])
    }
  }

  private mutating func add(_ arc: RepairLattice.Arc, _ margin: Float, _ item: RepairItem, _ last: RepairItem) {
    let bytes = byteRange(item).lowerBound..<byteRange(last).upperBound
    guard var spelling = model.keys[Int(arc.word)].spelling else { return }
    var rule = item.isUnknown ? "word" : "context"
    if let second = arc.second {
      guard let other = model.keys[Int(second)].spelling else { return }
      let place = bytes.lowerBound + Int(arc.place)
      spelling =
        WordCase(text, bytes.lowerBound..<place).applied(to: spelling) + " "
        + WordCase(text, place..<bytes.upperBound).applied(to: other)
      rule = "split"
    } else {
      spelling = WordCase(text, bytes).applied(to: spelling)
      if arc.to == arc.from + 1 { words[Int(item.first)] = arc.word } else { rule = "join" }
    }
    edits.append(
      Repairer.Edit(
        range: bytes, text: spelling, confidence: Double(1 - 1 / (1 + margin)), rule: rule, margin: margin,
        isNamelike: item.isNamelike))
  }

  /// How well a word suits its capital: `Và` inside a sentence is no `và`.
  private func shape(_ item: RepairItem, _ word: LanguageModel.ID) -> Float {
    guard item.isNamelike else { return 0 }
    return tuning.shape * max(-5, logf(max(model.nameShare[Int(word)], 0.001)))
  }

  /// `Lưuvăn`: a blank lost.
  private mutating func split(_ at: Int32, _ bytes: Range<Int>) {
    var place = bytes.lowerBound + 1
    guard bytes.count >= 4, bytes.count <= 28 else { return }
    while place < bytes.upperBound {
      if text[place] & 0xC0 != 0x80 {
        let (left, right) = (Glyphs(text, bytes.lowerBound..<place), Glyphs(text, place..<bytes.upperBound))
        if left.codes.count > 1, right.codes.count > 1, let first = repairer.trie.exact(left),
          let second = repairer.trie.exact(right)
        {
          lattice.add(
            RepairLattice.Arc(
              from: at, to: at + 1, word: first, second: second, score: -tuning.split, isObserved: false,
              place: Int32(place - bytes.lowerBound)))
        }
      }
      place += 1
    }
  }

  /// `ph ương`: a blank out of nothing.
  private mutating func join(_ item: RepairItem, _ next: RepairItem, _ at: Int32) {
    guard next.isAdjacent, item.isUnknown || next.isUnknown || tokens[Int(item.first)].length == 1 else { return }
    var whole = Glyphs(text, byteRange(item))
    whole.append(Glyphs(text, byteRange(next)))
    if whole.codes.count <= 8, let word = repairer.trie.exact(whole) {
      lattice.add(
        RepairLattice.Arc(from: at, to: at + 2, word: word, second: nil, score: -tuning.join, isObserved: false))
    }
  }

  private func byteRange(_ item: RepairItem) -> Range<Int> {
    Int(tokens[Int(item.first)].start)..<tokens[Int(item.end) - 1].end
  }
}

/// How a word is written: small, with a capital, in capitals.
struct WordCase {
  private var uppers = 0
  private var letters = 0
  private var firstIsUpper = false

  init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, size) = UTF8Bytes.decode(text, at: index)
      index += size
      guard scalar < UInt32(Letter.tableSize) else { continue }
      let entry = Letter.table[Int(scalar)]
      guard entry >> 11 == Letter.Class.letter.rawValue else { continue }
      let isUpper = entry >> 10 & 1 != 0
      if letters == 0 { firstIsUpper = isUpper }
      letters += 1
      if isUpper { uppers += 1 }
    }
  }

  /// Neither small, nor in capitals, nor with a capital first only.
  var isMixed: Bool { uppers > 0 && uppers < letters && !(uppers == 1 && firstIsUpper) }

  func applied(to word: String) -> String {
    if uppers * 2 > letters, letters > 1 { return word.uppercased() }
    if firstIsUpper { return word.prefix(1).uppercased() + word.dropFirst() }
    return word
  }
}
