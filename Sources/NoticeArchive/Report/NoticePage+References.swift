import NoticeGrammar
import NoticeText

/// What the document rests on and names, and who names it.
extension NoticePage {
  /// A document that is referred to, and every mention of it.
  struct ReferenceGroup {
    var reference: Reference
    /// Indices into the notice's references; the first is `reference`'s.
    var mentions: [Int]
  }

  /// In the order of the first mentions.
  var referenceGroups: [ReferenceGroup] {
    var groups: [ReferenceGroup] = []
    var places: [String: Int] = [:]
    for (index, reference) in (notice?.references ?? []).enumerated() {
      let key = [
        reference.identifier, reference.title, reference.kind?.name, reference.number, reference.date,
        reference.issuer?.fullName, reference.uri, reference.grade == .ambiguous ? "?" : "",
        reference.role.rawValue,
      ].map { $0 ?? "" }.joined(separator: "\t")
      if let place = places[key] {
        groups[place].mentions.append(index)
      } else {
        places[key] = groups.count
        groups.append(ReferenceGroup(reference: reference, mentions: [index]))
      }
    }
    return groups
  }

  package var references: HTML {
    let groups = referenceGroups
    guard !groups.isEmpty else { return "" }
    return """
      <section id="references"><h2>\(Phrase("Văn bản viện dẫn", "References"))</h2>
      <ul class="refs">
      \(groups.map(item))</ul></section>
      """
  }

  private func item(_ group: ReferenceGroup) -> HTML {
    let reference = group.reference
    let target = surroundings.target(of: group.mentions[0])
    var notes: [HTML] = ["<small class=\"role\">\(Phrase(reference.role))</small>"]
    if reference.grade != .exact {
      notes.append("<small class=\"grade \(reference.grade.rawValue)\">\(Phrase(reference.grade))</small>")
    }
    if target.isAbsent {
      notes.append("<small class=\"absent\">\(Phrase("không có trong kho", "not in the archive"))</small>")
    } else if target == .itself {
      notes.append("<small class=\"note\">\(Phrase("chính văn bản này", "this document"))</small>")
    }
    var details = [reference.kind?.name, reference.issuer?.fullName].compactMap(\.self)
    if reference.grade == .ambiguous { details.append(reference.candidates.joined(separator: " | ")) }
    let date: HTML = reference.date.map { " · \(self.date($0))" } ?? ""
    let pinpoint: HTML = reference.pinpoint.map { " · \($0.phrase)" } ?? ""
    return """
      <li\(target.isAbsent ? " class=\"missing\"" as HTML : "")><p>\(link(group.mentions[0], Self.name(of: reference)))</p>
      <p class="of">\(details.joined(separator: " · "))\(date)\(pinpoint)</p>
      <p class="notes">\(notes)\(group.mentions.map { lineLink(notice?.references[$0].span ?? reference.span) })</p></li>

      """
  }

  /// As a link to the page of the document that a reference means, if the report has it.
  func link(_ reference: Int, _ shown: String) -> HTML {
    switch surroundings.target(of: reference) {
    case .page(let page): return "<a href=\"\(page)\">\(shown)</a>"
    case .absent(let page?): return "<a class=\"missing\" href=\"\(page)\">\(shown)</a>"
    case .absent(nil), .itself: return "<span class=\"missing\">\(shown)</span>"
    }
  }

  /// Shortest first: identifier, else what there is.
  static func name(of reference: Reference) -> String {
    if let identifier = reference.identifier { return identifier }
    if let title = reference.title { return title }
    let named = [reference.kind?.name, reference.number].compactMap(\.self).joined(separator: " ")
    return named.isEmpty ? reference.candidates.first.map { "\($0)?" } ?? "?" : named
  }

  package var citing: HTML {
    guard !surroundings.citing.isEmpty else { return "" }
    let items = surroundings.citing.map { citing -> HTML in
      let date: HTML = citing.date.isEmpty ? "" : " · \(self.date(citing.date))"
      let note: HTML = citing.note.map { "<p class=\"notes\"><small class=\"role\">\($0)</small></p>" } ?? ""
      return """
        <li><p><a href="\(citing.page)">\(citing.name)</a>\(date)</p>
        <p class="of">\(citing.subject)</p>\(note)</li>

        """
    }
    let more = surroundings.citingCount - items.count
    let rest: HTML =
      more > 0
      ? "<p class=\"none\">\(Phrase("và ", "and ") + Phrase.count(more, "văn bản khác", "other", plural: "others"))</p>"
      : ""
    return """
      <section id="cited"><h2>\(Phrase("Được viện dẫn bởi", "Cited by"))</h2>
      <ul class="refs">
      \(items)</ul>\(rest)</section>
      """
  }
}
