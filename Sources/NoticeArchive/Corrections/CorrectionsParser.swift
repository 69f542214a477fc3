import NoticeGrammar
import NoticeIndex
import NoticeText

/// Reads the text of `corrections.toml`, and finds all that is wrong in it.
///
///     [[agency]]      name, also, within?, in?
///     [[reference]]   add / ban / (replace, by), in; with add and by: kind?, date?, issuer?, role?
///     [[header]]      in, and the values to be set
///     [[word]]        (damaged, text) / keep
///
/// Of `in` a reference that is banned or replaced needs none, nor does an agency: then all documents are meant.
struct CorrectionsParser {
  private var rules: [Correction] = []
  private var faults: [CorrectionFault] = []

  /// So many faults are told.
  private static let mostFaults = 100

  static func rules(_ text: [UInt8]) throws(CorrectionsError) -> [Correction] {
    let document: TOMLDocument
    do {
      document = try TOMLDocument(text)
    } catch {
      throw .faults([CorrectionFault(place: error.place, reason: .syntax(error.reason))])
    }
    var parser = CorrectionsParser()
    parser.read(document.root)
    parser.rules.sort { $0.place < $1.place }
    parser.findContradictions()
    parser.findCircles()
    guard parser.faults.isEmpty else {
      throw .faults(Array(parser.faults.sorted { $0.place < $1.place }.prefix(mostFaults)))
    }
    return parser.rules
  }

  private mutating func read(_ root: TOMLNode) {
    let known = ["agency", "reference", "header", "word"]
    for (name, place, value) in root.members ?? [] where faults.count < Self.mostFaults {
      guard known.contains(name) else {
        report(place, .unknown(name: name, known: known))
        continue
      }
      guard let elements = value.elements, !elements.contains(where: { $0.members == nil }) else {
        report(place, .noTables(name: name))
        continue
      }
      for element in elements {
        var table = CorrectionTable(element)
        switch name {
        case "agency": readAgency(&table)
        case "reference": readReference(&table)
        case "header": readHeader(&table)
        default: readWord(&table)
        }
        faults += table.faults
      }
    }
  }

  private mutating func report(_ place: TextPlace, _ reason: CorrectionFault.Reason) {
    faults.append(CorrectionFault(place: place, reason: reason))
  }

  private mutating func readAgency(_ table: inout CorrectionTable) {
    table.allow(["name", "also", "within", "in"])
    let documents = table.pattern() ?? .all
    let within = table.string("within", canBeEmpty: true)
    let (needed, also) = (table.needed("name"), table.strings("also"))
    guard let name = needed, let variants = also else { return }
    for variant in variants {
      let isSame = KeywordKey.key(variant.value, .agency) == KeywordKey.key(name, .agency)
      if isSame, variant.value == name, within == nil {
        table.report(variant.place, .changesNothing)
      } else {
        rules.append(
          Correction(
            place: variant.place, documents: documents,
            change: .agency(variant: variant.value, name: name, within: within)))
      }
    }
  }

  private mutating func readReference(_ table: inout CorrectionTable) {
    let ways = ["add", "ban", "replace"]
    let details = ["kind", "date", "issuer", "role"]
    table.allow(ways + ["by", "in"] + details)
    let given = ways.filter(table.has)
    guard given.count == 1, let way = given.first else {
      return table.report(table.place, .needsOneOf(ways))
    }
    if way != "replace", let place = table.place(of: "by") {
      table.report(place, .goesWith(name: "by", other: "replace"))
    }
    if way == "ban" {
      for name in details {
        if let place = table.place(of: name) { table.report(place, .goesWith(name: name, other: "add")) }
      }
    }
    let documents = table.pattern()
    guard let identifier = table.needed(way) else { return }
    var change = Correction.Change.banReference(identifier)
    if way != "ban" {
      guard let named = way == "add" ? identifier : table.needed("by") else { return }
      let document = Correction.NamedDocument(
        identifier: named, kind: table.string("kind"), date: table.date(), issuer: table.string("issuer"),
        role: table.choice("role", Reference.Role.allCases.map(\.rawValue)))
      change = way == "add" ? .addReference(document) : .replaceReference(identifier, by: document)
    }
    // To add a reference to all documents is hardly what is meant.
    if way == "add", !table.has("in") { return table.report(table.place, .missing(name: "in")) }
    rules.append(Correction(place: table.place, documents: documents ?? .all, change: change))
  }

  private mutating func readHeader(_ table: inout CorrectionTable) {
    let properties = Correction.HeaderProperty.allCases
    table.allow(["in"] + properties.map(\.rawValue))
    let documents = table.pattern()
    var values: [Correction.HeaderValue] = []
    var isWrong = false
    for property in properties where table.has(property.rawValue) {
      let value =
        property == .date ? table.date(canBeEmpty: true) : table.string(property.rawValue, canBeEmpty: true)
      if let value {
        values.append(Correction.HeaderValue(property: property, value: value))
      } else {
        isWrong = true
      }
    }
    if !table.has("in") { return table.report(table.place, .missing(name: "in")) }
    guard let documents, !isWrong else { return }
    if values.isEmpty { return table.report(table.place, .needsOneOf(properties.map(\.rawValue))) }
    rules.append(Correction(place: table.place, documents: documents, change: .header(values)))
  }

  private mutating func readWord(_ table: inout CorrectionTable) {
    table.allow(["damaged", "text", "keep"])
    guard table.has("damaged") != table.has("keep") else {
      return table.report(table.place, .needsOneOf(["damaged", "keep"]))
    }
    let way = table.has("keep") ? "keep" : "damaged"
    if way == "keep", let place = table.place(of: "text") {
      table.report(place, .goesWith(name: "text", other: "damaged"))
    }
    let (words, text) = (table.strings(way), way == "keep" ? nil : table.needed("text"))
    for (word, place) in words ?? [] {
      if !CustomWords.isPhrase(word) || word.utf8.count > Self.longestPhrase {
        table.report(place, .noWord(word))
      } else if way == "keep" {
        rules.append(Correction(place: place, documents: .all, change: .keep(word)))
      } else if let text {
        rules.append(Correction(place: place, documents: .all, change: .word(damaged: word, text: text)))
      }
    }
  }

  /// A longer phrase is none that recurs, in bytes.
  private static let longestPhrase = 200

  /// Finds words whose right word some rule would change again: mending would not come to an end.
  private mutating func findCircles() {
    let words = Corrections(rules, text: []).words
    for rule in rules {
      guard case .word(_, let text) = rule.change else { continue }
      let changes = words.used(in: SourceText(text)).contains { words.entries[$0].text != nil }
      if changes { report(rule.place, .changesAgain(text)) }
    }
  }

  /// Finds what is said of the same in the same documents twice, with different results.
  private mutating func findContradictions() {
    struct Subject: Hashable {
      var what: String
      var key: [UInt8]
      var documents: DocumentPattern
    }
    var seen: [Subject: Correction] = [:]
    for rule in rules {
      let what: (name: String, field: KeywordField, value: String)
      switch rule.change {
      case .agency(let variant, _, _): what = ("agency", .agency, variant)
      case .banReference(let identifier), .replaceReference(let identifier, _):
        what = ("reference", .reference, identifier)
      case .word(let damaged, _), .keep(let damaged): what = ("word", .agency, damaged)
      case .addReference, .header: continue
      }
      let key = KeywordKey.key(what.value, what.field)
      let subject = Subject(what: what.name, key: key, documents: rule.documents)
      if let other = seen[subject], other.change != rule.change {
        report(rule.place, .contradicts(value: what.value, line: other.place.line))
      } else {
        seen[subject] = rule
      }
    }
  }
}

/// A table of the file, whose values are taken one by one.
struct CorrectionTable {
  let place: TextPlace
  private let members: [(name: String, place: TextPlace, value: TOMLNode)]
  private(set) var faults: [CorrectionFault] = []

  init(_ node: TOMLNode) {
    place = node.place
    members = node.members ?? []
  }

  mutating func report(_ place: TextPlace, _ reason: CorrectionFault.Reason) {
    faults.append(CorrectionFault(place: place, reason: reason))
  }

  /// Reports all that has another name.
  mutating func allow(_ known: [String]) {
    for member in members where !known.contains(member.name) {
      report(member.place, .unknown(name: member.name, known: known))
    }
  }

  func has(_ name: String) -> Bool { place(of: name) != nil }

  func place(of name: String) -> TextPlace? { members.first { $0.name == name }?.place }

  private func value(_ name: String) -> TOMLNode? { members.first { $0.name == name }?.value }

  /// `nil` if it is not there, or is reported.
  mutating func string(_ name: String, canBeEmpty: Bool = false) -> String? {
    guard let value = value(name) else { return nil }
    guard let string = value.string else {
      report(value.place, .wrongType(name: name, expected: "a string"))
      return nil
    }
    return canBeEmpty && string.isEmpty ? "" : checked(string, name, value.place)
  }

  mutating func needed(_ name: String) -> String? {
    if !has(name) { report(place, .missing(name: name)) }
    return string(name)
  }

  /// A string, or several: at least one.
  mutating func strings(_ name: String) -> [(value: String, place: TextPlace)]? {
    guard let value = value(name) else {
      report(place, .missing(name: name))
      return nil
    }
    let nodes = value.elements ?? [value]
    var strings: [(value: String, place: TextPlace)] = []
    for node in nodes {
      guard let string = node.string else {
        report(node.place, .wrongType(name: name, expected: "a string or an array of strings"))
        return nil
      }
      guard let string = checked(string, name, node.place) else { return nil }
      strings.append((string, node.place))
    }
    if strings.isEmpty { report(value.place, .empty(name: name)) }
    return strings.isEmpty ? nil : strings
  }

  /// A value without blanks around it and control characters in it, which no value of a notice has.
  private mutating func checked(_ string: String, _ name: String, _ place: TextPlace) -> String? {
    var text = string.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    if text.isEmpty { report(place, .empty(name: name)) }
    return text.isEmpty ? nil : String(String.UnicodeScalarView(text))
  }

  mutating func choice(_ name: String, _ choices: [String]) -> String? {
    guard let value = string(name) else { return nil }
    if choices.contains(value) { return value }
    report(place(of: name) ?? place, .noChoice(name: name, value: value, choices: choices))
    return nil
  }

  /// `date`: a local date, or EDTF in a string.
  mutating func date(canBeEmpty: Bool = false) -> String? {
    guard let value = value("date") else { return nil }
    if let date = value.date { return date }
    guard let text = string("date", canBeEmpty: canBeEmpty) else { return nil }
    if text.isEmpty || EDTFDays.range(text) != nil { return text }
    report(value.place, .noDate(text))
    return nil
  }

  /// `in`: which documents.
  mutating func pattern() -> DocumentPattern? {
    guard let value = value("in") else { return nil }
    guard let text = value.string else {
      report(value.place, .wrongType(name: "in", expected: "a string"))
      return nil
    }
    // As it stands: a path may begin with a blank.
    if text.isEmpty { report(value.place, .empty(name: "in")) }
    return text.isEmpty ? nil : DocumentPattern(text)
  }
}
