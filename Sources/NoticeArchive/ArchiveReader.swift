import NoticeIntake
import NoticeGrammar
import NoticeIndex

/// Where a document stands in one commit of an archive.
public struct DocumentAddress: Hashable, Comparable, Sendable {
  package var segment: Int
  package var document: Int

  package init(segment: Int, document: Int) {
    self.segment = segment
    self.document = document
  }

  public static func < (left: DocumentAddress, right: DocumentAddress) -> Bool {
    (left.segment, left.document) < (right.segment, right.document)
  }
}

/// A document as the archive keeps it.
public struct ArchivedDocument: Sendable {
  /// Its name in the archive: the path that it was read from, as given.
  public var id: String
  package var card: DocumentCard
  public var subject: String
  /// UTF-8, as it was read; empty in an archive that keeps no texts.
  public var text: [UInt8]
  /// The notice; `nil` of a ready document, which was never parsed. Without texts its spans point nowhere.
  public var notice: Notice?
  /// The notice's JSON, as it was taken in unless it is corrected, without its text; of a ready document, what is
  /// known of it.
  public var json: [UInt8]
  /// Whether corrections made something of it.
  public var isCorrected = false
  /// How it was read, by `ReadingNote`; `nil` of what was taken as it is.
  var reading: UInt64?
}

extension ArchivedDocument {
  /// A notice that no archive has, to be shown as one that it has.
  package init(_ notice: Notice, id: String) {
    let kind = notice.kind.map { $0.code.isEmpty ? $0.name : $0.code }
    self.init(
      id: id,
      card: DocumentCard(
        kind: kind ?? "", identifier: notice.identifier ?? "", issuer: notice.issuer?.name ?? "",
        date: notice.date ?? ""),
      subject: notice.subject ?? "", text: notice.text.bytes, notice: notice, json: [])
  }
}

/// An archive as one commit left it, for reading notices from it. Used by one thread.
public final class ArchiveReader {
  public let index: IndexReader
  /// Those that the documents stand by.
  public private(set) lazy var corrections = Corrections.applied(index.note(Corrections.note))
  private var stores: [StoreReader?]
  private var columns: [Int: Columns] = [:]
  private let json: JSONReader

  /// - Throws: `noIndex`; `corrupt`, `missing`, `unsupportedVersion`; `system`.
  public init(_ index: IndexReader) throws(IndexError) {
    guard let json = JSONReader() else { throw .tooLarge(reason: "no memory is left") }
    self.index = index
    self.json = json
    stores = Array(repeating: nil, count: index.segments.count)
  }

  /// - Parameter corrections: What `index` notes of them.
  convenience init(_ index: IndexReader, _ corrections: Corrections) throws(IndexError) {
    try self.init(index)
    self.corrections = corrections
  }

  /// Opens the archive in a folder.
  public convenience init(path: FilePath) throws(IndexError) {
    try self.init(try IndexReader(path: path.description))
  }

  /// Documents that are there.
  public var documents: Int { index.documents }

  /// All documents, by the bytes of their names.
  ///
  /// - Complexity: O(n log n) for n documents; their names are in memory.
  public func addresses() throws(IndexError) -> [DocumentAddress] {
    var found: [(name: [UInt8], address: DocumentAddress)] = []
    found.reserveCapacity(documents)
    for (number, segment) in index.segments.enumerated() {
      var cursor = TermCursor(try segment.dictionary(.keyword(.id)))
      var documents: [UInt32] = []
      while try cursor.next() {
        let list = try PostingsList(segment, cursor.postings, hasFrequencies: false)
        documents.removeAll(keepingCapacity: true)
        for block in 0..<list.blocks { list.appendDocuments(of: block, to: &documents) }
        // Of several that were built into one segment, only the last can be there.
        guard let last = documents.last, segment.isLive(Int(last)) else { continue }
        found.append((cursor.key, DocumentAddress(segment: number, document: Int(last))))
      }
    }
    return found.sorted { $0.name.lexicographicallyPrecedes($1.name) }.map(\.address)
  }

  /// The document of this name; `nil` if there is none.
  public func address(id: String) throws(IndexError) -> DocumentAddress? {
    try index.find(id: id).map { DocumentAddress(segment: $0.segment, document: $0.document) }
  }

  /// The document as corrections leave it.
  ///
  /// - Complexity: O(32 KiB), once for neighbours.
  public func document(_ address: DocumentAddress) throws(IndexError) -> ArchivedDocument {
    try document(address, correctedBy: corrections)
  }

  /// The document as it was taken in. Card and subject are those of the index all the same.
  public func uncorrectedDocument(_ address: DocumentAddress) throws(IndexError) -> ArchivedDocument {
    try document(address, correctedBy: .none)
  }

  private func document(
    _ address: DocumentAddress, correctedBy corrections: Corrections
  ) throws(IndexError) -> ArchivedDocument {
    let stored = try store(address.segment).document(address.document)
    let (card, start) = DocumentCard.read(stored.stored) ?? (DocumentCard(), stored.stored.count)
    var document = ArchivedDocument(
      id: stored.id, card: card, subject: stored.subject, text: stored.text, json: [])
    stored.stored[start...].withUnsafeBytes { payload in
      let members = JSONObject(payload)
      if let object = members["notice"] {
        document.json = Array(object)
        if let digits = members["reading"]?.dropFirst().dropLast() {
          document.reading = UInt64(String(decoding: digits, as: UTF8.self), radix: 16)
        }
        // What does not parse was not written by us: the document is shown by its card.
        if let value = try? json.parse(object, readable: object.count) {
          var notice = Notice(value, text: stored.text)
          document.isCorrected = !corrections.apply(to: &notice, named: stored.id).isEmpty
          if document.isCorrected { document.json = notice.keptJSON }
          document.notice = notice
        }
      } else if let object = members["document"] {
        document.json = Array(object)
        if !corrections.isEmpty, let corrected = readyDocument(document)?.corrected(corrections) {
          var writer = JSONWriter()
          corrected.write(to: &writer)
          document.json = writer.bytes
          document.isCorrected = true
        }
      }
    }
    return document
  }

  /// The notice, or what a ready document was given with as one.
  func notice(of document: ArchivedDocument) -> Notice? {
    document.notice ?? readyDocument(document)?.notice
  }

  /// The ready document that this is; `nil` if it is none.
  func readyDocument(_ document: ArchivedDocument) -> ReadyDocument? {
    guard document.notice == nil else { return nil }
    return document.json.withUnsafeBytes { json in
      guard let value = try? self.json.parse(json, readable: json.count), value.isObject else { return nil }
      return ReadyDocument(kept: value, id: document.id, subject: document.subject, text: document.text)
    }
  }

  /// The document with only the issuer and the directives of its notice, without text and JSON.
  func directives(_ address: DocumentAddress) throws(IndexError) -> ArchivedDocument {
    let stored = try store(address.segment).document(address.document)
    let (card, start) = DocumentCard.read(stored.stored) ?? (DocumentCard(), stored.stored.count)
    var document = ArchivedDocument(
      id: stored.id, card: card, subject: stored.subject, text: [], json: [])
    stored.stored[start...].withUnsafeBytes { payload in
      if let value = try? json.parse(payload, readable: payload.count), let notice = value["notice"] {
        var part = Notice(directivesOf: notice)
        document.isCorrected = !corrections.apply(to: &part, named: stored.id).isEmpty
        document.notice = part
      }
    }
    return document
  }

  /// The references and agencies that a ready document was given with.
  func lists(of document: ArchivedDocument) -> (references: [String], agencies: [String]) {
    document.json.withUnsafeBytes { bytes in
      guard let value = try? json.parse(bytes, readable: bytes.count) else { return ([], []) }
      func strings(_ name: StaticString) -> [String] {
        (value[name]?.elements ?? JSONValue.noElements).compactMap(\.string)
      }
      return (strings("references"), strings("agencies"))
    }
  }

  /// The document's name alone.
  public func id(_ address: DocumentAddress) throws(IndexError) -> String {
    try store(address.segment).id(address.document)
  }

  /// What hits show of the document: of `stored` the card alone.
  package func shown(_ address: DocumentAddress) throws(IndexError) -> StoredDocument {
    try store(address.segment).shownDocument(address.document)
  }

  /// The day of the document's date; `nil` if it has none.
  package func day(_ address: DocumentAddress) throws(IndexError) -> DayNumber? {
    let dates = try columns(address.segment).dates
    let day = dates.loadUnaligned(fromByteOffset: address.document * 4, as: Int32.self)
    return day == .min ? nil : day
  }

  /// A hash of the document and how it was read: an order of documents that is the same whatever the segments.
  package func version(_ address: DocumentAddress) throws(IndexError) -> UInt64 {
    try columns(address.segment).versions.loadUnaligned(fromByteOffset: address.document * 8, as: UInt64.self)
  }

  /// A segment's columns, checked once: asking for them reads all of their checksums' marks.
  private func columns(_ segment: Int) throws(IndexError) -> Columns {
    if let known = columns[segment] { return known }
    let found = Columns(
      dates: try index.segments[segment].dates(), versions: try index.segments[segment].versions())
    columns[segment] = found
    return found
  }

  /// They stay where they are as long as the index is open.
  private struct Columns {
    var dates: UnsafeRawBufferPointer
    var versions: UnsafeRawBufferPointer
  }

  private func store(_ segment: Int) throws(IndexError) -> StoreReader {
    if let store = stores[segment] { return store }
    let store = try StoreReader(index.segments[segment])
    stores[segment] = store
    return store
  }
}
