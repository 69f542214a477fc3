import Synchronization

/// The syllables of the language model as a trie of letters, and what a damaged word may have been.
final class CandidateTrie: Sendable {
  /// A syllable that a damaged word may have been.
  struct Candidate: Sendable {
    var word: LanguageModel.ID
    /// How unlikely the misreading is: a natural logarithm, above 0.
    var cost: Float
  }

  private let trie: SyllableTrie
  private let costs: MisreadingCosts
  private let cache = Mutex<Cache>(Cache())

  private struct Cache {
    var words: [WordKey: [Candidate]] = [:]
    /// Of what is more than one token.
    var pieces: [Glyphs: [Candidate]] = [:]

    mutating func makeRoom() {
      if words.count + pieces.count <= 100_000 { return }
      words.removeAll(keepingCapacity: true)
      pieces.removeAll(keepingCapacity: true)
    }
  }

  /// Longer words are no syllables.
  static let longest = 12

  init(model: LanguageModel, confusions: ConfusionTable) {
    trie = SyllableTrie(model)
    costs = MisreadingCosts(confusions)
  }

  /// What an item may have been, the likeliest first; itself is not among them.
  ///
  /// - Complexity: bounded by the table's limit, whatever the length; cached.
  func candidates(
    of tokens: UnsafeBufferPointer<Token>, _ item: RepairItem, _ text: UnsafeBufferPointer<UInt8>,
    _ bytes: Range<Int>, model: LanguageModel
  ) -> [Candidate] {
    guard bytes.count <= 4 * Self.longest else { return [] }
    guard item.end == item.first + 1 else {
      let glyphs = Glyphs(text, bytes)
      if let known = cache.withLock({ $0.pieces[glyphs] }) { return known }
      let found = candidates(of: glyphs, model: model)
      cache.withLock { cache in
        cache.makeRoom()
        cache.pieces[glyphs] = found
      }
      return found
    }
    let key = tokens[Int(item.first)].key
    if let known = cache.withLock({ $0.words[key] }) { return known }
    let found = candidates(of: Glyphs(text, bytes), model: model)
    cache.withLock { cache in
      cache.makeRoom()
      cache.words[key] = found
    }
    return found
  }

  func candidates(of read: Glyphs, model: LanguageModel) -> [Candidate] {
    if read.codes.count > Self.longest || read.codes.isEmpty { return [] }
    return CandidateSearch.run(trie, costs, read)
  }

  /// How unlikely it is that `word` was read as what stands at `range`.
  ///
  /// - Complexity: O(letters of the one · letters of the other).
  func cost(
    of word: LanguageModel.ID, read text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    model: LanguageModel
  ) -> Float {
    let read = Glyphs(text, range)
    guard read.codes.count <= Self.longest else { return .infinity }
    let key = model.keys[Int(word)]
    return costs.letters(key.codes, read: read.codes) + costs.tone(Int(key.tone), read: read.tones)
  }

  /// The syllable that stands at `range`, if it is one, and how many letters it has.
  ///
  /// - Complexity: O(letters).
  func exact(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (
    word: LanguageModel.ID, letters: Int
  )? {
    var walk = ExactWalk()
    walk.take(text, range, trie)
    return walk.word(trie)
  }

  /// The same of what stands at two places.
  func exact(
    _ text: UnsafeBufferPointer<UInt8>, _ first: Range<Int>, _ second: Range<Int>
  ) -> (word: LanguageModel.ID, letters: Int)? {
    var walk = ExactWalk()
    walk.take(text, first, trie)
    walk.take(text, second, trie)
    return walk.word(trie)
  }

  /// Down the trie by the letters that stand there.
  private struct ExactWalk {
    /// -1: no syllable begins so.
    private var node = 0
    private var tones = 0
    private var tone: UInt8 = 0
    private var letters = 0

    mutating func take(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ trie: SyllableTrie) {
      var index = range.lowerBound
      while index < range.upperBound, node >= 0 {
        let (scalar, size) = UTF8Bytes.decode(text, at: index)
        let (code, mark) = Glyphs.glyph(scalar)
        node = trie.child(node, code)
        letters += 1
        if mark != 0 {
          tones += 1
          tone = mark
        }
        index &+= size
      }
    }

    func word(_ trie: SyllableTrie) -> (word: LanguageModel.ID, letters: Int)? {
      guard node >= 0, letters > 0, tones <= 1 else { return nil }
      return trie.word(node, tone).map { ($0, letters) }
    }
  }
}
