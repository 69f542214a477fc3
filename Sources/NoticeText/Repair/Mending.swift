import Glibc

/// One text while its words are mended.
struct Mending {
  let means: Repairer.Means
  let limits: Repairer.Limits
  let items: [RepairItem]
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  /// What OCR says of each item; empty where it says nothing.
  let readings: [OCREvidence.Word?]
  private(set) var edits: [RepairEdit] = []
  private(set) var words: [LanguageModel.ID]
  private let lattice: RepairLattice
  /// The items whose words are doubted.
  private(set) var isOpen: [Bool]
  /// How often each pair of words stands in this text; of a text that is not damaged they are not counted.
  private var pairs = PairCounts()

  private var model: LanguageModel { means.model }

  /// What a blank lost, and one out of nothing, costs.
  private static let splitCost: Float = 5
  private static let joinCost: Float = 8

  init(
    means: Repairer.Means, limits: Repairer.Limits, items: [RepairItem], text: UnsafeBufferPointer<UInt8>,
    tokens: UnsafeBufferPointer<Token>, lattice: RepairLattice, readings: [OCREvidence.Word?] = []
  ) {
    self.means = means
    self.limits = limits
    self.readings = readings
    self.items = items
    self.text = text
    self.tokens = tokens
    self.lattice = lattice
    isOpen = [Bool](repeating: false, count: items.count)
    words = [LanguageModel.ID](repeating: means.model.unknown, count: tokens.count)
    words.withUnsafeMutableBufferPointer { words in
      for item in items where item.kind == .word && item.end == item.first + 1 {
        words[Int(item.first)] = item.id
      }
    }
  }

  /// Opens unknown words, and those that are unlikely after the two before them while the next one is unlikely
  /// after them; then mends every stretch of open ones.
  ///
  /// - Parameter isDamaged: whether the text is known to be damaged: then its own pairs of words count, too.
  /// - Parameter isEnough: asked with the edits of each stretch; true ends the look.
  mutating func run(
    _ scores: [Float], opening limit: Float, isDamaged: Bool, until isEnough: (ArraySlice<RepairEdit>) -> Bool
  ) {
    if isDamaged {
      pairs = PairCounts(capacity: items.count)
      for index in items.indices.dropFirst() { pairs.add(items[index - 1].id, items[index].id) }
    }
    items.withUnsafeBufferPointer { items in
      scores.withUnsafeBufferPointer { scores in
        isOpen.withUnsafeMutableBufferPointer { isOpen in
          for index in 0..<items.count where items[index].kind == .word && !items[index].isFixed {
            isOpen[index] = items[index].isUnknown || scores[index] + scores[index + 1] < limit
          }
        }
      }
    }
    for index in items.indices.prefix(readings.count) where readings[index]?.alternatives.isEmpty == false {
      if items[index].kind == .word, !items[index].isFixed { isOpen[index] = true }
    }
    // Two closed items after a stretch are its context.
    var index = 1
    while index < items.count {
      guard let next = isOpen[index...].firstIndex(of: true) else { break }
      index = next
      var end = index + 1
      var last = index
      while end < items.count, end <= last + 2, end - index < 60 {
        if isOpen[end] { last = end }
        end += 1
      }
      let known = edits.count
      mend(index..<end)
      if edits.count > known, isEnough(edits[known...]) { return }
      index = end
    }
  }

  private func reading(_ index: Int) -> OCREvidence.Word? {
    index < readings.count ? readings[index] : nil
  }

  private mutating func mend(_ range: Range<Int>) {
    lattice.removeAll()
    for index in range {
      let item = items[index]
      let at = Int32(index - range.lowerBound)
      let own: Float = isOpen[index] && !item.isUnknown ? shape(item, item.id) + echo(item.id, index, 2) : 0
      lattice.add(
        RepairLattice.Arc(from: at, to: at + 1, word: item.id, second: nil, score: own, isObserved: true))
      guard isOpen[index] else { continue }
      let bytes = byteRange(item)
      let reading = reading(index)
      for candidate in reading?.alternatives ?? [] where suits(candidate.word, index) {
        lattice.add(
          RepairLattice.Arc(
            from: at, to: at + 1, word: candidate.word, second: nil,
            score: shape(item, candidate.word) - candidate.cost + echo(candidate.word, index, 1),
            isObserved: false))
      }
      let shift = reading?.shift ?? 0
      let candidates = means.trie.candidates(of: tokens, item, text, bytes, model: model)
      for candidate in candidates.prefix(limits.candidates)
      where candidate.word != item.id && suits(candidate.word, index) {
        lattice.add(
          RepairLattice.Arc(
            from: at, to: at + 1, word: candidate.word, second: nil,
            score: shape(item, candidate.word) - max(0, candidate.cost + shift)
              + echo(candidate.word, index, 1),
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

  private mutating func add(_ arc: RepairLattice.Arc, _ margin: Float, _ item: RepairItem, _ last: RepairItem)
  {
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
      RepairEdit(
        range: bytes, text: spelling, confidence: Self.confidence(rule, margin), rule: rule, margin: margin,
        isNamelike: item.isNamelike))
  }

  /// The share of edits with this margin that were right, fitted on scans whose texts the model did not know.
  private static func confidence(_ rule: String, _ margin: Float) -> Double {
    let (base, slope, most): (Float, Float, Float) =
      switch rule {
      case "context": (0.35, 0.6, 0.96)
      case "word": (-1.2, 0.62, 0.89)
      default: (-1.2, 0.4, 0.8)
      }
    return Double((min(most, 1 / (1 + expf(-(base + slope * margin)))) * 1000).rounded()) / 1000
  }

  /// What stands in this text elsewhere may stand here, too.
  ///
  /// - Parameter least: How often at least: what stands here counts itself.
  private func echo(_ word: LanguageModel.ID, _ index: Int, _ least: UInt32) -> Float {
    if pairs.isEmpty { return 0 }
    var score: Float = 0
    if pairs.count(items[index - 1].id, word) >= least { score += Self.echoScore }
    if index + 1 < items.count, pairs.count(word, items[index + 1].id) >= least { score += Self.echoScore }
    return score
  }

  private static let echoScore: Float = 2

  /// Whether a syllable may stand at `index`: in a person's name only one that follows the same word elsewhere.
  private func suits(_ word: LanguageModel.ID, _ index: Int) -> Bool {
    !items[index].isPersonal || pairs.count(items[index - 1].id, word) > 0
  }

  /// How well a word suits its capital: `Và` inside a sentence is no `và`.
  private func shape(_ item: RepairItem, _ word: LanguageModel.ID) -> Float {
    guard item.isNamelike else { return 0 }
    return model.nameScore[Int(word)]
  }

  /// `Lưuvăn`: a blank lost.
  private mutating func split(_ at: Int32, _ bytes: Range<Int>) {
    var place = bytes.lowerBound + 1
    guard bytes.count >= 4, bytes.count <= 28 else { return }
    while place < bytes.upperBound {
      if text[place] & 0xC0 != 0x80 {
        if let (first, count) = means.trie.exact(text, bytes.lowerBound..<place), count > 1,
          let (second, rest) = means.trie.exact(text, place..<bytes.upperBound), rest > 1
        {
          lattice.add(
            RepairLattice.Arc(
              from: at, to: at + 1, word: first, second: second, score: -Self.splitCost, isObserved: false,
              place: Int32(place - bytes.lowerBound)))
        }
      }
      place += 1
    }
  }

  /// `ph ương`: a blank out of nothing.
  private mutating func join(_ item: RepairItem, _ next: RepairItem, _ at: Int32) {
    guard next.isAdjacent, item.isUnknown || next.isUnknown || tokens[Int(item.first)].length == 1 else {
      return
    }
    if let (word, _) = means.trie.exact(text, byteRange(item), byteRange(next)) {
      lattice.add(
        RepairLattice.Arc(
          from: at, to: at + 2, word: word, second: nil, score: -Self.joinCost, isObserved: false))
    }
  }

  private func byteRange(_ item: RepairItem) -> Range<Int> {
    Int(tokens[Int(item.first)].start)..<tokens[Int(item.end) - 1].end
  }
}
