import Glibc
import NoticeData

/// How likely a word is after the two before it: trigrams of syllables, with back-off.
///
/// Read from the embedded `language.bin` (layout and sources: `Sources/NoticeData/model/train.py`).
/// Words are case-folded and of either tone style, since a `WordKey` is. All scores are natural logarithms.
/// Numbers count as one word, `<n>`; the end of a sentence is another, `<s>`. Immutable and never freed: there is
/// one a process, and one for a user's model.
final class LanguageModel: @unchecked Sendable {
  /// A word's place in the vocabulary.
  typealias ID = UInt16

  enum Kind: UInt8, Sendable {
    case mark, syllable, other
  }

  static let standard = LanguageModel()

  /// The end of a sentence, and the break between paragraphs.
  static let boundary: ID = 0
  /// Any number.
  static let number: ID = 1

  /// What stands for a word that the model does not know.
  let unknown: ID
  let keys: [WordKey]
  let kinds: [Kind]
  /// 0…1: how often the word stands with a capital inside a sentence: what names do.
  let nameShare: [Float]
  /// The logarithm of that, not below -5.
  let nameScore: [Float]
  /// 0…1: how often it is written in capitals only: what abbreviations are.
  let capsShare: [Float]

  /// Open addressing: a slot is a key and its place; half of the slots are free.
  private let slots: UnsafePointer<(key: UInt64, id: ID)>
  private let slotMask: Int
  private let unigram: UnsafePointer<Float>
  private let unigramBackOff: UnsafePointer<Float>
  /// Pairs and triples that were counted.
  private let counted: CountedPairs

  /// Pairs of a user's texts: log of their share in the mixture times their probability.
  private let userPairs: [UInt32: Float]
  /// log 0.3: what a user's own texts weigh.
  private static let userShare: Float = -1.2

  private static let unit: Float = 1.0 / 12
  private static let unseen: Float = -15

  /// The built-in model, and words and pairs of words that were counted in a user's texts.
  ///
  /// - Complexity: O(size of the model): some milliseconds.
  init(adding words: [String: Int] = [:], pairs: [(String, String, Int)] = []) {
    var length = 0
    var reader = Reader(bytes: notice_table("language.bin", &length), count: &length)
    var keys: [WordKey] = []
    var kinds: [Kind] = []
    var nameShare: [Float] = []
    var capsShare: [Float] = []
    var unigram: [Float] = []
    var unigramBackOff: [Float] = []
    var vocabulary: [WordKey: ID] = [:]
    reader.skip(6)
    let added = words
    let (words, bigrams, trigrams) = (reader.varint(), reader.varint(), reader.varint())
    vocabulary.reserveCapacity(words * 2)
    for index in 0..<words {
      let word = reader.string(reader.varint())
      let kind = Kind(rawValue: reader.byte()) ?? .other
      nameShare.append(Float(reader.byte()) / 255)
      capsShare.append(Float(reader.byte()) / 255)
      unigram.append(-Float(reader.byte()) * Self.unit)
      unigramBackOff.append(Self.backOff(reader.byte()))
      let key = kind == .mark ? WordKey.none : WordKey(word)
      keys.append(key)
      kinds.append(kind)
      if kind != .mark, vocabulary[key] == nil { vocabulary[key] = ID(truncatingIfNeeded: index) }
    }
    // A user's words: as rare as words are that the model was not given.
    let total = max(1, added.values.reduce(0, +))
    for (word, count) in added.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(50_000 - words)
    {
      let key = WordKey(word.lowercased())
      guard vocabulary[key] == nil, key != .none else { continue }
      vocabulary[key] = ID(truncatingIfNeeded: keys.count)
      keys.append(key)
      kinds.append(SyllableTable.standard.isSyllable(key) ? .syllable : .other)
      nameShare.append(0.5)
      capsShare.append(word == word.uppercased() ? 1 : 0)
      unigram.append(max(Self.unseen + 1, logf(Float(count) / Float(total)) - 2))
      unigramBackOff.append(0)
    }
    unknown = ID(truncatingIfNeeded: keys.count)
    nameShare.append(1)
    capsShare.append(0)
    kinds.append(.other)
    keys.append(.none)
    unigram.append(Self.unseen)
    unigramBackOff.append(0)
    // The user's words and the unknown one begin no pair.
    counted = CountedPairs(capacity: bigrams, triples: trigrams) { pairs in
      for first in 0..<words {
        var word = -1
        for _ in 0..<reader.varint() {
          let head = reader.varint()
          word += head >> 1
          let score = reader.byte()
          let backOff = head & 1 != 0 ? reader.byte() : CountedPairs.noBackOff
          pairs.add(
            ID(truncatingIfNeeded: first), ID(truncatingIfNeeded: word), score: score, backOff: backOff)
          guard head & 1 != 0 else { continue }
          var last = -1
          for _ in 0..<reader.varint() {
            last += reader.varint()
            pairs.addTriple(ID(truncatingIfNeeded: last), score: reader.byte())
          }
        }
      }
    }
    self.keys = keys
    self.kinds = kinds
    self.nameShare = nameShare
    nameScore = nameShare.map { max(-5, logf(max($0, 0.001))) }
    self.capsShare = capsShare
    var slots = [(key: UInt64, id: ID)](
      repeating: (0, 0), count: vocabulary.count < 1 << 14 ? 1 << 15 : 1 << 17)
    for (key, id) in vocabulary {
      var slot = Self.hash(key) & (slots.count - 1)
      while slots[slot].key != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (key.bits, id)
    }
    slotMask = slots.count - 1
    var firsts: [ID: Int] = [:]
    var users: [UInt32: Int] = [:]
    for (first, second, count) in pairs {
      guard let a = vocabulary[WordKey(first.lowercased())], let b = vocabulary[WordKey(second.lowercased())]
      else {
        continue
      }
      firsts[a, default: 0] += count
      users[UInt32(a) << 16 | UInt32(b), default: 0] += count
    }
    userPairs = users.reduce(into: [:]) { out, pair in
      out[pair.key] = Self.userShare + logf(Float(pair.value) / Float((firsts[ID(pair.key >> 16)] ?? 0) + 5))
    }
    self.slots = Self.frozen(slots)
    self.unigram = Self.frozen(unigram)
    self.unigramBackOff = Self.frozen(unigramBackOff)
  }

  @inline(__always)
  private static func backOff(_ byte: UInt8) -> Float { -(Float(byte) - 32) / 16 }

  /// The word's place, `unknown` if it has none.
  ///
  /// - Complexity: O(1).
  func id(_ key: WordKey) -> ID {
    var slot = Self.hash(key) & slotMask
    while slots[slot].key != 0 {
      if slots[slot].key == key.bits { return slots[slot].id }
      slot = (slot &+ 1) & slotMask
    }
    return unknown
  }

  @inline(__always)
  private static func hash(_ key: WordKey) -> Int {
    Int(truncatingIfNeeded: (key.bits &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  private static func frozen<T>(_ array: [T]) -> UnsafePointer<T> {
    let storage = UnsafeMutablePointer<T>.allocate(capacity: max(array.count, 1))
    storage.initialize(from: array, count: array.count)
    return UnsafePointer(storage)
  }

  /// log p(word), whatever stands before it.
  func score(_ word: ID) -> Float { unigram[Int(word)] }

  /// The place of a pair of words; -1 if it was never counted.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  func pair(_ first: ID, _ second: ID) -> Int32 {
    counted.mayHave(first, second) ? Int32(truncatingIfNeeded: counted.place(first, second)) : -1
  }

  /// log p(word | first, second), `pair` being the place of (first, second); and the place of (second, word), which
  /// the next word is asked after.
  ///
  /// - Complexity: O(log triples of the pair).
  @inline(__always)
  func step(_ word: ID, after pair: Int32, _ second: ID) -> (score: Float, pair: Int32) {
    var next: Int32 = -1
    var triple: Int32 = -1
    if counted.mayHave(second, word) {
      next = Int32(truncatingIfNeeded: counted.place(second, word))
      if pair >= 0 { triple = counted.triple(Int(pair), word) }
    }
    var score: Float
    if triple >= 0 {
      score = -Float(triple) * Self.unit
    } else {
      score = next >= 0 ? bigram(next) : unigramBackOff[Int(second)] + unigram[Int(word)]
      if pair >= 0 { score += Self.backOff(counted.backOff(Int(pair))) }
    }
    if !userPairs.isEmpty, let own = userPairs[UInt32(second) << 16 | UInt32(word)] {
      score = max(score, own) + logf(1 + expf(-abs(score - own)))
    }
    return (score, next)
  }

  @inline(__always)
  private func bigram(_ pair: Int32) -> Float { -Float(counted.score(Int(pair))) * Self.unit }

  /// log p(word | first, second), `pair` being the place of (first, second).
  func score(_ word: ID, after pair: Int32, _ second: ID) -> Float { step(word, after: pair, second).score }

  /// log p(word | previous).
  func score(_ word: ID, after previous: ID) -> Float {
    let place = pair(previous, word)
    return place >= 0 ? bigram(place) : unigramBackOff[Int(previous)] + unigram[Int(word)]
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    init(bytes: UnsafePointer<UInt8>?, count: inout Int) {
      self.bytes = UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count)
    }

    mutating func skip(_ count: Int) { index += count }
    mutating func byte() -> UInt8 {
      defer { index += 1 }
      return index < bytes.count ? bytes[index] : 0
    }
    mutating func varint() -> Int {
      var (value, shift) = (0, 0)
      while true {
        let byte = byte()
        value |= Int(byte & 127) << shift
        shift += 7
        if byte < 128 || shift > 28 { return value }
      }
    }
    mutating func string(_ count: Int) -> String {
      let end = min(index + count, bytes.count)
      defer { index = end }
      return String(decoding: bytes[min(index, end)..<end], as: UTF8.self)
    }
  }
}
