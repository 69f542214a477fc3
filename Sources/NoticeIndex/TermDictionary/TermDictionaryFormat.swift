/// How the terms of one field are laid out; `TermDictionaryWriter` writes it, `TermDictionary` reads it.
///
///     field    ← block… · prefix u64[blocks] · offset u32[blocks]
///     block    ← postings:varint positions:varint entry…      eight terms, the last block what is left
///     entry    ← shared:varint length:varint byte[length]     the bytes shared with the term before, then the rest
///                count:varint
///                (occurrences − count:varint bound:u8)?       fields of text
///                postingsLength:varint
///                (positionsLength:varint isInText:u8)?        fields of text
///
/// `postings` and `positions` are where the first term's begin in their files; the others follow. `prefix` is the
/// first eight bytes of the first term's letters without marks, so that numbers compare as the terms do; `offset`
/// is where the block begins in the field. Terms ascend in the order of `TermKey`. The term of a keyword is its
/// key, a zero byte, and the value as it was first written, nothing of an alias; of a document's name the key alone,
/// which is the name.
/// `isInText`: `TermPostings.isInText`.
struct TermDictionaryLayout: Equatable, Sendable {
  /// Of the dictionary file.
  var start: Int
  var length: Int
  var terms: Int
  var blocks: Int

  static let blockSize = 8
  static let empty = TermDictionaryLayout(start: 0, length: 0, terms: 0, blocks: 0)

  /// Where the index of blocks begins, from `start`.
  var index: Int { length - blocks * 12 }

  /// The first eight bytes of a key as a number that sorts as they do.
  static func prefix(_ folded: [UInt8]) -> UInt64 {
    folded.withUnsafeBufferPointer { prefix($0) }
  }

  static func prefix(_ folded: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<8 { value = value << 8 | UInt64(index < folded.count ? folded[index] : 0) }
    return value
  }

  /// The same of the letters of a term.
  static func prefix(lettersOf term: [UInt8]) -> UInt64 {
    term.withUnsafeBufferPointer { term in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: term.count + 1) { folded in
        guard let start = folded.baseAddress else { return 0 }
        return prefix(UnsafeBufferPointer(start: start, count: TermForm.fold(term, into: start)))
      }
    }
  }

  /// The part of a dictionary's term that it is sorted by: all before the zero byte.
  static func key(_ term: [UInt8]) -> [UInt8] {
    guard let zero = term.firstIndex(of: 0) else { return term }
    return Array(term[..<zero])
  }
}
