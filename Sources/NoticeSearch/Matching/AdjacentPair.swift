import NoticeIndex

/// Two terms, the second wanted directly behind the first: the phrase that is asked for most.
///
/// Positions are compared without a branch that depends on them: few with each other, many by a bitmap of the
/// document, in which those of the first are set and those of the second looked up. So the processor guesses no
/// comparison, and none wrong.
final class AdjacentPair {
  private let first: TermDocSet
  private let second: TermDocSet
  private let firstPositions: PositionsReader
  private let secondPositions: PositionsReader
  private let bitmap: UnsafeMutablePointer<UInt64>
  /// Words of the bitmap; longer documents are compared in order.
  private static let words = 64

  init(_ first: TermDocSet, _ second: TermDocSet) {
    self.first = first
    self.second = second
    firstPositions = first.positions
    secondPositions = second.positions
    bitmap = .allocate(capacity: Self.words)
    bitmap.initialize(repeating: 0, count: Self.words)
  }

  deinit { bitmap.deallocate() }

  /// How often the second term follows the first in a document that has both; 0 if one of them occurs less than
  /// `least` times, which is known before positions are read.
  ///
  /// - Complexity: O(positions of both).
  func count(_ document: Int, least: Float = 0) -> Int {
    let (firstBlock, firstPlace) = first.find(document)
    let (secondBlock, secondPlace) = second.find(document)
    if least > 1 {
      let rarest = min(
        firstPositions.count(block: firstBlock, place: firstPlace),
        secondPositions.count(block: secondBlock, place: secondPlace))
      if Float(rarest) < least { return 0 }
    }
    let a = firstPositions.run(block: firstBlock, place: firstPlace)
    let b = secondPositions.run(block: secondBlock, place: secondPlace)
    guard a.count > 0, b.count > 0 else { return 0 }
    // A position of `a` is `sum − origin`; the one behind it is looked for in `b`.
    let shift = b.origin &- a.origin &+ 1
    if a.count &* b.count <= 32 {
      var count = 0
      for i in 0..<a.count {
        let wanted = a.sums[i] &+ shift
        for j in 0..<b.count { count &+= b.sums[j] == wanted ? 1 : 0 }
      }
      return count
    }
    let last = max(a.sums[a.count &- 1] &+ shift, b.sums[b.count &- 1]) &- b.origin
    guard Int(last) < Self.words * 64 else { return inOrder(a, b, shift) }
    let offset = shift &- b.origin
    for i in 0..<a.count {
      let position = a.sums[i] &+ offset
      bitmap[Int(position &>> 6)] |= 1 &<< UInt64(position & 63)
    }
    var count: UInt64 = 0
    for j in 0..<b.count {
      let position = b.sums[j] &- b.origin
      count &+= bitmap[Int(position &>> 6)] &>> UInt64(position & 63) & 1
    }
    for i in 0..<a.count { bitmap[Int((a.sums[i] &+ offset) &>> 6)] = 0 }
    return Int(count)
  }

  private func inOrder(_ a: PositionsReader.Run, _ b: PositionsReader.Run, _ shift: UInt32) -> Int {
    var count = 0
    var i = 0
    var j = 0
    while i < a.count, j < b.count {
      let wanted = a.sums[i] &+ shift
      let found = b.sums[j]
      count &+= found == wanted ? 1 : 0
      // Both may move: the smaller does, or both if they met. Differences are taken around zero.
      let isBehind = Int32(bitPattern: found &- wanted) >= 0
      i &+= isBehind ? 1 : 0
      j &+= isBehind && found != wanted ? 0 : 1
    }
    return count
  }
}
