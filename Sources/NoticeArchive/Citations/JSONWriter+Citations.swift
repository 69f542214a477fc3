import NoticeGrammar

/// `docs/REFERENCES.md` describes it.
extension JSONWriter {
  /// What `refs` finds of a document: every work that it can be.
  public mutating func citations(_ trees: [CitationTree]) {
    beginObject()
    name("works")
    beginArray()
    for tree in trees { self.tree(tree) }
    endArray()
    endObject()
  }

  public mutating func missing(_ works: [MissingWork]) {
    beginObject()
    name("missing")
    beginArray()
    for work in works {
      beginObject()
      name("work")
      card(work.card)
      name("documents")
      integer(work.documents)
      endObject()
    }
    endArray()
    endObject()
  }

  public mutating func nearDuplicates(_ groups: [NearDuplicates]) {
    beginArray()
    for group in groups {
      beginObject()
      strings("documents", group.documents)
      name("resemblance")
      number(group.resemblance)
      name("sameWork")
      boolean(group.isSameWork)
      endObject()
    }
    endArray()
  }

  private mutating func tree(_ tree: CitationTree) {
    beginObject()
    name("work")
    card(tree.card)
    if let list = tree.citedBy {
      name("citedBy")
      self.list(list)
    }
    if let list = tree.cites {
      name("cites")
      self.list(list)
    }
    endObject()
  }

  private mutating func list(_ list: CitationList) {
    beginObject()
    name("count")
    integer(list.count)
    name("doubtful")
    integer(list.doubtful)
    name("roles")
    beginObject()
    for role in Reference.Role.allCases {
      guard let count = list.roles[role] else { continue }
      name(of: role.rawValue)
      integer(count)
    }
    endObject()
    name("items")
    beginArray()
    for citation in list.citations { self.citation(citation) }
    endArray()
    endObject()
  }

  private mutating func citation(_ citation: Citation) {
    beginObject()
    name("work")
    card(citation.card)
    text("role", citation.role.rawValue)
    text("certainty", "\(citation.certainty)")
    text("grade", citation.grade.rawValue)
    if let pinpoint = citation.pinpoint {
      name("pinpoint")
      beginObject()
      text("article", pinpoint.article ?? "")
      text("clause", pinpoint.clause ?? "")
      text("point", pinpoint.point ?? "")
      endObject()
    }
    text("document", citation.document)
    text("directive", citation.directive ?? "")
    if !citation.span.isEmpty {
      name("span")
      span(citation.span)
    }
    if let evidence = citation.evidence {
      name("evidence")
      beginObject()
      text("text", evidence.text)
      name("mark")
      beginArray(inline: true)
      integer(evidence.mark.lowerBound)
      integer(evidence.mark.upperBound)
      endArray()
      endObject()
    }
    if let next = citation.next {
      if let list = next.citedBy {
        name("citedBy")
        self.list(list)
      }
      if let list = next.cites {
        name("cites")
        self.list(list)
      }
    }
    endObject()
  }

  private mutating func card(_ card: WorkCard) {
    beginObject()
    text("identifier", card.identifier)
    text("kind", card.kind)
    text("issuer", card.issuer)
    text("date", card.date)
    text("subject", card.subject)
    text("uri", card.uri)
    strings("documents", card.documents)
    endObject()
  }

  /// Left out if it is empty.
  private mutating func text(_ name: StaticString, _ value: String) {
    if value.isEmpty { return }
    self.name(name)
    string(value)
  }

  private mutating func strings(_ name: StaticString, _ values: [String]) {
    self.name(name)
    beginArray(inline: true)
    for value in values { string(value) }
    endArray()
  }
}
