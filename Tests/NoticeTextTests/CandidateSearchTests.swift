import TestSupport
import Testing

@testable import NoticeText

@Suite struct CandidateSearchTests {
  private static let plain = PlainCandidateSearch(.standard, .standard)

  /// The bounds of the search leave out nothing that the search without bounds ranks among its best.
  @Test(arguments: UInt64(0)..<24)
  func agreesWithASearchWithoutBounds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = [
      "nghị", "quyết", "thường", "vụ", "tỉnh", "ủy", "khuyến", "phương", "a", "trách", "nhiệm", "yêu",
    ]
    let marks = Array("'1(.mnlirtđh")
    var word = Array(words[random.below(words.count)])
    for _ in 0...random.below(3) where !word.isEmpty {
      let place = random.below(word.count)
      switch random.below(3) {
      case 0: word[place] = marks[random.below(marks.count)]
      case 1: word.insert(marks[random.below(marks.count)], at: place)
      default: word.remove(at: place)
      }
    }
    let glyphs = Glyphs(String(word))
    let found = RepairModel.standard.trie.candidates(of: glyphs, model: .standard)
    let expected = Self.plain.candidates(of: glyphs)
    #expect(found.map(\.word) == expected.map(\.word), "\(String(word))")
    #expect(found.map(\.cost) == expected.map(\.cost), "\(String(word))")
  }

  @Test func aSyllableOfTheTrieIsFoundByItsLetters() {
    func exact(_ word: String) -> (word: LanguageModel.ID, letters: Int)? {
      Array(word.utf8).withUnsafeBufferPointer { RepairModel.standard.trie.exact($0, 0..<$0.count) }
    }
    let model = LanguageModel.standard
    for word in ["quyết", "hòa", "hoà", "Đảng"] {
      #expect(exact(word)?.word == model.id(WordKey(word)), "\(word)")
      #expect(exact(word)?.letters == Glyphs(word).codes.count, "\(word)")
    }
    for word in ["", "quyêtt", "hòá", "x1", "nghiêngg"] { #expect(exact(word) == nil, "\(word)") }
  }

  /// A lattice that has seen other stretches reads one as a new lattice does.
  @Test(arguments: UInt64(0)..<20)
  func whatWasSeenBeforeChangesNoReading(seed: UInt64) {
    let model = LanguageModel.standard
    let kept = RepairLattice(model: model, beam: 3)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      // Few words, so that stretches come again.
      let words = (0..<3).map { _ in LanguageModel.ID(2 + random.below(3)) }
      let history = (LanguageModel.ID(2 + random.below(2)), LanguageModel.boundary)
      let results = [kept, RepairLattice(model: model, beam: 3)].map { lattice in
        lattice.removeAll()
        for (index, word) in words.enumerated() {
          let at = Int32(index)
          lattice.add(
            RepairLattice.Arc(from: at, to: at + 1, word: word, second: nil, score: -9, isObserved: true))
          lattice.add(
            RepairLattice.Arc(from: at, to: at + 1, word: word + 40, second: nil, score: 0, isObserved: false)
          )
        }
        lattice.solve(length: words.count, history: history)
        return lattice.best.map { ($0.arc.from, $0.arc.word, $0.margin) }
      }
      #expect(!results[1].isEmpty)
      #expect(results[0].elementsEqual(results[1], by: ==))
    }
  }
}

@Suite struct CountedPairsTests {
  @Test(arguments: UInt64(0)..<50)
  func agreesWithADictionary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var pairs: [UInt32: (score: UInt8, backOff: UInt8, triples: [LanguageModel.ID: UInt8])] = [:]
    for _ in 0..<random.below(200) {
      let key = UInt32(random.below(12)) << 16 | UInt32(random.below(12))
      var triples: [LanguageModel.ID: UInt8] = [:]
      for _ in 0..<random.below(6) { triples[LanguageModel.ID(random.below(12))] = UInt8(random.below(256)) }
      pairs[key] = (UInt8(random.below(256)), UInt8(random.below(256)), triples)
    }
    let count = pairs.values.reduce(0) { $0 + $1.triples.count }
    let table = CountedPairs(capacity: pairs.count, triples: count) { builder in
      for (key, pair) in pairs {
        builder.add(
          LanguageModel.ID(key >> 16), LanguageModel.ID(key & 0xFFFF), score: pair.score,
          backOff: pair.backOff)
        for (third, score) in pair.triples.sorted(by: { $0.key < $1.key }) {
          builder.addTriple(third, score: score)
        }
      }
    }
    for first in LanguageModel.ID(0)..<12 {
      for second in LanguageModel.ID(0)..<12 {
        let place = table.place(first, second)
        guard let pair = pairs[UInt32(first) << 16 | UInt32(second)] else {
          #expect(place == -1)
          continue
        }
        #expect(place >= 0 && table.mayHave(first, second))
        #expect(table.score(place) == pair.score && table.backOff(place) == pair.backOff)
        for third in LanguageModel.ID(0)..<12 {
          #expect(table.triple(place, third) == pair.triples[third].map { Int32($0) } ?? -1)
          #expect(pair.triples[third] == nil || table.mayHave(second, third))
        }
      }
    }
  }
}

/// The search for readings without any bound but the dearest cost: slow, and plainly right.
private struct PlainCandidateSearch {
  private struct Node {
    var children: [Glyphs.Code: Int] = [:]
    var words: [(tone: UInt8, word: LanguageModel.ID)] = []
  }

  private let model: LanguageModel
  private let costs: ConfusionTable
  private var nodes = [Node()]

  private static let limit: Float = 14

  init(_ model: LanguageModel, _ costs: ConfusionTable) {
    (self.model, self.costs) = (model, costs)
    for (index, key) in model.keys.enumerated() where model.kinds[index] == .syllable && !key.isHashed {
      var node = 0
      for code in key.codes {
        if let child = nodes[node].children[code] {
          node = child
        } else {
          nodes.append(Node())
          nodes[node].children[code] = nodes.count - 1
          node = nodes.count - 1
        }
      }
      nodes[node].words.append((key.tone, LanguageModel.ID(index)))
    }
  }

  func candidates(of read: Glyphs) -> [CandidateTrie.Candidate] {
    if read.codes.isEmpty || read.codes.count > CandidateTrie.longest { return [] }
    var found: [LanguageModel.ID: Float] = [:]
    visit(0, read.codes[...], 0, 0, read.tones, &found)
    let isSingle = read.codes.count == 1
    return
      found.filter { word, cost in
        cost > 0 && (!isSingle || model.keys[Int(word)].bare.bits == UInt64(read.codes[0] & 31))
      }
      .map { CandidateTrie.Candidate(word: $0.key, cost: $0.value) }
      .sorted {
        ($0.cost - model.score($0.word) * 0.5, $0.word) < ($1.cost - model.score($1.word) * 0.5, $1.word)
      }
      .prefix(24).map(\.self)
  }

  private func visit(
    _ node: Int, _ rest: ArraySlice<Glyphs.Code>, _ cost: Float, _ edits: Int, _ tones: [UInt8],
    _ found: inout [LanguageModel.ID: Float]
  ) {
    if cost > Self.limit { return }
    guard let letter = rest.first else {
      for (tone, word) in nodes[node].words {
        let read = tones.map { costs.tone[Int(tone) << 3 | Int($0)] }
        let extra = Float(max(read.count - 1, 0)) * ConfusionTable.extraTone
        let total = cost + ((read.min() ?? costs.tone[Int(tone) << 3]) + extra)
        if total <= Self.limit { found[word] = min(found[word] ?? .infinity, total) }
      }
      lose(node, rest, cost, edits, tones, &found)
      return
    }
    if let same = nodes[node].children[letter] {
      visit(same, rest.dropFirst(), cost, edits, tones, &found)
    }
    guard edits < 3 else { return }
    for (code, child) in nodes[node].children where code != letter {
      let price = costs.substitution[Int(code) << 7 | Int(letter)]
      visit(child, rest.dropFirst(), cost + price, edits + 1, tones, &found)
    }
    visit(node, rest.dropFirst(), cost + costs.addition[Int(letter)], edits + 1, tones, &found)
    for group in costs.groups[Int(letter)] where rest.starts(with: group.read) {
      let next = group.truth.reduce(Optional(node)) { node, code in node.flatMap { nodes[$0].children[code] }
      }
      if let next {
        visit(next, rest.dropFirst(group.read.count), cost + group.cost, edits + 1, tones, &found)
      }
    }
    lose(node, rest, cost, edits, tones, &found)
  }

  private func lose(
    _ node: Int, _ rest: ArraySlice<Glyphs.Code>, _ cost: Float, _ edits: Int, _ tones: [UInt8],
    _ found: inout [LanguageModel.ID: Float]
  ) {
    guard edits < 3 else { return }
    for (code, child) in nodes[node].children {
      visit(child, rest, cost + costs.loss[Int(code)], edits + 1, tones, &found)
    }
  }
}
