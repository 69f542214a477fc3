/// Which values each document of a segment has, by the values' numbers.
///
/// Values count themselves in one pass over the documents that match, or over those that do not, whichever are fewer:
/// so a query that finds nearly all costs as little as one that finds nearly none.
///
/// - Shape: Of documents with at most one value, a number a document, `values` for none; else the numbers of all
///   documents one after the other, and where those of each begin. Two bytes a number where that is enough.
struct OrdinalColumn: Sendable {
  private enum Numbers: Sendable {
    case narrow([UInt16])
    case wide([UInt32])
  }

  /// How many values there are.
  let values: Int
  private let documents: Int
  private let numbers: Numbers
  /// `nil` if no document has two.
  private let starts: [UInt32]?
  /// Documents that have each value, deleted ones and all.
  private let totals: [UInt32]

  /// - Parameters:
  ///   - values: How many there are.
  ///   - read: Calls its argument with the documents of a value, by the value's number; asked twice for each.
  /// - Complexity: O(documents + what they have).
  init(documents: Int, values: Int, read: (Int, (Int) -> Void) -> Void) {
    var degrees = [UInt32](repeating: 0, count: documents + 1)
    var totals = [UInt32](repeating: 0, count: values)
    for value in 0..<values {
      read(value) { document in
        degrees[document] += 1
        totals[value] += 1
      }
    }
    let isSingle = degrees.allSatisfy { $0 < 2 }
    // Now: where the numbers of each document begin.
    var sum: UInt32 = 0
    for document in degrees.indices {
      let own = degrees[document]
      degrees[document] = isSingle ? UInt32(document) : sum
      sum += own
    }
    let starts = isSingle ? nil : degrees
    let count = isSingle ? documents : Int(sum)
    func fill<Number: FixedWidthInteger>(_ numbers: inout [Number]) {
      for value in 0..<values {
        read(value) { document in
          numbers[Int(degrees[document])] = Number(truncatingIfNeeded: value)
          degrees[document] += 1
        }
      }
    }
    if values < Int(UInt16.max) {
      var numbers = [UInt16](repeating: UInt16(values), count: count)
      fill(&numbers)
      self.numbers = .narrow(numbers)
    } else {
      var numbers = [UInt32](repeating: UInt32(values), count: count)
      fill(&numbers)
      self.numbers = .wide(numbers)
    }
    self.values = values
    self.documents = documents
    self.starts = starts
    self.totals = totals
  }

  /// How many of the documents have each value, by its number.
  ///
  /// - Parameters:
  ///   - bitmap: One bit a document.
  ///   - matches: How many of them are set.
  /// - Complexity: O(documents ÷ 64, and what the fewer have: those that are set, or those that are not).
  func counts(in bitmap: [UInt64], matches: Int) -> [UInt32] {
    // One more: what no value is counted as.
    var counts = [UInt32](repeating: 0, count: values + 1)
    let isInverted = matches > documents / 2
    switch numbers {
    case .narrow(let numbers): count(numbers, bitmap, isInverted, &counts)
    case .wide(let numbers): count(numbers, bitmap, isInverted, &counts)
    }
    counts.removeLast()
    if isInverted { for value in counts.indices { counts[value] = totals[value] - counts[value] } }
    return counts
  }

  @inline(__always)
  private func count<Number: FixedWidthInteger>(
    _ numbers: [Number], _ bitmap: [UInt64], _ isInverted: Bool, _ counts: inout [UInt32]
  ) {
    let flip: UInt64 = isInverted ? .max : 0
    let words = min(bitmap.count, (documents + 63) / 64)
    bitmap.withUnsafeBufferPointer { bitmap in
      numbers.withUnsafeBufferPointer { numbers in
        counts.withUnsafeMutableBufferPointer { counts in
          // Every number is at most `values`: counts has a place for each.
          if let starts {
            starts.withUnsafeBufferPointer { starts in
              for word in 0..<words {
                Bits.forEach(bits(bitmap[word] ^ flip, word)) { bit in
                  let document = word &* 64 &+ bit
                  for place in Int(starts[document])..<Int(starts[document &+ 1]) {
                    counts[Int(truncatingIfNeeded: numbers[place])] &+= 1
                  }
                }
              }
            }
          } else {
            for word in 0..<words {
              Bits.forEach(bits(bitmap[word] ^ flip, word)) { bit in
                counts[Int(truncatingIfNeeded: numbers[word &* 64 &+ bit])] &+= 1
              }
            }
          }
        }
      }
    }
  }

  /// Without those behind the last document.
  @inline(__always)
  private func bits(_ bits: UInt64, _ word: Int) -> UInt64 {
    let left = documents &- word &* 64
    return left >= 64 ? bits : bits & ((1 &<< UInt64(left)) &- 1)
  }
}
