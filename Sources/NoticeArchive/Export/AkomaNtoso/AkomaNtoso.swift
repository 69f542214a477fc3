import NoticeGrammar

extension Notice {
  /// The notice as a document of Akoma Ntoso 3.0, with a line's end.
  ///
  /// - Parameter id: What the document is called where it comes from: names it if nothing else does.
  /// - Source: OASIS LegalDocML, Akoma Ntoso 1.0 part 2 (`akomantoso30.xsd`).
  public func akomaNtoso(id: String) -> [UInt8] {
    var document = AkomaNtoso(self, id: id)
    return document.bytes()
  }
}

/// One notice on its way into Akoma Ntoso: what is collected while the text is written and listed in front of it.
struct AkomaNtoso {
  let notice: Notice
  let id: String
  let names: NoticeNames
  let marks: InlineMarks
  /// All `eId`s of the document.
  var identifiers = UniqueNames()
  var ontology: Ontology
  /// The `eId` of the element that each reference became, or of the directive that it stands in, by index.
  var referencePlaces: [Int: String] = [:]
  /// The `eId` of each directive, by its path; of two with one path, the first one's.
  var directivePlaces: [String: String] = [:]

  /// The one that says all that.
  static let editor = "thongbao"

  init(_ notice: Notice, id: String) {
    self.notice = notice
    self.id = id
    names = NoticeNames(notice, id: id)
    ontology = Ontology(work: names.work)
    marks = InlineMarks(notice)
    for name in [Self.editor, "original"] { _ = identifiers.take(name) }
  }

  mutating func bytes() -> [UInt8] {
    // The text first: what it names is listed before it.
    var text = XMLWriter(depth: 2)
    preface(&text)
    let paragraphs = NoticeParagraphs(notice)
    if notice.directives.isEmpty {
      body(of: paragraphs, &text)
    } else {
      preamble(paragraphs, &text)
      body(&text)
    }
    conclusions(&text)
    var xml = XMLWriter()
    xml.declaration()
    xml.begin("akomaNtoso")
    xml.attribute("xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0")
    xml.attribute("xmlns:tb", "urn:thongbao:notice:1")
    xml.begin(names.isAct ? "act" : "doc")
    xml.attribute("name", notice.kind.map { Slug.make($0.name) } ?? "notice")
    meta(&xml)
    xml.content(text)
    xml.end()
    xml.end()
    return xml.bytes + [0x0A]
  }

  /// Running text with what is marked in it.
  mutating func inline(_ text: MarkedText, _ xml: inout XMLWriter) {
    var written = 0
    var open: [Int] = []  // the ends of the elements that are open, the innermost last
    for (meaning, range) in text.marks {
      while let end = open.last, end <= range.lowerBound {
        xml.text(text.string(written..<end))
        xml.end()
        (written, _) = (end, open.removeLast())
      }
      xml.text(text.string(written..<range.lowerBound))
      written = range.lowerBound
      begin(meaning, &xml)
      open.append(range.upperBound)
    }
    while let end = open.popLast() {
      xml.text(text.string(written..<end))
      xml.end()
      written = end
    }
    xml.text(text.string(written..<text.bytes.count))
  }

  private mutating func begin(_ meaning: InlineMark.Meaning, _ xml: inout XMLWriter) {
    switch meaning {
    case .day(let date):
      xml.begin("date", isText: true)
      xml.attribute("date", date)
    case .organization(let agency):
      xml.begin("organization", isText: true)
      xml.attribute("refersTo", "#" + ontology.eId(of: agency, &identifiers))
    case .reference(let index):
      let reference = notice.references[index]
      let eId = identifiers.take("ref_\(index + 1)")
      if let uri = reference.uri, reference.grade != .ambiguous {
        xml.begin("ref", isText: true)
        xml.attribute("eId", eId)
        xml.attribute("href", NoticeNames.href(uri, reference.pinpoint))
      } else {
        // Of whom or of which year is not known: there is no address to point to.
        let name = reference.identifier ?? reference.title ?? notice.raw(reference.span)
        xml.begin("entity", isText: true)
        xml.attribute("eId", eId)
        xml.attribute("name", "reference")
        xml.attribute("refersTo", "#" + ontology.eId(.reference, name, &identifiers))
      }
      referencePlaces[index] = eId
    }
  }
}
