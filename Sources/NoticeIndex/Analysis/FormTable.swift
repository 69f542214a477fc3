/// Numbers the terms of a text, found by the very bytes of a word.
///
/// `Hòa`, `HOÀ` and `hoà` are three forms of one term. A word of up to sixteen bytes is found by two
/// comparisons and no copy; only a form met for the first time is brought to its term.
///
/// - Complexity: O(1) a word that was met before.
package final class FormTable {
  private struct Slot {
    var low: UInt64
    var high: UInt64
    /// 0: free; else the term's number and one.
    var number: UInt32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var used = 0
  private var longForms: [[UInt8]: UInt32] = [:]
  private var numbers: [[UInt8]: UInt32] = [:]
  /// By number.
  package private(set) var terms: [[UInt8]] = []
  /// By number: 0 if it was not asked for, else the number of the term's letters, and one.
  private var letterNumbers: [UInt32] = []
  /// Bytes of the terms, for the bound on memory.
  private(set) var size = 0
  /// How many forms it knows, or terms if they are more, as some were asked about that no text had: what it takes grows
  /// with them.
  package var count: Int { max(used + longForms.count, terms.count) }

  /// What `number` gives for a word of which nothing is left.
  package static let none = UInt32.max

  /// - Parameter capacity: Slots that it begins with, a power of two; it grows.
  package init(capacity: Int = 1 << 14) {
    mask = capacity - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(low: 0, high: 0, number: 0), count: mask + 1)
  }

  deinit { slots.deallocate() }

  /// The number of the term of the word `range` of `text`.
  @inline(__always)
  package func number(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
    let length = range.count
    guard length <= 16, let base = text.baseAddress else { return longForm(text, range) }
    let (low, high) = Self.load(base + range.lowerBound, length, left: text.count &- range.lowerBound)
    var place = Self.hash(low, high) & mask
    while true {
      let slot = slots[place]
      if slot.number == 0 { return insert(text, range, low, high) }
      if slot.low == low, slot.high == high { return slot.number &- 1 }
      place = (place &+ 1) & mask
    }
  }

  /// Up to sixteen bytes as two integers, the rest zeros; no word has a zero byte.
  @inline(__always)
  private static func load(_ start: UnsafePointer<UInt8>, _ length: Int, left: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(start)
    if left >= 16 {
      let low = raw.loadUnaligned(as: UInt64.self)
      if length <= 8 {
        return (length == 8 ? low : low & ((1 &<< UInt64(length &<< 3)) &- 1), 0)
      }
      let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      return (low, length == 16 ? high : high & ((1 &<< UInt64((length &- 8) &<< 3)) &- 1))
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<length {
      let byte = UInt64(start[index])
      if index < 8 {
        low |= byte &<< UInt64(index &<< 3)
      } else {
        high |= byte &<< UInt64((index &- 8) &<< 3)
      }
    }
    return (low, high)
  }

  @inline(__always)
  private static func hash(_ low: UInt64, _ high: UInt64) -> Int {
    let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: (mixed ^ mixed &>> 32) &* 0xD6E8_FEB8_6659_FD93 &>> 20)
  }

  @inline(never)
  private func insert(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ low: UInt64, _ high: UInt64
  ) -> UInt32 {
    let number = number(ofTerm: TermForm.term(UnsafeBufferPointer(rebasing: text[range])))
    if number == Self.none { return number }
    if (used + 1) * 2 > mask { grow() }
    put(Slot(low: low, high: high, number: number + 1))
    used += 1
    return number
  }

  private func put(_ slot: Slot) {
    var place = Self.hash(slot.low, slot.high) & mask
    while slots[place].number != 0 { place = (place &+ 1) & mask }
    slots[place] = slot
  }

  private func grow() {
    let old = slots
    let count = mask + 1
    mask = count * 2 - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(low: 0, high: 0, number: 0), count: mask + 1)
    for index in 0..<count where old[index].number != 0 { put(old[index]) }
    old.deallocate()
  }

  @inline(never)
  private func longForm(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
    let form = Array(text[range])
    if let number = longForms[form] { return number }
    let number = number(ofTerm: TermForm.term(form))
    // A text of one endless word is kept by its term only.
    if form.count <= 4 * TermForm.longest { longForms[form] = number }
    return number
  }

  /// The number of the term's letters without marks, which is a term too.
  ///
  /// - Complexity: O(1) a term that was asked about before.
  package func letters(_ number: UInt32) -> UInt32 {
    let place = Int(number)
    if place < letterNumbers.count, letterNumbers[place] != 0 { return letterNumbers[place] - 1 }
    let letters = self.number(ofTerm: TermForm.folded(terms[place]))
    if place >= letterNumbers.count {
      letterNumbers += repeatElement(0, count: terms.count - letterNumbers.count)
    }
    letterNumbers[place] = letters + 1
    return letters
  }

  package func number(ofTerm term: [UInt8]) -> UInt32 {
    if term.isEmpty { return Self.none }
    if let number = numbers[term] { return number }
    let number = UInt32(terms.count)
    numbers[term] = number
    terms.append(term)
    size += term.count + 100
    return number
  }
}
