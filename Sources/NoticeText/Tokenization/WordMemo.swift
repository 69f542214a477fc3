import Synchronization

/// What the tokeniser made of words that it met, by their bytes.
///
/// A text has a few hundred words again and again. One look here gives key and flags of nearly each of them, where going
/// through its letters takes a branch a letter, which no processor foresees. What stands here is a function of the bytes
/// alone, so that a memo serves one text after the other; a word takes the place of another that has the same slot.
struct WordMemo: @unchecked Sendable {
  /// The bytes of a word of up to 15 bytes, padded with zeros.
  struct Form {
    let low: UInt64
    /// Seven bytes at most: the last one is free.
    let high: UInt64
    let length: Int

    /// What stands at `index` up to the first ASCII character that is no letter, nothing if that stands right there; nil
    /// if it is further away than 15 bytes, or if less than 16 bytes are left.
    @inline(__always)
    init?(_ p: UnsafeBufferPointer<UInt8>, at index: Int) {
      guard index &+ 16 <= p.count, let base = UnsafeRawPointer(p.baseAddress) else { return nil }
      let bytes = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let ends = Self.ends(bytes)
      if ends != 0 {
        let bits = ends.trailingZeroBitCount &- 7
        low = bytes & (1 &<< UInt64(bits) &- 1)
        high = 0
        length = bits &>> 3
      } else {
        let more = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self))
        let ends = Self.ends(more)
        guard ends != 0 else { return nil }
        let bits = ends.trailingZeroBitCount &- 7
        low = bytes
        high = more & (1 &<< UInt64(bits) &- 1)
        length = 8 &+ bits &>> 3
      }
    }

    /// The top bit of each byte that is ASCII and no letter.
    @inline(__always)
    private static func ends(_ bytes: UInt64) -> UInt64 {
      let top: UInt64 = 0x8080_8080_8080_8080
      let small = (bytes | 0x2020_2020_2020_2020) & ~top
      // From "a" on the first sum has the top bit; beyond "z" the second one.
      let letters = (small &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(small &+ 0x0505_0505_0505_0505)
      return ~(letters | bytes) & top
    }

    @inline(__always)
    var slot: Int {
      let mixed = (low ^ high &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed &>> (64 &- WordMemo.bits))
    }
  }

  private struct Slot {
    /// 0: the slot is empty.
    var low: UInt64 = 0
    /// The rest of the bytes; in the last byte what is set of `upper`, `caps` and `newTone`.
    var high: UInt64 = 0
    var key: UInt64 = 0
  }

  /// log₂ of the number of slots.
  private static let bits: UInt64 = 12
  private static let ownBytes: UInt64 = 1 << 56 - 1

  private let slots: UnsafeMutablePointer<Slot>

  private init() {
    slots = .allocate(capacity: 1 << Int(Self.bits))
    slots.initialize(repeating: Slot(), count: 1 << Int(Self.bits))
  }

  /// Key and flags of a word that was met before.
  @inline(__always)
  func known(_ form: Form) -> (key: UInt64, flags: UInt16)? {
    let slot = slots[form.slot]
    guard slot.low == form.low, slot.high & Self.ownBytes == form.high else { return nil }
    return (slot.key, UInt16(truncatingIfNeeded: slot.high &>> 56) &<< 4)
  }

  /// - Parameter flags: Of `upper`, `caps` and `newTone`.
  @inline(__always)
  func note(_ form: Form, key: UInt64, flags: UInt16) {
    assert(flags & ~0x70 == 0, "flags \(flags) that are not the word's own")
    slots[form.slot] = Slot(low: form.low, high: form.high | UInt64(flags &>> 4) &<< 56, key: key)
  }

  // MARK: One for each text that is being read

  /// Those that nobody uses. Never freed: there are as many as texts were ever read at the same time.
  private static let idle = Mutex<[WordMemo]>([])

  /// Runs `body` with a memo that nobody else uses meanwhile.
  static func lend<Result>(_ body: (WordMemo) -> Result) -> Result {
    let memo = idle.withLock { $0.popLast() } ?? WordMemo()
    defer { idle.withLock { $0.append(memo) } }
    return body(memo)
  }
}
