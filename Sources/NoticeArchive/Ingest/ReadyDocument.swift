import NoticeGrammar
import NoticeIndex
import NoticeText

/// A document that needs no parsing: a line of NDJSON.
///
///     {"id":"2021/0400","text":"…","subject":"…","date":"2021-10-26","identifier":"400-TB/TU","kind":"TB",
///      "issuer":"Tỉnh ủy Quảng Ninh","references":["18-CT/TU"],"agencies":["Sở Y tế"]}
///
/// `id` and `text` are needed. `date` is EDTF, of which the first day counts. `null` is as good as nothing, and
/// properties of other names are nobody's business.
struct ReadyDocument {
  var id: String
  var text: [UInt8]
  var subject = ""
  var identifier = ""
  var kind = ""
  var issuer = ""
  var date = ""
  var references: [String] = []
  var agencies: [String] = []

  /// Reads a line.
  init(line object: JSONValue) throws(LineError.Reason) {
    id = try Self.name(try Self.needed("id", object))
    guard let text = object["text"]?.utf8 else {
      throw object["text"] == nil
        ? .missing(property: "text") : .wrongType(property: "text", expected: "a string")
    }
    self.text = Array(text)
    subject = try Self.string("subject", object) ?? ""
    identifier = try Self.string("identifier", object) ?? ""
    kind = try Self.string("kind", object) ?? ""
    issuer = try Self.string("issuer", object) ?? ""
    references = try Self.strings("references", object).filter { !$0.isEmpty }
    agencies = try Self.strings("agencies", object).filter { !$0.isEmpty }
    date = try Self.string("date", object) ?? ""
    if !date.isEmpty, EDTFDays.range(date) == nil { throw .noDate(date) }
  }

  /// What the index keeps of it, read back.
  ///
  /// - Parameters:
  ///   - object: The value of `document`.
  ///   - subject: As the index has it; where it was corrected, `object` has the one before.
  init(kept object: JSONValue, id: String, subject: String, text: [UInt8]) {
    func string(_ name: StaticString) -> String { object[name]?.string ?? "" }
    func strings(_ name: StaticString) -> [String] {
      (object[name]?.elements ?? JSONValue.noElements).compactMap(\.string)
    }
    self.id = id
    self.text = text
    self.subject = object["subject"]?.string ?? subject
    identifier = string("identifier")
    kind = string("kind")
    issuer = string("issuer")
    date = string("date")
    references = strings("references")
    agencies = strings("agencies")
  }

  /// What it is indexed by.
  func indexed(version: UInt64, _ corrections: Corrections) -> IndexDocument {
    var notice = notice
    let used = corrections.apply(to: &notice, named: id)
    var document = IndexDocument(id: id, version: version, text: text)
    var fields = NoticeFields()
    fields.addIdentifier(notice.identifier)
    fields.addKind(code: notice.kind?.shortName ?? "", name: nil)
    fields.addIssuer(name: notice.issuer?.name, within: notice.issuer?.within)
    for reference in notice.references { fields.add(.reference, reference.indexedName) }
    if let key = WorkKey(notice) { fields.add(.work, CitationTerm.text(key)) }
    for term in CitationTerm.terms(of: notice) { fields.add(.citation, term) }
    for agency in notice.agencies { fields.add(.agency, agency.name) }
    fields.add(.place, notice.place)
    fields.add(.signer, notice.signature?.name)
    fields.addDate(notice.date)
    document.subject = notice.subject ?? ""
    document.keywords = fields.keywords
    document.days = fields.days
    let card = fields.card.bytes
    document.stored = card + payload(withSubject: document.subject != subject)
    document.head = card.count
    document.note(used, of: corrections)
    return document
  }

  /// The same as a notice, for corrections and for those who look at notices only.
  var notice: Notice {
    func some(_ value: String) -> String? { value.isEmpty ? nil : value }
    let nowhere = SourceRange(0, 0)
    var notice = Notice(text: SourceText(bytes: []))
    notice.identifier = some(identifier)
    notice.kind = some(kind).map { Kind(code: $0, name: $0) }
    notice.issuer = some(issuer).map { Agency(name: $0, span: nowhere) }
    notice.date = some(date)
    notice.subject = some(subject)
    notice.references = references.map { value in
      var reference = Reference(grade: .exact, span: nowhere)
      reference.identifier = value
      return reference
    }
    notice.agencies = agencies.map { Agency(name: $0, span: nowhere) }
    return notice
  }

  /// What corrections make of it; `nil` if that is nothing.
  func corrected(_ corrections: Corrections) -> ReadyDocument? {
    var notice = notice
    if corrections.apply(to: &notice, named: id).isEmpty { return nil }
    var document = self
    document.identifier = notice.identifier ?? ""
    document.kind = notice.kind?.shortName ?? ""
    document.issuer = notice.issuer?.wholeName ?? ""
    document.date = notice.date ?? ""
    document.subject = notice.subject ?? ""
    document.references = notice.references.compactMap(\.indexedName)
    document.agencies = notice.agencies.map(\.name)
    return document
  }

  /// A name that a document can have.
  static func name(_ id: String) throws(LineError.Reason) -> String {
    guard isName(id) else { throw .badName(limit: longestName) }
    return id
  }

  static func isName(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= longestName && !id.utf8.contains(0)
  }

  /// So many bytes of a name count.
  static let longestName = KeywordKey.longest * 4

  /// `{"document":{…}}`: what the document is, without what the index keeps anyhow.
  ///
  /// - Parameter withSubject: Whether the index has another subject than the line, which is kept here then.
  private func payload(withSubject: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("document")
    write(to: &writer, withSubject: withSubject)
    writer.endObject()
    return writer.bytes
  }

  /// The value of `document`.
  func write(to writer: inout JSONWriter, withSubject: Bool = false) {
    writer.beginObject()
    func put(_ name: StaticString, _ value: String, _ writer: inout JSONWriter) {
      if value.isEmpty { return }
      writer.name(name)
      writer.string(value)
    }
    func put(_ name: StaticString, _ values: [String], _ writer: inout JSONWriter) {
      if values.isEmpty { return }
      writer.name(name)
      writer.beginArray()
      for value in values { writer.string(value) }
      writer.endArray()
    }
    put("kind", kind, &writer)
    put("identifier", identifier, &writer)
    put("issuer", issuer, &writer)
    put("date", date, &writer)
    if withSubject {
      writer.name("subject")
      writer.string(subject)
    }
    put("references", references, &writer)
    put("agencies", agencies, &writer)
    writer.endObject()
  }

  private static func needed(
    _ name: StaticString, _ object: JSONValue
  ) throws(LineError.Reason) -> String {
    guard let value = try string(name, object) else { throw .missing(property: "\(name)") }
    return value
  }

  private static func string(
    _ name: StaticString, _ object: JSONValue
  ) throws(LineError.Reason) -> String? {
    guard let value = object[name] else { return nil }
    guard let string = value.string else { throw .wrongType(property: "\(name)", expected: "a string") }
    return string
  }

  private static func strings(
    _ name: StaticString, _ object: JSONValue
  ) throws(LineError.Reason) -> [String] {
    guard let value = object[name] else { return [] }
    var strings: [String] = []
    var isRight = value.isArray
    if isRight {
      for element in value.elements {
        guard let string = element.string else {
          isRight = false
          break
        }
        strings.append(string)
      }
    }
    guard isRight else { throw .wrongType(property: "\(name)", expected: "an array of strings") }
    return strings
  }
}
