import CICU
import NoticeText

/// The term that a word is indexed under: composed, in small letters, its tone in the traditional place.
///
/// `HOÀ`, `hoà`, `hòa` in NFC or NFD are one term, `hòa`. Nothing else is changed: what OCR did to a word is
/// not undone here.
package enum TermForm {
  /// Longer terms are cut, in the index and in queries alike.
  package static let longest = 200

  /// - Parameters:
  ///   - word: UTF-8, one word of `WordScanner`. The term is empty if nothing but joiners is left of it.
  ///   - placingTone: Off for the front of a word, whose end may show that the tone stands right.
  /// - Complexity: O(length); some 1 µs: a table by the bytes as they stand saves most calls.
  package static func term(_ word: some Collection<UInt8>, placingTone: Bool = true) -> [UInt8] {
    Array(word).withUnsafeBufferPointer { (bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] in
      term(bytes, placingTone: placingTone)
    }
  }

  package static func term(_ word: UnsafeBufferPointer<UInt8>, placingTone: Bool = true) -> [UInt8] {
    if let plain = plainTerm(word, placingTone: placingTone) { return plain }
    let bytes = Array(word.prefix(4 * longest))
    var scalars: [UInt32] = []
    let normalized = NormalizedText(SourceText(bytes: bytes)).bytes
    normalized.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let (scalar, length) = UTF8Bytes.decode(buffer, at: index)
        index += length
        if scalar != UTF8Bytes.invalid, !WordClasses.isJoiner(scalar), scalar > 0x20 {
          scalars.append(lower(scalar))
        }
      }
    }
    if placingTone { scalars.withUnsafeMutableBufferPointer { placeTone($0) } }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for scalar in scalars {
      let length = out.count
      UTF8Bytes.append(scalar, to: &out)
      if out.count > longest {
        out.removeLast(out.count - length)
        break
      }
    }
    return out
  }

  /// The term of a word that is digits and composed letters of Vietnamese alone, which normalising leaves as they are;
  /// `nil` of any other.
  private static func plainTerm(_ word: UnsafeBufferPointer<UInt8>, placingTone: Bool) -> [UInt8]? {
    guard word.count <= longest else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: word.count) { scalars in
      var index = 0
      var count = 0
      while index < word.count {
        let (scalar, length) = UTF8Bytes.decode(word, at: index)
        switch LetterCase.kind(scalar) {
        case .capital: scalars[count] = scalar + LetterCase.distance(scalar)
        case .small: scalars[count] = scalar
        case .neither where scalar >= 48 && scalar <= 57: scalars[count] = scalar
        default: return nil
        }
        index &+= length
        count &+= 1
      }
      let letters = UnsafeMutableBufferPointer(rebasing: scalars[..<count])
      if placingTone { placeTone(letters) }
      var out: [UInt8] = []
      // Neither small letters nor another place of the tone make a word longer.
      out.reserveCapacity(word.count)
      for scalar in letters { UTF8Bytes.append(scalar, to: &out) }
      return out
    }
  }

  private static func lower(_ scalar: UInt32) -> UInt32 {
    scalar < 0x80 ? (scalar >= 65 && scalar <= 90 ? scalar + 32 : scalar) : ci_lower(scalar)
  }

  /// `oà`, `oè`, `uỳ` at the end of a syllable → `òa`, `òe`, `ùy`; not after q, whose u is no vowel.
  ///
  /// - Source: Decision 240/QĐ (1984) writes the new way, print mostly the traditional one; both are right.
  private static func placeTone(_ scalars: UnsafeMutableBufferPointer<UInt32>) {
    let last = scalars.count - 1
    guard last >= 1, scalars[last] > 0x7F, scalars[last - 1] == 0x6F || scalars[last - 1] == 0x75 else {
      return
    }
    for pair in pairs where pair.second.contains(scalars[last]) {
      guard scalars[last - 1] == pair.first.value,
        let tone = pair.second.firstIndex(of: scalars[last])
      else { continue }
      if pair.first == "u", last >= 2, scalars[last - 2] == 0x71 { return }
      scalars[last - 1] = pair.firstWithTone[tone]
      scalars[last] = pair.plainSecond.value
      return
    }
  }

  private struct Pair {
    var first: Unicode.Scalar
    var plainSecond: Unicode.Scalar
    var second: [UInt32]
    var firstWithTone: [UInt32]
  }

  private static let pairs: [Pair] = [
    Pair(first: "o", plainSecond: "a", second: codes("àáảãạ"), firstWithTone: codes("òóỏõọ")),
    Pair(first: "o", plainSecond: "e", second: codes("èéẻẽẹ"), firstWithTone: codes("òóỏõọ")),
    Pair(first: "u", plainSecond: "y", second: codes("ỳýỷỹỵ"), firstWithTone: codes("ùúủũụ")),
  ]

  private static func codes(_ letters: String) -> [UInt32] { letters.unicodeScalars.map(\.value) }

  /// The letters without any mark: `đường` → `duong`. Letters that Vietnamese has not stay.
  package static func folded(_ term: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    appendFolded(Array(term), to: &out)
    return out
  }

  /// Whether `folded` changes nothing.
  package static func isBare(_ term: [UInt8]) -> Bool { folded(term) == term }

  static func appendFolded(_ term: [UInt8], to out: inout [UInt8]) {
    let count = term.count
    let start = out.count
    out.append(contentsOf: repeatElement(0, count: count))
    let length = term.withUnsafeBufferPointer { term in
      out.withUnsafeMutableBufferPointer { out in out.baseAddress.map { fold(term, into: $0 + start) } ?? 0 }
    }
    out.removeLast(count - length)
  }

  /// Writes the letters without marks, which are never longer, and returns how many bytes they are.
  static func fold(_ term: UnsafeBufferPointer<UInt8>, into out: UnsafeMutablePointer<UInt8>) -> Int {
    var index = 0
    var length = 0
    while index < term.count {
      let byte = term[index]
      if byte < 0x80 {
        // Capitals are none of a term's; of a name they stay apart from small letters only in the term itself.
        out[length] = byte >= 65 && byte <= 90 ? byte + 32 : byte
        length &+= 1
        index &+= 1
        continue
      }
      let (scalar, size) = UTF8Bytes.decode(term, at: index)
      let letter = WordLetters.bases[scalar]
      if letter != 0 {
        out[length] = letter
        length &+= 1
      } else {
        for offset in index..<index &+ size {
          out[length] = term[offset]
          length &+= 1
        }
      }
      index &+= size
    }
    return length
  }
}

/// The order of a term dictionary: by the letters without marks, then by the bytes.
///
/// So all terms of the same letters are neighbours, and so are all that begin with the same letters.
package struct TermKey: Comparable, Hashable, Sendable {
  package var folded: [UInt8]
  package var term: [UInt8]

  package init(_ term: [UInt8]) {
    self.term = term
    folded = TermForm.folded(term)
  }

  package static func < (a: TermKey, b: TermKey) -> Bool {
    switch compare(a.folded, b.folded) {
    case 0: compare(a.term, b.term) < 0
    case let order: order < 0
    }
  }

  /// Negative, 0 or positive, by bytes.
  @inline(__always)
  package static func compare(_ a: [UInt8], _ b: [UInt8]) -> Int {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { compare(a, $0) } }
  }

  @inline(__always)
  package static func compare(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    let count = min(a.count, b.count)
    var index = 0
    while index < count {
      if a[index] != b[index] { return Int(a[index]) - Int(b[index]) }
      index &+= 1
    }
    return a.count - b.count
  }
}
