import NoticeText

/// Word numbers: every word that some list or rule knows has a small one, all others are 0.
///
/// Open addressing over packed keys: one multiplication and, for nearly every word, one load. Key and number
/// lie side by side, and half the slots are empty, so the table of a thousand words stays in the cache.
final class Vocabulary: @unchecked Sendable {
  private struct Slot {
    var key: UInt64
    /// 0: the slot is empty.
    var id: UInt16
  }

  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int

  init(_ entries: [WordKey: UInt16]) {
    var size = 16
    while size < entries.count * 2 + 2 { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(key: 0, id: 0), count: size)
    for (key, id) in entries where id != 0 {
      var index = Self.slot(key.bits) & mask
      while slots[index].id != 0 { index = (index &+ 1) & mask }
      slots[index] = Slot(key: key.bits, id: id)
    }
  }

  deinit { slots.deallocate() }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  /// The number of `key`, 0 if no list has it.
  @inline(__always)
  func id(_ key: WordKey) -> UInt16 {
    var index = Self.slot(key.bits) & mask
    // Ends: half the slots are empty.
    while true {
      let slot = slots[index]
      if slot.key == key.bits || slot.id == 0 { return slot.id }
      index = (index &+ 1) & mask
    }
  }
}

/// Words of which a text has next to none: a few bits tell of nearly every other word that it is not among them,
/// without a look at the table, which is too large to stay in the cache.
final class RareWords: @unchecked Sendable {
  private let words: Vocabulary
  private let filter: UnsafeMutablePointer<UInt64>
  private let shift: UInt64

  init(_ entries: [WordKey: UInt16]) {
    words = Vocabulary(entries)
    // Sixteen bits a word: one in sixteen of the others is looked up in vain.
    var bits: UInt64 = 6
    while 1 << bits < entries.count * 16 { bits += 1 }
    shift = 64 - bits
    filter = .allocate(capacity: 1 << (bits - 6))
    filter.initialize(repeating: 0, count: 1 << (bits - 6))
    for (key, id) in entries where id != 0 {
      let place = hash(key)
      filter[Int(place >> 6)] |= 1 << (place & 63)
    }
  }

  deinit { filter.deallocate() }

  @inline(__always)
  private func hash(_ key: WordKey) -> UInt64 { (key.bits &* 0xD6E8_FEB8_6659_FD93) >> shift }

  /// The number of `key`, 0 if the list does not have it.
  @inline(__always)
  func id(_ key: WordKey) -> UInt16 {
    let place = hash(key)
    return filter[Int(place >> 6)] >> (place & 63) & 1 == 0 ? 0 : words.id(key)
  }
}

/// A closed list of words with what each stands for.
struct WordTable<Value: Sendable>: Sendable {
  private let places: Vocabulary
  private let values: [Value]

  init(_ entries: [WordKey: Value]) {
    var ids: [WordKey: UInt16] = [:]
    var values: [Value] = []
    for (key, value) in entries where values.count < 0xFFFF {
      values.append(value)
      ids[key] = UInt16(values.count)
    }
    places = Vocabulary(ids)
    self.values = values
  }

  @inline(__always)
  subscript(_ key: WordKey) -> Value? {
    let place = places.id(key)
    return place == 0 ? nil : values[Int(place) &- 1]
  }

  @inline(__always)
  func contains(_ key: WordKey) -> Bool { places.id(key) != 0 }
}

extension WordTable where Value == Void {
  /// The words alone.
  init(_ words: some Sequence<WordKey>) {
    self.init(Dictionary(words.map { ($0, ()) }) { first, _ in first })
  }
}
