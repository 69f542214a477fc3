import NoticeIntake
import NoticeGrammar
import NoticeIndex
import NoticeText

/// A document as it was taken in, to be indexed again.
struct KeptDocument {
  let id: String
  let content: Content
  /// `nil` if nobody has it any more.
  let text: [UInt8]?
  /// Whether the archive keeps no text of it: it was read from its file again.
  let isTextElsewhere: Bool
  /// How it was read; `nil` of what was taken as it is, which no rule for words changes.
  let reading: UInt64?

  enum Content {
    case notice(Notice, json: [UInt8])
    case ready(ReadyDocument)
  }

  /// The rules that are for it, but for those of words.
  func used(_ corrections: Corrections) -> [Int] {
    var notice =
      switch content {
      case .notice(let notice, _): notice
      case .ready(let document): document.notice
      }
    return corrections.apply(to: &notice, named: id)
  }

  /// The rules for words that are for it.
  func usedWords(_ corrections: Corrections) -> [Int] {
    guard reading != nil, let text else { return [] }
    return corrections.used(in: SourceText(bytes: text))
  }

  /// The same, read again by another parser; `nil` of what was taken as it is.
  func read(by parser: NoticeParser) -> KeptDocument? {
    guard case .notice(let before, _) = content, reading != nil, let text else { return nil }
    // What was noticed when the file was decoded, its text does not tell.
    let decoding = before.diagnostics.filter {
      ["decoded", "invalid-utf8", "invalid-utf16", "split"].contains($0.code)
    }
    var source = SourceText(bytes: text, diagnostics: decoding)
    source.pages = before.text.pages
    var notice = parser.parse(source)
    let quality = notice.source.quality
    notice.source = before.source
    notice.source.quality = quality
    return KeptDocument(
      id: id, content: .notice(notice, json: notice.keptJSON), text: text, isTextElsewhere: isTextElsewhere,
      reading: reading)
  }

  func indexed(_ text: [UInt8], version: UInt64, _ corrections: Corrections) -> IndexDocument {
    switch content {
    case .notice(var notice, let json):
      notice.text = SourceText(bytes: text)
      return IndexDocument(
        notice, id: id, version: version, json: json, reading: reading, corrections: corrections)
    case .ready(var document):
      document.text = text
      return document.indexed(version: version, corrections)
    }
  }
}

extension ArchiveReader {
  /// `nil` of what another program put into the index.
  func kept(_ address: DocumentAddress) throws(IndexError) -> KeptDocument? {
    let document = try uncorrectedDocument(address)
    let hasWords = index.segments[address.segment].norms[address.document] > 0
    let isElsewhere = document.text.isEmpty && hasWords
    let content: KeptDocument.Content
    var text: [UInt8]? = document.text
    if let notice = document.notice {
      content = .notice(notice, json: document.json)
      if isElsewhere { text = notice.textOfItsFile(named: document.id) }
    } else if let ready = readyDocument(document) {
      content = .ready(ready)
      if isElsewhere { text = nil }
    } else {
      return nil
    }
    return KeptDocument(
      id: document.id, content: content, text: text, isTextElsewhere: isElsewhere, reading: document.reading)
  }
}

extension Notice {
  /// The text of the file that the notice was read from, if that is still the same.
  fileprivate func textOfItsFile(named name: String) -> [UInt8]? {
    let path = FilePath(source.path ?? name)
    let input = Input(path: path, name: path)
    guard let sha256 = source.sha256, !input.isStandardInput,
      let file = try? Intake.readText(input, limit: Batch.standardSizeLimit), file.sha256 == sha256
    else { return nil }
    return source.span.map { file.text.part($0).bytes } ?? file.text.bytes
  }
}
