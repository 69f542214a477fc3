import NoticeIntake
import NoticeGrammar
import NoticeIndex
import TestSupport

@testable import NoticeArchive

/// An archive in memory, and what it says of its documents.
struct CorrectedArchive {
  var directory = MemoryDirectory()

  /// Adds notices of the Corpus, or ready documents.
  @discardableResult
  func add(
    _ paths: [String] = [], documents: [String] = [], _ change: (inout IngestOptions) -> Void = { _ in }
  ) async throws -> IngestTally {
    var options = IngestOptions()
    change(&options)
    return try await Archive(directory).add(
      InputWalker(paths.map { FilePath($0) }), documents: documents.map { FilePath($0) }, options
    ) { _ in }
  }

  @discardableResult
  func correct(_ text: String, memory: Int = IngestOptions.standardMemory) throws -> CorrectionsReport {
    try Archive(directory).correct(try Corrections(text: Array(text.utf8)), memory: memory)
  }

  var reader: ArchiveReader { get throws { try ArchiveReader(IndexReader(directory)) } }

  func document(_ id: String) throws -> ArchivedDocument? {
    let reader = try reader
    return try reader.address(id: id).map { try reader.document($0) }
  }

  /// All that documents are found by and all that is kept of them, by their names.
  func content() throws -> [String: Content] {
    var content: [String: Content] = [:]
    let index = try IndexReader(directory)
    for segment in index.segments {
      let store = try StoreReader(segment)
      var keys = [[String]](repeating: [], count: segment.documents)
      for field in KeywordField.allCases {
        var cursor = TermCursor(try segment.dictionary(.keyword(field)))
        while try cursor.next() {
          var documents: [UInt32] = []
          let list = try PostingsList(segment, cursor.postings, hasFrequencies: false)
          for block in 0..<list.blocks { list.appendDocuments(of: block, to: &documents) }
          let key = "\(field) \(String(decoding: cursor.key, as: UTF8.self))"
          for document in documents { keys[Int(document)].append(key) }
        }
      }
      let dates = try segment.dates()
      for document in 0..<segment.documents where segment.isLive(document) {
        let stored = try store.document(document)
        content[stored.id] = Content(
          stored: stored, keys: keys[document].sorted(), version: try segment.version(document),
          date: dates.loadUnaligned(fromByteOffset: document * 4, as: Int32.self))
      }
    }
    return content
  }

  struct Content: Equatable {
    var stored: StoredDocument
    var keys: [String]
    var version: UInt64
    var date: Int32
  }
}

extension ArchivedDocument {
  /// The notice's diagnostics of corrections.
  var correctionNotes: [String] {
    (notice?.diagnostics ?? []).filter { $0.code == "corrected" }.map(\.message)
  }
}
