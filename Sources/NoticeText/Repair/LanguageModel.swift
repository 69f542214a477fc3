import NoticeData

/// How likely a word is after the two before it: trigrams of syllables, with back-off.
///
/// Read from the embedded `language.bin` (layout and sources: `Sources/NoticeData/train_language_model.py`).
/// Words are case-folded and of either tone style, since a `WordKey` is. All scores are natural logarithms.
/// Numbers count as one word, `<n>`; the end of a sentence is another, `<s>`.
package final class LanguageModel: Sendable {
  /// A word's place in the vocabulary.
  package typealias ID = UInt16

  package enum Kind: UInt8, Sendable {
    case mark, syllable, other
  }

  package static let standard = LanguageModel()

  /// The end of a sentence, and the break between paragraphs.
  package static let boundary: ID = 0
  /// Any number.
  package static let number: ID = 1

  /// What stands for a word that the model does not know.
  package let unknown: ID
  package let keys: [WordKey]
  package let kinds: [Kind]
  /// 0…1: how often the word stands with a capital inside a sentence: what names do.
  package let nameShare: [Float]
  /// 0…1: how often it is written in capitals only: what abbreviations are.
  package let capsShare: [Float]

  private let vocabulary: [WordKey: ID]
  private let unigram: [Float]
  private let unigramBackOff: [Float]
  /// Row of first word → its pairs: `second` ascends within a row.
  private let rows: [UInt32]
  private let second: [UInt16]
  private let bigram: [Float]
  private let bigramBackOff: [Float]
  /// Pair → its triples: `third` ascends within a pair.
  private let pairs: [UInt32]
  private let third: [UInt16]
  private let trigram: [UInt8]

  private static let step: Float = 1.0 / 12
  private static let unseen: Float = -15

  private init() {
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
    let (words, bigrams, trigrams) = (reader.varint(), reader.varint(), reader.varint())
    vocabulary.reserveCapacity(words * 2)
    for index in 0..<words {
      let word = reader.string(reader.varint())
      let kind = Kind(rawValue: reader.byte()) ?? .other
      nameShare.append(Float(reader.byte()) / 255)
      capsShare.append(Float(reader.byte()) / 255)
      unigram.append(-Float(reader.byte()) * Self.step)
      unigramBackOff.append(Self.backOff(reader.byte()))
      let key = kind == .mark ? WordKey.none : WordKey(word)
      keys.append(key)
      kinds.append(kind)
      if kind != .mark, vocabulary[key] == nil { vocabulary[key] = ID(truncatingIfNeeded: index) }
    }
    unknown = ID(truncatingIfNeeded: words)
    unigram.append(Self.unseen)
    unigramBackOff.append(0)
    var rows: [UInt32] = []
    var second: [UInt16] = []
    var bigram: [Float] = []
    var bigramBackOff: [Float] = []
    var pairs: [UInt32] = []
    var third: [UInt16] = []
    var trigram: [UInt8] = []
    second.reserveCapacity(bigrams)
    bigram.reserveCapacity(bigrams)
    bigramBackOff.reserveCapacity(bigrams)
    pairs.reserveCapacity(bigrams + 1)
    third.reserveCapacity(trigrams)
    trigram.reserveCapacity(trigrams)
    for _ in 0..<words {
      rows.append(UInt32(second.count))
      var word = -1
      for _ in 0..<reader.varint() {
        let head = reader.varint()
        word += head >> 1
        second.append(UInt16(truncatingIfNeeded: word))
        bigram.append(-Float(reader.byte()) * Self.step)
        pairs.append(UInt32(third.count))
        if head & 1 != 0 {
          bigramBackOff.append(Self.backOff(reader.byte()))
          var last = -1
          for _ in 0..<reader.varint() {
            last += reader.varint()
            third.append(UInt16(truncatingIfNeeded: last))
            trigram.append(reader.byte())
          }
        } else {
          bigramBackOff.append(0)
        }
      }
    }
    rows.append(UInt32(second.count))
    rows.append(UInt32(second.count))
    pairs.append(UInt32(third.count))
    self.keys = keys
    self.kinds = kinds
    self.nameShare = nameShare
    self.capsShare = capsShare
    self.vocabulary = vocabulary
    self.unigram = unigram
    self.unigramBackOff = unigramBackOff
    self.rows = rows
    self.second = second
    self.bigram = bigram
    self.bigramBackOff = bigramBackOff
    self.pairs = pairs
    self.third = third
    self.trigram = trigram
  }

  private static func backOff(_ byte: UInt8) -> Float { -(Float(byte) - 32) / 16 }

  /// The word's place, `unknown` if it has none.
  ///
  /// - Complexity: O(1).
  package func id(_ key: WordKey) -> ID { vocabulary[key] ?? unknown }

  /// log p(word), whatever stands before it.
  package func score(_ word: ID) -> Float { unigram[Int(word)] }

  /// The place of a pair of words; nil if it was never counted.
  ///
  /// - Complexity: O(log pairs of `first`).
  package func pair(_ first: ID, _ second: ID) -> Int32 {
    Int32(
      truncatingIfNeeded: find(
        second, in: self.second, Int(rows[Int(first)]), Int(rows[Int(first) + 1])))
  }

  /// log p(word | first, second), `pair` being the place of (first, second).
  ///
  /// - Complexity: O(log n).
  package func score(_ word: ID, after pair: Int32, _ second: ID) -> Float {
    if pair >= 0 {
      let index = Int(pair)
      let (low, high) = (Int(pairs[index]), Int(pairs[index + 1]))
      if low < high {
        let place = find(word, in: third, low, high)
        if place >= 0 { return -Float(trigram[place]) * Self.step }
      }
      return bigramBackOff[index] + score(word, after: second)
    }
    return score(word, after: second)
  }

  /// log p(word | previous).
  package func score(_ word: ID, after previous: ID) -> Float {
    let place = pair(previous, word)
    return place >= 0 ? bigram[Int(place)] : unigramBackOff[Int(previous)] + unigram[Int(word)]
  }

  @inline(__always)
  private func find(_ word: ID, in words: [UInt16], _ start: Int, _ end: Int) -> Int {
    words.withUnsafeBufferPointer { words in
      var (low, high) = (start, end)
      while low < high {
        let middle = (low &+ high) >> 1
        if words[middle] < word { low = middle &+ 1 } else { high = middle }
      }
      return low < end && words[low] == word ? low : -1
    }
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
