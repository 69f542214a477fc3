import CXXHash
import NoticeIndex
import NoticeText

/// What two readings of the same text have in common: the smallest hashes of its pairs of neighbouring words, without
/// marks, for OCR loses marks first.
///
///     a0123456789abcdef … l0123456789abcdef    twelve bands of three hashes each
///
/// Two texts that share two thirds of their pairs share a band with a probability of .99; two that share a tenth, of .01.
///
/// - Source: Broder, “On the Resemblance and Containment of Documents”, 1997; bands: Leskovec, Rajaraman, Ullman, “Mining
///   of Massive Datasets”, 3.4.
package enum TextSketch {
  static let bands = 12
  private static let rows = 3
  /// Shorter texts have too little of their own.
  private static let fewest = 30

  /// The terms of a text's bands; none of one that is too short.
  ///
  /// - Complexity: O(words × 36).
  static func terms(_ text: [UInt8]) -> [String] {
    let pairs = pairs(text)
    // Pairs that recur change nothing.
    guard pairs.count >= fewest else { return [] }
    var smallest = [UInt64](repeating: .max, count: bands * rows)
    smallest.withUnsafeMutableBufferPointer { smallest in
      for pair in pairs {
        var value = pair
        for index in smallest.indices {
          // A permutation of the numbers of 64 bits, another one each time.
          value = (value ^ value >> 29) &* 0xBF58_476D_1CE4_E5B9 &+ 0x9E37_79B9_7F4A_7C15
          if value < smallest[index] { smallest[index] = value }
        }
      }
    }
    return (0..<bands).map { band in
      let hash = smallest[band * rows..<(band + 1) * rows].withUnsafeBytes {
        cx_hash($0.baseAddress, $0.count)
      }
      let digits = String(hash, radix: 16)
      let letter = String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(band)))
      return letter + String(repeating: "0", count: 16 - digits.count) + digits
    }
  }

  /// The share of the pairs of both that are in either, 0…1.
  ///
  /// - Complexity: O(n log n) for n words of both.
  static func resemblance(_ left: [UInt8], _ right: [UInt8]) -> Double {
    let (left, right) = (pairs(left).sorted(), pairs(right).sorted())
    var (i, j, common, all) = (0, 0, 0, 0)
    while i < left.count || j < right.count {
      // The next of both, each once however often it recurs.
      let next = i < left.count && (j >= right.count || left[i] <= right[j]) ? left[i] : right[j]
      let (start, other) = (i, j)
      while i < left.count, left[i] == next { i += 1 }
      while j < right.count, right[j] == next { j += 1 }
      if i > start, j > other { common += 1 }
      all += 1
    }
    return all == 0 ? 0 : Double(common) / Double(all)
  }

  /// A hash of each pair of neighbouring words.
  private static func pairs(_ text: [UInt8]) -> [UInt64] {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(text.count / 5)
    text.withUnsafeBufferPointer { buffer in
      var words = WordScanner(buffer)
      var before: UInt64 = 0
      while let word = words.next() {
        let hash = hash(buffer, word)
        if before != 0 { pairs.append((before << 7 | before >> 57) ^ hash) }
        before = hash
      }
    }
    return pairs
  }

  /// Of a word's letters without marks, and its digits.
  ///
  /// - Source: Fowler, Noll, Vo, FNV-1a.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> UInt64 {
    let table = WordLetters.bases
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var index = word.lowerBound
    while index < word.upperBound {
      var scalar = UInt32(text[index])
      var size = 1
      if scalar >= 0x80 { (scalar, size) = UTF8Bytes.decode(text, at: index) }
      index &+= size
      let letter = table[scalar]
      if letter != 0 {
        hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3
      } else if scalar < 0x80 {
        hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
      }
    }
    return hash
  }
}
