/// Long names that closed lists have, with a word of them misread: `Ban Kinh lẽ Trung ương`, `Hội đồng nhân đãn`.
///
/// Words are mended by the words beside them as common texts have them; that a list has the whole name says more. Of a
/// name most words must stand there, and the others must be what OCR may have made of them.
struct NameRepair {
  typealias ID = LanguageModel.ID

  let names: ListedNames
  let means: Repairer.Means
  let items: [RepairItem]
  let tokens: UnsafeBufferPointer<Token>
  let text: UnsafeBufferPointer<UInt8>
  /// What the word of each token was mended to, so far.
  let words: [ID]
  /// The items whose words are doubted.
  let isOpen: [Bool]

  /// The share of such edits that were right in scans held out, what stands at their words' ends included.
  private static let confidence = 0.87
  /// How much likelier a name must be than what stands there, and than any other name.
  private static let margin: Float = 2
  /// What each word of the name that stands there, but one, speaks for it.
  private static let wordScore: Float = 3
  /// At a name's end a likelier word than this stands where it is meant, unless few letters make it another one.
  private static let common: Float = -7.5
  private static let dearestCommon: Float = 9
  /// What a small letter costs where the name has a capital.
  private static let smallCost: Float = 6
  /// What the letters of a word in small letters may cost then.
  private static let dearest: Float = 14

  private struct Reading {
    var name: Int
    /// The item of its first word.
    var start: Int
    var score: Float
  }

  /// The edits that names need, ascending.
  ///
  /// - Parameter known: The edits of words: what they mend to the same is not among them.
  /// - Complexity: O(items · names that have two words in common with the text there).
  func edits(beside known: [RepairEdit]) -> [RepairEdit] {
    let known = known.reduce(into: [:]) { $0[$1.range.lowerBound] = $1.text }
    var edits: [RepairEdit] = []
    var end = 0
    for index in items.indices where index >= end && isOpen[index] && items[index].kind == .word {
      guard let reading = best(at: index), reading.score >= Self.margin else { continue }
      let name = Array(names.words(reading.name))
      for (offset, word) in name.enumerated() where items[reading.start + offset].id != word {
        let item = items[reading.start + offset]
        guard reading.start + offset >= end, let spelling = means.model.keys[Int(word)].spelling else {
          continue
        }
        let range = byteRange(item)
        let mended = WordCase(text, range).applied(to: spelling)
        if known[range.lowerBound] == mended { continue }
        edits.append(RepairEdit(range: range, text: mended, confidence: Self.confidence, rule: "name"))
      }
      end = reading.start + name.count
    }
    return edits
  }

  /// The likeliest name that has a misread word at `index`; `nil` if there is none, or two that are as likely.
  private func best(at index: Int) -> Reading? {
    var best: Reading?
    var rival: Float = -.infinity
    for side in ListedNames.Side.allCases {
      let (first, second) = (index + side.offsets.0, index + side.offsets.1)
      guard items.indices.contains(first), items.indices.contains(second) else { continue }
      let beside = (word(first), word(second))
      if beside.0 == means.model.unknown || beside.1 == means.model.unknown { continue }
      names.forEachPlace(side, beside.0, beside.1) { place in
        let start = index - place.index
        if let best, best.name == place.name, best.start == start { return }
        guard let score = score(place.name, at: start) else { return }
        if score > best?.score ?? -.infinity {
          if let best, meant(best, index) != meant(place, index) { rival = max(rival, best.score) }
          best = Reading(name: place.name, start: start, score: score)
        } else if let best, meant(best, index) != meant(place, index) {
          rival = max(rival, score)
        }
      }
    }
    return best.flatMap { $0.score - rival >= Self.margin ? $0 : nil }
  }

  private func meant(_ reading: Reading, _ index: Int) -> ID {
    let words = names.words(reading.name)
    return words[words.startIndex + index - reading.start]
  }

  private func meant(_ place: ListedNames.Place, _ index: Int) -> ID {
    let words = names.words(place.name)
    return words[words.startIndex + place.index]
  }

  /// How much likelier the name is than what stands there; `nil` if it cannot stand there.
  private func score(_ name: Int, at start: Int) -> Float? {
    let capitals = names.capitals(name)
    let name = names.words(name)
    guard start >= 1, start + name.count < items.count else { return nil }
    var cost: Float = 0
    var misread = 0
    for (offset, meant) in name.enumerated() {
      let item = items[start + offset]
      guard item.kind == .word, offset == 0 || isTogether(start + offset) else { return nil }
      if item.id == meant { continue }
      guard !item.isFixed, !item.isPersonal else { return nil }
      let own = means.trie.cost(of: meant, read: text, byteRange(item), model: means.model)
      cost += own
      // `của Chương trình` is no `các Chương trình`.
      let isEdge = offset == 0 || offset == name.count - 1
      if isEdge, own > Self.dearestCommon, means.model.score(item.id) > Self.common { return nil }
      if capitals >> UInt64(offset) & 1 != 0, !tokens[Int(item.first)].has(.upper) {
        // Letters and capital both: another word.
        if own > Self.dearest { return nil }
        cost += Self.smallCost
      }
      misread += 1
    }
    guard misread > 0, misread * 2 < name.count || misread * 2 == name.count && name.count >= 4 else {
      return nil
    }
    let gain = fit(start..<start + name.count, name) - fit(start..<start + name.count, nil)
    return gain + Float(name.count - misread - 1) * Self.wordScore - cost
  }

  /// Whether nothing stands between an item and the one before it, but for a comma or a dash.
  private func isTogether(_ index: Int) -> Bool {
    let (last, first) = (Int(items[index - 1].end), Int(items[index].first))
    return first == last || first == last + 1 && (tokens[last].isMark(44) || tokens[last].isMark(45))
  }

  /// log p of these words, and of the two after them, in the text; of `name` if there is one, else of what stands there.
  private func fit(_ range: Range<Int>, _ name: ArraySlice<ID>?) -> Float {
    let model = means.model
    var sum: Float = 0
    var last = items[range.lowerBound - 1].id
    var pair = range.lowerBound >= 2 ? model.pair(items[range.lowerBound - 2].id, last) : -1
    for index in range.lowerBound..<min(items.count, range.upperBound + 2) {
      let word =
        name.flatMap { range.contains(index) ? $0[$0.startIndex + index - range.lowerBound] : nil }
        ?? items[index].id
      let step = model.step(word, after: pair, last)
      sum += step.score
      (pair, last) = (step.pair, word)
    }
    return sum
  }

  /// What stands at an item, mended if it was.
  private func word(_ index: Int) -> ID {
    let item = items[index]
    return item.kind == .word ? words[Int(item.first)] : item.id
  }

  private func byteRange(_ item: RepairItem) -> Range<Int> {
    Int(tokens[Int(item.first)].start)..<tokens[Int(item.end) - 1].end
  }
}
