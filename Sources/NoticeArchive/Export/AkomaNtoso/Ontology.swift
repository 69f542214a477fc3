import NoticeGrammar

/// The bodies, persons and other things that a document of Akoma Ntoso speaks of, each listed once.
struct Ontology {
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

  /// The `eId` of a body, which is listed if it was not yet.
  mutating func eId(of agency: Agency, _ names: inout UniqueNames) -> String {
    eId(.organization, NoticeFields.wholeName(agency.name, within: agency.within), &names)
  }

  mutating func eId(_ kind: Kind, _ name: String, _ names: inout UniqueNames) -> String {
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
    entries.append(
      Entry(
        kind: kind, eId: eId, href: "/akn/ontology/\(long)/vn/\(eId.dropFirst(short.utf8.count + 1))",
        showAs: name))
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
