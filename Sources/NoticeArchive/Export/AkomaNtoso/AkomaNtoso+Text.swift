import NoticeGrammar
import NoticeText

/// What is printed: head, căn cứ, directives, foot.
extension AkomaNtoso {
  // MARK: Head

  mutating func preface(_ xml: inout XMLWriter) {
    var inside = XMLWriter(depth: 3)
    if let issuer = notice.issuer {
      inside.begin("p", isText: true)
      inside.begin("docProponent")
      inside.attribute("refersTo", "#" + ontology.eId(of: issuer, &identifiers))
      inside.text(issuer.name)
      inside.end()
      inside.end()
    }
    if let number = notice.identifier ?? notice.number { line("docNumber", number, &inside) }
    placeAndDate(&inside)
    for mark in [
      notice.marks.secrecy, notice.marks.urgency, notice.marks.circulation, notice.marks.draft,
      notice.marks.copy,
    ] {
      if let mark { line("docStatus", mark, &inside) }
    }
    if let kind = notice.kind { line("docType", kind.name, &inside) }
    if let subject = notice.subject { line("docTitle", subject, &inside) }
    if !notice.addressees.isEmpty {
      list("addressees", notice.addressees, &inside)
    }
    if inside.bytes.isEmpty { return }
    xml.begin("preface")
    xml.content(inside)
    xml.end()
  }

  private func line(_ name: StaticString, _ text: String, _ xml: inout XMLWriter) {
    xml.begin("p", isText: true)
    xml.element(name, text)
    xml.end()
  }

  private mutating func placeAndDate(_ xml: inout XMLWriter) {
    guard notice.place != nil || notice.date != nil else { return }
    xml.begin("p", isText: true)
    if let place = notice.place {
      xml.begin("location")
      xml.attribute("refersTo", "#" + ontology.eId(.location, place, &identifiers))
      xml.text(place)
      xml.end()
      if notice.date != nil { xml.text(", ") }
    }
    if let date = notice.date {
      if let day = names.day {
        xml.begin("docDate")
        xml.attribute("date", day)
        xml.text(Self.words(date))
        xml.end()
      } else {
        xml.text(Self.words(date))
      }
    }
    xml.end()
  }

  /// As notices print it: `ngày 18 tháng 10 năm 2021`; a quarter or a period as it is.
  private static func words(_ date: String) -> String {
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard EDTFDays.range(date) != nil, !date.contains("/"), parts.count < 2 || parts[1] <= "12" else {
      return date
    }
    return zip(parts.reversed(), ["năm", "tháng", "ngày"].prefix(parts.count).reversed())
      .map { "\($1) \($0)" }.joined(separator: " ")
  }

  private mutating func list(_ name: StaticString, _ people: [Recipient], _ xml: inout XMLWriter) {
    xml.begin("container")
    xml.attribute("eId", identifiers.take("\(name)"))
    xml.attribute("name", "\(name)")
    for one in people {
      xml.element("p", one.purpose.map { "\(one.name) (\($0))" } ?? one.name)
    }
    xml.end()
  }

  // MARK: Căn cứ

  /// The paragraphs before the directives; those that name a basis are citations.
  mutating func preamble(_ paragraphs: NoticeParagraphs, _ xml: inout XMLWriter) {
    let basis = Set(notice.basis)
    let text = MarkedText(paragraphs.text, of: notice, paragraphs.source, marks)
    if paragraphs.ranges.isEmpty { return }
    xml.begin("preamble")
    var citations: (eId: String, count: Int)?
    for range in paragraphs.ranges {
      let paragraph = text[range]
      let isCitation = paragraph.marks.contains {
        if case .reference(let index) = $0.meaning { basis.contains(index) } else { false }
      }
      if isCitation {
        if citations == nil {
          citations = (identifiers.take("cits"), 0)
          xml.begin("citations")
          xml.attribute("eId", citations?.eId)
        }
        citations?.count += 1
        xml.begin("citation")
        xml.attribute("eId", identifiers.take("\(citations?.eId ?? "")__cit_\(citations?.count ?? 0)"))
        self.paragraph(paragraph, &xml)
        xml.end()
      } else {
        if citations != nil { xml.end() }
        citations = nil
        self.paragraph(paragraph, &xml)
      }
    }
    if citations != nil { xml.end() }
    xml.end()
  }

  private mutating func paragraph(_ text: MarkedText, _ xml: inout XMLWriter) {
    xml.begin("p", isText: true)
    inline(text, &xml)
    xml.end()
  }

  // MARK: Directives

  mutating func body(_ xml: inout XMLWriter) {
    xml.begin(names.isAct ? "body" : "mainBody")
    for directive in notice.directives { self.directive(directive, below: nil, "", &xml) }
    xml.end()
  }

  /// The text of a notice that has no directives.
  mutating func body(of paragraphs: NoticeParagraphs, _ xml: inout XMLWriter) {
    let text = MarkedText(paragraphs.text, of: notice, paragraphs.source, marks)
    xml.begin(names.isAct ? "body" : "mainBody")
    if names.isAct {
      xml.begin("hcontainer")
      xml.attribute("eId", identifiers.take("hcontainer_1"))
      xml.attribute("name", "text")
      xml.begin("content")
    }
    for range in paragraphs.ranges { paragraph(text[range], &xml) }
    if paragraphs.ranges.isEmpty { xml.element("p", "") }
    if names.isAct {
      xml.end()
      xml.end()
    }
    xml.end()
  }

  private mutating func directive(
    _ directive: Directive, below parent: DirectiveLevel.Element?, _ prefix: String, _ xml: inout XMLWriter
  ) {
    let level = DirectiveLevel(directive, below: parent)
    let eId = identifiers.take("\(prefix)\(level.prefix)_\(level.number)")
    if directivePlaces[directive.path] == nil { directivePlaces[directive.path] = eId }
    xml.begin(level.name)
    xml.attribute("eId", eId)
    if !directive.label.isEmpty { xml.element("num", directive.label) }
    let own =
      directive.span
      .start..<max(
        directive.span.start, directive.children.first?.span.start ?? directive.span.end)
    let text = MarkedText(directive.text, of: notice, own, marks)
    let (heading, rest) = parts(of: text, heading: directive.heading)
    if let heading {
      xml.begin("heading", isText: true)
      inline(heading, &xml)
      xml.end()
    }
    let hasText = !rest.bytes.isEmpty
    if hasText || directive.children.isEmpty {
      xml.begin(directive.children.isEmpty ? "content" : "intro")
      paragraph(rest, &xml)
      xml.end()
    }
    for child in directive.children { self.directive(child, below: level.element, eId + "__", &xml) }
    xml.end()
    for index in directive.references where referencePlaces[index] == nil { referencePlaces[index] = eId }
  }

  /// The run-in heading with the mark that ends it, and what follows.
  private func parts(of text: MarkedText, heading: String?) -> (heading: MarkedText?, rest: MarkedText) {
    guard let heading, !heading.isEmpty, text.bytes.starts(with: heading.utf8) else { return (nil, text) }
    var end = heading.utf8.count
    while end < text.bytes.count,
      [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";")].contains(text.bytes[end])
    {
      end += 1
    }
    var start = end
    while start < text.bytes.count, text.bytes[start] == 0x20 { start += 1 }
    return (text[0..<end], text[start..<text.bytes.count])
  }

  // MARK: Foot

  mutating func conclusions(_ xml: inout XMLWriter) {
    let signature = notice.signature.flatMap { $0.isEmpty ? nil : $0 }
    guard signature != nil || !notice.recipients.isEmpty else { return }
    xml.begin("conclusions")
    if let signature { sign(signature, &xml) }
    if !notice.recipients.isEmpty { list("recipients", notice.recipients, &xml) }
    xml.end()
  }

  private mutating func sign(_ signature: Signature, _ xml: inout XMLWriter) {
    xml.begin("container")
    xml.attribute("eId", identifiers.take("signature"))
    xml.attribute("name", "signature")
    let capacity = [signature.capacity, signature.onBehalfOf].compactMap(\.self).joined(separator: " ")
    if !capacity.isEmpty { xml.element("p", capacity) }
    if signature.position != nil || signature.name != nil {
      xml.begin("p", isText: true)
      xml.begin("signature")
      let role = signature.position.map { ontology.eId(.role, $0, &identifiers) }
      if let position = signature.position {
        xml.begin("role")
        xml.attribute("refersTo", role.map { "#" + $0 })
        xml.text(position)
        xml.end()
      }
      if let name = signature.name {
        if role != nil { xml.text(" ") }
        xml.begin("person")
        xml.attribute("refersTo", "#" + ontology.eId(.person, name, &identifiers))
        xml.attribute("as", role.map { "#" + $0 })
        xml.text(name)
        xml.end()
      }
      xml.end()
      xml.end()
    }
    xml.end()
  }
}

extension Signature {
  fileprivate var isEmpty: Bool { capacity == nil && onBehalfOf == nil && position == nil && name == nil }
}
