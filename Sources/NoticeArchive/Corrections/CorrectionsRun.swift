import NoticeGrammar
import NoticeIndex

/// Looks at the documents that changed corrections may be for.
struct CorrectionsRun {
  private let reader: ArchiveReader
  private let change: CorrectionsChange
  private let finder: DocumentFinder
  /// By a rule's key, how many of the documents looked at stood by it, and do now.
  private var before: [String: Int] = [:]
  private var now: [String: Int] = [:]
  private var documents = 0
  private var failed: [CorrectionsReport.Failure] = []
  private let readings: ReadingNote
  private var parsers: [UInt64: NoticeParser?] = [:]

  init(_ reader: ArchiveReader, _ change: CorrectionsChange) {
    self.reader = reader
    self.change = change
    finder = DocumentFinder(index: reader.index)
    readings = ReadingNote(reader.index.note(ReadingNote.name))
  }

  /// Hands over each document that is to be indexed anew, and whether its text is to be kept.
  mutating func forEachDocument(
    _ take: (IndexDocument, _ withText: Bool) throws(IndexError) -> Void
  ) throws(IndexError) {
    for address in try change.documents(finder) {
      guard var kept = try reader.kept(address) else { continue }
      let (oldWords, newWords) = (kept.usedWords(change.old), kept.usedWords(change.new))
      let old = kept.used(change.old) + oldWords
      let hasOtherWords =
        Set(oldWords.map { change.old.keys[$0] }) != Set(newWords.map { change.new.keys[$0] })
      if hasOtherWords || change.isFirst, kept.reading != nil, kept.text != nil {
        if let again = read(kept) {
          kept = again
        } else if hasOtherWords || !newWords.isEmpty {
          failed.append(CorrectionsReport.Failure(document: kept.id, reason: .otherReading))
          continue
        }
      }
      let new = kept.used(change.new) + newWords
      if old.isEmpty, new.isEmpty, !change.isFirst { continue }
      let version = try reader.index.segments[address.segment].version(address.document)
      guard let text = kept.text else {
        failed.append(CorrectionsReport.Failure(document: kept.id, reason: .noText))
        continue
      }
      for key in Set(old.map { change.old.keys[$0] }) { before[key, default: 0] += 1 }
      for key in Set(new.map { change.new.keys[$0] }) { now[key, default: 0] += 1 }
      documents += 1
      try take(kept.indexed(text, version: version, change.new), !kept.isTextElsewhere)
    }
  }

  /// The document as the new words make it; `nil` if nobody can read it as it was read.
  private mutating func read(_ kept: KeptDocument) -> KeptDocument? {
    guard let reading = kept.reading else { return nil }
    let parser: NoticeParser?
    if let known = parsers[reading] {
      parser = known
    } else {
      parser = readings.parser(reading)?.knowing(change.new.words)
      parsers[reading] = .some(parser)
    }
    return parser.flatMap { kept.read(by: $0) }
  }

  func report() throws(IndexError) -> CorrectionsReport {
    let counts = try finder.corrections()
    var report = CorrectionsReport()
    report.documents = documents
    report.failed = failed
    report.lines = zip(change.new.rules, change.new.keys).map { rule, key in
      // At first all documents are looked at that stood by any rule.
      let others = change.isFirst ? 0 : (counts[key] ?? 0) - (before[key] ?? 0)
      let count = others + (now[key] ?? 0)
      return CorrectionsReport.Line(
        correction: rule, documents: max(0, count),
        isNew: change.added.contains(key) && !change.old.keys.contains(key))
    }
    let left = Set(change.new.keys)
    report.takenBack = zip(change.old.rules, change.old.keys).filter { !left.contains($0.1) }.map {
      CorrectionsReport.Line(correction: $0, documents: counts[$1] ?? 0, isNew: false)
    }
    return report
  }
}
