import NoticeGrammar
import NoticeIndex
import NoticeText

extension IndexDocument {
  /// What a notice is found by, and its JSON.
  ///
  /// - Parameters:
  ///   - id: The path that it was read from, as given.
  ///   - json: The notice as it is to be kept, if otherwise than it is written here.
  ///   - reading: `IngestOptions.reading`, if it was read by a parser and not taken as it is.
  package init(
    _ notice: Notice, id: String, version: UInt64, json: [UInt8]? = nil, reading: UInt64? = nil
  ) {
    var fields = NoticeFields()
    fields.addIdentifier(notice.identifier)
    if let kind = notice.kind { fields.addKind(code: kind.code, name: kind.name) }
    fields.addIssuer(name: notice.issuer?.name, within: notice.issuer?.within)
    fields.add(.place, notice.place)
    fields.add(.signer, notice.signature?.name)
    fields.addDate(notice.date)
    for reference in notice.references {
      fields.addReference(
        grade: reference.grade.rawValue, identifier: reference.identifier, kind: reference.kind?.code,
        number: reference.number)
    }
    if let key = WorkKey(notice) { fields.add(.work, CitationTerm.text(key)) }
    for term in CitationTerm.terms(of: notice) { fields.add(.citation, term) }
    for term in TextSketch.terms(notice.text.bytes) { fields.add(.sketch, term) }
    for agency in notice.agencies { fields.add(.agency, agency.name) }
    for directive in notice.directives { fields.add(directive) }
    for key in TaskKey.keys(of: notice) { fields.add(.task, key) }
    let repairs = notice.repairs.compactMap { repair -> Edit? in
      guard repair.span.start >= 0, repair.span.end >= repair.span.start else { return nil }
      return Edit(range: repair.span.start..<repair.span.end, replacement: Array(repair.text.utf8))
    }
    let card = fields.card.bytes
    self.init(
      id: id, version: version, text: notice.text.bytes,
      edits: NoticeFields.edits(repairs, textLength: notice.text.bytes.count), subject: notice.subject ?? "",
      keywords: fields.keywords, days: fields.days,
      stored: card + fields.payload(notice: json ?? notice.keptJSON, reading: reading), head: card.count)
  }
}

extension NoticeFields {
  fileprivate mutating func add(_ directive: Directive) {
    for assignee in directive.assignees { add(.assignee, assignee.agency.name) }
    for deadline in directive.deadlines { addDeadline(deadline.value) }
    for child in directive.children { add(child) }
  }
}
