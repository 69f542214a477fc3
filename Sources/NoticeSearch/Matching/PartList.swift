/// The parts of a set, as hot loops ask them: no reference is counted.
///
/// - Precondition: Whoever makes it keeps the parts for as long as it is used, and frees it.
struct PartList {
  private let parts: UnsafeMutablePointer<Unmanaged<DocSet>>
  let count: Int

  init(_ sets: [DocSet]) {
    count = sets.count
    parts = .allocate(capacity: max(1, sets.count))
    for (index, set) in sets.enumerated() { (parts + index).initialize(to: .passUnretained(set)) }
  }

  func free() { parts.deallocate() }

  @inline(__always)
  func with<Result>(_ index: Int, _ use: (DocSet) -> Result) -> Result {
    parts[index]._withUnsafeGuaranteedRef(use)
  }

  @inline(__always)
  func forEach(_ use: (DocSet) -> Void) { for index in 0..<count { with(index, use) } }
}
