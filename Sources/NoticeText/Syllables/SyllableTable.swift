/// The syllables that Vietnamese spelling allows: onset × rime × tone, with the rules of spelling.
///
///     syllable ← ONSET? RIME TONE
///
/// Built from `onsets.tsv` (which onset stands before which vowel) and `rimes.tsv` (which rimes there are, and
/// which end in a stop). A word that is none is a loan, an abbreviation, a name, or damage.
///
/// - Source: the spelling rules of QĐ 240/QĐ (1984) as the tables state them.
package struct SyllableTable: @unchecked Sendable {
  package static let standard = SyllableTable()

  /// The letters of each allowed onset and rime, without tone, and `stop` if the rime ends in one: open addressing,
  /// 0 is an empty slot, and at least half of them are empty. Never freed: there is one table a process.
  private let slots: UnsafePointer<UInt64>
  private let mask: Int

  private static let stop: UInt64 = 1 << 63

  /// How many spellings there are, tones aside.
  package let count: Int

  init() {
    var table: [WordKey: Bool] = [:]
    let rimes = DataTable("rimes.tsv").rows.map { row in
      (rime: row[0], isStop: row.count > 1 && row[1] == "1", constraint: row.count > 2 ? row[2] : "")
    }
    for onset in DataTable("onsets.tsv").rows {
      let vowels = Set((onset.count > 1 ? onset[1] : "").split(separator: " ").map(String.init))
      for rime in rimes {
        guard let first = rime.rime.first, vowels.contains(String(first)),
          Self.allows(rime.constraint, rime: rime.rime, onset: onset[0])
        else { continue }
        // gi + iêng is written giêng, gi + in is written gin.
        let spelling = onset[0] == "gi" && first == "i" ? "g" + rime.rime : onset[0] + rime.rime
        table[WordKey(spelling)] = rime.isStop
      }
    }
    count = table.count
    var size = 16
    while size < table.count * 2 { size *= 2 }
    mask = size - 1
    let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    for (key, isStop) in table where !key.isHashed && key.bits != 0 {
      var slot = Self.slot(key) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = key.bits | (isStop ? Self.stop : 0)
    }
    self.slots = UnsafePointer(slots)
  }

  @inline(__always)
  private static func slot(_ key: WordKey) -> Int {
    Int(truncatingIfNeeded: (key.bits &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  /// Whether a rime's remark lets it stand after `onset` (empty: none).
  private static func allows(_ constraint: String, rime: String, onset: String) -> Bool {
    if constraint.hasPrefix("needs an onset") { return !onset.isEmpty && onset != "qu" }
    if constraint.hasPrefix("no onset") { return onset.isEmpty || onset == "qu" }
    if constraint.hasPrefix("not after qu") || constraint.hasPrefix("after qu the u belongs") {
      return onset != "qu"
    }
    if constraint.hasPrefix("attested after:") {
      let allowed = constraint.dropFirst("attested after:".count).split(separator: " ")
      return allowed.contains(Substring(onset.isEmpty ? "∅" : onset))
    }
    if rime == "y" { return onset.isEmpty || ["h", "k", "l", "m", "s", "t", "v", "qu"].contains(onset) }
    if rime.hasPrefix("u"), onset == "qu" { return false }
    return true
  }

  /// Whether `key` is a syllable: its letters are an onset and a rime, and a rime that ends in a stop has sắc or
  /// nặng. Where the tone is written does not matter.
  ///
  /// - Complexity: O(1).
  package func isSyllable(_ key: WordKey) -> Bool {
    guard !key.isHashed else { return false }
    let letters = key.toneless
    var slot = Self.slot(letters) & mask
    // Ends: half of the slots are empty.
    while slots[slot] != 0 {
      if slots[slot] & ~Self.stop == letters.bits {
        return slots[slot] & Self.stop == 0 || key.tone == Letter.Tone.sac.rawValue
          || key.tone == Letter.Tone.nang.rawValue
      }
      slot = (slot &+ 1) & mask
    }
    return false
  }
}
