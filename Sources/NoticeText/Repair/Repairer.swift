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
    package var doubt: Float = 1.5
    package var channelWeight: Float = 1
    package var open: Float = -10
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
    var wordIDs = [LanguageModel.ID](repeating: model.unknown, count: tokens.count)
    for item in items where item.kind == .word && item.end == item.first + 1 { wordIDs[Int(item.first)] = item.id }
    let found = words(items, text, tokens, &wordIDs)
    let count = items.reduce(0) { $0 + ($1.kind == .word ? 1 : 0) }
    let damage = Float(found.count) / Float(count + 200)
    // A text that is clean but for one word is clean: that word is a name, or rare.
    let doubt = damage > 0 ? max(0, logf(tuning.usual / damage)) * tuning.doubt : 0
    var edits = found.filter { $0.margin >= tuning.threshold + doubt + ($0.isNamelike ? tuning.nameThreshold : 0) }
    var marks = MarkRepair(text, tokens, words: wordIDs, model: model)
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

  private func words(
    _ items: [RepairItem], _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>,
    _ wordIDs: inout [LanguageModel.ID]
  ) -> [Edit] {
    var edits: [Edit] = []
    var isOpen = [Bool](repeating: false, count: items.count)
    var index = 0
    open(items, &isOpen)
    // Stretches of open items, two closed ones after them for their context.
    index = 1
    while index < items.count {
      guard isOpen[index] else { index += 1; continue }
      var end = index + 1
      var last = index
      while end < items.count, end <= last + 2, end - index < 60 {
        if isOpen[end] { last = end }
        end += 1
      }
      mend(items, index..<end, isOpen, text, tokens, &edits, &wordIDs)
      index = end
    }
    return edits
  }

  /// Finds the words that do not fit where they stand: unknown ones, and those that are unlikely after the two
  /// before them while the next one is unlikely after them.
  private func open(_ items: [RepairItem], _ isOpen: inout [Bool]) {
    var scores = [Float](repeating: 0, count: items.count + 1)
    var pair: Int32 = -1
    for index in 1..<items.count {
      scores[index] = model.score(items[index].id, after: pair, items[index - 1].id)
      pair = model.pair(items[index - 1].id, items[index].id)
    }
    for index in items.indices where items[index].kind == .word && !items[index].isFixed {
      isOpen[index] = items[index].isUnknown || scores[index] + scores[index + 1] < tuning.open
    }
  }

  private func mend(
    _ items: [RepairItem], _ range: Range<Int>, _ isOpen: [Bool], _ text: UnsafeBufferPointer<UInt8>,
    _ tokens: UnsafeBufferPointer<Token>, _ edits: inout [Edit], _ wordIDs: inout [LanguageModel.ID]
  ) {
    var lattice = RepairLattice(model: model)
    for index in range {
      let item = items[index]
      let at = index - range.lowerBound
      lattice.arcs.append(
        RepairLattice.Arc(
          from: at, to: at + 1, word: item.id, second: nil,
          score: item.isUnknown && isOpen[index] ? tuning.unknown : isOpen[index] ? shape(item, item.id) : 0,
          isObserved: true))
      guard isOpen[index] else { continue }
      let bytes = byteRange(item, tokens)
      let glyphs = Glyphs(text, bytes)
      for candidate in trie.candidates(of: glyphs, model: model) where candidate.word != item.id {
        lattice.arcs.append(
          RepairLattice.Arc(
            from: at, to: at + 1, word: candidate.word, second: nil,
            score: shape(item, candidate.word)
              - (candidate.cost * tuning.channelWeight + tuning.shift * Float(candidate.edits)),
            isObserved: false))
      }
      if item.isUnknown { split(item, at, text, bytes, &lattice) }
      if index + 1 < range.upperBound, isOpen[index + 1] {
        join(item, items[index + 1], at, text, tokens, glyphs, &lattice)
      }
    }
    let history = (
      range.lowerBound >= 2 ? items[range.lowerBound - 2].id : LanguageModel.boundary,
      range.lowerBound >= 1 ? items[range.lowerBound - 1].id : LanguageModel.boundary
    )
    for (arc, margin) in lattice.solve(length: range.count, history: history) where !arc.isObserved {
      let item = items[range.lowerBound + arc.from]
      guard margin > 0 else { continue }
      let last = items[range.lowerBound + arc.to - 1]
      let bytes = byteRange(item, tokens).lowerBound..<byteRange(last, tokens).upperBound
      guard var spelling = model.keys[Int(arc.word)].spelling else { continue }
      if let second = arc.second {
        guard let other = model.keys[Int(second)].spelling else { continue }
        let place = bytes.lowerBound + Int(arc.place)
        spelling =
          WordCase(text, bytes.lowerBound..<place).applied(to: spelling) + " "
          + WordCase(text, place..<bytes.upperBound).applied(to: other)
        edits.append(
          Edit(range: bytes, text: spelling, confidence: Double(1 - 1 / (1 + margin)), rule: "split", margin: margin))
        continue
      }
      if arc.to == arc.from + 1 { wordIDs[Int(item.first)] = arc.word }
      edits.append(
        Edit(
          range: bytes, text: WordCase(text, bytes).applied(to: spelling),
          confidence: Double(1 - 1 / (1 + margin)), rule: item.isUnknown ? "word" : "context", margin: margin,
          isNamelike: item.isNamelike))
    }
  }

  /// How well a word suits its capital: `Và` inside a sentence is no `và`.
  private func shape(_ item: RepairItem, _ word: LanguageModel.ID) -> Float {
    guard item.isNamelike else { return 0 }
    return tuning.shape * max(-5, logf(max(model.nameShare[Int(word)], 0.001)))
  }

  /// `Lưuvăn`: a blank lost.
  private func split(
    _ item: RepairItem, _ at: Int, _ text: UnsafeBufferPointer<UInt8>, _ bytes: Range<Int>,
    _ lattice: inout RepairLattice
  ) {
    var place = bytes.lowerBound + 1
    guard bytes.count >= 4, bytes.count <= 28 else { return }
    while place < bytes.upperBound {
      if text[place] & 0xC0 != 0x80 {
        let (left, right) = (Glyphs(text, bytes.lowerBound..<place), Glyphs(text, place..<bytes.upperBound))
        if left.codes.count > 1, right.codes.count > 1, let first = trie.exact(left), let second = trie.exact(right) {
          lattice.arcs.append(
            RepairLattice.Arc(
              from: at, to: at + 1, word: first, second: second, score: -tuning.split, isObserved: false,
              place: Int32(place - bytes.lowerBound)))
        }
      }
      place += 1
    }
  }

  /// `ph ương`: a blank out of nothing.
  private func join(
    _ item: RepairItem, _ next: RepairItem, _ at: Int, _ text: UnsafeBufferPointer<UInt8>,
    _ tokens: UnsafeBufferPointer<Token>, _ glyphs: Glyphs, _ lattice: inout RepairLattice
  ) {
    guard next.isAdjacent, item.isUnknown || next.isUnknown || glyphs.codes.count == 1 else { return }
    let other = Glyphs(text, byteRange(next, tokens))
    guard glyphs.codes.count + other.codes.count <= 8 else { return }
    var whole = glyphs
    whole.append(other)
    if let word = trie.exact(whole) {
      lattice.arcs.append(
        RepairLattice.Arc(
          from: at, to: at + 2, word: word, second: nil, score: -tuning.join, isObserved: false))
    }
  }

  private func byteRange(_ item: RepairItem, _ tokens: UnsafeBufferPointer<Token>) -> Range<Int> {
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
