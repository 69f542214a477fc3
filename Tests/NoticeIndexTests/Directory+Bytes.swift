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
