/// Which values each document of a segment has, by the values' numbers.
///
/// Values count themselves in one pass over the documents that match, or over those that do not, whichever are fewer:
/// so a query that finds nearly all costs as little as one that finds nearly none. Values that many documents have are
/// kept as bitmaps too: where many documents match, those are counted a word at a time.
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
  /// Values that one document in `commonShare` has, or more.
  private let common: [Common]
  /// The documents that have other values too.
  private let withOthers: [UInt64]
  /// Where the numbers of a document's other values end, which come first; `nil` if no document has two values.
  private let otherEnds: [UInt32]?

  private struct Common: Sendable {
    let value: Int
    /// Its documents.
    let bitmap: [UInt64]
  }

  private static let commonShare = 8

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
    let isCommon = totals.map { Int($0) >= max(1, documents / Self.commonShare) }
    var common: [Common] = []
    var withOthers = [UInt64](repeating: 0, count: (documents + 63) / 64)
    var otherEnds: [UInt32]?
    func fill<Number: FixedWidthInteger>(_ numbers: inout [Number]) {
      for value in 0..<values where !isCommon[value] {
        read(value) { document in
          numbers[Int(degrees[document])] = Number(truncatingIfNeeded: value)
          degrees[document] += 1
          withOthers[document >> 6] |= 1 << UInt64(document & 63)
        }
      }
      if !isSingle { otherEnds = degrees }
      for value in 0..<values where isCommon[value] {
        var bitmap = [UInt64](repeating: 0, count: withOthers.count)
        read(value) { document in
          numbers[Int(degrees[document])] = Number(truncatingIfNeeded: value)
          degrees[document] += 1
          bitmap[document >> 6] |= 1 << UInt64(document & 63)
        }
        common.append(Common(value: value, bitmap: bitmap))
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
    self.common = common
    self.withOthers = withOthers
    self.otherEnds = otherEnds
  }

  /// How many of the documents have each value, by its number.
  ///
  /// - Parameters:
  ///   - bitmap: One bit a document.
  ///   - matches: How many of them are set.
  /// - Complexity: O(documents ÷ 64, and what the fewer have: those that are set, or those that are not); of values
  ///   that many have no more than O(documents ÷ 64) each.
  func counts(in bitmap: [UInt64], matches: Int) -> [UInt32] {
    // One more: what no value is counted as.
    var counts = [UInt32](repeating: 0, count: values + 1)
    let isInverted = matches > documents / 2
    let fewer = isInverted ? documents - matches : matches
    let wanted = isInverted ? inverted(bitmap) : bitmap
    if isWorthBitmaps(fewer) {
      for value in common { counts[value.value] = UInt32(Matches.countBoth(wanted, value.bitmap)) }
      if withOthers.contains(where: { $0 != 0 }) {
        count(wanted, among: withOthers, ends: otherEnds, &counts)
      }
    } else {
      count(wanted, among: nil, ends: nil, &counts)
    }
    counts.removeLast()
    if isInverted { for value in counts.indices { counts[value] = totals[value] - counts[value] } }
    return counts
  }

  /// Whether so many documents are counted faster by bitmaps, of which a word takes about half of what a number does.
  private func isWorthBitmaps(_ matches: Int) -> Bool {
    let numbers = common.reduce(0) { $0 + Int(totals[$1.value]) } * matches / max(1, documents)
    return numbers * 2 > common.count * withOthers.count
  }

  /// The documents that do not match.
  private func inverted(_ bitmap: [UInt64]) -> [UInt64] {
    var out = bitmap.map { ~$0 }
    if documents % 64 != 0, out.count * 64 > documents {
      out[documents / 64] &= (1 << UInt64(documents % 64)) - 1
    }
    return out
  }

  /// - Parameters:
  ///   - others: Documents that count, if not all do.
  ///   - ends: Where the numbers of each that count end, if not all do.
  private func count(
    _ bitmap: [UInt64], among others: [UInt64]?, ends: [UInt32]?, _ counts: inout [UInt32]
  ) {
    switch numbers {
    case .narrow(let numbers): count(numbers, bitmap, others, ends, &counts)
    case .wide(let numbers): count(numbers, bitmap, others, ends, &counts)
    }
  }

  @inline(__always)
  private func count<Number: FixedWidthInteger>(
    _ numbers: [Number], _ bitmap: [UInt64], _ others: [UInt64]?, _ ends: [UInt32]?,
    _ counts: inout [UInt32]
  ) {
    var wanted = bitmap
    if let others { for word in 0..<min(wanted.count, others.count) { wanted[word] &= others[word] } }
    let words = min(wanted.count, (documents + 63) / 64)
    wanted.withUnsafeBufferPointer { wanted in
      numbers.withUnsafeBufferPointer { numbers in
        counts.withUnsafeMutableBufferPointer { counts in
          // Every number is at most `values`: counts has a place for each.
          if let starts {
            // All numbers of a document end where those of the next one begin.
            let ends = ends?[...] ?? starts.dropFirst()
            starts.withUnsafeBufferPointer { starts in
              ends.withUnsafeBufferPointer { ends in
                for word in 0..<words {
                  Bits.forEach(wanted[word]) { bit in
                    let document = word &* 64 &+ bit
                    for place in Int(starts[document])..<Int(ends[document]) {
                      counts[Int(truncatingIfNeeded: numbers[place])] &+= 1
                    }
                  }
                }
              }
            }
          } else {
            for word in 0..<words {
              Bits.forEach(wanted[word]) { bit in
                counts[Int(truncatingIfNeeded: numbers[word &* 64 &+ bit])] &+= 1
              }
            }
          }
        }
      }
    }
  }
}
