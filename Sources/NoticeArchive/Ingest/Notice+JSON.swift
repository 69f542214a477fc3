import NoticeGrammar
import NoticeText

/// A notice from its JSON, `docs/schema/notice-1.schema.json`: what `Notice.json` wrote, or a person changed.
///
/// What is absent stays empty, and so does what is of another type or has a value that the schema does not know. An
/// item that lacks what it needs, such as a directive's path, is left out; its neighbours are not.
extension Notice {
  /// - Parameters:
  ///   - json: The notice's object.
  ///   - text: What its spans point into, as the archive keeps it; the JSON's own `text` is not looked at.
  init(_ json: JSONValue, text: [UInt8]) {
    self.init(text: SourceText(bytes: text))
    self.text.pages = json.list("pages") { Page($0, in: text) }
    source = NoticeSource(json["source"])
    kind = Kind(json["kind"])
    number = json["number"]?.string
    symbol = json["symbol"]?.string
    identifier = json["identifier"]?.string
    uri = json["uri"]?.string
    issuer = Agency(json["issuer"])
    place = json["place"]?.string
    date = json["date"]?.string
    subject = json["subject"]?.string
    marks = Marks(json["marks"])
    addressees = json.list("addressees") { Recipient($0) }
    directives = json.list("directives") { Directive($0) }
    references = json.list("references") { Reference($0) }
    basis = json.list("basis") { $0.integer }.filter(references.indices.contains)
    dates = json.list("dates") { DateMention($0) }
    agencies = json.list("agencies") { Agency($0) }
    recipients = json.list("recipients") { Recipient($0) }
    signature = json["signature"].map { Signature($0) }
    repairs = json.list("repairs") { Repair($0) }
    diagnostics = json.list("diagnostics") { Diagnostic($0) }
    spans = json.spans([
      "kind", "number", "symbol", "identifier", "place", "date", "subject", "secrecy", "urgency",
      "circulation",
      "draft", "copy",
    ])
    inferred = json.strings("inferred")
  }

  /// The issuer and the directives, and nothing else.
  init(directivesOf json: JSONValue) {
    self.init(text: SourceText(bytes: []))
    issuer = Agency(json["issuer"])
    directives = json.list("directives") { Directive($0) }
  }
}

extension JSONValue {
  fileprivate func list<Element>(_ name: StaticString, _ read: (JSONValue) -> Element?) -> [Element] {
    var out: [Element] = []
    for element in self[name]?.elements ?? JSONValue.noElements {
      if let element = read(element) { out.append(element) }
    }
    return out
  }

  fileprivate func strings(_ name: StaticString) -> [String] { list(name) { $0.string } }

  fileprivate func choice<Choice: RawRepresentable<String>>(_ name: StaticString) -> Choice? {
    self[name]?.string.flatMap { Choice(rawValue: $0) }
  }

  /// Empty if there is none, or it is none.
  fileprivate var span: SourceRange { SourceRange(self["span"]) ?? SourceRange(0, 0) }

  /// The `spans` of these names, in their order.
  fileprivate func spans(_ names: [StaticString]) -> [NamedSpan] {
    guard let spans = self["spans"] else { return [] }
    return names.compactMap { name in SourceRange(spans[name]).map { NamedSpan("\(name)", $0) } }
  }
}

extension SourceRange {
  fileprivate init?(_ json: JSONValue?) {
    var ends: [Int] = []
    for element in json?.elements ?? JSONValue.noElements {
      guard let end = element.integer, ends.count < 2 else { return nil }
      ends.append(end)
    }
    guard ends.count == 2, ends[0] >= 0, ends[1] >= ends[0] else { return nil }
    self.init(ends[0], ends[1])
  }
}

extension Page {
  fileprivate init?(_ json: JSONValue, in text: [UInt8]) {
    guard let number = json["number"]?.integer, let width = json["width"]?.integer,
      let height = json["height"]?.integer, let span = SourceRange(json["span"]), span.end <= text.count
    else { return nil }
    self.init(
      number: number, width: width, height: height, span: span, reader: json["reader"]?.string ?? "")
    var end = span.start
    words = json.list("words") { word -> PageWord? in
      let parts = Array(word.elements)
      let values = parts.prefix(7).compactMap(\.integer)
      guard values.count >= 6, values[0] >= end, values[1] > values[0], values[1] <= span.end else {
        return nil
      }
      end = values[1]
      return PageWord(
        span: SourceRange(values[0], values[1]),
        box: Box(left: values[2], top: values[3], right: values[4], bottom: values[5]),
        confidence: values.count > 6 ? UInt8(clamping: values[6]) : nil,
        alternatives: stride(from: 7, to: max(7, parts.count - 1), by: 2).compactMap {
          index -> WordReading? in
          guard let text = parts[index].string, let confidence = parts[index + 1].integer else { return nil }
          return WordReading(text: text, confidence: UInt8(clamping: confidence))
        })
    }
  }
}

extension NoticeSource {
  fileprivate init(_ json: JSONValue?) {
    self.init()
    path = json?["path"]?.string
    mediaType = json?["mediaType"]?.string
    bytes = json?["bytes"]?.integer
    sha256 = json?["sha256"]?.string
    pages = json?["pages"]?.integer
    reader = json?["reader"]?.string
    encoding = json?["encoding"]?.string
    encodingConfidence = json?["encodingConfidence"]?.double
    part = json?["part"]?.integer
    parts = json?["parts"]?.integer
    span = SourceRange(json?["span"])
    quality = json?["quality"]?.integer
  }
}

extension Kind {
  fileprivate init?(_ json: JSONValue?) {
    guard let json else { return nil }
    let (code, name) = (json["code"]?.string, json["name"]?.string)
    guard let shown = name ?? code else { return nil }
    self.init(code: code ?? "", name: shown)
  }
}

extension Marks {
  fileprivate init(_ json: JSONValue?) {
    self.init()
    secrecy = json?["secrecy"]?.string
    urgency = json?["urgency"]?.string
    circulation = json?["circulation"]?.string
    draft = json?["draft"]?.string
    copy = json?["copy"]?.string
  }
}

extension Agency {
  fileprivate init?(_ json: JSONValue?) {
    guard let json, let name = json["name"]?.string else { return nil }
    self.init(
      name: name, within: json["within"]?.string, level: json.choice("level"), system: json.choice("system"),
      span: json.span, inferred: json.strings("inferred"))
  }
}

extension Recipient {
  fileprivate init?(_ json: JSONValue) {
    guard let name = json["name"]?.string else { return nil }
    self.init(name: name, purpose: json["purpose"]?.string, span: json.span)
  }
}

extension Directive {
  /// No deeper than the parser of JSON goes, 1024 levels.
  fileprivate init?(_ json: JSONValue) {
    guard let path = json["path"]?.string else { return nil }
    self.init(
      label: json["label"]?.string ?? "", path: path, heading: json["heading"]?.string,
      text: json["text"]?.string ?? "", span: json.span)
    assignees = json.list("assignees") { Assignee($0) }
    deadlines = json.list("deadlines") { Deadline($0) }
    references = json.list("references") { $0.integer }
    children = json.list("children") { Directive($0) }
  }
}

extension Assignee {
  fileprivate init?(_ json: JSONValue) {
    guard let agency = Agency(json["agency"]) else { return nil }
    self.init(agency: agency, role: json.choice("role") ?? .assigned)
  }
}

extension Deadline {
  fileprivate init?(_ json: JSONValue) {
    let (value, period) = (json["value"]?.string, json["period"]?.string)
    guard value != nil || period != nil else { return nil }
    self.init(
      value: value, period: period, relation: json.choice("relation") ?? .by, span: json.span,
      inferred: json.strings("inferred"))
  }
}

extension Reference {
  /// Never left out, since others point to it by its number.
  fileprivate init(_ json: JSONValue) {
    let grade: Grade = json.choice("grade") ?? (json["identifier"] == nil ? .partial : .exact)
    self.init(role: json.choice("role") ?? .cites, grade: grade, span: json.span)
    identifier = json["identifier"]?.string
    kind = Kind(json["kind"])
    number = json["number"]?.string
    symbol = json["symbol"]?.string
    title = json["title"]?.string
    date = json["date"]?.string
    issuer = Agency(json["issuer"])
    uri = json["uri"]?.string
    author = json["author"]?.string
    pinpoint = json["pinpoint"].map {
      Pinpoint(article: $0["article"]?.string, clause: $0["clause"]?.string, point: $0["point"]?.string)
    }
    candidates = json.strings("candidates")
    directive = json["directive"]?.string
    inferred = json.strings("inferred")
  }
}

extension DateMention {
  fileprivate init?(_ json: JSONValue) {
    guard let value = json["value"]?.string else { return nil }
    self.init(value: value, span: json.span, inferred: json.strings("inferred"))
  }
}

extension Signature {
  fileprivate init(_ json: JSONValue) {
    self.init()
    capacity = json["capacity"]?.string
    onBehalfOf = json["onBehalfOf"]?.string
    position = json["position"]?.string
    name = json["name"]?.string
    spans = json.spans(["capacity", "onBehalfOf", "position", "name"])
  }
}

extension Repair {
  fileprivate init?(_ json: JSONValue) {
    guard let text = json["text"]?.string, let span = SourceRange(json["span"]) else { return nil }
    self.init(
      text: text, span: span, confidence: json["confidence"]?.double ?? 1, rule: json["rule"]?.string ?? "")
  }
}

extension Diagnostic {
  fileprivate init?(_ json: JSONValue) {
    guard let code = json["code"]?.string else { return nil }
    self.init(
      json.choice("severity") ?? .note, code, json["message"]?.string ?? "", span: SourceRange(json["span"]))
  }
}
