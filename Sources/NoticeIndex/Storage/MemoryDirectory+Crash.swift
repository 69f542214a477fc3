extension MemoryDirectory.NameChange {
  /// Does to the names what was done.
  func apply(to names: inout [String: Int]) {
    switch self {
    case .create(let name, let file): names[name] = file
    case .rename(let name, let newName): names[newName] = names.removeValue(forKey: name)
    case .remove(let name): names[name] = nil
    }
  }

  var names: [String] {
    switch self {
    case .create(let name, _), .remove(let name): [name]
    case .rename(let name, let newName): [name, newName]
    }
  }
}

extension MemoryDirectory {
  /// The folder as a power cut now may leave it, one of many ways for each seed; all of it is durable.
  ///
  /// What was synced is there. What was not is there, gone or, for bytes, wrong:
  /// - Bytes after the last `sync` are cut off anywhere, are zeros from some place on, or in blocks of 512.
  /// - Each name has, of all that happened to it since `syncNames`, lived through a part, from the first on:
  ///   names are independent of each other and of the order between them. A rename happens to both names or
  ///   to none, except that the old name may be left beside the new one.
  package func afterCrash(seed: UInt64) -> MemoryDirectory {
    var dice = Dice(state: seed)
    return state.withLock { state in
      var after = State()
      after.names = state.namesAfterCrash(&dice)
      after.durableNames = after.names
      after.files = state.files.map { file in
        let bytes = file.bytesAfterCrash(&dice)
        return File(bytes: bytes, durableCount: bytes.count)
      }
      return MemoryDirectory(after)
    }
  }
}

extension MemoryDirectory.State {
  fileprivate func namesAfterCrash(_ dice: inout Dice) -> [String: Int] {
    var names = durableNames
    var stopped: Set<String> = []  // a change to them was lost, hence all later ones are
    for change in changes {
      guard stopped.isDisjoint(with: change.names), !dice.oneIn(3) else {
        stopped.formUnion(change.names)
        continue
      }
      let before = names
      change.apply(to: &names)
      if case .rename(let name, _) = change, dice.oneIn(4) {
        names[name] = before[name]
        stopped.insert(name)
      }
    }
    return names
  }
}

extension MemoryDirectory.File {
  fileprivate func bytesAfterCrash(_ dice: inout Dice) -> [UInt8] {
    guard durableCount < bytes.count else { return bytes }
    let length = durableCount + dice.below(bytes.count - durableCount + 1)
    var left = bytes
    switch dice.below(5) {
    case 0: return Array(bytes[..<durableCount])
    case 1: return Array(bytes[..<length])
    case 2:  // the length arrived, the bytes did not
      for index in length..<left.count { left[index] = 0 }
    case 3:  // blocks arrived in any order
      for block in durableCount / 512...(left.count - 1) / 512 where dice.oneIn(2) {
        for index in max(block * 512, durableCount)..<min((block + 1) * 512, left.count) { left[index] = 0 }
      }
    default: break
    }
    return left
  }
}

/// SplitMix64: the same crash for the same seed.
private struct Dice {
  var state: UInt64

  /// A number in `0..<bound`.
  ///
  /// - Precondition: `bound` is positive.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
}
