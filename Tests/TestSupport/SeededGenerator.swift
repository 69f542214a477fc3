/// SplitMix64: the same numbers for the same seed, on every machine and in every run.
///
/// - Source: Steele, Lea, Flood, “Fast Splittable Pseudorandom Number Generators”, 2014.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in `0..<bound`; 0 if there is none.
  package mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int.random(in: 0..<bound, using: &self) : 0
  }

  /// Whether one of `count` equally likely things happened.
  package mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  /// `count` bytes, each as likely as the next.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<max(count, 0)).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
