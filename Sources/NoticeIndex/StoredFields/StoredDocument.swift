/// What a segment gives back of a document.
package struct StoredDocument: Equatable, Sendable {
  package var id: String
  package var subject: String
  package var text: [UInt8]
  package var edits: [IndexDocument.Edit]
  /// Of one that was read to be shown, the head alone: `IndexDocument.head`.
  package var stored: [UInt8]

  package init(_ document: IndexDocument) {
    id = document.id
    subject = document.subject
    text = document.text
    edits = document.edits
    stored = document.stored
  }

  /// A document in the store, in the first frame of its block:
  ///
  ///     id, subject, text, head   each: length varint · bytes
  ///     edits varint · for each: start after the one before varint · length varint · replacement
  ///
  /// and in the second what follows the head, if the format has it (`StoreReader`):
  ///
  ///     rest   length varint · bytes
  init(_ reader: inout ByteReader) {
    func bytes() -> UnsafeRawBufferPointer { reader.take(reader.length()) }
    id = String(decoding: bytes(), as: UTF8.self)
    subject = String(decoding: bytes(), as: UTF8.self)
    text = Array(bytes())
    stored = Array(bytes())
    edits = []
    var end = 0
    for _ in 0..<reader.length() {
      if !reader.isValid { break }
      let start = end + reader.length()
      end = start + reader.length()
      edits.append(IndexDocument.Edit(range: start..<end, replacement: Array(bytes())))
    }
  }

  /// Goes past the part of a document that `init` reads.
  static func skip(_ reader: inout ByteReader) {
    for _ in 0..<4 { _ = reader.take(reader.length()) }
    for _ in 0..<reader.length() where reader.isValid {
      _ = reader.varint()
      _ = reader.varint()
      _ = reader.take(reader.length())
    }
  }

  static func append(
    _ document: IndexDocument, withText: Bool, to out: inout ByteBuffer, _ rest: inout ByteBuffer
  ) {
    func put(_ bytes: [UInt8]) {
      out.appendVarint(UInt64(bytes.count))
      out.append(bytes)
    }
    put(Array(document.id.utf8))
    put(Array(document.subject.utf8))
    put(withText ? document.text : [])
    let head = min(max(0, document.head ?? document.stored.count), document.stored.count)
    put(Array(document.stored[..<head]))
    let edits = withText ? document.edits : []
    out.appendVarint(UInt64(edits.count))
    var end = 0
    for edit in edits {
      out.appendVarint(UInt64(edit.range.lowerBound - end))
      out.appendVarint(UInt64(edit.range.count))
      put(edit.replacement)
      end = edit.range.upperBound
    }
    rest.appendVarint(UInt64(document.stored.count - head))
    document.stored[head...].withUnsafeBytes { rest.append($0) }
  }
}
