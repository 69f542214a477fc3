import NoticeIndex

/// A document that needs no parsing: a line of NDJSON.
///
///     {"id":"2021/0400","text":"…","subject":"…","date":"2021-10-26","identifier":"400-TB/TU","kind":"TB",
///      "issuer":"Tỉnh ủy Quảng Ninh","references":["18-CT/TU"],"agencies":["Sở Y tế"]}
///
/// `id` and `text` are needed. `date` is EDTF, of which the first day counts. `null` is as good as nothing, and
/// properties of other names are nobody's business.
enum ReadyDocument {
  /// What the document is indexed by.
  static func read(_ object: JSONValue, version: UInt64) throws(LineError.Reason) -> IndexDocument {
    let id = try name(try needed("id", object))
    guard let text = object["text"]?.utf8 else {
      throw object["text"] == nil
        ? .missing(property: "text") : .wrongType(property: "text", expected: "a string")
    }
    var document = IndexDocument(id: id, version: version, text: Array(text))
    document.subject = try string("subject", object) ?? ""
    var card = DocumentCard()
    func add(_ field: KeywordField, _ value: String?) -> String {
      guard let value, !value.isEmpty else { return "" }
      document.keywords.append(IndexDocument.Keyword(field, value))
      return value
    }
    card.identifier = add(.identifier, try string("identifier", object))
    card.kind = add(.kind, try string("kind", object))
    card.issuer = add(.issuer, try string("issuer", object))
    let references = try strings("references", object)
    for value in references { _ = add(.reference, value) }
    let agencies = try strings("agencies", object)
    for value in agencies { _ = add(.agency, value) }
    if let date = try string("date", object), !date.isEmpty {
      guard let days = EDTFDays.range(date) else { throw .noDate(date) }
      document.days.append(IndexDocument.Day(.date, days.lowerBound))
      card.date = date
    }
    document.stored = card.stored(payload: payload(card, references, agencies))
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
  private static func payload(_ card: DocumentCard, _ references: [String], _ agencies: [String]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("document")
    writer.beginObject()
    func put(_ name: StaticString, _ value: String) {
      if value.isEmpty { return }
      writer.name(name)
      writer.string(value)
    }
    func put(_ name: StaticString, _ values: [String]) {
      if values.isEmpty { return }
      writer.name(name)
      writer.beginArray()
      for value in values { writer.string(value) }
      writer.endArray()
    }
    put("kind", card.kind)
    put("identifier", card.identifier)
    put("issuer", card.issuer)
    put("date", card.date)
    put("references", references)
    put("agencies", agencies)
    writer.endObject()
    writer.endObject()
    return writer.bytes
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
