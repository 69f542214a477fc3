import CXXHash

/// A manifest as text, in lines that end with a line feed:
///
///     thongbao-index 1
///     generation 7
///     next-segment 13
///     segment 12 documents 3000 deleted 2 deletes 5
///     file dictionary 81234 00c0ffee00c0ffee
///     file postings 1048576 0123456789abcdef
///     note corrections 17
///     # any 17 bytes …
///     checksum 89abcdef01234567
///
/// `segment` stands once for each, oldest first; `file` once for each file of the segment before it: the end
/// of its name, its length, its summary's hash. `note` stands once for each, in the order of the names; its bytes
/// and a line feed follow. `checksum` is the XXH3-64 of all before, and the end. The version is 2 if there are
/// notes, of which a program that knows version 1 only must not lose any, else 1. Numbers have no needless
/// zeros, hashes 16 small digits: there is one text for a manifest.
extension Manifest {
  /// The newest that is known.
  static let version = 2

  var text: [UInt8] {
    var text =
      "thongbao-index \(notes.isEmpty ? 1 : 2)\ngeneration \(generation)\nnext-segment \(nextSegment)\n"
    for segment in segments {
      text += "segment \(segment.id) documents \(segment.documents) deleted \(segment.deleted)"
      text += " deletes \(segment.deletesGeneration)\n"
      for file in segment.files {
        text += "file \(file.part) \(file.summary.length) \(hexadecimal(file.summary.hash))\n"
      }
    }
    var bytes = Array(text.utf8)
    for (name, note) in notes.sorted(by: { $0.key < $1.key }) {
      bytes += Array("note \(name) \(note.count)\n".utf8) + note + [UInt8(ascii: "\n")]
    }
    bytes += Array("checksum \(hexadecimal(Self.checksum(of: bytes)))\n".utf8)
    return bytes
  }

  /// - Throws: `unsupportedVersion`; `corrupt`, with the place in bytes.
  init(text: [UInt8]) throws(IndexError) {
    var reader = LineReader(text: text)
    try reader.take("thongbao-index")
    let version: Int = try reader.takeNumber()
    try reader.endLine()
    // First, for a later format may end otherwise.
    guard version <= Self.version else {
      throw .unsupportedVersion(file: Self.name, found: version, supported: Self.version)
    }
    guard version >= 1 else { throw reader.corrupt("version", at: 0) }
    let end = text.count - Self.checksumLength
    guard end >= reader.offset else { throw reader.corrupt("cut short", at: text.count) }
    let checksum = "checksum \(hexadecimal(Self.checksum(of: text[..<end])))\n"
    guard text[end...].elementsEqual(checksum.utf8) else { throw reader.corrupt("checksum", at: end) }

    // What follows was written by a program, so that it fails here only if that was wrong.
    try reader.take("generation")
    let generation: UInt64 = try reader.takeNumber()
    try reader.endLine()
    try reader.take("next-segment")
    let nextSegment: UInt64 = try reader.takeNumber()
    try reader.endLine()
    self.init(generation: generation, nextSegment: nextSegment)
    // Ends: each turn takes a line or fails.
    while reader.offset < end, !reader.isAt("note ") { segments.append(try SegmentEntry(from: &reader)) }
    while reader.offset < end {
      try reader.take("note")
      let start = reader.offset
      let name = try reader.takeWord()
      let length: Int = try reader.takeNumber()
      try reader.endLine()
      guard length <= end - reader.offset, notes[name] == nil else { throw reader.corrupt("note", at: start) }
      notes[name] = try reader.takeBytes(length)
      try reader.endLine()
    }
    guard version == (notes.isEmpty ? 1 : 2) else { throw reader.corrupt("version", at: 0) }
    if let fault { throw reader.corrupt(fault, at: 0) }
  }

  /// Why this cannot be a manifest; `nil` if it can.
  var fault: String? {
    for name in notes.keys where name.isEmpty || !name.utf8.allSatisfy(Self.isNoteLetter) { return "note" }
    var ids: Set<UInt64> = []
    for segment in segments {
      guard segment.id < nextSegment, ids.insert(segment.id).inserted else { return "number of a segment" }
      guard segment.documents >= 0, 0...segment.documents ~= segment.deleted else { return "count" }
      var parts: Set<String> = []
      for file in segment.files {
        guard SegmentEntry.isPart(file.part), parts.insert(file.part).inserted else { return "part" }
        guard file.summary.length >= 0 else { return "length" }
      }
    }
    return nil
  }

  private static func isNoteLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "-")
  }

  private static let checksumLength = "checksum 0123456789abcdef\n".utf8.count

  private static func checksum(of bytes: some Sequence<UInt8>) -> UInt64 {
    Array(bytes).span.withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
  }
}

extension SegmentEntry {
  fileprivate init(from reader: inout LineReader) throws(IndexError) {
    try reader.take("segment")
    let id: UInt64 = try reader.takeNumber()
    try reader.take(" documents")
    let documents: Int = try reader.takeNumber()
    try reader.take(" deleted")
    let deleted: Int = try reader.takeNumber()
    try reader.take(" deletes")
    let deletes: UInt64 = try reader.takeNumber()
    try reader.endLine()
    var files: [FileEntry] = []
    while reader.isAt("file ") {
      try reader.take("file")
      let part = try reader.takeWord()
      let length: Int = try reader.takeNumber()
      let hash = try reader.takeHash()
      try reader.endLine()
      files.append(FileEntry(part: part, summary: CheckedFileSummary(length: length, hash: hash)))
    }
    self.init(id: id, documents: documents, deleted: deleted, deletesGeneration: deletes, files: files)
  }
}

/// Takes a manifest apart, word by word; the first that is not what it must be fails.
private struct LineReader {
  let text: [UInt8]
  /// Of the next byte.
  private(set) var offset = 0

  init(text: [UInt8]) {
    self.text = text
  }

  func corrupt(_ reason: String, at offset: Int) -> IndexError {
    .corrupt(file: Manifest.name, offset: offset, reason: reason)
  }

  func isAt(_ literal: String) -> Bool { text[offset...].starts(with: literal.utf8) }

  mutating func take(_ literal: String) throws(IndexError) {
    guard isAt(literal) else { throw corrupt("expected “\(literal)”", at: offset) }
    offset += literal.utf8.count
  }

  mutating func endLine() throws(IndexError) {
    guard offset < text.count, text[offset] == UInt8(ascii: "\n") else {
      throw corrupt("expected the end of the line", at: offset)
    }
    offset += 1
  }

  /// A blank, and what follows it up to the next blank or the line's end.
  mutating func takeWord() throws(IndexError) -> String {
    guard offset < text.count, text[offset] == UInt8(ascii: " ") else {
      throw corrupt("expected a blank", at: offset)
    }
    let word = text[(offset + 1)...].prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    offset = word.endIndex
    return String(decoding: word, as: UTF8.self)
  }

  /// A blank and a number, as it is written.
  mutating func takeNumber<Number: FixedWidthInteger>() throws(IndexError) -> Number {
    let start = offset
    let word = try takeWord()
    guard let number = Number(word), number >= 0, String(number) == word else {
      throw corrupt("expected a number", at: start)
    }
    return number
  }

  /// So many bytes, whatever they are; as many must be there.
  mutating func takeBytes(_ count: Int) throws(IndexError) -> [UInt8] {
    guard count <= text.count - offset else { throw corrupt("cut short", at: text.count) }
    defer { offset += count }
    return Array(text[offset..<offset + count])
  }

  /// A blank and 16 hexadecimal digits.
  mutating func takeHash() throws(IndexError) -> UInt64 {
    let start = offset
    let word = try takeWord()
    guard let hash = UInt64(word, radix: 16), hexadecimal(hash) == word else {
      throw corrupt("expected a hash", at: start)
    }
    return hash
  }
}

/// 16 small digits.
private func hexadecimal(_ value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
