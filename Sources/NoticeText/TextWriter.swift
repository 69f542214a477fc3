/// Writes bytes of text into room that was set aside for them.
///
/// Names, symbols and URIs are put together from pieces that are valid UTF-8, on the stack and within a length known
/// beforehand: the string is the only thing allocated, and it is not validated again.
@usableFromInline package struct TextWriter {
  @usableFromInline let buffer: UnsafeMutableBufferPointer<UInt8>
  /// The bytes written so far.
  @usableFromInline package var count = 0

  @inlinable
  package init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  /// Appends an ASCII character. What has no room is left out.
  @inlinable @inline(__always)
  package mutating func append(_ byte: UInt8) {
    assert(count < buffer.count, "no room for byte \(count)")
    guard count < buffer.count else { return }
    buffer[count] = byte
    count &+= 1
  }

  @inlinable
  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    assert(bytes.count <= buffer.count - count, "no room for \(bytes.count) bytes after \(count)")
    guard bytes.count <= buffer.count &- count, let target = buffer.baseAddress,
      let source = bytes.baseAddress
    else { return }
    (target + count).update(from: source, count: bytes.count)
    count &+= bytes.count
  }

  @inlinable
  package mutating func append(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ append($0) }) == nil {
      for byte in text.utf8 { append(byte) }
    }
  }

  package mutating func append(scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar), UTF8.width(scalar) <= buffer.count - count else { return }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  /// The last byte of those from `start` on.
  @inlinable
  package func last(from start: Int) -> UInt8? { count > start ? buffer[count - 1] : nil }

  /// Takes the last byte back.
  @inlinable
  package mutating func removeLast() { count &-= 1 }
}

extension String {
  /// What `write` writes: at most `capacity` bytes, which are valid UTF-8.
  @inlinable
  package init(capacity: Int, writing write: (inout TextWriter) -> Void) {
    self = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Swift.max(capacity, 1)) { buffer in
      var writer = TextWriter(buffer)
      write(&writer)
      return String(validated: UnsafeBufferPointer(rebasing: buffer[..<writer.count]))
    }
  }

  /// Bytes that are known to be valid UTF-8, such as those of normalised text cut between scalars: they are not
  /// checked again.
  @inlinable
  package init(validated bytes: UnsafeBufferPointer<UInt8>) {
    self.init(copying: UTF8Span(unchecked: bytes.span))
  }
}
