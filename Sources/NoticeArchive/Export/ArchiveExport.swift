import NoticeGrammar
import NoticeIndex
import NoticeSearch
import NoticeText

/// A document on its way out of an archive.
public struct ExportedDocument: Sendable {
  public var stored: ArchivedDocument
  /// The notice; of a ready document, one that says what is known of it.
  public var notice: Notice

  public init(_ stored: ArchivedDocument, _ notice: Notice) {
    self.stored = stored
    self.notice = notice
  }
}

/// Takes the documents of one commit out of an archive, some at a time, in the order of their names.
public struct ArchiveExport: Sendable {
  private let index: IndexReader
  private let corrections: Corrections
  private let addresses: [DocumentAddress]

  /// - Parameter query: Only what it finds; `nil` for all.
  /// - Throws: As `ArchiveReader` does.
  public init(_ index: IndexReader, query: Query? = nil) throws(IndexError) {
    self.index = index
    let reader = try ArchiveReader(index)
    corrections = reader.corrections
    let all = try reader.addresses()
    guard let query else {
      addresses = all
      return
    }
    var found: Set<DocumentAddress> = []
    for place in try Searcher(index).documents(matching: query) {
      found.insert(DocumentAddress(segment: place.segment, document: place.document))
    }
    addresses = all.filter(found.contains)
  }

  /// How many documents there are to take.
  public var count: Int { addresses.count }

  /// Reads every document, makes something of it, and hands that over.
  ///
  /// - Parameters:
  ///   - jobs: How many documents are worked on at the same time; what is handed over does not depend on it.
  ///   - render: Runs beside others of its kind.
  ///   - deliver: Called in the order of the documents.
  /// - Throws: `IndexError` of a damaged archive, and what `deliver` throws.
  public func run<Output: Sendable>(
    jobs: Int, render: @escaping @Sendable (ExportedDocument) -> Output, deliver: (Output) throws -> Void
  ) async throws {
    var next = 0
    try await inOrder(
      jobs: jobs,
      next: { (_: Int, _: Bool) throws(any Error) -> (thing: Range<Int>, size: Int)? in
        guard next < addresses.count else { return nil }
        let end = min(next + Self.chunk, addresses.count)
        defer { next = end }
        return (next..<end, 1)
      },
      work: { range in rendered(range, render) },
      deliver: { (outcome: Result<[Output], IndexError>) throws(any Error) in
        for output in try outcome.get() { try deliver(output) }
      })
  }

  /// Documents that are read together: neighbours share what is decompressed.
  private static let chunk = 32

  private func rendered<Output>(
    _ range: Range<Int>, _ render: (ExportedDocument) -> Output
  ) -> Result<[Output], IndexError> {
    do throws(IndexError) {
      let reader = try ArchiveReader(index, corrections)
      var outputs: [Output] = []
      outputs.reserveCapacity(range.count)
      for address in addresses[range] { outputs.append(render(try reader.exported(address))) }
      return .success(outputs)
    } catch {
      return .failure(error)
    }
  }
}

extension ArchiveReader {
  /// The document with a notice in any case.
  public func exported(_ address: DocumentAddress) throws(IndexError) -> ExportedDocument {
    let stored = try document(address)
    return ExportedDocument(stored, stored.notice ?? known(of: stored))
  }

  /// What is known of a document that was never parsed, as a notice.
  private func known(of document: ArchivedDocument) -> Notice {
    var notice = Notice(text: SourceText(bytes: document.text))
    let card = document.card
    notice.identifier = card.identifier.isEmpty ? nil : card.identifier
    notice.kind = card.kind.isEmpty ? nil : Kind(code: card.kind, name: card.kind)
    notice.issuer = card.issuer.isEmpty ? nil : Agency(name: card.issuer, span: SourceRange(0, 0))
    notice.date = card.date.isEmpty ? nil : card.date
    notice.subject = document.subject.isEmpty ? nil : document.subject
    let (references, agencies) = lists(of: document)
    notice.references = references.map { identifier in
      var reference = Reference(grade: .exact, span: SourceRange(0, 0))
      reference.identifier = identifier
      return reference
    }
    notice.agencies = agencies.map { Agency(name: $0, span: SourceRange(0, 0)) }
    return notice
  }
}
