import NoticeIndex

/// In which documents two words stand side by side: what tells a phrase from words that are all over a text.
///
/// Most words of Vietnamese are two syllables, and nearly every text has each of them somewhere. So the page's script
/// lists those first that have them in a row. Words are compared without marks; a pair is known by a hash of 32 bits
/// alone, which is enough to rank by:
///
///     word = FNV-1a of its letters
///     pair = mix(word · 0x9E3779B1 ^ next word)
///
/// Files hold the pairs by rising hash, in base 36. What does not fit the memory is collected in several passes, each
/// for a range of hashes.
struct WordPairs {
  private let reader: ArchiveReader
  private let catalog: ReportCatalog
  private var hashes: [UInt64: UInt32] = [:]
  private let passes: UInt64

  /// Pairs of a pass, 8 bytes each.
  static let pairsPerPass = 16_000_000
  /// Hashes of words that are remembered.
  private static let rememberedWords = 400_000

  init(_ reader: ArchiveReader, _ catalog: ReportCatalog) {
    self.reader = reader
    self.catalog = catalog
    // A word of Vietnamese with its blank has some 5 bytes of UTF-8.
    passes = UInt64(max(1, (catalog.textBytes / 5 + Self.pairsPerPass - 1) / Self.pairsPerPass))
  }

  /// The hashes with which each file begins.
  mutating func write(to folder: inout ReportFolder) throws -> [UInt32] {
    var starts: [UInt32] = []
    var json = JSONWriter()
    for pass in 0..<passes {
      let pairs = try pairs(from: (pass << 32) / passes, to: ((pass + 1) << 32) / passes)
      var index = 0
      var documents: [UInt32] = []
      while index < pairs.count {
        let hash = UInt32(truncatingIfNeeded: pairs[index] >> 32)
        documents.removeAll(keepingCapacity: true)
        while index < pairs.count, UInt32(truncatingIfNeeded: pairs[index] >> 32) == hash {
          let document = UInt32(truncatingIfNeeded: pairs[index])
          if documents.last != document { documents.append(document) }
          index += 1
        }
        if json.bytes.isEmpty {
          json.beginObject()
          starts.append(hash)
        }
        json.name(of: String(hash, radix: 36))
        json.string(DocumentList.text(documents, of: catalog.entries.count))
        if json.bytes.count >= SearchData.bytesPerFile {
          try Self.write(&json, starts.count - 1, to: &folder)
        }
      }
    }
    if !json.bytes.isEmpty { try Self.write(&json, starts.count - 1, to: &folder) }
    return starts
  }

  /// Ends a file; the writer is empty again.
  private static func write(
    _ json: inout JSONWriter, _ number: Int, to folder: inout ReportFolder
  ) throws {
    json.endObject()
    try folder.write("data/p/\(number).js", SearchData.script("thongbao.pairs[\(number)]=", json))
    json = JSONWriter()
  }

  /// The pairs of a range of hashes, each with a document: hash, then number, ascending.
  private mutating func pairs(from low: UInt64, to high: UInt64) throws(IndexError) -> [UInt64] {
    var pairs: [UInt64] = []
    // Growing step by step would take twice the room.
    pairs.reserveCapacity(min(Self.pairsPerPass, catalog.textBytes / 5 / Int(passes) + 1024))
    for (number, entry) in catalog.entries.enumerated() {
      let shown = try reader.shown(entry.address)
      if shown.text.isEmpty { continue }
      let edits = shown.edits
      let text = edits.isEmpty ? shown.text : Self.mended(shown.text, edits)
      add(text, UInt64(number), low..<high, &pairs)
    }
    pairs.sort()
    return pairs
  }

  private mutating func add(
    _ text: [UInt8], _ number: UInt64, _ range: Range<UInt64>, _ pairs: inout [UInt64]
  ) {
    var last: UInt32?
    for word in Self.words(text) {
      let own = hash(of: text[word])
      if let last {
        let pair = UInt64(Self.mix(last, own))
        if range.contains(pair) { pairs.append(pair << 32 | number) }
      }
      last = own
    }
  }

  private static func words(_ text: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    text.withUnsafeBufferPointer { buffer in
      var scanner = WordScanner(buffer)
      while let word = scanner.next() { words.append(word) }
    }
    return words
  }

  private static func mended(_ text: [UInt8], _ edits: [IndexDocument.Edit]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var end = 0
    for edit in edits where edit.range.lowerBound >= end && edit.range.upperBound <= text.count {
      out += text[end..<edit.range.lowerBound]
      out += edit.replacement
      end = edit.range.upperBound
    }
    return out + text[end...]
  }

  // MARK: Hashes

  /// Words come again and again: most are known by their bytes as they stand.
  private mutating func hash(of word: ArraySlice<UInt8>) -> UInt32 {
    var bytes: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { bytes = (bytes ^ UInt64(byte)) &* 0x100_0000_01B3 }
    if let known = hashes[bytes] { return known }
    if hashes.count >= Self.rememberedWords { hashes.removeAll(keepingCapacity: true) }
    let hash = Self.hash(TermForm.folded(TermForm.term(word)))
    hashes[bytes] = hash
    return hash
  }

  /// FNV-1a.
  static func hash(_ letters: [UInt8]) -> UInt32 {
    letters.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  static func mix(_ first: UInt32, _ second: UInt32) -> UInt32 {
    var hash = first &* 0x9E37_79B1 ^ second
    hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
    return hash ^ hash >> 13
  }
}
