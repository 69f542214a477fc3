import NoticeIndex

/// Reads back the documents of hits; keeps what it read last, for hits that stand together.
public final class StoredDocuments {
  private let reader: IndexReader
  private var stores: [Int: StoreReader] = [:]

  public init(_ reader: IndexReader) {
    self.reader = reader
  }

  /// The document's name.
  public func id(_ hit: Hit) throws(IndexError) -> String { try store(hit).id(hit.document) }

  /// What is shown of the document.
  package func document(_ hit: Hit) throws(IndexError) -> StoredDocument {
    try store(hit).shownDocument(hit.document)
  }

  private func store(_ hit: Hit) throws(IndexError) -> StoreReader {
    if let store = stores[hit.segment] { return store }
    let store = try StoreReader(reader.segments[hit.segment])
    stores[hit.segment] = store
    return store
  }
}
