import NoticeIndex

/// What the first page's script searches: scripts that hold data and nothing else, so that they load from a disk too.
///
///     data/catalog.js   kinds, issuers, how many of the others there are, and the first letters of each `words`
///     data/n/0.js …     2,000 documents each: identifier, kind, issuer, date, subject, page, directives, deadlines
///     data/w/0.js …     words of the texts, 96 KB each: letters without marks → each form with its documents
///     data/p/0.js …     words that stand side by side, 96 KB each: `WordPairs`
///
/// A search loads those files that hold its words, and no others. Documents are counted from 0, newest first; their
/// numbers stand as distances in varints, or as bits where these are shorter, in base64: `+` before the one, `*` before
/// the other.
struct SearchData {
  let catalog: ReportCatalog

  static let documentsPerFile = 2000
  static let bytesPerFile = 96_000
  static let name = "data/catalog.js"

  func write(_ reader: ArchiveReader, to folder: inout ReportFolder) throws {
    let starts = try writeWords(reader, to: &folder)
    var wordPairs = WordPairs(reader, catalog)
    let pairs = try wordPairs.write(to: &folder)
    let files = stride(from: 0, to: catalog.entries.count, by: Self.documentsPerFile).enumerated()
    for (number, start) in files {
      var json = JSONWriter()
      json.beginArray()
      for entry in catalog.entries[start..<min(start + Self.documentsPerFile, catalog.entries.count)] {
        json.entry(entry)
      }
      json.endArray()
      try folder.write("data/n/\(number).js", Self.script("thongbao.documents[\(number)]=", json))
    }
    var json = JSONWriter()
    json.beginObject()
    json.name("count")
    json.integer(catalog.entries.count)
    json.name("perFile")
    json.integer(Self.documentsPerFile)
    json.name("kinds")
    json.beginArray()
    for kind in catalog.kinds {
      json.beginArray()
      json.string(kind.code)
      json.string(kind.name)
      json.endArray()
    }
    json.endArray()
    json.name("issuers")
    json.beginArray()
    for issuer in catalog.issuers { json.string(issuer) }
    json.endArray()
    json.name("starts")
    json.beginArray()
    for start in starts { json.string(start) }
    json.endArray()
    json.name("pairStarts")
    json.beginArray()
    for start in pairs { json.integer(Int(start)) }
    json.endArray()
    json.name("documents")
    json.beginArray()
    json.endArray()
    json.name("words")
    json.beginArray()
    json.endArray()
    json.name("pairs")
    json.beginArray()
    json.endArray()
    json.endObject()
    try folder.write(Self.name, Self.script("var thongbao=", json))
  }

  static func script(_ assignment: String, _ json: JSONWriter) -> [UInt8] {
    Array(assignment.utf8) + json.bytes + Array(";\n".utf8)
  }

  // MARK: Words

  /// The documents of every word, merged over the segments, one word in memory at a time; the letters with which each
  /// file begins.
  private func writeWords(_ reader: ArchiveReader, to folder: inout ReportFolder) throws -> [String] {
    var words = try WordMerge(reader.index, catalog.numbers)
    var starts: [String] = []
    var json = JSONWriter()
    var letters: String?  // of the open array
    while let (term, documents) = try words.next() {
      if documents.isEmpty { continue }
      let folded = String(decoding: term.folded, as: UTF8.self)
      if folded != letters {
        if letters != nil { json.endArray() }
        if letters != nil, json.bytes.count >= Self.bytesPerFile {
          json.endObject()
          try folder.write(
            "data/w/\(starts.count - 1).js", Self.script("thongbao.words[\(starts.count - 1)]=", json))
          json = JSONWriter()
          letters = nil
        }
        if letters == nil {
          json.beginObject()
          starts.append(folded)
        }
        json.name(of: folded)
        json.beginArray()
        letters = folded
      }
      json.string(String(decoding: term.term, as: UTF8.self))
      json.string(DocumentList.text(documents, of: catalog.entries.count))
    }
    if letters != nil {
      json.endArray()
      json.endObject()
      try folder.write(
        "data/w/\(starts.count - 1).js", Self.script("thongbao.words[\(starts.count - 1)]=", json))
    }
    return starts
  }
}

/// Walks the words of all segments in order, each once.
private struct WordMerge {
  private var cursors: [(cursor: TermCursor, key: TermKey)?] = []
  private let segments: [Segment]
  private let numbers: [[Int32]]

  init(_ index: IndexReader, _ numbers: [[Int32]]) throws(IndexError) {
    segments = index.segments
    self.numbers = numbers
    for segment in segments {
      var cursor = TermCursor(try segment.dictionary(.words(.text)))
      cursors.append(try cursor.next() ? (cursor, TermKey(cursor.key)) : nil)
    }
  }

  mutating func next() throws(IndexError) -> (TermKey, [UInt32])? {
    var least: TermKey?
    for case let (_, key)? in cursors where least.map({ key < $0 }) ?? true { least = key }
    guard let least else { return nil }
    var found: [UInt32] = []
    var documents: [UInt32] = []
    for index in cursors.indices {
      guard var (cursor, key) = cursors[index], key == least else { continue }
      let list = try PostingsList(segments[index], cursor.postings, hasFrequencies: false)
      documents.removeAll(keepingCapacity: true)
      for block in 0..<list.blocks { list.appendDocuments(of: block, to: &documents) }
      for document in documents {
        let number = numbers[index][Int(document)]
        if number >= 0 { found.append(UInt32(number)) }
      }
      if try cursor.next() {
        key = TermKey(cursor.key)
        cursors[index] = (cursor, key)
      } else {
        cursors[index] = nil
      }
    }
    found.sort()
    return (least, found)
  }
}

/// Numbers of documents as text.
enum DocumentList {
  /// - Parameter documents: Ascending.
  static func text(_ documents: [UInt32], of count: Int) -> String {
    var distances: [UInt8] = []
    var last: UInt32 = 0
    for document in documents {
      var distance = document - last
      last = document
      while distance >= 0x80 {
        distances.append(UInt8(truncatingIfNeeded: distance) | 0x80)
        distance >>= 7
      }
      distances.append(UInt8(distance))
    }
    let width = (count + 7) / 8
    guard width < distances.count else { return "+" + base64(distances) }
    var bits = [UInt8](repeating: 0, count: width)
    for document in documents { bits[Int(document) / 8] |= 1 << UInt8(document % 8) }
    return "*" + base64(bits)
  }

  /// - Source: RFC 4648, without padding.
  private static func base64(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 4 / 3 + 4)
    var index = 0
    while index < bytes.count {
      let rest = bytes.count - index
      let group =
        UInt32(bytes[index]) << 16 | (rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
      for place in 0..<min(4, rest + 1) { out.append(letters[Int(group >> UInt32(18 - 6 * place)) & 63]) }
      index += 3
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}

extension JSONWriter {
  fileprivate mutating func entry(_ entry: ReportCatalog.Entry) {
    beginArray()
    string(entry.identifier)
    integer(entry.kind)
    integer(entry.issuer)
    string(entry.date)
    string(entry.subject)
    string(entry.page)
    integer(entry.directives)
    integer(entry.deadlines)
    endArray()
  }
}
