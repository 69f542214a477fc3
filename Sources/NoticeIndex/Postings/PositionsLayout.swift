/// Where the positions of a block stand: Rice-coded, or patched, as version 1 has them.
@usableFromInline enum PositionsLayout {
  case rice(RicePacking.Layout)
  case patched(PatchedPacking.Layout)

  /// `nil` if the list does not end within `bytes`.
  init?(count: Int, _ bytes: UnsafeRawBufferPointer, at offset: Int) {
    if let layout = RicePacking.Layout(count: count, bytes, at: offset) {
      self = .rice(layout)
    } else if let layout = PatchedPacking.Layout(count: count, bytes, at: offset) {
      self = .patched(layout)
    } else {
      return nil
    }
  }

  /// The sums of the numbers `range`, each taken one larger, up to each of them, into `out`.
  func readSums(_ range: Range<Int>, _ base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>) {
    switch self {
    case .rice(let layout): layout.readSums(range, base, into: out)
    case .patched(let layout): layout.readSums(range, base, into: out)
    }
  }

  /// The first `count` numbers, into `out`.
  func read(_ count: Int, _ base: UnsafeRawPointer, into out: UnsafeMutablePointer<UInt32>) {
    switch self {
    case .rice(let layout): layout.read(count, base, into: out)
    case .patched(let layout): layout.read(count, base, into: out)
    }
  }
}
