import NoticeGrammar

/// Notices as linked data: `schema.org/Legislation` with the relations of ELI, the European Legislation Identifier.
///
/// One JSON-LD object with a `@graph`, each document on a line of its own.
///
/// - Source: JSON-LD 1.1; schema.org; ELI ontology 1.4.
public struct JSONLD: Sendable {
  /// What names of works, which begin with `/akn/`, are relative to.
  public var base: String
  public var includeText: Bool

  /// A name that nobody can own, as long as nobody serves the documents.
  ///
  /// - Source: RFC 2606, 2.
  public static let standardBase = "https://thongbao.invalid"

  public init(base: String = standardBase, includeText: Bool = false) {
    self.base = base
    self.includeText = includeText
  }

  var opening: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("@base")
    writer.string(base)
    for (name, value) in Self.vocabularies {
      writer.name(of: name)
      writer.string(value)
    }
    for name in ["legislationDate", "startTime", "endTime"] {
      writer.name(of: name)
      writer.beginObject()
      writer.name("@type")
      writer.string("https://schema.org/Date")
      writer.endObject()
    }
    writer.endObject()
    return Array("{\"@context\":".utf8) + writer.bytes + Array(",\n\"@graph\":[".utf8)
  }

  func separator(isFirst: Bool) -> [UInt8] { Array((isFirst ? "\n" : ",\n").utf8) }

  var closing: [UInt8] { Array("\n]}\n".utf8) }

  private static let vocabularies = [
    ("@vocab", "https://schema.org/"), ("eli", "http://data.europa.eu/eli/ontology#"),
    ("dcterms", "http://purl.org/dc/terms/"),
  ]

  // MARK: A document

  func bytes(of document: ExportedDocument) -> [UInt8] {
    let notice = document.notice
    let names = NoticeNames(notice, id: document.stored.id)
    var writer = JSONWriter()
    writer.beginObject()
    writer.put("@id", names.work)
    writer.put("@type", ["Legislation", "eli:LegalResource"])
    writer.put("identifier", document.stored.id)
    writer.put("legislationIdentifier", notice.identifier)
    writer.put("legislationType", notice.kind?.name)
    writer.put("legislationDate", notice.date)
    writer.put("legislationJurisdiction", "VN")
    writer.put("inLanguage", "vi")
    writer.put("name", notice.subject)
    if let issuer = notice.issuer {
      writer.name("legislationPassedBy")
      organization(Body(issuer), &writer)
    }
    signer(notice.signature, &writer)
    relations(notice, &writer)
    writer.put("potentialAction", notice.tasks) { action($1, names, &$0) }
    writer.put("mentions", notice.agencies.map(Body.init).distinct) { organization($1, &$0) }
    encoding(notice.source, &writer)
    if includeText, !notice.text.bytes.isEmpty {
      writer.name("text")
      writer.string(notice.text.bytes, from: 0, to: notice.text.bytes.count)
    }
    writer.endObject()
    return writer.bytes
  }

  private struct Body: Hashable {
    var name: String
    var isUnique: Bool

    init(_ agency: Agency) { (name, isUnique) = (agency.wholeName, agency.isUnique) }
  }

  /// With a name of its own only if there is no other of this name in the country.
  private func organization(_ body: Body, _ writer: inout JSONWriter) {
    let slug = body.isUnique ? Slug.make(body.name) : ""
    writer.beginObject()
    if !slug.isEmpty { writer.put("@id", "/akn/ontology/organization/vn/\(slug)") }
    writer.put("@type", "Organization")
    writer.put("name", body.name)
    writer.endObject()
  }

  private func signer(_ signature: Signature?, _ writer: inout JSONWriter) {
    guard let name = signature?.name else { return }
    writer.name("legislationResponsible")
    writer.beginObject()
    writer.put("@type", "Person")
    writer.put("name", name)
    writer.put("jobTitle", signature?.position)
    writer.endObject()
  }

  private func encoding(_ source: NoticeSource, _ writer: inout JSONWriter) {
    guard source.mediaType != nil || source.sha256 != nil else { return }
    writer.name("encoding")
    writer.beginObject()
    writer.put("@type", "LegislationObject")
    writer.put("encodingFormat", source.mediaType)
    writer.put("contentSize", source.bytes.map(String.init))
    writer.put("sha256", source.sha256)
    writer.endObject()
  }

  // MARK: Relations

  /// What may be one of several documents is none of them here.
  private func relations(_ notice: Notice, _ writer: inout JSONWriter) {
    func these(_ roles: Set<Reference.Role>) -> [Reference] {
      notice.references.filter { roles.contains($0.role) && $0.grade != .ambiguous }
    }
    write("citation", these(Set(Reference.Role.allCases)), &writer)
    write("isBasedOn", these([.basis]), &writer)
    write("legislationChanges", these([.amends, .replaces, .repeals]), &writer)
    write("legislationEnsuresImplementationOf", these([.implements]), &writer)
    write("eli:cites", these(Set(Reference.Role.allCases)), isKnown: true, &writer)
    write("eli:based_on", these([.basis]), isKnown: true, &writer)
    write("eli:amends", these([.amends]), isKnown: true, &writer)
    write("eli:repeals", these([.repeals]), isKnown: true, &writer)
    write("eli:implements", these([.implements]), isKnown: true, &writer)
    write("eli:amended_by", these([.amendedBy]), isKnown: true, &writer)
    write("eli:repealed_by", these([.repealedBy]), isKnown: true, &writer)
    write("dcterms:replaces", these([.replaces]), isKnown: true, &writer)
    write("dcterms:isReplacedBy", these([.replacedBy]), isKnown: true, &writer)
  }

  private struct Target: Hashable {
    var uri: String?
    var identifier: String?
    var name: String?
    var kind: String?
    var date: String?
  }

  /// - Parameter isKnown: Whether those are left out whose address is not known.
  private func write(
    _ name: StaticString, _ references: [Reference], isKnown: Bool = false, _ writer: inout JSONWriter
  ) {
    let targets = references.map { reference in
      if let uri = reference.uri { return Target(uri: uri) }
      return Target(
        identifier: reference.identifier ?? reference.number, name: reference.title,
        kind: reference.kind?.name,
        date: reference.date)
    }
    writer.put(name, targets.filter { !isKnown || $0.uri != nil }.distinct) { writer, target in
      writer.beginObject()
      writer.put("@id", target.uri)
      if target.uri == nil { writer.put("@type", "Legislation") }
      writer.put("legislationIdentifier", target.identifier)
      writer.put("name", target.name)
      writer.put("legislationType", target.kind)
      writer.put("legislationDate", target.date)
      writer.endObject()
    }
  }

  // MARK: Tasks

  private func action(_ directive: Directive, _ names: NoticeNames, _ writer: inout JSONWriter) {
    func bodies(_ roles: Set<Assignee.Role>) -> [Body] {
      directive.assignees.filter { roles.contains($0.role) }.map { Body($0.agency) }.distinct
    }
    writer.beginObject()
    writer.put("@type", "Action")
    writer.put("identifier", directive.path)
    writer.put("description", directive.text)
    writer.put("agent", bodies([.lead, .assigned, .direct])) { organization($1, &$0) }
    writer.put("participant", bodies([.coordinate])) { organization($1, &$0) }
    let start = directive.deadlines.filter { $0.relation == .from }.compactMap(\.value)
    let end = directive.deadlines.filter { $0.relation != .from }.compactMap(\.value)
    writer.put("startTime", start.distinct)
    writer.put("endTime", end.distinct)
    writer.endObject()
  }
}

extension Notice {
  /// The directives that name who must act or by when, in the order of the text.
  var tasks: [Directive] {
    var tasks: [Directive] = []
    forEachDirective { if !$0.assignees.isEmpty || !$0.deadlines.isEmpty { tasks.append($0) } }
    return tasks
  }
}
