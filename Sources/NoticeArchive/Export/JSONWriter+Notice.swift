import NoticeIntake
import NoticeGrammar
import NoticeText

extension Notice {
  /// The notice as JSON, `docs/schema/notice-1.schema.json`, without a line's end.
  ///
  /// - Parameter includeText: Whether the text that spans point into is given too, as `text`.
  public func json(layout: JSONWriter.Layout = .compact, includeText: Bool = false) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.notice(self, includeText: includeText)
    return writer.bytes
  }

  /// As an archive keeps it, which has the text already: with the pages' words, so that nothing is lost.
  var keptJSON: [UInt8] {
    var writer = JSONWriter()
    writer.notice(self, includePages: true)
    return writer.bytes
  }
}

/// The properties stand in the order of the contract. What is absent is left out, and so is what is empty,
/// but for the lists that every notice has: directives, references, dates, agencies, recipients.
extension JSONWriter {
  /// A whole notice.
  public mutating func notice(_ notice: Notice, includeText: Bool = false) {
    self.notice(notice, includeText: includeText, includePages: includeText)
  }

  fileprivate mutating func notice(_ notice: Notice, includeText: Bool = false, includePages: Bool) {
    let text = notice.text
    beginObject()
    property("schema", Notice.schema)
    source(notice.source)
    if let kind = notice.kind { self.kind(kind) }
    property("number", notice.number)
    property("symbol", notice.symbol)
    property("identifier", notice.identifier)
    property("uri", notice.uri)
    if let issuer = notice.issuer {
      name("issuer")
      agency(issuer, in: text)
    }
    property("place", notice.place)
    property("date", notice.date)
    property("subject", notice.subject)
    if !notice.marks.isEmpty { marks(notice.marks) }
    if !notice.addressees.isEmpty {
      name("addressees")
      list(notice.addressees) { $0.recipient($1, in: text) }
    }
    indices("basis", notice.basis)
    name("directives")
    list(notice.directives) { $0.directive($1, in: text) }
    name("references")
    list(notice.references) { $0.reference($1, in: text) }
    name("dates")
    list(notice.dates) { $0.date($1, in: text) }
    name("agencies")
    list(notice.agencies) { $0.agency($1, in: text) }
    name("recipients")
    list(notice.recipients) { $0.recipient($1, in: text) }
    if let signature = notice.signature { self.signature(signature, in: text) }
    if !notice.repairs.isEmpty {
      name("repairs")
      list(notice.repairs) { $0.repair($1, in: text) }
    }
    if !notice.diagnostics.isEmpty {
      name("diagnostics")
      list(notice.diagnostics) { $0.diagnostic($1, in: text) }
    }
    spans(notice.spans, in: text)
    strings("inferred", notice.inferred)
    if includeText {
      name("text")
      string(text.bytes, from: 0, to: text.bytes.count)
    }
    if includePages, !text.pages.isEmpty {
      name("pages")
      list(text.pages) { $0.page($1) }
    }
    endObject()
  }

  /// A page; each word as numbers: where it begins and ends, left, top, right, bottom, and how sure OCR is of it; then what
  /// else it was read as, each time with how sure OCR was of that.
  private mutating func page(_ page: Page) {
    beginObject()
    property("number", page.number)
    property("width", page.width)
    property("height", page.height)
    property("reader", page.reader)
    name("span")
    span(page.span)
    name("words")
    list(page.words) { writer, word in
      let box = word.box
      writer.beginArray(inline: true)
      for value in [word.span.start, word.span.end, box.left, box.top, box.right, box.bottom] {
        writer.integer(value)
      }
      if let confidence = word.confidence {
        writer.integer(Int(confidence))
        for reading in word.alternatives {
          writer.string(reading.text)
          writer.integer(Int(reading.confidence))
        }
      }
      writer.endArray()
    }
    endObject()
  }

  /// Where `span` stands on paper.
  private mutating func region(_ span: SourceRange, in text: SourceText, wholePages: Bool = false) {
    let regions = text.regions(of: span, wholePages: wholePages)
    guard !regions.isEmpty else { return }
    name("region")
    list(regions) { $0.region($1) }
  }

  private mutating func region(_ region: Region) {
    beginObject()
    property("page", region.page)
    name("box")
    beginArray(inline: true)
    for value in [region.box.left, region.box.top, region.box.right, region.box.bottom] { integer(value) }
    endArray()
    endObject()
  }

  /// A span: `[start, end)` in bytes of the source text.
  public mutating func span(_ span: SourceRange) {
    beginArray(inline: true)
    integer(span.start)
    integer(span.end)
    endArray()
  }

  // MARK: Parts of a notice

  private mutating func source(_ source: NoticeSource) {
    guard source != NoticeSource() else { return }
    name("source")
    beginObject()
    property("path", source.path)
    property("mediaType", source.mediaType)
    property("bytes", source.bytes)
    property("sha256", source.sha256)
    property("pages", source.pages)
    property("reader", source.reader)
    property("encoding", source.encoding)
    if let confidence = source.encodingConfidence {
      name("encodingConfidence")
      number(confidence)
    }
    property("quality", source.quality)
    property("part", source.part)
    property("parts", source.parts)
    if let span = source.span {
      name("span")
      self.span(span)
    }
    endObject()
  }

  private mutating func kind(_ kind: Kind) {
    name("kind")
    beginObject()
    property("code", kind.code.isEmpty ? nil : kind.code)
    property("name", kind.name)
    endObject()
  }

  private mutating func marks(_ marks: Marks) {
    name("marks")
    beginObject()
    property("secrecy", marks.secrecy)
    property("urgency", marks.urgency)
    property("circulation", marks.circulation)
    property("draft", marks.draft)
    property("copy", marks.copy)
    endObject()
  }

  private mutating func agency(_ agency: Agency, in text: SourceText) {
    beginObject()
    property("name", agency.name)
    property("within", agency.within)
    property("level", agency.level?.rawValue)
    property("system", agency.system?.rawValue)
    mention(agency.span, in: text)
    strings("inferred", agency.inferred)
    endObject()
  }

  private mutating func recipient(_ recipient: Recipient, in text: SourceText) {
    beginObject()
    property("name", recipient.name)
    property("purpose", recipient.purpose)
    mention(recipient.span, in: text)
    endObject()
  }

  private mutating func directive(_ directive: Directive, in text: SourceText) {
    beginObject()
    property("label", directive.label)
    property("path", directive.path)
    property("heading", directive.heading)
    property("text", directive.text)
    name("span")
    span(directive.span)
    region(directive.span, in: text, wholePages: true)
    if !directive.assignees.isEmpty {
      name("assignees")
      list(directive.assignees) { $0.assignee($1, in: text) }
    }
    if !directive.deadlines.isEmpty {
      name("deadlines")
      list(directive.deadlines) { $0.deadline($1, in: text) }
    }
    indices("references", directive.references)
    if !directive.children.isEmpty {
      name("children")
      list(directive.children) { $0.directive($1, in: text) }
    }
    endObject()
  }

  private mutating func assignee(_ assignee: Assignee, in text: SourceText) {
    beginObject()
    name("agency")
    agency(assignee.agency, in: text)
    property("role", assignee.role.rawValue)
    endObject()
  }

  private mutating func deadline(_ deadline: Deadline, in text: SourceText) {
    beginObject()
    property("value", deadline.value)
    property("period", deadline.period)
    property("relation", deadline.relation.rawValue)
    mention(deadline.span, in: text)
    strings("inferred", deadline.inferred)
    endObject()
  }

  private mutating func reference(_ reference: Reference, in text: SourceText) {
    beginObject()
    property("identifier", reference.identifier)
    if let kind = reference.kind { self.kind(kind) }
    property("number", reference.number)
    property("symbol", reference.symbol)
    property("title", reference.title)
    property("date", reference.date)
    if let issuer = reference.issuer {
      name("issuer")
      agency(issuer, in: text)
    }
    property("uri", reference.uri)
    property("author", reference.author)
    property("role", reference.role.rawValue)
    if let pinpoint = reference.pinpoint { self.pinpoint(pinpoint) }
    property("grade", reference.grade.rawValue)
    strings("candidates", reference.candidates)
    property("directive", reference.directive)
    mention(reference.span, in: text)
    strings("inferred", reference.inferred)
    endObject()
  }

  private mutating func pinpoint(_ pinpoint: Pinpoint) {
    name("pinpoint")
    beginObject()
    property("article", pinpoint.article)
    property("clause", pinpoint.clause)
    property("point", pinpoint.point)
    endObject()
  }

  private mutating func date(_ date: DateMention, in text: SourceText) {
    beginObject()
    property("value", date.value)
    mention(date.span, in: text)
    strings("inferred", date.inferred)
    endObject()
  }

  private mutating func signature(_ signature: Signature, in text: SourceText) {
    name("signature")
    beginObject()
    property("capacity", signature.capacity)
    property("onBehalfOf", signature.onBehalfOf)
    property("position", signature.position)
    property("name", signature.name)
    spans(signature.spans, in: text)
    endObject()
  }

  /// What repair did to a text.
  public mutating func repairs(_ repairs: [Repair], of text: SourceText, path: FilePath, level: RepairLevel) {
    beginObject()
    property("path", path.description)
    property("level", level.rawValue)
    name("repairs")
    list(repairs) { $0.repair($1, in: text) }
    endObject()
  }

  private mutating func repair(_ repair: Repair, in text: SourceText) {
    beginObject()
    name("raw")
    string(text.bytes, from: repair.span.start, to: repair.span.end)
    property("text", repair.text)
    name("span")
    span(repair.span)
    region(repair.span, in: text)
    name("confidence")
    number(repair.confidence)
    property("rule", repair.rule)
    endObject()
  }

  private mutating func diagnostic(_ diagnostic: Diagnostic, in text: SourceText) {
    beginObject()
    property("severity", diagnostic.severity.rawValue)
    property("code", diagnostic.code)
    property("message", diagnostic.message)
    if let span = diagnostic.span {
      name("span")
      self.span(span)
      region(span, in: text)
    }
    endObject()
  }

  // MARK: Shapes that recur

  /// `raw` and `span`; neither if the value stands nowhere in the text, such as an inferred issuer.
  private mutating func mention(_ span: SourceRange, in text: SourceText) {
    guard !span.isEmpty else { return }
    name("raw")
    string(text.bytes, from: span.start, to: span.end)
    name("span")
    self.span(span)
    region(span, in: text)
  }

  private mutating func spans(_ spans: [NamedSpan], in text: SourceText) {
    guard !spans.isEmpty else { return }
    name("spans")
    beginObject()
    for named in spans {
      name(of: named.name)
      span(named.span)
    }
    endObject()
    let regions = spans.map { ($0.name, text.regions(of: $0.span)) }.filter { !$0.1.isEmpty }
    guard !regions.isEmpty else { return }
    name("regions")
    beginObject()
    for (name, regions) in regions {
      self.name(of: name)
      list(regions) { $0.region($1) }
    }
    endObject()
  }

  mutating func property(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    self.name(name)
    string(value)
  }

  mutating func property(_ name: StaticString, _ value: Int?) {
    guard let value else { return }
    self.name(name)
    integer(value)
  }

  private mutating func indices(_ name: StaticString, _ values: [Int]) {
    guard !values.isEmpty else { return }
    self.name(name)
    beginArray(inline: true)
    for value in values { integer(value) }
    endArray()
  }

  private mutating func strings(_ name: StaticString, _ values: [String]) {
    guard !values.isEmpty else { return }
    self.name(name)
    beginArray(inline: true)
    for value in values { string(value) }
    endArray()
  }

  private mutating func list<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }
}
