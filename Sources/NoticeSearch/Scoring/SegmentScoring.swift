import NoticeIndex

/// What scoring needs to know of one segment, the same for every query.
final class SegmentScoring: @unchecked Sendable {
  let segment: Segment
  let norms: UnsafePointer<UInt8>
  /// `Scoring.saturation` by norm, for the average length of the whole index.
  let saturation: UnsafePointer<Float>
  /// `Scoring.share` by norm and of `few` frequencies, so that most need no division.
  private let fewShares: UnsafePointer<Float>
  private static let few: UInt32 = 8
  /// The largest share that each bound of the segment stands for, whose bounds were made for its own average.
  let shares: UnsafePointer<Float>
  /// One bit a document; `nil` if none is deleted.
  let live: UnsafePointer<UInt64>?

  init(_ segment: Segment, averageLength: Float) {
    self.segment = segment
    norms = segment.norms
    let saturation = UnsafeMutablePointer<Float>.allocate(capacity: 256)
    saturation.initialize(from: Scoring.saturation(average: averageLength), count: 256)
    self.saturation = UnsafePointer(saturation)
    let few = Int(Self.few)
    let fewShares = UnsafeMutablePointer<Float>.allocate(capacity: 256 * few)
    for place in 0..<256 * few {
      (fewShares + place).initialize(to: Scoring.share(UInt32(place % few + 1), saturation[place / few]))
    }
    self.fewShares = UnsafePointer(fewShares)
    // f ÷ (f + K) grows at most as K shrinks, and K shrinks at most as the average grows.
    let ratio = segment.boundsAverage > 0 ? max(1, averageLength / segment.boundsAverage) : 1
    let shares = UnsafeMutablePointer<Float>.allocate(capacity: 256)
    for bound in 0...255 {
      (shares + bound).initialize(to: min(1, Scoring.share(bound: UInt8(bound)) * ratio * 1.000_01))
    }
    self.shares = UnsafePointer(shares)
    live = segment.live?.assumingMemoryBound(to: UInt64.self)
  }

  deinit {
    saturation.deallocate()
    fewShares.deallocate()
    shares.deallocate()
  }

  /// - Parameter frequency: At least 1.
  @inline(__always)
  func share(_ frequency: UInt32, _ document: Int) -> Float {
    let norm = Int(norms[document])
    let place = frequency &- 1
    if place < Self.few { return fewShares[norm &* Int(Self.few) &+ Int(place)] }
    return Scoring.share(frequency, saturation[norm])
  }
}
