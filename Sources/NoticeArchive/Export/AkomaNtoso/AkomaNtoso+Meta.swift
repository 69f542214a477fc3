import NoticeGrammar
import NoticeText

/// What is known of the document: its names, what it changes, whom it speaks of, who must do what by when.
extension AkomaNtoso {
  mutating func meta(_ xml: inout XMLWriter) {
    let author =
      notice.issuer.map { ontology.eId(of: $0, &identifiers) }
      ?? ontology.eId(.organization, "unknown", &identifiers)
    xml.begin("meta")
    identification(author: author, &xml)
    if let day = names.day { lifecycle(day, &xml) }
    analysis(&xml)
    // The bodies that are to act are listed too, so that has to be written before the list is.
    var proprietary = XMLWriter(depth: 3)
    self.proprietary(&proprietary)
    references(&xml)
    xml.content(proprietary)
    xml.end()
  }

  // MARK: Names

  private func identification(author: String, _ xml: inout XMLWriter) {
    xml.begin("identification")
    xml.attribute("source", "#" + Self.editor)
    xml.begin("FRBRWork")
    core(this: names.work + "/!main", names.work, author: author, alias: notice.identifier, &xml)
    value("FRBRcountry", "vn", &xml)
    if let kind = notice.kind { value("FRBRsubtype", Slug.make(kind.name), &xml) }
    if let number = notice.number { value("FRBRnumber", number, &xml) }
    if let name = notice.symbol { value("FRBRname", name, &xml) }
    xml.end()
    xml.begin("FRBRExpression")
    core(this: names.expression + "/!main", names.expression, author: author, alias: nil, &xml)
    xml.begin("FRBRlanguage")
    xml.attribute("language", "vie")
    xml.end()
    xml.end()
    xml.begin("FRBRManifestation")
    core(
      this: names.expression + "/!main.xml", names.expression + ".xml", author: Self.editor, alias: nil, &xml)
    value("FRBRformat", "application/akn+xml", &xml)
    xml.end()
    xml.end()
  }

  private func core(
    this: String, _ uri: String, author: String, alias: String?, _ xml: inout XMLWriter
  ) {
    value("FRBRthis", this, &xml)
    value("FRBRuri", uri, &xml)
    if let alias {
      xml.begin("FRBRalias")
      xml.attribute("value", alias)
      xml.attribute("name", "identifier")
      xml.end()
    }
    let date = dateOfIssue
    xml.begin("FRBRdate")
    xml.attribute("date", date.day)
    xml.attribute("name", date.name)
    xml.end()
    xml.begin("FRBRauthor")
    xml.attribute("href", "#" + author)
    xml.end()
  }

  private func value(_ name: StaticString, _ value: String, _ xml: inout XMLWriter) {
    xml.begin(name)
    xml.attribute("value", value)
    xml.end()
  }

  /// A day in any case, since the schema asks for one: the first one of a month or year, and its name says so.
  private var dateOfIssue: (day: String, name: String) {
    if let day = names.day { return (day, "issued") }
    let parts = (notice.date ?? "").split(separator: "-")
    guard let date = notice.date, EDTFDays.range(date) != nil, let year = parts.first, year.utf8.count == 4
    else {
      return ("0001-01-01", "unknown")
    }
    let month = parts.count == 2 && parts[1] <= "12" ? String(parts[1]) : "01"
    return ("\(year)-\(month)-01", "issued-\(date)")
  }

  // MARK: Changes

  private func lifecycle(_ day: String, _ xml: inout XMLWriter) {
    xml.begin("lifecycle")
    xml.attribute("source", "#" + Self.editor)
    xml.begin("eventRef")
    xml.attribute("date", day)
    xml.attribute("source", "#original")
    xml.attribute("type", "generation")
    xml.end()
    xml.end()
  }

  /// What the document does to others, and what is done to it, as far as the others' addresses are known.
  private func analysis(_ xml: inout XMLWriter) {
    let known = notice.references.indices.filter {
      notice.references[$0].uri != nil && notice.references[$0].grade != .ambiguous
    }
    let active = known.filter { Self.change(notice.references[$0].role)?.isActive == true }
    let passive = known.filter { Self.change(notice.references[$0].role)?.isActive == false }
    if active.isEmpty, passive.isEmpty { return }
    xml.begin("analysis")
    xml.attribute("source", "#" + Self.editor)
    if !active.isEmpty { modifications("activeModifications", active, &xml) }
    if !passive.isEmpty { modifications("passiveModifications", passive, &xml) }
    xml.end()
  }

  private func modifications(_ name: StaticString, _ indices: [Int], _ xml: inout XMLWriter) {
    xml.begin(name)
    for index in indices {
      let reference = notice.references[index]
      guard let uri = reference.uri, let change = Self.change(reference.role) else { continue }
      let other = NoticeNames.href(uri, reference.pinpoint)
      let own = referencePlaces[index].map { "#" + $0 } ?? names.expression
      xml.begin(change.element)
      xml.attribute("type", change.type)
      xml.begin("source")
      xml.attribute("href", change.isActive ? own : other)
      xml.end()
      xml.begin("destination")
      xml.attribute("href", change.isActive ? other : own)
      xml.end()
      xml.end()
    }
    xml.end()
  }

  private static func change(
    _ role: Reference.Role
  ) -> (element: StaticString, type: String, isActive: Bool)? {
    switch role {
    case .amends: ("textualMod", "substitution", true)
    case .replaces: ("textualMod", "replacement", true)
    case .repeals: ("textualMod", "repeal", true)
    case .amendedBy: ("textualMod", "substitution", false)
    case .replacedBy: ("textualMod", "replacement", false)
    case .repealedBy: ("textualMod", "repeal", false)
    case .implements: ("legalSystemMod", "implementation", true)
    case .basis, .cites: nil
    }
  }

  private func references(_ xml: inout XMLWriter) {
    xml.begin("references")
    xml.attribute("source", "#" + Self.editor)
    xml.begin("original")
    xml.attribute("eId", "original")
    xml.attribute("href", names.expression)
    xml.attribute("showAs", notice.identifier ?? notice.subject ?? id)
    xml.end()
    ontology.write(into: &xml)
    xml.begin("TLCObject")
    xml.attribute("eId", Self.editor)
    xml.attribute("href", "/akn/ontology/object/\(Self.editor)")
    xml.attribute("showAs", Self.editor)
    xml.end()
    xml.end()
  }

  // MARK: What Akoma Ntoso has no word for

  private mutating func proprietary(_ xml: inout XMLWriter) {
    xml.begin("proprietary")
    xml.attribute("source", "#" + Self.editor)
    xml.begin("tb:source")
    xml.attribute("path", notice.source.path ?? id)
    xml.attribute("mediaType", notice.source.mediaType)
    xml.attribute("bytes", notice.source.bytes.map(String.init))
    xml.attribute("sha256", notice.source.sha256)
    xml.attribute("reader", notice.source.reader)
    xml.end()
    for directive in notice.directives { tasks(of: directive, &xml) }
    for (index, reference) in notice.references.enumerated() { self.reference(reference, index, &xml) }
    for diagnostic in notice.diagnostics {
      xml.begin("tb:diagnostic")
      xml.attribute("severity", diagnostic.severity.rawValue)
      xml.attribute("code", diagnostic.code)
      xml.attribute("message", diagnostic.message)
      xml.end()
    }
    xml.end()
  }

  private mutating func tasks(of directive: Directive, _ xml: inout XMLWriter) {
    if !directive.assignees.isEmpty || !directive.deadlines.isEmpty {
      xml.begin("tb:task")
      xml.attribute("path", directive.path)
      xml.attribute("place", directivePlaces[directive.path].map { "#" + $0 })
      for assignee in directive.assignees {
        xml.begin("tb:assignee")
        xml.attribute("role", assignee.role.rawValue)
        xml.attribute("refersTo", "#" + ontology.eId(of: assignee.agency, &identifiers))
        xml.end()
      }
      for deadline in directive.deadlines {
        xml.begin("tb:deadline")
        xml.attribute("relation", deadline.relation.rawValue)
        xml.attribute("value", deadline.value)
        xml.attribute("period", deadline.period)
        xml.attribute("inferred", Self.list(deadline.inferred))
        let raw = notice.raw(deadline.span)
        if !raw.isEmpty { xml.attribute("raw", raw) }
        xml.end()
      }
      xml.end()
    }
    for child in directive.children { tasks(of: child, &xml) }
  }

  private func reference(_ reference: Reference, _ index: Int, _ xml: inout XMLWriter) {
    xml.begin("tb:reference")
    xml.attribute("place", referencePlaces[index].map { "#" + $0 })
    xml.attribute("role", reference.role.rawValue)
    xml.attribute("grade", reference.grade.rawValue)
    xml.attribute("identifier", reference.identifier)
    xml.attribute("candidates", Self.list(reference.candidates))
    xml.attribute("kind", reference.kind?.name)
    xml.attribute("number", reference.number)
    xml.attribute("title", reference.title)
    xml.attribute("date", reference.date)
    xml.attribute("issuer", reference.issuer?.name)
    xml.attribute("href", reference.uri.map { NoticeNames.href($0, reference.pinpoint) })
    xml.attribute("inferred", Self.list(reference.inferred))
    xml.end()
  }

  private static func list(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.joined(separator: "; ")
  }
}
