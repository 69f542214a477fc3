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
      put("documents", group.documents)
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
    put("role", citation.role.rawValue)
    put("certainty", "\(citation.certainty)")
    put("grade", citation.grade.rawValue)
    if let pinpoint = citation.pinpoint {
      name("pinpoint")
      beginObject()
      put("article", pinpoint.article ?? "")
      put("clause", pinpoint.clause ?? "")
      put("point", pinpoint.point ?? "")
      endObject()
    }
    put("document", citation.document)
    put("directive", citation.directive ?? "")
    if !citation.span.isEmpty {
      name("span")
      span(citation.span)
    }
    if let evidence = citation.evidence {
      name("evidence")
      beginObject()
      put("text", evidence.text)
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
    put("identifier", card.identifier)
    put("kind", card.kind)
    put("issuer", card.issuer)
    put("date", card.date)
    put("subject", card.subject)
    put("uri", card.uri)
    // There even if it is empty: the archive lacks the work.
    name("documents")
    beginArray(inline: true)
    for document in card.documents { string(document) }
    endArray()
    endObject()
  }
}
