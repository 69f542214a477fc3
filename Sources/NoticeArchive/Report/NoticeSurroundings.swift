import NoticeText

/// What the page of a document shows that does not stand in it: where its references lead, who refers to it.
package struct NoticeSurroundings: Sendable {
  /// The document that a reference means.
  package enum Target: Hashable, Sendable {
    /// Its page's address.
    case page(String)
    /// The one that has the reference.
    case itself
    /// None: the address of a page about who else refers to it, if there is one.
    case absent(String?)

    var isAbsent: Bool {
      if case .absent = self { return true }
      return false
    }
  }

  /// A document that refers to it.
  package struct Citing: Sendable {
    package var page: String
    package var name: String
    /// EDTF.
    package var date: String
    package var subject: String
    /// What kind of reference it is, if that is told.
    package var note: Phrase?

    package init(page: String, name: String, date: String, subject: String, note: Phrase? = nil) {
      self.page = page
      self.name = name
      self.date = date
      self.subject = subject
      self.note = note
    }
  }

  /// The next document in an order.
  struct Neighbour: Sendable {
    var page: String
    var name: String
  }

  /// What the kind is called.
  package var kind = ""
  package var issuer = ""
  /// In place of the document's own, where that is too long.
  var subject: String?
  /// One a reference, in their order.
  package var targets: [Target] = []
  package var citing: [Citing] = []
  /// All who refer to it, those that are not listed among them.
  package var citingCount = 0
  /// Words of the text that were looked for.
  package var found: [SourceRange] = []
  var newer: Neighbour?
  var older: Neighbour?

  package init() {}

  func target(of reference: Int) -> Target {
    targets.indices.contains(reference) ? targets[reference] : .absent(nil)
  }
}

// MARK: In the report

extension NoticeSurroundings {
  /// From a document's page to the report's folder.
  static let root = "../../"
  /// More are counted, not listed.
  static let citingLimit = 200

  /// Of a document of the report, by its number.
  init(_ number: Int, of catalog: ReportCatalog) {
    let entry = catalog.entries[number]
    let kind = catalog.kinds[entry.kind]
    self.kind = kind.name.isEmpty ? kind.code : kind.name
    issuer = catalog.issuers[entry.issuer]
    subject = entry.subject
    targets = catalog.links.targets(of: number).map { target in
      guard let target else { return .absent(nil) }
      return target == number ? .itself : .page(Self.root + catalog.entries[target].page)
    }
    let all = catalog.links.citing(number)
    citingCount = all.count
    citing = all.prefix(Self.citingLimit).map { number in
      let entry = catalog.entries[number]
      let name = entry.identifier.isEmpty ? catalog.issuers[entry.issuer] : entry.identifier
      return Citing(
        page: Self.root + entry.page, name: name.isEmpty ? entry.page : name, date: entry.date,
        subject: entry.subject)
    }
    newer = Self.neighbour(number - 1, catalog)
    older = Self.neighbour(number + 1, catalog)
  }

  private static func neighbour(_ number: Int, _ catalog: ReportCatalog) -> Neighbour? {
    guard catalog.entries.indices.contains(number) else { return nil }
    let entry = catalog.entries[number]
    return Neighbour(
      page: root + entry.page, name: entry.identifier.isEmpty ? entry.subject : entry.identifier)
  }
}
