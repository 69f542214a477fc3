/// Where the members of an object stand in its bytes, which a parser has found to be JSON.
///
/// For what is to be handed on as it stands. Of other bytes than an object's it finds no members, or wrong ones.
struct JSONObject {
  private let bytes: UnsafeRawBufferPointer
  /// In order: the name with its escapes, the whole member, its value.
  private(set) var members: [(name: Range<Int>, whole: Range<Int>, value: Range<Int>)] = []

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    var index = 0
    skipBlanks(&index)
    guard take("{", &index) else { return }
    // Ends: each turn takes a name and its value, or nothing more.
    while true {
      skipBlanks(&index)
      let start = index
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return }
      skipString(&index)
      let name = start + 1..<max(start + 1, index - 1)
      skipBlanks(&index)
      guard take(":", &index) else { return }
      skipBlanks(&index)
      let value = index
      skipValue(&index)
      guard index > value else { return }
      members.append((name, start..<index, value..<index))
      skipBlanks(&index)
      guard take(",", &index) else { return }
    }
  }

  /// The bytes of the value of this name.
  subscript(_ name: StaticString) -> UnsafeRawBufferPointer? {
    let member = members.first { isNamed(name, $0.name) }
    return member.map { UnsafeRawBufferPointer(rebasing: bytes[$0.value]) }
  }

  /// The object again, on one line as it was, without one member.
  func without(_ name: StaticString) -> [UInt8] {
    var out = [UInt8(ascii: "{")]
    out.reserveCapacity(bytes.count)
    for member in members where !isNamed(name, member.name) {
      if out.count > 1 { out.append(UInt8(ascii: ",")) }
      out.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[member.whole]))
    }
    out.append(UInt8(ascii: "}"))
    return out
  }

  private func isNamed(_ name: StaticString, _ range: Range<Int>) -> Bool {
    name.withUTF8Buffer { bytes[range].elementsEqual($0) }
  }

  private func take(_ character: Unicode.Scalar, _ index: inout Int) -> Bool {
    guard index < bytes.count, UInt32(bytes[index]) == character.value else { return false }
    index += 1
    return true
  }

  private func skipBlanks(_ index: inout Int) {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
  }

  /// From the quote to behind the quote.
  private func skipString(_ index: inout Int) {
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, bytes.count)
  }

  private func skipValue(_ index: inout Int) {
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        skipString(&index)
        if depth == 0 { return }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
        if depth == 0 {
          index += 1
          return
        }
      case UInt8(ascii: ","): if depth == 0 { return }
      default: break
      }
      index += 1
    }
  }
}
