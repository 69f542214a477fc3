@testable import NoticeIndex

extension Directory {
  func write(_ name: String, _ bytes: [UInt8]) throws {
    let sink = try create(name)
    try sink.append(bytes: bytes)
    try sink.sync()
    try sink.close()
  }

  func read(_ name: String) throws -> [UInt8] {
    let file = try open(name)
    return withExtendedLifetime(file) { Array(file.bytes) }
  }
}

extension FileSink {
  func append(bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try append($0) } }
}

/// `count` bytes without a short period; cheaper than random ones.
func mixedBytes(_ count: Int, seed: UInt64 = 0) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    var state = seed
    while filled < count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      buffer[filled] = UInt8(truncatingIfNeeded: state >> 33)
      filled += 1
    }
  }
}
