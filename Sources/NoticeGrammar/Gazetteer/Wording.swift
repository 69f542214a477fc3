import NoticeText

/// A name, or a part of one, while the rules are at work: valid UTF-8 that stands in the text, in the lexicon or on the
/// scratch of the reading. Copying one costs nothing; what becomes a value of the notice is made a string once, at the end.
///
/// Valid as long as the reading that made it, and its lexicon.
struct Wording: @unchecked Sendable {
  /// The bytes. Read them only while the reading lasts.
  let bytes: UnsafeBufferPointer<UInt8>

  static let empty = Wording(UnsafeBufferPointer(start: nil, count: 0))

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  init(_ literal: StaticString) {
    assert(literal.hasPointerRepresentation, "a literal of one character is no name")
    bytes = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
  }

  var count: Int { bytes.count }
  var isEmpty: Bool { bytes.isEmpty }

  var string: String { isEmpty ? "" : String(validated: bytes) }

  func hasPrefix(_ prefix: Wording) -> Bool {
    guard prefix.count <= count else { return false }
    for index in 0..<prefix.count where bytes[index] != prefix.bytes[index] { return false }
    return true
  }

  func hasPrefix(_ prefix: StaticString) -> Bool { hasPrefix(Wording(prefix)) }

  static func == (a: Wording, b: Wording) -> Bool { a.count == b.count && a.hasPrefix(b) }
  static func == (a: Wording, b: StaticString) -> Bool { a == Wording(b) }

  func dropFirst(_ count: Int) -> Wording {
    Wording(UnsafeBufferPointer(rebasing: bytes.dropFirst(count)))
  }
}

/// The memory for names that stand nowhere as they are wanted: it only grows, and is given back as a whole.
final class Scratch {
  private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  /// Of the last block.
  private var used = 0

  private static let blockSize = 2048

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// What `write` writes, at most `capacity` bytes of valid UTF-8.
  @inline(__always)
  func wording(capacity: Int, _ write: (inout TextWriter) -> Void) -> Wording {
    if blocks.last.map({ $0.count - used < capacity }) ?? true {
      blocks.append(.allocate(capacity: max(capacity, Self.blockSize)))
      used = 0
    }
    guard let block = blocks.last else { return .empty }
    var out = TextWriter(UnsafeMutableBufferPointer(rebasing: block[used..<used + capacity]))
    write(&out)
    used += out.count
    return Wording(UnsafeBufferPointer(rebasing: block[used - out.count..<used]))
  }

  func keep(_ text: String) -> Wording {
    wording(capacity: text.utf8.count) { $0.append(text) }
  }

  /// The parts, a blank between each two.
  func joined(_ first: Wording, _ second: Wording) -> Wording {
    wording(capacity: first.count + 1 + second.count) { out in
      out.append(first.bytes)
      out.append(32)
      out.append(second.bytes)
    }
  }

  /// Words, a blank between each two.
  func joined(_ words: some Sequence<Slice<UnsafeBufferPointer<UInt8>>>) -> Wording {
    words.reduce(.empty) { name, word in
      let word = Wording(UnsafeBufferPointer(rebasing: word))
      return name.isEmpty ? word : joined(name, word)
    }
  }

  /// The two parts with nothing between.
  func glued(_ first: Wording, _ second: Wording) -> Wording {
    wording(capacity: first.count + second.count) { out in
      out.append(first.bytes)
      out.append(second.bytes)
    }
  }
}

extension Reading {
  /// The tokens of `range` as a value shows them.
  func wording(_ range: Range<Int>) -> Wording {
    let range = range.clamped(to: 0..<count)
    if range.isEmpty { return .empty }
    if !isReplaced(range), let stretch = TextRenderer.stretch(tokens, range, text) { return Wording(stretch) }
    return scratch.keep(string(range))
  }
}
