import NoticeIntake
import NoticeGrammar
import NoticeIndex
import NoticeSearch
import NoticeText

/// Documents as the bulk API of OpenSearch and Elasticsearch takes them: a line that says what to do, a line with the
/// document, each ended by a line feed.
///
///     {"index":{"_index":"thongbao","_id":"a.txt"}}
///     {"path":"a.txt","identifier":"400-TB/TU",…}
///
/// The words of the text come as our own analyser cuts them, one blank between two, so that the search engine needs no
/// Vietnamese: `words` as they are, `folded` without marks, `damaged` those that stood where something was mended.
public struct OpenSearchBulk: Sendable {
  public var index: String

  public static let standardIndex = "thongbao"
  /// In bytes; what is longer is named by its SHA-256.
  private static let longestID = 512

  public init(index: String = standardIndex) { self.index = index }

  func bytes(of document: ExportedDocument) -> [UInt8] {
    var action = JSONWriter()
    action.beginObject()
    action.name("index")
    action.beginObject()
    action.put("_index", index)
    action.put("_id", Self.id(document.stored.id))
    action.endObject()
    action.endObject()
    return action.bytes + [0x0A] + Self.source(document) + [0x0A]
  }

  private static func id(_ id: String) -> String {
    if id.utf8.count <= longestID { return id }
    let hash = Array(id.utf8).withUnsafeBytes { sha256($0) }
    return hash.map { "sha256-\($0)" } ?? String(id.unicodeScalars.prefix(longestID / 4))
  }

  // MARK: The document

  private static func source(_ document: ExportedDocument) -> [UInt8] {
    let notice = document.notice
    var writer = JSONWriter()
    writer.beginObject()
    writer.put("path", document.stored.id)
    writer.put("uri", notice.uri)
    writer.put("kind", notice.kind.map { $0.code.isEmpty ? $0.name : $0.code })
    writer.put("kindName", notice.kind?.name)
    writer.put("identifier", notice.identifier)
    writer.put("identifierKey", notice.identifier.map { key($0) })
    writer.put("issuer", notice.issuer?.wholeName)
    writer.put("place", notice.place)
    writer.put("date", notice.date)
    days("days", notice.date, &writer)
    writer.put("subject", notice.subject)
    writer.put("secrecy", notice.marks.secrecy)
    writer.put("urgency", notice.marks.urgency)
    writer.put("signer", notice.signature?.name)
    writer.put("position", notice.signature?.position)
    writer.put("agency", bodies(notice.agencies))
    let tasks = notice.tasks
    writer.put("assignee", bodies(tasks.flatMap(\.assignees).map(\.agency)))
    writer.put("recipient", notice.recipients.map(\.name).distinct)
    writer.put("references", notice.references) { reference($1, notice, &$0) }
    writer.put("tasks", tasks) { task($1, &$0) }
    text(notice, &writer)
    writer.endObject()
    return writer.bytes
  }

  private static func text(_ notice: Notice, _ writer: inout JSONWriter) {
    let text = notice.text.bytes
    if text.isEmpty { return }
    writer.name("text")
    writer.string(text, from: 0, to: text.count)
    let edits = notice.repairs.compactMap { repair -> IndexDocument.Edit? in
      guard repair.span.start >= 0, repair.span.end >= repair.span.start else { return nil }
      return .init(range: repair.span.start..<repair.span.end, replacement: Array(repair.text.utf8))
    }
    let forms = FormTable(capacity: 1 << 10)
    let words = TextWords.words(text, edits: NoticeFields.edits(edits, textLength: text.count), forms)
    let mended = words.filter { !$0.isDamaged }.map { forms.terms[Int($0.number)] }
    writer.put("words", joined(mended))
    writer.put("folded", joined(mended.map { TermForm.folded($0) }))
    writer.put("damaged", joined(words.filter(\.isDamaged).map { forms.terms[Int($0.number)] }))
  }

  private static func joined(_ terms: [[UInt8]]) -> String {
    String(decoding: Array(terms.joined(separator: [0x20])), as: UTF8.self)
  }

  /// What numbers are compared by: without leading zeros, blanks, case: `18-ct/tu`.
  private static func key(_ identifier: String) -> String {
    String(decoding: KeywordKey.key(identifier, .identifier), as: UTF8.self)
  }

  private static func bodies(_ agencies: [Agency]) -> [String] {
    agencies.map(\.wholeName).distinct
  }

  private static func reference(_ reference: Reference, _ notice: Notice, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.put("identifier", reference.identifier)
    writer.put("identifierKey", reference.identifier.map { key($0) })
    writer.put("kind", reference.kind.map { $0.code.isEmpty ? $0.name : $0.code })
    writer.put("number", reference.number)
    writer.put("title", reference.title)
    writer.put("date", reference.date)
    writer.put("issuer", reference.issuer?.wholeName)
    writer.put("uri", reference.uri)
    writer.put("role", reference.role.rawValue)
    writer.put("grade", reference.grade.rawValue)
    writer.put("candidates", reference.candidates)
    writer.put("directive", reference.directive)
    writer.endObject()
  }

  private static func task(_ directive: Directive, _ writer: inout JSONWriter) {
    func bodies(_ role: Assignee.Role) -> [String] {
      self.bodies(directive.assignees.filter { $0.role == role }.map(\.agency))
    }
    writer.beginObject()
    writer.put("directive", directive.path)
    writer.put("label", directive.label)
    writer.put("text", directive.text)
    writer.put("lead", bodies(.lead))
    writer.put("coordinate", bodies(.coordinate))
    writer.put("direct", bodies(.direct))
    writer.put("assigned", bodies(.assigned))
    writer.put("deadlines", directive.deadlines) { writer, deadline in
      writer.beginObject()
      writer.put("relation", deadline.relation.rawValue)
      writer.put("date", deadline.value)
      days("days", deadline.value, &writer)
      writer.put("period", deadline.period)
      writer.endObject()
    }
    writer.endObject()
  }

  /// The days that a date stands for, as a range of dates.
  private static func days(_ name: StaticString, _ date: String?, _ writer: inout JSONWriter) {
    guard let date, let days = EDTFDays.range(date) else { return }
    writer.name(name)
    writer.beginObject()
    writer.put("gte", CalendarDay.text(days.lowerBound))
    writer.put("lte", CalendarDay.text(days.upperBound))
    writer.endObject()
  }
}
