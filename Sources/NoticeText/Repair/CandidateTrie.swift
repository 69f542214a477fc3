import Synchronization

/// The syllables of the language model as a trie of letters, and what a damaged word may have been.
final class CandidateTrie: Sendable {
  /// A syllable that a damaged word may have been.
  struct Candidate: Sendable {
    var word: LanguageModel.ID
    /// How unlikely the misreading is: a natural logarithm, above 0.
    var cost: Float
  }

  private struct Node {
    /// Ascending by code.
    var children: [(code: Glyphs.Code, node: Int32)] = []
    /// Syllables that end here, by tone.
    var words: [(tone: UInt8, word: LanguageModel.ID)] = []
  }

  private let nodes: [Node]
  private let confusions: ConfusionTable
  private let cache = Mutex<[WordKey: [Candidate]]>([:])

  /// Dearer misreadings are not looked at.
  private static let limit: Float = 14
  /// How many candidates a word has at most.
  private static let most = 24
  /// Longer words are no syllables.
  static let longest = 12

  init(model: LanguageModel, confusions: ConfusionTable) {
    var nodes = [Node()]
    for (index, key) in model.keys.enumerated() where model.kinds[index] == .syllable && !key.isHashed {
      var node = 0
      for code in key.codes {
        if let child = nodes[node].children.first(where: { $0.code == code }) {
          node = Int(child.node)
        } else {
          nodes[node].children.append((code, Int32(nodes.count)))
          node = nodes.count
          nodes.append(Node())
        }
      }
      nodes[node].words.append((key.tone, LanguageModel.ID(truncatingIfNeeded: index)))
    }
    self.nodes = nodes
    self.confusions = confusions
  }

  /// What an item may have been, the likeliest first; itself is not among them.
  ///
  /// - Complexity: bounded by the table's limit, whatever the length; cached.
  func candidates(
    of tokens: UnsafeBufferPointer<Token>, _ item: RepairItem, _ text: UnsafeBufferPointer<UInt8>,
    _ bytes: Range<Int>, model: LanguageModel
  ) -> [Candidate] {
    let token = tokens[Int(item.first)]
    guard bytes.count <= 4 * Self.longest else { return [] }
    guard item.end == item.first + 1 else { return candidates(of: Glyphs(text, bytes), model: model) }
    if let known = cache.withLock({ $0[token.key] }) { return known }
    let found = candidates(of: Glyphs(text, bytes), model: model)
    cache.withLock { cache in
      if cache.count > 100_000 { cache.removeAll(keepingCapacity: true) }
      cache[token.key] = found
    }
    return found
  }

  func candidates(of read: Glyphs, model: LanguageModel) -> [Candidate] {
    if read.codes.count > Self.longest || read.codes.isEmpty { return [] }
    var search = Search(nodes: nodes, confusions: confusions, read: read, limit: Self.limit)
    search.visit(0, 0, 0, 0)
    // Of one letter only the marks are mended: anything may have been a scrap.
    let isSingle = read.codes.count == 1
    var found = search.found.values.filter {
      $0.cost > 0 && (!isSingle || model.keys[Int($0.word)].bare.bits == UInt64(read.codes[0] & 31))
    }
    // Misreading and frequency together say which are worth looking at.
    found.sort {
      ($0.cost - model.score($0.word) * 0.5, $0.word) < ($1.cost - model.score($1.word) * 0.5, $1.word)
    }
    return Array(found.prefix(Self.most))
  }

  /// The syllable that is spelled so, if there is one.
  ///
  /// - Complexity: O(letters).
  func exact(_ glyphs: Glyphs) -> LanguageModel.ID? {
    guard glyphs.tones.count <= 1, !glyphs.codes.isEmpty else { return nil }
    var node = 0
    for code in glyphs.codes {
      guard let child = nodes[node].children.first(where: { $0.code == code }) else { return nil }
      node = Int(child.node)
    }
    return nodes[node].words.first { $0.tone == glyphs.tones.first ?? 0 }?.word
  }

  private struct Search {
    let nodes: [Node]
    let confusions: ConfusionTable
    let read: Glyphs
    let limit: Float
    var found: [LanguageModel.ID: Candidate] = [:]

    /// - Parameter edits: How many misreadings it took up to here; more than three are none that can be told.
    mutating func visit(_ node: Int, _ position: Int, _ cost: Float, _ edits: Int) {
      let codes = read.codes
      if position == codes.count {
        for (tone, word) in nodes[node].words {
          let total = cost + toneCost(tone)
          guard total <= limit else { continue }
          if let old = found[word], old.cost <= total { continue }
          found[word] = Candidate(word: word, cost: total)
        }
      } else {
        let letter = Int(codes[position])
        // A letter out of nothing.
        let added = cost + confusions.addition[letter]
        if added <= limit, edits < 3 { visit(node, position + 1, added, edits + 1) }
        for group in confusions.groups[letter] where cost + group.cost <= limit && edits < 3 {
          guard position + group.read.count <= codes.count, matches(group.read, at: position) else {
            continue
          }
          if let next = walk(node, group.truth) {
            visit(next, position + group.read.count, cost + group.cost, edits + 1)
          }
        }
      }
      for (code, child) in nodes[node].children {
        if position < codes.count {
          let letter = codes[position]
          if letter == code {
            visit(Int(child), position + 1, cost, edits)
          } else if edits < 3 {
            let substituted = cost + confusions.substitution[Int(code) << 7 | Int(letter)]
            if substituted <= limit { visit(Int(child), position + 1, substituted, edits + 1) }
          }
        }
        // A letter lost.
        let lost = cost + confusions.loss[Int(code)]
        if lost <= limit, edits < 3 { visit(Int(child), position, lost, edits + 1) }
      }
    }

    private func matches(_ group: [Glyphs.Code], at position: Int) -> Bool {
      for (offset, code) in group.enumerated() where read.codes[position + offset] != code { return false }
      return true
    }

    private func walk(_ node: Int, _ codes: [Glyphs.Code]) -> Int? {
      var node = node
      for code in codes {
        guard let child = nodes[node].children.first(where: { $0.code == code }) else { return nil }
        node = Int(child.node)
      }
      return node
    }

    private func toneCost(_ truth: UInt8) -> Float {
      let costs = read.tones.map { confusions.tone[Int(truth) << 3 | Int($0)] }
      guard let best = costs.min() else { return confusions.tone[Int(truth) << 3] }
      return best + Float(costs.count - 1) * ConfusionTable.extraTone
    }
  }
}
