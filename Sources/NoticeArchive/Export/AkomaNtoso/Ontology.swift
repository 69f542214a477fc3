import NoticeGrammar

/// The bodies, persons and other things that a document of Akoma Ntoso speaks of, each listed once.
///
/// What is the same wherever it is named has an address of its own; a person, and a body of which the notice does not say
/// where it is, have one below the document, since every province has a Sở Y tế.
struct Ontology {
  let work: String
  enum Kind: Hashable {
    case organization, person, role, location, reference
  }

  struct Entry {
    var kind: Kind
    var eId: String
    var href: String
    var showAs: String
  }

  private struct Key: Hashable {
    var kind: Kind
    var name: String

  }

  /// In the order of the text.
  private(set) var entries: [Entry] = []
  private var known: [Key: String] = [:]

  init(work: String) { self.work = work }

  /// The `eId` of a body, which is listed if it was not yet.
  mutating func eId(of agency: Agency, _ names: inout UniqueNames) -> String {
    eId(.organization, agency.wholeName, isUnique: agency.isUnique, &names)
  }

  /// - Parameter isUnique: Whether there is no other of this name in the country.
  mutating func eId(
    _ kind: Kind, _ name: String, isUnique: Bool = false, _ names: inout UniqueNames
  ) -> String {
    let key = Key(kind: kind, name: name)
    if let eId = known[key] { return eId }
    let slug = Slug.make(name)
    let (short, long) =
      switch kind {
      case .organization: ("org", "organization")
      case .person: ("person", "person")
      case .role: ("role", "role")
      case .location: ("place", "location")
      case .reference: ("doc", "reference")
      }
    let eId = names.take("\(short)-\(slug.isEmpty ? "x" : slug)")
    known[key] = eId
    let place =
      isUnique || kind == .role || kind == .location ? "/akn/ontology/\(long)/vn" : "\(work)/ontology/\(long)"
    entries.append(
      Entry(
        kind: kind, eId: eId, href: "\(place)/\(eId.dropFirst(short.utf8.count + 1))", showAs: name))
    return eId
  }

  /// Writes the list.
  func write(into xml: inout XMLWriter) {
    for entry in entries {
      switch entry.kind {
      case .organization: xml.begin("TLCOrganization")
      case .person: xml.begin("TLCPerson")
      case .role: xml.begin("TLCRole")
      case .location: xml.begin("TLCLocation")
      case .reference: xml.begin("TLCReference")
      }
      xml.attribute("eId", entry.eId)
      xml.attribute("href", entry.href)
      xml.attribute("showAs", entry.showAs)
      if entry.kind == .reference { xml.attribute("name", "document") }
      xml.end()
    }
  }
}

extension Agency {
  /// The name with what the body belongs to.
  var wholeName: String { NoticeFields.wholeName(name, within: within) }

  /// Whether its whole name is no other body's: a central one, or one whose place is known.
  var isUnique: Bool { within != nil || level == .central }
}
